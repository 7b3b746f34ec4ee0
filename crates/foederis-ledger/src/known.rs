//! What some claims tell of pacts, without the rest of the reports that they stand in.

use std::collections::BTreeMap;

use foederis_types::{ReportId, StoryId};

use crate::account::{self, Account, Story};
use crate::copies::{self, Copies};
use crate::corrections::Effects;
use crate::ledger::Ledger;
use crate::parts::{self, StoryPart};
use crate::{entries, pacts, stances, stories};

/// Derives the entries and pacts of a ledger that has, of some parts, the reports of an earlier day and the claims of the
/// parts' entries that stand in them, given the story of each report. Who acts and which pages changed is left out.
///
/// Claims are grouped anew, among those of one kind as ever. Which texts are copies and which reports are one story follows
/// from more than is there, so it is what it was with all reports at hand.
pub fn pacts_account(
    ledger: &Ledger,
    parts: &[StoryPart],
    story_of: &BTreeMap<ReportId, StoryId>,
) -> Account {
    let (ledger, people) = parts::settled(ledger, parts);
    let copies = among(&ledger, parts::copies(parts));
    let mut told_in: BTreeMap<StoryId, Vec<ReportId>> = BTreeMap::new();
    for (report, story) in story_of {
        told_in.entry(*story).or_default().push(*report);
    }
    let stories: Vec<Story> = told_in.into_values().map(|reports| stories::story(&ledger, reports)).collect();
    let groups = Effects::of(ledger.corrections()).regrouped(entries::group(&ledger));
    let groups = stances::in_stories(&ledger, groups, &stories);
    let entries = stances::entries(&ledger, &groups, &copies);
    let pacts = pacts::learn(&ledger, &entries);
    let account = account::keyed(entries, stories, pacts);
    Account { origins: copies.origins, voices: crate::voices(&ledger), people, ..account }
}

/// Leaves the copies that are among a ledger's reports.
fn among(ledger: &Ledger, copies: Copies) -> Copies {
    let mut origins = copies.origins;
    origins.iter_mut().for_each(|origin| origin.reports.retain(|id| ledger.header(*id).is_some()));
    origins.retain(|origin| origin.reports.len() > 1);
    Copies { first_of: copies::first_of(&origins), paragraphs: copies.paragraphs, origins }
}
