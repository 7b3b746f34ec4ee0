//! Everyday steps between states in the many words that tell them: each gives its type and its parties.

use foederis_claims::{Rules, code};
use foederis_names::Names;
use foederis_parse::Reader;

use super::common::{codes, report_of};

/// A sentence with `{}` for the words in question, what it gives, and the words.
struct Deed<'a> {
    sentence: &'a str,
    events: Vec<&'a str>,
    actors: &'a str,
    recipients: &'a str,
    words: Vec<&'a str>,
}

fn deeds() -> impl Iterator<Item = Deed<'static>> {
    include_str!("deeds.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let fields: Vec<&str> = line.split(" | ").collect();
        let [sentence, events, parties, words] = fields[..] else { panic!("not four fields: {line}") };
        let (actors, recipients) = parties.split_once('>').expect("a line says who acts on whom");
        Deed {
            sentence,
            events: events.split('/').collect(),
            actors: actors.trim(),
            recipients: recipients.trim(),
            words: words.split("; ").collect(),
        }
    })
}

#[test]
fn every_deed_is_told_in_many_words() {
    let (reader, names, rules) =
        (Reader::embedded().expect("the shipped model"), Names::embedded(), Rules::embedded());
    let (mut n, mut failures) = (0, Vec::new());
    for deed in deeds() {
        for words in &deed.words {
            n += 1;
            let report = report_of(&deed.sentence.replace("{}", words));
            let claims = code(&report, &reader.analyse(&report), &names, &rules).claims;
            let told: Vec<(&str, String, String)> = claims
                .iter()
                .map(|claim| {
                    let event = claim.event.map_or("-", |event| event.as_str());
                    (event, codes(&claim.actors), codes(&claim.recipients))
                })
                .collect();
            let is_told = told.iter().any(|(event, actors, recipients)| {
                let are_together = deed.recipients.is_empty() && actors == deed.actors;
                deed.events.contains(event)
                    && (are_together || actors == deed.actors && recipients == deed.recipients)
            });
            if !is_told {
                failures.push(format!("{:?} gives {told:?}", report.text));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {n} sentences:\n{}", failures.len(), failures.join("\n"));
}
