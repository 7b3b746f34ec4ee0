//! States and former states by code and day, as far as pacts need them.
//!
//! Ids are ISO 3166-1 alpha-3 (`KOS` for Kosovo); states that no longer exist have dated ids of their own (`SUN`,
//! `AUH`, `DDR`). A state that carries on another's legal person counts as the same party (`SUN` and `RUS`), and is
//! shown under the id of the day. Knows nothing of names in other languages, adjectives or capitals: the caller
//! resolves those.

use std::collections::HashMap;
use std::sync::OnceLock;

use foederis_types::{ActorCode, Date};

/// One state or former state.
#[derive(Clone, Debug)]
pub struct State {
    /// Its id here.
    pub id: ActorCode,
    /// Letters of the Correlates of War project; empty where it has none.
    pub cow: &'static str,
    /// Number of the Correlates of War project.
    pub cow_number: Option<u16>,
    /// Region ids; a trailing `?` says only part of it lies there.
    pub regions: Vec<&'static str>,
    /// Year of admission to the United Nations.
    pub un_year: Option<i16>,
    /// First day of the id, where it is dated.
    pub from: Option<Date>,
    /// Last day of the id, where the state is gone.
    pub to: Option<Date>,
    /// English name.
    pub name: &'static str,
}

struct Table {
    states: Vec<State>,
    by_id: HashMap<ActorCode, usize>,
}

/// The same legal person under another id: former id, today's id.
const CARRIED_ON: [(&str, &str); 2] = [("SUN", "RUS"), ("YAR", "YEM")];

/// Codes of the Correlates of War project beside the one in the table: letters, number, id.
const COW_ALSO: [(&str, u16, &str); 2] = [("GFR", 260, "DEU"), ("KOR", 730, "KOR")];

/// Non-state actors that have a fixed code; others are written `non-state:NAME`.
const NON_STATES: [(&str, &str); 8] = [
    ("ALQ", "al-Qaida"),
    ("ISIS", "Islamic State"),
    ("HAMAS", "Hamas"),
    ("HZB", "Hezbollah"),
    ("TLB", "the Taliban"),
    ("PKK", "the PKK"),
    ("HOUTHI", "the Houthis"),
    ("FARC", "the FARC"),
];

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let states: Vec<State> = include_str!("states.txt").lines().filter_map(read_line).collect();
        let by_id = states.iter().enumerate().map(|(idx, state)| (state.id, idx)).collect();
        Table { states, by_id }
    })
}

fn read_line(line: &'static str) -> Option<State> {
    if line.starts_with('#') {
        return None;
    }
    let mut cells = line.split(';');
    Some(State {
        id: ActorCode::new(cells.next()?).ok()?,
        cow: cells.next()?,
        cow_number: cells.next()?.parse().ok(),
        regions: cells.next()?.split_whitespace().collect(),
        un_year: cells.next()?.parse().ok(),
        from: cells.next()?.parse().ok(),
        to: cells.next()?.parse().ok(),
        name: cells.next()?,
    })
}

/// Returns every state and former state, in the table's order.
pub fn all() -> &'static [State] {
    &table().states
}

/// Returns the state of an id; `None` for what is no state here.
pub fn state(id: ActorCode) -> Option<&'static State> {
    let table = table();
    table.by_id.get(&id).map(|&idx| &table.states[idx])
}

/// Returns the id that stands for one legal person through time: `RUS` for `SUN`.
pub fn person(id: ActorCode) -> ActorCode {
    static MAP: OnceLock<Vec<(ActorCode, ActorCode)>> = OnceLock::new();
    let map = MAP.get_or_init(|| CARRIED_ON.iter().filter_map(|(a, b)| Some((code(a)?, code(b)?))).collect());
    map.iter().find(|(former, _)| *former == id).map_or(id, |(_, today)| *today)
}

/// Returns the id under which a legal person goes on a day: `SUN` for `RUS` in 1961.
pub fn on_day(id: ActorCode, day: Date) -> ActorCode {
    let of = |text: &str| code(text).and_then(state);
    for (former, today) in CARRIED_ON {
        let (Some(former), Some(today)) = (of(former), of(today)) else { continue };
        if person(id) == today.id {
            return if exists(former, day) { former.id } else { today.id };
        }
    }
    id
}

/// Returns whether the state's id is in use on a day.
pub fn exists(state: &State, day: Date) -> bool {
    state.from.is_none_or(|from| from <= day) && state.to.is_none_or(|to| day <= to)
}

/// Returns whether a state is gone for good by a day, with nobody carrying on its legal person.
pub fn is_gone(id: ActorCode, day: Date) -> bool {
    state(person(id)).is_some_and(|state| state.to.is_some_and(|to| to < day))
}

/// Returns whether a state was a member of the United Nations; `None` in the year of admission.
pub fn is_un_member(id: ActorCode, day: Date) -> Option<bool> {
    let Some(year) = state(id).and_then(|state| state.un_year) else { return Some(false) };
    if day.year() == year { None } else { Some(day.year() > year) }
}

/// Reads letters or a number of the Correlates of War project, as of a day where it is known.
///
/// Returns `None` for what the project does not list. Of several ids with one code the one in use on the day is taken:
/// `YUG` is Serbia in 1914 and today, Yugoslavia in between.
pub fn from_cow(text: &str, day: Option<Date>) -> Option<ActorCode> {
    let number: Option<u16> = text.parse().ok();
    let fits = |state: &&State| {
        if let Some(number) = number { state.cow_number == Some(number) } else { state.cow == text }
    };
    let listed: Vec<&State> = table().states.iter().filter(fits).collect();
    let of_day = |state: &&&State| {
        day.is_some_and(|day| (state.from.is_some() || state.to.is_some()) && exists(state, day))
    };
    let found = listed.iter().find(of_day).or_else(|| listed.iter().find(|state| state.to.is_none()));
    if let Some(state) = found.or(listed.first()) {
        return Some(state.id);
    }
    COW_ALSO
        .iter()
        .find(|(letters, n, _)| *letters == text || Some(*n) == number)
        .and_then(|(_, _, id)| code(id))
}

/// Reads an id, `cow:` with letters or number, or a non-state's fixed code; `None` where it is none of these.
pub fn read(text: &str, day: Option<Date>) -> Option<ActorCode> {
    if let Some(cow) = text.strip_prefix("cow:") {
        return from_cow(cow, day);
    }
    let id = code(text)?;
    let is_known = state(id).is_some() || NON_STATES.iter().any(|(known, _)| *known == text);
    is_known.then_some(id)
}

/// Returns the code of an armed group or other actor that is no state: a fixed one where it has one, else the first
/// letters of its name; `None` for a name without letters.
pub fn non_state(name: &str) -> Option<ActorCode> {
    let bare = |text: &str| text.trim().to_lowercase().trim_start_matches("the ").replace(['-', ' '], "");
    let wanted = bare(name);
    let is_it = |(id, known): &&(&str, &str)| {
        let known = bare(known);
        bare(id) == wanted || known == wanted || known.trim_end_matches('s') == wanted.trim_end_matches('s')
    };
    if let Some((id, _)) = NON_STATES.iter().find(is_it) {
        return code(id);
    }
    let letters: String = wanted.to_uppercase().chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    code(&letters)
}

/// Returns the English name of a code, of the day where one is given; the code itself where it has none.
pub fn name(id: ActorCode) -> String {
    if let Some(state) = state(id) {
        return state.name.to_owned();
    }
    let known = NON_STATES.iter().find(|(code, _)| *code == id.as_str());
    known.map_or_else(|| id.as_str().to_owned(), |(_, name)| (*name).to_owned())
}

/// Returns the English name as it stands inside a sentence: `the United States`, `China`.
pub fn name_in_text(id: ActorCode) -> String {
    let name = name(id);
    let starts = ["United ", "Soviet ", "Central African", "Czech ", "Dominican ", "Democratic ", "Papal "];
    let takes_article = starts.iter().any(|start| name.starts_with(start))
        || name.ends_with("Islands")
        || ["Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives", "Comoros"]
            .contains(&name.as_str());
    if takes_article { format!("the {name}") } else { name }
}

/// Returns the letters of the Correlates of War project for an id on a day; empty where it has none.
pub fn cow_letters(id: ActorCode, day: Date) -> &'static str {
    let Some(state) = state(id) else { return "" };
    let split = (day.year(), state.cow);
    if matches!(split, (1949..=1989, "GMY")) { "GFR" } else { state.cow }
}

fn code(text: &str) -> Option<ActorCode> {
    ActorCode::new(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[track_caller]
    fn check_cow(text: &str, day: Date, id: &str) {
        assert_eq!(from_cow(text, Some(day)).map(|code| code.to_string()).as_deref(), Some(id));
    }

    #[test]
    fn codes_of_the_correlates_of_war_project_follow_the_day() {
        check_cow("YUG", date(1914, 7, 28), "SRB");
        check_cow("YUG", date(1939, 1, 1), "YUG");
        check_cow("YUG", date(2020, 1, 1), "SRB");
        check_cow("RUS", date(1939, 9, 17), "SUN");
        check_cow("365", date(2024, 1, 1), "RUS");
        check_cow("AUL", date(2001, 9, 14), "AUS");
        check_cow("AUS", date(2001, 9, 14), "AUT");
        check_cow("GFR", date(1961, 1, 1), "DEU");
        check_cow("AUH", date(1914, 1, 1), "AUH");
        assert_eq!(from_cow("XYZ", None), None);
    }

    #[test]
    fn a_legal_person_keeps_its_pacts_under_another_id() {
        let [sun, rus] = ["SUN", "RUS"].map(|text| code(text).unwrap());
        assert_eq!(person(sun), rus);
        assert_eq!(on_day(rus, date(1961, 9, 10)), sun);
        assert_eq!(on_day(sun, date(2024, 6, 19)), rus);
        assert!(is_gone(code("AUH").unwrap(), date(1920, 1, 1)));
        assert!(!is_gone(sun, date(2024, 1, 1)));
    }

    #[track_caller]
    fn check_non_state(name: &str, id: &str) {
        assert_eq!(non_state(name).map(|code| code.to_string()).as_deref(), Some(id));
    }

    #[test]
    fn a_group_has_its_own_code_or_the_letters_of_its_name() {
        check_non_state("the Houthis", "HOUTHI");
        check_non_state("Houthi", "HOUTHI");
        check_non_state("al-Qaida", "ALQ");
        check_non_state("hamas", "HAMAS");
        check_non_state("River Brigades", "RIVERBRI");
        assert_eq!(non_state("-"), None);
    }

    #[test]
    fn the_table_has_no_double_and_no_broken_line() {
        let lines = include_str!("states.txt").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(lines.count(), all().len());
        assert_eq!(table().by_id.len(), all().len());
    }
}
