//! Scores who a text puts what down to, on exact spans, against standoff annotation.
//!
//! A folder holds `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`; of several annotations of a text, the first by
//! name counts. Offsets count characters. An item is right where all its pieces are those of the gold.

use super::gold::GoldProblem;
use super::view::{Figure, GoldScores, ScoreTable};
use crate::Engine;
use foederis_claims::{Attribution, attributions};
use foederis_parse::eval::Count;
use foederis_types::Span;
use std::collections::{BTreeMap, BTreeSet};

/// One text and its annotation.
#[derive(Clone, Debug)]
pub struct GoldAttributions {
    text: String,
    items: Vec<[Pieces; 3]>,
}

/// First and end byte of each piece.
type Pieces = Vec<(usize, usize)>;

const ROLES: [&str; 3] = ["Source", "Cue", "Content"];

impl GoldAttributions {
    /// Reads one text with its annotation.
    ///
    /// # Errors
    ///
    /// The line of the annotation that cannot be read or points outside the text.
    pub fn read(text: String, annotation: &str) -> Result<GoldAttributions, GoldProblem> {
        let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let fail = |at: usize, problem: &str| GoldProblem { line: at + 1, problem: problem.to_owned() };
        let (mut spans, mut relations): (BTreeMap<&str, Pieces>, Vec<(usize, &str)>) = Default::default();
        for (at, line) in annotation.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let (id, rest) = line.split_once('\t').ok_or_else(|| fail(at, "no tabulator after the id"))?;
            let rest = rest.split('\t').next().unwrap_or(rest).trim_end();
            if id.starts_with('T') {
                let pieces = rest.split_once(' ').and_then(|(_, places)| read_pieces(places, &offsets));
                spans.insert(id, pieces.ok_or_else(|| fail(at, "no span of the text"))?);
            } else if id.starts_with('E') {
                relations.push((at, rest));
            }
        }
        let item = |(at, rest)| read_item(rest, &spans).ok_or_else(|| fail(at, "a span that no line gives"));
        let items = relations.into_iter().map(item).collect::<Result<_, _>>()?;
        Ok(GoldAttributions { text, items })
    }
}

fn read_pieces(places: &str, offsets: &[usize]) -> Option<Pieces> {
    let piece = |place: &str| {
        let (start, end) = place.trim().split_once(' ')?;
        let at = |number: &str| offsets.get(number.trim().parse::<usize>().ok()?).copied();
        Some((at(start)?, at(end)?)).filter(|(start, end)| start < end)
    };
    let mut pieces = places.split(';').map(piece).collect::<Option<Pieces>>()?;
    pieces.sort_unstable();
    Some(pieces)
}

fn read_item(rest: &str, spans: &BTreeMap<&str, Pieces>) -> Option<[Pieces; 3]> {
    let mut item: [Pieces; 3] = Default::default();
    for pair in rest.split_whitespace() {
        let (role, id) = pair.split_once(':')?;
        let role = role.trim_end_matches(|c: char| c.is_ascii_digit());
        if let Some(at) = ROLES.iter().position(|known| *known == role) {
            item[at].extend(spans.get(id)?);
            item[at].sort_unstable();
        }
    }
    Some(item)
}

/// Finds the attributions of each text, and scores the spans of each role.
pub fn score_attributions(name: &str, texts: &[(String, GoldAttributions)], engine: &Engine) -> GoldScores {
    let mut counts: [Vec<Count>; 3] = Default::default();
    let mut misses = Vec::new();
    for (text_name, gold) in texts {
        let found = attributions(&engine.reader().analyse_text(&gold.text), &gold.text);
        let found: Vec<[Pieces; 3]> = found.iter().map(pieces_of).collect();
        for (at, role) in ROLES.iter().enumerate() {
            let set = |items: &[[Pieces; 3]]| {
                items
                    .iter()
                    .map(|item| item[at].clone())
                    .filter(|pieces| !pieces.is_empty())
                    .collect::<BTreeSet<_>>()
            };
            let (gold_set, found_set) = (set(&gold.items), set(&found));
            let n_right = gold_set.intersection(&found_set).count() as u64;
            counts[at].push(Count {
                n_right,
                n_found: found_set.len() as u64,
                n_gold: gold_set.len() as u64,
            });
            let role = role.to_lowercase();
            let mut say = |what: &str, pieces: &Pieces| {
                let words: Vec<&str> =
                    pieces.iter().filter_map(|&(start, end)| gold.text.get(start..end)).collect();
                misses.push(format!("{what} {role} in {text_name}: {}", words.join(" .. ")));
            };
            gold_set.difference(&found_set).for_each(|pieces| say("missed", pieces));
            found_set.difference(&gold_set).for_each(|pieces| say("extra", pieces));
        }
    }
    let figures =
        ["source", "cue", "content"].iter().zip(&counts).map(|(role, counts)| Figure::drawn(role, counts));
    let table = ScoreTable { title: "attributions, exact spans".to_owned(), figures: figures.collect() };
    let kind = format!("attributions, {} texts", texts.len());
    GoldScores { gold: name.to_owned(), kind, tables: vec![table], misses, ..GoldScores::default() }
}

fn pieces_of(found: &Attribution) -> [Pieces; 3] {
    let pieces = |spans: &[Span]| spans.iter().map(|span| (span.start(), span.end())).collect::<Pieces>();
    [pieces(&found.speaker), pieces(&found.cue), pieces(&found.content)]
}
