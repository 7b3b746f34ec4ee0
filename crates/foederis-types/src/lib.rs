//! What every part of foederis speaks: spans, reports, analyses, claims.
//!
//! No logic beyond what keeps a value well formed, no I/O, no clock. Offsets are 0-based, half-open ranges of UTF-8
//! bytes. Core types do not derive `Serialize`: the outside form of a claim is spelled in `foederis-wire`, that of
//! each view beside the view.

mod analysis;
mod claim;
mod correction;
mod fingerprint;
mod ids;
mod names;
mod report;
mod span;

pub use analysis::{Analysis, Depth, EntityKind, EntityMention, Relation, Sentence, Token, Upos};
pub use claim::{
    Auxiliary, Basis, Claim, Clause, ClauseKind, Decision, Event, Factuality, Happened, Holder, Link,
    LinkKind, PactStatus, Participant, Place, View,
};
pub use correction::{Correction, CorrectionKind};
pub use fingerprint::{ClaimPrint, Figure, Header, ParagraphPrint};
pub use ids::{ClaimId, CorrectionId, EntryId, PactId, ReportId, StoryId};
pub use jiff::civil::Date;
pub use names::{ActorCode, BadActorCode};
pub use report::{
    Block, BlockKind, Dateline, Language, Problem, ProblemKind, Published, PublishedFrom, Report, Title,
};
pub use span::{Part, Quote, Span};
