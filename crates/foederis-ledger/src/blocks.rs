//! What two claims must have in common before they are compared at all: the blocking keys that keep the cost
//! near-linear, and the days that order a block.

use std::collections::BTreeMap;

use foederis_types::{Date, Participant};

/// A side: a code's bytes, or a hash of the name of somebody without a code.
pub(crate) type SideKey = u64;

const UNNAMED: u64 = 1 << 63;

/// Returns the key of a participant. Codes are ASCII, so their first bit is free to mark those without one.
pub(crate) fn side_key(participant: &Participant) -> SideKey {
    match participant.code {
        Some(code) => code.as_str().bytes().fold(0, |key, byte| key << 8 | u64::from(byte)),
        None => hash(&participant.name.to_lowercase()) | UNNAMED,
    }
}

/// Hashes a text.
pub(crate) fn hash(text: &str) -> u64 {
    hashed(text.bytes())
}

/// Hashes bytes: FNV-1a over 64 bits.
pub fn hashed(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes
        .into_iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Returns a number that grows by one each day.
pub(crate) fn number(day: Date) -> i32 {
    let (year, month) = (i32::from(day.year()), i32::from(day.month()));
    // Days before the year and month of the proleptic Gregorian calendar, March first, so that a leap day ends a year.
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    365 * y + y.div_euclid(4) - y.div_euclid(100)
        + y.div_euclid(400)
        + (153 * m + 2) / 5
        + i32::from(day.day())
}

/// Positions of items under each key, each list in the order the items were added.
pub(crate) struct Blocks<K> {
    lists: BTreeMap<K, Vec<usize>>,
}

impl<K: Ord> Blocks<K> {
    pub(crate) fn new() -> Blocks<K> {
        Blocks { lists: BTreeMap::new() }
    }

    pub(crate) fn add(&mut self, key: K, at: usize) {
        self.lists.entry(key).or_default().push(at);
    }

    pub(crate) fn get(&self, key: &K) -> &[usize] {
        self.lists.get(key).map_or(&[], Vec::as_slice)
    }
}
