//! The ledger from the outside: laws over made claims, and whole stories with their answer keys.

mod cases;
mod key;
mod laws;
mod made;
mod story;
