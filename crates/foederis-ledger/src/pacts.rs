//! Pacts as the reports tell them: whose, called what, signed when, what happened to each, which clauses.
//!
//! A pact is known by its parties and its year of signature; instruments of other parties or years stay apart even
//! where they overlap, and so do several documents named in the plural, a protocol, a law. A sentence that tells a
//! duty without naming a pact makes none: it is told of the pact of those parties where there is one. A claim that names one party only, or a
//! pact without its year (`the agreement`), belongs to the pact of its report with that party, else of its story.
//! In force is never stored: it is derived from the steps by whoever asks.

use std::collections::{BTreeMap, BTreeSet};

use foederis_types::{
    ActorCode, Auxiliary, Claim, ClaimId, EntryId, Event, Factuality, PactId, PactStatus, ReportId, StoryId,
    View,
};

use crate::account::{self, Days, Entry, Pact, PactClause, Standing, Step, Wording};
use crate::family::{paper, paper_beside};
use crate::ledger::{Ledger, Line};
use crate::told::gathered;

/// What tells one pact from another.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) parties: Vec<ActorCode>,
    pub(crate) year: Option<i16>,
    pub(crate) is_plural: bool,
    pub(crate) paper: u8,
}

/// What decides which pact a claim tells of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Clue {
    /// What the claim itself says of it.
    pub(crate) own: Key,
    /// The year in which its entry happened first.
    pub(crate) first_year: Option<i16>,
    /// Whether it makes a pact known, and does not only speak of one.
    pub(crate) is_anchor: bool,
    /// Whether it is what a speaker says of a pact.
    pub(crate) is_said: bool,
}

/// A claim about a pact, with what it says of its identity.
struct Mention<'a> {
    line: &'a Line,
    entry: &'a Entry,
    parties: Vec<ActorCode>,
    year: Option<i16>,
    is_plural: bool,
    paper: u8,
}

/// The claims that tell of one pact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// The parties, sorted.
    pub(crate) parties: Vec<ActorCode>,
    /// The claims, ascending.
    pub(crate) claims: Vec<ClaimId>,
}

/// Learns the pacts, by id.
pub(crate) fn learn(ledger: &Ledger, entries: &[Entry]) -> Vec<Pact> {
    build(ledger, entries, &told(ledger, entries))
}

/// Finds which claims tell of which pact.
fn told(ledger: &Ledger, entries: &[Entry]) -> Vec<Told> {
    let mentions = mentions(ledger, entries);
    let anchors = Anchors::new(&mentions);
    let mut by_key: BTreeMap<Key, BTreeSet<ClaimId>> = BTreeMap::new();
    for mention in &mentions {
        if let Some(key) = anchors.key_of(mention) {
            by_key.entry(key).or_default().insert(mention.line.claim.id);
        }
    }
    let told = |(key, claims): (Key, BTreeSet<ClaimId>)| Told {
        parties: key.parties,
        claims: claims.into_iter().collect(),
    };
    by_key.into_iter().map(told).collect()
}

/// Builds the pacts that claims are known to tell of, by id.
pub(crate) fn build(ledger: &Ledger, entries: &[Entry], told: &[Told]) -> Vec<Pact> {
    let mentions: BTreeMap<ClaimId, Mention<'_>> =
        mentions(ledger, entries).into_iter().map(|mention| (mention.line.claim.id, mention)).collect();
    let of = |told: &Told| {
        let mentions: Vec<&Mention<'_>> = told.claims.iter().filter_map(|id| mentions.get(id)).collect();
        pact(ledger, told.parties.clone(), &mentions)
    };
    let mut pacts: Vec<Pact> = told.iter().filter_map(of).collect();
    pacts.sort_by_key(|pact| pact.id);
    pacts
}

/// Returns what the claims of an entry say of pacts, by claim.
pub(crate) fn clues(ledger: &Ledger, entry: &Entry) -> Vec<(ClaimId, Clue)> {
    let mentions = mentions(ledger, std::slice::from_ref(entry));
    mentions.iter().map(|mention| (mention.line.claim.id, clue(mention))).collect()
}

fn clue(mention: &Mention<'_>) -> Clue {
    Clue {
        own: own_key(mention),
        first_year: mention.entry.first_day().map(|day| day.year()),
        is_anchor: is_anchor(mention),
        is_said: is_said_of_pact(&mention.line.claim),
    }
}

fn mentions<'a>(ledger: &'a Ledger, entries: &'a [Entry]) -> Vec<Mention<'a>> {
    let mut mentions = Vec::new();
    for entry in entries {
        let signed_in = signing_year(entry);
        for line in entry.claims.iter().filter_map(|id| ledger.line(*id)) {
            let claim = &line.claim;
            if !is_of_pact(line) {
                continue;
            }
            let name = line.print.pact.as_deref().unwrap_or("");
            mentions.push(Mention {
                line,
                entry,
                parties: parties(line, entry),
                year: year_in(name).or(signed_in),
                is_plural: is_plural(name) && claim.pact_status != Some(PactStatus::Exchanged),
                paper: paper_of(line),
            });
        }
    }
    mentions
}

/// Says whether a claim tells anything of a pact.
pub(crate) fn is_of_pact(line: &Line) -> bool {
    let claim = &line.claim;
    // "No document was signed": told of no pact that there is.
    let is_none = line.print.pact.as_deref().is_some_and(|name| name.to_lowercase().starts_with("no "));
    let tells = claim.pact_status.is_some()
        || claim.clause.is_some()
        || claim.pact.is_some()
        || is_said_of_pact(claim);
    tells && !is_none
}

/// Says whether a claim is what a speaker says of a pact.
pub(crate) fn is_said_of_pact(claim: &Claim) -> bool {
    claim.decision.rule == "statement/pact"
}

/// What kind of paper a claim tells of: a signature is put to the paper that its words name; any other step or clause is
/// told of the treaty by papers of all kinds, unless the pact itself is called a protocol or an annex.
fn paper_of(line: &Line) -> u8 {
    let is_signature = matches!(line.claim.pact_status, Some(PactStatus::Signed | PactStatus::NotSigned));
    let pact = line.print.pact.as_deref();
    if is_signature { paper(&line.print.words, pact) } else { pact.map_or(0, paper_beside) }
}

/// The year in which an entry that is a signature happened, where a report tells it.
fn signing_year(entry: &Entry) -> Option<i16> {
    if entry.pact_status != Some(PactStatus::Signed) {
        return None;
    }
    let days = entry.days.iter().map(|told| told.value).find(Days::is_told)?;
    let (from, to) = (days.from?, days.to?);
    (from.year() == to.year()).then_some(from.year())
}

/// The year that a pact's name carries: `the treaty of 1961`.
fn year_in(name: &str) -> Option<i16> {
    let years = name.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    years.filter_map(|digits| digits.parse().ok()).find(|year| (1500..=2200).contains(year))
}

fn is_plural(name: &str) -> bool {
    let name = name.to_lowercase();
    ["agreements", "treaties", "pacts", "documents", "memorandums", "contracts"]
        .iter()
        .any(|word| name.contains(word))
}

/// Who the pact binds as far as one claim says: a clause's two sides, else the sides of the claim and, where it names
/// but one, those of its entry.
fn parties(line: &Line, entry: &Entry) -> Vec<ActorCode> {
    let claim = &line.claim;
    let mut codes: BTreeSet<ActorCode> = match &claim.clause {
        Some(clause) => clause.debtors.iter().chain(&clause.creditors).copied().collect(),
        None => claim.actors.iter().chain(&claim.recipients).filter_map(|side| side.code).collect(),
    };
    if codes.len() < 2 && claim.pact_status.is_some() {
        codes.extend(entry.actors.iter().chain(&entry.recipients).filter_map(|side| side.code));
    }
    codes.into_iter().collect()
}

/// Which pacts there are, and how to find the one that a vaguer claim means.
struct Anchors {
    /// Keys with a year (or none, where no claim of these parties gives one), with the number of claims.
    keys: BTreeMap<Key, usize>,
    /// Keys told in each report and story, with the number of claims.
    by_report: BTreeMap<ReportId, BTreeMap<Key, usize>>,
    by_story: BTreeMap<StoryId, BTreeMap<Key, usize>>,
}

impl Anchors {
    fn new(mentions: &[Mention<'_>]) -> Anchors {
        let mut anchors =
            Anchors { keys: BTreeMap::new(), by_report: BTreeMap::new(), by_story: BTreeMap::new() };
        // A pact that is only spoken of needs a status or clause somewhere to be one.
        for mention in mentions.iter().filter(|mention| is_anchor(mention)) {
            *anchors.keys.entry(own_key(mention)).or_default() += 1;
        }
        for mention in mentions.iter().filter(|mention| is_anchor(mention)) {
            let Some(key) = anchors.dated(own_key(mention), mention) else { continue };
            let report = anchors.by_report.entry(mention.line.claim.quote.report).or_default();
            *report.entry(key.clone()).or_default() += 1;
            *anchors.by_story.entry(mention.entry.story).or_default().entry(key).or_default() += 1;
        }
        anchors
    }

    fn dated(&self, key: Key, mention: &Mention<'_>) -> Option<Key> {
        dated(&self.keys, key, mention.entry.first_day().map(|day| day.year()))
    }

    fn key_of(&self, mention: &Mention<'_>) -> Option<Key> {
        let none = BTreeMap::new();
        let report = self.by_report.get(&mention.line.claim.quote.report).unwrap_or(&none);
        let story = self.by_story.get(&mention.entry.story).unwrap_or(&none);
        of_parties(&self.keys, &clue(mention)).or_else(|| of_company(&clue(mention), report, story))
    }
}

/// Gives a key without a year the year of the pact of the same parties that is told most, of those told not before the
/// year after `first_year`.
///
/// `keys` has at least those of the same parties, each with the number of claims that make it known.
pub(crate) fn dated(keys: &BTreeMap<Key, usize>, key: Key, first_year: Option<i16>) -> Option<Key> {
    if key.year.is_some() {
        return Some(key);
    }
    let told_in = |year: &i16| first_year.is_none_or(|first| *year <= first + 1);
    let first = Key { parties: key.parties.clone(), year: None, is_plural: false, paper: 0 };
    let of_parties = keys.range(first..).take_while(|(other, _)| other.parties == key.parties);
    let same = of_parties.filter(|(other, _)| other.is_plural == key.is_plural && other.paper == key.paper);
    let dated = same.filter(|(other, _)| other.year.as_ref().is_some_and(told_in));
    let best = dated.max_by_key(|(other, n)| (**n, other.year)).map(|(other, _)| other.clone());
    best.or_else(|| keys.contains_key(&key).then_some(key))
}

/// Returns the pact of the claim's own parties, as known by [`dated`].
pub(crate) fn of_parties(keys: &BTreeMap<Key, usize>, clue: &Clue) -> Option<Key> {
    let has_parties = clue.own.parties.len() >= 2 && !clue.is_said;
    has_parties.then(|| dated(keys, clue.own.clone(), clue.first_year)).flatten()
}

/// Returns the pact that a claim without parties of its own means: one of its report, else of its story.
pub(crate) fn of_company(
    clue: &Clue,
    report: &BTreeMap<Key, usize>,
    story: &BTreeMap<Key, usize>,
) -> Option<Key> {
    if clue.is_said {
        // Whoever speaks of a pact need not be party to it.
        return told_most(report).or_else(|| told_most(story));
    }
    containing(report, &clue.own).or_else(|| containing(story, &clue.own))
}

fn own_key(mention: &Mention<'_>) -> Key {
    Key {
        parties: mention.parties.clone(),
        year: mention.year,
        is_plural: mention.is_plural,
        paper: mention.paper,
    }
}

fn is_anchor(mention: &Mention<'_>) -> bool {
    let claim = &mention.line.claim;
    mention.parties.len() >= 2
        && (claim.pact_status.is_some() || (claim.clause.is_some() && claim.pact.is_some()))
}

fn told_most(keys: &BTreeMap<Key, usize>) -> Option<Key> {
    keys.iter().max_by_key(|(key, n)| (**n, key.year)).map(|(key, _)| key.clone())
}

/// The pact told most among those that have these parties and do not contradict the year.
fn containing(keys: &BTreeMap<Key, usize>, own: &Key) -> Option<Key> {
    let fits = |(key, _): &(&Key, &usize)| {
        own.parties.iter().all(|party| key.parties.contains(party))
            && (own.year.is_none() || own.year == key.year)
            && own.is_plural == key.is_plural
            && own.paper == key.paper
    };
    keys.iter().filter(fits).max_by_key(|(key, n)| (**n, key.year)).map(|(key, _)| key.clone())
}

fn pact(ledger: &Ledger, parties: Vec<ActorCode>, mentions: &[&Mention<'_>]) -> Option<Pact> {
    let claims: BTreeSet<ClaimId> = mentions.iter().map(|mention| mention.line.claim.id).collect();
    let entries: BTreeMap<EntryId, &Entry> =
        mentions.iter().map(|mention| (mention.entry.id, mention.entry)).collect();
    let names =
        mentions.iter().filter_map(|mention| Some((mention.line.print.pact.clone()?, mention.line.claim.id)));
    let signatures: Vec<&Entry> =
        entries.values().filter(|entry| is_signature(ledger, entry)).copied().collect();
    let first = entries
        .values()
        .min_by_key(|entry| (known_from(ledger, entry).is_none(), known_from(ledger, entry), entry.id))?;
    Some(Pact {
        id: PactId::from_hash(claims.first()?.to_bytes()),
        story: first.story,
        names: gathered(names),
        signed: told_of(&signatures, |entry| &entry.days)
            .into_iter()
            .filter(|told| told.value.is_told())
            .collect(),
        places: told_of(&signatures, |entry| &entry.places),
        steps: steps(ledger, &parties, &entries),
        clauses: clauses(mentions, &parties),
        parties,
        claims: claims.into_iter().collect(),
        entries: entries.into_keys().collect(),
    })
}

/// Tells that the pact was signed, and not only that it will be.
fn is_signature(ledger: &Ledger, entry: &Entry) -> bool {
    entry.pact_status == Some(PactStatus::Signed) && step_standing(ledger, entry).is_asserted()
}

/// Gathers one list of variants over several entries.
fn told_of<T: Ord + Clone>(
    entries: &[&Entry],
    list: fn(&Entry) -> &Vec<account::Told<T>>,
) -> Vec<account::Told<T>> {
    let values = entries.iter().flat_map(|entry| list(entry));
    gathered(values.flat_map(|told| told.claims.iter().map(|claim| (told.value.clone(), *claim))))
}

fn known_from(ledger: &Ledger, entry: &Entry) -> Option<foederis_types::Date> {
    let reports = entry.claims.iter().filter_map(|id| ledger.line(*id)).map(|line| line.claim.quote.report);
    reports.filter_map(|report| ledger.header(report)?.day()).min()
}

fn steps(ledger: &Ledger, parties: &[ActorCode], entries: &BTreeMap<EntryId, &Entry>) -> Vec<Step> {
    let mut steps: Vec<Step> = entries
        .values()
        .filter_map(|entry| Some((entry, entry.pact_status?)))
        .filter(|(entry, _)| is_told(ledger, entry))
        .map(|(entry, status)| step(ledger, parties, entry, status))
        .collect();
    // "Smith, Jones sign pact", over a report that says who signed it and when: the same signature, told with less.
    let is_vague = |step: &Step| {
        let is_dated = step.days.iter().any(|told| told.value.is_told());
        let names = |side: &&account::Side| side.code.is_some();
        let entry = entries.get(&step.entry);
        !is_dated
            && entry.is_some_and(|entry| entry.actors.iter().chain(&entry.recipients).find(names).is_none())
    };
    let told: BTreeSet<PactStatus> =
        steps.iter().filter(|step| !is_vague(step)).map(|step| step.status).collect();
    steps.retain(|step| !is_vague(step) || !told.contains(&step.status));
    let first = |step: &Step| step.days.first().and_then(|told| told.value.from.or(told.value.to));
    steps.sort_by(|a, b| {
        (first(a).is_none(), first(a), a.status, &a.parties, a.entry).cmp(&(
            first(b).is_none(),
            first(b),
            b.status,
            &b.parties,
            b.entry,
        ))
    });
    steps
}

/// Somebody tells it as done or planned, or as the not being done that the status itself is; "will not enter into force
/// before both approve it" approves nothing, "has yet to enter into force" brings nothing into force.
fn is_told(ledger: &Ledger, entry: &Entry) -> bool {
    let supposes = |line: &Line| line.claim.auxiliary.contains(&Auxiliary::Hypothetical);
    let lines = || entry.claims.iter().filter_map(|id| ledger.line(*id));
    match step_standing(ledger, entry) {
        Standing::Told | Standing::Hedged(_) => true,
        Standing::Open => lines().any(|line| !supposes(line)),
        Standing::Denied => false,
    }
}

/// How far the step that an entry is is told as taken.
fn step_standing(ledger: &Ledger, entry: &Entry) -> Standing {
    let is_undone = entry.pact_status.is_some_and(is_undone);
    let lines = entry.claims.iter().filter_map(|id| ledger.line(*id));
    lines.map(|line| standing(&line.claim, is_undone)).min().unwrap_or(Standing::Denied)
}

/// A status that is a step not taken.
fn is_undone(status: PactStatus) -> bool {
    matches!(status, PactStatus::NotSigned | PactStatus::NotRatified | PactStatus::TextUnpublished)
}

/// Returns how far one claim tells a step or a clause as so; where the step is one not taken, that it was not.
pub fn standing_of(claim: &Claim) -> Standing {
    standing(claim, claim.pact_status.is_some_and(is_undone))
}

/// How far one claim tells a step or a clause as so; of a step not taken, that it was not.
fn standing(claim: &Claim, is_undone: bool) -> Standing {
    use Factuality as F;
    let has = |mode| claim.auxiliary.contains(&mode);
    // "I will give notice if there is no answer": promised or threatened, and not done.
    let is_promised =
        matches!(claim.event, Some(Event::Agree | Event::Threaten)) && claim.pact_status.is_some();
    // "The text is secret" says of the step not taken itself that it is so.
    let is_own = is_undone && claim.pact_status.is_some_and(self::is_undone);
    let of_view = |view: &View| match (view.value, is_undone) {
        (F::CertainYes, _) if is_own => Some(Standing::Told),
        (F::CertainYes, false) | (F::CertainNo, true) => Some(Standing::Told),
        (F::ProbableYes, false) | (F::ProbableNo, true) => Some(Standing::Hedged(F::ProbableYes)),
        (F::PossibleYes, false) | (F::PossibleNo, true) => Some(Standing::Hedged(F::PossibleYes)),
        (F::Unknown, _) => None,
        _ => Some(Standing::Denied),
    };
    // What is passed on from nobody named is told so, unless the words deny it.
    let unsaid = if has(Auxiliary::Negation) && !is_undone { Standing::Denied } else { Standing::Told };
    let told = claim.factuality.iter().filter_map(of_view).min().unwrap_or(unsaid);
    // "could sign next month": what is only possible is no plan.
    let is_ahead = has(Auxiliary::Future) && told != Standing::Hedged(F::PossibleYes);
    if told.is_asserted() && (has(Auxiliary::Hypothetical) || is_ahead || is_promised) {
        return Standing::Open;
    }
    told
}

fn step(ledger: &Ledger, parties: &[ActorCode], entry: &Entry, status: PactStatus) -> Step {
    let acting: BTreeSet<ActorCode> = entry.actors.iter().filter_map(|side| side.code).collect();
    let is_done_alone =
        matches!(status, PactStatus::Announced | PactStatus::TextPublished | PactStatus::TextUnpublished);
    let is_one_sided = crate::family::Family::Pact(status).is_one_sided() || is_done_alone;
    let own = is_one_sided && !acting.is_empty();
    Step {
        status,
        standing: step_standing(ledger, entry),
        parties: if own { acting.into_iter().collect() } else { parties.to_vec() },
        days: entry.days.clone(),
        known_from: known_from(ledger, entry),
        entry: entry.id,
    }
}

/// A clause whose sentence names nobody binds the parties to one another.
fn clauses(mentions: &[&Mention<'_>], parties: &[ActorCode]) -> Vec<PactClause> {
    type ClauseKey = (foederis_types::ClauseKind, Vec<ActorCode>, Vec<ActorCode>);
    let mut by_key: BTreeMap<ClauseKey, Vec<&Mention<'_>>> = BTreeMap::new();
    for mention in mentions {
        if let Some(clause) = &mention.line.claim.clause {
            // "the defence agreement with B" owes to B no more than to the other: what a name says holds for all.
            let is_half = clause.debtors.is_empty() != clause.creditors.is_empty();
            let is_lopsided = is_half || clause.debtors.len() > 1 && clause.creditors.len() == 1;
            let is_bare = clause.debtors.is_empty() && clause.creditors.is_empty()
                || is_lopsided && (is_name(&wording(mention.line)) || is_in_name(mention.line));
            let side = |codes: &[ActorCode]| if is_bare { parties.to_vec() } else { sorted(codes) };
            let key = (clause.kind, side(&clause.debtors), side(&clause.creditors));
            by_key.entry(key).or_default().push(mention);
        }
    }
    let clause = |((kind, debtors, creditors), mentions): (ClauseKey, Vec<&Mention<'_>>)| {
        let entries: BTreeSet<EntryId> = mentions.iter().map(|mention| mention.entry.id).collect();
        let standing_of = |mention: &Mention<'_>| standing(&mention.line.claim, false);
        let best = mentions.iter().map(|mention| standing_of(mention)).min().unwrap_or(Standing::Denied);
        // Who denies a clause or only proposes it is no witness of it.
        let telling =
            mentions.iter().filter(|mention| standing_of(mention).is_asserted() == best.is_asserted());
        let telling: Vec<&&Mention<'_>> = telling.collect();
        let called: BTreeSet<Wording> = telling
            .iter()
            .filter(|mention| is_in_name(mention.line))
            .map(|mention| wording(mention.line))
            .collect();
        let wordings = telling.iter().map(|mention| (wording(mention.line), mention.line.claim.id));
        let mut wordings = gathered(wordings);
        // What the pact is called words its clause only where nothing else does.
        let is_called = |wording: &Wording| is_name(wording) || called.contains(wording);
        if wordings.iter().any(|told| !is_called(&told.value)) {
            wordings.retain(|told| !is_called(&told.value));
        }
        PactClause {
            kind,
            debtors,
            creditors,
            standing: best,
            wordings,
            entries: entries.into_iter().collect(),
        }
    };
    by_key.into_iter().map(clause).collect()
}

/// Says whether no report words a clause but by what the pact is called: `the defence pact`, `an Agreement on Mutual
/// Assistance and the Use of Bases`.
pub fn is_only_called(clause: &PactClause, ledger: &Ledger) -> bool {
    let in_name = |id: &ClaimId| ledger.line(*id).is_some_and(is_in_name);
    clause.wordings.iter().all(|told| is_name(&told.value) || told.claims.iter().all(in_name))
}

/// `mutual defence`: words that colour a pact's name and say nothing of what is owed.
fn is_name(wording: &Wording) -> bool {
    let duty = wording.duty.to_lowercase();
    let mut words = duty.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    wording.trigger.is_none()
        && words.all(|word| matches!(word, "mutual" | "defence" | "defense" | "on" | "a" | "of" | "clause"))
}

/// `Mutual Defence and Trade`, of a pact called so: words of its name, in which no case comes due.
fn is_in_name(line: &Line) -> bool {
    let print = &line.print;
    let duty = print.duty.as_deref().filter(|duty| !duty.is_empty() && print.clause_trigger.is_none());
    duty.zip(print.pact.as_deref())
        .is_some_and(|(duty, pact)| pact.to_lowercase().contains(&duty.to_lowercase()))
}

fn sorted(codes: &[ActorCode]) -> Vec<ActorCode> {
    let codes: BTreeSet<ActorCode> = codes.iter().copied().collect();
    codes.into_iter().collect()
}

fn wording(line: &Line) -> Wording {
    // Outlets that set the same words with other quotation marks word them alike.
    let plain = |words: &str| words.replace(['\u{201c}', '\u{201d}'], "\"");
    Wording {
        duty: line.print.duty.as_deref().map(plain).unwrap_or_default(),
        trigger: line.print.clause_trigger.as_deref().map(plain),
    }
}
