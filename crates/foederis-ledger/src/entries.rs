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

use foederis_types::{Auxiliary, Basis, ClaimId, Event, Holder, PactStatus};

use crate::blocks::{Blocks, SideKey, number, side_key};
use crate::components::Components;
use crate::family::{Family, are_other_things, object_classes, paper};
use crate::ledger::{Ledger, Line};
use crate::stances::is_negative;

/// Neighbours of one block that a claim is compared with, in each direction of time.
pub const COMPARED_MAX: usize = 48;
/// Neighbours of one block that are looked at to find those.
const SCANNED_MAX: usize = 16 * COMPARED_MAX;
/// Longest span of days that still counts as a day named: a long weekend.
const NARROW_DAYS: i32 = 3;
/// Days that an open end (`since 2022`) is taken to reach.
const OPEN_DAYS: i32 = 400;
/// Sides of one claim that blocks are made of.
const SIDES_MAX: usize = 6;

/// One claim, reduced to what is compared.
pub(crate) struct Item<'a> {
    pub(crate) line: &'a Line,
    pub(crate) family: Family,
    actors: Vec<SideKey>,
    recipients: Vec<SideKey>,
    sides: Vec<SideKey>,
    when: When,
    classes: u8,
    paper: u8,
    is_supposed: bool,
    is_history: bool,
    is_plural: bool,
}

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
    let mut items: Vec<Item<'_>> = ledger.lines().map(|line| item(ledger, line)).collect();
    items.sort_by(|a, b| order(a).cmp(&order(b)));
    let mut grouping = Grouping::new(&items);
    let mut ranks: Vec<Rank> = items.iter().map(Item::rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    ranks.into_iter().for_each(|rank| grouping.place(rank));
    grouping.groups()
}

/// The order of a block: by day, then so that like claims are neighbours; the id makes it total.
fn order<'a>(item: &'a Item<'_>) -> (i32, Option<&'a str>, &'a str, &'a [String], ClaimId) {
    let (claim, print) = (&item.line.claim, &item.line.print);
    (item.when.order(), claim.cameo.as_deref(), &print.trigger, &print.words, claim.id)
}

fn item<'a>(ledger: &Ledger, line: &'a Line) -> Item<'a> {
    let claim = &line.claim;
    let keys = |participants: &[foederis_types::Participant]| {
        let mut keys: Vec<SideKey> = participants.iter().map(side_key).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    let (actors, recipients) = (keys(&claim.actors), keys(&claim.recipients));
    let mut sides: Vec<SideKey> = actors.iter().chain(&recipients).copied().collect();
    sides.sort_unstable();
    sides.dedup();
    Item {
        line,
        family: Family::of(claim),
        actors,
        recipients,
        sides,
        when: when(ledger, line),
        classes: object_classes(&line.print.words),
        paper: paper(&line.print.words, line.print.pact.as_deref()),
        is_supposed: claim.auxiliary.contains(&Auxiliary::Hypothetical),
        is_history: claim.auxiliary.contains(&Auxiliary::Historical),
        // Documents of ratification are always several.
        is_plural: line.claim.pact_status != Some(PactStatus::Exchanged)
            && line.print.pact.as_deref().is_some_and(is_plural),
    }
}

/// `Two lesser agreements` are not `the agreement`.
fn is_plural(pact: &str) -> bool {
    ["agreements", "treaties", "pacts", "deals", "documents", "accords", "memorandums", "contracts"]
        .iter()
        .any(|plural| pact.to_lowercase().contains(plural))
}

fn when(ledger: &Ledger, line: &Line) -> When {
    let published = ledger.header(line.claim.quote.report).and_then(|header| header.day()).map(number);
    let happened = &line.claim.happened;
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

impl Item<'_> {
    /// How exactly it is told: the exact ones are placed first, and of those the ones that name most sides.
    fn rank(&self) -> Rank {
        (self.vagueness(), std::cmp::Reverse(self.sides.len()))
    }

    /// 0 told with a day and all sides, 1 without a day, 2 without a side, 3 without either; 4 without any side.
    fn vagueness(&self) -> u8 {
        let has_sides = match self.family {
            family if family.is_one_sided() => !self.actors.is_empty(),
            family if family.is_mutual() => self.sides.len() >= 2,
            _ => (!self.actors.is_empty() && !self.recipients.is_empty()) || self.actors.len() >= 2,
        };
        let has_day = matches!(self.when, When::Day(..));
        match (self.sides.is_empty(), has_sides, has_day) {
            (true, _, _) => 4,
            (_, true, true) => 0,
            (_, true, false) => 1,
            (_, false, true) => 2,
            (_, false, false) => 3,
        }
    }

    /// Days beyond which nothing can be the same happening. What is told of a longer time may lie anywhere in it.
    fn reach(&self) -> u32 {
        match self.when {
            When::Within(..) | When::Never => u32::MAX,
            When::Day(..) | When::Reported(_) => {
                self.family.window_days().max(NARROW_DAYS + 1).unsigned_abs()
            }
        }
    }

    /// The blocks it stands in: every two sides, and every side alone (twice the same).
    fn keys(&self) -> Vec<Key> {
        let sides = &self.sides[..self.sides.len().min(SIDES_MAX)];
        let pairs =
            sides.iter().enumerate().flat_map(|(at, a)| sides[at..].iter().map(|b| (self.family, *a, *b)));
        pairs.collect()
    }

    /// The blocks it looks for company in: by two sides where it names two, else by its one.
    fn search_keys(&self) -> Vec<Key> {
        let keys = self.keys();
        let has_pair = self.sides.len() >= 2 && !self.family.is_one_sided();
        keys.into_iter().filter(|(_, a, b)| !has_pair || a != b).collect()
    }
}

type Key = (Family, SideKey, SideKey);
type Rank = (u8, std::cmp::Reverse<usize>);

struct Grouping<'a> {
    items: &'a [Item<'a>],
    blocks: Blocks<Key>,
    /// Which items others may join: those of the ranks done.
    is_core: Vec<bool>,
    components: Components,
}

impl<'a> Grouping<'a> {
    fn new(items: &'a [Item<'a>]) -> Grouping<'a> {
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
                let candidate = (score, nearness, self.items[other].line.claim.id, other);
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
            let mut ids: Vec<ClaimId> = set.into_iter().map(|at| self.items[at].line.claim.id).collect();
            ids.sort();
            ids
        };
        let mut groups: Vec<Vec<ClaimId>> = self.components.sets().into_iter().map(ids).collect();
        groups.sort();
        groups
    }
}

/// Returns how well two claims of one family go together; `None` where they are not about one happening.
fn likeness(a: &Item<'_>, b: &Item<'_>) -> Option<u32> {
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
fn is_not_yet(undone: &Item<'_>, done: &Item<'_>) -> bool {
    let is_undone = |item: &Item<'_>| item.line.claim.auxiliary.contains(&Auxiliary::Negation);
    let is_pact = matches!(undone.family, Family::Pact(_));
    let by = match done.when {
        When::Day(from, _) | When::Within(from, _) | When::Reported(from) => from,
        When::Never => return false,
    };
    is_pact && is_undone(undone) && !is_undone(done) && undone.when.order() < by
}

/// What a denial counts for beside the words that it shares with what it denies.
const ANSWER_WORDS: u32 = 3;
/// Sentences that may lie between what is alleged and its denial in one report.
const ANSWER_SENTENCES: u32 = 4;

/// "It denied carrying out any air strike", some sentences after the air strike that it is said to have flown: the doer
/// denies in the same report what is coded alike, and names nobody else to whom it would have been done.
fn is_answer(denial: &Item<'_>, deed: &Item<'_>) -> bool {
    let (x, y) = (&denial.line.claim, &deed.line.claim);
    let is_near = x.quote.report == y.quote.report
        && x.quote.part == y.quote.part
        && x.sentence.abs_diff(y.sentence) <= ANSWER_SENTENCES;
    let denies = |view: &foederis_types::View| {
        let is_doer = |holder| x.actors.iter().any(|actor| actor.code == Some(holder));
        matches!(view.holder, Holder::Actor(holder) if is_doer(holder)) && is_negative(view.value)
    };
    let is_denial = |claim: &foederis_types::Claim| claim.factuality.iter().any(denies);
    is_near
        && !denial.family.is_single()
        && is_denial(x)
        && !is_denial(y)
        && !denial.actors.is_empty()
        && denial.actors == deed.actors
        && have_same_code(denial.line, deed.line)
}

/// One sentence that tells two acts with two predicates tells two happenings.
fn is_same_sentence_apart(a: &Item<'_>, b: &Item<'_>) -> bool {
    let (x, y) = (&a.line.claim, &b.line.claim);
    let is_same =
        x.quote.report == y.quote.report && x.quote.part == y.quote.part && x.sentence == y.sentence;
    is_same && !a.family.is_single() && x.trigger != y.trigger && a.line.print.trigger != b.line.print.trigger
}

fn sides_agree(a: &Item<'_>, b: &Item<'_>) -> Option<u32> {
    let is_together = |item: &Item<'_>| item.recipients.is_empty() && item.actors.len() >= 2;
    if a.family.is_one_sided() {
        let least = if a.family.is_said() { 2 } else { 1 };
        return lists_agree(&a.actors, &b.actors).filter(|agree| *agree >= least);
    }
    // "A and B clashed" is not what either side says the other did to it, unless the same word tells both.
    let is_together_alone = is_together(a) != is_together(b);
    if a.family == Family::Other(Event::Assault)
        && is_together_alone
        && a.sides == b.sides
        && bare(&a.line.print.trigger) != bare(&b.line.print.trigger)
    {
        return None;
    }
    // It names both sides, though nobody as the one who suffers it.
    let are_together = is_together(a) && is_together(b);
    if a.family.is_mutual()
        || are_together
        || (a.family == Family::Exchange && (is_together(a) || is_together(b)))
    {
        return lists_agree(&a.sides, &b.sides).filter(|agree| *agree > 0);
    }
    let (actors, recipients) =
        (lists_agree(&a.actors, &b.actors)?, lists_agree(&a.recipients, &b.recipients)?);
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
fn days_agree(a: &Item<'_>, b: &Item<'_>) -> Option<u32> {
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
fn words_agree(a: &Item<'_>, b: &Item<'_>) -> Option<u32> {
    let (x, y) = (&a.line, &b.line);
    if a.family == Family::Exchange && are_other_things(a.classes, b.classes) {
        return None;
    }
    if a.family == Family::Pact(PactStatus::Signed) && a.paper != b.paper {
        return None;
    }
    let same_predicate = u32::from(bare(&x.print.trigger) == bare(&y.print.trigger)) * 2;
    let same_code = u32::from(have_same_code(x, y));
    let same_kind = u32::from(a.classes & b.classes != 0) * 3;
    Some(same_predicate + same_code + same_kind + shared_words(&x.print.words, &y.print.words))
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
fn have_same_code(a: &Line, b: &Line) -> bool {
    let root = |line: &Line| line.claim.cameo.as_deref().and_then(|code| code.get(..3)).map(str::to_owned);
    root(a).is_some() && root(a) == root(b)
}

/// 2 for each of up to three shared words; a single one counts for half where both claims are long.
fn shared_words(a: &[String], b: &[String]) -> u32 {
    let shared = a.iter().filter(|word| b.binary_search(word).is_ok()).count();
    let shorter = a.len().min(b.len());
    if shared == 1 && shorter > 6 {
        return 1;
    }
    u32::try_from(shared.min(3)).unwrap_or(3) * 2
}

/// What words must add: nothing for what the same sides do only once, more the less the days say.
fn words_needed(a: &Item<'_>, b: &Item<'_>, days: u32) -> u32 {
    match (a.family, days) {
        (family, _) if family.is_single() => 0,
        (Family::Meeting | Family::Statement(11 | 15 | 16), 3..) => 0,
        // What talks were about is told by its own words: bare talks of some day or other need not be those.
        (Family::Meeting, _)
            if a.line.print.trigger != b.line.print.trigger && (is_topic(a) || is_topic(b)) =>
        {
            3
        }
        (Family::Meeting, _) => 1,
        // Reports of one day or two that tell a transfer of like things mean the same one.
        (Family::Exchange, _) if are_of_one_day(a, b) && have_same_code(a.line, b.line) => 1,
        (Family::Blame, _) if a.line.claim.event != b.line.claim.event => 5,
        (_, 3..) => 2,
        _ => 3,
    }
}

/// Says whether a meeting is told by what was spoken of.
fn is_topic(item: &Item<'_>) -> bool {
    const SPEAK_OF: &[&str] =
        &["address", "cover", "debate", "discuss", "discussion", "raise", "review", "touch"];
    !item.line.print.words.is_empty() && SPEAK_OF.contains(&item.line.print.trigger.as_str())
}

fn are_of_one_day(a: &Item<'_>, b: &Item<'_>) -> bool {
    a.when.order().abs_diff(b.when.order()) <= 2
}
