//! Denials: whoever denies a deed of its own, or one that was told before, says so in a claim or in a view.

use foederis_types::{
    ActorCode, Basis, Claim, Event, Factuality, Happened, Holder, Participant, Relation, Span, View,
};

use crate::coder::{SentenceCoder, with_id};
use crate::mentions::is_among;
use crate::stance::UNTRUE;
use crate::statements::SHORT;

impl SentenceCoder<'_, '_, '_> {
    /// "..., an accusation Kyiv rejects", "...; New Delhi denies it": whoever denies without saying what denies what was
    /// told before.
    pub(crate) fn rebut(&self, claims: &mut [Claim]) {
        let denials: Vec<Claim> = claims.iter().filter(|claim| is_denial(claim)).cloned().collect();
        for denial in denials {
            let named = denial.actors.first().map(|party| party.span);
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
                for code in denial.actors.iter().filter_map(|party| party.code) {
                    deny(claim, code, &denial, named);
                }
            }
        }
    }

    /// "Chad said Sudan had fired. Sudan denied this.": whoever denies without saying what denies what the sentence before
    /// told, where it is told of them.
    ///
    /// `told` are the claims of this sentence, `before` those of the sentence before, in the same paragraph.
    pub(crate) fn rebut_before(&self, told: &[Claim], before: &mut [Claim]) {
        for denial in told.iter().filter(|claim| is_denial(claim)) {
            let is_spelled_out = denial.decision.rule == "deny/own"
                || told
                    .iter()
                    .any(|claim| claim.factuality.iter().any(|view| view.cue == Some(denial.trigger)));
            if is_spelled_out || !self.points_back(denial) {
                continue;
            }
            for claim in before.iter_mut().filter(|claim| {
                let is_near = claim.sentence + 1 == denial.sentence && claim.quote.part == denial.quote.part;
                is_near && claim.event.is_some() && !is_verbal(claim) && !is_said_or_met(claim)
            }) {
                for denier in &denial.actors {
                    let is_side = is_among(&claim.actors, denier) || is_among(&claim.recipients, denier);
                    if let Some(code) = denier.code.filter(|_| is_side) {
                        deny(claim, code, denial, Some(denier.span));
                    }
                }
            }
        }
    }

    /// "denied this", "rejected the accusation", "denies it": what is denied stands before.
    fn points_back(&self, denial: &Claim) -> bool {
        if denial.decision.rule == SHORT {
            return true;
        }
        let Some(verb) = self.word_at(denial.trigger) else { return false };
        let things = self.slots.find(verb, "object", false);
        things.iter().any(|&thing| {
            let is_pronoun = matches!(self.tree.form(thing).to_lowercase().as_str(), "this" | "that" | "it");
            let is_charge = self.rules.in_class("charge-noun", self.tree.lemma(thing))
                || self.rules.in_class("report-noun", self.tree.lemma(thing));
            let is_bare = !self.tree.kids(thing).iter().any(|&kid| {
                matches!(self.tree.relation(kid).base(), "acl" | "nmod" | "ccomp")
                    && self.tree.relation(kid) != Relation::NmodPoss
            });
            let is_known = self.tree.has_kid_lemma(thing, "det", &["the", "this", "that", "these", "those"])
                || self.tree.kids(thing).iter().any(|&kid| self.tree.relation(kid) == Relation::NmodPoss);
            is_pronoun || is_charge && is_bare && is_known
        })
    }

    /// What whoever is told of denies of it, a deed of their own or one that they call untrue, or owns up to.
    pub(crate) fn denied(&self, claim: &Claim) -> Option<Claim> {
        self.disowned(claim).or_else(|| denial(self, claim)).or_else(|| self.owned_up(claim))
    }

    /// "admitted that its crew had used firearms": whoever grants a deed of their own admits it.
    fn owned_up(&self, claim: &Claim) -> Option<Claim> {
        let is_granted = |party: &Participant| {
            claim.factuality.iter().any(|view| {
                Some(&view.holder) == party.code.map(Holder::Actor).as_ref()
                    && view.value == Factuality::CertainYes
                    && self.cue_of(view).is_some_and(|cue| self.rules.in_class("admit", self.tree.lemma(cue)))
            })
        };
        let is_deed = !is_verbal(claim) && claim.event != Some(Event::Accuse);
        // "that he had signed an annex with Japan": one of those who did it together.
        let is_own = claim.actors.iter().any(is_granted);
        if !(is_deed && is_own) {
            return None;
        }
        let mut admission = as_denial(claim);
        let (own, others): (Vec<_>, Vec<_>) = claim.actors.iter().cloned().partition(is_granted);
        admission.actors = own;
        admission.recipients = others;
        admission.recipients.extend(claim.recipients.iter().cloned());
        admission.cameo = Some("015".to_owned());
        "admit/own".clone_into(&mut admission.decision.rule);
        Some(with_id(admission))
    }

    /// The word by which a view is held.
    fn cue_of(&self, view: &View) -> Option<usize> {
        self.word_at(view.cue?)
    }

    /// "said it was untrue that Peru's ships had fished there": whoever calls it untrue denies it, whosever the deed.
    fn disowned(&self, claim: &Claim) -> Option<Claim> {
        let is_called_untrue = claim.decision.steps.iter().any(|step| step == UNTRUE);
        let who = claim.factuality.iter().find(|view| view.value == Factuality::CertainNo)?;
        if !is_called_untrue || claim.event.is_none() {
            return None;
        }
        let mut denial = as_denial(claim);
        denial.actors = vec![self.holder_of(who)?];
        Some(with_id(denial))
    }

    /// Whose view it is, by the words that name them; `None` for the author.
    pub(crate) fn holder_of(&self, view: &View) -> Option<Participant> {
        let Holder::Actor(code) = view.holder else { return None };
        let span = view.named?;
        let name = span.of(self.tree.text).to_owned();
        Some(Participant { code: Some(code), sector: None, name, title: None, is_inferred: false, span })
    }
}

/// A claim that is a denial and nothing else.
pub(crate) fn is_denial(claim: &Claim) -> bool {
    claim.event.is_none() && claim.cameo.as_deref() == Some("016")
}

/// Adds that `code` denies the claim by the words of `denial`, where nobody told its view.
fn deny(claim: &mut Claim, code: ActorCode, denial: &Claim, named: Option<Span>) {
    let holder = Holder::Actor(code);
    if claim.factuality.iter().any(|view| view.holder == holder) {
        return;
    }
    claim.factuality.push(View { holder, value: Factuality::CertainNo, cue: Some(denial.trigger), named });
    claim.factuality[1..].sort_by(|left, right| left.holder.cmp(&right.holder));
}

/// Something somebody tells and the report does not vouch for.
fn is_disputable(claim: &Claim) -> bool {
    let author = claim.factuality.first().map(|view| view.value);
    !is_said_or_met(claim) && author == Some(Factuality::Unknown) && claim.factuality.len() > 1
}

/// Words and meetings: whoever denies a charge does not deny that it was made.
fn is_said_or_met(claim: &Claim) -> bool {
    matches!(claim.event, Some(Event::Accuse | Event::Request | Event::Support | Event::Consult))
}

/// Who says that they did not do a thing denies it, whatever verb says so.
fn denial(coder: &SentenceCoder<'_, '_, '_>, claim: &Claim) -> Option<Claim> {
    let tree = coder.tree;
    // "acknowledged that it had not been ratified" admits it.
    let is_admitted =
        |view: &View| coder.cue_of(view).is_some_and(|cue| coder.rules.in_class("vouch", tree.lemma(cue)));
    let is_denier = |party: &Participant| {
        claim.factuality.iter().any(|view| {
            Some(&view.holder) == party.code.map(Holder::Actor).as_ref()
                && view.value == Factuality::CertainNo
                && !is_admitted(view)
        })
    };
    // "has never sold Taipei a shell, Manila said": of a deed of two, one may deny it.
    let is_joint = claim.recipients.is_empty() && claim.actors.len() == 2 && claim.pact_status.is_none();
    let is_denied = claim.actors.iter().all(is_denier) || is_joint && claim.actors.iter().any(is_denier);
    if is_verbal(claim) || claim.actors.is_empty() || !is_denied {
        return None;
    }
    let mut denial = as_denial(claim);
    denial.actors.retain(is_denier);
    Some(with_id(denial))
}

/// A promise, a threat, a request, a refusal, or nothing that is done.
fn is_verbal(claim: &Claim) -> bool {
    matches!(
        claim.event,
        None | Some(Event::Agree | Event::Concede | Event::Threaten | Event::Request | Event::Reject)
    )
}

/// The denying of what the claim says, by the same actors.
pub(crate) fn as_denial(claim: &Claim) -> Claim {
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
