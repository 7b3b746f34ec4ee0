//! Rows that are kept beside the ledger: their written form, and tables of those that were read or changed.
//!
//! Each row carries a sum over its space, key and value; one that does not fit is damaged, and who finds it derives all
//! anew. The form is no one's business but this version's: [`crate::kept::form`] tells one from another.

use std::collections::hash_map::Entry;
use std::hash::Hash;

use rustc_hash::FxHashMap;

use foederis_types::{ActorCode, ClaimId, EntryId, PactId, ReportId, StoryId};

use super::{Beside, Keep, KeptError};
use crate::blocks::hashed;

/// A value that can be written as bytes and read back.
pub(crate) trait Written: Sized {
    fn write(&self, out: &mut Vec<u8>);
    /// Reads a value from the front of `bytes`; `None` where they are none.
    fn read(bytes: &mut &[u8]) -> Option<Self>;
}

fn taken<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (first, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*first)
}

macro_rules! written_numbers {
    ($($number:ty),*) => {$(
        impl Written for $number {
            fn write(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_be_bytes());
            }

            fn read(bytes: &mut &[u8]) -> Option<$number> {
                taken(bytes).map(<$number>::from_be_bytes)
            }
        }
    )*};
}
written_numbers!(u8, u16, i16, u32, i32, u64);

macro_rules! written_ids {
    ($($id:ty),*) => {$(
        impl Written for $id {
            fn write(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_bytes());
            }

            fn read(bytes: &mut &[u8]) -> Option<$id> {
                taken(bytes).map(<$id>::from_hash)
            }
        }

        impl RowKey for $id {
            fn bytes(&self) -> Vec<u8> {
                self.to_bytes().to_vec()
            }
        }
    )*};
}
written_ids!(ClaimId, EntryId, PactId, ReportId, StoryId);

impl Written for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn read(bytes: &mut &[u8]) -> Option<bool> {
        match u8::read(bytes)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Written for String {
    fn write(&self, out: &mut Vec<u8>) {
        write_length(self.len(), out);
        out.extend_from_slice(self.as_bytes());
    }

    fn read(bytes: &mut &[u8]) -> Option<String> {
        let n_bytes = read_length(bytes)?;
        let (text, rest) = bytes.split_at_checked(n_bytes)?;
        *bytes = rest;
        String::from_utf8(text.to_vec()).ok()
    }
}

impl Written for ActorCode {
    fn write(&self, out: &mut Vec<u8>) {
        self.as_str().to_owned().write(out);
    }

    fn read(bytes: &mut &[u8]) -> Option<ActorCode> {
        ActorCode::new(&String::read(bytes)?).ok()
    }
}

impl<T: Written> Written for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.is_some().write(out);
        self.iter().for_each(|value| value.write(out));
    }

    fn read(bytes: &mut &[u8]) -> Option<Option<T>> {
        if bool::read(bytes)? { T::read(bytes).map(Some) } else { Some(None) }
    }
}

impl<T: Written> Written for Box<T> {
    fn write(&self, out: &mut Vec<u8>) {
        (**self).write(out);
    }

    fn read(bytes: &mut &[u8]) -> Option<Box<T>> {
        T::read(bytes).map(Box::new)
    }
}

impl<T: Written> Written for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        write_length(self.len(), out);
        self.iter().for_each(|value| value.write(out));
    }

    fn read(bytes: &mut &[u8]) -> Option<Vec<T>> {
        let n_values = read_length(bytes)?;
        // A damaged length must not ask for more room than there are bytes.
        let mut values = Vec::with_capacity(n_values.min(bytes.len()));
        for _ in 0..n_values {
            values.push(T::read(bytes)?);
        }
        Some(values)
    }
}

impl<A: Written, B: Written> Written for (A, B) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }

    fn read(bytes: &mut &[u8]) -> Option<(A, B)> {
        Some((A::read(bytes)?, B::read(bytes)?))
    }
}

impl<A: Written, B: Written, C: Written> Written for (A, B, C) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
        self.2.write(out);
    }

    fn read(bytes: &mut &[u8]) -> Option<(A, B, C)> {
        Some((A::read(bytes)?, B::read(bytes)?, C::read(bytes)?))
    }
}

fn write_length(length: usize, out: &mut Vec<u8>) {
    let mut rest = length;
    while rest >= 0x80 {
        out.push(rest as u8 & 0x7f | 0x80);
        rest >>= 7;
    }
    out.push(rest as u8);
}

fn read_length(bytes: &mut &[u8]) -> Option<usize> {
    let mut length = 0;
    for shift in (0..35).step_by(7) {
        let byte = u8::read(bytes)?;
        length |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(length);
        }
    }
    None
}

/// Makes a struct a [`Written`], field by field; those behind a semicolon are not written, and read as their default.
macro_rules! written {
    ($name:ident { $($field:ident),* $(; $unwritten:ident)? $(,)? }) => {
        impl $crate::kept::rows::Written for $name {
            fn write(&self, out: &mut Vec<u8>) {
                $($crate::kept::rows::Written::write(&self.$field, out);)*
            }

            fn read(bytes: &mut &[u8]) -> Option<$name> {
                Some($name {
                    $($field: $crate::kept::rows::Written::read(bytes)?,)*
                    $($unwritten: Default::default(),)?
                })
            }
        }
    };
}
pub(crate) use written;

/// What a row is found by.
pub(crate) trait RowKey: Clone + Ord + Hash {
    /// Returns the bytes that the row is kept under.
    fn bytes(&self) -> Vec<u8>;
}

impl RowKey for Vec<u8> {
    fn bytes(&self) -> Vec<u8> {
        self.clone()
    }
}

impl RowKey for u16 {
    fn bytes(&self) -> Vec<u8> {
        self.to_be_bytes().to_vec()
    }
}

/// A kind of row. One that is not there is the empty one.
pub(crate) trait Row: Written + Default + PartialEq {
    /// What keeps rows of different kinds apart.
    const SPACE: u8;
    /// What its rows are found by.
    type Key: RowKey;
}

/// Rows of one kind: those that were read, with what they were changed to.
pub(crate) struct Table<R: Row> {
    rows: FxHashMap<R::Key, Slot<R>>,
}

struct Slot<R> {
    row: R,
    is_changed: bool,
}

impl<R: Row> Default for Table<R> {
    fn default() -> Table<R> {
        Table { rows: FxHashMap::default() }
    }
}

impl<R: Row> Table<R> {
    /// Returns a row.
    pub(crate) fn get(&mut self, beside: &dyn Beside, key: R::Key) -> Result<&R, KeptError> {
        self.slot(beside, key).map(|slot| &slot.row)
    }

    /// Says whether a row was read or made.
    pub(crate) fn is_at_hand(&self, key: &R::Key) -> bool {
        self.rows.contains_key(key)
    }

    /// Returns a row to change it.
    pub(crate) fn change(&mut self, beside: &dyn Beside, key: R::Key) -> Result<&mut R, KeptError> {
        let slot = self.slot(beside, key)?;
        slot.is_changed = true;
        Ok(&mut slot.row)
    }

    fn slot(&mut self, beside: &dyn Beside, key: R::Key) -> Result<&mut Slot<R>, KeptError> {
        match self.rows.entry(key) {
            Entry::Occupied(slot) => Ok(slot.into_mut()),
            Entry::Vacant(vacant) => {
                let bytes = vacant.key().bytes();
                let row = match beside.row(R::SPACE, &bytes)? {
                    Some(value) => row_of(R::SPACE, &bytes, &value).ok_or(KeptError::Damaged)?,
                    None => R::default(),
                };
                Ok(vacant.insert(Slot { row, is_changed: false }))
            }
        }
    }

    /// Hands out the rows that were changed, by key, and forgets all; `None` for those that are now empty.
    pub(crate) fn hand_out(&mut self, keep: &mut Keep<'_>) -> Result<(), KeptError> {
        let mut rows = std::mem::take(&mut self.rows);
        // Keys alone are put in order: of a large ledger the rows take much room.
        let mut changed: Vec<R::Key> = Vec::new();
        changed.extend(rows.iter().filter(|(_, slot)| slot.is_changed).map(|(key, _)| key.clone()));
        changed.sort_unstable();
        for key in changed {
            let Some(slot) = rows.remove(&key) else { continue };
            let key = key.bytes();
            let value = (slot.row != R::default()).then(|| bytes_of(R::SPACE, &key, &slot.row));
            keep(R::SPACE, &key, value.as_deref())?;
        }
        Ok(())
    }
}

fn bytes_of<R: Written>(space: u8, key: &[u8], row: &R) -> Vec<u8> {
    let mut bytes = vec![0; 4];
    row.write(&mut bytes);
    let sum = sum(space, key, &bytes[4..]);
    bytes[..4].copy_from_slice(&sum.to_be_bytes());
    bytes
}

fn row_of<R: Written>(space: u8, key: &[u8], mut bytes: &[u8]) -> Option<R> {
    let found = u32::read(&mut bytes)?;
    if found != sum(space, key, bytes) {
        return None;
    }
    let row = R::read(&mut bytes)?;
    bytes.is_empty().then_some(row)
}

/// FNV-1a over 64 bits, folded: finds what a bad disk or a stray hand changed.
fn sum(space: u8, key: &[u8], bytes: &[u8]) -> u32 {
    let hash = hashed([space].iter().chain(key).chain(bytes).copied());
    (hash ^ hash >> 32) as u32
}
