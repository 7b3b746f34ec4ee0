//! What is kept of the account in parts.

use foederis_store::{Reading, Store};
use foederis_types::{Decision, Factuality, Holder, PactStatus, View};

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
    let kept = store.pact_parts(None).unwrap();
    let mut told: Vec<_> = read.lines.iter().map(|line| line.claim.id).collect();
    told.sort();
    assert_eq!(kept[0].pacts[0].claims, told);
    assert_eq!(kept, foederis_ledger::parts(&store.ledger().unwrap()).pacts);
}
