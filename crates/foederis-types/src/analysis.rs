//! A report's sentences with their words, trees and names, as the reader sees them.

use crate::{BlockKind, Part, Span};

/// All sentences of one report, in the order of the text, those of the title first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// The sentences.
    pub sentences: Vec<Sentence>,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Which text its spans count in.
    pub part: Part,
    /// The bytes, first word to last.
    pub span: Span,
    /// What kind of block it stands in.
    pub block: BlockKind,
    /// 0-based number of the paragraph (block) it stands in.
    pub paragraph: u32,
    /// The words, at least one; none where the sentence was passed over.
    pub tokens: Vec<Token>,
    /// The names, in order, not overlapping.
    pub entities: Vec<EntityMention>,
    /// How far it was read.
    pub depth: Depth,
}

/// How far a sentence was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// As a whole.
    #[default]
    Whole,
    /// In parts that were joined: it was longer than the reader takes at once.
    InParts,
    /// Not at all: a filter passed it over, or it is long and hardly has letters. Where it stands is known, its words and
    /// names are not.
    PassedOver,
}

/// One word of a sentence, as Universal Dependencies cuts words.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// The bytes in the sentence's part.
    pub span: Span,
    /// Dictionary form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn tag, as UD English keeps it.
    pub xpos: &'static str,
    /// 0-based index of the head in the sentence; `None` for the root.
    pub head: Option<u32>,
    /// Relation to the head.
    pub relation: Relation,
}

/// A name and its kind: tokens `first..end` of its sentence (0-based, half-open).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntityMention {
    /// Index of the first token.
    pub first: u32,
    /// Index one past the last token.
    pub end: u32,
    /// What is named.
    pub kind: EntityKind,
}

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in the order of the standard.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// Returns the standard's own spelling.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// Reads the standard's own spelling.
            pub fn parse(text: &str) -> Option<$name> {
                match text { $($text => Some($name::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use named;

named!(
    /// What a name names.
    EntityKind {
        /// A person.
        Person = "PER",
        /// An organisation.
        Organisation = "ORG",
        /// A state, city or other place with a government.
        Geopolitical = "GPE",
        /// Another place.
        Location = "LOC",
        /// A nationality, religious or political group.
        Nationality = "NORP",
        /// A building, port, base.
        Facility = "FAC",
    }
);

#[expect(
    missing_docs,
    reason = "the names are those of Universal Dependencies, universaldependencies.org/u/pos"
)]
mod tags {
    named!(
        /// Universal part of speech.
        Upos {
            Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ",
            Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT",
            Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
        }
    );

    named!(
        /// Universal Dependencies relation, with the subtypes that English uses.
        Relation {
            Root = "root", Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl",
            Advmod = "advmod", AdvmodEmph = "advmod:emph", Amod = "amod", Appos = "appos", Aux = "aux",
            AuxPass = "aux:pass", Case = "case", Cc = "cc", CcPreconj = "cc:preconj", Ccomp = "ccomp",
            Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj",
            CsubjPass = "csubj:pass", CsubjOuter = "csubj:outer", Dep = "dep", Det = "det",
            DetPredet = "det:predet", Discourse = "discourse", Dislocated = "dislocated", Expl = "expl",
            Fixed = "fixed", Flat = "flat", FlatForeign = "flat:foreign", FlatName = "flat:name",
            Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod",
            NmodDesc = "nmod:desc", NmodNpmod = "nmod:npmod", NmodPoss = "nmod:poss", NmodTmod = "nmod:tmod",
            NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj", NsubjPass = "nsubj:pass", NsubjOuter = "nsubj:outer",
            Nummod = "nummod", Obj = "obj", Obl = "obl", OblAgent = "obl:agent", OblNpmod = "obl:npmod",
            OblTmod = "obl:tmod", OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis",
            Punct = "punct", Reparandum = "reparandum", Vocative = "vocative", Xcomp = "xcomp",
        }
    );
}
pub use tags::{Relation, Upos};

impl Relation {
    /// The relations without their subtypes, in the order of [`Relation::ALL`].
    const BASES: [&'static str; Relation::ALL.len()] = {
        let mut bases = [""; Relation::ALL.len()];
        let mut at = 0;
        while at < bases.len() {
            bases[at] = before_colon(Relation::ALL[at].as_str());
            at += 1;
        }
        bases
    };

    /// Returns the relation without its subtype: `nsubj` for `nsubj:pass`.
    #[inline]
    pub fn base(self) -> &'static str {
        Relation::BASES[self as usize]
    }

    /// Says whether the relation makes a subject, active or passive, nominal.
    pub fn is_subject(self) -> bool {
        self.base() == "nsubj"
    }
}

const fn before_colon(text: &'static str) -> &'static str {
    let mut end = 0;
    while end < text.len() && text.as_bytes()[end] != b':' {
        end += 1;
    }
    text.split_at(end).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relation_without_its_subtype_is_what_stands_before_the_colon() {
        for relation in Relation::ALL {
            assert_eq!(Some(relation.base()), relation.as_str().split(':').next());
        }
    }
}
