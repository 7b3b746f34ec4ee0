//! Claims to one account: a [`Ledger`] is a set of report headers, claims and corrections; [`merge`] is set union, so
//! it does not care about order or grouping; [`account`] derives entries, stories, pacts and actors from the set.
//!
//! This crate never sees a report's text, only claims, spans and the fingerprints made while reading. It has no clock
//! and no I/O; the same set gives the same account whatever order it came in. Nothing is resolved: disagreement is
//! a value. Limits: grouping is by sides, kind, days and content words inside blocking keys, see [`entries`].

pub mod account;
mod actors;
mod blocks;
mod compare;
mod components;
mod copies;
mod corrections;
pub mod entries;
mod family;
pub mod kept;
mod known;
mod ledger;
mod limits;
mod pacts;
mod parts;
mod people;
mod revisions;
mod stances;
mod stories;
mod told;

use std::borrow::Cow;
use std::collections::BTreeMap;

use foederis_types::{Claim, ReportId};

pub use account::{
    Account, Actor, Days, Entry, Flag, FlagKind, Grade, Origin, Pact, PactClause, Position, Side, Stance,
    Standing, Step, Story, Telling, TitleSpell, Told, Voice, Wording,
};
pub use blocks::hashed;
pub use compare::{
    Cell, Comparison, Difference, DifferenceKind, DifferenceSide, Row, Subject, bare_name, case_of, compare,
    is_proper,
};
use copies::Copies;
use corrections::Effects;
pub use known::pacts_account;
pub use ledger::{Ledger, Line, merge};
pub use pacts::{is_only_called, standing_of};
pub use parts::{PactPart, PartEntry, Parts, StoryPart, account_of, parts};
use people::{People, Used};
pub use revisions::{Revision, StoryChange, story_changes};

/// Derives the account of a ledger: what happened and who says so, what was agreed, who acts.
///
/// Corrections are honoured; take [`Ledger::without_corrections`] first to see the account without them.
pub fn account(ledger: &Ledger) -> Account {
    let (ledger, people) = settled(ledger);
    Account { people, ..derived(&ledger) }
}

/// Returns a ledger's claims as its account takes them: as corrected, with people recognised from one report to another.
pub fn settled_claims(ledger: &Ledger) -> Vec<Claim> {
    settled(ledger).0.lines().map(|line| line.claim.clone()).collect()
}

/// Derives who acts, and whose voices the reports are: the account without what takes entries, stories or pacts.
pub fn actors_account(ledger: &Ledger) -> Account {
    let ledger = settled(ledger).0;
    Account { voices: voices(&ledger), actors: actors::learn(&ledger), ..Account::default() }
}

/// Applies a ledger's corrections, then what is known of people from any of its reports; returns the names that were of use
/// to each claim besides.
fn settled(ledger: &Ledger) -> (Cow<'_, Ledger>, Used) {
    let ledger = corrections::applied(ledger);
    People::of(&ledger).recognised(ledger)
}

/// Derives the account of a settled ledger.
fn derived(ledger: &Ledger) -> Account {
    let Decided { copies, groups, stories } = decided(ledger);
    let entries = stances::entries(ledger, &groups, &copies);
    let pacts = pacts::learn(ledger, &entries);
    let origins = copies.origins;
    with_the_rest(ledger, Account { origins, ..account::keyed(entries, stories, pacts) })
}

/// What takes all reports at once to decide.
struct Decided {
    copies: Copies,
    /// Which claims are one entry, and of which story.
    groups: Vec<stances::Group>,
    /// Which reports are one story; entries and states are not filled in.
    stories: Vec<Story>,
}

/// Decides what takes all reports of a settled ledger.
fn decided(ledger: &Ledger) -> Decided {
    let copies = copies::find(ledger);
    let groups = Effects::of(ledger.corrections()).regrouped(entries::group(ledger));
    let stories = stories::group(ledger, &groups);
    let groups = stances::in_stories(ledger, groups, &stories);
    Decided { copies, groups, stories }
}

fn voices(ledger: &Ledger) -> BTreeMap<ReportId, Voice> {
    ledger.headers().map(|header| (header.id, Voice::of(header))).collect()
}

/// Adds what follows from the ledger's reports alone: voices, actors, states of stories, changed pages.
fn with_the_rest(ledger: &Ledger, mut account: Account) -> Account {
    account.voices = voices(ledger);
    account.actors = actors::learn(ledger);
    stories::fill_in_states(ledger, &mut account.stories);
    account.revisions = revisions::find(ledger, account.entries.values());
    account
}
