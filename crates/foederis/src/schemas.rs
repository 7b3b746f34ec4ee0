//! JSON Schemas of what goes in and comes out as JSON. Those of views are made from the structs that are printed;
//! `docs/schemas/` holds a copy of each, and a test keeps the two alike.

use crate::eval::EvalView;
use crate::obligations::{AnswersView, WhyNotView};
use crate::views::{
    ActorsView, BriefView, CasusScoreView, CompareView, DyadsView, EventRecord, ExplainView, HonourRatesView,
    PactsView, SearchView, ShowView, TimelineView, VerifyView,
};
use crate::{Manifest, UnresolvedView};
use schemars::{JsonSchema, schema_for};

/// Makes one schema.
type Make = fn() -> String;

/// Every schema by the name that `foederis schema` takes.
pub const ALL: &[(&str, Make)] = &[
    ("actors", made::<ActorsView>),
    ("brief", made::<BriefView>),
    ("casus-score", made::<CasusScoreView>),
    ("claim", || CLAIM.to_owned()),
    ("compare", made::<CompareView>),
    ("dyads", made::<DyadsView>),
    ("eval", made::<EvalView>),
    ("events", made::<EventRecord>),
    ("explain", made::<ExplainView>),
    ("honour-rates", made::<HonourRatesView>),
    ("manifest", made::<Manifest>),
    ("pacts", made::<PactsView>),
    ("report", || REPORT.to_owned()),
    ("search", made::<SearchView>),
    ("show", made::<ShowView>),
    ("timeline", made::<TimelineView>),
    ("unresolved", made::<UnresolvedView>),
    ("verify", made::<VerifyView>),
    ("what-if", made::<AnswersView>),
    ("why-not", made::<WhyNotView>),
];

const CLAIM: &str = include_str!("../../../docs/schemas/claim.json");
const REPORT: &str = include_str!("../../../docs/schemas/report.json");

/// Returns a schema as JSON text.
pub fn text(name: &str) -> Option<String> {
    ALL.iter().find(|(known, _)| *known == name).map(|(_, make)| make())
}

fn made<T: JsonSchema>() -> String {
    let schema = schema_for!(T);
    serde_json::to_string_pretty(&schema).map_or_else(|_| String::new(), |text| text + "\n")
}
