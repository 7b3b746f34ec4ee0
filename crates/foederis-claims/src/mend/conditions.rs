//! Conditions and texts: where a clause of condition hangs, and the words of a text it is told by.

use foederis_types::Relation;

use super::{Arcs, Mender};

impl Mender<'_> {
    /// "Were Chad to attack, we would ...", "Had they not cut output, ...": a condition without "if".
    pub(super) fn unmarked_condition(&self, arcs: &mut Arcs) {
        let n = arcs.heads.len();
        if n < 6 || self.form(n - 1) == "?" {
            return;
        }
        let start = usize::from(matches!(self.form(0), "\"" | "“" | "'" | "‘"));
        let opener = self.form(start);
        if !matches!(opener, "were" | "had" | "should") {
            return;
        }
        let Some(comma) = (start + 2..n).find(|&idx| self.form(idx) == ",") else { return };
        let is_inner = |&idx: &usize| match opener {
            "were" => self.xpos(idx) == "VB" && self.form(idx - 1) == "to",
            "had" => matches!(self.xpos(idx), "VBN" | "VBD" | "VB"),
            _ => self.xpos(idx) == "VB",
        };
        let inner = (start + 2..comma).find(is_inner);
        let main = (comma + 1..n).find(|&idx| {
            self.is_verb(idx)
                && arcs
                    .kids_by(idx, "aux")
                    .any(|aux| matches!(self.form(aux), "would" | "will" | "'d" | "’d" | "could" | "might"))
        });
        let (Some(inner), Some(main)) = (inner, main) else { return };
        let is_done = arcs.heads[start] == Some(inner) && arcs.relations[inner].base() == "advcl";
        if is_done {
            return;
        }
        let subject = (start + 1..inner).find(|&idx| {
            self.is_name(idx)
                && arcs.heads[idx].is_none_or(|head| head == start || head >= inner || head <= start)
        });
        self.detach(arcs, main, [start, inner]);
        let own: Vec<usize> = arcs.kids(start).collect();
        for kid in own {
            let to = if kid < comma { inner } else { main };
            if kid != inner && kid != main {
                arcs.heads[kid] = Some(to);
            }
        }
        arcs.hang(inner, main, Relation::Advcl);
        arcs.hang(start, inner, Relation::Aux);
        if let Some(subject) = subject {
            arcs.hang(subject, inner, Relation::Nsubj);
        }
    }

    /// Where `main` hangs below one of `below`, it takes the place that they had.
    fn detach(&self, arcs: &mut Arcs, main: usize, below: [usize; 2]) {
        let mut at = main;
        for _ in 0..arcs.heads.len() {
            let Some(head) = arcs.heads[at] else { return };
            if below.contains(&head) {
                let top = arcs.heads[head].filter(|next| below.contains(next)).unwrap_or(head);
                arcs.heads[at] = arcs.heads[top];
                arcs.relations[at] = arcs.relations[top];
                return;
            }
            at = head;
        }
    }

    /// "If ships enter, Palau would ask for help, its president said": the condition is on the asking.
    pub(super) fn fronted_conditions(&self, arcs: &mut Arcs) {
        for clause in 0..arcs.heads.len() {
            let is_fronted =
                arcs.relations[clause].base() == "advcl" && arcs.kids_by(clause, "mark").next().is_some();
            let Some(saying) = arcs.heads[clause].filter(|&saying| is_fronted && clause < saying) else {
                continue;
            };
            let said = arcs.kids_by(saying, "ccomp").find(|&said| clause < said && said < saying);
            let speaks_after = arcs.kids_by(saying, "nsubj").all(|kid| said.is_some_and(|said| kid > said));
            if let Some(said) = said.filter(|_| speaks_after) {
                arcs.heads[clause] = Some(said);
            }
            // "Unless the ships leave, Somalia said, it would fire".
            let later = arcs.kids_by(saying, "ccomp").find(|&said| {
                said > saying
                    && self.form(saying + 1) == ","
                    && arcs.kids_by(said, "aux").any(|aux| self.xpos(aux) == "MD")
            });
            if let Some(later) = later {
                arcs.heads[clause] = Some(later);
            }
        }
    }

    /// "must help if it is attacked, under the accord": what a comma parts from the condition is the main clause's.
    pub(super) fn trailing_texts(&self, arcs: &mut Arcs) {
        for phrase in 1..arcs.heads.len() {
            let start = arcs.kids_by(phrase, "case").filter(|&kid| kid < phrase).min();
            let is_apart = start.is_some_and(|start| {
                start > 0 && self.form(start - 1) == "," && matches!(self.form(start), "under" | "according")
            });
            let clause = arcs.heads[phrase]
                .filter(|&clause| is_apart && clause < phrase && arcs.relations[clause].base() == "advcl");
            if let Some(main) = clause.and_then(|clause| arcs.heads[clause]).filter(|&main| main < phrase) {
                arcs.heads[phrase] = Some(main);
            }
        }
    }

    /// "Germany would halt the work, the minister warned, if troops crossed": the condition is on the halting.
    pub(super) fn trailing_conditions(&self, arcs: &mut Arcs) {
        for clause in 1..arcs.heads.len() {
            let is_open = arcs.relations[clause].base() == "advcl"
                && arcs.kids_by(clause, "mark").any(|mark| matches!(self.form(mark), "if" | "unless"));
            let Some(saying) = arcs.heads[clause].filter(|&saying| is_open && saying < clause) else {
                continue;
            };
            let main = arcs.heads[saying].filter(|&main| {
                main < saying
                    && arcs.relations[saying].base() == "parataxis"
                    && arcs.kids_by(main, "aux").any(|aux| self.xpos(aux) == "MD")
            });
            if let Some(main) = main {
                arcs.heads[clause] = Some(main);
            }
        }
    }

    /// "consult whenever one of them is attacked": the word of condition opens the clause behind it.
    pub(super) fn openers(&self, arcs: &mut Arcs) {
        for word in 0..arcs.heads.len() {
            let above = arcs.heads[word].filter(|&above| {
                above < word && self.form(word) == "whenever" && arcs.relations[word].base() == "advmod"
            });
            let Some(above) = above else { continue };
            let is_unmarked =
                |&clause: &usize| clause > word && arcs.kids_by(clause, "mark").next().is_none();
            let clause = arcs.kids_by(word, "advcl").chain(arcs.kids_by(above, "advcl")).find(is_unmarked);
            if let Some(clause) = clause {
                arcs.hang(clause, above, Relation::Advcl);
                arcs.hang(word, clause, Relation::Mark);
            }
        }
    }
}
