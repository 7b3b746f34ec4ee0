//! From text to [`Analysis`]: cuts blocks into sentences and words, has the model read them, and puts together what it
//! says.
//!
//! Works through the text in groups of sentences, so that memory beyond the result does not grow with it. A sentence
//! that is longer than the model takes is read in windows, cut at clause marks, and says so; one that is longer and mostly
//! without letters is not read at all, and says so.

use crate::network::{Input, Parse, Scratch};
use crate::pieces::{Cache, END, START, letter_case};
use crate::reader::Reader;
use crate::sentences::sentences;
use crate::words::words;
use foederis_types::{
    Analysis, Block, BlockKind, Depth, EntityKind, EntityMention, Part, Relation, Report, Sentence, Span,
    Token,
};
use std::ops::Range;

/// Pieces of a window, with those for start and end.
const WINDOW_PIECES_MAX: usize = 250;
/// A sentence of more words is read only where half of them have letters.
const RUBBLE_WORDS_MIN: usize = 250;
/// Words of the sentences that are read together.
const GROUP_WORDS_MAX: usize = 2000;

/// A sentence that is cut into words and not read yet.
pub struct Draft<'a> {
    text: &'a str,
    part: Part,
    block: BlockKind,
    paragraph: u32,
    words: Vec<Range<usize>>,
    is_passed_over: bool,
}

impl<'a> Draft<'a> {
    /// Returns the sentence's text, first word to last.
    pub fn text(&self) -> &'a str {
        let ends = self.words.first().zip(self.words.last());
        ends.map_or("", |(first, last)| &self.text[first.start..last.end])
    }

    /// Returns the words, in order.
    pub fn words(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.words.iter().map(|word| &self.text[word.clone()])
    }

    /// Returns the 0-based number of the block it stands in.
    pub fn paragraph(&self) -> u32 {
        self.paragraph
    }

    /// Passes the sentence over: its place will be known, its words will not.
    pub fn pass_over(&mut self) {
        self.is_passed_over = true;
    }

    /// Says whether the sentence is passed over.
    pub fn is_passed_over(&self) -> bool {
        self.is_passed_over
    }

    fn passed_over(&self) -> Option<Sentence> {
        Some(Sentence { depth: Depth::PassedOver, ..self.blank()? })
    }

    /// Returns where the sentence stands.
    fn blank(&self) -> Option<Sentence> {
        let (first, last) = (self.words.first()?, self.words.last()?);
        Some(Sentence {
            part: self.part,
            span: Span::from_offsets(first.start, last.end)?,
            block: self.block,
            paragraph: self.paragraph,
            tokens: Vec::new(),
            entities: Vec::new(),
            depth: Depth::Whole,
        })
    }
}

/// Returns the sentences of a report: of the title where it was given apart, then of the blocks that are read.
pub(crate) fn drafts_of_report(report: &Report) -> impl Iterator<Item = Draft<'_>> {
    let apart = report.title.as_ref().filter(|title| title.span.is_none()).map(|title| title.text.as_str());
    let title = apart
        .into_iter()
        .flat_map(|text| drafts(text, Part::Title, BlockKind::Title, 0, 0..text.len()).collect::<Vec<_>>());
    let blocks = report.blocks.iter().enumerate().filter(|(_, block)| block.kind.is_read());
    let dateline = report.dateline.as_ref().map(|dateline| dateline.span);
    title.chain(blocks.flat_map(move |(idx, block)| {
        let (opening, rest) = split_dateline(*block, dateline);
        let opening = opening.into_iter().flat_map(move |block| drafts_of_block(&report.text, idx, block));
        opening.chain(drafts_of_block(&report.text, idx, rest))
    }))
}

/// Cuts the dateline off the block that opens with it: `SEOUL, June 20 -` is no part of the sentence after it.
fn split_dateline(block: Block, dateline: Option<Span>) -> (Option<Block>, Block) {
    let end = block.span.end();
    let cut = dateline.filter(|line| line.start() == block.span.start() && line.end() < end);
    let rest = cut.and_then(|line| Span::from_offsets(line.end(), end));
    match (cut, rest) {
        (Some(line), Some(rest)) => (Some(Block { span: line, ..block }), Block { span: rest, ..block }),
        _ => (None, block),
    }
}

/// Returns the sentences of blocks of any kind.
pub(crate) fn drafts_of_text<'a>(text: &'a str, blocks: &'a [Block]) -> impl Iterator<Item = Draft<'a>> {
    blocks.iter().enumerate().flat_map(|(idx, block)| drafts_of_block(text, idx, *block))
}

fn drafts_of_block(text: &str, idx: usize, block: Block) -> impl Iterator<Item = Draft<'_>> {
    let range = block.span.start()..block.span.end();
    let range = if text.get(range.clone()).is_some() { range } else { 0..0 };
    drafts(text, Part::Text, block.kind, u32::try_from(idx).unwrap_or(u32::MAX), range)
}

fn drafts(
    text: &str,
    part: Part,
    block: BlockKind,
    paragraph: u32,
    range: Range<usize>,
) -> impl Iterator<Item = Draft<'_>> {
    let words = words(text, range);
    let ranges = sentences(text, &words);
    ranges.into_iter().map(move |s| {
        let words = words[s].to_vec();
        let is_passed_over = is_rubble(text, &words);
        Draft { text, part, block, paragraph, words, is_passed_over }
    })
}

/// Says whether a sentence is too long for one and, for the most part, not made of words: brackets without end, emoji,
/// columns of figures. It would cost as much as prose and has no tree.
fn is_rubble(text: &str, words: &[Range<usize>]) -> bool {
    let has_letter = |word: &&Range<usize>| text[(*word).clone()].contains(char::is_alphabetic);
    words.len() > RUBBLE_WORDS_MIN && words.iter().filter(has_letter).count() * 2 < words.len()
}

/// Cuts a text into blocks at blank lines.
pub(crate) fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut block: Option<Range<usize>> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (start, end) = (at + line.len() - line.trim_start().len(), at + line.trim_end().len());
        at += line.len();
        if start < end {
            block = Some(block.map_or(start, |b| b.start)..end);
        } else if let Some(done) = block.take() {
            blocks.push(done);
        }
    }
    blocks.extend(block);
    let spans = blocks.into_iter().filter_map(|b| Span::from_offsets(b.start, b.end));
    spans.map(|span| Block { span, kind: BlockKind::Body }).collect()
}

/// What one thread works with: buffers and remembered words. Results do not depend on it.
#[derive(Default)]
pub(crate) struct Worker {
    scratch: Scratch,
    cache: Cache,
}

impl Worker {
    pub(crate) fn analyse<'a>(
        &mut self,
        reader: &Reader,
        drafts: impl Iterator<Item = Draft<'a>>,
    ) -> Analysis {
        self.analyse_each(reader, std::iter::once(drafts)).pop().unwrap_or_default()
    }

    /// Reads several texts together, so that short ones fill the model's batches; each comes out as it would alone.
    pub(crate) fn analyse_each<'a>(
        &mut self,
        reader: &Reader,
        texts: impl Iterator<Item = impl Iterator<Item = Draft<'a>>>,
    ) -> Vec<Analysis> {
        let mut analyses: Vec<Analysis> = Vec::new();
        let mut group: Vec<(usize, Draft<'_>)> = Vec::new();
        let mut n_words = 0;
        for (text, drafts) in texts.enumerate() {
            analyses.push(Analysis::default());
            for draft in drafts {
                n_words += if draft.is_passed_over { 0 } else { draft.words.len() };
                group.push((text, draft));
                if n_words > GROUP_WORDS_MAX {
                    self.read_group(reader, &group, &mut analyses);
                    group.clear();
                    n_words = 0;
                }
            }
        }
        self.read_group(reader, &group, &mut analyses);
        analyses
    }

    fn read_group(&mut self, reader: &Reader, group: &[(usize, Draft<'_>)], analyses: &mut [Analysis]) {
        let kept = group.iter().filter(|(_, draft)| !draft.is_passed_over);
        let forms: Vec<Vec<&str>> = kept.map(|(_, draft)| draft.words().collect()).collect();
        let mut readings = forms.iter().zip(self.read_words(reader, &forms));
        let mut read = |draft: &Draft<'_>| {
            if draft.is_passed_over {
                return draft.passed_over();
            }
            let (forms, reading) = readings.next()?;
            sentence(reader, draft, forms, reading)
        };
        for (text, draft) in group {
            analyses[*text].sentences.extend(read(draft));
        }
    }

    /// Reads sentences of words that are cut already.
    pub(crate) fn read_words(&mut self, reader: &Reader, sentences: &[Vec<&str>]) -> Vec<Reading> {
        let windows: Vec<Vec<Input>> =
            sentences.iter().map(|forms| windows(reader, &mut self.cache, forms)).collect();
        let inputs: Vec<&Input> = windows.iter().flatten().collect();
        let parses = reader.network.parse(reader.level, &reader.bytes, &inputs, &mut self.scratch);
        let mut parses = parses.into_iter();
        windows.iter().map(|windows| join(parses.by_ref().take(windows.len()).collect())).collect()
    }
}

/// What the model says of one sentence.
pub(crate) struct Reading {
    pub(crate) parse: Parse,
    /// Where windows after the first begin; their roots hang on the root of the first.
    pub(crate) later_windows: Vec<usize>,
}

/// Turns words into what the model reads; more than one window where they are too many.
fn windows(reader: &Reader, cache: &mut Cache, forms: &[&str]) -> Vec<Input> {
    let pieces_max = WINDOW_PIECES_MAX.min(reader.network.max_pieces);
    let mut windows = Vec::new();
    let mut first = 0;
    while first < forms.len() {
        let input = window(reader, cache, &forms[first..], first == 0, pieces_max);
        first += input.firsts.len();
        windows.push(input);
    }
    windows
}

fn window(reader: &Reader, cache: &mut Cache, forms: &[&str], is_start: bool, pieces_max: usize) -> Input {
    let mut input = Input { ids: vec![START], ..Input::default() };
    for (idx, form) in forms.iter().enumerate() {
        let pieces = cache.pieces(&reader.vocabulary, form);
        if input.ids.len() + pieces.ids().len() >= pieces_max {
            cut_at_clause(&mut input, forms);
            break;
        }
        input.firsts.push(input.ids.len() as u32);
        input.ids.extend_from_slice(pieces.ids());
        input.cases.push(letter_case(form, is_start && idx == 0) as u8);
    }
    input.ids.push(END);
    input
}

/// Takes words back to the last mark between clauses, where there is one in the second half.
fn cut_at_clause(input: &mut Input, forms: &[&str]) {
    let n_words = input.firsts.len();
    let is_mark = |word: usize| matches!(forms[word], "," | ";" | ":" | "—" | "–" | "--" | "." | "!" | "?");
    let Some(last) = (n_words / 2..n_words.saturating_sub(1)).rev().find(|&word| is_mark(word)) else {
        return;
    };
    input.ids.truncate(input.firsts[last + 1] as usize);
    input.firsts.truncate(last + 1);
    input.cases.truncate(last + 1);
}

/// Puts the windows of a sentence together.
fn join(parses: Vec<Parse>) -> Reading {
    let mut parses = parses.into_iter();
    let mut all = Reading { parse: parses.next().unwrap_or_default(), later_windows: Vec::new() };
    for part in parses {
        let base = all.parse.upos.len();
        all.later_windows.push(base);
        all.parse.upos.extend(part.upos);
        all.parse.xpos.extend(part.xpos);
        all.parse.ner.extend(part.ner);
        all.parse.heads.extend(part.heads);
        all.parse.relations.extend(part.relations);
    }
    all
}

impl Reading {
    /// Returns the head (0-based in the sentence) and relation of each word.
    pub(crate) fn arcs(&self, relations: &[Relation]) -> Vec<(Option<u32>, Relation)> {
        let heads = &self.parse.heads;
        let root = heads.iter().position(|&head| head == 0).unwrap_or(0) as u32;
        let mut arcs = Vec::with_capacity(heads.len());
        let mut base = 0;
        let mut later = self.later_windows.iter().copied().peekable();
        for (word, (&head, &relation)) in heads.iter().zip(&self.parse.relations).enumerate() {
            if later.next_if_eq(&word).is_some() {
                base = word;
            }
            arcs.push(match head {
                0 if base > 0 => (Some(root), Relation::Parataxis),
                0 => (None, Relation::Root),
                head => (Some((base + usize::from(head) - 1) as u32), relations[usize::from(relation)]),
            });
        }
        arcs
    }

    /// Returns the names.
    pub(crate) fn names(&self, reader: &Reader) -> Vec<EntityMention> {
        let names = reader.labels.names.names(&self.parse.ner).into_iter();
        let mention = |(first, end, kind): (usize, usize, &str)| {
            let kind = EntityKind::parse(kind)?;
            Some(EntityMention { first: first as u32, end: end as u32, kind })
        };
        names.filter_map(mention).collect()
    }
}

fn sentence(reader: &Reader, draft: &Draft<'_>, forms: &[&str], reading: Reading) -> Option<Sentence> {
    let labels = &reader.labels;
    let arcs = reading.arcs(&labels.relations);
    let token = |idx: usize| {
        let (upos, xpos) = (usize::from(reading.parse.upos[idx]), usize::from(reading.parse.xpos[idx]));
        let word = &draft.words[idx];
        Some(Token {
            span: Span::from_offsets(word.start, word.end)?,
            lemma: reader.lemmas.lemma(forms[idx], xpos),
            upos: labels.upos[upos],
            xpos: labels.xpos[xpos],
            head: arcs[idx].0,
            relation: arcs[idx].1,
        })
    };
    Some(Sentence {
        tokens: (0..forms.len()).map(token).collect::<Option<_>>()?,
        entities: reading.names(reader),
        depth: if reading.later_windows.is_empty() { Depth::Whole } else { Depth::InParts },
        ..draft.blank()?
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Level, ModelError};
    use std::sync::OnceLock;

    #[derive(serde::Deserialize)]
    struct Reference {
        words: Vec<String>,
        pieces: Vec<u32>,
        first: Vec<u32>,
        case: Vec<u8>,
        upos: Vec<String>,
        heads: Vec<u16>,
        relations: Vec<String>,
    }

    fn reader() -> &'static Reader {
        static READER: OnceLock<Result<Reader, ModelError>> = OnceLock::new();
        READER.get_or_init(Reader::embedded).as_ref().unwrap()
    }

    fn references() -> Vec<Reference> {
        let lines = include_str!("../../../models/reference.jsonl").lines();
        lines.map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn words_are_cut_into_the_pieces_that_training_cut() {
        for reference in references() {
            let forms: Vec<&str> = reference.words.iter().map(String::as_str).collect();
            let inputs = windows(reader(), &mut Cache::default(), &forms);
            assert_eq!(inputs[0].ids, reference.pieces, "{forms:?}");
            assert_eq!(inputs[0].firsts, reference.first, "{forms:?}");
            assert_eq!(inputs[0].cases, reference.case, "{forms:?}");
        }
    }

    /// The kernels round in other places than training's simulation, so a few words may differ.
    #[test]
    fn readings_are_those_of_training_but_for_rounding() {
        let references = references();
        let forms: Vec<Vec<&str>> =
            references.iter().map(|r| r.words.iter().map(String::as_str).collect()).collect();
        let (mut same, mut all) = (0, 0);
        let readings = Worker::default().read_words(reader(), &forms);
        for (reference, reading) in references.iter().zip(readings) {
            let labels = &reader().labels;
            for word in 0..reference.words.len() {
                let upos = labels.upos[usize::from(reading.parse.upos[word])].as_str();
                let relation = labels.relations[usize::from(reading.parse.relations[word])].as_str();
                same += usize::from(upos == reference.upos[word]);
                same += usize::from(reading.parse.heads[word] == reference.heads[word]);
                same += usize::from(relation == reference.relations[word]);
                all += 3;
            }
        }
        assert!(same * 100 >= all * 97, "{same} of {all}");
    }

    #[test]
    fn every_instruction_set_gives_the_same_parse() {
        let reader = reader();
        let inputs: Vec<Input> = references()
            .iter()
            .flat_map(|r| {
                let forms: Vec<&str> = r.words.iter().map(String::as_str).collect();
                windows(reader, &mut Cache::default(), &forms)
            })
            .take(2)
            .collect();
        let inputs: Vec<&Input> = inputs.iter().collect();
        let parse = |level| reader.network.parse(level, &reader.bytes, &inputs, &mut Scratch::default());
        let plain = parse(Level::portable());
        for level in Level::available() {
            assert_eq!(parse(level), plain, "{level}");
        }
    }

    fn is_sound(text: &str, analysis: &Analysis) {
        let mut end = 0;
        for sentence in &analysis.sentences {
            let mut roots = 0;
            for token in &sentence.tokens {
                assert!(token.span.start() >= end && text.is_char_boundary(token.span.end()), "{token:?}");
                end = token.span.end();
                roots += usize::from(token.head.is_none());
                assert!(token.head.is_none_or(|head| (head as usize) < sentence.tokens.len()));
            }
            assert_eq!(roots, 1, "{:?}", sentence.span.of(text));
            let heads: Vec<u16> =
                sentence.tokens.iter().map(|t| t.head.map_or(0, |h| h as u16 + 1)).collect();
            assert!(crate::tree::is_tree(&heads));
        }
    }

    #[test]
    fn five_thousand_words_without_a_stop_are_read_in_parts_and_say_so() {
        let text = "the minister of the north said that, ".repeat(150);
        let analysis = reader().analyse_text(&text);
        is_sound(&text, &analysis);
        assert_eq!(analysis.sentences.len(), 1);
        assert_eq!(analysis.sentences[0].depth, Depth::InParts);
        let short = reader().analyse_text("The minister of the north said that, too.");
        assert_eq!(short.sentences[0].depth, Depth::Whole);
    }

    #[test]
    fn brackets_without_end_are_passed_over_and_say_so() {
        for rubble in ["(", "👍🏽 ", "1 2.5 | "] {
            let text = format!("Kim met Putin.\n\n{}\n\nThey signed a pact.", rubble.repeat(2_000));
            let depths: Vec<Depth> = reader().analyse_text(&text).sentences.iter().map(|s| s.depth).collect();
            assert_eq!(depths, [Depth::Whole, Depth::PassedOver, Depth::Whole], "{rubble}");
        }
        let few = reader().analyse_text(&"(".repeat(100));
        assert_eq!(few.sentences[0].depth, Depth::Whole);
    }

    #[test]
    fn odd_text_is_read_all_the_same() {
        let odd = [
            "",
            " \n\n\t ",
            "\0\0\0",
            "\u{301}\u{302} \u{301}a",
            "👩‍👩‍👧‍👦 🇰🇵🇷🇺 👍🏽!!!",
            "a\u{200b}b \u{feff}c \u{202e}d",
            "Ким Чен Ын 会见了 普京 في بيونغ يانغ. हिन्दी 日本語。",
            "....!!!!????",
            "' '' ''' `` \" “ ” ‘ ’ « »",
            "a-b-c/d/e.f.g:h:i,j,k&l&m@n@o#p#q'r's",
        ];
        for text in odd {
            is_sound(text, &reader().analyse_text(text));
        }
    }

    #[test]
    fn a_word_without_an_end_is_one_word() {
        let text = "x".repeat(100_000);
        let analysis = reader().analyse_text(&text);
        assert_eq!(analysis.sentences[0].tokens.len(), 1);
    }

    #[test]
    fn any_number_of_threads_or_reports_at_once_gives_the_same() {
        let texts = ["Kim met Putin.", "They signed a pact. It binds both.", "", "The U.S. objected."];
        let reports: Vec<Report> = texts.iter().map(|text| report(text)).collect();
        let alone: Vec<Analysis> = reports.iter().map(|report| reader().analyse(report)).collect();
        for threads in [1, 2, 7] {
            let threads = std::num::NonZeroUsize::new(threads).unwrap();
            assert_eq!(reader().analyse_many(&reports, threads), alone);
        }
        let together: Vec<&Report> = reports.iter().collect();
        assert_eq!(reader().analyse_together(&together), alone);
    }

    #[test]
    fn reports_read_together_come_out_as_alone() {
        let texts: Vec<String> = (0..9)
            .map(|n| "The minister of the north said that they had signed. ".repeat(n * n * 3))
            .collect();
        let reports: Vec<Report> = texts.iter().map(|text| report(text)).collect();
        let together: Vec<&Report> = reports.iter().collect();
        let alone: Vec<Analysis> = reports.iter().map(|report| reader().analyse(report)).collect();
        assert_eq!(reader().analyse_together(&together), alone);
    }

    fn report(text: &str) -> Report {
        let span = Span::from_offsets(0, text.len());
        Report {
            id: foederis_types::ReportId::from_hash([0; 8]),
            raw_sha256: [0; 32],
            origin: String::new(),
            given_id: None,
            title: None,
            blocks: span.map(|span| Block { span, kind: BlockKind::Body }).into_iter().collect(),
            text: text.to_owned(),
            outlet: None,
            authors: Vec::new(),
            url: None,
            published: None,
            modified: None,
            dateline: None,
            page_spans: Vec::new(),
            language: foederis_types::Language::English,
        }
    }
}
