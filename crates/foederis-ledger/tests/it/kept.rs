//! Reports added one by one, in heaps or all at once: the parts kept are those of the whole ledger.
//!
//! With the feature `tight-limits` these tests reach every limit of the derivation: `cargo test -p foederis-ledger --features
//! tight-limits kept::`, with `PROPTEST_CASES=5000` for a long night.

use std::cell::RefCell;
use std::collections::BTreeMap;

use foederis_ledger::kept::{self, Added, Beside, Cut, KeptError};
use foederis_ledger::{Ledger, Line, Parts, StoryPart, parts};
use foederis_types::{
    ActorCode, ClaimId, Correction, CorrectionId, CorrectionKind, Header, PactId, ReportId, StoryId,
};
use proptest::prelude::*;

use crate::key::{seeds, story};
use crate::made::{Dice, header, line};

type Rows = BTreeMap<(u8, Vec<u8>), Vec<u8>>;

/// What is kept of a ledger, in memory.
#[derive(Default)]
struct Memory {
    reports: BTreeMap<ReportId, (Header, Vec<Line>)>,
    corrections: Vec<Correction>,
    rows: RefCell<Rows>,
    stories: BTreeMap<StoryId, StoryPart>,
    pacts: BTreeMap<PactId, StoryPart>,
}

impl Beside for Memory {
    fn header(&self, id: ReportId) -> Result<Header, KeptError> {
        self.report(id).map(|(header, _)| header)
    }

    fn report(&self, id: ReportId) -> Result<(Header, Vec<Line>), KeptError> {
        self.reports.get(&id).cloned().ok_or(KeptError::Damaged)
    }

    fn line(&self, claim: ClaimId) -> Result<(Header, Line), KeptError> {
        let found = self.reports.values().find_map(|(header, lines)| {
            let line = lines.iter().find(|line| line.claim.id == claim)?;
            Some((Header { paragraphs: Vec::new(), ..header.clone() }, line.clone()))
        });
        found.ok_or(KeptError::Damaged)
    }

    fn report_of(&self, claim: ClaimId) -> Result<Option<ReportId>, KeptError> {
        Ok(self.line(claim).ok().map(|(header, _)| header.id))
    }

    fn row(&self, space: u8, key: &[u8]) -> Result<Option<Vec<u8>>, KeptError> {
        Ok(self.rows.borrow().get(&(space, key.to_vec())).cloned())
    }
}

impl Memory {
    fn add(&mut self, reports: &[(Header, Vec<Line>)], corrections: &[Correction]) -> Result<(), KeptError> {
        let n_corrections_before = self.corrections.len();
        self.corrections.extend_from_slice(corrections);
        let ids: Vec<ReportId> = reports.iter().map(|(header, _)| header.id).collect();
        self.reports.extend(reports.iter().map(|report| (report.0.id, report.clone())));
        let mut changed = Vec::new();
        let added = Added { reports: &ids, corrections: &self.corrections, n_corrections_before };
        let changes = kept::add(self, added, &mut |space, key: &[u8], value: Option<&[u8]>| {
            changed.push(((space, key.to_vec()), value.map(<[u8]>::to_vec)));
            Ok(())
        })?;
        for (key, value) in changed {
            match value {
                Some(value) => drop(self.rows.get_mut().insert(key, value)),
                None => drop(self.rows.get_mut().remove(&key)),
            }
        }
        changes.gone_stories.iter().for_each(|story| drop(self.stories.remove(story)));
        changes.gone_pacts.iter().for_each(|pact| drop(self.pacts.remove(pact)));
        self.stories.extend(changes.stories.into_iter().map(|part| (part.story(), part)));
        self.pacts.extend(changes.pacts.into_iter().map(|part| (part.pacts[0].id, part)));
        Ok(())
    }

    /// All parts, cut from the rows alone.
    fn cut(&self) -> Parts {
        let keys = |space: u8| {
            let rows = self.rows.borrow();
            rows.keys().filter(|key| key.0 == space).map(|key| key.1.clone()).collect::<Vec<_>>()
        };
        let (stories, pacts) = (keys(kept::SPACES_CUT.0), keys(kept::SPACES_CUT.1));
        let mut parts = Parts::default();
        kept::cut_all(self, (&stories, &pacts), &mut |part| {
            match part {
                Cut::Story(part) => parts.stories.push(part),
                Cut::Pact(part) => parts.pacts.push(part),
            }
            Ok(())
        })
        .unwrap();
        parts.pacts.sort_by_key(|part| part.pacts[0].id);
        parts
    }

    fn parts(&self) -> Parts {
        Parts {
            stories: self.stories.values().cloned().collect(),
            pacts: self.pacts.values().cloned().collect(),
        }
    }
}

/// Adds reports in heaps of these sizes, over and over; after each the parts are those of all reports so far.
#[track_caller]
fn check_heaps(reports: &[(Header, Vec<Line>)], sizes: &[usize], looks_at_each: bool) {
    check_corrected(reports, sizes, looks_at_each, |_| Vec::new());
}

/// As [`check_heaps`], with the corrections that are made of the reports so far once each heap is there: they come with the
/// next heap, and the last ones alone.
#[track_caller]
fn check_corrected(
    reports: &[(Header, Vec<Line>)],
    sizes: &[usize],
    looks_at_each: bool,
    mut correct: impl FnMut(&Ledger) -> Vec<Correction>,
) {
    let (mut memory, mut ledger) = (Memory::default(), Ledger::new());
    let (mut rest, mut sizes) = (reports, sizes.iter().cycle());
    let mut corrections = Vec::new();
    while !rest.is_empty() || !corrections.is_empty() {
        let n_reports = if rest.is_empty() { 0 } else { *sizes.next().unwrap() };
        let (heap, others) = rest.split_at(rest.len().min(n_reports));
        let is_last = rest.is_empty();
        rest = others;
        heap.iter().for_each(|(header, lines)| ledger.add(header.clone(), lines.clone()));
        corrections.iter().for_each(|correction: &Correction| ledger.correct(correction.clone()));
        memory.add(heap, &corrections).unwrap();
        if looks_at_each || rest.is_empty() {
            check_same(&memory.parts(), &parts(&ledger));
        }
        corrections = if is_last { Vec::new() } else { correct(&ledger) };
    }
    check_same(&memory.cut(), &memory.parts());
    let mut at_once = Memory::default();
    at_once.add(reports, &memory.corrections).unwrap();
    for (key, row) in memory.rows.borrow().iter() {
        assert!(at_once.rows.borrow().get(key) == Some(row), "row {key:?} differs");
    }
    for key in at_once.rows.borrow().keys() {
        assert!(memory.rows.borrow().contains_key(key), "row {key:?} is missing");
    }
}

#[track_caller]
fn check_same(kept: &Parts, derived: &Parts) {
    check_lists(&kept.stories, &derived.stories);
    check_lists(&kept.pacts, &derived.pacts);
}

/// Compares parts, and shows the first thing that differs.
#[track_caller]
fn check_lists(kept: &[StoryPart], derived: &[StoryPart]) {
    for (kept, derived) in kept.iter().zip(derived) {
        assert!(kept.reports == derived.reports, "{:?}\n{:?}", kept.reports, derived.reports);
        for (kept, derived) in kept.entries.iter().zip(&derived.entries) {
            assert_eq!(kept, derived);
        }
        let bare = |part: &StoryPart| StoryPart { entries: Vec::new(), ..part.clone() };
        assert_eq!(bare(kept), bare(derived));
    }
    assert_eq!(kept.len(), derived.len());
}

/// Reports of a small world of few states, so that most have to do with one another.
fn report(dice: &mut Dice, n_days: usize, n_claims: usize) -> (Header, Vec<Line>) {
    const SIDES: &[&str] = &[
        "USA > RUS",
        "RUS > USA",
        "USA RUS",
        "CHN > USA",
        "CHN RUS",
        "USA",
        "RUS > CHN USA",
        "Aye > RUS",
        "> USA",
        "President_Ana_Diaz > RUS",
        "CHN?:Ana_Diaz/president > USA",
        "Ana_Diaz Bo_Rey",
        "USA > Minister_Bo_Rey",
    ];
    const KINDS: &[&str] = &[
        "AID 072",
        "CONSULT 042",
        "CONSULT 046",
        "ACCUSE 112",
        "ASSAULT 190",
        "- 016",
        "- 011",
        "- 012",
        "SUPPORT 057",
        "MOBILIZE 154",
    ];
    const WORDS: &[&str] = &["shell", "grain", "border", "treaty", "fleet", "visa", "drone", "loan"];
    const VIEWS: &[&str] = &["AUTHOR CT+", "AUTHOR CT+", "AUTHOR Uu, USA CT+ say", "AUTHOR Uu, RUS CT- deny"];
    const MORE: &[&str] = &[
        "",
        "",
        "",
        "",
        "status signed; pact the treaty",
        "status ratified; pact the treaty of 2021",
        "historical",
        "clause DEFEND when attacked do help; pact the treaty",
        "status signed; pact two agreements",
        "status announced",
        "pact the pact",
        "hypothetical",
        "status signed; pact the 2023 protocol",
    ];
    let mut pick = |list: &[&str]| list[dice.roll(list.len())].to_owned();
    let first: foederis_types::Date = "2023-01-01".parse().unwrap();
    let tellings: Vec<[String; 7]> = (0..n_claims)
        .map(|_| [pick(SIDES), pick(KINDS), pick(VIEWS), pick(WORDS), pick(WORDS), pick(WORDS), pick(MORE)])
        .collect();
    let day = |n: usize| first.saturating_add(jiff::Span::new().days(n as i64)).to_string();
    let n_day = dice.roll(n_days);
    let published = if dice.roll(12) == 0 { "-".to_owned() } else { day(n_day) };
    // One report in three is a reprint, in whole or in part.
    let text =
        |dice: &mut Dice, n: usize| (0..n).map(|_| format!("w{}", dice.roll(5000))).collect::<Vec<_>>();
    let mut words = match dice.roll(3) {
        0 => text(&mut Dice(dice.roll(3) as u64 + 1), 60),
        _ => text(dice, 60),
    };
    words.extend(text(&mut Dice(dice.roll(20) as u64 + 1), 20));
    let mut header = header(&format!("Outlet {}", dice.roll(40)), &published, &words.join(" "));
    header.names = (0..20).filter(|_| dice.roll(3) == 0).map(|n| format!("name {n:02}")).collect();
    // Most know Ana Diaz as one state's; some are wrong.
    for _ in 0..dice.roll(3) {
        let name = ["Ana Diaz", "Bo Rey"][dice.roll(2)].to_owned();
        let whose = ["USA", "USA", "USA", "USA", "USA", "CHN"][dice.roll(6)];
        header.people.push((name, ActorCode::new(whose).unwrap()));
    }
    let lines = tellings.iter().enumerate().map(|(n, [sides, kind, views, a, b, c, more])| {
        let when = match dice.roll(4) {
            0 => format!("on {};", day(n_day.saturating_sub(dice.roll(3)))),
            1 => format!("on {}/{};", day(n_day.saturating_sub(20)), day(n_day)),
            _ => String::new(),
        };
        let mut line = line(
            &header,
            &format!("{sides} | {kind} | {views} | {a} {b} {c} | {when} {more}; sentence {}", n / 2),
        );
        if dice.roll(10) == 0 {
            line.claim.decision.rule = "statement/pact".to_owned();
        }
        line
    });
    let lines = lines.collect();
    (header, lines)
}

fn reports(seed: u64, n_reports: usize, n_days: usize, n_claims: usize) -> Vec<(Header, Vec<Line>)> {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut known = std::collections::BTreeSet::new();
    let made = (0..n_reports).map(|_| report(&mut dice, n_days, n_claims));
    made.filter(|(header, _)| known.insert(header.id)).collect()
}

/// As many cases as are asked for, else few: each is derived anew after every heap.
fn cases() -> ProptestConfig {
    let usual = ProptestConfig::default();
    let cases = if usual.cases == 256 { 48 } else { usual.cases };
    ProptestConfig { cases, ..usual }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_heaps_of_reports_give_the_parts_of_the_whole(
        seed in 0u64..1_000_000,
        n_reports in 1usize..24,
        n_days in 1usize..200,
        sizes in proptest::collection::vec(1usize..6, 1..5),
    ) {
        check_heaps(&reports(seed, n_reports, n_days, 5), &sizes, true);
    }
}

/// Corrections of some of a ledger's claims, one of them perhaps taking back another.
fn corrections(dice: &mut Dice, ledger: &Ledger) -> Vec<Correction> {
    let claims: Vec<ClaimId> = ledger.lines().map(|line| line.claim.id).collect();
    let before: Vec<CorrectionId> = ledger.corrections().map(|correction| correction.id).collect();
    let code = |dice: &mut Dice| ActorCode::new(["USA", "RUS", "CHN", "PRK"][dice.roll(4)]).ok();
    let mut made = Vec::new();
    for _ in 0..dice.roll(3) {
        let claim = claims[dice.roll(claims.len())];
        let some = |dice: &mut Dice| (0..dice.roll(4)).map(|_| claims[dice.roll(claims.len())]).collect();
        let kind = match dice.roll(6) {
            0 => CorrectionKind::Reject(claim),
            1 => CorrectionKind::Together(some(dice)),
            2 => CorrectionKind::Apart(some(dice)),
            3 if !before.is_empty() => CorrectionKind::Withdraw(before[dice.roll(before.len())]),
            _ => CorrectionKind::Actor { claim, from: code(dice), to: code(dice) },
        };
        made.push(Correction {
            id: CorrectionId::from_hash(crate::made::hashed(&[&format!("{kind:?} {}", dice.roll(1000))])),
            author: "A. Reader".to_owned(),
            reason: "as the sentence says".to_owned(),
            known_from: "2025-01-01".parse().unwrap(),
            kind,
        });
    }
    made.retain(|correction| !before.contains(&correction.id));
    made
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_corrections_give_the_parts_of_the_whole(
        seed in 0u64..1_000_000,
        n_reports in 1usize..24,
        n_days in 1usize..200,
        sizes in proptest::collection::vec(1usize..6, 1..5),
    ) {
        let mut dice = Dice(seed | 1);
        check_corrected(&reports(seed, n_reports, n_days, 5), &sizes, true, |ledger| corrections(&mut dice, ledger));
    }
}

#[test]
fn corrections_in_crowds_are_no_exception() {
    let mut dice = Dice(11);
    let correct = |ledger: &Ledger| corrections(&mut dice, ledger);
    check_corrected(&reports(7, 310, 30, 2), &[280, 1, 1, 1, 5], true, correct);
}

#[test]
fn crowds_are_no_exception() {
    // More than are compared with one, linked pairwise, or put into one story.
    check_heaps(&reports(7, 310, 30, 2), &[280, 1, 20, 1], false);
}

#[test]
fn a_throng_in_one_block_is_no_exception() {
    // More claims of one kind and two sides than are looked at; those of the first days and the last see the same ones.
    let throng = |n: usize| {
        let day = format!("2023-01-{:02}", n % 3 + 1);
        let header = header(&format!("Outlet {n}"), &day, &format!("text of outlet {n}"));
        let word = ["shell", "border", "drone", "fleet", "visa"][n / 7 % 5];
        let when = if n.is_multiple_of(4) { "on 2022-12-01/2023-01-03;" } else { "" };
        let tell = |sentence: usize| {
            let told =
                format!("USA > RUS | ASSAULT 190 | AUTHOR CT+ | {word} {n} | {when} sentence {sentence}");
            line(&header, &told)
        };
        let lines = vec![tell(0), tell(1), tell(2)];
        (header, lines)
    };
    let reports: Vec<_> = (0..280).map(throng).collect();
    check_heaps(&reports, &[270, 1, 1, 6, 1, 1], true);
}

#[test]
fn stock_phrases_are_no_exception() {
    // The text of so many reports is nobody's; until then it was one text.
    let day = |n: usize| format!("2023-01-{:02}", n % 28 + 1);
    let text = |n: usize| format!("one text that many outlets print word for word and {}", n % 190);
    let report = |n: usize| (header(&format!("Outlet {n}"), &day(n), &text(n)), Vec::new());
    let reports: Vec<_> = (0..206).map(report).collect();
    check_heaps(&reports, &[150, 48, 1, 1, 1, 1, 4], true);
}

#[test]
fn real_claims_are_no_exception() {
    for key in [story(), seeds()].into_iter().flatten() {
        let mut of: BTreeMap<ReportId, Vec<Line>> = BTreeMap::new();
        key.ledger.lines().for_each(|line| of.entry(line.claim.quote.report).or_default().push(line.clone()));
        let report = |header: &Header| (header.clone(), of.remove(&header.id).unwrap_or_default());
        let reports: Vec<_> = key.ledger.headers().map(report).collect();
        check_heaps(&reports, &[5, 1, 3], true);
    }
}
