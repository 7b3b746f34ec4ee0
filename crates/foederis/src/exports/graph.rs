//! GraphML: actors as nodes, each entry an edge from each actor to each recipient.

use super::xml;
use crate::views::EventRecord;
use foederis_names::Names;
use foederis_types::ActorCode;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Attributes of edges: name and type.
const EDGE_KEYS: [(&str, &str); 14] = [
    ("entry", "string"),
    ("date", "string"),
    ("enddate", "string"),
    ("event", "string"),
    ("mode", "string"),
    ("cameo", "string"),
    ("score", "double"),
    ("status", "string"),
    ("affirmed_by", "string"),
    ("denied_by", "string"),
    ("n_origins", "long"),
    ("outlets", "string"),
    ("reports", "string"),
    ("text", "string"),
];

/// An actor as a node: what tells it apart from others, and how it is called.
type Node = (String, String);

/// Writes event records as a directed GraphML graph that may hold several edges between two nodes.
///
/// A node is a code, or a name where there is no code. What has one side only is an edge from that side to itself, so
/// that nothing is lost; what all sides do together is an edge each way.
pub fn graphml(names: &Names, records: &[EventRecord]) -> String {
    let mut nodes: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut edges = String::new();
    for (number, (record, from, to)) in records.iter().flat_map(pairs).enumerate() {
        for (id, name) in [&from, &to] {
            let code = if ActorCode::new(id).is_ok() { id.clone() } else { String::new() };
            let state = ActorCode::new(&code).ok().and_then(|code| names.state(code));
            let name = state.map_or_else(|| name.clone(), |state| state.name.to_string());
            nodes.entry(id.clone()).or_insert((name, code));
        }
        edge(&mut edges, number, record, &from.0, &to.0);
    }
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    for key in ["label", "code"] {
        let _ = writeln!(text, "  <key id=\"{key}\" for=\"node\" attr.name=\"{key}\" attr.type=\"string\"/>");
    }
    for (key, kind) in EDGE_KEYS {
        let _ =
            writeln!(text, "  <key id=\"e_{key}\" for=\"edge\" attr.name=\"{key}\" attr.type=\"{kind}\"/>");
    }
    text.push_str("  <graph id=\"ledger\" edgedefault=\"directed\">\n");
    for (id, (name, code)) in nodes {
        let _ = writeln!(
            text,
            "    <node id=\"{}\">{}{}</node>",
            xml(&id),
            data("label", &name),
            data("code", &code)
        );
    }
    text + &edges + "  </graph>\n</graphml>\n"
}

fn pairs(record: &EventRecord) -> Vec<(&EventRecord, Node, Node)> {
    let nodes = |codes: &[String], names: &[String]| -> Vec<Node> {
        let name = |idx: usize, code: &str| {
            names.get(idx).filter(|name| !name.is_empty()).map_or(code, |name| name).to_owned()
        };
        let node = |(idx, code): (usize, &String)| {
            let name = name(idx, code);
            (if code.is_empty() { name.clone() } else { code.clone() }, name)
        };
        codes.iter().enumerate().map(node).filter(|(id, _)| !id.is_empty()).collect()
    };
    let actors = nodes(&record.actor, &record.actor_name);
    let recipients = nodes(&record.recipient, &record.recipient_name);
    let mut found = Vec::new();
    for actor in &actors {
        let toward = if recipients.is_empty() { &actors } else { &recipients };
        let is_alone = toward.len() == 1;
        for other in toward.iter().filter(|other| is_alone || *other != actor) {
            found.push((record, actor.clone(), other.clone()));
        }
    }
    if actors.is_empty() {
        found.extend(recipients.iter().map(|one| (record, one.clone(), one.clone())));
    }
    found
}

fn edge(text: &mut String, number: usize, record: &EventRecord, from: &str, to: &str) {
    let maybe = |value: &Option<String>| value.clone().unwrap_or_default();
    let cells = [
        record.id.clone(),
        maybe(&record.date),
        maybe(&record.enddate),
        maybe(&record.event),
        maybe(&record.mode),
        maybe(&record.cameo),
        record.score.map_or_else(String::new, |score| score.to_string()),
        record.status.clone(),
        record.affirmed_by.join(";"),
        record.denied_by.join(";"),
        record.n_origins.to_string(),
        record.outlets.join(";"),
        record.reports.join(";"),
        record.text.clone(),
    ];
    let _ = write!(text, "    <edge id=\"e{number}\" source=\"{}\" target=\"{}\">", xml(from), xml(to));
    for ((key, _), cell) in EDGE_KEYS.iter().zip(cells) {
        text.push_str(&data(&format!("e_{key}"), &cell));
    }
    text.push_str("</edge>\n");
}

fn data(key: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!("<data key=\"{key}\">{}</data>", xml(value)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(actors: &[&str], recipients: &[&str]) -> EventRecord {
        let list = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
        EventRecord {
            actor: list(actors),
            actor_name: list(actors),
            recipient: list(recipients),
            recipient_name: list(recipients),
            ..EventRecord::default()
        }
    }

    #[track_caller]
    fn check_edges(actors: &[&str], recipients: &[&str], expected: &[&str]) {
        let record = record(actors, recipients);
        let found: Vec<String> =
            pairs(&record).into_iter().map(|(_, from, to)| format!("{}>{}", from.0, to.0)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn every_entry_has_an_edge() {
        check_edges(&["TCD"], &["NER"], &["TCD>NER"]);
        check_edges(&["TCD", "NER"], &[], &["TCD>NER", "NER>TCD"]);
        check_edges(&["TCD"], &[], &["TCD>TCD"]);
        check_edges(&[], &["TCD"], &["TCD>TCD"]);
    }

    #[test]
    fn words_of_reports_cannot_break_the_file() {
        let hostile = EventRecord { text: "</data><x>&".to_owned(), ..record(&["TCD"], &["NER"]) };
        let names = Names::embedded();
        assert!(
            graphml(&names, &[hostile]).contains("<data key=\"e_text\">&lt;/data&gt;&lt;x&gt;&amp;</data>")
        );
    }
}
