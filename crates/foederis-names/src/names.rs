//! The tables in memory: what each name stands for, and look-ups by name, code and day.
//!
//! Pure: tables come as text. Nothing here reads mentions of several words; that is `resolve`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use foederis_types::{ActorCode, Date, Span};

use crate::lexicon::Lexicon;
use crate::words::{fold, words};
use crate::{NamesError, Sector, load};

pub(crate) type Text = Cow<'static, str>;

/// What kind of name stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A state by name: `Chad`.
    State,
    /// A state's adjective, which may also name its people: `Chadian`.
    Adjective,
    /// Those of a state: `Poles`, `Frenchman`.
    People,
    /// A state at the start of a compound: `Sino` in `Sino-Russian`.
    Prefix,
    /// A capital: a place, or the government that sits there.
    Capital,
    /// A building, street or quarter that stands for those who sit in it: `the Kremlin`.
    Seat,
    /// A dependency or region of one state, or its people: `Greenland`, `Chechens`.
    Region,
    /// An entity that claims to be a state and is coded as part of one: `Transnistria`.
    Disputed,
    /// Several states bear it: `Korea`. Never a code by itself.
    Ambiguous,
    /// Several states are meant at once, listed as candidates: `the Baltic states`.
    Group,
    /// No state's name, though a state's may stand in it: `Latin America`, `South China Sea`, `Vietnam War`.
    Area,
    /// A ministry, office or agency.
    Government,
    /// A parliament or chamber.
    Parliament,
    /// An army, a police, a guard.
    Force,
    /// An intelligence service.
    Intelligence,
    /// An armed movement or gang.
    Movement,
    /// A party.
    Party,
    /// A court.
    Court,
    /// A firm.
    Firm,
    /// A university, school or think tank.
    School,
    /// A church or religious movement.
    Religious,
    /// A trade union.
    Union,
    /// A weapon or class of ship that one state has.
    Weapon,
    /// An organisation of states, or of none.
    Organisation,
    /// A city or other place.
    Place,
    /// A newspaper, broadcaster or agency.
    Outlet,
    /// Somebody in the table of office holders.
    Person,
}

/// One thing a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// What kind of name.
    pub form: Form,
    /// State or non-state code; `None` where the name alone does not say.
    pub code: Option<ActorCode>,
    /// Sector that the name implies.
    pub sector: Option<Sector>,
    /// Standard name of what is named.
    pub name: Text,
    /// For an ambiguous name: the states that bear it, the likeliest first. For a group: all of it.
    pub candidates: Vec<ActorCode>,
    /// First day of which this holds; `None` for always.
    pub from: Option<Date>,
    /// Last day of which this holds; `None` for still.
    pub to: Option<Date>,
    /// Into the table of outlets, organisations or holders; for places, regions, states and areas 1-based into that of
    /// places (areas), 0 for none.
    pub(crate) idx: u32,
}

impl Name {
    /// Says whether the name stood for this on `day`; without a day, whether it does still.
    pub fn holds_on(&self, day: Option<Date>) -> bool {
        match day {
            Some(day) => self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to),
            None => self.to.is_none(),
        }
    }

    /// Says whether the name alone brings a state or organisation to mind, rather than a place or person in one.
    pub fn is_actor(&self) -> bool {
        self.code.is_some() && !matches!(self.form, Form::Place | Form::Person | Form::Outlet)
    }
}

/// A name found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct NameHit<'n> {
    /// The bytes of the name.
    pub span: Span,
    /// What it stands for, the likeliest first; at least one.
    pub readings: Vec<&'n Name>,
}

impl<'n> NameHit<'n> {
    /// Returns the reading that holds on `day`, or the first.
    pub fn reading(&self, day: Option<Date>) -> &'n Name {
        pick(&self.readings, day)
    }
}

/// Returns the reading that holds on `day`, or the first; `readings` is never empty.
pub(crate) fn pick<'n>(readings: &[&'n Name], day: Option<Date>) -> &'n Name {
    readings.iter().copied().find(|name| name.holds_on(day)).unwrap_or(readings[0])
}

/// How a noun for those who act behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgentClass {
    /// Says its sector by itself: `soldier`.
    Strong,
    /// Takes the sector of the words around it, else its own: `official`, `member`.
    Weak,
    /// Only colours a noun: `naval`.
    Modifier,
}

/// A noun or adjective for those who act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    /// The dictionary form.
    pub phrase: Text,
    /// Its sector, where it has one.
    pub sector: Option<Sector>,
    /// The non-state code it implies where no state is named: `NGO`, `MNC`.
    pub code: Option<ActorCode>,
    /// How it behaves.
    pub class: AgentClass,
}

/// A code in the Correlates of War or the Gleditsch-Ward scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateNumber {
    /// Letters: `UKG`.
    pub letters: Text,
    /// Number: 200.
    pub number: u16,
}

/// A state, present or former.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// ISO 3166-1 alpha-3, or the former state's own id.
    pub code: ActorCode,
    /// ISO 3166-1 alpha-2 (`XK` for Kosovo); `None` for former states.
    pub iso2: Option<Text>,
    /// English short name.
    pub name: Text,
    /// Correlates of War code; `None` outside that system.
    pub cow: Option<StateNumber>,
    /// Gleditsch-Ward code; `None` outside that system and for its list of microstates.
    pub gleditsch_ward: Option<StateNumber>,
    /// First day in the Correlates of War state system, else of independence; `None` for never.
    pub from: Option<Date>,
    /// Last day; `None` for still there.
    pub to: Option<Date>,
    /// Adjectives, the usual one first.
    pub adjectives: Vec<Text>,
    /// Capital, then other seats of government.
    pub capitals: Vec<Text>,
}

/// An organisation of states, or of none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Our own short id: `NATO`.
    pub id: Text,
    /// `UNO`, `EUR`, `IGO`, `NGO`.
    pub code: ActorCode,
    /// Its sector.
    pub sector: Option<Sector>,
    /// Standard name.
    pub name: Text,
}

/// One spell of membership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Membership {
    pub(crate) organisation: Text,
    pub(crate) state: ActorCode,
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
}

/// A place of the gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceName {
    /// Standard name.
    pub name: Text,
    /// State it lies in.
    pub code: ActorCode,
    /// Degrees north.
    pub latitude: f32,
    /// Degrees east.
    pub longitude: f32,
    /// People, where known; 0 else.
    pub population: u32,
}

/// Where a name is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Located<'n> {
    /// Standard name.
    pub name: &'n str,
    /// The state it lies in; `None` for waters.
    pub code: Option<ActorCode>,
    /// Degrees north.
    pub latitude: f32,
    /// Degrees east.
    pub longitude: f32,
}

/// A newspaper, broadcaster or agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutletName {
    /// Standard name.
    pub name: Text,
    /// State it is published from.
    pub code: Option<ActorCode>,
    /// Says whether it is a news agency, whose reports others print.
    pub is_agency: bool,
    /// Says whether a state or ruling party speaks through it.
    pub is_official: bool,
}

/// Somebody who held an office, as a dated fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Full name, as news writes it.
    pub name: Text,
    /// State.
    pub code: ActorCode,
    /// Sector of the office.
    pub sector: Option<Sector>,
    /// Office.
    pub title: Text,
    /// First day; `None` where the table does not know.
    pub from: Option<Date>,
    /// Last day; `None` for still in office on `checked`.
    pub to: Option<Date>,
    /// Day of which the row was true.
    pub checked: Date,
}

/// All tables, ready for look-up.
#[derive(Clone, Default)]
pub struct Names {
    pub(crate) all: Vec<Name>,
    pub(crate) lexicon: Lexicon,
    pub(crate) agents: Vec<Agent>,
    pub(crate) agent_lexicon: Lexicon,
    pub(crate) states: Vec<State>,
    pub(crate) organisations: Vec<Organisation>,
    pub(crate) members: Vec<Membership>,
    pub(crate) places: Vec<PlaceName>,
    /// The states that each shares a land boundary with.
    pub(crate) neighbours: HashMap<ActorCode, Vec<ActorCode>>,
    /// Latitude and longitude of areas.
    pub(crate) areas: Vec<(f32, f32)>,
    pub(crate) outlets: Vec<OutletName>,
    pub(crate) holders: Vec<Holder>,
    /// Rows of `holders` by folded surname, and whether the surname can go by alone.
    pub(crate) surnames: HashMap<String, Vec<(u32, bool)>>,
}

impl Names {
    /// Builds the look-up from the tables inside the program (about ten milliseconds).
    pub fn embedded() -> Names {
        load::embedded().expect("a test reads every embedded table")
    }

    /// Returns the tables inside the program, as name and text.
    pub fn embedded_tables() -> &'static [(&'static str, &'static str)] {
        load::TABLES
    }

    /// Returns one embedded `Names` for the whole process.
    pub fn shared() -> &'static Names {
        static SHARED: OnceLock<Names> = OnceLock::new();
        SHARED.get_or_init(Names::embedded)
    }

    /// Adds a user's own actors, which win over the embedded ones.
    ///
    /// `text` is a table with the columns `name`, `code`, `sector`, `from`, `to` (tab-separated, header line; empty
    /// cells allowed but for `name`; several names by `;`). `origin` names it in errors.
    pub fn add_actors(&mut self, origin: &str, text: &str) -> Result<(), NamesError> {
        load::add_actors(self, origin, text)
    }

    /// Returns the names in `text`, in order, none overlapping, the longest at each place.
    ///
    /// Word borders and capitals are respected (`us`, `polish` and `turkey` are no states). Persons of the table of
    /// office holders are found by full name only.
    pub fn find(&self, text: &str) -> Vec<NameHit<'_>> {
        let words = words(text);
        let mut hits = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let Some(found) = self.lexicon.longest(text, &words, at) else {
                at += 1;
                continue;
            };
            let (start, end) = (words[found.first].start, words[found.end - 1].end);
            at = found.end;
            if let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(end))
                && let Some(span) = Span::new(text, start, end)
            {
                hits.push(NameHit { span, readings: self.readings(&found.values) });
            }
        }
        hits
    }

    pub(crate) fn readings(&self, values: &[u32]) -> Vec<&Name> {
        values.iter().map(|&value| &self.all[value as usize]).collect()
    }

    /// Returns what the whole of `text` stands for (`Kyiv`, `U.S.`, `the Houthis`); empty if it is no known name.
    pub fn lookup(&self, text: &str) -> Vec<&Name> {
        let values = self.lexicon.exactly(text);
        let bare = text.strip_prefix("the ").or_else(|| text.strip_prefix("The "));
        match bare.filter(|_| values.is_empty()) {
            Some(bare) => self.readings(&self.lexicon.exactly(bare)),
            None => self.readings(&values),
        }
    }

    /// Returns the state or organisation that `text` names by itself on `day`: by name, adjective, people, capital, seat,
    /// body. `None` for places, persons, ambiguous and unknown names.
    pub fn actor(&self, text: &str, day: Option<Date>) -> Option<&Name> {
        let readings: Vec<&Name> = self.lookup(text).into_iter().filter(|name| name.is_actor()).collect();
        if readings.is_empty() { None } else { Some(pick(&readings, day)) }
    }

    /// Returns the agent noun for a lemma or surface form, whatever its case (`soldiers`, `foreign minister`).
    pub fn agent(&self, text: &str) -> Option<&Agent> {
        let values = self.agent_lexicon.exactly(text);
        values.first().map(|&value| &self.agents[value as usize])
    }

    /// Returns every state, in the order of the table.
    pub fn states(&self) -> &[State] {
        &self.states
    }

    /// Returns the state with this code.
    pub fn state(&self, code: ActorCode) -> Option<&State> {
        self.states.iter().find(|state| state.code == code)
    }

    /// Says whether any table, a user's own among them, gives this code to somebody.
    pub fn knows(&self, code: ActorCode) -> bool {
        self.state(code).is_some() || self.all.iter().any(|name| name.code == Some(code))
    }

    /// Returns the state that had these letters in the Correlates of War scheme on `day` (`AUS` is Austria).
    pub fn state_by_cow(&self, letters: &str, day: Option<Date>) -> Option<&State> {
        let bears = |state: &&State| state.cow_on(day).is_some_and(|cow| cow.letters == letters);
        let is_there = |state: &&State| match day {
            Some(day) => state.from.is_none_or(|f| f <= day) && state.to.is_none_or(|t| day <= t),
            None => state.to.is_none(),
        };
        self.states.iter().find(|s| bears(s) && is_there(s)).or_else(|| self.states.iter().find(bears))
    }

    /// Returns the organisation with this id or name.
    pub fn organisation(&self, text: &str) -> Option<&Organisation> {
        let by_id = self.organisations.iter().find(|organisation| organisation.id == text);
        by_id.or_else(|| {
            let name = self.lookup(text).into_iter().find(|name| name.form == Form::Organisation)?;
            self.organisations.get(name.idx as usize)
        })
    }

    /// Returns the members of an organisation on `day` (without a day: those it has when the table was checked), sorted.
    pub fn members(&self, organisation: &str, day: Option<Date>) -> Vec<ActorCode> {
        let Some(organisation) = self.organisation(organisation) else { return Vec::new() };
        let is_member = |spell: &&Membership| match day {
            Some(day) => spell.from.is_none_or(|f| f <= day) && spell.to.is_none_or(|t| day <= t),
            None => spell.to.is_none(),
        };
        let spells = self.members.iter().filter(|spell| spell.organisation == organisation.id);
        let mut states: Vec<ActorCode> = spells.filter(is_member).map(|spell| spell.state).collect();
        states.sort_unstable();
        states.dedup();
        states
    }

    /// Returns the place of this name; a name that several states have a place of is none.
    pub fn place(&self, text: &str) -> Option<&PlaceName> {
        let name = self.lookup(text).into_iter().find(|name| name.form == Form::Place)?;
        self.places.get((name.idx as usize).checked_sub(1)?)
    }

    /// Returns the gazetteer's entry for a city, capital, region or state; for the last two, their middle.
    ///
    /// `None` for an ambiguous name, for waters and areas of no state (`locate` has those), and for what has no entry.
    pub fn coordinates(&self, text: &str) -> Option<&PlaceName> {
        let readings = self.lookup(text);
        if readings.iter().any(|name| name.form == Form::Ambiguous) {
            return None;
        }
        // A city that bears another state's capital's name is not meant.
        let code = readings.first()?.code;
        let of_form = |form| readings.iter().find(move |name| name.form == form && name.code == code);
        let place =
            of_form(Form::Place).or_else(|| of_form(Form::Region)).or_else(|| of_form(Form::Disputed));
        let place = place.or_else(|| of_form(Form::State))?;
        self.places.get((place.idx as usize).checked_sub(1)?)
    }

    /// Returns where a name is: as `coordinates`, and waters and straits too, which lie in no state.
    pub fn locate(&self, text: &str) -> Option<Located<'_>> {
        if let Some(place) = self.coordinates(text) {
            let (name, code) = (place.name.as_ref(), Some(place.code));
            return Some(Located { name, code, latitude: place.latitude, longitude: place.longitude });
        }
        let area = self.lookup(text).into_iter().find(|name| name.form == Form::Area)?;
        let (latitude, longitude) = *self.areas.get((area.idx as usize).checked_sub(1)?)?;
        Some(Located { name: &area.name, code: None, latitude, longitude })
    }

    /// Returns the outlet of this name.
    pub fn outlet(&self, text: &str) -> Option<&OutletName> {
        let name = self.lookup(text).into_iter().find(|name| name.form == Form::Outlet)?;
        self.outlets.get(name.idx as usize)
    }

    /// Returns those who held an office under this full name or surname, in the order of the table.
    pub fn holders(&self, person: &str) -> Vec<&Holder> {
        let full = self.lookup(person).into_iter().filter(|name| name.form == Form::Person);
        let mut found: Vec<u32> = full.map(|name| name.idx).collect();
        if found.is_empty() {
            let bearers = self.surnames.get(&fold(person)).map_or(&[][..], Vec::as_slice);
            found = bearers.iter().map(|(idx, _)| *idx).collect();
        }
        found.into_iter().map(|idx| &self.holders[idx as usize]).collect()
    }

    /// Returns the states of a compound adjective or name: `Russo-Japanese`, `Israeli-Palestinian`, `US-South Korean`.
    ///
    /// In the order they stand, each once; empty unless two or more are named.
    pub fn states_between(&self, text: &str) -> Vec<ActorCode> {
        let mut codes: Vec<ActorCode> = Vec::new();
        for hit in self.find(text) {
            let name = hit.reading(None);
            if let Some(code) = name.code.filter(|code| name.is_actor() && !codes.contains(code)) {
                codes.push(code);
            }
        }
        if codes.len() < 2 { Vec::new() } else { codes }
    }

    /// Picks among the states that bear an ambiguous name by the states that the report names otherwise.
    ///
    /// Returns a code only if exactly one candidate is among `context`.
    pub fn settle(candidates: &[ActorCode], context: &[ActorCode]) -> Option<ActorCode> {
        let mut named = candidates.iter().copied().filter(|code| context.contains(code));
        let first = named.next()?;
        if named.next().is_some() { None } else { Some(first) }
    }

    /// As [`Names::settle`]; else the only candidate that shares a land boundary with a state of `context`.
    ///
    /// "Congolese" in a report on Rwanda is of the Democratic Republic. The two Koreas are never settled by neighbours:
    /// both are spoken of beside China.
    pub fn settle_near(&self, candidates: &[ActorCode], context: &[ActorCode]) -> Option<ActorCode> {
        let found = Names::settle(candidates, context);
        if found.is_some() || candidates.iter().any(|code| code.as_str() == "KOR") {
            return found;
        }
        let is_near = |code: &ActorCode| {
            let known = self.neighbours.get(code);
            known.is_some_and(|known| known.iter().any(|neighbour| context.contains(neighbour)))
        };
        let mut near = candidates.iter().copied().filter(is_near);
        let first = near.next()?;
        if near.next().is_some() { None } else { Some(first) }
    }
}
