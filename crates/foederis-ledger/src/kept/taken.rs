//! Reports taken out again, to be read as they now are: those of which a correction changes a claim.

use std::collections::BTreeSet;
use std::rc::Rc;

use foederis_types::{ClaimId, EntryId, ReportId};

use super::claims::{self, Pending};
use super::{Kept, KeptError, pacts, stories};
use crate::corrections::Effects;
use crate::entries;

/// What the reports taken out leave to be decided.
#[derive(Default)]
pub(crate) struct Taken {
    /// The reports.
    pub(crate) reports: BTreeSet<ReportId>,
    /// Entries that had claims of theirs.
    pub(crate) entries: BTreeSet<EntryId>,
    /// Claims of theirs that are there no longer.
    pub(crate) gone: BTreeSet<ClaimId>,
    /// Claims of theirs that are read again.
    pub(crate) read_again: BTreeSet<ClaimId>,
    /// Reports that may have other neighbours without them.
    pub(crate) affected: BTreeSet<ReportId>,
    /// What is to be learned of pacts without them.
    pub(crate) dirty: pacts::Dirty,
}

/// Takes out the reports, but for the new ones, of which corrections change a claim; `before` are the corrections with which
/// they were read.
pub(crate) fn take_out(
    kept: &mut Kept<'_>,
    new: &[ReportId],
    before: &Effects,
    pending: &mut Pending,
) -> Result<(), KeptError> {
    let mut reports = BTreeSet::new();
    for claim in kept.effects.differing(before) {
        reports.extend(kept.beside.report_of(claim)?);
    }
    for report in new {
        reports.remove(report);
    }
    let mut taken = Taken { reports, ..Taken::default() };
    let mut claims = BTreeSet::new();
    for report in &taken.reports {
        let (header, lines) = kept.beside.report(*report)?;
        for line in lines {
            let id = line.claim.id;
            if let Some(line) = before.line(line.clone()) {
                // In its blocks it stands as it was read.
                kept.items.insert(id, Rc::new(entries::item(&line.narrowed(), header.day())));
                claims.insert(id);
            }
            match kept.effects.line(line) {
                Some(_) => taken.read_again.insert(id),
                None => taken.gone.insert(id),
            };
        }
    }
    for claim in claims {
        claims::take_out(kept, claim, pending)?;
        pacts::take_out(kept, claim, &mut taken.dirty)?;
        let told = kept.change_told(claim)?;
        told.remarks.clear();
        taken.entries.extend(told.entry);
        if taken.gone.contains(&claim) {
            *told = claims::Told::default();
        }
    }
    // Those read again are called up when they are placed, with the rank that they then have.
    let stays = |claim: &ClaimId| !taken.gone.contains(claim) && !taken.read_again.contains(claim);
    pending.values_mut().for_each(|claims| claims.retain(stays));
    for report in taken.reports.clone() {
        taken.affected.append(&mut stories::take_out(kept, report)?);
    }
    kept.items.clear();
    kept.taken = taken;
    Ok(())
}
