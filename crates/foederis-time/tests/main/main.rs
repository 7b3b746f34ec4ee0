//! Tests of the crate from outside: the table an analyst can read, and laws.

mod laws;
mod shape;
mod table;
mod tokenizer;
mod values;
