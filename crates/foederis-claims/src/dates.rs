//! Which time expression dates which predicate.
//!
//! An expression dates the verb it hangs on. The day of a saying does not date what is said; a date on a light verb,
//! or on a plain verb above a noun, dates the noun.

use foederis_time::{Dates, Granularity, Kind, Tense, TimeExpression};
use foederis_types::{Basis, Date, Happened, Relation, Upos};

use crate::coder::{SentenceCoder, is_clause};
use crate::quotes::mark;
use crate::stance::Stance;
use crate::tree::is_nominal;

/// When the predicate at `at` happened; `inner` is the promised act of a promise, whose time counts first.
pub(crate) fn happened(
    coder: &SentenceCoder<'_, '_, '_>,
    at: usize,
    stance: &Stance,
    inner: Option<usize>,
) -> Happened {
    let is_to_come = stance.is_future || is_looked_for(coder, at);
    let tense = if is_to_come { Tense::Future } else { Tense::Past };
    let found = inner
        .and_then(|inner| dating(coder, inner).map(|time| (time, Tense::Future)))
        .or_else(|| dating(coder, at).map(|time| (time, tense)))
        .or_else(|| fronted(coder, at).map(|time| (time, tense)));
    let tense_of = |(time, tense)| {
        if is_past(coder, time, at) {
            (time, Tense::Past)
        } else if is_scheduled(coder, at, time) {
            (time, Tense::Future)
        } else {
            (time, tense)
        }
    };
    let Some((time, tense)) = found.map(tense_of) else {
        return since_when(coder, at).unwrap_or_else(|| published(coder, tense));
    };
    if let Some(turn) = spoken_turn(coder, time) {
        return spoken(coder, time, turn).unwrap_or_else(|| published(coder, tense));
    }
    let days = time.resolve(tense);
    if days.from.is_none() && days.to.is_none() {
        return published(coder, tense);
    }
    Happened {
        from: days.from,
        to: days.to,
        basis: time.basis.unwrap_or(Basis::Resolved),
        words: Some(time.span),
    }
}

/// "The purchase was agreed on Monday": the day of a verb that tells of the past, whatever was agreed.
fn is_past(coder: &SentenceCoder<'_, '_, '_>, time: &TimeExpression, at: usize) -> bool {
    let tree = coder.tree;
    let governor = time.governor(tree.sentence).map(|word| word as usize);
    governor.is_some_and(|verb| {
        let is_bent = tree.xpos(verb) == "VBD"
            || tree.kids_by(verb, "aux").any(|aux| matches!(tree.form(aux), "was" | "were"));
        is_bent && tree.is_verb(verb) && is_nominal(tree.upos(at)) && tree.relation(at).is_subject()
    })
}

/// "In the autumn Chad shelled Faya, and Libya shelled Sabha": the time in front of the first holds for the second.
fn fronted<'s>(coder: &'s SentenceCoder<'_, '_, '_>, at: usize) -> Option<&'s TimeExpression> {
    let tree = coder.tree;
    let first = tree.first_conjunct(at);
    let is_later = first != at && tree.is_verb(at) && tree.is_verb(first) && tree.head(first).is_none();
    let subject = tree.kids_by(first, "nsubj").next().filter(|_| is_later)?;
    let opens = |time: &&TimeExpression| {
        time.kind.can_date() && time.first_token <= 2 && (time.end_token as usize) <= subject
    };
    coder.times.iter().find(opens)
}

/// "not in May": a time that is told not to be it.
fn is_denied(coder: &SentenceCoder<'_, '_, '_>, time: &TimeExpression) -> bool {
    let words = time.first_token as usize..time.end_token as usize;
    words.into_iter().any(|idx| coder.tree.has_kid_lemma(idx, "advmod", &["not"]))
}

/// Days from that of the speaking, for words such as "today" in the words of somebody quoted; `None` for any others.
fn spoken_turn(coder: &SentenceCoder<'_, '_, '_>, time: &TimeExpression) -> Option<i64> {
    let turn = match coder.tree.form(time.first_token as usize).to_lowercase().as_str() {
        "today" | "tonight" => 0,
        "yesterday" => -1,
        "tomorrow" => 1,
        _ => return None,
    };
    is_in_quotes(coder, time.first_token as usize).then_some(turn)
}

fn is_in_quotes(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> bool {
    let marks = (0..at).map(|idx| coder.tree.form(idx));
    marks.fold(coder.quoted_by.is_some(), |is_open, form| mark(form, is_open).unwrap_or(is_open))
}

/// Words between a verb of saying and its day.
const BESIDE_TOKENS: usize = 4;

/// "It was signed today," he said on the 3rd: counted from the day of the speaking, where the report gives one. The day
/// of the report is another: what was said on the day of signing is printed on the next.
fn spoken(coder: &SentenceCoder<'_, '_, '_>, time: &TimeExpression, turn: i64) -> Option<Happened> {
    let tree = coder.tree;
    let is_saying = |&idx: &usize| {
        tree.is_verb(idx) && coder.rules.in_class("report", tree.lemma(idx)) && !is_in_quotes(coder, idx)
    };
    let verb = (0..tree.len()).find(is_saying)?;
    // Behind a quotation the day of the saying is at times hung on a verb inside it.
    let is_beside = |time: &&TimeExpression| {
        let first = time.first_token as usize;
        time.kind == Kind::Day && first > verb && first - verb <= BESIDE_TOKENS && !is_in_quotes(coder, first)
    };
    let saying = dating(coder, verb).or_else(|| coder.times.iter().find(is_beside))?;
    let said = saying.resolve(Tense::Past);
    let day = said.from.filter(|day| said.to == Some(*day))?;
    let day = match turn {
        0 => day,
        1 => day.tomorrow().ok()?,
        _ => day.yesterday().ok()?,
    };
    Some(Happened { from: Some(day), to: Some(day), basis: Basis::Resolved, words: Some(time.span) })
}

/// "It enters into force on April 30": the present of a verb that keeps to a calendar.
fn is_scheduled(coder: &SentenceCoder<'_, '_, '_>, at: usize, time: &TimeExpression) -> bool {
    let is_present = |verb: usize| matches!(coder.tree.xpos(verb), "VBZ" | "VBP");
    time.tense == Tense::Future && is_present(at) && !coder.tree.has_kid_lemma(at, "aux", &["have"])
}

/// Words for what is looked forward to.
const LOOKED_FOR: &[&str] =
    &["anticipate", "due", "expect", "likely", "plan", "poise", "schedule", "set", "slate"];

/// "is expected to send", "talks are due", "a visit planned for May": what a word for the future looks forward to, which
/// stands above it, or beside it where it is a noun. What had been expected has not come.
fn is_looked_for(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> bool {
    looking(coder, at).is_some_and(|word| !coder.tree.has_kid_lemma(word, "aux", &["have"]))
}

/// The word that looks forward to what stands at `at`.
fn looking(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> Option<usize> {
    let tree = coder.tree;
    let is_word = |idx: &usize| {
        let is_participle = !tree.is_verb(*idx) || tree.xpos(*idx) == "VBN" || tree.upos(*idx) == Upos::Adj;
        is_participle && LOOKED_FOR.contains(&tree.lemma(*idx))
    };
    let head = tree.head(at);
    let above = match tree.relation(at).base() {
        "xcomp" | "ccomp" | "csubj" => head,
        "nsubj" if is_nominal(tree.upos(at)) => head,
        _ => None,
    };
    let beside = || tree.kids_by(at, "acl").find(is_word).filter(|_| is_nominal(tree.upos(at)));
    above.filter(is_word).or_else(beside)
}

/// "since 1996, when the treaty expired": the clause behind the time tells what happened then.
fn since_when(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> Option<Happened> {
    let tree = coder.tree;
    let first = tree.subtree(at).into_iter().find(|&idx| tree.upos(idx) != Upos::Punct)?;
    let is_when = tree.form(first).eq_ignore_ascii_case("when");
    let before = |time: &&TimeExpression| {
        let end = time.end_token as usize;
        time.kind.can_date() && time.resolve(Tense::Past).from.is_some() && (end <= first && first - end <= 1)
    };
    if !is_when {
        return None;
    }
    let Some(time) = coder.times.iter().rfind(before) else { return year_before(coder, first) };
    let days = time.resolve(Tense::Past);
    let from = days.from?;
    let end = match time.granularity {
        Granularity::Year => from.last_of_year(),
        Granularity::Month => from.last_of_month(),
        _ => from,
    };
    let is_open = days.to.is_none() || days.to == coder.day;
    let to = if is_open { Some(end) } else { days.to };
    Some(Happened {
        from: Some(from),
        to,
        basis: time.basis.unwrap_or(Basis::Resolved),
        words: Some(time.span),
    })
}

/// The year that stands right before a word, but for a comma.
fn year_before(coder: &SentenceCoder<'_, '_, '_>, word: usize) -> Option<Happened> {
    let near = (word.saturating_sub(2)..word).rev().find(|&idx| coder.tree.upos(idx) == Upos::Num)?;
    let year: i16 = coder.tree.form(near).parse().ok().filter(|year| (1000..=2200).contains(year))?;
    let first = Date::new(year, 1, 1).ok()?;
    let span = coder.tree.token(near).span;
    Some(Happened {
        from: Some(first),
        to: Some(first.last_of_year()),
        basis: Basis::Named,
        words: Some(span),
    })
}

/// Only bounded: not after publication for what has happened, nothing for what is to come.
fn published(coder: &SentenceCoder<'_, '_, '_>, tense: Tense) -> Happened {
    let to = if tense == Tense::Past { coder.day } else { None };
    Happened { from: None, to, basis: Basis::Published, words: None }
}

fn dating<'s>(coder: &'s SentenceCoder<'_, '_, '_>, at: usize) -> Option<&'s TimeExpression> {
    let is_usable =
        |time: &&TimeExpression| time.kind.can_date() && time.kind != Kind::Name && !is_denied(coder, time);
    let usable = coder.times.iter().filter(is_usable);
    let mut fitting: Vec<&TimeExpression> = usable.filter(|time| dates(coder, time, at)).collect();
    fitting.sort_by_key(|time| (time.granularity, (time.first_token as usize).abs_diff(at)));
    fitting.first().copied()
}

fn dates(coder: &SentenceCoder<'_, '_, '_>, time: &TimeExpression, at: usize) -> bool {
    if is_cleft(coder, time, at) {
        return true;
    }
    // "Talks are due on Wednesday": the day of what is looked forward to.
    if is_nominal(coder.tree.upos(at))
        && time.modifies.is_none()
        && time.governor(coder.tree.sentence).map(|word| word as usize) == looking(coder, at)
        && looking(coder, at).is_some()
    {
        return true;
    }
    if let Some(noun) = time.modifies {
        return noun as usize == at;
    }
    match time.dates {
        Dates::Governor => {
            time.governor(coder.tree.sentence).is_some_and(|governor| reaches(coder, governor as usize, at))
        }
        Dates::Following => following(coder, time) == Some(at),
        Dates::Main => time.governor(coder.tree.sentence).is_some_and(|governor| {
            let verb = anchor(coder, governor as usize);
            coder.tree.governors(verb).into_iter().find(|&above| coder.tree.is_verb(above)).unwrap_or(verb)
                == at
        }),
    }
}

/// "It was in 1999 that Libya asked": the day stands where a noun would.
fn is_cleft(coder: &SentenceCoder<'_, '_, '_>, time: &TimeExpression, at: usize) -> bool {
    let tree = coder.tree;
    let is_clause = matches!(tree.relation(at).base(), "acl" | "advcl" | "csubj" | "ccomp");
    let Some(head) = tree.head(at).filter(|_| is_clause) else { return false };
    let is_in = (time.first_token..time.end_token).contains(&(head as u32));
    let has_it = tree
        .kids(head)
        .iter()
        .any(|&kid| tree.lemma(kid) == "it" && matches!(tree.relation(kid).base(), "nsubj" | "expl"));
    is_in && has_it && tree.kids_by(head, "cop").next().is_some()
}

/// The first verb told after the expression, in a clause of its own: "a week after parliament had approved it".
fn following(coder: &SentenceCoder<'_, '_, '_>, time: &TimeExpression) -> Option<usize> {
    let verb = (time.end_token as usize..coder.tree.len()).find(|&idx| coder.tree.is_verb(idx))?;
    let is_clause = matches!(coder.tree.relation(verb).base(), "advcl" | "acl");
    is_clause.then_some(verb)
}

fn reaches(coder: &SentenceCoder<'_, '_, '_>, governor: usize, at: usize) -> bool {
    if governor == at {
        return true;
    }
    let tree = coder.tree;
    let verb = anchor_before(coder, governor, at);
    if verb == at {
        return true;
    }
    if !tree.is_verb(verb) && tree.upos(verb) != Upos::Aux {
        return false;
    }
    if coder.slots.relative_light_verb(at) == Some(verb) {
        return true;
    }
    let is_speech = ["report", "vouch", "deny", "believe"]
        .iter()
        .any(|class| coder.rules.in_class(class, tree.lemma(verb)));
    // Of verbs that are both, "to hold" with an object says nothing: "held talks on Monday".
    let is_carried = tree.relation(at).base() == "obj"
        && tree.head(at) == Some(verb)
        && coder.rules.in_class("light", tree.lemma(verb));
    if is_speech && !is_carried {
        return false;
    }
    let is_noun_below = matches!(tree.upos(at), Upos::Noun | Upos::Propn) && anchor(coder, at) == verb;
    let is_chained = tree.head(at) == Some(verb) && matches!(tree.relation(at).base(), "xcomp");
    let is_shared = tree.relation(at).base() == "conj"
        && tree.head(at) == Some(verb)
        && governor < verb
        && tree.kids_by(at, "nsubj").next().is_none();
    // "was settled on Friday in Lima, where the two sides exchanged".
    let is_scene = tree.relation(at) == Relation::AclRelcl
        && tree.has_kid_lemma(at, "advmod", &["where"])
        && tree.head(at).is_some_and(|place| anchor(coder, place) == verb);
    is_noun_below || is_chained || is_shared || is_scene
}

/// The verb above a word: itself, or the first governor that heads a clause.
fn anchor(coder: &SentenceCoder<'_, '_, '_>, idx: usize) -> usize {
    anchor_before(coder, idx, usize::MAX)
}

/// As `anchor`, but stopping at `at` on the way.
fn anchor_before(coder: &SentenceCoder<'_, '_, '_>, idx: usize, at: usize) -> usize {
    let tree = coder.tree;
    let mut here = idx;
    for _ in 0..tree.len() {
        let is_anchor = here == at
            || tree.is_verb(here)
            || (is_clause(tree.relation(here)) && tree.upos(here) == Upos::Adj);
        match tree.head(here) {
            Some(head) if !is_anchor => here = head,
            _ => break,
        }
    }
    here
}
