//! Reads one noun phrase: whose is it, what part of society, who by name and title.
//!
//! Works on the words alone, without a tree: names and agent nouns are marked, the phrase is cut at its prepositions,
//! the head segment decides, what follows fills gaps ("the foreign minister of Chad"). A phrase that joins several
//! ("U.S. and South Korean officials") gives several answers. Bounded: phrases over `WORDS_MAX` words are cut.

use foederis_types::{ActorCode, Date};

use crate::Sector;
use crate::grammar::{
    ABROAD, AGAINST, ARTICLES, AT_HOME, FOREIGN_HALVES, FORMER, HONORIFICS, LEADERS, LOCAL, LONGER_NAMES,
    LOOSE_HALVES, MARKERS, PARTICLES, QUANTITIES, RELATIVES,
};
use crate::names::{Agent, AgentClass, Form, Holder, Name, Names, State, pick};
use crate::words::{Word, fold, joins, words};

/// Words of a mention that are looked at.
const WORDS_MAX: usize = 80;

/// Bytes of a mention that are looked at.
const BYTES_MAX: usize = 2_000;

/// What decided the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Via {
    /// A name of the tables, of this form.
    Name(Form),
    /// Somebody in the table of office holders, which was true on this day.
    Holder(Date),
    /// Only the agent noun: there is no state.
    Agent,
    /// Nothing: the mention is not known.
    Nothing,
}

/// Who a mention is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// State or non-state code; `None` if the mention does not say, or an ambiguous name stands alone.
    pub code: Option<ActorCode>,
    /// PLOVER sector; `None` for a state as such and for what the words do not say.
    pub sector: Option<Sector>,
    /// Standard name of the state, organisation or person; else the mention without its article.
    pub name: String,
    /// Title as the mention has it: `Foreign Minister`.
    pub title: Option<String>,
    /// The person's name, as the mention has it.
    pub person: Option<String>,
    /// Standard name of the organisation or body named.
    pub organisation: Option<String>,
    /// Where an ambiguous name stands and no code could be given: the states it may be, the likeliest first.
    pub candidates: Vec<ActorCode>,
    /// What decided.
    pub via: Via,
}

impl Resolution {
    fn unknown(name: &str) -> Resolution {
        Resolution {
            code: None,
            sector: None,
            name: name.to_owned(),
            title: None,
            person: None,
            organisation: None,
            candidates: Vec::new(),
            via: Via::Nothing,
        }
    }

    /// Says whether the mention bears an ambiguous name that nothing in it settles.
    pub fn is_ambiguous(&self) -> bool {
        self.code.is_none() && !self.candidates.is_empty()
    }
}

/// The first bytes of a mention that is too long to be one.
fn beginning(mention: &str) -> &str {
    let end = (0..=mention.len().min(BYTES_MAX)).rev().find(|&at| mention.is_char_boundary(at)).unwrap_or(0);
    &mention[..end]
}

/// What one stretch of words is.
#[derive(Clone)]
enum Piece<'n> {
    Name(Vec<&'n Name>),
    Agent(&'n Agent),
    Word,
}

/// One stretch of words, with its bytes.
#[derive(Clone)]
struct Item<'n> {
    start: usize,
    end: usize,
    piece: Piece<'n>,
    /// Folded letters of a single word; empty for names and agents.
    lower: String,
    is_capital: bool,
    /// What stands between this item and the next.
    gap: Gap,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Space,
    Hyphen,
    Comma,
    Possessive,
    Other,
}

impl Names {
    /// Resolves one noun phrase as of `day`; of a phrase that joins several actors, the first.
    ///
    /// Never fails: what is not known has no code, and `Via::Nothing`.
    pub fn resolve(&self, mention: &str, day: Option<Date>) -> Resolution {
        self.resolve_all(mention, day)
            .into_iter()
            .next()
            .unwrap_or_else(|| Resolution::unknown(mention.trim()))
    }

    /// Resolves one noun phrase as of `day`, each of the actors it joins (`U.S. and South Korean officials`: two).
    ///
    /// In the order of the words, at least one.
    pub fn resolve_all(&self, mention: &str, day: Option<Date>) -> Vec<Resolution> {
        let mention = beginning(mention.trim());
        let reader = Reader { names: self, mention, day };
        let items = reader.items();
        if let Some(all) = reader.group(&items) {
            return all;
        }
        let parts = reader.conjuncts(&items);
        match reader.joined(&parts) {
            Some(all) => all,
            None => vec![reader.phrase(&items)],
        }
    }
}

/// One mention being read.
struct Reader<'a> {
    names: &'a Names,
    mention: &'a str,
    day: Option<Date>,
}

/// A run of items after a marker.
struct Segment<'i, 'n> {
    marker: &'i str,
    items: &'i [Item<'n>],
}

impl<'a> Reader<'a> {
    fn items(&self) -> Vec<Item<'a>> {
        let mut words = words(self.mention);
        words.truncate(WORDS_MAX);
        let mut items = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let (piece, end) = self.piece(&words, at);
            items.push(self.item(&words, at, end, piece));
            at = end;
        }
        self.unname_common_nouns(&mut items);
        self.drop_parentheses(&mut items);
        items
    }

    /// What stands in brackets repeats what stands before them: `Movement for Democratic Change (MDC)`.
    fn drop_parentheses(&self, items: &mut Vec<Item<'a>>) {
        let depth = |at: usize| {
            let before = &self.mention[..at];
            before.matches('(').count().saturating_sub(before.matches(')').count())
        };
        if items.first().is_some_and(|first| depth(first.start) == 0) && self.mention.contains('(') {
            items.retain(|item| depth(item.start) == 0);
        }
    }

    /// Bodies with a common noun for a name (`Self-Defense Forces`) are that noun again where another state is named.
    fn unname_common_nouns(&self, items: &mut [Item<'a>]) {
        let codes: Vec<Option<ActorCode>> =
            items.iter().map(|item| name_of(item, self.day).and_then(|name| name.code)).collect();
        for (idx, item) in items.iter_mut().enumerate() {
            let is_other = |code: &Option<ActorCode>| code.is_some() && *code != codes[idx];
            if !name_of(item, self.day).is_some_and(is_body) || !codes.iter().any(is_other) {
                continue;
            }
            if let Some(agent) = self.names.agent(&self.mention[item.start..item.end]) {
                item.piece = Piece::Agent(agent);
            }
        }
    }

    /// The longest name or agent phrase at a word; of equal ones the name, unless it is written small.
    fn piece(&self, words: &[Word], at: usize) -> (Piece<'a>, usize) {
        let name = self.names.lexicon.longest(self.mention, words, at);
        let agent = self.names.agent_lexicon.longest(self.mention, words, at);
        let name_end = name.as_ref().map_or(at, |found| found.end);
        let agent_end = agent.as_ref().map_or(at, |found| found.end);
        if agent_end > name_end
            && let Some(found) = agent
        {
            return (Piece::Agent(&self.names.agents[found.values[0] as usize]), found.end);
        }
        match name {
            Some(found) => (Piece::Name(self.names.readings(&found.values)), found.end),
            None => (Piece::Word, at + 1),
        }
    }

    fn item(&self, words: &[Word], first: usize, end: usize, piece: Piece<'a>) -> Item<'a> {
        let (start, last) = (words[first].start, words[end - 1]);
        let text = &self.mention[start..last.end];
        let lower = if end == first + 1 { fold(text) } else { String::new() };
        let is_capital = text.chars().next().is_some_and(char::is_uppercase);
        Item { start, end: last.end, piece, lower, is_capital, gap: self.gap(words, end) }
    }

    fn gap(&self, words: &[Word], end: usize) -> Gap {
        let (Some(left), Some(right)) = (words.get(end.wrapping_sub(1)), words.get(end)) else {
            return Gap::Other;
        };
        let between = &self.mention[left.end..right.start];
        let is_possessive = matches!(between, "'" | "’" | "‘")
            && fold(&self.mention[right.start..right.end]) == "s"
            || matches!(between, "' " | "’ ");
        match between {
            _ if is_possessive => Gap::Possessive,
            "-" | "–" | "\u{2010}" | "\u{2011}" => Gap::Hyphen,
            _ if between.starts_with(',') || between.starts_with(" ,") => Gap::Comma,
            _ if joins(self.mention, *left, *right) => Gap::Space,
            _ if between.trim().is_empty() || between == " - " || between == "." || between == ". " => {
                Gap::Space
            }
            _ => Gap::Other,
        }
    }

    // ---- several actors in one phrase

    /// `the Baltic states`: each of them.
    fn group(&self, items: &[Item<'a>]) -> Option<Vec<Resolution>> {
        let mut kept = items.iter().filter(|item| !is_article(item));
        let (Some(only), None) = (kept.next(), kept.next()) else { return None };
        let name = name_of(only, self.day).filter(|name| name.form == Form::Group)?;
        let states = name.candidates.iter().filter_map(|code| self.names.state(*code));
        let answer = |state: &State| Resolution {
            code: Some(state.code),
            via: Via::Name(Form::Group),
            ..Resolution::unknown(&state.name)
        };
        Some(states.map(answer).collect())
    }

    /// Cuts at commas, `and`, `or` outside of prepositional phrases, as long as what precedes is no such phrase.
    fn conjuncts<'i>(&self, items: &'i [Item<'a>]) -> Vec<&'i [Item<'a>]> {
        let mut parts = Vec::new();
        let mut first = 0;
        for (idx, item) in items.iter().enumerate() {
            if is_conjunction(item) {
                parts.push(&items[first..idx]);
                first = idx + 1;
            } else if item.gap == Gap::Comma {
                parts.push(&items[first..=idx]);
                first = idx + 1;
            }
        }
        parts.push(&items[first..]);
        parts.retain(|part| !part.is_empty());
        parts
    }

    /// Reads the parts as actors of their own; `None` if the phrase is one actor after all.
    fn joined(&self, parts: &[&[Item<'a>]]) -> Option<Vec<Resolution>> {
        if parts.len() < 2 || parts.len() > 12 {
            return None;
        }
        let mut all: Vec<Resolution> = parts.iter().map(|part| self.phrase(part)).collect();
        if is_apposition(&all, parts) {
            return Some(vec![merged(all)]);
        }
        let last = all.last().map(|last| (last.sector, last.title.clone()));
        for (idx, part) in parts.iter().enumerate() {
            let is_bare = part.iter().all(|item| is_bare_adjective(item) || is_article(item));
            if is_bare && idx + 1 < parts.len() {
                let (sector, title) = last.clone()?;
                all[idx].sector = sector;
                all[idx].title = title;
            }
        }
        // Russia's president and foreign minister: the state of the first holds for those that follow without one.
        let first_code = all[0].code;
        let shares = ends_in_possessive_state(parts[0]);
        for answer in
            all.iter_mut().skip(1).filter(|answer| answer.code.is_none() && answer.candidates.is_empty())
        {
            if shares && answer.sector.is_some() && answer.person.is_none() {
                answer.code = first_code;
            }
        }
        let is_known = |answer: &Resolution| answer.code.is_some() || answer.is_ambiguous();
        all.iter().all(is_known).then_some(all)
    }

    // ---- one actor

    fn phrase(&self, items: &[Item<'a>]) -> Resolution {
        let items = without_quantity(items);
        let (head, rest) = segments(items);
        let named = self.person(head);
        let head_without_person = &head[..named.first];
        let mut answer = Resolution::unknown(self.bare_name(items));
        self.set_sector(&mut answer, head_without_person, &rest, named.text.is_some());
        self.set_code(&mut answer, head_without_person, &rest);
        self.set_person(&mut answer, head_without_person, &named);
        self.set_former(&mut answer, head_without_person);
        self.settle_inside(&mut answer, head_without_person);
        if named.text.is_none() {
            self.set_owner(&mut answer, head_without_person);
        }
        if answer.code.is_none() && answer.candidates.is_empty() {
            self.set_agent_code(&mut answer, head_without_person);
        }
        answer
    }

    /// The mention's bytes of these items, without articles.
    fn bare_name(&self, items: &[Item<'a>]) -> &'a str {
        let skip = items.iter().take_while(|item| is_article(item)).count();
        let kept = if skip < items.len() { &items[skip..] } else { items };
        match (kept.first(), kept.last()) {
            (Some(first), Some(last)) => &self.mention[first.start..last.end],
            _ => self.mention.trim(),
        }
    }

    // ---- persons

    /// The capitalised words that end the head segment, after a title; or a holder's full name.
    fn person(&self, head: &[Item<'a>]) -> Person<'a> {
        let none = Person { first: head.len(), text: None, holder: None };
        if let Some(last) = head.last()
            && let Piece::Name(readings) = &last.piece
            && readings[0].form == Form::Person
        {
            let text = &self.mention[last.start..last.end];
            return Person { first: head.len() - 1, text: Some(text), holder: self.holder(readings) };
        }
        let mut first = head.len();
        while first > 0 && is_name_word(head, first - 1) {
            first -= 1;
        }
        while first < head.len() && !starts_a_name(&head[first]) {
            first += 1;
        }
        let Some(start) = head.get(first) else { return none };
        let text = &self.mention[start.start..head[head.len() - 1].end];
        let has_title = head[..first].iter().any(|item| agent_of(item).is_some() || is_honorific(item));
        let holder = self.surname_holder(text, &head[..first]);
        if !has_title && holder.is_none() {
            return none;
        }
        Person { first, text: Some(text), holder }
    }

    fn holder(&self, readings: &[&'a Name]) -> Option<(&'a Holder, bool)> {
        let persons: Vec<&Name> = readings.iter().copied().filter(|name| name.form == Form::Person).collect();
        let rows: Vec<&Holder> = persons.iter().map(|name| &self.names.holders[name.idx as usize]).collect();
        in_office(&rows, self.day)
    }

    /// A holder by surname, and by first name where the mention has one (`Vladimir V. Putin`), if all who bear it are of
    /// one state (that of the head, where it names one).
    fn surname_holder(&self, text: &str, before: &[Item<'a>]) -> Option<(&'a Holder, bool)> {
        let all = words(text);
        let (first, last) = (all.first()?, all.last()?);
        let bearers = self.names.surnames.get(&fold(&text[last.start..last.end]))?;
        let given = (all.len() > 1).then(|| fold(&text[first.start..first.end]));
        let state = before.iter().find_map(|item| name_of(item, self.day).and_then(|name| name.code));
        let fits = |row: &&Holder| {
            state.is_none_or(|state| row.code == state)
                && given.as_ref().is_none_or(|given| fold(row.name.split(' ').next().unwrap_or("")) == *given)
        };
        // A common surname needs the holder's own title: "Sheikh Ali" is not Guyana's President Ali.
        let rows = bearers.iter().filter_map(|(idx, goes_alone)| {
            let row = &self.names.holders[*idx as usize];
            (*goes_alone || given.is_some() || state.is_some() || self.bears_title(row, before))
                .then_some(row)
        });
        let rows: Vec<&Holder> = rows.filter(fits).collect();
        let same_title: Vec<&Holder> =
            rows.iter().copied().filter(|row| self.bears_title(row, before)).collect();
        let pool = if same_title.is_empty() { rows } else { same_title };
        let active: Vec<&Holder> = pool.iter().copied().filter(|row| is_in_office(row, self.day)).collect();
        let pool = if active.is_empty() { pool } else { active };
        let is_one = pool.first().is_some_and(|first| pool.iter().all(|row| row.code == first.code));
        if is_one { in_office(&pool, self.day) } else { None }
    }

    fn bears_title(&self, holder: &Holder, before: &[Item<'a>]) -> bool {
        let title = holder.title.to_lowercase();
        let mut agents =
            before.iter().filter_map(agent_of).filter(|agent| agent.class != AgentClass::Modifier);
        agents.any(|agent| title == agent.phrase.as_ref())
    }

    /// `Haftar's forces`, `Hun Sen's son`: what belongs to somebody known is of his state.
    fn set_owner(&self, answer: &mut Resolution, head: &[Item<'a>]) {
        let Some((holder, is_active)) = self.owner(head) else { return };
        if answer.code.is_none() && answer.candidates.is_empty() {
            answer.code = Some(holder.code);
            answer.via = Via::Holder(holder.checked);
        }
        let is_irregular = is_active && holder.sector.is_some_and(is_irregular);
        if is_irregular && matches!(answer.sector, Some(Sector::Military | Sector::Armed)) {
            answer.sector = holder.sector;
        }
        if head.last().is_some_and(is_relative) && holder.sector.is_some_and(is_office) {
            answer.sector = Some(Sector::Elite);
        }
    }

    /// The person of the table whose name stands before a possessive.
    fn owner(&self, head: &[Item<'a>]) -> Option<(&'a Holder, bool)> {
        let end = head.iter().position(|item| item.gap == Gap::Possessive)?;
        if let Piece::Name(readings) = &head[end].piece {
            return self.holder(readings);
        }
        let is_part =
            |item: &&Item<'a>| matches!(item.piece, Piece::Word) && item.is_capital && !is_article(item);
        let n_parts = head[..=end].iter().rev().take_while(is_part).count();
        let first = head.get(end + 1 - n_parts).filter(|_| n_parts > 0)?;
        self.surname_holder(&self.mention[first.start..head[end].end], &head[..end + 1 - n_parts])
    }

    fn set_person(&self, answer: &mut Resolution, head: &[Item<'a>], named: &Person<'a>) {
        if named.text.is_some() || answer.sector.is_some_and(is_office) {
            answer.title = self.title(head);
        }
        let Some(text) = named.text else { return };
        answer.person = Some(text.to_owned());
        answer.name = text.to_owned();
        let Some((holder, is_active)) = named.holder else { return };
        let is_possible = answer.candidates.is_empty() || answer.candidates.contains(&holder.code);
        if answer.code.is_none() && is_possible {
            answer.code = Some(holder.code);
            answer.candidates.clear();
            answer.via = Via::Holder(holder.checked);
        }
        if answer.code == Some(holder.code) {
            answer.name = holder.name.clone().into_owned();
            let is_only_leader = is_active && !head.iter().any(|item| says_sector(item, self.day));
            if answer.sector.is_none() || is_only_leader {
                answer.sector = sector_on(holder, is_active, self.day);
            }
            if answer.title.is_none() && is_active {
                answer.title = Some(holder.title.clone().into_owned()).filter(|title| !title.is_empty());
            }
        }
    }

    /// The words of the title: from the first agent noun of the head segment to the last.
    fn title(&self, head: &[Item<'a>]) -> Option<String> {
        let is_title = |item: &&Item<'a>| agent_of(item).is_some_and(|a| a.class != AgentClass::Modifier);
        let first = head.iter().find(is_title)?;
        let last = head.iter().rev().find(is_title)?;
        Some(self.mention[first.start..last.end].to_owned())
    }

    // ---- state

    fn set_code(&self, answer: &mut Resolution, head: &[Item<'a>], rest: &[Segment<'_, 'a>]) {
        let mut found = self.code_in_head(head);
        if found.is_none_or(|name| name.code.is_none()) {
            let later = rest.iter().find_map(|segment| self.code_in_rest(segment, head, answer.sector));
            found = later.or(found);
        }
        let Some(name) = found else { return };
        answer.via = Via::Name(name.form);
        answer.code = name.code;
        if name.code.is_none() {
            answer.candidates = name.candidates.clone();
        }
        self.set_names(answer, head, name);
    }

    fn set_names(&self, answer: &mut Resolution, head: &[Item<'a>], decided: &Name) {
        let mut bodies = head.iter().filter_map(|item| name_of(item, self.day)).filter(|name| is_body(name));
        let body = bodies.next_back();
        answer.organisation = body.map(|name| name.name.clone().into_owned());
        let has_agent = head.iter().any(|item| agent_of(item).is_some());
        let is_alone = head.iter().filter(|item| !is_article(item)).count() == 1;
        if let Some(body) = body.filter(|_| !has_agent) {
            answer.name = body.name.clone().into_owned();
        } else if is_alone
            && !matches!(decided.form, Form::Place | Form::Region | Form::Ambiguous)
            && !has_agent
        {
            answer.name = decided.name.clone().into_owned();
        }
    }

    /// The name of the head segment that says whose it is: a possessive before an adjective before a place.
    fn code_in_head(&self, head: &[Item<'a>]) -> Option<&'a Name> {
        let mut best: Option<(u8, &'a Name)> = None;
        for (idx, item) in head.iter().enumerate() {
            let Some(name) = name_of(item, self.day) else { continue };
            let weight = self.weight(head, idx, name);
            if weight > 0 && best.is_none_or(|(kept, _)| weight > kept) {
                best = Some((weight, name));
            }
        }
        best.map(|(_, name)| name)
    }

    fn weight(&self, head: &[Item<'a>], idx: usize, name: &Name) -> u8 {
        let item = &head[idx];
        let half =
            head.get(idx + 1).filter(|_| item.gap == Gap::Hyphen).map_or("", |next| next.lower.as_str());
        let before = idx.checked_sub(1).map(|before| &head[before]);
        let is_turned = before
            .is_some_and(|before| before.gap == Gap::Hyphen && AGAINST.contains(&before.lower.as_str()));
        if is_turned || FOREIGN_HALVES.contains(&half) || is_inside_longer_name(head, idx, name) {
            return 0;
        }
        if LOOSE_HALVES.contains(&half) {
            return 1;
        }
        match name.form {
            Form::Person => 2,
            Form::Ambiguous => 3,
            Form::Place | Form::Outlet | Form::Firm | Form::School | Form::Weapon => 4,
            _ if name.code.is_none() => 0,
            _ if name.code.is_some_and(|code| is_nonstate(code.as_str())) => 5,
            _ if item.gap == Gap::Possessive => 8,
            _ => 6,
        }
    }

    fn code_in_rest(
        &self,
        segment: &Segment<'_, 'a>,
        head: &[Item<'a>],
        sector: Option<Sector>,
    ) -> Option<&'a Name> {
        let is_open = match segment.marker {
            "of" | "from" | "belonging" => true,
            "in" | "at" | "within" | "inside" | "across" | "based" => !is_abroad(head, sector),
            "for" => sector_is_of_body(segment, self.day),
            _ => false,
        };
        if is_open { self.code_in_head(segment.items) } else { None }
    }

    /// `Georgia` also names a state of the USA; a national office or an army can only be the country's.
    fn settle_inside(&self, answer: &mut Resolution, head: &[Item<'a>]) {
        if answer.code.is_some() || answer.candidates.len() != 2 {
            return;
        }
        let is_local = |item: &Item<'a>| agent_of(item).is_some_and(|a| LOCAL.contains(&a.phrase.as_ref()));
        let is_national = matches!(
            answer.sector,
            Some(Sector::Military | Sector::Spy | Sector::Government | Sector::Legislature)
        ) && head.iter().any(|item| agent_of(item).is_some())
            && !head.iter().any(is_local);
        let not_american: Vec<ActorCode> =
            answer.candidates.iter().copied().filter(|code| code.as_str() != "USA").collect();
        if is_national && not_american.len() == 1 {
            answer.code = Some(not_american[0]);
            answer.candidates.clear();
        }
    }

    fn set_agent_code(&self, answer: &mut Resolution, head: &[Item<'a>]) {
        let Some(agent) = head.iter().rev().find_map(agent_of) else { return };
        answer.code = agent.code;
        answer.via = Via::Agent;
    }

    // ---- sector

    fn set_sector(
        &self,
        answer: &mut Resolution,
        head: &[Item<'a>],
        rest: &[Segment<'_, 'a>],
        has_person: bool,
    ) {
        answer.sector = self.sector_of(head, rest, has_person);
    }

    fn sector_of(&self, head: &[Item<'a>], rest: &[Segment<'_, 'a>], has_person: bool) -> Option<Sector> {
        let heads = if has_person { self.civil_title(head) } else { None };
        let idx = heads.or_else(|| head.iter().rposition(|item| self.has_sector(item)))?;
        if is_modifier(&head[idx]) && head.last().is_some_and(|last| is_unknown_noun(last) && !has_person) {
            return None;
        }
        let before = &head[..idx];
        let Some(agent) = agent_of(&head[idx]) else {
            return self.name_sector(head, idx);
        };
        if let Some(armed) = self.armed_sector(agent, before) {
            return Some(armed);
        }
        if agent.class == AgentClass::Weak || LEADERS.contains(&agent.phrase.as_ref()) {
            let around = self.sector_around(agent, before, rest);
            return around.or(agent.sector);
        }
        if agent.sector == Some(Sector::Journalist) && before.iter().any(is_official_word) {
            return Some(Sector::Government);
        }
        agent.sector
    }

    fn has_sector(&self, item: &Item<'a>) -> bool {
        match &item.piece {
            Piece::Agent(_) => true,
            Piece::Name(readings) => {
                let name = pick(readings, self.day);
                name.sector.is_some()
                    && !matches!(name.form, Form::Place | Form::Capital | Form::Person | Form::Disputed)
            }
            Piece::Word => false,
        }
    }

    /// A capital or place has a sector only when nothing but names stands beside it.
    fn name_sector(&self, head: &[Item<'a>], idx: usize) -> Option<Sector> {
        name_of(&head[idx], self.day).and_then(|name| name.sector)
    }

    /// The first civil office before a person's name: `Defence Minister General X` is a minister.
    fn civil_title(&self, head: &[Item<'a>]) -> Option<usize> {
        let is_strong = |item: &Item<'a>| agent_of(item).is_some_and(|a| a.class == AgentClass::Strong);
        head.iter().position(is_strong)
    }

    /// Rebels' soldiers and missiles are the rebels'.
    fn armed_sector(&self, agent: &Agent, before: &[Item<'a>]) -> Option<Sector> {
        let is_armed = matches!(agent.sector, Some(Sector::Military | Sector::Armed | Sector::Police));
        let owner = before.iter().rev().find_map(|item| self.own_sector(item));
        owner.filter(|sector| is_armed && is_irregular(*sector))
    }

    fn own_sector(&self, item: &Item<'a>) -> Option<Sector> {
        match &item.piece {
            Piece::Agent(agent) => agent.sector,
            Piece::Name(readings) => {
                let name = pick(readings, self.day);
                name.sector.filter(|_| is_body(name) || matches!(name.form, Form::Seat))
            }
            Piece::Word => None,
        }
    }

    /// The sector that a weak head takes: from the words before it, else from what follows.
    fn sector_around(&self, agent: &Agent, before: &[Item<'a>], rest: &[Segment<'_, 'a>]) -> Option<Sector> {
        let is_leader = agent.class != AgentClass::Weak;
        let nearest = before.iter().rev().find_map(|item| {
            let is_title = agent_of(item).is_some_and(|other| other.class == AgentClass::Modifier);
            if is_leader && is_title { None } else { self.own_sector(item) }
        });
        if nearest.is_some() {
            return nearest;
        }
        let segment =
            rest.iter().find(|segment| matches!(segment.marker, "of" | "at" | "for" | "from" | "in"))?;
        let of_body = |item: &Item<'a>| self.own_sector(item).filter(|_| !is_modifier(item));
        let strong = segment.items.iter().rev().find_map(of_body);
        strong.filter(|sector| !(is_leader && *sector == Sector::Government))
    }

    fn set_former(&self, answer: &mut Resolution, head: &[Item<'a>]) {
        let held = matches!(
            answer.sector,
            Some(
                Sector::Government
                    | Sector::Legislature
                    | Sector::Military
                    | Sector::Spy
                    | Sector::Judiciary
                    | Sector::Police
                    | Sector::Party
            )
        );
        let agent_at = head.iter().rposition(|item| agent_of(item).is_some());
        let is_former =
            agent_at.is_some_and(|at| head[..at].iter().any(|item| FORMER.contains(&item.lower.as_str())));
        if held && is_former {
            answer.sector = Some(Sector::Elite);
        }
        if answer.sector.is_none() {
            answer.sector = self.lone_sector(head);
        }
    }

    /// The sector of a phrase without agent nouns: a capital is its government, a city its people.
    fn lone_sector(&self, head: &[Item<'a>]) -> Option<Sector> {
        let mut kept = head.iter().filter(|item| !is_article(item));
        let last = kept.next_back()?;
        let name = name_of(last, self.day).filter(|name| name.form != Form::Person)?;
        let is_alone = kept.next().is_none();
        name.sector.filter(|_| is_alone || name.form == Form::Disputed)
    }
}

/// A person found at the end of the head segment.
struct Person<'a> {
    first: usize,
    text: Option<&'a str>,
    /// The row of the table, and whether it holds on the day.
    holder: Option<(&'a Holder, bool)>,
}

fn is_in_office(holder: &Holder, day: Option<Date>) -> bool {
    match day {
        Some(day) => holder.from.is_none_or(|from| from <= day) && holder.to.is_none_or(|to| day <= to),
        None => holder.to.is_none(),
    }
}

/// The row that holds on `day`; else the last, marked as not holding.
fn in_office<'a>(rows: &[&'a Holder], day: Option<Date>) -> Option<(&'a Holder, bool)> {
    let active = rows.iter().copied().find(|row| is_in_office(row, day));
    let latest = || rows.iter().copied().max_by_key(|row| row.to);
    active.map(|row| (row, true)).or_else(|| latest().map(|row| (row, false)))
}

/// A former holder is one of the elite; one whose office is still to come has no sector yet.
fn sector_on(holder: &Holder, is_active: bool, day: Option<Date>) -> Option<Sector> {
    let is_over = day.is_none_or(|day| holder.to.is_some_and(|to| to < day));
    match (is_active, is_over) {
        (true, _) => holder.sector,
        (false, true) => Some(Sector::Elite),
        (false, false) => None,
    }
}

fn agent_of<'n>(item: &Item<'n>) -> Option<&'n Agent> {
    match item.piece {
        Piece::Agent(agent) => Some(agent),
        _ => None,
    }
}

fn name_of<'n>(item: &Item<'n>, day: Option<Date>) -> Option<&'n Name> {
    match &item.piece {
        Piece::Name(readings) => Some(pick(readings, day)),
        _ => None,
    }
}

/// A small-lettered word that no table has.
fn is_unknown_noun(item: &Item<'_>) -> bool {
    matches!(item.piece, Piece::Word) && !item.is_capital && item.lower != "s"
}

fn is_modifier(item: &Item<'_>) -> bool {
    agent_of(item).is_some_and(|agent| agent.class == AgentClass::Modifier)
}

fn is_body(name: &Name) -> bool {
    matches!(
        name.form,
        Form::Government
            | Form::Parliament
            | Form::Force
            | Form::Intelligence
            | Form::Movement
            | Form::Party
            | Form::Court
            | Form::Firm
            | Form::School
            | Form::Religious
            | Form::Union
            | Form::Weapon
            | Form::Organisation
            | Form::Outlet
            | Form::Disputed
            | Form::Seat
    )
}

fn is_nonstate(code: &str) -> bool {
    matches!(code, "IGO" | "UNO" | "EUR" | "NGO" | "ISM" | "IMG" | "MNC")
}

fn is_office(sector: Sector) -> bool {
    matches!(
        sector,
        Sector::Government | Sector::Legislature | Sector::Judiciary | Sector::Military | Sector::Elite
    )
}

/// Armed without being the state's.
fn is_irregular(sector: Sector) -> bool {
    matches!(sector, Sector::Rebel | Sector::Paramilitary | Sector::Criminal | Sector::Unrecognised)
}

fn is_relative(item: &Item<'_>) -> bool {
    agent_of(item).is_some_and(|agent| RELATIVES.contains(&agent.phrase.as_ref()))
}

fn is_article(item: &Item<'_>) -> bool {
    ARTICLES.contains(&item.lower.as_str())
}

fn is_conjunction(item: &Item<'_>) -> bool {
    matches!(item.lower.as_str(), "and" | "or" | "plus" | "nor")
}

fn is_honorific(item: &Item<'_>) -> bool {
    HONORIFICS.contains(&item.lower.as_str())
}

fn is_official_word(item: &Item<'_>) -> bool {
    matches!(item.lower.as_str(), "official" | "state" | "government" | "staterun")
        || agent_of(item)
            .is_some_and(|a| matches!(a.phrase.as_ref(), "official" | "state" | "government" | "state-run"))
}

fn starts_a_name(item: &Item<'_>) -> bool {
    item.is_capital && !is_honorific(item) && !is_article(item) && !FORMER.contains(&item.lower.as_str())
}

/// Says whether the item can be part of a person's name at the end of the head: a capitalised word, a particle, a place or
/// state that is also a given name or surname (`Israel Katz`, `President Bush`), a rank that is one (`John Major`).
fn is_name_word(head: &[Item<'_>], idx: usize) -> bool {
    let item = &head[idx];
    let before = idx.checked_sub(1).map(|before| &head[before]);
    let is_last = idx + 1 == head.len();
    let follows_name = before.is_some_and(|before| {
        matches!(before.piece, Piece::Word)
            && (before.is_capital || PARTICLES.contains(&before.lower.as_str()))
            && before.gap == Gap::Space
    });
    match &item.piece {
        Piece::Word => {
            let is_second_half = before.is_some_and(|before| before.gap == Gap::Hyphen && before.is_capital);
            (item.is_capital || is_second_half || PARTICLES.contains(&item.lower.as_str()))
                && item.lower != "s"
        }
        Piece::Agent(_) => is_last && idx > 1 && item.is_capital && follows_name && !item.lower.is_empty(),
        Piece::Name(readings) => {
            let goes_on = head.get(idx + 1).is_some_and(|next| {
                matches!(next.piece, Piece::Word) && next.is_capital && next.lower != "s"
            });
            let is_after_title = before.is_some_and(|before| agent_of(before).is_some_and(is_title));
            let is_simple = item.gap == Gap::Space || is_last && item.gap == Gap::Other;
            let is_surname = is_last && (follows_name || is_after_title && readings[0].form == Form::Place);
            is_simple && can_be_personal(readings[0].form) && (is_after_title && goes_on || is_surname)
        }
    }
}

/// Forms whose names people bear too.
fn can_be_personal(form: Form) -> bool {
    matches!(
        form,
        Form::State
            | Form::Place
            | Form::Ambiguous
            | Form::Region
            | Form::Capital
            | Form::Person
            | Form::Movement
    )
}

fn is_title(agent: &Agent) -> bool {
    agent.class == AgentClass::Strong && agent.sector.is_some_and(is_office)
}

fn is_bare_adjective(item: &Item<'_>) -> bool {
    match &item.piece {
        Piece::Name(readings) => matches!(
            readings[0].form,
            Form::Adjective | Form::State | Form::Region | Form::Ambiguous | Form::Organisation
        ),
        _ => false,
    }
}

fn ends_in_possessive_state(part: &[Item<'_>]) -> bool {
    part.iter().any(|item| {
        matches!(&item.piece, Piece::Name(readings) if matches!(readings[0].form, Form::State | Form::Adjective | Form::Region | Form::Capital))
    })
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Drops a quantity before `of`: of `several of the largest trade unions`, the unions are the head.
fn without_quantity<'i, 'n>(items: &'i [Item<'n>]) -> &'i [Item<'n>] {
    let Some(of) = items.iter().position(|item| item.lower == "of") else { return items };
    let is_quantity = |item: &Item<'_>| {
        is_article(item) || QUANTITIES.contains(&item.lower.as_str()) || is_number(&item.lower)
    };
    let is_empty_head = items[..of].iter().all(is_quantity) && of > 0 && of + 1 < items.len();
    if is_empty_head { &items[of + 1..] } else { items }
}

/// Says whether a word before a person's name says by itself what he is; `leader` does not.
fn says_sector(item: &Item<'_>, day: Option<Date>) -> bool {
    let is_strong = agent_of(item).is_some_and(|agent| agent.class == AgentClass::Strong);
    is_strong || name_of(item, day).is_some_and(is_body) || FORMER.contains(&item.lower.as_str())
}

/// Says whether a name is but part of a longer one that the tables lack: a party in `National Democratic Alliance`, a
/// city in `George Papandreou`.
fn is_inside_longer_name(head: &[Item<'_>], idx: usize, name: &Name) -> bool {
    let is_name_word =
        |item: &Item<'_>| matches!(item.piece, Piece::Word) && item.is_capital && item.lower != "s";
    let next = head.get(idx + 1).filter(|_| head[idx].gap == Gap::Space);
    let before = idx.checked_sub(1).map(|before| &head[before]).filter(|before| before.gap == Gap::Space);
    let has_agent = head.iter().any(|item| agent_of(item).is_some());
    let is_personal = name.form == Form::Place
        && !has_agent
        && (next.is_some_and(is_name_word) || before.is_some_and(is_name_word));
    let is_tail = matches!(name.form, Form::Party | Form::Government | Form::Parliament)
        && before.is_some_and(|before| before.is_capital && LONGER_NAMES.contains(&before.lower.as_str()));
    is_personal || is_tail
}

/// Says whether where somebody is says nothing about whose he is.
fn is_abroad(head: &[Item<'_>], sector: Option<Sector>) -> bool {
    let is_home =
        head.iter().any(|item| agent_of(item).is_some_and(|a| AT_HOME.contains(&a.phrase.as_ref())));
    let is_armed =
        matches!(sector, Some(Sector::Military | Sector::Armed | Sector::Spy | Sector::Journalist));
    is_armed && !is_home
        || head.iter().any(|item| agent_of(item).is_some_and(|a| ABROAD.contains(&a.phrase.as_ref())))
}

/// `spokesman for the Kremlin` is the Kremlin's; `envoy for Syria` is not Syria's.
fn sector_is_of_body(segment: &Segment<'_, '_>, day: Option<Date>) -> bool {
    segment.items.iter().any(|item| {
        name_of(item, day).is_some_and(is_body)
            || agent_of(item).is_some_and(|a| a.class == AgentClass::Strong)
    })
}

/// Cuts items into the head segment and what its markers bring.
fn segments<'i, 'n>(items: &'i [Item<'n>]) -> (&'i [Item<'n>], Vec<Segment<'i, 'n>>) {
    let is_marker = |item: &Item<'_>| {
        MARKERS.contains(&item.lower.as_str()) && matches!(item.piece, Piece::Word | Piece::Agent(_))
    };
    let joined_before = |idx: usize| idx > 0 && items[idx - 1].gap == Gap::Hyphen;
    let cuts: Vec<usize> =
        (1..items.len()).filter(|&idx| is_marker(&items[idx]) && !joined_before(idx)).collect();
    let head = &items[..cuts.first().copied().unwrap_or(items.len())];
    let ends = cuts.iter().skip(1).copied().chain([items.len()]);
    let rest = cuts
        .iter()
        .zip(ends)
        .map(|(&cut, end)| Segment { marker: items[cut].lower.as_str(), items: &items[cut + 1..end] });
    (head, rest.collect())
}

/// `Vladimir Putin, the Russian president`: one actor in two parts.
fn is_apposition(all: &[Resolution], parts: &[&[Item<'_>]]) -> bool {
    let [first, second] = all else { return false };
    let is_comma = parts[0].last().is_some_and(|item| item.gap == Gap::Comma);
    let is_one_named = first.person.is_some() != second.person.is_some() || first.via == Via::Nothing;
    let describes = second.sector.is_some() || second.code.is_some();
    let is_place_in_state = first.via == Via::Name(Form::Place) || first.via == Via::Name(Form::Capital);
    is_comma && (is_one_named && describes || is_place_in_state && first.code == second.code)
}

fn merged(all: Vec<Resolution>) -> Resolution {
    let mut parts = all.into_iter();
    let mut answer = parts.next().unwrap_or_else(|| Resolution::unknown(""));
    let is_nameless = answer.via == Via::Nothing && answer.person.is_none();
    for part in parts {
        if answer.code.is_none() {
            answer.code = part.code;
            answer.via = part.via;
            answer.candidates = part.candidates;
        }
        if is_nameless && answer.person.is_none() {
            answer.person = Some(answer.name.clone());
        }
        answer.sector = answer.sector.or(part.sector);
        answer.title = answer.title.or(part.title);
        answer.person = answer.person.or(part.person);
        answer.organisation = answer.organisation.or(part.organisation);
    }
    answer
}
