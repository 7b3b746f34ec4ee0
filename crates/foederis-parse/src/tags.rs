//! From label scores to labels: the best one, or the best sequence of names that fits together.
//!
//! Must not know where the scores come from.

/// Returns the index of the largest score; the first of equals, 0 of none.
pub(crate) fn best(scores: &[f32]) -> usize {
    let better = |most: usize, next: usize| if scores[next] > scores[most] { next } else { most };
    (1..scores.len()).fold(0, better)
}

/// Which labels of an "O, B-x, I-x" scheme may follow which.
pub(crate) struct Scheme {
    n_labels: usize,
    /// Label `I-x` may only follow `B-x` and `I-x`: per label, those two; for others none is asked.
    inside_of: Vec<Option<[usize; 2]>>,
    /// What begins or goes on: `None` for `O`.
    parts: Vec<Option<Piece>>,
}

#[derive(Clone, PartialEq)]
struct Piece {
    is_begin: bool,
    kind: String,
}

impl Scheme {
    /// Reads the labels; unknown prefixes count as outside.
    pub(crate) fn new(labels: &[String]) -> Scheme {
        let parts: Vec<Option<Piece>> = labels.iter().map(|label| read_label(label)).collect();
        let find = |is_begin: bool, kind: &str| {
            parts.iter().position(|p| p.as_ref().is_some_and(|p| p.is_begin == is_begin && p.kind == kind))
        };
        let inside_of = parts.iter().enumerate().map(|(label, part)| match part {
            Some(Piece { is_begin: false, kind }) => Some([find(true, kind).unwrap_or(label), label]),
            _ => None,
        });
        let inside_of = inside_of.collect();
        Scheme { n_labels: labels.len(), inside_of, parts }
    }

    /// Returns the best sequence in which every `I-x` follows a `B-x` or `I-x`.
    ///
    /// `scores` holds rows of `stride` floats, of which the first ones are the labels' scores.
    pub(crate) fn decode(&self, scores: &[f32], stride: usize) -> Vec<u16> {
        let n = self.n_labels;
        let mut back: Vec<u16> = Vec::new();
        let mut totals: Vec<f32> = Vec::new();
        for row in scores.chunks(stride) {
            let step = self.step(&totals, &row[..n]);
            totals.clear();
            for (total, from) in step {
                totals.push(total);
                back.push(from);
            }
        }
        let mut labels = Vec::new();
        let mut label = best(&totals) as u16;
        for from in back.chunks_exact(n).rev() {
            labels.push(label);
            label = from[usize::from(label)];
        }
        labels.reverse();
        labels
    }

    fn step(&self, before: &[f32], row: &[f32]) -> Vec<(f32, u16)> {
        let any = best(before);
        let score = |label: usize| {
            let from = match self.inside_of[label] {
                Some(_) if before.is_empty() => return (f32::NEG_INFINITY, 0),
                Some([begin, inside]) if before[inside] > before[begin] => inside,
                Some([begin, _]) => begin,
                None => any,
            };
            (before.get(from).copied().unwrap_or(0.0) + row[label], from as u16)
        };
        (0..self.n_labels).map(score).collect()
    }

    /// Returns the names as (first, end, kind) of word indices.
    pub(crate) fn names(&self, labels: &[u16]) -> Vec<(usize, usize, &str)> {
        let mut names: Vec<(usize, usize, &str)> = Vec::new();
        for (at, &label) in labels.iter().enumerate() {
            let Some(part) = &self.parts[usize::from(label)] else { continue };
            match names.last_mut() {
                Some(last) if !part.is_begin && last.1 == at && last.2 == part.kind => last.1 = at + 1,
                _ => names.push((at, at + 1, &part.kind)),
            }
        }
        names
    }
}

fn read_label(label: &str) -> Option<Piece> {
    let (prefix, kind) = label.split_once('-')?;
    Some(Piece { is_begin: prefix == "B", kind: kind.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scheme() -> Scheme {
        Scheme::new(&["O", "B-PER", "I-PER", "B-ORG", "I-ORG"].map(str::to_owned))
    }

    #[test]
    fn an_inside_label_never_follows_another_kind() {
        let scores = [[0.0, 5.0, 0.0, 4.0, 0.0], [0.0, 0.0, 0.0, 0.0, 3.0]].concat();
        assert_eq!(scheme().decode(&scores, 5), [3, 4]);
    }

    #[test]
    fn names_begin_where_a_begin_label_says() {
        assert_eq!(scheme().names(&[1, 2, 1, 0, 3]), [(0, 2, "PER"), (2, 3, "PER"), (4, 5, "ORG")]);
    }

    #[test]
    fn no_words_no_labels() {
        assert!(scheme().decode(&[], 5).is_empty());
    }
}
