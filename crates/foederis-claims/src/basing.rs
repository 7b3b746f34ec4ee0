//! What a pact lets one party's forces do on another's ground: be stationed, train, land, use its bases.

use foederis_types::Participant;

use crate::clauses::{Carrier, Parties, is_shared, is_text, parties, speaks_of_text};
use crate::coder::SentenceCoder;
use crate::mentions::{as_side, is_among};

/// Verbs by which somebody lets another in.
pub(crate) const LETTING: [&str; 6] = ["open", "allow", "authorise", "authorize", "let", "permit"];

/// What one state lets another's forces use, besides land.
pub(crate) const BASES: [&str; 10] = [
    "airfield", "airstrip", "airbase", "base", "runway", "facility", "hangar", "airspace", "harbour", "port",
];

/// What forces do on ground that they are let onto.
const STAYING: [&str; 16] = [
    "store", "place", "host", "train", "station", "base", "deploy", "land", "dock", "refuel", "operate",
    "transit", "overfly", "stay", "remain", "keep",
];

/// Who is let in, and where.
pub(crate) struct Guests {
    text: Option<usize>,
    users: Vec<Participant>,
    hosts: Vec<Participant>,
    /// Each is let in by the other.
    is_shared: bool,
}

/// "lets Chilean troops train in Peru", "Under the deal Chile may station troops in Peru", "gives Chilean warships access to
/// Peruvian ports".
pub(crate) fn guests(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> Option<Guests> {
    let tree = coder.tree;
    let is_of_text = |idx: &usize| is_text(coder, *idx) || coder.mentions.is_pact_pronoun(*idx);
    let is_access =
        matches!(tree.lemma(at), "access" | "transit" | "passage" | "lease" | "berth") && !tree.is_verb(at);
    let (text, users, ground) = if is_access {
        let giving = tree.head(at).filter(|&verb| {
            tree.relation(at).base() == "obj"
                && matches!(tree.lemma(verb), "give" | "grant" | "offer" | "allow")
        })?;
        let text = coder.slots.surface_subject(giving, 0).filter(is_of_text)?;
        let users = tree.kids_by(giving, "iobj").next()?;
        let ground =
            ["to", "through", "in", "on", "of"].iter().flat_map(|slot| coder.slots.find(at, slot, false));
        (Some(text), users, ground.collect())
    } else if tree.is_verb(at) && STAYING.contains(&tree.lemma(at)) {
        let letting = tree.head(at).filter(|&verb| LETTING.contains(&tree.lemma(verb)));
        let let_by = letting.and_then(|verb| coder.slots.surface_subject(verb, 0)).filter(is_of_text);
        let is_free = tree.kids_by(at, "aux").any(|aux| matches!(tree.lemma(aux), "may" | "can"));
        let under = tree.kids_by(at, "obl").find(|&kid| {
            matches!(tree.case_of(kid), "under" | "according to" | "accord to") && is_text(coder, kid)
        });
        let text = let_by.or(under.filter(|_| is_free));
        let users = coder
            .slots
            .surface_subject(at, 0)
            .or_else(|| coder.slots.object(letting?, 0).first().copied())?;
        let ground = ["in", "on", "at", "from"].iter().flat_map(|slot| coder.slots.find(at, slot, false));
        let ground: Vec<usize> = ground.collect();
        // "Troops of one country may be stationed in the other only with ...": in talk of a text.
        let is_of_both =
            is_free && speaks_of_text(coder) && ground.iter().any(|&head| is_shared(coder, head));
        if text.is_none() && !is_of_both {
            return None;
        }
        (text, users, ground)
    } else {
        return None;
    };
    let owners = |&head: &usize| tree.kids_by(head, "nmod").any(|kid| is_shared(coder, kid));
    let is_mutual = is_shared(coder, users)
        || owners(&users)
        || ground.iter().any(|head| owners(head) || is_shared(coder, *head));
    let hosts: Vec<Participant> = ground
        .into_iter()
        .map(|head| owners_of(coder, head))
        .find(|found| !found.is_empty())
        .unwrap_or_default();
    let users = coder.mentions.parties(users);
    (is_mutual || users.len() == 1).then_some(Guests {
        text,
        users,
        hosts: as_side(hosts),
        is_shared: is_mutual,
    })
}

/// Whose forces or ground the words name: "Chilean warships", "the port of Callao".
fn owners_of(coder: &SentenceCoder<'_, '_, '_>, head: usize) -> Vec<Participant> {
    let own = coder.mentions.parties(head);
    if own.is_empty() { coder.mentions.below(head) } else { own }
}

/// The text that lets them in.
pub(crate) fn carrier(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> Option<Carrier> {
    let guests = guests(coder, at)?;
    let verb = coder.tree.governors(at).into_iter().find(|&verb| coder.tree.is_verb(verb)).unwrap_or(at);
    let is_pact = |text: &usize| coder.rules.in_class("pact", coder.tree.lemma(*text));
    Some(Carrier {
        verb: Some(verb),
        pact: guests.text.filter(is_pact),
        is_name: false,
        debtor: None,
        is_shared: guests.is_shared,
    })
}

/// "let Indian aircraft land", "authorises the Air Force to use the airfield": whoever comes is owed it by the others.
pub(crate) fn let_in(coder: &SentenceCoder<'_, '_, '_>, at: usize, carrier: Carrier) -> Parties {
    let told = parties(coder, at, carrier);
    let tree = coder.tree;
    if let Some(guests) = guests(coder, at) {
        let mut all = coder.pact_parties(carrier.pact);
        if guests.is_shared {
            return Parties { debtors: all.clone(), creditors: all };
        }
        all.retain(|party| !is_among(&guests.users, party));
        let debtors = if guests.hosts.is_empty() { all } else { guests.hosts };
        return Parties { debtors, creditors: as_side(guests.users) };
    }
    if let Some(creditors) = opened_to(coder, at) {
        let mut debtors = coder.pact_parties(carrier.pact);
        debtors.retain(|party| !is_among(&creditors, party));
        return Parties { debtors, creditors };
    }
    let verbs = tree.governors(at).into_iter().filter(|&idx| tree.is_verb(idx)).take(3);
    // "Indian aircraft will be allowed to land": who is let in owes nothing.
    let is_let =
        carrier.verb.is_some_and(|verb| tree.is_passive(verb) && LETTING.contains(&tree.lemma(verb)));
    let debtor = carrier.debtor.filter(|_| !is_let);
    // "gives Chile the right to use a base in Peru"
    let given = carrier.verb.filter(|&verb| matches!(tree.lemma(verb), "give" | "grant"));
    let given = given.and_then(|verb| tree.kids_by(verb, "iobj").next());
    let users = given.into_iter().chain(verbs.flat_map(|verb| {
        let subject = coder.slots.surface_subject(verb, 0).into_iter();
        subject.chain(coder.slots.object(verb, 0)).filter(|&head| head != at && Some(head) != debtor)
    }));
    let mut users = users.map(|head| owners_of(coder, head));
    let Some(creditors) = users.find(|found| found.len() == 1) else { return told };
    let mut debtors = coder.pact_parties(carrier.pact);
    debtors.retain(|party| !creditors.iter().any(|user| user.code == party.code));
    Parties { debtors: if debtors.is_empty() { told.debtors } else { debtors }, creditors }
}

/// "opens the port", "makes the base available".
pub(crate) fn is_opening(coder: &SentenceCoder<'_, '_, '_>, verb: usize) -> bool {
    let tree = coder.tree;
    tree.lemma(verb) == "open"
        || tree.lemma(verb) == "make"
            && tree.kids_by(verb, "xcomp").any(|kid| matches!(tree.lemma(kid), "available" | "accessible"))
}

/// "opens the port to Emirati warships", "makes the base available to the air force of Egypt": whom it is opened to.
fn opened_to(coder: &SentenceCoder<'_, '_, '_>, at: usize) -> Option<Vec<Participant>> {
    let verb = coder.tree.head(at).filter(|&verb| is_opening(coder, verb))?;
    let beside = coder.tree.kids_by(verb, "xcomp");
    let heads = std::iter::once(verb).chain(beside).flat_map(|holder| coder.slots.find(holder, "to", false));
    heads.map(|head| coder.mentions.parties(head)).find(|found| !found.is_empty())
}
