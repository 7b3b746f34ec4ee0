//! Scores what merging makes of a story: life cycles, differences, copies, comparison, and who would be bound.

use super::events::EventScore;
use super::{
    CodedReports, Key, KeyAnswer, KeyCopies, KeyPact, KeyQuestion, KeySide, KeyStep, Miss, Score, claims_at,
};
use crate::desk::Desk;
use crate::obligations::{self, Label, LibraryError, PactFiles, Question, Reading};
use foederis_ledger::{DifferenceKind as Kind, Pact, Subject, Voice};
use foederis_names::Names;
use foederis_types::{ActorCode, ClaimId, Date, EntryId, PactStatus, ReportId};
use std::collections::{BTreeMap, BTreeSet};

/// Scores the steps of each pact of the key: known, with party and with the day.
pub(super) fn score_life_cycles(key: &Key, desk: &Desk<'_>) -> Vec<Score> {
    let (mut told, mut dated) =
        (Score::new("life-cycle steps: told"), Score::new("life-cycle steps: on the day"));
    for pact in &key.pacts {
        for step in &pact.life_cycle {
            let found = days_of(pact, step, desk);
            let name = || format!("{} {} {}", pact.id, step.event, step.party.join("+"));
            told.count(found.is_some(), name);
            if let Some(day) = &step.date {
                let is_right = found.as_ref().is_some_and(|days| days.contains(day));
                dated.count(is_right, || format!("{} is {day}, told {found:?}", name()));
            }
        }
    }
    vec![told, dated]
}

/// Returns the days told for a step by any pact between the parties; `None` where no pact has the step.
fn days_of(pact: &KeyPact, step: &KeyStep, desk: &Desk<'_>) -> Option<BTreeSet<String>> {
    let statuses = statuses_of(&step.event);
    let pacts = desk.account.pacts.values().filter(|found| has_parties(found, &pact.parties));
    let steps = pacts.flat_map(|found| &found.steps).filter(|found| {
        let codes: BTreeSet<&str> = found.parties.iter().map(ActorCode::as_str).collect();
        statuses.contains(&found.status) && step.party.iter().any(|party| codes.contains(party.as_str()))
    });
    let mut is_told = false;
    let mut days = BTreeSet::new();
    for found in steps {
        is_told = true;
        let told = found.days.iter().filter(|told| told.value.from == told.value.to);
        days.extend(told.filter_map(|told| told.value.from).map(|day| day.to_string()));
    }
    is_told.then_some(days)
}

fn has_parties(pact: &Pact, wanted: &[String]) -> bool {
    let codes: BTreeSet<&str> = pact.parties.iter().map(ActorCode::as_str).collect();
    codes == wanted.iter().map(String::as_str).collect()
}

/// Returns the statuses that a key's word for a step stands for.
fn statuses_of(event: &str) -> Vec<PactStatus> {
    use PactStatus as Status;
    match event {
        "signed" => vec![Status::Signed],
        "text published" => vec![Status::TextPublished],
        "submitted to parliament" => vec![Status::Announced],
        "ratified" | "signed into law" => vec![Status::Ratified],
        "instruments exchanged" => vec![Status::Exchanged],
        "in force" => vec![Status::InForceFor],
        "invoked" => vec![Status::Invoked],
        "denounced" => vec![Status::Denounced, Status::Withdrawn],
        "suspended" => vec![Status::Suspended],
        "expired" => vec![Status::Expired],
        "acceded" => vec![Status::Acceded],
        "consultation requested" => vec![Status::Invoked],
        event if event.contains("threatened") => vec![Status::Denounced, Status::Withdrawn],
        event if ["approved", "concurred", "consented"].iter().any(|word| event.ends_with(word)) => {
            vec![Status::Approved, Status::Ratified]
        }
        _ => Vec::new(),
    }
}

/// Scores clauses: told at their evidence, with their kind.
pub(super) fn score_clauses(key: &Key, reports: &CodedReports) -> Score {
    let mut score = Score::new("clauses: told, with their kind");
    for pact in &key.pacts {
        for (clause, kind) in pact.clauses.iter().filter_map(|clause| Some((clause, clause.kind.as_ref()?))) {
            let wordings = clause.wordings.iter().flat_map(|wording| &wording.evidence);
            let told: Vec<_> = clause
                .evidence
                .iter()
                .chain(wordings)
                .flat_map(|evidence| claims_at(reports, evidence))
                .collect();
            let is_kind = |claim: &&foederis_types::Claim| {
                claim.clause.as_ref().is_some_and(|told| is_same_kind(told.kind.as_str(), kind))
            };
            score.count(told.iter().any(is_kind), || format!("{} {kind}", pact.id));
        }
    }
    score
}

/// Keys may write a kind in words: `defense` for `DEFEND`.
fn is_same_kind(ours: &str, theirs: &str) -> bool {
    let theirs = theirs.to_uppercase();
    ours == theirs || (ours == "DEFEND" && theirs.starts_with("DEFEN"))
}

/// Scores differences: heard (claims on each side), and shown (two sides meet in one entry or one difference).
pub(super) fn score_disagreements(key: &Key, reports: &CodedReports, desk: &Desk<'_>) -> Vec<Score> {
    let mut heard = Score::new("differences: every side heard");
    let mut shown = Score::new("differences: two sides brought together");
    let meetings = meetings(desk);
    for difference in &key.disagreements {
        let sides: Vec<BTreeSet<ClaimId>> =
            difference.sides.iter().map(|side| claims_of(side, reports)).collect();
        let deaf: Vec<&str> = difference
            .sides
            .iter()
            .zip(&sides)
            .filter(|(_, claims)| claims.is_empty())
            .map(|(side, _)| side.says.as_str())
            .collect();
        heard.count(deaf.is_empty(), || format!("{} {}: not heard {deaf:?}", difference.id, difference.on));
        let meets = meetings.iter().any(|meeting| {
            sides.iter().filter(|claims| claims.iter().any(|c| meeting.contains(c))).count() > 1
        });
        shown.count(meets, || format!("{} {} ({})", difference.id, difference.on, difference.kind));
    }
    vec![heard, shown]
}

fn claims_of(side: &KeySide, reports: &CodedReports) -> BTreeSet<ClaimId> {
    side.evidence.iter().flat_map(|evidence| claims_at(reports, evidence)).map(|claim| claim.id).collect()
}

/// Returns the sets of claims that views show side by side: those of an entry, and those of a difference.
fn meetings(desk: &Desk<'_>) -> Vec<BTreeSet<ClaimId>> {
    let of_entry =
        |entry: &foederis_ledger::Entry| entry.claims.iter().chain(&entry.remarks).copied().collect();
    let mut meetings: Vec<BTreeSet<ClaimId>> = desk.account.entries.values().map(of_entry).collect();
    for story in desk.account.stories.keys() {
        let comparison = foederis_ledger::compare(&desk.ledger, &desk.account, *story);
        for difference in comparison.into_iter().flat_map(|comparison| comparison.differ) {
            meetings.push(difference.sides.into_iter().flat_map(|side| side.claims).collect());
        }
    }
    meetings
}

/// Scores copies: each group of the key within one origin (where they share only some paragraphs, within one origin of
/// some entry), and no origin with reports of two groups or of none.
pub(super) fn score_copies(key: &Key, reports: &CodedReports, desk: &Desk<'_>) -> Vec<Score> {
    let ids: BTreeMap<ReportId, &str> =
        reports.iter().map(|(name, coded)| (coded.report.id, name.as_str())).collect();
    let groups: Vec<BTreeSet<&str>> =
        key.copies.iter().map(|copies| copies.reports.iter().map(String::as_str).collect()).collect();
    let origins: Vec<BTreeSet<&str>> = desk
        .account
        .origins
        .iter()
        .map(|origin| origin.reports.iter().filter_map(|id| ids.get(id).copied()).collect())
        .collect();
    let mut found = Score::new("copies: known as one text");
    for (copies, group) in key.copies.iter().zip(&groups) {
        let is_known = match copies.kind.as_deref() {
            Some("partial") => is_one_origin_somewhere(copies, reports, desk),
            _ => origins.iter().any(|origin| group.is_subset(origin)),
        };
        found.count(is_known, || format!("{group:?}"));
    }
    let mut clean = Score::new("copies: nothing else taken for one");
    for origin in &origins {
        clean.count(groups.iter().any(|group| origin.is_subset(group)), || format!("{origin:?}"));
    }
    vec![found, clean]
}

/// Says whether an entry counts the voices of all these reports as one origin.
fn is_one_origin_somewhere(copies: &KeyCopies, reports: &CodedReports, desk: &Desk<'_>) -> bool {
    let voice = |name: &String| desk.account.voices.get(&reports.get(name)?.report.id);
    let voices: Vec<&Voice> = copies.reports.iter().filter_map(voice).collect();
    let holds_all = |origin: &Vec<Voice>| voices.iter().all(|voice| origin.contains(voice));
    voices.len() == copies.reports.len()
        && desk.account.entries.values().any(|entry| entry.origins.iter().any(holds_all))
}

/// Scores the comparison: what reports agree on, where they differ, what one alone tells.
pub(super) fn score_comparison(
    key: &Key,
    scored: &[EventScore],
    reports: &CodedReports,
    desk: &Desk<'_>,
) -> Vec<Score> {
    let Some(comparison) = &key.comparison else { return Vec::new() };
    let entry_ids = desk.account.entry_ids();
    let entries_of = |id: &str| -> BTreeSet<EntryId> {
        let event = key.events.iter().find(|event| event.id == id);
        let claims = event.into_iter().flat_map(|event| super::events::answering(event, reports));
        claims.filter_map(|claim| entry_ids.get(&claim.id)).copied().collect()
    };
    let is_told = |id: &str| scored.iter().any(|event| event.id == id && event.miss > Miss::WrongType);
    let (agreeing, differing) = agreeing_and_differing(desk);
    let mut agree = Score::new("comparison: agree");
    for id in comparison.agree.iter().filter(|id| is_event(key, id)) {
        agree.count(entries_of(id).iter().any(|entry| agreeing.contains(entry)), || {
            format!("{id} (told: {})", is_told(id))
        });
    }
    let mut differ = Score::new("comparison: differ");
    for on in comparison.differ.iter().map(|differ| differ.on.as_str()).filter(|on| is_event(key, on)) {
        differ.count(entries_of(on).iter().any(|entry| differing.contains(entry)), || {
            format!("{on} (told: {})", is_told(on))
        });
    }
    let mut only = Score::new("comparison: only in one");
    for (report, ids) in &comparison.only {
        for id in ids.iter().filter(|id| is_event(key, id)) {
            let entries = entries_of(id);
            let is_alone = !entries.is_empty() && entries.iter().all(|entry| !agreeing.contains(entry));
            only.count(is_alone, || format!("{report}: {id} (told: {})", is_told(id)));
        }
    }
    vec![agree, differ, only]
}

fn is_event(key: &Key, id: &str) -> bool {
    key.events.iter().any(|event| event.id == id)
}

fn agreeing_and_differing(desk: &Desk<'_>) -> (BTreeSet<EntryId>, BTreeSet<EntryId>) {
    let (mut agreeing, mut differing) = (BTreeSet::new(), BTreeSet::new());
    let entry_ids = desk.account.entry_ids();
    for story in desk.account.stories.keys() {
        let Some(comparison) = foederis_ledger::compare(&desk.ledger, &desk.account, *story) else {
            continue;
        };
        agreeing.extend(comparison.agree);
        for difference in comparison.differ {
            let Subject::Entry(entry) = difference.on else { continue };
            match difference.kind {
                // One thing after another: nobody differs.
                Kind::Sequence => {}
                Kind::Stance | Kind::Headline => drop(differing.insert(entry)),
                // Each side's account is an entry of its own, and both are told otherwise by the other.
                Kind::Mirrored => {
                    let claims = difference.sides.iter().flat_map(|side| &side.claims);
                    differing.extend(claims.filter_map(|claim| entry_ids.get(claim)));
                }
                _ => {
                    agreeing.insert(entry);
                    differing.insert(entry);
                }
            }
        }
    }
    (agreeing, differing)
}

/// Scores the answers: from ledger and pact files, and from the ledger alone where the key has no labels.
pub(super) fn score_what_if(key: &Key, desk: &Desk<'_>, names: &Names) -> Result<Score, LibraryError> {
    let mut score = Score::new("what-if answers");
    let learned = obligations::learned(desk)?;
    let built_in = obligations::library(&PactFiles::BuiltIn, &learned)?;
    let alone = obligations::library(&PactFiles::None, &learned)?;
    for question in &key.what_if {
        for answer in &question.answer {
            let library = if answer.strict.is_some() { &built_in } else { &alone };
            let told = labels(question, answer, library, desk, names);
            score.count(is_right(answer, &told), || {
                format!(
                    "{} on {:?}: {} {:?}, told {told:?}",
                    question.question, question.on, answer.state, answer.kind
                )
            });
        }
    }
    Ok(score)
}

/// Returns the labels, strict and formal, of the rows for the state and kind.
fn labels(
    question: &KeyQuestion,
    answer: &KeyAnswer,
    library: &obligations::PactLibrary,
    desk: &Desk<'_>,
    names: &Names,
) -> Vec<(Label, Label)> {
    let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<Date>().ok());
    let Some(on) = day(&question.on).or_else(|| desk.ledger.last_day()) else { return Vec::new() };
    let resolver = |text: &str, at: Option<Date>| obligations::resolve(names, text, at.or(Some(on)));
    let Ok(events) = obligations::parse_events(&question.question, &resolver) else { return Vec::new() };
    let asked = Question { as_of: day(&question.known_as_of), ..Question::new(events, on) };
    let Ok(answers) = obligations::what_if(library, &asked) else { return Vec::new() };
    let rows = answers.rows.iter().filter(|row| row.debtor.as_str() == answer.state);
    let rows = rows.filter(|row| answer.kind.as_ref().is_none_or(|kind| row.kind.as_str() == kind));
    rows.map(|row| (row.label(Reading::Strict), row.label(Reading::Formal))).collect()
}

/// Says whether any row has the key's labels. Where there is no row, a key's "not bound" is right. A key without labels
/// wants "arguable".
fn is_right(answer: &KeyAnswer, told: &[(Label, Label)]) -> bool {
    let (Some(strict), Some(formal)) = (&answer.strict, &answer.formal) else {
        return told.iter().any(|(strict, formal)| {
            [strict, formal].iter().any(|label| label.as_str().starts_with("ARGUABLE"))
        });
    };
    let matches = |(a, b): &(Label, Label)| a.as_str() == strict && b.as_str() == formal;
    told.iter().any(matches) || (told.is_empty() && strict == "NOT_BOUND" && formal == "NOT_BOUND")
}
