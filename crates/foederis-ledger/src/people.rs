//! Who people are of, from one report to another: where a report names a person and does not say whose minister that is,
//! what others say in words settles it.
//!
//! A full name is known as that of a person of a state (or organisation) where reports name it with a title and with words for
//! the state ([`Header::people`]), and none for another's, or four times as many as do. It then holds for whoever bears the name and has no
//! code, or one that was only inferred. Surnames alone are left as they are: they are shared.

use std::borrow::Cow;
use std::collections::BTreeMap;

use foederis_types::{ActorCode, ClaimId, Header, Participant};

use crate::ledger::{Ledger, Line};

/// Words of a name; more are a list or a phrase.
const WORDS_MAX: usize = 8;
/// How many times as many reports as tell a name of others must tell it of one state.
const TIMES: u32 = 4;

/// A full name's key, and whose it is.
pub(crate) type Known = (String, ActorCode);

/// The names that were of use to each claim that had any.
pub(crate) type Used = BTreeMap<ClaimId, Vec<Known>>;

/// Returns the people that a report names with title and state.
pub(crate) fn said(header: &Header) -> impl Iterator<Item = Known> {
    header.people.iter().map(|(name, code)| (key(name), *code))
}

/// Returns the keys of the names that are looked up for a claim's sides.
pub(crate) fn asked(line: &Line) -> impl Iterator<Item = String> {
    line.claim.actors.iter().chain(&line.claim.recipients).flat_map(|side| names(side).map(key))
}

/// One spelling of all variants: `Kim Jong-un`, `Kim Jong Un`.
fn key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns whose a name is, given how many reports tell it of whom.
pub(crate) fn whose(told: &[(ActorCode, u32)]) -> Option<ActorCode> {
    let all: u32 = told.iter().map(|(_, n)| *n).sum();
    let (code, n) = told.iter().max_by_key(|(_, n)| *n)?;
    (*n >= TIMES * (all - n)).then_some(*code)
}

/// Returns whose a side is, given the names that were of use to its claim.
pub(crate) fn recognised_as(side: &Participant, used: &[Known]) -> Option<ActorCode> {
    let of = |name: &str| used.iter().find(|(known, _)| *known == key(name)).map(|(_, code)| *code);
    names(side).find_map(of)
}

/// Gives a claim's sides the states that their names are known by; returns the names that were of use, ascending.
pub(crate) fn recognise(line: &mut Line, mut known: impl FnMut(&str) -> Option<ActorCode>) -> Vec<Known> {
    let mut used = Vec::new();
    for side in line.claim.actors.iter_mut().chain(&mut line.claim.recipients) {
        let found = names(side).find_map(|name| Some((name.to_owned(), known(&key(name))?)));
        let Some((name, code)) = found else { continue };
        used.push((key(&name), code));
        (side.code, side.is_inferred) = (Some(code), false);
        // "President Ana Diaz": what stands before the name is the title.
        let before = bare(&side.name).strip_suffix(&name).map(str::trim).filter(|before| !before.is_empty());
        if let (Some(title), None) = (before, &side.title) {
            side.title = Some(title.to_owned());
            side.name = name;
        }
    }
    used.sort();
    used.dedup();
    used
}

/// The names under which somebody may be known whose state is not said: two words and more, the longest first.
fn names(side: &Participant) -> impl Iterator<Item = &str> {
    let name = Some(bare(&side.name)).filter(|_| side.code.is_none() || side.is_inferred);
    let words = name.and_then(words).unwrap_or_default();
    let n_names = words.len().saturating_sub(1);
    words.into_iter().take(n_names)
}

/// A name without the ending of the possessive.
fn bare(name: &str) -> &str {
    name.trim_end_matches("'s").trim_end_matches("\u{2019}s")
}

/// Returns what a name comes to from each of its words on; `None` where it is no name.
fn words(name: &str) -> Option<Vec<&str>> {
    let starts = name.match_indices(' ').map(|(at, _)| at + 1);
    let words: Vec<&str> = std::iter::once(0).chain(starts).map(|at| &name[at..]).collect();
    let (first, last) = (words.first()?, words.last()?);
    let is_high = |word: &&str| word.starts_with(char::is_uppercase);
    // "Mohammed bin Salman", "Ursula von der Leyen": what stands between may be small.
    (is_high(first) && is_high(last) && words.len() <= WORDS_MAX).then_some(words)
}

/// The people of a ledger.
#[derive(Clone, Debug, Default)]
pub(crate) struct People(BTreeMap<String, ActorCode>);

impl People {
    /// Learns who people are from a ledger whose corrections have been applied.
    pub(crate) fn of(ledger: &Ledger) -> People {
        let mut told: BTreeMap<String, BTreeMap<ActorCode, u32>> = BTreeMap::new();
        for (name, code) in ledger.headers().flat_map(said) {
            *told.entry(name).or_default().entry(code).or_default() += 1;
        }
        let whose = |(name, codes): (String, BTreeMap<ActorCode, u32>)| {
            Some((name, whose(&codes.into_iter().collect::<Vec<_>>())?))
        };
        People(told.into_iter().filter_map(whose).collect())
    }

    pub(crate) fn new(known: impl IntoIterator<Item = Known>) -> People {
        People(known.into_iter().collect())
    }

    /// Returns a ledger with its people recognised, and the names of use to each claim that has any.
    pub(crate) fn recognised<'l>(&self, ledger: Cow<'l, Ledger>) -> (Cow<'l, Ledger>, Used) {
        let known = |name: &str| self.0.get(name).copied();
        let asks = |line: &&Line| asked(line).any(|name| known(&name).is_some());
        let asking: Vec<ClaimId> = ledger.lines().filter(asks).map(|line| line.claim.id).collect();
        if asking.is_empty() {
            return (ledger, BTreeMap::new());
        }
        let mut ledger = ledger.into_owned();
        let mut used = BTreeMap::new();
        for claim in asking {
            ledger.change_line(claim, |line| drop(used.insert(claim, recognise(line, known))));
        }
        (Cow::Owned(ledger), used)
    }
}
