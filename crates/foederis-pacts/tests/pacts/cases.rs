//! The worked cases: every row under both readings, matched by debtor, creditor, adversary and kind.

use std::collections::HashMap;

use foederis_pacts::{Label, PactLibrary, Question, Reading, codes, parse_events, what_if};
use foederis_types::{ActorCode, Date};

use crate::shared;

/// Instruments that the cases name by other words than a number of the ATOP data.
const NAMED: [(&str, &str); 4] = [
    ("London1839", "bel-guarantee-1839"),
    ("1934 declaration", "deu-pol-1934"),
    ("CSP2024", "prk-rus-2024"),
    ("SMDA2025", "pak-sau-2025"),
];

struct Row<'a> {
    cells: HashMap<&'a str, String>,
}

impl Row<'_> {
    fn get(&self, column: &str) -> &str {
        &self.cells[column]
    }

    fn day(&self) -> Date {
        self.get("on").parse().unwrap()
    }

    fn question(&self) -> Question {
        let events = self.get("events").replace('>', ">cow:");
        let events: Vec<String> = events.split("; ").map(|event| event.replacen(' ', " cow:", 1)).collect();
        let events = events.join(";").replace("cow:ALQ", "ALQ");
        let mut question = Question::new(parse_events(&events, &|_, _| None).unwrap(), self.day());
        question.as_of = (!self.get("as_of").is_empty()).then(|| self.get("as_of").parse().unwrap());
        question
    }

    fn actor(&self, column: &str) -> ActorCode {
        let text = self.get(column);
        let code = codes::from_cow(text, Some(self.day())).unwrap_or_else(|| ActorCode::new(text).unwrap());
        codes::on_day(code, self.day())
    }

    fn names(&self, library: &PactLibrary, pact: &str) -> bool {
        let instrument = self.get("instrument");
        let atop = &library.pact(pact).unwrap().external.atop;
        let by_number = instrument.split('/').filter_map(|n| n.parse().ok()).any(|n: u32| atop.contains(&n));
        by_number || NAMED.contains(&(instrument, pact))
    }

    /// Returns the labels of the best row that fits, or those of a duty that no event brings up.
    fn labels(&self, library: &PactLibrary) -> [Label; 2] {
        let answers = what_if(library, &self.question()).unwrap();
        let fits = answers.rows.iter().filter(|row| {
            row.kind.as_str() == self.get("kind")
                && [row.debtor, row.toward, row.against]
                    == [self.actor("actor"), self.actor("toward"), self.actor("against")]
                && self.names(library, &row.pact)
        });
        let best = fits.max_by_key(|row| (row.strict.truth, row.formal.truth));
        let none = if self.get("kind") == "NON_AGGRESSION" { Label::NoBreach } else { Label::NotBound };
        best.map_or([none; 2], |row| [row.label(Reading::Strict), row.label(Reading::Formal)])
    }
}

#[test]
fn every_worked_case_is_answered_as_expected_under_both_readings() {
    let Some(text) = shared::read("data/alliances/cases_expected.csv") else { return };
    let library = PactLibrary::embedded().unwrap();
    let mut lines = text.lines();
    let head = shared::cells(lines.next().unwrap());
    let mut wrong = Vec::new();
    let mut n_rows = 0;
    for line in lines {
        let cells = head.iter().map(String::as_str).zip(shared::cells(line)).collect();
        let row = Row { cells };
        let told = row.labels(&library).map(Label::as_str);
        n_rows += 1;
        if told != [row.get("expected_strict"), row.get("expected_formal")] {
            wrong.push(format!("{told:?} for {line}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {n_rows} rows:\n{}", wrong.len(), wrong.join("\n"));
    assert!(n_rows > 50);
}

#[test]
fn the_shipped_pact_files_have_no_fault() {
    if let Err(faults) = PactLibrary::embedded() {
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{}", told.join("\n"));
    }
    assert!(PactLibrary::embedded().unwrap().pacts().len() >= 60);
}
