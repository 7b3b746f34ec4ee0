//! One entry from its claims: who states, passes on, denies; with every variant of day, number, place and wording.
//!
//! Silence is never a denial: a voice that tells nothing has no telling here.

use std::collections::{BTreeMap, BTreeSet};

use foederis_types::{
    ActorCode, Auxiliary, Basis, BlockKind, Claim, ClaimId, Date, EntryId, Event, Factuality, Holder,
    PactStatus, Part, Participant, ReportId, StoryId, View,
};

use crate::account::{
    Days, Entry, Flag, FlagKind, Grade, Position, Side, Stance, Story, Telling, Told, Voice,
};
use crate::blocks::number;
use crate::components::Components;
use crate::copies::Copies;
use crate::family::{Family, object_classes};
use crate::ledger::{Ledger, Line};
use crate::told::gathered;

/// Positions of one holder that each one is held against.
const HELD_AGAINST: usize = 64;
/// Days within which two renderings are taken to be of one utterance.
const UTTERANCE_DAYS: i32 = 3;

/// Claims about one happening, and the story that tells it most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    /// The claims, ascending.
    pub(crate) claims: Vec<ClaimId>,
    /// The story.
    pub(crate) story: StoryId,
}

impl Group {
    /// Returns the id of the entry that the claims make.
    pub(crate) fn id(&self) -> EntryId {
        self.claims.first().map_or(EntryId::from_hash([0; 8]), |id| EntryId::from_hash(id.to_bytes()))
    }
}

/// Gives each group the story that most of its claims come from.
pub(crate) fn in_stories(ledger: &Ledger, groups: Vec<Vec<ClaimId>>, stories: &[Story]) -> Vec<Group> {
    let story_of = crate::stories::story_of(stories);
    let told = |claims: Vec<ClaimId>| {
        let lines = claims.iter().filter_map(|id| ledger.line(*id));
        let story = most_told(lines.filter_map(|line| story_of.get(&line.claim.quote.report)).copied())?;
        Some(Group { claims, story })
    };
    groups.into_iter().filter_map(told).collect()
}

/// Builds the entries, in the order of the groups.
pub(crate) fn entries(ledger: &Ledger, groups: &[Group], copies: &Copies) -> Vec<Entry> {
    let remarks = remarks(ledger, groups);
    let of = |(at, group): (usize, &Group)| {
        let remarks = remarks.get(&at).cloned().unwrap_or_default();
        entry(ledger, group, remarks, copies)
    };
    groups.iter().enumerate().filter_map(of).collect()
}

/// Builds the entry of a group, given the statements that bear on it; `None` where the ledger has none of its claims.
pub(crate) fn entry(ledger: &Ledger, group: &Group, remarks: Vec<ClaimId>, copies: &Copies) -> Option<Entry> {
    let lines: Vec<&Line> = group.claims.iter().filter_map(|id| ledger.line(*id)).collect();
    let said: Vec<&Line> = remarks.iter().filter_map(|id| ledger.line(*id)).collect();
    let first = lines.first()?;
    let claims = || lines.iter().map(|line| (&line.claim, line.claim.id));
    let (actors, recipients) = sides(&lines);
    let contexts: BTreeSet<String> =
        lines.iter().flat_map(|line| line.claim.contexts.iter().cloned()).collect();
    let place = |claim: &Claim| claim.place.as_ref().map(|place| (place.name.clone(), place.state));
    let status = status(&lines);
    let sense = Sense::of(status);
    let positions = positions(ledger, &lines, &said, sense);
    let mut entry = Entry {
        id: EntryId::from_hash(first.claim.id.to_bytes()),
        story: group.story,
        claims: group.claims.clone(),
        remarks,
        types: gathered(claims().map(|(claim, id)| ((claim.event, claim.cameo.clone()), id))),
        modes: gathered(claims().filter_map(|(claim, id)| Some((claim.mode.clone()?, id)))),
        contexts: contexts.into_iter().collect(),
        pact_status: status,
        pact: None,
        clause: first.claim.clause.as_ref().map(|clause| clause.kind),
        actors,
        recipients,
        days: days(&lines),
        places: gathered(claims().filter_map(|(claim, id)| Some((place(claim)?, id)))),
        triggers: gathered(lines.iter().map(|line| (line.print.trigger.clone(), line.claim.id))),
        figures: figures(&lines),
        auxiliary: gathered(
            claims().flat_map(|(claim, id)| claim.auxiliary.iter().map(move |mode| (*mode, id))),
        ),
        tellings: tellings(ledger, &lines, sense),
        flags: Vec::new(),
        origins: origins(ledger, &lines, copies),
        positions,
    };
    entry.flags = flags(&lines, &entry, sense);
    Some(entry)
}

/// What an entry says of the deed that its claims' values are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// That it was done.
    Done,
    /// That it was not: a text not published, a treaty not ratified. Who says that it was not done states the entry.
    NotDone,
}

impl Sense {
    fn of(status: Option<PactStatus>) -> Sense {
        if status.is_some_and(is_undone) { Sense::NotDone } else { Sense::Done }
    }

    /// Returns what a holder's view of the deed makes of the entry.
    fn of_entry(self, value: Factuality) -> Factuality {
        match (self, value) {
            (Sense::Done, value) => value,
            (Sense::NotDone, Factuality::CertainNo) => Factuality::CertainYes,
            (Sense::NotDone, Factuality::ProbableNo) => Factuality::ProbableYes,
            (Sense::NotDone, Factuality::PossibleNo) => Factuality::PossibleYes,
            (Sense::NotDone, Factuality::CertainYes) => Factuality::CertainNo,
            (Sense::NotDone, Factuality::ProbableYes) => Factuality::ProbableNo,
            (Sense::NotDone, Factuality::PossibleYes) => Factuality::PossibleNo,
            (Sense::NotDone, Factuality::Unknown) => Factuality::Unknown,
        }
    }
}

/// Says whether a status is that of a step not taken.
fn is_undone(status: PactStatus) -> bool {
    matches!(status, PactStatus::NotSigned | PactStatus::NotRatified | PactStatus::TextUnpublished)
}

/// Returns the story told most often; of several the first.
pub(crate) fn most_told(stories: impl IntoIterator<Item = StoryId>) -> Option<StoryId> {
    let mut counts: BTreeMap<StoryId, usize> = BTreeMap::new();
    for story in stories {
        *counts.entry(story).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(story, n)| (*n, std::cmp::Reverse(*story))).map(|(story, _)| story)
}

/// The status most told; what happened before what did not, whatever words say that it did not.
fn status(lines: &[&Line]) -> Option<PactStatus> {
    let told_of = |claim: &Claim| match claim.pact_status? {
        PactStatus::Signed if is_no(claim) => Some(PactStatus::NotSigned),
        PactStatus::Ratified if is_no(claim) => Some(PactStatus::NotRatified),
        status => Some(status),
    };
    let told = gathered(lines.iter().filter_map(|line| Some((told_of(&line.claim)?, line.claim.id))));
    told.iter().find(|told| !is_undone(told.value)).or(told.first()).map(|told| told.value)
}

/// Told by nobody but as not done: "denied that it had signed".
fn is_no(claim: &Claim) -> bool {
    let is_yes = |view: &View| {
        matches!(view.value, Factuality::CertainYes | Factuality::ProbableYes | Factuality::PossibleYes)
    };
    let is_done = |mode: &Auxiliary| matches!(mode, Auxiliary::Future | Auxiliary::Hypothetical);
    claim.auxiliary.contains(&Auxiliary::Negation)
        && !claim.auxiliary.iter().any(is_done)
        && !claim.factuality.iter().any(is_yes)
}

/// Told days first, of those a day or two before a month and a month before a year, then those that most reports tell,
/// named or resolved alike.
fn days(lines: &[&Line]) -> Vec<Told<Days>> {
    let mut days = gathered(lines.iter().map(|line| (Days::of(&line.claim.happened), line.claim.id)));
    let mut told_in: BTreeMap<(Option<Date>, Option<Date>), BTreeSet<ReportId>> = BTreeMap::new();
    for line in lines {
        let happened = &line.claim.happened;
        told_in.entry((happened.from, happened.to)).or_default().insert(line.claim.quote.report);
    }
    let n_reports = |days: &Days| told_in.get(&(days.from, days.to)).map_or(0, BTreeSet::len);
    let coarseness = |days: &Days| match days.from.zip(days.to).map(|(from, to)| number(to) - number(from)) {
        Some(..=3) => 0,
        Some(4..=31) => 1,
        _ => 2,
    };
    days.sort_by_key(|told| {
        let most = (std::cmp::Reverse(n_reports(&told.value)), std::cmp::Reverse(told.claims.len()));
        let is_open = told.value.from.is_none() && told.value.to.is_none();
        (!told.value.is_told(), coarseness(&told.value), is_open, most)
    });
    days
}

fn figures(lines: &[&Line]) -> Vec<Told<foederis_types::Figure>> {
    let told =
        lines.iter().flat_map(|line| line.print.figures.iter().map(|figure| (figure.clone(), line.claim.id)));
    let mut figures = gathered(told);
    figures.sort_by(|a, b| a.value.of.cmp(&b.value.of));
    figures
}

/// Who did it to whom: the placement told most often among the fullest; names and sectors from all claims.
fn sides(lines: &[&Line]) -> (Vec<Side>, Vec<Side>) {
    type Placement = (Vec<Option<ActorCode>>, Vec<Option<ActorCode>>);
    let codes = |participants: &[Participant]| {
        let codes: BTreeSet<Option<ActorCode>> =
            participants.iter().map(|participant| participant.code).collect();
        codes.into_iter().collect::<Vec<_>>()
    };
    let mut counts: BTreeMap<Placement, usize> = BTreeMap::new();
    for line in lines {
        *counts.entry((codes(&line.claim.actors), codes(&line.claim.recipients))).or_default() += 1;
    }
    let fullness = |(actors, recipients): &Placement| {
        let known: BTreeSet<_> = actors.iter().chain(recipients).flatten().collect();
        known.len().min(2)
    };
    let best =
        counts.iter().max_by_key(|(placement, n)| (fullness(placement), **n, std::cmp::Reverse(*placement)));
    let Some(((actors, recipients), _)) = best else { return (Vec::new(), Vec::new()) };
    let fits =
        |line: &&&Line| codes(&line.claim.actors) == *actors && codes(&line.claim.recipients) == *recipients;
    let fitting: Vec<&Line> = lines.iter().filter(fits).copied().collect();
    let (acting, receiving): (Vec<_>, Vec<_>) =
        fitting.iter().map(|line| (line.claim.actors.as_slice(), line.claim.recipients.as_slice())).unzip();
    (side_list(acting), side_list(receiving))
}

fn side_list(lists: Vec<&[Participant]>) -> Vec<Side> {
    #[derive(Default)]
    struct Seen {
        names: BTreeMap<String, usize>,
        sectors: BTreeSet<String>,
    }
    let mut by_code: BTreeMap<(bool, Option<ActorCode>, String), Seen> = BTreeMap::new();
    for participant in lists.into_iter().flatten() {
        let own_name = if participant.code.is_none() { participant.name.clone() } else { String::new() };
        let seen = by_code.entry((participant.code.is_none(), participant.code, own_name)).or_default();
        *seen.names.entry(participant.name.clone()).or_default() += 1;
        seen.sectors.extend(participant.sector.clone());
    }
    let side = |((_, code, _), seen): ((bool, Option<ActorCode>, String), Seen)| {
        let name = seen.names.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
        Side {
            code,
            name: name.map_or(String::new(), |(name, _)| name),
            sectors: seen.sectors.into_iter().collect(),
        }
    };
    by_code.into_iter().map(side).collect()
}

fn tellings(ledger: &Ledger, lines: &[&Line], sense: Sense) -> Vec<Telling> {
    let mut by_stance: BTreeMap<(Voice, Stance), (Option<Date>, Vec<ClaimId>)> = BTreeMap::new();
    for line in lines {
        let Some(header) = ledger.header(line.claim.quote.report) else { continue };
        let slot = by_stance
            .entry((Voice::of(header), stance(&line.claim, header.day(), sense)))
            .or_insert((header.day(), Vec::new()));
        slot.0 = slot.0.min(header.day()).or(slot.0).or(header.day());
        slot.1.push(line.claim.id);
    }
    by_stance
        .into_iter()
        .map(|((voice, stance), (published, claims))| Telling { voice, stance, published, claims })
        .collect()
}

/// Returns how the author of a claim stands to it, in a report of `published`.
fn stance(claim: &Claim, published: Option<Date>, sense: Sense) -> Stance {
    // What lies after its report was still to come when it was told, whatever the verb.
    let is_later = claim.happened.from.zip(published).is_some_and(|(from, day)| from > day);
    // "It enters into force on the exchange of instruments": the terms of a step, which is not taken yet.
    let is_term = claim.pact_status.is_some() && claim.auxiliary.contains(&Auxiliary::Hypothetical);
    let is_to_come = is_later || is_term || claim.auxiliary.contains(&Auxiliary::Future);
    let author = claim.factuality.iter().find(|view| view.holder == Holder::Author);
    match author.map_or(Factuality::Unknown, |view| sense.of_entry(view.value)) {
        Factuality::Unknown => passed_on(claim, sense),
        value if is_positive(value) && is_to_come => Stance::Expects(value),
        value if is_positive(value) => Stance::States(value),
        value => Stance::Denies(value),
    }
}

/// What an author passes on without vouching for it.
fn passed_on(claim: &Claim, sense: Sense) -> Stance {
    let holders = |fits: fn(Factuality) -> bool| {
        let fits = |view: &&View| view.holder != Holder::Author && fits(sense.of_entry(view.value));
        let views = claim.factuality.iter().filter(fits);
        let holders: BTreeSet<Holder> = views.map(|view| view.holder.clone()).collect();
        holders.into_iter().collect::<Vec<_>>()
    };
    let (affirming, denying) = (holders(is_positive), holders(is_negative));
    if !affirming.is_empty() {
        return Stance::Attributes(affirming);
    }
    if !denying.is_empty() {
        return Stance::PassesOnDenial(denying);
    }
    if claim.auxiliary.contains(&Auxiliary::Hypothetical) || claim.condition.is_some() {
        return Stance::Supposes;
    }
    Stance::Attributes(Vec::new())
}

pub(crate) fn is_positive(value: Factuality) -> bool {
    matches!(value, Factuality::CertainYes | Factuality::ProbableYes | Factuality::PossibleYes)
}

pub(crate) fn is_negative(value: Factuality) -> bool {
    matches!(value, Factuality::CertainNo | Factuality::ProbableNo | Factuality::PossibleNo)
}

type PositionKey = (ActorCode, Option<Date>, Grade);

fn positions(ledger: &Ledger, lines: &[&Line], remarks: &[&Line], sense: Sense) -> Vec<Position> {
    #[derive(Default)]
    struct Held {
        cues: BTreeSet<String>,
        voices: BTreeSet<Voice>,
        claims: BTreeSet<ClaimId>,
    }
    let mut held: BTreeMap<PositionKey, Held> = BTreeMap::new();
    let mut hold = |line: &Line, holder: ActorCode, grade: Grade, cue: &str| {
        let Some(header) = ledger.header(line.claim.quote.report) else { return };
        let slot = held.entry((holder, header.day(), grade)).or_default();
        slot.cues.extend((!cue.is_empty()).then(|| cue.to_owned()));
        slot.voices.insert(Voice::of(header));
        slot.claims.insert(line.claim.id);
    };
    for line in lines {
        for (at, view) in line.claim.factuality.iter().enumerate() {
            let cue = line.print.cues.get(at).map_or("", String::as_str);
            // "Sudan denied this.": the remark itself holds it, with its own words.
            let is_remarked = view.cue.is_some_and(|cue| {
                !line.claim.quote.span.contains(cue)
                    && remarks.iter().any(|remark| {
                        remark.claim.trigger == cue && remark.claim.quote.report == line.claim.quote.report
                    })
            });
            if is_remarked {
                continue;
            }
            if let (Holder::Actor(holder), Some(grade)) = (&view.holder, grade(line, view, cue, sense)) {
                hold(line, *holder, of_what_is_to_come(ledger, line, *holder, grade), cue);
            }
        }
    }
    for line in remarks {
        let Some(grade) = remark_grade(line) else { continue };
        let holders: BTreeSet<ActorCode> = line.claim.actors.iter().filter_map(|actor| actor.code).collect();
        for holder in holders {
            let grade = of_what_is_to_come(ledger, line, holder, grade);
            hold(line, holder, grade, &line.print.trigger);
        }
    }
    held.into_iter()
        .map(|((holder, published, grade), held)| Position {
            holder,
            published,
            grade,
            cues: held.cues.into_iter().collect(),
            voices: held.voices.into_iter().collect(),
            claims: held.claims.into_iter().collect(),
        })
        .collect()
}

/// "It will not join": a doer's no to what is yet to come denies nothing that was done.
fn of_what_is_to_come(ledger: &Ledger, line: &Line, holder: ActorCode, grade: Grade) -> Grade {
    let claim = &line.claim;
    let published = ledger.header(claim.quote.report).and_then(|header| header.day());
    // Only what is to come is not bounded by the day of its report.
    let is_open = claim.happened.basis == Basis::Published && claim.happened.to.is_none();
    let is_to_come = claim.auxiliary.contains(&Auxiliary::Future) || (is_open && published.is_some());
    let is_doer = claim.actors.iter().any(|actor| actor.code == Some(holder));
    if matches!(grade, Grade::Denies(_)) && is_doer && is_to_come { Grade::RulesOut } else { grade }
}

/// Words that wave a claim away without saying that it is not so.
const DISMISSALS: &[&str] = &[
    "absurd",
    "baseless",
    "brush",
    "dismiss",
    "dismissal",
    "fabrication",
    "fake",
    "groundless",
    "laugh",
    "nonsense",
    "ridicule",
    "ridiculous",
    "rumor",
    "rumour",
    "scoff",
    "shrug",
    "speculation",
    "stereotyped",
    "wave",
];
/// Words that own up.
const ADMISSIONS: &[&str] = &["acknowledge", "admit", "concede", "confess", "confirm", "own", "recognize"];

fn has_word(words: &str, list: &[&str]) -> bool {
    words.split(' ').any(|word| list.contains(&word))
}

fn dismisses(line: &Line, cue: &str) -> bool {
    let is_plain = has_word(cue, &["deny", "denial"]);
    !is_plain
        && (has_word(cue, DISMISSALS) || line.print.words.iter().any(|w| DISMISSALS.contains(&w.as_str())))
}

fn grade(line: &Line, view: &View, cue: &str, sense: Sense) -> Option<Grade> {
    let Holder::Actor(holder) = view.holder else { return None };
    let is_side =
        || line.claim.actors.iter().chain(&line.claim.recipients).any(|side| side.code == Some(holder));
    match sense.of_entry(view.value) {
        Factuality::Unknown => None,
        Factuality::CertainYes if has_word(cue, ADMISSIONS) && is_side() => Some(Grade::Admits),
        value if is_positive(value) => Some(Grade::Affirms(value)),
        _ if dismisses(line, cue) => Some(Grade::Dismisses),
        value => Some(Grade::Denies(value)),
    }
}

/// What a statement makes of the happening it bears on, by its CAMEO code and words.
fn remark_grade(line: &Line) -> Option<Grade> {
    let Family::Statement(code) = Family::of(&line.claim) else { return None };
    let words = || line.print.words.iter().map(String::as_str).chain([line.print.trigger.as_str()]);
    let says = |wanted: &[&str]| words().any(|word| has_word(word, wanted));
    match code {
        11 if says(&["confirm"]) && says(&["deny"]) => Some(Grade::LeavesOpen),
        11 => Some(Grade::Declines),
        15 => Some(Grade::Admits),
        16 if says(&["confirm"]) && says(&["deny"]) => Some(Grade::LeavesOpen),
        16 if dismisses(line, &line.print.trigger) => Some(Grade::Dismisses),
        16 => Some(Grade::Denies(Factuality::CertainNo)),
        _ => None,
    }
}

/// For each group, the statements that bear on it.
pub(crate) fn remarks(ledger: &Ledger, groups: &[Group]) -> BTreeMap<usize, Vec<ClaimId>> {
    let is_remark = |line: &&Line| remark_grade(line).is_some();
    let spoken_in: BTreeSet<ReportId> =
        ledger.lines().filter(is_remark).map(|line| line.claim.quote.report).collect();
    let lines: Vec<&Line> =
        ledger.lines().filter(|line| spoken_in.contains(&line.claim.quote.report)).collect();
    let bearing = bearing(&lines);
    let near: BTreeSet<ClaimId> = bearing.iter().map(|(target, _)| *target).collect();
    let members = |(at, group): (usize, &'_ Group)| {
        group.claims.iter().filter(|id| near.contains(id)).map(|id| (*id, at)).collect::<Vec<_>>()
    };
    let group_of: BTreeMap<ClaimId, usize> = groups.iter().enumerate().flat_map(members).collect();
    let mut remarks: BTreeMap<usize, BTreeSet<ClaimId>> = BTreeMap::new();
    for (target, remark) in bearing {
        if let Some(at) = group_of.get(&target) {
            remarks.entry(*at).or_default().insert(remark);
        }
    }
    remarks.into_iter().map(|(at, remarks)| (at, remarks.into_iter().collect())).collect()
}

/// Among claims of whole reports, what bears on what: denials, admissions and refusals to comment of one of its sides or
/// holders in the same sentence, else in one of the two before it in the same paragraph. First what is borne on; in the
/// order of the claims that bear.
pub(crate) fn bearing(lines: &[&Line]) -> Vec<(ClaimId, ClaimId)> {
    let mut by_sentence: BTreeMap<SentencePlace, Vec<&Line>> = BTreeMap::new();
    lines.iter().for_each(|line| by_sentence.entry(sentence_place(line)).or_default().push(line));
    let remarks = lines.iter().filter(|line| remark_grade(line).is_some());
    let borne = |remark: &&Line| {
        let targets: BTreeSet<ClaimId> = borne_on(remark, &by_sentence).into_iter().collect();
        let id = remark.claim.id;
        targets.into_iter().map(move |target| (target, id)).collect::<Vec<_>>()
    };
    remarks.flat_map(borne).collect()
}

/// A sentence of a report.
type SentencePlace = (ReportId, Part, u32);

fn sentence_place(line: &Line) -> SentencePlace {
    (line.claim.quote.report, line.claim.quote.part, line.claim.sentence)
}

/// What a statement bears on: a deed with its speaker among the sides, told in the same sentence, else in the one
/// before, else in the one before that, in the same paragraph; else one alleged in the next sentence with all its
/// speakers among the sides ("A and B deny it. C alleges that A has ...").
fn borne_on(remark: &Line, by_sentence: &BTreeMap<SentencePlace, Vec<&Line>>) -> Vec<ClaimId> {
    let speakers: BTreeSet<ActorCode> = remark.claim.actors.iter().filter_map(|actor| actor.code).collect();
    let concerns = |line: &&&Line| {
        let mut sides = line.claim.actors.iter().chain(&line.claim.recipients).filter_map(|side| side.code);
        let is_deed = line.claim.event.is_some_and(|event| !matches!(event, Event::Accuse | Event::Consult));
        is_deed
            && line.print.paragraph == remark.print.paragraph
            && sides.any(|code| speakers.contains(&code))
    };
    let is_denial = matches!(Family::of(&remark.claim), Family::Statement(16));
    let answers = |line: &&&Line| {
        !is_denial || (speakers.iter().any(|speaker| can_deny(*speaker, line)) && may_be_meant(remark, line))
    };
    let before = |distance: u32| {
        let (report, part, sentence) = sentence_place(remark);
        let told = by_sentence.get(&(report, part, sentence.checked_sub(distance)?))?;
        // "A closed its border after accusing B of arming rebels, a charge that B denies": B denies what it is accused
        // of, not what is done to it.
        let is_charge =
            distance == 0 && is_denial && told.iter().any(|line| is_charge_against(line, &speakers));
        let near = told.iter().filter(concerns).filter(|line| (distance == 0 && !is_charge) || answers(line));
        let found: Vec<ClaimId> = near.map(|line| line.claim.id).collect();
        (is_charge || !found.is_empty()).then_some(found)
    };
    let all_are_sides = |line: &&&Line| {
        let sides: BTreeSet<ActorCode> =
            line.claim.actors.iter().chain(&line.claim.recipients).filter_map(|side| side.code).collect();
        !speakers.is_empty() && speakers.is_subset(&sides) && is_alleged(&line.claim)
    };
    let after = || {
        let (report, part, sentence) = sentence_place(remark);
        let told = by_sentence.get(&(report, part, sentence + 1))?;
        let found = told.iter().filter(concerns).filter(answers).filter(all_are_sides);
        found.min_by_key(|line| line.claim.trigger.start()).map(|line| vec![line.claim.id])
    };
    (0..=2).find_map(before).or_else(after).unwrap_or_default()
}

/// Says whether a claim is that others accuse these speakers.
fn is_charge_against(line: &Line, speakers: &BTreeSet<ActorCode>) -> bool {
    let names = |sides: &[Participant]| {
        sides.iter().any(|side| side.code.is_some_and(|code| speakers.contains(&code)))
    };
    line.claim.event == Some(Event::Accuse) && names(&line.claim.recipients) && !names(&line.claim.actors)
}

/// Says whether somebody can be the one who denies a deed told in another sentence: who is said to have done it, or
/// to have had part in what both sides do; not who suffers it, and not who alleges it.
fn can_deny(speaker: ActorCode, line: &Line) -> bool {
    let is_among = |sides: &[Participant]| sides.iter().any(|side| side.code == Some(speaker));
    let alleges = |view: &View| view.holder == Holder::Actor(speaker) && is_positive(view.value);
    let is_shared = !Family::of(&line.claim).is_suffered() && is_among(&line.claim.recipients);
    (is_among(&line.claim.actors) || is_shared) && !line.claim.factuality.iter().any(alleges)
}

/// Says whether a denial told some sentences on can be one of this deed: of one that others allege, or one of which it
/// names something. "Customs denies that there is a blockade" denies no recall of an ambassador that the report itself
/// tells.
fn may_be_meant(denial: &Line, deed: &Line) -> bool {
    const ANY_CHARGE: &[&str] = &[
        "account",
        "accusation",
        "allegation",
        "assertion",
        "charge",
        "claim",
        "involvement",
        "news",
        "report",
        "responsibility",
        "role",
        "statement",
        "story",
        "suggestion",
        "version",
        "wrongdoing",
    ];
    let is_own =
        |word: &&String| !ANY_CHARGE.contains(&word.as_str()) && !DISMISSALS.contains(&word.as_str());
    let named: Vec<&String> = denial.print.words.iter().filter(is_own).collect();
    let told = || deed.print.words.iter().chain([&deed.print.trigger]);
    // Of a denial without any words it is not known what it denies.
    is_alleged(&deed.claim)
        || (named.is_empty() && !denial.print.words.is_empty())
        || named.iter().any(|word| told().any(|other| other == *word))
        || object_classes(&denial.print.words) & object_classes(&deed.print.words) != 0
}

/// Says whether the report only passes a happening on.
fn is_alleged(claim: &Claim) -> bool {
    claim.factuality.iter().any(|view| view.holder == Holder::Author && view.value == Factuality::Unknown)
}

/// Groups the voices of an entry by where their words come from: copies of one text, a paragraph taken over, an
/// agency that signs the report or that the sentence names as its source.
fn origins(ledger: &Ledger, lines: &[&Line], copies: &Copies) -> Vec<Vec<Voice>> {
    #[derive(PartialEq, Eq, PartialOrd, Ord)]
    enum Root {
        Text(ReportId),
        Paragraph((ReportId, u32)),
        Agency(String),
        Voice(Voice),
    }
    let mut holders: BTreeMap<Root, Vec<usize>> = BTreeMap::new();
    let voices: Vec<Option<Voice>> =
        lines.iter().map(|line| ledger.header(line.claim.quote.report).map(Voice::of)).collect();
    for (at, line) in lines.iter().enumerate() {
        let report = line.claim.quote.report;
        let mut roots = Vec::new();
        roots.extend(copies.first_of.get(&report).map(|first| Root::Text(*first)));
        roots.extend(
            copies.paragraphs.get(&(report, line.print.paragraph)).map(|first| Root::Paragraph(*first)),
        );
        if let Some(header) = ledger.header(report) {
            roots.extend(only(&header.agencies).map(Root::Agency));
        }
        roots.extend(only(&line.print.cites).map(Root::Agency));
        roots.extend(voices[at].clone().map(Root::Voice));
        roots.into_iter().for_each(|root| holders.entry(root).or_default().push(at));
    }
    let mut components = Components::new(lines.len());
    holders
        .values()
        .for_each(|members| members.windows(2).for_each(|pair| components.join(pair[0], pair[1])));
    let named = |set: Vec<usize>| {
        let voices: BTreeSet<Voice> = set.into_iter().filter_map(|at| voices[at].clone()).collect();
        voices.into_iter().collect::<Vec<_>>()
    };
    let mut origins: Vec<Vec<Voice>> = components.sets().into_iter().map(named).collect();
    origins.sort();
    origins
}

/// One agency is an origin; of two named together neither is known to be it.
fn only(agencies: &[String]) -> Option<String> {
    match agencies {
        [agency] => Some(agency.clone()),
        _ => None,
    }
}

fn flags(lines: &[&Line], entry: &Entry, sense: Sense) -> Vec<Flag> {
    let mut flags = headlines_ahead(lines, sense);
    flags.extend(positions_apart(entry));
    flags.sort();
    flags.dedup();
    flags
}

fn headlines_ahead(lines: &[&Line], sense: Sense) -> Vec<Flag> {
    let states = |line: &&Line| stance(&line.claim, None, sense) == Stance::States(Factuality::CertainYes);
    let is_ahead = |(head, body): &(Vec<&Line>, Vec<&Line>)| {
        head.iter().any(states) && !body.is_empty() && !body.iter().any(states)
    };
    let flag = |(report, (head, body)): (ReportId, (Vec<&Line>, Vec<&Line>))| {
        let mut claims: Vec<ClaimId> = head.iter().chain(&body).map(|line| line.claim.id).collect();
        claims.sort();
        Flag { kind: FlagKind::HeadlineAhead, report: Some(report), claims }
    };
    let parts = heads_and_bodies(lines.iter().copied()).into_iter();
    parts.filter(|(_, parts)| is_ahead(parts)).map(flag).collect()
}

/// Parts what the headlines and headings of each report tell from what its text does.
pub(crate) fn heads_and_bodies<'a>(
    lines: impl Iterator<Item = &'a Line>,
) -> BTreeMap<ReportId, (Vec<&'a Line>, Vec<&'a Line>)> {
    let mut parts: BTreeMap<ReportId, (Vec<&Line>, Vec<&Line>)> = BTreeMap::new();
    for line in lines {
        let (heads, body) = parts.entry(line.claim.quote.report).or_default();
        let is_head =
            matches!(line.print.block, BlockKind::Title | BlockKind::RepeatedTitle | BlockKind::Heading);
        if is_head { heads.push(line) } else { body.push(line) }
    }
    parts
}

/// Marks holders that are rendered as denying here and as less there, or that moved from one to the other.
fn positions_apart(entry: &Entry) -> Vec<Flag> {
    let denies = |grade: Grade| matches!(grade, Grade::Denies(_));
    let evades = |grade: Grade| matches!(grade, Grade::Dismisses | Grade::Declines | Grade::LeavesOpen);
    let owns = |grade: Grade| matches!(grade, Grade::Affirms(Factuality::CertainYes) | Grade::Admits);
    let mut flags = Vec::new();
    for (at, a) in entry.positions.iter().enumerate() {
        let later = entry.positions[at + 1..].iter().take_while(|b| b.holder == a.holder);
        for b in later.take(HELD_AGAINST) {
            let apart = a.published.zip(b.published).map(|(a, b)| (number(b) - number(a)).abs());
            let is_one_utterance = apart.is_some_and(|days| days <= UTTERANCE_DAYS);
            let differ = (denies(a.grade) && evades(b.grade)) || (evades(a.grade) && denies(b.grade));
            let moved = owns(a.grade) != owns(b.grade);
            let kind = match (is_one_utterance, differ, moved) {
                (true, true, _) => FlagKind::DenialGradesDiffer,
                (false, _, true) => FlagKind::PositionChanged,
                _ => continue,
            };
            flags.push(flag_of(kind, a, b));
        }
    }
    flags
}

fn flag_of(kind: FlagKind, a: &Position, b: &Position) -> Flag {
    let claims: BTreeSet<ClaimId> = a.claims.iter().chain(&b.claims).copied().collect();
    Flag { kind, report: None, claims: claims.into_iter().collect() }
}
