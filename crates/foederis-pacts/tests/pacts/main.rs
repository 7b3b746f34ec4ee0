//! Behaviour of the pact library and the what-if, from the outside.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests may, as tests may")]

mod cases;
mod coded;
mod laws;
mod learned;
mod questions;
mod shared;
