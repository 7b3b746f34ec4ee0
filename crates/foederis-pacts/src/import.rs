//! Importers of the ATOP and COW alliance files that a user has; the data are never shipped.
//!
//! ATOP member rows become pacts with dated clauses per member, so unequal duties stay unequal. What the data say only
//! as yes or no (which place, which conflict) becomes an open or uncertain condition, never a free pass. ATOP's start
//! days are signatures; they are taken as entry into force, and the pact's note says so. What is in force when the data
//! end (by their version) is open from then on: they say nothing of later days.

use std::collections::BTreeMap;

use foederis_types::{ActorCode, ClauseKind, Date};

use crate::codes;
use crate::csv::{Row, Table, TableError};
use crate::file::default_trigger;
use crate::model::*;
use crate::zones::Zone;

/// An alliance of the ATOP data.
#[derive(Clone, Debug)]
pub struct AtopAlliance {
    /// ATOP id.
    pub id: u32,
    /// The alliance as a pact.
    pub pact: Pact,
    /// Number of the COW war for which it was made, where the data give one.
    pub war: Option<u32>,
    /// True where it was made in wartime.
    pub is_wartime: bool,
}

/// What a member row says, as far as it is used.
struct Member {
    code: ActorCode,
    from: Date,
    until: Option<Date>,
    kinds: Vec<(ClauseKind, &'static str, Trigger)>,
    row: Conditions,
}

/// Conditions of one member row by prefix (`defco`, `offco`, `neuco`, `conco`).
#[derive(Clone, Default)]
struct Conditions {
    flags: BTreeMap<String, bool>,
    threats: Vec<ActorCode>,
}

/// Reads a member file of the ATOP or the COW alliance data as pacts, whichever its columns show it to be.
///
/// # Errors
/// A file that is neither, the first column that is missing, or cell that is no number.
pub fn read_members(text: &str) -> Result<Vec<Pact>, TableError> {
    let table = Table::read("alliance members", text);
    if table.has_column("atopid") {
        Ok(read_atop_members(text)?.into_iter().map(|alliance| alliance.pact).collect())
    } else if table.has_column("version4id") {
        read_cow_members(text)
    } else {
        Err(TableError::NoColumn { table: table.name, column: "atopid` or `version4id".to_owned() })
    }
}

/// Reads the member-level file of ATOP (4.01 and later: one row per alliance, phase and member).
///
/// # Errors
/// The first column that is missing, or cell that is no number.
pub fn read_atop_members(text: &str) -> Result<Vec<AtopAlliance>, TableError> {
    let table = Table::read("ATOP members", text);
    let mut members: BTreeMap<u32, (Vec<Member>, Option<u32>, bool)> = BTreeMap::new();
    let last_year = last_year(&table, &ATOP_ENDS)?;
    for row in table.rows() {
        let Some(id) = row.number("atopid")?.and_then(|id| u32::try_from(id).ok()) else { continue };
        let entry = members.entry(id).or_default();
        entry.1 = entry.1.or(row.number("cowwar")?.filter(|&n| n > 0).and_then(|n| u32::try_from(n).ok()));
        entry.2 |= row.is_one("wartime")?;
        entry.0.extend(member(&row)?);
    }
    Ok(members
        .into_iter()
        .filter(|(_, (members, ..))| !members.is_empty())
        .map(|(id, (members, war, is_wartime))| AtopAlliance {
            id,
            pact: pact(id, &members, last_year),
            war,
            is_wartime,
        })
        .collect())
}

/// Last years that published versions of the ATOP data cover.
const ATOP_ENDS: [(&str, i16); 4] = [("3", 2003), ("4", 2016), ("5.0", 2018), ("5.1", 2018)];

/// Last years that published versions of the COW formal alliances cover.
const COW_ENDS: [(&str, i16); 2] = [("3", 2000), ("4", 2012)];

/// Returns the last year that a table covers, by its column `version`; `None` where it does not say.
fn last_year(table: &Table, ends: &[(&str, i16)]) -> Result<Option<i16>, TableError> {
    let mut last = None;
    if table.has_column("version") {
        for row in table.rows() {
            let version = row.text("version")?;
            last = last.max(ends.iter().find(|(known, _)| version.starts_with(known)).map(|(_, year)| *year));
        }
    }
    Ok(last)
}

const FLAGS: [&str; 22] = [
    "defcoloc", "defcocon", "defconum", "defcodem", "defconpr", "defcoadv", "offcoadv", "offcoloc",
    "offcocon", "offconum", "offcodem", "neucoadv", "neucoloc", "neucocon", "neuconum", "neucodem",
    "neuconpr", "neucoatt", "concoadv", "concoloc", "concocon", "concoreq",
];

fn member(row: &Row<'_>) -> Result<Option<Member>, TableError> {
    let Some(from) = row.day(["yrent", "moent", "dayent"])? else { return Ok(None) };
    let until = row.last_day(["yrexit", "moexit", "dayexit"])?;
    let Some(code) = codes::from_cow(row.text("member")?, Some(from)) else { return Ok(None) };
    let mut kinds = Vec::new();
    let neutral = if row.is_one("neucoatt")? { Trigger::ArmedAttack } else { Trigger::War };
    for (column, kind, prefix, trigger) in [
        ("defense", ClauseKind::Defend, "defco", Trigger::ArmedAttack),
        ("offense", ClauseKind::JoinAttack, "offco", Trigger::War),
        ("neutral", ClauseKind::Neutral, "neuco", neutral),
        ("nonagg", ClauseKind::NonAggression, "nonag", Trigger::Standing),
        ("consul", ClauseKind::Consult, "conco", default_trigger(ClauseKind::Consult)),
    ] {
        if row.is_one(column)? {
            kinds.push((kind, prefix, trigger));
        }
    }
    let mut conditions = Conditions::default();
    for flag in FLAGS {
        conditions.flags.insert(flag.to_owned(), row.is_one(flag)?);
    }
    for column in ["specthrt", "statthr1", "statthr2"] {
        let number = row.number(column)?.filter(|&n| n > 6).map(|n| n.to_string());
        conditions.threats.extend(number.and_then(|n| codes::from_cow(&n, Some(from))));
    }
    Ok(Some(Member { code, from, until, kinds, row: conditions }))
}

fn pact(id: u32, members: &[Member], last_year: Option<i16>) -> Pact {
    let mut parties: Vec<ActorCode> = Vec::new();
    for member in members {
        if !parties.iter().any(|&party| codes::person(party) == codes::person(member.code)) {
            parties.push(member.code);
        }
    }
    parties.sort();
    let name = format!("atop-{id}");
    let known_from = members.iter().map(|member| member.from).min().unwrap_or(Date::ZERO);
    let mut events = Vec::new();
    for &party in &parties {
        for (from, until) in spells(party, members) {
            push_event(&mut events, &name, Status::InForceFor, party, from);
            if let Some(until) = until {
                push_event(&mut events, &name, Status::Terminated, party, until);
            } else if let Some(end) = last_year.and_then(|year| Date::new(year, 12, 31).ok()) {
                push_event(&mut events, &name, Status::Terminated, party, end);
                leave_open(&mut events, end);
            }
        }
    }
    Pact {
        names: vec![format!("ATOP alliance {id}")],
        form: Form::Treaty,
        text_status: TextStatus::Official,
        known_from,
        text_known_from: known_from,
        entry_known_from: known_from,
        entry: Entry::Signature,
        reference: "ATOP, member level".to_owned(),
        note: Some("coded data: start days are signatures".to_owned()),
        external: External { atop: vec![id], ..External::default() },
        supersedes: Vec::new(),
        savings: Vec::new(),
        events,
        clauses: clauses(&name, members, &parties, known_from),
        findings: Vec::new(),
        is_learned: false,
        also_reported: Vec::new(),
        missing: Vec::new(),
        denied_by: Vec::new(),
        parties,
        id: name,
    }
}

/// Joins a member's rows, phase after phase, into spells without a gap of more than a day.
fn spells(party: ActorCode, members: &[Member]) -> Vec<(Date, Option<Date>)> {
    let own = members.iter().filter(|member| codes::person(member.code) == codes::person(party));
    let mut rows: Vec<(Date, Option<Date>)> = own.map(|member| (member.from, member.until)).collect();
    rows.sort();
    let mut spells: Vec<(Date, Option<Date>)> = Vec::new();
    for (from, until) in rows {
        match spells.last_mut() {
            Some((_, open @ None)) => *open = None,
            Some((_, Some(last))) if from <= last.saturating_add(jiff::Span::new().days(1)) => {
                let later = until.map(|until| until.max(*last));
                if let Some(spell) = spells.last_mut() {
                    spell.1 = later;
                }
            }
            _ => spells.push((from, until)),
        }
    }
    spells
}

fn push_event(events: &mut Vec<StatusEvent>, pact: &str, status: Status, party: ActorCode, day: Date) {
    events.push(StatusEvent {
        id: format!("{pact}/event-{}", events.len() + 1),
        status,
        parties: vec![party],
        from: day,
        to: day,
        known_from: day,
        reference: "ATOP, member level".to_owned(),
        asserted_by: Vec::new(),
        denied_by: Vec::new(),
        contested: None,
        is_uncertain: false,
        reported: Vec::new(),
    });
}

/// Makes the last event one that may have happened: the data end there.
fn leave_open(events: &mut [StatusEvent], end: Date) {
    if let Some(event) = events.last_mut() {
        event.is_uncertain = true;
        event.reference = format!("{DATA_END} {}, and say nothing of later days", end.year());
    }
}

/// How the reference of an end begins that is only the end of the data.
const DATA_END: &str = "the data end with";

fn clauses(pact: &str, members: &[Member], parties: &[ActorCode], known_from: Date) -> Vec<Clause> {
    let mut clauses = Vec::new();
    for member in members {
        for &(kind, prefix, trigger) in &member.kinds {
            let id = format!("{pact}/row-{}", clauses.len() + 1);
            let creditors: Vec<ActorCode> =
                parties.iter().copied().filter(|&party| party != member.code).collect();
            let conditions = conditions(&id, prefix, member, parties, known_from);
            clauses.push(Clause {
                reference: format!("ATOP member row of {}", member.code),
                kind,
                strength: if kind == ClauseKind::Consult {
                    Strength::ConsultOnly
                } else {
                    Strength::ChosenMeans
                },
                says: kind.as_str().to_lowercase().replace('_', " "),
                debtors: vec![member.code],
                creditors,
                mode: Mode::Several,
                trigger,
                attacker_party: AttackerParty::Unclear,
                covers_non_states: false,
                conditions,
                exceptions: Vec::new(),
                deadline: None,
                qualifiers: Vec::new(),
                from: Some(member.from),
                until: member.until,
                known_from,
                contested: None,
                is_uncertain: false,
                is_general: false,
                wordings: Vec::new(),
                id,
            });
        }
    }
    clauses
}

fn conditions(
    clause: &str,
    prefix: &str,
    member: &Member,
    parties: &[ActorCode],
    known_from: Date,
) -> Vec<Condition> {
    let is_set = |suffix: &str| member.row.flags.get(&format!("{prefix}{suffix}")).copied().unwrap_or(false);
    let mut tests: Vec<(Test, bool, &str)> = Vec::new();
    if is_set("adv") {
        match member.row.threats.as_slice() {
            [] => tests.push((Test::Open, false, "the adversary is named in the text, not in the data")),
            threats => tests.push((Test::AdversaryIn(threats.to_vec()), false, "")),
        }
    }
    // A text that names its adversary names places and demands for that adversary: the data tell no more of them.
    let is_named = is_set("adv") && !member.row.threats.is_empty();
    if is_set("loc") && !is_named {
        tests.push((
            likely_place(prefix, parties),
            true,
            "the text names a place; the data do not say which",
        ));
    }
    if is_set("con") {
        let years = jiff::Span::new().years(CONFLICT_YEARS);
        let until = member.from.checked_add(years).ok();
        tests.push((Test::Window(None, until), true, "the text names a conflict; the data do not say which"));
    }
    if is_set("num") {
        tests.push((Test::MinimumEnemies(2), false, ""));
    }
    if is_set("dem") && !is_named {
        tests.push((Test::Open, false, "demands must have been refused first"));
    }
    if is_set("npr") {
        tests.push((Test::NonProvocation, false, ""));
    }
    if is_set("req") {
        tests.push((Test::Request, false, ""));
    }
    let number = tests.into_iter().enumerate();
    number
        .map(|(n, (test, is_uncertain, says))| Condition {
            id: format!("{clause}/{}", n + 1),
            reference: "ATOP member row".to_owned(),
            known_from,
            is_uncertain,
            says: says.to_owned(),
            reported: Vec::new(),
            test,
        })
        .collect()
}

/// The place of a duty to defend or to stay neutral is likely the members' own lands; that of an attack may be any.
fn likely_place(prefix: &str, parties: &[ActorCode]) -> Test {
    if prefix == "offco" {
        return Test::Open;
    }
    Test::Place(parties.iter().filter_map(|&party| Zone::of_state(codes::person(party))).collect())
}

/// A conflict that a text names is one that goes on or is at hand: it begins within so many years.
pub(crate) const CONFLICT_YEARS: i64 = 2;

/// Reads the member-level file of the COW formal alliances (4.1): defence, neutrality, non-aggression, entente.
///
/// # Errors
/// The first column that is missing, or cell that is no number.
pub fn read_cow_members(text: &str) -> Result<Vec<Pact>, TableError> {
    let table = Table::read("COW alliance members", text);
    let mut members: BTreeMap<u32, Vec<Member>> = BTreeMap::new();
    let last_year = last_year(&table, &COW_ENDS)?;
    for row in table.rows() {
        let Some(id) = row.number("version4id")?.and_then(|id| u32::try_from(id).ok()) else { continue };
        let from = row.day(["mem_st_year", "mem_st_month", "mem_st_day"])?;
        let until = row.last_day(["mem_end_year", "mem_end_month", "mem_end_day"])?;
        let Some(from) = from else { continue };
        let Some(code) = codes::from_cow(row.text("ccode")?, Some(from)) else { continue };
        let mut kinds = Vec::new();
        for (column, kind) in [
            ("defense", ClauseKind::Defend),
            ("neutrality", ClauseKind::Neutral),
            ("nonaggression", ClauseKind::NonAggression),
            ("entente", ClauseKind::Consult),
        ] {
            if row.is_one(column)? {
                kinds.push((kind, "none", default_trigger(kind)));
            }
        }
        let until = if row.is_one("right_censor")? { None } else { until };
        members.entry(id).or_default().push(Member { code, from, until, kinds, row: Conditions::default() });
    }
    Ok(members.into_iter().map(|(id, members)| cow_pact(id, &members, last_year)).collect())
}

fn cow_pact(id: u32, members: &[Member], last_year: Option<i16>) -> Pact {
    let mut made = pact(id, members, last_year);
    let rename = |text: &str| text.replacen("atop-", "cow-", 1);
    made.id = rename(&made.id);
    made.names = vec![format!("COW formal alliance {id}")];
    made.external = External { cow: vec![id], ..External::default() };
    made.reference = "COW formal alliances, member level".to_owned();
    for event in &mut made.events {
        event.id = rename(&event.id);
        if !event.reference.starts_with(DATA_END) {
            event.reference.clone_from(&made.reference);
        }
    }
    for clause in &mut made.clauses {
        clause.id = rename(&clause.id);
        clause.reference =
            format!("COW member row of {}", clause.debtors.first().map_or("", |code| code.as_str()));
    }
    made
}
