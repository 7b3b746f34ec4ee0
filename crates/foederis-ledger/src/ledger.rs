//! The ledger as a value: a set, and its union.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;
use std::sync::Arc;

use foederis_types::{
    Claim, ClaimId, ClaimPrint, Correction, CorrectionId, Date, Decision, Header, Participant, ReportId,
};

/// One claim and what may be compared of its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The claim.
    pub claim: Claim,
    /// Its print.
    pub print: ClaimPrint,
}

impl Line {
    /// Leaves only what [`crate::parts`] rests on, in no more room than it needs: a ledger holds a million of these.
    ///
    /// What tells how a claim was come by, where it happened, under which titles and with which numbers is for those who show
    /// it. Names stay: a correction may take a code away.
    #[must_use]
    pub fn narrowed(self) -> Line {
        let Line { claim, print } = self;
        let rule = if crate::pacts::is_said_of_pact(&claim) { claim.decision.rule } else { String::new() };
        Line {
            claim: Claim {
                contexts: Vec::new(),
                actors: untitled(claim.actors),
                recipients: untitled(claim.recipients),
                place: None,
                factuality: fitted(claim.factuality),
                linked: Vec::new(),
                decision: Decision { rule, steps: Vec::new() },
                ..claim
            },
            print: ClaimPrint {
                words: fitted(print.words),
                figures: Vec::new(),
                cues: Vec::new(),
                cites: Vec::new(),
                ..print
            },
        }
    }
}

fn untitled(sides: Vec<Participant>) -> Vec<Participant> {
    let bare = |side: Participant| Participant { title: None, sector: None, ..side };
    fitted(sides.into_iter().map(bare).collect())
}

fn fitted<T>(mut list: Vec<T>) -> Vec<T> {
    list.shrink_to_fit();
    list
}

/// Reports' headers, claims and corrections, each once. A clone shares the headers and claims with the first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    headers: BTreeMap<ReportId, Arc<Header>>,
    lines: BTreeMap<ClaimId, Arc<Line>>,
    corrections: BTreeMap<CorrectionId, Correction>,
}

impl Ledger {
    /// Returns the ledger without anything in it.
    pub fn new() -> Ledger {
        Ledger::default()
    }

    /// Adds a report and what it claims. What is there already stays as it is.
    pub fn add(&mut self, header: Header, lines: impl IntoIterator<Item = Line>) {
        self.add_header(Arc::new(header));
        for line in lines {
            self.add_line(line);
        }
    }

    /// Adds a correction.
    pub fn correct(&mut self, correction: Correction) {
        keep_least(&mut self.corrections, correction.id, correction);
    }

    fn add_header(&mut self, header: Arc<Header>) {
        match self.headers.entry(header.id) {
            Slot::Vacant(slot) => {
                slot.insert(header);
            }
            Slot::Occupied(mut slot) if *slot.get() != header => {
                join_headers(Arc::make_mut(slot.get_mut()), Arc::unwrap_or_clone(header));
            }
            Slot::Occupied(_) => {}
        }
    }

    /// Adds a claim of a report whose header was added.
    pub fn add_line(&mut self, line: Line) {
        self.share_line(Arc::new(line));
    }

    fn share_line(&mut self, line: Arc<Line>) {
        keep_least(&mut self.lines, line.claim.id, line);
    }

    /// Returns the headers, ascending by id.
    pub fn headers(&self) -> impl Iterator<Item = &Header> {
        self.headers.values().map(Arc::as_ref)
    }

    /// Returns the claims with their prints, ascending by id.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.values().map(Arc::as_ref)
    }

    /// Returns the corrections, ascending by id.
    pub fn corrections(&self) -> impl Iterator<Item = &Correction> {
        self.corrections.values()
    }

    /// Returns one report's header.
    pub fn header(&self, id: ReportId) -> Option<&Header> {
        self.headers.get(&id).map(Arc::as_ref)
    }

    /// Returns one claim.
    pub fn line(&self, id: ClaimId) -> Option<&Line> {
        self.lines.get(&id).map(Arc::as_ref)
    }

    /// Adds a claim, and the header of its report where there is none.
    pub(crate) fn keep(&mut self, header: Header, line: Line) {
        self.headers.entry(header.id).or_insert_with(|| Arc::new(header));
        self.add_line(line);
    }

    /// Takes a claim out.
    pub(crate) fn forget(&mut self, id: ClaimId) {
        self.lines.remove(&id);
    }

    /// Returns the number of reports.
    pub fn n_reports(&self) -> usize {
        self.headers.len()
    }

    /// Returns the number of claims.
    pub fn n_claims(&self) -> usize {
        self.lines.len()
    }

    /// Returns the day of the latest report, where any report says its day.
    pub fn last_day(&self) -> Option<Date> {
        self.headers().filter_map(Header::day).max()
    }

    /// Returns what was known on `day`: reports published and corrections known by then.
    ///
    /// A report without a publication day is left out: nothing says that it was known.
    pub fn as_of(&self, day: Date) -> Ledger {
        let is_known = |header: &Header| header.day().is_some_and(|published| published <= day);
        let mut known = self.kept(|header| is_known(header), |_| true);
        known.corrections.retain(|_, correction| correction.known_from <= day);
        known
    }

    /// Returns the ledger as the reports left it.
    pub fn without_corrections(&self) -> Ledger {
        Ledger { corrections: BTreeMap::new(), ..self.clone() }
    }

    /// Returns the reports and claims that fit, with all corrections.
    pub(crate) fn kept(&self, report: impl Fn(&Header) -> bool, line: impl Fn(&Line) -> bool) -> Ledger {
        let headers: BTreeMap<_, _> = self
            .headers
            .iter()
            .filter(|(_, header)| report(header))
            .map(|(id, h)| (*id, Arc::clone(h)))
            .collect();
        let fits = |found: &Line| headers.contains_key(&found.claim.quote.report) && line(found);
        let lines =
            self.lines.iter().filter(|(_, found)| fits(found)).map(|(id, l)| (*id, Arc::clone(l))).collect();
        Ledger { headers, lines, corrections: self.corrections.clone() }
    }

    pub(crate) fn change_line(&mut self, id: ClaimId, change: impl FnOnce(&mut Line)) {
        if let Some(line) = self.lines.get_mut(&id) {
            change(Arc::make_mut(line));
        }
    }
}

/// Returns the union of two ledgers: associative, commutative, idempotent.
///
/// Ids are hashes of content, so two values of one id are equal but for what is no content (the ids that inputs
/// gave a report): those are united too. Should two values of one id differ all the same, the one that sorts first
/// in its written form stays, whichever side it came from.
pub fn merge(a: Ledger, b: Ledger) -> Ledger {
    let (mut into, from) = if a.lines.len() >= b.lines.len() { (a, b) } else { (b, a) };
    from.headers.into_values().for_each(|header| into.add_header(header));
    from.lines.into_values().for_each(|line| into.share_line(line));
    from.corrections.into_values().for_each(|correction| into.correct(correction));
    into
}

fn keep_least<K: Ord, V: PartialEq + std::fmt::Debug>(map: &mut BTreeMap<K, V>, key: K, value: V) {
    match map.entry(key) {
        Slot::Vacant(slot) => {
            slot.insert(value);
        }
        Slot::Occupied(mut slot) => {
            if *slot.get() != value && written(&value) < written(slot.get()) {
                slot.insert(value);
            }
        }
    }
}

fn written<V: std::fmt::Debug>(value: &V) -> String {
    format!("{value:?}")
}

fn join_headers(kept: &mut Header, mut other: Header) {
    let ids = kept.given_ids.union(&other.given_ids).cloned().collect();
    kept.given_ids.clear();
    other.given_ids.clear();
    if *kept != other && written(&other) < written(kept) {
        *kept = other;
    }
    kept.given_ids = ids;
}
