//! Laws that hold for any claims: order and grouping do not matter, nothing is lost, nothing is invented.

use std::collections::BTreeSet;

use foederis_ledger::{Ledger, Line, StoryPart, account, account_of, compare, merge, parts as parts_of};
use foederis_types::{
    ClaimId, Correction, CorrectionId, CorrectionKind, Decision, Figure, Header, PactStatus,
};
use proptest::prelude::*;

use crate::key::{seeds, story};
use crate::made::{Dice, report};

type Reports = Vec<(Header, Vec<Line>)>;

fn reports() -> impl Strategy<Value = Reports> {
    (any::<u64>(), 1usize..30, 1usize..14).prop_map(|(seed, n_happenings, n_reports)| {
        let mut dice = Dice(seed | 1);
        (0..n_reports).map(|_| report(&mut dice, n_happenings, 6)).collect()
    })
}

fn ledger<'a>(reports: impl IntoIterator<Item = &'a (Header, Vec<Line>)>) -> Ledger {
    let mut ledger = Ledger::new();
    reports.into_iter().for_each(|(header, lines)| ledger.add(header.clone(), lines.clone()));
    ledger
}

/// Three parts of a list, overlapping: each item goes where its bits say.
fn parts(reports: &Reports, places: &[u8]) -> [Ledger; 3] {
    let place = |at: usize| places[at % places.len()] % 7 + 1;
    [1, 2, 4]
        .map(|bit| ledger(reports.iter().enumerate().filter(|(at, _)| place(*at) & bit != 0).map(|(_, r)| r)))
}

/// The same ledger, claims taken in another order.
fn shuffled(whole: &Ledger, seed: u64) -> Ledger {
    let mut dice = Dice(seed | 1);
    let mut lines: Vec<&Line> = whole.lines().collect();
    for at in (1..lines.len()).rev() {
        lines.swap(at, dice.roll(at + 1));
    }
    let mut ledger = Ledger::new();
    for line in lines {
        ledger.add(whole.header(line.claim.quote.report).unwrap().clone(), [line.clone()]);
    }
    merge(ledger, whole.as_of("1000-01-01".parse().unwrap()))
}

#[track_caller]
fn check_merge([a, b, c]: [Ledger; 3]) {
    let m = |a: &Ledger, b: &Ledger| merge(a.clone(), b.clone());
    assert!(m(&a, &b) == m(&b, &a), "commutative");
    assert!(m(&m(&a, &b), &c) == m(&a, &m(&b, &c)), "associative");
    assert!(m(&a, &a) == a, "idempotent");
}

fn correction(kind: CorrectionKind) -> Correction {
    Correction {
        id: CorrectionId::from_hash(crate::made::hashed(&[&format!("{kind:?}")])),
        author: "A. Reader".to_owned(),
        reason: "as the sentence says".to_owned(),
        known_from: "2025-01-01".parse().unwrap(),
        kind,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn merging_does_not_care_about_order_or_grouping(
        reports in reports(),
        places in proptest::collection::vec(any::<u8>(), 1..20),
    ) {
        check_merge(parts(&reports, &places));
    }

    #[test]
    fn the_account_does_not_care_about_order(reports in reports(), seed in any::<u64>()) {
        let whole = ledger(&reports);
        let other = shuffled(&whole, seed);
        prop_assert!(whole == other);
        prop_assert!(account(&whole) == account(&other));
    }

    #[test]
    fn each_claim_is_in_one_entry_and_each_report_in_one_story(reports in reports()) {
        let whole = ledger(&reports);
        let account = account(&whole);
        let mut claims: Vec<ClaimId> = account.entries.values().flat_map(|entry| entry.claims.clone()).collect();
        claims.sort();
        prop_assert_eq!(claims, whole.lines().map(|line| line.claim.id).collect::<Vec<_>>());
        let mut told: Vec<_> = account.stories.values().flat_map(|story| story.reports.clone()).collect();
        told.sort();
        prop_assert_eq!(told, whole.headers().map(|header| header.id).collect::<Vec<_>>());
        for entry in account.entries.values() {
            prop_assert_eq!(entry.id.to_bytes(), entry.claims[0].to_bytes());
            prop_assert!(account.stories.contains_key(&entry.story));
        }
    }

    #[test]
    fn nothing_is_told_that_no_claim_tells(reports in reports()) {
        let whole = ledger(&reports);
        for entry in account(&whole).entries.values() {
            let own: BTreeSet<ClaimId> = entry.claims.iter().copied().collect();
            prop_assert!(entry.tellings.iter().all(|t| t.claims.iter().all(|id| own.contains(id))));
            prop_assert!(entry.days.iter().all(|t| t.claims.iter().all(|id| own.contains(id))));
            let n_told: usize = entry.tellings.iter().map(|telling| telling.claims.len()).sum();
            prop_assert_eq!(n_told, own.len());
            prop_assert!(entry.origins.len() <= entry.voices().len());
        }
    }

    #[test]
    fn what_was_known_grows_with_the_day(reports in reports(), day in 0i64..700) {
        let whole = ledger(&reports);
        let first: foederis_types::Date = "2023-01-01".parse().unwrap();
        let known = whole.as_of(first.saturating_add(jiff::Span::new().days(day)));
        prop_assert!(merge(known, whole.clone()) == whole);
    }

    #[test]
    fn a_correction_holds_and_can_be_taken_back(reports in reports(), at in any::<prop::sample::Index>()) {
        let whole = ledger(&reports);
        let ids: Vec<ClaimId> = whole.lines().map(|line| line.claim.id).collect();
        let (one, two) = (ids[at.index(ids.len())], ids[0]);
        let with = |kinds: &[CorrectionKind]| {
            let mut ledger = whole.clone();
            kinds.iter().for_each(|kind| ledger.correct(correction(kind.clone())));
            account(&ledger)
        };
        let reject = CorrectionKind::Reject(one);
        prop_assert!(with(std::slice::from_ref(&reject)).entry_of(one).is_none());
        let both = BTreeSet::from([one, two]);
        let together = with(&[CorrectionKind::Together(both.clone())]);
        prop_assert!(together.entry_of(one) == together.entry_of(two));
        let apart = with(&[CorrectionKind::Apart(BTreeSet::from([one]))]);
        prop_assert_eq!(&apart.entry_of(one).unwrap().claims, &vec![one]);
        let withdrawn = CorrectionKind::Withdraw(correction(reject.clone()).id);
        prop_assert!(with(&[reject, withdrawn]) == account(&whole));
    }
}

#[test]
fn merging_real_claims_does_not_care_about_order_or_grouping() {
    for key in [story(), seeds()].into_iter().flatten() {
        let mut dice = Dice(5);
        let mut parts = [Ledger::new(), Ledger::new(), Ledger::new()];
        for line in key.ledger.lines() {
            let header = key.ledger.header(line.claim.quote.report).unwrap();
            for part in parts.iter_mut().filter(|_| dice.roll(2) == 0) {
                part.add(header.clone(), [line.clone()]);
            }
        }
        check_merge(parts);
        assert!(account(&shuffled(&key.ledger, 9)) == account(&key.ledger));
    }
}

/// The account derived story by story, each from what its part names and nothing else, is the whole account.
#[track_caller]
fn check_parts(whole: &Ledger) {
    let account = account(whole);
    let parts = parts_of(whole);
    assert!(parts_of(&narrowed(whole)) == parts, "of narrowed claims");
    assert_eq!(
        parts.stories.iter().map(StoryPart::story).collect::<Vec<_>>(),
        account.stories.keys().copied().collect::<Vec<_>>()
    );
    for part in &parts.stories {
        let ledger = needed(whole, part);
        let scoped = account_of(&ledger, std::slice::from_ref(part));
        let story = part.story();
        assert_eq!(scoped.stories.get(&story), account.stories.get(&story));
        assert_eq!(scoped.entries_of(story), account.entries_of(story));
        let pacts = |account: &foederis_ledger::Account| {
            account.pacts.values().filter(|pact| pact.story == story).cloned().collect::<Vec<_>>()
        };
        assert_eq!(pacts(&scoped), pacts(&account));
        for pact in pacts(&scoped) {
            assert!(pact.entries.iter().all(|id| scoped.entries.get(id) == account.entries.get(id)));
        }
        let copies = |account: &foederis_ledger::Account| {
            let mut origins = account.origins.clone();
            origins.retain(|origin| origin.reports.iter().any(|id| part.reports.contains(id)));
            origins
        };
        assert_eq!(copies(&scoped), copies(&account));
        assert_eq!(compare(&ledger, &scoped, story), compare(whole, &account, story));
    }
    let all = account_of(whole, &parts.stories);
    assert!(all == account);
    let ids = |part: &StoryPart| part.pacts.iter().map(|pact| pact.id).collect::<Vec<_>>();
    assert_eq!(
        parts.pacts.iter().flat_map(ids).collect::<Vec<_>>(),
        account.pacts.keys().copied().collect::<Vec<_>>()
    );
    for part in &parts.pacts {
        let scoped = account_of(&needed(whole, part), std::slice::from_ref(part));
        assert!(scoped.stories.is_empty());
        assert!(scoped.pacts.iter().all(|(id, pact)| account.pacts.get(id) == Some(pact)));
        assert!(scoped.entries.iter().all(|(id, entry)| account.entries.get(id) == Some(entry)));
        assert_eq!(scoped.pacts.len(), 1);
    }
}

/// Gives a claim what made ones lack: some sign a pact, others speak of one without naming it.
fn dressed(mut line: Line, n: usize) -> Line {
    let Line { claim, print } = &mut line;
    match n % 4 {
        0 => (claim.pact_status, print.pact) = (Some(PactStatus::Signed), Some("treaty".to_owned())),
        1 => claim.decision = Decision { rule: "statement/pact".to_owned(), steps: vec!["say".to_owned()] },
        _ => claim.decision.rule = "aid/send".to_owned(),
    }
    claim.contexts.push("military".to_owned());
    for side in claim.actors.iter_mut().chain(&mut claim.recipients) {
        (side.title, side.sector) = (Some("minister".to_owned()), Some("GOV".to_owned()));
    }
    print.figures.push(Figure { number: n.to_string(), of: "soldier".to_owned() });
    print.cites.push("Reuters".to_owned());
    line
}

/// The same ledger with of each claim only what parts rest on.
fn narrowed(whole: &Ledger) -> Ledger {
    let mut ledger = Ledger::new();
    whole.headers().for_each(|header| ledger.add(header.clone(), []));
    whole.lines().for_each(|line| ledger.add_line(line.clone().narrowed()));
    whole.corrections().for_each(|correction| ledger.correct(correction.clone()));
    ledger
}

/// The reports that a part names; of those that are not its own, only the claims that it names.
fn needed(whole: &Ledger, part: &StoryPart) -> Ledger {
    let named: BTreeSet<ClaimId> =
        part.entries.iter().flat_map(|entry| entry.claims.iter().chain(&entry.remarks)).copied().collect();
    let mut ledger = Ledger::new();
    for id in &part.needs {
        let is_own = part.reports.contains(id);
        let lines = whole.lines().filter(|line| line.claim.quote.report == *id);
        let needed = lines.filter(|line| is_own || named.contains(&line.claim.id)).cloned();
        ledger.add(whole.header(*id).unwrap().clone(), needed);
    }
    whole.corrections().for_each(|correction| ledger.correct(correction.clone()));
    ledger
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn parts_make_the_whole_account(reports in reports(), at in any::<prop::sample::Index>()) {
        let mut whole = ledger(&reports);
        check_parts(&whole);
        let ids: Vec<ClaimId> = whole.lines().map(|line| line.claim.id).collect();
        let (one, two) = (ids[at.index(ids.len())], ids[0]);
        whole.correct(correction(CorrectionKind::Together(BTreeSet::from([one, two]))));
        whole.correct(correction(CorrectionKind::Reject(ids[at.index(ids.len() / 2 + 1)])));
        check_parts(&whole);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn parts_of_narrowed_claims_are_those_of_the_whole(
        reports in reports(),
        recoded in proptest::collection::vec(any::<prop::sample::Index>(), 0..9),
    ) {
        let plain = ledger(&reports);
        let mut whole = Ledger::new();
        plain.headers().for_each(|header| whole.add(header.clone(), []));
        plain.lines().enumerate().for_each(|(n, line)| whole.add_line(dressed(line.clone(), n)));
        prop_assert!(parts_of(&narrowed(&whole)) == parts_of(&whole));
        let lines: Vec<&Line> = plain.lines().collect();
        // Nobody with a code: from here on they are known by their names.
        for line in recoded.iter().map(|at| at.get(&lines)) {
            let kind = CorrectionKind::Actor { claim: line.claim.id, from: line.claim.actors[0].code, to: None };
            whole.correct(correction(kind));
        }
        prop_assert!(parts_of(&narrowed(&whole)) == parts_of(&whole));
    }
}

#[test]
fn parts_of_real_claims_make_the_whole_account() {
    for key in [story(), seeds()].into_iter().flatten() {
        check_parts(&key.ledger);
        assert!(parts_of(&narrowed(&key.ledger)) == parts_of(&key.ledger), "of narrowed claims");
    }
}
