//! The store from the outside: what goes in comes out, nothing is lost or overwritten, and strangers' files stay.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod crash;
mod made;
mod parts;
mod safety;
mod search;
mod store;
