//! Rules R2 to R9: from events and pacts to duties, one reading at a time.
//!
//! Truth is computed in strata of (day, round): whether an attack is unlawful depends on earlier strata only, and what
//! stands in the same stratum is unknown. Proofs are built in the same pass where they are wanted; without them the
//! same code runs for all pairs of states. Knows no text and no view.

use std::collections::BTreeMap;
use std::sync::Arc;

use foederis_types::{ActorCode, ClauseKind, Date};

use crate::codes;
use crate::in_force::{self, Clocks};
use crate::library::{PactLibrary, Place};
use crate::model::*;
use crate::proof::{Join, Proof};
use crate::question::{Chain, DenialPolicy, Event, EventKind, Question, Reading};
use crate::truth::Truth;
use crate::zones::Zone;

/// What is in force on one day for whom: by pact, then by legal person.
pub(crate) struct Standing {
    clocks: Clocks,
    table: Vec<Vec<(ActorCode, Truth)>>,
}

impl Standing {
    pub(crate) fn on(library: &PactLibrary, clocks: Clocks) -> Standing {
        let row = |pact: &Pact| {
            let persons = pact.parties.iter().map(|&party| codes::person(party));
            let mut row: Vec<(ActorCode, Truth)> =
                persons.map(|person| (person, in_force::is_in_force(pact, person, clocks))).collect();
            row.sort();
            row
        };
        Standing { clocks, table: library.pacts().iter().map(row).collect() }
    }

    /// Returns whether a pact is in force for a legal person; `None` for what is no party.
    pub(crate) fn of(&self, pact_idx: u32, person: ActorCode) -> Option<Truth> {
        let row = &self.table[pact_idx as usize];
        row.binary_search_by_key(&person, |(party, _)| *party).ok().map(|idx| row[idx].1)
    }
}

/// An event of the case with its stratum; codes are those of legal persons.
#[derive(Clone, Debug)]
pub(crate) struct Happening {
    pub(crate) kind: EventKind,
    pub(crate) attacker: ActorCode,
    pub(crate) victim: ActorCode,
    pub(crate) aids: Option<ActorCode>,
    pub(crate) place: Option<Zone>,
    pub(crate) day: Date,
    pub(crate) round: u16,
    pub(crate) truth: Truth,
    /// `premise/1`, or `expected/1` for one that a duty brings about.
    pub(crate) id: String,
    pub(crate) evidence: Vec<String>,
    pub(crate) denied_by: Vec<ActorCode>,
    /// The clause that brings it about.
    pub(crate) cause: Option<String>,
}

impl Happening {
    fn new(idx: usize, event: &Event, on: Date, policy: DenialPolicy) -> Happening {
        Happening {
            kind: event.kind,
            attacker: codes::person(event.attacker),
            victim: codes::person(event.victim),
            aids: event.aids.map(codes::person),
            place: event.place,
            day: event.day.unwrap_or(on),
            round: 0,
            truth: event.truth(policy),
            id: format!("premise/{}", idx + 1),
            evidence: event.evidence.clone(),
            denied_by: event.denied_by.clone(),
            cause: None,
        }
    }

    /// Day and round; an event that says whom it aids comes after the other events of its day.
    fn stratum(&self) -> (Date, u16, bool) {
        (self.day, self.round, self.aids.is_some() && self.kind == EventKind::Attack)
    }

    fn is_attack(&self) -> bool {
        self.kind == EventKind::Attack
    }

    /// Returns the event as words, under the names of its day.
    pub(crate) fn says(&self) -> String {
        let name = |person| codes::name_in_text(codes::on_day(person, self.day));
        let own = Zone::of_state(self.victim);
        let place = match self.place {
            Some(zone) if Some(zone) == own => " on its own land".to_owned(),
            Some(zone) => format!(" {}", zone.in_text()),
            None => String::new(),
        };
        let (who, whom, day) = (name(self.attacker), name(self.victim), self.day);
        match (self.kind, self.aids) {
            (EventKind::Support, Some(aided)) => {
                format!("{who} backs {} against {whom} on {day}", name(aided))
            }
            (EventKind::Threat, _) => format!("{who} threatens {whom} on {day}"),
            (EventKind::Mobilise, _) => format!("{who} mobilises against {whom} on {day}"),
            _ => format!("{who} attacks {whom}{place} on {day}"),
        }
    }

    fn leaf(&self) -> Proof {
        let mut evidence = vec![self.id.clone()];
        evidence.extend(self.evidence.iter().cloned());
        let mut proof = Proof::leaf("event", self.truth, self.says(), evidence);
        if !self.denied_by.is_empty() {
            let who: Vec<String> = self.denied_by.iter().map(|&code| codes::name_in_text(code)).collect();
            proof.notes.push(format!("denied by {}", who.join(" and ")));
        } else if self.truth == Truth::Unknown {
            proof.notes.push("disputed, or told by one origin only".to_owned());
        }
        if let Some(cause) = &self.cause {
            proof.notes.push(format!("not observed: expected because of `{cause}`"));
        }
        proof
    }
}

/// What a row is about: the clause, who owes, toward whom, against whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key {
    pub(crate) place: Place,
    pub(crate) debtor: ActorCode,
    pub(crate) toward: ActorCode,
    pub(crate) against: ActorCode,
}

/// What one reading says of a row.
#[derive(Clone, Debug)]
pub(crate) struct RowTruth {
    pub(crate) truth: Truth,
    pub(crate) round: u16,
    pub(crate) first_day: Date,
    pub(crate) ways: Vec<Arc<Proof>>,
}

/// A running conjunction: truth, and the parts where a proof is wanted.
#[derive(Clone)]
struct Tape {
    truth: Truth,
    parts: Option<Vec<Arc<Proof>>>,
}

impl Tape {
    fn new(is_proof_wanted: bool) -> Tape {
        Tape { truth: Truth::True, parts: is_proof_wanted.then(Vec::new) }
    }

    fn add(&mut self, truth: Truth, make: impl FnOnce() -> Proof) {
        self.truth = self.truth.and(truth);
        if let Some(parts) = &mut self.parts {
            let proof = make();
            debug_assert_eq!(proof.truth, truth, "{}", proof.says);
            parts.push(Arc::new(proof));
        }
    }

    /// Nothing added can change the answer, and nobody wants to know why.
    fn is_settled(&self) -> bool {
        self.truth == Truth::False && self.parts.is_none()
    }
}

/// Which side of an attack a duty's creditor is on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Victim,
    Attacker,
}

/// One case under one reading.
pub(crate) struct Case<'a> {
    library: &'a PactLibrary,
    question: &'a Question,
    standing: &'a Standing,
    reading: Reading,
    is_proof_wanted: bool,
    pub(crate) events: Vec<Happening>,
    strict: Vec<Truth>,
}

/// Most events that a chain may reach; more are cut off.
const CHAIN_EVENTS_MAX: usize = 2_000;

impl<'a> Case<'a> {
    pub(crate) fn new(
        library: &'a PactLibrary,
        question: &'a Question,
        standing: &'a Standing,
        reading: Reading,
        is_proof_wanted: bool,
    ) -> Case<'a> {
        let told = question.events.iter().enumerate();
        let mut events: Vec<Happening> =
            told.map(|(idx, event)| Happening::new(idx, event, question.on, question.denial)).collect();
        events.retain(|event| event.day <= question.on);
        events.sort_by(|a, b| (a.stratum(), &a.id).cmp(&(b.stratum(), &b.id)));
        let mut case =
            Case { library, question, standing, reading, is_proof_wanted, events, strict: Vec::new() };
        case.judge();
        case
    }

    /// R3, strict: settles every attack, stratum by stratum.
    fn judge(&mut self) {
        self.strict.clear();
        for idx in 0..self.events.len() {
            let truth = self.events[idx].truth.and(self.answered(idx).negate());
            self.strict.push(truth);
        }
    }

    /// Returns whether an attack answers an earlier unlawful one.
    fn answered(&self, idx: usize) -> Truth {
        let here = &self.events[idx];
        let earlier = self.events.iter().enumerate().filter(|(_, other)| is_answered_by(other, here));
        earlier.map(|(other, _)| self.strict_before(other, idx)).max().unwrap_or(Truth::False)
    }

    /// Returns whether an event was unlawful as far as a later one may ask; unknown within one stratum.
    fn strict_before(&self, other: usize, asking: usize) -> Truth {
        match self.events[other].stratum().cmp(&self.events[asking].stratum()) {
            std::cmp::Ordering::Less => self.strict.get(other).copied().unwrap_or(Truth::Unknown),
            std::cmp::Ordering::Equal if other != asking => self.events[other].truth.and(Truth::Unknown),
            _ => Truth::False,
        }
    }

    /// R3: whether an attack counts as one under this case's reading.
    fn unlawful(&self, idx: usize) -> Truth {
        match self.reading {
            Reading::Strict => self.strict[idx],
            Reading::Formal => self.events[idx].truth,
        }
    }

    /// R4: whether a state began, before an event or with it.
    fn provoked(&self, person: ActorCode, idx: usize) -> Truth {
        let began =
            self.events.iter().enumerate().filter(|(_, other)| other.is_attack() && other.attacker == person);
        let each = began
            .map(|(other, _)| if other == idx { self.strict[idx] } else { self.strict_before(other, idx) });
        each.max().unwrap_or(Truth::False)
    }

    /// R5 to R9: every row of the case, following the chain.
    pub(crate) fn rows(&mut self) -> BTreeMap<Key, RowTruth> {
        let wants_proof = std::mem::replace(&mut self.is_proof_wanted, false);
        while self.question.chain != Chain::None && self.follow() {}
        self.is_proof_wanted = wants_proof;
        self.all_rows()
    }

    fn all_rows(&self) -> BTreeMap<Key, RowTruth> {
        let mut rows = BTreeMap::new();
        for idx in 0..self.events.len() {
            self.rows_of(idx, &mut rows);
        }
        rows
    }

    /// R9: adds the entries into war that the duties found so far bring about; says whether there were any.
    fn follow(&mut self) -> bool {
        let mut entries: Vec<(ActorCode, ActorCode, ActorCode, Place)> = Vec::new();
        for (key, found) in self.all_rows() {
            let (_, clause) = self.library.at(key.place);
            let is_followed = found.truth == Truth::True
                && matches!(clause.kind, ClauseKind::Defend | ClauseKind::JoinAttack)
                && self.follows(clause.strength);
            let is_new = |entry: &(ActorCode, ActorCode, ActorCode, Place)| {
                (entry.0, entry.1) != (key.debtor, key.against)
            };
            if is_followed && !self.is_at_war(key.debtor, key.against) && entries.iter().all(is_new) {
                entries.push((key.debtor, key.against, key.toward, key.place));
            }
        }
        let round = 1 + self.events.iter().map(|event| event.round).max().unwrap_or(0);
        let room = CHAIN_EVENTS_MAX.saturating_sub(self.events.len());
        let is_any = !entries.is_empty() && room > 0;
        for (attacker, victim, aided, place) in entries.into_iter().take(room) {
            self.events.push(self.entry(attacker, victim, aided, place, round));
        }
        self.judge();
        is_any
    }

    fn follows(&self, strength: Strength) -> bool {
        match self.question.chain {
            Chain::None => false,
            Chain::Expected => strength == Strength::Automatic,
            Chain::Full => {
                matches!(strength, Strength::Automatic | Strength::ChosenMeans | Strength::Constitutional)
            }
        }
    }

    fn is_at_war(&self, attacker: ActorCode, victim: ActorCode) -> bool {
        self.events
            .iter()
            .any(|event| event.is_attack() && event.attacker == attacker && event.victim == victim)
    }

    /// Its name says what it is: the readings follow chains of their own, and proofs of both stand side by side.
    fn entry(
        &self,
        attacker: ActorCode,
        victim: ActorCode,
        aided: ActorCode,
        place: Place,
        round: u16,
    ) -> Happening {
        Happening {
            kind: EventKind::Attack,
            attacker,
            victim,
            aids: Some(aided),
            place: None,
            day: self.question.on,
            round,
            truth: Truth::True,
            id: format!("expected/{round}/{attacker}-{victim}"),
            evidence: Vec::new(),
            denied_by: Vec::new(),
            cause: Some(self.library.at(place).1.id.clone()),
        }
    }

    fn rows_of(&self, idx: usize, rows: &mut BTreeMap<Key, RowTruth>) {
        let event = &self.events[idx];
        if event.kind == EventKind::Support {
            return;
        }
        for &place in self.library.owed_to(event.victim) {
            self.duty(idx, place, Side::Victim, rows);
        }
        if event.is_attack() {
            for &place in self.library.owed_to(event.attacker) {
                self.duty(idx, place, Side::Attacker, rows);
            }
            for &place in self.library.owed_by(event.attacker) {
                self.breach(idx, place, rows);
            }
        }
    }

    /// R5, R6, R7: what a clause's debtors owe to one side of an event.
    fn duty(&self, idx: usize, place: Place, side: Side, rows: &mut BTreeMap<Key, RowTruth>) {
        let (pact, clause) = self.library.at(place);
        let event = &self.events[idx];
        if !fires(clause, event, side) || !self.standing.clocks.knows(clause.known_from) {
            return;
        }
        // Where the pact tells attack and defence apart, its clause on attack speaks for the attacker's side.
        let is_told_apart = |clause: &Clause| clause.kind == ClauseKind::JoinAttack;
        if side == Side::Attacker
            && clause.kind == ClauseKind::Defend
            && pact.clauses.iter().any(is_told_apart)
        {
            return;
        }
        let (ally, foe) = match side {
            Side::Victim => (event.victim, event.attacker),
            Side::Attacker => (event.attacker, event.victim),
        };
        let mut base = Tape::new(self.is_proof_wanted);
        self.add_bond(&mut base, place, ally);
        // Most clauses of a large library fail here; without a proof nothing more is asked.
        if base.is_settled() || (base.parts.is_none() && !self.is_in_clause_days(clause)) {
            return;
        }
        self.add_trigger(&mut base, idx, pact, clause);
        self.add_limits(&mut base, idx, place, ally, foe);
        if base.is_settled() {
            return;
        }
        for &debtor in &clause.debtors {
            let debtor = codes::person(debtor);
            if debtor == ally || debtor == foe {
                continue;
            }
            let mut tape = base.clone();
            self.add_bond(&mut tape, place, debtor);
            self.add_release(&mut tape, pact, clause, debtor, ally, event);
            self.keep(rows, Key { place, debtor, toward: ally, against: foe }, idx, tape);
        }
    }

    fn keep(&self, rows: &mut BTreeMap<Key, RowTruth>, key: Key, idx: usize, tape: Tape) {
        if tape.is_settled() {
            return;
        }
        let event = &self.events[idx];
        let first =
            RowTruth { truth: Truth::False, round: event.round, first_day: event.day, ways: Vec::new() };
        let row = rows.entry(key).or_insert(first);
        row.truth = row.truth.or(tape.truth);
        row.round = row.round.min(event.round);
        row.first_day = row.first_day.min(event.day);
        if let Some(mut parts) = tape.parts {
            let (_, clause) = self.library.at(key.place);
            parts.insert(0, Arc::new(clause_leaf(clause)));
            let says = event.says();
            row.ways.push(Arc::new(Proof::step("way", Join::All, says, parts)));
        }
    }

    fn add_bond(&self, tape: &mut Tape, place: Place, person: ActorCode) {
        let Some(truth) = self.standing.of(place.0, person) else { return };
        let pact = self.library.at(place).0;
        tape.add(truth, || in_force::prove(pact, person, self.standing.clocks));
    }

    fn add_trigger(&self, tape: &mut Tape, idx: usize, pact: &Pact, clause: &Clause) {
        if tape.is_settled() {
            return;
        }
        let event = &self.events[idx];
        if clause.trigger == Trigger::ArmedAttack {
            tape.add(self.unlawful(idx), || self.prove_unlawful(idx));
            self.add_non_state(tape, event, pact, clause);
        } else {
            tape.add(event.truth, || event.leaf());
        }
    }

    /// An attack by no state counts for sure only where the text or a finding says so.
    fn add_non_state(&self, tape: &mut Tape, event: &Happening, pact: &Pact, clause: &Clause) {
        if codes::state(event.attacker).is_some() || clause.covers_non_states {
            return;
        }
        match self.finding(pact, clause, FindingKind::Determination, event) {
            Some(finding) => tape.add(Truth::from(finding.applies), || finding_leaf(finding)),
            None => tape.add(Truth::Unknown, || {
                let says = "whether an attack by no state counts is open until the parties find so, or it is \
                            shown to be directed by a state";
                Proof::leaf("non-state-attacker", Truth::Unknown, says.to_owned(), vec![clause.id.clone()])
            }),
        }
    }

    fn finding<'p>(
        &self,
        pact: &'p Pact,
        clause: &Clause,
        kind: FindingKind,
        event: &Happening,
    ) -> Option<&'p Finding> {
        let clocks = self.standing.clocks;
        pact.findings.iter().filter(|finding| finding.kind == kind).rfind(|finding| {
            let names_clause = finding.clauses.is_empty() || finding.clauses.contains(&clause.id);
            let names_attacker = finding.attacker.is_none_or(|who| codes::person(who) == event.attacker);
            let names_victim = codes::person(finding.victim) == event.victim;
            let in_time = (finding.attack.0..=finding.attack.1).contains(&event.day);
            let is_known = finding.on <= clocks.on && clocks.knows(finding.known_from);
            names_clause && names_attacker && names_victim && in_time && is_known
        })
    }

    fn prove_unlawful(&self, idx: usize) -> Proof {
        let event = &self.events[idx];
        let mut parts = vec![Arc::new(event.leaf())];
        if self.reading == Reading::Formal {
            return Proof::step(
                "attack",
                Join::All,
                "every attack counts (formal reading)".to_owned(),
                parts,
            );
        }
        let answers: Vec<Arc<Proof>> = self
            .events
            .iter()
            .enumerate()
            .filter(|(other, earlier)| *other != idx && is_answered_by(earlier, event))
            .filter(|(other, _)| self.strict_before(*other, idx).is_possible())
            .map(|(other, earlier)| Arc::new(self.earlier_leaf(other, earlier, idx)))
            .collect();
        let says = match self.strict[idx] {
            Truth::True => "the attack is not self-defence",
            Truth::Unknown => "whether the attack is self-defence is open",
            Truth::False => "the attack is self-defence, alone or for another",
        };
        if !answers.is_empty() {
            let says = format!("{} answers an earlier attack", codes::name_in_text(event.attacker));
            let any = Proof::step("self-defence", Join::Any, says, answers);
            parts.push(Arc::new(Proof::step(
                "not-self-defence",
                Join::Not,
                String::new(),
                vec![Arc::new(any)],
            )));
        }
        Proof::step("unlawful-attack", Join::All, says.to_owned(), parts)
    }

    fn earlier_leaf(&self, other: usize, earlier: &Happening, asking: usize) -> Proof {
        let mut leaf = earlier.leaf();
        leaf.truth = self.strict_before(other, asking);
        leaf.kind = "earlier-attack";
        leaf
    }

    /// Conditions, exceptions, parties among themselves, mode, text, days of the clause.
    fn add_limits(&self, tape: &mut Tape, idx: usize, place: Place, ally: ActorCode, foe: ActorCode) {
        let (pact, clause) = self.library.at(place);
        let clocks = self.standing.clocks;
        for condition in clause.conditions.iter().filter(|condition| clocks.knows(condition.known_from)) {
            if tape.is_settled() {
                return;
            }
            let tested = self.test(condition, idx, pact, clause, ally, foe);
            let truth = if condition.is_uncertain { tested.or(Truth::Unknown) } else { tested };
            tape.add(truth, || condition_leaf(condition, truth, false, &self.events[idx]));
        }
        for condition in clause.exceptions.iter().filter(|condition| clocks.knows(condition.known_from)) {
            let tested = self.test(condition, idx, pact, clause, ally, foe);
            let truth = if condition.is_uncertain { tested.and(Truth::Unknown) } else { tested }.negate();
            tape.add(truth, || condition_leaf(condition, truth, true, &self.events[idx]));
        }
        self.add_attacker_party(tape, place, foe);
        self.add_form(tape, pact, clause, &self.events[idx]);
    }

    /// R11: attacker and victim under one pact.
    fn add_attacker_party(&self, tape: &mut Tape, place: Place, foe: ActorCode) {
        let (_, clause) = self.library.at(place);
        use ClauseKind::{AssistMateriel, Defend, Guarantee, Sanction};
        let is_concerned = matches!(clause.kind, Defend | Guarantee | AssistMateriel | Sanction);
        let Some(bound) = self.standing.of(place.0, foe).filter(|truth| is_concerned && truth.is_possible())
        else {
            return;
        };
        let (truth, says) = match clause.attacker_party {
            AttackerParty::Covered => (Truth::True, "the clause reaches an attacker that is a party"),
            AttackerParty::Excluded => {
                (bound.negate(), "the clause does not reach an attacker that is a party")
            }
            AttackerParty::Unclear => {
                (Truth::Unknown, "the attacker is a party, and the text does not say whether that counts")
            }
        };
        tape.add(truth, || Proof::leaf("attacker-is-party", truth, says.to_owned(), vec![clause.id.clone()]));
    }

    fn add_form(&self, tape: &mut Tape, pact: &Pact, clause: &Clause, event: &Happening) {
        let mut say = |kind: &'static str, truth: Truth, says: String| {
            tape.add(truth, || Proof::leaf(kind, truth, says, vec![clause.id.clone()]));
        };
        if !pact.text_status.is_readable() {
            let says = format!("the text is {}", pact.text_status.as_str().replace('_', " "));
            say("text", Truth::Unknown, says);
        } else if !self.standing.clocks.knows(pact.text_known_from) {
            say(
                "text",
                Truth::Unknown,
                format!("the text was not published before {}", pact.text_known_from),
            );
        }
        if clause.is_uncertain {
            let says = if clause.wordings.is_empty() {
                "whether the text binds to this is open".to_owned()
            } else {
                "the clause is told by one origin only, hedged or denied".to_owned()
            };
            say("clause-uncertain", Truth::Unknown, says);
        }
        if !pact.denied_by.is_empty() {
            say("pact-denied", Truth::Unknown, "whether there is such a pact is denied".to_owned());
        }
        let decided =
            self.finding(pact, clause, FindingKind::Determination, event).is_some_and(|f| f.applies);
        match clause.mode {
            Mode::Several => {}
            Mode::UnanimousDecision if decided => {}
            mode => {
                let says = format!("who must act is {}", mode.as_str().to_lowercase().replace('_', " "));
                say("mode", Truth::Unknown, says);
            }
        }
        let day = self.question.on;
        if !self.is_in_clause_days(clause) {
            say("clause-days", Truth::False, format!("the clause did not hold on {day}"));
        }
        if clause.strength == Strength::Permissive {
            say("permissive", Truth::False, "the clause gives a right, not a duty".to_owned());
        }
    }

    fn is_in_clause_days(&self, clause: &Clause) -> bool {
        let day = self.question.on;
        clause.from.is_none_or(|from| from <= day) && clause.until.is_none_or(|until| day <= until)
    }

    fn add_release(
        &self,
        tape: &mut Tape,
        pact: &Pact,
        clause: &Clause,
        debtor: ActorCode,
        ally: ActorCode,
        event: &Happening,
    ) {
        let releases = |finding: &&Finding| {
            finding.kind == FindingKind::Release
                && codes::person(finding.victim) == ally
                && finding.attacker.is_none_or(|who| codes::person(who) == event.attacker)
                && (finding.debtors.is_empty() || finding.debtors.iter().any(|&d| codes::person(d) == debtor))
                && (finding.clauses.is_empty() || finding.clauses.contains(&clause.id))
                && (finding.attack.0..=finding.attack.1).contains(&event.day)
                && finding.on <= self.standing.clocks.on
                && self.standing.clocks.knows(finding.known_from)
        };
        if let Some(finding) = pact.findings.iter().find(releases) {
            tape.add(Truth::Unknown, || {
                let mut leaf = finding_leaf(finding);
                leaf.truth = Truth::Unknown;
                leaf
            });
        }
    }

    fn test(
        &self,
        condition: &Condition,
        idx: usize,
        pact: &Pact,
        clause: &Clause,
        ally: ActorCode,
        foe: ActorCode,
    ) -> Truth {
        let event = &self.events[idx];
        let determined = || self.finding(pact, clause, FindingKind::Determination, event);
        let is_found = || determined().map(|finding| Truth::from(finding.applies));
        match &condition.test {
            Test::AdversaryIn(listed) => Truth::from(listed.iter().any(|&code| codes::person(code) == foe)),
            // A state that lies in the region in part is a state of the region: Russia is a European power.
            Test::AdversaryFrom(zone) => {
                Truth::from(Zone::of_state(foe).is_some_and(|home| zone.holds(home).is_possible()))
            }
            Test::Backed(backers) => self.backed(backers, ally, foe),
            Test::Place(zones) => is_found().unwrap_or_else(|| {
                place_in(event.place, |at| {
                    zones.iter().map(|zone| zone.holds(at)).max().unwrap_or(Truth::False)
                })
            }),
            Test::VictimLand => is_found().unwrap_or_else(|| place_in(event.place, |at| at.is_held_by(ally))),
            Test::NonProvocation => self.provoked(ally, idx).negate(),
            Test::MinimumEnemies(n) => self.nth_enemy(ally, *n),
            Test::Window(from, to) => {
                Truth::from(from.is_none_or(|from| from <= event.day) && to.is_none_or(|to| event.day <= to))
            }
            Test::Request => self.requested(pact, clause, event, ally),
            Test::Determination => is_found().unwrap_or(Truth::Unknown),
            Test::Open => Truth::Unknown,
        }
    }

    /// Returns whether one of the listed states fights the ally too, or backs the foe against it.
    fn backed(&self, backers: &[ActorCode], ally: ActorCode, foe: ActorCode) -> Truth {
        let is_backing = |event: &&Happening| {
            let by =
                backers.iter().any(|&code| codes::person(code) == event.attacker) && event.attacker != foe;
            by && event.victim == ally && matches!(event.kind, EventKind::Attack | EventKind::Support)
        };
        self.events.iter().filter(is_backing).map(|event| event.truth).max().unwrap_or(Truth::False)
    }

    fn nth_enemy(&self, ally: ActorCode, n: u8) -> Truth {
        let mut enemies: BTreeMap<ActorCode, Truth> = BTreeMap::new();
        for event in self.events.iter().filter(|event| event.is_attack()) {
            let enemy = if event.victim == ally { event.attacker } else { event.victim };
            if event.victim == ally || event.attacker == ally {
                let known = enemies.entry(enemy).or_insert(Truth::False);
                *known = known.or(event.truth);
            }
        }
        let mut truths: Vec<Truth> = enemies.into_values().collect();
        truths.sort_by(|a, b| b.cmp(a));
        truths.get(usize::from(n.max(1)) - 1).copied().unwrap_or(Truth::False)
    }

    fn requested(&self, pact: &Pact, clause: &Clause, event: &Happening, ally: ActorCode) -> Truth {
        let asked = self.question.requests.iter();
        let is_asked =
            asked.clone().any(|(who, day)| codes::person(*who) == ally && *day <= self.question.on);
        let found = self.finding(pact, clause, FindingKind::Request, event).is_some();
        Truth::certain(is_asked || found)
    }

    /// R8: whether an attack breaks a clause that forbids it; the strict reading alone decides.
    fn breach(&self, idx: usize, place: Place, rows: &mut BTreeMap<Key, RowTruth>) {
        let (pact, clause) = self.library.at(place);
        let event = &self.events[idx];
        let is_owed = clause.creditors.iter().any(|&code| codes::person(code) == event.victim);
        if clause.kind != ClauseKind::NonAggression
            || !is_owed
            || !self.standing.clocks.knows(clause.known_from)
        {
            return;
        }
        let clocks = Clocks { on: event.day, as_of: self.standing.clocks.as_of };
        let mut tape = Tape::new(self.is_proof_wanted);
        for person in [event.attacker, event.victim] {
            if !pact.has_party(person) {
                continue;
            }
            let same_day = event.day == self.standing.clocks.on;
            let known = self.standing.of(place.0, person).filter(|_| same_day);
            let truth = known.unwrap_or_else(|| in_force::is_in_force(pact, person, clocks));
            tape.add(truth, || in_force::prove(pact, person, clocks));
        }
        if tape.is_settled() {
            return;
        }
        tape.add(self.strict[idx], || self.prove_strict(idx));
        self.add_limits(&mut tape, idx, place, event.victim, event.attacker);
        let key = Key { place, debtor: event.attacker, toward: event.victim, against: event.attacker };
        self.keep(rows, key, idx, tape);
    }

    fn prove_strict(&self, idx: usize) -> Proof {
        let strict = Case {
            reading: Reading::Strict,
            events: self.events.clone(),
            strict: self.strict.clone(),
            ..*self
        };
        strict.prove_unlawful(idx)
    }
}

/// Returns whether `here` answers `earlier`: against its author, for its victim or for a state that `here` aids.
///
/// Whoever strikes at the author of an earlier attack on a third state is taken to aid that state, unless the event
/// says whom it aids.
fn is_answered_by(earlier: &Happening, here: &Happening) -> bool {
    earlier.is_attack()
        && here.is_attack()
        && earlier.attacker == here.victim
        && earlier.victim != here.victim
        && (earlier.victim == here.attacker || here.aids.is_none_or(|aided| aided == earlier.victim))
}

/// Returns whether a clause can come due for one side of an event at all.
fn fires(clause: &Clause, event: &Happening, side: Side) -> bool {
    let by_event = match clause.trigger {
        Trigger::Standing => false,
        Trigger::ArmedAttack | Trigger::War => event.is_attack(),
        Trigger::Threat => true,
        Trigger::Mobilisation => event.kind == EventKind::Mobilise,
    };
    let by_side = match side {
        Side::Victim => clause.kind != ClauseKind::JoinAttack,
        Side::Attacker => clause.trigger == Trigger::War,
    };
    by_event && by_side
}

fn place_in(place: Option<Zone>, test: impl FnOnce(Zone) -> Truth) -> Truth {
    place.map_or(Truth::Unknown, test)
}

fn clause_leaf(clause: &Clause) -> Proof {
    let pact = clause.id.split('/').next().unwrap_or_default();
    let says = format!("`{pact}` {}: {}", clause.reference, clause.says);
    let mut leaf = Proof::leaf("clause", Truth::True, says, Vec::new());
    leaf.evidence.push(clause.id.clone());
    leaf.evidence.extend(clause.wordings.iter().map(|wording| wording.evidence.clone()));
    leaf.notes.extend(clause.contested.clone());
    leaf
}

fn finding_leaf(finding: &Finding) -> Proof {
    let does = if finding.applies { "" } else { " that it does not apply" };
    let says = format!("{}{does} on {}: {}", finding.kind.as_str(), finding.on, finding.reference);
    Proof::leaf("finding", Truth::from(finding.applies), says, vec![finding.id.clone()])
}

/// What a condition of place says where the question gives none.
pub(crate) const PLACE_MISSING: &str = " (missing: where the attack falls)";

fn condition_leaf(condition: &Condition, truth: Truth, is_exception: bool, event: &Happening) -> Proof {
    let asked = if condition.says.is_empty() { condition.test.says() } else { condition.says.clone() };
    let lead = if is_exception { "exception: " } else { "" };
    let is_placed = matches!(condition.test, Test::Place(_) | Test::VictimLand);
    let missing = match (&condition.test, truth) {
        (_, Truth::Unknown) if is_placed && event.place.is_none() => PLACE_MISSING,
        (Test::Request, Truth::Unknown) => " (missing: whether it was asked for)",
        (Test::Determination, Truth::Unknown) => " (missing: the decision)",
        (_, Truth::Unknown) if condition.is_uncertain => " (whether the pact says so is open)",
        _ => "",
    };
    let mut evidence = vec![condition.id.clone()];
    evidence.extend(condition.reported.iter().cloned());
    Proof::leaf(condition.test.kind(), truth, format!("{lead}{asked}{missing}"), evidence)
}

impl Test {
    fn kind(&self) -> &'static str {
        match self {
            Test::AdversaryIn(_) | Test::AdversaryFrom(_) => "adversary",
            Test::Backed(_) => "backed-by",
            Test::Place(_) => "place",
            Test::VictimLand => "victim-land",
            Test::NonProvocation => "non-provocation",
            Test::MinimumEnemies(_) => "minimum-enemies",
            Test::Window(..) => "window",
            Test::Request => "request",
            Test::Determination => "determination",
            Test::Open => "open",
        }
    }

    fn says(&self) -> String {
        let list = |codes: &[ActorCode]| {
            codes.iter().map(|&c| codes::name_in_text(c)).collect::<Vec<_>>().join(" or ")
        };
        match self {
            Test::AdversaryIn(codes) => format!("the attacker is {}", list(codes)),
            Test::AdversaryFrom(zone) => format!("the attacker is a state of {}", zone.name()),
            Test::Backed(codes) => format!("{} fights too, or backs the attacker", list(codes)),
            Test::Place(zones) => {
                let names: Vec<&str> = zones.iter().map(|zone| zone.name()).collect();
                format!("the attack falls in {}", names.join(" or "))
            }
            Test::VictimLand => "the attack falls on land that the victim administers".to_owned(),
            Test::NonProvocation => "the state attacked did not begin".to_owned(),
            Test::MinimumEnemies(n) => format!("there are at least {n} enemies"),
            Test::Window(from, to) => {
                let day = |day: &Option<Date>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
                format!("the attack falls between {} and {}", day(from), day(to))
            }
            Test::Request => "the state attacked asks for it".to_owned(),
            Test::Determination => "the body in charge has decided so".to_owned(),
            Test::Open => "open".to_owned(),
        }
    }
}

impl Standing {
    /// Returns the day asked about.
    pub(crate) fn day(&self) -> Date {
        self.clocks.on
    }
}
