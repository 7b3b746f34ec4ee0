//! What the reports tell of each pact, kept beside the ledger so that a question reads none of the reports.
//!
//! A pact's row follows from its part of the account and from the reports named there; it is made when it is first asked
//! for, and goes when the part changes. Its form is no one's business but this version's: a row of another form, or one
//! that cannot be read, is made anew.

use crate::archive::PactsError;
use crate::desk::Desk;
use crate::obligations;
use foederis_ledger::StoryPart;
use foederis_names::Names;
use foederis_pacts::{
    EvidenceLabel, LearnedClause, LearnedEvent, LearnedPact, LearnedText, Missing, Status, Wording,
};
use foederis_store::{PactRow, Store};
use foederis_types::{ActorCode, ClauseKind, Date, PactId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt::Display;

/// Rows of pacts made before they are written down.
const AT_ONCE: usize = 256;

/// Returns what the reports tell of the pacts that concern any of these states, or of all pacts; by pact id.
///
/// # Errors
///
/// The ledger or a report cannot be read, or rows cannot be kept.
pub(crate) fn learned(
    store: &mut Store,
    states: Option<&BTreeSet<ActorCode>>,
) -> Result<Vec<LearnedPact>, PactsError> {
    let rows = store.pact_rows(states)?;
    Ok(told_of_each(store, rows)?.into_iter().filter_map(|(_, told)| told).collect())
}

/// Returns what was known on a day of the pacts that concern any of these states. The ledger must have no correction of a
/// later day.
///
/// A pact of which all reports were out by then is as its row tells, one of which none was out is left out. The others are
/// derived anew from what was out, all together and with those of the same parties: what names no year belongs to the pact
/// that is told most. Claims that tell of none of these pacts today are not looked at. One of them could have told of
/// a pact as of the day only where a later report took it away: as a word of another pact of its story, or into an
/// entry of which nothing else tells of these. Texts that are copies today are copies then: of 557 pacts as of some day that were
/// compared with the whole ledger of that day, three counted another number of origins, and none differed otherwise.
///
/// # Errors
///
/// As [`learned`].
pub(crate) fn learned_by(
    day: Date,
    store: &mut Store,
    states: &BTreeSet<ActorCode>,
) -> Result<Vec<LearnedPact>, PactsError> {
    let rows = store.pact_rows(Some(states))?;
    let is_begun = |row: &PactRow| row.days.is_none_or(|(first, _)| first <= day);
    let is_done = |row: &PactRow| row.days.is_some_and(|(_, last)| last <= day);
    let (done, open): (Vec<PactRow>, Vec<PactRow>) = rows.into_iter().filter(is_begun).partition(is_done);
    let mut parts = Vec::with_capacity(open.len());
    for row in open {
        parts.extend(store.pact_part(row.id)?);
    }
    let of_open: BTreeSet<Vec<ActorCode>> =
        parts.iter().flat_map(|part| &part.pacts).map(|pact| pact.parties.clone()).collect();
    let mut all = Vec::new();
    for (id, told) in told_of_each(store, done)? {
        match told {
            Some(told) if of_open.contains(&told.parties) => parts.extend(store.pact_part(id)?),
            told => all.extend(told),
        }
    }
    all.extend(told_by(day, store, &parts)?);
    Ok(all)
}

/// Learns some pacts together, from what was out on a day.
fn told_by(day: Date, store: &Store, parts: &[StoryPart]) -> Result<Vec<LearnedPact>, PactsError> {
    let (ledger, reports) = store.told_by(day, parts)?;
    let story_of = store.story_of_each(reports.keys().copied())?;
    let account = foederis_ledger::pacts_account(&ledger, parts, &story_of);
    let desk = Desk::of(ledger, account, store).with_reports(reports);
    Ok(obligations::learned(&desk)?)
}

/// Returns what the reports tell of each pact: from its row, else from the reports, and keeps this.
fn told_of_each(
    store: &mut Store,
    rows: Vec<PactRow>,
) -> Result<Vec<(PactId, Option<LearnedPact>)>, PactsError> {
    let seen = store.chain()?;
    let form = form();
    let mut all = Vec::with_capacity(rows.len());
    let mut new: Vec<(PactId, Vec<u8>)> = Vec::new();
    for row in rows {
        let kept = row.told.and_then(|bytes| read(form, &bytes));
        let told = match kept {
            Some(told) => told,
            None => {
                let told = told_of(store, row.id)?;
                new.push((row.id, written(form, told.as_ref())));
                told
            }
        };
        all.push((row.id, told));
        if new.len() >= AT_ONCE {
            store.keep_told(&seen, &std::mem::take(&mut new))?;
        }
    }
    if !new.is_empty() {
        store.keep_told(&seen, &new)?;
    }
    Ok(all)
}

/// Learns one pact from its reports; none between fewer than two parties.
fn told_of(store: &Store, id: PactId) -> Result<Option<LearnedPact>, PactsError> {
    let parts: Vec<_> = store.pact_part(id)?.into_iter().collect();
    let (ledger, reports) = store.ledger_for(&parts)?;
    let account = foederis_ledger::account_of(&ledger, &parts);
    let desk = Desk::of(ledger, account, store).with_reports(reports);
    Ok(obligations::learned(&desk)?.pop())
}

/// Names the form of the rows and what they are made by, beside what names the form of the parts.
///
/// It is a hash of the text that makes them, so that no change can be forgotten.
fn form() -> u64 {
    const TEXTS: &[&[u8]] = &[
        include_bytes!("kept_pacts.rs"),
        include_bytes!("obligations.rs"),
        include_bytes!("desk.rs"),
        include_bytes!("actor_names.rs"),
        include_bytes!("views/pacts.rs"),
        include_bytes!("views/phrases.rs"),
    ];
    let states = Names::embedded_tables().iter().filter(|(name, _)| *name == "hand/states.tsv");
    let texts = TEXTS.iter().copied().chain(states.map(|(_, text)| text.as_bytes()));
    foederis_ledger::hashed(texts.flatten().copied())
}

fn written(form: u64, told: Option<&LearnedPact>) -> Vec<u8> {
    let mut bytes = form.to_be_bytes().to_vec();
    bytes.extend(serde_json::to_vec(&told.map(ToldRow::of)).unwrap_or_default());
    bytes
}

/// Reads a row; none where it is of another form or damaged.
fn read(form: u64, bytes: &[u8]) -> Option<Option<LearnedPact>> {
    let (found, json) = bytes.split_first_chunk::<8>()?;
    if *found != form.to_be_bytes() {
        return None;
    }
    match serde_json::from_slice::<Option<ToldRow>>(json).ok()? {
        Some(row) => row.pact().map(Some),
        None => Some(None),
    }
}

/// [`LearnedPact`] as it is written down.
#[derive(Serialize, Deserialize)]
struct ToldRow {
    id: String,
    names: Vec<String>,
    parties: Vec<String>,
    signed: Option<(String, String)>,
    /// Whether the text is said to be published; none where nothing is said.
    is_published: Option<bool>,
    text_known_from: Option<String>,
    ratification_known_from: Option<String>,
    evidence: Vec<String>,
    known_from: Option<String>,
    denied_by: Vec<String>,
    clauses: Vec<ClauseRow>,
    events: Vec<EventRow>,
    /// In words, the day from which it was known, evidence.
    missing: Vec<(String, String, Vec<String>)>,
    labels: Vec<LabelRow>,
}

#[derive(Serialize, Deserialize)]
struct ClauseRow {
    kind: String,
    debtors: Vec<String>,
    creditors: Vec<String>,
    /// Evidence, outlet, words.
    wordings: Vec<(String, String, String)>,
    conditions: Vec<(String, String)>,
    origins: Vec<String>,
    denied_by: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct EventRow {
    status: String,
    parties: Vec<String>,
    day: (String, String),
    known_from: Option<String>,
    asserted_by: Vec<String>,
    denied_by: Vec<String>,
    evidence: Vec<String>,
    n_origins: u32,
}

#[derive(Serialize, Deserialize)]
struct LabelRow {
    evidence: String,
    outlet: String,
    place: String,
    quote: String,
    published: Option<String>,
    origin: String,
    denied_by: Vec<String>,
}

fn shown<T: Display>(values: &[T]) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}

fn shown_days(days: (Date, Date)) -> (String, String) {
    (days.0.to_string(), days.1.to_string())
}

fn codes(texts: &[String]) -> Option<Vec<ActorCode>> {
    texts.iter().map(|text| ActorCode::new(text).ok()).collect()
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

fn days((first, last): &(String, String)) -> Option<(Date, Date)> {
    Some((day(first)?, day(last)?))
}

/// Reads what need not be there: none where it is there and wrong.
fn maybe<T, U>(value: Option<T>, read: impl Fn(&T) -> Option<U>) -> Option<Option<U>> {
    match value {
        Some(value) => read(&value).map(Some),
        None => Some(None),
    }
}

fn all<T, U>(values: Vec<T>, read: impl Fn(T) -> Option<U>) -> Option<Vec<U>> {
    values.into_iter().map(read).collect()
}

impl ToldRow {
    fn of(told: &LearnedPact) -> ToldRow {
        ToldRow {
            id: told.id.clone(),
            names: told.names.clone(),
            parties: shown(&told.parties),
            signed: told.signed.map(shown_days),
            is_published: match told.text {
                LearnedText::NotSaid => None,
                LearnedText::Unpublished => Some(false),
                LearnedText::Published => Some(true),
            },
            text_known_from: told.text_known_from.map(|day| day.to_string()),
            ratification_known_from: told.ratification_known_from.map(|day| day.to_string()),
            evidence: told.evidence.clone(),
            known_from: told.known_from.map(|day| day.to_string()),
            denied_by: shown(&told.denied_by),
            clauses: told.clauses.iter().map(ClauseRow::of).collect(),
            events: told.events.iter().map(EventRow::of).collect(),
            missing: told
                .missing
                .iter()
                .map(|step| (step.says.clone(), step.known_from.to_string(), step.reported.clone()))
                .collect(),
            labels: told.labels.iter().map(|(id, label)| LabelRow::of(id, label)).collect(),
        }
    }

    fn pact(self) -> Option<LearnedPact> {
        let missing = |(says, known_from, reported): (String, String, Vec<String>)| {
            Some(Missing { says, known_from: day(&known_from)?, reported })
        };
        Some(LearnedPact {
            id: self.id,
            names: self.names,
            parties: codes(&self.parties)?,
            signed: maybe(self.signed, days)?,
            text: match self.is_published {
                None => LearnedText::NotSaid,
                Some(false) => LearnedText::Unpublished,
                Some(true) => LearnedText::Published,
            },
            text_known_from: maybe(self.text_known_from, |text| day(text))?,
            ratification_known_from: maybe(self.ratification_known_from, |text| day(text))?,
            evidence: self.evidence,
            known_from: maybe(self.known_from, |text| day(text))?,
            denied_by: codes(&self.denied_by)?,
            clauses: all(self.clauses, ClauseRow::clause)?,
            events: all(self.events, EventRow::event)?,
            missing: all(self.missing, missing)?,
            labels: all(self.labels, LabelRow::label)?.into_iter().collect(),
        })
    }
}

impl ClauseRow {
    fn of(told: &LearnedClause) -> ClauseRow {
        let wording = |told: &Wording| (told.evidence.clone(), told.outlet.clone(), told.words.clone());
        ClauseRow {
            kind: told.kind.to_string(),
            debtors: shown(&told.debtors),
            creditors: shown(&told.creditors),
            wordings: told.wordings.iter().map(wording).collect(),
            conditions: told.conditions.clone(),
            origins: told.origins.iter().cloned().collect(),
            denied_by: shown(&told.denied_by),
        }
    }

    fn clause(self) -> Option<LearnedClause> {
        let wording = |(evidence, outlet, words)| Wording { evidence, outlet, words };
        Some(LearnedClause {
            kind: ClauseKind::parse(&self.kind)?,
            debtors: codes(&self.debtors)?,
            creditors: codes(&self.creditors)?,
            wordings: self.wordings.into_iter().map(wording).collect(),
            conditions: self.conditions,
            origins: self.origins.into_iter().collect(),
            denied_by: codes(&self.denied_by)?,
        })
    }
}

impl EventRow {
    fn of(told: &LearnedEvent) -> EventRow {
        EventRow {
            status: told.status.as_str().to_owned(),
            parties: shown(&told.parties),
            day: shown_days(told.day),
            known_from: told.known_from.map(|day| day.to_string()),
            asserted_by: shown(&told.asserted_by),
            denied_by: shown(&told.denied_by),
            evidence: told.evidence.clone(),
            n_origins: told.n_origins,
        }
    }

    fn event(self) -> Option<LearnedEvent> {
        Some(LearnedEvent {
            status: Status::parse(&self.status)?,
            parties: codes(&self.parties)?,
            day: days(&self.day)?,
            known_from: maybe(self.known_from, |text| day(text))?,
            asserted_by: codes(&self.asserted_by)?,
            denied_by: codes(&self.denied_by)?,
            evidence: self.evidence,
            n_origins: self.n_origins,
        })
    }
}

impl LabelRow {
    fn of(evidence: &str, label: &EvidenceLabel) -> LabelRow {
        LabelRow {
            evidence: evidence.to_owned(),
            outlet: label.outlet.clone(),
            place: label.place.clone(),
            quote: label.quote.clone(),
            published: label.published.map(|day| day.to_string()),
            origin: label.origin.clone(),
            denied_by: label.denied_by.clone(),
        }
    }

    fn label(self) -> Option<(String, EvidenceLabel)> {
        let label = EvidenceLabel {
            outlet: self.outlet,
            place: self.place,
            quote: self.quote,
            published: maybe(self.published, |text| day(text))?,
            origin: self.origin,
            denied_by: self.denied_by,
        };
        Some((self.evidence, label))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_codes() -> impl Strategy<Value = Vec<ActorCode>> {
        let code = proptest::sample::select(vec!["KAZ", "GEO", "TGO", "UNO", "IGO"]);
        prop::collection::vec(code.prop_map(|code| ActorCode::new(code).unwrap()), 0..4)
    }

    fn any_day() -> impl Strategy<Value = Date> {
        (1800_i16..2100, 1_i8..=12, 1_i8..=28)
            .prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
    }

    fn any_texts() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec(".{0,8}", 0..3)
    }

    fn any_clause() -> impl Strategy<Value = LearnedClause> {
        let kinds = proptest::sample::select(ClauseKind::ALL);
        let wording = (".{0,4}", ".{0,4}", ".{0,9}").prop_map(|(evidence, outlet, words)| Wording {
            evidence,
            outlet,
            words,
        });
        let conditions = prop::collection::vec((".{0,9}", ".{0,4}"), 0..3);
        let wordings = prop::collection::vec(wording, 0..3);
        let origins = prop::collection::btree_set(".{0,6}", 0..3);
        (kinds, any_codes(), any_codes(), wordings, conditions, origins, any_codes()).prop_map(
            |(kind, debtors, creditors, wordings, conditions, origins, denied_by)| LearnedClause {
                kind,
                debtors,
                creditors,
                wordings,
                conditions,
                origins,
                denied_by,
            },
        )
    }

    fn any_event() -> impl Strategy<Value = LearnedEvent> {
        let statuses = proptest::sample::select(Status::SPELLINGS);
        let who = (any_codes(), any_codes(), any_codes());
        let days = ((any_day(), any_day()), prop::option::of(any_day()));
        (statuses, who, days, any_texts(), 0_u32..9).prop_map(
            |(status, (parties, asserted_by, denied_by), (day, known_from), evidence, n_origins)| {
                LearnedEvent {
                    status: Status::parse(status).unwrap(),
                    parties,
                    day,
                    known_from,
                    asserted_by,
                    denied_by,
                    evidence,
                    n_origins,
                }
            },
        )
    }

    fn any_label() -> impl Strategy<Value = EvidenceLabel> {
        let words = (".{0,4}", ".{0,4}", ".{0,20}", ".{0,4}");
        (words, prop::option::of(any_day()), any_texts()).prop_map(
            |((outlet, place, quote, origin), published, denied_by)| EvidenceLabel {
                outlet,
                place,
                quote,
                published,
                origin,
                denied_by,
            },
        )
    }

    fn any_pact() -> impl Strategy<Value = LearnedPact> {
        let text = proptest::sample::select(vec![
            LearnedText::NotSaid,
            LearnedText::Unpublished,
            LearnedText::Published,
        ]);
        let days = (
            prop::option::of((any_day(), any_day())),
            prop::option::of(any_day()),
            prop::option::of(any_day()),
            prop::option::of(any_day()),
        );
        let step = (".{0,9}", any_day(), any_texts()).prop_map(|(says, known_from, reported)| Missing {
            says,
            known_from,
            reported,
        });
        let lists = (
            prop::collection::vec(any_clause(), 0..3),
            prop::collection::vec(any_event(), 0..3),
            prop::collection::vec(step, 0..3),
            prop::collection::btree_map(".{0,8}", any_label(), 0..3),
        );
        (".{0,9}", any_texts(), (any_codes(), any_codes()), text, days, any_texts(), lists).prop_map(
            |(id, names, (parties, denied_by), text, days, evidence, (clauses, events, missing, labels))| {
                let (signed, text_known_from, ratification_known_from, known_from) = days;
                LearnedPact {
                    id,
                    names,
                    parties,
                    signed,
                    text,
                    text_known_from,
                    ratification_known_from,
                    evidence,
                    known_from,
                    denied_by,
                    clauses,
                    events,
                    missing,
                    labels,
                }
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(told in prop::option::of(any_pact())) {
            let bytes = written(7, told.as_ref());
            prop_assert_eq!(format!("{:?}", read(7, &bytes)), format!("{:?}", Some(&told)));
            prop_assert!(read(8, &bytes).is_none(), "a row of another form is taken");
            prop_assert!(read(7, &bytes[..bytes.len() - 1]).is_none(), "a row cut short is taken");
        }
    }
}
