//! Who acts in the reports: states, organisations and people, with titles over time.

use super::page::{Page, fit};
use crate::actor_names;
use crate::desk::Desk;
use foederis_ledger::{Actor, TitleSpell, Told};
use foederis_names::Names;
use foederis_types::ActorCode;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The actors of a ledger.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ActorsView {
    /// How many reports more name the actor that was asked for, older than those looked at.
    pub n_more_reports: usize,
    /// How many stories more there are whose actors are not here.
    pub n_more_stories: usize,
    /// The actors, by code, then name.
    pub actors: Vec<ActorView>,
}

/// One actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ActorView {
    /// Code of the state or organisation, or of the state a person acts for.
    pub code: Option<String>,
    /// Name.
    pub name: String,
    /// PLOVER sectors.
    pub sectors: Vec<String>,
    /// Titles with the days reports used them, by first day.
    pub titles: Vec<TitleView>,
    /// How many claims name it.
    pub n_claims: usize,
    /// How many reports do.
    pub n_reports: usize,
}

/// A title and when reports used it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TitleView {
    /// The title.
    pub title: String,
    /// First publication day.
    pub from: Option<String>,
    /// Last publication day.
    pub to: Option<String>,
    /// The reports that use it, as text views call them.
    pub reports: Vec<String>,
}

impl ActorsView {
    /// Shows the actors whose code or name `wanted` is (or is part of); all without it.
    pub fn of(desk: &Desk<'_>, wanted: Option<&str>) -> ActorsView {
        let fits = |actor: &&Actor| wanted.is_none_or(|wanted| is_named(actor, wanted));
        let mut actors: Vec<ActorView> =
            gathered(desk).iter().filter(fits).map(|actor| ActorView::of(actor, desk)).collect();
        actors
            .sort_by(|a, b| (a.code.is_none(), &a.code, &a.name).cmp(&(b.code.is_none(), &b.code, &b.name)));
        ActorsView { n_more_reports: 0, n_more_stories: 0, actors }
    }

    /// Prints the actors for reading.
    pub fn text(&self) -> String {
        let mut page = Page::default();
        if self.actors.is_empty() {
            page.line(0, "No such actor in the ledger.");
        }
        let mut groups: BTreeMap<(bool, Option<&str>), Vec<&ActorView>> = BTreeMap::new();
        for actor in &self.actors {
            groups.entry((actor.code.is_none(), actor.code.as_deref())).or_default().push(actor);
        }
        for ((_, code), actors) in groups {
            page.heading(code.unwrap_or("WITHOUT A CODE"));
            actors.iter().for_each(|actor| actor.print(&mut page));
        }
        if self.n_more_reports > 0 {
            page.line(
                0,
                &format!("From the latest reports; {} older ones name them too.", self.n_more_reports),
            );
        }
        if self.n_more_stories > 0 {
            page.line(
                0,
                &format!("... and those of {} stories more: foederis actors NAME", self.n_more_stories),
            );
        }
        page.finish()
    }
}

/// The actors under the names that they can be shown by: what is no name stands with its state, a possessive or another
/// spelling with the name that most claims give.
fn gathered(desk: &Desk<'_>) -> Vec<Actor> {
    let names = Names::shared();
    let mut by_name = ByName::new();
    for actor in &desk.account.actors {
        let Some(shown) = actor_names::shown(&actor.name, actor.code, names) else { continue };
        let key = shown.to_lowercase().replace('-', " ");
        by_name.entry((actor.code, key)).or_default().push((shown, actor));
    }
    fold_surnames(&mut by_name, names);
    by_name.into_values().filter_map(as_one).collect()
}

/// The code, and the name in lower case without hyphens.
type Key = (Option<ActorCode>, String);
/// The name to show, and the actor as the ledger has it.
type Shown<'a> = (String, &'a Actor);
type ByName<'a> = BTreeMap<Key, Vec<Shown<'a>>>;

/// Puts a bare surname with the one person of its state who bears it.
fn fold_surnames(by_name: &mut ByName<'_>, names: &Names) {
    let is_bare = |key: &Key| !key.1.contains(' ');
    // "Ghana" is no surname of "Ghana-Togo".
    let is_surname =
        |same: &[Shown<'_>]| same.first().is_some_and(|(shown, _)| names.actor(shown, None).is_none());
    let bare = by_name.iter().filter(|(key, same)| is_bare(key) && is_surname(same));
    let bare: Vec<_> = bare.map(|(key, _)| key.clone()).collect();
    for key in bare {
        let bears = |(other, same): &(&Key, &Vec<Shown<'_>>)| {
            let mut parts = other.1.split(' ');
            let is_part = parts.next() == Some(&key.1) || parts.next_back() == Some(&key.1);
            let is_person = same.first().is_some_and(|(shown, _)| actor_names::is_person(shown, names));
            other.0 == key.0 && !is_bare(other) && is_part && is_person
        };
        let bearers: Vec<_> = by_name.iter().filter(bears).map(|(other, _)| other.clone()).collect();
        if let [bearer] = &bearers[..]
            && let Some(surname) = by_name.remove(&key)
        {
            let full = by_name.entry(bearer.clone()).or_default();
            let name = full.first().map(|(shown, _)| shown.clone()).unwrap_or_default();
            full.extend(surname.into_iter().map(|(_, actor)| (name.clone(), actor)));
        }
    }
}

/// Joins actors; a title that a mere mention gave (`air strike`) does not go with a state's own name.
fn as_one(same: Vec<Shown<'_>>) -> Option<Actor> {
    let best = same.iter().max_by_key(|(shown, actor)| (*shown == actor.name, actor.claims.len()));
    let (name, code) = best.map(|(shown, actor)| (shown.clone(), actor.code))?;
    let own = || same.iter().filter(|(shown, actor)| actor_names::is_variant(shown, &actor.name));
    let claims: BTreeSet<_> = same.iter().flat_map(|(_, actor)| &actor.claims).copied().collect();
    let sectors: BTreeSet<String> = own().flat_map(|(_, actor)| actor.sectors.clone()).collect();
    let mut titles: Vec<Told<TitleSpell>> = own().flat_map(|(_, actor)| actor.titles.clone()).collect();
    titles.retain(|told| is_title(&told.value.title, &name));
    titles.sort_by(|a, b| a.value.cmp(&b.value));
    titles.dedup_by(|b, a| {
        a.value == b.value && {
            a.claims.append(&mut b.claims);
            true
        }
    });
    Some(Actor {
        code,
        name,
        titles,
        sectors: sectors.into_iter().collect(),
        claims: claims.into_iter().collect(),
    })
}

/// Says whether words are a title of whoever is named so: "minister", and not "soldiers" of Chadian soldiers, "her
/// colleague" or a state's name; a state itself bears none.
fn is_title(title: &str, name: &str) -> bool {
    let names = Names::shared();
    let is_known = |words: &str| names.actor(words, None).is_some();
    let low = title.to_lowercase();
    let is_pointing = ["his ", "her ", "its ", "their "].iter().any(|word| low.starts_with(word));
    !is_pointing && !name.to_lowercase().contains(&low) && !is_known(title) && !is_known(name)
}

fn is_named(actor: &Actor, wanted: &str) -> bool {
    let is_code = actor.code.is_some_and(|code| code.as_str().eq_ignore_ascii_case(wanted));
    is_code || actor.name.to_lowercase().contains(&wanted.to_lowercase())
}

impl ActorView {
    fn of(actor: &Actor, desk: &Desk<'_>) -> ActorView {
        let reports = |claims: &[foederis_types::ClaimId]| {
            let lines = claims.iter().filter_map(|id| desk.ledger.line(*id));
            let mut reports: Vec<_> = lines.map(|line| line.claim.quote.report).collect();
            reports.sort();
            reports.dedup();
            reports
        };
        let title = |told: &Told<TitleSpell>| TitleView {
            title: told.value.title.clone(),
            from: told.value.from.map(|day| day.to_string()),
            to: told.value.to.map(|day| day.to_string()),
            reports: reports(&told.claims).into_iter().map(|report| desk.label(report)).collect(),
        };
        ActorView {
            code: actor.code.map(|code| code.to_string()),
            name: crate::desk::one_line(&actor.name),
            sectors: actor.sectors.clone(),
            titles: actor.titles.iter().map(title).collect(),
            n_claims: actor.claims.len(),
            n_reports: reports(&actor.claims).len(),
        }
    }

    fn print(&self, page: &mut Page) {
        let sectors =
            if self.sectors.is_empty() { String::new() } else { format!(" ({})", self.sectors.join(", ")) };
        let claims =
            if self.n_claims == 1 { "1 claim".to_owned() } else { format!("{} claims", self.n_claims) };
        page.line(
            2,
            &format!("{}{sectors}: {claims} in {} of the reports", fit(&self.name, 60), self.n_reports),
        );
        for title in &self.titles {
            let days = match (&title.from, &title.to) {
                (Some(from), Some(to)) if from == to => from.clone(),
                (Some(from), Some(to)) => format!("{from} to {to}"),
                _ => "no day known".to_owned(),
            };
            page.line(4, &format!("{}, {days} [{}]", title.title, title.reports.join("; ")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_title;

    #[test]
    fn a_title_says_more_than_the_name_and_a_state_bears_none() {
        assert!(is_title("Foreign Minister", "Idriss Ba"));
        for (title, name) in [
            ("soldiers", "Chadian soldiers"),
            ("her Chadian colleague", "Idriss Ba"),
            ("Chad", "Idriss Ba"),
            ("sergeant", "Chad"),
        ] {
            assert!(!is_title(title, name), "{title} of {name}");
        }
    }
}
