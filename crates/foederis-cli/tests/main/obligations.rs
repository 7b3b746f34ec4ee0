//! Who would be bound, and what files of alliances and coded wars that a user has come to.

use crate::run::{Run, foederis, root, shared};
use std::fs;
use std::path::Path;

/// Two made-up alliances in the shape of ATOP's member file: Chad and Niger from 1990, Ghana and Togo 1990 to 1995.
const ATOP: &str = "atopid,cowwar,wartime,member,yrent,moent,dayent,yrexit,moexit,dayexit,neucoatt,defense,offense,neutral,\
nonagg,consul,defcoadv,defcoloc,defcocon,defconum,defcodem,defconpr,offcoadv,offcoloc,offcocon,offconum,offcodem,neucoadv,\
neucoloc,neucocon,neuconum,neucodem,neuconpr,concoadv,concoloc,concocon,concoreq,specthrt,statthr1,statthr2,version\n\
9001,,0,483,1990,1,1,0,0,0,0,1,0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,4.01\n\
9001,,0,436,1990,1,1,0,0,0,0,1,0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,4.01\n\
9002,,0,452,1990,1,1,1995,1,1,0,0,0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0\n\
9002,,0,461,1990,1,1,1995,1,1,0,0,0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0\n";

const COW: &str = "version4id,ccode,mem_st_day,mem_st_month,mem_st_year,mem_end_day,mem_end_month,mem_end_year,right_censor,\
defense,neutrality,nonaggression,entente\n9,483,1,1,1990,,,,1,1,0,0,0\n9,436,1,1,1990,,,,1,1,0,0,0\n";

const CODED: &str = "warid,atopid,cowwarid,warname,honorBF,violateBF,honorLLM,violateLLM,defense,offense,neutral,nonagg,consul\n\
7,9001,70,First1850,1,,1,,1,0,0,1,0\n7,9002,70,First1850,,1,,1,0,0,0,1,0\n8,9001,190,Second1980,,,,1,1,0,0,1,0\n\
9,9002,191,Third1990,,,,,0,0,0,1,0\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("atop.csv", ATOP), ("cow.csv", COW), ("coded.csv", CODED)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[track_caller]
fn check_fails(folder: &Path, args: &[&str], words: &[&str]) {
    let run = foederis(folder, args);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
    for word in words {
        assert!(run.err.contains(word), "no `{word}` in {}", run.err);
    }
}

fn ask(folder: &Path, args: &[&str]) -> Run {
    let run = foederis(folder, args);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    run
}

#[test]
fn honour_rates_are_counted_for_both_codings() {
    let folder = folder();
    let text = ask(folder.path(), &["honour-rates", "coded.csv"]).out;
    assert!(text.contains("4 rows, coded by"), "{text}");
    let csv = ask(folder.path(), &["honor-rates", "coded.csv", "--format", "csv"]).out;
    for line in [
        "leeds-long-mitchell,all,1,3,33.3,",
        "leeds-long-mitchell,before 1945,1,2,50,",
        "leeds-long-mitchell,from 1945,0,1,0,",
        "leeds-long-mitchell,defence,1,2,50,",
        "leeds-long-mitchell,offence,0,0,,,",
        "berkemeier-fuhrmann,non-aggression,1,2,50,",
    ] {
        assert!(csv.contains(line), "no `{line}` in\n{csv}");
    }
    let json = ask(folder.path(), &["honour-rates", "coded.csv", "--format", "json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["codings"][0]["groups"][4]["percent"], serde_json::Value::Null, "no case is no rate");
}

/// What the report that prints a pact's text says of a clause, it has from the text; that a pact is called one of mutual
/// defence does not say who owes what.
#[test]
fn a_clause_read_from_the_printed_text_binds_and_a_mere_name_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let printed = "The Ministry of Foreign Affairs of Norway on Thursday published the full text of the Agreement on \
                   Mutual Defence, signed on February 4 in Tallinn by the presidents of Norway and Estonia.\\n\\n\
                   Article 3 provides that the Parties shall consult each other without delay whenever the territory \
                   of one of them is attacked or threatened.";
    let told = [
        ("Nordic Gazette", "2025-02-06", printed),
        (
            "Baltic Post",
            "2025-03-03",
            "The mutual defence agreement between Norway and Estonia entered into force on March 1.",
        ),
        (
            "Fjord Times",
            "2025-03-03",
            "Norway and Estonia became allies: their defence agreement took effect on March 1.",
        ),
    ];
    let line = |(outlet, day, text): (&str, &str, &str)| {
        format!(
            "{{\"id\": \"{outlet}\", \"outlet\": \"{outlet}\", \"published\": \"{day}\", \"text\": \"{text}\"}}\n"
        )
    };
    fs::write(folder.path().join("r.jsonl"), told.map(line).concat()).unwrap();
    ask(folder.path(), &["--quiet", "read", "r.jsonl"]);
    let args = ["what-if", "RUS attacks EST", "--on", "2025-03-10", "--pacts", "none"];
    let text = ask(folder.path(), &args).out;
    assert!(text.contains("Norway would be bound to consult with Estonia about Russia"), "{text}");
    assert!(text.contains("Norway may be bound to aid Estonia against Russia"), "{text}");
}

/// What was known on a day is what a ledger tells that has no later report, whatever came in since.
#[test]
fn an_answer_as_of_a_day_is_that_of_the_reports_of_that_day() {
    let story = root().join("crates/foederis-cli/tests/stories/gulf-pact/reports.jsonl");
    let reports = fs::read_to_string(story).unwrap();
    let day_of = |line: &str| {
        let report: serde_json::Value = serde_json::from_str(line).unwrap();
        report["published"].as_str().unwrap()[..10].to_owned()
    };
    let whole = ledger_of(&reports);
    let mut days: Vec<String> = reports.lines().map(day_of).collect();
    days.sort();
    days.dedup();
    let mut answers = Vec::new();
    for day in &days {
        let until: Vec<&str> = reports.lines().filter(|line| day_of(line) <= *day).collect();
        let args = ["what-if", "TGO attacks GHA", "--as-of", day];
        let answer = ask(whole.path(), &args).out;
        assert_eq!(answer, ask(ledger_of(&until.join("\n")).path(), &args).out, "as of {day}");
        answers.push(answer);
    }
    answers.dedup_by_key(|answer| answer.lines().skip(1).collect::<String>());
    assert!(answers.len() > 2, "the answer never changes");
}

fn ledger_of(reports: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("r.jsonl"), reports).unwrap();
    ask(folder.path(), &["--quiet", "read", "r.jsonl"]);
    folder
}

#[test]
fn the_casus_is_scored_with_intervals() {
    let folder = folder();
    let wars = "larger_war_id,year,init_name,init_ccode,target_name,target_ccode,month_entry,day_entry,month_exit,day_exit\n\
                7,1991,Ghana,452,Togo,461,5,1,12,31\n8,1991,Nigeria,475,Chad,483,5,1,12,31\n";
    fs::write(folder.path().join("wars.csv"), wars).unwrap();
    fs::write(folder.path().join("places.csv"), "WarNum,WhereFought\n70,4\n190,4\n").unwrap();
    let args =
        ["casus-score", "coded.csv", "--atop", "atop.csv", "--wars", "wars.csv", "--cow-wars", "places.csv"];
    let text = ask(folder.path(), &[&args[..], &["--misses"]].concat()).out;
    assert!(text.contains("4 rows, 1 not scored"), "{text}");
    assert!(text.contains("case met: both 2, rules alone 0, coders alone 1, neither 0"), "{text}");
    assert!(text.contains("First1850, ATOP 9001: coders honoured, rules not met"), "{text}");
    let json = ask(folder.path(), &[&args[..], &["--format", "json"]].concat()).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["codings"][0]["f1"], 0.8);
    assert!(json["codings"][0]["f1_low"].as_f64() < json["codings"][0]["f1_high"].as_f64());
}

#[test]
fn coded_alliances_are_asked_like_pact_files() {
    let folder = folder();
    let what_if = |day, more: &[&str]| {
        let args = ["what-if", "Nigeria attacks Chad", "--on", day, "--pacts", "atop.csv"];
        ask(folder.path(), &[&args[..], more].concat()).out
    };
    assert!(what_if("1994-01-01", &[]).contains("Niger would be bound to aid Chad against Nigeria"));
    let later = what_if("2017-01-01", &[]);
    assert!(later.contains("Niger may be bound to aid Chad"), "what comes after the data is open:\n{later}");
    assert!(later.contains("which is not certain: the data end with 2016"), "{later}");
    let why = ["why-not", "Togo", "Nigeria attacks Ghana", "--on", "1994-01-01", "--pacts", "atop.csv"];
    assert!(ask(folder.path(), &why).out.contains("Why Togo is not bound"));
    let with_files = what_if("1994-01-01", &["--pacts", "built-in"]);
    assert!(with_files.contains("`atop-9001`") && with_files.contains("`un-charter`"), "{with_files}");
    let cow = ["what-if", "Nigeria attacks Chad", "--on", "2005-05-01", "--pacts", "cow.csv"];
    assert!(ask(folder.path(), &cow).out.contains("`cow-9` COW member row of NER"));
}

#[test]
fn dyad_years_have_five_flags_and_what_is_open_apart() {
    let folder = folder();
    let args = ["dyads", "--years", "2016-2017", "--pacts", "atop.csv"];
    let csv = ask(folder.path(), &[&args[..], &["--format", "csv"]].concat()).out;
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(
        lines[0].split(',').take(10).collect::<Vec<_>>().join(","),
        "state1,state2,ccode1,ccode2,year,defense,offense,neutral,nonagg,consul"
    );
    assert!(lines.contains(&"NER,TCD,436,483,2016,1,0,0,1,0,0,0,0,0,0"), "{csv}");
    assert!(lines.contains(&"NER,TCD,436,483,2017,0,0,0,0,0,1,0,0,1,0"), "{csv}");
    assert!(!lines.iter().any(|line| line.starts_with("GHA,TGO,452,461,2016")), "{csv}");
    let text = ask(folder.path(), &args).out;
    assert!(text.contains("2017 NER > TCD  defence (open), non-aggression (open)"), "{text}");
    let json: serde_json::Value =
        serde_json::from_str(&ask(folder.path(), &[&args[..], &["--format", "json"]].concat()).out).unwrap();
    assert_eq!(json["rows"].as_array().unwrap().len(), lines.len() - 1);
}

#[test]
fn bad_tables_are_named_with_line_and_column() {
    let folder = folder();
    fs::write(folder.path().join("bad.csv"), CODED.replacen("7,9001,70", "seven,9001,70", 1)).unwrap();
    let cell = "cause: the table of coded wars, line 2, column `warid`: `seven` is no whole number";
    check_fails(folder.path(), &["honour-rates", "bad.csv"], &["cannot read `bad.csv`", cell]);
    check_fails(folder.path(), &["honour-rates", "atop.csv"], &["`atop.csv`", "no column `"]);
    check_fails(folder.path(), &["honour-rates", "gone.csv"], &["cannot read `gone.csv`"]);
    fs::write(folder.path().join("empty.csv"), "").unwrap();
    fs::write(folder.path().join("x.csv"), "a,b\n1,2\n").unwrap();
    check_fails(folder.path(), &["honour-rates", "empty.csv"], &["`empty.csv`", "no row"]);
    check_fails(
        folder.path(),
        &["dyads", "--years", "1994", "--pacts", "x.csv"],
        &["`x.csv`", "`version4id`"],
    );
    check_fails(folder.path(), &["dyads", "--years", "2020-1990"], &["`2020-1990` is no span of years"]);
    check_fails(
        folder.path(),
        &["dyads", "--years", "1994", "--pacts", "none", "--pacts", "atop.csv"],
        &["none"],
    );
}

#[test]
fn bad_questions_are_named() {
    let folder = folder();
    let ask = |event, day| vec!["what-if", event, "--on", day];
    check_fails(
        folder.path(),
        &ask("Ruritania attacks Chad", "2020-01-01"),
        &["`Ruritania` is no state known here"],
    );
    check_fails(
        folder.path(),
        &ask("Chad likes Niger", "2020-01-01"),
        &["cannot read the event `Chad likes Niger`"],
    );
    check_fails(folder.path(), &ask("Chad attacks Niger", "1500-01-01"), &["1500-01-01 lies outside"]);
    check_fails(
        folder.path(),
        &ask("AUH attacks Serbia", "2020-01-01"),
        &["there was no `AUH` on 2020-01-01"],
    );
    check_fails(
        folder.path(),
        &ask("Chad attacks Niger at Atlantis", "2020-01-01"),
        &["`Atlantis` is no place"],
    );
    fs::create_dir(folder.path().join("own")).unwrap();
    let pact = "id = \"tcd-ner-1990\"\nnames = [\"Pact\"]\nform = \"treaty\"\nparties = [\"TCD\", \"NER\"]\n\
                text_status = \"official\"\nknown_from = 1990-02-31\nentry = \"signature\"\nreference = \"made up\"\n";
    fs::write(folder.path().join("own/tcd-ner-1990.toml"), pact).unwrap();
    let args = [&ask("Chad attacks Niger", "2020-01-01")[..], &["--pacts", "own"]].concat();
    check_fails(folder.path(), &args, &["own/tcd-ner-1990.toml", "line 6", "1990-02-31"]);
}

#[test]
fn a_question_takes_several_dated_disputed_events_and_groups() {
    let folder = folder();
    fs::write(
        folder.path().join("more.txt"),
        "2022-02-24 RUS>UKR # earlier\n2024-08-06 UKR>RUS @RUS (disputed)\n",
    )
    .unwrap();
    let args =
        ["what-if", "Hamas attacks Israel", "--on", "2024-12-05", "--events", "more.txt", "--format", "json"];
    let json: serde_json::Value = serde_json::from_str(&ask(folder.path(), &args).out).unwrap();
    let events = json["events"].as_array().unwrap();
    assert_eq!(events.len(), 3);
    assert!(events[2]["says"].as_str().unwrap().starts_with("Hamas attacks Israel"), "{events:#?}");
    assert_eq!(events[1]["truth"], "unknown");
}

#[test]
fn answers_fit_a_page_and_say_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let answer = ask(folder.path(), &["what-if", "RUS attacks POL", "--on", "2024-12-05"]).out;
    assert!(answer.lines().all(|line| line.chars().count() <= 100), "{answer}");
    assert!(answer.contains("Where the attack falls is not given: `--place POL`"), "{answer}");
    assert!(
        answer.contains("states may be bound to aid Poland against Russia (`nato-1949/art-5`)"),
        "{answer}"
    );
    let placed =
        ask(folder.path(), &["what-if", "RUS attacks POL", "--on", "2024-12-05", "--place", "Poland"]).out;
    assert!(
        placed.contains("states would be bound to aid Poland against Russia (`nato-1949/art-5`)"),
        "{placed}"
    );
}

/// The part of the coded wars at hand, by the counts that were made by hand.
#[test]
fn rates_of_the_coded_wars_at_hand() {
    let Some(coded) = shared("data/alliances/berkemeier_fuhrmann_2018_dev.csv") else { return };
    let folder = tempfile::tempdir().unwrap();
    let csv = ask(folder.path(), &["honour-rates", &coded.to_string_lossy(), "--format", "csv"]).out;
    for line in ["all,27,60,45,", "before 1945,21,33,", "from 1945,6,27,", "defence from 1945,3,22,"] {
        assert!(csv.contains(&format!("leeds-long-mitchell,{line}")), "no `{line}` in\n{csv}");
    }
}

/// Reads some of a story's reports, by line, into the ledger of a folder.
fn read_some(folder: &Path, lines: &[&str]) {
    fs::write(folder.join("some.jsonl"), lines.join("\n")).unwrap();
    assert_eq!(foederis(folder, &["read", "some.jsonl", "--quiet"]).code, 0);
}

#[test]
fn what_is_kept_of_pacts_answers_as_the_reports_do() {
    let story = crate::run::root().join("crates/foederis-cli/tests/stories/gulf-pact/reports.jsonl");
    let story = fs::read_to_string(story).unwrap();
    let lines: Vec<&str> = story.lines().collect();
    let questions: [&[&str]; 3] = [
        &["what-if", "TGO attacks BEN", "--on", "2026-06-01"],
        &["what-if", "TGO attacks BEN", "--on", "2026-06-01", "--format", "json", "--chain", "full"],
        &["why-not", "GHA", "BEN attacks TGO", "--on", "2026-06-01", "--pacts", "none"],
    ];
    let answers = |folder: &Path| questions.map(|question| ask(folder, question).out);
    let (slowly, at_once) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    read_some(slowly.path(), &lines[..3]);
    let early = answers(slowly.path());
    assert_eq!(answers(slowly.path()), early, "what was kept answers otherwise");
    read_some(slowly.path(), &lines[3..]);
    read_some(at_once.path(), &lines);
    let all = answers(at_once.path());
    assert_eq!(answers(slowly.path()), all, "what was kept of fewer reports is still taken");
    assert!(all[1].contains("mutual defence") && all != early, "{all:?}");
}
