//! Analysed sentences to claims: who did what to whom, when, on whose word.
//!
//! Rules are data (`rules/`); this crate reads them, finds who is meant, matches, and works out in whose eyes a thing
//! is so. It sees one report at a time and knows nothing of the ledger, of storage or of views.

mod attributions;
mod basing;
mod charges;
mod clauses;
mod coder;
mod collective;
mod dates;
mod denials;
mod ellipsis;
mod factuality;
mod gate;
mod links;
mod matching;
mod mend;
mod mentions;
mod nouns;
mod offices;
mod outcome;
mod pact_steps;
mod parties;
mod quotes;
mod rules;
mod settled;
mod slots;
mod stance;
mod statements;
mod tree;

pub use attributions::{Attribution, attributions};
pub use coder::{Coded, code};
pub use factuality::{Assessment, assess};
pub use gate::{Gate, RuleWords};
pub use rules::{Example, RuleError, Rules};
