//! The account's parts in the file, so that a view derives only the stories that it shows: read, written and replaced one
//! by one. [`crate::keep`] sees to it that they are those of the ledger.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use foederis_ledger::{Origin, PactPart, PartEntry, StoryPart};
use foederis_types::{ActorCode, Date, PactId, ReportId, StoryId};
use foederis_wire::WireError;
use rusqlite::{Row, Transaction, params};
use serde::{Deserialize, Serialize};

use crate::read::{damaged, parsed};
use crate::{Store, StoreError};

/// What a list of stories shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryRow {
    /// The story.
    pub id: StoryId,
    /// How many reports it has.
    pub n_reports: usize,
    /// First and last publication day.
    pub days: Option<(Date, Date)>,
    /// The states it is most about.
    pub states: Vec<ActorCode>,
}

/// A pact, and what was made of it for those who ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PactRow {
    /// The pact.
    pub id: PactId,
    /// First and last day of the reports that it rests on; none where one of them has no day.
    pub days: Option<(Date, Date)>,
    /// What was made of it and kept; the store does not know what it means.
    pub told: Option<Vec<u8>>,
}

impl Store {
    /// Returns the parts of some stories, by story id; those that are not there are left out.
    ///
    /// # Errors
    ///
    /// SQLite refuses, or a row is damaged.
    pub fn story_parts(&self, stories: &[StoryId]) -> Result<Vec<StoryPart>, StoreError> {
        let stories: BTreeSet<&StoryId> = stories.iter().collect();
        let mut statement = self.connection.prepare_cached("SELECT value FROM part WHERE story = ?1")?;
        let mut parts = Vec::with_capacity(stories.len());
        for story in stories {
            let id = story.to_string();
            let mut rows = statement.query([&id])?;
            if let Some(row) = rows.next()? {
                parts.push(part_from("part", &id, &row.get::<_, String>(0)?)?);
            }
        }
        Ok(parts)
    }

    /// Returns the pacts that concern any of these states, all where none are given, by id; each with what was made of it
    /// and kept ([`Store::keep_told`]) since its part changed.
    ///
    /// # Errors
    ///
    /// As [`Store::story_parts`].
    pub fn pact_rows(&self, states: Option<&BTreeSet<ActorCode>>) -> Result<Vec<PactRow>, StoreError> {
        let states = states.map(|states| states.iter().map(ToString::to_string).collect::<Vec<_>>());
        let states = states.map(|states| serde_json::to_string(&states).unwrap_or_default());
        let mut statement = self.connection.prepare_cached(
            "SELECT pact.id, pact_told.value, pact.first, pact.last FROM pact LEFT JOIN pact_told ON pact_told.pact = pact.id
             WHERE ?1 IS NULL
                 OR pact.id IN (SELECT pact FROM pact_state WHERE state IN (SELECT value FROM json_each(?1)))
             ORDER BY pact.id",
        )?;
        let read = |row: &Row<'_>| {
            let id: String = row.get(0)?;
            Ok(PactRow {
                id: value(&id).map_err(|cause| damaged("pact", &id, cause))?,
                days: day(row.get(2)?).zip(day(row.get(3)?)),
                told: row.get(1)?,
            })
        };
        statement.query_and_then([states], read)?.collect()
    }

    /// Returns the part of one pact, without reports of its own.
    ///
    /// # Errors
    ///
    /// As [`Store::story_parts`].
    pub fn pact_part(&self, pact: PactId) -> Result<Option<StoryPart>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT value FROM pact WHERE id = ?1")?;
        let id = pact.to_string();
        let mut rows = statement.query([&id])?;
        rows.next()?.map(|row| part_from("pact", &id, &row.get::<_, String>(0)?)).transpose()
    }

    /// Returns the stories that have any of these reports.
    ///
    /// # Errors
    ///
    /// As [`Store::story_parts`].
    pub fn stories_of(
        &self,
        reports: impl IntoIterator<Item = ReportId>,
    ) -> Result<BTreeSet<StoryId>, StoreError> {
        Ok(self.story_of_each(reports)?.into_values().collect())
    }

    /// Returns the story of each of these reports.
    ///
    /// # Errors
    ///
    /// As [`Store::story_parts`].
    pub fn story_of_each(
        &self,
        reports: impl IntoIterator<Item = ReportId>,
    ) -> Result<BTreeMap<ReportId, StoryId>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT story FROM part_report WHERE report = ?1")?;
        let mut story_of = BTreeMap::new();
        for report in reports {
            let mut rows = statement.query([report.to_string()])?;
            if let Some(row) = rows.next()? {
                story_of.insert(report, id("part_report", &row.get::<_, String>(0)?)?);
            }
        }
        Ok(story_of)
    }

    /// Returns the stories whose id begins with `prefix`, those with most reports first, then by id; at most `n_max`.
    ///
    /// # Errors
    ///
    /// As [`Store::story_parts`].
    pub fn story_rows(&self, prefix: &str, n_max: usize) -> Result<Vec<StoryRow>, StoreError> {
        // A range and not `substr`, so that the index finds them; ids are hexadecimal, so `g` is behind all.
        let mut statement = self.connection.prepare_cached(if prefix.is_empty() {
            "SELECT story, n_reports, first, last, states FROM part ORDER BY n_reports DESC, story LIMIT ?2"
        } else {
            "SELECT story, n_reports, first, last, states FROM part
             WHERE story >= ?1 AND story < ?1 || 'g' ORDER BY n_reports DESC, story LIMIT ?2"
        })?;
        let n_max = i64::try_from(n_max).unwrap_or(i64::MAX);
        statement.query_and_then(params![prefix, n_max], story_row)?.collect()
    }

    /// Returns some stories, those with most reports first, then by id; those that are not there are left out.
    ///
    /// # Errors
    ///
    /// As [`Store::story_parts`].
    pub fn rows_of(&self, stories: &BTreeSet<StoryId>) -> Result<Vec<StoryRow>, StoreError> {
        let ids = serde_json::to_string(&stories.iter().map(ToString::to_string).collect::<Vec<_>>());
        let mut statement = self.connection.prepare_cached(
            "SELECT story, n_reports, first, last, states FROM part
             WHERE story IN (SELECT value FROM json_each(?1)) ORDER BY n_reports DESC, story",
        )?;
        statement.query_and_then([ids.unwrap_or_default()], story_row)?.collect()
    }

    /// Counts the stories.
    ///
    /// # Errors
    ///
    /// SQLite refuses.
    pub fn n_stories(&self) -> Result<usize, StoreError> {
        let n_stories: i64 = self.connection.query_row("SELECT count(*) FROM part", [], |row| row.get(0))?;
        Ok(usize::try_from(n_stories).unwrap_or(0))
    }

    /// Returns the stories that first tell of a pact with this party, or of a pact whose id begins so; of any pact where
    /// no name is given.
    ///
    /// # Errors
    ///
    /// As [`Store::story_parts`].
    pub fn stories_with_pact(&self, name: Option<&str>) -> Result<BTreeSet<StoryId>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT story FROM part_pact
             WHERE ?1 IS NULL OR party = upper(?1) OR substr(pact, 1, length(?1)) = ?1",
        )?;
        let ids =
            statement.query_map([name], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        ids.iter().map(|story| id("part_pact", story)).collect()
    }
}

pub(crate) fn drop_part(transaction: &Transaction<'_>, story: StoryId) -> Result<(), StoreError> {
    let story = story.to_string();
    for sql in ["DELETE FROM part WHERE story = ?1", "DELETE FROM part_pact WHERE story = ?1"] {
        transaction.prepare_cached(sql)?.execute([&story])?;
    }
    Ok(())
}

pub(crate) fn drop_pact(transaction: &Transaction<'_>, pact: PactId) -> Result<(), StoreError> {
    let pact = pact.to_string();
    for sql in [
        "DELETE FROM pact WHERE id = ?1",
        "DELETE FROM pact_state WHERE pact = ?1",
        "DELETE FROM pact_told WHERE pact = ?1",
    ] {
        transaction.prepare_cached(sql)?.execute([&pact])?;
    }
    Ok(())
}

fn day(text: Option<String>) -> Option<Date> {
    text.and_then(|text| text.parse().ok())
}

fn story_row(row: &Row<'_>) -> Result<StoryRow, StoreError> {
    let story: String = row.get(0)?;
    let (first, last, states): (_, _, String) = (day(row.get(2)?), day(row.get(3)?), row.get(4)?);
    Ok(StoryRow {
        id: id("part", &story)?,
        n_reports: usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0),
        days: first.zip(last),
        states: states.split_whitespace().filter_map(|code| ActorCode::new(code).ok()).collect(),
    })
}

pub(crate) fn part_from(table: &'static str, id: &str, value: &str) -> Result<StoryPart, StoreError> {
    let json: PartJson = parsed(table, id, value)?;
    json.part().map_err(|cause| damaged(table, id, cause))
}

pub(crate) fn add_pact(transaction: &Transaction<'_>, part: &StoryPart) -> Result<(), StoreError> {
    // A report without a day was known at no time that could be named.
    let mut insert = transaction.prepare_cached(
        "INSERT INTO pact (id, first, last, value)
         SELECT ?1, iif(count(published) = count(*), min(published), NULL),
             iif(count(published) = count(*), max(published), NULL), ?2
         FROM report WHERE id IN (SELECT value FROM json_each(?3))",
    )?;
    let mut insert_state =
        transaction.prepare_cached("INSERT INTO pact_state (state, pact) VALUES (?1, ?2)")?;
    let needs = serde_json::to_string(&shown(&part.needs)).unwrap_or_default();
    for pact in &part.pacts {
        let id = pact.id.to_string();
        insert.execute([&id, &written(part), &needs])?;
        for state in &pact.states {
            insert_state.execute([state.as_str(), &id])?;
        }
    }
    Ok(())
}

pub(crate) fn written(part: &StoryPart) -> String {
    serde_json::to_string(&PartJson::of(part)).unwrap_or_default()
}

pub(crate) fn add_part(transaction: &Transaction<'_>, part: &StoryPart) -> Result<(), StoreError> {
    let story = part.story().to_string();
    let states: Vec<&str> = part.states.iter().map(ActorCode::as_str).collect();
    let mut insert = transaction.prepare_cached(
        "INSERT INTO part (story, n_reports, first, last, states, value) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    insert.execute(params![
        story,
        part.reports.len() as i64,
        part.days.map(|days| days.0.to_string()),
        part.days.map(|days| days.1.to_string()),
        states.join(" "),
        written(part),
    ])?;
    let mut insert =
        transaction.prepare_cached("INSERT OR REPLACE INTO part_report (report, story) VALUES (?1, ?2)")?;
    for report in &part.reports {
        insert.execute([report.to_string(), story.clone()])?;
    }
    let mut insert =
        transaction.prepare_cached("INSERT INTO part_pact (party, pact, story) VALUES (?1, ?2, ?3)")?;
    for pact in &part.pacts {
        for party in &pact.parties {
            insert.execute([party.as_str(), &pact.id.to_string(), &story])?;
        }
    }
    Ok(())
}

/// The written form of a part: ids as they are shown.
#[derive(Serialize, Deserialize)]
struct PartJson {
    reports: Vec<String>,
    days: Option<(String, String)>,
    states: Vec<String>,
    entries: Vec<EntryJson>,
    pacts: Vec<PactJson>,
    away: Vec<(String, String)>,
    needs: Vec<String>,
    origins: Vec<OriginJson>,
    /// Report and paragraph, then the first report and paragraph of the group.
    paragraphs: Vec<(String, u32, String, u32)>,
    /// Name and code.
    people: Vec<(String, String)>,
}

#[derive(Serialize, Deserialize)]
struct EntryJson {
    story: String,
    pact: Option<String>,
    claims: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct PactJson {
    id: String,
    parties: Vec<String>,
    states: Vec<String>,
    claims: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct OriginJson {
    reports: Vec<String>,
    agencies: Vec<String>,
    shared_percent: u8,
}

fn shown<T: ToString>(values: &[T]) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}

fn value<T: FromStr>(text: &str) -> Result<T, WireError> {
    text.parse().map_err(|_| WireError::BadValue { field: "id", value: text.to_owned() })
}

fn values<T: FromStr>(texts: &[String]) -> Result<Vec<T>, WireError> {
    texts.iter().map(|text| value(text)).collect()
}

fn pair<A: FromStr, B: FromStr>((a, b): &(String, String)) -> Result<(A, B), WireError> {
    Ok((value(a)?, value(b)?))
}

fn codes(texts: &[String]) -> Result<Vec<ActorCode>, WireError> {
    let code = |text: &String| {
        ActorCode::new(text).map_err(|_| WireError::BadValue { field: "code", value: text.clone() })
    };
    texts.iter().map(code).collect()
}

fn id(table: &'static str, text: &str) -> Result<StoryId, StoreError> {
    value(text).map_err(|cause| damaged(table, text, cause))
}

impl PartJson {
    fn of(part: &StoryPart) -> PartJson {
        let entry = |entry: &PartEntry| EntryJson {
            story: entry.story.to_string(),
            pact: entry.pact.map(|pact| pact.to_string()),
            claims: shown(&entry.claims),
            remarks: shown(&entry.remarks),
        };
        let pact = |pact: &PactPart| PactJson {
            id: pact.id.to_string(),
            parties: shown(&pact.parties),
            states: shown(&pact.states),
            claims: shown(&pact.claims),
        };
        let origin = |origin: &Origin| OriginJson {
            reports: shown(&origin.reports),
            agencies: origin.agencies.clone(),
            shared_percent: origin.shared_percent,
        };
        let paragraph = |(at, first): &((ReportId, u32), (ReportId, u32))| {
            (at.0.to_string(), at.1, first.0.to_string(), first.1)
        };
        PartJson {
            reports: shown(&part.reports),
            days: part.days.map(|(first, last)| (first.to_string(), last.to_string())),
            states: shown(&part.states),
            entries: part.entries.iter().map(entry).collect(),
            pacts: part.pacts.iter().map(pact).collect(),
            away: part.away.iter().map(|(claim, entry)| (claim.to_string(), entry.to_string())).collect(),
            needs: shown(&part.needs),
            origins: part.origins.iter().map(origin).collect(),
            paragraphs: part.paragraphs.iter().map(paragraph).collect(),
            people: part.people.iter().map(|(name, code)| (name.clone(), code.to_string())).collect(),
        }
    }

    fn part(&self) -> Result<StoryPart, WireError> {
        let entry = |entry: &EntryJson| {
            Ok(PartEntry {
                story: value(&entry.story)?,
                pact: entry.pact.as_deref().map(value).transpose()?,
                claims: values(&entry.claims)?,
                remarks: values(&entry.remarks)?,
            })
        };
        let pact = |pact: &PactJson| {
            Ok(PactPart {
                id: value(&pact.id)?,
                parties: codes(&pact.parties)?,
                states: codes(&pact.states)?,
                claims: values(&pact.claims)?,
            })
        };
        let origin = |origin: &OriginJson| {
            Ok(Origin {
                reports: values(&origin.reports)?,
                agencies: origin.agencies.clone(),
                shared_percent: origin.shared_percent,
            })
        };
        let paragraph = |(report, number, first, of): &(String, u32, String, u32)| {
            Ok(((value(report)?, *number), (value(first)?, *of)))
        };
        let person = |(name, code): &(String, String)| {
            let field = "people";
            let code = ActorCode::new(code).map_err(|cause| WireError::BadCode { field, cause })?;
            Ok((name.clone(), code))
        };
        Ok(StoryPart {
            reports: values(&self.reports)?,
            days: self.days.as_ref().map(pair).transpose()?,
            states: codes(&self.states)?,
            entries: self.entries.iter().map(entry).collect::<Result<_, WireError>>()?,
            pacts: self.pacts.iter().map(pact).collect::<Result<_, WireError>>()?,
            away: self.away.iter().map(pair).collect::<Result<_, WireError>>()?,
            needs: values(&self.needs)?,
            origins: self.origins.iter().map(origin).collect::<Result<_, WireError>>()?,
            paragraphs: self.paragraphs.iter().map(paragraph).collect::<Result<_, WireError>>()?,
            people: self.people.iter().map(person).collect::<Result<_, WireError>>()?,
        })
    }
}
