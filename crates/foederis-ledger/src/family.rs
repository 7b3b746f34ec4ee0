//! Kinds of happening that claims are compared within: coarser than PLOVER's types where the field's own key takes
//! either type, finer where one type covers acts that are never the same happening.

use foederis_types::{Claim, ClauseKind, Event, PactStatus};

/// A kind of happening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Family {
    /// A step in the life of a pact.
    Pact(PactStatus),
    /// What a pact obliges to.
    Clause(ClauseKind),
    /// One side goes to the other.
    Visit,
    /// Both talk.
    Meeting,
    /// Something passes from one to the other: AID and COOPERATE differ only in who gains.
    Exchange,
    /// Criticism, accusation, expressed concern.
    Blame,
    /// Relations are reduced: an ambassador recalled, ties cut.
    Rupture,
    /// A bare statement, by its three-digit CAMEO code.
    Statement(u16),
    /// Any other PLOVER type.
    Other(Event),
}

impl Family {
    pub(crate) fn of(claim: &Claim) -> Family {
        if let Some(status) = claim.pact_status {
            return Family::Pact(same_step(status));
        }
        if let Some(clause) = &claim.clause {
            return Family::Clause(clause.kind);
        }
        let cameo = claim.cameo.as_deref().unwrap_or("");
        match claim.event {
            Some(Event::Support) if cameo.starts_with("057") => Family::Pact(PactStatus::Signed),
            Some(Event::Consult) if claim.mode.as_deref() == Some("visit") => Family::Visit,
            Some(Event::Consult) if cameo.starts_with("042") || cameo.starts_with("043") => Family::Visit,
            Some(Event::Consult) => Family::Meeting,
            Some(Event::Aid | Event::Cooperate) => Family::Exchange,
            Some(Event::Accuse) => Family::Blame,
            Some(Event::Sanction) if cameo.starts_with("161") => Family::Rupture,
            Some(event) => Family::Other(event),
            None if cameo.starts_with("012") => Family::Blame,
            None => Family::Statement(cameo.get(..3).and_then(|code| code.parse().ok()).unwrap_or(0)),
        }
    }

    /// Returns a name that no other kind has.
    pub(crate) fn name(self) -> String {
        match self {
            Family::Pact(status) => format!("pact {}", status.as_str()),
            Family::Clause(kind) => format!("clause {}", kind.as_str()),
            Family::Visit => "visit".to_owned(),
            Family::Meeting => "meeting".to_owned(),
            Family::Exchange => "exchange".to_owned(),
            Family::Blame => "blame".to_owned(),
            Family::Rupture => "rupture".to_owned(),
            Family::Statement(code) => format!("statement {code}"),
            Family::Other(event) => event.as_str().to_owned(),
        }
    }

    /// Says whether all sides do it alike, so that it does not matter who stands as actor and who as recipient.
    pub(crate) fn is_mutual(self) -> bool {
        match self {
            Family::Pact(status) => !is_own_step(status),
            Family::Visit | Family::Meeting | Family::Clause(_) => true,
            _ => false,
        }
    }

    /// Says whether the same sides do it at most once within days, so that equal sides and near days suffice.
    pub(crate) fn is_single(self) -> bool {
        matches!(self, Family::Pact(_) | Family::Visit | Family::Clause(_))
    }

    /// Says whether one side is enough to tell the happening.
    pub(crate) fn is_one_sided(self) -> bool {
        match self {
            Family::Pact(status) => is_own_step(status),
            Family::Statement(_) => true,
            Family::Other(event) => matches!(event, Event::Mobilize | Event::Protest | Event::Retreat),
            _ => false,
        }
    }

    /// Says whether it is one speaker's words, which another's do not repeat.
    pub(crate) fn is_said(self) -> bool {
        matches!(self, Family::Statement(_))
    }

    /// Says whether it is done against the other side, which has no part in it.
    pub(crate) fn is_suffered(self) -> bool {
        use Event as E;
        match self {
            Family::Blame | Family::Rupture => true,
            Family::Other(event) => {
                matches!(
                    event,
                    E::Assault
                        | E::Coerce
                        | E::Mobilize
                        | E::Protest
                        | E::Reject
                        | E::Request
                        | E::Sanction
                        | E::Threaten
                )
            }
            _ => false,
        }
    }

    /// Days that reports may lie apart and still tell one happening without giving its day.
    pub(crate) fn window_days(self) -> i32 {
        match self {
            // A pact is signed once: a report of any later year still means that signing.
            Family::Pact(_) | Family::Clause(_) => 1200,
            // Supplies, postings and empty embassies go on for months, and reports of them refer to one another.
            Family::Exchange | Family::Rupture | Family::Other(Event::Mobilize) => 60,
            _ => 12,
        }
    }
}

/// Folds steps that reports do not tell apart.
fn same_step(status: PactStatus) -> PactStatus {
    match status {
        PactStatus::NotSigned => PactStatus::Signed,
        PactStatus::NotRatified => PactStatus::Ratified,
        // "Quits", "gives notice", "tears up": reports do not say whether it is the notice or the end.
        PactStatus::Withdrawn => PactStatus::Denounced,
        other => other,
    }
}

/// Says whether each party takes the step on its own.
fn is_own_step(status: PactStatus) -> bool {
    use PactStatus as S;
    matches!(
        status,
        S::Approved
            | S::Ratified
            | S::NotRatified
            | S::Acceded
            | S::Invoked
            | S::Suspended
            | S::Denounced
            | S::Withdrawn
    )
}

/// Says whether what passes hands differs in kind. Arms and the knowledge to make them are one kind: reports do not
/// keep them apart.
pub(crate) fn are_other_things(a: u8, b: u8) -> bool {
    let kinds = |bits: u8| if bits & KNOWLEDGE != 0 { bits | ARMS } else { bits };
    a != 0 && b != 0 && kinds(a) & kinds(b) == 0
}

const ARMS: u8 = 1;
const KNOWLEDGE: u8 = 32;

/// What is passed on or moved, by the words.
///
/// Bits: arms, men, means, food and medicine, energy, knowledge. 0 where no word says.
pub(crate) fn object_classes(words: &[String]) -> u8 {
    words.iter().fold(0, |bits, word| bits | object_class(word))
}

fn object_class(word: &str) -> u8 {
    match word {
        "arm" | "arms" | "weapon" | "weaponry" | "shell" | "artillery" | "missile" | "ammunition"
        | "munition" | "rocket" | "drone" | "tank" | "howitzer" | "warhead" | "materiel" | "rifle"
        | "gun" | "mortar" | "armament" | "launcher" | "grenade" | "bomb" | "jet" | "warplane" | "armour"
        | "armor" => 1,
        "soldier" | "troop" | "troops" | "serviceman" | "fighter" | "brigade" | "contingent"
        | "battalion" | "reinforcement" | "regiment" | "sapper" | "paratrooper" | "volunteer"
        | "mercenary" => 2,
        "loan" | "money" | "credit" | "grant" | "fund" | "dollar" | "euro" | "rouble" | "ruble" | "yuan" => 4,
        "food" | "grain" | "wheat" | "rice" | "flour" | "medicine" | "vaccine" | "tent" | "blanket" => 8,
        "oil" | "gas" | "fuel" | "petroleum" | "electricity" | "diesel" | "coal" => 16,
        "technology" | "technologies" | "satellite" | "know-how" | "training" => 32,
        _ => 0,
    }
}

/// The kinds of paper that go with a treaty and have a life of their own: a protocol, an annex.
const PROTOCOL_OR_ANNEX: u8 = 1 | 64;

/// Whether it is a protocol or an annex that the pact's own name names.
pub(crate) fn paper_beside(pact: &str) -> u8 {
    paper(&[], Some(pact)) & PROTOCOL_OR_ANNEX
}

/// What kind of paper is signed, by the words: a protocol, a law or a memorandum is not the treaty it goes with.
///
/// 0 for a treaty under any of its names, or where no word says.
pub(crate) fn paper(words: &[String], pact: Option<&str>) -> u8 {
    let pact = pact.unwrap_or("").to_lowercase();
    let named = pact.split(|c: char| !c.is_alphanumeric());
    let kind = |word: &str| match word {
        "protocol" => 1,
        "law" | "decree" | "bill" | "act" => 2,
        "memorandum" | "mou" => 4,
        "declaration" | "communique" | "communiqué" | "statement" => 8,
        "contract" | "loan" | "plan" | "roadmap" => 16,
        "armistice" | "ceasefire" | "truce" => 32,
        "annex" | "addendum" => 64,
        _ => 0,
    };
    // "Japan treaty over secret annex": a protocol or annex is one by the words before the first preposition.
    let is_link =
        |word: &&str| matches!(*word, "to" | "on" | "over" | "of" | "with" | "between" | "for" | "in" | "at");
    let head = named.clone().take_while(|word| !is_link(word)).map(kind).fold(0, |bits, bit| bits | bit);
    let whole = named.map(kind).fold(0, |bits, bit| bits | bit);
    // The pact's own name decides where there is one: words beside it may name what it brings.
    match whole & !PROTOCOL_OR_ANNEX | head & PROTOCOL_OR_ANNEX {
        0 if pact.is_empty() => words.iter().fold(0, |bits, word| bits | kind(word)),
        bits => bits,
    }
}
