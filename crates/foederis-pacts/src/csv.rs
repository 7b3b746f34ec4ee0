//! Reads CSV with a header row, as the alliance and war data sets come: quoted cells, doubled quotes, empty cells.
//!
//! Faults name line and column. No I/O; the text is borrowed.

use std::collections::HashMap;

/// A table that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// A column that is needed is not there.
    #[error(
        "the table of {table} has no column `{column}`\n  hint: give the file as its makers publish it, as CSV with a header row"
    )]
    NoColumn {
        /// Which table.
        table: &'static str,
        /// The column.
        column: String,
    },
    /// A cell that is no number where one is needed.
    #[error("the table of {table}, line {line}, column `{column}`: `{cell}` is no whole number")]
    BadNumber {
        /// Which table.
        table: &'static str,
        /// 1-based line.
        line: usize,
        /// The column.
        column: String,
        /// What stands there.
        cell: String,
    },
    /// A day that is none.
    #[error("the table of {table}, line {line}: {year}-{month}-{day} is no day of the calendar")]
    BadDay {
        /// Which table.
        table: &'static str,
        /// 1-based line.
        line: usize,
        /// Year.
        year: i64,
        /// Month.
        month: i64,
        /// Day.
        day: i64,
    },
}

/// A table with its header.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    columns: HashMap<String, usize>,
    rows: Vec<(usize, Vec<String>)>,
}

/// One row, with its line for messages.
pub(crate) struct Row<'a> {
    table: &'a Table,
    pub(crate) line: usize,
    cells: &'a [String],
}

impl Table {
    /// Reads a table; rows that are shorter than the header read as empty at the end.
    pub(crate) fn read(name: &'static str, text: &str) -> Table {
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let head =
            lines.next().map(|(_, line)| cells(line.trim_start_matches('\u{feff}'))).unwrap_or_default();
        let columns = head.into_iter().enumerate().map(|(idx, cell)| (cell, idx)).collect();
        Table { name, columns, rows: lines.map(|(idx, line)| (idx + 1, cells(line))).collect() }
    }

    pub(crate) fn has_column(&self, name: &str) -> bool {
        self.columns.contains_key(name)
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { table: self, line: *line, cells })
    }
}

impl Row<'_> {
    pub(crate) fn text(&self, column: &str) -> Result<&str, TableError> {
        let idx = self.table.columns.get(column);
        let idx =
            idx.ok_or_else(|| TableError::NoColumn { table: self.table.name, column: column.to_owned() })?;
        Ok(self.cells.get(*idx).map_or("", |cell| cell.trim()))
    }

    /// Returns a number; an empty cell is none.
    pub(crate) fn number(&self, column: &str) -> Result<Option<i64>, TableError> {
        let cell = self.text(column)?;
        if cell.is_empty() || cell == "NA" {
            return Ok(None);
        }
        let number = cell.parse().or_else(|_| cell.parse::<f64>().map(|number| number as i64));
        number.map(Some).map_err(|_| TableError::BadNumber {
            table: self.table.name,
            line: self.line,
            column: column.to_owned(),
            cell: cell.to_owned(),
        })
    }

    pub(crate) fn is_one(&self, column: &str) -> Result<bool, TableError> {
        Ok(self.number(column)? == Some(1))
    }

    /// Returns a day from three columns; `None` where the year is missing or not given (0 or below). A missing month or
    /// day of the month reads as 1.
    pub(crate) fn day(&self, columns: [&str; 3]) -> Result<Option<jiff::civil::Date>, TableError> {
        self.day_or(columns, 1, 1)
    }

    /// Returns a day as [`Row::day`] does, but the last it can be where month or day of the month is missing.
    pub(crate) fn last_day(&self, columns: [&str; 3]) -> Result<Option<jiff::civil::Date>, TableError> {
        self.day_or(columns, 12, 31)
    }

    fn day_or(
        &self,
        [year, month, day]: [&str; 3],
        month_else: i64,
        day_else: i64,
    ) -> Result<Option<jiff::civil::Date>, TableError> {
        let year = self.number(year)?.unwrap_or(0);
        if year <= 0 {
            return Ok(None);
        }
        let part = |column, or| -> Result<i64, TableError> {
            Ok(self.number(column)?.filter(|&n| n > 0).unwrap_or(or))
        };
        let (month, day) = (part(month, month_else)?, part(day, day_else)?);
        let bad = || TableError::BadDay { table: self.table.name, line: self.line, year, month, day };
        let (y, m, d) = (i16::try_from(year), i8::try_from(month), i8::try_from(day));
        let (Ok(y), Ok(m), Ok(d)) = (y, m, d) else { return Err(bad()) };
        // Some rows of the published data give the 31st of a shorter month: they mean its last day.
        let first = jiff::civil::Date::new(y, m, 1).map_err(|_| bad())?;
        let last = first.days_in_month();
        if d > 31 {
            Err(bad())
        } else {
            jiff::civil::Date::new(y, m, d.min(last)).map(Some).map_err(|_| bad())
        }
    }
}

fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut cell, mut is_quoted) = (Vec::new(), String::new(), false);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => cells.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    cells.push(cell);
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_days_and_faults_are_told() {
        let table = Table::read("tests", "a,y,m,d\n\"x, \"\"y\"\"\",1914,2,31\nz,0,0,0\nw,19x,1,1\n");
        let rows: Vec<Row<'_>> = table.rows().collect();
        assert_eq!(rows[0].text("a").unwrap(), "x, \"y\"");
        assert_eq!(rows[0].day(["y", "m", "d"]).unwrap().unwrap().to_string(), "1914-02-28");
        assert_eq!(rows[1].day(["y", "m", "d"]).unwrap(), None);
        let told = rows[2].day(["y", "m", "d"]).unwrap_err().to_string();
        assert_eq!(told, "the table of tests, line 4, column `y`: `19x` is no whole number");
        let told = rows[0].text("nope").unwrap_err().to_string();
        assert!(told.starts_with("the table of tests has no column `nope`"));
    }
}
