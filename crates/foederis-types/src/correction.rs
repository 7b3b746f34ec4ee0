//! What an analyst sets right. A correction is an entry of the ledger of its own; nothing is overwritten.

use std::collections::BTreeSet;

use crate::{ActorCode, ClaimId, CorrectionId, Date};

/// One correction.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Correction {
    /// Hash of everything below.
    pub id: CorrectionId,
    /// Who corrects.
    pub author: String,
    /// Why.
    pub reason: String,
    /// From which day on the correction is known.
    pub known_from: Date,
    /// What it does.
    pub kind: CorrectionKind,
}

/// What a correction does. Claims name what it acts on, so that it holds whatever else is read later.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CorrectionKind {
    /// The claim is wrongly read: views leave it out.
    Reject(ClaimId),
    /// These claims are about one happening, and so are all that go with any of them.
    Together(BTreeSet<ClaimId>),
    /// These claims are a happening of their own.
    Apart(BTreeSet<ClaimId>),
    /// In this claim, who was read as `from` is `to`; `None` for nobody that has a code.
    Actor {
        /// The claim.
        claim: ClaimId,
        /// The code as read; `None` where the mention was not resolved.
        from: Option<ActorCode>,
        /// The right code.
        to: Option<ActorCode>,
    },
    /// Takes another correction back.
    Withdraw(CorrectionId),
}
