//! Places and regions: whether an attack at one place falls inside a zone of a clause.
//!
//! A place is a state's land (its id), a region (`EUROPE`) or a named place (`SENKAKU`). Containment is three-valued:
//! a place that is coarser than the zone is unknown, not false. Knows no coordinates.

use std::collections::HashMap;
use std::sync::OnceLock;

use foederis_types::ActorCode;

use crate::codes;
use crate::truth::Truth;

/// A known place or region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Zone(u16);

struct Place {
    id: String,
    name: String,
    regions: Vec<(Zone, Truth)>,
    held_by: Option<ActorCode>,
    is_open: bool,
    claimed_by: Vec<ActorCode>,
}

struct Atlas {
    places: Vec<Place>,
    by_id: HashMap<String, Zone>,
    /// Whether the row's place holds the column's; asked for millions of times where all pairs of states are.
    holds: Vec<Truth>,
}

fn atlas() -> &'static Atlas {
    static ATLAS: OnceLock<Atlas> = OnceLock::new();
    ATLAS.get_or_init(build)
}

type Line = (String, String, String, String, String);

fn build() -> Atlas {
    let mut lines: Vec<Line> = include_str!("places.txt").lines().filter_map(named_line).collect();
    lines.extend(codes::all().iter().map(|state| {
        (
            state.id.to_string(),
            state.regions.join(" "),
            state.id.to_string(),
            String::new(),
            state.name.to_owned(),
        )
    }));
    let by_id: HashMap<String, Zone> =
        lines.iter().enumerate().map(|(idx, line)| (line.0.clone(), Zone(idx as u16))).collect();
    let places = lines.into_iter().map(|line| place(line, &by_id)).collect();
    let places: Vec<Place> = places;
    let holds = containment(&places);
    Atlas { places, by_id, holds }
}

fn containment(places: &[Place]) -> Vec<Truth> {
    let n = places.len();
    let zones = || (0..n).map(|idx| Zone(idx as u16));
    let mut table = Vec::with_capacity(n * n);
    for outer in zones() {
        for inner in zones() {
            let inside = lies_above(places, outer, inner);
            let is_coarse = inside == Truth::False && lies_above(places, inner, outer).is_possible();
            table.push(if is_coarse { Truth::Unknown } else { inside });
        }
    }
    table
}

fn lies_above(places: &[Place], outer: Zone, inner: Zone) -> Truth {
    if outer == inner {
        return Truth::True;
    }
    let regions = places[inner.0 as usize].regions.iter();
    regions.map(|&(region, share)| share.and(lies_above(places, outer, region))).max().unwrap_or(Truth::False)
}

fn named_line(line: &str) -> Option<Line> {
    let mut cells = line.split(';').map(str::to_owned);
    let line = (cells.next()?, cells.next()?, cells.next()?, cells.next()?, cells.next()?);
    (!line.0.starts_with('#')).then_some(line)
}

fn place((id, regions, held, claimed, name): Line, by_id: &HashMap<String, Zone>) -> Place {
    let region = |text: &str| {
        let bare = text.trim_end_matches('?');
        by_id.get(bare).map(|&zone| (zone, Truth::certain(bare == text)))
    };
    Place {
        regions: regions.split_whitespace().filter_map(region).collect(),
        held_by: ActorCode::new(&held).ok().map(codes::person),
        is_open: held == "?",
        claimed_by: claimed.split_whitespace().filter_map(|text| ActorCode::new(text).ok()).collect(),
        id,
        name,
    }
}

impl Zone {
    /// Reads a place: an id of the table, a state's id, or letters of the Correlates of War project.
    pub fn read(text: &str) -> Option<Zone> {
        let upper = text.trim().to_uppercase().replace([' ', '-'], "_");
        let by_id = |id: &str| atlas().by_id.get(id).copied();
        let by_cow = |id: &str| codes::from_cow(id, None).and_then(|code| by_id(code.as_str()));
        by_id(&upper).or_else(|| Zone::by_name(text)).or_else(|| by_cow(upper.trim_start_matches("COW:")))
    }

    fn by_name(text: &str) -> Option<Zone> {
        let wanted = text.trim().to_lowercase();
        let bare = |name: &str| name.to_lowercase().trim_start_matches("the ").to_owned();
        let idx =
            atlas().places.iter().position(|place| bare(&place.name) == wanted.trim_start_matches("the "));
        idx.map(|idx| Zone(idx as u16))
    }

    /// Returns the place of a state's own land; `None` for what is no state.
    pub fn of_state(id: ActorCode) -> Option<Zone> {
        atlas().by_id.get(id.as_str()).copied()
    }

    /// Returns the id.
    pub fn id(self) -> &'static str {
        &self.place().id
    }

    /// Returns the English name.
    pub fn name(self) -> &'static str {
        &self.place().name
    }

    /// Says where something happens there: `in Europe`, `at Guam`.
    pub(crate) fn in_text(self) -> String {
        let holds_others =
            atlas().places.iter().any(|place| place.regions.iter().any(|&(zone, _)| zone == self));
        match ActorCode::new(self.id()).ok().filter(|&id| codes::state(id).is_some()) {
            Some(state) => format!("in {}", codes::name_in_text(state)),
            None if holds_others => format!("in {}", self.name()),
            None => format!("at {}", self.name()),
        }
    }

    fn place(self) -> &'static Place {
        &atlas().places[self.0 as usize]
    }

    /// Returns whether `inner` lies in this zone: unknown where `inner` is coarser than the zone or lies in it in part.
    pub fn holds(self, inner: Zone) -> Truth {
        let atlas = atlas();
        atlas.holds[self.0 as usize * atlas.places.len() + inner.0 as usize]
    }

    /// Returns whether the place is land under a state's administration: unknown where no single state holds it or
    /// the place is coarser than a state.
    pub fn is_held_by(self, id: ActorCode) -> Truth {
        let place = self.place();
        let person = codes::person(id);
        match place.held_by {
            Some(holder) => Truth::from(codes::person(holder) == person),
            None if place.is_open => Truth::certain(false)
                .and(Truth::from(place.claimed_by.iter().any(|&c| codes::person(c) == person))),
            None => match Zone::of_state(person) {
                Some(home) if self.holds(home).is_possible() => Truth::Unknown,
                _ => Truth::False,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(text: &str) -> Zone {
        Zone::read(text).unwrap_or_else(|| panic!("no place {text}"))
    }

    fn state(text: &str) -> ActorCode {
        ActorCode::new(text).unwrap()
    }

    #[test]
    fn a_place_lies_in_its_regions_and_a_coarse_place_is_unknown() {
        assert_eq!(zone("EUROPE").holds(zone("BALKAN")), Truth::True);
        assert_eq!(zone("BALKAN").holds(zone("EUROPE")), Truth::Unknown);
        assert_eq!(zone("EUROPE").holds(zone("KOR")), Truth::False);
        assert_eq!(zone("PACIFIC").holds(zone("ROK")), Truth::True);
        assert_eq!(zone("EUROPE").holds(zone("RUS")), Truth::Unknown);
        assert_eq!(zone("NAMERICA").holds(zone("HAWAII")), Truth::False);
        assert_eq!(zone("AMERICAS").holds(zone("FLK")), Truth::True);
    }

    #[test]
    fn land_is_held_by_one_state_or_by_nobody_for_sure() {
        assert_eq!(zone("SENKAKU").is_held_by(state("JPN")), Truth::True);
        assert_eq!(zone("SENKAKU").is_held_by(state("CHN")), Truth::False);
        assert_eq!(zone("KASHMIR").is_held_by(state("PAK")), Truth::Unknown);
        assert_eq!(zone("PACIFIC").is_held_by(state("PHL")), Truth::Unknown);
        assert_eq!(zone("RUS").is_held_by(state("SUN")), Truth::True);
    }

    #[test]
    fn every_region_named_in_the_tables_exists() {
        for line in include_str!("places.txt").lines().filter(|line| !line.starts_with('#')) {
            for region in line.split(';').nth(1).unwrap().split_whitespace() {
                assert!(atlas().by_id.contains_key(region), "{region} in {line}");
            }
        }
        for state in codes::all() {
            for region in &state.regions {
                assert!(atlas().by_id.contains_key(region.trim_end_matches('?')), "{region}");
            }
        }
    }
}
