//! The facade from the outside.
#![expect(clippy::disallowed_methods, reason = "a test compares files of the repository")]

mod schemas;
