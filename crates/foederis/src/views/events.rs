//! The ledger's entries as event data, columns spelled as the PLOVER and CAMEO manuals spell them.
//!
//! One row an entry; lists are joined by `;`. What event data cannot hold is dropped here and only here: wordings,
//! positions over time, the sentences behind the first of each report. `docs/events.md` lists every column.

use super::entry::{EntryView, reports_of};
use super::page::Page;
use crate::desk::{Desk, ShelfError};
use foederis_ledger::Entry;
use foederis_names::{Names, State};
use foederis_types::{Date, EntryId, StoryId};
use schemars::JsonSchema;
use serde::Serialize;

/// One entry as an event record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct EventRecord {
    /// The entry's id.
    pub id: String,
    /// The story's id.
    pub story: String,
    /// First day, `YYYY-MM-DD`; `null` where the start is open.
    pub date: Option<String>,
    /// Last day.
    pub enddate: Option<String>,
    /// `named`, `resolved`, or `published` where only publication bounds it.
    pub date_basis: String,
    /// Acting side: ISO 3166-1 alpha-3 codes or PLOVER codes.
    pub actor: Vec<String>,
    /// Their names.
    pub actor_name: Vec<String>,
    /// Their PLOVER sectors.
    pub actor_sector: Vec<String>,
    /// Their Correlates of War numbers on that day; empty for what is no state.
    pub actor_cow: Vec<u16>,
    /// Their Gleditsch-Ward numbers on that day.
    pub actor_gw: Vec<u16>,
    /// Receiving side.
    pub recipient: Vec<String>,
    /// Their names.
    pub recipient_name: Vec<String>,
    /// Their PLOVER sectors.
    pub recipient_sector: Vec<String>,
    /// Their Correlates of War numbers.
    pub recipient_cow: Vec<u16>,
    /// Their Gleditsch-Ward numbers.
    pub recipient_gw: Vec<u16>,
    /// PLOVER event type.
    pub event: Option<String>,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub context: Vec<String>,
    /// PLOVER auxiliary modes.
    pub auxiliary: Vec<String>,
    /// PLOVER quad code, 1 to 4.
    pub quad_code: Option<u8>,
    /// PLOVER score, -10 to 10.
    pub score: Option<f64>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// Place.
    pub place: Option<String>,
    /// State of the place.
    pub place_state: Option<String>,
    /// Latitude of the place in degrees, where the gazetteer has it.
    pub latitude: Option<f64>,
    /// Longitude.
    pub longitude: Option<f64>,
    /// `asserted`, `hedged`, `attributed`, `conditional` or `denied`: the firmest that any report puts it.
    pub status: String,
    /// Codes of those who affirm it, besides reports.
    pub affirmed_by: Vec<String>,
    /// Codes of those who deny it.
    pub denied_by: Vec<String>,
    /// Number of reports that tell it.
    pub n_reports: u32,
    /// Number of independent origins.
    pub n_origins: u32,
    /// Outlets, or titles where no outlet is known.
    pub outlets: Vec<String>,
    /// Ids of the reports.
    pub reports: Vec<String>,
    /// Day of the first of them.
    pub published: Option<String>,
    /// 1-based number of the sentence in the first report that the words stand in.
    pub sentence: Option<u32>,
    /// Words of the first report.
    pub text: String,
    /// What happened, in words that say no more than the codes.
    #[serde(skip)]
    pub(crate) gloss: Option<String>,
    /// Whether it has no first day, the first day, the entry.
    #[serde(skip)]
    pub(crate) order: Option<(bool, Option<Date>, EntryId)>,
}

/// Makes event records of the stories given, of all without any, in order of their days, then ids.
///
/// # Errors
///
/// A report that it quotes cannot be fetched.
pub fn event_records(
    desk: &Desk<'_>,
    names: &Names,
    stories: &[StoryId],
) -> Result<Vec<EventRecord>, ShelfError> {
    let is_wanted = |entry: &&Entry| stories.is_empty() || stories.contains(&entry.story);
    let entries = desk.account.entries.values().filter(is_wanted);
    let records = entries.map(|entry| EventRecord::of(entry, desk, names));
    Ok(in_order(records.collect::<Result<_, _>>()?))
}

/// Puts event records of several heaps of stories in order of their days, then ids.
pub fn in_order(mut records: Vec<EventRecord>) -> Vec<EventRecord> {
    records.sort_by_key(|record| record.order);
    records
}

/// Prints event records for reading.
pub fn events_text(records: &[EventRecord]) -> String {
    let mut page = Page::default();
    for record in records {
        let day = record.date.as_deref().or(record.enddate.as_deref()).unwrap_or("no day");
        let who = format!("{} > {}", record.actor.join("+"), record.recipient.join("+"));
        let event = record.event.as_deref().unwrap_or("-");
        let cameo = record.cameo.as_deref().unwrap_or("-");
        page.quote(0, &format!("{day:10} {who:18} {event:9} {cameo:4} {:11}", record.status), &record.text);
    }
    page.finish()
}

impl EventRecord {
    fn of(entry: &Entry, desk: &Desk<'_>, names: &Names) -> Result<EventRecord, ShelfError> {
        let view = EntryView::of(entry, desk)?;
        let days = entry.best_days();
        let (actor, recipient) =
            (Sides::of(entry, &view, names, true), Sides::of(entry, &view, names, false));
        let reports = reports_of(entry, desk);
        let event = entry.event();
        let at = view.places.first().and_then(|place| coordinates(place, names));
        let citation = view.first_citation();
        Ok(EventRecord {
            id: view.id.clone(),
            story: entry.story.to_string(),
            date: days.and_then(|days| days.from).map(|day| day.to_string()),
            enddate: days.and_then(|days| days.to).map(|day| day.to_string()),
            date_basis: days.map_or_else(|| "published".to_owned(), |days| days.basis.to_string()),
            actor: actor.codes,
            actor_name: actor.names,
            actor_sector: actor.sectors,
            actor_cow: actor.cow,
            actor_gw: actor.gw,
            recipient: recipient.codes,
            recipient_name: recipient.names,
            recipient_sector: recipient.sectors,
            recipient_cow: recipient.cow,
            recipient_gw: recipient.gw,
            event: view.event.clone(),
            mode: view.mode.clone(),
            context: view.contexts.clone(),
            auxiliary: view.auxiliary.clone(),
            quad_code: event.map(foederis_wire::plover::quad),
            score: event.map(|event| foederis_wire::plover::score(event, view.mode.as_deref())),
            cameo: view.cameo.clone(),
            place: view.places.first().map(|place| place.name.clone()),
            place_state: view.places.first().and_then(|place| place.state.clone()),
            latitude: at.map(|(latitude, _)| latitude),
            longitude: at.map(|(_, longitude)| longitude),
            status: status(&view).to_owned(),
            affirmed_by: entry.alleged_by().iter().map(ToString::to_string).collect(),
            denied_by: entry.denied_by().iter().map(ToString::to_string).collect(),
            n_reports: u32::try_from(reports.len()).unwrap_or(u32::MAX),
            n_origins: u32::try_from(entry.origins.len()).unwrap_or(u32::MAX),
            outlets: entry.voices().into_iter().map(ToString::to_string).collect(),
            reports: reports.iter().map(ToString::to_string).collect(),
            published: citation.and_then(|citation| citation.published.clone()),
            sentence: citation.map(|citation| citation.sentence),
            text: citation.map(|citation| citation.quote.clone()).unwrap_or_default(),
            gloss: Some(view.gloss.clone()),
            order: Some((entry.first_day().is_none(), entry.first_day(), entry.id)),
        })
    }
}

/// Returns latitude and longitude of a place to three decimals, where the gazetteer has it in the same state.
fn coordinates(place: &super::entry::PlaceView, names: &Names) -> Option<(f64, f64)> {
    let found = names.coordinates(&place.name)?;
    let is_same = place.state.as_deref().is_none_or(|state| state == found.code.as_str());
    let round = |degrees: f32| (f64::from(degrees) * 1000.0).round() / 1000.0;
    is_same.then(|| (round(found.latitude), round(found.longitude)))
}

/// One side in lists.
#[derive(Default)]
struct Sides {
    codes: Vec<String>,
    names: Vec<String>,
    sectors: Vec<String>,
    cow: Vec<u16>,
    gw: Vec<u16>,
}

impl Sides {
    fn of(entry: &Entry, view: &EntryView, names: &Names, is_acting: bool) -> Sides {
        let day = entry.first_day();
        let shown = if is_acting { &view.actors } else { &view.recipients };
        let sides = if is_acting { &entry.actors } else { &entry.recipients };
        let states: Vec<&State> =
            sides.iter().filter_map(|side| side.code).filter_map(|code| names.state(code)).collect();
        Sides {
            codes: shown.iter().map(|side| side.code.clone().unwrap_or_default()).collect(),
            names: shown.iter().map(|side| side.name.clone()).collect(),
            sectors: shown.iter().map(|side| side.sectors.join("+")).collect(),
            cow: states.iter().filter_map(|state| state.cow_on(day)).map(|cow| cow.number).collect(),
            gw: states.iter().filter_map(|state| state.gleditsch_ward.as_ref()).map(|gw| gw.number).collect(),
        }
    }
}

/// Returns the firmest way in which any report puts an entry.
fn status(view: &EntryView) -> &'static str {
    let has = |stance: &str, value: Option<&str>| {
        view.tellings.iter().any(|telling| {
            telling.stance == stance && value.is_none_or(|value| telling.value.as_deref() == Some(value))
        })
    };
    if has("states", Some("CT+")) || has("expects", Some("CT+")) {
        "asserted"
    } else if has("denies", None) {
        "denied"
    } else if has("states", None) || has("expects", None) {
        "hedged"
    } else if has("attributes", None) {
        "attributed"
    } else if has("supposes", None) {
        "conditional"
    } else {
        "denied"
    }
}
