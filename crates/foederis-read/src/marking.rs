//! Text -> blocks: which paragraph is headline, lead, body, heading, and which is the site's and not the article's.
//!
//! Three views are laid over each other: what a paragraph says about itself ([`crate::cues`]), where it stands (head,
//! body, tail), and what its neighbours are. When in doubt a paragraph is body: a lost sentence is worse than a leaked
//! appeal, and a text of one paragraph is always body. It must not know any outlet, and sees no other report.

use std::collections::BTreeSet;

use foederis_types::{Block, BlockKind, Span};

use crate::bylines::{self, HeadLine};
use crate::cues::{self, Appeal, Opens};
use crate::dateline::{self, FoundDateline, is_agency};
use crate::dates::FoundDay;
use crate::pieces::{self, Piece};
use crate::words::{
    Ending, capitalised_percent, count_words, ending, folded, looks_like_name, looks_like_person, skeleton,
};

/// What is known of a report before its text is looked at.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known<'a> {
    /// The headline, where it was given apart from the text.
    pub(crate) title: Option<&'a str>,
    pub(crate) lead: Option<&'a str>,
    pub(crate) outlet: Option<&'a str>,
    pub(crate) authors: &'a [String],
    /// Says whether the text is a whole file, head included, so that the headline is to be looked for in it.
    pub(crate) has_head: bool,
}

/// A text parted into blocks, and what its head says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marked {
    pub(crate) blocks: Vec<Block>,
    pub(crate) title: Option<Span>,
    pub(crate) outlet: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) published: Option<FoundDay>,
    pub(crate) updated: Option<FoundDay>,
    /// The first paragraph's dateline, and where that paragraph starts.
    pub(crate) dateline: Option<(usize, FoundDateline)>,
    /// Values behind labels (`Title:`, `URL:`) in a file's head.
    pub(crate) url: Option<String>,
}

/// How many paragraphs from the start can belong to the head.
const MAX_HEAD_PIECES: usize = 25;

/// How many running paragraphs at the end can turn out to be the site's.
const MAX_TAIL_PIECES: usize = 60;

/// Parts `text` into blocks and reads its head.
pub(crate) fn mark(text: &str, known: Known<'_>) -> Marked {
    let pieces = pieces::part(text);
    let mut marking = Marking::new(text, &pieces, known);
    if pieces.len() > 1 {
        marking.mark_cues();
        marking.mark_head();
        marking.mark_rests();
        marking.mark_lists();
        marking.mark_addresses();
        marking.mark_tail();
        marking.mark_headings();
        marking.mark_repeats();
    }
    marking.finish()
}

struct Marking<'a> {
    text: &'a str,
    pieces: &'a [Piece],
    known: Known<'a>,
    kinds: Vec<Option<BlockKind>>,
    opens: Vec<Opens>,
    is_running: Vec<bool>,
    n_words: Vec<usize>,
    out: Marked,
}

impl<'a> Marking<'a> {
    fn new(text: &'a str, pieces: &'a [Piece], known: Known<'a>) -> Marking<'a> {
        let n_words: Vec<usize> = pieces.iter().map(|piece| count_words(piece.of(text), 60)).collect();
        let is_running =
            pieces.iter().zip(&n_words).map(|(piece, n)| is_running(piece.of(text), *n)).collect();
        let (kinds, opens) = (vec![None; pieces.len()], vec![Opens::Nothing; pieces.len()]);
        Marking { text, pieces, known, kinds, opens, is_running, n_words, out: Marked::default() }
    }

    fn words_of(&self, idx: usize) -> &'a str {
        self.pieces.get(idx).map_or("", |piece| piece.of(self.text))
    }

    fn is_body(&self, idx: usize) -> bool {
        self.kinds.get(idx).is_some_and(Option::is_none) && self.is_running.get(idx) == Some(&true)
    }

    fn last_body(&self) -> Option<usize> {
        (0..self.pieces.len()).rev().find(|idx| self.is_body(*idx))
    }

    fn mark_cues(&mut self) {
        for idx in 0..self.pieces.len() {
            if let Some(cue) = cues::tell(self.words_of(idx)) {
                self.kinds[idx] = Some(cue.kind);
                self.opens[idx] = cue.opens;
            }
        }
        let has_text = (0..self.pieces.len()).any(|idx| self.kinds[idx].is_none());
        if !has_text {
            self.kinds.fill(None);
            self.opens.fill(Opens::Nothing);
        }
    }

    // --- head ---

    /// Reads what stands before the running text: headline, lead, byline, day, outlet, picture.
    fn mark_head(&mut self) {
        self.mark_repeated_titles();
        let end = self.head_end();
        if self.known.has_head {
            self.mark_labels(end);
            self.mark_title(end);
        }
        let mut is_outlet_next = false;
        for idx in 0..end {
            is_outlet_next = self.read_head_line(idx, is_outlet_next);
        }
        for idx in 0..end {
            self.mark_head_piece(idx, end);
        }
        self.take_late_day();
    }

    /// Returns the index behind the head: behind the last head line that has running text of its own weight after it,
    /// or the first running paragraph.
    fn head_end(&self) -> usize {
        let n = self.pieces.len().min(MAX_HEAD_PIECES);
        let first_body = (0..n).find(|idx| self.is_body(*idx) && !self.is_title(*idx)).unwrap_or(0);
        let weight = |range: std::ops::Range<usize>| -> usize {
            range.filter(|idx| self.is_body(*idx)).map(|idx| self.n_words[idx]).sum()
        };
        let is_head_line = |idx: usize| {
            matches!(self.kinds[idx], Some(BlockKind::Dateline | BlockKind::RepeatedTitle))
                || (self.kinds[idx] == Some(BlockKind::Byline) && idx <= first_body + 1)
        };
        let total = weight(0..self.pieces.len());
        let last_line = (0..n).rev().find(|idx| {
            let before = weight(0..*idx);
            is_head_line(*idx) && before <= 80 && before * 3 <= total
        });
        first_body.max(last_line.map_or(0, |idx| idx + 1))
    }

    fn is_title(&self, idx: usize) -> bool {
        idx == 0
            && self.known.has_head
            && self.known.title.is_none()
            && self.n_words[0] <= 30
            && (ending(self.words_of(0)) != Ending::Stop
                || (self.n_words[0] <= 16 && self.is_lone_sentence(0)))
    }

    /// A headline with a full stop: one short sentence in Title Case, or before a much longer paragraph.
    fn is_lone_sentence(&self, idx: usize) -> bool {
        let text = self.words_of(idx);
        let is_followed = self.n_words.get(idx + 1).is_some_and(|next| *next >= 25);
        (is_followed || capitalised_percent(text) >= 70)
            && !text.trim_end_matches('.').contains(". ")
            && dateline::find(text).is_none()
    }

    /// Marks each line that says the headline once more: the given one, or an earlier line of the head.
    fn mark_repeated_titles(&mut self) {
        let n = self.pieces.len().min(MAX_HEAD_PIECES);
        let given = self.known.title.map(skeleton).filter(|title| !title.is_empty());
        let skeletons: Vec<String> = (0..n).map(|idx| skeleton(self.words_of(idx))).collect();
        for idx in 0..n {
            let is_given = given.as_deref() == Some(skeletons[idx].as_str());
            let first = skeletons[..idx].iter().position(|earlier| *earlier == skeletons[idx]);
            let is_first_line =
                first.is_some_and(|first| first == 0 || (first <= 3 && !self.is_running[idx]));
            let is_again = given.is_none() && (4..=30).contains(&self.n_words[idx]) && is_first_line;
            if is_given || is_again {
                self.kinds[idx] = Some(BlockKind::RepeatedTitle);
            }
        }
    }

    /// `Title: …`, `Author: …`, `Source: …`, `URL: …` in a file's head.
    fn mark_labels(&mut self, end: usize) {
        for idx in 0..end.max(1).min(self.pieces.len()) {
            let line = self.words_of(idx);
            let Some((label, value)) =
                line.split_once(':').map(|(label, value)| (folded(label), value.trim()))
            else {
                continue;
            };
            if value.is_empty() {
                continue;
            }
            match label.as_str() {
                "title" | "headline" => {
                    let start = self.pieces[idx].end - value.len();
                    self.out.title = Span::from_offsets(start, self.pieces[idx].end);
                    self.kinds[idx] = Some(BlockKind::Title);
                }
                "outlet" | "source" | "publication" | "publisher" | "newspaper" => {
                    self.out.outlet.get_or_insert_with(|| value.to_owned());
                    self.kinds[idx] = Some(BlockKind::Byline);
                }
                "url" | "link" => {
                    self.out.url.get_or_insert_with(|| value.to_owned());
                    self.kinds[idx] = Some(BlockKind::Furniture);
                }
                _ => {}
            }
        }
    }

    /// Finds the headline of a file: the line that is repeated, else the first that can be one.
    fn mark_title(&mut self, end: usize) {
        if self.out.title.is_some() {
            return;
        }
        let repeated = (0..end).find_map(|idx| {
            let is_again = self.kinds[idx] == Some(BlockKind::RepeatedTitle);
            let again = skeleton(self.words_of(idx));
            is_again.then(|| (0..idx).find(|first| skeleton(self.words_of(*first)) == again)).flatten()
        });
        let can_be = |idx: &usize| self.kinds[*idx].is_none() && self.is_headline_like(*idx);
        let title = repeated
            .or_else(|| (0..end.min(8)).find(|idx| can_be(idx) && self.n_words[*idx] >= 4))
            .or_else(|| (0..end.min(1)).find(can_be));
        if let Some(idx) = title {
            self.kinds[idx] = Some(BlockKind::Title);
            self.out.title = Span::from_offsets(self.pieces[idx].start, self.pieces[idx].end);
        }
    }

    fn is_headline_like(&self, idx: usize) -> bool {
        let n_words = self.n_words[idx];
        (1..=30).contains(&n_words)
            && (!self.is_running[idx] || n_words <= 30)
            && (ending(self.words_of(idx)) != Ending::Stop || self.is_title(idx))
    }

    /// Some sites say the day at the end: `First published: Jun 20, 2024`.
    fn take_late_day(&mut self) {
        let late = self.pieces.len().saturating_sub(MAX_HEAD_PIECES)..self.pieces.len();
        for idx in late.filter(|idx| self.kinds[*idx] == Some(BlockKind::Dateline)) {
            let head = bylines::read(self.words_of(idx)).unwrap_or_default();
            self.out.published = self.out.published.take().or(head.published);
            self.out.updated = self.out.updated.take().or(head.updated);
        }
    }

    /// Takes names and days from one line of the head; returns whether the next line is the outlet's name.
    fn read_head_line(&mut self, idx: usize, is_outlet_next: bool) -> bool {
        let line = self.words_of(idx);
        let is_open = self.kinds[idx].is_none() && !self.is_running[idx];
        let is_name_line = is_open && looks_like_name(line) && self.n_words[idx] <= 5;
        match self.kinds[idx] {
            Some(BlockKind::Byline | BlockKind::Dateline) => {
                let head = bylines::read(line).or_else(|| bylines::name_and_outlet(line)).unwrap_or_default();
                let announces = head.announces_outlet;
                self.take(head);
                announces
            }
            None if is_name_line && (is_outlet_next || self.has_byline_shape(idx)) => {
                self.take_name(line, is_outlet_next);
                self.kinds[idx] = Some(BlockKind::Byline);
                false
            }
            _ => false,
        }
    }

    /// A bare name counts as a byline where it is a person's or an outlet's, or a head line stands within three lines.
    fn has_byline_shape(&self, idx: usize) -> bool {
        let line = self.words_of(idx);
        let near = idx + 1..(idx + 4).min(self.pieces.len());
        let has_head_line = near
            .clone()
            .any(|next| matches!(self.kinds[next], Some(BlockKind::Byline | BlockKind::Dateline)));
        let is_after_title = self.out.title.is_some_and(|title| title.start() < self.pieces[idx].start)
            || !self.known.has_head;
        is_after_title && (has_head_line || looks_like_person(line) || bylines::looks_like_outlet(line))
    }

    fn take_name(&mut self, line: &str, is_outlet: bool) {
        let has_author = !self.out.authors.is_empty();
        match is_outlet || bylines::looks_like_outlet(line) || has_author || !looks_like_person(line) {
            true => self.out.outlet = self.out.outlet.take().or_else(|| Some(line.to_owned())),
            false => self.out.authors.push(line.to_owned()),
        }
    }

    fn take(&mut self, head: HeadLine) {
        let HeadLine { published, updated, authors, outlet, .. } = head;
        self.out.published = self.out.published.take().or(published);
        self.out.updated = self.out.updated.take().or(updated);
        self.out.outlet = self.out.outlet.take().or(outlet);
        for author in authors {
            match is_agency(&author)
                && self.out.outlet.is_none()
                && self.known.outlet.is_none()
                && self.known.has_head
            {
                true => self.out.outlet = Some(author),
                false if !self.out.authors.contains(&author) => self.out.authors.push(author),
                false => {}
            }
        }
    }

    /// Settles what the head's lines without a cue are.
    fn mark_head_piece(&mut self, idx: usize, end: usize) {
        if self.kinds[idx].is_some() {
            return;
        }
        let is_lead = self.is_running[idx] || self.n_words[idx] >= 6;
        self.kinds[idx] = match is_lead {
            true if idx < end && self.n_words[idx] <= 80 => Some(BlockKind::Lead),
            true => None,
            false if self.known.has_head => Some(BlockKind::Furniture),
            false => None,
        };
    }

    // --- body and tail ---

    /// Closes what a comment section or a note about the author opens, and what follows a rule behind the body.
    fn mark_rests(&mut self) {
        let Some(first_body) = (0..self.pieces.len()).find(|idx| self.is_body(*idx)) else { return };
        let from = self.first_late().max(first_body + 1);
        let opener = (first_body + 1..self.pieces.len()).find(|idx| self.opens[*idx] == Opens::Rest);
        if let Some(idx) = opener.filter(|idx| *idx >= from) {
            let kind = self.kinds[idx].unwrap_or(BlockKind::Furniture);
            self.close_from(idx + 1, kind);
        }
        let rule = (from..self.pieces.len()).find(|idx| self.opens_author_note(*idx));
        if let Some(idx) = rule {
            self.close_from(idx + 1, BlockKind::AboutAuthor);
        }
    }

    fn close_from(&mut self, from: usize, kind: BlockKind) {
        for idx in from..self.pieces.len() {
            self.kinds[idx].get_or_insert(kind);
        }
    }

    /// Returns the first index with less running text behind it than before it.
    fn first_late(&self) -> usize {
        let weight = |idx: usize| if self.is_body(idx) { self.n_words[idx] } else { 0 };
        let total: usize = (0..self.pieces.len()).map(weight).sum();
        let mut before = 0;
        for idx in 0..self.pieces.len() {
            if before * 2 + weight(idx) > total {
                return idx;
            }
            before += weight(idx);
        }
        self.pieces.len()
    }

    /// A rule (`--`, `***`) followed within three lines by the author's name once more or a note about an author.
    fn opens_author_note(&self, idx: usize) -> bool {
        let is_rule = !self.words_of(idx).chars().any(char::is_alphanumeric);
        is_rule
            && (idx + 1..(idx + 4).min(self.pieces.len())).any(|next| {
                self.is_author(self.words_of(next))
                    || cues::is_about_author(self.words_of(next), &self.out.authors)
            })
    }

    fn is_author(&self, line: &str) -> bool {
        let line = skeleton(line);
        let mut authors = self.known.authors.iter().chain(&self.out.authors);
        !line.is_empty() && authors.any(|author| skeleton(author) == line)
    }

    fn is_outlet(&self, line: &str) -> bool {
        let line = skeleton(line);
        let mut outlets = self.known.outlet.into_iter().chain(self.out.outlet.as_deref());
        !line.is_empty() && outlets.any(|outlet| skeleton(outlet) == line)
    }

    /// Marks the headlines that follow `Read more:` and the like, up to the next running paragraph.
    fn mark_lists(&mut self) {
        let mut is_open = false;
        for idx in 0..self.pieces.len() {
            match self.kinds[idx] {
                Some(_) => {
                    is_open = self.opens[idx] == Opens::List
                        || (is_open && self.kinds[idx] == Some(BlockKind::ReadMore))
                }
                None if is_open && self.is_list_item(idx) => self.kinds[idx] = Some(BlockKind::ReadMore),
                None => is_open = false,
            }
        }
    }

    fn is_list_item(&self, idx: usize) -> bool {
        self.n_words[idx] <= 22 && matches!(ending(self.words_of(idx)), Ending::Open | Ending::Mark)
    }

    /// Marks the last paragraphs that speak to the reader, where a list of links or an appeal stands before them: there
    /// the site speaks.
    fn mark_addresses(&mut self) {
        let is_opener =
            |idx: &usize| self.opens[*idx] == Opens::List || self.kinds[*idx] == Some(BlockKind::Appeal);
        let Some(first) = (self.first_late()..self.pieces.len()).find(is_opener) else { return };
        for idx in (first + 1..self.pieces.len()).rev().filter(|idx| self.is_running[*idx]) {
            match (self.kinds[idx], cues::addresses_reader(self.words_of(idx))) {
                (Some(_), _) => {}
                (None, true) => self.kinds[idx] = Some(BlockKind::Appeal),
                (None, false) => return,
            }
        }
    }

    /// Works backwards from the end: fragments behind the last running paragraph, and running paragraphs that ask for
    /// something or tell of the author and touch furniture.
    fn mark_tail(&mut self) {
        for _ in 0..MAX_TAIL_PIECES {
            let Some(last) = self.last_body() else { return };
            self.mark_fragments(last);
            let is_touching =
                last + 1 == self.pieces.len() || self.kinds[last + 1].is_some_and(|kind| !kind.is_read());
            let words = self.words_of(last);
            let has_more = (0..last).any(|idx| self.is_body(idx));
            let authors = [self.known.authors, self.out.authors.as_slice()].concat();
            match () {
                () if !(is_touching && has_more) => return,
                () if cues::appeal(words) >= Appeal::Weak => self.kinds[last] = Some(BlockKind::Appeal),
                () if cues::is_about_author(words, &authors) && self.is_after_note(last) => {
                    self.kinds[last] = Some(BlockKind::AboutAuthor);
                }
                () => return,
            }
        }
    }

    /// A note about an author stands at the very end, or among furniture.
    fn is_after_note(&self, idx: usize) -> bool {
        let is_end = idx + 1 == self.pieces.len();
        let is_before_furniture =
            self.kinds.get(idx + 1).copied().flatten().is_some_and(|kind| !kind.is_read());
        is_end || is_before_furniture
    }

    /// Lines behind the last running paragraph that are no sentences.
    fn mark_fragments(&mut self, last: usize) {
        let open: Vec<usize> =
            (last + 1..self.pieces.len()).filter(|idx| self.kinds[*idx].is_none()).collect();
        for &idx in &open {
            let line = self.words_of(idx);
            let is_after_furniture = self.kinds[idx - 1].is_some_and(|kind| !kind.is_read());
            self.kinds[idx] = match () {
                () if self.is_author(line) || self.is_outlet(line) || is_agency(line) => {
                    Some(BlockKind::Byline)
                }
                () if cues::is_urge(line) => Some(BlockKind::Appeal),
                () if self.is_cut_sentence(idx) && !is_after_furniture => None,
                () if self.n_words[idx] >= 5 => Some(BlockKind::ReadMore),
                () => Some(BlockKind::Furniture),
            };
        }
    }

    /// A last line without a stop that reads like a sentence all the same: a question, or many words in small letters.
    fn is_cut_sentence(&self, idx: usize) -> bool {
        let line = self.words_of(idx);
        let is_asked =
            ending(line) == Ending::Mark || line.starts_with(['"', '\u{201c}', '\u{2022}', '-', '*']);
        is_asked || ending(line) == Ending::Stop || (self.n_words[idx] >= 9 && capitalised_percent(line) < 50)
    }

    /// Fragments between running paragraphs: up to two are headings, more are a list of links unless a colon opens it.
    fn mark_headings(&mut self) {
        let Some(last) = self.last_body() else { return };
        let mut idx = 0;
        while idx < last {
            let run = (idx..last).take_while(|at| self.kinds[*at].is_none() && !self.is_running[*at]).count();
            if run > 0 {
                self.mark_run(idx, run);
            }
            idx += run.max(1);
        }
    }

    /// A headline in capitals between paragraphs is a link to another article; headings are shorter.
    fn is_shouted_link(&self, idx: usize) -> bool {
        let line = self.words_of(idx);
        self.n_words[idx] >= 6 && !line.contains(char::is_lowercase) && line.contains(char::is_uppercase)
    }

    fn mark_run(&mut self, first: usize, run: usize) {
        let is_announced = first > 0 && self.words_of(first - 1).ends_with(':');
        let n_items = (first..first + run).filter(|idx| is_list_line(self.words_of(*idx))).count();
        let is_links = run >= 3
            && !is_announced
            && n_items == 0
            && (first..first + run).all(|idx| self.n_words[idx] >= 4)
            && (first..first + run).map(|idx| self.n_words[idx]).sum::<usize>() >= run * 6;
        for idx in first..first + run {
            let is_heading = self.n_words[idx] <= 14
                && !is_list_line(self.words_of(idx))
                && self.is_running.get(first + run) == Some(&true);
            self.kinds[idx] = match () {
                () if is_links || self.is_shouted_link(idx) => Some(BlockKind::ReadMore),
                () if run <= 2 && is_heading && !is_announced && first > 0 => Some(BlockKind::Heading),
                () => None,
            };
        }
    }

    /// Marks a paragraph that says word for word what an earlier one says: some pages hold their text twice.
    fn mark_repeats(&mut self) {
        let mut seen = BTreeSet::new();
        for idx in 0..self.pieces.len() {
            let is_read = self.kinds[idx].is_none_or(BlockKind::is_read);
            if is_read && self.n_words[idx] >= 8 && !seen.insert(skeleton(self.words_of(idx))) {
                self.kinds[idx] = Some(BlockKind::Furniture);
            }
        }
    }

    // --- blocks ---

    fn finish(mut self) -> Marked {
        self.mark_lead();
        let first_body =
            (0..self.pieces.len()).find(|idx| self.kinds[*idx].is_none_or(|kind| kind == BlockKind::Body));
        self.out.dateline = first_body.and_then(|idx| {
            let found = dateline::find(self.words_of(idx))?;
            Some((self.pieces[idx].start, found))
        });
        let mut blocks = Vec::with_capacity(self.pieces.len());
        for idx in 0..self.pieces.len() {
            let kind = self.kinds[idx].unwrap_or(BlockKind::Body);
            let piece = self.pieces[idx];
            let cut =
                (kind == BlockKind::Body).then(|| sign_off(self.words_of(idx), self.known.outlet)).flatten();
            match cut {
                Some((body_len, sign_start, sign_kind)) => {
                    push_block(&mut blocks, piece.start, piece.start + body_len, kind);
                    push_block(&mut blocks, piece.start + sign_start, piece.end, sign_kind);
                }
                None => push_block(&mut blocks, piece.start, piece.end, kind),
            }
        }
        self.out.blocks = blocks;
        self.out
    }

    /// A paragraph near the start that a page's head gives as its description is the lead.
    fn mark_lead(&mut self) {
        let Some(lead) = self.known.lead.map(skeleton).filter(|lead| lead.len() >= 20) else { return };
        let found = (0..self.pieces.len().min(3)).find(|idx| skeleton(self.words_of(*idx)) == lead);
        if let Some(idx) = found.filter(|_| self.pieces.len() > 1) {
            self.kinds[idx] = Some(BlockKind::Lead);
        }
    }
}

/// An item of a list that belongs to the article: a bullet, a number, or a clause that goes on.
fn is_list_line(line: &str) -> bool {
    line.starts_with(['-', '*', '\u{2022}', '\u{2013}', '\u{25aa}'])
        || line.starts_with(|c: char| c.is_numeric())
        || matches!(ending(line), Ending::Pause | Ending::Stop)
}

fn push_block(blocks: &mut Vec<Block>, start: usize, end: usize, kind: BlockKind) {
    if let Some(span) = Span::from_offsets(start, end) {
        blocks.push(Block { span, kind });
    }
}

/// Running text: it ends like a sentence and is no mere phrase, or is too long for a headline.
fn is_running(text: &str, n_words: usize) -> bool {
    let least = match ending(text) {
        Ending::Stop => 4,
        Ending::Pause => 8,
        Ending::Mark => 12,
        Ending::Open => 24,
    };
    n_words >= least || (least == 4 && n_words >= 2 && has_small_word(text))
}

/// Says whether a word but the first starts with a small letter: a short sentence, not a name with a stop.
fn has_small_word(text: &str) -> bool {
    text.split_whitespace().skip(1).any(|word| word.starts_with(char::is_lowercase))
}

/// Finds what signs a paragraph off: `… peace treaty. (Yonhap)`, `… (Reporting by …)`, `… to Russia. (end) mb`,
/// `… the text. Read more: …`. Returns the paragraph's own length, where the rest starts, and what it is.
fn sign_off(text: &str, outlet: Option<&str>) -> Option<(usize, usize, BlockKind)> {
    let (start, kind) = bracketed(text, outlet).or_else(|| linked(text)).or_else(|| dashed(text))?;
    let body = text.get(..start)?.trim_end();
    let is_sentence = matches!(ending(body), Ending::Stop | Ending::Mark);
    (is_sentence && count_words(body, 5) >= 4).then_some((body.len(), start, kind))
}

fn bracketed(text: &str, outlet: Option<&str>) -> Option<(usize, BlockKind)> {
    let start = text.rfind(" (")? + 1;
    let rest = text.get(start..)?;
    let (inner, after) = rest.strip_prefix('(')?.split_once(')')?;
    let low = folded(inner);
    let n_after = count_words(after, 4);
    let is_end = low == "end" || low == "ends";
    let is_press = looks_like_name(inner) && bylines::looks_like_outlet(inner) && count_words(inner, 4) <= 3;
    let is_credited =
        ["with ", "reporting", "additional", "editing", "writing", "inputs", "compiled", "edited"]
            .iter()
            .any(|opener| low.starts_with(opener));
    let is_named = is_agency(inner)
        || is_press
        || is_credited
        || outlet.is_some_and(|outlet| skeleton(outlet) == skeleton(inner));
    let is_told =
        cues::tell(rest).is_some_and(|cue| matches!(cue.kind, BlockKind::Byline | BlockKind::Credit));
    let fits = (is_end && n_after <= 3) || (n_after == 0 && (is_named || is_told));
    fits.then_some((start, BlockKind::Byline))
}

fn linked(text: &str) -> Option<(usize, BlockKind)> {
    let openers =
        ["Read more:", "READ MORE:", "Read also:", "READ ALSO:", "Also read:", "ALSO READ:", "See also:"];
    let start = openers.iter().filter_map(|opener| text.find(opener)).min()?;
    (start > 0).then_some((start, BlockKind::ReadMore))
}

/// `… on Monday. – AFP`
fn dashed(text: &str) -> Option<(usize, BlockKind)> {
    let joints = [" \u{2013} ", " \u{2014} ", " - ", " -- ", " /", " \u{2014}"];
    let start = joints.iter().filter_map(|joint| text.rfind(joint)).max()?;
    let name = text.get(start..)?.trim_matches(|c: char| !c.is_alphanumeric());
    (is_agency(name) && !name.is_empty()).then_some((start + 1, BlockKind::Byline))
}
