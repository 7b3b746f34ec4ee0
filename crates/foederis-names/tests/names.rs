//! Laws of the names: offsets, borders, tables, several actors, days.

use foederis_names::{Form, Names, Registry, Sector, Via};
use foederis_types::{ActorCode, Date};
use proptest::prelude::*;

fn day(text: &str) -> Option<Date> {
    Some(text.parse().expect("a day"))
}

fn codes(list: &[ActorCode]) -> Vec<&str> {
    list.iter().map(ActorCode::as_str).collect()
}

/// Checks which names stand in `text`, as `words=CODE`.
#[track_caller]
fn check_find(text: &str, expected: &[&str]) {
    let names = Names::shared();
    let shown = |hit: &foederis_names::NameHit<'_>| {
        let name = hit.reading(None);
        format!("{}={}", hit.span.of(text), name.code.as_ref().map_or("?", |code| code.as_str()))
    };
    let found: Vec<String> = names.find(text).iter().map(shown).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn find_respects_borders_and_capitals() {
    check_find("The US told us of Polish polish.", &["US=USA", "Polish=POL"]);
    check_find("Turkey will not eat turkey.", &["Turkey=TUR"]);
    check_find("Chadian troops left Chad's north.", &["Chadian=TCD", "Chad=TCD"]);
    check_find("South Korean and North Korean envoys", &["South Korean=KOR", "North Korean=PRK"]);
    check_find("the Malian, not Somalian", &["Malian=MLI", "Somalian=SOM"]);
    check_find("Romania's oman and Niamey", &["Romania=ROU", "Niamey=NER"]);
    check_find("Korea's guineas in Guinea", &["Korea=?", "Guinea=?"]);
    check_find("KYIV AND MOSCOW TALK", &["KYIV=UKR", "MOSCOW=RUS"]);
    check_find("al-Qaeda in Yemen", &["al-Qaeda=IMG", "Yemen=YEM"]);
    check_find("US-led and U.S.-backed forces", &["US=USA", "U.S.=USA"]);
}

/// Checks the states of a phrase that joins several, with their sectors.
#[track_caller]
fn check_all(mention: &str, expected: &[&str]) {
    let all = Names::shared().resolve_all(mention, None);
    let shown = all.iter().map(|one| {
        let code = one.code.as_ref().map_or("-", |code| code.as_str());
        one.sector.map_or(code.to_owned(), |sector| format!("{code} {sector}"))
    });
    assert_eq!(shown.collect::<Vec<_>>(), expected, "{mention}");
}

#[test]
fn compounds_come_apart() {
    check_all("U.S. and South Korean officials", &["USA GOV", "KOR GOV"]);
    check_all("Russia, China and Iran", &["RUS", "CHN", "IRN"]);
    check_all("Moscow and Pyongyang", &["RUS GOV", "PRK GOV"]);
    check_all("Russia's president and foreign minister", &["RUS GOV", "RUS GOV"]);
    check_all("Egyptian and Zambian paratroopers", &["EGY MIL", "ZMB MIL"]);
    check_all("the Baltic states", &["EST", "LVA", "LTU"]);
    check_all("the two Koreas", &["KOR", "PRK"]);
}

#[test]
fn one_actor_is_not_taken_apart() {
    check_all("Bosnia and Herzegovina", &["BIH"]);
    check_all("Trinidad and Tobago's police", &["TTO COP"]);
    check_all("Vladimir Putin, the Russian president", &["RUS GOV"]);
    check_all("the Ministry of Health and Social Welfare of Kenya", &["KEN GOV"]);
}

#[test]
fn titles_and_persons_are_told() {
    let found = Names::shared().resolve("Moldovan Foreign Minister Nicu Popescu", None);
    assert_eq!(found.title.as_deref(), Some("Foreign Minister"));
    assert_eq!(found.person.as_deref(), Some("Nicu Popescu"));
    assert_eq!(found.name, "Nicu Popescu");
    let body = Names::shared().resolve("the Knesset", None);
    assert_eq!((body.name.as_str(), body.organisation.as_deref()), ("Knesset", Some("Knesset")));
    assert_eq!(Names::shared().resolve("Kyiv", None).name, "Ukraine");
}

#[test]
fn table_of_holders_is_a_fallback_and_says_its_day() {
    let bare = Names::shared().resolve("Macron", day("2020-01-01"));
    assert!(matches!(bare.via, Via::Holder(_)), "{:?}", bare.via);
    let titled = Names::shared().resolve("French President Emmanuel Macron", day("2020-01-01"));
    assert_eq!(titled.via, Via::Name(Form::Adjective));
    let before = Names::shared().resolve("Volodymyr Zelensky", day("2010-01-01"));
    assert_eq!(before.sector, None, "an office to come is no office");
}

#[test]
fn ambiguous_names_bring_candidates_and_settle_by_context() {
    let found = Names::shared().resolve("Congo", None);
    assert!(found.is_ambiguous());
    assert_eq!(codes(&found.candidates), ["COD", "COG"]);
    let rwa_cod: Vec<ActorCode> = ["RWA", "COD"].map(|code| ActorCode::new(code).expect("a code")).into();
    assert_eq!(Names::settle(&found.candidates, &rwa_cod).map(|c| c.to_string()).as_deref(), Some("COD"));
    assert_eq!(Names::settle(&found.candidates, &rwa_cod[..1]), None);
}

#[test]
fn members_are_those_of_the_day() {
    let names = Names::shared();
    let has = |organisation: &str, code: &str, on: &str| {
        names.members(organisation, day(on)).contains(&ActorCode::new(code).expect("a code"))
    };
    assert!(has("NATO", "SWE", "2024-03-08") && !has("NATO", "SWE", "2024-03-06"));
    assert!(has("EU", "GBR", "2020-01-31") && !has("EU", "GBR", "2020-02-01"));
    assert!(has("Warsaw Pact", "ALB", "1960-01-01") && !has("WARSAWPACT", "ALB", "1970-01-01"));
    assert_eq!(names.members("NATO", None).len(), 32);
    assert_eq!(names.members("European Union", None).len(), 27);
    assert_eq!(names.members("ASEAN", None).len(), 11);
    assert_eq!(names.members("CSTO", None).len(), 6);
    assert_eq!(names.members("SCO", None).len(), 10);
    assert_eq!(
        names.members("AU", None).len(),
        54,
        "55 with the Sahrawi republic, which is no state of ours"
    );
    assert_eq!(names.members("ARABLEAGUE", None).len(), 22);
    assert_eq!(names.members("G20", None).len(), 19);
    assert!(names.members("no such thing", None).is_empty());
}

#[test]
fn codes_of_other_schemes() {
    let names = Names::shared();
    let cow =
        |letters: &str, on: Option<Date>| names.state_by_cow(letters, on).map(|state| state.code.to_string());
    assert_eq!(cow("AUS", None).as_deref(), Some("AUT"));
    assert_eq!(cow("AUL", None).as_deref(), Some("AUS"));
    assert_eq!(cow("GFR", day("1970-01-01")).as_deref(), Some("DEU"));
    assert_eq!(cow("RUS", day("1980-01-01")).as_deref(), Some("RUS"));
    let kosovo = names.lookup("Kosovo")[0].code.and_then(|code| names.state(code)).expect("Kosovo");
    assert_eq!(kosovo.cow.as_ref().map(|cow| cow.number), Some(347));
}

#[test]
fn compound_adjectives_name_their_states() {
    let between = |text| codes(&Names::shared().states_between(text)).join(" ");
    assert_eq!(between("Russo-Japanese"), "RUS JPN");
    assert_eq!(between("Israeli-Palestinian"), "ISR PSE");
    assert_eq!(between("US-South Korean"), "USA KOR");
    assert_eq!(between("Sino-Indian"), "CHN IND");
    assert_eq!(between("Japanese"), "");
}

#[test]
fn places_and_outlets() {
    let names = Names::shared();
    let mariupol = names.place("Mariupol").expect("in the gazetteer");
    assert_eq!(mariupol.code.as_str(), "UKR");
    assert!((mariupol.latitude - 47.1).abs() < 0.1 && (mariupol.longitude - 37.5).abs() < 0.1);
    let is_lost = |state: &&foederis_names::State| {
        let capital = state.capitals.first().map_or(state.name.as_ref(), |capital| capital.as_ref());
        let is_shared = names.lookup(capital).iter().any(|name| name.form == Form::Ambiguous);
        !is_shared && names.coordinates(capital).is_none_or(|at| at.code != state.code)
    };
    let present = names.states().iter().filter(|state| state.to.is_none() && state.code.as_str() != "ATA");
    let lost: Vec<_> = present.filter(is_lost).map(|state| &state.capitals).collect();
    assert!(lost.is_empty(), "capitals without coordinates: {lost:?}");
    assert_eq!(names.coordinates("Crimea").map(|at| at.code.to_string()).as_deref(), Some("UKR"));
    assert_eq!(names.locate("Chad").map(|at| at.name), Some("Chad"));
    assert_eq!(
        names.locate("the South China Sea").map(|at| (at.name, at.code)),
        Some(("South China Sea", None))
    );
    assert!(names.locate("Korea").is_none());
    assert!(names.place("Nowhere-on-Sea").is_none());
    let yonhap = names.outlet("Yonhap").expect("in the table");
    assert!(yonhap.is_agency && !yonhap.is_official);
    assert!(names.outlet("KCNA").expect("in the table").is_official);
    assert!(names.outlet("the Kremlin").is_none());
}

#[test]
fn nouns_alone_have_sectors() {
    let sector = |noun| Names::shared().agent(noun).and_then(|agent| agent.sector);
    assert_eq!(sector("soldiers"), Some(Sector::Military));
    assert_eq!(sector("foreign minister"), Some(Sector::Government));
    assert_eq!(sector("Lawmakers"), Some(Sector::Legislature));
    assert_eq!(sector("policemen"), Some(Sector::Police));
    assert_eq!(sector("members"), None);
    assert!(Names::shared().agent("bridge").is_none());
}

#[test]
fn report_introduces_its_people() {
    let names = Names::shared();
    let mut known = Registry::default();
    for mention in ["North Korean leader Kim Jong Un", "South Korean Vice Foreign Minister Kim Hong-kyun"] {
        known.learn(&names.resolve(mention, None), None);
    }
    assert_eq!(
        known.find("Kim Jong-un").and_then(|one| one.code).map(|c| c.to_string()).as_deref(),
        Some("PRK")
    );
    assert_eq!(
        known.find("Kim Hong-kyun").and_then(|one| one.code).map(|c| c.to_string()).as_deref(),
        Some("KOR")
    );
    assert!(known.find("Kim").is_none(), "two of that name");
}

#[test]
fn users_own_actors_win() {
    let mut names = Names::embedded();
    names
        .add_actors("mine.tsv", "name\tcode\tsector\tfrom\tto\nBlack Widow;Reuters\tIND\tREB\t\t\n")
        .expect("reads");
    let found = names.resolve("Black Widow fighters", None);
    assert_eq!(
        (found.code.map(|c| c.to_string()).as_deref(), found.sector),
        (Some("IND"), Some(Sector::Rebel))
    );
    assert_eq!(names.resolve("Reuters", None).sector, Some(Sector::Rebel));
}

#[test]
fn bad_tables_name_line_and_column() {
    let error =
        Names::default().add_actors("mine.tsv", "name\tcode\tsector\tfrom\tto\nX\tnope\t\t\t\n").unwrap_err();
    assert_eq!(error.to_string(), "table `mine.tsv`, line 2: `code` is `nope`; an actor code is expected");
    let error = Names::default().add_actors("mine.tsv", "name\tcode\n").unwrap_err();
    assert_eq!(error.to_string(), "table `mine.tsv`: no column `sector`");
}

/// Words that make trouble, mixed at random.
fn mention() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("Korea".to_owned()),
        Just("U.S.".to_owned()),
        Just("the".to_owned()),
        Just("and".to_owned()),
        Just(",".to_owned()),
        Just("of".to_owned()),
        Just("President".to_owned()),
        Just("officials".to_owned()),
        Just("Kim".to_owned()),
        Just("(MDC)".to_owned()),
        Just("'s".to_owned()),
        Just("’".to_owned()),
        Just("former".to_owned()),
        Just("-backed".to_owned()),
        "\\PC{0,6}",
    ];
    proptest::collection::vec(word, 0..14).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn hits_lie_on_characters_in_order(text in "\\PC{0,80}", more in mention()) {
        let text = text + &more;
        let mut last = 0;
        for hit in Names::shared().find(&text) {
            prop_assert!(hit.span.start() >= last && hit.span.end() <= text.len());
            prop_assert!(text.is_char_boundary(hit.span.start()) && text.is_char_boundary(hit.span.end()));
            prop_assert!(!hit.readings.is_empty());
            last = hit.span.end();
        }
    }

    #[test]
    fn resolving_never_fails(text in mention()) {
        let all = Names::shared().resolve_all(&text, None);
        prop_assert!(!all.is_empty());
        for one in &all {
            prop_assert!(one.code.is_none() || one.candidates.is_empty(), "a code and candidates: {one:?}");
        }
        prop_assert_eq!(&Names::shared().resolve_all(&text, None), &all);
    }

    #[test]
    fn any_text_is_a_mention(text in "(?s).{0,200}") {
        let _ = Names::shared().resolve(&text, None);
    }
}

#[test]
fn long_mentions_are_cut() {
    let long = "(".repeat(100_000) + &"Russia and ".repeat(10_000);
    let _ = Names::shared().resolve_all(&long, None);
    let one_word = "a".repeat(1_000_000);
    assert_eq!(Names::shared().resolve(&one_word, None).via, Via::Nothing);
}
