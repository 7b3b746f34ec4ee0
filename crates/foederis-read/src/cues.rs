//! What a paragraph says about itself: the vocabulary of appeals, credits, lists of other articles, legal lines.
//!
//! A cue is told from the paragraph alone; where it stands is [`crate::marking`]'s business. Words between quotation
//! marks belong to a speaker and never count. No word here may belong to a topic.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use foederis_types::BlockKind;

use crate::dateline::is_agency;
use crate::vocabulary::Section;
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
    if low.contains(|c: char| c.is_ascii_digit())
        && let Some(cue) = head_cue(text, n_words).filter(|cue| cue.kind == BlockKind::Dateline)
    {
        return Some(cue);
    }
    match () {
        () if starts_rest(low, n_words, Section::CommentOpeners.phrases()) || is_comment_count(low) => {
            Some(Cue { kind: BlockKind::Furniture, opens: Opens::Rest })
        }
        () if starts_rest(low, n_words, Section::AboutOpeners.phrases()) => {
            Some(Cue { kind: BlockKind::AboutAuthor, opens: Opens::Rest })
        }
        () if is_tag_line(low) => only(BlockKind::ReadMore),
        () if is_credit(text, low, n_words) => only(BlockKind::Credit),
        () if is_sign_off(low, n_words) => only(BlockKind::Byline),
        () if is_legal(low) || is_cookie_line(low) => only(BlockKind::Furniture),
        () if is_advertisement(low) || is_tool_line(low, n_words) => only(BlockKind::Furniture),
        () if Section::AgencyNotes.phrases().iter().any(|note| low.starts_with(note))
            && low.ends_with(')') =>
        {
            only(BlockKind::Furniture)
        }
        () if is_correspondence(low) || has_address(low, n_words) => only(BlockKind::Furniture),
        () if is_follow_line(low, n_words) => only(BlockKind::Appeal),
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
    if is_ago(text) {
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

/// `2 days ago`, `Updated 3 hours ago`: a day only for who knows when the page was fetched.
fn is_ago(text: &str) -> bool {
    let low = folded(text);
    let mut words =
        low.split(' ').filter(|word| !matches!(*word, "updated" | "published" | "posted" | "about" | "last"));
    let is_number = words
        .next()
        .is_some_and(|word| word.chars().all(|c| c.is_ascii_digit()) || word == "an" || word == "a");
    let units = [
        "min", "mins", "minute", "minutes", "hour", "hours", "hrs", "day", "days", "week", "weeks", "month",
        "months",
    ];
    is_number
        && words.next().is_some_and(|word| units.contains(&word))
        && words.next() == Some("ago")
        && words.next().is_none()
}

/// Passes stars, arrows and bullets in front of a line.
fn bare(low: &str) -> &str {
    low.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(')
}

fn read_more(low: &str, n_words: usize) -> Option<Cue> {
    let low = bare(low);
    let is_sentence = ending(low) == Ending::Stop && n_words >= 8 && low.starts_with("mo");
    if let Some(rest) = Section::ReadMore.phrases().iter().find_map(|opener| after(low, opener))
        && !is_sentence
    {
        let is_alone = !rest.chars().any(char::is_alphanumeric) || (n_words <= 5 && low.ends_with(':'));
        let opens = if is_alone { Opens::List } else { Opens::Nothing };
        return (n_words <= 30).then_some(Cue { kind: BlockKind::ReadMore, opens });
    }
    let rest = Section::ReadMoreColon.phrases().iter().find_map(|opener| after(low, opener))?;
    match rest.trim_start().strip_prefix(':') {
        Some(more) if more.trim().is_empty() => Some(Cue { kind: BlockKind::ReadMore, opens: Opens::List }),
        Some(_) if n_words <= 24 && (ending(low) != Ending::Stop || n_words <= 10) => {
            Some(Cue { kind: BlockKind::ReadMore, opens: Opens::Nothing })
        }
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
    Section::Tags
        .phrases()
        .iter()
        .filter_map(|tag| after(low, tag))
        .any(|rest| rest.trim_start().starts_with(':'))
        || (low.starts_with('#') && low.split(' ').all(|word| word.starts_with('#')))
}

/// A label in front, `Photo: KCNA` near the end of a caption, or an agency's picture mark at the very end.
fn is_credit(text: &str, low: &str, n_words: usize) -> bool {
    if is_gallery_mark(low) {
        return true;
    }
    let low = low.trim_start_matches(['(', '[']);
    if is_picture_label(low) {
        return true;
    }
    if Section::CreditLabels.phrases().iter().any(|label| low.starts_with(label)) {
        return ending(text) != Ending::Stop || n_words <= 12;
    }
    let late = low.get(low.floor_char_boundary(low.len().saturating_sub(60))..).unwrap_or(low);
    let has_label =
        Section::CreditLabels.phrases().iter().any(|label| label.ends_with(':') && starts_part(late, label));
    let has_house = Section::CreditHouses.phrases().iter().any(|house| late.contains(house));
    let ends_in_house = Section::CreditHouses
        .phrases()
        .iter()
        .any(|house| low.trim_end_matches([')', ']', '.']).ends_with(house));
    has_label || ends_in_house || (has_house && n_words <= 25 && ending(text) != Ending::Stop)
}

/// `Main image: AP`, `Presidential press photo: …`: up to three words before the picture.
fn is_picture_label(low: &str) -> bool {
    let Some((label, rest)) = low.split_once(':') else { return false };
    let is_picture = ["photo", "photos", "image", "picture", "illustration", "graphic", "photograph"]
        .iter()
        .any(|word| label.split(' ').next_back() == Some(word));
    is_picture && label.split(' ').count() <= 4 && rest.split(' ').count() <= 30
}

/// `[1/5] The two leaders …`
fn is_gallery_mark(low: &str) -> bool {
    let mark = low.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(mark, _)| mark);
    mark.and_then(|mark| mark.split_once('/')).is_some_and(|(nth, all)| {
        let is_number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
        is_number(nth) && is_number(all)
    })
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
    let opener = Section::SignOffs.phrases().iter().find(|opener| low.starts_with(*opener));
    let most = if opener.is_some_and(|opener| opener.ends_with("ed by")) { 10 } else { 30 };
    let is_label =
        low.strip_prefix("source:").or_else(|| low.strip_prefix("sources:")).is_some() && n_words <= 6;
    let is_end =
        matches!(low.trim_matches(|c: char| !c.is_alphanumeric()), "ends" | "end" | "30" | "end of story");
    let is_bracketed_name =
        low.starts_with('(') && low.ends_with(')') && is_agency(low.trim_matches(['(', ')']));
    is_bracketed_name
        || is_about_the_text(low, n_words)
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
        || Section::Legal.phrases().iter().any(|phrase| low.contains(phrase)) && !low.contains('"')
}

fn is_cookie_line(low: &str) -> bool {
    Section::Cookies.phrases().iter().any(|phrase| low.contains(phrase))
}

fn is_advertisement(low: &str) -> bool {
    Section::Advertisement.phrases().contains(&low.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Nothing but the names of tools: `Print | Send to a friend | Facebook`.
fn is_tool_line(low: &str, n_words: usize) -> bool {
    let mut n_strong = 0;
    let is_tool = |word: &str| Section::Tools.phrases().contains(&word) || word.chars().all(char::is_numeric);
    for word in words(low) {
        if !is_tool(word) {
            return false;
        }
        n_strong += usize::from(word.len() > 3);
    }
    n_strong > 0 && n_words <= 20
}

/// A short line with an address to write to, or one that is a handle.
fn has_address(low: &str, n_words: usize) -> bool {
    let is_mail =
        |word: &str| word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    n_words <= 16 && (low.split(' ').any(is_mail) || (low.starts_with('@') && n_words <= 6))
}

/// `Follow The Post on Telegram`, `Download the Post's app`.
fn is_follow_line(low: &str, n_words: usize) -> bool {
    let places = [
        "telegram",
        "twitter",
        "x",
        "facebook",
        "whatsapp",
        "instagram",
        "youtube",
        "google news",
        "linkedin",
        "bluesky",
        "threads",
        "tiktok",
        "viber",
        "app",
        "app store",
        "google play",
        "spotify",
        "apple podcasts",
    ];
    let is_opened = ["follow ", "like ", "join ", "download ", "find us", "watch us", "listen on", "get "]
        .iter()
        .any(|opener| low.starts_with(opener));
    n_words <= 12 && is_opened && places.iter().any(|place| holds(low, place))
}

/// `This article was first published in …`, `The story was produced in partnership with …`. A report and a text can
/// be what the news is about, so they need words that only publishing has.
fn is_about_the_text(low: &str, n_words: usize) -> bool {
    let published = [
        "first published",
        "originally published",
        "republished",
        "originally appeared",
        "first appeared",
        "with permission",
        "creative commons",
        "in partnership with",
        "syndicated",
    ];
    let changed = [
        "was produced",
        "was translated",
        "has been translated",
        "was updated",
        "has been updated",
        "was amended",
        "has been amended",
        "was corrected",
        "has been corrected",
        "was funded",
        "made possible",
        "was compiled",
    ];
    let mut opening = low.split(' ');
    let is_opened = matches!(opening.next(), Some("this" | "the" | "our"));
    let holds_any = |acts: &[&str]| acts.iter().any(|act| low.contains(act));
    let is_about = match opening.next() {
        Some("article" | "story" | "post") => holds_any(&published) || holds_any(&changed),
        Some("report" | "piece" | "text" | "dispatch") => holds_any(&published),
        _ => false,
    };
    is_opened && is_about && n_words <= 30
}

fn is_correspondence(low: &str) -> bool {
    let asks = ["@", "questions", "comments", "tip", "desk", "email", "contact", "feedback", "suggestion"];
    Section::Correspondence.phrases().iter().any(|opener| low.starts_with(opener))
        && asks.iter().any(|word| low.contains(word))
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
    let media = phrase_score(&MEDIA_PHRASES, Section::Appeals.weighted(), &low);
    // Appeals are short: a long paragraph must say more of them to be one.
    let n_words = i32::try_from(count_words(&low, 300)).unwrap_or(300);
    if media < 2 + n_words / 60 {
        return Appeal::None;
    }
    let count = |set: &[&str], most: usize| {
        let n = words(&low).filter(|word| set.contains(word)).take(most).count();
        i32::try_from(n).unwrap_or(0)
    };
    let you = count(&["you", "your", "you're", "you've", "you'll"], 3);
    let we = count(&["we", "our", "us", "we're", "we've"], 2);
    let is_urged = words(&low).next().is_some_and(|first| Section::Imperatives.phrases().contains(&first));
    let is_told = ["said", "told", "says", "added"].iter().any(|verb| holds(&low, verb));
    if you + we == 0 && !is_urged && media < 5 {
        return Appeal::None;
    }
    let urges = phrase_score(&URGE_PHRASES, Section::Urges.weighted(), &low);
    let urge = if is_urged { 2 } else { 0 };
    match media + urges + you + we + urge - if is_told { 3 } else { 0 } {
        4.. => Appeal::Sure,
        3 => Appeal::Weak,
        _ => Appeal::None,
    }
}

/// Says whether `text` speaks to its reader outside quotations, and tells of nobody who said something.
pub(crate) fn addresses_reader(text: &str) -> bool {
    let low = folded(&without_quotations(text));
    let is_told = ["said", "told", "says", "added", "asked"].iter().any(|verb| holds(&low, verb));
    let is_addressed =
        words(&low).any(|word| matches!(word, "you" | "your" | "you're" | "you've" | "you'll"));
    is_addressed && !is_told && !text.contains(['"', '\u{201c}'])
}

/// A short line that calls on its reader: `Donate today!`
pub(crate) fn is_urge(text: &str) -> bool {
    let low = folded(text);
    let is_urged = words(&low).next().is_some_and(|first| Section::Imperatives.phrases().contains(&first));
    is_urged && text.ends_with('!') && count_words(text, 13) <= 12
}

/// All phrases of a table as one automaton: one pass over a paragraph finds them all.
static MEDIA_PHRASES: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(Section::Appeals.phrases()).ok());
static URGE_PHRASES: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(Section::Urges.phrases()).ok());

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

    #[test]
    fn lines_about_the_text_and_reports_about_a_text() {
        check_kind(
            "This article was first published in The Bay News and is republished with permission.",
            "byline",
        );
        check_kind("Translated from the Portuguese.", "byline");
        check_kind("This report was dismissed by the ministry as a fabrication.", "none");
        check_kind("The text was updated by the two delegations during the night.", "none");
        check_kind("Main image: Ana Luz", "credit");
        check_kind("Follow The Coast on Telegram", "appeal");
        check_kind("The president wrote on Telegram that the pact was dead.", "none");
        check_kind("Ana Luz can be reached at ana@example.org", "furniture");
        check_kind("Explainer: what the pact means for Angola", "read-more");
        check_kind(
            "Background: the two states signed their first pact in 1978 and renewed it twice.",
            "none",
        );
        check_kind("More from the north will follow, the general said on Monday.", "none");
        check_kind("Earlier, the two sides had met in Lima.", "none");
    }

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
