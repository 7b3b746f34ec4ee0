//! What analysts set right, applied: rejected claims left out, participants recoded, entries split and joined.
//!
//! Corrections name claims, so they hold whatever is read later. Where two clash, the set decides and not the order:
//! `Apart` wins over what the grouping found, `Together` over `Apart`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use foederis_types::{ActorCode, Claim, ClaimId, Correction, CorrectionId, CorrectionKind};

use crate::components::Components;
use crate::ledger::{Ledger, Line};

/// The code as read and the right one.
type Recoding = (Option<ActorCode>, Option<ActorCode>);

/// What the corrections of a ledger do, with those that others take back left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Effects {
    rejected: BTreeSet<ClaimId>,
    /// Codes to be replaced, in the order of the corrections' ids.
    recoded: BTreeMap<ClaimId, Vec<Recoding>>,
    apart: Vec<BTreeSet<ClaimId>>,
    together: Vec<BTreeSet<ClaimId>>,
}

impl Effects {
    /// Returns what corrections do, whatever order they come in.
    ///
    /// A withdrawal can be withdrawn in turn; in a circle (which ids made of content cannot close) all would stand.
    pub(crate) fn of<'c>(corrections: impl IntoIterator<Item = &'c Correction>) -> Effects {
        let by_id: BTreeMap<CorrectionId, &Correction> =
            corrections.into_iter().map(|correction| (correction.id, correction)).collect();
        let mut withdrawn_by: BTreeMap<CorrectionId, Vec<CorrectionId>> = BTreeMap::new();
        for correction in by_id.values() {
            if let CorrectionKind::Withdraw(other) = correction.kind {
                withdrawn_by.entry(other).or_default().push(correction.id);
            }
        }
        let mut effects = Effects::default();
        for correction in by_id.values().filter(|correction| stands(correction.id, &withdrawn_by, 0)) {
            match &correction.kind {
                CorrectionKind::Reject(claim) => drop(effects.rejected.insert(*claim)),
                CorrectionKind::Actor { claim, from, to } => {
                    effects.recoded.entry(*claim).or_default().push((*from, *to));
                }
                CorrectionKind::Apart(claims) => effects.apart.push(claims.clone()),
                CorrectionKind::Together(claims) => effects.together.push(claims.clone()),
                CorrectionKind::Withdraw(_) => {}
            }
        }
        effects
    }

    /// Returns a line as corrected; none that was rejected.
    pub(crate) fn line(&self, mut line: Line) -> Option<Line> {
        let id = line.claim.id;
        let codes = self.recoded.get(&id).into_iter().flatten();
        codes.for_each(|(from, to)| recode(&mut line, *from, *to));
        (!self.rejected.contains(&id)).then_some(line)
    }

    /// Returns the claims that are there, or read, in another way than with other corrections.
    pub(crate) fn differing(&self, other: &Effects) -> BTreeSet<ClaimId> {
        let recoded = |effects: &Effects| effects.recoded.keys().copied().collect::<BTreeSet<_>>();
        let mut claims: BTreeSet<ClaimId> = recoded(self).union(&recoded(other)).copied().collect();
        claims.retain(|claim| self.recoded.get(claim) != other.recoded.get(claim));
        claims.extend(self.rejected.symmetric_difference(&other.rejected));
        claims
    }

    /// Returns the claims that are told to belong together, or not.
    pub(crate) fn tied(&self) -> BTreeSet<ClaimId> {
        self.apart.iter().chain(&self.together).flatten().copied().collect()
    }

    /// Returns groups of claims with splits and joins as corrected.
    pub(crate) fn regrouped(&self, groups: Vec<Vec<ClaimId>>) -> Vec<Vec<ClaimId>> {
        join(self.apart.iter().fold(groups, split), &self.together)
    }
}

fn stands(id: CorrectionId, withdrawn_by: &BTreeMap<CorrectionId, Vec<CorrectionId>>, depth: usize) -> bool {
    let by = withdrawn_by.get(&id).map_or(&[][..], Vec::as_slice);
    depth > 64 || !by.iter().any(|other| stands(*other, withdrawn_by, depth + 1))
}

/// Returns the ledger without rejected claims and with participants as corrected.
pub(crate) fn applied(ledger: &Ledger) -> Cow<'_, Ledger> {
    let effects = Effects::of(ledger.corrections());
    if effects == Effects::default() {
        return Cow::Borrowed(ledger);
    }
    let mut corrected = ledger.kept(|_| true, |line| !effects.rejected.contains(&line.claim.id));
    for (claim, codes) in &effects.recoded {
        corrected.change_line(*claim, |line| codes.iter().for_each(|(from, to)| recode(line, *from, *to)));
    }
    Cow::Owned(corrected)
}

fn recode(line: &mut Line, from: Option<ActorCode>, to: Option<ActorCode>) {
    let Claim { actors, recipients, .. } = &mut line.claim;
    for participant in actors.iter_mut().chain(recipients) {
        if participant.code == from {
            (participant.code, participant.is_inferred) = (to, false);
        }
    }
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

fn join(groups: Vec<Vec<ClaimId>>, together: &[BTreeSet<ClaimId>]) -> Vec<Vec<ClaimId>> {
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
