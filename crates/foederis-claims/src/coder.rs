//! One report's sentences to claims.
//!
//! For each sentence: who is meant, which words trigger a rule, who acts on whom, in whose eyes, when and where. Sees
//! one report only; merging comes later.

use std::collections::BTreeSet;

use foederis_names::Names;
use foederis_time::TimeExpression;
use foederis_types::{
    ActorCode, Analysis, Auxiliary, Basis, Claim, ClaimId, Date, Decision, Event, Factuality, Happened,
    Holder, PactStatus, Part, Participant, Place, Quote, Relation, Report, Sentence, Span, Upos,
};
use sha2::{Digest, Sha256};

use crate::matching::{Matched, Matcher};
use crate::mentions::{Home, Memory, Mentions, is_among, is_on_side};
use crate::offices::Offices;
use crate::outcome::{Settled, auxiliary, make_hypothetical};
use crate::pact_steps::{negated_status, since_day};
use crate::parties::{Sides, codes_of, is_known, is_self_harm, pool, replace};
use crate::quotes::Quotation;
use crate::rules::{Complement, Reading, Rules};
use crate::slots::Slots;
use crate::stance::{Stance, negated, stance};
use crate::tree::Tree;
use crate::{charges, clauses, dates, ellipsis, links, statements};

/// The most claims that one sentence may give; a longer list is the mark of hostile or broken text.
const CLAIMS_PER_SENTENCE_MAX: usize = 24;

/// A sentence of more words than this is not coded: the time that mending its tree takes grows with the square of its
/// length, and nobody writes one.
const SENTENCE_WORDS_MAX: usize = 1000;

/// How many sentences on the speaker of a quotation is looked for.
const LOOK_AHEAD_MAX: usize = 4;

/// What was read from a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coded {
    /// What it claims, in the order of the text.
    pub claims: Vec<Claim>,
    /// People whom it names in full with a title and with words for their state or organisation, and that; sorted.
    pub people: Vec<(String, ActorCode)>,
}

/// Codes every sentence of a report.
///
/// A report in another language than English has no analysis and claims nothing, nor does a sentence of more than a
/// thousand words.
pub fn code(report: &Report, analysis: &Analysis, names: &Names, rules: &Rules) -> Coded {
    let day = report.published.as_ref().map(|published| published.day);
    let mut memory = Memory::at_home(home(report, names), Offices::of(report, analysis));
    let mut prior = None;
    let mut claims = Vec::new();
    let mut quotation = Quotation::default();
    let mut last = 0;
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        if !is_codable(sentence) || !sentence.block.is_read() || is_dateline(sentence, report) {
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
        memory.is_quoted = quoted.is_wholly || quoted.is_continued;
        let mentions = Mentions::read(&tree, names, rules, day, &mut memory);
        let times = foederis_time::find(sentence, text, day, prior);
        prior = foederis_time::anchor_after(&times, prior);
        let matcher = Matcher { tree: &tree, slots: &slots, mentions: &mentions, rules };
        let quoted_by = quoted.is_wholly.then(|| mentions.speaker_before());
        let before = ellipsis::told_before(&tree, claims.get(last..).unwrap_or_default());
        let coder = SentenceCoder {
            quoted_by,
            before: &before,
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
        let told = coder.claims();
        let is_same_paragraph = number > 0
            && analysis.sentences.get(number - 1).is_some_and(|prior| prior.paragraph == sentence.paragraph);
        if is_same_paragraph {
            coder.rebut_before(&told, claims.get_mut(last..).unwrap_or_default());
        }
        last = claims.len();
        claims.extend(told);
    }
    Coded { claims, people: memory.people_told() }
}

/// "Chad's fire killed four, Benin's army said, an attack that may draw in Ghana under a defence treaty": whoever attacks and
/// whoever tells of it or is hit owe one another nothing for that.
fn is_between_foes(clause: &Claim, claims: &[Claim]) -> bool {
    let Some(owed) = &clause.clause else { return false };
    let is_mutual = owed.debtors.len() == 2 && owed.trigger.is_none();
    let attacks = claims.iter().filter(|claim| {
        claim.event == Some(Event::Assault) && !claim.auxiliary.contains(&Auxiliary::Hypothetical)
    });
    is_mutual
        && attacks.into_iter().any(|attack| {
            let codes = |sides: &[Participant]| sides.iter().filter_map(|side| side.code).collect::<Vec<_>>();
            let (attackers, mut others) = (codes(&attack.actors), codes(&attack.recipients));
            others.extend(attack.factuality.iter().filter_map(|view| match view.holder {
                Holder::Actor(code) => Some(code),
                Holder::Author => None,
            }));
            let [a, b] = [owed.debtors[0], owed.debtors[1]];
            attackers.contains(&a) && others.contains(&b) || attackers.contains(&b) && others.contains(&a)
        })
}

/// Says whether all words are the dateline's, which tells where the report was written and nothing else.
fn is_dateline(sentence: &Sentence, report: &Report) -> bool {
    let line = report.dateline.as_ref().map(|dateline| dateline.span);
    let last = sentence.tokens.last();
    sentence.part == Part::Text && line.zip(last).is_some_and(|(line, last)| last.span.end() <= line.end())
}

/// It has words, and no more than a sentence can have.
fn is_codable(sentence: &Sentence) -> bool {
    (1..=SENTENCE_WORDS_MAX).contains(&sentence.tokens.len())
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
    for sentence in near.filter(|sentence| is_codable(sentence)) {
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
fn home(report: &Report, names: &Names) -> Home {
    let dateline = report.dateline.as_ref().and_then(|dateline| dateline.place.as_deref());
    let place = dateline.and_then(|place| state_of_dateline(place, names));
    let outlet = report.outlet.as_deref();
    let known = outlet.and_then(|outlet| names.outlet(outlet)).map(|outlet| outlet.code);
    let seat = known.unwrap_or_else(|| seat_of(outlet?, names));
    let is_sure = place.is_some() && seat.is_none_or(|seat| Some(seat) == place);
    Home { state: place.or(seat), is_sure }
}

/// `MANILA`, `Manila, Philippines`, `PUERTO PRINCESA CITY`: the state behind the comma, else that of the town.
fn state_of_dateline(place: &str, names: &Names) -> Option<ActorCode> {
    let place = title_case(place);
    let whole = names.coordinates(&place).map(|place| place.code);
    let (town, beyond) = place.split_once(',').unwrap_or((&place, ""));
    let stated = names.resolve(beyond.trim(), None).code.filter(|code| names.state(*code).is_some());
    let of_town = || {
        let town = town.trim();
        let found = names.coordinates(town).or_else(|| names.coordinates(town.strip_suffix(" City")?));
        found.map(|place| place.code)
    };
    whole.or(stated).or_else(of_town)
}

/// What newspapers are called after their town.
const PAPERS: [&str; 20] = [
    "Times",
    "Herald",
    "Post",
    "News",
    "Tribune",
    "Gazette",
    "Chronicle",
    "Journal",
    "Star",
    "Courier",
    "Mail",
    "Mirror",
    "Standard",
    "Observer",
    "Daily",
    "Press",
    "Evening",
    "Today",
    "Telegraph",
    "Bulletin",
];

/// The state that an outlet's own name tells: "Lima Herald", "Cusco Evening". The language it writes in tells none.
fn seat_of(outlet: &str, names: &Names) -> Option<ActorCode> {
    let words: Vec<&str> =
        outlet.split_whitespace().filter(|word| !matches!(*word, "English" | "The")).collect();
    let named = names.resolve(&words.join(" "), None).code;
    let town = || {
        let paper = words.iter().position(|word| PAPERS.contains(word)).filter(|paper| *paper > 0)?;
        names.coordinates(&words[..paper].join(" ")).map(|place| place.code)
    };
    named.or_else(town).filter(|code| names.state(*code).is_some())
}

/// Datelines stand in capitals.
fn title_case(place: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_string() + &letters.as_str().to_lowercase())
    };
    place.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// What a trigger tells before it is a claim.
struct Told {
    reading: Reading,
    sides: Sides,
    settled: Settled,
    status: Option<PactStatus>,
    steps: Vec<String>,
}

/// One sentence's claims, with everything that they are read from.
pub(crate) struct SentenceCoder<'s, 't, 'a> {
    /// Set where the whole sentence stands in quotation marks: whose words it is, as far as the report tells.
    pub(crate) quoted_by: Option<Vec<Participant>>,
    /// What the sentence before tells and this one may repeat.
    pub(crate) before: &'s [Claim],
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
            let returned = self.returned(&claim).into_iter().chain(self.said_as_well(found, &claim));
            let denied = self.denied(&claim);
            let has_subject = self.tree.kids_by(found.at, "nsubj").next().is_some();
            for claim in denied.into_iter().chain([claim]).chain(returned) {
                let is_turned = |known: &Claim| has_subject && is_struck_back(known, &claim);
                let is_known = claims.iter().any(|known| {
                    is_repeat(known, &claim, self.is_listed(known, &claim)) && !is_turned(known)
                });
                if !is_known && claims.len() < CLAIMS_PER_SENTENCE_MAX {
                    claims.push(claim);
                }
            }
        }
        for at in 0..self.tree.len() {
            let repeated = ellipsis::repeated(self, at, &claims)
                .filter(|claim| !claims.iter().any(|known| is_same_deed(known, claim)));
            let left_out = ellipsis::left_out(self, at, &claims);
            let room = CLAIMS_PER_SENTENCE_MAX.saturating_sub(claims.len());
            claims.extend(repeated.into_iter().chain(left_out).take(room));
        }
        self.strike_back(&mut claims);
        self.rebut(&mut claims);
        let told = clauses::clauses(self);
        claims
            .retain(|claim| !told.iter().any(|clause| clause.says(claim)) && !clauses::is_term(self, claim));
        let clauses = told.into_iter().map(|told| told.claim);
        let clauses: Vec<Claim> = clauses.filter(|clause| !is_between_foes(clause, &claims)).collect();
        claims.extend(clauses);
        claims.extend(statements::denied_presence(self, &claims));
        claims.extend(charges::charges(self, &claims));
        claims.extend(charges::charged_in_turn(self, &claims));
        claims.extend(statements::statement(self, &claims));
        claims.extend(statements::of_text(self, &claims));
        claims.iter_mut().for_each(|claim| self.keep_to_part(claim));
        claims
    }

    /// Somebody remembered from the headline has no words in the text: there the words that call them to mind stand for
    /// them, those for the pact or the trigger.
    fn keep_to_part(&self, claim: &mut Claim) {
        if claim.quote.part == Part::Title {
            return;
        }
        let (title, text) = (self.report.part(Part::Title), self.report.part(claim.quote.part));
        let own = claim.pact.unwrap_or(claim.trigger);
        for party in claim.actors.iter_mut().chain(&mut claim.recipients) {
            let is_there =
                |part: &str| part.get(party.span.start()..party.span.end()) == Some(party.name.as_str());
            if !is_there(text) && is_there(title) {
                party.span = own;
            }
        }
    }

    /// The word that a span is.
    pub(crate) fn word_at(&self, span: Span) -> Option<usize> {
        (0..self.tree.len()).find(|&idx| self.tree.token(idx).span == span)
    }

    /// "will keep its border shut", "will continue to train them": what is done already and goes on.
    fn is_kept(&self, at: usize) -> bool {
        let above = self.tree.head(at).filter(|_| self.tree.relation(at) == Relation::Xcomp);
        let is_keeping = |idx: usize| self.rules.in_class("keeping", self.tree.lemma(idx));
        let is_going_on = matches!(self.tree.lemma(at), "continue" | "remain" | "stay");
        is_keeping(at) && !is_going_on || above.is_some_and(is_keeping)
    }

    /// "froze its trade, recalled its ambassador": penalties told by one verb after another.
    fn is_listed(&self, known: &Claim, claim: &Claim) -> bool {
        if !matches!(claim.event, Some(Event::Sanction | Event::Coerce)) {
            return false;
        }
        let verb = |trigger: Span| {
            let mut all = 0..self.tree.len();
            all.find(|&idx| self.tree.token(idx).span == trigger && self.tree.is_verb(idx))
        };
        let (Some(first), Some(second)) = (verb(known.trigger), verb(claim.trigger)) else { return false };
        first != second && self.tree.first_conjunct(first) == self.tree.first_conjunct(second)
    }

    /// "Iran fired at targets in Iraq and Pakistan, and Islamabad struck back": against whoever struck first; "Japan
    /// towed a Korean tanker, and Seoul expressed its thanks": to whoever helped.
    fn strike_back(&self, claims: &mut [Claim]) {
        for at in 1..claims.len() {
            let (before, rest) = claims.split_at_mut(at);
            let Some(claim) = rest.first_mut() else { continue };
            let is_thanks = claim.event == Some(Event::Support) && claim.cameo.as_deref() == Some("051");
            let is_blow = claim.event == Some(Event::Assault);
            if !(is_blow || is_thanks) || !claim.recipients.is_empty() || claim.actors.is_empty() {
                continue;
            }
            let answered = if is_blow { Event::Assault } else { Event::Aid };
            let first = before.iter().rev().find(|first| {
                first.event == Some(answered)
                    && claim.actors.iter().all(|actor| is_among(&first.recipients, actor))
                    && !claim.actors.iter().any(|actor| is_among(&first.actors, actor))
            });
            if let Some(first) = first {
                claim.recipients = first.actors.clone();
                *claim = with_id(claim.clone());
            }
        }
    }

    /// "promised to arm Chad and to train Niger's army": what is said of others than the first clause is about.
    fn said_as_well(&self, found: &Matched<'_>, first: &Claim) -> Vec<Claim> {
        let Some(clause) = found.consumed.filter(|_| found.rule.complement == Complement::Derive) else {
            return Vec::new();
        };
        let of = |part: usize| {
            let claim = self.claim(&self.matcher.said_of(found, part)?)?;
            Some(with_id(Claim { trigger: self.tree.token(part).span, ..claim }))
        };
        let is_of_others = |claim: &Claim| {
            claim.recipients.iter().any(|party| {
                party.code.is_some() && !is_among(&first.recipients, party) && !is_among(&first.actors, party)
            })
        };
        let parts = self.tree.conjuncts(clause).into_iter();
        let is_bare = |&part: &usize| part != clause && self.tree.kids_by(part, "nsubj").next().is_none();
        parts.filter(is_bare).filter_map(of).filter(is_of_others).collect()
    }

    /// Triggers that only deepen another one's code, or that a light verb's rule has taken already.
    fn consumed(&self, matched: &[Matched<'_>]) -> BTreeSet<usize> {
        let mut consumed = BTreeSet::new();
        for found in matched {
            // "declined to discuss whether": what stands below is not below a step of its own.
            let clause = found.consumed.filter(|_| !consumed.contains(&found.at));
            if let Some(clause) = clause {
                consumed.insert(clause);
                // "undertake not to threaten or use force", "threatened to arrest traders and close the border": what is
                // forsworn, promised, threatened is all of one breath, and nothing of it is told as done.
                let own = |&verb: &usize| self.tree.kids_by(verb, "nsubj").next().is_none();
                consumed.extend(self.tree.conjuncts(clause).into_iter().filter(own));
                consumed.extend(
                    self.slots.complement(clause).filter(|_| found.rule.complement == Complement::Derive),
                );
                let below = self.slots.find(clause, "object", false);
                consumed.extend(below.into_iter().filter(|&noun| self.tree.upos(noun) == Upos::Noun));
            }
            let is_charge = found.reading.event == Some(Event::Accuse);
            let is_judged = found.reading.event == Some(Event::Support);
            for condition in found.rule.conditions.iter().filter(|condition| condition.is_wanted) {
                if is_charge && matches!(condition.slot.as_str(), "of" | "with" | "for" | "over") {
                    continue;
                }
                for head in self.slots.find(found.at, &condition.slot, found.rule.is_of_actor) {
                    for part in self
                        .tree
                        .conjuncts(head)
                        .into_iter()
                        .filter(|&part| self.tree.upos(part) == Upos::Noun && !self.has_own_doer(part))
                        .filter(|&part| !(is_judged && self.is_deed_of_somebody(matched, part)))
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

    /// "the withdrawal of Emirati troops was welcomed": a deed whose "of" names who did it.
    fn is_deed_of_somebody(&self, matched: &[Matched<'_>], noun: usize) -> bool {
        matched.iter().any(|deed| {
            deed.at == noun
                && deed.rule.status.is_none()
                && deed.reading.event == Some(Event::Retreat)
                && self.slots.find(noun, "of", false).iter().any(|&of| !self.mentions.parties(of).is_empty())
        })
    }

    /// "the refusal by Georgia was called petty": a deed of somebody's own.
    fn has_own_doer(&self, noun: usize) -> bool {
        let has_by = self
            .tree
            .kids_by(noun, "nmod")
            .any(|kid| self.tree.case_of(kid) == "by" && self.mentions.is_agentive(kid));
        let is_accuser = |&kid: &usize| !self.mentions.parties(kid).is_empty();
        let has_accuser = self.rules.in_class("charge-noun", self.tree.lemma(noun))
            && self.slots.find(noun, "poss", false).iter().any(is_accuser);
        has_by || has_accuser || !self.slots.find(noun, "doer", false).is_empty()
    }

    fn claim(&self, found: &Matched<'_>) -> Option<Claim> {
        let stance = self.stance(found);
        // "if Chad attacks": nobody tells the event inside a condition; what would follow carries its words.
        if stance.is_condition
            || self.is_left_to_decide(found.at)
            || self.is_aside(found.at, &found.reading, &stance)
        {
            return None;
        }
        let mut told = self.told(found, &stance);
        let is_unsaid = stance.value == Factuality::CertainNo || told.settled.is_hypothetical;
        if told.reading.event.is_none() && found.rule.status.is_none() && is_unsaid {
            return None;
        }
        self.complete(found, &stance, &mut told)?;
        let Told { reading, sides, settled, status, mut steps } = told;
        let inner = found.consumed.filter(|_| settled.is_promise);
        let happened =
            since_day(found.rule.status, dates::happened(self, found.at, &stance, inner), self.day);
        let is_performed = settled.is_promise
            || stance.value == Factuality::CertainYes
                && (self.is_performed(found.at, &reading)
                    || found.rule.actor.iter().any(|slot| slot == "teller")
                    || self.is_proclaimed(found.at, &stance, &reading));
        let is_spoken = is_performed && !stance.is_denied() || is_silence(&found.reading);
        let stance = if is_spoken { self.as_spoken(stance, &sides.actors) } else { stance };
        let factuality = self.views(&stance, settled.value);
        let mut auxiliary = auxiliary(&factuality, &stance, &settled, &happened, self.day);
        let is_term = found.rule.status.is_some_and(|status| self.is_terms(found.at, status));
        if is_term || found.rule.status.is_some() && self.is_owed(found.at) {
            make_hypothetical(&mut auxiliary);
        }
        // "on the first day of the month following the last notice": no day that anybody knows.
        let happened = if is_term && self.is_counted_off(&self.tree.subtree(found.at)) {
            Happened { from: None, to: self.day, basis: Basis::Published, words: None }
        } else {
            happened
        };
        steps.extend(stance.steps.iter().cloned());
        let claim = Claim {
            id: ClaimId::from_hash([0; 8]),
            quote: self.quote()?,
            trigger: self.tree.token(found.at).span,
            sentence: self.number,
            event: reading.event,
            mode: reading.mode,
            contexts: reading.contexts,
            cameo: reading.cameo,
            actors: sides.actors,
            recipients: sides.recipients,
            happened,
            place: self.place(found.at),
            factuality,
            auxiliary,
            pact_status: status.map(|status| negated_status(status, &stance)),
            condition: stance.condition.or_else(|| self.inner_condition(found)),
            pact: status.and_then(|_| self.pact_words(found)),
            clause: None,
            linked: links::links(self, found.at),
            decision: Decision { rule: found.rule.id.clone(), steps },
        };
        Some(with_id(claim))
    }

    /// The stance of the sentence towards the trigger; silence is told as it is, and the present of what has a day to
    /// come is future.
    fn stance(&self, found: &Matched<'_>) -> Stance {
        let mut stance = stance(self.slots, found.at);
        // "does not rule out": the "not" is part of what is said.
        if found.rule.conditions.iter().any(|condition| condition.is_wanted && condition.slot == "negation") {
            stance.value = negated(stance.value);
            for speaker in &mut stance.holders {
                speaker.value = negated(speaker.value);
            }
            // "could not verify it": that they were not able to is told as a fact.
            let is_unable = self.tree.has_kid_lemma(found.at, "aux", &["can", "could"]);
            if is_unable && stance.value == Factuality::PossibleYes {
                stance.value = Factuality::CertainYes;
            }
        }
        if is_silence(&found.reading) {
            stance.value = Factuality::CertainYes;
            stance.is_hypothetical = false;
            stance.is_future = false;
        }
        // "lapses if either side leaves": a rule, and not that it has.
        let is_rule = found.rule.status.is_some() && stance.condition.is_some() && self.is_present(found.at);
        if is_rule && stance.value == Factuality::CertainYes {
            stance.value = Factuality::Unknown;
            stance.is_hypothetical = true;
        }
        stance.is_future = stance.is_future || self.is_scheduled(found.at, &stance);
        stance.is_future = stance.is_future && !self.is_kept(found.at);
        stance
    }

    /// What is told: the event as tense and speaker make it, and who is on either side.
    fn told(&self, found: &Matched<'_>, stance: &Stance) -> Told {
        let mut steps = found.steps.clone();
        let mut reading = found.reading.clone();
        let mut sides = self.sides(found, stance);
        let is_exercise = found.rule.id.contains("exercise") || found.rule.id.contains("drill");
        if is_exercise && codes_of(&sides.actors) > 1 {
            make_joint(&mut reading);
        }
        let is_own = self.speaks_for(stance, &sides.actors);
        let mut settled = self.settle(&mut reading, found.rule.status, stance, is_own, &mut steps);
        let demanded = self.demanded(&reading, stance, &sides.actors);
        if let Some((wanted, demanders)) = demanded.filter(|_| found.rule.status.is_none()) {
            steps.push("somebody else says that they must, so it is asked of them".to_owned());
            reading = wanted;
            sides.recipients = std::mem::replace(&mut sides.actors, demanders);
            settled = Settled::demand();
        }
        let mut status = found.rule.status;
        let blamed = self.blamed_from_outside(found, &sides.actors);
        if !blamed.is_empty() {
            steps.push("no party denounces it, so it is blamed".to_owned());
            reading = Reading {
                event: Some(Event::Accuse),
                cameo: Some("111".to_owned()),
                mode: None,
                contexts: Vec::new(),
            };
            sides.recipients = blamed;
            status = None;
        }
        Told { reading, sides, settled, status, steps }
    }

    /// Puts both sides where the reading has them and looks for who is left out; `None` where too little is known for a
    /// claim.
    fn complete(&self, found: &Matched<'_>, stance: &Stance, told: &mut Told) -> Option<()> {
        let Told { reading, sides: Sides { actors, recipients, is_complete }, .. } = told;
        let is_mutual = is_mutual(found, reading);
        if is_mutual {
            pool(actors, recipients);
        } else if !is_self_harm(reading) {
            recipients.retain(|party| !is_on_side(actors, party));
        }
        let is_noun = matches!(self.tree.upos(found.at), Upos::Noun | Upos::Propn);
        let is_nobodys = actors.is_empty()
            || reading.event == Some(Event::Agree) && !is_known(actors) && recipients.is_empty();
        if !is_worth_keeping(reading, actors, recipients) || is_noun && is_nobodys {
            return None;
        }
        if recipients.is_empty() && found.rule.status.is_some() && !found.rule.is_mutual {
            *recipients = self.other_parties(found, actors);
        }
        let is_met = *is_complete || is_mutual && actors.len() > 1;
        if !is_known(actors) {
            replace(actors, self.deniers(stance));
        }
        if is_silence(&found.reading) {
            recipients.clear();
        } else if recipients.is_empty() && !is_met {
            *recipients = self.implied(found, reading, actors, stance);
            if is_mutual {
                pool(actors, recipients);
            }
        }
        Some(())
    }

    fn is_present(&self, at: usize) -> bool {
        matches!(self.tree.xpos(at), "VBZ" | "VBP") && self.tree.kids_by(at, "aux").next().is_none()
    }

    /// "leaves for Lima on 3 May": the present of what is told with a day to come.
    fn is_scheduled(&self, at: usize, stance: &Stance) -> bool {
        if !self.is_present(at) || stance.value != Factuality::CertainYes {
            return false;
        }
        let happened = dates::happened(self, at, stance, None);
        happened.basis != Basis::Published
            && happened.from.zip(self.day).is_some_and(|(from, day)| from > day)
    }

    /// "supplies shells in exchange for technology": the other half of the bargain, told as surely as the first or, with
    /// a "likely" before it, less.
    fn returned(&self, claim: &Claim) -> Option<Claim> {
        // "might provide shells in exchange for technology": what is only thinkable brings nothing back.
        let is_thinkable = claim.factuality.iter().any(|view| view.value == Factuality::PossibleYes);
        let is_given = matches!(claim.event, Some(Event::Aid | Event::Agree))
            && !claim.recipients.is_empty()
            && !is_thinkable;
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
        let is_before_noun = self.tree.relation(at) == Relation::Amod
            && (self.tree.xpos(at) == "VBN" || self.tree.form(at) == "armed");
        let is_fronted = self.tree.relation(at) == Relation::Advcl
            && self.tree.xpos(at) == "VBN"
            && reading.event == Some(Event::Request);
        // "Ask them why": told to do it.
        let is_bidding = matches!(self.tree.relation(at).base(), "root" | "parataxis")
            && self.tree.xpos(at) == "VB"
            && self.sentence().part == Part::Text
            && !self.tree.kids(at).iter().any(|&kid| {
                matches!(self.tree.relation(kid).base(), "nsubj" | "csubj" | "expl" | "aux" | "mark")
            });
        // "this, and not the promise of help, is the difference": nobody promises.
        let is_contrast = self.tree.upos(at) == Upos::Noun
            && self.tree.relation(at) == Relation::Conj
            && self.tree.has_kid_lemma(at, "advmod", &["not"]);
        is_norm
            || is_bidding
            || is_contrast
            || is_fronted
            || self.is_question(at, reading)
            || self.asks_who(at)
            || stance.is_wished
            || is_before_noun
            || stance.is_purpose && (!is_asked || self.is_sent_for(at)) && reading.event.is_some()
            || is_colour && reading.event == Some(Event::Support)
    }

    /// "sent soldiers to fight", "deployed tanks to attack": what they are sent for they may never do.
    fn is_sent_for(&self, at: usize) -> bool {
        let verb = self.tree.head(at).filter(|&verb| self.tree.is_verb(verb));
        verb.is_some_and(|verb| self.rules.in_class("sending", self.tree.lemma(verb)))
    }

    /// "Each decides for itself what help it gives": that any is given nobody says.
    fn is_left_to_decide(&self, at: usize) -> bool {
        let mut below = at;
        for above in self.tree.governors(at) {
            let is_content = matches!(self.tree.relation(below).base(), "ccomp" | "obj" | "advcl");
            let is_deciding = matches!(
                self.tree.lemma(above),
                "decide" | "determine" | "judge" | "choose" | "debate" | "discuss" | "consider" | "weigh"
            );
            let opens = |idx: &usize| matches!(self.tree.lemma(*idx), "what" | "which" | "how" | "whether");
            if is_content
                && is_deciding
                && above < below
                && self.tree.subtree(below).first().is_some_and(opens)
            {
                return true;
            }
            below = above;
        }
        false
    }

    /// "who did pay it he would not say": nobody is told to have acted.
    fn asks_who(&self, at: usize) -> bool {
        // "which Bolivia says attacked it" is no question either.
        let first = self.tree.first_conjunct(at);
        let is_clause = |idx: usize| self.tree.relation(idx).base() == "acl";
        let is_relative = is_clause(first) || self.tree.head(first).is_some_and(is_clause);
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
            kid > at
                && matches!(self.tree.relation(kid).base(), "ccomp" | "xcomp" | "advcl")
                && is_asking(kid)
        });
        let has_infinitive = !self.slots.find(at, "xcomp", false).is_empty();
        let is_when = self.tree.relation(at).base() == "advcl" && !has_infinitive;
        let is_about = self.tree.kids_by(at, "obl").any(|kid| self.tree.case_of(kid) == "about");
        asks || is_when || is_about
    }

    pub(crate) fn quote(&self) -> Option<Quote> {
        Some(Quote { report: self.report.id, part: self.sentence().part, span: self.sentence().span })
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

fn is_mutual(found: &Matched<'_>, reading: &Reading) -> bool {
    found.rule.is_mutual && !matches!(reading.event, Some(Event::Reject | Event::Threaten | Event::Request))
}

/// Nobody answers: a comment declined, a call not returned.
fn is_silence(reading: &Reading) -> bool {
    reading.event.is_none() && reading.cameo.as_deref() == Some("011")
}

/// What forces of several states do together is cooperation.
fn make_joint(reading: &mut Reading) {
    if reading.cameo.as_deref() == Some("152") {
        reading.event = Some(Event::Cooperate);
        reading.cameo = Some("062".to_owned());
        reading.mode = None;
    }
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

/// Arresting and seizing are told apart; a fight told with two words is one.
fn is_deed_of_force(claim: &Claim) -> bool {
    claim.event == Some(Event::Coerce)
}

fn is_same_deed(known: &Claim, claim: &Claim) -> bool {
    known.trigger == claim.trigger && known.event == claim.event
}

/// "Israel bombed Gaza, and Hamas fired rockets at Ashkelon": the one strikes, then the other.
fn is_struck_back(known: &Claim, claim: &Claim) -> bool {
    !claim.recipients.is_empty()
        && claim.actors.iter().all(|party| is_among(&known.recipients, party))
        && !claim.actors.iter().any(|party| is_among(&known.actors, party))
}

/// Says whether a later claim of the same sentence says what an earlier one said already; deeds that stand in a list
/// of verbs are told apart by a finer code.
fn is_repeat(known: &Claim, claim: &Claim, is_listed: bool) -> bool {
    let depth = if is_deed_of_force(claim) && known.trigger != claim.trigger || is_listed { 3 } else { 2 };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dateline_tells_the_state_of_its_town_or_the_one_behind_the_comma() {
        let names = Names::shared();
        let state = |place| state_of_dateline(place, names).map(|code| code.to_string());
        assert_eq!(state("HANOI").as_deref(), Some("VNM"));
        assert_eq!(state("MANILA, Philippines").as_deref(), Some("PHL"));
        assert_eq!(state("NOWHERE, Ghana").as_deref(), Some("GHA"));
        assert_eq!(state("NOWHERE"), None);
    }
}
