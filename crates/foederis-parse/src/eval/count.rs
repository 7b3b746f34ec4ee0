//! Right, found and expected; and what follows from them.

/// How many were right, of how many found and how many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Found and right.
    pub n_right: u64,
    /// Found.
    pub n_found: u64,
    /// In the gold.
    pub n_gold: u64,
}

impl Count {
    /// Counts one item that is in both, only found, or only in the gold.
    pub fn add(&mut self, is_found: bool, is_gold: bool, is_right: bool) {
        self.n_found += u64::from(is_found);
        self.n_gold += u64::from(is_gold);
        self.n_right += u64::from(is_right);
    }

    /// Counts one item that is in both.
    pub fn both(&mut self, is_right: bool) {
        self.add(true, true, is_right);
    }

    /// Returns the two counts taken together.
    #[must_use]
    pub fn plus(self, other: Count) -> Count {
        Count {
            n_right: self.n_right + other.n_right,
            n_found: self.n_found + other.n_found,
            n_gold: self.n_gold + other.n_gold,
        }
    }

    /// Returns the percentage of the found that is right.
    pub fn precision(self) -> f64 {
        percent(self.n_right, self.n_found)
    }

    /// Returns the percentage of the gold that was found.
    pub fn recall(self) -> f64 {
        percent(self.n_right, self.n_gold)
    }

    /// Returns the harmonic mean of both, in percent.
    pub fn f1(self) -> f64 {
        percent(2 * self.n_right, self.n_found + self.n_gold)
    }

    /// Returns Wilson's 95 % interval of the recall, in percent (E. B. Wilson, JASA 22, 1927).
    pub fn recall_interval(self) -> (f64, f64) {
        wilson(self.n_right as f64, self.n_gold as f64)
    }
}

/// Returns the 95 % interval of the F1 of all items taken together, in percent: 1,000 times as many items as there are
/// are drawn with replacement (bootstrap; B. Efron, Annals of Statistics 7, 1979).
///
/// One item is what varies as one, such as a sentence. The same items in the same order give the same interval; of no
/// item it is 0 to 100.
pub fn f1_interval(items: &[Count]) -> (f64, f64) {
    if items.is_empty() {
        return (0.0, 100.0);
    }
    let mut state = 1_u64;
    let mut draw = || items[(split_mix(&mut state) % items.len() as u64) as usize];
    let mut drawn: Vec<f64> = (0..1000)
        .map(|_| (0..items.len()).map(|_| draw()).fold(Count::default(), Count::plus).f1())
        .collect();
    drawn.sort_by(f64::total_cmp);
    (drawn[25], drawn[974])
}

/// Returns the next of a fixed row of well-mixed numbers (SplitMix64; Steele, Lea and Flood, OOPSLA 2014).
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

fn percent(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

fn wilson(right: f64, all: f64) -> (f64, f64) {
    if all == 0.0 {
        return (0.0, 100.0);
    }
    let (z, share) = (1.959_964, right / all);
    let middle = (share + z * z / (2.0 * all)) / (1.0 + z * z / all);
    let spread = z / (1.0 + z * z / all) * (share * (1.0 - share) / all + z * z / (4.0 * all * all)).sqrt();
    (100.0 * (middle - spread), 100.0 * (middle + spread))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_to_find_is_no_score() {
        assert_eq!(Count::default().f1(), 0.0);
        assert_eq!(Count::default().recall_interval(), (0.0, 100.0));
    }

    #[test]
    fn the_interval_of_f1_holds_it_and_is_narrow_where_items_are_alike() {
        let [right, wrong] = [1, 0].map(|n_right| Count { n_right, n_found: 1, n_gold: 1 });
        let mixed: Vec<Count> = [right, right, wrong, right].repeat(25);
        let (low, high) = f1_interval(&mixed);
        assert!(60.0 < low && low < 75.0 && 75.0 < high && high < 90.0, "{low} {high}");
        assert_eq!(f1_interval(&[right; 9]), (100.0, 100.0));
        assert_eq!(f1_interval(&[]), (0.0, 100.0));
    }

    #[test]
    fn the_interval_holds_the_share_and_shrinks_with_more() {
        let few = Count { n_right: 9, n_found: 10, n_gold: 10 }.recall_interval();
        let many = Count { n_right: 900, n_found: 1000, n_gold: 1000 }.recall_interval();
        assert!(few.0 < many.0 && many.0 < 90.0 && 90.0 < many.1 && many.1 < few.1);
    }
}
