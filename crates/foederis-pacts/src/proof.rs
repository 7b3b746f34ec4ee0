//! Proof trees whose leaves are evidence ids, and the minimal sets of leaves that carry an answer.
//!
//! A tree says for every premise whether it is true, unknown or false, so it explains a "no" as well as a "yes".
//! Knows no rule: the engine builds trees, views print them.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::truth::Truth;

/// How a step follows from its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// A premise with evidence of its own, and no parts.
    Leaf,
    /// All parts must hold.
    All,
    /// One part is enough.
    Any,
    /// The one part must not hold.
    Not,
}

/// One step of a proof.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    /// What kind of step it is, in kebab-case: `in-force`, `place`, `unlawful-attack`.
    pub kind: &'static str,
    /// The step as a sentence, without a stop.
    pub says: String,
    /// Whether it holds.
    pub truth: Truth,
    /// How it follows from its parts.
    pub join: Join,
    /// Evidence ids: statements of pact files, ledger evidence, premises of the question.
    pub evidence: Vec<String>,
    /// What it follows from.
    pub parts: Vec<Arc<Proof>>,
    /// What does not change the answer but must be said.
    pub notes: Vec<String>,
}

/// The minimal sets of evidence that carry an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Supports {
    /// Each set is minimal; ordered by size, then by content.
    pub sets: Vec<BTreeSet<String>>,
    /// True where there were more than the cap.
    pub is_cut: bool,
}

impl Proof {
    /// Makes a premise.
    pub fn leaf(kind: &'static str, truth: Truth, says: String, evidence: Vec<String>) -> Proof {
        Proof { kind, says, truth, join: Join::Leaf, evidence, parts: Vec::new(), notes: Vec::new() }
    }

    /// Makes a step that follows from its parts; truth is computed from theirs.
    pub fn step(kind: &'static str, join: Join, says: String, parts: Vec<Arc<Proof>>) -> Proof {
        let truths = parts.iter().map(|part| part.truth);
        let truth = match join {
            Join::All | Join::Leaf => truths.min().unwrap_or(Truth::True),
            Join::Any => truths.max().unwrap_or(Truth::False),
            Join::Not => truths.min().unwrap_or(Truth::False).negate(),
        };
        Proof { kind, says, truth, join, evidence: Vec::new(), parts, notes: Vec::new() }
    }

    /// Adds a note.
    #[must_use]
    pub fn with_note(mut self, note: String) -> Proof {
        self.notes.push(note);
        self
    }

    /// Returns every evidence id in the tree, sorted, each once.
    pub fn evidence_ids(&self) -> BTreeSet<&str> {
        let mut ids = BTreeSet::new();
        self.visit(&mut |step| ids.extend(step.evidence.iter().map(String::as_str)));
        ids
    }

    /// Calls `look` on every step, parents first.
    pub fn visit<'a>(&'a self, look: &mut impl FnMut(&'a Proof)) {
        look(self);
        for part in &self.parts {
            part.visit(look);
        }
    }

    /// Returns the premises that are not true where they should be: what failed or is open.
    pub fn open(&self) -> Vec<&Proof> {
        let mut found = Vec::new();
        self.collect_open(Truth::True, &mut found);
        found
    }

    fn collect_open<'a>(&'a self, wanted: Truth, found: &mut Vec<&'a Proof>) {
        if self.truth == wanted {
            return;
        }
        // Only the frame is opened up: a step says itself what fails, its parts say why.
        let is_frame = self.join == Join::All && matches!(self.kind, "way" | "all");
        if is_frame {
            self.parts.iter().for_each(|part| part.collect_open(wanted, found));
        } else {
            found.push(self);
        }
    }

    /// Returns the minimal sets of evidence, at most `cap`.
    pub fn supports(&self, cap: usize) -> Supports {
        let mut is_cut = false;
        let sets = self.sets(cap.max(1), &mut is_cut);
        Supports { sets, is_cut }
    }

    fn sets(&self, cap: usize, is_cut: &mut bool) -> Vec<BTreeSet<String>> {
        let own: BTreeSet<String> = self.evidence.iter().cloned().collect();
        let inner = match self.join {
            Join::Leaf => vec![BTreeSet::new()],
            Join::All | Join::Not => self.crossed(cap, is_cut),
            Join::Any => {
                let best = self.parts.iter().filter(|part| part.truth == self.truth);
                let sets = best.flat_map(|part| part.sets(cap, is_cut)).collect();
                minimal(sets, cap, is_cut)
            }
        };
        let joined = inner.into_iter().map(|set| set.union(&own).cloned().collect()).collect();
        minimal(joined, cap, is_cut)
    }

    fn crossed(&self, cap: usize, is_cut: &mut bool) -> Vec<BTreeSet<String>> {
        let mut crossed: Vec<BTreeSet<String>> = vec![BTreeSet::new()];
        for part in &self.parts {
            let sets = part.sets(cap, is_cut);
            let pairs = crossed.iter().flat_map(|left| sets.iter().map(move |right| (left, right)));
            crossed = minimal(pairs.map(|(l, r)| l.union(r).cloned().collect()).collect(), cap, is_cut);
        }
        crossed
    }
}

fn minimal(mut sets: Vec<BTreeSet<String>>, cap: usize, is_cut: &mut bool) -> Vec<BTreeSet<String>> {
    if sets.len() < 2 {
        return if sets.is_empty() { vec![BTreeSet::new()] } else { sets };
    }
    sets.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    sets.dedup();
    let mut kept: Vec<BTreeSet<String>> = Vec::new();
    for set in sets {
        if kept.iter().any(|smaller| smaller.is_subset(&set)) {
            continue;
        }
        if kept.len() == cap {
            *is_cut = true;
            break;
        }
        kept.push(set);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(id: &str, truth: Truth) -> Arc<Proof> {
        Arc::new(Proof::leaf("premise", truth, id.to_owned(), vec![id.to_owned()]))
    }

    #[track_caller]
    fn check_supports(proof: &Proof, cap: usize, expected: &[&str], is_cut: bool) {
        let supports = proof.supports(cap);
        let told: Vec<String> =
            supports.sets.iter().map(|set| set.iter().cloned().collect::<Vec<_>>().join("+")).collect();
        assert_eq!(told, expected);
        assert_eq!(supports.is_cut, is_cut);
    }

    #[test]
    fn every_minimal_support_is_kept_up_to_the_cap() {
        let t = Truth::True;
        let either = Arc::new(Proof::step("any", Join::Any, String::new(), vec![leaf("b", t), leaf("c", t)]));
        let all = Proof::step("all", Join::All, String::new(), vec![leaf("a", t), either.clone()]);
        check_supports(&all, 16, &["a+b", "a+c"], false);
        check_supports(&all, 1, &["a+b"], true);
        let absorbed = Proof::step("any", Join::Any, String::new(), vec![leaf("a", t), Arc::new(all)]);
        check_supports(&absorbed, 16, &["a"], false);
    }

    #[test]
    fn open_names_what_fails_and_not_what_holds() {
        let parts = vec![leaf("a", Truth::True), leaf("b", Truth::Unknown), leaf("c", Truth::False)];
        let all = Proof::step("all", Join::All, String::new(), parts);
        assert_eq!(all.truth, Truth::False);
        let open: Vec<&str> = all.open().iter().map(|step| step.says.as_str()).collect();
        assert_eq!(open, ["b", "c"]);
    }
}
