//! Pacts learned from reports: a plain input, turned into a pact or joined to the file that tells the same one.
//!
//! The caller (the ledger's views) gives evidence by opaque id with a label for each. What one outlet alone says, or
//! what is disputed, stays unknown; what is missing is said. Knows no ledger and no report.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use foederis_types::{ActorCode, ClauseKind, Date};

use crate::codes;
use crate::file::default_trigger;
use crate::library::EvidenceLabel;
use crate::model::*;

/// A pact as reports tell it.
#[derive(Clone, Debug, Default)]
pub struct LearnedPact {
    /// Id: lower-case letters, digits and hyphens.
    pub id: String,
    /// Names that reports use, the most frequent first.
    pub names: Vec<String>,
    /// Parties.
    pub parties: Vec<ActorCode>,
    /// First and last day on which it can have been signed.
    pub signed: Option<(Date, Date)>,
    /// What reports say of the text.
    pub text: LearnedText,
    /// First publication that tells that the text is out.
    pub text_known_from: Option<Date>,
    /// First day by which two origins tell of a ratification to be had, given or missing: signature alone does not bind.
    pub ratification_known_from: Option<Date>,
    /// Evidence for the pact as such.
    pub evidence: Vec<String>,
    /// First publication that tells of it.
    pub known_from: Option<Date>,
    /// Who denies that there is such a pact.
    pub denied_by: Vec<ActorCode>,
    /// Clauses.
    pub clauses: Vec<LearnedClause>,
    /// Status events.
    pub events: Vec<LearnedEvent>,
    /// Steps to its entry into force that reports say are not taken.
    pub missing: Vec<Missing>,
    /// Labels of every evidence id used here.
    pub labels: BTreeMap<String, EvidenceLabel>,
}

/// What reports say of a pact's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LearnedText {
    /// No report says.
    #[default]
    NotSaid,
    /// Said to be unpublished, or its details unclear.
    Unpublished,
    /// Said to be published.
    Published,
}

/// A clause as reports tell it.
#[derive(Clone, Debug)]
pub struct LearnedClause {
    /// What is owed.
    pub kind: ClauseKind,
    /// Who owes; empty for all parties.
    pub debtors: Vec<ActorCode>,
    /// To whom; empty for all parties.
    pub creditors: Vec<ActorCode>,
    /// The words of each outlet, with their evidence.
    pub wordings: Vec<Wording>,
    /// The condition as a report states it (`if it involves military assistance`), with its evidence.
    pub conditions: Vec<(String, String)>,
    /// Independent origins that tell the clause outright and in more than the pact's name, by any name that tells one
    /// from another across the clauses of a pact. A published text that is read is one of them.
    pub origins: BTreeSet<String>,
    /// Who denies the clause.
    pub denied_by: Vec<ActorCode>,
}

/// A status event as reports tell it.
#[derive(Clone, Debug)]
pub struct LearnedEvent {
    /// What.
    pub status: Status,
    /// To whom; empty for all parties.
    pub parties: Vec<ActorCode>,
    /// First and last day on which it can have happened.
    pub day: (Date, Date),
    /// First publication that tells it.
    pub known_from: Option<Date>,
    /// Who says so.
    pub asserted_by: Vec<ActorCode>,
    /// Who denies it.
    pub denied_by: Vec<ActorCode>,
    /// Evidence ids.
    pub evidence: Vec<String>,
    /// Independent origins that tell it.
    pub n_origins: u32,
}

/// Pacts that learned ones are joined to.
pub(crate) struct Joining {
    /// Those that were there, then learned ones that stand alone.
    pacts: Vec<Pact>,
    /// Who is party to each of those that were there, as persons in law.
    parties: Vec<BTreeSet<ActorCode>>,
    ids: HashSet<String>,
}

impl Joining {
    pub(crate) fn new(pacts: Vec<Pact>) -> Joining {
        let parties = pacts.iter().map(|pact| persons(&pact.parties)).collect();
        let ids = pacts.iter().map(|pact| pact.id.clone()).collect();
        Joining { pacts, parties, ids }
    }

    /// Joins a learned pact to the one it matches, or adds it as one of its own.
    pub(crate) fn join(&mut self, learned: &LearnedPact) {
        let parties = persons(&learned.parties);
        let mut best: Option<usize> = None;
        for idx in (0..self.parties.len()).filter(|idx| self.parties[*idx] == parties) {
            let pact = &self.pacts[idx];
            let is_match = !pact.is_learned && matches(learned, pact);
            if is_match
                && best
                    .is_none_or(|best| name_overlap(learned, pact) > name_overlap(learned, &self.pacts[best]))
            {
                best = Some(idx);
            }
        }
        match best {
            Some(idx) => merge(learned, &mut self.pacts[idx]),
            None => {
                let id = self.free_id(&learned.id);
                self.ids.insert(id.clone());
                self.pacts.push(stand_alone(learned, id));
            }
        }
    }

    fn free_id(&self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        let mut n = 1;
        while self.ids.contains(&id) {
            n += 1;
            id = format!("{wanted}-{n}");
        }
        id
    }

    pub(crate) fn into_pacts(self) -> Vec<Pact> {
        self.pacts
    }
}

fn persons(codes: &[ActorCode]) -> BTreeSet<ActorCode> {
    codes.iter().map(|&code| codes::person(code)).collect()
}

/// Returns whether reports and a file tell of one pact, the parties being the same: days of signature within three days
/// of one another, or, where the reports give no day, names that share most of their words.
fn matches(learned: &LearnedPact, pact: &Pact) -> bool {
    match (learned.signed, pact.signed()) {
        (Some(told), Some(filed)) => days_apart(told, filed) <= 3,
        _ => name_overlap(learned, pact) >= 50,
    }
}

fn days_apart(a: (Date, Date), b: (Date, Date)) -> i32 {
    let gap = |earlier: Date, later: Date| (later - earlier).get_days();
    if a.1 < b.0 {
        gap(a.1, b.0)
    } else if b.1 < a.0 {
        gap(b.1, a.0)
    } else {
        0
    }
}

/// Returns how many of the shorter name's words are in the other, in percent, for the best pair of names.
fn name_overlap(learned: &LearnedPact, pact: &Pact) -> usize {
    let pairs = learned.names.iter().flat_map(|told| pact.names.iter().map(move |filed| (told, filed)));
    let share = |(told, filed): (&String, &String)| {
        let (told, filed) = (words(told), words(filed));
        let n_shorter = told.len().min(filed.len());
        (100 * told.intersection(&filed).count()).checked_div(n_shorter).unwrap_or(0)
    };
    pairs.map(share).max().unwrap_or(0)
}

fn words(name: &str) -> BTreeSet<String> {
    const EMPTY: [&str; 9] = ["the", "of", "on", "and", "between", "a", "for", "new", "with"];
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| !EMPTY.contains(word)).map(str::to_owned).collect()
}

/// Words shown for a clause that reports tell: a few wordings that differ in more than case.
fn told_words(wordings: &[Wording]) -> String {
    const SHOWN: usize = 3;
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let distinct: Vec<&str> = wordings
        .iter()
        .filter(|wording| seen.insert(words(&wording.words).into_iter().collect::<Vec<_>>().join(" ")))
        .map(|wording| wording.words.as_str())
        .collect();
    let mut text =
        distinct.iter().take(SHOWN).map(|words| format!("“{words}”")).collect::<Vec<_>>().join(", ");
    if distinct.len() > SHOWN {
        text.push_str(&format!(" and {} more", distinct.len() - SHOWN));
    }
    text
}

/// Joins clauses of one kind where one's debtors and creditors are among the other's: two tellings of one duty.
fn joined_clauses(learned: &LearnedPact) -> Vec<LearnedClause> {
    let all =
        |listed: &[ActorCode]| if listed.is_empty() { learned.parties.clone() } else { listed.to_vec() };
    let covers = |wide: &LearnedClause, narrow: &LearnedClause| {
        let among = |wide: &[ActorCode], narrow: &[ActorCode]| {
            all(narrow).iter().all(|code| all(wide).contains(code))
        };
        wide.kind == narrow.kind
            && among(&wide.debtors, &narrow.debtors)
            && among(&wide.creditors, &narrow.creditors)
    };
    let mut ordered: Vec<&LearnedClause> = learned.clauses.iter().collect();
    ordered
        .sort_by_key(|clause| std::cmp::Reverse(all(&clause.debtors).len() * all(&clause.creditors).len()));
    let mut joined: Vec<LearnedClause> = Vec::new();
    for clause in ordered {
        match joined.iter_mut().find(|wide| covers(wide, clause)) {
            Some(wide) => {
                wide.wordings.extend(clause.wordings.iter().cloned());
                wide.conditions.extend(clause.conditions.iter().cloned());
                wide.denied_by.extend(clause.denied_by.iter().copied());
                wide.origins.extend(clause.origins.iter().cloned());
            }
            None => joined.push(clause.clone()),
        }
    }
    joined
}

/// The file goes first; reports add evidence, clauses that the file lacks, and denials.
fn merge(learned: &LearnedPact, pact: &mut Pact) {
    pact.also_reported.extend(learned.evidence.iter().cloned());
    pact.also_reported.sort();
    pact.also_reported.dedup();
    for name in &learned.names {
        if !pact.names.contains(name) {
            pact.names.push(name.clone());
        }
    }
    add_news(learned, pact);
    for (idx, told) in joined_clauses(learned).iter().enumerate() {
        match pact.clauses.iter_mut().find(|clause| clause.kind == told.kind) {
            Some(clause) => clause.wordings.extend(told.wordings.iter().cloned()),
            None => {
                let clause = clause(learned, idx, told, &pact.id, &pact.parties);
                pact.clauses.push(clause);
            }
        }
    }
}

/// Adds steps that reports tell and the file does not have: a ratification, an end, a suspension.
fn add_news(learned: &LearnedPact, pact: &mut Pact) {
    let known_from = learned.known_from.unwrap_or(pact.known_from);
    for told in &learned.events {
        let status = told.status;
        let changes = status.starts()
            || status.ends()
            || matches!(status, Status::Ratified | Status::Acceded)
            || matches!(status, Status::Suspended | Status::Resumed | Status::Frozen | Status::Invoked);
        let same = |event: &&StatusEvent| {
            event.status == status
                && (event.parties.is_empty() || told.parties.is_empty() || event.parties == told.parties)
                && (status.starts() || days_apart(told.day, (event.from, event.to)) <= 31)
        };
        if changes && !pact.events.iter().any(|event| same(&event)) {
            let id = format!("{}/event-{}", pact.id, pact.events.len() + 1);
            pact.events.push(event(told, id, known_from));
        }
    }
}

fn stand_alone(learned: &LearnedPact, id: String) -> Pact {
    let known_from = learned.known_from.or(learned.signed.map(|days| days.0)).unwrap_or(Date::ZERO);
    // A published text is read by those who report it; what one of them alone makes of a clause stays open there.
    let text_status = match learned.text {
        LearnedText::Published => TextStatus::Official,
        LearnedText::NotSaid | LearnedText::Unpublished => TextStatus::Unpublished,
    };
    let entry = if learned.ratification_known_from.is_some() { Entry::Ratification } else { Entry::Unknown };
    let joined = joined_clauses(learned);
    let clauses = joined.iter().enumerate();
    Pact {
        names: if learned.names.is_empty() { vec![id.clone()] } else { learned.names.clone() },
        form: Form::OralOrReported,
        parties: learned.parties.clone(),
        text_status,
        known_from,
        text_known_from: learned.text_known_from.unwrap_or(known_from),
        entry,
        entry_known_from: learned.ratification_known_from.unwrap_or(known_from),
        reference: "as reported".to_owned(),
        note: None,
        external: External::default(),
        supersedes: Vec::new(),
        savings: Vec::new(),
        events: events(learned, &id, known_from),
        clauses: clauses.map(|(idx, told)| clause(learned, idx, told, &id, &learned.parties)).collect(),
        findings: Vec::new(),
        is_learned: true,
        also_reported: learned.evidence.clone(),
        denied_by: learned.denied_by.clone(),
        missing: learned.missing.clone(),
        id,
    }
}

fn events(learned: &LearnedPact, id: &str, known_from: Date) -> Vec<StatusEvent> {
    let mut events: Vec<StatusEvent> = Vec::new();
    if let Some((from, to)) = learned.signed {
        let told = learned.events.iter().filter(|event| event.status == Status::Signed);
        let evidence = told.flat_map(|event| event.evidence.iter()).chain(&learned.evidence);
        let evidence = evidence.cloned().collect::<BTreeSet<_>>();
        let nobody = LearnedEvent {
            status: Status::Signed,
            parties: Vec::new(),
            day: (from, to),
            known_from: Some(known_from),
            asserted_by: Vec::new(),
            denied_by: learned.denied_by.clone(),
            evidence: evidence.into_iter().collect(),
            n_origins: 2,
        };
        events.push(event(&nobody, format!("{id}/event-1"), known_from));
    }
    for told in
        learned.events.iter().filter(|event| learned.signed.is_none() || event.status != Status::Signed)
    {
        let n = events.len() + 1;
        events.push(event(told, format!("{id}/event-{n}"), known_from));
    }
    events
}

/// The last day of what nobody says when it is.
const OPEN_END: Date = jiff::civil::date(2099, 12, 31);

fn event(told: &LearnedEvent, id: String, known_from: Date) -> StatusEvent {
    // Reports tell the day of the notice; a pact ends months or a year after it, as its text says.
    let to = if told.status == Status::Denounced { OPEN_END } else { told.day.1 };
    StatusEvent {
        id,
        status: told.status,
        parties: told.parties.clone(),
        from: told.day.0,
        to,
        known_from: told.known_from.unwrap_or(known_from),
        reference: "as reported".to_owned(),
        reported: told.evidence.clone(),
        asserted_by: told.asserted_by.clone(),
        denied_by: told.denied_by.clone(),
        contested: None,
        is_uncertain: told.n_origins < 2 && told.asserted_by.is_empty(),
    }
}

fn clause(
    learned: &LearnedPact,
    idx: usize,
    told: &LearnedClause,
    pact_id: &str,
    parties: &[ActorCode],
) -> Clause {
    let id = format!("{pact_id}/reported-{}", idx + 1);
    let all = |listed: &[ActorCode]| if listed.is_empty() { parties.to_vec() } else { listed.to_vec() };
    let known_from = learned.known_from.or(learned.signed.map(|days| days.0)).unwrap_or(Date::ZERO);
    let open = |(n, (words, evidence)): (usize, &(String, String))| Condition {
        id: format!("{id}/{}", n + 1),
        reference: "as reported".to_owned(),
        known_from,
        is_uncertain: true,
        says: words.clone(),
        reported: vec![evidence.clone()],
        test: Test::Open,
    };
    Clause {
        reference: "as reported".to_owned(),
        kind: told.kind,
        strength: if told.kind == ClauseKind::Consult {
            Strength::ConsultOnly
        } else {
            Strength::ChosenMeans
        },
        says: told_words(&told.wordings),
        debtors: all(&told.debtors),
        creditors: all(&told.creditors),
        mode: Mode::Several,
        trigger: default_trigger(told.kind),
        attacker_party: AttackerParty::Unclear,
        covers_non_states: false,
        conditions: told.conditions.iter().enumerate().map(open).collect(),
        exceptions: Vec::new(),
        deadline: None,
        qualifiers: Vec::new(),
        from: None,
        until: None,
        known_from,
        contested: None,
        is_uncertain: told.origins.len() < 2 || !told.denied_by.is_empty(),
        is_general: false,
        wordings: told.wordings.clone(),
        id,
    }
}
