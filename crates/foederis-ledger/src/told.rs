//! Values with the claims that tell them, gathered.

use std::collections::BTreeMap;

use foederis_types::ClaimId;

use crate::account::Told;

/// Gathers equal values: most told first, then by value. Claims stay in the order given, which is ascending.
pub(crate) fn gathered<T: Ord>(values: impl IntoIterator<Item = (T, ClaimId)>) -> Vec<Told<T>> {
    let mut by_value: BTreeMap<T, Vec<ClaimId>> = BTreeMap::new();
    for (value, claim) in values {
        by_value.entry(value).or_default().push(claim);
    }
    let mut told: Vec<Told<T>> = by_value.into_iter().map(|(value, claims)| Told { value, claims }).collect();
    for value in &mut told {
        value.claims.sort();
        value.claims.dedup();
    }
    told.sort_by_key(|value| std::cmp::Reverse(value.claims.len()));
    told
}
