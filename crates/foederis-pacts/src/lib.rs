//! Pacts and their clauses: who would be bound to act, by which clause, on whose word, how certain, and what collides.
//!
//! ```text
//! PactLibrary::embedded() / from_files(..) / empty()      pact files, checked
//!        .with_learned(&[LearnedPact])                    pacts told by reports, joined to the files' where they match
//! parse_events(text, &resolver) -> Vec<Event>             "KOR attacks PRK", "1914-07-28 AUH>SRB @BALKAN"
//! what_if(&library, &Question) -> Answers                 rows under both readings, with proofs and collisions
//! why_not(&library, &answers, state, reading) -> WhyNot   what fails or is open, clause by clause, without a second run
//! explain(&library, &answers, row, reading) -> String     sentences that end in references or quotes
//! ```
//!
//! ```
//! use foederis_pacts::{PactLibrary, Question, Reading, parse_events, what_if};
//!
//! let library = PactLibrary::embedded().map_err(|faults| faults[0].clone())?;
//! let events = parse_events("KOR attacks PRK", &|_, _| None)?;
//! let answers = what_if(&library, &Question::new(events, "2025-06-01".parse()?))?;
//! let bound = answers.due().find(|row| row.debtor.as_str() == "CHN").ok_or("China owes nothing")?;
//! assert_eq!(bound.label(Reading::Strict).as_str(), "BOUND");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Truth is three-valued and unknown is never false. Two clocks: the day asked about and what was known by a day. Two
//! readings of "attack": strict (self-defence is none) and formal (every attack counts). No I/O, no clock, no network;
//! evidence of the ledger is opaque here and only labelled. Formats: `docs/pacts.md`; rules: `docs/what-if.md`.

mod answer;
pub mod coded;
pub mod codes;
mod collision;
mod csv;
pub mod dyads;
mod engine;
mod file;
pub mod import;
mod in_force;
mod learned;
mod library;
mod model;
mod proof;
mod question;
mod sentences;
mod truth;
mod view;
mod zones;

pub use answer::{
    AnswerRow, Answers, Label, PairRow, PairTotals, Performance, SeenEvent, Verdict, WhyNot, WhyNotClause,
    all_pairs, states_on, what_if, why_not,
};
pub use collision::{Collision, CollisionKind, Hint};
pub use csv::TableError;
pub use file::{FILE_BYTES_MAX, PactFileError, read_pact};
pub use learned::{LearnedClause, LearnedEvent, LearnedPact, LearnedText};
pub use library::{EvidenceLabel, PACTS_MAX, PactLibrary, Statement};
pub use model::*;
pub use proof::{Join, Proof, Supports};
pub use question::{
    Chain, DenialPolicy, EVENTS_MAX, Event, EventKind, Question, QuestionError, Reading, Resolver,
    parse_event, parse_events,
};
pub use sentences::{explain, headline, tell, tell_why_not};
pub use truth::Truth;
pub use view::{AnswersView, FORMAT, RowView, WhyNotView};
pub use zones::Zone;
