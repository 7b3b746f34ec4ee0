//! Entities of FollowTheMoney, one JSON object a line: states and organisations, people, reports, events.
//!
//! Ids are made of the ledger's ids and codes, so two exports of one ledger have the same. A denied event is an event
//! all the same: its `notes` say who affirms and who denies it.

use crate::actor_names;
use crate::desk::{Desk, one_line};
use crate::views::EventRecord;
use foederis_ledger::Actor;
use foederis_names::Names;
use foederis_types::{ActorCode, Header};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Writes the entities that the records name, and the records as events.
pub fn follow_the_money(desk: &Desk<'_>, names: &Names, records: &[EventRecord]) -> String {
    let mut lines: BTreeMap<String, Value> = BTreeMap::new();
    let reports: BTreeSet<&str> =
        records.iter().flat_map(|record| &record.reports).map(String::as_str).collect();
    for header in desk.ledger.headers().filter(|header| reports.contains(header.id.to_string().as_str())) {
        let entity = report(header);
        lines.insert(id_of(&entity), entity);
    }
    for record in records {
        for (code, name) in sides(record, names) {
            let entity = side(&code, &name, names);
            lines.entry(id_of(&entity)).or_insert(entity);
        }
        let entity = event(record, names);
        lines.insert(id_of(&entity), entity);
    }
    for actor in desk.account.actors.iter().filter(|actor| !actor.titles.is_empty()) {
        let Some(name) = actor_names::cleaned(&actor.name, names) else { continue };
        if !actor_names::is_person(&name, names) {
            continue;
        }
        let entity = person(actor, &name, names);
        lines.entry(id_of(&entity)).or_insert(entity);
    }
    lines.values().map(|entity| format!("{entity}\n")).collect()
}

fn id_of(entity: &Value) -> String {
    entity["id"].as_str().unwrap_or_default().to_owned()
}

/// Makes an entity; properties without a value are left out.
fn entity(id: &str, schema: &str, properties: Vec<(&str, Vec<String>)>) -> Value {
    let filled = properties.into_iter().filter_map(|(name, values)| {
        let values: Vec<String> = values.into_iter().filter(|value| !value.is_empty()).collect();
        (!values.is_empty()).then(|| (name.to_owned(), json!(values)))
    });
    json!({"id": id, "schema": schema, "properties": filled.collect::<serde_json::Map<_, _>>()})
}

fn sides(record: &EventRecord, names: &Names) -> Vec<(String, String)> {
    let pair = |codes: &[String], names: &[String]| -> Vec<(String, String)> {
        codes.iter().cloned().zip(names.iter().cloned()).collect()
    };
    let mut all = pair(&record.actor, &record.actor_name);
    all.extend(pair(&record.recipient, &record.recipient_name));
    all.retain(|(code, name)| is_somebody(code, name, names));
    all
}

/// Says whether a side is somebody: it has a code, or its words are a name.
fn is_somebody(code: &str, name: &str, names: &Names) -> bool {
    !code.is_empty() || actor_names::cleaned(name, names).is_some()
}

/// Ids hold letters, digits and hyphens only.
fn slug(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

fn side_id(code: &str, name: &str) -> String {
    if code.is_empty() {
        format!("foederis-name-{}", slug(name))
    } else {
        format!("foederis-actor-{}", slug(code))
    }
}

/// FollowTheMoney's countries are two letters, lower case.
fn country(code: &str, names: &Names) -> String {
    let state = ActorCode::new(code).ok().and_then(|code| names.state(code));
    state.and_then(|state| state.iso2.as_ref()).map_or_else(String::new, |iso| iso.to_lowercase())
}

fn side(code: &str, name: &str, names: &Names) -> Value {
    let country = country(code, names);
    let schema = match (code.is_empty(), country.is_empty()) {
        (true, _) => "LegalEntity",
        (false, true) => "Organization",
        (false, false) => "PublicBody",
    };
    let state = ActorCode::new(code).ok().and_then(|code| names.state(code));
    let name = state.map_or_else(|| one_line(name), |state| state.name.to_string());
    entity(&side_id(code, &name), schema, vec![("name", vec![name]), ("country", vec![country])])
}

fn person(actor: &Actor, name: &str, names: &Names) -> Value {
    let code = actor.code.map(|code| code.to_string()).unwrap_or_default();
    let positions: Vec<String> = actor.titles.iter().map(|told| one_line(&told.value.title)).collect();
    let id = format!("foederis-person-{}-{}", slug(&code), slug(name));
    entity(
        &id,
        "Person",
        vec![
            ("name", vec![name.to_owned()]),
            ("position", positions),
            ("country", vec![country(&code, names)]),
        ],
    )
}

fn report(header: &Header) -> Value {
    entity(
        &format!("foederis-report-{}", header.id),
        "Article",
        vec![
            ("title", vec![header.title.as_deref().map(one_line).unwrap_or_default()]),
            ("author", header.authors.clone()),
            ("publisher", vec![header.outlet.clone().unwrap_or_default()]),
            ("publishedAt", vec![header.day().map(|day| day.to_string()).unwrap_or_default()]),
            ("sourceUrl", vec![header.url.clone().unwrap_or_default()]),
        ],
    )
}

fn event(record: &EventRecord, names: &Names) -> Value {
    let ids = |codes: &[String], shown: &[String]| -> Vec<String> {
        let id = |(code, name): (&String, &String)| {
            let entity = side(code, name, names);
            id_of(&entity)
        };
        codes.iter().zip(shown).filter(|(code, name)| is_somebody(code, name, names)).map(id).collect()
    };
    let said = |verb: &str, codes: &[String]| {
        if codes.is_empty() { String::new() } else { format!("{verb} by {}", codes.join(", ")) }
    };
    let event = record.event.clone().unwrap_or_default();
    let code = record.cameo.as_ref().map_or_else(String::new, |cameo| format!("CAMEO {cameo}"));
    entity(
        &format!("foederis-event-{}", record.id),
        "Event",
        vec![
            ("name", vec![record.gloss.clone().unwrap_or_default()]),
            ("summary", vec![record.text.clone()]),
            ("keywords", vec![event, code, record.status.clone()]),
            ("startDate", vec![record.date.clone().unwrap_or_default()]),
            ("endDate", vec![record.enddate.clone().unwrap_or_default()]),
            ("location", vec![record.place.clone().unwrap_or_default()]),
            ("country", vec![country(record.place_state.as_deref().unwrap_or_default(), names)]),
            ("organizer", ids(&record.actor, &record.actor_name)),
            ("involved", ids(&record.recipient, &record.recipient_name)),
            ("notes", vec![said("affirmed", &record.affirmed_by), said("denied", &record.denied_by)]),
            ("proof", record.reports.iter().map(|report| format!("foederis-report-{report}")).collect()),
            ("recordId", vec![record.id.clone()]),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_a_public_body_with_its_country() {
        let names = Names::embedded();
        let entity = side("TCD", "Chad", &names);
        assert_eq!(entity["schema"], "PublicBody");
        assert_eq!(entity["properties"]["country"][0], "td");
        assert_eq!(side("", "River Brigades", &names)["id"], "foederis-name-river-brigades");
        assert_eq!(side("UNO", "United Nations", &names)["schema"], "Organization");
    }
}
