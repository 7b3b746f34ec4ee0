//! RSS and Atom: each item is one report.
//!
//! An item's text is its content, or its summary where it has no more. Its outlet is the item's own `source` (an
//! aggregator names the true publisher there), else the feed's title.

use foederis_types::{ProblemKind, Published, PublishedFrom};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::assemble::{Draft, assemble};
use crate::json::day_and_time;
use crate::{ReadOutcome, decode, html, identity};

/// How many items of a feed are read.
const MAX_ITEMS: usize = 100_000;

/// Reads all items of a feed; each is named `FILE#N`, 1-based.
pub(crate) fn read(origin: &str, bytes: &[u8]) -> ReadOutcome {
    let Some(text) = decode::decode(bytes, html::declared_charset(bytes).as_deref()) else {
        return ReadOutcome::problem(origin, ProblemKind::Binary, "");
    };
    let (feed, fault) = parse(&text);
    let mut outcome = ReadOutcome::default();
    for (idx, item) in feed.items.iter().enumerate() {
        outcome.append(read_item(&format!("{origin}#{}", idx + 1), item, &feed.title));
    }
    if let Some(cause) = fault {
        let kind = if feed.items.is_empty() { ProblemKind::NoArticle } else { ProblemKind::BrokenPage };
        outcome.append(ReadOutcome::problem(origin, kind, format!("the feed is broken; {cause}")));
    } else if feed.items.is_empty() {
        outcome.append(ReadOutcome::problem(origin, ProblemKind::NoArticle, "no items in the feed"));
    }
    outcome
}

#[derive(Debug, Default)]
struct Feed {
    title: String,
    items: Vec<Item>,
}

#[derive(Debug, Default)]
struct Item {
    id: String,
    title: String,
    link: String,
    published: String,
    updated: String,
    content: String,
    summary: String,
    source: String,
    authors: Vec<String>,
}

/// Parses a feed as far as it goes; also says where it is broken.
fn parse(text: &str) -> (Feed, Option<String>) {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut parser = Parser::default();
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return (parser.feed, None),
            Ok(event) if parser.feed.items.len() < MAX_ITEMS => parser.take(event),
            Ok(_) => return (parser.feed, Some(format!("only {MAX_ITEMS} items are read"))),
            Err(error) => {
                parser.close_item();
                return (parser.feed, Some(format!("byte {}: {error}", reader.error_position())));
            }
        }
    }
}

#[derive(Default)]
struct Parser {
    feed: Feed,
    item: Option<Item>,
    path: Vec<String>,
    text: String,
}

/// Deepest nesting whose names are kept.
const MAX_PATH: usize = 64;

impl Parser {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(start) => self.open(&start),
            Event::Empty(start) => {
                self.open(&start);
                self.close();
            }
            Event::End(_) => self.close(),
            Event::Text(text) => self.text.push_str(&text),
            Event::CData(text) => self.text.push_str(&text.replace('&', "&amp;")),
            Event::GeneralRef(name) => {
                let reference = format!("&{};", &*name);
                self.text.push_str(&reference);
            }
            _ => {}
        }
    }

    fn open(&mut self, start: &BytesStart<'_>) {
        let name = start.name().as_ref().to_ascii_lowercase();
        let is_markup = self.path.last().is_some_and(|outer| outer == "content" || outer == "summary");
        if name == "item" || name == "entry" {
            self.close_item();
            self.item = Some(Item::default());
        }
        if name == "link" {
            self.take_link(start);
        }
        if !is_markup {
            self.text.clear();
        }
        if self.path.len() < MAX_PATH && !is_markup {
            self.path.push(name);
        }
    }

    /// Atom's `<link href rel>`.
    fn take_link(&mut self, start: &BytesStart<'_>) {
        let get = |name: &str| {
            let attribute = start.try_get_attribute(name).ok().flatten()?;
            Some(html::resolve(&attribute.value))
        };
        let is_self = get("rel").is_some_and(|rel| rel != "alternate");
        if let (Some(href), Some(item), false) = (get("href"), self.item.as_mut(), is_self)
            && item.link.is_empty()
        {
            item.link = href;
        }
    }

    fn close(&mut self) {
        let Some(name) = self.path.pop() else { return };
        let text = html::resolve(std::mem::take(&mut self.text).trim());
        let outer = self.path.last().map(String::as_str).unwrap_or("");
        if name == "item" || name == "entry" {
            return self.close_item();
        }
        match &mut self.item {
            Some(item) => item.take(&name, outer, text),
            None if name == "title" && matches!(outer, "channel" | "feed") => self.feed.title = text,
            None => {}
        }
    }

    fn close_item(&mut self) {
        self.feed.items.extend(self.item.take());
    }
}

impl Item {
    fn take(&mut self, name: &str, outer: &str, text: String) {
        let is_own = matches!(outer, "item" | "entry");
        match name {
            _ if text.is_empty() => {}
            "title" if is_own => self.title = html::plain_text(&text),
            "title" if outer == "source" => self.source = text,
            "source" if is_own => self.source = text,
            "link" if is_own && self.link.is_empty() => self.link = text,
            "guid" | "id" if is_own => self.id = text,
            "pubdate" | "published" | "dc:date" | "issued" if is_own => self.published = text,
            "updated" | "modified" | "a10:updated" if is_own => self.updated = text,
            "content:encoded" | "content" if is_own => self.content = text,
            "description" | "summary" if is_own => self.summary = text,
            "dc:creator" | "creator" if is_own => self.authors.push(text),
            "author" if is_own => self.authors.push(bracketed_name(&text)),
            "name" if outer == "author" => self.authors.push(text),
            _ => {}
        }
    }
}

/// RSS's `jane@example.org (Jane Doe)` -> `Jane Doe`.
fn bracketed_name(text: &str) -> String {
    let inner = text.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inner, _)| inner);
    inner.unwrap_or(text).trim().to_owned()
}

fn read_item(place: &str, item: &Item, feed_title: &str) -> ReadOutcome {
    let markup = if item.content.len() >= item.summary.len() { &item.content } else { &item.summary };
    let text = html::paragraphs(markup).join("\n\n");
    if text.is_empty() {
        let detail = "no text in the item; it holds a title and a link at most";
        return ReadOutcome::problem(place, ProblemKind::MissingField, detail);
    }
    let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let raw = [&item.id, &item.title, &item.link, &item.published, markup].map(String::as_str).join("\n");
    let draft = Draft {
        raw_sha256: identity::sha256(raw.as_bytes()),
        given_id: some(&item.id),
        title: some(&item.title),
        text,
        outlet: some(&item.source).or_else(|| some(feed_title)),
        authors: item.authors.iter().filter(|name| !name.is_empty()).cloned().collect(),
        url: some(&item.link),
        published: day(&item.published).or_else(|| day(&item.updated)),
        modified: day(&item.updated).filter(|_| !item.published.is_empty()),
        ..Draft::default()
    };
    assemble(place, draft)
}

fn day(text: &str) -> Option<Published> {
    let (day, time) = day_and_time(text)?;
    Some(Published { day, time, from: PublishedFrom::Feed, is_sure: true })
}
