//! Rule R10: duties that stand against each other, with the rules that may settle them. Nothing is settled here.

use std::collections::{BTreeMap, BTreeSet};

use foederis_types::{ActorCode, ClauseKind, Date};

use crate::answer::AnswerRow;
use crate::codes;
use crate::engine::Standing;
use crate::library::PactLibrary;
use crate::model::*;
use crate::truth::Truth;

spelled!(
    /// How two duties stand against each other.
    CollisionKind {
        /// One wants force that the other forbids.
        ForceForbidden = "force_forbidden",
        /// One wants force where the other wants neutrality.
        NeutralityOwed = "neutrality_owed",
        /// Both sides have a claim to be defended.
        BothSides = "both_sides",
        /// A decision of the Security Council forbids it.
        SecurityCouncil = "security_council",
    }
);

/// A rule that may settle a collision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Short name: `charter-103`, `saving-clause`, `one-text`, `later-in-time`, `unresolved`.
    pub rule: &'static str,
    /// What it would say here.
    pub says: String,
}

/// Two duties of one state that cannot both be met.
#[derive(Clone, Debug)]
pub struct Collision {
    /// Whose.
    pub debtor: ActorCode,
    /// How they stand against each other.
    pub kind: CollisionKind,
    /// Clause of the duty to act.
    pub duty: String,
    /// Toward whom it is owed.
    pub toward: ActorCode,
    /// Against whom.
    pub against: ActorCode,
    /// Clause that stands against it.
    pub other: String,
    /// Whether both are sure, or one is open.
    pub truth: Truth,
    /// Rules that may settle it, in order; the last says that it stays open.
    pub hints: Vec<Hint>,
}

/// What forbids a state to fight another, by pair of legal persons.
pub(crate) struct Bans {
    by_pair: BTreeMap<(ActorCode, ActorCode), Vec<(crate::library::Place, Truth)>>,
}

impl Bans {
    /// Gathers bans in force on the day.
    pub(crate) fn on(library: &PactLibrary, standing: &Standing) -> Bans {
        let mut by_pair: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (pact_idx, pact) in library.pacts().iter().enumerate() {
            for (clause_idx, clause) in pact.clauses.iter().enumerate() {
                if !forbids_force(clause) {
                    continue;
                }
                let place = (pact_idx as u32, clause_idx as u16);
                for (pair, truth) in bound_pairs(pact, clause, place.0, standing) {
                    by_pair.entry(pair).or_default().push((place, truth));
                }
            }
        }
        Bans { by_pair }
    }

    fn of(&self, debtor: ActorCode, foe: ActorCode) -> &[(crate::library::Place, Truth)] {
        self.by_pair.get(&(debtor, foe)).map_or(&[], Vec::as_slice)
    }

    /// Counts the bans that a duty runs into.
    pub(crate) fn count(&self, kind: ClauseKind, debtor: ActorCode, foe: ActorCode) -> usize {
        if is_use_of_force(kind) { self.of(debtor, foe).len() } else { 0 }
    }
}

fn forbids_force(clause: &Clause) -> bool {
    use ClauseKind::{BenevolentNeutral, Neutral, NonAggression};
    !clause.is_general && matches!(clause.kind, NonAggression | Neutral | BenevolentNeutral)
}

type Pair = (ActorCode, ActorCode);

fn bound_pairs(pact: &Pact, clause: &Clause, pact_idx: u32, standing: &Standing) -> Vec<(Pair, Truth)> {
    let persons =
        |codes: &[ActorCode]| codes.iter().map(|&code| codes::person(code)).collect::<BTreeSet<_>>();
    let bound =
        |person| if pact.has_party(person) { standing.of(pact_idx, person) } else { Some(Truth::True) };
    let creditors = persons(&clause.creditors);
    let mut pairs = Vec::new();
    for debtor in persons(&clause.debtors) {
        let Some(own) = bound(debtor).filter(|truth| truth.is_possible()) else { continue };
        for &creditor in creditors.iter().filter(|&&creditor| creditor != debtor) {
            let truth =
                own.and(bound(creditor).unwrap_or(Truth::False)).and(Truth::certain(!clause.is_uncertain));
            if truth.is_possible() {
                pairs.push(((debtor, creditor), truth));
            }
        }
    }
    pairs
}

/// Finds the collisions of the rows and notes on each row which ones concern it.
pub(crate) fn find(library: &PactLibrary, standing: &Standing, rows: &mut [AnswerRow]) -> Vec<Collision> {
    let bans = Bans::on(library, standing);
    let mut found: Vec<(Collision, Vec<usize>)> = Vec::new();
    for (idx, row) in rows.iter().enumerate() {
        let truth = row.strict.truth.or(row.formal.truth);
        if !truth.is_possible() || row.kind == ClauseKind::NonAggression {
            continue;
        }
        if is_use_of_force(row.kind) {
            found.extend(
                with_bans(library, &bans, standing.day(), row, truth).into_iter().map(|c| (c, vec![idx])),
            );
            found.extend(with_other_side(library, standing.day(), rows, idx, truth));
        }
        found.extend(with_council(library, standing, row, truth).into_iter().map(|c| (c, vec![idx])));
    }
    let mut collisions = Vec::new();
    for (collision, concerned) in found {
        for idx in concerned {
            rows[idx].collisions.push(collisions.len());
        }
        collisions.push(collision);
    }
    collisions
}

fn with_bans(library: &PactLibrary, bans: &Bans, on: Date, row: &AnswerRow, truth: Truth) -> Vec<Collision> {
    let Some(pact) = library.pact(&row.pact) else { return Vec::new() };
    let against = bans.of(codes::person(row.debtor), codes::person(row.against)).iter();
    against
        .map(|&(place, bound)| {
            let (other_pact, other) = library.at(place);
            let is_ban = other.kind == ClauseKind::NonAggression;
            let kind = if is_ban { CollisionKind::ForceForbidden } else { CollisionKind::NeutralityOwed };
            collide(row, kind, other, truth.and(bound), hints(pact, other_pact, row, on))
        })
        .collect()
}

fn collide(
    row: &AnswerRow,
    kind: CollisionKind,
    other: &Clause,
    truth: Truth,
    hints: Vec<Hint>,
) -> Collision {
    Collision {
        debtor: row.debtor,
        kind,
        duty: row.clause.clone(),
        toward: row.toward,
        against: row.against,
        other: other.id.clone(),
        truth,
        hints,
    }
}

/// Two duties to defend, one for each side; told once, by the row that comes first.
fn with_other_side(
    library: &PactLibrary,
    on: Date,
    rows: &[AnswerRow],
    idx: usize,
    truth: Truth,
) -> Vec<(Collision, Vec<usize>)> {
    let row = &rows[idx];
    let mut found = Vec::new();
    for (other_idx, other) in rows.iter().enumerate().skip(idx + 1) {
        let is_mirror =
            other.debtor == row.debtor && other.toward == row.against && other.against == row.toward;
        let other_truth = other.strict.truth.or(other.formal.truth);
        if !is_mirror || !is_use_of_force(other.kind) || !other_truth.is_possible() {
            continue;
        }
        let (Some(pact), Some(other_pact)) = (library.pact(&row.pact), library.pact(&other.pact)) else {
            continue;
        };
        let Some(clause) = other_pact.clauses.iter().find(|clause| clause.id == other.clause) else {
            continue;
        };
        let hints = hints(pact, other_pact, row, on);
        found.push((
            collide(row, CollisionKind::BothSides, clause, truth.and(other_truth), hints),
            vec![idx, other_idx],
        ));
    }
    found
}

/// Help to a state under a binding embargo or sanction of the Security Council.
fn with_council(library: &PactLibrary, standing: &Standing, row: &AnswerRow, truth: Truth) -> Vec<Collision> {
    use ClauseKind::{ArmsEmbargo, AssistMateriel, BasingTransit, Sanction};
    let on = standing.day();
    let is_help = is_use_of_force(row.kind) || matches!(row.kind, AssistMateriel | BasingTransit);
    if !is_help || codes::is_un_member(row.debtor, on) == Some(false) {
        return Vec::new();
    }
    let target = codes::person(row.toward);
    let mut found = Vec::new();
    for (idx, pact) in library.pacts().iter().enumerate().filter(|(_, pact)| pact.form == Form::UnscDecision)
    {
        let Some(bound) = standing.of(idx as u32, target).filter(|truth| truth.is_possible()) else {
            continue;
        };
        let bans = pact.clauses.iter().filter(|clause| matches!(clause.kind, ArmsEmbargo | Sanction));
        for clause in bans.filter(|clause| clause.creditors.iter().any(|&code| codes::person(code) == target))
        {
            let says = "a binding decision of the Security Council goes before any pact".to_owned();
            let hints = vec![Hint { rule: "charter-103", says }, open_hint(true)];
            found.push(collide(row, CollisionKind::SecurityCouncil, clause, truth.and(bound), hints));
        }
    }
    found
}

fn open_hint(has_rules: bool) -> Hint {
    let says = if has_rules {
        "whether these rules apply is not settled here; if none does, both bind and one must be broken"
    } else {
        "no rule at hand settles it: both bind, and one must be broken"
    };
    Hint { rule: "unresolved", says: says.to_owned() }
}

/// The rules that may settle two pacts' duties, in the order in which they are asked.
fn hints(pact: &Pact, other: &Pact, row: &AnswerRow, on: Date) -> Vec<Hint> {
    let mut hints = Vec::new();
    if [row.debtor, row.against].iter().all(|&id| codes::is_un_member(id, on) == Some(true)) {
        let says = match row.strict.truth {
            Truth::False => {
                "the attack is lawful under the strict reading: Charter art. 2(4) would go before a duty \
                             to fight its author"
            }
            _ => {
                "if the attack is an armed attack, Charter art. 51 keeps collective self-defence, and the Charter \
                  goes before other pacts"
            }
        };
        hints.push(Hint { rule: "charter-103", says: says.to_owned() });
    }
    let is_one_pact = pact.id == other.id;
    let pacts = if is_one_pact { vec![pact] } else { vec![pact, other] };
    for (own, saving) in pacts.into_iter().flat_map(|pact| pact.savings.iter().map(move |s| (pact, s))) {
        let effect = saving.effect.in_words();
        hints.push(Hint {
            rule: "saving-clause",
            says: format!("`{}` {}: {effect}", own.id, saving.reference),
        });
    }
    let persons =
        |pact: &Pact| pact.parties.iter().map(|&party| codes::person(party)).collect::<BTreeSet<_>>();
    if is_one_pact {
        let says = "both clauses stand in one text, which is read as a whole".to_owned();
        hints.push(Hint { rule: "one-text", says });
        hints.push(open_hint(true));
    } else if persons(pact) == persons(other) {
        let later = if pact.signed() >= other.signed() { &pact.id } else { &other.id };
        hints.push(Hint {
            rule: "later-in-time",
            says: format!("same parties: the later pact `{later}` goes first"),
        });
    } else {
        hints.push(open_hint(!hints.is_empty()));
    }
    hints
}
