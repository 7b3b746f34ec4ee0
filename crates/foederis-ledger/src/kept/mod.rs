//! The account's parts, and what they rest on, kept from one reading to the next: reports that are added change what they
//! touch, and what they leave alone is not looked at.
//!
//! The outcome is that of [`crate::account`] over the whole ledger, however the reports were split into additions. Each
//! step is decided by the functions that decide it from scratch; what this module adds is to know whom a change
//! concerns. Rows are kept for: the blocks that claims are compared in ([`claims`]), what was decided of each claim
//! and entry, the lists by which reports are linked, the links and the stories they make ([`stories`]), the
//! runs of words by which copies are found ([`texts`]) and the claims that make pacts known ([`pacts`]).
//!
//! A report of which a correction changes a claim is taken out as it was read before ([`taken`]) and read again.

mod claims;
mod cut;
mod pacts;
mod people;
mod rows;
mod stories;
mod taken;
mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use foederis_types::{ClaimId, Correction, EntryId, Header, PactId, ReportId, StoryId};

use crate::blocks::hashed;
use crate::corrections::Effects;
use crate::entries::{self, Item, Key};
use crate::ledger::{Ledger, Line};
use crate::parts::StoryPart;
use rows::{Row, Table, written};

/// What lies outside: reports, and the rows that were kept.
pub trait Beside {
    /// Returns a report's header; the ids that inputs gave it may be missing.
    ///
    /// # Errors
    ///
    /// It is not there or cannot be read.
    fn header(&self, id: ReportId) -> Result<Header, KeptError>;

    /// Returns a report's header and its claims, of each at least what [`Line::narrowed`] leaves.
    ///
    /// # Errors
    ///
    /// It is not there or cannot be read.
    fn report(&self, id: ReportId) -> Result<(Header, Vec<Line>), KeptError>;

    /// Returns one claim, at least what [`Line::narrowed`] leaves, and the header of its report; what paragraphs share and
    /// the ids that inputs gave it may be missing.
    ///
    /// # Errors
    ///
    /// It is not there or cannot be read.
    fn line(&self, claim: ClaimId) -> Result<(Header, Line), KeptError>;

    /// Returns the report that a claim stands in; none where the claim is not there.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    fn report_of(&self, claim: ClaimId) -> Result<Option<ReportId>, KeptError>;

    /// Returns the row of a space that was last kept under a key.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    fn row(&self, space: u8, key: &[u8]) -> Result<Option<Vec<u8>>, KeptError>;
}

/// Why what was kept cannot be carried on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeptError {
    /// Rows do not fit their sums or one another: all is to be derived anew.
    #[error("what is kept beside the ledger is damaged")]
    Damaged,
    /// A row or report cannot be read.
    #[error("what is kept beside the ledger cannot be read")]
    Unreadable(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// What an addition changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Stories that changed or are new, by id.
    pub stories: Vec<StoryPart>,
    /// Stories that are no more, ascending.
    pub gone_stories: Vec<StoryId>,
    /// Pacts that changed or are new, by id: parts without reports of their own, with one pact and the entries it rests on.
    pub pacts: Vec<StoryPart>,
    /// Pacts that are no more, ascending.
    pub gone_pacts: Vec<PactId>,
}

/// Names the form of the rows and the rules by which they were made: rows of another form are of no use.
///
/// It is a hash of this crate's own text, so that no change of a rule can be forgotten.
pub fn form() -> u64 {
    const TEXTS: &[&[u8]] = &[
        include_bytes!("mod.rs"),
        include_bytes!("claims.rs"),
        include_bytes!("cut.rs"),
        include_bytes!("pacts.rs"),
        include_bytes!("people.rs"),
        include_bytes!("rows.rs"),
        include_bytes!("stories.rs"),
        include_bytes!("taken.rs"),
        include_bytes!("texts.rs"),
        include_bytes!("../account.rs"),
        include_bytes!("../blocks.rs"),
        include_bytes!("../components.rs"),
        include_bytes!("../copies.rs"),
        include_bytes!("../corrections.rs"),
        include_bytes!("../entries.rs"),
        include_bytes!("../family.rs"),
        include_bytes!("../ledger.rs"),
        include_bytes!("../limits.rs"),
        include_bytes!("../pacts.rs"),
        include_bytes!("../parts.rs"),
        include_bytes!("../people.rs"),
        include_bytes!("../stances.rs"),
        include_bytes!("../stories.rs"),
        include_bytes!("../told.rs"),
    ];
    hashed(TEXTS.iter().flat_map(|text| text.iter().copied()))
}

/// Takes a row that changed: its space, its key, its value or none where it is to be dropped.
pub type Keep<'k> = dyn FnMut(u8, &[u8], Option<&[u8]>) -> Result<(), KeptError> + 'k;

/// What was added to a ledger.
#[derive(Clone, Copy, Debug, Default)]
pub struct Added<'a> {
    /// Reports that are new.
    pub reports: &'a [ReportId],
    /// All corrections.
    pub corrections: &'a [Correction],
    /// How many of these, the first ones, were there before.
    pub n_corrections_before: usize,
}

/// Adds reports and corrections to what is kept, hands each row that changed to `keep`, once, and returns the parts that
/// changed. Until it is done `beside` gives the rows as they were.
///
/// # Errors
///
/// Something cannot be read or kept, or what was kept is damaged; what was handed out is of no use then.
pub fn add(beside: &dyn Beside, added: Added<'_>, keep: &mut Keep<'_>) -> Result<Changes, KeptError> {
    let (mut kept, before) = Kept::to_add(beside, added);
    let mut changed = kept.add_rows(added.reports, &before, keep)?;
    changed.copied = kept.add_texts(added.reports, keep)?;
    let changes = cut::cut(&mut kept, &changed)?;
    kept.hand_out(keep)?;
    Ok(changes)
}

/// What one heap of reports leaves at hand for the next: of its claims, what is compared.
#[derive(Default)]
pub struct Hand {
    items: FxHashMap<ClaimId, Rc<Item>>,
}

/// Adds reports and corrections as [`add`] does, but finds no copies and cuts no parts: where many are added heap by heap,
/// [`add_texts`] and [`cut_all`] do so at the end.
///
/// # Errors
///
/// As [`add`].
pub fn add_rows(
    beside: &dyn Beside,
    added: Added<'_>,
    hand: &mut Hand,
    keep: &mut Keep<'_>,
) -> Result<(), KeptError> {
    let (mut kept, before) = Kept::to_add(beside, added);
    kept.items = std::mem::take(&mut hand.items);
    kept.add_rows(added.reports, &before, keep)?;
    hand.items = std::mem::take(&mut kept.items);
    kept.hand_out(keep)
}

/// Finds the copies among all reports, after [`add_rows`] and before [`cut_all`].
///
/// # Errors
///
/// As [`add`].
pub fn add_texts(beside: &dyn Beside, reports: &[ReportId], keep: &mut Keep<'_>) -> Result<(), KeptError> {
    let mut kept = Kept::new(beside);
    kept.add_texts(reports, keep)?;
    kept.hand_out(keep)
}

/// The space of the rows that tell a story's reports, and that of the rows that tell what a pact rests on.
pub const SPACES_CUT: (u8, u8) = (stories::Grown::SPACE, pacts::Learned::SPACE);

/// A part, of a story or of a pact.
#[derive(Clone, Debug, PartialEq)]
pub enum Cut {
    /// A story, as in [`Changes::stories`].
    Story(StoryPart),
    /// A pact, as in [`Changes::pacts`].
    Pact(StoryPart),
}

/// Cuts all parts from the rows as they are kept, given the keys of the rows of both [`SPACES_CUT`], and hands each to `take`
/// as it comes. What is held in memory does not grow with their number.
///
/// # Errors
///
/// As [`add`].
pub fn cut_all(
    beside: &dyn Beside,
    (stories, pacts): (&[Vec<u8>], &[Vec<u8>]),
    take: &mut dyn FnMut(Cut) -> Result<(), KeptError>,
) -> Result<(), KeptError> {
    for keys in stories.chunks(CUT_TOGETHER) {
        let mut kept = Kept::new(beside);
        for key in keys {
            let id = key.as_slice().try_into().map_err(|_| KeptError::Damaged)?;
            cut::story_part(&mut kept, StoryId::from_hash(id))?
                .map_or(Ok(()), |part| take(Cut::Story(part)))?;
        }
    }
    for keys in pacts.chunks(CUT_TOGETHER) {
        let mut kept = Kept::new(beside);
        for key in keys {
            cut::pact_part(&mut kept, key.clone())?.map_or(Ok(()), |part| take(Cut::Pact(part)))?;
        }
    }
    Ok(())
}

/// Headers at hand at once: those of a few weeks, in which texts are compared in turn.
const HEADERS_MAX: usize = 8192;

/// Stories, or pacts, that are cut together: rows that several need are read once.
const CUT_TOGETHER: usize = 16;

/// An entry, and what its reports have to do with one another because of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct EntryRow {
    /// The claims, ascending, with their reports; none of an entry that is no more.
    claims: Vec<(ClaimId, ReportId)>,
    /// Its reports in the order of days.
    told_by: Vec<(Option<i32>, ReportId)>,
    weight: u32,
    window: i32,
    story: Option<StoryId>,
    /// The pacts that rest on it, with their keys; ascending.
    pacts: Vec<(PactId, Vec<u8>)>,
}
written!(EntryRow { claims, told_by, weight, window, story, pacts });

impl Row for EntryRow {
    const SPACE: u8 = 3;
    type Key = EntryId;
}

/// What is kept, as far as it was looked at.
pub(crate) struct Kept<'b> {
    beside: &'b dyn Beside,
    /// What corrections do.
    effects: Effects,
    /// What the reports taken out leave to be decided.
    taken: taken::Taken,
    ledger: Ledger,
    /// Headers that were read, with what paragraphs share.
    headers: BTreeMap<ReportId, Arc<Header>>,
    /// The reports of claims met in rows.
    report_of: FxHashMap<ClaimId, ReportId>,
    /// What is compared of the claims that were.
    items: FxHashMap<ClaimId, Rc<Item>>,
    /// Stories from whose entries a claim about a pact was taken.
    left: BTreeSet<StoryId>,
    blocks: Table<claims::Block>,
    told: Table<claims::Told>,
    entries: Table<EntryRow>,
    cards: Table<stories::Card>,
    lists: Table<stories::InTime>,
    links: Table<stories::Links>,
    grown: Table<stories::Grown>,
    parties: Table<pacts::OfParties>,
    pacts: Table<pacts::Learned>,
    tied: Table<claims::Tied>,
    people: Table<people::Named>,
    runs: Table<texts::Runs>,
    copied: Table<texts::Copied>,
    carried: Table<texts::Carried>,
}

/// Two ways to one row: to look at it, and to change it.
macro_rules! ways {
    ($($table:ident: $row:ty, $get:ident, $change:ident, $key:ty;)*) => {$(
        pub(crate) fn $get(&mut self, key: $key) -> Result<&$row, KeptError> {
            self.$table.get(self.beside, key.to_owned())
        }

        pub(crate) fn $change(&mut self, key: $key) -> Result<&mut $row, KeptError> {
            self.$table.change(self.beside, key.to_owned())
        }
    )*};
}

impl<'b> Kept<'b> {
    fn new(beside: &'b dyn Beside) -> Kept<'b> {
        Kept {
            beside,
            effects: Effects::default(),
            taken: taken::Taken::default(),
            ledger: Ledger::new(),
            headers: BTreeMap::new(),
            report_of: FxHashMap::default(),
            items: FxHashMap::default(),
            left: BTreeSet::new(),
            blocks: Table::default(),
            told: Table::default(),
            entries: Table::default(),
            cards: Table::default(),
            lists: Table::default(),
            links: Table::default(),
            grown: Table::default(),
            parties: Table::default(),
            pacts: Table::default(),
            tied: Table::default(),
            people: Table::default(),
            runs: Table::default(),
            copied: Table::default(),
            carried: Table::default(),
        }
    }

    ways! {
        blocks: claims::Block, block, change_block, Key;
        told: claims::Told, told, change_told, ClaimId;
        entries: EntryRow, entry, change_entry, EntryId;
        cards: stories::Card, card, change_card, ReportId;
        lists: stories::InTime, list, change_list, &[u8];
        links: stories::Links, links, change_links, ReportId;
        grown: stories::Grown, grown, change_grown, StoryId;
        parties: pacts::OfParties, parties, change_parties, &[u8];
        pacts: pacts::Learned, pact, change_pact, &[u8];
        tied: claims::Tied, tied, change_tied, u16;
        people: people::Named, person, change_person, &[u8];
        runs: texts::Runs, runs, change_runs, u16;
        copied: texts::Copied, copied, change_copied, ReportId;
        carried: texts::Carried, carried, change_carried, ReportId;
    }

    /// Returns what is kept with all corrections, and what those of before did.
    fn to_add(beside: &'b dyn Beside, added: Added<'_>) -> (Kept<'b>, Effects) {
        let before = added.corrections.get(..added.n_corrections_before).unwrap_or(added.corrections);
        (Kept { effects: Effects::of(added.corrections), ..Kept::new(beside) }, Effects::of(before))
    }

    /// Adds reports to all rows but those of copies; those still of use stay in memory until [`Kept::hand_out`].
    fn add_rows(
        &mut self,
        new: &[ReportId],
        before: &Effects,
        keep: &mut Keep<'_>,
    ) -> Result<cut::Changed, KeptError> {
        let mut pending = claims::Pending::new();
        let mut names = people::Changed::default();
        let corrected = taken::corrected(self, new, before)?;
        taken::take_out(self, &corrected, before, &mut pending)?;
        for report in new {
            self.read(*report, &mut pending, Some(&mut names))?;
        }
        for report in &corrected {
            self.read(*report, &mut pending, None)?;
        }
        // Of the people in reports that were read first, later ones may have told more.
        let concerned = people::concerned(self, names)?;
        taken::take_out(self, &concerned, &self.effects.clone(), &mut pending)?;
        for report in &concerned {
            self.read(*report, &mut pending, None)?;
        }
        self.people.hand_out(keep)?;
        let new: BTreeSet<ReportId> = new.iter().copied().collect();
        self.taken.reports.retain(|report| !new.contains(report));
        let new: Vec<ReportId> = new.into_iter().collect();
        let reports: Vec<ReportId> = new.iter().chain(&self.taken.reports).copied().collect();
        let entries = claims::decide(self, pending)?;
        // What is done with is handed out at once: of a large ledger it would take much room.
        self.items.retain(|_, item| new.binary_search(&item.report).is_ok());
        self.items.shrink_to_fit();
        self.blocks.hand_out(keep)?;
        let regrouped = stories::add(self, &reports, &entries)?;
        self.lists.hand_out(keep)?;
        self.links.hand_out(keep)?;
        let restoried = self.restory(&entries, &regrouped.moved)?;
        let learned = pacts::add(self, &entries, &restoried)?;
        self.parties.hand_out(keep)?;
        let mut stories = regrouped.stories;
        for report in self.taken.reports.clone() {
            stories.extend(self.card(report)?.story);
        }
        Ok(cut::Changed { entries, restoried, stories, copied: BTreeSet::new(), learned })
    }

    /// Finds the copies of new reports, and returns the reports that are copied in another way than before.
    fn add_texts(&mut self, new: &[ReportId], keep: &mut Keep<'_>) -> Result<BTreeSet<ReportId>, KeptError> {
        let copied = texts::add(self, &new.iter().copied().collect())?;
        self.runs.hand_out(keep)?;
        Ok(copied)
    }

    /// Hands out the rows that are still in memory.
    fn hand_out(&mut self, keep: &mut Keep<'_>) -> Result<(), KeptError> {
        self.tied.hand_out(keep)?;
        self.told.hand_out(keep)?;
        self.entries.hand_out(keep)?;
        self.cards.hand_out(keep)?;
        self.grown.hand_out(keep)?;
        self.pacts.hand_out(keep)?;
        self.copied.hand_out(keep)?;
        self.carried.hand_out(keep)
    }

    /// The claims that were fetched.
    fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Takes down what is to be known of a report; what it says of people where it is new. Of its claims only those are kept in
    /// memory that tell of pacts.
    fn read(
        &mut self,
        report: ReportId,
        pending: &mut claims::Pending,
        names: Option<&mut people::Changed>,
    ) -> Result<(), KeptError> {
        let (mut header, lines) = self.beside.report(report)?;
        header.paragraphs = Vec::new();
        let mut lines: Vec<Line> = lines.into_iter().filter_map(|line| self.effects.line(line)).collect();
        if let Some(names) = names {
            people::learn(self, &header, names)?;
        }
        people::note(self, report, &lines, true)?;
        for line in &mut lines {
            people::recognise(self, line)?;
        }
        let mut lines: Vec<Line> = lines.into_iter().map(Line::narrowed).collect();
        lines.sort_by_key(|line| line.claim.id);
        let all: Vec<&Line> = lines.iter().collect();
        stories::add_card(self, &header, &all)?;
        for (target, remark) in crate::stances::bearing(&all) {
            self.change_told(target)?.remarks.push(remark);
        }
        for line in &lines {
            claims::place(self, &header, line, pending)?;
        }
        for line in lines.into_iter().filter(crate::pacts::is_of_pact) {
            self.ledger.keep(header.clone(), line);
        }
        Ok(())
    }

    /// Returns a report's header, with what its paragraphs share. Those that were asked for last are at hand.
    fn header(&mut self, report: ReportId) -> Result<Arc<Header>, KeptError> {
        if let Some(header) = self.headers.get(&report) {
            return Ok(Arc::clone(header));
        }
        let header = Arc::new(self.beside.header(report)?);
        if self.headers.len() == HEADERS_MAX {
            self.headers.clear();
        }
        self.headers.insert(report, Arc::clone(&header));
        Ok(header)
    }

    /// Remembers where claims stand that rows tell of, but for those of which it is at hand anyway.
    fn learn(&mut self, known: impl IntoIterator<Item = (ClaimId, ReportId)>) {
        let told = &self.told;
        self.report_of.extend(known.into_iter().filter(|(claim, _)| !told.is_at_hand(claim)));
    }

    fn report_of(&mut self, claim: ClaimId) -> Result<ReportId, KeptError> {
        match self.report_of.get(&claim) {
            Some(report) => Ok(*report),
            None => self.told(claim)?.report.ok_or(KeptError::Damaged),
        }
    }

    /// Returns a claim as it was read, which must not have been rejected.
    fn line(&mut self, claim: ClaimId) -> Result<(Header, Line), KeptError> {
        let (header, line) = self.beside.line(claim)?;
        let mut line = self.effects.line(line).ok_or(KeptError::Damaged)?;
        let people = &self.told(claim)?.people;
        let known = |name: &str| people.iter().find(|(other, _)| other == name).map(|(_, code)| *code);
        crate::people::recognise(&mut line, known);
        Ok((header, line))
    }

    /// Has a claim at hand, in the ledger of what was read.
    fn fetch(&mut self, claim: ClaimId) -> Result<(), KeptError> {
        if self.ledger.line(claim).is_none() {
            let (header, line) = self.line(claim)?;
            self.ledger.keep(header, line.narrowed());
        }
        Ok(())
    }

    /// Reduces a claim to what is compared, once.
    fn item(&mut self, claim: ClaimId) -> Result<Rc<Item>, KeptError> {
        if let Some(item) = self.items.get(&claim) {
            return Ok(Rc::clone(item));
        }
        let (header, line) = self.line(claim)?;
        let item = Rc::new(entries::item(&line, header.day()));
        self.items.insert(claim, Rc::clone(&item));
        Ok(item)
    }

    /// Returns the entries that a report tells, each once, ascending.
    fn entries_told(&mut self, report: ReportId) -> Result<BTreeSet<EntryId>, KeptError> {
        let mut entries = BTreeSet::new();
        for claim in self.card(report)?.claims.clone() {
            entries.extend(self.told(claim)?.entry);
        }
        Ok(entries)
    }

    /// Returns the entries that a story tells most, ascending.
    fn entries_of(&mut self, story: StoryId) -> Result<BTreeSet<EntryId>, KeptError> {
        let mut own = BTreeSet::new();
        for report in self.grown(story)?.reports.clone() {
            for entry in self.entries_told(report)? {
                if self.entry(entry)?.story == Some(story) {
                    own.insert(entry);
                }
            }
        }
        Ok(own)
    }

    /// Gives entries the stories that tell them most; returns those that have another than before, with the one before.
    fn restory(
        &mut self,
        entries: &BTreeSet<EntryId>,
        moved: &BTreeSet<ReportId>,
    ) -> Result<BTreeMap<EntryId, Option<StoryId>>, KeptError> {
        let mut concerned = entries.clone();
        for report in moved {
            concerned.extend(self.entries_told(*report)?);
        }
        let mut restoried = BTreeMap::new();
        for id in concerned {
            let mut told = Vec::new();
            for (_, report) in self.entry(id)?.claims.clone() {
                told.extend(self.card(report)?.story);
            }
            let story = crate::stances::most_told(told);
            let before = self.entry(id)?.story;
            if before != story {
                self.change_entry(id)?.story = story;
                restoried.insert(id, before);
            }
        }
        Ok(restoried)
    }
}
