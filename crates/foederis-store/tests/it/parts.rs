//! What is kept of the account in parts.

use foederis_store::{PactRow, Reading, Store};
use foederis_types::{Decision, Factuality, Holder, PactStatus, ReportId, View};

use crate::made::reading;

/// "Kazakhstan and Georgia signed a treaty. Georgia’s minister called the pledge automatic.": the second sentence
/// speaks of the pact and has no word that names it, so only its rule tells that it does.
fn signed_and_spoken_of() -> Reading {
    let mut read = reading(1);
    let [signed, said] = read.lines.as_mut_slice() else { panic!("two claims") };
    signed.claim.pact_status = Some(PactStatus::Signed);
    signed.claim.pact = Some(signed.claim.trigger);
    signed.print.pact = Some("treaty".to_owned());
    said.claim.event = None;
    said.claim.cameo = Some("010".to_owned());
    said.claim.recipients.clear();
    let holder = Holder::Actor(said.claim.actors[0].code.unwrap());
    said.claim.factuality.push(View { holder, value: Factuality::CertainYes, cue: None, named: None });
    said.claim.decision = Decision { rule: "statement/pact".to_owned(), steps: Vec::new() };
    read
}

#[test]
fn what_is_said_of_a_pact_without_naming_it_is_kept_with_the_pact() {
    let mut store = Store::in_memory().unwrap();
    let read = signed_and_spoken_of();
    store.add_reports(std::slice::from_ref(&read)).unwrap();
    store.keep_parts().unwrap();
    let rows = store.pact_rows(None).unwrap();
    let kept: Vec<_> = rows.iter().map(|row| store.pact_part(row.id).unwrap().unwrap()).collect();
    let mut told: Vec<_> = read.lines.iter().map(|line| line.claim.id).collect();
    told.sort();
    assert_eq!(kept[0].pacts[0].claims, told);
    assert_eq!(kept, foederis_ledger::parts(&store.ledger().unwrap()).pacts);
}

#[test]
fn what_was_made_of_a_pact_goes_with_its_part() {
    let mut store = Store::in_memory().unwrap();
    store.add_reports(&[signed_and_spoken_of()]).unwrap();
    store.keep_parts().unwrap();
    let [PactRow { id, told: None, .. }] = store.pact_rows(None).unwrap()[..] else {
        panic!("one pact, nothing kept")
    };
    let told = b"what was made of it".to_vec();
    let kept = |store: &Store| store.pact_rows(None).unwrap().remove(0).told;
    store.keep_told(b"another state", &[(id, told.clone())]).unwrap();
    assert_eq!(kept(&store), None, "made of another state of the ledger");
    store.keep_told(&store.chain().unwrap(), &[(id, told.clone())]).unwrap();
    assert_eq!(kept(&store), Some(told.clone()));
    store.keep_parts().unwrap();
    assert_eq!(kept(&store), Some(told.clone()), "the parts are those of the ledger still");
    store.add_reports(&[reading(2)]).unwrap();
    store.keep_told(&store.chain().unwrap(), &[(id, b"too early".to_vec())]).unwrap();
    assert_eq!(kept(&store), Some(told), "the parts are those of the ledger before");
}

/// The first report names an airline without a code in Kazakhstan's place, the last one has no day.
fn naming() -> [Reading; 3] {
    let mut reads = [reading(1), reading(2), reading(3)];
    for line in &mut reads[0].lines {
        line.claim.actors[0].code = None;
        "KAZ Airlines of Astana".clone_into(&mut line.claim.actors[0].name);
    }
    reads[2].report.published = None;
    reads
}

#[test]
fn an_actor_is_found_in_the_same_reports_whether_names_are_kept_or_not() {
    let [first, second, third] = naming();
    let asked =
        ["KAZ", "kaz", "GEO", "geo", "Airlines", "airLINES OF", "astana", "a", "%", "_", "", "nobody"];
    let days = [None, first.report.published.as_ref().map(|published| published.day)];
    let answers = |store: &Store| -> Vec<Vec<ReportId>> {
        let all = asked.iter().flat_map(|actor| days.iter().map(move |day| (actor, day)));
        all.map(|(actor, day)| store.reports_naming(actor, *day).unwrap()).collect()
    };
    let mut store = Store::in_memory().unwrap();
    for heap in [vec![first, second], vec![third]] {
        store.add_reports(&heap).unwrap();
        let from_claims = answers(&store);
        store.keep_parts().unwrap();
        assert_eq!(answers(&store), from_claims);
    }
    let n_found = |actor: &str| store.reports_naming(actor, None).unwrap().len();
    assert_eq!([n_found("Airlines"), n_found("KAZ"), n_found("nobody")], [1, 3, 0]);
}

#[test]
fn a_pact_has_the_days_of_its_reports_unless_one_has_none() {
    let mut store = Store::in_memory().unwrap();
    let read = signed_and_spoken_of();
    let day = read.report.published.as_ref().map(|published| published.day).unwrap();
    store.add_reports(&[read]).unwrap();
    store.keep_parts().unwrap();
    assert_eq!(store.pact_rows(None).unwrap()[0].days, Some((day, day)));
    let mut undated = signed_and_spoken_of();
    undated.report.published = None;
    let mut store = Store::in_memory().unwrap();
    store.add_reports(&[undated]).unwrap();
    store.keep_parts().unwrap();
    assert_eq!(store.pact_rows(None).unwrap()[0].days, None);
}
