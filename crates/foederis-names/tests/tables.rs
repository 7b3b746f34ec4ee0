//! Checks the committed tables as data: unique codes, days in order, no alias to two states; and, where the shared
//! development data is at hand, the codes against the lists it has.

use std::collections::{BTreeMap, BTreeSet};

use foederis_names::{Form, Names};

const STATES: &str = include_str!("../../../tables/hand/states.tsv");
const HOLDERS: &str = include_str!("../../../tables/hand/holders.tsv");
const MEMBERS: &str = include_str!("../../../tables/hand/members.tsv");
const AGENTS: &str = include_str!("../../../tables/hand/agents.tsv");
const BODIES: &str = include_str!("../../../tables/hand/bodies.tsv");
const PLACES: &str = include_str!("../../../tables/places.tsv");

/// Rows as column -> cell.
fn rows(table: &'static str) -> Vec<BTreeMap<&'static str, &'static str>> {
    let mut lines = table.lines().filter(|line| !line.starts_with('#'));
    let header: Vec<&str> = lines.next().expect("a header").split('\t').collect();
    lines.map(|line| header.iter().copied().zip(line.split('\t')).collect()).collect()
}

fn check_days_in_order(table: &'static str) {
    for row in rows(table) {
        let (from, to) = (row["from"], row["to"]);
        assert!(from.is_empty() || to.is_empty() || from <= to, "{row:?}");
    }
}

#[test]
fn state_codes_are_unique() {
    for column in ["code", "iso2", "name"] {
        let mut seen = BTreeSet::new();
        for row in rows(STATES).iter().filter(|row| !row[column].is_empty()) {
            assert!(seen.insert(row[column]), "`{}` twice in `{column}`", row[column]);
        }
    }
}

#[test]
fn days_stand_in_order() {
    check_days_in_order(STATES);
    check_days_in_order(HOLDERS);
    check_days_in_order(MEMBERS);
    check_days_in_order(BODIES);
}

#[test]
fn no_name_means_two_states_of_one_time() {
    let mut owner: BTreeMap<String, &str> = BTreeMap::new();
    for row in rows(STATES) {
        for column in ["name", "aliases", "adjectives", "people", "capitals"] {
            for name in row[column].split(';').filter(|name| !name.is_empty()) {
                let had = owner.insert(name.to_lowercase(), row["code"]);
                assert!(
                    had.is_none_or(|had| had == row["code"]),
                    "`{name}` means {had:?} and {}",
                    row["code"]
                );
            }
        }
    }
}

#[test]
fn every_name_is_found_by_itself() {
    let names = Names::shared();
    for row in rows(STATES) {
        for column in ["name", "adjectives", "capitals"] {
            for name in row[column].split(';').filter(|name| !name.is_empty()) {
                let readings = names.lookup(name);
                let is_right = readings.iter().any(|reading| {
                    reading.form == Form::Ambiguous
                        || reading.code.is_some_and(|code| code.as_str() == row["code"])
                });
                assert!(is_right, "`{name}` of {} gives {readings:?}", row["code"]);
            }
        }
    }
}

#[test]
fn codes_of_other_tables_are_states_or_nonstates() {
    let states: BTreeSet<&str> = rows(STATES).iter().map(|row| row["code"]).collect();
    let nonstates = ["IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC", ""];
    for (table, column) in [(BODIES, "code"), (HOLDERS, "code"), (MEMBERS, "state"), (PLACES, "code")] {
        for row in rows(table) {
            assert!(states.contains(row[column]) || nonstates.contains(&row[column]), "{row:?}");
        }
    }
}

#[test]
fn agent_phrases_stand_once() {
    let mut seen = BTreeSet::new();
    for row in rows(AGENTS) {
        assert!(seen.insert((row["phrase"], row["class"] == "modifier")), "`{}` twice", row["phrase"]);
    }
    assert!(seen.len() > 500);
}

/// Days and codes of the Correlates of War and of Gleditsch and Ward, compared with lists that are not shipped.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the shared data lies outside the repository and may be absent"
)]
fn state_codes_agree_with_the_projects_lists() {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared").to_owned();
    let shared = std::env::var("FOEDERIS_SHARED").unwrap_or(beside);
    let Ok(list) = std::fs::read_to_string(format!("{shared}/data/alliances/country_codes.csv")) else {
        eprintln!("skipped: no shared data beside the repository");
        return;
    };
    let ours: BTreeMap<&str, _> = rows(STATES).into_iter().map(|row| (row["code"], row)).collect();
    let mut n_compared = 0;
    for line in list.lines().skip(1).filter(|line| !line.contains('"')) {
        let cells: Vec<&str> = line.split(',').collect();
        // Serbia keeps Yugoslavia's number, the Vatican is not the Papal States, Vietnam is the DRV in both schemes.
        let Some(row) = ours.get(cells[2]).filter(|_| !["SRB", "VAT", "VNM", "YEM"].contains(&cells[2]))
        else {
            continue;
        };
        assert_eq!((row["cow"], row["cow_number"]), (cells[3], cells[4]), "{line}");
        let is_same = row["gw"] == "=";
        let gw = if is_same { (row["cow"], row["cow_number"]) } else { (row["gw"], row["gw_number"]) };
        assert_eq!(gw, (cells[5], cells[6]), "{line}");
        n_compared += 1;
    }
    assert!(n_compared > 180, "only {n_compared} compared");
}

#[test]
fn no_name_means_two_owners_across_tables() {
    const REGIONS: &str = include_str!("../../../tables/hand/regions.tsv");
    const ORGANISATIONS: &str = include_str!("../../../tables/hand/organisations.tsv");
    const OUTLETS: &str = include_str!("../../../tables/hand/outlets.tsv");
    let tables: [(&str, &[&str]); 5] = [
        (STATES, &["name", "aliases", "adjectives", "people"]),
        (REGIONS, &["name", "aliases"]),
        (BODIES, &["names"]),
        (ORGANISATIONS, &["name", "aliases"]),
        (OUTLETS, &["name", "aliases"]),
    ];
    let mut owner: BTreeMap<&str, &str> = BTreeMap::new();
    for (table, columns) in tables {
        for row in rows(table) {
            for name in
                columns.iter().flat_map(|column| row[column].split(';')).filter(|name| !name.is_empty())
            {
                let had = owner.insert(name, row["code"]);
                assert!(
                    had.is_none_or(|had| had == row["code"]),
                    "`{name}` means {had:?} and `{}`",
                    row["code"]
                );
            }
        }
    }
}
