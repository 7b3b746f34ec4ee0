//! Foederis' English reader: text to sentences, words, tags, trees and names.
//!
//! One small neural model does the reading, run by this crate's own integer kernels; its weights are in the binary.
//! The same text gives the same [`Analysis`](foederis_types::Analysis) on every machine, with any number of threads.
//!
//! Must not know what a report says about states; no disk, no clock, no network. Limits: English only; sentences of
//! more than about 250 word pieces are read in parts, and say so.

mod abbreviations;
mod analyse;
mod error;
pub mod eval;
mod file;
mod kernels;
mod lemmas;
mod network;
mod pieces;
mod reader;
mod sentences;
mod simd;
mod tags;
mod tree;
mod words;

pub use analyse::Draft;
pub use error::ModelError;
pub use reader::Reader;
pub use simd::Level;
