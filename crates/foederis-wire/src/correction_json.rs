//! Corrections as JSON, and their ids.

use foederis_types::{ActorCode, ClaimId, Correction, CorrectionId, CorrectionKind, Date};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::WireError;

/// One correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionJson {
    /// Hash of everything else.
    pub id: String,
    /// Who corrects.
    pub author: String,
    /// Why.
    pub reason: String,
    /// From which day on it is known, `YYYY-MM-DD`.
    pub known_from: String,
    /// What it does.
    #[serde(flatten)]
    pub kind: CorrectionKindJson,
}

/// What a correction does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum CorrectionKindJson {
    /// The claim is wrongly read.
    Reject {
        /// The claim.
        claim: String,
    },
    /// One happening.
    Together {
        /// The claims.
        claims: Vec<String>,
    },
    /// A happening of their own.
    Apart {
        /// The claims.
        claims: Vec<String>,
    },
    /// Somebody else.
    Actor {
        /// The claim.
        claim: String,
        /// The code as read.
        from: Option<String>,
        /// The right code.
        to: Option<String>,
    },
    /// Takes another correction back.
    Withdraw {
        /// The other one.
        correction: String,
    },
}

/// Returns the id of a correction: a hash of its author, reason, day and what it does.
pub fn correction_id(author: &str, reason: &str, known_from: Date, kind: &CorrectionKind) -> CorrectionId {
    let said = serde_json::json!([author, reason, known_from.to_string(), kind_json(kind)]).to_string();
    let digest = Sha256::digest(said.as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    CorrectionId::from_hash(first)
}

/// Returns the JSON form of a correction.
pub fn correction_json(correction: &Correction) -> CorrectionJson {
    CorrectionJson {
        id: correction.id.to_string(),
        author: correction.author.clone(),
        reason: correction.reason.clone(),
        known_from: correction.known_from.to_string(),
        kind: kind_json(&correction.kind),
    }
}

fn kind_json(kind: &CorrectionKind) -> CorrectionKindJson {
    let ids = |claims: &std::collections::BTreeSet<ClaimId>| claims.iter().map(ToString::to_string).collect();
    match kind {
        CorrectionKind::Reject(claim) => CorrectionKindJson::Reject { claim: claim.to_string() },
        CorrectionKind::Together(claims) => CorrectionKindJson::Together { claims: ids(claims) },
        CorrectionKind::Apart(claims) => CorrectionKindJson::Apart { claims: ids(claims) },
        CorrectionKind::Actor { claim, from, to } => CorrectionKindJson::Actor {
            claim: claim.to_string(),
            from: from.map(|code| code.to_string()),
            to: to.map(|code| code.to_string()),
        },
        CorrectionKind::Withdraw(other) => CorrectionKindJson::Withdraw { correction: other.to_string() },
    }
}

/// Reads a correction back.
///
/// # Errors
///
/// An id, day or code is none, or the id does not fit the rest.
pub fn correction_of(json: &CorrectionJson) -> Result<Correction, WireError> {
    let known_from = json.known_from.parse().map_err(|_| bad("known_from", &json.known_from))?;
    let kind = kind_of(&json.kind)?;
    let id = correction_id(&json.author, &json.reason, known_from, &kind);
    if id.to_string() != json.id {
        return Err(bad("id", &json.id));
    }
    Ok(Correction { id, author: json.author.clone(), reason: json.reason.clone(), known_from, kind })
}

fn bad(field: &'static str, value: &str) -> WireError {
    WireError::BadValue { field, value: value.to_owned() }
}

fn kind_of(json: &CorrectionKindJson) -> Result<CorrectionKind, WireError> {
    Ok(match json {
        CorrectionKindJson::Reject { claim } => CorrectionKind::Reject(claim_id(claim)?),
        CorrectionKindJson::Together { claims } => {
            CorrectionKind::Together(claims.iter().map(|id| claim_id(id)).collect::<Result<_, _>>()?)
        }
        CorrectionKindJson::Apart { claims } => {
            CorrectionKind::Apart(claims.iter().map(|id| claim_id(id)).collect::<Result<_, _>>()?)
        }
        CorrectionKindJson::Actor { claim, from, to } => CorrectionKind::Actor {
            claim: claim_id(claim)?,
            from: code(from.as_deref())?,
            to: code(to.as_deref())?,
        },
        CorrectionKindJson::Withdraw { correction } => {
            CorrectionKind::Withdraw(correction.parse().map_err(|_| bad("correction", correction))?)
        }
    })
}

fn claim_id(id: &str) -> Result<ClaimId, WireError> {
    id.parse().map_err(|_| bad("claim", id))
}

fn code(code: Option<&str>) -> Result<Option<ActorCode>, WireError> {
    let checked =
        |code: &str| ActorCode::new(code).map_err(|cause| WireError::BadCode { field: "actor", cause });
    code.map(checked).transpose()
}
