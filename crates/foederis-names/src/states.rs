//! States by day: which code a state had in which scheme, and when it was there.

use std::borrow::Cow;

use foederis_types::Date;

use crate::names::{State, StateNumber};

/// Germany's Correlates of War code differs while there were two: the Federal Republic is 260 from 1955-05-05 to
/// 1990-10-02 (Correlates of War state system membership, v2016).
const TWO_GERMANIES: (Date, Date) = (Date::constant(1955, 5, 5), Date::constant(1990, 10, 2));

impl State {
    /// Returns the Correlates of War code on `day`; without a day, today's.
    pub fn cow_on(&self, day: Option<Date>) -> Option<StateNumber> {
        let is_divided = day.is_some_and(|day| TWO_GERMANIES.0 <= day && day <= TWO_GERMANIES.1);
        if is_divided && self.code.as_str() == "DEU" {
            return Some(StateNumber { letters: Cow::Borrowed("GFR"), number: 260 });
        }
        self.cow.clone()
    }

    /// Says whether the state was there on `day`.
    pub fn exists_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}
