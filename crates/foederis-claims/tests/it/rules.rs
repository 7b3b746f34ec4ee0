//! Every rule's own sentences, read by the shipped reader: what it takes, and what it must leave.

use foederis_claims::{Example, Rules, code};
use foederis_names::Names;
use foederis_parse::Reader;
use foederis_types::{Claim, Event};

use super::common::{codes, report_of};

/// `TYPE CAMEO A+B > C`, parties sorted.
fn line_of(claim: &Claim) -> String {
    let event = claim.event.map_or("-", Event::as_str);
    let cameo = claim.cameo.as_deref().unwrap_or("-");
    format!("{event} {cameo} {} > {}", codes(&claim.actors), codes(&claim.recipients)).trim_end().to_owned()
}

/// The same order of parties for what a rule file expects.
fn sorted(expected: &str) -> String {
    let order = |text: &str| {
        let mut codes: Vec<&str> = text.trim().split('+').collect();
        codes.sort_unstable();
        codes.join("+")
    };
    let (left, right) = expected.split_once('>').unwrap_or((expected, ""));
    let words: Vec<&str> = left.split_whitespace().collect();
    let actors = words.get(2).copied().unwrap_or("");
    let reading = words.iter().take(2).copied().collect::<Vec<_>>().join(" ");
    format!("{reading} {} > {}", order(actors), order(right)).trim_end().to_owned()
}

fn failure(example: &Example, claims: &[Claim]) -> Option<String> {
    let lines: Vec<String> = claims.iter().filter(|claim| claim.clause.is_none()).map(line_of).collect();
    match &example.expected {
        Some(expected) if lines.contains(&sorted(expected)) => None,
        Some(expected) => {
            Some(format!("{}: {:?} gives {lines:?}, not `{expected}`", example.rule, example.text))
        }
        None => {
            let fired = claims.iter().any(|claim| claim.decision.rule == example.rule);
            fired.then(|| format!("{}: {:?} must be left, gives {lines:?}", example.rule, example.text))
        }
    }
}

#[test]
fn rules_take_and_leave_their_own_sentences() {
    let (reader, names, rules) =
        (Reader::embedded().expect("the shipped model"), Names::embedded(), Rules::embedded());
    let examples = rules.examples();
    assert!(examples.len() > 80, "{} examples", examples.len());
    let check = |example: &Example| {
        let report = report_of(&example.text);
        failure(example, &code(&report, &reader.analyse(&report), &names, &rules).claims)
    };
    let failures: Vec<String> = examples.iter().filter_map(check).collect();
    assert!(failures.is_empty(), "{} of {} fail\n{}", failures.len(), examples.len(), failures.join("\n"));
}
