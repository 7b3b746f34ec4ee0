//! Sentences found by their words.

use super::page::Page;
use crate::desk::one_line;
use foederis_store::Hit;
use schemars::JsonSchema;
use serde::Serialize;

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SearchView {
    /// The words looked for.
    pub words: String,
    /// Hits by report day, report, sentence.
    pub hits: Vec<HitView>,
    /// Says whether there are more than are shown.
    pub has_more: bool,
}

/// A sentence that holds the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HitView {
    /// The report's id.
    pub report: String,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its publication day.
    pub published: Option<String>,
    /// 1-based number of the sentence, the headline counted.
    pub sentence: u32,
    /// The sentence.
    pub text: String,
}

impl SearchView {
    /// Shows hits, of which one more than `limit` were asked for.
    pub fn of(words: String, mut hits: Vec<Hit>, limit: usize) -> SearchView {
        let has_more = hits.len() > limit;
        hits.truncate(limit);
        SearchView { words, hits: hits.into_iter().map(HitView::of).collect(), has_more }
    }

    /// Prints the hits for reading.
    pub fn text(&self) -> String {
        let mut page = Page::default();
        if self.hits.is_empty() {
            page.line(0, &format!("No sentence holds `{}`.", self.words));
        }
        for hit in &self.hits {
            let voice = hit.outlet.as_ref().or(hit.title.as_ref()).map_or("(no title)", String::as_str);
            let day = hit.published.as_deref().unwrap_or("no day");
            page.line(0, &format!("{day}  {}:{}  {voice}", &hit.report[..8], hit.sentence));
            page.paragraph(4, &hit.text);
        }
        if self.has_more {
            page.line(0, "... and more: --limit N");
        }
        page.finish()
    }
}

impl HitView {
    fn of(hit: Hit) -> HitView {
        HitView {
            report: hit.report.to_string(),
            outlet: hit.outlet,
            title: hit.title.as_deref().map(one_line),
            published: hit.published,
            sentence: hit.sentence + 1,
            text: one_line(&hit.text),
        }
    }
}
