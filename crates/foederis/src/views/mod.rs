//! What people look at. Each view is a struct that is printed as JSON as it is, and has a text form of its own.

mod actors;
mod brief;
mod compare;
pub(crate) mod csv;
mod dyads;
mod entry;
mod events;
mod explain;
mod markdown;
mod pacts;
mod page;
pub(crate) mod phrases;
mod search;
mod show;
mod table;
mod timeline;
mod verify;
mod wars;

pub use actors::{ActorView, ActorsView, TitleView};
pub use brief::{AloneView, BriefView, Grades, ReportLine, StoryBrief, StoryLine};
pub use compare::{CellView, CompareRow, CompareView, DifferenceView, OnlyView, SideSays};
pub use dyads::{DyadView, DyadsView};
pub use entry::{
    Confidence, DaysView, EntryView, FigureView, Likelihood, PlaceView, PositionView, SideView, TellingView,
};
pub use events::{EventRecord, event_records, events_text, in_order};
pub use explain::{ExplainView, HeldView};
pub(crate) use pacts::status_shown;
pub use pacts::{ClauseView, NameView, PactView, PactsView, StepView, WordingView};
pub(crate) use page::fit;
pub use page::{PAGE_COLUMNS, wrapped};
pub use phrases::counted;
pub use search::{HitView, SearchView};
pub use show::{LeftOutView, SentenceView, ShowView};
pub use table::{EventLayout, EventTable, TableCell};
pub use timeline::TimelineView;
pub use verify::{FaultView, VerifyView};
pub use wars::{
    CasusDifference, CasusScoreView, CodingRates, CodingScore, GroupRate, HonourRatesView, ShareView,
};
