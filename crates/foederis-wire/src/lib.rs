//! The one documented JSON form of a claim ([`ClaimJson`]), PLOVER's numbers ([`plover`]) and the fingerprints that
//! merging works on ([`fingerprint`]).
//!
//! Everything here is a pure function of one report and what was made of it. The JSON form is what `foederis code`
//! prints and what the store keeps; field by field it is documented in `docs/schemas/claim.json`. Limits: it keeps
//! spans as offsets, so reading a claim back needs the report it was cut from.

mod agencies;
mod claim_json;
mod convert;
mod correction_json;
mod error;
pub mod fingerprint;
mod header_json;
pub mod plover;

pub use claim_json::{
    ClaimJson, ClauseJson, CoordinatesJson, DecisionJson, HappenedJson, LinkJson, ParticipantJson, PlaceJson,
    QuoteJson, SpanJson, ViewJson,
};
pub use convert::{claim_of, json_of};
pub use correction_json::{
    CorrectionJson, CorrectionKindJson, correction_id, correction_json, correction_of,
};
pub use error::WireError;
pub use header_json::{
    HeaderJson, PrintJson, block_kind, header_json, header_of, paragraph_bytes, paragraphs_of, print_json,
    print_of, published_from, published_from_name,
};
