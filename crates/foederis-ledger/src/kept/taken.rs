//! Reports taken out again, to be read as they now are: those of which a correction changes a claim, and those that name
//! people of whom the ledger knows more than it did.

use std::collections::BTreeSet;
use std::rc::Rc;

use foederis_types::{ClaimId, EntryId, ReportId};

use super::claims::{self, Pending};
use super::{Kept, KeptError, pacts, people, stories};
use crate::corrections::Effects;
use crate::entries;
use crate::ledger::Line;

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

/// Returns the reports, but for the new ones, of which corrections change a claim; `before` are those of before.
pub(crate) fn corrected(
    kept: &mut Kept<'_>,
    new: &[ReportId],
    before: &Effects,
) -> Result<BTreeSet<ReportId>, KeptError> {
    let mut reports = BTreeSet::new();
    for claim in kept.effects.differing(before) {
        reports.extend(kept.beside.report_of(claim)?);
    }
    for report in new {
        reports.remove(report);
    }
    Ok(reports)
}

/// Takes reports out; `before` are the corrections with which they were read.
pub(crate) fn take_out(
    kept: &mut Kept<'_>,
    reports: &BTreeSet<ReportId>,
    before: &Effects,
    pending: &mut Pending,
) -> Result<(), KeptError> {
    let now = std::mem::replace(&mut kept.effects, before.clone());
    let mut claims = BTreeSet::new();
    let mut gone = BTreeSet::new();
    for report in reports {
        let lines = kept.beside.report(*report)?.1.into_iter();
        let lines: Vec<Line> = lines.filter_map(|line| kept.effects.line(line)).collect();
        people::note(kept, *report, &lines, false)?;
        for claim in kept.card(*report)?.claims.clone() {
            // In its blocks it stands as it was read.
            let (header, line) = kept.line(claim)?;
            if now.line(line.clone()).is_none() {
                gone.insert(claim);
            }
            kept.items.insert(claim, Rc::new(entries::item(&line.narrowed(), header.day())));
            claims.insert(claim);
        }
    }
    for claim in &claims {
        claims::take_out(kept, *claim, pending)?;
        let mut dirty = std::mem::take(&mut kept.taken.dirty);
        pacts::take_out(kept, *claim, &mut dirty)?;
        kept.taken.dirty = dirty;
        kept.ledger.forget(*claim);
        kept.items.remove(claim);
        let told = kept.change_told(*claim)?;
        told.remarks.clear();
        let entry = told.entry;
        if gone.contains(claim) {
            *told = claims::Told::default();
        }
        kept.taken.entries.extend(entry);
    }
    // Those read again are called up when they are placed, with the rank that they then have.
    pending.values_mut().for_each(|called| called.retain(|claim| !claims.contains(claim)));
    for report in reports {
        let mut affected = stories::take_out(kept, *report)?;
        kept.taken.affected.append(&mut affected);
    }
    kept.effects = now;
    kept.taken.reports.extend(reports);
    kept.taken.read_again.extend(claims.difference(&gone));
    kept.taken.gone.append(&mut gone);
    Ok(())
}
