//! A sentence's tree with its children at hand, and the questions that rules ask of it.
//!
//! Indices are 0-based token indices of one sentence. Nothing here knows a rule, a name or another sentence.

use foederis_types::{BlockKind, Relation, Sentence, Span, Token, Upos};

use crate::mend::{self, Arcs};

/// How far a chain of conjuncts is followed to its first.
const STEPS_MAX: usize = 64;

/// Past forms of irregular verbs that news uses and that a table learned from a few texts may not hold.
const IRREGULAR: &[(&str, &str)] = &[
    ("beaten", "beat"),
    ("bidden", "bid"),
    ("bound", "bind"),
    ("bred", "breed"),
    ("burnt", "burn"),
    ("clung", "cling"),
    ("crept", "creep"),
    ("dealt", "deal"),
    ("drawn", "draw"),
    ("drew", "draw"),
    ("dug", "dig"),
    ("fled", "flee"),
    ("flew", "fly"),
    ("flown", "fly"),
    ("flung", "fling"),
    ("forbade", "forbid"),
    ("forbidden", "forbid"),
    ("forsaken", "forsake"),
    ("forsook", "forsake"),
    ("fought", "fight"),
    ("froze", "freeze"),
    ("frozen", "freeze"),
    ("hidden", "hide"),
    ("laid", "lay"),
    ("lent", "lend"),
    ("overran", "overrun"),
    ("overthrew", "overthrow"),
    ("overthrown", "overthrow"),
    ("rebuilt", "rebuild"),
    ("rescinded", "rescind"),
    ("retaken", "retake"),
    ("retook", "retake"),
    ("sank", "sink"),
    ("shaken", "shake"),
    ("shook", "shake"),
    ("shot", "shoot"),
    ("shrank", "shrink"),
    ("slain", "slay"),
    ("slew", "slay"),
    ("sought", "seek"),
    ("stabbed", "stab"),
    ("stole", "steal"),
    ("stolen", "steal"),
    ("strove", "strive"),
    ("struck", "strike"),
    ("sunk", "sink"),
    ("swore", "swear"),
    ("sworn", "swear"),
    ("threw", "throw"),
    ("thrown", "throw"),
    ("tore", "tear"),
    ("torn", "tear"),
    ("undertaken", "undertake"),
    ("undertook", "undertake"),
    ("upheld", "uphold"),
    ("withdrawn", "withdraw"),
    ("withdrew", "withdraw"),
    ("withheld", "withhold"),
];

/// One sentence and its text.
pub(crate) struct Tree<'a> {
    pub(crate) sentence: &'a Sentence,
    pub(crate) text: &'a str,
    arcs: Arcs,
    children: Vec<Vec<usize>>,
    lemmas: Vec<String>,
    /// See [`Tree::case_of`].
    cases: Vec<String>,
}

impl<'a> Tree<'a> {
    /// `knows` says whether a rule or word class has a dictionary form: where the reader's own is none that anything
    /// knows, the regular stems of the form are tried.
    pub(crate) fn new(sentence: &'a Sentence, text: &'a str, knows: impl Fn(&str) -> bool) -> Tree<'a> {
        let mut children = vec![Vec::new(); sentence.tokens.len()];
        let arcs = mend::mended(sentence, text);
        for (idx, head) in arcs.heads.iter().enumerate() {
            if let Some(kids) = head.and_then(|head| children.get_mut(head)) {
                kids.push(idx);
            }
        }
        let mut lemmas: Vec<_> = sentence.tokens.iter().map(|token| lemma_of(token, text, &knows)).collect();
        for &(idx, lemma) in &arcs.lemmas {
            lemmas[idx] = lemma.into();
        }
        let mut tree = Tree { sentence, text, arcs, children, lemmas, cases: Vec::new() };
        tree.cases = (0..tree.len()).map(|idx| tree.own_case(idx)).collect();
        tree
    }

    pub(crate) fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    pub(crate) fn token(&self, idx: usize) -> &'a Token {
        &self.sentence.tokens[idx]
    }

    pub(crate) fn form(&self, idx: usize) -> &'a str {
        self.token(idx).span.of(self.text)
    }

    /// Lower-cased dictionary form.
    pub(crate) fn lemma(&self, idx: usize) -> &str {
        &self.lemmas[idx]
    }

    /// Says whether the word is written in capitals throughout: "START".
    pub(crate) fn is_upper(&self, idx: usize) -> bool {
        self.form(idx).len() > 1 && self.form(idx).chars().all(char::is_uppercase)
    }

    /// "not A but B": B and not A.
    pub(crate) fn is_replaced(&self, first: usize) -> bool {
        let other = self.kids_by(first, "conj").find(|&kid| self.has_kid_lemma(kid, "cc", &["but"]));
        other.is_some_and(|other| self.is_excluded(first) && !self.is_excluded(other))
    }

    /// "A, but not B": B takes no part.
    pub(crate) fn is_excluded(&self, part: usize) -> bool {
        self.has_kid_lemma(part, "advmod", &["not"]) || self.has_kid_lemma(part, "cc", &["not"])
    }

    pub(crate) fn upos(&self, idx: usize) -> Upos {
        self.tagged(idx).map_or(self.token(idx).upos, |(upos, _)| upos)
    }

    pub(crate) fn xpos(&self, idx: usize) -> &'static str {
        self.tagged(idx).map_or(self.token(idx).xpos, |(_, xpos)| xpos)
    }

    /// What a mend makes of the word, where the reader took it for something else.
    fn tagged(&self, idx: usize) -> Option<(Upos, &'static str)> {
        self.arcs.tags.iter().find(|tag| tag.0 == idx).map(|&(_, upos, xpos)| (upos, xpos))
    }

    pub(crate) fn relation(&self, idx: usize) -> Relation {
        self.arcs.relations[idx]
    }

    pub(crate) fn head(&self, idx: usize) -> Option<usize> {
        self.arcs.heads[idx]
    }

    pub(crate) fn kids(&self, idx: usize) -> &[usize] {
        &self.children[idx]
    }

    /// Children whose relation, without its subtype, is `base`.
    pub(crate) fn kids_by<'s>(&'s self, idx: usize, base: &'static str) -> impl Iterator<Item = usize> + 's {
        self.children[idx].iter().copied().filter(move |&kid| self.relation(kid).base() == base)
    }

    pub(crate) fn has_kid_lemma(&self, idx: usize, base: &'static str, lemmas: &[&str]) -> bool {
        self.kids_by(idx, base).any(|kid| lemmas.contains(&self.lemma(kid)))
    }

    /// The token and all below it, in order of the text.
    pub(crate) fn subtree(&self, idx: usize) -> Vec<usize> {
        self.subtree_without(idx, |_| false)
    }

    /// As `subtree`, leaving out every child (and what is below it) for which `cut` holds.
    pub(crate) fn subtree_without(&self, idx: usize, cut: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut found = vec![idx];
        let mut next = 0;
        while let Some(&at) = found.get(next) {
            if found.len() > self.len() {
                break;
            }
            found.extend(self.children[at].iter().copied().filter(|&kid| !cut(kid)));
            next += 1;
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The token itself and its conjuncts, in order of the text.
    pub(crate) fn conjuncts(&self, idx: usize) -> Vec<usize> {
        let mut found = vec![idx];
        let mut next = 0;
        while let Some(&at) = found.get(next) {
            if found.len() > self.len() {
                break;
            }
            found.extend(
                self.kids_by(at, "conj")
                    .filter(|&kid| is_nominal(self.upos(kid)) == is_nominal(self.upos(idx))),
            );
            next += 1;
        }
        found.sort_unstable();
        found
    }

    /// The first of a chain of conjuncts.
    pub(crate) fn first_conjunct(&self, idx: usize) -> usize {
        let mut at = idx;
        for _ in 0..STEPS_MAX {
            match self.head(at) {
                Some(head) if self.relation(at).base() == "conj" => at = head,
                _ => break,
            }
        }
        at
    }

    /// The preposition of a noun, lower-case, several words joined by blanks; of a later conjunct without its own,
    /// the first one's.
    pub(crate) fn case_of(&self, idx: usize) -> &str {
        let own = &self.cases[idx];
        match self.head(idx) {
            Some(head) if own.is_empty() && self.relation(idx) == Relation::Conj => &self.cases[head],
            _ => own,
        }
    }

    fn own_case(&self, idx: usize) -> String {
        let mut words: Vec<usize> = Vec::new();
        for kid in self.kids_by(idx, "case") {
            if matches!(self.form(kid), "'s" | "’s" | "'" | "’") {
                continue;
            }
            words.push(kid);
            words.extend(self.kids_by(kid, "fixed"));
        }
        if words.is_empty() {
            let gerunds = self.kids_by(idx, "amod").filter(|&kid| self.xpos(kid) == "VBG");
            words.extend(gerunds.flat_map(|gerund| self.kids_by(gerund, "mark").collect::<Vec<_>>()));
        }
        words.sort_unstable();
        words.iter().map(|&word| self.lemma(word)).collect::<Vec<_>>().join(" ")
    }

    /// Says whether the token is a word rather than a mark.
    pub(crate) fn is_word(&self, idx: usize) -> bool {
        !matches!(self.upos(idx), Upos::Punct | Upos::Sym)
    }

    pub(crate) fn is_verb(&self, idx: usize) -> bool {
        self.upos(idx) == Upos::Verb
    }

    /// Says whether the verb is passive: a passive auxiliary, a passive subject in a heading, which leaves auxiliaries
    /// out, or a bare past participle behind a noun.
    pub(crate) fn is_passive(&self, verb: usize) -> bool {
        let is_auxiliary = |kid: usize| {
            self.relation(kid) == Relation::AuxPass
                || self.relation(kid).base() == "aux"
                    && matches!(self.lemma(kid), "be" | "get")
                    && matches!(self.xpos(verb), "VBN" | "VBD")
        };
        let has_auxiliary = self.xpos(verb) != "VBG" && self.kids(verb).iter().any(|&kid| is_auxiliary(kid));
        let has_subject = self
            .kids(verb)
            .iter()
            .any(|&kid| matches!(self.relation(kid), Relation::NsubjPass | Relation::CsubjPass));
        let is_heading = matches!(
            self.sentence.block,
            BlockKind::Title | BlockKind::RepeatedTitle | BlockKind::Lead | BlockKind::Heading
        );
        let is_bare = self.kids_by(verb, "aux").next().is_none();
        has_auxiliary
            || has_subject
                && is_bare
                && (is_heading || self.relation(verb).base() != "root" && self.xpos(verb) == "VBN")
            || (self.xpos(verb) == "VBN" && self.is_bare(verb) && self.is_participle_modifier(verb))
            || self.shares_passive(verb)
    }

    fn is_bare(&self, verb: usize) -> bool {
        self.kids_by(verb, "aux").next().is_none() && self.kids_by(verb, "nsubj").next().is_none()
    }

    fn is_participle_modifier(&self, verb: usize) -> bool {
        matches!(self.relation(verb), Relation::Acl | Relation::Amod | Relation::Advcl)
    }

    fn shares_passive(&self, verb: usize) -> bool {
        if self.relation(verb) != Relation::Conj || self.xpos(verb) != "VBN" || !self.is_bare(verb) {
            return false;
        }
        self.head(verb)
            .is_some_and(|head| self.is_verb(head) && self.xpos(head) == "VBN" && self.is_passive(head))
    }

    /// The smallest span that covers these tokens; `None` for no tokens.
    pub(crate) fn span_of(&self, tokens: &[usize]) -> Option<Span> {
        let mut spans = tokens.iter().map(|&idx| self.token(idx).span);
        let first = spans.next()?;
        Some(spans.fold(first, Span::cover))
    }

    /// The words of these tokens as they stand in the text, first to last.
    pub(crate) fn words(&self, tokens: &[usize]) -> &'a str {
        self.span_of(tokens).map_or("", |span| span.of(self.text))
    }

    /// Climbs from `idx` to the root: the chain of governors, nearest first.
    pub(crate) fn governors(&self, idx: usize) -> Vec<usize> {
        let mut chain = Vec::new();
        let mut at = idx;
        while let Some(head) = self.head(at) {
            if chain.len() >= self.len() {
                break;
            }
            chain.push(head);
            at = head;
        }
        chain
    }
}

/// The token's dictionary form, lower-case, mended by its regular stems.
fn lemma_of(token: &Token, text: &str, knows: &impl Fn(&str) -> bool) -> String {
    let lemma = token.lemma.to_lowercase();
    let is_inflected = matches!(token.xpos, "VBD" | "VBN" | "VBG" | "VBZ" | "JJ" | "NNS");
    let form = token.span.of(text).to_lowercase();
    // "Fighting broke out": a noun, whatever its ending.
    if token.upos == Upos::Noun && token.xpos == "VBG" {
        return form;
    }
    let is_past = matches!(token.xpos, "VBD" | "VBN");
    if let Some(&(_, irregular)) = IRREGULAR.iter().find(|(past, _)| is_past && *past == form) {
        return irregular.to_owned();
    }
    if knows(&lemma) || !is_inflected {
        return lemma;
    }
    stems(&form).into_iter().find(|stem| knows(stem)).unwrap_or(lemma)
}

/// What a regular inflected form may come from: `freed` free, `shelled` shell, `planned` plan, `denied` deny.
pub(crate) fn stems(form: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (ending, new) in [
        ("ied", "y"),
        ("ies", "y"),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
        ("es", ""),
        ("s", ""),
    ] {
        let Some(stem) = form.strip_suffix(ending).filter(|stem| stem.len() > 1) else { continue };
        found.push(format!("{stem}{new}"));
        let mut letters = stem.chars().rev();
        if new.is_empty() && letters.next() == letters.next() {
            found.push(stem[..stem.len() - stem.chars().next_back().map_or(0, char::len_utf8)].to_owned());
        }
    }
    found
}

/// Says whether a word of this part of speech can name somebody or something.
pub(crate) fn is_nominal(upos: Upos) -> bool {
    matches!(upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj | Upos::Det | Upos::X)
}
