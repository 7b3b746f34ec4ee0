//! Reads the committed tables: tab-separated, `#` for remarks, the first other line names the columns.
//!
//! Knows nothing of what the columns mean. A user's own table goes through the same door.

use foederis_types::{ActorCode, Date};

use crate::Sector;

/// A table could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NamesError {
    /// A column is missing.
    #[error("table `{table}`: no column `{column}`")]
    NoColumn {
        /// The table's file name.
        table: String,
        /// The missing column.
        column: &'static str,
    },
    /// A cell does not hold what its column must hold.
    #[error("table `{table}`, line {line}: `{column}` is `{value}`; {expected} is expected")]
    BadCell {
        /// The table's file name.
        table: String,
        /// 1-based line.
        line: usize,
        /// The column.
        column: &'static str,
        /// What the cell holds.
        value: String,
        /// What it should hold.
        expected: &'static str,
    },
}

/// One table: its text and the columns it has.
pub(crate) struct Table<'t> {
    name: &'t str,
    columns: Vec<&'t str>,
    text: &'t str,
}

/// One line of a table.
pub(crate) struct Row<'t> {
    table: &'t str,
    line: usize,
    cells: Vec<&'t str>,
}

impl<'t> Table<'t> {
    /// Reads the header of `text`.
    pub(crate) fn new(name: &'t str, text: &'t str) -> Table<'t> {
        let header = text.lines().find(|line| !line.starts_with('#')).unwrap_or("");
        Table { name, columns: header.split('\t').collect(), text }
    }

    /// Returns the lines below the header, in order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'t>> + use<'t> {
        let name = self.name;
        let lines =
            self.text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
        lines.skip(1).map(|(idx, line)| Row { table: name, line: idx + 1, cells: line.split('\t').collect() })
    }

    /// Returns the number of `column`.
    pub(crate) fn column(&self, column: &'static str) -> Result<Column, NamesError> {
        let idx = self.columns.iter().position(|&name| name == column);
        idx.map(|idx| Column { idx, name: column })
            .ok_or_else(|| NamesError::NoColumn { table: self.name.to_owned(), column })
    }
}

/// A column that a table has.
#[derive(Clone, Copy)]
pub(crate) struct Column {
    idx: usize,
    name: &'static str,
}

impl<'t> Row<'t> {
    /// Returns the cell, empty where the line is short.
    pub(crate) fn text(&self, column: Column) -> &'t str {
        self.cells.get(column.idx).copied().unwrap_or("")
    }

    /// Returns the parts of a cell that holds a list.
    pub(crate) fn list(&self, column: Column) -> impl Iterator<Item = &'t str> {
        self.text(column).split(';').filter(|part| !part.is_empty())
    }

    fn bad(&self, column: Column, expected: &'static str) -> NamesError {
        NamesError::BadCell {
            table: self.table.to_owned(),
            line: self.line,
            column: column.name,
            value: self.text(column).to_owned(),
            expected,
        }
    }

    fn parsed<T>(
        &self,
        column: Column,
        expected: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, NamesError> {
        match self.text(column) {
            "" => Ok(None),
            text => parse(text).map(Some).ok_or_else(|| self.bad(column, expected)),
        }
    }

    /// Returns an actor code, `None` for an empty cell.
    pub(crate) fn code(&self, column: Column) -> Result<Option<ActorCode>, NamesError> {
        self.parsed(column, "an actor code", |text| ActorCode::new(text).ok())
    }

    /// Returns a list of actor codes.
    pub(crate) fn codes(&self, column: Column) -> Result<Vec<ActorCode>, NamesError> {
        self.list(column)
            .map(|code| ActorCode::new(code).map_err(|_| self.bad(column, "a list of actor codes")))
            .collect()
    }

    /// Returns a day, `None` for an empty cell.
    pub(crate) fn date(&self, column: Column) -> Result<Option<Date>, NamesError> {
        self.parsed(column, "a day (YYYY-MM-DD)", |text| text.parse().ok())
    }

    /// Returns a sector, `None` for an empty cell.
    pub(crate) fn sector(&self, column: Column) -> Result<Option<Sector>, NamesError> {
        self.parsed(column, "a PLOVER sector", Sector::parse)
    }

    /// Returns a number, `None` for an empty cell.
    pub(crate) fn number<T: std::str::FromStr>(&self, column: Column) -> Result<Option<T>, NamesError> {
        self.parsed(column, "a number", |text| text.parse().ok())
    }

    /// Returns the value that `choices` has for the cell.
    pub(crate) fn choice<T: Copy>(
        &self,
        column: Column,
        choices: &[(&str, T)],
        expected: &'static str,
    ) -> Result<T, NamesError> {
        let text = self.text(column);
        let found = choices.iter().find(|(name, _)| *name == text);
        found.map(|&(_, value)| value).ok_or_else(|| self.bad(column, expected))
    }
}
