//! From arc scores to a tree: each word's best head where that is a tree with one root, else the best such tree.
//!
//! Chu-Liu-Edmonds on dense scores, cycles contracted in place: time and memory O(n^2). Ties go to the
//! smaller index. Must not know words or relations.

/// Returns the head of each of `n` words: 0 for the root, `i + 1` for word `i`.
///
/// `scores` holds `n` rows of `n + 1`: the score of each head for each word.
pub(crate) fn heads(scores: &[f32], n: usize) -> Vec<u16> {
    let greedy = greedy(scores, n);
    if is_tree(&greedy) { greedy } else { best_tree(scores, n) }
}

fn greedy(scores: &[f32], n: usize) -> Vec<u16> {
    let best = |(word, row): (usize, &[f32])| {
        let mut best = 0;
        for head in 1..=n {
            if head != word + 1 && row[head] > row[best] {
                best = head;
            }
        }
        best as u16
    };
    if n == 1 {
        return vec![0];
    }
    scores.chunks_exact(n + 1).enumerate().map(best).collect()
}

/// Says whether the heads make a tree with exactly one word under the root.
pub(crate) fn is_tree(heads: &[u16]) -> bool {
    heads.iter().filter(|&&head| head == 0).count() == 1 && cycle(heads).is_none()
}

/// Returns the words of a cycle, if there is one.
fn cycle(heads: &[u16]) -> Option<Vec<usize>> {
    let mut seen_by = vec![0u16; heads.len() + 1];
    for start in 1..=heads.len() {
        let mut node = start;
        while node != 0 && seen_by[node] == 0 {
            seen_by[node] = start as u16;
            node = usize::from(heads[node - 1]);
        }
        if node != 0 && usize::from(seen_by[node]) == start {
            return Some(around(node, |n| usize::from(heads[n - 1])));
        }
    }
    None
}

fn around(first: usize, next: impl Fn(usize) -> usize) -> Vec<usize> {
    let mut members = vec![first];
    let mut node = next(first);
    while node != first {
        members.push(node);
        node = next(node);
    }
    members
}

/// The graph while cycles are being contracted. Node 0 is the root.
struct Graph {
    n_nodes: usize,
    /// `scores[word * n_nodes + head]`, minus infinity where there is no arc.
    scores: Vec<f64>,
    /// The words and heads of the original arc that each arc now stands for.
    arcs: Vec<(u16, u16)>,
    is_live: Vec<bool>,
    /// The original words that each node stands for.
    words: Vec<Vec<u16>>,
    cycles: Vec<Cycle>,
}

/// What was contracted: for each node of the cycle, its words then, and the original arc into it.
struct Cycle(Vec<(Vec<u16>, (u16, u16))>);

/// Taken off each arc from the root, so that the best tree has only one.
const ROOT_FEE: f64 = 1e9;

fn best_tree(scores: &[f32], n: usize) -> Vec<u16> {
    let mut graph = Graph::new(scores, n);
    let mut heads: Vec<usize> = (0..=n).map(|word| graph.best_head(word)).collect();
    while let Some(members) = graph.find_cycle(&heads) {
        graph.contract(&members, &mut heads);
    }
    graph.expand(&heads)
}

impl Graph {
    fn new(scores: &[f32], n: usize) -> Graph {
        let n_nodes = n + 1;
        let mut graph = Graph {
            n_nodes,
            scores: vec![f64::NEG_INFINITY; n_nodes * n_nodes],
            arcs: (0..n_nodes * n_nodes).map(|at| ((at / n_nodes) as u16, (at % n_nodes) as u16)).collect(),
            is_live: vec![true; n_nodes],
            words: (0..n_nodes).map(|node| vec![node as u16]).collect(),
            cycles: Vec::new(),
        };
        for (word, row) in scores.chunks_exact(n_nodes).enumerate() {
            for (head, &score) in row.iter().enumerate().filter(|&(head, _)| head != word + 1) {
                let fee = if head == 0 { ROOT_FEE } else { 0.0 };
                let score = if score.is_finite() { f64::from(score) } else { -1e6 };
                graph.scores[(word + 1) * n_nodes + head] = score - fee;
            }
        }
        graph
    }

    fn score(&self, word: usize, head: usize) -> f64 {
        self.scores[word * self.n_nodes + head]
    }

    fn live_words(&self) -> impl Iterator<Item = usize> + '_ {
        (1..self.n_nodes).filter(|&node| self.is_live[node])
    }

    /// Returns the best head of a node; 0 of the root.
    fn best_head(&self, word: usize) -> usize {
        let better = |best: usize, head: usize| {
            let is_better =
                self.is_live[head] && head != word && self.score(word, head) > self.score(word, best);
            if is_better { head } else { best }
        };
        if word == 0 { 0 } else { (1..self.n_nodes).fold(0, better) }
    }

    fn find_cycle(&self, heads: &[usize]) -> Option<Vec<usize>> {
        let mut seen_by = vec![0; self.n_nodes];
        for start in self.live_words() {
            let mut node = start;
            while node != 0 && seen_by[node] == 0 {
                seen_by[node] = start;
                node = heads[node];
            }
            if node != 0 && seen_by[node] == start {
                return Some(around(node, |n| heads[n]));
            }
        }
        None
    }

    /// Makes one node of a cycle: the first of its members stands for all. The best head of any other node stays, or
    /// becomes that one.
    fn contract(&mut self, members: &[usize], heads: &mut [usize]) {
        let stand_in = members[0];
        let record = |&node: &usize| (self.words[node].clone(), self.arcs[node * self.n_nodes + heads[node]]);
        self.cycles.push(Cycle(members.iter().map(record).collect()));
        let inner: Vec<f64> = members.iter().map(|&node| self.score(node, heads[node])).collect();
        for &node in members {
            self.is_live[node] = false;
        }
        for other in (0..self.n_nodes).filter(|&node| self.is_live[node]).collect::<Vec<_>>() {
            let into =
                best(members.iter().zip(&inner).map(|(&node, own)| (node, self.score(node, other) - own)));
            self.copy_arc((stand_in, other), (into.0, other), into.1);
            if other != 0 {
                let out_of = best(members.iter().map(|&node| (node, self.score(other, node))));
                self.copy_arc((other, stand_in), (other, out_of.0), out_of.1);
            }
        }
        self.is_live[stand_in] = true;
        let words = members.iter().flat_map(|&node| std::mem::take(&mut self.words[node])).collect();
        self.words[stand_in] = words;
        for head in heads.iter_mut().filter(|head| members.contains(head)) {
            *head = stand_in;
        }
        heads[stand_in] = self.best_head(stand_in);
    }

    fn copy_arc(&mut self, to: (usize, usize), from: (usize, usize), score: f64) {
        let (to, from) = (to.0 * self.n_nodes + to.1, from.0 * self.n_nodes + from.1);
        self.scores[to] = score;
        self.arcs[to] = self.arcs[from];
    }

    /// Undoes the contractions: each cycle is broken at the node that an arc from outside enters.
    fn expand(&self, live_heads: &[usize]) -> Vec<u16> {
        let mut heads = vec![None; self.n_nodes];
        for word in self.live_words() {
            let (dependant, head) = self.arcs[word * self.n_nodes + live_heads[word]];
            heads[usize::from(dependant)] = Some(head);
        }
        for Cycle(members) in self.cycles.iter().rev() {
            for (words, (dependant, head)) in members {
                if words.iter().all(|&word| heads[usize::from(word)].is_none()) {
                    heads[usize::from(*dependant)] = Some(*head);
                }
            }
        }
        heads[1..].iter().map(|head| head.unwrap_or(0)).collect()
    }
}

fn best(candidates: impl Iterator<Item = (usize, f64)>) -> (usize, f64) {
    candidates
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
        .unwrap_or((0, f64::NEG_INFINITY))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every assignment of heads, tried one after another.
    fn best_by_trying(scores: &[f32], n: usize) -> f64 {
        let mut heads = vec![0u16; n];
        let mut most = f64::NEG_INFINITY;
        loop {
            if is_tree(&heads) {
                most = most.max(total(scores, &heads));
            }
            let Some(at) = heads.iter().position(|&head| usize::from(head) < n) else { return most };
            heads[at] += 1;
            heads[..at].fill(0);
        }
    }

    fn total(scores: &[f32], heads: &[u16]) -> f64 {
        let row = heads.len() + 1;
        heads.iter().enumerate().map(|(word, &head)| f64::from(scores[word * row + usize::from(head)])).sum()
    }

    #[test]
    fn one_word_hangs_on_the_root() {
        assert_eq!(heads(&[-3.0, 9.0], 1), [0]);
    }

    #[test]
    fn no_number_at_all_still_gives_a_tree() {
        let scores = vec![f32::NAN; 6 * 7];
        assert!(is_tree(&heads(&scores, 6)));
    }

    proptest! {
        #[test]
        fn no_tree_scores_better(n in 1usize..6, seed in prop::collection::vec(-4i8..4, 30)) {
            let scores: Vec<f32> = seed[..n * (n + 1)].iter().map(|&s| f32::from(s)).collect();
            let found = heads(&scores, n);
            prop_assert!(is_tree(&found));
            prop_assert_eq!(total(&scores, &found), best_by_trying(&scores, n));
        }

        #[test]
        fn long_sentences_give_trees(n in 6usize..60, seed in prop::collection::vec(-100i8..100, 60 * 61)) {
            let scores: Vec<f32> = seed[..n * (n + 1)].iter().map(|&s| f32::from(s)).collect();
            prop_assert!(is_tree(&heads(&scores, n)));
        }
    }
}
