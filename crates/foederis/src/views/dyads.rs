//! Directed dyad-years: who owed whom what in a year, with the five flags of the ATOP data.
//!
//! A pair with no duty in a year has no row. What is open or disputed has a flag of its own and is never 0 or 1.

use super::page::Page;
use foederis_pacts::codes;
use foederis_pacts::dyads::{self, DyadYear};
use schemars::JsonSchema;
use serde::Serialize;

/// Names of the flags, in the order of the columns.
const FLAGS: [&str; 5] = ["defence", "offence", "neutrality", "non-aggression", "consultation"];

/// Directed dyad-years of a span of years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DyadsView {
    /// First year.
    pub from: i16,
    /// Last year.
    pub to: i16,
    /// Pacts at hand.
    pub n_pacts: usize,
    /// Rows by first state, second state and year.
    pub rows: Vec<DyadView>,
    #[serde(skip)]
    found: Vec<DyadYear>,
}

/// One directed pair in one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DyadView {
    /// Who owes: ISO 3166-1 alpha-3, or the id of a former state.
    pub state1: String,
    /// To whom.
    pub state2: String,
    /// Correlates of War number of the first; `null` where it has none.
    pub ccode1: Option<u16>,
    /// Correlates of War number of the second.
    pub ccode2: Option<u16>,
    /// Year.
    pub year: i16,
    /// What is owed for sure on some day of the year.
    pub owed: Vec<String>,
    /// What may be owed: open or disputed.
    pub open: Vec<String>,
}

impl DyadsView {
    /// Lists the dyad-years of a span of years.
    pub fn of(library: &foederis_pacts::PactLibrary, from: i16, to: i16) -> DyadsView {
        let found = dyads::dyad_years(library, from, to);
        let rows = found.iter().map(DyadView::of).collect();
        DyadsView { from, to, n_pacts: library.pacts().len(), rows, found }
    }

    /// Writes the rows as comma-separated values.
    pub fn csv(&self) -> String {
        dyads::to_csv(&self.found)
    }

    /// Prints the rows for reading.
    pub fn text(&self) -> String {
        let mut page = Page::default();
        page.line(
            0,
            &format!(
                "{} pairs and years, from {}",
                self.rows.len(),
                super::phrases::counted(self.n_pacts, "pact")
            ),
        );
        for row in &self.rows {
            let open = row.open.iter().map(|flag| format!("{flag} (open)"));
            let owed: Vec<String> = row.owed.iter().cloned().chain(open).collect();
            page.line(0, &format!("{} {} > {}  {}", row.year, row.state1, row.state2, owed.join(", ")));
        }
        page.finish()
    }
}

impl DyadView {
    fn of(row: &DyadYear) -> DyadView {
        let number = |id| codes::state(id).and_then(|state| state.cow_number);
        let named = |is_set: [bool; 5]| {
            FLAGS
                .iter()
                .zip(is_set)
                .filter(|(_, is_set)| *is_set)
                .map(|(flag, _)| (*flag).to_owned())
                .collect()
        };
        let open = std::array::from_fn(|flag| row.open[flag] && !row.flags[flag]);
        DyadView {
            state1: row.debtor.to_string(),
            state2: row.creditor.to_string(),
            ccode1: number(row.debtor),
            ccode2: number(row.creditor),
            year: row.year,
            owed: named(row.flags),
            open: named(open),
        }
    }
}
