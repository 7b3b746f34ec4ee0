//! What a paragraph says about itself: the vocabulary of appeals, credits, lists of other articles, legal lines.
//!
//! A cue is told from the paragraph alone; where it stands is [`crate::marking`]'s business. Words between quotation
//! marks belong to a speaker and never count. No word here may belong to a topic.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use foederis_types::BlockKind;

use crate::dateline::is_agency;
use crate::words::{
    Ending, count_words, ending, folded, holds, is_capitalised, stands_alone, without_quotations, words,
};
use crate::{bylines, dates};

/// What a paragraph gives itself out as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cue {
    pub(crate) kind: BlockKind,
    pub(crate) opens: Opens,
}

/// What follows a paragraph of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opens {
    /// Anything.
    Nothing,
    /// A list of headlines.
    List,
    /// Nothing of the article any more.
    Rest,
}

/// Longest paragraph, in words, that anything but an appeal can be.
const MAX_SHORT_WORDS: usize = 40;

/// Openers of a link or a list, whatever follows them.
const READ_MORE: [&str; 34] = [
    "read more",
    "read also",
    "also read",
    "read next",
    "read on",
    "read full",
    "read the full",
    "read this",
    "see also",
    "see more:",
    "see also:",
    "further reading",
    "you may also like",
    "you might also like",
    "you may also be interested",
    "recommended for you",
    "more from",
    "more on this",
    "in case you missed",
    "what to read next",
    "most read",
    "most popular",
    "most viewed",
    "most shared",
    "editor's pick",
    "editors' pick",
    "click here",
    "continue reading",
    "next article",
    "previous article",
    "next post",
    "previous post",
    "more stories",
    "more news",
];
/// Openers that count alone or before a colon: their words open sentences too.
const READ_MORE_COLON: [&str; 30] = [
    "related",
    "related articles",
    "related stories",
    "related news",
    "related coverage",
    "related topics",
    "related posts",
    "related content",
    "related links",
    "more",
    "more coverage",
    "trending",
    "trending now",
    "recommended",
    "latest",
    "latest news",
    "latest stories",
    "top stories",
    "top news",
    "don't miss",
    "must read",
    "watch",
    "listen",
    "video",
    "gallery",
    "in pictures",
    "photos",
    "up next",
    "go deeper",
    "on this topic",
];
const TAGS: [&str; 12] = [
    "tags",
    "tag",
    "topics",
    "topic",
    "filed under",
    "categories",
    "category",
    "keywords",
    "tagged",
    "in this story",
    "labels",
    "sections",
];
const CREDIT_LABELS: [&str; 26] = [
    "credit:",
    "credits:",
    "photo:",
    "photos:",
    "photo by",
    "photo credit",
    "photograph:",
    "photograph by",
    "photography:",
    "photo courtesy",
    "cover photo",
    "file photo",
    "image:",
    "image credit",
    "images:",
    "picture:",
    "pictures:",
    "illustration:",
    "illustration by",
    "graphic:",
    "map:",
    "video:",
    "screenshot:",
    "courtesy:",
    "image source:",
    "photo source:",
];
const CREDIT_HOUSES: [&str; 14] = [
    "getty images",
    "ap photo",
    "afp photo",
    "reuters/",
    "/afp",
    "/reuters",
    "/ap",
    "/getty",
    "via reuters",
    "via ap",
    "/epa",
    "wikimedia commons",
    "shutterstock",
    "/yonhap",
];
const LEGAL: [&str; 26] = [
    "all rights reserved",
    "rights reserved",
    "unauthorized reproduction",
    "unauthorised reproduction",
    "reproduction prohibited",
    "redistribution",
    "is not responsible for",
    "are not responsible for",
    "views expressed",
    "opinions expressed",
    "terms of use",
    "terms of service",
    "terms and conditions",
    "privacy policy",
    "cookie policy",
    "does not necessarily reflect",
    "do not necessarily reflect",
    "material may not be published",
    "may not be reproduced",
    "editorially independent",
    "has been auto-generated",
    "syndicated feed",
    "has not been edited by",
    "has not been created or edited",
    "code of conduct",
    "community guidelines",
];
const COOKIES: [&str; 7] = [
    "use cookies",
    "uses cookies",
    "accept all",
    "accept cookies",
    "your consent",
    "manage preferences",
    "cookie settings",
];
const ADVERTISEMENT: [&str; 20] = [
    "advertisement",
    "advertising",
    "sponsored",
    "sponsored content",
    "paid content",
    "promoted",
    "ad",
    "ads",
    "story continues below",
    "article continues below",
    "continue reading the main story",
    "article continues after advertisement",
    "story continues below advertisement",
    "scroll to continue",
    "skip advertisement",
    "advertisement - scroll to continue",
    "content continues below",
    "partner content",
    "skip to content",
    "skip to main content",
];
/// Words that lines of a page's tools are made of; such a line has no others.
const TOOLS: [&str; 62] = [
    "share",
    "tweet",
    "facebook",
    "twitter",
    "x",
    "whatsapp",
    "telegram",
    "linkedin",
    "reddit",
    "pinterest",
    "email",
    "e-mail",
    "mail",
    "print",
    "copy",
    "link",
    "copied",
    "save",
    "bookmark",
    "comment",
    "comments",
    "login",
    "log",
    "in",
    "out",
    "sign",
    "up",
    "register",
    "menu",
    "search",
    "home",
    "close",
    "this",
    "article",
    "story",
    "send",
    "to",
    "a",
    "friend",
    "on",
    "via",
    "follow",
    "us",
    "instagram",
    "youtube",
    "rss",
    "viber",
    "flipboard",
    "messenger",
    "subscribe",
    "listen",
    "play",
    "audio",
    "loading",
    "show",
    "more",
    "less",
    "text",
    "size",
    "font",
    "threads",
    "bluesky",
];
const SIGN_OFFS: [&str; 29] = [
    "(reporting by",
    "reporting by",
    "additional reporting",
    "with reporting",
    "(with reporting",
    "with inputs",
    "(with inputs",
    "with input from",
    "with additional",
    "with agencies",
    "with agency",
    "(with agencies",
    "edited by",
    "(edited by",
    "editing by",
    "(editing by",
    "compiled by",
    "translated by",
    "(translated by",
    "translation by",
    "produced by",
    "(writing by",
    "our standards:",
    "writing by",
    "contributed to this",
    "(additional reporting",
    "this report was",
    "this article was originally",
    "this article was first",
];
const AGENCY_NOTES: [&str; 14] = [
    "(adds",
    "(updates",
    "(recasts",
    "(repeats",
    "(corrects",
    "(rewrites",
    "(releads",
    "(writes through",
    "(removes",
    "(fixes",
    "(clarifies",
    "(refiles",
    "(changes",
    "(edits",
];
const CORRESPONDENCE: [&str; 16] = [
    "please direct",
    "please send",
    "send your",
    "got a tip",
    "have a tip",
    "do you have a story",
    "contact us",
    "write to us",
    "contact the",
    "email us",
    "let us know",
    "tell us",
    "have you",
    "if you have",
    "for more information",
    "for more news",
];
const COMMENT_OPENERS: [&str; 8] = [
    "leave a comment",
    "leave a reply",
    "post a comment",
    "join the conversation",
    "join the discussion",
    "view comments",
    "show comments",
    "add a comment",
];
const ABOUT_OPENERS: [&str; 7] = [
    "about the author",
    "about the authors",
    "about the writer",
    "about author",
    "author bio",
    "about us",
    "about this",
];

/// Phrases that only media say of themselves, with their weight: without one of them nothing is an appeal.
const APPEALS: [(&str, i32); 73] = [
    ("subscribe", 3),
    ("subscription", 2),
    ("subscriber", 1),
    ("subscribers", 1),
    ("newsletter", 3),
    ("newsletters", 3),
    ("become a patron", 4),
    ("become our patron", 4),
    ("our patron", 3),
    ("our patrons", 3),
    ("become a supporter", 4),
    ("patreon", 3),
    ("paywall", 3),
    ("paywalls", 3),
    ("chip in", 2),
    ("our newsroom", 3),
    ("our journalism", 4),
    ("our journalists", 1),
    ("our reporting", 3),
    ("our reporters", 1),
    ("our readers", 3),
    ("our coverage", 2),
    ("our app", 3),
    ("our channel", 3),
    ("our telegram", 4),
    ("our whatsapp", 4),
    ("our youtube", 4),
    ("our podcast", 3),
    ("join our community", 3),
    ("our website", 3),
    ("our site", 2),
    ("our content", 3),
    ("our stories", 2),
    ("our articles", 3),
    ("weekly bulletin", 3),
    ("weekly digest", 3),
    ("daily digest", 3),
    ("morning briefing", 2),
    ("readers like you", 5),
    ("support independent", 4),
    ("independent journalism", 4),
    ("independent media", 2),
    ("quality journalism", 4),
    ("local journalism", 4),
    ("public interest journalism", 4),
    ("price of one coffee", 4),
    ("price of a coffee", 4),
    ("cost of one cup", 4),
    ("cost of a coffee", 4),
    ("buy us a coffee", 5),
    ("buy me a coffee", 5),
    ("ad-free", 4),
    ("unlimited access", 4),
    ("your inbox", 5),
    ("cancel any time", 5),
    ("cancel anytime", 5),
    ("create an account", 4),
    ("download our", 3),
    ("download the app", 4),
    ("follow us", 3),
    ("like us on", 5),
    ("find us on", 5),
    ("join us on", 5),
    ("gift subscription", 4),
    ("get the latest", 3),
    ("breaking news alerts", 4),
    ("never miss a story", 4),
    ("never miss an update", 4),
    ("turn on notifications", 4),
    ("this article is free", 4),
    ("registered users", 2),
    ("our members", 2),
    ("media literacy", 1),
];
/// Phrases of appeals that governments and speakers use as well.
const URGES: [(&str, i32); 26] = [
    ("sign up", 2),
    ("become a member", 2),
    ("donate", 2),
    ("donation", 1),
    ("donations", 1),
    ("support our", 2),
    ("support us", 2),
    ("supporting us", 2),
    ("join us", 2),
    ("join our", 2),
    ("our team", 1),
    ("our work", 1),
    ("our mission", 1),
    ("our community", 1),
    ("our latest", 1),
    ("full access", 1),
    ("free trial", 1),
    ("log in", 1),
    ("unlock", 1),
    ("this page", 1),
    ("a cup of coffee", 1),
    ("cup of coffee", 1),
    ("a month", 1),
    ("keep the lights on", 1),
    ("this reporting", 1),
    ("make a difference", 1),
];
const IMPERATIVES: [&str; 26] = [
    "support",
    "join",
    "subscribe",
    "donate",
    "become",
    "sign",
    "help",
    "follow",
    "share",
    "download",
    "read",
    "watch",
    "listen",
    "click",
    "get",
    "stay",
    "register",
    "visit",
    "like",
    "buy",
    "try",
    "unlock",
    "discover",
    "explore",
    "give",
    "mahalo",
];

/// Tells what `text` gives itself out as, if anything.
pub(crate) fn tell(text: &str) -> Option<Cue> {
    let only = |kind| Some(Cue { kind, opens: Opens::Nothing });
    if !text.chars().any(char::is_alphanumeric) {
        return only(BlockKind::Furniture);
    }
    let n_words = count_words(text, MAX_SHORT_WORDS + 1);
    let low = folded(text);
    if n_words <= MAX_SHORT_WORDS
        && let Some(cue) = short_cue(text, &low, n_words)
    {
        return Some(cue);
    }
    match appeal(text) == Appeal::Sure {
        true => only(BlockKind::Appeal),
        false => None,
    }
}

fn short_cue(text: &str, low: &str, n_words: usize) -> Option<Cue> {
    let only = |kind| Some(Cue { kind, opens: Opens::Nothing });
    if let Some(cue) = read_more(low, n_words) {
        return Some(cue);
    }
    match () {
        () if starts_rest(low, n_words, &COMMENT_OPENERS) || is_comment_count(low) => {
            Some(Cue { kind: BlockKind::Furniture, opens: Opens::Rest })
        }
        () if starts_rest(low, n_words, &ABOUT_OPENERS) => {
            Some(Cue { kind: BlockKind::AboutAuthor, opens: Opens::Rest })
        }
        () if is_tag_line(low) => only(BlockKind::ReadMore),
        () if is_credit(text, low, n_words) => only(BlockKind::Credit),
        () if is_sign_off(low, n_words) => only(BlockKind::Byline),
        () if is_legal(low) || is_cookie_line(low) => only(BlockKind::Furniture),
        () if is_advertisement(low) || is_tool_line(low, n_words) => only(BlockKind::Furniture),
        () if AGENCY_NOTES.iter().any(|note| low.starts_with(note)) && low.ends_with(')') => {
            only(BlockKind::Furniture)
        }
        () if is_correspondence(low) => only(BlockKind::Furniture),
        () => head_cue(text, n_words),
    }
}

/// Lines of a head keep their meaning wherever they stand.
fn head_cue(text: &str, n_words: usize) -> Option<Cue> {
    if n_words > 16 {
        return None;
    }
    if dates::is_ambiguous(text) && n_words <= 8 {
        return Some(Cue { kind: BlockKind::Dateline, opens: Opens::Nothing });
    }
    let head = bylines::read(text).or_else(|| bylines::name_and_outlet(text))?;
    let kind = if head.published.is_some() || head.updated.is_some() {
        BlockKind::Dateline
    } else {
        BlockKind::Byline
    };
    Some(Cue { kind, opens: Opens::Nothing })
}

/// Passes stars, arrows and bullets in front of a line.
fn bare(low: &str) -> &str {
    low.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(')
}

fn read_more(low: &str, n_words: usize) -> Option<Cue> {
    let low = bare(low);
    if let Some(rest) = READ_MORE.iter().find_map(|opener| after(low, opener)) {
        let is_alone = !rest.chars().any(char::is_alphanumeric) || (n_words <= 5 && low.ends_with(':'));
        let opens = if is_alone { Opens::List } else { Opens::Nothing };
        return (n_words <= 30).then_some(Cue { kind: BlockKind::ReadMore, opens });
    }
    let rest = READ_MORE_COLON.iter().find_map(|opener| after(low, opener))?;
    match rest.trim_start().strip_prefix(':') {
        Some(more) if more.trim().is_empty() => Some(Cue { kind: BlockKind::ReadMore, opens: Opens::List }),
        Some(_) if n_words <= 24 => Some(Cue { kind: BlockKind::ReadMore, opens: Opens::Nothing }),
        None if !rest.chars().any(char::is_alphanumeric) => {
            Some(Cue { kind: BlockKind::ReadMore, opens: Opens::List })
        }
        _ => None,
    }
}

/// Returns what follows `opener` at the start of `low`, if it ends on a word border.
fn after<'a>(low: &'a str, opener: &str) -> Option<&'a str> {
    let rest = low.strip_prefix(opener)?;
    let is_border = opener.ends_with(':') || !rest.starts_with(char::is_alphanumeric);
    is_border.then_some(rest)
}

fn starts_rest(low: &str, n_words: usize, openers: &[&str]) -> bool {
    n_words <= 8 && openers.iter().any(|opener| after(low, opener).is_some())
}

/// `2 comments`, `Comments (4)`.
fn is_comment_count(low: &str) -> bool {
    let mut parts = low.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let pair = (parts.next(), parts.next(), parts.next());
    match pair {
        (Some(word), None, None) => word == "comments",
        (Some(first), Some(second), None) => {
            let is_number = |word: &str| word.chars().all(char::is_numeric);
            (is_number(first) && second.starts_with("comment")) || (first == "comments" && is_number(second))
        }
        _ => false,
    }
}

fn is_tag_line(low: &str) -> bool {
    TAGS.iter().filter_map(|tag| after(low, tag)).any(|rest| rest.trim_start().starts_with(':'))
        || (low.starts_with('#') && low.split(' ').all(|word| word.starts_with('#')))
}

/// A label in front, `Photo: KCNA` near the end of a caption, or an agency's picture mark at the very end.
fn is_credit(text: &str, low: &str, n_words: usize) -> bool {
    let low = low.trim_start_matches(['(', '[']);
    if CREDIT_LABELS.iter().any(|label| low.starts_with(label)) {
        return ending(text) != Ending::Stop || n_words <= 12;
    }
    let late = low.get(low.floor_char_boundary(low.len().saturating_sub(60))..).unwrap_or(low);
    let has_label = CREDIT_LABELS.iter().any(|label| label.ends_with(':') && starts_part(late, label));
    let has_house = CREDIT_HOUSES.iter().any(|house| late.contains(house));
    let ends_in_house =
        CREDIT_HOUSES.iter().any(|house| low.trim_end_matches([')', ']', '.']).ends_with(house));
    has_label || ends_in_house || (has_house && n_words <= 25 && ending(text) != Ending::Stop)
}

/// Says whether `label` stands in `text` behind a stop, bracket, bar or dash.
fn starts_part(text: &str, label: &str) -> bool {
    text.match_indices(label).any(|(pos, _)| {
        let before = text.get(..pos).unwrap_or("").trim_end().chars().next_back();
        before.is_some_and(|c| !c.is_alphanumeric() && c != ',')
    })
}

fn is_sign_off(low: &str, n_words: usize) -> bool {
    let low = low.trim_start_matches(['-', '\u{2013}', '\u{2014}', '*', '_', ' ']);
    let opener = SIGN_OFFS.iter().find(|opener| low.starts_with(*opener));
    let most = if opener.is_some_and(|opener| opener.ends_with("ed by")) { 10 } else { 30 };
    let is_label =
        low.strip_prefix("source:").or_else(|| low.strip_prefix("sources:")).is_some() && n_words <= 6;
    let is_end =
        matches!(low.trim_matches(|c: char| !c.is_alphanumeric()), "ends" | "end" | "30" | "end of story");
    let is_bracketed_name =
        low.starts_with('(') && low.ends_with(')') && is_agency(low.trim_matches(['(', ')']));
    is_bracketed_name
        || (opener.is_some() && n_words <= most)
        || is_label
        || is_end
        || low.starts_with("(end)")
        || (low.ends_with("contributed to this report.") && n_words <= 30)
}

fn is_legal(low: &str) -> bool {
    low.starts_with("copyright ")
        || low.starts_with("\u{a9}")
        || low.starts_with("(c) ")
        || LEGAL.iter().any(|phrase| low.contains(phrase)) && !low.contains('"')
}

fn is_cookie_line(low: &str) -> bool {
    COOKIES.iter().any(|phrase| low.contains(phrase))
}

fn is_advertisement(low: &str) -> bool {
    ADVERTISEMENT.contains(&low.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Nothing but the names of tools: `Print | Send to a friend | Facebook`.
fn is_tool_line(low: &str, n_words: usize) -> bool {
    let mut n_strong = 0;
    let is_tool = |word: &str| TOOLS.contains(&word) || word.chars().all(char::is_numeric);
    for word in words(low) {
        if !is_tool(word) {
            return false;
        }
        n_strong += usize::from(word.len() > 3);
    }
    n_strong > 0 && n_words <= 20
}

fn is_correspondence(low: &str) -> bool {
    let asks = ["@", "questions", "comments", "tip", "desk", "email", "contact", "feedback", "suggestion"];
    CORRESPONDENCE.iter().any(|opener| low.starts_with(opener)) && asks.iter().any(|word| low.contains(word))
}

/// How much a paragraph asks its reader for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Appeal {
    None,
    /// An appeal if it stands among furniture.
    Weak,
    /// An appeal wherever it stands.
    Sure,
}

/// Weighs how much `text` asks its reader for something. What stands in quotation marks, and what somebody is told to
/// have said, counts less; a statement that asks states to join and support somebody is no appeal.
pub(crate) fn appeal(text: &str) -> Appeal {
    let low = folded(&without_quotations(text));
    let media = phrase_score(&MEDIA_PHRASES, &APPEALS, &low);
    if media < 2 {
        return Appeal::None;
    }
    let count = |set: &[&str], most: usize| {
        let n = words(&low).filter(|word| set.contains(word)).take(most).count();
        i32::try_from(n).unwrap_or(0)
    };
    let you = count(&["you", "your", "you're", "you've", "you'll"], 3);
    let we = count(&["we", "our", "us", "we're", "we've"], 2);
    let is_urged = words(&low).next().is_some_and(|first| IMPERATIVES.contains(&first));
    let is_told = ["said", "told", "says", "added"].iter().any(|verb| holds(&low, verb));
    if you + we == 0 && !is_urged && media < 5 {
        return Appeal::None;
    }
    let urges = phrase_score(&URGE_PHRASES, &URGES, &low);
    let urge = if is_urged { 2 } else { 0 };
    match media + urges + you + we + urge - if is_told { 3 } else { 0 } {
        4.. => Appeal::Sure,
        3 => Appeal::Weak,
        _ => Appeal::None,
    }
}

/// All phrases of a table as one automaton: one pass over a paragraph finds them all.
static MEDIA_PHRASES: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(APPEALS.iter().map(|(phrase, _)| phrase)).ok());
static URGE_PHRASES: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(URGES.iter().map(|(phrase, _)| phrase)).ok());

/// Sums the weights of the phrases of `table` that `low` holds between word borders, each counted once.
fn phrase_score(phrases: &LazyLock<Option<AhoCorasick>>, table: &[(&str, i32)], low: &str) -> i32 {
    let Some(phrases) = phrases.as_ref() else { return 0 };
    let found =
        phrases.find_overlapping_iter(low).filter(|found| stands_alone(low, found.start(), found.end()));
    let held: BTreeSet<usize> = found.map(|found| found.pattern().as_usize()).collect();
    held.into_iter().filter_map(|idx| table.get(idx)).map(|(_, weight)| weight).sum()
}

/// Says whether `text` reads like a note about an author: `Jane Doe is a correspondent for …`, `I am a writer …`.
pub(crate) fn is_about_author(text: &str, authors: &[String]) -> bool {
    let low = folded(text);
    let trades = [
        "writer",
        "reporter",
        "correspondent",
        "journalist",
        "columnist",
        "editor",
        "fellow",
        "freelancer",
        "author",
        "professor",
        "contributor",
        "lecturer",
        "researcher",
        "analyst",
    ];
    let has_trade = trades.iter().any(|trade| holds(&low, trade));
    let has_contact =
        ["follow him", "follow her", "follow them", "follow me", "can be reached", "twitter:", "on x:"]
            .iter()
            .any(|phrase| low.contains(phrase))
            || (low.starts_with("\"follow") || low.starts_with("follow")) && low.contains('@');
    let is_told = [" said", " told", " says"].iter().any(|verb| low.contains(verb));
    let is_first_person = low.starts_with("i am ") || low.starts_with("i'm ") || low.starts_with("i write ");
    let is_named = authors.iter().any(|author| author.len() > 3 && low.starts_with(&folded(author)));
    let is_named_shape = is_capitalised(text)
        && [" is a ", " is an ", " is the ", " covers ", " writes ", " was a "]
            .iter()
            .any(|verb| low.get(..low.floor_char_boundary(60)).is_some_and(|head| head.contains(verb)));
    (has_contact && !is_told)
        || (is_first_person && has_trade)
        || (has_trade && !is_told && (is_named || is_named_shape))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_kind(text: &str, kind: &str) {
        assert_eq!(tell(text).map_or("none", |cue| cue.kind.as_str()), kind, "{text}");
    }

    #[test]
    fn appeals_ask_and_reports_of_appeals_do_not() {
        check_kind("If you value our reporting, support us with a small gift each month.", "appeal");
        check_kind("Subscribe to our newsletter and get the week's best stories in your inbox.", "appeal");
        check_kind("Stay ahead of the news: join our Telegram channel!", "appeal");
        check_kind("The ministry asked its allies to support it with arms and to join its mission.", "none");
        check_kind(
            "\u{201c}Support us, join us, and you will be free,\u{201d} the president told the crowd.",
            "none",
        );
        check_kind("Moldova wants to become a member of the Union by 2030.", "none");
        check_kind("We do not know what the two sides agreed on, and our sources would not say.", "none");
        check_kind(
            "We must support our allies and call on you to join us in defending our community.",
            "none",
        );
        check_kind(
            "We go about our daily lives, and our mission is to help you donate to our soldiers.",
            "none",
        );
        check_kind("The president subscribed to the view that arms were needed.", "none");
    }

    #[test]
    fn links_to_other_articles() {
        check_kind("Read also:", "read-more");
        check_kind("ALSO READ: Five things to know about the bridge", "read-more");
        check_kind("Related: Bridge closed for repairs", "read-more");
        check_kind("Related talks were held in Lima.", "none");
        check_kind("More than forty people were at the signing.", "none");
        check_kind("Watch: the moment the bridge opened", "read-more");
        check_kind("Watch towers were built along the border.", "none");
    }

    #[test]
    fn credits_and_captions() {
        check_kind("Photo: Ministry of Defence", "credit");
        check_kind("The two leaders on the bridge. Photo: Bay News", "credit");
        check_kind("Border guards at the river (Jane Doe/AFP via Getty Images)", "credit");
        check_kind("He showed the council a photo of the bridge.", "none");
    }

    #[test]
    fn legal_lines_tools_and_advertisements() {
        check_kind("\u{a9} 2024 The Bay News. All rights reserved.", "furniture");
        check_kind("Print | Send to a friend | Facebook", "furniture");
        check_kind("ADVERTISEMENT", "furniture");
        check_kind("We use cookies to improve your visit.", "furniture");
        check_kind("--", "furniture");
        check_kind("(Adds reaction from Lima, background)", "furniture");
        check_kind("The copyright law was passed by the lower house.", "none");
    }

    #[test]
    fn sign_offs() {
        check_kind("(Reporting by Jane Doe; Editing by John Roe)", "byline");
        check_kind("Additional reporting by Bay News staff", "byline");
        check_kind("Source: Bay News", "byline");
        check_kind(
            "Edited by a panel of judges in 1998, the treaty was amended three times before it was signed.",
            "none",
        );
    }
}
