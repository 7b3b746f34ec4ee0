//! Clauses of pacts as sentences tell them: what is owed, by whom to whom, and when it comes due.
//!
//! A clause is a claim about the text, held as surely as the report holds the text; its trigger is part of the clause
//! and no condition of the claim.

use foederis_types::{
    ActorCode, Auxiliary, Basis, Claim, ClaimId, Clause, ClauseKind, Decision, Event, Factuality, Happened,
    PactStatus, Participant, Relation, Span, Upos, View,
};

use crate::basing::{self, BASES, LETTING, guests, is_opening, let_in};
use crate::coder::{SentenceCoder, with_id};
use crate::collective::collective;
use crate::mentions::is_among;
use crate::settled::{Standing, standing};
use crate::stance::{Stance, negated, stance};

/// A clause as a sentence tells it.
pub(crate) struct ToldClause {
    pub(crate) claim: Claim,
    /// The words that put the duty on the parties: `is to provide`, `obliges each to`. They tell no deed of their own.
    wording: Vec<Span>,
    /// The sentence speaks of a pact: what it says binds by it, and is no promise of the moment.
    is_of_pact: bool,
    /// The pact's name alone tells it: whoever agrees to sign one has agreed to that besides.
    is_name: bool,
}

impl ToldClause {
    /// Says whether an event claim only says over what the clause says: its duty, its trigger, the words around it.
    pub(crate) fn says(&self, claim: &Claim) -> bool {
        let Some(clause) = &self.claim.clause else { return false };
        let is_duty = claim.trigger == self.claim.trigger;
        let is_trigger = clause.trigger.is_some_and(|trigger| trigger.contains(claim.trigger));
        let is_pledge = !self.is_name
            && claim.event == Some(Event::Agree)
            && claim.trigger.start() < clause.duty.start()
            && claim.recipients.is_empty()
            && claim.actors.iter().filter_map(|party| party.code).all(|code| clause.debtors.contains(&code));
        let is_promise =
            claim.event == Some(Event::Agree) && !claim.recipients.is_empty() && !self.is_of_pact;
        let is_wording = claim.pact_status.is_none() && self.wording.contains(&claim.trigger) && !is_promise;
        is_duty || is_trigger || is_pledge || is_wording
    }
}

/// The clauses that the sentence tells, in order of the text; at most one of a kind, the one that says most.
pub(crate) fn clauses(coder: &SentenceCoder<'_, '_, '_>) -> Vec<ToldClause> {
    let mut found: Vec<ToldClause> = Vec::new();
    for at in 0..coder.tree.len() {
        let Some(told) = clause(coder, at) else { continue };
        let kind = |told: &ToldClause| told.claim.clause.as_ref().map(|clause| clause.kind);
        match found.iter_mut().find(|known| kind(known) == kind(&told)) {
            Some(known) if known.claim.condition.is_none() && told.claim.condition.is_some() => *known = told,
            Some(_) => {}
            None => found.push(told),
        }
    }
    found
}

fn clause(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> Option<ToldClause> {
    let kind = duty(coder, at)?;
    let carrier = carrier(coder, at)?;
    // "agreed to cooperate on defence": work done together on a subject is no duty to defend.
    let is_subject = |verb: usize| {
        matches!(
            coder.tree.lemma(verb),
            "cooperate" | "collaborate" | "work" | "consult" | "coordinate" | "talk"
        ) && coder.tree.upos(at) == Upos::Noun
            && kind == ClauseKind::Defend
    };
    if !carrier.is_name && coder.tree.head(at).is_some_and(is_subject) {
        return None;
    }
    // "an Agreement on the Use of Military Facilities": what a pact is called does not say whose they are.
    if kind == ClauseKind::BasingTransit && carrier.is_name {
        return None;
    }
    let parties = match kind {
        ClauseKind::BasingTransit => let_in(coder, at, carrier),
        _ => parties(coder, at, carrier),
    };
    if is_excepted(coder, at) {
        return None;
    }
    let Weight { stance, value, is_settled } = weight(coder, at, kind, carrier)?;
    // "no obligation to send troops": help of another kind may well be owed.
    if value == Factuality::CertainNo
        && matches!(coder.tree.lemma(at), "send" | "deploy" | "dispatch" | "commit")
    {
        return None;
    }
    let views = views(coder, &stance, value, is_settled);
    let tree = coder.tree;
    let condition = trigger(coder, at, carrier);
    let when = condition.filter(|condition| !is_doubt(coder, *condition));
    let duty_words = duty_words(coder, at);
    let debtors = codes(&parties.debtors);
    let creditors = codes(&parties.creditors);
    let mut claim = Claim {
        id: ClaimId::from_hash([0; 8]),
        quote: coder.quote()?,
        trigger: tree.token(at).span,
        sentence: coder.number,
        event: None,
        mode: None,
        contexts: vec!["military".to_owned()],
        cameo: None,
        actors: parties.debtors,
        recipients: parties.creditors,
        happened: Happened { from: None, to: coder.day, basis: Basis::Published, words: None },
        place: None,
        auxiliary: auxiliary(&views, is_settled),
        factuality: views,
        condition,
        pact_status: None,
        pact: carrier.pact.and_then(|pact| coder.noun_words(pact)),
        clause: Some(Clause { kind, debtors, creditors, duty: tree.span_of(&duty_words)?, trigger: when }),
        linked: Vec::new(),
        decision: Decision {
            rule: format!("clause/{}", kind.as_str().to_lowercase()),
            steps: stance.steps.clone(),
        },
    };
    claim.trigger = tree.token(at).span;
    let is_of_pact = (0..tree.len()).any(|idx| {
        ["pact", "pact-part"].iter().any(|class| coder.rules.in_class(class, tree.lemma(idx)))
            || coder.mentions.is_pact_pronoun(idx)
    });
    Some(ToldClause {
        claim: with_id(claim),
        wording: wording(coder, at, carrier),
        is_of_pact,
        is_name: carrier.is_name,
    })
}

/// "The duty to help does not apply if ...": an exception, by which the duty is not denied.
fn is_excepted(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> bool {
    let tree = coder.tree;
    tree.governors(at).into_iter().any(|verb| {
        matches!(tree.lemma(verb), "apply" | "hold" | "extend" | "arise")
            && tree.kids_by(verb, "advmod").any(|kid| coder.rules.in_class("negation", tree.lemma(kid)))
            && tree.kids_by(verb, "advcl").any(|kid| is_trigger(coder, kid))
    })
}

/// How a sentence puts a clause.
struct Weight {
    stance: Stance,
    /// The innermost holder's value of the clause.
    value: Factuality,
    /// The pact is made, as far as the sentence says; a clause of a draft is settled by nobody.
    is_settled: bool,
}

/// What the sentence does to the clause; `None` where the words name a pact that nobody made, and no duty besides.
fn weight(
    coder: &SentenceCoder<'_, '_, '_>,
    at: usize,
    kind: ClauseKind,
    carrier: Carrier,
) -> Option<Weight> {
    let text = text_of(coder, carrier);
    // "If they sign a defence treaty, ...": no case in which a duty falls due, but one in which there is any.
    let is_case = |case: Span| text.is_none_or(|text| !case.contains(coder.tree.token(text).span));
    let is_told_by_name = carrier.is_name && !trigger(coder, at, carrier).is_some_and(is_case);
    let standing = text.map_or(Standing::Given, |text| standing(coder, text));
    let is_settled = !matches!(standing, Standing::Open);
    // "an annex to their defence treaty": told of the annex, and nothing new of the treaty.
    let is_beside = text.and_then(|text| coder.tree.head(text)).is_some_and(|above| {
        matches!(coder.tree.lemma(above), "annex" | "addendum" | "amendment" | "appendix")
    });
    if is_told_by_name && (!is_settled || is_beside) {
        return None;
    }
    let is_aside =
        if is_told_by_name { matches!(standing, Standing::Given) } else { is_in_subject(coder, at, carrier) };
    let mut stance = match standing {
        Standing::Made(stance) if is_told_by_name => stance,
        _ => stance(coder.slots, carrier.verb.unwrap_or(at)),
    };
    if is_aside {
        take_as_given(&mut stance);
    }
    let stance = by_the_text(coder, stance);
    let is_abstention =
        matches!(kind, ClauseKind::NonAggression | ClauseKind::NoUseOfTerritory | ClauseKind::NoHostilePact);
    // "to consult, not to fight", "to consult rather than fight"
    let is_left_out = coder.tree.is_verb(at)
        && !is_abstention
        && coder.tree.kids(at).iter().any(|&kid| {
            let lemma = coder.tree.lemma(kid);
            kid < at
                && matches!(coder.tree.relation(kid).base(), "advmod" | "cc" | "mark")
                && (coder.rules.in_class("negation", lemma) || matches!(lemma, "rather" | "instead"))
        });
    let value = match stance.value {
        Factuality::CertainYes | Factuality::Unknown if is_left_out || is_no_duty(coder, at) => {
            Factuality::CertainNo
        }
        Factuality::CertainNo if !is_abstention || is_told_by_name => Factuality::CertainNo,
        // "may station troops there": let to, and not perhaps so.
        Factuality::PossibleYes if guests(coder, at).is_some() => Factuality::CertainYes,
        Factuality::PossibleYes | Factuality::ProbableYes => stance.value,
        _ => Factuality::CertainYes,
    };
    Some(Weight { stance, value, is_settled })
}

/// "The clause on mutual help contains nothing new, he said", "denied that the pact goes too far": what is denied is
/// something else, and the clause is taken as given by whoever speaks.
fn take_as_given(stance: &mut Stance) {
    stance.value = Factuality::CertainYes;
    for speaker in &mut stance.holders {
        speaker.value = Factuality::CertainYes;
    }
}

/// The noun for the pact whose clause it is: the carrier's, or that of "Article 4 of the draft treaty provides".
fn text_of(coder: &SentenceCoder<'_, '_, '_>, carrier: Carrier) -> Option<usize> {
    let tree = coder.tree;
    let subject = || coder.slots.surface_subject(carrier.verb?, 0).filter(|&idx| is_text(coder, idx));
    let text = carrier.pact.or_else(subject)?;
    let is_pact = |idx: usize| coder.rules.in_class("pact", tree.lemma(idx));
    if is_pact(text) {
        return Some(text);
    }
    tree.kids_by(text, "nmod").find(|&kid| is_pact(kid)).or(Some(text))
}

/// The duty stands in what the verb says something of: "the provision on mutual help contains nothing new".
fn is_in_subject(coder: &SentenceCoder<'_, '_, '_>, at: usize, carrier: Carrier) -> bool {
    let tree = coder.tree;
    let Some(verb) = carrier.verb else { return false };
    let is_active = !tree.is_passive(verb);
    is_active
        && tree.kids_by(verb, "nsubj").any(|subject| {
            let has_duty = tree.subtree(subject).contains(&at);
            has_duty && subject != at && is_text(coder, subject)
        })
}

/// Each holder's view: who denies what carries the clause denies the clause; of a draft nobody is sure.
fn views(
    coder: &SentenceCoder<'_, '_, '_>,
    stance: &Stance,
    value: Factuality,
    is_settled: bool,
) -> Vec<View> {
    let mut plain = stance.clone();
    for speaker in &mut plain.holders {
        let is_denier = speaker.value != Factuality::Unknown && speaker.value == negated(stance.value);
        speaker.value = match (is_denier, is_settled) {
            (true, _) => Factuality::CertainNo,
            (false, true) => value,
            (false, false) => Factuality::Unknown,
        };
    }
    plain.value = if is_settled { value } else { Factuality::Unknown };
    coder.views(&plain, plain.value)
}

fn auxiliary(views: &[View], is_settled: bool) -> Vec<Auxiliary> {
    let is_denied = views.iter().any(|view| view.value == Factuality::CertainNo);
    let negation = is_denied.then_some(Auxiliary::Negation);
    negation.into_iter().chain((!is_settled).then_some(Auxiliary::Hypothetical)).collect()
}

/// How a pact may end or go on by its own terms, and not that it does: "may be terminated with one year's notice",
/// "either party may withdraw", "will be renewed automatically unless one side objects".
pub(crate) fn is_term(coder: &SentenceCoder<'_, '_, '_>, claim: &Claim) -> bool {
    let is_end = matches!(
        claim.pact_status,
        Some(
            PactStatus::Denounced
                | PactStatus::Withdrawn
                | PactStatus::Suspended
                | PactStatus::Expired
                | PactStatus::Renewed
        )
    );
    let tree = coder.tree;
    let at = coder.word_at(claim.trigger);
    // "It is concluded for five years": how long it runs, and not that it was concluded now.
    let is_span = |verb: &usize| {
        let is_now =
            tree.kids_by(*verb, "aux").all(|aux| matches!(tree.form(aux), "is" | "are" | "shall" | "be"));
        let is_period = |kid: usize| {
            tree.case_of(kid) == "for"
                && matches!(tree.lemma(kid), "year" | "month" | "period" | "term" | "decade")
        };
        is_now && tree.is_passive(*verb) && tree.kids_by(*verb, "obl").any(is_period)
    };
    if claim.pact_status == Some(PactStatus::Signed) && at.as_ref().is_some_and(is_span) {
        return true;
    }
    // "Either side may withdraw with six months' notice": from the pact.
    let is_leaving = |at: &usize| {
        claim.event == Some(Event::Retreat)
            && tree.lemma(*at) == "withdraw"
            && tree.kids_by(*at, "obj").next().is_none()
            && speaks_of_text(coder)
            && has_terms(coder)
    };
    let Some(at) = at.filter(|at| is_end || is_leaving(at)) else { return false };
    std::iter::once(at).chain(tree.governors(at)).filter(|&verb| tree.is_verb(verb)).any(|verb| {
        let has_aux = |forms: &[&str]| tree.kids_by(verb, "aux").any(|aux| forms.contains(&tree.lemma(aux)));
        let is_let =
            has_aux(&["may", "can", "shall"]) || tree.kids(verb).iter().any(|&kid| is_right(coder, kid));
        let subject = coder.slots.surface_subject(verb, 0);
        let agent = tree.kids_by(verb, "obl").find(|&kid| tree.case_of(kid) == "by");
        let is_anyone = |who: Option<usize>| who.is_some_and(|who| is_shared(coder, who));
        let is_ended = tree.is_passive(verb) && subject.is_some_and(|what| is_told_of(coder, what));
        let is_by_itself = tree.has_kid_lemma(verb, "advmod", &["automatically", "tacitly"]);
        let is_present =
            !matches!(tree.xpos(verb), "VBD" | "VBN") || has_aux(&["may", "can", "shall", "will"]);
        is_let
            && (is_anyone(subject) || is_ended && (is_anyone(agent) || agent.is_none() && has_terms(coder)))
            || is_by_itself && is_present
            || is_anyone(subject) && is_present && tree.relation(verb).base() == "advcl"
    })
}

/// "has the right to withdraw", "is free to leave".
fn is_right(coder: &SentenceCoder<'_, '_, '_>, idx: usize) -> bool {
    matches!(coder.tree.lemma(idx), "right" | "free" | "entitled")
}

/// A pact, or the pronoun for one.
fn is_told_of(coder: &SentenceCoder<'_, '_, '_>, what: usize) -> bool {
    is_text(coder, what) || coder.mentions.is_pact_pronoun(what)
}

/// Notice, periods and consent: what terms on ending are made of.
fn has_terms(coder: &SentenceCoder<'_, '_, '_>) -> bool {
    let is_of_terms = |idx: usize| {
        matches!(
            coder.tree.lemma(idx),
            "notice" | "notification" | "time" | "period" | "consent" | "either" | "party" | "year" | "month"
        )
    };
    (0..coder.tree.len()).any(is_of_terms)
}

/// The words of the duty: the noun with what it is coordinated with, or the predicate without its subject, and neither
/// trigger nor text.
fn duty_words(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> Vec<usize> {
    let tree = coder.tree;
    // "a duty of assistance"
    let owed = tree.head(at).filter(|&head| {
        matches!(tree.lemma(head), "duty" | "obligation" | "commitment") && tree.case_of(at) == "of"
    });
    let top = match owed {
        Some(owed) => owed,
        None if tree.relation(at) == Relation::Conj && !tree.is_verb(at) => tree.first_conjunct(at),
        None => at,
    };
    let is_beside = |kid: usize| {
        is_trigger(coder, kid)
            || matches!(tree.relation(kid).base(), "nsubj" | "parataxis" | "acl")
            || tree.relation(kid).base() == "obl" && (is_text(coder, kid) || kid < at && kid < top)
            || tree.relation(kid).base() == "conj" && tree.is_verb(kid)
    };
    let mut words = tree.subtree_without(top, is_beside);
    let is_edge = |idx: usize| {
        matches!(tree.upos(idx), Upos::Punct | Upos::Cconj | Upos::Adp)
            || matches!(tree.form(idx), "to" | "By" | "Under")
            || tree.form(idx) == "another" && idx > 0 && tree.lemma(idx - 1) == "one"
    };
    while words.first().is_some_and(|&first| first != at && is_edge(first)) {
        words.remove(0);
    }
    while words.last().is_some_and(|&last| last != at && is_edge(last)) {
        words.pop();
    }
    words
}

/// "if it involves military assistance": a doubt about what the text says, and no case in which the duty falls due.
fn is_doubt(coder: &SentenceCoder<'_, '_, '_>, condition: Span) -> bool {
    let tree = coder.tree;
    let inside = (0..tree.len()).filter(|&idx| condition.contains(tree.token(idx).span));
    inside.into_iter().any(|idx| {
        let is_content = matches!(
            tree.lemma(idx),
            "involve" | "cover" | "mean" | "include" | "amount" | "extend" | "entail" | "provide" | "contain"
        );
        let of_text = tree.kids_by(idx, "nsubj").any(|subject| {
            is_text(coder, subject)
                || matches!(tree.form(subject).to_lowercase().as_str(), "it" | "this" | "that")
        });
        tree.relation(idx).base() == "advcl" && is_content && of_text
    })
}

/// The predicates from the duty up to what puts it on the parties, where those are told as both alike.
fn wording(coder: &SentenceCoder<'_, '_, '_>, at: usize, carrier: Carrier) -> Vec<Span> {
    if !carrier.is_shared && carrier.debtor.is_none() && guests(coder, at).is_none() {
        return Vec::new();
    }
    let tree = coder.tree;
    // "stands by its obligation to help": that it does is told besides.
    let is_held = |verb: usize| matches!(tree.lemma(verb), "have" | "be") || !tree.is_verb(verb);
    if tree.head(at).is_some_and(|noun| is_obligation(coder, noun)) && !carrier.verb.is_some_and(is_held) {
        return Vec::new();
    }
    let above = tree.governors(at);
    let last = above.iter().position(|&idx| Some(idx) == carrier.verb).map_or(0, |position| position + 1);
    above[..last].iter().chain(carrier.verb.iter()).map(|&idx| tree.token(idx).span).collect()
}

/// "Article 4 says that ...", "according to the document": what the text itself says, the report holds.
fn by_the_text(coder: &SentenceCoder<'_, '_, '_>, mut stance: Stance) -> Stance {
    let is_text = |who: usize| is_text(coder, who) || coder.mentions.is_pact_pronoun(who);
    if stance.holders.iter().any(|speaker| is_text(speaker.who)) {
        stance.holders.retain(|speaker| !is_text(speaker.who));
        stance.is_passed_on = !stance.holders.is_empty();
    }
    stance
}

/// A noun for a pact or a part of one.
pub(crate) fn is_text(coder: &SentenceCoder<'_, '_, '_>, idx: usize) -> bool {
    coder.rules.in_class("pact", coder.tree.lemma(idx))
        || coder.rules.in_class("pact-part", coder.tree.lemma(idx))
}

/// The sentence names a pact or a part of one, or goes on about the one of the sentence before.
pub(crate) fn speaks_of_text(coder: &SentenceCoder<'_, '_, '_>) -> bool {
    coder.mentions.had_pact() || (0..coder.tree.len()).any(|idx| is_text(coder, idx))
}

/// "each", "the other", "either party", "the two sides": whoever the parties are, all alike.
pub(crate) fn is_shared(coder: &SentenceCoder<'_, '_, '_>, idx: usize) -> bool {
    const COUNTS: [&str; 12] = [
        "each", "either", "both", "two", "three", "four", "five", "all", "one", "other", "neither", "another",
    ];
    let tree = coder.tree;
    let form = tree.form(idx).to_lowercase();
    let is_plural = tree.xpos(idx) == "NNS";
    let is_side = coder.rules.in_class("side", tree.lemma(idx));
    let is_counted =
        tree.kids(idx).iter().any(|&kid| COUNTS.contains(&tree.form(kid).to_lowercase().as_str()));
    let is_party = matches!(tree.lemma(idx), "party" | "side" | "signatory" | "member");
    match form.as_str() {
        "each" | "either" | "neither" | "both" | "another" | "they" | "them" => true,
        "other" => tree.has_kid_lemma(idx, "det", &["the"]),
        "one" | "two" | "three" | "four" | "five" => tree.upos(idx) == Upos::Num,
        _ => is_side && is_counted || is_party && is_plural,
    }
}

/// What ties a duty to a pact or an obligation.
#[derive(Clone, Copy)]
pub(crate) struct Carrier {
    /// The verb that obliges: `obliges`, `contains`, `would be bound`.
    pub(crate) verb: Option<usize>,
    /// The noun that names the pact.
    pub(crate) pact: Option<usize>,
    /// The pact's name alone tells the duty: "a defence treaty".
    pub(crate) is_name: bool,
    /// Who owes, where the carrier itself says so.
    pub(crate) debtor: Option<usize>,
    /// Each owes it to the others: "each", "the other", "one another".
    pub(crate) is_shared: bool,
}

pub(crate) struct Parties {
    pub(crate) debtors: Vec<Participant>,
    pub(crate) creditors: Vec<Participant>,
}

/// The duty that a word names, if it names one.
fn duty(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> Option<ClauseKind> {
    const CLASSES: &[(&str, ClauseKind)] = &[
        ("duty-defend", ClauseKind::Defend),
        ("duty-assist", ClauseKind::Defend),
        ("duty-consult", ClauseKind::Consult),
        ("duty-neutral", ClauseKind::Neutral),
        ("duty-nonaggression", ClauseKind::NonAggression),
        ("duty-guarantee", ClauseKind::Guarantee),
        ("duty-join", ClauseKind::JoinAttack),
    ];
    let tree = coder.tree;
    let lemma = tree.lemma(at);
    let found = CLASSES.iter().find(|(class, _)| coder.rules.in_class(class, lemma)).map(|&(_, kind)| kind);
    let is_negated_attack = coder.rules.in_class("attack-verb", lemma)
        && tree.kids_by(at, "advmod").any(|kid| coder.rules.in_class("negation", tree.lemma(kid)));
    let is_territory = (coder.rules.in_class("territory", lemma) || BASES.contains(&lemma))
        && tree.head(at).is_some_and(|head| {
            matches!(tree.lemma(head), "use" | "allow" | "let" | "lend")
                || is_opening(coder, head)
                || tree.lemma(head) == "put"
                    && tree.kids_by(head, "obl").any(|kid| tree.lemma(kid) == "disposal")
        });
    let is_talk = match lemma {
        "contact" => tree.is_verb(at),
        "touch" => tree.head(at).is_some_and(|head| matches!(tree.lemma(head), "get" | "be" | "keep")),
        _ => true,
    };
    match found {
        Some(ClauseKind::Defend) if !is_military_duty(coder, at) => None,
        Some(ClauseKind::Consult) if !is_talk => None,
        Some(kind) => Some(kind),
        None if is_answer_to_attack(coder, at) || collective(coder, at).is_some() => Some(ClauseKind::Defend),
        None if is_negated_attack || is_force_forsworn(coder, at) => Some(ClauseKind::NonAggression),
        None if guests(coder, at).is_some() => Some(ClauseKind::BasingTransit),
        None if is_territory && is_forsworn(coder, at) => Some(ClauseKind::NoUseOfTerritory),
        None if is_territory => Some(ClauseKind::BasingTransit),
        None if is_pact_forsworn(coder, at) => Some(ClauseKind::NoHostilePact),
        None if is_arming(coder, at) => Some(ClauseKind::AssistMateriel),
        None if is_sending_troops(coder, at) => Some(ClauseKind::Defend),
        // "obliged its signatories to attack together": an attack is owed, not told.
        None if coder.rules.in_class("attack-verb", lemma) && is_to_be_done(coder, at) => {
            Some(ClauseKind::JoinAttack)
        }
        // "obliges both to meet within 48 hours", "to hold talks"
        None if lemma == "meet" && is_obliged(coder, at) => Some(ClauseKind::Consult),
        None if lemma == "talk" && tree.head(at).is_some_and(|verb| is_to_be_done(coder, verb)) => {
            Some(ClauseKind::Consult)
        }
        // "would be obliged to join a war with Bolivia"
        None if matches!(lemma, "join" | "enter")
            && tree.kids_by(at, "obj").any(|kid| matches!(tree.lemma(kid), "war" | "fight" | "attack"))
            && is_to_be_done(coder, at) =>
        {
            Some(ClauseKind::JoinAttack)
        }
        None => None,
    }
}

/// "undertakes to supply its forces with equipment and to train their personnel".
fn is_arming(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> bool {
    let tree = coder.tree;
    let things = || ["object", "with"].into_iter().flat_map(|slot| coder.slots.find(at, slot, false));
    let is_of = |classes: &[&str]| {
        things().any(|thing| classes.iter().any(|class| coder.rules.in_class(class, tree.lemma(thing))))
    };
    let is_supply =
        matches!(tree.lemma(at), "supply" | "provide" | "deliver" | "furnish" | "share" | "equip");
    let is_help = is_supply && is_of(&["weapon", "military-help", "information"])
        || matches!(tree.lemma(at), "train" | "arm" | "equip") && is_of(&["force"]);
    // "undertake to consult, and Chad is to train its guards": another's duty, told beside.
    let is_beside = tree.relation(at) == Relation::Conj && tree.kids_by(at, "nsubj").next().is_some();
    let is_owed = (is_obliged(coder, at) || is_to_do(coder, at)) && !is_beside;
    tree.is_verb(at) && is_help && (is_owed || under_text(coder, at).is_some())
}

/// "obliges all three to send troops", "is bound to go to war".
fn is_sending_troops(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> bool {
    let tree = coder.tree;
    let is_sent = matches!(tree.lemma(at), "send" | "deploy" | "dispatch" | "commit")
        && coder
            .slots
            .find(at, "object", false)
            .into_iter()
            .any(|thing| coder.rules.in_class("force", tree.lemma(thing)));
    let is_war = tree.lemma(at) == "go" && tree.kids_by(at, "obl").any(|kid| tree.lemma(kid) == "war");
    // "If Bolivia attacked Peru, Chile would be obliged to respond."
    let is_answer = matches!(tree.lemma(at), "respond" | "react" | "act")
        && tree.governors(at).into_iter().take(2).chain([at]).any(|place| {
            tree.kids_by(place, "advcl").any(|kid| is_trigger(coder, kid) && tells_attack(coder, kid))
        });
    tree.is_verb(at)
        && (is_sent || is_war || is_answer)
        && (is_obliged(coder, at) || under_text(coder, at).is_some())
}

/// "has a duty to defend it", "under no obligation to fight".
fn is_obligation(coder: &SentenceCoder<'_, '_, '_>, idx: usize) -> bool {
    let tree = coder.tree;
    !tree.is_verb(idx)
        && matches!(tree.lemma(idx), "duty" | "obligation" | "commitment" | "responsibility")
        && tree.kids_by(idx, "acl").any(|kid| tree.xpos(kid) == "VB")
}

/// "is under no obligation to fight": none is owed.
fn is_no_duty(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> bool {
    coder
        .tree
        .governors(at)
        .into_iter()
        .any(|above| is_obligation(coder, above) && coder.tree.has_kid_lemma(above, "det", &["no"]))
}

/// "would have to come to its aid if it were attacked": bound to in that case.
fn is_having_to(coder: &SentenceCoder<'_, '_, '_>, idx: usize) -> bool {
    let tree = coder.tree;
    tree.lemma(idx) == "have"
        && tree.kids_by(idx, "aux").any(|aux| tree.xpos(aux) == "MD")
        && tree.kids_by(idx, "xcomp").any(|kid| tree.xpos(kid) == "VB")
        && tree.subtree(idx).into_iter().any(|kid| is_trigger(coder, kid) && tells_attack(coder, kid))
}

/// "obliges them to attack": it itself, and not what stands in the case for which something else is owed.
fn is_to_be_done(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> bool {
    let tree = coder.tree;
    let is_content = matches!(tree.relation(tree.first_conjunct(at)).base(), "xcomp" | "ccomp");
    tree.xpos(at) == "VB" && is_content && is_obliged(coder, at)
}

/// "Chile is to train them", in talk of a text.
fn is_to_do(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> bool {
    let tree = coder.tree;
    let is_be = |kid: usize| matches!(tree.form(kid), "is" | "are");
    let has_be = ["cop", "aux"].iter().any(|relation| tree.kids_by(at, relation).any(is_be));
    tree.xpos(at) == "VB" && has_be && tree.has_kid_lemma(at, "mark", &["to"]) && speaks_of_text(coder)
}

/// "undertakes to", "is obliged to", "commits itself to", in talk of a text; a promise is none.
fn is_obliged(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> bool {
    let tree = coder.tree;
    let is_obliging = |above: usize| {
        is_obligation(coder, above)
            || is_having_to(coder, above)
            || coder.rules.in_class("oblige", tree.lemma(above))
                && !matches!(
                    tree.lemma(above),
                    "promise" | "vow" | "pledge" | "agree" | "force" | "forbid" | "prohibit" | "bar"
                )
    };
    speaks_of_text(coder) && tree.governors(at).into_iter().take(2).any(is_obliging)
}

/// "an attack on one will be answered by both".
fn is_answer_to_attack(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> bool {
    let tree = coder.tree;
    let is_attack_on_one = |noun: usize| {
        coder.rules.in_class("aggression", tree.lemma(noun))
            && tree
                .kids_by(noun, "nmod")
                .any(|kid| matches!(tree.case_of(kid), "on" | "against" | "upon") && is_shared(coder, kid))
    };
    matches!(tree.lemma(at), "answer" | "meet" | "repel" | "counter" | "resist")
        && tree.is_passive(at)
        && tree.kids_by(at, "nsubj").any(is_attack_on_one)
}

/// "refrain from the use of force", "not to threaten force".
fn is_force_forsworn(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> bool {
    let tree = coder.tree;
    let is_used = tree.head(at).is_some_and(|head| {
        matches!(tree.lemma(head), "use" | "threat" | "threaten" | "resort" | "resorting")
            || coder.rules.in_class("attack-verb", tree.lemma(head))
    });
    tree.lemma(at) == "force" && is_used && is_forsworn(coder, at)
}

/// "not to enter into agreements directed against the other", "refrains from signing any deal that harms the other".
fn is_pact_forsworn(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> bool {
    const JOINING: [&str; 7] = ["enter", "conclude", "sign", "join", "make", "form", "accede"];
    let tree = coder.tree;
    let is_joined = tree.head(at).is_some_and(|head| JOINING.contains(&tree.lemma(head)));
    let is_hostile = || {
        tree.subtree(at).iter().any(|&idx| {
            matches!(tree.lemma(idx), "against" | "hostile" | "harm" | "threaten" | "infringe" | "aim")
        })
    };
    (coder.rules.in_class("pact", tree.lemma(at)) || tree.lemma(at) == "bloc")
        && is_joined
        && is_hostile()
        && is_forsworn(coder, at)
}

/// A "not" or a verb of abstaining stands above the word, in talk of a text or of what several do with one another.
fn is_forsworn(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> bool {
    let tree = coder.tree;
    let is_refused = |above: usize| {
        // "does not oblige it to use force": nothing is forsworn; nor is it by who "did not rule out the use of force".
        let is_obliging = coder.rules.in_class("oblige", tree.lemma(above))
            && !coder.rules.in_class("forswear", tree.lemma(above));
        let is_excluding = matches!(tree.lemma(above), "rule" | "exclude" | "reject" | "preclude");
        coder.rules.in_class("forswear", tree.lemma(above))
            || !is_obliging
                && !is_excluding
                && tree.kids(above).iter().any(|&kid| {
                    let is_none = |word: usize| coder.rules.in_class("negation", tree.lemma(word));
                    // "Neither party will allow": none of them does.
                    is_none(kid) || tree.relation(kid).is_subject() && tree.kids_by(kid, "det").any(is_none)
                })
    };
    let is_of_several = || (0..tree.len()).any(|idx| is_one_another(coder, idx) || is_shared(coder, idx));
    tree.governors(at).into_iter().take(4).any(is_refused) && (speaks_of_text(coder) || is_of_several())
}

/// "assistance" counts when it is mutual, military, or owed on attack; "aid" against a flood does not.
fn is_military_duty(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> bool {
    let tree = coder.tree;
    if coder.rules.in_class("duty-defend", tree.lemma(at)) {
        let is_own = tree.kids(at).iter().any(|&kid| tree.lemma(kid) == "self");
        let is_colour = tree.relation(at).base() == "compound"
            && tree.head(at).is_some_and(|head| !is_text(coder, head) && tree.lemma(head) != "obligation");
        // "the Ministers of Defence"
        let is_office = tree.case_of(at) == "of"
            && tree.head(at).is_some_and(|head| {
                ["office-body", "envoy"].iter().any(|class| coder.rules.in_class(class, tree.lemma(head)))
            });
        return !is_own && !is_colour && !is_office;
    }
    // "obliges nobody to fight": with arms, whatever it is that they answer.
    if matches!(tree.lemma(at), "fight" | "intervene") && is_obliged(coder, at) {
        return true;
    }
    let is_civil = tree.kids(at).iter().any(|&kid| {
        matches!(
            tree.lemma(kid),
            "legal"
                | "judicial"
                | "economic"
                | "technical"
                | "humanitarian"
                | "financial"
                | "medical"
                | "food"
        )
    });
    if is_civil {
        return false;
    }
    let is_described =
        tree.kids(at).iter().any(|&kid| matches!(tree.lemma(kid), "mutual" | "military" | "armed"));
    is_described || (0..tree.len()).any(|idx| coder.rules.in_class("aggression", tree.lemma(idx)))
}

/// Looks up the tree for what obliges: a verb of obliging, or a pact that contains, enshrines, provides for it.
fn carrier(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> Option<Carrier> {
    let tree = coder.tree;
    if let Some(carrier) = of_collective(coder, at).or_else(|| basing::carrier(coder, at)) {
        return Some(carrier);
    }
    if let Some(carrier) = under_text(coder, at).or_else(|| between_parties(coder, at)) {
        return Some(carrier);
    }
    if is_to_do(coder, at) && is_arming(coder, at) {
        let debtor = coder.slots.surface_subject(at, 0);
        let is_shared = debtor.is_some_and(|idx| is_shared(coder, idx) || tree.lemma(idx) == "partner");
        let debtor = debtor.filter(|_| !is_shared);
        return Some(Carrier { verb: Some(at), pact: None, is_name: false, debtor, is_shared });
    }
    let compound = tree.head(at).filter(|&head| {
        tree.relation(at).base() == "compound" && coder.rules.in_class("pact", tree.lemma(head))
    });
    if let Some(pact) = compound {
        return Some(Carrier {
            verb: tree.governors(pact).into_iter().find(|&verb| tree.is_verb(verb)),
            pact: Some(pact),
            is_name: true,
            debtor: None,
            is_shared: false,
        });
    }
    for above in std::iter::once(at).chain(tree.governors(at)) {
        let lemma = tree.lemma(above);
        if coder.rules.in_class("oblige", lemma) {
            let debtor = if tree.is_passive(above) {
                coder.slots.object(above, 0).first().copied()
            } else {
                coder.slots.surface_subject(above, 0)
            };
            let pact = debtor.filter(|&idx| coder.rules.in_class("pact", tree.lemma(idx)));
            let owed = coder.slots.object(above, 0).into_iter().find(|&object| object != at);
            let is_laid_on = debtor.is_some_and(|idx| {
                is_text(coder, idx)
                    || coder.mentions.is_pact_pronoun(idx)
                    || coder.rules.in_class("aggression", tree.lemma(idx))
                    || !coder.mentions.is_agentive(idx)
            });
            let is_word_of_honour = matches!(tree.lemma(above), "promise" | "vow" | "pledge" | "agree");
            if is_word_of_honour && !is_laid_on && !is_bound_to(coder, at, above) {
                return None;
            }
            let owed_by = owed.filter(|&object| !coder.mentions.parties(object).is_empty());
            let debtor = if is_laid_on { owed_by } else { debtor };
            let is_mutual = tree.kids(at).iter().any(|&kid| tree.lemma(kid) == "mutual");
            let is_shared =
                is_mutual || owed.filter(|_| is_laid_on).or(debtor).is_some_and(|idx| is_shared(coder, idx));
            return Some(Carrier { verb: Some(above), pact, is_name: false, debtor, is_shared });
        }
        let is_right = matches!(lemma, "give" | "grant")
            && tree
                .kids_by(above, "obj")
                .any(|kid| matches!(tree.lemma(kid), "right" | "permission" | "leave"));
        let is_let = LETTING.contains(&lemma) || lemma == "entitle" || is_right;
        if (coder.rules.in_class("contain", lemma) || is_let) && tree.is_verb(above) {
            let subject = coder.slots.surface_subject(above, 0);
            let pact = subject.filter(|&idx| coder.rules.in_class("pact", tree.lemma(idx)));
            let is_of_text =
                subject.is_some_and(|idx| is_text(coder, idx) || coder.mentions.is_pact_pronoun(idx));
            let is_foreseen = tree.is_passive(above) && subject == Some(at) && speaks_of_text(coder);
            if is_of_text || is_foreseen {
                return Some(Carrier {
                    verb: Some(above),
                    pact,
                    is_name: false,
                    debtor: None,
                    is_shared: false,
                });
            }
        }
        if is_obligation(coder, above) && speaks_of_text(coder) {
            let verb = tree
                .governors(above)
                .into_iter()
                .chain([above])
                .find(|&idx| tree.is_verb(idx) || tree.kids_by(idx, "cop").next().is_some());
            let owner = tree.kids_by(above, "nmod").find(|&kid| tree.relation(kid) == Relation::NmodPoss);
            let subject = verb.and_then(|verb| coder.slots.surface_subject(verb, 0));
            let is_somebody = |head: &usize| *head != above && !coder.mentions.parties(*head).is_empty();
            let debtor = owner.or(subject).filter(is_somebody);
            return Some(Carrier { verb, pact: None, is_name: false, debtor, is_shared: debtor.is_none() });
        }
        if is_having_to(coder, above) && speaks_of_text(coder) {
            let debtor = coder.slots.surface_subject(above, 0)?;
            let is_shared = is_shared(coder, debtor);
            return Some(Carrier {
                verb: Some(above),
                pact: None,
                is_name: false,
                debtor: Some(debtor),
                is_shared,
            });
        }
        let is_none = tree.has_kid_lemma(above, "det", &["no"]);
        if coder.rules.in_class("pact", lemma) && above != at && !is_none {
            let verb = tree.governors(above).into_iter().find(|&verb| tree.is_verb(verb));
            return Some(Carrier { verb, pact: Some(above), is_name: true, debtor: None, is_shared: false });
        }
    }
    None
}

/// "commits Peru to treat an attack on Chile as one on itself": who owes it, unless all do.
fn of_collective(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> Option<Carrier> {
    let tree = coder.tree;
    let told = collective(coder, at)?;
    let obliging =
        tree.governors(at).into_iter().find(|&above| coder.rules.in_class("oblige", tree.lemma(above)));
    let obliged = obliging.and_then(|verb| coder.slots.object(verb, 0).first().copied());
    let subject = coder.slots.surface_subject(at, 0).filter(|&subject| subject != told.attack);
    let is_somebody = |head: &usize| !coder.mentions.parties(*head).is_empty();
    let debtor = [obliged, Some(told.counts_on), subject].into_iter().flatten().find(is_somebody);
    Some(Carrier {
        verb: Some(obliging.unwrap_or(at)).filter(|&verb| tree.is_verb(verb)),
        pact: None,
        is_name: false,
        debtor: debtor.filter(|_| !told.is_shared),
        is_shared: told.is_shared,
    })
}

/// What a state promises binds it as a clause where it says when it comes due, or goes both ways.
fn is_bound_to(coder: &SentenceCoder<'_, '_, '_>, at: usize, verb: usize) -> bool {
    let tree = coder.tree;
    coder.rules.in_class("duty-defend", tree.lemma(at))
        || tree.subtree(verb).into_iter().any(|idx| {
            is_trigger(coder, idx) || matches!(tree.lemma(idx), "mutual") || is_one_another(coder, idx)
        })
}

/// "each other", "one another".
pub(crate) fn is_one_another(coder: &SentenceCoder<'_, '_, '_>, idx: usize) -> bool {
    let next = || coder.tree.form(idx + 1);
    idx + 1 < coder.tree.len()
        && matches!((coder.tree.lemma(idx), next()), ("each", "other") | ("one", "another"))
}

/// "must help ... under the accord", "would consult, according to the draft": the text is named beside the verb.
fn under_text(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> Option<Carrier> {
    let tree = coder.tree;
    let is_modal = |verb: usize| {
        tree.kids_by(verb, "aux")
            .any(|aux| matches!(tree.lemma(aux), "must" | "shall" | "will" | "would" | "should"))
    };
    // "Under Article 3 the parties consult each other": what an article lays down, in the present or with "may".
    let is_laid_down =
        |verb: usize| matches!(tree.xpos(verb), "VBZ" | "VBP") || tree.has_kid_lemma(verb, "aux", &["may"]);
    let is_article = |kid: usize| {
        matches!(tree.lemma(kid), "article" | "clause" | "paragraph")
            && tree.kids(kid).iter().any(|&number| tree.upos(number) == Upos::Num)
    };
    let text_of = |verb: usize| {
        tree.kids_by(verb, "obl").find(|&kid| {
            let is_under = matches!(tree.case_of(kid), "under" | "accord to" | "according to" | "per");
            let is_text = coder.rules.in_class("pact", tree.lemma(kid))
                || matches!(tree.lemma(kid), "draft" | "article" | "clause" | "text");
            let is_numbered = is_article(kid) && (is_under || tree.case_of(kid) == "in");
            is_under && is_text && is_modal(verb) || is_numbered && (is_modal(verb) || is_laid_down(verb))
        })
    };
    let mut verbs = std::iter::once(at).chain(tree.governors(at)).filter(|&idx| tree.is_verb(idx)).take(2);
    let (verb, pact) = verbs.find_map(|verb| Some((verb, text_of(verb)?)))?;
    let debtor = coder.slots.surface_subject(verb, 0);
    let is_shared = debtor.is_some_and(|idx| is_shared(coder, idx));
    Some(Carrier { verb: Some(verb), pact: Some(pact), is_name: false, debtor, is_shared })
}

/// "the other shall provide ...", "each party is to ...", "has the two governments consult": in talk of a text, what one
/// party owes the other. So is "mutual assistance in the event of ...".
fn between_parties(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> Option<Carrier> {
    let tree = coder.tree;
    if !speaks_of_text(coder) {
        return None;
    }
    let verb = std::iter::once(at).chain(tree.governors(at)).find(|&idx| tree.is_verb(idx));
    let carrier = Carrier { verb, pact: None, is_name: false, debtor: None, is_shared: true };
    let is_mutual = tree.kids(at).iter().any(|&kid| tree.lemma(kid) == "mutual")
        && tree.subtree(at).into_iter().any(|idx| is_trigger(coder, idx));
    if is_mutual {
        return Some(carrier);
    }
    let verb = verb?;
    let subject = coder.slots.surface_subject(verb, 0).filter(|&idx| is_shared(coder, idx));
    let agent = tree.kids_by(verb, "obl").find(|&kid| tree.case_of(kid) == "by" && is_shared(coder, kid));
    let made_to = tree.kids_by(verb, "obj").find(|&kid| kid < verb && is_shared(coder, kid));
    let is_to = tree.has_kid_lemma(verb, "mark", &["to"])
        || tree
            .kids_by(verb, "aux")
            .any(|aux| matches!(tree.lemma(aux), "must" | "shall" | "will" | "should"));
    let is_owed = tree.xpos(verb) == "VB"
        || tree.is_passive(verb) && is_to
        || matches!(tree.xpos(verb), "VBZ" | "VBP" | "VBG") && trigger(coder, at, carrier).is_some();
    let is_asked = tree.governors(verb).into_iter().any(|above| {
        matches!(tree.lemma(above), "ask" | "urge" | "invite" | "offer" | "hope" | "want" | "threaten")
    });
    let each_other = tree.kids_by(verb, "obj").find(|&kid| is_one_another(coder, kid));
    (subject.or(agent).or(made_to).or(each_other).is_some() && is_owed && !is_asked).then_some(carrier)
}

pub(crate) fn parties(coder: &SentenceCoder<'_, '_, '_>, at: usize, carrier: Carrier) -> Parties {
    let debtors = carrier.debtor.map_or_else(Vec::new, |head| coder.mentions.parties(head));
    let own = carrier.pact.map_or_else(Vec::new, |pact| coder.own_parties(pact));
    if debtors.is_empty() && own.len() > 1 {
        return Parties { debtors: own.clone(), creditors: own };
    }
    let mut all = coder.pact_parties(carrier.pact);
    if all.len() < 2 {
        all.clear();
    }
    if carrier.is_shared {
        return Parties { debtors: all.clone(), creditors: all };
    }
    let verb = std::iter::once(at).chain(coder.tree.governors(at)).find(|&idx| coder.tree.is_verb(idx));
    let both = verb.and_then(|verb| coder.slots.surface_subject(verb, 0));
    let both = both.map_or_else(Vec::new, |head| coder.mentions.parties(head));
    if debtors.is_empty() && both.len() > 1 {
        return Parties { debtors: both.clone(), creditors: both };
    }
    // "commits Peru to treat an attack on the country as one on itself": nobody owes it to himself.
    let mut named = creditor(coder, at);
    named.retain(|party| !is_among(&debtors, party));
    if debtors.is_empty() {
        return Parties { debtors: all.clone(), creditors: if named.is_empty() { all } else { named } };
    }
    let others: Vec<Participant> =
        all.into_iter().filter(|party| !debtors.iter().any(|debtor| debtor.code == party.code)).collect();
    if named.is_empty() && debtors.len() > 1 {
        return Parties { creditors: debtors.clone(), debtors };
    }
    Parties { creditors: if named.is_empty() { others } else { named }, debtors }
}

/// Whom the duty is owed to, where the words say: "defend Poland", "on North Korea's side", "assistance to Poland".
fn creditor(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> Vec<Participant> {
    if let Some(told) = collective(coder, at) {
        return coder.mentions.parties(told.on);
    }
    for slot in ["object", "iobj", "to", "of", "on", "for", "with"] {
        for head in coder.slots.find(at, slot, false) {
            let found = coder.mentions.parties(head);
            if !found.is_empty() && coder.tree.upos(head) != Upos::Verb {
                return found;
            }
        }
    }
    Vec::new()
}

fn is_trigger(coder: &SentenceCoder<'_, '_, '_>, idx: usize) -> bool {
    let tree = coder.tree;
    let is_marked = tree.kids(idx).iter().any(|&kid| {
        matches!(tree.relation(kid).base(), "mark" | "advmod")
            && coder.rules.in_class("condition", tree.lemma(kid))
    });
    let is_if = match tree.relation(idx).base() {
        "advcl" => is_marked || is_inverted(coder, idx, &["should", "were", "had"]),
        "acl" | "conj" | "parataxis" => is_inverted(coder, idx, &["should"]),
        _ => false,
    };
    let case = tree.case_of(idx);
    let is_case = matches!(tree.relation(idx).base(), "obl" | "nmod")
        && (case.starts_with("in case of")
            || case.starts_with("in the event of")
            || case.starts_with("in the face of")
            || case == "against" && coder.rules.in_class("aggression", tree.lemma(idx))
            || case == "in" && matches!(tree.lemma(idx), "case" | "event" | "face")
            || case == "after" && coder.rules.in_class("aggression", tree.lemma(idx)));
    is_if || is_case
}

/// "Should either be attacked", "were one to be invaded": the auxiliary goes before its subject.
fn is_inverted(coder: &SentenceCoder<'_, '_, '_>, clause: usize, auxiliaries: &[&str]) -> bool {
    let tree = coder.tree;
    let subject = tree.kids_by(clause, "nsubj").next();
    tree.kids(clause).iter().any(|&kid| {
        auxiliaries.contains(&tree.form(kid).to_lowercase().as_str())
            && subject.is_some_and(|subject| kid < subject)
    })
}

/// The words that say when the duty comes due, on the duty or on what carries it.
fn trigger(coder: &SentenceCoder<'_, '_, '_>, at: usize, carrier: Carrier) -> Option<Span> {
    let tree = coder.tree;
    if let Some(told) = collective(coder, at) {
        return tree.span_of(&tree.subtree_without(told.attack, |kid| {
            // "an attack on one as an attack on both", read as one phrase
            tree.case_of(kid) == "as"
        }));
    }
    let mut places = vec![at];
    places.extend(tree.governors(at).into_iter().take(3));
    places.extend(carrier.verb);
    for place in places {
        let below = tree.subtree(place);
        // "They became allies when they concluded a defence pact": the time of what a name is told with is no case.
        let is_time = |idx: usize| {
            carrier.is_name
                && tree.kids(idx).iter().any(|&kid| {
                    matches!(tree.relation(kid).base(), "mark" | "advmod")
                        && matches!(tree.lemma(kid), "when" | "once" | "until")
                })
        };
        // "leave the defence pact if its text is not published": what is told with a name need not be its case.
        let is_case = |idx: usize| !carrier.is_name || tells_attack(coder, idx);
        if let Some(idx) =
            below.into_iter().find(|&idx| is_trigger(coder, idx) && !is_time(idx) && is_case(idx))
        {
            let mut words = tree.subtree(idx);
            trim(coder, &mut words);
            // "assist one another should either be attacked", read as "another should ...".
            let is_other =
                |&first: &usize| tree.form(first) == "another" && first > 0 && tree.lemma(first - 1) == "one";
            if words.first().is_some_and(is_other) {
                words.remove(0);
            }
            return tree.span_of(&words);
        }
    }
    let verbs = carrier.verb.into_iter().chain(carrier.verb.iter().flat_map(|&verb| tree.governors(verb)));
    let mut subjects = verbs.take(3).flat_map(|verb| tree.kids_by(verb, "nsubj").collect::<Vec<_>>());
    let attack = subjects.find(|&idx| coder.rules.in_class("aggression", tree.lemma(idx)))?;
    let mut words = tree.subtree(attack);
    trim(coder, &mut words);
    tree.span_of(&words)
}

/// Says whether the words tell of an attack, a war or a threat.
fn tells_attack(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> bool {
    let tree = coder.tree;
    tree.subtree(at).into_iter().any(|idx| {
        let lemma = tree.lemma(idx);
        coder.rules.in_class("aggression", lemma)
            || coder.rules.in_class("attack-verb", lemma)
            || matches!(lemma, "threaten" | "threat" | "danger" | "emergency")
    })
}

/// Takes punctuation off both ends.
fn trim(coder: &SentenceCoder<'_, '_, '_>, words: &mut Vec<usize>) {
    let is_edge = |idx: &usize| coder.tree.upos(*idx) == Upos::Punct;
    while words.last().is_some_and(is_edge) {
        words.pop();
    }
    let n_leading = words.iter().take_while(|idx| is_edge(idx)).count();
    words.drain(..n_leading);
}

fn codes(parties: &[Participant]) -> Vec<ActorCode> {
    let mut codes: Vec<ActorCode> = parties.iter().filter_map(|party| party.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
