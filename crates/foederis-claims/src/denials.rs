//! Denials: whoever denies a deed of its own, or one that was told before, says so in a claim or in a view.

use foederis_types::{Basis, Claim, Event, Factuality, Happened, Holder, Participant, View};

use crate::coder::{SentenceCoder, with_id};
use crate::stance::UNTRUE;

impl SentenceCoder<'_, '_, '_> {
    /// "..., an accusation Kyiv rejects", "...; New Delhi denies it": whoever denies without saying what denies what was
    /// told before.
    pub(crate) fn rebut(&self, claims: &mut [Claim]) {
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
        (0..self.tree.len()).find(|&idx| Some(self.tree.token(idx).span) == view.cue)
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
}

/// Something somebody tells and the report does not vouch for.
fn is_disputable(claim: &Claim) -> bool {
    let is_verbal =
        matches!(claim.event, Some(Event::Accuse | Event::Request | Event::Support | Event::Consult));
    let author = claim.factuality.first().map(|view| view.value);
    !is_verbal && author == Some(Factuality::Unknown) && claim.factuality.len() > 1
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
    if is_verbal(claim) || claim.actors.is_empty() || !claim.actors.iter().all(is_denier) {
        return None;
    }
    Some(with_id(as_denial(claim)))
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
