//! Rule R1: whether a pact is in force for a state on a day, as far as known by another day.
//!
//! Derived from status events, told in order of time: consent and entry into force, then what suspends or ends it. A
//! disputed or uncertain event makes the bond unknown, never false. Scholars' doubt is a note.

use std::sync::Arc;

use foederis_types::{ActorCode, Date};

use crate::codes;
use crate::model::{Entry, Missing, Pact, Status, StatusEvent};
use crate::proof::{Join, Proof};
use crate::truth::Truth;

/// The two clocks: the day asked about, and the day up to which statements were known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clocks {
    /// The world's day.
    pub(crate) on: Date,
    /// What was known; `None` for everything known today.
    pub(crate) as_of: Option<Date>,
}

impl Clocks {
    /// Returns whether a statement was known.
    pub(crate) fn knows(&self, known_from: Date) -> bool {
        self.as_of.is_none_or(|as_of| known_from <= as_of)
    }
}

/// What the events come to for one party.
pub(crate) struct Bond<'a> {
    pub(crate) truth: Truth,
    trail: Vec<&'a StatusEvent>,
    consents: Vec<&'a StatusEvent>,
    claims: Vec<&'a StatusEvent>,
    why: Why,
}

/// Why the bond is what it is, where no single event says so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
    Events,
    StateIsGone,
    NothingYet,
    NotKnownYet,
    SignedOnly,
    SignedEntryUnknown,
    StartsLater(Date),
    SignatureIsEnough,
    NoEventReported,
}

/// Returns whether an event has happened by the day: unknown inside an interval, or where denied or uncertain.
///
/// The day of an end is the last day in force, so that an attack which ends a pact still breaks it.
fn happened(event: &StatusEvent, on: Date) -> Truth {
    let delay = i64::from(event.status.ends());
    let passed = |day: Date| day.saturating_add(jiff::Span::new().days(delay)) <= on;
    if !passed(event.from) {
        return Truth::False;
    }
    Truth::certain(passed(event.to) && !event.is_uncertain && event.denied_by.is_empty())
}

fn concerns(pact: &Pact, event: &StatusEvent, person: ActorCode) -> bool {
    let named = event.parties.is_empty() || event.parties.iter().any(|&party| codes::person(party) == person);
    named || (pact.parties.len() == 2 && event.status.ends())
}

/// Reports that tell of every ratification and of nothing after it leave open whether the pact came into force.
fn is_ratified_by_all(pact: &Pact, clocks: Clocks) -> bool {
    let ratifies = |event: &&StatusEvent, party: ActorCode| {
        event.status == Status::Ratified
            && concerns(pact, event, codes::person(party))
            && happened(event, clocks.on).is_possible()
            && clocks.knows(event.known_from)
    };
    pact.parties.iter().all(|&party| pact.events.iter().any(|event| ratifies(&event, party)))
}

/// Derives the bond of one legal person (see [`codes::person`]).
pub(crate) fn bond(pact: &Pact, person: ActorCode, clocks: Clocks) -> Bond<'_> {
    if !clocks.knows(pact.known_from) {
        return Bond::empty(Truth::False, Why::NotKnownYet);
    }
    if codes::is_gone(person, clocks.on) {
        return Bond::empty(Truth::False, Why::StateIsGone);
    }
    let seen = |event: &&StatusEvent| {
        concerns(pact, event, person)
            && happened(event, clocks.on).is_possible()
            && clocks.knows(event.known_from)
    };
    let mut events: Vec<&StatusEvent> = pact.events.iter().filter(seen).collect();
    events.sort_by_key(|event| (event.from, event.status.ends(), event.status, event.id.len(), &event.id));
    let mut bond = Bond::empty(Truth::False, Why::Events);
    let mut before_suspension = Truth::False;
    for event in events {
        bond.tell(event, happened(event, clocks.on), &mut before_suspension);
    }
    // How a pact comes into force stands in its text: unknown as long as the text is.
    let is_known =
        clocks.knows(pact.entry_known_from) && !(pact.is_learned && is_ratified_by_all(pact, clocks));
    let entry = if is_known { pact.entry } else { Entry::Unknown };
    let starts_later = |event: &&StatusEvent| {
        concerns(pact, event, person)
            && event.status.starts()
            && event.from > clocks.on
            && clocks.knows(event.known_from)
    };
    let start = pact.events.iter().filter(starts_later).map(|event| event.from).min();
    bond.settle(pact, entry, start)
}

impl<'a> Bond<'a> {
    fn empty(truth: Truth, why: Why) -> Bond<'a> {
        Bond { truth, trail: Vec::new(), consents: Vec::new(), claims: Vec::new(), why }
    }

    fn tell(&mut self, event: &'a StatusEvent, happened: Truth, before_suspension: &mut Truth) {
        let status = event.status;
        if status.consents() {
            self.consents.push(event);
        } else if status.starts() {
            if happened == Truth::True && self.truth != Truth::True {
                self.trail.clear();
            }
            self.truth = self.truth.or(happened);
            self.trail.push(event);
        } else if status.ends() {
            self.truth = self.truth.and(happened.negate());
            self.trail.push(event);
        } else if status == Status::Suspended {
            *before_suspension = self.truth;
            self.truth = self.truth.and(happened.negate());
            self.trail.push(event);
        } else if status == Status::Resumed {
            self.truth = if happened == Truth::True { *before_suspension } else { Truth::Unknown };
            self.trail.push(event);
        } else if status == Status::Frozen {
            self.truth = self.truth.and(Truth::Unknown);
            self.trail.push(event);
        } else if status == Status::VoidClaimed {
            // One side's word that a pact is void ends nothing by itself.
            self.claims.push(event);
        }
    }

    /// Says what consent without entry into force comes to; `start` is the first day told on which it is yet to come.
    fn settle(mut self, pact: &Pact, entry: Entry, start: Option<Date>) -> Bond<'a> {
        if !self.trail.is_empty() {
            return self;
        }
        let consent = self.consents.iter().map(|event| {
            let is_settled = event.from == event.to && !event.is_uncertain && event.denied_by.is_empty();
            Truth::certain(is_settled)
        });
        let (truth, why) = match (consent.max(), entry) {
            (Some(consent), Entry::Signature) => (consent, Why::SignatureIsEnough),
            (Some(_), Entry::Unknown) => match start {
                Some(day) => (Truth::False, Why::StartsLater(day)),
                None => (Truth::Unknown, Why::SignedEntryUnknown),
            },
            (Some(_), _) => (Truth::False, Why::SignedOnly),
            (None, _) if pact.is_learned && pact.events.is_empty() => (Truth::Unknown, Why::NoEventReported),
            (None, _) => (Truth::False, Why::NothingYet),
        };
        (self.truth, self.why) = (truth, why);
        self
    }
}

/// Returns whether the pact is in force for a legal person.
pub(crate) fn is_in_force(pact: &Pact, person: ActorCode, clocks: Clocks) -> Truth {
    bond(pact, person, clocks).truth
}

/// Proves whether the pact is in force for a state, with the events as leaves.
pub(crate) fn prove(pact: &Pact, state: ActorCode, clocks: Clocks) -> Proof {
    let bond = bond(pact, codes::person(state), clocks);
    let name = codes::name_in_text(codes::on_day(state, clocks.on));
    let told = match bond.truth {
        Truth::True => "is in force",
        Truth::Unknown => "may or may not be in force",
        Truth::False => "is not in force",
    };
    let says = format!("`{}` {told} for {name} on {}", pact.id, clocks.on);
    let mut proof = Proof::leaf("in-force", bond.truth, says, Vec::new());
    proof.evidence.push(pact.id.clone());
    let used = if bond.trail.is_empty() { &bond.consents } else { &bond.trail };
    proof.parts = used.iter().map(|event| Arc::new(told_event(event, clocks.on))).collect();
    let is_open = bond.trail.is_empty() && bond.truth != Truth::True;
    let missing = pact.missing.iter().filter(|missing| is_open && clocks.knows(missing.known_from));
    let missing: Vec<Arc<Proof>> = missing.map(|missing| Arc::new(told_missing(missing))).collect();
    let is_missing = !missing.is_empty();
    proof.parts.extend(missing);
    if !proof.parts.is_empty() {
        // All events together carry the bond: a later one changes what an earlier one made.
        proof.join = Join::All;
    }
    if is_missing && bond.why == Why::SignedEntryUnknown {
        proof.notes.push("signed, but reports say what is missing for its entry into force".to_owned());
    } else {
        proof.notes.extend(bond.why.note(pact));
    }
    proof.notes.extend(used.iter().filter_map(|event| event.contested.clone()));
    proof.notes.extend(
        bond.claims.iter().map(|event| format!("said to be void on {}: {}", event.from, event.reference)),
    );
    proof.evidence.extend(pact.also_reported.iter().cloned());
    proof
}

/// A last day from this year on stands for "not known".
const OPEN_YEAR: i16 = 2099;

fn told_event(event: &StatusEvent, on: Date) -> Proof {
    let lead = if event.status == Status::InForceFor { "a day " } else { "" };
    let day = if event.status == Status::Denounced && event.to.year() >= OPEN_YEAR {
        format!("on {}, which ends it on a day not told", event.from)
    } else if event.from == event.to {
        event.from.to_string()
    } else if event.to.year() >= OPEN_YEAR {
        format!("{lead}after {}, not known when or whether", event.from)
    } else {
        format!("{lead}between {} and {}", event.from, event.to)
    };
    let doubt = if !event.denied_by.is_empty() {
        let who: Vec<String> = event.denied_by.iter().map(|&code| codes::name_in_text(code)).collect();
        format!(", which {} denies", who.join(" and "))
    } else if event.is_uncertain {
        ", which is not certain".to_owned()
    } else {
        String::new()
    };
    let who = match event.parties.as_slice() {
        [] => String::new(),
        parties if parties.len() > 4 => format!(" ({} parties)", parties.len()),
        parties => {
            let names: Vec<String> = parties.iter().map(|&party| codes::name_in_text(party)).collect();
            format!(" ({})", names.join(", "))
        }
    };
    let status = if event.status == Status::InForceFor { "in force from" } else { event.status.as_str() };
    let status = status.replace('_', " ");
    let says = format!("{status} {day}{who}{doubt}: {}", event.reference);
    let mut evidence = vec![event.id.clone()];
    evidence.extend(event.reported.iter().cloned());
    Proof::leaf("status-event", happened(event, on), says, evidence)
}

fn told_missing(missing: &Missing) -> Proof {
    let says = format!("{}: as reported", missing.says);
    Proof::leaf("missing-step", Truth::Unknown, says, missing.reported.clone())
}

impl Why {
    fn note(self, pact: &Pact) -> Option<String> {
        Some(match self {
            Why::Events => return None,
            Why::StateIsGone => {
                "the state no longer exists and nobody carries on its legal person".to_owned()
            }
            Why::NothingYet => "no signature, accession or entry into force by that day".to_owned(),
            Why::NotKnownYet => format!("the pact became known only on {}", pact.known_from),
            Why::SignedOnly => format!(
                "consent was given, but entry into force needs {} and is pending; until then only its object and \
                 purpose must not be defeated",
                entry_words(pact.entry)
            ),
            Why::SignedEntryUnknown => {
                "signed, but how it enters into force, and whether it has, is not known".to_owned()
            }
            Why::StartsLater(day) => format!("signed, but in force only from {day}"),
            Why::SignatureIsEnough => "it binds from signature".to_owned(),
            Why::NoEventReported => "no report says when, or whether, it came into force".to_owned(),
        })
    }
}

fn entry_words(entry: Entry) -> &'static str {
    match entry {
        Entry::Signature => "signature",
        Entry::Ratification => "ratification by each",
        Entry::Exchange => "an exchange of instruments",
        Entry::Deposit => "the deposit of instruments",
        Entry::Unknown => "a step that is not known",
    }
}
