//! The facade from the outside.

mod schemas;
