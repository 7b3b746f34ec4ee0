//! Three-valued truth after Kleene: true, unknown, false.
//!
//! Unknown is never false: it stands for disputed, reported only, or not known, and survives `and` with true and `or`
//! with false. Knows nothing of pacts.

use std::fmt;

/// Kleene's three values, in order of truth, so `and` is the minimum and `or` the maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// Denied, or known not to be.
    False,
    /// Disputed, reported only, or not known.
    Unknown,
    /// Asserted by an accepted word and denied by none.
    True,
}

impl Truth {
    /// Returns true where both are true, false where either is false.
    #[must_use]
    pub fn and(self, other: Truth) -> Truth {
        self.min(other)
    }

    /// Returns true where either is true, false where both are false.
    #[must_use]
    pub fn or(self, other: Truth) -> Truth {
        self.max(other)
    }

    /// Swaps true and false; unknown stays.
    #[must_use]
    pub fn negate(self) -> Truth {
        match self {
            Truth::True => Truth::False,
            Truth::Unknown => Truth::Unknown,
            Truth::False => Truth::True,
        }
    }

    /// Returns true or unknown, never false: for a statement that is there but not settled.
    #[must_use]
    pub fn certain(is_certain: bool) -> Truth {
        if is_certain { Truth::True } else { Truth::Unknown }
    }

    /// Returns whether it is not false.
    pub fn is_possible(self) -> bool {
        self != Truth::False
    }
}

impl From<bool> for Truth {
    fn from(is_so: bool) -> Truth {
        if is_so { Truth::True } else { Truth::False }
    }
}

impl fmt::Display for Truth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Truth::True => "true",
            Truth::Unknown => "unknown",
            Truth::False => "false",
        })
    }
}
