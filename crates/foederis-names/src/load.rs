//! Fills `Names` from the committed tables. One function per table; the order decides which reading comes first.

use std::borrow::Cow;

use foederis_types::{ActorCode, Date};

use crate::lexicon::{Case, Lexicon};
use crate::names::{
    Agent, AgentClass, Form, Holder, Membership, Name, Names, Organisation, OutletName, PlaceName, State,
    StateNumber, Text,
};
use crate::table::{Column, Row, Table};
use crate::words::{fold, words};
use crate::{NamesError, Sector};

macro_rules! embedded_tables {
    ($($constant:ident = $file:literal),+ $(,)?) => {
        $(const $constant: (&str, &str) = ($file, include_str!(concat!("../../../tables/", $file)));)+

        /// Every embedded table, as name and text.
        pub(crate) const TABLES: &[(&str, &str)] = &[$($constant),+];
    };
}

embedded_tables! {
    STATES = "hand/states.tsv",
    AMBIGUOUS = "hand/ambiguous.tsv",
    REGIONS = "hand/regions.tsv",
    GROUPS = "hand/groups.tsv",
    BODIES = "hand/bodies.tsv",
    ORGANISATIONS = "hand/organisations.tsv",
    MEMBERS = "hand/members.tsv",
    AGENTS = "hand/agents.tsv",
    OUTLETS = "hand/outlets.tsv",
    HOLDERS = "hand/holders.tsv",
    ALIASES = "aliases.tsv",
    CENTRES = "centres.tsv",
    LEADERS = "leaders.tsv",
    NEIGHBOURS = "neighbours.tsv",
    PLACES = "places.tsv",
    NEWS_PLACES = "hand/places.tsv",
}

/// Reads every embedded table.
pub(crate) fn embedded() -> Result<Names, NamesError> {
    let mut names = Names {
        lexicon: Lexicon::with_capacity(24_000),
        agent_lexicon: Lexicon::with_capacity(6_000),
        ..Names::default()
    };
    let mut ambiguous = Lexicon::with_capacity(128);
    add_ambiguous(&mut names, &mut ambiguous)?;
    let mut adder = Adder { names, ambiguous };
    adder.add_states()?;
    adder.add_aliases()?;
    adder.add_regions()?;
    adder.add_groups()?;
    adder.add_outlets()?;
    adder.add_organisations()?;
    adder.add_bodies()?;
    adder.add_holders(HOLDERS)?;
    adder.add_holders(LEADERS)?;
    adder.add_places(NEWS_PLACES)?;
    adder.add_places(PLACES)?;
    let mut names = adder.names;
    add_members(&mut names)?;
    add_agents(&mut names)?;
    add_neighbours(&mut names)?;
    Ok(names)
}

fn add_neighbours(names: &mut Names) -> Result<(), NamesError> {
    let table = Table::new(NEIGHBOURS.0, NEIGHBOURS.1);
    let (code, neighbours) = (table.column("code")?, table.column("neighbours")?);
    for row in table.rows() {
        if let Some(state) = row.code(code)? {
            names.neighbours.insert(state, row.codes(neighbours)?);
        }
    }
    Ok(())
}

fn text(part: &'static str) -> Text {
    Cow::Borrowed(part)
}

fn plain(form: Form, code: Option<ActorCode>, sector: Option<Sector>, name: Text) -> Name {
    Name { form, code, sector, name, candidates: Vec::new(), from: None, to: None, idx: 0 }
}

fn add_ambiguous(names: &mut Names, ambiguous: &mut Lexicon) -> Result<(), NamesError> {
    let table = Table::new(AMBIGUOUS.0, AMBIGUOUS.1);
    let (name, candidates) = (table.column("name")?, table.column("candidates")?);
    for row in table.rows() {
        let candidates = row.codes(candidates)?;
        let value = names.all.len() as u32;
        let standard = Cow::Owned(row.text(name).to_owned());
        names.all.push(Name { candidates, ..plain(Form::Ambiguous, None, None, standard) });
        names.lexicon.add_name(row.text(name), value);
        ambiguous.add(row.text(name), Case::Any, value);
    }
    Ok(())
}

/// Names being filled; ambiguous names take no other reading.
struct Adder {
    names: Names,
    ambiguous: Lexicon,
}

impl Adder {
    /// Keeps `name` and lets every one of `phrases` find it. `=` before a phrase asks for its letters exactly.
    fn add<'p>(&mut self, name: Name, phrases: impl IntoIterator<Item = &'p str>) {
        let value = self.names.all.len() as u32;
        self.names.all.push(name);
        for phrase in phrases {
            match phrase.strip_prefix('=') {
                Some(exact) => self.names.lexicon.add(exact, Case::Exact, value),
                None if self.ambiguous.has(phrase) => {}
                None => self.names.lexicon.add_name(phrase, value),
            }
        }
    }

    fn add_states(&mut self) -> Result<(), NamesError> {
        let table = Table::new(STATES.0, STATES.1);
        let columns = StateColumns::new(&table)?;
        let middles = middles()?;
        for row in table.rows() {
            let state = columns.state(&row)?;
            let middle = middles.iter().find(|middle| middle.0 == state.code);
            let idx = middle.map_or(0, |&(code, at)| self.add_place(state.name.clone(), code, at, 0));
            let (code, name, dates) = (Some(state.code), state.name.clone(), (state.from, state.to));
            self.names.states.push(state);
            let dated = |form, sector| {
                let until = Name { to: dates.1, ..plain(form, code, sector, name.clone()) };
                if dates.1.is_some() { Name { from: dates.0, ..until } } else { until }
            };
            let state = Name { idx, ..dated(Form::State, None) };
            self.add(state, row.list(columns.name).chain(row.list(columns.aliases)));
            self.add(dated(Form::Adjective, None), row.list(columns.adjectives));
            let people = row.list(columns.people).filter(|p| !row.list(columns.adjectives).any(|a| a == *p));
            self.add(dated(Form::People, None), people);
            self.add(dated(Form::Capital, Some(Sector::Government)), row.list(columns.capitals));
        }
        Ok(())
    }

    /// English names that the registry packages add to ours.
    fn add_aliases(&mut self) -> Result<(), NamesError> {
        let table = Table::new(ALIASES.0, ALIASES.1);
        let (code, alias) = (table.column("code")?, table.column("alias")?);
        for row in table.rows() {
            let state = row.code(code)?.and_then(|code| self.names.state(code));
            let Some(state) = state else { continue };
            let name = plain(Form::State, Some(state.code), None, state.name.clone());
            if !self.names.lexicon.has(row.text(alias)) {
                self.add(name, [row.text(alias)]);
            }
        }
        Ok(())
    }

    fn add_regions(&mut self) -> Result<(), NamesError> {
        const KINDS: &[(&str, Form)] = &[
            ("dependency", Form::Region),
            ("region", Form::Region),
            ("disputed", Form::Disputed),
            ("prefix", Form::Prefix),
            ("area", Form::Area),
        ];
        let table = Table::new(REGIONS.0, REGIONS.1);
        let (kind, code, name) = (table.column("kind")?, table.column("code")?, table.column("name")?);
        let aliases = table.column("aliases")?;
        let (latitude, longitude) = (table.column("latitude")?, table.column("longitude")?);
        for row in table.rows() {
            let form = row.choice(kind, KINDS, "dependency, region, disputed, prefix or area")?;
            let sector = (form == Form::Disputed).then_some(Sector::Unrecognised);
            let (code, standard) = (row.code(code)?, text(row.text(name)));
            let at = row.number(latitude)?.zip(row.number(longitude)?);
            let idx = at.map_or(0, |at| self.add_region_place(standard.clone(), code, at));
            let named = Name { idx, ..plain(form, code, sector, standard) };
            self.add(named, row.list(name).chain(row.list(aliases)));
        }
        Ok(())
    }

    /// Keeps a place and returns its 1-based index.
    fn add_place(&mut self, name: Text, code: ActorCode, at: (f32, f32), population: u32) -> u32 {
        self.names.places.push(PlaceName { name, code, latitude: at.0, longitude: at.1, population });
        self.names.places.len() as u32
    }

    /// Keeps the middle of a region, or of an area if there is no state.
    fn add_region_place(&mut self, name: Text, code: Option<ActorCode>, at: (f32, f32)) -> u32 {
        match code {
            Some(code) => self.add_place(name, code, at, 0),
            None => {
                self.names.areas.push(at);
                self.names.areas.len() as u32
            }
        }
    }

    fn add_groups(&mut self) -> Result<(), NamesError> {
        let table = Table::new(GROUPS.0, GROUPS.1);
        let (name, states, aliases) =
            (table.column("name")?, table.column("states")?, table.column("aliases")?);
        for row in table.rows() {
            let candidates = row.codes(states)?;
            let named = Name { candidates, ..plain(Form::Group, None, None, text(row.text(name))) };
            self.add(named, row.list(name).chain(row.list(aliases)));
        }
        Ok(())
    }

    fn add_organisations(&mut self) -> Result<(), NamesError> {
        let table = Table::new(ORGANISATIONS.0, ORGANISATIONS.1);
        let (id, code, sector) = (table.column("id")?, table.column("code")?, table.column("sector")?);
        let (name, aliases) = (table.column("name")?, table.column("aliases")?);
        for row in table.rows() {
            let Some(code) = row.code(code)? else { continue };
            let standard = text(row.text(name));
            let sector = row.sector(sector)?;
            let idx = self.names.organisations.len() as u32;
            let organisation = Organisation { id: text(row.text(id)), code, sector, name: standard.clone() };
            self.names.organisations.push(organisation);
            let named = Name { idx, ..plain(Form::Organisation, Some(code), sector, standard) };
            self.add(named, row.list(name).chain(row.list(aliases)));
        }
        Ok(())
    }

    fn add_bodies(&mut self) -> Result<(), NamesError> {
        const KINDS: &[(&str, Form)] = &[
            ("seat", Form::Seat),
            ("parliament", Form::Parliament),
            ("government", Form::Government),
            ("military", Form::Force),
            ("intelligence", Form::Intelligence),
            ("rebel", Form::Movement),
            ("party", Form::Party),
            ("court", Form::Court),
            ("firm", Form::Firm),
            ("university", Form::School),
            ("religious", Form::Religious),
            ("labour", Form::Union),
            ("weapon", Form::Weapon),
        ];
        let table = Table::new(BODIES.0, BODIES.1);
        let (kind, code, sector) = (table.column("kind")?, table.column("code")?, table.column("sector")?);
        let (from, to, list) = (table.column("from")?, table.column("to")?, table.column("names")?);
        for row in table.rows() {
            let form = row.choice(kind, KINDS, "a kind of body")?;
            let (code, sector) = (row.code(code)?, row.sector(sector)?);
            let (from, to) = (row.date(from)?, row.date(to)?);
            let is_one_body = !matches!(form, Form::Firm | Form::School | Form::Weapon);
            let standard = row.list(list).next().unwrap_or("");
            for phrase in row.list(list) {
                let name = if is_one_body && form == Form::Movement { standard } else { phrase };
                let name = text(name.trim_start_matches("the "));
                self.add(Name { from, to, ..plain(form, code, sector, name) }, [phrase]);
            }
        }
        Ok(())
    }

    fn add_outlets(&mut self) -> Result<(), NamesError> {
        let table = Table::new(OUTLETS.0, OUTLETS.1);
        let (code, kind, owner) = (table.column("code")?, table.column("kind")?, table.column("owner")?);
        let (name, aliases) = (table.column("name")?, table.column("aliases")?);
        for row in table.rows() {
            let is_official = row.text(owner) == "state";
            let outlet = OutletName {
                name: text(row.text(name)),
                code: row.code(code)?,
                is_agency: row.text(kind) == "agency",
                is_official,
            };
            let sector = if is_official { Sector::Government } else { Sector::Journalist };
            let idx = self.names.outlets.len() as u32;
            let named = Name { idx, ..plain(Form::Outlet, outlet.code, Some(sector), outlet.name.clone()) };
            self.names.outlets.push(outlet);
            self.add(named, row.list(name).chain(row.list(aliases)));
        }
        Ok(())
    }

    fn add_holders(&mut self, (file, content): (&'static str, &'static str)) -> Result<(), NamesError> {
        let table = Table::new(file, content);
        let columns = HolderColumns::new(&table)?;
        for row in table.rows() {
            let Some(holder) = columns.holder(&row)? else { continue };
            let idx = self.names.holders.len() as u32;
            let (surname, goes_alone) = columns.surname(&row, &holder);
            self.names.surnames.entry(surname).or_default().push((idx, goes_alone));
            let named = Name {
                from: holder.from,
                to: holder.to,
                idx,
                ..plain(Form::Person, Some(holder.code), holder.sector, holder.name.clone())
            };
            self.names.holders.push(holder);
            self.add(named, row.list(columns.name).chain(row.list(columns.aliases)));
        }
        Ok(())
    }

    fn add_places(&mut self, (file, content): (&'static str, &'static str)) -> Result<(), NamesError> {
        let table = Table::new(file, content);
        let (code, name, aliases) = (table.column("code")?, table.column("name")?, table.column("aliases")?);
        let (latitude, longitude) = (table.column("latitude")?, table.column("longitude")?);
        let population = table.column("population")?;
        for row in table.rows() {
            let Some(code) = row.code(code)? else { continue };
            let at = (row.number(latitude)?.unwrap_or(0.0), row.number(longitude)?.unwrap_or(0.0));
            let standard = text(row.text(name));
            let idx = self.add_place(standard.clone(), code, at, row.number(population)?.unwrap_or(0));
            let named = Name { idx, ..plain(Form::Place, Some(code), Some(Sector::Civilian), standard) };
            self.add(named, row.list(name).chain(row.list(aliases)));
        }
        Ok(())
    }
}

/// A state and its latitude and longitude.
type Middle = (ActorCode, (f32, f32));

/// The middle of each state.
fn middles() -> Result<Vec<Middle>, NamesError> {
    let table = Table::new(CENTRES.0, CENTRES.1);
    let code = table.column("code")?;
    let (latitude, longitude) = (table.column("latitude")?, table.column("longitude")?);
    let mut middles = Vec::new();
    for row in table.rows() {
        let at = row.number(latitude)?.zip(row.number(longitude)?);
        middles.extend(row.code(code)?.zip(at));
    }
    Ok(middles)
}

struct StateColumns {
    code: Column,
    iso2: Column,
    cow: (Column, Column),
    gleditsch_ward: (Column, Column),
    from: Column,
    to: Column,
    name: Column,
    adjectives: Column,
    people: Column,
    capitals: Column,
    aliases: Column,
}

impl StateColumns {
    fn new(table: &Table<'_>) -> Result<StateColumns, NamesError> {
        Ok(StateColumns {
            code: table.column("code")?,
            iso2: table.column("iso2")?,
            cow: (table.column("cow")?, table.column("cow_number")?),
            gleditsch_ward: (table.column("gw")?, table.column("gw_number")?),
            from: table.column("from")?,
            to: table.column("to")?,
            name: table.column("name")?,
            adjectives: table.column("adjectives")?,
            people: table.column("people")?,
            capitals: table.column("capitals")?,
            aliases: table.column("aliases")?,
        })
    }

    fn number(row: &Row<'static>, columns: (Column, Column)) -> Result<Option<StateNumber>, NamesError> {
        let number = row.number(columns.1)?;
        Ok(number.map(|number| StateNumber { letters: text(row.text(columns.0)), number }))
    }

    fn state(&self, row: &Row<'static>) -> Result<State, NamesError> {
        let code = row.code(self.code)?.ok_or(NamesError::BadCell {
            table: STATES.0.to_owned(),
            line: 0,
            column: "code",
            value: String::new(),
            expected: "an actor code",
        })?;
        let cow = StateColumns::number(row, self.cow)?;
        let is_same = row.text(self.gleditsch_ward.0) == "=";
        let gleditsch_ward =
            if is_same { cow.clone() } else { StateColumns::number(row, self.gleditsch_ward)? };
        Ok(State {
            code,
            iso2: Some(row.text(self.iso2)).filter(|iso2| !iso2.is_empty()).map(text),
            name: text(row.text(self.name)),
            cow,
            gleditsch_ward,
            from: row.date(self.from)?,
            to: row.date(self.to)?,
            adjectives: row.list(self.adjectives).map(text).collect(),
            capitals: row.list(self.capitals).map(text).collect(),
        })
    }
}

struct HolderColumns {
    name: Column,
    aliases: Column,
    surname: Column,
    code: Column,
    sector: Column,
    title: Column,
    from: Column,
    to: Column,
    checked: Column,
}

impl HolderColumns {
    fn new(table: &Table<'_>) -> Result<HolderColumns, NamesError> {
        Ok(HolderColumns {
            name: table.column("name")?,
            aliases: table.column("aliases")?,
            surname: table.column("surname")?,
            code: table.column("code")?,
            sector: table.column("sector")?,
            title: table.column("title")?,
            from: table.column("from")?,
            to: table.column("to")?,
            checked: table.column("checked")?,
        })
    }

    fn holder(&self, row: &Row<'static>) -> Result<Option<Holder>, NamesError> {
        let (Some(code), Some(checked)) = (row.code(self.code)?, row.date(self.checked)?) else {
            return Ok(None);
        };
        let (from, to): (Option<Date>, Option<Date>) = (row.date(self.from)?, row.date(self.to)?);
        let (name, title) = (text(row.text(self.name)), text(row.text(self.title)));
        Ok(Some(Holder { name, code, sector: row.sector(self.sector)?, title, from, to, checked }))
    }

    /// The folded surname, and whether it can go by alone: the column's, `-` for too common; else the last word, or the
    /// first where family names stand first.
    fn surname(&self, row: &Row<'static>, holder: &Holder) -> (String, bool) {
        const FAMILY_FIRST: &[&str] = &["CHN", "HKG", "KOR", "PRK", "SGP", "TWN"];
        let all = words(&holder.name);
        let is_first = FAMILY_FIRST.contains(&holder.code.as_str());
        let word = if is_first { all.first() } else { all.last() };
        let own = word.map_or(String::new(), |word| fold(&holder.name[word.start..word.end]));
        match row.text(self.surname) {
            "" => (own, true),
            "-" => (own, false),
            surname => (fold(surname), true),
        }
    }
}

fn add_members(names: &mut Names) -> Result<(), NamesError> {
    let table = Table::new(MEMBERS.0, MEMBERS.1);
    let (organisation, state) = (table.column("organisation")?, table.column("state")?);
    let (from, to) = (table.column("from")?, table.column("to")?);
    for row in table.rows() {
        let Some(state) = row.code(state)? else { continue };
        let organisation = text(row.text(organisation));
        names.members.push(Membership { organisation, state, from: row.date(from)?, to: row.date(to)? });
    }
    Ok(())
}

/// Returns the plural of a noun by the rules of English spelling; irregular ones stand in the table.
fn plural(phrase: &str) -> String {
    let ends = |suffix: &str| phrase.ends_with(suffix);
    let stem = |drop: usize, add: &str| format!("{}{add}", &phrase[..phrase.len() - drop]);
    if ends("man") && !ends("human") && !ends("ombudsman") {
        stem(2, "en")
    } else if ends("person") {
        stem(6, "people")
    } else if ends("y") && !["ay", "ey", "oy", "uy"].iter().any(|vowel| ends(vowel)) {
        stem(1, "ies")
    } else if ["s", "x", "z", "ch", "sh"].iter().any(|hiss| ends(hiss)) {
        stem(0, "es")
    } else {
        stem(0, "s")
    }
}

/// Returns the plural of a phrase whose head stands before `of`, `in`, `to` or `for`: `ministers of defence`.
fn phrase_plural(phrase: &str) -> String {
    let joint = [" of ", " in ", " to ", " for "].iter().filter_map(|joint| phrase.find(joint)).min();
    match joint {
        Some(at) => format!("{}{}", plural(&phrase[..at]), &phrase[at..]),
        None => plural(phrase),
    }
}

fn add_agents(names: &mut Names) -> Result<(), NamesError> {
    const CLASSES: &[(&str, AgentClass)] =
        &[("strong", AgentClass::Strong), ("weak", AgentClass::Weak), ("modifier", AgentClass::Modifier)];
    let table = Table::new(AGENTS.0, AGENTS.1);
    let (phrase, sector, class) = (table.column("phrase")?, table.column("sector")?, table.column("class")?);
    for row in table.rows() {
        let class = row.choice(class, CLASSES, "strong, weak or modifier")?;
        let (code, sector) = match row.text(sector) {
            "NGO" => (ActorCode::new("NGO").ok(), Some(Sector::Society)),
            "MNC" => (ActorCode::new("MNC").ok(), Some(Sector::Business)),
            _ => (None, row.sector(sector)?),
        };
        let value = names.agents.len() as u32;
        names.agents.push(Agent { phrase: text(row.text(phrase)), sector, code, class });
        names.agent_lexicon.add(row.text(phrase), Case::Any, value);
    }
    add_plurals(names);
    Ok(())
}

/// Plurals come after all phrases, so that one which the table has by itself keeps its own row.
fn add_plurals(names: &mut Names) {
    for (value, agent) in names.agents.iter().enumerate() {
        let plural = phrase_plural(&agent.phrase);
        let is_noun = agent.class != AgentClass::Modifier && agent.phrase.len() > 3;
        if is_noun && !names.agent_lexicon.has(&plural) {
            names.agent_lexicon.add(&plural, Case::Any, value as u32);
        }
    }
}

/// Adds a user's table; see `Names::add_actors`.
pub(crate) fn add_actors(names: &mut Names, origin: &str, content: &str) -> Result<(), NamesError> {
    let table = Table::new(origin, content);
    let (name, code, sector) = (table.column("name")?, table.column("code")?, table.column("sector")?);
    let (from, to) = (table.column("from")?, table.column("to")?);
    for row in table.rows() {
        let standard = row.list(name).next().unwrap_or("").to_owned();
        let named = Name {
            from: row.date(from)?,
            to: row.date(to)?,
            ..plain(Form::Government, row.code(code)?, row.sector(sector)?, Cow::Owned(standard))
        };
        let value = names.all.len() as u32;
        names.all.push(named);
        for phrase in row.list(name) {
            names.lexicon.add_first(phrase, value);
        }
    }
    Ok(())
}
