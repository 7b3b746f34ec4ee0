//! What an analyst expects of merging, case by case. The notation is that of `made::line`.

use foederis_ledger::{
    Account, Comparison, DifferenceKind, Entry, FlagKind, Ledger, StoryChange, account, compare, merge,
    story_changes,
};
use foederis_types::{Basis, Date, PactStatus};

use crate::made::{header, ledger, line};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The entries as text: sides, predicates, who tells how.
fn shown(account: &Account) -> Vec<String> {
    let mut shown: Vec<String> = account.entries.values().map(show).collect();
    shown.sort();
    shown
}

fn show(entry: &Entry) -> String {
    let triggers: Vec<&str> = entry.triggers.iter().map(|told| told.value.as_str()).collect();
    let mut triggers = triggers;
    triggers.sort();
    let tellings: Vec<String> = entry
        .tellings
        .iter()
        .map(|telling| format!("{} {}", telling.voice, telling.stance.as_str()))
        .collect();
    format!("{}: {}", triggers.join("/"), tellings.join(", "))
}

#[track_caller]
fn check_entries(table: &str, expected: &[&str]) -> Account {
    let account = account(&ledger(table));
    assert_eq!(shown(&account), expected);
    account
}

fn only_story(ledger: &Ledger, account: &Account) -> Comparison {
    assert_eq!(account.stories.len(), 1, "one story");
    compare(ledger, account, *account.stories.keys().next().unwrap()).unwrap()
}

#[test]
fn one_outlet_states_what_the_other_has_alleged_and_denied() {
    let table = "
Aye 2024-06-20
    PRK > RUS | AID 072 | AUTHOR CT+ | supply shell missile
Bee 2024-06-20
    PRK > RUS | AID 072 | AUTHOR Uu, USA CT+ allege, KOR CT+ allege | supply artillery missile | sentence 4
    PRK > RUS | AID 072 | AUTHOR Uu, PRK CT- deny, RUS CT- deny | transfer weapon | sentence 3";
    let account =
        check_entries(table, &["supply/transfer: Aye states, Bee attributes, Bee passes-on-denial"]);
    let entry = account.entries.values().next().unwrap();
    assert_eq!(entry.alleged_by().iter().map(ToString::to_string).collect::<Vec<_>>(), ["KOR", "USA"]);
    assert_eq!(entry.denied_by().iter().map(ToString::to_string).collect::<Vec<_>>(), ["PRK", "RUS"]);
    assert_eq!(entry.origins.len(), 2);
}

fn actors(account: &Account) -> Vec<String> {
    let code = |entry: &Entry| entry.actors[0].code.map_or("nobody".to_owned(), |code| code.to_string());
    let mut actors: Vec<String> = account.entries.values().map(code).collect();
    actors.sort();
    actors
}

#[test]
fn whose_president_she_is_another_report_says() {
    let told = |knows: &str, second: &str| {
        let table = format!(
            "
Aye 2025-07-18 knows {knows}
    BEN:Ana_Diaz/President > GHA | CONSULT 042 | AUTHOR CT+ | visit
Bee 2025-07-18
    {second} > GHA | REQUEST 026 | AUTHOR CT+ | request help"
        );
        actors(&account(&ledger(&table)))
    };
    assert_eq!(told("BEN:Ana_Diaz", "President_Ana_Diaz"), ["BEN", "BEN"]);
    assert_eq!(told("BEN:Ana_Diaz", "TGO?:Ana_Diaz/President"), ["BEN", "BEN"], "inferred in Bee");
    assert_eq!(told("BEN:Ana_Diaz", "TGO:Ana_Diaz/President"), ["BEN", "TGO"], "said in Bee");
    assert_eq!(told("BEN:Ana_Diaz TGO:Ana_Diaz", "Ana_Diaz"), ["BEN", "nobody"], "two of one name");
    assert_eq!(told("BEN:Ana_Diaz", "Diaz"), ["BEN", "nobody"], "surnames are shared");
}

#[test]
fn the_doer_denies_what_it_is_said_to_have_done_and_the_victim_denies_something_else() {
    let table = "
Aye 2025-10-12
    NER > TCD | ASSAULT 195 | AUTHOR Uu, TCD CT+ say | bomb market | sentence 5
    TCD | - 016 | AUTHOR CT+ | deny fire | sentence 4
Bee 2025-10-12
    NER > TCD | ASSAULT 195 | AUTHOR Uu, TCD CT+ say | bomb market | sentence 1
    NER | ASSAULT 195 | AUTHOR Uu, NER CT- deny | carry strike | sentence 3
    NER | - 016 | AUTHOR CT+ | deny strike | sentence 3";
    let account = account(&ledger(table));
    let air: Vec<&Entry> = account.entries.values().filter(|entry| entry.cameo() == Some("195")).collect();
    assert_eq!(air.len(), 1, "the denial stands with what it denies: {:?}", shown(&account));
    assert_eq!(air[0].denied_by().iter().map(ToString::to_string).collect::<Vec<_>>(), ["NER"]);
}

/// "A closed its border after accusing B of sheltering rebels, a charge that B denies": nobody denies the closing.
#[test]
fn who_denies_a_charge_does_not_deny_what_was_done_to_it() {
    let closed = |more: &str| {
        format!(
            "
Aye 2025-02-04
    RWA > BDI | COERCE 163 | AUTHOR CT+ | close border | sentence 2
    BDI | - 016 | AUTHOR CT+ | deny charge | sentence 2{more}"
        )
    };
    let denied = |table: &str| {
        let account = account(&ledger(table));
        let closed = account.entries.values().find(|entry| entry.cameo() == Some("163")).unwrap();
        !closed.denied_by().is_empty()
    };
    assert!(!denied(&closed("\n    RWA > BDI | ACCUSE 112 | AUTHOR CT+ | accuse rebel | sentence 2")));
    assert!(denied(&closed("")), "with no charge told, the closing is what is denied");
}

/// "A and B clashed" names both sides: another report of the same day and parties, with another toll, is the same clash.
#[test]
fn a_clash_told_of_both_together_is_one() {
    let table = "
Aye 2025-02-19
    BDI RWA | ASSAULT 190 | AUTHOR CT+ | exchange border deadly fire river soldier common crossing | on 2025-02-18; count 3 soldier
Bee 2025-03-18
    BDI RWA | ASSAULT 190 | AUTHOR CT+ | clash incident soldier | on 2025-02-18; count 4 soldier
Cee 2025-03-18
    BDI RWA | ASSAULT 190 | AUTHOR CT+ | fight village | on 2025-02-10";
    let account = check_entries(table, &["clash/exchange: Aye states, Bee states", "fight: Cee states"]);
    assert_eq!(account.entries.values().map(|entry| entry.figures.len()).max(), Some(2));
}

/// Who fired first: each of two sides says that the other did. Both accounts stand side by side, apart from the clash
/// that everybody tells.
#[test]
fn what_each_side_says_the_other_did_is_a_difference() {
    let table = "
Aye 2025-02-19
    BDI RWA | ASSAULT 190 | AUTHOR CT+ | exchange fire soldier | on 2025-02-18
    RWA > BDI | ASSAULT 190 | AUTHOR Uu, BDI CT+ say | shoot post soldier | on 2025-02-18; sentence 2
    BDI RWA | CONSULT 046 | AUTHOR CT+ | meet | on 2025-02-17; sentence 9
Bee 2025-02-19
    BDI RWA | CONSULT 046 | AUTHOR CT+ | meet | on 2025-02-17; sentence 9
    BDI > RWA | ASSAULT 193 | AUTHOR Uu, RWA CT+ announce | open fire patrol soldier | on 2025-02-18";
    let ledger = ledger(table);
    let account = account(&ledger);
    assert_eq!(account.entries.len(), 4, "{:?}", shown(&account));
    let differ = only_story(&ledger, &account).differ;
    let sides = |kind| {
        let found = differ.iter().find(|difference| difference.kind == kind).unwrap();
        found.sides.iter().map(|side| (side.says.clone(), side.voices[0].to_string())).collect::<Vec<_>>()
    };
    assert_eq!(
        sides(DifferenceKind::Mirrored),
        [("BDI RWA".to_owned(), "Bee".to_owned()), ("RWA BDI".to_owned(), "Aye".to_owned())]
    );
    let stated = table.replace("AUTHOR Uu, BDI CT+ say", "AUTHOR CT+");
    let ledger = crate::made::ledger(&stated);
    let account = foederis_ledger::account(&ledger);
    let differ = only_story(&ledger, &account).differ;
    assert!(
        differ.iter().all(|it| it.kind != DifferenceKind::Mirrored),
        "what is stated outright is a second blow"
    );
}

/// A treaty comes into force once: two days told for it cannot both be right.
#[test]
fn two_days_of_one_joint_step_are_a_difference() {
    let table = "
Aye 2025-04-01
    UGA BDI | SUPPORT 057 | AUTHOR CT+ | come treaty | status in_force_for; on 2025-03-31
Bee 2025-05-03
    UGA BDI | SUPPORT 057 | AUTHOR CT+ | enter treaty | status in_force_for; on 2025-04-30";
    let ledger = ledger(table);
    let account = account(&ledger);
    let differ = only_story(&ledger, &account).differ;
    let says: Vec<&str> = differ.iter().flat_map(|it| &it.sides).map(|side| side.says.as_str()).collect();
    assert_eq!(says, ["2025-03-31", "2025-04-30"]);
    assert_eq!(differ[0].kind, DifferenceKind::Day);
}

/// That one quotes a speaker and another tells in its own words what he said is no difference.
#[test]
fn a_speaker_quoted_for_his_own_words_is_no_difference() {
    let two = |other: &str| {
        let table = format!(
            "
Aye 2025-02-19
    RWA | - 016 | AUTHOR CT+ | dismiss account | on 2025-02-18
    BDI RWA | CONSULT 046 | AUTHOR CT+ | meet | on 2025-02-17; sentence 9
Bee 2025-02-19
    BDI RWA | CONSULT 046 | AUTHOR CT+ | meet | on 2025-02-17; sentence 9
    RWA | - 016 | AUTHOR Uu, {other} CT+ say | reject account | on 2025-02-18"
        );
        let ledger = ledger(&table);
        let comparison = only_story(&ledger, &account(&ledger));
        (comparison.agree.len(), comparison.differ.len())
    };
    assert_eq!(two("RWA"), (2, 0));
    assert_eq!(two("BDI"), (1, 1), "on another's word it is one");
}

#[test]
fn a_raid_that_another_report_denies_is_another_raid() {
    let table = "
Aye 2025-10-12
    NER > TCD | ASSAULT 195 | AUTHOR Uu, TCD CT+ say | bomb market | sentence 5
Bee 2025-10-12
    NER | ASSAULT 195 | AUTHOR Uu, NER CT- deny | carry strike | sentence 3
    NER | ASSAULT 190 | AUTHOR CT+ | shoot | sentence 1";
    assert_eq!(account(&ledger(table)).entries.len(), 3);
}

#[test]
fn one_voice_that_takes_back_what_it_told_tells_it_differently() {
    let table = "
Aye 2026-05-05
    TCD > NER | ASSAULT 190 | AUTHOR CT+ | shoot drone | sentence 1
Aye 2026-05-07
    TCD > NER | ASSAULT 190 | AUTHOR CT- | shoot drone | sentence 1";
    let account = check_entries(table, &["shoot: Aye states, Aye denies"]);
    assert!(account.entries.values().all(Entry::is_contradicted));
    let comparison = only_story(&ledger(table), &account);
    assert!(comparison.agree.is_empty());
    assert_eq!(comparison.differ.len(), 1, "affirmed and denied is a difference, be it of one voice");
}

#[test]
fn who_will_not_do_it_denies_nothing() {
    let table = "
Aye 2025-10-13
    TCD | SANCTION 163 | AUTHOR Uu, TCD CT- say | join sanction | future";
    let account = account(&ledger(table));
    let entry = account.entries.values().next().unwrap();
    assert!(entry.denied_by().is_empty());
    assert_eq!(entry.positions[0].grade.as_str(), "rules-out");
}

#[test]
fn what_lies_after_its_report_is_expected() {
    let table = "
Aye 2025-10-13
    NER > QAT | CONSULT 042 | AUTHOR PR+ | send delegation | on 2025-10-16";
    check_entries(table, &["send: Aye expects"]);
}

#[test]
fn soldiers_are_not_shells() {
    let table = "
Aye 2024-10-22
    PRK > RUS | AID 072 | AUTHOR CT+ | send soldier kursk
    PRK > RUS | AID 072 | AUTHOR CT+ | send shell kursk | sentence 2";
    check_entries(table, &["send: Aye states", "send: Aye states"]);
}

#[test]
fn a_day_apart_is_a_variant_of_what_is_done_once() {
    let table = "
Aye 2024-11-12
    PRK > RUS | SUPPORT 057 | AUTHOR CT+ | ratify treaty | status ratified; on 2024-11-11
Bee 2024-11-13
    PRK > RUS | SUPPORT 057 | AUTHOR CT+ | sign decree | status ratified; on 2024-11-12";
    let account = check_entries(table, &["ratify/sign: Aye states, Bee states"]);
    let days = &account.entries.values().next().unwrap().days;
    assert_eq!(
        days.iter().map(|told| told.value.from).collect::<Vec<_>>(),
        [Some(day("2024-11-11")), Some(day("2024-11-12"))]
    );
    let differences = only_story(&ledger(table), &account).differ;
    assert_eq!(
        differences.iter().map(|difference| difference.kind).collect::<Vec<_>>(),
        [DifferenceKind::Day]
    );
}

#[test]
fn steps_of_one_party_on_other_days_stay_steps() {
    let table = "
Aye 2024-11-10
    RUS > PRK | SUPPORT 057 | AUTHOR CT+ | endorse | status approved; on 2024-10-24
    RUS > PRK | SUPPORT 057 | AUTHOR CT+ | approve | status approved; on 2024-11-06; sentence 1
    RUS > PRK | SUPPORT 057 | AUTHOR CT+ | enact | status ratified; on 2024-11-09; sentence 2
    PRK > RUS | SUPPORT 057 | AUTHOR CT- | ratify | status not_ratified; sentence 3";
    let account = account(&ledger(table));
    assert_eq!(account.entries.len(), 4);
    let pact = account.pacts.values().next().unwrap();
    let steps: Vec<String> =
        pact.steps.iter().map(|step| format!("{} {:?}", step.status, step.parties)).collect();
    assert_eq!(account.pacts.len(), 1);
    assert_eq!(
        steps,
        [
            "approved [ActorCode(RUS)]",
            "approved [ActorCode(RUS)]",
            "ratified [ActorCode(RUS)]",
            "not_ratified [ActorCode(PRK)]"
        ]
    );
}

#[test]
fn what_both_have_yet_to_ratify_is_not_what_one_ratified() {
    let table = "
Aye 2024-11-10
    RUS PRK | SUPPORT 057 | AUTHOR Uu | ratify | status ratified
    RUS > PRK | SUPPORT 057 | AUTHOR CT+ | ratify | status ratified; on 2024-11-09; sentence 1
Bee 2024-11-11
    RUS > PRK | SUPPORT 057 | AUTHOR CT+ | ratify | status ratified; on 2024-11-09";
    let account = account(&ledger(table));
    let mut sides: Vec<usize> = account.entries.values().map(|entry| entry.actors.len()).collect();
    sides.sort_unstable();
    assert_eq!(sides, [1, 2]);
}

#[test]
fn what_one_expects_and_another_states_is_a_sequence() {
    let table = "
Aye 2024-06-21
    KOR > RUS | ACCUSE 114 | AUTHOR CT+ | summon ambassador | future
Bee 2024-06-22
    KOR > RUS | ACCUSE 114 | AUTHOR CT+ | summon ambassador ministry | on 2024-06-21";
    let account = check_entries(table, &["summon: Aye expects, Bee states"]);
    assert!(only_story(&ledger(table), &account).differ.is_empty());
}

#[test]
fn the_same_act_months_later_is_another_happening() {
    let table = "
Aye 2024-06-22
    KOR > RUS | ACCUSE 114 | AUTHOR CT+ | summon ambassador | on 2024-06-21
Bee 2024-10-22
    KOR > RUS | ACCUSE 114 | AUTHOR CT+ | summon ambassador | on 2024-10-21";
    check_entries(table, &["summon: Aye states", "summon: Bee states"]);
}

#[test]
fn a_denial_is_graded_by_the_words_spoken() {
    let table = "
Aye 2024-10-22
    PRK > RUS | AID 072 | AUTHOR Uu, PRK CT- deny | send soldier
Bee 2024-10-22
    PRK > RUS | AID 072 | AUTHOR Uu, KOR CT+ say | send soldier | sentence 1
    PRK | - 016 | AUTHOR CT+ | brush rumour groundless | sentence 2
    RUS | - 011 | AUTHOR CT+ | decline comment | sentence 2
Cee 2025-04-29
    PRK > RUS | AID 072 | AUTHOR CT+, PRK CT+ confirm | send soldier";
    let account = account(&ledger(table));
    let entry = account.entries.values().find(|entry| entry.remarks.len() == 2).unwrap();
    let grades: Vec<String> = entry
        .positions
        .iter()
        .map(|position| format!("{} {} {}", position.holder, position.grade.as_str(), position.voices[0]))
        .collect();
    assert_eq!(
        grades,
        ["KOR affirms Bee", "PRK denies Aye", "PRK dismisses Bee", "RUS declines-to-comment Bee"]
    );
    assert_eq!(entry.flags.iter().map(|flag| flag.kind).collect::<Vec<_>>(), [FlagKind::DenialGradesDiffer]);
}

#[test]
fn a_holder_that_owns_up_later_has_changed_its_position() {
    let table = "
Aye 2024-10-22
    PRK > RUS | AID 072 | AUTHOR Uu, PRK CT- deny | send soldier
Bee 2024-11-22
    PRK > RUS | AID 072 | AUTHOR CT+, PRK CT+ confirm | send soldier";
    let account = check_entries(table, &["send: Aye passes-on-denial, Bee states"]);
    let entry = account.entries.values().next().unwrap();
    assert_eq!(entry.flags[0].kind, FlagKind::PositionChanged);
    assert_eq!(entry.positions.last().unwrap().grade.as_str(), "admits");
}

#[test]
fn silence_is_no_denial() {
    let table = "
Aye 2024-10-22
    PRK > RUS | AID 072 | AUTHOR CT+ | send soldier
    RUS PRK | CONSULT 046 | AUTHOR CT+ | meet | on 2024-10-21; sentence 2
Bee 2024-10-22
    RUS PRK | CONSULT 046 | AUTHOR CT+ | talk | on 2024-10-21";
    let account = account(&ledger(table));
    let comparison = only_story(&ledger(table), &account);
    assert_eq!((comparison.agree.len(), comparison.differ.len(), comparison.only.len()), (1, 0, 1));
    let sent = account.entries.values().find(|entry| entry.triggers[0].value == "send").unwrap();
    assert!(sent.denied_by().is_empty() && sent.voices().len() == 1);
}

#[test]
fn a_headline_ahead_of_its_body_is_marked() {
    let table = "
Aye 2024-10-24
    RUS > PRK | SUPPORT 057 | AUTHOR CT+ | ratify treaty | status ratified; title
    RUS > PRK | SUPPORT 057 | AUTHOR CT- | ratify treaty | status not_ratified; sentence 3";
    let account = account(&ledger(table));
    let flags: Vec<_> =
        account.entries.values().flat_map(|entry| &entry.flags).map(|flag| flag.kind).collect();
    assert_eq!(flags, [FlagKind::HeadlineAhead]);
}

#[test]
fn numbers_stay_side_by_side() {
    let table = "
Aye 2024-10-22
    PRK > RUS | AID 072 | AUTHOR Uu, KOR CT+ say | send soldier | count 1500 soldier
Bee 2024-10-23
    PRK > RUS | AID 072 | AUTHOR Uu, UKR CT+ say | send soldier | count 10000 soldier";
    let account = account(&ledger(table));
    let differences = only_story(&ledger(table), &account).differ;
    let number = differences.iter().find(|difference| difference.kind == DifferenceKind::Number).unwrap();
    assert_eq!(
        number.sides.iter().map(|side| side.says.as_str()).collect::<Vec<_>>(),
        ["10000 soldier", "1500 soldier"]
    );
}

#[test]
fn wordings_of_one_clause_are_variants() {
    let table = "
Aye 2024-06-20
    RUS PRK | - | AUTHOR CT+ | oblige | clause DEFEND when faces aggression do military assistance
    RUS PRK | SUPPORT 057 | AUTHOR CT+ | sign | status signed; on 2024-06-19; pact the Treaty on Partnership; sentence 1
Bee 2024-06-20
    RUS PRK | - | AUTHOR CT+ | pledge | clause DEFEND when in the face of armed attack do mutual aid
    RUS PRK | SUPPORT 057 | AUTHOR CT+ | ink | status signed; on 2024-06-19; pact the agreement; sentence 1
    RUS | - 010 | AUTHOR CT+ | praise | pact the deal; sentence 2";
    let account = account(&ledger(table));
    assert_eq!(account.pacts.len(), 1);
    let pact = account.pacts.values().next().unwrap();
    assert_eq!(pact.clauses.len(), 1);
    assert_eq!(pact.clauses[0].wordings.len(), 2);
    assert_eq!(pact.names.len(), 3, "the deal is the pact of its story");
    assert_eq!(pact.signed[0].value.from, Some(day("2024-06-19")));
    let kinds: Vec<DifferenceKind> =
        only_story(&ledger(table), &account).differ.iter().map(|d| d.kind).collect();
    assert_eq!(kinds, [DifferenceKind::Wording]);
}

#[test]
fn instruments_of_other_years_or_parties_stay_apart() {
    let table = "
Aye 2024-06-20
    RUS PRK | SUPPORT 057 | AUTHOR CT+ | sign | status signed; on 2024-06-19; pact the treaty
    RUS PRK | SUPPORT 057 | AUTHOR CT+ | sign | status signed; on 1961-07-06; pact the treaty of 1961; historical; sentence 1
    RUS PRK VNM | SUPPORT 057 | AUTHOR CT+ | sign | status signed; on 2024-06-20; pact the accord; sentence 2
    RUS PRK | SUPPORT 057 | AUTHOR CT+ | sign | status signed; on 2024-06-19; pact two lesser agreements; sentence 3";
    let account = account(&ledger(table));
    assert_eq!(account.pacts.len(), 4);
}

#[test]
fn a_copy_is_no_second_voice() {
    let text = "The minister told reporters on Monday that the bridge across the river would stay closed to all \
                traffic until the two governments had agreed on who pays for the repair of its three damaged piers";
    let edited = text.replace("Monday", "Tuesday").replace("damaged", "broken");
    let notation = "AAA > BBB | SANCTION 160 | AUTHOR CT+ | close bridge | on 2024-05-06";
    let mut ledger = Ledger::new();
    for (outlet, text) in
        [("Aye", text), ("Bee", &edited), ("Cee", "Quite another text about the closed bridge")]
    {
        let header = header(outlet, "2024-05-07", text);
        let line = line(&header, notation);
        ledger.add(header, [line]);
    }
    let account = account(&ledger);
    let entry = account.entries.values().next().unwrap();
    let origins: Vec<Vec<&str>> =
        entry.origins.iter().map(|voices| voices.iter().map(|voice| voice.as_str()).collect()).collect();
    assert_eq!(origins, [vec!["Aye", "Bee"], vec!["Cee"]]);
    assert_eq!(account.origins.len(), 1);
}

#[test]
fn words_of_one_agency_are_one_origin() {
    let table = "
Aye 2024-06-20
    PRK | - 010 | AUTHOR CT+ | publish text | cites KCNA
Bee 2024-06-20
    PRK | - 010 | AUTHOR CT+ | publish text | cites KCNA";
    let account = check_entries(table, &["publish: Aye states, Bee states"]);
    assert_eq!(account.entries.values().next().unwrap().origins.len(), 1);
}

#[test]
fn titles_are_learned_with_their_days() {
    let table = "
Aye 2023-06-20
    Ann/minister > BBB | CONSULT 042 | AUTHOR CT+ | visit
Bee 2024-06-20
    Ann/president > BBB | CONSULT 042 | AUTHOR CT+ | visit";
    let account = account(&ledger(table));
    let ann = account.actors.iter().find(|actor| actor.name == "Ann").unwrap();
    let titles: Vec<(&str, Option<Date>)> =
        ann.titles.iter().map(|told| (told.value.title.as_str(), told.value.from)).collect();
    assert_eq!(titles, [("minister", Some(day("2023-06-20"))), ("president", Some(day("2024-06-20")))]);
}

#[test]
fn what_was_not_yet_known_is_left_out() {
    let table = "
Aye 2024-06-19
    RUS PRK | - | AUTHOR CT+ | publish | status text_unpublished; pact the text
    RUS PRK | SUPPORT 057 | AUTHOR CT+ | sign | status signed; on 2024-06-19; sentence 1
Bee 2024-06-20
    RUS PRK | - | AUTHOR CT+ | publish | status text_published; on 2024-06-20";
    let whole = ledger(table);
    let texts = |ledger: &Ledger| {
        let account = account(ledger);
        let pact = account.pacts.values().next().unwrap().clone();
        pact.text_steps().map(|step| step.status).collect::<Vec<_>>()
    };
    assert_eq!(texts(&whole.as_of(day("2024-06-19"))), [PactStatus::TextUnpublished]);
    assert!(texts(&whole).contains(&PactStatus::TextPublished));
}

#[test]
fn a_changed_page_shows_what_came_and_went() {
    let mut ledger = Ledger::new();
    let told = [
        ("2024-05-07", "AAA > BBB | AID 072 | AUTHOR CT+ | send drone"),
        ("2024-05-08", "AAA > BBB | REJECT 122 | AUTHOR CT+ | refuse drone"),
    ];
    for (day, notation) in told {
        let mut header = header("Aye", day, day);
        header.url = Some("https://example.org/drones".to_owned());
        let line = line(&header, notation);
        ledger.add(header, [line]);
    }
    let account = account(&ledger);
    let revision = &account.revisions[0];
    let predicate = |id: &foederis_types::EntryId| account.entries[id].triggers[0].value.clone();
    assert_eq!(revision.reports.len(), 2);
    assert_eq!(revision.gone.iter().map(predicate).collect::<Vec<_>>(), ["send"]);
    assert_eq!(revision.come.iter().map(predicate).collect::<Vec<_>>(), ["refuse"]);
}

#[test]
fn a_report_that_tells_two_stories_merges_them() {
    let meeting = "AAA BBB | CONSULT 046 | AUTHOR CT+ | meet | on 2024-05-06";
    let strike = "CCC > DDD | ASSAULT 190 | AUTHOR CT+ | strike harbour | on 2024-05-06; sentence 1";
    let apart = ledger(&format!("Aye 2024-05-07\n    {meeting}\nBee 2024-05-07\n    {strike}\n"));
    let both = merge(apart.clone(), ledger(&format!("Cee 2024-05-07\n    {meeting}\n    {strike}\n")));
    let (before, after) = (account(&apart), account(&both));
    assert_eq!((before.stories.len(), after.stories.len()), (2, 1));
    assert!(
        matches!(&story_changes(&before, &after)[..], [StoryChange::Merged { before, .. }] if before.len() == 2)
    );
    assert!(
        matches!(&story_changes(&after, &before)[..], [StoryChange::Split { stories, .. }] if stories.len() == 2)
    );
    assert!(story_changes(&after, &after).is_empty());
}

#[test]
fn a_protocol_is_not_the_treaty_it_goes_with() {
    let table = "
Aye 2024-12-05
    RUS PRK | SUPPORT 057 | AUTHOR CT+ | sign | status signed; pact the protocol
Bee 2024-06-20
    RUS PRK | SUPPORT 057 | AUTHOR CT+ | sign | status signed; on 2024-06-19; pact the treaty
Cee 2024-12-05
    RUS PRK | SUPPORT 057 | AUTHOR CT+ | sign | status signed; pact the agreement";
    check_entries(table, &["sign: Aye states", "sign: Bee states, Cee states"]);
}

#[test]
fn the_narrowest_day_told_is_shown_first() {
    let table = "
Aye 2024-11-10
    RUS PRK | CONSULT 046 | AUTHOR CT+ | meet summit | on 2024-06-01/2024-06-30
Bee 2024-11-10
    RUS PRK | CONSULT 046 | AUTHOR CT+ | meet summit | on 2024-06-01/2024-06-30
Cee 2024-06-20
    RUS PRK | CONSULT 046 | AUTHOR CT+ | meet summit | on 2024-06-19";
    let account = check_entries(table, &["meet: Aye states, Bee states, Cee states"]);
    assert_eq!(account.entries.values().next().unwrap().first_day(), Some(day("2024-06-19")));
}

#[test]
fn reports_that_use_the_same_names_are_one_story() {
    let names = |list: &str| list.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let reports = [
        ("Aye", "2024-05-07", "arden brook calder dunmore esk farrow"),
        ("Bee", "2024-05-09", "arden brook calder dunmore esk farrow glen hollis"),
        ("Cee", "2024-06-30", "arden brook calder dunmore esk farrow"),
        ("Dee", "2024-05-07", "arden brook calder mold neath oakham"),
    ];
    let mut ledger = Ledger::new();
    for (outlet, day, list) in reports {
        let mut header = header(outlet, day, "");
        header.names = names(list);
        ledger.add(header, []);
    }
    let mut sizes: Vec<usize> = account(&ledger).stories.values().map(|story| story.reports.len()).collect();
    sizes.sort();
    assert_eq!(sizes, [1, 1, 2]);
}

/// Two pairs are named once each; the report is about the one whose sides it names most, and so goes with the other
/// reports on the pact of these two.
#[test]
fn a_report_is_about_the_sides_that_it_names_most() {
    let table = "
Aye 2025-02-07
    UGA BDI | SUPPORT 057 | AUTHOR CT+ | sign treaty | status signed
Bee 2025-02-22
    UGA > BDI | MOBILIZE 154 | AUTHOR Uu, UGA CT- reject | move pact soldier | sentence 2
    EUR > BDI | REQUEST 020 | AUTHOR CT+ | call restraint | sentence 3
    UGA | - 016 | AUTHOR CT+ | deny soldier | sentence 1";
    assert_eq!(account(&ledger(table)).stories.len(), 1);
}

#[test]
fn a_protocol_is_no_second_signature_of_the_treaty() {
    let table = "
Aye 2024-12-05
    RUS PRK | SUPPORT 057 | AUTHOR CT+ | sign protocol | status signed; on 2024-12-04
    RUS PRK | SUPPORT 057 | AUTHOR CT+ | sign | status signed; on 2024-06-19; pact the treaty; sentence 1";
    let account = account(&ledger(table));
    let days: Vec<_> = account.pacts.values().map(|pact| pact.signed[0].value.from).collect();
    assert_eq!((days.len(), account.pacts.values().all(|pact| pact.signed.len() == 1)), (2, true));
}

#[test]
fn a_duty_told_without_a_pact_makes_none() {
    let clause = "| - | AUTHOR CT+ | help | clause DEFEND when attacked do help";
    let alone = ledger(&format!("Aye 2024-06-20\n    AAA BBB {clause}\n"));
    assert!(account(&alone).pacts.is_empty());
    let signed = "AAA BBB | SUPPORT 057 | AUTHOR CT+ | sign | status signed; on 2024-06-19; sentence 1";
    let with = ledger(&format!("Aye 2024-06-20\n    AAA BBB {clause}\n    {signed}\n"));
    let account = account(&with);
    assert_eq!(account.pacts.values().next().unwrap().clauses.len(), 1);
}

#[test]
fn who_says_that_a_text_is_not_published_states_just_that() {
    let table = "
Aye 2024-06-20
    PRK RUS | - 010 | AUTHOR CT- | publish text | status text_unpublished
Bee 2024-06-20
    PRK RUS | - 010 | AUTHOR Uu, USA CT- say | publish text treaty | status text_unpublished";
    let account = check_entries(table, &["publish: Aye states, Bee attributes"]);
    let entry = account.entries.values().next().unwrap();
    assert!(entry.denied_by().is_empty() && !entry.alleged_by().is_empty());
    let denied = "
Aye 2024-06-20
    PRK RUS | SUPPORT 057 | AUTHOR CT+ | sign treaty | status signed
Bee 2024-06-20
    PRK RUS | SUPPORT 057 | AUTHOR CT- | sign treaty | status not_signed";
    check_entries(denied, &["sign: Aye states, Bee denies"]);
}

#[test]
fn what_was_discussed_is_no_second_report_of_bare_talks() {
    let table = "
Aye 2024-06-20
    PRK RUS | CONSULT 046 | AUTHOR CT+ | talk
Bee 2024-06-20
    PRK RUS | CONSULT 046 | AUTHOR CT+ | hold talks
    PRK RUS | CONSULT 046 | AUTHOR CT+ | discuss energy food space | sentence 2
Cee 2024-06-20
    PRK RUS | CONSULT 046 | AUTHOR CT+ | review energy space";
    check_entries(table, &["discuss/review: Bee states, Cee states", "hold/talk: Aye states, Bee states"]);
}

#[test]
fn a_step_without_its_day_is_the_one_nearest_to_its_report() {
    let table = "
Aye 2024-10-25
    RUS | SUPPORT 057 | AUTHOR CT+ | approve treaty law chamber | status ratified; on 2024-10-24
Bee 2024-11-10
    RUS | SUPPORT 057 | AUTHOR CT+ | ratify | status ratified; on 2024-11-09/2024-11-10
Cee 2024-11-10
    RUS | SUPPORT 057 | AUTHOR CT+ | ratify treaty law chamber | status ratified
Dee 2024-10-24
    RUS | SUPPORT 057 | AUTHOR CT+ | ratify treaty | status ratified";
    check_entries(table, &["approve/ratify: Aye states, Dee states", "ratify: Bee states, Cee states"]);
}

#[test]
fn who_passes_on_what_two_others_state_does_not_differ_from_them() {
    let two = "
Aye 2024-06-20
    PRK RUS | SUPPORT 057 | AUTHOR CT+ | sign treaty | status signed
Bee 2024-06-20
    PRK RUS | SUPPORT 057 | AUTHOR CT+ | sign treaty | status signed; sentence 2
Cee 2024-06-20
    PRK RUS | SUPPORT 057 | AUTHOR Uu, RUS CT+ say | sign treaty | status signed; sentence 3";
    let story = |table: &str| {
        let ledger = ledger(table);
        let account = account(&ledger);
        let comparison = only_story(&ledger, &account);
        (comparison.agree.len(), comparison.differ.len())
    };
    assert_eq!(story(two), (1, 0));
    let denied = format!(
        "{two}\nDee 2024-06-20\n    PRK RUS | SUPPORT 057 | AUTHOR CT- | sign treaty | status not_signed"
    );
    assert_eq!(story(&denied), (0, 1));
    let one = two.replace(
        "AUTHOR CT+ | sign treaty | status signed; sentence 2",
        "AUTHOR Uu, PRK CT+ say | sign treaty | status signed",
    );
    assert_eq!(story(&one), (0, 1));
}

/// The standing of the only pact's first step and first clause, and of the pact.
#[track_caller]
fn check_standing(claims: &[&str], step: Option<(PactStatus, &str)>, clause: Option<&str>, whole: &str) {
    let table = format!("Aye 2024-06-20\n    {}\n", claims.join("\n    "));
    let account = account(&ledger(&table));
    let pact = account.pacts.values().next().unwrap();
    let first = pact.steps.first().map(|step| (step.status, step.standing.as_str()));
    let owed = pact.clauses.first().map(|clause| clause.standing.as_str());
    assert_eq!((first, owed, pact.standing().as_str()), (step, clause, whole), "{table}");
}

#[test]
fn a_pact_stands_as_its_surest_telling_has_it() {
    let signed = "AAA BBB | SUPPORT 057 | AUTHOR CT+ | sign | status signed; pact a pact";
    let denied =
        "AAA BBB | SUPPORT 057 | AUTHOR Uu, AAA CT- deny | sign | status signed; pact a pact; negation";
    let planned = "AAA BBB | AGREE 030 | AUTHOR CT+ | sign | status signed; pact a pact";
    let possible = "AAA BBB | SUPPORT 057 | AUTHOR PS+ | sign | status signed; pact a pact";
    let owed = "AAA BBB | - | AUTHOR CT+ | help | clause DEFEND when attacked do help; pact a pact";
    let not_owed = "AAA BBB | - | AUTHOR Uu, AAA CT- deny | help | clause DEFEND when attacked do help; pact a pact; negation";
    let drafted =
        "AAA BBB | - | AUTHOR Uu | help | clause DEFEND when attacked do help; pact a draft; hypothetical";
    let done = |standing| Some((PactStatus::Signed, standing));
    check_standing(&[signed, owed], done("told"), Some("told"), "told");
    check_standing(&[planned], done("open"), None, "open");
    check_standing(&[possible], done("hedged"), None, "hedged");
    let threatened = "AAA > BBB | THREATEN 131 | AUTHOR CT+ | give | status denounced; pact a pact";
    check_standing(&[threatened], Some((PactStatus::Denounced, "open")), None, "open");
    check_standing(&[signed, threatened], done("told"), None, "told");
    check_standing(&[drafted], None, Some("open"), "open");
    check_standing(&[denied, not_owed], Some((PactStatus::NotSigned, "told")), Some("denied"), "denied");
    check_standing(&[denied, not_owed, signed, owed], done("told"), Some("told"), "told");
}

#[test]
fn a_denial_words_no_clause_that_somebody_tells() {
    let table = "
Aye 2024-06-20
    AAA BBB | SUPPORT 057 | AUTHOR CT+ | sign | status signed; pact a pact
    AAA BBB | - | AUTHOR CT+ | help | clause DEFEND when attacked do help; pact a pact
    AAA BBB | - | AUTHOR Uu, AAA CT- deny | aid | clause DEFEND when invaded do aid; pact a pact; negation";
    let account = account(&ledger(table));
    let clause = &account.pacts.values().next().unwrap().clauses[0];
    let duties: Vec<&str> = clause.wordings.iter().map(|told| told.value.duty.as_str()).collect();
    assert_eq!(duties, ["help"]);
}

/// "Said the minister" and "said the president" on one day are two utterances: only what is said can make them one.
#[test]
fn two_utterances_of_one_state_are_not_one_because_both_were_said() {
    let table = "
Aye 2024-06-20
    FIN | - 010 | AUTHOR Uu, FIN CT+ say | say harbour dredging
Bee 2024-06-21
    FIN | - 010 | AUTHOR Uu, FIN CT+ say | say budget pension
Cee 2024-06-21
    FIN | - 010 | AUTHOR Uu, FIN CT+ state | state harbour dredging winter";
    check_entries(table, &["say/state: Aye attributes, Cee attributes", "say: Bee attributes"]);
}

/// "Two sailors were wounded" and "three sailors were wounded": nobody says who did it, but what is counted is the same,
/// and so are the days.
#[test]
fn a_disputed_count_of_victims_is_one_happening_with_two_numbers() {
    let table = "
Aye 2025-07-09
    > NOR | ASSAULT 190 | AUTHOR CT+ | wound | count 2 sailor
    DNK NOR | CONSULT 046 | AUTHOR CT+ | meet | on 2025-07-08; sentence 2
Bee 2025-07-09
    > NOR | ASSAULT 190 | AUTHOR CT+ | injure | count 2 sailor
Cee 2025-07-11
    > NOR | ASSAULT 190 | AUTHOR CT+ | wound | count 3 sailor
    DNK NOR | CONSULT 046 | AUTHOR CT+ | meet | on 2025-07-08; sentence 2
Dee 2025-07-11
    > NOR | ASSAULT 190 | AUTHOR CT+ | wound | count 9 civilian
Eff 2025-07-19
    > NOR | ASSAULT 190 | AUTHOR CT+ | wound | count 3 sailor";
    let account = check_entries(
        table,
        &[
            "injure/wound: Aye states, Bee states, Cee states",
            "meet: Aye states, Cee states",
            "wound: Dee states",
            "wound: Eff states",
        ],
    );
    let wounded = account.entries.values().find(|entry| entry.triggers.len() == 2).unwrap();
    let told: Vec<&str> = wounded.figures.iter().map(|told| told.value.number.as_str()).collect();
    assert_eq!(told, ["2", "3"]);
}

/// Oslo receives an envoy from Tallinn; the same day its minister travels to a shipyard. The host is not the guest.
#[test]
fn who_receives_a_guest_does_not_visit() {
    let table = "
Aye 2025-05-06
    NOR > EST | CONSULT 043 | AUTHOR CT+ | receive envoy | on 2025-05-06
Bee 2025-05-06
    NOR | CONSULT 042 | AUTHOR CT+ | visit shipyard | on 2025-05-06
Cee 2025-05-06
    EST > NOR | CONSULT 042 | AUTHOR CT+ | travel envoy | on 2025-05-06";
    check_entries(table, &["receive/travel: Aye states, Cee states", "visit: Bee states"]);
}

/// An ambassador is called home; weeks later another report regrets the recall, without its day.
#[test]
fn an_ambassador_stays_recalled_for_weeks() {
    let table = "
Aye 2025-04-17
    EST > NOR | SANCTION 161 | AUTHOR CT+ | recall ambassador | on 2025-04-14
Bee 2025-05-06
    EST > NOR | SANCTION 161 | AUTHOR CT+ | recall ambassador
Cee 2025-05-06
    EST > NOR | SANCTION 163 | AUTHOR CT+ | ban import
Dee 2025-04-13
    EST > NOR | SANCTION 163 | AUTHOR CT+ | ban export | on 2025-04-12";
    check_entries(table, &["ban: Cee states", "ban: Dee states", "recall: Aye states, Bee states"]);
}

/// One outlet says that a party denounced the pact, another that it quit: one step, and the words of both.
#[test]
fn giving_notice_and_quitting_on_one_day_is_one_step() {
    let table = "
Aye 2025-11-06
    NOR EST | SUPPORT 057 | AUTHOR CT+ | sign | status signed; on 2025-03-11; pact the treaty; sentence 1
    NOR > EST | SANCTION 160 | AUTHOR CT+ | denounce treaty | status denounced; on 2025-11-05; pact the treaty
Bee 2025-11-07
    NOR > EST | SANCTION 160 | AUTHOR CT+ | denounce pact | status denounced; on 2025-11-05; pact the pact
Cee 2025-11-07
    NOR > EST | SANCTION 160 | AUTHOR CT+ | quit treaty | status withdrawn; on 2025-11-05; pact the treaty";
    let account = account(&ledger(table));
    assert_eq!(account.pacts.len(), 1);
    let pact = account.pacts.values().next().unwrap();
    let steps: Vec<String> = pact.steps.iter().map(|step| step.status.to_string()).collect();
    assert_eq!(steps, ["signed", "denounced"]);
}

/// The day that two outlets tell goes before the one that a third tells, and one day is one side of the difference,
/// whether it is named or resolved from "on Tuesday".
#[test]
fn the_day_that_most_tell_comes_first() {
    let mut ledger = Ledger::new();
    let outlets = [
        ("Aye", "2025-03-11", "2025-03-11", Basis::Resolved),
        ("Bee", "2025-03-14", "2025-03-10", Basis::Named),
        ("Cee", "2025-03-28", "2025-03-11", Basis::Named),
    ];
    for (outlet, published, signed, basis) in outlets {
        let header = header(outlet, published, "");
        let mut line = line(
            &header,
            &format!(
                "NOR EST | SUPPORT 057 | AUTHOR CT+ | sign | status signed; on {signed}; pact the treaty"
            ),
        );
        line.claim.happened.basis = basis;
        ledger.add(header, [line]);
    }
    let account = account(&ledger);
    let entry = account.entries.values().next().unwrap();
    assert_eq!(entry.first_day(), Some(day("2025-03-11")));
    let differ = only_story(&ledger, &account).differ;
    let sides: Vec<(&str, usize)> =
        differ[0].sides.iter().map(|side| (side.says.as_str(), side.voices.len())).collect();
    assert_eq!(sides, [("2025-03-10", 1), ("2025-03-11", 2)]);
}

/// A ministry first denies a delivery and weeks later owns up: both days stand side by side.
#[test]
fn who_denied_and_later_owned_up_is_shown_with_both() {
    let table = "
Aye 2025-08-01
    NOR > EST | AID 072 | AUTHOR Uu, EST CT- deny | send launcher
Bee 2025-08-22
    NOR > EST | AID 072 | AUTHOR CT+, EST CT+ admit | send launcher";
    let ledger = ledger(table);
    let differ = only_story(&ledger, &account(&ledger)).differ;
    let turn = differ.iter().find(|difference| difference.kind == DifferenceKind::Turn).unwrap();
    let says: Vec<&str> = turn.sides.iter().map(|side| side.says.as_str()).collect();
    assert_eq!(says, ["EST admits, 2025-08-22", "EST denies, 2025-08-01"]);
}

/// Two reports of a clash at sea, the one of the coast guard, the other of the ministry: no one sentence in common, but the
/// same two states and the same names.
#[test]
fn reports_of_the_same_two_states_and_some_names_are_one_story() {
    let told = |day: &str, shared: usize| {
        let names = |own: &str| {
            let shared = ["Bergen", "Brandt", "Holmen", "Kaldvik", "Lervik", "Norberg", "Oslo"];
            let mut names: Vec<String> = shared.iter().map(|name| (*name).to_owned()).collect();
            names.truncate(7);
            names.extend((0..9).map(|n| format!("{own}{n}")));
            names
        };
        let mut ledger = Ledger::new();
        for (outlet, day, act, shared) in [
            ("Aye", "2025-07-09", "ASSAULT 190 | AUTHOR CT+ | ram", 7),
            ("Bee", day, "ACCUSE 111 | AUTHOR CT+ | blame", shared),
        ] {
            let mut header = header(outlet, day, "");
            header.names = names(outlet).into_iter().skip(7 - shared).collect();
            header.names.sort();
            let line = line(&header, &format!("NOR > EST | {act}"));
            ledger.add(header, [line]);
        }
        account(&ledger).stories.len()
    };
    assert_eq!(told("2025-07-12", 5), 1, "days later some names are enough");
    assert_eq!(told("2025-07-12", 4), 2);
    assert_eq!(told("2025-08-12", 5), 2, "weeks later more are needed");
    assert_eq!(told("2025-08-12", 7), 1);
    assert_eq!(told("2025-11-12", 7), 2);
}

/// Tallinn threatens to close a port to Norwegian ships, closes it, and months later opens it again: told in turn, by two
/// outlets, and nobody contradicts anybody. A ban on fish is another matter.
#[test]
fn what_was_threatened_then_done_then_taken_back_is_a_sequence() {
    let table = "
Aye 2025-03-06
    EST > NOR | THREATEN 131 | AUTHOR CT+ | threaten close port ship
    NOR EST | CONSULT 046 | AUTHOR CT+ | meet | on 2025-03-05; sentence 2
Bee 2025-03-25
    EST > NOR | COERCE 163 | AUTHOR CT+ | close port ship
    NOR EST | CONSULT 046 | AUTHOR CT+ | meet | on 2025-03-05; sentence 2
    EST > NOR | SANCTION 163 | AUTHOR CT+ | ban fish | sentence 3
    NOR > EST | COERCE 163 | AUTHOR CT+ | close port ship | sentence 4
Cee 2025-04-12
    EST > NOR | CONCEDE 081 | AUTHOR CT+ | reopen port ship | on 2025-04-11
    NOR EST | CONSULT 046 | AUTHOR CT+ | meet | on 2025-03-05; sentence 2";
    let ledger = ledger(table);
    let differ = only_story(&ledger, &account(&ledger)).differ;
    let told: Vec<Vec<&str>> = differ
        .iter()
        .filter(|difference| difference.kind == DifferenceKind::Sequence)
        .map(|difference| difference.sides.iter().map(|side| side.says.as_str()).collect())
        .collect();
    assert_eq!(told, [vec!["../2025-03-06", "../2025-03-25"], vec!["../2025-03-25", "2025-04-11"]]);
}

/// "ARMY STORMS NEIGHBOUR" over "some soldiers crossed the river, the ministry said".
#[test]
fn a_headline_that_tells_force_over_a_report_that_tells_less_is_a_difference() {
    let differ = |body: &str| {
        let table = format!(
            "
Aye 2025-02-20
    NOR > EST | ASSAULT 190 | AUTHOR CT+ | storm | title
    {body}"
        );
        let ledger = ledger(&table);
        let differ = only_story(&ledger, &account(&ledger)).differ;
        differ.iter().filter(|difference| difference.kind == DifferenceKind::Headline).count()
    };
    assert_eq!(differ("NOR | MOBILIZE 154 | AUTHOR Uu, EST CT+ say | cross river | sentence 3"), 1);
    assert_eq!(differ("EST | MOBILIZE 154 | AUTHOR Uu, EST CT+ say | cross river | sentence 3"), 0);
    let both = "NOR | MOBILIZE 154 | AUTHOR Uu, EST CT+ say | cross river | sentence 3
    NOR > EST | ASSAULT 195 | AUTHOR CT+ | bomb bridge depot | sentence 4";
    assert_eq!(differ(both), 0, "the text tells force itself");
}

/// "Estonia recalled its ambassador and stopped lorries. Its customs deny that there is a blockade": nobody denies the recall.
#[test]
fn a_denial_of_one_thing_is_none_of_another_that_the_report_tells_itself() {
    let denied = |denial: &str| {
        let table = format!(
            "
Aye 2025-04-17
    EST > NOR | SANCTION 161 | AUTHOR CT+ | recall ambassador | sentence 1
    EST | - 016 | AUTHOR CT+ | {denial} | sentence 2"
        );
        let account = account(&ledger(&table));
        let recall = account.entries.values().find(|entry| entry.cameo() == Some("161")).unwrap();
        !recall.denied_by().is_empty()
    };
    assert!(!denied("deny blockade"));
    assert!(!denied("deny"), "of what it denies no word is left");
    assert!(denied("deny ambassador recall"));
    assert!(denied("deny report"));
}
