//! Who acts: states, organisations and persons with the titles that reports give, and when.

use std::collections::{BTreeMap, BTreeSet};

use foederis_types::{ActorCode, ClaimId, Date, Participant};

use crate::account::{Actor, TitleSpell, Told};
use crate::ledger::Ledger;

#[derive(Default)]
struct Gathered {
    titles: BTreeMap<String, Used>,
    sectors: BTreeSet<String>,
    claims: BTreeSet<ClaimId>,
}

#[derive(Default)]
struct Used {
    days: BTreeSet<Date>,
    claims: BTreeSet<ClaimId>,
}

/// Returns everybody named in a claim, by code (those without last), then name.
pub(crate) fn learn(ledger: &Ledger) -> Vec<Actor> {
    let mut gathered: BTreeMap<(bool, Option<ActorCode>, String), Gathered> = BTreeMap::new();
    for line in ledger.lines() {
        let day = ledger.header(line.claim.quote.report).and_then(|header| header.day());
        for participant in line.claim.actors.iter().chain(&line.claim.recipients) {
            let key = (participant.code.is_none(), participant.code, participant.name.clone());
            gather(gathered.entry(key).or_default(), participant, day, line.claim.id);
        }
    }
    gathered.into_iter().map(|((_, code, name), gathered)| actor(code, name, gathered)).collect()
}

fn gather(gathered: &mut Gathered, participant: &Participant, day: Option<Date>, claim: ClaimId) {
    gathered.claims.insert(claim);
    gathered.sectors.extend(participant.sector.clone());
    if let Some(title) = &participant.title {
        let used = gathered.titles.entry(title.clone()).or_default();
        used.days.extend(day);
        used.claims.insert(claim);
    }
}

fn actor(code: Option<ActorCode>, name: String, gathered: Gathered) -> Actor {
    let mut titles: Vec<Told<TitleSpell>> = gathered.titles.into_iter().map(spell).collect();
    titles.sort_by(|a, b| a.value.cmp(&b.value));
    Actor {
        code,
        name,
        titles,
        sectors: gathered.sectors.into_iter().collect(),
        claims: gathered.claims.into_iter().collect(),
    }
}

fn spell((title, used): (String, Used)) -> Told<TitleSpell> {
    let value = TitleSpell { from: used.days.first().copied(), to: used.days.last().copied(), title };
    Told { value, claims: used.claims.into_iter().collect() }
}
