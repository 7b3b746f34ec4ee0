//! Ids that cannot be mixed up. Each is 8 bytes of a hash of content, shown as 16 hexadecimal digits, so the same
//! input gives the same ids on every machine and in any order.

use std::fmt;
use std::str::FromStr;

macro_rules! hash_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u64);

        impl $name {
            /// Makes the id from the first 8 bytes (big-endian) of a content hash.
            pub fn from_hash(hash: [u8; 8]) -> $name {
                $name(u64::from_be_bytes(hash))
            }

            /// Returns the 8 bytes, big-endian.
            pub fn to_bytes(self) -> [u8; 8] {
                self.0.to_be_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:016x}", self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({:016x})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;

            /// Reads 16 hexadecimal digits.
            fn from_str(text: &str) -> Result<$name, Self::Err> {
                u64::from_str_radix(text, 16).map($name)
            }
        }
    };
}

hash_id!(
    /// One report: outlet, address, title, publication day and frozen text together.
    ReportId
);
hash_id!(
    /// One claim: its report, its words and what was made of them.
    ClaimId
);
hash_id!(
    /// One entry: the smallest id among its claims.
    EntryId
);
hash_id!(
    /// One story: the smallest id among its reports.
    StoryId
);
hash_id!(
    /// One pact learned from reports: the smallest id among the claims that make it.
    PactId
);
hash_id!(
    /// One correction: its author, reason and what it does.
    CorrectionId
);
