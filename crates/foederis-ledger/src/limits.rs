//! Limits of how far the derivation looks. Small tests reach few of them, so the feature `tight-limits` lowers all: the
//! account is another one then, and must still not depend on how its reports came in.

/// Returns a limit, given the usual one and the one of tests.
pub(crate) const fn limit(usual: usize, tight: usize) -> usize {
    if cfg!(feature = "tight-limits") { tight } else { usual }
}
