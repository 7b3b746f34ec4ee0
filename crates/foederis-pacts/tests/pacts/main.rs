//! Behaviour of the pact library and the what-if, from the outside.

mod cases;
mod coded;
mod questions;
mod shared;
