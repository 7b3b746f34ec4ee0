//! Connected components.

/// Disjoint sets over `0..n`, each named by its smallest member.
pub(crate) struct Components {
    parent: Vec<usize>,
}

impl Components {
    pub(crate) fn new(n: usize) -> Components {
        Components { parent: (0..n).collect() }
    }

    /// Returns the smallest member of the set that holds `at`.
    pub(crate) fn root(&mut self, at: usize) -> usize {
        let mut root = at;
        while self.parent[root] != root {
            root = self.parent[root];
        }
        let mut walk = at;
        while self.parent[walk] != root {
            (walk, self.parent[walk]) = (self.parent[walk], root);
        }
        root
    }

    pub(crate) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }

    /// Returns the sets, each ascending, by smallest member.
    pub(crate) fn sets(&mut self) -> Vec<Vec<usize>> {
        let n = self.parent.len();
        let mut sets: Vec<Vec<usize>> = vec![Vec::new(); n];
        for at in 0..n {
            sets[self.root(at)].push(at);
        }
        sets.retain(|set| !set.is_empty());
        sets
    }
}
