//! An account in parts, one a story, so that a view derives only the stories that it shows.
//!
//! What needs all reports at once is decided once, by [`parts`]: which claims are one entry, which reports one story,
//! which claims tell of one pact, which texts are copies. A part keeps those decisions for one story, and
//! [`account_of`] derives the story from them and from the reports that the part names. The result is what
//! [`crate::account`] gives for those stories, whatever else the ledger holds.

use std::collections::{BTreeMap, BTreeSet};

use foederis_types::{ActorCode, ClaimId, Date, EntryId, PactId, ReportId, StoryId};

use crate::account::{self, Account, Entry, Origin, Pact};
use crate::copies::Copies;
use crate::corrections;
use crate::ledger::Ledger;
use crate::pacts::{self, Told};
use crate::stances::{self, Group};
use crate::stories;

/// What was decided about one story with the whole ledger at hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoryPart {
    /// Its reports, by publication day (those without last), then id. Never empty.
    pub reports: Vec<ReportId>,
    /// First and last publication day.
    pub days: Option<(Date, Date)>,
    /// The states it is most about, as in [`crate::Story::states`].
    pub states: Vec<ActorCode>,
    /// Its entries, and those of other stories that its pacts rest on; by id.
    pub entries: Vec<PartEntry>,
    /// The pacts that it tells first, by id.
    pub pacts: Vec<PactPart>,
    /// Claims of its reports that are told of an entry of another story, each with that entry; ascending.
    pub away: Vec<(ClaimId, EntryId)>,
    /// All reports that claims of its entries stand in, and its own; ascending. What [`account_of`] needs.
    pub needs: Vec<ReportId>,
    /// Copies among the reports that it needs.
    pub origins: Vec<Origin>,
    /// Paragraphs of those reports that another report has too, each with the first of its group; ascending.
    pub paragraphs: Vec<((ReportId, u32), (ReportId, u32))>,
}

/// One entry of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartEntry {
    /// The story that tells it most.
    pub story: StoryId,
    /// The pact that it is about, which another story may tell first.
    pub pact: Option<PactId>,
    /// Its claims, ascending.
    pub claims: Vec<ClaimId>,
}

/// One pact of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PactPart {
    /// The pact.
    pub id: PactId,
    /// Its parties, sorted.
    pub parties: Vec<ActorCode>,
    /// The claims that tell of it, ascending.
    pub claims: Vec<ClaimId>,
}

impl StoryPart {
    /// Returns the story's id.
    pub fn story(&self) -> StoryId {
        stories::id_of(&self.reports)
    }
}

/// Cuts the account of a ledger into parts, by story id.
pub fn parts(ledger: &Ledger) -> Vec<StoryPart> {
    let ledger = corrections::applied(ledger);
    let (account, copies) = crate::derived(&ledger);
    let mut pacts_of: BTreeMap<StoryId, Vec<&Pact>> = BTreeMap::new();
    for pact in account.pacts.values() {
        pacts_of.entry(pact.story).or_default().push(pact);
    }
    let cut = Cut {
        ledger: &ledger,
        account: &account,
        copies: &copies,
        origin_of: origin_of(&account.origins),
        away: away(&ledger, &account),
    };
    let part = |story: &account::Story| cut.part(story, pacts_of.get(&story.id).map_or(&[], Vec::as_slice));
    account.stories.values().map(part).collect()
}

/// Returns the place in the list of the origin of each report that has one.
fn origin_of(origins: &[Origin]) -> BTreeMap<ReportId, usize> {
    let members =
        |(at, origin): (usize, &Origin)| origin.reports.iter().map(|id| (*id, at)).collect::<Vec<_>>();
    origins.iter().enumerate().flat_map(members).collect()
}

/// Returns the claims, by the story of their report, that an entry of another story holds.
fn away(ledger: &Ledger, account: &Account) -> BTreeMap<StoryId, BTreeMap<ClaimId, EntryId>> {
    let story_of = stories::story_of(account.stories.values());
    let mut away: BTreeMap<StoryId, BTreeMap<ClaimId, EntryId>> = BTreeMap::new();
    for entry in account.entries.values() {
        for line in entry.claims.iter().filter_map(|id| ledger.line(*id)) {
            let story = story_of.get(&line.claim.quote.report).filter(|story| **story != entry.story);
            if let Some(story) = story {
                away.entry(*story).or_default().insert(line.claim.id, entry.id);
            }
        }
    }
    away
}

struct Cut<'a> {
    ledger: &'a Ledger,
    account: &'a Account,
    copies: &'a Copies,
    origin_of: BTreeMap<ReportId, usize>,
    away: BTreeMap<StoryId, BTreeMap<ClaimId, EntryId>>,
}

impl Cut<'_> {
    fn part(&self, story: &account::Story, pacts: &[&Pact]) -> StoryPart {
        let of_pacts = pacts.iter().flat_map(|pact| &pact.entries);
        let ids: BTreeSet<EntryId> = story.entries.iter().chain(of_pacts).copied().collect();
        let entries: Vec<&Entry> = ids.iter().filter_map(|id| self.account.entries.get(id)).collect();
        let claims = entries.iter().flat_map(|entry| &entry.claims);
        let told_in = claims.filter_map(|id| self.ledger.line(*id)).map(|line| line.claim.quote.report);
        let needs: BTreeSet<ReportId> = told_in.chain(story.reports.iter().copied()).collect();
        let origins: BTreeSet<usize> =
            needs.iter().filter_map(|id| self.origin_of.get(id).copied()).collect();
        let paragraphs = needs.iter().flat_map(|id| self.copies.paragraphs.range((*id, 0)..=(*id, u32::MAX)));
        StoryPart {
            reports: story.reports.clone(),
            days: story.from.zip(story.to),
            states: story.states.clone(),
            entries: entries.into_iter().map(part_entry).collect(),
            pacts: pacts.iter().map(|pact| pact_part(pact)).collect(),
            origins: origins.into_iter().map(|at| self.account.origins[at].clone()).collect(),
            paragraphs: paragraphs.map(|(at, first)| (*at, *first)).collect(),
            away: self.away.get(&story.id).into_iter().flatten().map(|(claim, id)| (*claim, *id)).collect(),
            needs: needs.into_iter().collect(),
        }
    }
}

fn part_entry(entry: &Entry) -> PartEntry {
    PartEntry { story: entry.story, pact: entry.pact, claims: entry.claims.clone() }
}

fn pact_part(pact: &Pact) -> PactPart {
    PactPart { id: pact.id, parties: pact.parties.clone(), claims: pact.claims.clone() }
}

/// Derives the account of some stories: of a ledger with at least the reports that the parts need, and with all
/// corrections.
///
/// Entries of other stories are there where a pact rests on them; voices and actors are those of the ledger given.
pub fn account_of(ledger: &Ledger, parts: &[StoryPart]) -> Account {
    let ledger = corrections::applied(ledger);
    let by_first: BTreeMap<ClaimId, &PartEntry> = parts
        .iter()
        .flat_map(|part| &part.entries)
        .filter_map(|entry| Some((*entry.claims.first()?, entry)))
        .collect();
    let groups: Vec<Group> =
        by_first.values().map(|entry| Group { claims: entry.claims.clone(), story: entry.story }).collect();
    let copies = copies(parts);
    let entries = stances::entries(&ledger, &groups, &copies);
    let told: Vec<Told> = parts.iter().flat_map(|part| &part.pacts).map(told).collect();
    let pacts = pacts::build(&ledger, &entries, &told);
    let stories = parts.iter().map(|part| stories::story(&ledger, part.reports.clone())).collect();
    let mut account = Account { origins: copies.origins, ..account::keyed(entries, stories, pacts) };
    for entry in account.entries.values_mut() {
        entry.pact = entry.claims.first().and_then(|first| by_first.get(first)).and_then(|part| part.pact);
    }
    crate::with_the_rest(&ledger, account)
}

fn told(pact: &PactPart) -> Told {
    Told { parties: pact.parties.clone(), claims: pact.claims.clone() }
}

fn copies(parts: &[StoryPart]) -> Copies {
    let by_first: BTreeMap<ReportId, &Origin> = parts
        .iter()
        .flat_map(|part| &part.origins)
        .filter_map(|origin| Some((*origin.reports.first()?, origin)))
        .collect();
    let origins: Vec<Origin> = by_first.into_values().cloned().collect();
    Copies {
        first_of: crate::copies::first_of(&origins),
        paragraphs: parts.iter().flat_map(|part| part.paragraphs.iter().copied()).collect(),
        origins,
    }
}
