//! The ledger from the outside: laws over made claims, and whole stories with their answer keys.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod cases;
mod kept;
mod key;
mod laws;
mod made;
mod story;
