//! Coded wars: was the casus foederis met, was the alliance honoured, and how often alliances are honoured.
//!
//! Takes the files that a user has (Berkemeier and Fuhrmann's war-by-alliance rows, ATOP members, the Interstate War
//! Data, the COW wars); none is shipped. The method is written down in `docs/what-if.md`, section "Coded wars", and
//! was fixed before it was scored. No tuning to single wars: nothing here names a war or a state.

use std::collections::{BTreeMap, BTreeSet};

use foederis_types::{ActorCode, ClauseKind, Date};

use crate::codes;
use crate::csv::{Row, Table, TableError};
use crate::engine::{Case, Standing};
use crate::import::AtopAlliance;
use crate::in_force::{self, Clocks};
use crate::library::PactLibrary;
use crate::model::{spelled, *};
use crate::question::{Event, Question, Reading};
use crate::truth::Truth;
use crate::zones::Zone;

spelled!(
    /// Whose coding of the rows is meant.
    Coding {
        /// By the rules of Leeds, Long and Mitchell (columns ending in `LLM`).
        LeedsLongMitchell = "leeds-long-mitchell",
        /// Berkemeier and Fuhrmann's own (columns ending in `BF`).
        BerkemeierFuhrmann = "berkemeier-fuhrmann",
    }
);

spelled!(
    /// What coders say of an alliance in a war.
    Outcome {
        /// The case of the alliance did not arise.
        NotMet = "not met",
        /// It arose and the alliance was honoured.
        Honoured = "honoured",
        /// It arose and the alliance was violated.
        Violated = "violated",
    }
);

/// One coded row: a war and an alliance.
#[derive(Clone, Debug)]
pub struct CodedRow {
    /// War id of the Interstate War Data.
    pub war: u32,
    /// COW war number, where there is one.
    pub cow_war: Option<u32>,
    /// Name of the war.
    pub war_name: String,
    /// ATOP id.
    pub alliance: u32,
    /// Coding by the rules of Leeds, Long and Mitchell.
    pub by_rules: Outcome,
    /// Berkemeier and Fuhrmann's own coding.
    pub own: Outcome,
    /// Kinds of duty: defence, offence, neutrality, non-aggression, consultation.
    pub kinds: [bool; 5],
}

impl CodedRow {
    /// Returns what the coders of a coding say.
    pub fn outcome(&self, coding: Coding) -> Outcome {
        match coding {
            Coding::LeedsLongMitchell => self.by_rules,
            Coding::BerkemeierFuhrmann => self.own,
        }
    }

    /// Returns whether the war lies before 1945 or belongs to the Second World War, by the year in its name, else by
    /// its COW number (139 is the Second World War); numbers follow time.
    pub fn is_before_1945(&self) -> bool {
        let name = self.war_name.as_bytes();
        let year = name.windows(4).find(|four| four.iter().all(u8::is_ascii_digit));
        let year = year.and_then(|four| std::str::from_utf8(four).ok()?.parse::<u32>().ok());
        match (year, self.cow_war) {
            (Some(year), _) => year < 1945,
            (None, Some(number)) => number <= 139,
            (None, None) => self.war_name.starts_with("WorldWar"),
        }
    }
}

/// Reads the coded rows of Berkemeier and Fuhrmann 2018.
///
/// # Errors
/// The first column that is missing, or cell that is no number.
pub fn read_coded_rows(text: &str) -> Result<Vec<CodedRow>, TableError> {
    let table = Table::read("coded wars", text);
    let mut rows = Vec::new();
    for row in table.rows() {
        let number = |column| -> Result<Option<u32>, TableError> {
            Ok(row.number(column)?.and_then(|n| u32::try_from(n).ok()))
        };
        let (Some(war), Some(alliance)) = (number("warid")?, number("atopid")?) else { continue };
        let mut kinds = [false; 5];
        for (kind, column) in kinds.iter_mut().zip(["defense", "offense", "neutral", "nonagg", "consul"]) {
            *kind = row.is_one(column)?;
        }
        rows.push(CodedRow {
            war,
            cow_war: number("cowwarid")?,
            war_name: row.text("warname")?.to_owned(),
            alliance,
            by_rules: outcome(&row, "LLM")?,
            own: outcome(&row, "BF")?,
            kinds,
        });
    }
    Ok(rows)
}

fn outcome(row: &Row<'_>, suffix: &str) -> Result<Outcome, TableError> {
    Ok(if row.is_one(&format!("honor{suffix}"))? {
        Outcome::Honoured
    } else if row.is_one(&format!("violate{suffix}"))? {
        Outcome::Violated
    } else {
        Outcome::NotMet
    })
}

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub n: usize,
    /// Of how many.
    pub of: usize,
}

impl Share {
    fn count(&mut self, is_one: bool) {
        self.n += usize::from(is_one);
        self.of += 1;
    }

    /// Returns the share in percent; 0 of 0 is 0.
    pub fn percent(self) -> f64 {
        if self.of == 0 { 0.0 } else { 100.0 * self.n as f64 / self.of as f64 }
    }

    /// Returns Wilson's 95 % interval, as shares from 0 to 1.
    pub fn interval(self) -> (f64, f64) {
        if self.of == 0 {
            return (0.0, 1.0);
        }
        let (n, p, z) = (self.of as f64, self.n as f64 / self.of as f64, 1.959_963_984_540_054);
        let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
        let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt() / (1.0 + z * z / n);
        (middle - half, middle + half)
    }
}

/// How often alliances were honoured where their case arose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HonourRates {
    /// All rows.
    pub n_rows: usize,
    /// All cases.
    pub all: Share,
    /// Wars before 1945, the Second World War with them.
    pub before_1945: Share,
    /// Wars from 1945.
    pub from_1945: Share,
    /// Pacts with a duty of defence.
    pub defence: Share,
    /// Pacts with a duty to join an attack.
    pub offence: Share,
    /// Pacts with a duty of neutrality.
    pub neutrality: Share,
    /// Pacts with a ban on aggression.
    pub non_aggression: Share,
    /// Defence pacts in wars before 1945.
    pub defence_before_1945: Share,
    /// Defence pacts in wars from 1945.
    pub defence_from_1945: Share,
}

/// Counts the honour rates of a coding: shares of the rows in which the case arose.
pub fn honour_rates(rows: &[CodedRow], coding: Coding) -> HonourRates {
    let mut rates = HonourRates { n_rows: rows.len(), ..HonourRates::default() };
    for row in rows.iter().filter(|row| row.outcome(coding) != Outcome::NotMet) {
        let kept = row.outcome(coding) == Outcome::Honoured;
        rates.all.count(kept);
        let is_early = row.is_before_1945();
        if is_early {
            rates.before_1945.count(kept)
        } else {
            rates.from_1945.count(kept)
        }
        let [defence, offence, neutrality, non_aggression, _] = row.kinds;
        for (is_kind, share) in [
            (defence, &mut rates.defence),
            (offence, &mut rates.offence),
            (neutrality, &mut rates.neutrality),
            (non_aggression, &mut rates.non_aggression),
            (defence && is_early, &mut rates.defence_before_1945),
            (defence && !is_early, &mut rates.defence_from_1945),
        ] {
            if is_kind {
                share.count(kept);
            }
        }
    }
    rates
}

impl HonourRates {
    /// Returns each group's name and share, in the order of tables: all, by time, by kind, defence by time.
    pub fn groups(&self) -> [(&'static str, Share); 9] {
        [
            ("all", self.all),
            ("before 1945", self.before_1945),
            ("from 1945", self.from_1945),
            ("defence", self.defence),
            ("offence", self.offence),
            ("neutrality", self.neutrality),
            ("non-aggression", self.non_aggression),
            ("defence before 1945", self.defence_before_1945),
            ("defence from 1945", self.defence_from_1945),
        ]
    }
}

/// A war: who attacked whom, when, and who fought on.
#[derive(Clone, Debug, Default)]
pub struct War {
    /// Attacks in order of time.
    pub attacks: Vec<Event>,
    /// First and last day.
    pub days: Option<(Date, Date)>,
}

impl War {
    /// Returns whether two states were on one side: an even number of steps apart from enemy to enemy.
    fn is_one_side(&self, a: ActorCode, b: ActorCode) -> bool {
        let mut steps: BTreeMap<ActorCode, usize> = BTreeMap::from([(a, 0)]);
        let mut queue = vec![a];
        let mut next = 0;
        while let Some(&here) = queue.get(next) {
            next += 1;
            for enemy in self.enemies(here) {
                if !steps.contains_key(&enemy) {
                    steps.insert(enemy, steps[&here] + 1);
                    queue.push(enemy);
                }
            }
        }
        steps.get(&b).is_some_and(|n| n % 2 == 0)
    }

    fn enemies(&self, person: ActorCode) -> impl Iterator<Item = ActorCode> {
        let sides = self.attacks.iter().map(|attack| [attack.attacker, attack.victim].map(codes::person));
        sides.filter_map(move |[x, y]| if x == person { Some(y) } else { (y == person).then_some(x) })
    }

    /// Returns the day on which a state came into the war.
    fn entry(&self, person: ActorCode) -> Option<Date> {
        let own = self.attacks.iter().filter(|attack| {
            [attack.attacker, attack.victim].into_iter().any(|side| codes::person(side) == person)
        });
        own.filter_map(|attack| attack.day).min()
    }

    /// Returns whether two states fought each other.
    fn is_fought_between(&self, a: ActorCode, b: ActorCode) -> bool {
        self.attacks.iter().any(|attack| {
            let [x, y] = [attack.attacker, attack.victim].map(codes::person);
            (x, y) == (a, b) || (x, y) == (b, a)
        })
    }
}

/// Reads the Interstate War Data and the regions of the COW wars into wars by id.
///
/// The place of an attack is the victim's land where the COW data say that the war was fought in its region, else that
/// region as a whole, else nothing.
///
/// # Errors
/// The first column that is missing, or cell that is no number.
pub fn read_wars(
    iwd: &str,
    cow_wars: &str,
    numbers: &BTreeMap<u32, u32>,
) -> Result<BTreeMap<u32, War>, TableError> {
    let regions = regions(cow_wars)?;
    let table = Table::read("interstate wars", iwd);
    let mut wars: BTreeMap<u32, War> = BTreeMap::new();
    for row in table.rows() {
        let Some(id) = row.number("larger_war_id")?.and_then(|id| u32::try_from(id).ok()) else { continue };
        let from = row.day(["year", "month_entry", "day_entry"])?;
        let until = row.day(["year", "month_exit", "day_exit"])?;
        let Some(from) = from else { continue };
        let attacker = belligerent(&row, "init", from)?;
        let victim = belligerent(&row, "target", from)?;
        let war = wars.entry(id).or_default();
        let until = until.unwrap_or(from);
        let days = war.days.unwrap_or((from, until));
        war.days = Some((days.0.min(from), days.1.max(until)));
        let (Some(attacker), Some(victim)) = (attacker, victim) else { continue };
        let fought = numbers.get(&id).and_then(|number| regions.get(number)).map_or(&[][..], Vec::as_slice);
        let event = Event {
            day: Some(from),
            place: place(attacker, victim, fought),
            ..Event::attack(attacker, victim)
        };
        add_attack(war, event);
    }
    for war in wars.values_mut() {
        war.attacks.sort_by_key(|attack| (attack.day, attack.attacker, attack.victim));
    }
    Ok(wars)
}

/// The rows are years of a war; only the first year of a pair is its attack.
fn add_attack(war: &mut War, event: Event) {
    let same = |other: &&mut Event| (other.attacker, other.victim) == (event.attacker, event.victim);
    match war.attacks.iter_mut().find(same) {
        Some(known) if known.day > event.day => *known = event,
        Some(_) => {}
        None => war.attacks.push(event),
    }
}

/// Name and number of a side sometimes differ in the data: a name that is exactly a state's goes first.
fn belligerent(row: &Row<'_>, side: &str, day: Date) -> Result<Option<ActorCode>, TableError> {
    let name = row.text(&format!("{side}_name"))?;
    let number = row.text(&format!("{side}_ccode"))?.to_owned();
    let by_number = codes::from_cow(&number, Some(day));
    let alias = ALIASES.iter().find(|(told, _)| *told == name).and_then(|(_, id)| ActorCode::new(id).ok());
    let by_name =
        codes::all().iter().find(|state| state.name == name && codes::exists(state, day)).map(|s| s.id);
    let by_name = alias.or(by_name);
    let agree = by_name.zip(by_number).is_some_and(|(a, b)| codes::person(a) == codes::person(b));
    Ok(if agree { by_number } else { by_name.or(by_number) })
}

/// Names of the data for states that the table of states names otherwise, where the data's number is wrong beside them.
const ALIASES: [(&str, &str); 3] =
    [("Hesse Grand Ducal", "HSG"), ("Hesse Electoral", "HSE"), ("Mecklenburg Schwerin", "MEC")];

/// The victim's land where the war was fought in its region for sure; else the part of the region where the attacker
/// is at home; else the region.
fn place(attacker: ActorCode, victim: ActorCode, fought: &[&str]) -> Option<Zone> {
    let zones: Vec<Zone> = fought.iter().filter_map(|id| Zone::read(id)).collect();
    let holds = |home: Zone| zones.iter().any(|zone| zone.holds(home) == Truth::True);
    let home = Zone::of_state(codes::person(victim)).filter(|&home| holds(home));
    let near = || {
        let state = codes::state(codes::person(attacker))?;
        let regions = state.regions.iter().filter_map(|id| Zone::read(id));
        regions.into_iter().find(|&region| holds(region))
    };
    home.or_else(near).or(zones.first().copied())
}

/// COW region codes of where a war was fought: one region, or several together.
const REGIONS: [(i64, &[&str]); 15] = [
    (1, &["AMERICAS"]),
    (2, &["EUROPE"]),
    (4, &["AFRICA"]),
    (6, &["MIDEAST"]),
    (7, &["ASIA"]),
    (9, &["OCEANIA"]),
    (11, &["EUROPE", "MIDEAST"]),
    (12, &["EUROPE", "ASIA"]),
    (13, &["AMERICAS", "ASIA"]),
    (14, &["EUROPE", "AFRICA", "MIDEAST"]),
    (15, &["EUROPE", "AFRICA", "MIDEAST", "ASIA"]),
    (16, &["AFRICA", "MIDEAST", "ASIA", "OCEANIA"]),
    (17, &["ASIA", "OCEANIA"]),
    (18, &["AFRICA", "MIDEAST"]),
    (19, &["EUROPE", "AFRICA", "MIDEAST", "ASIA", "OCEANIA"]),
];

fn regions(cow_wars: &str) -> Result<BTreeMap<u32, Vec<&'static str>>, TableError> {
    let table = Table::read("COW wars", cow_wars);
    let mut found: BTreeMap<u32, BTreeSet<&'static str>> = BTreeMap::new();
    for row in table.rows() {
        let Some(number) = row.number("WarNum")?.and_then(|n| u32::try_from(n).ok()) else { continue };
        let code = row.number("WhereFought")?;
        let zones =
            REGIONS.iter().find(|(known, _)| Some(*known) == code).map_or(&[][..], |(_, zones)| zones);
        found.entry(number).or_default().extend(zones);
    }
    Ok(found.into_iter().map(|(number, zones)| (number, zones.into_iter().collect())).collect())
}

/// A duty that came due: kind, debtor, toward, against; for an attack on a fellow member, `NON_AGGRESSION`.
pub type Due = (ClauseKind, ActorCode, ActorCode, ActorCode);

/// What the rules say of an alliance in a war.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// Whether its case arose.
    pub is_met: bool,
    /// Whether every debtor did as it owed; `None` where the case did not arise.
    pub is_honoured: Option<bool>,
    /// What came due.
    pub due: Vec<Due>,
    /// True where a pact file of the library answered, false where the coded alliance did.
    pub by_file: bool,
}

/// Rules on an alliance in a war.
pub fn rule_on(war: &War, cow_war: Option<u32>, alliance: &AtopAlliance, files: &PactLibrary) -> Ruling {
    let own: Vec<Pact> =
        files.pacts().iter().filter(|pact| pact.external.atop.contains(&alliance.id)).cloned().collect();
    let days = days(war, own.iter().chain([&alliance.pact]));
    let is_alive = |pact: &Pact| {
        let at = |&on: &Date| Clocks { on, as_of: None };
        let persons = || pact.parties.iter().map(|&party| codes::person(party));
        days.iter().any(|day| persons().any(|p| in_force::is_in_force(pact, p, at(day)).is_possible()))
    };
    let by_file = own.iter().any(is_alive);
    let pacts = if by_file { own } else { vec![fit_conflict(alliance, cow_war)] };
    let library = PactLibrary::of(pacts);
    let mut first: BTreeMap<Due, Date> = BTreeMap::new();
    for &day in &days {
        for due in due_on(&library, war, day) {
            first.entry(due).or_insert(day);
        }
    }
    let betrayed = betrayals(&library, war);
    let kept = betrayed.is_empty() && first.iter().all(|(due, since)| kept(&library, war, *due, *since));
    let due: BTreeSet<Due> = first.into_keys().chain(betrayed).collect();
    Ruling {
        is_met: !due.is_empty(),
        is_honoured: (!due.is_empty()).then_some(kept),
        due: due.into_iter().collect(),
        by_file,
    }
}

/// The days on which the case can arise: an attack, or a pact made while the war goes on.
fn days<'a>(war: &War, pacts: impl Iterator<Item = &'a Pact>) -> BTreeSet<Date> {
    let mut days: BTreeSet<Date> = war.attacks.iter().filter_map(|attack| attack.day).collect();
    let Some((first, last)) = war.days else { return days };
    for pact in pacts {
        let starts = pact.events.iter().filter(|event| event.status.starts()).map(|event| event.to);
        days.extend(starts.filter(|day| (first..=last).contains(day)));
    }
    days
}

/// A pact made for a war that the data number is limited to it, and covers it as it stands, whoever began; one made
/// for another war does not reach this one.
fn fit_conflict(alliance: &AtopAlliance, cow_war: Option<u32>) -> Pact {
    let mut pact = alliance.pact.clone();
    let Some(made_for) = alliance.war else { return pact };
    let is_this = cow_war == Some(made_for);
    for clause in &mut pact.clauses {
        if is_this && clause.kind == ClauseKind::Defend {
            clause.trigger = Trigger::War;
        }
        for condition in clause.conditions.iter_mut().filter(|c| matches!(c.test, Test::Window(..))) {
            condition.is_uncertain = false;
            let first = if is_this { None } else { Some(Date::MAX) };
            condition.test = Test::Window(first, None);
        }
    }
    pact
}

fn due_on(library: &PactLibrary, war: &War, on: Date) -> Vec<Due> {
    let standing = Standing::on(library, Clocks { on, as_of: None });
    let question = Question::new(war.attacks.clone(), on);
    let rows = Case::new(library, &question, &standing, Reading::Formal, false).rows();
    let certain = rows.into_iter().filter(|(_, found)| found.truth == Truth::True);
    certain
        .map(|(key, _)| (library.at(key.place).1.kind, key.debtor, key.toward, key.against))
        .filter(|(kind, ..)| is_casus(*kind))
        .collect()
}

/// Attacks of a member on a fellow member to whom it owes defence, neutrality or peace on that day.
fn betrayals(library: &PactLibrary, war: &War) -> Vec<Due> {
    let mut found = Vec::new();
    for attack in &war.attacks {
        let (Some(on), [attacker, victim]) =
            (attack.day, [attack.attacker, attack.victim].map(codes::person))
        else {
            continue;
        };
        let owes = |clause: &Clause| {
            let names =
                |listed: &[ActorCode], person| listed.iter().any(|&code| codes::person(code) == person);
            let in_time =
                clause.from.is_none_or(|from| from <= on) && clause.until.is_none_or(|until| on <= until);
            let is_peace = is_casus(clause.kind) && clause.kind != ClauseKind::JoinAttack;
            is_peace && in_time && names(&clause.debtors, attacker) && names(&clause.creditors, victim)
        };
        let clocks = Clocks { on, as_of: None };
        let is_owed = library.pacts().iter().any(|pact| {
            let bound = [attacker, victim].map(|person| in_force::is_in_force(pact, person, clocks));
            bound == [Truth::True; 2] && pact.clauses.iter().any(owes)
        });
        if is_owed {
            found.push((ClauseKind::NonAggression, attacker, victim, attacker));
        }
    }
    found
}

/// Consultation and standing duties make no casus foederis.
fn is_casus(kind: ClauseKind) -> bool {
    use ClauseKind::{BenevolentNeutral, Defend, Guarantee, JoinAttack, Neutral, NonAggression};
    matches!(kind, Defend | Guarantee | JoinAttack | Neutral | BenevolentNeutral | NonAggression)
}

/// Returns whether a debtor did as it owed: came in on the creditor's side within a year of the day on which the duty
/// first came due, or stayed out of war with its creditor.
fn kept(library: &PactLibrary, war: &War, (kind, debtor, toward, _): Due, since: Date) -> bool {
    match kind {
        ClauseKind::NonAggression => false,
        ClauseKind::Neutral | ClauseKind::BenevolentNeutral => !war.attacks.iter().any(|attack| {
            let sides = [attack.attacker, attack.victim].map(codes::person);
            sides.contains(&debtor) && sides.contains(&toward) && is_bound(library, debtor, attack.day)
        }),
        _ => {
            let late = since.saturating_add(jiff::Span::new().years(1));
            let is_in_time = war.entry(debtor).is_some_and(|entry| entry <= late);
            is_in_time && war.is_one_side(toward, debtor) && !war.is_fought_between(debtor, toward)
        }
    }
}

fn is_bound(library: &PactLibrary, person: ActorCode, day: Option<Date>) -> bool {
    let Some(on) = day else { return true };
    let clocks = Clocks { on, as_of: None };
    library.pacts().iter().any(|pact| in_force::is_in_force(pact, person, clocks).is_possible())
}

/// How the rules agree with the coders.
#[derive(Clone, Debug, Default)]
pub struct CasusScore {
    /// Met by both.
    pub n_true_yes: usize,
    /// Met by the rules alone.
    pub n_false_yes: usize,
    /// Met by the coders alone.
    pub n_false_no: usize,
    /// Met by neither.
    pub n_true_no: usize,
    /// Rows without a war or an alliance in the data.
    pub n_left_out: usize,
    /// Honoured or not, where both say that the case arose.
    pub honoured: Share,
    /// Rows that differ, for a person to look at: war, alliance, what the coders say, what the rules say.
    pub differences: Vec<(String, u32, Outcome, Ruling)>,
    /// Pairs of (rules, coders) in order of the rows, for intervals.
    pairs: Vec<(bool, bool)>,
}

impl CasusScore {
    /// Returns F1 of "the case arose".
    pub fn f1(&self) -> f64 {
        f1(self.n_true_yes, self.n_false_yes, self.n_false_no)
    }

    /// Returns the share of the rules' cases that the coders see too.
    pub fn precision(&self) -> Share {
        Share { n: self.n_true_yes, of: self.n_true_yes + self.n_false_yes }
    }

    /// Returns the share of the coders' cases that the rules see too.
    pub fn recall(&self) -> Share {
        Share { n: self.n_true_yes, of: self.n_true_yes + self.n_false_no }
    }

    /// Returns accuracy as a share, for its interval.
    pub fn accuracy(&self) -> Share {
        let n = self.n_true_yes + self.n_true_no;
        Share { n, of: n + self.n_false_yes + self.n_false_no }
    }

    /// Returns a 95 % bootstrap interval of F1 over rows, drawn with a fixed generator.
    pub fn f1_interval(&self) -> (f64, f64) {
        let n = self.pairs.len();
        if n == 0 {
            return (0.0, 1.0);
        }
        let mut state: u64 = 0x2545_F491_4F6C_DD1D;
        let mut draw = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            self.pairs[(state % n as u64) as usize]
        };
        let mut scores: Vec<f64> = (0..2_000)
            .map(|_| {
                let mut counts = [0; 3];
                for _ in 0..n {
                    match draw() {
                        (true, true) => counts[0] += 1,
                        (true, false) => counts[1] += 1,
                        (false, true) => counts[2] += 1,
                        _ => {}
                    }
                }
                f1(counts[0], counts[1], counts[2])
            })
            .collect();
        scores.sort_by(f64::total_cmp);
        (scores[50], scores[1_949])
    }
}

fn f1(yes: usize, false_yes: usize, false_no: usize) -> f64 {
    if yes == 0 { 0.0 } else { 2.0 * yes as f64 / (2 * yes + false_yes + false_no) as f64 }
}

/// Scores the rules against coded rows.
pub fn score_casus(
    rows: &[CodedRow],
    coding: Coding,
    wars: &BTreeMap<u32, War>,
    alliances: &[AtopAlliance],
    files: &PactLibrary,
) -> CasusScore {
    let by_id: BTreeMap<u32, &AtopAlliance> =
        alliances.iter().map(|alliance| (alliance.id, alliance)).collect();
    let mut score = CasusScore::default();
    for row in rows {
        let (Some(war), Some(alliance)) = (wars.get(&row.war), by_id.get(&row.alliance)) else {
            score.n_left_out += 1;
            continue;
        };
        let ruling = rule_on(war, row.cow_war, alliance, files);
        let coded = row.outcome(coding);
        score.add(row, coded, ruling);
    }
    score
}

impl CasusScore {
    fn add(&mut self, row: &CodedRow, coded: Outcome, ruling: Ruling) {
        let is_coded = coded != Outcome::NotMet;
        self.pairs.push((ruling.is_met, is_coded));
        match (ruling.is_met, is_coded) {
            (true, true) => self.n_true_yes += 1,
            (true, false) => self.n_false_yes += 1,
            (false, true) => self.n_false_no += 1,
            (false, false) => self.n_true_no += 1,
        }
        let agrees = ruling.is_honoured == Some(coded == Outcome::Honoured);
        if ruling.is_met && is_coded {
            self.honoured.count(agrees);
        }
        if ruling.is_met != is_coded || (ruling.is_met && !agrees) {
            self.differences.push((row.war_name.clone(), row.alliance, coded, ruling));
        }
    }
}

/// Returns the COW number of each war that the coded rows name.
pub fn war_numbers(rows: &[CodedRow]) -> BTreeMap<u32, u32> {
    rows.iter().filter_map(|row| Some((row.war, row.cow_war?))).collect()
}
