//! What people look at. Each view is a struct that is printed as JSON as it is, and has a text form of its own.

mod brief;
mod entry;
mod pacts;
mod page;
pub(crate) mod phrases;

pub use brief::{AloneView, BriefView, Grades, ReportLine, StoryBrief, find_story};
pub use entry::{
    Confidence, DaysView, EntryView, FigureView, Likelihood, PlaceView, PositionView, SideView, TellingView,
};
pub use pacts::{ClauseView, NameView, PactView, PactsView, StepView, WordingView};
pub use page::PAGE_COLUMNS;
