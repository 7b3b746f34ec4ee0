//! Scores how sure the reader of a report may be of each event it mentions: certainty and polarity.
//!
//! Gold is stand-off XML of the CAT tool as MEANTIME has it (A.-L. Minard et al., LREC 2016): tokens, and event mentions
//! with `certainty` (CERTAIN, PROBABLE, POSSIBLE) and `polarity` (POS, NEG) over them. What is UNDERSPECIFIED or empty is
//! not judged.

use super::gold::GoldProblem;
use super::view::{Figure, GoldScores, Measure, ScoreTable, Share};
use crate::Engine;
use foederis_claims::{Assessment, assess};
use foederis_parse::eval::Count;
use foederis_types::{Analysis, Block, BlockKind, Factuality, Span, Upos};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

const CERTAINTIES: [&str; 3] = ["CERTAIN", "PROBABLE", "POSSIBLE"];
const POLARITIES: [&str; 2] = ["POS", "NEG"];

/// One report and the events that it mentions.
#[derive(Clone, Debug, Default)]
pub struct GoldFactuality {
    text: String,
    sentences: Vec<Range<usize>>,
    mentions: Vec<GoldEvent>,
}

#[derive(Clone, Debug, Default)]
struct GoldEvent {
    /// Bytes of each word.
    words: Vec<Range<usize>>,
    certainty: String,
    polarity: String,
}

impl GoldFactuality {
    /// Reads one report; its text is put together from its tokens.
    ///
    /// # Errors
    ///
    /// The line of an element that cannot be read, or that names a token that is not there.
    pub fn read(xml: &str) -> Result<GoldFactuality, GoldProblem> {
        let mut gold = GoldFactuality::default();
        let mut places: BTreeMap<String, Range<usize>> = BTreeMap::new();
        let mut sentence = None;
        let mut open: Option<GoldEvent> = None;
        let mut at = 0;
        while let Some(start) = xml[at..].find('<').map(|found| at + found) {
            let fail = |problem: &str| GoldProblem {
                line: xml[..start].matches('\n').count() + 1,
                problem: problem.to_owned(),
            };
            let end = xml[start..]
                .find('>')
                .map(|found| start + found)
                .ok_or_else(|| fail("an element without end"))?;
            let element = &xml[start + 1..end];
            let name = element.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or("");
            at = end + 1;
            match name {
                "token" => {
                    let length = xml[at..].find('<').ok_or_else(|| fail("a token without end"))?;
                    let id = attribute(element, "t_id").ok_or_else(|| fail("a token without `t_id`"))?;
                    let number = attribute(element, "sentence");
                    let starts_sentence = sentence.as_ref() != Some(&number);
                    sentence = Some(number);
                    places.insert(id, gold.push_word(&unescaped(&xml[at..at + length]), starts_sentence));
                }
                "EVENT_MENTION" => {
                    let value = |name| attribute(element, name).unwrap_or_default();
                    let words = Vec::new();
                    open =
                        Some(GoldEvent { words, certainty: value("certainty"), polarity: value("polarity") });
                }
                "token_anchor" => {
                    if let Some(event) = &mut open {
                        let id = attribute(element, "t_id").unwrap_or_default();
                        let place = places.get(&id).ok_or_else(|| fail("a `t_id` that no token has"))?;
                        event.words.push(place.clone());
                    }
                }
                "" if element.starts_with("/EVENT_MENTION") => gold.mentions.extend(open.take()),
                _ => {}
            }
        }
        Ok(gold)
    }

    /// Adds a word to the text, apart from the last one where they are written apart; returns its place.
    fn push_word(&mut self, word: &str, starts_sentence: bool) -> Range<usize> {
        let word = match word {
            "``" => "“",
            "''" => "”",
            word => word,
        };
        if starts_sentence {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
        } else if !clings(word) && !self.text.ends_with(['(', '“', '$', '[']) {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(word);
        let place = start..self.text.len();
        match self.sentences.last_mut().filter(|_| !starts_sentence) {
            Some(sentence) => sentence.end = place.end,
            None => self.sentences.push(place.clone()),
        }
        place
    }
}

/// Says whether a word is written without a blank before it.
fn clings(word: &str) -> bool {
    matches!(word, "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "%" | "”" | "n't" | "'")
        || word.starts_with('\'') && word.len() <= 3
}

fn attribute(element: &str, name: &str) -> Option<String> {
    let value = element.match_indices(name).find_map(|(at, _)| {
        let is_whole = element[..at].ends_with(char::is_whitespace);
        element[at + name.len()..].strip_prefix("=\"").filter(|_| is_whole)
    })?;
    Some(unescaped(value.split('"').next().unwrap_or("")))
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&apos;", "'").replace("&amp;", "&")
}

/// Gold and found, for each mention that is judged.
#[derive(Default)]
struct Judged {
    misses: Vec<String>,
    certainty: Vec<(String, &'static str)>,
    polarity: Vec<(String, &'static str)>,
    n_mentions: u64,
}

/// Assesses each mentioned event, and scores certainty and polarity: F1 of each value, their means, and what always
/// choosing the commonest value would give.
pub fn score_factuality(name: &str, reports: &[GoldFactuality], engine: &Engine) -> GoldScores {
    let mut judged = Judged::default();
    reports.iter().for_each(|report| judge(report, engine, &mut judged));
    let sides =
        [("certainty", &CERTAINTIES[..], &judged.certainty), ("polarity", &POLARITIES[..], &judged.polarity)];
    let mut view = GoldScores {
        gold: name.to_owned(),
        kind: format!("factuality, {} reports", reports.len()),
        ..GoldScores::default()
    };
    let (mut macros, mut commonest) = (Vec::new(), Vec::new());
    for (side, values, pairs) in sides {
        view.shares.push(Share::new(
            &format!("{side} judged, of mentions"),
            pairs.len() as u64,
            judged.n_mentions,
        ));
        let count = |value: &str, always: Option<&str>| {
            let mut count = Count::default();
            for (gold, found) in pairs {
                let found = always.unwrap_or(found);
                count.add(found == value, gold == value, gold == value && found == value);
            }
            count
        };
        let present: Vec<&str> =
            values.iter().copied().filter(|value| pairs.iter().any(|(gold, _)| gold == value)).collect();
        let mean = |always: Option<&str>| {
            let sum: f64 = present.iter().map(|value| count(value, always).f1()).sum();
            sum / present.len().max(1) as f64
        };
        let most = present.iter().copied().max_by_key(|value| count(value, None).n_gold);
        let figures = present.iter().map(|value| Figure::new(value, count(value, None))).collect();
        view.tables.push(ScoreTable { title: side.to_owned(), figures });
        macros.push(mean(None));
        commonest.push(mean(most));
        view.measures.push(Measure::new(&format!("{side}, macro F1"), mean(None)));
        view.measures.push(Measure::new(&format!("{side}, commonest value always"), mean(most)));
    }
    let both = |means: &[f64]| means.iter().sum::<f64>() / means.len().max(1) as f64;
    view.misses.clone_from(&judged.misses);
    view.measures.push(Measure::new("both, macro F1", both(&macros)));
    view.measures.push(Measure::new("both, commonest values always", both(&commonest)));
    view
}

fn judge(report: &GoldFactuality, engine: &Engine, judged: &mut Judged) {
    let block = |range: &Range<usize>| {
        Some(Block { span: Span::from_offsets(range.start, range.end)?, kind: BlockKind::Body })
    };
    let blocks: Vec<Block> = report.sentences.iter().filter_map(block).collect();
    let analysis = engine.reader().analyse_blocks(&report.text, &blocks);
    for event in &report.mentions {
        judged.n_mentions += 1;
        let found = find(event, &analysis, &report.text, engine);
        let (certainty, polarity) = found
            .map_or(("CERTAIN", "POS"), |(found, is_thing)| (certainty(&found, is_thing), polarity(&found)));
        let is_right = |gold: &str, found: &str, values: &[&str]| gold == found || !values.contains(&gold);
        if !is_right(&event.certainty, certainty, &CERTAINTIES)
            || !is_right(&event.polarity, polarity, &POLARITIES)
        {
            judged.misses.push(miss(event, report, certainty, polarity));
        }
        if CERTAINTIES.contains(&event.certainty.as_str()) {
            judged.certainty.push((event.certainty.clone(), certainty));
        }
        if POLARITIES.contains(&event.polarity.as_str()) {
            judged.polarity.push((event.polarity.clone(), polarity));
        }
    }
}

fn miss(event: &GoldEvent, report: &GoldFactuality, certainty: &str, polarity: &str) -> String {
    let GoldEvent { words, certainty: gold_certainty, polarity: gold_polarity } = event;
    let spelled: Vec<&str> = words.iter().map(|word| &report.text[word.clone()]).collect();
    let holds = |sentence: &&Range<usize>| words.first().is_some_and(|word| sentence.contains(&word.start));
    let sentence = report.sentences.iter().find(holds).map_or("", |sentence| &report.text[sentence.clone()]);
    let spelled = spelled.join(" ");
    format!(
        "wrong: `{spelled}` is {gold_certainty} {gold_polarity}, read as {certainty} {polarity}: {sentence}"
    )
}

/// Assesses the word of the mention that governs its other words; says also whether it names a thing, as nouns do.
fn find(event: &GoldEvent, analysis: &Analysis, text: &str, engine: &Engine) -> Option<(Assessment, bool)> {
    let first = event.words.first()?;
    let sentence =
        analysis.sentences.iter().find(|s| s.span.start() <= first.start && first.start < s.span.end())?;
    let overlaps =
        |span: Span| event.words.iter().any(|word| word.start < span.end() && span.start() < word.end);
    let inside: BTreeSet<usize> =
        (0..sentence.tokens.len()).filter(|&at| overlaps(sentence.tokens[at].span)).collect();
    let governs =
        |&&at: &&usize| sentence.tokens[at].head.is_none_or(|head| !inside.contains(&(head as usize)));
    let at = *inside.iter().find(governs)?;
    let is_thing = !matches!(sentence.tokens[at].upos, Upos::Verb | Upos::Aux | Upos::Adj);
    Some((assess(sentence, text, engine.rules(), &[at]).pop()?, is_thing))
}

/// What is wanted, intended or would follow is PROBABLE, what is only asked or supposed POSSIBLE. A thing named inside such a
/// clause (`wants to close the talks`) is as certain as anything unless words of its own weaken it.
fn certainty(found: &Assessment, is_thing: bool) -> &'static str {
    match found.value {
        Factuality::PossibleYes | Factuality::PossibleNo => "POSSIBLE",
        Factuality::ProbableYes | Factuality::ProbableNo => "PROBABLE",
        _ if is_thing => "CERTAIN",
        Factuality::Unknown if found.is_future => "PROBABLE",
        Factuality::Unknown => "POSSIBLE",
        _ if found.is_hypothetical && !found.is_purpose => "PROBABLE",
        Factuality::CertainYes | Factuality::CertainNo => "CERTAIN",
    }
}

fn polarity(found: &Assessment) -> &'static str {
    match found.value {
        Factuality::CertainNo | Factuality::ProbableNo | Factuality::PossibleNo => "NEG",
        _ => "POS",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const XML: &str = "<?xml version=\"1.0\"?><Document>\n<token number=\"0\" sentence=\"0\" t_id=\"1\">It</token>\n\
        <token number=\"1\" sentence=\"0\" t_id=\"2\">did</token><token sentence=\"0\" t_id=\"3\">n't</token>\n\
        <token sentence=\"0\" t_id=\"4\">sail</token><token sentence=\"0\" t_id=\"5\">.</token>\n<Markables>\n\
        <EVENT_MENTION certainty=\"CERTAIN\" m_id=\"9\" polarity=\"NEG\">\n<token_anchor t_id=\"4\"/>\n</EVENT_MENTION>\n";

    #[test]
    fn text_is_put_together_and_mentions_have_places_in_it() {
        let gold = GoldFactuality::read(XML).unwrap();
        assert_eq!(gold.text, "It didn't sail.");
        assert_eq!(&gold.text[gold.mentions[0].words[0].clone()], "sail");
        assert_eq!(
            (gold.mentions[0].certainty.as_str(), gold.mentions[0].polarity.as_str()),
            ("CERTAIN", "NEG")
        );
    }

    #[test]
    fn a_mention_of_no_token_is_named_with_its_line() {
        let error = GoldFactuality::read(&XML.replace("anchor t_id=\"4\"", "anchor t_id=\"7\"")).unwrap_err();
        assert_eq!(error.to_string(), "line 7: a `t_id` that no token has");
    }
}
