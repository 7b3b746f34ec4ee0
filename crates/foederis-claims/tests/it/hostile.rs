//! Any tree at all, sound or not, gives claims whose words lie in the text, and no panic.

use foederis_claims::{Rules, attributions, code};
use foederis_names::Names;
use foederis_parse::Reader;
use foederis_types::{
    Analysis, BlockKind, EntityKind, EntityMention, Part, Relation, Report, Sentence, Span, Token, Upos,
};
use proptest::prelude::*;

use super::common::{codes, report_of};

/// Words that rules, stances and names listen to, so that random trees reach deep.
const WORDS: &[&str] = &[
    "Russia",
    "Norway",
    "both",
    "leaders",
    "signed",
    "treaty",
    "said",
    "that",
    "denied",
    "attack",
    "of",
    "by",
    "with",
    "if",
    "not",
    "talks",
    "agreed",
    "to",
    "send",
    "tanks",
    "and",
    "or",
    "its",
    "he",
    "they",
    "accused",
    "so",
    "did",
    "the",
    "North",
    "alliance",
    "would",
    "must",
    "under",
    "twenty",
    "five",
    "?",
    "“",
    ",",
    "which",
    "mutual",
    "defence",
    "from",
    "at",
    "shot",
    "a",
    "charge",
    "claim",
    "between",
    "what",
    "as",
    "handed",
    "over",
    "announced",
    "report",
    "is",
    "each",
    "other",
    "Peru",
    "gave",
    "on",
    "in",
    "whose",
    "who",
    "it",
    "her",
    "counterpart",
    "ally",
    "latter",
    "lie",
    "no",
    "asked",
    "whether",
    "answered",
    "brushed",
    "aside",
    "laid",
    "door",
    "reports",
    "complained",
    "minister",
    "–",
];

fn sentence_of(parts: &[(usize, usize, usize, usize)]) -> (String, Sentence) {
    let mut text = String::new();
    let mut tokens = Vec::new();
    for &(word, upos, relation, head) in parts {
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(WORDS[word % WORDS.len()]);
        tokens.push(Token {
            span: Span::from_offsets(start, text.len()).expect("words are not empty"),
            lemma: WORDS[word % WORDS.len()].to_lowercase(),
            upos: Upos::ALL[upos % Upos::ALL.len()],
            xpos: ["VBN", "VB", "NNS", "NN", "VBG", "VBD", "CD", "DT"][(upos / 2) % 8],
            head: head.checked_sub(1).map(|head| (head % parts.len()) as u32),
            relation: Relation::ALL[relation % Relation::ALL.len()],
        });
    }
    let span = Span::from_offsets(0, text.len()).expect("a sentence has words");
    let entities = vec![EntityMention { first: 0, end: 1, kind: EntityKind::Person }];
    let sentence = Sentence {
        part: Part::Text,
        span,
        block: BlockKind::Body,
        paragraph: 0,
        tokens,
        entities,
        depth: foederis_types::Depth::Whole,
    };
    (text, sentence)
}

/// Report and analysis of one sentence.
fn read(text: &str, sentence: Sentence) -> (Report, Analysis) {
    (report_of(text), Analysis { sentences: vec![sentence] })
}

/// Where a word or tag stands in its table.
fn place<T: PartialEq>(all: &[T], wanted: &T) -> usize {
    all.iter().position(|one| one == wanted).expect("the table has it")
}

#[test]
fn participles_that_hang_on_each_other_are_coded() {
    let word = |form: &'static str, relation: Relation, head: usize| {
        (place(WORDS, &form), place(Upos::ALL, &Upos::Verb), place(Relation::ALL, &relation), head)
    };
    let parts = [word("signed", Relation::Conj, 2), word("denied", Relation::Conj, 1)];
    let (text, mut sentence) = sentence_of(&parts);
    for token in &mut sentence.tokens {
        token.xpos = "VBN";
    }
    let (report, analysis) = read(&text, sentence);
    assert!(code(&report, &analysis, Names::shared(), &Rules::embedded()).claims.len() <= parts.len());
    assert!(attributions(&analysis, &text).len() <= parts.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(384))]

    #[test]
    fn any_tree_is_coded_within_its_text(
        parts in proptest::collection::vec((0usize..WORDS.len() + 2, 0usize..32, 0usize..80, 0usize..40), 1..30),
    ) {
        let (text, sentence) = sentence_of(&parts);
        let span = sentence.span;
        let (report, analysis) = read(&text, sentence);
        let rules = Rules::embedded();
        for attribution in attributions(&analysis, &text) {
            let spans = attribution.cue.iter().chain(&attribution.speaker).chain(&attribution.content);
            prop_assert!(!attribution.content.is_empty() && spans.into_iter().all(|found| span.contains(*found)));
        }
        let claims = code(&report, &analysis, Names::shared(), &rules).claims;
        for claim in claims {
            prop_assert!(span.contains(claim.quote.span) && span.contains(claim.trigger));
            prop_assert!(claim.factuality.iter().filter(|view| view.holder == foederis_types::Holder::Author).count() == 1);
            prop_assert!(claim.condition.is_none_or(|condition| span.contains(condition)));
        }
    }
}

#[test]
fn a_sentence_without_end_is_passed_over_and_the_next_one_coded() {
    let (reader, names, rules) =
        (Reader::embedded().expect("the shipped model"), Names::embedded(), Rules::embedded());
    let endless = "Chad attacked Niger and ".repeat(300);
    let report = report_of(&format!("{endless}Mali attacked Togo.\n\nPeru attacked Chile."));
    let claims = code(&report, &reader.analyse(&report), &names, &rules).claims;
    let told: Vec<String> = claims.iter().map(|claim| codes(&claim.actors)).collect();
    assert_eq!(told, ["PER"]);
}
