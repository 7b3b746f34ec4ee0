//! How a claim was come by: the rule, its steps, the words it rests on.

use super::page::Page;
use crate::desk::{Citation, Desk, ShelfError};
use foederis_types::{ClaimId, Holder, Participant};
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
    /// Who acts.
    pub actors: Vec<SideView>,
    /// On whom.
    pub recipients: Vec<SideView>,
    /// The rule's id.
    pub rule: String,
    /// Steps in order, each naming the words it rests on.
    pub steps: Vec<String>,
    /// In whose eyes it is so.
    pub views: Vec<HeldView>,
}

/// Somebody in the claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SideView {
    /// The words of the mention.
    pub words: String,
    /// State or organisation; `null` where nothing says it.
    pub code: Option<String>,
    /// What the code rests on.
    pub by: CodeBasis,
}

/// What a code rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CodeBasis {
    /// Words of the report.
    Words,
    /// What the report is about or where it was written.
    Context,
    /// Other reports, which say whose somebody of this name is.
    OtherReports,
    /// Nothing: the code is not known.
    Nothing,
}

impl SideView {
    fn text(&self) -> String {
        let code = self.code.as_deref().unwrap_or("nobody known");
        let by = match self.by {
            CodeBasis::Words => "",
            CodeBasis::Context => ", which the report leaves to be inferred",
            CodeBasis::OtherReports => ", as other reports say",
            CodeBasis::Nothing => "",
        };
        format!("\"{}\" is {code}{by}", self.words)
    }
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
        let side = |side: &Participant| {
            let told = desk.account.recognised(id, side);
            let by = match (told, side.code) {
                (Some(_), _) => CodeBasis::OtherReports,
                (None, Some(_)) if side.is_inferred => CodeBasis::Context,
                (None, Some(_)) => CodeBasis::Words,
                (None, None) => CodeBasis::Nothing,
            };
            let code = told.or(side.code).map(|code| code.to_string());
            SideView { words: side.span.of(text).to_owned(), code, by }
        };
        Ok(Some(ExplainView {
            citation,
            entry: desk.entry_id_of(id).map(|entry| entry.to_string()),
            event: claim.event.map(|event| event.to_string()),
            cameo: claim.cameo.clone(),
            trigger: claim.trigger.of(text).to_owned(),
            actors: claim.actors.iter().map(side).collect(),
            recipients: claim.recipients.iter().map(side).collect(),
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
        for (role, sides) in [("by", &self.actors), ("toward", &self.recipients)] {
            for side in sides {
                page.paragraph(2, &format!("{role}: {}", side.text()));
            }
        }
        for view in &self.views {
            let cue = view.cue.as_ref().map_or(String::new(), |cue| format!(" by the words \"{cue}\""));
            page.line(2, &format!("{} holds it {}{cue}", view.holder, view.value));
        }
        page.finish()
    }
}
