//! Names of those who act, and the codes they go by.
//!
//! The tables (states, organisations, bodies, agent nouns, places, outlets, office holders) are committed text under
//! `tables/` and compiled in. Two doors: `Names::find` says what names stand in a text, `Names::resolve` says who one
//! noun phrase is. Ambiguous names (Korea, Congo, Georgia, Guinea) come back with their candidates and without a code.
//!
//! Knows no sentences and no trees: the caller picks the noun phrase. No I/O, no clock.

mod grammar;
mod lexicon;
mod load;
mod mentions;
mod names;
mod registry;
mod resolve;
mod sector;
mod states;
mod table;
mod words;

pub use mentions::{MentionError, mention_record};
pub use names::{
    Agent, AgentClass, Form, Holder, Located, Name, NameHit, Names, Organisation, OutletName, PlaceName,
    State, StateNumber,
};
pub use registry::{Known, Registry};
pub use resolve::{Resolution, Via};
pub use sector::Sector;
pub use table::NamesError;
