//! The facade of foederis: wires reading, analysis, coding, ledger and pacts, and holds the views.
//!
//! The program, the page and the Python module print and return what is made here and add nothing of their own. It
//! opens no file and reads no clock; the store does its own I/O.

mod desk;
pub mod parallel;
pub mod score;
pub mod views;

pub use desk::{Citation, Desk, Shelf, ShelfError};

pub use foederis_types::{Date, Problem, ProblemKind};
