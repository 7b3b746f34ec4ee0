//! A page as a tape: its paragraphs in order, each with its bytes in the page and the elements around it; and what
//! stands in its head. One pass, no tree, linear in the page, whatever the page holds.
//!
//! It is no HTML parser: it knows which elements break a line, which hide text, and how to get past broken tags. The
//! extractors parse; this only says where their paragraphs come from and what surrounds them.

use std::collections::BTreeMap;

use super::entities;
use crate::words::skeleton;

/// A line of text between two breaks, white space collapsed, character references resolved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Paragraph {
    pub(crate) text: String,
    /// The bytes of the page from its first character to behind its last, inner tags included.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// How much of it stands in links, in percent.
    pub(crate) link_percent: usize,
    pub(crate) zone: Zone,
    /// 1 to 6 in a heading element, else 0.
    pub(crate) heading_level: u8,
}

/// The most telling element around a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Zone {
    /// Nothing that objects.
    #[default]
    Open,
    /// A caption of a figure.
    Caption,
    /// By the name of its class: related, sidebar, share and the like. Names can mislead.
    Named,
    /// By its element: `nav`, `aside`, `footer`, `form`, `button`, or hidden.
    Sure,
}

/// A page unrolled.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tape {
    pub(crate) paragraphs: Vec<Paragraph>,
    /// `meta` elements: name, property or itemprop in lower case, and content, in order.
    pub(crate) metas: Vec<(String, String)>,
    /// Contents of JSON-LD scripts.
    pub(crate) scripts: Vec<String>,
    pub(crate) times: Vec<TimeElement>,
    pub(crate) title: Option<String>,
    pub(crate) canonical: Option<String>,
    /// Deepest nesting, elements that close themselves left out.
    pub(crate) depth: usize,
    /// Byte ranges of scripts, styles, comments and the like, in order.
    pub(crate) hidden: Vec<(usize, usize)>,
    /// What the page breaks off in, where it does.
    pub(crate) broken_in: Option<&'static str>,
}

/// A `<time>` element, or one with `itemprop="datePublished"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TimeElement {
    pub(crate) datetime: String,
    /// Its class and itemprop in lower case.
    pub(crate) names: String,
    pub(crate) zone: Zone,
}

impl Tape {
    /// Returns the page without what is never shown.
    pub(crate) fn lean(&self, page: &str) -> String {
        let mut lean = String::with_capacity(page.len());
        let mut pos = 0;
        for (start, end) in &self.hidden {
            lean.push_str(page.get(pos..*start).unwrap_or(""));
            pos = *end;
        }
        lean.push_str(page.get(pos..).unwrap_or(""));
        lean
    }

    /// Returns where the headline stands: the paragraph that says `title`, a heading first.
    pub(crate) fn headline_idx(&self, title: Option<&str>) -> Option<usize> {
        let title = skeleton(title?);
        let says_it = |paragraph: &Paragraph| skeleton(&paragraph.text) == title;
        let found =
            self.paragraphs.iter().position(|paragraph| paragraph.heading_level > 0 && says_it(paragraph));
        found.or_else(|| self.paragraphs.iter().position(says_it))
    }

    /// Returns the content of the first `meta` element with one of these names, in the order of the names.
    pub(crate) fn meta(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let found = self.metas.iter().find(|(key, content)| key == name && !content.trim().is_empty());
            found.map(|(_, content)| content.trim())
        })
    }
}

const VOID: [&str; 15] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "image",
];
/// Elements that browsers close by themselves: they do not nest.
const SELF_CLOSING: [&str; 12] =
    ["p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead", "tfoot", "colgroup"];
/// Elements that stand inside a line.
const INLINE: [&str; 42] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr", "ruby", "rt", "rp", "nobr", "acronym", "picture", "source", "meta", "link", "input",
];
/// Elements whose content is no markup, or is never shown.
const RAW: [&str; 12] = [
    "script", "style", "textarea", "title", "noscript", "template", "iframe", "svg", "math", "object",
    "select", "xmp",
];
/// Parts of class names and ids that tell of things beside the article.
const ZONE_WORDS: [&str; 62] = [
    "nav",
    "navbar",
    "navigation",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "masthead",
    "footer",
    "foot",
    "sidebar",
    "rail",
    "aside",
    "related",
    "readmore",
    "recommended",
    "recommendations",
    "recirculation",
    "trending",
    "popular",
    "mostread",
    "latest",
    "ticker",
    "promo",
    "promos",
    "promotion",
    "newsletter",
    "signup",
    "subscribe",
    "subscription",
    "share",
    "sharing",
    "social",
    "follow",
    "ad",
    "ads",
    "advert",
    "advertisement",
    "sponsor",
    "sponsored",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "banner",
    "popup",
    "modal",
    "paywall",
    "donate",
    "support",
    "comment",
    "comments",
    "disqus",
    "widget",
    "widgets",
    "tags",
    "topics",
    "poll",
    "weather",
    "skip",
    "copyright",
    "outbrain",
    "taboola",
];
const SURE_ELEMENTS: [&str; 7] = ["nav", "aside", "footer", "form", "button", "dialog", "menu"];

/// How many open elements are kept; deeper ones are counted only.
const MAX_OPEN: usize = 4096;

struct Open {
    name: String,
    zone: Zone,
    is_link: bool,
    heading_level: u8,
}

struct Unroller<'a> {
    page: &'a str,
    tape: Tape,
    open: Vec<Open>,
    n_counted: usize,
    current: Paragraph,
    n_link_bytes: usize,
}

/// Unrolls a page.
pub(crate) fn unroll(page: &str) -> Tape {
    let mut unroller = Unroller {
        page,
        tape: Tape::default(),
        open: Vec::new(),
        n_counted: 0,
        current: Paragraph::default(),
        n_link_bytes: 0,
    };
    let mut pos = 0;
    while pos < page.len() {
        pos = unroller.step(pos);
    }
    unroller.break_line();
    unroller.tape
}

impl Unroller<'_> {
    fn rest(&self, pos: usize) -> &str {
        self.page.get(pos..).unwrap_or("")
    }

    /// Takes what stands at `pos`, and returns where the next thing stands.
    fn step(&mut self, pos: usize) -> usize {
        let rest = self.rest(pos);
        match rest.as_bytes() {
            [b'<', b'!', b'-', b'-', ..] => {
                let end = self.skip_past(pos, "-->", "a comment");
                self.tape.hidden.push((pos, end));
                end
            }
            [b'<', b'!' | b'?', ..] => self.skip_past(pos, ">", "a declaration"),
            [b'<', b'/', next, ..] if next.is_ascii_alphabetic() => self.end_tag(pos),
            [b'<', next, ..] if next.is_ascii_alphabetic() => self.start_tag(pos),
            [b'<', ..] => self.take_text(pos, pos + 1),
            _ => {
                let len = rest.find('<').unwrap_or(rest.len());
                self.take_text(pos, pos + len)
            }
        }
    }

    fn skip_past(&mut self, pos: usize, end: &str, what: &'static str) -> usize {
        match self.rest(pos).find(end) {
            Some(at) => pos + at + end.len(),
            None => {
                self.tape.broken_in = Some(what);
                self.page.len()
            }
        }
    }

    fn end_tag(&mut self, pos: usize) -> usize {
        let name = tag_name(self.rest(pos + 2));
        let next = self.skip_past(pos, ">", "a tag");
        if !INLINE.contains(&name.as_str()) {
            self.break_line();
        }
        let found = self.open.iter().rev().take(64).position(|open| open.name == name);
        if let Some(from_top) = found {
            let keep = self.open.len() - 1 - from_top;
            for open in self.open.drain(keep..) {
                self.n_counted -= usize::from(is_counted(&open.name));
            }
        }
        next
    }

    fn start_tag(&mut self, pos: usize) -> usize {
        let name = tag_name(self.rest(pos + 1));
        let Some((attributes, next)) = attributes(self.page, pos + 1 + name.len()) else {
            self.tape.broken_in = Some("a tag");
            return self.page.len();
        };
        if !INLINE.contains(&name.as_str()) {
            match name.as_str() {
                "br" => self.break_at_br(),
                _ => self.break_line(),
            }
        }
        if RAW.contains(&name.as_str()) {
            let end = self.raw_element(&name, &attributes, next);
            if name != "title" {
                self.tape.hidden.push((pos, end));
            }
            return end;
        }
        self.take_head_element(&name, &attributes);
        if !VOID.contains(&name.as_str()) {
            self.push(name, &attributes);
        }
        next
    }

    /// `<br>` parts paragraphs, unless one alone stands in the middle of a sentence: a mark is left, and the next
    /// character decides.
    fn break_at_br(&mut self) {
        let text = self.current.text.trim_end_matches(' ');
        let goes_on = text.ends_with(|c: char| c.is_lowercase() || c == ',');
        match goes_on {
            true => {
                self.current.text.truncate(text.len());
                self.current.text.push('\n');
            }
            false => self.break_line(),
        }
    }

    fn push(&mut self, name: String, attributes: &Attributes) {
        if SELF_CLOSING.contains(&name.as_str()) && self.open.last().is_some_and(|open| open.name == name) {
            self.open.pop();
        }
        self.n_counted += usize::from(is_counted(&name));
        self.tape.depth = self.tape.depth.max(self.n_counted);
        if self.open.len() >= MAX_OPEN {
            self.n_counted = self.n_counted.saturating_sub(usize::from(is_counted(&name)));
            return;
        }
        let outer = self.open.last();
        let zone = outer.map_or(Zone::Open, |open| open.zone).max(zone_of(&name, attributes));
        // An anchor within the page, such as a live blog's post has, leads to no other article.
        let leads_away = attributes.get("href").is_some_and(|href| !href.trim_start().starts_with('#'));
        let is_link = (name == "a" && leads_away) || outer.is_some_and(|open| open.is_link);
        let heading_level = match name.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => level - b'0',
            _ => outer.map_or(0, |open| open.heading_level),
        };
        self.open.push(Open { name, zone, is_link, heading_level });
    }

    /// Takes a script, title or the like whole, and returns where its end tag ends.
    fn raw_element(&mut self, name: &str, attributes: &Attributes, from: usize) -> usize {
        let Some(len) = find_end_tag(self.rest(from), name) else {
            self.tape.broken_in =
                Some(if name == "script" { "a script" } else { "an element that is not shown" });
            return self.page.len();
        };
        let content = self.rest(from).get(..len).unwrap_or("").to_owned();
        match name {
            "title" if self.tape.title.is_none() => {
                let title = entities::resolve(&content).split_whitespace().collect::<Vec<_>>().join(" ");
                self.tape.title = Some(title).filter(|title| !title.is_empty());
            }
            "script"
                if attributes
                    .get("type")
                    .is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")) =>
            {
                self.tape.scripts.push(content);
            }
            _ => {}
        }
        self.skip_past(from + len, ">", "a tag")
    }

    fn take_head_element(&mut self, name: &str, attributes: &Attributes) {
        let get = |key: &str| attributes.get(key).map(String::as_str);
        let zone = self.open.last().map_or(Zone::Open, |open| open.zone);
        let itemprop = get("itemprop").unwrap_or("");
        match name {
            "meta" => {
                let content = entities::resolve(get("content").unwrap_or(""));
                for key in ["property", "name", "itemprop", "http-equiv"].iter().filter_map(|key| get(key)) {
                    self.tape.metas.push((key.trim().to_lowercase(), content.clone()));
                }
            }
            "link" if get("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.tape.canonical =
                    self.tape.canonical.take().or_else(|| get("href").map(entities::resolve));
            }
            _ if name == "time" || itemprop.starts_with("date") => {
                let datetime = get("datetime").or_else(|| get("content")).unwrap_or("").to_owned();
                let names = format!("{} {itemprop} {}", get("class").unwrap_or(""), get("id").unwrap_or(""));
                let has_mark = if attributes.contains_key("pubdate") { " published" } else { "" };
                let names = format!("{}{has_mark}", names.to_lowercase());
                self.tape.times.push(TimeElement { datetime, names, zone });
            }
            _ => {}
        }
    }

    // --- text ---

    fn take_text(&mut self, from: usize, to: usize) -> usize {
        let run = self.page.get(from..to).unwrap_or("");
        let mut pos = 0;
        while let Some(character) = run.get(pos..).and_then(|rest| rest.chars().next()) {
            let reference = if character == '&' { run.get(pos..).and_then(entities::read) } else { None };
            match reference {
                Some((meant, len)) => {
                    self.push_text(&meant, from + pos, from + pos + len);
                    pos += len;
                }
                None => {
                    let len = character.len_utf8();
                    self.push_char(character, from + pos, from + pos + len);
                    pos += len;
                }
            }
        }
        to
    }

    fn push_text(&mut self, meant: &str, start: usize, end: usize) {
        for character in meant.chars() {
            self.push_char(character, start, end);
        }
    }

    fn push_char(&mut self, character: char, start: usize, end: usize) {
        if character.is_whitespace() {
            if !self.current.text.is_empty() && !self.current.text.ends_with([' ', '\n']) {
                self.current.text.push(' ');
            }
            return;
        }
        if self.current.text.ends_with('\n') && !character.is_lowercase() {
            self.break_line();
        }
        if matches!(character, '\u{200b}' | '\u{feff}' | '\u{ad}') || (character.is_control()) {
            return;
        }
        let (zone, is_link, heading_level) = self
            .open
            .last()
            .map_or((Zone::Open, false, 0), |open| (open.zone, open.is_link, open.heading_level));
        if self.current.text.is_empty() {
            self.current.start = start;
            self.current.zone = zone;
            self.current.heading_level = heading_level;
        }
        self.n_link_bytes += if is_link { character.len_utf8() } else { 0 };
        self.current.text.push(character);
        self.current.end = end;
    }

    fn break_line(&mut self) {
        let n_link_bytes = std::mem::take(&mut self.n_link_bytes);
        let mut paragraph = std::mem::take(&mut self.current);
        paragraph.text = paragraph.text.replace('\n', " ").trim().to_owned();
        if !paragraph.text.is_empty() {
            paragraph.link_percent = (n_link_bytes * 100 / paragraph.text.len()).min(100);
            self.tape.paragraphs.push(paragraph);
        }
    }
}

fn is_counted(name: &str) -> bool {
    !SELF_CLOSING.contains(&name)
}

fn tag_name(text: &str) -> String {
    text.bytes()
        .take(32)
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':'))
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect()
}

type Attributes = BTreeMap<String, String>;

/// Reads attributes from `pos` to the tag's `>`: the attributes and where the tag ends; `None` if it never does.
fn attributes(page: &str, mut pos: usize) -> Option<(Attributes, usize)> {
    let bytes = page.as_bytes();
    let mut attributes = Attributes::new();
    loop {
        while bytes.get(pos).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/') {
            pos += 1;
        }
        if *bytes.get(pos)? == b'>' {
            return Some((attributes, pos + 1));
        }
        let name_start = pos;
        pos += 1;
        while !matches!(bytes.get(pos)?, b'=' | b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r' | 0x0c) {
            pos += 1;
        }
        let name = page.get(name_start..pos).unwrap_or("").to_ascii_lowercase();
        let (value, next) = attribute_value(page, pos)?;
        pos = next;
        if attributes.len() < 64 {
            attributes.entry(name).or_insert(value);
        }
    }
}

fn attribute_value(page: &str, mut pos: usize) -> Option<(String, usize)> {
    let bytes = page.as_bytes();
    let name_end = pos;
    while bytes.get(pos)?.is_ascii_whitespace() {
        pos += 1;
    }
    if *bytes.get(pos)? != b'=' {
        return Some((String::new(), name_end));
    }
    pos += 1;
    while bytes.get(pos)?.is_ascii_whitespace() {
        pos += 1;
    }
    let quote = *bytes.get(pos)?;
    if quote == b'"' || quote == b'\'' {
        let len = bytes.get(pos + 1..)?.iter().position(|byte| *byte == quote)?;
        let value = page.get(pos + 1..pos + 1 + len).unwrap_or("");
        return Some((value.to_owned(), pos + len + 2));
    }
    let len = bytes.get(pos..)?.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'>')?;
    Some((page.get(pos..pos + len).unwrap_or("").to_owned(), pos + len))
}

/// Finds `</name`, whatever its case.
fn find_end_tag(text: &str, name: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    text.match_indices("</").map(|(pos, _)| pos).find(|pos| {
        let after = bytes.get(pos + 2..pos + 2 + name.len());
        after.is_some_and(|after| after.eq_ignore_ascii_case(name.as_bytes()))
    })
}

fn zone_of(name: &str, attributes: &Attributes) -> Zone {
    let get = |key: &str| attributes.get(key).map_or("", String::as_str);
    let is_hidden = attributes.contains_key("hidden")
        || get("aria-hidden") == "true"
        || get("style").to_ascii_lowercase().replace(' ', "").contains("display:none");
    let role = get("role");
    let has_sure_role =
        matches!(role, "navigation" | "dialog" | "complementary" | "contentinfo" | "search" | "banner");
    match name {
        "html" | "body" | "main" | "article" => Zone::Open,
        _ if is_hidden || SURE_ELEMENTS.contains(&name) || has_sure_role => Zone::Sure,
        "figcaption" | "caption" => Zone::Caption,
        _ if has_zone_word(get("class")) || has_zone_word(get("id")) => Zone::Named,
        _ => Zone::Open,
    }
}

fn has_zone_word(names: &str) -> bool {
    let names = names.to_ascii_lowercase();
    names.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| ZONE_WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(page: &str) -> Vec<String> {
        unroll(page).paragraphs.into_iter().map(|paragraph| paragraph.text).collect()
    }

    #[test]
    fn lines_break_at_block_elements_and_not_at_inline_ones() {
        let page = "<p>The <b>two</b> states\n signed <a href=x>a pact</a>.</p><div>It is&nbsp;new<br><br>And short.</div>";
        assert_eq!(texts(page), ["The two states signed a pact.", "It is new", "And short."]);
    }

    #[test]
    fn a_break_in_the_middle_of_a_sentence_is_a_space() {
        assert_eq!(
            texts("The pact was signed<br>on Tuesday.<br>It is new."),
            ["The pact was signed on Tuesday.", "It is new."]
        );
    }

    #[test]
    fn paragraphs_lead_back_to_their_bytes() {
        let page = "<p>Bread &amp; <i>roses</i></p><p>Peace</p>";
        let tape = unroll(page);
        assert_eq!(&page[tape.paragraphs[0].start..tape.paragraphs[0].end], "Bread &amp; <i>roses");
        assert_eq!(&page[tape.paragraphs[1].start..tape.paragraphs[1].end], "Peace");
    }

    #[test]
    fn scripts_styles_and_comments_are_not_text() {
        let page = "<script>if (a < b) { '<p>' }</script><style>p{}</style><!-- <p>no</p> --><p>Yes</p>";
        assert_eq!(texts(page), ["Yes"]);
    }

    #[test]
    fn zones_come_from_elements_and_from_class_names() {
        let page = "<nav>A</nav><div class='post-related'>B</div><p>C</p><figcaption>D</figcaption>";
        let zones: Vec<Zone> = unroll(page).paragraphs.iter().map(|paragraph| paragraph.zone).collect();
        assert_eq!(zones, [Zone::Sure, Zone::Named, Zone::Open, Zone::Caption]);
    }

    #[test]
    fn a_page_that_breaks_off_says_so() {
        assert_eq!(unroll("<p>Text</p><a href=\"x").broken_in, Some("a tag"));
        assert_eq!(unroll("<p>Text</p><script>var x").broken_in, Some("a script"));
        assert_eq!(unroll("<p>Text</p>").broken_in, None);
        assert_eq!(texts("<p>1 < 2 and <3</p>"), ["1 < 2 and <3"]);
    }
}
