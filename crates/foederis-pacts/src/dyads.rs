//! Directed dyad-years with the five flags of the ATOP data: defence, offence, neutrality, non-aggression, consultation.
//!
//! A flag is 1 where on some day of the year a clause of that kind binds the first state toward the second for sure, 0
//! where none does, and the export leaves out pairs with no flag at all, as the published file does. What is uncertain
//! is not counted and is given as its own column. Years outside what the pacts at hand cover are not "0": the caller
//! says which years to write.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use foederis_types::{ActorCode, ClauseKind, Date};

use crate::codes;
use crate::in_force::{self, Clocks};
use crate::library::PactLibrary;
use crate::model::*;
use crate::truth::Truth;

/// One directed pair in one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DyadYear {
    /// Who owes, under the id of the year's last day.
    pub debtor: ActorCode,
    /// To whom.
    pub creditor: ActorCode,
    /// Year.
    pub year: i16,
    /// Defence, offence, neutrality, non-aggression, consultation: sure.
    pub flags: [bool; 5],
    /// The same, but open or disputed.
    pub open: [bool; 5],
}

/// Lists the directed dyad-years of a span of years, sorted by debtor, creditor and year.
pub fn dyad_years(library: &PactLibrary, first_year: i16, last_year: i16) -> Vec<DyadYear> {
    let mut found = Found::new();
    for pact in library.pacts().iter().filter(|pact| pact.form != Form::UnscDecision) {
        for year in first_year..=last_year {
            add_year(pact, year, &mut found);
        }
    }
    found
        .into_iter()
        .map(|((debtor, creditor, year), (flags, open))| DyadYear { debtor, creditor, year, flags, open })
        .collect()
}

type Found = BTreeMap<(ActorCode, ActorCode, i16), ([bool; 5], [bool; 5])>;

/// Days of a year on which a pact's force can change: its first day and those of the pact's events.
fn turns(pact: &Pact, year: i16) -> BTreeSet<Date> {
    let first = Date::new(year, 1, 1).unwrap_or(Date::ZERO);
    let after = |day: Date| day.saturating_add(jiff::Span::new().days(1));
    let events =
        pact.events.iter().flat_map(|event| [event.from, event.to]).flat_map(|day| [day, after(day)]);
    let clauses = pact.clauses.iter().filter_map(|clause| clause.from);
    let inside = events.chain(clauses).filter(|day| day.year() == year);
    inside.chain([first]).collect()
}

fn add_year(pact: &Pact, year: i16, found: &mut Found) {
    let last = Date::new(year, 12, 31).unwrap_or(Date::MAX);
    for on in turns(pact, year) {
        let clocks = Clocks { on, as_of: None };
        let bound: Vec<(ActorCode, Truth)> = pact
            .parties
            .iter()
            .map(|&party| codes::person(party))
            .map(|person| (person, in_force::is_in_force(pact, person, clocks)))
            .collect();
        if bound.iter().all(|(_, truth)| !truth.is_possible()) {
            continue;
        }
        for clause in pact.clauses.iter().filter(|clause| holds_on(clause, on)) {
            let Some(flag) = flag(clause.kind) else { continue };
            for ((debtor, creditor), truth) in pairs(pact, clause, &bound) {
                let key = (codes::on_day(debtor, last), codes::on_day(creditor, last), year);
                let (flags, open) = found.entry(key).or_default();
                if truth == Truth::True { flags[flag] = true } else { open[flag] = true }
            }
        }
    }
}

fn holds_on(clause: &Clause, on: Date) -> bool {
    let is_duty = clause.strength != Strength::Permissive && !clause.is_general;
    is_duty && clause.from.is_none_or(|from| from <= on) && clause.until.is_none_or(|until| on <= until)
}

fn flag(kind: ClauseKind) -> Option<usize> {
    use ClauseKind as K;
    match kind {
        K::Defend | K::Guarantee => Some(0),
        K::JoinAttack => Some(1),
        K::Neutral | K::BenevolentNeutral => Some(2),
        K::NonAggression => Some(3),
        K::Consult => Some(4),
        _ => None,
    }
}

type Pair = (ActorCode, ActorCode);

fn pairs(pact: &Pact, clause: &Clause, bound: &[(ActorCode, Truth)]) -> Vec<(Pair, Truth)> {
    let of = |person| match bound.iter().find(|(party, _)| *party == person) {
        Some((_, truth)) => *truth,
        None => Truth::from(!pact.has_party(person)),
    };
    let sure = Truth::certain(!clause.is_uncertain && pact.text_status.is_readable());
    let mut pairs = Vec::new();
    for &debtor in &clause.debtors {
        for &creditor in &clause.creditors {
            let [debtor, creditor] = [debtor, creditor].map(codes::person);
            let truth = of(debtor).and(of(creditor)).and(sure);
            if debtor != creditor && truth.is_possible() {
                pairs.push(((debtor, creditor), truth));
            }
        }
    }
    pairs
}

/// Writes dyad-years as CSV, with ISO and COW codes; `open_` columns hold what is uncertain.
pub fn to_csv(rows: &[DyadYear]) -> String {
    let mut text = String::from(
        "state1,state2,ccode1,ccode2,year,defense,offense,neutral,nonagg,consul,\
         open_defense,open_offense,open_neutral,open_nonagg,open_consul\n",
    );
    let number =
        |id| codes::state(id).and_then(|state| state.cow_number).map_or(String::new(), |n| n.to_string());
    for row in rows {
        let _ = write!(
            text,
            "{},{},{},{},{}",
            row.debtor,
            row.creditor,
            number(row.debtor),
            number(row.creditor),
            row.year
        );
        for flag in row.flags.iter().chain(&row.open) {
            let _ = write!(text, ",{}", u8::from(*flag));
        }
        text.push('\n');
    }
    text
}
