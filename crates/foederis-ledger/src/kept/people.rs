//! Who people are of, as reports are added: [`crate::people`], decided anew only where a name is told of somebody else than
//! before.

use std::collections::{BTreeMap, BTreeSet};

use foederis_types::{ActorCode, Header, ReportId};

use super::rows::{Row, written};
use super::{Kept, KeptError};
use crate::ledger::Line;
use crate::people::{asked, said};

/// A full name in the ledger.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Named {
    /// How many reports tell it of whom, by code.
    said: Vec<(ActorCode, u32)>,
    /// Reports that have it without a state, ascending.
    asking: Vec<ReportId>,
}
written!(Named { said, asking });

impl Row for Named {
    const SPACE: u8 = 14;
    type Key = Vec<u8>;
}

/// Names that are told of somebody else than before, at any time.
#[derive(Default)]
pub(crate) struct Changed(BTreeSet<String>);

/// Returns whose a name is.
fn whose(kept: &mut Kept<'_>, name: &str) -> Result<Option<ActorCode>, KeptError> {
    Ok(crate::people::whose(&kept.person(name.as_bytes())?.said))
}

/// Learns what a new report says of people.
pub(crate) fn learn(kept: &mut Kept<'_>, header: &Header, names: &mut Changed) -> Result<(), KeptError> {
    for (name, code) in said(header) {
        let before = whose(kept, &name)?;
        let said = &mut kept.change_person(name.as_bytes())?.said;
        match said.binary_search_by_key(&code, |(code, _)| *code) {
            Ok(at) => said[at].1 += 1,
            Err(at) => said.insert(at, (code, 1)),
        }
        if whose(kept, &name)? != before {
            names.0.insert(name);
        }
    }
    Ok(())
}

/// Writes down, or strikes out, the names that a report's claims leave open.
pub(crate) fn note(
    kept: &mut Kept<'_>,
    report: ReportId,
    lines: &[Line],
    is_there: bool,
) -> Result<(), KeptError> {
    for name in lines.iter().flat_map(asked).collect::<BTreeSet<String>>() {
        let asking = &mut kept.change_person(name.as_bytes())?.asking;
        match (asking.binary_search(&report), is_there) {
            (Ok(at), false) => drop(asking.remove(at)),
            (Err(at), true) => asking.insert(at, report),
            _ => {}
        }
    }
    Ok(())
}

/// Gives a claim's sides the states that their names are known by, and writes down which names were of use.
pub(crate) fn recognise(kept: &mut Kept<'_>, line: &mut Line) -> Result<(), KeptError> {
    let mut known = BTreeMap::new();
    for name in asked(line) {
        if let Some(code) = whose(kept, &name)? {
            known.insert(name, code);
        }
    }
    let people = crate::people::recognise(line, |name| known.get(name).copied());
    if kept.told(line.claim.id)?.people != people {
        kept.change_told(line.claim.id)?.people = people;
    }
    Ok(())
}

/// Returns the reports that were read with a name told of somebody else than now.
pub(crate) fn concerned(kept: &mut Kept<'_>, names: Changed) -> Result<BTreeSet<ReportId>, KeptError> {
    let mut concerned = BTreeSet::new();
    for name in names.0 {
        let now = whose(kept, &name)?;
        for report in kept.person(name.as_bytes())?.asking.clone() {
            let mut used = None;
            for claim in kept.card(report)?.claims.clone() {
                let people = &kept.told(claim)?.people;
                used = people.iter().find(|(other, _)| *other == name).map(|(_, code)| *code).or(used);
            }
            // A longer name may have been of use instead: then nothing will come of it.
            if used != now {
                concerned.insert(report);
            }
        }
    }
    Ok(concerned)
}
