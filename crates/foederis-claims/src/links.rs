//! What hangs together with a claim in the same sentence: in return for what, what for, against which norm.

use foederis_types::{Link, LinkKind, Relation};

use crate::coder::SentenceCoder;

/// The links of the predicate at `at`, in order of the text.
pub(crate) fn links(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> Vec<Link> {
    let tree = coder.tree;
    let mut found = Vec::new();
    for idx in tree.subtree(at) {
        let kind = match tree.relation(idx).base() {
            "obl" | "nmod" => phrase(coder, idx),
            "acl" if tree.relation(idx) == Relation::AclRelcl => norm(coder, idx),
            "advcl" if tree.has_kid_lemma(idx, "mark", &["to"]) && tree.head(idx) == Some(at) => {
                Some(LinkKind::Purpose)
            }
            _ => None,
        };
        let Some(kind) = kind else { continue };
        if let Some(span) = tree.span_of(&tree.subtree(idx)) {
            found.push(Link { kind, span });
        }
    }
    found
}

fn phrase(coder: &SentenceCoder<'_, '_, '_>, idx: usize) -> Option<LinkKind> {
    let tree = coder.tree;
    let case = tree.case_of(idx);
    let lemma = tree.lemma(idx);
    match case {
        "in" if matches!(lemma, "exchange" | "return") => Some(LinkKind::QuidProQuo),
        "in exchange for" | "in return for" => Some(LinkKind::QuidProQuo),
        "for" if coder.rules.in_class("purpose", lemma) => Some(LinkKind::Purpose),
        "in violation of" | "in breach of" | "in defiance of" => Some(LinkKind::Norm),
        "in" if matches!(lemma, "violation" | "breach" | "defiance") => Some(LinkKind::Norm),
        _ => None,
    }
}

/// "which is prohibited by UN sanctions", "which would violate the embargo".
fn norm(coder: &SentenceCoder<'_, '_, '_>, clause: usize) -> Option<LinkKind> {
    coder.rules.in_class("norm-verb", coder.tree.lemma(clause)).then_some(LinkKind::Norm)
}
