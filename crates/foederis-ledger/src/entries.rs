//! Which claims are about one happening.
//!
//! Two claims are compared only inside a block: one kind of happening and two shared sides (one where a claim names
//! but one), within some days. Inside it they go together when their sides agree or one's contain the other's, their
//! days overlap, and (but for what the same sides do only once) their words do: predicate, CAMEO code, content
//! words, the kind of thing that passes hands.
//!
//! What is told exactly comes first, so that vague claims cannot glue two happenings together: claims with a day and
//! both sides are grouped by connected components, those with most sides first; then claims that lack a day join the
//! nearest such group or else group among themselves; last those that lack a side. A claim that joined a group does
//! not widen it, so `A and B said` does not tie what A said to what B said. All this is a function of the set of
//! claims, whatever order they came in.
//!
//! Cost: each claim is compared with at most [`COMPARED_MAX`] neighbours of its blocks, nearest days first, so the
//! whole is near-linear. Limits: in a block denser than that a group can fall apart; synonyms are different words.

use foederis_types::{
    Auxiliary, Basis, Claim, ClaimId, ClaimPrint, Date, Event, Figure, Holder, PactStatus, Part, Participant,
    ReportId, Span,
};

use crate::blocks::{Blocks, SideKey, hash, number, side_key};
use crate::components::Components;
use crate::family::{Family, are_other_things, object_classes, paper};
use crate::ledger::{Ledger, Line};
use crate::limits::limit;
use crate::stances::is_negative;

/// Neighbours of one block that a claim is compared with, in each direction of time.
pub const COMPARED_MAX: usize = limit(48, 3);
/// Neighbours of one block that are looked at to find those.
pub(crate) const SCANNED_MAX: usize = limit(16, 3) * COMPARED_MAX;
/// Longest span of days that still counts as a day named: a long weekend.
const NARROW_DAYS: i32 = 3;
/// Days that an open end (`since 2022`) is taken to reach.
const OPEN_DAYS: i32 = 400;
/// Sides of one claim that blocks are made of.
const SIDES_MAX: usize = 6;

/// One claim, reduced to what is compared. Words are hashed: a large ledger has a million of these.
pub(crate) struct Item {
    pub(crate) claim: ClaimId,
    pub(crate) report: ReportId,
    part: Part,
    sentence: u32,
    trigger: Span,
    event: Option<Event>,
    pub(crate) family: Family,
    sides: Sides,
    when: When,
    /// The first three digits of the CAMEO code.
    code: Option<[u8; 3]>,
    /// See [`looks`].
    looks: u64,
    /// The predicate, and the same without a guessed ending.
    predicate: u64,
    bare_predicate: u64,
    /// Whether a meeting is told by what was spoken of.
    is_topic: bool,
    /// Whether it is told by a bare verb of saying.
    is_saying: bool,
    /// Content words, ascending.
    words: Box<[u64]>,
    /// What is counted and how many of it, ascending.
    counts: Box<[Count]>,
    classes: u8,
    paper: u8,
    is_supposed: bool,
    is_history: bool,
    is_plural: bool,
    /// Whether it tells what was not done.
    is_undone: bool,
    /// Whether one of its doers denies it.
    is_denial: bool,
}

/// Who did it and to whom, each ascending, in one piece: a large ledger has a million of these.
struct Sides {
    /// The actors, the recipients, then both together.
    keys: Box<[SideKey]>,
    n_actors: u32,
    n_recipients: u32,
}

impl Sides {
    fn of(claim: &Claim) -> Sides {
        let keys = |participants: &[Participant]| ordered(participants.iter().map(side_key).collect());
        let (actors, recipients) = (keys(&claim.actors), keys(&claim.recipients));
        let all = ordered(actors.iter().chain(&recipients).copied().collect());
        let n = |keys: &[SideKey]| u32::try_from(keys.len()).unwrap_or(u32::MAX);
        Sides {
            n_actors: n(&actors),
            n_recipients: n(&recipients),
            keys: [actors, recipients, all].concat().into(),
        }
    }
}

/// A noun that is counted, whether any victims and crowds are counted by it, and the number; words are hashed.
type Count = (u32, bool, u32);

/// When an item happened, in day numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum When {
    /// On a day, or within a few.
    Day(i32, i32),
    /// Within a longer time.
    Within(i32, i32),
    /// Not told; the day of the report.
    Reported(i32),
    /// Nothing known.
    Never,
}

impl When {
    /// The day that orders a block.
    fn order(self) -> i32 {
        match self {
            When::Day(from, _) => from,
            When::Within(_, to) => to,
            When::Reported(day) => day,
            When::Never => i32::MIN,
        }
    }
}

/// Groups the claims of a ledger: each group ascending, groups by smallest claim.
pub(crate) fn group(ledger: &Ledger) -> Vec<Vec<ClaimId>> {
    let day = |line: &Line| ledger.header(line.claim.quote.report).and_then(|header| header.day());
    let mut items: Vec<Item> = ledger.lines().map(|line| item(line, day(line))).collect();
    items.sort_by_cached_key(Item::place);
    let mut grouping = Grouping::new(&items);
    let mut ranks: Vec<Rank> = items.iter().map(Item::rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    ranks.into_iter().for_each(|rank| grouping.place(rank));
    grouping.groups()
}

/// The order of a block: by day, then so that like claims are neighbours; the id makes it total.
pub(crate) type Place = (i32, u64, ClaimId);

/// Reduces a claim, of a report of `published`, to what is compared.
pub(crate) fn item(line: &Line, published: Option<Date>) -> Item {
    let Line { claim, print } = line;
    let mut words: Vec<u64> = print.words.iter().map(|word| hash(word)).collect();
    words.sort_unstable();
    let has = |mode| claim.auxiliary.contains(&mode);
    let code = claim.cameo.as_deref().and_then(|code| code.as_bytes().first_chunk().copied());
    Item {
        claim: claim.id,
        report: claim.quote.report,
        part: claim.quote.part,
        sentence: claim.sentence,
        trigger: claim.trigger,
        event: claim.event,
        family: Family::of(claim),
        when: when(claim, published.map(number)),
        code,
        looks: looks(line),
        predicate: hash(&print.trigger),
        bare_predicate: hash(bare(plain(&print.trigger))),
        is_topic: is_topic(print),
        is_saying: is_saying(&print.trigger),
        words: words.into(),
        counts: counts(print),
        classes: object_classes(&print.words),
        paper: paper(&print.words, print.pact.as_deref()),
        is_supposed: has(Auxiliary::Hypothetical),
        is_history: has(Auxiliary::Historical),
        // Documents of ratification are always several.
        is_plural: claim.pact_status != Some(PactStatus::Exchanged)
            && print.pact.as_deref().is_some_and(is_plural),
        is_undone: has(Auxiliary::Negation),
        is_denial: is_denied_by_doer(claim),
        sides: Sides::of(claim),
    }
}

/// What is counted, with the number; years, parties and the like are counted of anything.
fn counts(print: &ClaimPrint) -> Box<[Count]> {
    const ANYTHING: &[&str] = &["other", "country", "party", "side", "year", "month", "day", "hour", "time"];
    const ANYBODY: &[&str] = &["people", "person", "man", "woman", "child", "civilian", "soldier", "troop"];
    let counted = print.figures.iter().filter(|figure| !ANYTHING.contains(&figure.of.as_str()));
    let short = |word: &str| {
        let hash = hash(word);
        u32::try_from((hash ^ hash >> 32) & u64::from(u32::MAX)).unwrap_or(u32::MAX)
    };
    let of =
        |figure: &Figure| (short(&figure.of), ANYBODY.contains(&figure.of.as_str()), short(&figure.number));
    let mut counts: Vec<Count> = counted.map(of).collect();
    counts.sort_unstable();
    counts.dedup();
    counts.into()
}

fn ordered(mut keys: Vec<SideKey>) -> Vec<SideKey> {
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The CAMEO code in the upper half, then sums over the predicate and over the content words: like claims of one day
/// have near or equal numbers.
fn looks(line: &Line) -> u64 {
    let (claim, print) = (&line.claim, &line.print);
    let mut cameo = [0; 4];
    let bytes = claim.cameo.as_deref().unwrap_or("").bytes();
    cameo.iter_mut().zip(bytes).for_each(|(digit, byte)| *digit = byte);
    let sum = |words: &[String]| {
        let hash = words.iter().fold(0, |sum: u64, word| sum.wrapping_mul(31).wrapping_add(hash(word)));
        (hash ^ hash >> 32 ^ hash >> 16) & 0xffff
    };
    u64::from(u32::from_be_bytes(cameo)) << 32
        | sum(std::slice::from_ref(&print.trigger)) << 16
        | sum(&print.words)
}

/// `Two lesser agreements` are not `the agreement`.
fn is_plural(pact: &str) -> bool {
    ["agreements", "treaties", "pacts", "deals", "documents", "accords", "memorandums", "contracts"]
        .iter()
        .any(|plural| pact.to_lowercase().contains(plural))
}

fn when(claim: &Claim, published: Option<i32>) -> When {
    let happened = &claim.happened;
    let (from, to) = (happened.from.map(number), happened.to.map(number));
    if happened.basis == Basis::Published {
        return published.or(to).or(from).map_or(When::Never, When::Reported);
    }
    match (from, to) {
        (Some(from), Some(to)) if to - from <= NARROW_DAYS => When::Day(from, to.max(from)),
        (Some(from), Some(to)) => When::Within(from, to),
        (Some(from), None) => When::Within(from, published.unwrap_or(from + OPEN_DAYS).max(from)),
        (None, Some(to)) => When::Within(to - OPEN_DAYS, to),
        (None, None) => published.map_or(When::Never, When::Reported),
    }
}

impl Item {
    /// Who did it.
    fn actors(&self) -> &[SideKey] {
        &self.sides.keys[..self.sides.n_actors as usize]
    }

    /// To whom.
    fn recipients(&self) -> &[SideKey] {
        let first = self.sides.n_actors as usize;
        &self.sides.keys[first..first + self.sides.n_recipients as usize]
    }

    /// Says whether several act and nobody is named as the one they act on.
    fn is_together(&self) -> bool {
        self.recipients().is_empty() && self.actors().len() >= 2
    }

    /// All of them, each once.
    fn sides(&self) -> &[SideKey] {
        &self.sides.keys[(self.sides.n_actors + self.sides.n_recipients) as usize..]
    }

    /// Who goes to the other, of a visit whose CAMEO code says: 042 is told of the guest, 043 of the host.
    fn visitors(&self) -> &[SideKey] {
        match self.code.as_ref() {
            Some(b"042") => self.actors(),
            Some(b"043") => self.recipients(),
            _ => &[],
        }
    }

    /// Where it stands in its blocks.
    pub(crate) fn place(&self) -> Place {
        (self.when.order(), self.looks, self.claim)
    }

    /// How exactly it is told: the exact ones are placed first, and of those the ones that name most sides.
    pub(crate) fn rank(&self) -> Rank {
        let n_sides = u16::try_from(self.sides().len()).unwrap_or(u16::MAX).min(255);
        u16::from(self.vagueness()) << 8 | (255 - n_sides)
    }

    /// 0 told with a day and all sides, 1 without a day, 2 without a side, 3 without either; 4 without any side.
    fn vagueness(&self) -> u8 {
        let has_sides = match self.family {
            family if family.is_one_sided() => !self.actors().is_empty(),
            family if family.is_mutual() => self.sides().len() >= 2,
            _ => (!self.actors().is_empty() && !self.recipients().is_empty()) || self.actors().len() >= 2,
        };
        let has_day = matches!(self.when, When::Day(..));
        match (self.sides().is_empty(), has_sides, has_day) {
            (true, _, _) => 4,
            (_, true, true) => 0,
            (_, true, false) => 1,
            (_, false, true) => 2,
            (_, false, false) => 3,
        }
    }

    /// Days beyond which nothing can be the same happening. What is told of a longer time may lie anywhere in it.
    pub(crate) fn reach(&self) -> u32 {
        match self.when {
            When::Within(..) | When::Never => u32::MAX,
            When::Day(..) | When::Reported(_) => {
                self.family.window_days().max(NARROW_DAYS + 1).unsigned_abs()
            }
        }
    }

    /// The blocks it stands in: every two sides, and every side alone (twice the same).
    pub(crate) fn keys(&self) -> Vec<Key> {
        let sides = &self.sides()[..self.sides().len().min(SIDES_MAX)];
        let pairs =
            sides.iter().enumerate().flat_map(|(at, a)| sides[at..].iter().map(|b| (self.family, *a, *b)));
        pairs.collect()
    }

    /// The blocks it looks for company in: by two sides where it names two, else by its one.
    pub(crate) fn search_keys(&self) -> Vec<Key> {
        let rank = self.rank();
        self.keys().into_iter().filter(|key| looks_in(key, rank)).collect()
    }
}

/// Says whether a claim of this rank looks for company in a block it stands in.
pub(crate) fn looks_in((family, a, b): &Key, rank: Rank) -> bool {
    let n_sides = 255 - (rank & 255);
    a != b || n_sides < 2 || family.is_one_sided()
}

/// A kind of happening and two sides.
pub(crate) type Key = (Family, SideKey, SideKey);
/// The vagueness, then how many sides are missing.
pub(crate) type Rank = u16;

struct Grouping<'a> {
    items: &'a [Item],
    blocks: Blocks<Key>,
    /// Which items others may join: those of the ranks done.
    is_core: Vec<bool>,
    components: Components,
}

impl<'a> Grouping<'a> {
    fn new(items: &'a [Item]) -> Grouping<'a> {
        let mut blocks = Blocks::new();
        for (at, item) in items.iter().enumerate() {
            item.keys().into_iter().for_each(|key| blocks.add(key, at));
        }
        Grouping {
            items,
            blocks,
            is_core: vec![false; items.len()],
            components: Components::new(items.len()),
        }
    }

    /// Places the items of one rank: each joins the best group of the ranks before, the rest group among themselves.
    fn place(&mut self, rank: Rank) {
        let ours: Vec<usize> = (0..self.items.len()).filter(|at| self.items[*at].rank() == rank).collect();
        let homes: Vec<(usize, Option<usize>)> = ours.iter().map(|at| (*at, self.home(*at))).collect();
        let mut is_free = vec![false; self.items.len()];
        homes.iter().filter(|(_, home)| home.is_none()).for_each(|(at, _)| is_free[*at] = true);
        for (at, home) in homes {
            match home {
                Some(home) => self.components.join(at, home),
                None => self.join_later(at, &is_free),
            }
        }
        ours.iter().filter(|at| is_free[**at]).for_each(|at| self.is_core[*at] = true);
    }

    /// Returns the item of an earlier rank that this one goes best with.
    fn home(&self, at: usize) -> Option<usize> {
        let item = &self.items[at];
        let mut best: Option<(u32, i32, ClaimId, usize)> = None;
        for key in item.search_keys() {
            for other in self.near(&key, at) {
                if !self.is_core[other] {
                    continue;
                }
                let Some(score) = likeness(item, &self.items[other]) else { continue };
                let nearness = -(item.when.order().abs_diff(self.items[other].when.order()).cast_signed());
                let candidate = (score, nearness, self.items[other].claim, other);
                best = best.max(Some(candidate));
            }
        }
        best.map(|(_, _, _, other)| other)
    }

    /// Returns the neighbours of an item in a block, at most [`COMPARED_MAX`] cores on either side.
    fn near(&self, key: &Key, at: usize) -> Vec<usize> {
        let list = self.blocks.get(key);
        let here = list.partition_point(|other| *other < at);
        let before = self.company(at, list[..here].iter().rev(), &self.is_core);
        let after = self.company(at, list[here..].iter(), &self.is_core);
        before.chain(after).collect()
    }

    /// The nearest in time, of those that may be joined, not farther than an item of this kind looks.
    fn company<'l>(
        &self,
        at: usize,
        list: impl Iterator<Item = &'l usize>,
        may_join: &[bool],
    ) -> impl Iterator<Item = usize> {
        let (here, reach) = (self.items[at].when.order(), self.items[at].reach());
        list.take(SCANNED_MAX)
            .take_while(move |other| self.items[**other].when.order().abs_diff(here) <= reach)
            .filter(|other| may_join[**other])
            .take(COMPARED_MAX)
            .copied()
    }

    fn join_later(&mut self, at: usize, is_free: &[bool]) {
        let item = &self.items[at];
        for key in item.search_keys() {
            let list = self.blocks.get(&key);
            let next = list.partition_point(|other| *other <= at);
            let later = self.company(at, list[next..].iter(), is_free);
            let alike: Vec<usize> =
                later.filter(|other| likeness(item, &self.items[*other]).is_some()).collect();
            alike.into_iter().for_each(|other| self.components.join(at, other));
        }
    }

    fn groups(mut self) -> Vec<Vec<ClaimId>> {
        let ids = |set: Vec<usize>| {
            let mut ids: Vec<ClaimId> = set.into_iter().map(|at| self.items[at].claim).collect();
            ids.sort();
            ids
        };
        let mut groups: Vec<Vec<ClaimId>> = self.components.sets().into_iter().map(ids).collect();
        groups.sort();
        groups
    }
}

/// Returns how well two claims of one family go together; `None` where they are not about one happening.
pub(crate) fn likeness(a: &Item, b: &Item) -> Option<u32> {
    if a.is_supposed != b.is_supposed || a.is_plural != b.is_plural || is_same_sentence_apart(a, b) {
        return None;
    }
    if is_not_yet(a, b) || is_not_yet(b, a) {
        return None;
    }
    let sides = sides_agree(a, b)?;
    let days = days_agree(a, b)?;
    let words = words_agree(a, b)?;
    let words = if is_answer(a, b) || is_answer(b, a) { words + ANSWER_WORDS } else { words };
    let needed = words_needed(a, b, days) + if sides < 2 && !a.family.is_single() { 1 } else { 0 };
    // A step told without its day is the one nearest to its report, however a report of another step is worded.
    let said = if a.family.is_single() && days < 2 { 0 } else { words };
    (words >= needed).then_some(4 * sides + 3 * days + said)
}

/// "has not ratified it", printed before the day of the ratification that another report tells: first the one was so,
/// then the other. On the same day or later it is a denial.
fn is_not_yet(undone: &Item, done: &Item) -> bool {
    let is_pact = matches!(undone.family, Family::Pact(_));
    let by = match done.when {
        When::Day(from, _) | When::Within(from, _) | When::Reported(from) => from,
        When::Never => return false,
    };
    is_pact && undone.is_undone && !done.is_undone && undone.when.order() < by
}

/// What a denial counts for beside the words that it shares with what it denies.
const ANSWER_WORDS: u32 = 3;
/// Sentences that may lie between what is alleged and its denial in one report.
const ANSWER_SENTENCES: u32 = 4;

/// "It denied carrying out any air strike", some sentences after the air strike that it is said to have flown: the doer
/// denies in the same report what is coded alike, and names nobody else to whom it would have been done.
fn is_answer(denial: &Item, deed: &Item) -> bool {
    let is_near = denial.report == deed.report
        && denial.part == deed.part
        && denial.sentence.abs_diff(deed.sentence) <= ANSWER_SENTENCES;
    is_near
        && !denial.family.is_single()
        && denial.is_denial
        && !deed.is_denial
        && !denial.actors().is_empty()
        && denial.actors() == deed.actors()
        && have_same_code(denial, deed)
}

fn is_denied_by_doer(claim: &Claim) -> bool {
    let is_doer = |holder| claim.actors.iter().any(|actor| actor.code == Some(holder));
    claim.factuality.iter().any(|view| {
        matches!(view.holder, Holder::Actor(holder) if is_doer(holder)) && is_negative(view.value)
    })
}

/// One sentence that tells two acts with two predicates tells two happenings.
fn is_same_sentence_apart(a: &Item, b: &Item) -> bool {
    let is_same = a.report == b.report && a.part == b.part && a.sentence == b.sentence;
    is_same && !a.family.is_single() && a.trigger != b.trigger && a.predicate != b.predicate
}

fn sides_agree(a: &Item, b: &Item) -> Option<u32> {
    // Who receives one guest is not the guest of another.
    if a.family == Family::Visit && lists_agree(a.visitors(), b.visitors()).is_none() {
        return None;
    }
    if a.family.is_one_sided() {
        // "once both have ratified" is not the ratification by one.
        let is_step = matches!(
            a.family,
            Family::Pact(PactStatus::Ratified | PactStatus::Approved | PactStatus::Acceded)
        );
        let least = if a.family.is_said() || is_step { 2 } else { 1 };
        return lists_agree(a.actors(), b.actors()).filter(|agree| *agree >= least);
    }
    // "A and B clashed" is not what either side says the other did to it, unless the same word tells both.
    let is_together_alone = a.is_together() != b.is_together();
    if a.family == Family::Other(Event::Assault)
        && is_together_alone
        && a.sides() == b.sides()
        && a.bare_predicate != b.bare_predicate
    {
        return None;
    }
    // It names both sides, though nobody as the one who suffers it.
    let are_together = a.is_together() && b.is_together();
    if a.family.is_mutual()
        || are_together
        || (a.family == Family::Exchange && (a.is_together() || b.is_together()))
    {
        return lists_agree(a.sides(), b.sides()).filter(|agree| *agree > 0);
    }
    let (actors, recipients) =
        (lists_agree(a.actors(), b.actors())?, lists_agree(a.recipients(), b.recipients())?);
    (actors + recipients > 0).then_some((actors + recipients).div_ceil(2))
}

/// 2 for equal lists, 1 where one contains the other, 0 where one is empty, `None` where they differ.
fn lists_agree(a: &[SideKey], b: &[SideKey]) -> Option<u32> {
    if a == b {
        return Some(if a.is_empty() { 0 } else { 2 });
    }
    if a.is_empty() || b.is_empty() {
        return Some(0);
    }
    let contains =
        |long: &[SideKey], short: &[SideKey]| short.iter().all(|key| long.binary_search(key).is_ok());
    (contains(a, b) || contains(b, a)).then_some(1)
}

/// 3 for the same day, 2 for a day inside a longer time, 1 for reports near in time.
fn days_agree(a: &Item, b: &Item) -> Option<u32> {
    let overlap = |from: i32, to: i32, other_from: i32, other_to: i32| from <= other_to && other_from <= to;
    let slack = i32::from(a.family.is_single());
    let window = a.family.window_days();
    match (a.when.min(b.when), a.when.max(b.when)) {
        (When::Day(f, t), When::Day(g, u)) if overlap(f, t, g, u) => Some(4),
        (When::Day(f, t), When::Day(g, u)) => overlap(f - slack, t, g - slack, u).then_some(3),
        (When::Day(f, t), When::Within(g, u)) => overlap(f, t, g, u).then_some(2),
        (When::Within(f, t), When::Within(g, u)) => overlap(f, t, g, u).then_some(1),
        (When::Day(f, t) | When::Within(f, t), When::Reported(day)) => {
            (!b.is_history && !a.is_history && day >= f - window / 2 && day <= t + window).then_some(1)
        }
        (When::Reported(x), When::Reported(y)) => {
            (a.is_history == b.is_history && (x - y).abs() <= window).then_some(1)
        }
        _ => None,
    }
}

/// How alike the words are: 2 for the predicate, 1 for the CAMEO code, up to 6 for content words, 3 for the kind of
/// thing that passes hands; `None` where different kinds of things do.
fn words_agree(a: &Item, b: &Item) -> Option<u32> {
    if a.family == Family::Exchange && are_other_things(a.classes, b.classes) {
        return None;
    }
    if a.family == Family::Pact(PactStatus::Signed) && a.paper != b.paper {
        return None;
    }
    let same_predicate = u32::from(a.bare_predicate == b.bare_predicate) * 2;
    // That both say something makes two utterances no more one than their day does: only what is said can.
    if a.family == Family::Statement(10) {
        let same_act = if a.is_saying { 0 } else { same_predicate };
        return Some(same_act + shared_words(&a.words, &b.words));
    }
    let same_code = u32::from(have_same_code(a, b));
    let same_kind = u32::from(a.classes & b.classes != 0) * 3;
    let words = shared_words(&a.words, &b.words).max(shared_counts(a, b));
    Some(same_predicate + same_code + same_kind + words)
}

/// 2 for the same number of the same thing, told within some days; 1 for another number of it, where the thing is not
/// counted every day or both sides are told to have clashed on one day.
fn shared_counts(a: &Item, b: &Item) -> u32 {
    if a.when.order().abs_diff(b.when.order()) > NARROW_DAYS.unsigned_abs() {
        return 0;
    }
    let is_known = [a, b].iter().all(|item| item.is_together() && matches!(item.when, When::Day(..)));
    let pairs = a.counts.iter().flat_map(|one| b.counts.iter().map(move |other| (one, other)));
    let alike = pairs.filter(|((of, _, _), (other, _, _))| of == other);
    alike
        .map(|(one, other)| if one.2 == other.2 { 2 } else { u32::from(!one.1 || is_known) })
        .max()
        .unwrap_or(0)
}

/// One word for verbs that reports use for each other in one sentence.
fn plain(predicate: &str) -> &str {
    match predicate {
        "injure" | "hurt" => "wound",
        other => other,
    }
}

/// A predicate without a doubled last consonant or a mute e: readers guess `shel` for `shelled` and `shell` for `shell`.
fn bare(predicate: &str) -> &str {
    let cut = predicate.strip_suffix('e').unwrap_or(predicate);
    let mut letters = cut.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some(before)) if last == before && last.is_ascii_alphabetic() => &cut[..cut.len() - 1],
        _ => cut,
    }
}

/// Says whether two claims have the same three-digit CAMEO code.
fn have_same_code(a: &Item, b: &Item) -> bool {
    a.code.is_some() && a.code == b.code
}

/// 2 for each of up to three shared words; a single one counts for half where both claims are long.
fn shared_words(a: &[u64], b: &[u64]) -> u32 {
    let shared = a.iter().filter(|word| b.binary_search(word).is_ok()).count();
    let shorter = a.len().min(b.len());
    if shared == 1 && shorter > 6 {
        return 1;
    }
    u32::try_from(shared.min(3)).unwrap_or(3) * 2
}

/// What words must add: nothing for what the same sides do only once, more the less the days say.
fn words_needed(a: &Item, b: &Item, days: u32) -> u32 {
    match (a.family, days) {
        (family, _) if family.is_single() => 0,
        (Family::Meeting | Family::Statement(11 | 15 | 16), 3..) => 0,
        // What talks were about is told by its own words: bare talks of some day or other need not be those.
        (Family::Meeting, _) if a.predicate != b.predicate && (a.is_topic || b.is_topic) => 3,
        (Family::Meeting, _) => 1,
        // Reports of one day or two that tell a transfer of like things mean the same one.
        (Family::Exchange, _) if are_of_one_day(a, b) && have_same_code(a, b) => 1,
        (Family::Blame, _) if a.event != b.event => 5,
        (Family::Statement(10), _) => 4,
        (_, 3..) => 2,
        _ => 3,
    }
}

/// Says whether a meeting is told by what was spoken of.
fn is_topic(print: &ClaimPrint) -> bool {
    const SPEAK_OF: &[&str] =
        &["address", "cover", "debate", "discuss", "discussion", "raise", "review", "touch"];
    !print.words.is_empty() && SPEAK_OF.contains(&print.trigger.as_str())
}

/// Verbs that any utterance can be told by.
fn is_saying(predicate: &str) -> bool {
    const SAY: &[&str] = &[
        "add",
        "announce",
        "argue",
        "call",
        "cite",
        "claim",
        "comment",
        "declare",
        "describe",
        "emphasize",
        "explain",
        "hope",
        "insist",
        "note",
        "quote",
        "recall",
        "remark",
        "repeat",
        "reply",
        "report",
        "say",
        "state",
        "stress",
        "tell",
        "think",
        "underline",
    ];
    SAY.contains(&predicate)
}

fn are_of_one_day(a: &Item, b: &Item) -> bool {
    a.when.order().abs_diff(b.when.order()) <= 2
}
