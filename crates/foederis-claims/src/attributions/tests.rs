//! Sentences, and who, cue and content in them.

use super::*;
use foederis_parse::Reader;

fn parts(text: &str) -> Vec<String> {
    let reader = Reader::embedded().unwrap();
    let join = |spans: &[Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" .. ");
    let found = attributions(&reader.analyse_text(text), text);
    found
        .iter()
        .map(|one| format!("{} | {} | {}", join(&one.speaker), join(&one.cue), join(&one.content)))
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(parts(text), expected, "{text}");
}

#[test]
fn clauses_go_with_their_conjunction_and_verbs_with_their_auxiliaries() {
    check(
        "Port officials have said that the ferry was late.",
        &["Port officials | have said | that the ferry was late"],
    );
    check("The ferry was late, a harbour clerk said.", &["a harbour clerk | said | The ferry was late"]);
    check("According to the clerk, the ferry was late.", &["the clerk | According to | the ferry was late"]);
}

#[test]
fn a_quotation_goes_over_sentences_with_its_marks() {
    check(
        "“It was late. Nobody came,” Ana Ruiz, a clerk, said. “We waited.”",
        &["Ana Ruiz, a clerk, | said | “It was late. Nobody came,” .. “We waited.”"],
    );
}

#[test]
fn wishes_and_judgements_count() {
    check("Norway wants to close the port.", &["Norway | wants | to close the port"]);
    check("The union called for a longer pause.", &["The union | called for | a longer pause"]);
    check("The plan was praised by the miners.", &["the miners | was praised by | The plan"]);
}

#[test]
fn what_happens_is_no_attribution() {
    check("The storm sank two boats and closed the port.", &[]);
}

#[test]
fn what_is_said_inside_another_content_is_not_counted_again() {
    check("Oslo said it hopes that Riga agrees.", &["Oslo | said | it hopes that Riga agrees"]);
}
