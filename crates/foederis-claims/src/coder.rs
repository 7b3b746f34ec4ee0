//! One report's sentences to claims.
//!
//! For each sentence: who is meant, which words trigger a rule, who acts on whom, in whose eyes, when and where. Sees
//! one report only; merging comes later.

use std::collections::BTreeSet;

use foederis_names::Names;
use foederis_time::TimeExpression;
use foederis_types::{
    ActorCode, Analysis, Auxiliary, Basis, Claim, ClaimId, Date, Decision, Event, Factuality, Happened,
    Holder, PactStatus, Participant, Place, Quote, Relation, Report, Sentence, Span, Upos, View,
};
use sha2::{Digest, Sha256};

use crate::matching::{Matched, Matcher, promise_of, refusal_of, threat_of};
use crate::mentions::{Memory, Mentions, same_party};
use crate::quotes::Quotation;
use crate::rules::{Complement, Reading, Rules};
use crate::slots::Slots;
use crate::stance::{Speaker, Stance, UNTRUE, stance};
use crate::tree::Tree;
use crate::{clauses, dates, ellipsis, links, statements};

/// The most claims that one sentence may give; a longer list is the mark of hostile or broken text.
const CLAIMS_PER_SENTENCE_MAX: usize = 24;

/// How many sentences on the speaker of a quotation is looked for.
const LOOK_AHEAD_MAX: usize = 4;

/// Codes every sentence of a report.
///
/// Claims come in the order of the text. A report in another language than English has no analysis and gives none.
pub fn code(report: &Report, analysis: &Analysis, names: &Names, rules: &Rules) -> Vec<Claim> {
    let day = report.published.as_ref().map(|published| published.day);
    let mut memory = Memory::at_home(home(report, names));
    let mut prior = None;
    let mut claims = Vec::new();
    let mut quotation = Quotation::default();
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        if sentence.tokens.is_empty() || !sentence.block.is_read() {
            continue;
        }
        let text = report.part(sentence.part);
        let tree = Tree::new(sentence, text, |lemma| rules.knows(lemma));
        let slots = Slots { tree: &tree, rules };
        let quoted = quotation.read(&tree);
        if quoted.is_wholly && !quoted.is_continued && memory.spoke_in != Some(sentence.paragraph) {
            let rest = analysis.sentences.get(number + 1..).unwrap_or_default();
            let later = told_later(report, rest, sentence.paragraph, names, rules, &memory);
            if !later.is_empty() {
                memory.speaker = later;
            }
        }
        let mentions = Mentions::read(&tree, names, rules, day, &mut memory);
        let times = foederis_time::find(sentence, text, day, prior);
        prior = foederis_time::anchor_after(&times, prior);
        let matcher = Matcher { tree: &tree, slots: &slots, mentions: &mentions, rules };
        let quoted_by = quoted.is_wholly.then(|| mentions.speaker_before());
        let coder = SentenceCoder {
            quoted_by,
            report,
            number: number as u32,
            day,
            names,
            rules,
            tree: &tree,
            slots: &slots,
            mentions: &mentions,
            matcher: &matcher,
            times: &times,
        };
        claims.extend(coder.claims());
    }
    claims
}

/// Who says the words of a quotation that runs over several sentences of a paragraph and names its speaker at the end.
fn told_later(
    report: &Report,
    rest: &[Sentence],
    paragraph: u32,
    names: &Names,
    rules: &Rules,
    memory: &Memory,
) -> Vec<Participant> {
    let near = rest.iter().take(LOOK_AHEAD_MAX).take_while(|sentence| sentence.paragraph == paragraph);
    let mut memory = memory.clone();
    memory.speaker = Vec::new();
    for sentence in near.filter(|sentence| !sentence.tokens.is_empty()) {
        let tree = Tree::new(sentence, report.part(sentence.part), |lemma| rules.knows(lemma));
        let day = report.published.as_ref().map(|published| published.day);
        Mentions::read(&tree, names, rules, day, &mut memory);
        if !memory.speaker.is_empty() {
            break;
        }
    }
    memory.speaker
}

/// The state the report is written in: that of its dateline, else of its outlet.
fn home(report: &Report, names: &Names) -> Option<ActorCode> {
    let dateline = report.dateline.as_ref().and_then(|dateline| dateline.place.as_deref());
    let place = dateline.and_then(|place| names.coordinates(&title_case(place)));
    let outlet = report.outlet.as_deref();
    let known = outlet.and_then(|outlet| names.outlet(outlet)).map(|outlet| outlet.code);
    place.map(|place| place.code).or_else(|| known.unwrap_or_else(|| seat_of(outlet?, names)))
}

/// The state that an outlet's own name tells: "Lima Herald". The language it writes in tells none.
fn seat_of(outlet: &str, names: &Names) -> Option<ActorCode> {
    let words: Vec<&str> = outlet.split_whitespace().filter(|word| *word != "English").collect();
    names.resolve(&words.join(" "), None).code.filter(|code| names.state(*code).is_some())
}

/// Datelines stand in capitals.
fn title_case(place: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_string() + &letters.as_str().to_lowercase())
    };
    place.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

pub(crate) struct SentenceCoder<'s, 't, 'a> {
    /// Set where the whole sentence stands in quotation marks: whose words it is, as far as the report tells.
    pub(crate) quoted_by: Option<Vec<Participant>>,
    pub(crate) report: &'s Report,
    pub(crate) number: u32,
    pub(crate) day: Option<Date>,
    pub(crate) names: &'s Names,
    pub(crate) rules: &'s Rules,
    pub(crate) tree: &'t Tree<'a>,
    pub(crate) slots: &'s Slots<'t, 'a>,
    pub(crate) mentions: &'s Mentions<'s, 't, 'a>,
    pub(crate) matcher: &'s Matcher<'s, 't, 'a, 's>,
    pub(crate) times: &'s [TimeExpression],
}

impl SentenceCoder<'_, '_, '_> {
    fn sentence(&self) -> &Sentence {
        self.tree.sentence
    }

    fn claims(&self) -> Vec<Claim> {
        let matched: Vec<Matched<'_>> =
            (0..self.tree.len()).filter_map(|at| self.matcher.choose(at)).collect();
        let consumed = self.consumed(&matched);
        let mut claims: Vec<Claim> = Vec::new();
        for found in matched.iter().filter(|found| !consumed.contains(&found.at)) {
            let Some(claim) = self.claim(found) else { continue };
            let returned = self.returned(&claim);
            let disowned = self.disowned(&claim);
            for claim in disowned.or_else(|| denial(&claim)).into_iter().chain([claim]).chain(returned) {
                let is_known = claims.iter().any(|known| is_repeat(known, &claim));
                if !is_known && claims.len() < CLAIMS_PER_SENTENCE_MAX {
                    claims.push(claim);
                }
            }
        }
        for at in 0..self.tree.len() {
            let Some(claim) = ellipsis::repeated(self, at, &claims) else { continue };
            if claims.len() < CLAIMS_PER_SENTENCE_MAX {
                claims.push(claim);
            }
        }
        self.strike_back(&mut claims);
        self.rebut(&mut claims);
        let told = clauses::clauses(self);
        claims
            .retain(|claim| !told.iter().any(|clause| clause.says(claim)) && !clauses::is_term(self, claim));
        claims.extend(told.into_iter().map(|told| told.claim));
        claims.extend(statements::statement(self, &claims));
        claims
    }

    /// "..., an accusation Kyiv rejects", "...; New Delhi denies it": whoever denies without saying what denies what was
    /// told before.
    fn rebut(&self, claims: &mut [Claim]) {
        let denials: Vec<Claim> = claims
            .iter()
            .filter(|claim| claim.event.is_none() && claim.cameo.as_deref() == Some("016"))
            .cloned()
            .collect();
        for denial in denials {
            let holders: Vec<Holder> =
                denial.actors.iter().filter_map(|party| party.code).map(Holder::Actor).collect();
            let is_spelled_out = claims.iter().any(|claim| {
                claim.factuality.iter().any(|view| view.cue == Some(denial.trigger))
                    || claim.event.is_some() && claim.decision.rule == denial.decision.rule
            });
            if is_spelled_out || denial.decision.rule == "deny/own" {
                continue;
            }
            for claim in claims.iter_mut().filter(|claim| {
                claim.event.is_some() && claim.trigger.end() <= denial.trigger.start() && is_disputable(claim)
            }) {
                for holder in holders
                    .iter()
                    .filter(|&holder| !claim.factuality.iter().any(|view| view.holder == *holder))
                    .cloned()
                    .collect::<Vec<_>>()
                {
                    claim.factuality.push(View {
                        holder,
                        value: Factuality::CertainNo,
                        cue: Some(denial.trigger),
                        named: denial.actors.first().map(|party| party.span),
                    });
                }
                claim.factuality[1..].sort_by(|left, right| left.holder.cmp(&right.holder));
            }
        }
    }

    /// "said it was untrue that Peru's ships had fished there": whoever calls it untrue denies it, whosever the deed.
    fn disowned(&self, claim: &Claim) -> Option<Claim> {
        let is_called_untrue = claim.decision.steps.iter().any(|step| step == UNTRUE);
        let who = claim.factuality.iter().find(|view| view.value == Factuality::CertainNo)?;
        let Holder::Actor(code) = who.holder else { return None };
        if !is_called_untrue || claim.event.is_none() {
            return None;
        }
        let span = who.named?;
        let name = span.of(self.tree.text).to_owned();
        let actor = Participant { code: Some(code), sector: None, name, title: None, span };
        let mut denial = as_denial(claim);
        denial.actors = vec![actor];
        Some(with_id(denial))
    }

    /// "Iran fired at targets in Iraq and Pakistan, and Islamabad struck back": against whoever struck first.
    fn strike_back(&self, claims: &mut [Claim]) {
        for at in 1..claims.len() {
            let (before, rest) = claims.split_at_mut(at);
            let Some(claim) = rest.first_mut() else { continue };
            if claim.event != Some(Event::Assault) || !claim.recipients.is_empty() || claim.actors.is_empty()
            {
                continue;
            }
            let first = before.iter().rev().find(|first| {
                first.event == Some(Event::Assault)
                    && claim.actors.iter().all(|actor| is_among(&first.recipients, actor))
                    && !claim.actors.iter().any(|actor| is_among(&first.actors, actor))
            });
            if let Some(first) = first {
                claim.recipients = first.actors.clone();
                *claim = with_id(claim.clone());
            }
        }
    }

    /// The auxiliary modes of a claim that repeats another's act.
    pub(crate) fn auxiliary_of(&self, claim: &Claim, stance: &Stance) -> Vec<Auxiliary> {
        let settled = Settled {
            value: stance.value,
            is_promise: false,
            is_future: stance.is_future,
            is_hypothetical: stance.is_hypothetical || stance.is_condition,
        };
        auxiliary(&claim.factuality, stance, &settled, &claim.happened, self.day)
    }

    /// Triggers that only deepen another one's code, or that a light verb's rule has taken already.
    fn consumed(&self, matched: &[Matched<'_>]) -> BTreeSet<usize> {
        let mut consumed = BTreeSet::new();
        for found in matched {
            if let Some(clause) = found.consumed {
                consumed.insert(clause);
                consumed.extend(
                    self.slots.complement(clause).filter(|_| found.rule.complement == Complement::Derive),
                );
                let below = self.slots.find(clause, "object", false);
                consumed.extend(below.into_iter().filter(|&noun| self.tree.upos(noun) == Upos::Noun));
            }
            let is_charge = found.reading.event == Some(Event::Accuse);
            for condition in found.rule.conditions.iter().filter(|condition| condition.is_wanted) {
                if is_charge && matches!(condition.slot.as_str(), "of" | "with" | "for" | "over") {
                    continue;
                }
                for head in self.slots.find(found.at, &condition.slot, found.rule.is_of_actor) {
                    for part in self
                        .tree
                        .conjuncts(head)
                        .into_iter()
                        .filter(|&part| self.tree.upos(part) == Upos::Noun)
                    {
                        consumed.insert(part);
                        let is_other = |kid: usize| {
                            let below = matched.iter().find(|below| below.at == kid);
                            below.is_some_and(|below| below.reading.event != found.reading.event)
                        };
                        consumed.extend(self.tree.kids(part).iter().copied().filter(|&kid| {
                            self.tree.relation(kid) == Relation::Acl
                                && !is_step(matched, kid)
                                && (found.reading.event.is_some()
                                    || !self.tree.has_kid_lemma(kid, "mark", &["that"]))
                                && !(condition.slot == "object"
                                    && found.reading.event.is_some()
                                    && self.tree.xpos(kid) == "VBN"
                                    && is_other(kid))
                        }));
                    }
                }
            }
        }
        consumed
    }

    fn claim(&self, found: &Matched<'_>) -> Option<Claim> {
        let mut stance = stance(self.slots, found.at);
        let mut reading = found.reading.clone();
        let is_silence = reading.event.is_none() && reading.cameo.as_deref() == Some("011");
        if is_silence {
            stance.value = Factuality::CertainYes;
            stance.is_hypothetical = false;
            stance.is_future = false;
        }
        // "if Chad attacks": nobody tells the event inside a condition; what would follow carries its words.
        if stance.is_condition || self.is_aside(found.at, &reading, &stance) {
            return None;
        }
        if !stance.is_future && self.is_scheduled(found.at, &stance) {
            stance.is_future = true;
        }
        let mut steps = found.steps.clone();
        let (mut actors, mut recipients) = self.participants(found);
        dedup(&mut recipients);
        if let Some(judge) = self.judge_of(found) {
            (actors, recipients) = (judge, Vec::new());
        }
        let mut is_complete = false;
        if actors.iter().all(|party| party.code.is_none()) {
            let mut deniers = self.deniers(&stance);
            if deniers.is_empty() && self.tree.upos(found.at) == Upos::Noun {
                deniers = self.asked(found.at);
            }
            if !deniers.is_empty() {
                actors = deniers;
                is_complete = true;
            } else if actors.is_empty() && self.is_about_the_pact(found) && !is_taken_alone(found, &stance) {
                actors = self.pact_parties(self.pact_of(found));
            }
        }
        if actors.iter().all(|party| party.code.is_none()) {
            let own = self.own_forces(found, &stance);
            if !own.is_empty() {
                actors = own;
            }
        }
        let is_exercise = found.rule.id.contains("exercise") || found.rule.id.contains("drill");
        if is_exercise && codes_of(&actors) > 1 {
            make_joint(&mut reading);
        }
        if actors.iter().all(|party| party.code.is_none()) && reading.event == Some(Event::Retreat) {
            let captors = self.captors(found.at);
            if !captors.is_empty() {
                actors = captors;
            }
        }
        let hit = self.teller_hit(found, &reading, &stance, &actors, &recipients);
        if !hit.is_empty() {
            recipients = hit;
        }
        let is_own = self.speaks_for(&stance, &actors);
        let mut settled = self.settle(&mut reading, found.rule.status, &stance, is_own, &mut steps);
        if let Some((wanted, demanders)) =
            self.demanded(&reading, &stance, &actors).filter(|_| found.rule.status.is_none())
        {
            steps.push("somebody else says that they must, so it is asked of them".to_owned());
            reading = wanted;
            recipients = std::mem::replace(&mut actors, demanders);
            settled = Settled {
                value: Factuality::CertainYes,
                is_promise: true,
                is_future: false,
                is_hypothetical: false,
            };
        }
        let is_unsaid = stance.value == Factuality::CertainNo || settled.is_hypothetical;
        if reading.event.is_none() && found.rule.status.is_none() && is_unsaid {
            return None;
        }
        if is_mutual(found, &reading) {
            pool(&mut actors, &mut recipients);
        } else {
            recipients.retain(|party| {
                !actors.iter().any(|actor| same_party(actor, party)) || is_self_harm(&reading)
            });
        }
        let is_noun = matches!(self.tree.upos(found.at), Upos::Noun | Upos::Propn);
        if !is_worth_keeping(&reading, &actors, &recipients) || is_noun && actors.is_empty() {
            return None;
        }
        if recipients.is_empty() && found.rule.status.is_some() && !found.rule.is_mutual {
            recipients = self.other_parties(found, &actors);
        }
        let is_met = is_complete || is_mutual(found, &reading) && actors.len() > 1;
        if actors.iter().all(|party| party.code.is_none()) {
            let deniers = self.deniers(&stance);
            if !deniers.is_empty() {
                actors = deniers;
            }
        }
        if is_silence {
            recipients.clear();
        } else if recipients.is_empty() && !is_met {
            recipients = self.implied(found, &reading, &actors, &stance);
            if is_mutual(found, &reading) {
                pool(&mut actors, &mut recipients);
            }
        }
        let happened =
            dates::happened(self, found.at, &stance, settled.is_promise.then_some(found.consumed).flatten());
        let happened = since_day(found.rule.status, happened, self.day);
        let is_performed = settled.is_promise
            || stance.value == Factuality::CertainYes && self.is_performed(found.at, &reading);
        let stance = if is_performed || is_silence { self.as_spoken(stance, &actors) } else { stance };
        let factuality = self.views(&stance, settled.value);
        let mut auxiliary = auxiliary(&factuality, &stance, &settled, &happened, self.day);
        let is_unmet = |status| self.is_terms(found.at, status) || self.is_owed(found.at);
        if found.rule.status.is_some_and(is_unmet) && !auxiliary.contains(&Auxiliary::Negation) {
            auxiliary.retain(|mode| *mode != Auxiliary::Future);
            auxiliary.push(Auxiliary::Hypothetical);
            auxiliary.sort_unstable();
            auxiliary.dedup();
        }
        steps.extend(stance.steps.iter().cloned());
        let pact = self.pact_words(found);
        let claim = Claim {
            id: ClaimId::from_hash([0; 8]),
            quote: self.quote()?,
            trigger: self.tree.token(found.at).span,
            sentence: self.number,
            event: reading.event,
            mode: reading.mode,
            contexts: reading.contexts,
            cameo: reading.cameo,
            actors,
            recipients,
            happened,
            place: self.place(found.at),
            factuality,
            auxiliary,
            condition: stance.condition.or_else(|| self.inner_condition(found)),
            pact_status: found.rule.status.map(|status| negated_status(status, &stance)),
            pact,
            clause: None,
            linked: links::links(self, found.at),
            decision: Decision { rule: found.rule.id.clone(), steps },
        };
        Some(with_id(claim))
    }

    /// "leaves for Lima on 3 May": the present of what is told with a day to come.
    fn is_scheduled(&self, at: usize, stance: &Stance) -> bool {
        let is_present = matches!(self.tree.xpos(at), "VBZ" | "VBP")
            && self.tree.kids_by(at, "aux").next().is_none()
            && stance.value == Factuality::CertainYes;
        if !is_present {
            return false;
        }
        let happened = dates::happened(self, at, stance, None);
        happened.basis == Basis::Resolved && happened.from.zip(self.day).is_some_and(|(from, day)| from > day)
    }

    /// "Kim said his government supports ...": words that do what they say, told in the tense of the telling.
    fn is_performed(&self, at: usize, reading: &Reading) -> bool {
        let is_verbal = matches!(
            reading.event,
            Some(
                Event::Support
                    | Event::Accuse
                    | Event::Request
                    | Event::Reject
                    | Event::Threaten
                    | Event::Agree
                    | Event::Concede
            )
        );
        let is_now = matches!(self.tree.xpos(at), "VBP" | "VBZ" | "VBD")
            && !self.tree.kids_by(at, "aux").any(|aux| self.tree.lemma(aux) == "have");
        is_verbal && is_now && reading.cameo.as_deref() != Some("057")
    }

    /// A promise, threat or refusal that somebody makes in their own name is made by being said: the report tells of it.
    fn as_spoken(&self, mut stance: Stance, actors: &[Participant]) -> Stance {
        if stance.holders.is_empty() {
            return stance;
        }
        let is_own = |speaker: &Speaker| {
            let parties = self.spread(speaker.who);
            !parties.is_empty()
                && parties.iter().all(|party| actors.iter().any(|actor| same_party(actor, party)))
        };
        stance.holders.retain(|speaker| !is_own(speaker));
        stance.is_passed_on = stance.is_passed_on && !stance.holders.is_empty();
        stance
    }

    /// "supplies shells in exchange for technology": the other half of the bargain, told as surely as the first or, with
    /// a "likely" before it, less.
    fn returned(&self, claim: &Claim) -> Option<Claim> {
        let is_given = matches!(claim.event, Some(Event::Aid | Event::Agree)) && !claim.recipients.is_empty();
        let link = claim.linked.iter().find(|link| link.kind == foederis_types::LinkKind::QuidProQuo)?;
        let inside = |&idx: &usize| link.span.contains(self.tree.token(idx).span);
        let words: Vec<usize> = (0..self.tree.len()).filter(inside).collect();
        let thing = words.iter().copied().find(|&idx| {
            self.tree.upos(idx) == Upos::Noun && self.rules.in_class("returned", self.tree.lemma(idx))
        })?;
        if !is_given {
            return None;
        }
        let is_military = words.iter().any(|&idx| {
            self.rules.in_class("weapon", self.tree.lemma(idx)) || self.tree.lemma(idx) == "military"
        });
        let is_likely = words.iter().any(|&idx| self.rules.in_class("probably", self.tree.lemma(idx)));
        let mut other = claim.clone();
        std::mem::swap(&mut other.actors, &mut other.recipients);
        other.trigger = self.tree.token(thing).span;
        if other.event == Some(Event::Aid) {
            other.cameo = Some(if is_military { "072" } else { "070" }.to_owned());
        }
        other.contexts = if is_military { vec!["military".to_owned()] } else { Vec::new() };
        other.linked = Vec::new();
        for view in
            other.factuality.iter_mut().filter(|view| is_likely && view.value == Factuality::CertainYes)
        {
            view.value = Factuality::ProbableYes;
        }
        other.decision.rule = "aid/in-return".to_owned();
        Some(with_id(other))
    }

    /// The condition on what is promised or threatened: "threatened to leave if ...".
    fn inner_condition(&self, found: &Matched<'_>) -> Option<Span> {
        let clause = found.consumed.filter(|&clause| self.tree.is_verb(clause))?;
        stance(self.slots, clause).condition
    }

    /// What is only a purpose, or colours a noun in passing ("forces supporting the king"), asserts nothing by itself.
    fn is_aside(&self, at: usize, reading: &Reading, stance: &Stance) -> bool {
        let is_asked = matches!(reading.event, Some(Event::Request | Event::Assault | Event::Coerce));
        let is_colour = self.tree.relation(at) == Relation::Acl && self.tree.xpos(at) == "VBG";
        let is_norm = self.tree.relation(at) == Relation::AclRelcl
            && self.rules.in_class("norm-verb", self.tree.lemma(at));
        let is_before_noun = self.tree.relation(at) == Relation::Amod && self.tree.xpos(at) == "VBN";
        let is_fronted = self.tree.relation(at) == Relation::Advcl
            && self.tree.xpos(at) == "VBN"
            && reading.event == Some(Event::Request);
        is_norm
            || is_fronted
            || self.is_question(at, reading)
            || self.asks_who(at)
            || stance.is_wished
            || is_before_noun
            || stance.is_purpose && !is_asked && reading.event.is_some()
            || is_colour && reading.event == Some(Event::Support)
    }

    /// "who did pay it he would not say": nobody is told to have acted.
    fn asks_who(&self, at: usize) -> bool {
        let is_relative = matches!(self.tree.relation(self.tree.first_conjunct(at)).base(), "acl");
        let mut own = self.tree.kids_by(at, "nsubj");
        !is_relative && own.any(|kid| matches!(self.tree.xpos(kid), "WP" | "WDT") && kid < at)
    }

    /// "asked whether ...", "when asked about ...": a question asks for an answer, not for a deed.
    fn is_question(&self, at: usize, reading: &Reading) -> bool {
        if reading.event != Some(Event::Request) || self.tree.lemma(at) != "ask" {
            return false;
        }
        let is_asking = |clause: usize| self.tree.has_kid_lemma(clause, "mark", &["whether", "if"]);
        let asks = self.tree.kids(at).iter().any(|&kid| {
            matches!(self.tree.relation(kid).base(), "ccomp" | "xcomp" | "advcl") && is_asking(kid)
        });
        let has_infinitive = !self.slots.find(at, "xcomp", false).is_empty();
        let is_when = self.tree.relation(at).base() == "advcl" && !has_infinitive;
        let is_about = self.tree.kids_by(at, "obl").any(|kid| self.tree.case_of(kid) == "about");
        asks || is_when || is_about
    }

    pub(crate) fn quote(&self) -> Option<Quote> {
        Some(Quote { report: self.report.id, part: self.sentence().part, span: self.sentence().span })
    }

    fn participants(&self, found: &Matched<'_>) -> (Vec<Participant>, Vec<Participant>) {
        let rule = found.rule;
        let mut actors = self.first_parties(found.at, &rule.actor, rule.is_of_actor, true, &[]);
        if actors.is_empty()
            && let Some(&pact) = self.slots.find(found.at, "standing", false).first()
            && self.tree.upos(found.at) == Upos::Noun
        {
            actors = self.pact_parties(Some(pact));
        }
        if actors.is_empty() {
            actors = self.seat(found);
        }
        if actors.is_empty() {
            actors = self.unresolved(found);
        }
        let mut recipients = self.first_parties(found.at, &rule.recipient, rule.is_of_actor, false, &actors);
        if recipients.is_empty()
            && let Some(inner) = found.consumed.and_then(|clause| self.matcher.inner(clause))
        {
            recipients =
                self.first_parties(inner.at, &inner.rule.recipient, inner.rule.is_of_actor, false, &actors);
            recipients.retain(|party| !actors.iter().any(|actor| same_party(actor, party)));
        }
        if recipients.is_empty() && is_self_harm(&found.reading) && self.is_own(found) {
            recipients = self.first_parties(found.at, &rule.recipient, rule.is_of_actor, false, &[]);
        }
        (actors, recipients)
    }

    /// "was welcomed in Washington": the government that sits there, for what only governments say.
    fn seat(&self, found: &Matched<'_>) -> Vec<Participant> {
        let is_verbal = matches!(
            found.reading.event,
            Some(Event::Support | Event::Accuse | Event::Reject | Event::Request)
        );
        let is_signed_there = found.rule.status.is_some();
        if !is_verbal || is_signed_there || !self.tree.is_verb(found.at) || !self.tree.is_passive(found.at) {
            return Vec::new();
        }
        let places = self.slots.find(found.at, "in", false);
        let is_seat = |head: usize, party: &Participant| {
            let words = self.noun_words(head).map_or("", |span| span.of(self.tree.text));
            let state = party.code.and_then(|code| self.names.state(code));
            state.is_some_and(|state| state.capitals.iter().any(|capital| capital.as_ref() == words))
        };
        let governments = places.into_iter().flat_map(|head| {
            self.mentions.parties(head).into_iter().filter(move |party| is_seat(head, party))
        });
        governments.collect()
    }

    /// "it", "its drone", "one of its drones".
    fn has_pronoun(&self, head: usize) -> bool {
        let is_owned = |noun: usize| {
            let mut owners =
                self.tree.kids(noun).iter().filter(|&&kid| self.tree.relation(kid) == Relation::NmodPoss);
            owners.any(|&owner| self.tree.upos(owner) == Upos::Pron)
        };
        self.tree.upos(head) == Upos::Pron
            || is_owned(head)
            || self.tree.upos(head) == Upos::Num && self.tree.kids_by(head, "nmod").any(is_owned)
    }

    /// What is hit is the actor's own by more than a pronoun: "its own villages", "Nigeria's army bombed a Nigerian town",
    /// or it belongs to whoever tells of it.
    fn is_own(&self, found: &Matched<'_>) -> bool {
        let slots = found.rule.recipient.iter();
        let mut heads = slots.flat_map(|slot| self.slots.find(found.at, slot, found.rule.is_of_actor));
        heads.any(|head| {
            let kids = self.tree.kids(head);
            let is_told = self
                .tree
                .governors(found.at)
                .iter()
                .any(|&above| self.rules.in_class("report", self.tree.lemma(above)));
            !self.has_pronoun(head) || is_told || kids.iter().any(|&kid| self.tree.lemma(kid) == "own")
        })
    }

    /// Somebody named or described whose state the words do not tell: kept without a code.
    fn unresolved(&self, found: &Matched<'_>) -> Vec<Participant> {
        let rule = found.rule;
        let slots = rule.actor.iter().filter(|slot| slot.as_str() != "object");
        let mut heads = slots.flat_map(|slot| self.slots.find(found.at, slot, rule.is_of_actor));
        heads.find_map(|head| self.mentions.stranger(head)).into_iter().collect()
    }

    /// "Mali says that Algeria shot its drone down": whose the drone is, if the deed is against it, is the one who tells.
    fn teller_hit(
        &self,
        found: &Matched<'_>,
        reading: &Reading,
        stance: &Stance,
        actors: &[Participant],
        recipients: &[Participant],
    ) -> Vec<Participant> {
        let is_self = !recipients.is_empty()
            && recipients.iter().all(|party| actors.iter().any(|actor| same_party(actor, party)));
        let slots = found.rule.recipient.iter();
        let mut heads = slots.flat_map(|slot| self.slots.find(found.at, slot, found.rule.is_of_actor));
        if !is_self || !is_self_harm(reading) || !heads.any(|head| self.has_pronoun(head)) {
            return Vec::new();
        }
        let tellers = self.tellers(stance).filter(|party| self.is_state(party));
        tellers.filter(|party| !actors.iter().any(|actor| same_party(actor, party))).collect()
    }

    /// The deed is what is told, not something in passing below it.
    fn is_told_straight(&self, at: usize, stance: &Stance) -> bool {
        let mut below = at;
        for above in self.tree.governors(at) {
            if !matches!(
                self.tree.relation(below).base(),
                "ccomp" | "xcomp" | "conj" | "parataxis" | "csubj" | "advcl"
            ) && !self.rules.in_class("report-noun", self.tree.lemma(above))
            {
                return false;
            }
            if stance.holders.iter().any(|speaker| speaker.cue == above) {
                return true;
            }
            below = above;
        }
        true
    }

    /// The parties in the first slot that holds any besides `taken`.
    fn first_parties(
        &self,
        at: usize,
        slots: &[String],
        is_of_actor: bool,
        is_actor: bool,
        taken: &[Participant],
    ) -> Vec<Participant> {
        for slot in slots {
            let heads = self.slots.find(at, slot, is_of_actor);
            let mut found: Vec<Participant> = Vec::new();
            for head in heads {
                if is_actor && !self.can_act(at, head, slot) {
                    continue;
                }
                let mut parties = self.spread(head);
                if is_actor && parties.is_empty() {
                    parties = self.wielders(head);
                }
                if !is_actor && parties.is_empty() {
                    parties = self.slots.thing_meant(head).map_or_else(Vec::new, |thing| self.spread(thing));
                }
                if is_actor && !parties.is_empty() {
                    parties.extend(self.companions(head));
                }
                if parties.is_empty() && !is_actor && self.rules.in_class("pact", self.tree.lemma(head)) {
                    parties = self.pact_parties(Some(head));
                }
                found.extend(parties);
            }
            let is_bound = !is_actor && !found.is_empty() && found.iter().all(|party| is_among(taken, party));
            found.retain(|party| !is_among(taken, party));
            if is_bound {
                found = self.unbound(at, slot, is_of_actor, taken);
            }
            dedup(&mut found);
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// "None of the drivers detained by Zambian customs has been freed": who frees is who holds.
    fn captors(&self, at: usize) -> Vec<Participant> {
        if !self.tree.is_verb(at) || !self.tree.is_passive(at) {
            return Vec::new();
        }
        let held = self.slots.find(at, "object", false);
        let nouns = held.iter().flat_map(|&head| self.tree.subtree(head));
        nouns
            .filter(|&noun| self.tree.upos(noun) == Upos::Noun)
            .find_map(|noun| Some(self.wielders(noun)).filter(|found| !found.is_empty()))
            .unwrap_or_default()
    }

    /// "A bomb set off by Syrian militants": who used the thing that acts.
    fn wielders(&self, thing: usize) -> Vec<Participant> {
        let mut used = self.tree.kids_by(thing, "acl").filter(|&kid| self.tree.xpos(kid) == "VBN");
        used.find_map(|kid| {
            let mut by = self.tree.kids_by(kid, "obl").filter(|&who| self.tree.case_of(who) == "by");
            by.find_map(|who| Some(self.mentions.parties(who)).filter(|found| !found.is_empty()))
        })
        .unwrap_or_default()
    }

    /// "Chad's army chased them": what acts is not what its own pronoun stands for; the thing acted on before, or else
    /// whoever was named last besides.
    fn unbound(&self, at: usize, slot: &str, is_of_actor: bool, taken: &[Participant]) -> Vec<Participant> {
        let is_object = matches!(slot, "object" | "iobj" | "dative");
        let heads = self.slots.find(at, slot, is_of_actor);
        let pronoun = heads.into_iter().find(|&head| {
            self.tree.upos(head) == Upos::Pron
                && matches!(self.tree.form(head).to_lowercase().as_str(), "it" | "them" | "him" | "her")
        });
        let Some(pronoun) = pronoun.filter(|_| is_object) else { return Vec::new() };
        let meant = self.slots.thing_meant(pronoun).map_or_else(Vec::new, |thing| self.spread(thing));
        let mut found: Vec<Participant> = meant.into_iter().filter(|party| !is_among(taken, party)).collect();
        if found.is_empty() {
            found = self.mentions.last_besides(pronoun, taken);
        }
        found
    }

    /// Whom the act must have been done to where the words leave it out: whoever tells of it, the only other party of
    /// the sentence, or the actor's own state for what states do at home.
    fn implied(
        &self,
        found: &Matched<'_>,
        reading: &Reading,
        actors: &[Participant],
        stance: &Stance,
    ) -> Vec<Participant> {
        let is_joint_promise = reading.event == Some(Event::Agree) && actors.len() > 1;
        if actors.is_empty() || !needs_recipient(reading) || is_joint_promise {
            return Vec::new();
        }
        let is_other = |party: &Participant| {
            party.code.is_some() && !actors.iter().any(|actor| same_party(actor, party))
        };
        let is_positive = |value| {
            matches!(value, Factuality::CertainYes | Factuality::ProbableYes | Factuality::PossibleYes)
        };
        let tellers: Vec<(Participant, Factuality)> = stance
            .holders
            .iter()
            .flat_map(|speaker| self.spread(speaker.who).into_iter().map(|party| (party, speaker.value)))
            .filter(|(party, _)| is_other(party) && self.is_state(party))
            .collect();
        if found.rule.recipient.iter().any(|slot| self.names_those_meant(found, slot)) {
            return Vec::new();
        }
        let told: Vec<Participant> =
            tellers.iter().filter(|(_, value)| is_positive(*value)).map(|(party, _)| party.clone()).collect();
        if !told.is_empty() && self.is_told_straight(found.at, stance) {
            return told;
        }
        let named = found
            .rule
            .recipient
            .iter()
            .any(|slot| !self.slots.find(found.at, slot, found.rule.is_of_actor).is_empty());
        if named && found.rule.is_mutual {
            return Vec::new();
        }
        if found.rule.recipient.iter().any(|slot| self.names_somebody_unknown(found, slot)) {
            return Vec::new();
        }
        let accusers = self.accusers(found.at);
        let is_teller = |party: &Participant| {
            tellers.iter().map(|(teller, _)| teller).chain(&accusers).any(|teller| same_party(teller, party))
        };
        let others: Vec<Participant> = self
            .mentions
            .involved()
            .into_iter()
            .filter(|party| is_other(party) && !is_teller(party))
            .collect();
        let is_nobody_known = matches!(reading.event, Some(Event::Assault | Event::Coerce | Event::Accuse))
            && found
                .rule
                .recipient
                .iter()
                .flat_map(|slot| self.slots.find(found.at, slot, found.rule.is_of_actor))
                .any(|head| self.tree.upos(head) == Upos::Noun && self.mentions.is_people(head));
        if others.len() == 1 && reading.event != Some(Event::Protest) && !is_nobody_known {
            return others;
        }
        let is_told_abroad = tellers.iter().any(|(teller, _)| self.is_state(teller));
        let is_domestic = !is_told_abroad
            && (others.is_empty() || reading.event == Some(Event::Protest))
            && is_at_home(reading)
            && actors.len() == 1;
        let has_victim = found
            .rule
            .recipient
            .iter()
            .flat_map(|slot| self.slots.find(found.at, slot, found.rule.is_of_actor))
            .any(|head| {
                self.mentions.is_people(head)
                    || self.tree.upos(head) == Upos::Noun
                        && self.rules.in_class("home", self.tree.lemma(head))
            });
        let is_public = matches!(reading.event, Some(Event::Protest))
            || reading.cameo.as_deref().is_some_and(|code| code.starts_with("172"));
        let is_justice = matches!(reading.event, Some(Event::Accuse | Event::Coerce))
            && actors.len() == 1
            && stance.holders.is_empty()
            && actors.iter().all(|actor| matches!(actor.sector.as_deref(), Some("JUD" | "COP")))
            && !is_told_abroad;
        if is_domestic && (has_victim || is_public) || is_justice && has_victim {
            actors.to_vec()
        } else {
            Vec::new()
        }
    }

    /// "some 4,700 of them": people told of before, whoever they are.
    fn names_those_meant(&self, found: &Matched<'_>, slot: &str) -> bool {
        let is_them = |idx: usize| {
            matches!(self.tree.form(idx).to_lowercase().as_str(), "them" | "they" | "these" | "those")
        };
        let mut heads = self.slots.find(found.at, slot, found.rule.is_of_actor).into_iter();
        heads.any(|head| is_them(head) || self.tree.kids_by(head, "nmod").any(is_them))
    }

    /// "condemned Chad's army for shelling": whoever finds fault with the deed has no part in it, as an accuser may.
    fn accusers(&self, at: usize) -> Vec<Participant> {
        let is_fault = |&above: &usize| {
            self.tree.is_verb(above)
                && self.rules.in_class("about-object", self.tree.lemma(above))
                && !self.rules.in_class("charge-verb", self.tree.lemma(above))
        };
        let is_below = matches!(self.tree.relation(at).base(), "advcl" | "acl" | "ccomp" | "xcomp");
        let above = self.tree.head(at).filter(|above| is_below && is_fault(above));
        let who = above.and_then(|above| self.slots.subject(above, 0));
        who.map_or_else(Vec::new, |who| self.spread(who))
    }

    /// The slot holds a phrase with a nationality or place that cannot be told ("two Congolese poachers").
    fn names_somebody_unknown(&self, found: &Matched<'_>, slot: &str) -> bool {
        let heads = self.slots.find(found.at, slot, found.rule.is_of_actor);
        heads.into_iter().any(|head| {
            self.mentions.parties(head).is_empty()
                && self.tree.subtree(head).into_iter().any(|idx| self.mentions.is_ambiguous(idx))
        })
    }

    fn is_state(&self, party: &Participant) -> bool {
        party.code.is_some_and(|code| self.names.state(code).is_some())
    }

    /// "the text has not been published", "this agreement was signed": the pact the report is about, not any pact.
    fn is_about_the_pact(&self, found: &Matched<'_>) -> bool {
        let slots = ["object", "subject", "of"];
        let mut heads = slots.iter().flat_map(|slot| self.slots.find(found.at, slot, false));
        let is_exchange = found.rule.status == Some(PactStatus::Exchanged);
        is_exchange
            || found.rule.status.is_some()
                && heads.any(|head| {
                    let is_known = self.tree.has_kid_lemma(head, "det", &["the", "this", "that"])
                        || self
                            .tree
                            .kids(head)
                            .iter()
                            .any(|&kid| self.tree.relation(kid) == Relation::NmodPoss);
                    self.rules.in_class("pact", self.tree.lemma(head)) && is_known
                        || self.mentions.is_pact_pronoun(head)
                })
    }

    /// "still has to sign", "must ratify": a step that is owed and not taken.
    fn is_owed(&self, at: usize) -> bool {
        let tree = self.tree;
        let is_must = tree.kids_by(at, "aux").any(|aux| tree.lemma(aux) == "must");
        let above = tree.head(at).filter(|_| tree.xpos(at) == "VB" && tree.relation(at).base() == "xcomp");
        is_must || above.is_some_and(|above| matches!(tree.lemma(above), "have" | "need" | "remain"))
    }

    /// "came to the judgment that the conditions for invoking article 5 were met": whoever judges invokes.
    fn judge_of(&self, found: &Matched<'_>) -> Option<Vec<Participant>> {
        let is_aside = found.rule.status == Some(PactStatus::Invoked) && self.tree.xpos(found.at) == "VBG";
        let judge = if is_aside { self.subject_above(found.at) } else { Vec::new() };
        (!judge.is_empty()).then_some(judge)
    }

    /// The first party above a word that is the subject of a verb: who comes to judge, who finds, who decides.
    fn subject_above(&self, at: usize) -> Vec<Participant> {
        let verbs = self.tree.governors(at).into_iter().filter(|&above| self.tree.is_verb(above));
        let subjects = verbs.filter_map(|verb| self.slots.surface_subject(verb, 0));
        subjects
            .map(|subject| self.mentions.parties(subject))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// The noun that names the pact which the trigger is about.
    fn pact_of(&self, found: &Matched<'_>) -> Option<usize> {
        let heads =
            ["object", "subject", "of"].iter().flat_map(|slot| self.slots.find(found.at, slot, false));
        heads.into_iter().find(|&head| self.rules.in_class("pact", self.tree.lemma(head)))
    }

    /// "takes effect with the exchange of ...", "on the day on which they exchange ...", "requires an exchange of ...":
    /// how a step will come about, and not that it has.
    fn is_terms(&self, at: usize, status: PactStatus) -> bool {
        if !matches!(status, PactStatus::InForceFor | PactStatus::Exchanged) {
            return false;
        }
        let tree = self.tree;
        let is_open = |verb: usize| matches!(tree.xpos(verb), "VBZ" | "VBP" | "VB" | "VBG");
        let is_term = |kid: usize| match tree.relation(kid).base() {
            "obl" => {
                matches!(tree.lemma(kid), "exchange" | "deposit" | "ratification" | "notification")
                    && matches!(tree.case_of(kid).as_str(), "with" | "on" | "upon" | "by")
                    || tree.lemma(kid) == "day" && tree.kids_by(kid, "acl").next().is_some()
            }
            "advcl" => tree.has_kid_lemma(kid, "mark", &["once", "when", "after", "as", "if"]),
            _ => false,
        };
        let has_terms = |verb: usize| {
            is_open(verb)
                && tree
                    .subtree_without(verb, |kid| tree.relation(kid).base() == "ccomp")
                    .into_iter()
                    .any(is_term)
        };
        let below_terms = tree.governors(at).into_iter().any(|above| {
            matches!(tree.lemma(above), "require" | "need" | "await" | "day" | "moment")
                || has_terms(above)
                    && matches!(tree.lemma(above), "take" | "come" | "enter" | "go" | "become")
        });
        let is_awaited = tree.relation(at).base() == "advcl"
            && tree.has_kid_lemma(at, "mark", &["until", "before", "once", "unless", "if"])
            && is_open(at);
        tree.is_verb(at) && (has_terms(at) || is_awaited) || below_terms
    }

    /// The one who denies a deed that nobody is named for: "Chad denied any attack" is about an attack by Chad.
    fn deniers(&self, stance: &Stance) -> Vec<Participant> {
        let speakers = stance.holders.iter().filter(|speaker| speaker.value == Factuality::CertainNo);
        let mut found: Vec<Participant> = speakers.flat_map(|speaker| self.spread(speaker.who)).collect();
        dedup(&mut found);
        if found.len() == 1 { found } else { Vec::new() }
    }

    /// "The ministry admitted that border guards beat two men": guards, courts and troops that go without a state belong to
    /// the one state that tells of them.
    fn own_forces(&self, found: &Matched<'_>, stance: &Stance) -> Vec<Participant> {
        let slots = found.rule.actor.iter().filter(|slot| slot.as_str() != "object");
        let heads: Vec<usize> =
            slots.flat_map(|slot| self.slots.find(found.at, slot, found.rule.is_of_actor)).collect();
        let is_of_state = |&head: &usize| {
            let agent = self.names.agent(self.tree.lemma(head));
            let is_bare = self.mentions.parties(head).is_empty() && self.mentions.colour(head).is_empty();
            is_bare
                && (agent.and_then(|agent| agent.sector).is_some_and(|sector| {
                    matches!(
                        sector.as_str(),
                        "COP" | "MIL" | "GOV" | "JUD" | "SPY" | "LEG" | "REB" | "PRM" | "INS"
                    )
                }) || self.rules.in_class("force", self.tree.lemma(head)))
        };
        let Some(&head) = heads.first().filter(|&head| is_of_state(head)) else { return Vec::new() };
        let mut tellers: Vec<Participant> = self.tellers(stance).collect();
        dedup(&mut tellers);
        match (tellers.as_slice(), self.mentions.stranger(head)) {
            ([teller], own) if self.is_state(teller) => {
                vec![own.map_or_else(|| teller.clone(), |own| Participant { code: teller.code, ..own })]
            }
            _ => Vec::new(),
        }
    }

    /// "did not respond to a request for comment on the reported detention of two bankers": who is asked about a deed
    /// that nobody is named for is thought to have done it.
    fn asked(&self, at: usize) -> Vec<Participant> {
        let is_answer = |&above: &usize| {
            self.rules.in_class("answering", self.tree.lemma(above)) && self.tree.is_verb(above)
        };
        let answering = self.tree.governors(at).into_iter().find(is_answer);
        let subject = answering.and_then(|verb| self.slots.surface_subject(verb, 0));
        let found = subject.map_or_else(Vec::new, |subject| self.spread(subject));
        if found.len() == 1 { found } else { Vec::new() }
    }

    /// Everybody on whose word the report has it.
    fn tellers<'q>(&'q self, stance: &'q Stance) -> impl Iterator<Item = Participant> + 'q {
        stance.holders.iter().flat_map(|speaker| self.spread(speaker.who))
    }

    fn spread(&self, head: usize) -> Vec<Participant> {
        let is_deed =
            self.rules.candidates(self.tree.lemma(head), self.tree.form(head), true).next().is_some()
                || self.tree.form(head).ends_with("ing");
        if self.tree.upos(head) == Upos::Noun && is_deed && !self.mentions.is_agentive(head) {
            let doers = self.slots.find(head, "by", false);
            let found: Vec<Participant> =
                doers.into_iter().flat_map(|doer| self.mentions.parties(doer)).collect();
            if !found.is_empty() {
                return found;
            }
        }
        let found = self.mentions.parties(head);
        if !found.is_empty() {
            return found;
        }
        let doers = ["by", "from"].iter().flat_map(|slot| self.slots.find(head, slot, false));
        let found: Vec<Participant> = doers.flat_map(|doer| self.mentions.parties(doer)).collect();
        if found.is_empty() { self.mentions.colour(head) } else { found }
    }

    /// Those who act along with a party: "Norway, together with Iceland", "Australia, joined by Britain".
    fn companions(&self, head: usize) -> Vec<Participant> {
        let mut found = Vec::new();
        for &kid in self.tree.kids(head) {
            let is_along = self.tree.relation(kid).base() == "nmod"
                && matches!(
                    self.tree.case_of(kid).as_str(),
                    "together with" | "along with" | "as well as" | "alongside" | "jointly with"
                );
            if is_along || self.is_along(kid) {
                found.extend(self.mentions.parties(kid));
            }
            if matches!(self.tree.lemma(kid), "together" | "along" | "jointly" | "alongside") {
                let with = self.tree.kids_by(kid, "obl").filter(|&who| self.tree.case_of(who) == "with");
                found.extend(with.flat_map(|who| self.mentions.parties(who)));
            }
            let is_joined = self.tree.relation(kid).base() == "acl"
                && matches!(self.tree.lemma(kid), "join" | "follow" | "accompany" | "support" | "back")
                && self.tree.is_passive(kid);
            if is_joined && matches!(self.tree.lemma(kid), "join") {
                found.extend(
                    self.slots
                        .find(kid, "subject", false)
                        .into_iter()
                        .flat_map(|who| self.mentions.parties(who)),
                );
            }
        }
        found
    }

    /// "together with Iceland" with "together" as an adverb of its own.
    fn is_along(&self, kid: usize) -> bool {
        self.tree.case_of(kid) == "with"
            && self.tree.relation(kid).base() == "nmod"
            && self
                .tree
                .kids(kid)
                .iter()
                .any(|&below| matches!(self.tree.lemma(below), "together" | "along" | "jointly"))
    }

    fn can_act(&self, at: usize, head: usize, slot: &str) -> bool {
        let is_modifier = matches!(self.tree.relation(head).base(), "amod" | "compound")
            && self.tree.head(head) == Some(at);
        is_modifier
            || slot == "object"
            || self.rules.in_class("violence", self.tree.lemma(head))
            || self.tree.conjuncts(head).into_iter().any(|part| self.mentions.is_agentive(part))
    }

    /// What tense, negation and condition make of the reading: promises, refusals, threats.
    fn settle(
        &self,
        reading: &mut Reading,
        status: Option<PactStatus>,
        stance: &Stance,
        is_own: bool,
        steps: &mut Vec<String>,
    ) -> Settled {
        let mut settled = Settled {
            value: stance.value,
            is_promise: false,
            is_future: stance.is_future,
            is_hypothetical: stance.is_hypothetical,
        };
        let is_vowed = stance.is_hypothetical && stance.condition.is_some() && is_own;
        if stance.is_hypothetical && !is_vowed {
            settled.value = Factuality::Unknown;
            return settled;
        }
        settled.is_hypothetical = false;
        if !stance.is_future && !is_vowed || stance.is_asked {
            return settled;
        }
        let is_negative = stance.value == Factuality::CertainNo;
        // "will not enter into force before ...": nobody refuses, the pact is not in force.
        if is_negative && status == Some(PactStatus::InForceFor) {
            return settled;
        }
        let replaced = if is_negative {
            refusal_of(reading)
        } else if stance.condition.is_some() {
            promise_of(reading, stance.is_offered).or_else(|| threat_of(reading))
        } else {
            promise_of(reading, stance.is_offered)
        };
        if let Some(replaced) = replaced {
            steps.push(format!(
                "still to come, so {} {}",
                replaced.event.map_or("-", Event::as_str),
                replaced.cameo.as_deref().unwrap_or("-")
            ));
            *reading = replaced;
            settled.is_promise = true;
            settled.is_future = false;
            if is_negative || stance.value == Factuality::Unknown {
                settled.value = Factuality::CertainYes;
            }
        } else if is_vowed {
            settled.is_hypothetical = true;
            settled.value = Factuality::Unknown;
        }
        settled
    }

    /// "Chad must withdraw its troops, Mali said": Mali asks for it.
    fn demanded(
        &self,
        reading: &Reading,
        stance: &Stance,
        actors: &[Participant],
    ) -> Option<(Reading, Vec<Participant>)> {
        let [speaker] = stance.holders.as_slice() else { return None };
        let demanders = self.spread(speaker.who);
        let is_other = |party: &Participant| {
            party.code.is_some() && !actors.iter().any(|actor| same_party(actor, party))
        };
        let is_asked_of = codes_of(actors) > 0 && !demanders.is_empty() && demanders.iter().all(is_other);
        let is_deed = reading.event.is_some_and(|event| !matches!(event, Event::Request | Event::Accuse));
        if !(stance.is_called_for && is_asked_of && is_deed) || stance.condition.is_some() {
            return None;
        }
        let asking =
            Reading { event: Some(Event::Request), cameo: Some("020".to_owned()), ..reading.clone() };
        let wanted = crate::matching::derive(&asking, reading).unwrap_or(Reading { mode: None, ..asking });
        Some((wanted, demanders))
    }

    /// Says whether the one who says it is the one who acts: then "would, if" is a promise or a threat.
    fn speaks_for(&self, stance: &Stance, actors: &[Participant]) -> bool {
        let mut tellers = self.tellers(stance);
        tellers.any(|teller| actors.iter().any(|actor| same_party(actor, &teller)))
    }

    /// The author's value first, then each holder's.
    pub(crate) fn views(&self, stance: &Stance, value: Factuality) -> Vec<View> {
        let mut views: Vec<View> = Vec::new();
        let mut is_first = true;
        for speaker in &stance.holders {
            let value = if is_first { self.speaker_value(speaker, stance, value) } else { speaker.value };
            let found = self.holders(speaker, value);
            is_first = is_first && found.is_empty();
            for view in found {
                if !views.iter().any(|known| known.holder == view.holder) {
                    views.push(view);
                }
            }
        }
        let is_quoted = stance.holders.is_empty() && self.quoted_by.is_some();
        for code in self.quoted_by.iter().flatten().filter_map(|party| party.code).filter(|_| is_quoted) {
            views.push(View { holder: Holder::Actor(code), value, cue: None, named: None });
        }
        let author = if stance.is_passed_on || is_quoted { Factuality::Unknown } else { value };
        views.sort_by(|left, right| left.holder.cmp(&right.holder));
        views.insert(0, View { holder: Holder::Author, value: author, cue: None, named: None });
        views
    }

    fn speaker_value(&self, speaker: &Speaker, stance: &Stance, settled: Factuality) -> Factuality {
        if stance.value == settled || speaker.value != stance.value { speaker.value } else { settled }
    }

    fn holders(&self, speaker: &Speaker, value: Factuality) -> Vec<View> {
        let mut parties = self.spread(speaker.who);
        let is_paper = self.tree.upos(speaker.who) == Upos::Noun && !self.mentions.is_people(speaker.who);
        if parties.is_empty() && (speaker.cue == speaker.who || is_paper) {
            parties = self.mentions.below(speaker.who);
            parties.truncate(1);
        }
        let named = self.tree.span_of(&self.tree.subtree_without(speaker.who, |kid| {
            matches!(self.tree.relation(kid).base(), "acl" | "appos" | "punct" | "case" | "parataxis")
        }));
        parties
            .iter()
            .filter_map(|party| party.code)
            .map(|code| View {
                holder: Holder::Actor(code),
                value,
                cue: Some(self.tree.token(speaker.cue).span),
                named,
            })
            .collect()
    }

    /// The other parties of the pact that one side ratifies, leaves or suspends.
    fn other_parties(&self, found: &Matched<'_>, actors: &[Participant]) -> Vec<Participant> {
        let slots = ["object", "from", "out of", "of", "to"];
        let heads = slots.iter().flat_map(|slot| self.slots.find(found.at, slot, false));
        let is_pact = |head: usize| {
            self.rules.in_class("pact", self.tree.lemma(head)) || self.mentions.is_pact_pronoun(head)
        };
        let pact = heads.into_iter().find(|&head| is_pact(head));
        let is_of_text = matches!(
            found.rule.status,
            Some(PactStatus::TextPublished | PactStatus::TextUnpublished | PactStatus::Announced)
        );
        if is_of_text || pact.is_none() && found.rule.status != Some(PactStatus::Ratified) {
            return Vec::new();
        }
        let mut parties = self.pact_parties(pact.filter(|&pact| self.tree.upos(pact) != Upos::Pron));
        let is_party = parties.iter().any(|party| actors.iter().any(|actor| same_party(actor, party)));
        parties.retain(|party| !actors.iter().any(|actor| same_party(actor, party)));
        if is_party { parties } else { Vec::new() }
    }

    /// The words that name the pact the trigger is about.
    fn pact_words(&self, found: &Matched<'_>) -> Option<Span> {
        found.rule.status?;
        let slots = ["object", "subject", "of", "from", "to", "on", "out of", "in"];
        let heads = slots.iter().flat_map(|slot| self.slots.find(found.at, slot, false));
        let pact = heads.into_iter().find(|&head| self.rules.in_class("pact", self.tree.lemma(head)))?;
        self.noun_words(pact)
    }

    /// The words of a noun phrase without clauses and appositions.
    pub(crate) fn noun_words(&self, head: usize) -> Option<Span> {
        let words = self.tree.subtree_without(head, |kid| {
            !matches!(
                self.tree.relation(kid).base(),
                "det" | "amod" | "compound" | "flat" | "nmod" | "nummod" | "fixed" | "goeswith"
            )
        });
        self.tree.span_of(&words)
    }

    /// "the pact, signed in Oslo, by which Norway and Chad are to ...", "a treaty signed by Norway and Chad".
    fn parties_beside(&self, pact: usize) -> Vec<Participant> {
        let clauses = self.tree.kids_by(pact, "acl").filter(|&verb| self.tree.is_verb(verb));
        let parties = clauses.map(|verb| {
            let agent = self.tree.kids_by(verb, "obl").find(|&kid| self.tree.case_of(kid) == "by");
            let own = self.tree.kids_by(verb, "nsubj").find(|&kid| self.tree.upos(kid) != Upos::Pron);
            let mut found = own.or(agent).map_or_else(Vec::new, |who| self.mentions.parties(who));
            dedup(&mut found);
            found
        });
        parties.max_by_key(|found| codes_of(found)).unwrap_or_default()
    }

    /// The parties that the words for a pact name, two or more: "the pact between Chad and Niger", "the Chad-Niger pact",
    /// "the pact by which Chad and Niger are to ...". They go before whoever else the sentence speaks of.
    pub(crate) fn own_parties(&self, pact: usize) -> Vec<Participant> {
        let of_slot = |slot: &str| {
            let heads = self.slots.find(pact, slot, false);
            let mut found: Vec<Participant> =
                heads.into_iter().flat_map(|head| self.mentions.parties(head)).collect();
            dedup(&mut found);
            found
        };
        let beside = std::iter::once(self.parties_beside(pact));
        let named = ["between", "with", "of", "poss", "adj"].into_iter().map(of_slot);
        beside.chain(named).find(|found| found.len() > 1).unwrap_or_default()
    }

    /// Who the parties of a pact are: named on the pact, or doing something with it in the sentence, or the pair the
    /// report speaks of.
    pub(crate) fn pact_parties(&self, pact: Option<usize>) -> Vec<Participant> {
        if let Some(pact) = pact {
            let own = self.own_parties(pact);
            if own.len() > 1 {
                return own;
            }
            let heads = self.slots.find(pact, "with", false);
            let mut partner: Vec<Participant> =
                heads.into_iter().flat_map(|head| self.mentions.parties(head)).collect();
            dedup(&mut partner);
            let is_other =
                |party: &Participant| !self.mentions.pact_pair().iter().any(|known| same_party(known, party));
            if partner.iter().any(is_other) {
                return partner;
            }
            if let Some(verb) = self.tree.governors(pact).into_iter().find(|&verb| self.tree.is_verb(verb)) {
                let subject = self
                    .slots
                    .surface_subject(verb, 0)
                    .map_or_else(Vec::new, |head| self.mentions.parties(head));
                if subject.len() > 1 {
                    return subject;
                }
            }
        }
        self.mentions.pact_pair()
    }

    /// A named place in a phrase with in, at, near, on, over.
    fn place(&self, at: usize) -> Option<Place> {
        let mut holders = vec![at];
        holders.extend(self.slots.light_verb(at));
        holders.extend(
            self.tree
                .head(at)
                .filter(|&head| self.tree.relation(at).base() == "conj" && self.tree.is_verb(head)),
        );
        for holder in holders {
            for preposition in ["in", "at", "near", "over", "off", "to", "into", "outside"] {
                let heads = self.slots.find(holder, preposition, false);
                let is_motion = matches!(preposition, "to" | "into");
                for head in heads {
                    if is_motion && !self.rules.in_class("motion", self.tree.lemma(holder)) {
                        continue;
                    }
                    if let Some(place) = self.named_place(head) {
                        return Some(place);
                    }
                }
            }
        }
        None
    }

    fn named_place(&self, head: usize) -> Option<Place> {
        if self.tree.upos(head) != Upos::Propn {
            return None;
        }
        let words = self.tree.subtree_without(head, |kid| {
            !matches!(self.tree.relation(kid).base(), "compound" | "flat" | "amod")
        });
        let name = self.tree.words(&words);
        let span = self.tree.span_of(&words)?;
        if let Some(place) = self.names.coordinates(name) {
            let coordinates = Some((place.latitude, place.longitude));
            return Some(Place { name: place.name.to_string(), state: Some(place.code), coordinates, span });
        }
        let state = self
            .names
            .actor(name, self.day)
            .filter(|found| found.code.is_some_and(|code| self.names.state(code).is_some()))?;
        Some(Place { name: state.name.to_string(), state: state.code, coordinates: None, span })
    }
}

/// "the accord signed in May", "conditions for invoking article 5": a step that is told in passing is told.
fn is_step(matched: &[Matched<'_>], at: usize) -> bool {
    matched.iter().any(|other| other.at == at && other.rule.status.is_some())
}

/// "was ratified", with nobody named: one side's step, and not known whose. That it has not been taken holds for all.
fn is_taken_alone(found: &Matched<'_>, stance: &Stance) -> bool {
    found.rule.status == Some(PactStatus::Ratified) && stance.value != Factuality::CertainNo
}

/// "has been in force since Tuesday": it came into force on that day.
fn since_day(status: Option<PactStatus>, mut happened: Happened, day: Option<Date>) -> Happened {
    let is_open = happened.basis != Basis::Published && happened.from.is_some() && happened.to == day;
    if status == Some(PactStatus::InForceFor) && is_open {
        happened.to = happened.from;
    }
    happened
}

pub(crate) struct Settled {
    value: Factuality,
    is_promise: bool,
    is_future: bool,
    is_hypothetical: bool,
}

fn is_mutual(found: &Matched<'_>, reading: &Reading) -> bool {
    found.rule.is_mutual && !matches!(reading.event, Some(Event::Reject | Event::Threaten | Event::Request))
}

/// What forces of several states do together is cooperation.
fn make_joint(reading: &mut Reading) {
    if reading.cameo.as_deref() == Some("152") {
        reading.event = Some(Event::Cooperate);
        reading.cameo = Some("062".to_owned());
        reading.mode = None;
    }
}

fn codes_of(parties: &[Participant]) -> usize {
    parties.iter().filter_map(|party| party.code).collect::<BTreeSet<ActorCode>>().len()
}

fn is_among(parties: &[Participant], party: &Participant) -> bool {
    parties.iter().any(|known| same_party(known, party))
}

/// All sides become actors.
fn pool(actors: &mut Vec<Participant>, recipients: &mut Vec<Participant>) {
    actors.append(recipients);
    dedup(actors);
}

fn dedup(parties: &mut Vec<Participant>) {
    let mut kept: Vec<Participant> = Vec::new();
    for party in parties.drain(..) {
        if !kept.iter().any(|known| same_party(known, &party)) {
            kept.push(party);
        }
    }
    *parties = kept;
}

fn needs_recipient(reading: &Reading) -> bool {
    !matches!(reading.event, None | Some(Event::Mobilize)) && reading.cameo.as_deref() != Some("057")
}

/// What states do to their own people as often as to others.
fn is_at_home(reading: &Reading) -> bool {
    matches!(reading.event, Some(Event::Protest | Event::Coerce | Event::Assault | Event::Accuse))
}

fn is_self_harm(reading: &Reading) -> bool {
    matches!(reading.event, Some(Event::Assault | Event::Coerce | Event::Protest))
}

fn is_worth_keeping(reading: &Reading, actors: &[Participant], recipients: &[Participant]) -> bool {
    let has_actor =
        !actors.is_empty() && (reading.event.is_some() || actors.iter().any(|party| party.code.is_some()));
    let has_recipient = recipients.iter().any(|party| party.code.is_some());
    let is_deed = matches!(
        reading.event,
        Some(
            Event::Aid | Event::Retreat | Event::Sanction | Event::Mobilize | Event::Coerce | Event::Assault
        )
    );
    has_actor || has_recipient && is_deed
}

/// Something somebody tells and the report does not vouch for.
fn is_disputable(claim: &Claim) -> bool {
    let is_verbal =
        matches!(claim.event, Some(Event::Accuse | Event::Request | Event::Support | Event::Consult));
    let author = claim.factuality.first().map(|view| view.value);
    !is_verbal && author == Some(Factuality::Unknown) && claim.factuality.len() > 1
}

/// Who says that they did not do a thing denies it, whatever verb says so.
fn denial(claim: &Claim) -> Option<Claim> {
    let is_denier = |party: &Participant| {
        claim.factuality.iter().any(|view| {
            Some(&view.holder) == party.code.map(Holder::Actor).as_ref()
                && view.value == Factuality::CertainNo
        })
    };
    let is_verbal = matches!(
        claim.event,
        None | Some(Event::Agree | Event::Concede | Event::Threaten | Event::Request | Event::Reject)
    );
    if is_verbal || claim.actors.is_empty() || !claim.actors.iter().all(is_denier) {
        return None;
    }
    Some(with_id(as_denial(claim)))
}

/// The denying of what the claim says, by the same actors.
fn as_denial(claim: &Claim) -> Claim {
    let mut denial = claim.clone();
    denial.event = None;
    denial.cameo = Some("016".to_owned());
    denial.mode = None;
    denial.contexts = Vec::new();
    denial.recipients = Vec::new();
    denial.factuality =
        vec![View { holder: Holder::Author, value: Factuality::CertainYes, cue: None, named: None }];
    denial.auxiliary = Vec::new();
    denial.condition = None;
    denial.pact_status = None;
    denial.happened = Happened { from: None, to: denial.happened.to, basis: Basis::Published, words: None };
    denial.decision.rule = "deny/own".to_owned();
    denial
}

/// Arresting and seizing are told apart; a fight told with two words is one.
fn is_deed_of_force(claim: &Claim) -> bool {
    claim.event == Some(Event::Coerce)
}

/// Says whether a later claim of the same sentence says what an earlier one said already.
fn is_repeat(known: &Claim, claim: &Claim) -> bool {
    let depth = if is_deed_of_force(claim) && known.trigger != claim.trigger { 3 } else { 2 };
    let root =
        |claim: &Claim| claim.cameo.as_deref().map(|code| code.get(..depth).unwrap_or(code).to_owned());
    let same_root = known.event == claim.event && root(known) == root(claim);
    let parties = |claim: &Claim| -> BTreeSet<String> {
        claim
            .actors
            .iter()
            .chain(&claim.recipients)
            .filter_map(|party| party.code)
            .map(|code| code.to_string())
            .collect()
    };
    let is_other_day = |one: &Happened, two: &Happened| {
        one.words.is_some() && two.words.is_some() && (one.from, one.to) != (two.from, two.to)
    };
    same_root
        && known.pact_status == claim.pact_status
        && parties(known).is_superset(&parties(claim))
        && known.factuality == claim.factuality
        && !is_other_day(&known.happened, &claim.happened)
}

fn auxiliary(
    factuality: &[View],
    stance: &Stance,
    settled: &Settled,
    happened: &Happened,
    day: Option<Date>,
) -> Vec<Auxiliary> {
    let mut found = Vec::new();
    if is_negated(factuality) {
        found.push(Auxiliary::Negation);
    }
    if settled.is_hypothetical && !is_negated(factuality) {
        found.push(Auxiliary::Hypothetical);
    } else if settled.is_future && stance.value != Factuality::CertainNo {
        found.push(Auxiliary::Future);
    }
    if is_long_ago(happened, day) {
        found.push(Auxiliary::Historical);
    }
    found.sort_unstable();
    found
}

fn is_negated(views: &[View]) -> bool {
    let is_negative =
        |value| matches!(value, Factuality::CertainNo | Factuality::ProbableNo | Factuality::PossibleNo);
    let author = views.first().map_or(Factuality::Unknown, |view| view.value);
    let mut others = views.iter().skip(1).filter(|view| view.value != Factuality::Unknown).peekable();
    is_negative(author)
        || author == Factuality::Unknown
            && others.peek().is_some()
            && others.all(|view| is_negative(view.value))
}

fn is_long_ago(happened: &Happened, day: Option<Date>) -> bool {
    let (Some(to), Some(day)) = (happened.to, day) else { return false };
    happened.basis != Basis::Published && to < day.saturating_sub(jiff::Span::new().years(1))
}

fn negated_status(status: PactStatus, stance: &Stance) -> PactStatus {
    let is_negative = matches!(stance.value, Factuality::CertainNo);
    match (status, is_negative) {
        (PactStatus::Signed, true) => PactStatus::NotSigned,
        (PactStatus::Ratified, true) => PactStatus::NotRatified,
        (PactStatus::TextPublished, true) => PactStatus::TextUnpublished,
        (status, _) => status,
    }
}

/// Sets the id: a hash of the report, the words and the reading.
pub(crate) fn with_id(mut claim: Claim) -> Claim {
    let mut hash = Sha256::new();
    hash.update(claim.quote.report.to_bytes());
    let spans = [claim.quote.span, claim.trigger];
    for span in spans {
        hash.update((span.start() as u64).to_be_bytes());
        hash.update((span.end() as u64).to_be_bytes());
    }
    hash.update([claim.quote.part as u8]);
    hash.update(claim.event.map_or("-", Event::as_str));
    hash.update(claim.cameo.as_deref().unwrap_or("-"));
    for party in
        claim.actors.iter().map(|party| ("a", party)).chain(claim.recipients.iter().map(|party| ("r", party)))
    {
        hash.update(party.0);
        hash.update(party.1.code.map_or_else(String::new, |code| code.to_string()));
        hash.update(&party.1.name);
    }
    hash.update(claim.clause.as_ref().map_or("", |clause| clause.kind.as_str()));
    let digest = hash.finalize();
    let mut id = [0; 8];
    id.copy_from_slice(&digest[..8]);
    claim.id = ClaimId::from_hash(id);
    claim
}

/// Says whether a relation makes the word below a clause of its own.
pub(crate) fn is_clause(relation: Relation) -> bool {
    matches!(relation.base(), "root" | "ccomp" | "advcl" | "acl" | "parataxis" | "csubj" | "xcomp" | "conj")
}
