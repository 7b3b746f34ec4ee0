//! What analysts set right, applied: rejected claims left out, participants recoded, entries split and joined.
//!
//! Corrections name claims, so they hold whatever is read later. Where two clash, the set decides and not the order:
//! `Apart` wins over what the grouping found, `Together` over `Apart`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use foederis_types::{ActorCode, Claim, ClaimId, Correction, CorrectionId, CorrectionKind};

use crate::components::Components;
use crate::ledger::{Ledger, Line};

/// Returns the corrections that no other one takes back.
///
/// A withdrawal can be withdrawn in turn; in a circle (which ids made of content cannot close) all would stand.
fn standing(ledger: &Ledger) -> Vec<&Correction> {
    let mut withdrawn_by: BTreeMap<CorrectionId, Vec<CorrectionId>> = BTreeMap::new();
    for correction in ledger.corrections() {
        if let CorrectionKind::Withdraw(other) = correction.kind {
            withdrawn_by.entry(other).or_default().push(correction.id);
        }
    }
    ledger.corrections().filter(|correction| stands(correction.id, &withdrawn_by, 0)).collect()
}

fn stands(id: CorrectionId, withdrawn_by: &BTreeMap<CorrectionId, Vec<CorrectionId>>, depth: usize) -> bool {
    let by = withdrawn_by.get(&id).map_or(&[][..], Vec::as_slice);
    depth > 64 || !by.iter().any(|other| stands(*other, withdrawn_by, depth + 1))
}

/// Returns the ledger without rejected claims and with participants as corrected.
pub(crate) fn applied(ledger: &Ledger) -> Cow<'_, Ledger> {
    let standing = standing(ledger);
    if standing.is_empty() {
        return Cow::Borrowed(ledger);
    }
    let rejected: BTreeSet<ClaimId> = standing.iter().filter_map(|correction| rejects(correction)).collect();
    let mut corrected = ledger.kept(|_| true, |line| !rejected.contains(&line.claim.id));
    for correction in standing {
        if let CorrectionKind::Actor { claim, from, to } = correction.kind {
            corrected.change_line(claim, |line| recode(line, from, to));
        }
    }
    Cow::Owned(corrected)
}

fn rejects(correction: &Correction) -> Option<ClaimId> {
    match correction.kind {
        CorrectionKind::Reject(claim) => Some(claim),
        _ => None,
    }
}

fn recode(line: &mut Line, from: Option<ActorCode>, to: Option<ActorCode>) {
    let Claim { actors, recipients, .. } = &mut line.claim;
    for participant in actors.iter_mut().chain(recipients) {
        if participant.code == from {
            participant.code = to;
        }
    }
}

/// Returns groups of claims with splits and joins as corrected.
pub(crate) fn regrouped(ledger: &Ledger, groups: Vec<Vec<ClaimId>>) -> Vec<Vec<ClaimId>> {
    let standing = standing(ledger);
    let apart = standing.iter().filter_map(|correction| match &correction.kind {
        CorrectionKind::Apart(claims) => Some(claims),
        _ => None,
    });
    let together = standing.iter().filter_map(|correction| match &correction.kind {
        CorrectionKind::Together(claims) => Some(claims),
        _ => None,
    });
    let split = apart.fold(groups, split);
    join(split, together.collect())
}

fn split(groups: Vec<Vec<ClaimId>>, claims: &BTreeSet<ClaimId>) -> Vec<Vec<ClaimId>> {
    let mut own = Vec::new();
    let mut rest = Vec::new();
    for group in groups {
        let (taken, left): (Vec<_>, Vec<_>) = group.into_iter().partition(|id| claims.contains(id));
        own.extend(taken);
        rest.push(left);
    }
    own.sort();
    rest.push(own);
    rest.retain(|group| !group.is_empty());
    rest
}

fn join(groups: Vec<Vec<ClaimId>>, together: Vec<&BTreeSet<ClaimId>>) -> Vec<Vec<ClaimId>> {
    if together.is_empty() {
        return groups;
    }
    let group_of: BTreeMap<ClaimId, usize> =
        groups.iter().enumerate().flat_map(|(at, group)| group.iter().map(move |id| (*id, at))).collect();
    let mut components = Components::new(groups.len());
    for claims in together {
        let members: Vec<usize> = claims.iter().filter_map(|id| group_of.get(id).copied()).collect();
        members.windows(2).for_each(|pair| components.join(pair[0], pair[1]));
    }
    let joined = |set: Vec<usize>| {
        let mut group: Vec<ClaimId> = set.into_iter().flat_map(|at| groups[at].iter().copied()).collect();
        group.sort();
        group
    };
    components.sets().into_iter().map(joined).collect()
}
