//! The shapes of an account. Every list is in a fixed order, stated at the field; every value names its claims.

use std::collections::BTreeMap;
use std::fmt;

use foederis_types::{
    ActorCode, Auxiliary, Basis, ClaimId, ClauseKind, Date, EntryId, Event, Factuality, Figure, Happened,
    Header, Holder, PactId, PactStatus, Participant, ReportId, StoryId,
};

use crate::revisions::Revision;

/// All that is derived from a ledger.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// What happened, by id.
    pub entries: BTreeMap<EntryId, Entry>,
    /// Which reports belong together, by id.
    pub stories: BTreeMap<StoryId, Story>,
    /// Pacts learned from reports, by id.
    pub pacts: BTreeMap<PactId, Pact>,
    /// Who acts, by code and name.
    pub actors: Vec<Actor>,
    /// Whose voice each report is.
    pub voices: BTreeMap<ReportId, Voice>,
    /// Groups of reports that carry one text, each with two or more; by smallest report id.
    pub origins: Vec<Origin>,
    /// Pages that the ledger has in more than one version, by address.
    pub revisions: Vec<Revision>,
    /// People that claims name without words for their state, with that which other reports give; see
    /// [`Account::recognised`].
    pub(crate) people: BTreeMap<ClaimId, Vec<(String, ActorCode)>>,
}

impl Account {
    /// Returns whose a side of a claim is by what other reports say of the name.
    pub fn recognised(&self, claim: ClaimId, side: &Participant) -> Option<ActorCode> {
        crate::people::recognised_as(side, self.people.get(&claim)?)
    }

    /// Returns the entries of a story, by first day, then id; those without a day last.
    pub fn entries_of(&self, story: StoryId) -> Vec<&Entry> {
        let ids = self.stories.get(&story).map_or(&[][..], |story| story.entries.as_slice());
        ids.iter().filter_map(|id| self.entries.get(id)).collect()
    }

    /// Returns the entry that holds a claim. For many claims take [`Account::entry_ids`].
    pub fn entry_of(&self, claim: ClaimId) -> Option<&Entry> {
        self.entries.values().find(|entry| entry.claims.binary_search(&claim).is_ok())
    }

    /// Returns the entry of each claim.
    pub fn entry_ids(&self) -> BTreeMap<ClaimId, EntryId> {
        let of = |entry: &Entry| {
            let id = entry.id;
            entry.claims.iter().map(move |claim| (*claim, id)).collect::<Vec<_>>()
        };
        self.entries.values().flat_map(of).collect()
    }
}

/// Puts entries, stories and pacts under their ids, names each entry's pact and each story's entries.
pub(crate) fn keyed(mut entries: Vec<Entry>, stories: Vec<Story>, pacts: Vec<Pact>) -> Account {
    let mut stories: BTreeMap<_, _> = stories.into_iter().map(|story| (story.id, story)).collect();
    entries.sort_by_key(|entry| (entry.first_day().is_none(), entry.first_day(), entry.id));
    for entry in &entries {
        if let Some(story) = stories.get_mut(&entry.story) {
            story.entries.push(entry.id);
        }
    }
    let mut entries: BTreeMap<_, _> = entries.into_iter().map(|entry| (entry.id, entry)).collect();
    for pact in &pacts {
        for id in &pact.entries {
            if let Some(entry) = entries.get_mut(id) {
                entry.pact = Some(pact.id);
            }
        }
    }
    Account {
        entries,
        stories,
        pacts: pacts.into_iter().map(|pact| (pact.id, pact)).collect(),
        ..Account::default()
    }
}

/// Whose voice a report is: its outlet, where none is known its title, else its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Voice(String);

impl Voice {
    /// Returns the voice of a report.
    pub fn of(header: &Header) -> Voice {
        let label = header.outlet.as_ref().or(header.title.as_ref());
        Voice(label.cloned().unwrap_or_else(|| header.id.to_string()))
    }

    /// Returns the label to show.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Voice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A value and the claims that tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct Told<T> {
    /// The value.
    pub value: T,
    /// Who tells it: claims, ascending.
    pub claims: Vec<ClaimId>,
}

/// Days of a happening as one or more claims give them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// How the days are known.
    pub basis: Basis,
}

impl Days {
    /// Takes the days without the words they come from.
    pub fn of(happened: &Happened) -> Days {
        Days { from: happened.from, to: happened.to, basis: happened.basis }
    }

    /// Says whether words of a report give the days, and not only its publication.
    pub fn is_told(&self) -> bool {
        self.basis != Basis::Published && (self.from.is_some() || self.to.is_some())
    }
}

/// Somebody on one side of an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Side {
    /// State or PLOVER code; `None` where no report's mention could be resolved.
    pub code: Option<ActorCode>,
    /// The state or organisation's standard name, else the mention.
    pub name: String,
    /// PLOVER sectors that claims give, sorted.
    pub sectors: Vec<String>,
}

/// Claims about one happening.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The smallest id among its claims.
    pub id: EntryId,
    /// The story it belongs to.
    pub story: StoryId,
    /// The claims, ascending. All of them are kept.
    pub claims: Vec<ClaimId>,
    /// Statements that bear on it without telling it: denials, refusals to comment. Ascending.
    pub remarks: Vec<ClaimId>,
    /// Types as told, with CAMEO codes, most told first. Never empty.
    pub types: Vec<Told<(Option<Event>, Option<String>)>>,
    /// PLOVER modes as told, most told first.
    pub modes: Vec<Told<String>>,
    /// PLOVER contexts that any claim gives, sorted.
    pub contexts: Vec<String>,
    /// What it does to a pact.
    pub pact_status: Option<PactStatus>,
    /// The pact it is about.
    pub pact: Option<PactId>,
    /// The clause it tells.
    pub clause: Option<ClauseKind>,
    /// Who did it, those with a code first.
    pub actors: Vec<Side>,
    /// To whom.
    pub recipients: Vec<Side>,
    /// Days as told: named and resolved ones before those only bounded by publication, then most told first.
    pub days: Vec<Told<Days>>,
    /// Places as told, with the state they lie in, most told first.
    pub places: Vec<Told<(String, Option<ActorCode>)>>,
    /// Predicates as worded (dictionary form), most told first.
    pub triggers: Vec<Told<String>>,
    /// Numbers as told, by what they count, then most told first.
    pub figures: Vec<Told<Figure>>,
    /// Auxiliary modes as told.
    pub auxiliary: Vec<Told<Auxiliary>>,
    /// How each voice tells it: by voice, then stance.
    pub tellings: Vec<Telling>,
    /// Who holds what of it, as a dated sequence: by holder, then day of the report.
    pub positions: Vec<Position>,
    /// Independent origins, each the voices that rest on it; sorted. Copies and one agency's words count once.
    pub origins: Vec<Vec<Voice>>,
    /// What a careful reader would mark.
    pub flags: Vec<Flag>,
}

impl Entry {
    /// Returns the type that most claims give.
    pub fn event(&self) -> Option<Event> {
        self.types.first().and_then(|told| told.value.0)
    }

    /// Returns the CAMEO code that goes with [`Entry::event`].
    pub fn cameo(&self) -> Option<&str> {
        self.types.first().and_then(|told| told.value.1.as_deref())
    }

    /// Returns the days to show first: as told, else bounded by publication.
    pub fn best_days(&self) -> Option<Days> {
        self.days.first().map(|told| told.value)
    }

    /// Returns the day to sort by.
    pub fn first_day(&self) -> Option<Date> {
        self.best_days().and_then(|days| days.from.or(days.to))
    }

    /// Returns the voices that tell it, sorted.
    pub fn voices(&self) -> Vec<&Voice> {
        let mut voices: Vec<&Voice> = self.tellings.iter().map(|telling| &telling.voice).collect();
        voices.sort();
        voices.dedup();
        voices
    }

    /// Returns the voices that state it in their own words.
    pub fn stated_by(&self) -> Vec<&Voice> {
        self.told_as(|stance| matches!(stance, Stance::States(_)))
    }

    /// Returns the voices that only pass it on.
    pub fn attributed_by(&self) -> Vec<&Voice> {
        self.told_as(|stance| matches!(stance, Stance::Attributes(_)))
    }

    fn told_as(&self, fits: impl Fn(&Stance) -> bool) -> Vec<&Voice> {
        self.tellings.iter().filter(|telling| fits(&telling.stance)).map(|telling| &telling.voice).collect()
    }

    /// Says whether any voice puts it forward as so: states, expects or passes it on.
    pub fn is_affirmed(&self) -> bool {
        let affirms = |stance: &Stance| {
            matches!(stance, Stance::States(_) | Stance::Expects(_) | Stance::Attributes(_))
        };
        self.tellings.iter().any(|telling| affirms(&telling.stance))
    }

    /// Says whether a voice tells that it is not so while one, be it the same on another day, tells that it is.
    pub fn is_contradicted(&self) -> bool {
        let denies = |stance: &Stance| matches!(stance, Stance::Denies(_));
        self.is_affirmed() && self.tellings.iter().any(|telling| denies(&telling.stance))
    }

    /// Returns who affirms it besides authors, each once, sorted.
    pub fn alleged_by(&self) -> Vec<ActorCode> {
        self.held_as(|grade| matches!(grade, Grade::Affirms(_) | Grade::Admits))
    }

    /// Returns who denies or dismisses it, each once, sorted.
    pub fn denied_by(&self) -> Vec<ActorCode> {
        self.held_as(|grade| matches!(grade, Grade::Denies(_) | Grade::Dismisses))
    }

    fn held_as(&self, fits: impl Fn(Grade) -> bool) -> Vec<ActorCode> {
        let mut holders: Vec<ActorCode> = self
            .positions
            .iter()
            .filter(|position| fits(position.grade))
            .map(|position| position.holder)
            .collect();
        holders.sort();
        holders.dedup();
        holders
    }
}

/// How one voice tells an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// Whose voice.
    pub voice: Voice,
    /// How.
    pub stance: Stance,
    /// The earliest day on which it told it so.
    pub published: Option<Date>,
    /// Its claims, ascending.
    pub claims: Vec<ClaimId>,
}

/// How a voice stands to what it tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// In its own words, as surely as the value says (`CT+`, `PR+`, `PS+`).
    States(Factuality),
    /// As settled, but yet to come.
    Expects(Factuality),
    /// Passed on from these holders; empty where the holder has no code.
    Attributes(Vec<Holder>),
    /// Only as denied by these holders.
    PassesOnDenial(Vec<Holder>),
    /// Denied in its own words.
    Denies(Factuality),
    /// Only under a condition or supposition.
    Supposes,
}

impl Stance {
    /// Returns the kebab-case name.
    pub fn as_str(&self) -> &'static str {
        match self {
            Stance::States(_) => "states",
            Stance::Expects(_) => "expects",
            Stance::Attributes(_) => "attributes",
            Stance::PassesOnDenial(_) => "passes-on-denial",
            Stance::Denies(_) => "denies",
            Stance::Supposes => "supposes",
        }
    }
}

/// What one holder, as one voice reports it, makes of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Whose position: never an author's, those are [`Entry::tellings`].
    pub holder: ActorCode,
    /// The day on which the report that tells it came out.
    pub published: Option<Date>,
    /// What it is, by the words.
    pub grade: Grade,
    /// Dictionary forms of the holder's words for it (`allege`, `brush off`), sorted, each once.
    pub cues: Vec<String>,
    /// Who reports it so, sorted.
    pub voices: Vec<Voice>,
    /// The claims it rests on, ascending.
    pub claims: Vec<ClaimId>,
}

/// What a holder makes of an entry, graded by the words spoken. Silence is none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Says that it is so, as surely as the value says.
    Affirms(Factuality),
    /// Owns up to it, being a side of it.
    Admits,
    /// Says that it is not so.
    Denies(Factuality),
    /// Says that it will not do so: no word of what has happened.
    RulesOut,
    /// Waves it away (`rumour`, `absurd`, `groundless`) without saying that it is not so.
    Dismisses,
    /// Refuses to comment.
    Declines,
    /// Neither confirms nor denies.
    LeavesOpen,
}

impl Grade {
    /// Returns the kebab-case name.
    pub fn as_str(self) -> &'static str {
        match self {
            Grade::Affirms(_) => "affirms",
            Grade::Admits => "admits",
            Grade::Denies(_) => "denies",
            Grade::RulesOut => "rules-out",
            Grade::Dismisses => "dismisses",
            Grade::Declines => "declines-to-comment",
            Grade::LeavesOpen => "neither-confirms-nor-denies",
        }
    }
}

/// Something a careful reader would mark.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Flag {
    /// What.
    pub kind: FlagKind,
    /// In which report, where one report alone shows it.
    pub report: Option<ReportId>,
    /// The claims that show it, ascending.
    pub claims: Vec<ClaimId>,
}

/// What can be marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FlagKind {
    /// A headline states what its body only passes on, supposes or denies.
    HeadlineAhead,
    /// The same holder is rendered as denying by one voice and as less than that by another, of the same day.
    DenialGradesDiffer,
    /// A holder changed its position over time.
    PositionChanged,
}

impl FlagKind {
    /// Returns the kebab-case name.
    pub fn as_str(self) -> &'static str {
        match self {
            FlagKind::HeadlineAhead => "headline-ahead",
            FlagKind::DenialGradesDiffer => "denial-grades-differ",
            FlagKind::PositionChanged => "position-changed",
        }
    }
}

/// Reports that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// The smallest id among its reports.
    pub id: StoryId,
    /// The reports, by publication day (those without last), then id.
    pub reports: Vec<ReportId>,
    /// The voices, sorted, each once.
    pub voices: Vec<Voice>,
    /// Its entries, by first day (those without last), then id.
    pub entries: Vec<EntryId>,
    /// First publication day.
    pub from: Option<Date>,
    /// Last publication day.
    pub to: Option<Date>,
    /// The states it is most about, most told first, at most six.
    pub states: Vec<ActorCode>,
}

/// Reports that carry one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The reports, ascending; the whole text of each is near-identical to another's.
    pub reports: Vec<ReportId>,
    /// Agencies that any of them names as its origin, sorted.
    pub agencies: Vec<String>,
    /// Share of the shorter text that the least alike linked pair has in common, per cent.
    pub shared_percent: u8,
}

/// A pact as the reports tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct Pact {
    /// The smallest id among its claims.
    pub id: PactId,
    /// The story that tells it first.
    pub story: StoryId,
    /// The parties, sorted.
    pub parties: Vec<ActorCode>,
    /// Names as worded, most told first.
    pub names: Vec<Told<String>>,
    /// Day of signature as told; empty where no report gives one.
    pub signed: Vec<Told<Days>>,
    /// Place of signature as told.
    pub places: Vec<Told<(String, Option<ActorCode>)>>,
    /// What happened to it, by first day, then status and party.
    pub steps: Vec<Step>,
    /// Clauses as told, by kind, then debtors.
    pub clauses: Vec<PactClause>,
    /// All claims about it, ascending.
    pub claims: Vec<ClaimId>,
    /// All entries about it, ascending.
    pub entries: Vec<EntryId>,
}

impl Pact {
    /// Returns the steps that one state took or that hold for it, in order.
    pub fn steps_of(&self, party: ActorCode) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(move |step| step.parties.contains(&party))
    }

    /// Says what the reports come to: agreed where a step that makes a pact, or a clause, is told as so; else planned
    /// where somebody plans it; else not so.
    pub fn standing(&self) -> Standing {
        use PactStatus as Status;
        let makes = |step: &&Step| {
            !matches!(
                step.status,
                Status::Announced
                    | Status::NotSigned
                    | Status::NotRatified
                    | Status::TextPublished
                    | Status::TextUnpublished
            )
        };
        let steps = self.steps.iter().filter(makes).map(|step| step.standing);
        let best = steps.chain(self.clauses.iter().map(|clause| clause.standing)).min();
        let is_in_hand = |step: &Step| step.status != Status::NotSigned;
        match best {
            Some(best) if best != Standing::Denied => best,
            Some(_) => Standing::Denied,
            None if self.steps.iter().any(is_in_hand) => Standing::Open,
            None => Standing::Denied,
        }
    }

    /// Returns what is told of the text: published or not. Plans are left out.
    pub fn text_steps(&self) -> impl Iterator<Item = &Step> {
        let is_text = |status| matches!(status, PactStatus::TextPublished | PactStatus::TextUnpublished);
        self.steps.iter().filter(move |step| is_text(step.status) && step.standing.is_asserted())
    }
}

/// How far reports tell something of a pact as so: the surest of their tellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// As so, by a report or somebody it names.
    Told,
    /// As likely or possible.
    Hedged(Factuality),
    /// As planned, proposed or supposed.
    Open,
    /// Only as not so.
    Denied,
}

impl Standing {
    /// Returns the kebab-case name.
    pub fn as_str(self) -> &'static str {
        match self {
            Standing::Told => "told",
            Standing::Hedged(_) => "hedged",
            Standing::Open => "open",
            Standing::Denied => "denied",
        }
    }

    /// Says whether some report tells it as so, or as likely or possible.
    pub fn is_asserted(self) -> bool {
        matches!(self, Standing::Told | Standing::Hedged(_))
    }
}

/// One step in the life of a pact.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What.
    pub status: PactStatus,
    /// How far it is told as taken.
    pub standing: Standing,
    /// Who took it, or for whom it holds, sorted.
    pub parties: Vec<ActorCode>,
    /// Days as told, best first.
    pub days: Vec<Told<Days>>,
    /// Earliest publication of a report that tells it.
    pub known_from: Option<Date>,
    /// The entry with its tellings and positions.
    pub entry: EntryId,
}

/// One clause as the reports tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct PactClause {
    /// What it obliges to.
    pub kind: ClauseKind,
    /// Who owes, sorted.
    pub debtors: Vec<ActorCode>,
    /// To whom, sorted.
    pub creditors: Vec<ActorCode>,
    /// How far it is told as agreed.
    pub standing: Standing,
    /// How it is worded by those who tell it so, most told first; where nobody does, by the others.
    pub wordings: Vec<Told<Wording>>,
    /// Entries that tell it, ascending.
    pub entries: Vec<EntryId>,
}

/// The words of a clause.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wording {
    /// What is owed.
    pub duty: String,
    /// When it comes due; `None` where the sentence does not say.
    pub trigger: Option<String>,
}

/// A state, organisation or person, with the titles that reports give.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// The code of the state or organisation, or of the state a person acts for.
    pub code: Option<ActorCode>,
    /// The name; a person's as the reports give it.
    pub name: String,
    /// Titles with the first and last day they were used, by first day.
    pub titles: Vec<Told<TitleSpell>>,
    /// Sectors that claims give, sorted.
    pub sectors: Vec<String>,
    /// The claims that name it, ascending.
    pub claims: Vec<ClaimId>,
}

/// A title and when reports used it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TitleSpell {
    /// First publication day; `None` where no report that uses it has a day.
    pub from: Option<Date>,
    /// Last publication day.
    pub to: Option<Date>,
    /// The title.
    pub title: String,
}
