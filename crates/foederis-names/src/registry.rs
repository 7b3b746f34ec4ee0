//! Persons as one report introduces them: "North Korean leader Kim Jong Un" makes "Kim" known for the sentences after.
//!
//! Filled by the caller from titles and appositions, asked for bare names. Several of one surname stay apart. Knows no
//! tables of office holders; it is one report's memory.

use foederis_types::{ActorCode, Date};

use crate::words::{fold, words};
use crate::{Resolution, Sector};

/// A person as the report introduced him.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Full name, as the report first has it.
    pub name: String,
    /// State or organisation.
    pub code: Option<ActorCode>,
    /// Sector of the title.
    pub sector: Option<Sector>,
    /// Title as the report gave it last.
    pub title: Option<String>,
    /// Day of the first report that said so.
    pub first_day: Option<Date>,
}

/// The persons of one report, in the order they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registry {
    known: Vec<Known>,
}

/// What a bare name comes to.
fn parts(name: &str) -> Vec<String> {
    words(name).iter().map(|word| fold(&name[word.start..word.end])).filter(|part| part != "s").collect()
}

/// One spelling of all variants: `Kim Jong-un`, `Kim Jong Un`, `Kim Jongun`.
fn key(name: &str) -> String {
    parts(name).concat()
}

/// Says whether `short` is the first or last word of `full` (family names stand first in East Asia), or its beginning
/// or end of several words.
fn is_part_of(short: &[String], full: &[String]) -> bool {
    !short.is_empty() && short.len() < full.len() && (full.starts_with(short) || full.ends_with(short))
}

impl Registry {
    /// Takes in a resolved mention that has a person's name and says whose he is; others are left.
    ///
    /// A bare surname never makes a person. A second title of the same person replaces the first.
    pub fn learn(&mut self, resolution: &Resolution, day: Option<Date>) {
        let Some(person) = resolution.person.as_deref() else { return };
        self.add(person, resolution.code, resolution.sector, resolution.title.as_deref(), day);
    }

    /// Takes in a person by name, as an apposition gives it.
    pub fn add(
        &mut self,
        name: &str,
        code: Option<ActorCode>,
        sector: Option<Sector>,
        title: Option<&str>,
        day: Option<Date>,
    ) {
        if code.is_none() && title.is_none() {
            return;
        }
        let wanted = key(name);
        let same = |known: &&mut Known| key(&known.name) == wanted;
        if let Some(known) = self.known.iter_mut().find(same) {
            known.code = known.code.or(code);
            known.sector = sector.or(known.sector);
            known.title = title.map(str::to_owned).or(known.title.take());
            return;
        }
        let title = title.map(str::to_owned);
        self.known.push(Known { name: name.to_owned(), code, sector, title, first_day: day });
    }

    /// Returns who a bare name is: by full name in any spelling, else by surname if only one bears it.
    ///
    /// `None` if nobody does, or several do.
    pub fn find(&self, name: &str) -> Option<&Known> {
        let wanted = key(name);
        if let Some(known) = self.known.iter().find(|known| key(&known.name) == wanted) {
            return Some(known);
        }
        match self.bearers(name).as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Returns all whose first or last name `name` is, in the order they came.
    pub fn bearers(&self, name: &str) -> Vec<&Known> {
        let short = parts(name);
        self.known.iter().filter(|known| is_part_of(&short, &parts(&known.name))).collect()
    }

    /// Returns everybody, in the order they came.
    pub fn all(&self) -> &[Known] {
        &self.known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registry() -> Registry {
        let mut registry = Registry::default();
        let code = |text| ActorCode::new(text).ok();
        registry.add("Kim Jong Un", code("PRK"), Some(Sector::Government), Some("leader"), None);
        registry.add("Park Jin", code("KOR"), Some(Sector::Government), Some("foreign minister"), None);
        registry.add("Vladimir Putin", code("RUS"), Some(Sector::Government), Some("President"), None);
        registry
    }

    #[track_caller]
    fn check_find(registry: &Registry, name: &str, expected: Option<&str>) {
        assert_eq!(registry.find(name).map(|known| known.name.as_str()), expected, "{name}");
    }

    #[test]
    fn spellings_meet() {
        let registry = registry();
        check_find(&registry, "Kim Jong-un", Some("Kim Jong Un"));
        check_find(&registry, "KIM JONG UN", Some("Kim Jong Un"));
        check_find(&registry, "Kim", Some("Kim Jong Un"));
        check_find(&registry, "Putin's", Some("Vladimir Putin"));
        check_find(&registry, "Jong", None);
    }

    #[test]
    fn three_of_one_surname_stay_apart() {
        let mut registry = registry();
        registry.add("Kim Yo Jong", ActorCode::new("PRK").ok(), None, Some("sister"), None);
        registry.add("Kim Hong-kyun", ActorCode::new("KOR").ok(), None, Some("vice foreign minister"), None);
        check_find(&registry, "Kim", None);
        assert_eq!(registry.bearers("Kim").len(), 3);
        check_find(&registry, "Kim Yo-jong", Some("Kim Yo Jong"));
        check_find(&registry, "Kim Hong-kyun", Some("Kim Hong-kyun"));
    }

    #[test]
    fn nobody_without_state_or_title() {
        let mut registry = Registry::default();
        registry.add("John Smith", None, None, None, None);
        assert!(registry.all().is_empty());
    }
}
