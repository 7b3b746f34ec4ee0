//! An account in parts, one a story, so that a view derives only the stories that it shows.
//!
//! What needs all reports at once is decided once, by [`parts`]: which claims are one entry, which reports one story,
//! which claims tell of one pact, which texts are copies. A part keeps those decisions for one story, and
//! [`account_of`] derives the story from them and from the reports that the part names. The result is what
//! [`crate::account`] gives for those stories, whatever else the ledger holds. Each pact has a part of its own besides,
//! for who asks about pacts and not about stories.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use foederis_types::{ActorCode, ClaimId, Date, EntryId, PactId, ReportId, StoryId};

use crate::Decided;
use crate::account::{self, Account, Entry, Origin, Pact, Story};
use crate::copies::Copies;
use crate::corrections;
use crate::ledger::Ledger;
use crate::pacts::{self, Told};
use crate::people::{Known, People, Used};
use crate::stances::{self, Group};
use crate::stories;

/// The account of a whole ledger in parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// One for each story, by id.
    pub stories: Vec<StoryPart>,
    /// One for each pact, by id: parts without reports of their own, with one pact and the entries it rests on.
    pub pacts: Vec<StoryPart>,
}

/// What was decided about one story, or one pact, with the whole ledger at hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoryPart {
    /// The story's reports, by publication day (those without last), then id; none for a pact alone.
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
    /// All reports that claims of its entries stand in, and its own; ascending. Of those that are not its own
    /// [`account_of`] needs no more than the entries' claims and remarks.
    pub needs: Vec<ReportId>,
    /// Copies among the reports that it needs.
    pub origins: Vec<Origin>,
    /// Paragraphs of those reports that another report has too, each with the first of its group; ascending.
    pub paragraphs: Vec<((ReportId, u32), (ReportId, u32))>,
    /// Keys of full names that its reports and entries have without a state, with the one that other reports give;
    /// ascending.
    pub people: Vec<(String, ActorCode)>,
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
    /// Statements that bear on it, ascending.
    pub remarks: Vec<ClaimId>,
}

/// One pact of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PactPart {
    /// The pact.
    pub id: PactId,
    /// Its parties, sorted.
    pub parties: Vec<ActorCode>,
    /// Whom it concerns: its parties, and whoever owes or is owed something by a clause; sorted.
    pub states: Vec<ActorCode>,
    /// The claims that tell of it, ascending.
    pub claims: Vec<ClaimId>,
}

impl StoryPart {
    /// Returns the story's id.
    pub fn story(&self) -> StoryId {
        stories::id_of(&self.reports)
    }
}

/// Cuts the account of a ledger into parts. Entries are not derived but for those that tell of pacts: in a
/// large ledger they are most of the work and of the memory.
pub fn parts(ledger: &Ledger) -> Parts {
    let (ledger, people) = crate::settled(ledger);
    let Decided { copies, groups, stories } = crate::decided(&ledger);
    let remarks = stances::remarks(&ledger, &groups);
    let pacts = pacts_of(&ledger, &groups, &copies);
    let mut stories: BTreeMap<StoryId, Story> = stories.into_iter().map(|story| (story.id, story)).collect();
    stories::fill_in_states(&ledger, &mut stories);
    let away = away(&ledger, &stories, &groups);
    let mut named: BTreeMap<ReportId, BTreeSet<Known>> = BTreeMap::new();
    for (claim, people) in &people {
        let report = ledger.line(*claim).map(|line| line.claim.quote.report);
        report.into_iter().for_each(|report| named.entry(report).or_default().extend(people.iter().cloned()));
    }
    let origin_of = origin_of(&copies.origins);
    let cut = Cut { ledger: &ledger, origin_of, copies, groups, remarks, away, people, named };
    let tables = Tables::of(&cut.groups, &pacts);
    Parts {
        stories: stories.into_values().map(|story| cut.story(story, &tables)).collect(),
        pacts: pacts.iter().map(|pact| cut.part(Vec::new(), &[], &[pact], &tables)).collect(),
    }
}

/// Learns the pacts from the entries that tell of any.
fn pacts_of(ledger: &Ledger, groups: &[Group], copies: &Copies) -> Vec<Pact> {
    let tells = |group: &&Group| group.claims.iter().filter_map(|id| ledger.line(*id)).any(pacts::is_of_pact);
    let entry = |group: &Group| stances::entry(ledger, group, Vec::new(), copies);
    let entries: Vec<Entry> = groups.iter().filter(tells).filter_map(entry).collect();
    pacts::learn(ledger, &entries)
}

/// Returns the place in the list of the origin of each report that has one.
fn origin_of(origins: &[Origin]) -> BTreeMap<ReportId, usize> {
    let members =
        |(at, origin): (usize, &Origin)| origin.reports.iter().map(|id| (*id, at)).collect::<Vec<_>>();
    origins.iter().enumerate().flat_map(members).collect()
}

/// Returns the claims, by the story of their report, that an entry of another story holds.
fn away(
    ledger: &Ledger,
    stories: &BTreeMap<StoryId, Story>,
    groups: &[Group],
) -> BTreeMap<StoryId, BTreeMap<ClaimId, EntryId>> {
    let story_of = stories::story_of(stories.values());
    let mut away: BTreeMap<StoryId, BTreeMap<ClaimId, EntryId>> = BTreeMap::new();
    for group in groups {
        for line in group.claims.iter().filter_map(|id| ledger.line(*id)) {
            let story = story_of.get(&line.claim.quote.report).filter(|story| **story != group.story);
            if let Some(story) = story {
                away.entry(*story).or_default().insert(line.claim.id, group.id());
            }
        }
    }
    away
}

/// Where to find what a story has.
struct Tables<'a> {
    /// Groups by the entry that they make.
    group_of: BTreeMap<EntryId, usize>,
    /// Entries that each story tells most.
    entries_of: BTreeMap<StoryId, Vec<EntryId>>,
    /// Pacts that each story tells first, by id.
    pacts_of: BTreeMap<StoryId, Vec<&'a Pact>>,
    /// The pact that each entry is about.
    pact_of: BTreeMap<EntryId, PactId>,
}

impl<'a> Tables<'a> {
    fn of(groups: &[Group], pacts: &'a [Pact]) -> Tables<'a> {
        let mut tables = Tables {
            group_of: groups.iter().enumerate().map(|(at, group)| (group.id(), at)).collect(),
            entries_of: BTreeMap::new(),
            pacts_of: BTreeMap::new(),
            pact_of: BTreeMap::new(),
        };
        for group in groups {
            tables.entries_of.entry(group.story).or_default().push(group.id());
        }
        for pact in pacts {
            tables.pacts_of.entry(pact.story).or_default().push(pact);
            tables.pact_of.extend(pact.entries.iter().map(|entry| (*entry, pact.id)));
        }
        tables
    }
}

struct Cut<'a> {
    ledger: &'a Ledger,
    copies: Copies,
    groups: Vec<Group>,
    /// Statements that bear on a group, by its place in the list.
    remarks: BTreeMap<usize, Vec<ClaimId>>,
    origin_of: BTreeMap<ReportId, usize>,
    away: BTreeMap<StoryId, BTreeMap<ClaimId, EntryId>>,
    /// The names of use to each claim that has any, and to each report.
    people: Used,
    named: BTreeMap<ReportId, BTreeSet<Known>>,
}

impl Cut<'_> {
    fn story(&self, story: Story, tables: &Tables<'_>) -> StoryPart {
        let pacts = tables.pacts_of.get(&story.id).map_or(&[][..], Vec::as_slice);
        let own = tables.entries_of.get(&story.id).map_or(&[][..], Vec::as_slice);
        let away = self.away.get(&story.id).into_iter().flatten();
        StoryPart {
            days: story.from.zip(story.to),
            states: story.states,
            away: away.map(|(claim, entry)| (*claim, *entry)).collect(),
            ..self.part(story.reports, own, pacts, tables)
        }
    }

    /// Cuts out some entries, and pacts with the entries that they rest on.
    fn part(
        &self,
        reports: Vec<ReportId>,
        entries: &[EntryId],
        pacts: &[&Pact],
        tables: &Tables<'_>,
    ) -> StoryPart {
        let of_pacts = pacts.iter().flat_map(|pact| &pact.entries);
        let ids: BTreeSet<EntryId> = entries.iter().chain(of_pacts).copied().collect();
        let entries: Vec<PartEntry> = ids.iter().filter_map(|id| self.entry(*id, tables)).collect();
        let claims = entries.iter().flat_map(|entry| &entry.claims);
        let told_in = claims.filter_map(|id| self.ledger.line(*id)).map(|line| line.claim.quote.report);
        let needs: BTreeSet<ReportId> = told_in.chain(reports.iter().copied()).collect();
        let told = entries.iter().flat_map(|entry| entry.claims.iter().chain(&entry.remarks));
        let mut people: BTreeSet<Known> =
            told.filter_map(|claim| self.people.get(claim)).flatten().cloned().collect();
        people.extend(reports.iter().filter_map(|report| self.named.get(report)).flatten().cloned());
        let origins: BTreeSet<usize> =
            needs.iter().filter_map(|id| self.origin_of.get(id).copied()).collect();
        let paragraphs = needs.iter().flat_map(|id| self.copies.paragraphs.range((*id, 0)..=(*id, u32::MAX)));
        StoryPart {
            reports,
            entries,
            pacts: pacts.iter().map(|pact| pact_part(pact)).collect(),
            origins: origins.into_iter().map(|at| self.copies.origins[at].clone()).collect(),
            paragraphs: paragraphs.map(|(at, first)| (*at, *first)).collect(),
            people: people.into_iter().collect(),
            needs: needs.into_iter().collect(),
            ..StoryPart::default()
        }
    }

    fn entry(&self, id: EntryId, tables: &Tables<'_>) -> Option<PartEntry> {
        let at = tables.group_of.get(&id)?;
        let group = &self.groups[*at];
        Some(PartEntry {
            story: group.story,
            pact: tables.pact_of.get(&id).copied(),
            claims: group.claims.clone(),
            remarks: self.remarks.get(at).cloned().unwrap_or_default(),
        })
    }
}

pub(crate) fn pact_part(pact: &Pact) -> PactPart {
    let named = pact.clauses.iter().flat_map(|clause| clause.debtors.iter().chain(&clause.creditors));
    let states: BTreeSet<ActorCode> = pact.parties.iter().chain(named).copied().collect();
    PactPart {
        id: pact.id,
        parties: pact.parties.clone(),
        states: states.into_iter().collect(),
        claims: pact.claims.clone(),
    }
}

/// Derives the account of some stories: of a ledger with at least what the parts need (their own reports, and of others
/// the claims and remarks of their entries), and with all corrections.
///
/// Entries of other stories are there where a pact rests on them; voices and actors are those of the ledger given.
pub fn account_of(ledger: &Ledger, parts: &[StoryPart]) -> Account {
    let (ledger, people) = settled(ledger, parts);
    let by_first: BTreeMap<ClaimId, &PartEntry> = parts
        .iter()
        .flat_map(|part| &part.entries)
        .filter_map(|entry| Some((*entry.claims.first()?, entry)))
        .collect();
    let copies = copies(parts);
    let built = by_first.values().map(|entry| {
        let group = Group { claims: entry.claims.clone(), story: entry.story };
        stances::entry(&ledger, &group, entry.remarks.clone(), &copies)
    });
    let entries: Vec<Entry> = built.flatten().collect();
    let told: Vec<Told> = parts.iter().flat_map(|part| &part.pacts).map(told).collect();
    let pacts = pacts::build(&ledger, &entries, &told);
    let grouped = parts.iter().map(|part| &part.reports).filter(|reports| !reports.is_empty());
    let stories = grouped.map(|reports| stories::story(&ledger, reports.clone())).collect();
    let mut account = Account { origins: copies.origins, ..account::keyed(entries, stories, pacts) };
    for entry in account.entries.values_mut() {
        entry.pact = entry.claims.first().and_then(|first| by_first.get(first)).and_then(|part| part.pact);
    }
    Account { people, ..crate::with_the_rest(&ledger, account) }
}

/// Applies a ledger's corrections, then what parts know of people.
pub(crate) fn settled<'l>(ledger: &'l Ledger, parts: &[StoryPart]) -> (Cow<'l, Ledger>, Used) {
    let people = People::new(parts.iter().flat_map(|part| part.people.iter().cloned()));
    people.recognised(corrections::applied(ledger))
}

fn told(pact: &PactPart) -> Told {
    Told { parties: pact.parties.clone(), claims: pact.claims.clone() }
}

/// Returns the copies that parts know of.
pub(crate) fn copies(parts: &[StoryPart]) -> Copies {
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
