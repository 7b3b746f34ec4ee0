//! What tense, negation and condition make of a reading, and in whose eyes the outcome is so.

use foederis_types::{
    Auxiliary, Basis, Claim, Date, Event, Factuality, Happened, Holder, PactStatus, Participant, Upos, View,
};

use crate::coder::SentenceCoder;
use crate::matching::{derive, promise_of, refusal_of, threat_of};
use crate::mentions::is_among;
use crate::parties::codes_of;
use crate::rules::Reading;
use crate::stance::{Speaker, Stance};

impl SentenceCoder<'_, '_, '_> {
    /// What tense, negation and condition make of the reading: promises, refusals, threats.
    pub(crate) fn settle(
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
        } else if stance.condition.is_some() || stance.is_offered {
            // "is ready to strike" threatens, as "will strike if" does.
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
            if (is_negative || stance.value == Factuality::Unknown) && !stance.is_denied() {
                settled.value = Factuality::CertainYes;
            }
        } else if is_vowed {
            settled.is_hypothetical = true;
            settled.value = Factuality::Unknown;
        }
        settled
    }

    /// "Chad must withdraw its troops, Mali said": Mali asks for it.
    pub(crate) fn demanded(
        &self,
        reading: &Reading,
        stance: &Stance,
        actors: &[Participant],
    ) -> Option<(Reading, Vec<Participant>)> {
        let [speaker] = stance.holders.as_slice() else { return None };
        let demanders = self.spread(speaker.who);
        let is_other = |party: &Participant| party.code.is_some() && !is_among(actors, party);
        let is_asked_of = codes_of(actors) > 0 && !demanders.is_empty() && demanders.iter().all(is_other);
        let is_deed = reading.event.is_some_and(|event| !matches!(event, Event::Request | Event::Accuse));
        if !(stance.is_called_for && is_asked_of && is_deed) || stance.condition.is_some() {
            return None;
        }
        let asking =
            Reading { event: Some(Event::Request), cameo: Some("020".to_owned()), ..reading.clone() };
        let wanted = derive(&asking, reading).unwrap_or(Reading { mode: None, ..asking });
        Some((wanted, demanders))
    }

    /// Says whether the one who says it is the one who acts: then "would, if" is a promise or a threat.
    pub(crate) fn speaks_for(&self, stance: &Stance, actors: &[Participant]) -> bool {
        let mut tellers = self.tellers(stance);
        tellers.any(|teller| is_among(actors, &teller))
    }

    /// The author's value first, then each holder's.
    pub(crate) fn views(&self, stance: &Stance, value: Factuality) -> Vec<View> {
        let mut views: Vec<View> = Vec::new();
        // "experts concluded, according to a report": a paper that is nobody's leaves its word to whoever wrote it.
        let mut left = None;
        for (at, speaker) in stance.holders.iter().enumerate() {
            let value = match left {
                _ if at == 0 => self.speaker_value(speaker, stance, value),
                Some(left) if speaker.value == Factuality::Unknown => left,
                _ => speaker.value,
            };
            let found = self.holders(speaker, value);
            left = Some(value).filter(|_| found.is_empty() && (at == 0 || left.is_some()));
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

    pub(crate) fn speaker_value(
        &self,
        speaker: &Speaker,
        stance: &Stance,
        settled: Factuality,
    ) -> Factuality {
        if stance.value == settled || speaker.value != stance.value { speaker.value } else { settled }
    }

    pub(crate) fn holders(&self, speaker: &Speaker, value: Factuality) -> Vec<View> {
        let mut parties = self.spread(speaker.who);
        let is_paper = self.tree.upos(speaker.who) == Upos::Noun && !self.mentions.is_people(speaker.who);
        if parties.is_empty() && (speaker.cue == speaker.who || is_paper) {
            parties = self.mentions.below(speaker.who);
            // "according to a report seen by the Post": who saw it says nothing.
            let seen = self.tree.kids_by(speaker.who, "acl").filter(|&verb| {
                matches!(self.tree.lemma(verb), "see" | "obtain" | "review" | "leak" | "read" | "view")
            });
            let seen: Vec<usize> = seen.flat_map(|verb| self.tree.subtree(verb)).collect();
            let by_seers =
                |party: &Participant| seen.iter().any(|&idx| party.span.contains(self.tree.token(idx).span));
            parties.retain(|party| !by_seers(party));
            parties.truncate(1);
        }
        let named = self.tree.span_of(&self.tree.subtree_without(speaker.who, |kid| {
            matches!(self.tree.relation(kid).base(), "acl" | "appos" | "punct" | "case" | "parataxis")
        }));
        // "a mining analyst in Lima", "a diplomat in Geneva": they speak for nobody, and not for the town they sit in.
        let lemma = self.tree.lemma(speaker.who);
        let is_expert = self.rules.in_class("expert", lemma);
        let is_sitting = self.tree.kids_by(speaker.who, "nmod").any(|kid| self.tree.case_of(kid) == "in");
        if is_expert || is_sitting && matches!(lemma, "diplomat" | "resident" | "witness") {
            parties.clear();
        }
        // "two aid workers said": no organisation that anybody could ask.
        parties.retain(|party| {
            party.code.is_none_or(|code| code.as_str() != "NGO") || party.name.contains(char::is_uppercase)
        });
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

    /// A promise, threat or refusal that somebody makes in their own name is made by being said: the report tells of it.
    pub(crate) fn as_spoken(&self, mut stance: Stance, actors: &[Participant]) -> Stance {
        if stance.holders.is_empty() {
            return stance;
        }
        let is_own = |speaker: &Speaker| {
            let parties = self.spread(speaker.who);
            !parties.is_empty() && parties.iter().all(|party| is_among(actors, party))
        };
        let was_first = stance.holders.first().is_some_and(is_own);
        // "Chad has informed Niger that its troops will come, Niger said": a plan passed on follows the chain.
        let is_promised = stance.holders.first().is_some_and(|first| {
            matches!(
                self.tree.lemma(first.cue),
                "promise"
                    | "pledge"
                    | "assure"
                    | "vow"
                    | "guarantee"
                    | "offer"
                    | "undertake"
                    | "commit"
                    | "agree"
            )
        });
        if was_first && stance.holders.len() > 1 && !is_promised {
            return stance;
        }
        stance.holders.retain(|speaker| !is_own(speaker));
        // "told reporters that Lusaka had assured him": whoever tells of the promise is sure of it.
        if let Some(first) =
            stance.holders.first_mut().filter(|first| was_first && first.value == Factuality::Unknown)
        {
            first.value = Factuality::CertainYes;
        }
        stance.is_passed_on = stance.is_passed_on && !stance.holders.is_empty();
        stance
    }

    /// "announced that it was barring exports", "notified Peru that it was leaving the treaty": a measure that is taken by
    /// making it known, told in the tense of the telling.
    pub(crate) fn is_proclaimed(&self, at: usize, stance: &Stance, reading: &Reading) -> bool {
        let is_measure = matches!(reading.event, Some(Event::Sanction | Event::Coerce));
        let tells = |speaker: &Speaker| self.rules.in_class("proclaim", self.tree.lemma(speaker.cue));
        let is_under_way = self.tree.xpos(at) == "VBG"
            && self.tree.kids_by(at, "aux").any(|aux| self.tree.lemma(aux) == "be")
            && !self.tree.kids_by(at, "aux").any(|aux| self.tree.lemma(aux) == "have");
        is_measure && is_under_way && !stance.holders.is_empty() && stance.holders.iter().all(tells)
    }

    /// "Kim said his government supports ...": words that do what they say, told in the tense of the telling.
    pub(crate) fn is_performed(&self, at: usize, reading: &Reading) -> bool {
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
        // "said it was deeply concerned": who says so voices it.
        let is_voiced = reading.cameo.as_deref() == Some("012")
            && matches!(self.tree.xpos(at), "JJ" | "VBN")
            && self
                .tree
                .kids(at)
                .iter()
                .any(|&be| matches!(self.tree.form(be), "is" | "are" | "was" | "were"));
        is_voiced || is_verbal && is_now && reading.cameo.as_deref() != Some("057")
    }
}

pub(crate) struct Settled {
    pub(crate) value: Factuality,
    pub(crate) is_promise: bool,
    pub(crate) is_future: bool,
    pub(crate) is_hypothetical: bool,
}

impl Settled {
    /// Said in so many words, now.
    pub(crate) fn demand() -> Settled {
        Settled { value: Factuality::CertainYes, is_promise: true, is_future: false, is_hypothetical: false }
    }
}

/// What is owed or only a term has not happened, unless it is denied anyway.
pub(crate) fn make_hypothetical(auxiliary: &mut Vec<Auxiliary>) {
    if !auxiliary.contains(&Auxiliary::Negation) {
        auxiliary.retain(|mode| *mode != Auxiliary::Future);
        auxiliary.push(Auxiliary::Hypothetical);
        auxiliary.sort_unstable();
        auxiliary.dedup();
    }
}

pub(crate) fn auxiliary(
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

pub(crate) fn is_negated(views: &[View]) -> bool {
    let is_negative =
        |value| matches!(value, Factuality::CertainNo | Factuality::ProbableNo | Factuality::PossibleNo);
    let author = views.first().map_or(Factuality::Unknown, |view| view.value);
    let mut others = views.iter().skip(1).filter(|view| view.value != Factuality::Unknown).peekable();
    is_negative(author)
        || author == Factuality::Unknown
            && others.peek().is_some()
            && others.all(|view| is_negative(view.value))
}

pub(crate) fn is_long_ago(happened: &Happened, day: Option<Date>) -> bool {
    let (Some(to), Some(day)) = (happened.to, day) else { return false };
    happened.basis != Basis::Published && to < day.saturating_sub(jiff::Span::new().years(1))
}
