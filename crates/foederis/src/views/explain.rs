//! How a claim was come by: the rule, its steps, the words it rests on.

use super::page::Page;
use crate::desk::{Citation, Desk, ShelfError};
use foederis_types::{ClaimId, Holder};
use schemars::JsonSchema;
use serde::Serialize;

/// A claim and its reasons.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ExplainView {
    /// The words.
    pub citation: Citation,
    /// The entry that the claim went into.
    pub entry: Option<String>,
    /// PLOVER event type.
    pub event: Option<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// The predicate's words.
    pub trigger: String,
    /// The rule's id.
    pub rule: String,
    /// Steps in order, each naming the words it rests on.
    pub steps: Vec<String>,
    /// In whose eyes it is so.
    pub views: Vec<HeldView>,
}

/// One holder's view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HeldView {
    /// `AUTHOR` or a code.
    pub holder: String,
    /// FactBank's value.
    pub value: String,
    /// The words that show it.
    pub cue: Option<String>,
}

impl ExplainView {
    /// Explains a claim; `None` where the ledger has none of that id.
    ///
    /// # Errors
    ///
    /// Its report cannot be fetched.
    pub fn of(id: ClaimId, desk: &Desk<'_>) -> Result<Option<ExplainView>, ShelfError> {
        let (Some(line), Some(citation)) = (desk.ledger.line(id), desk.cite(id)?) else { return Ok(None) };
        let claim = &line.claim;
        let report = desk.report(claim.quote.report)?;
        let text = report.part(claim.quote.part);
        let held = |view: &foederis_types::View| HeldView {
            holder: match &view.holder {
                Holder::Author => "AUTHOR".to_owned(),
                Holder::Actor(code) => code.to_string(),
            },
            value: view.value.to_string(),
            cue: view.cue.map(|span| span.of(text).to_owned()),
        };
        Ok(Some(ExplainView {
            citation,
            entry: desk.entry_id_of(id).map(|entry| entry.to_string()),
            event: claim.event.map(|event| event.to_string()),
            cameo: claim.cameo.clone(),
            trigger: claim.trigger.of(text).to_owned(),
            rule: claim.decision.rule.clone(),
            steps: claim.decision.steps.clone(),
            views: claim.factuality.iter().map(held).collect(),
        }))
    }

    /// Prints it for reading.
    pub fn text(&self) -> String {
        let mut page = Page::default();
        page.cited(0, &format!("[{}]", self.citation.place()), &self.citation);
        let event = self.event.as_deref().unwrap_or("no PLOVER type");
        let cameo = self.cameo.as_deref().map_or(String::new(), |code| format!(", CAMEO {code}"));
        page.line(2, &format!("read as {event}{cameo} by rule {} from \"{}\"", self.rule, self.trigger));
        for step in &self.steps {
            page.paragraph(4, step);
        }
        for view in &self.views {
            let cue = view.cue.as_ref().map_or(String::new(), |cue| format!(" by the words \"{cue}\""));
            page.line(2, &format!("{} holds it {}{cue}", view.holder, view.value));
        }
        page.finish()
    }
}
