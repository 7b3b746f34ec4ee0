//! The example that ships: one run through all the views.

use crate::run::{Run, foederis, root};
use std::fs;

fn read_example() -> (tempfile::TempDir, Run) {
    let folder = tempfile::tempdir().unwrap();
    let example = root().join("examples/pact");
    let run = foederis(folder.path(), &["read", &example.to_string_lossy()]);
    (folder, run)
}

#[test]
fn the_brief_says_who_signed_what_and_who_denies_what() {
    let (_folder, run) = read_example();
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    for words in ["WHAT SEVERAL REPORTS TELL ALIKE", "WHAT IS TOLD DIFFERENTLY OR DENIED", "WHAT WAS AGREED"]
    {
        assert!(run.out.contains(words), "no `{words}` in\n{}", run.out);
    }
    assert!(run.out.contains("Uruguay denies it:"), "{}", run.out);
    assert!(run.out.lines().all(|line| line.chars().count() <= 100), "{}", run.out);
    assert!(!run.out.contains("price of one coffee"), "furniture leaks:\n{}", run.out);
}

#[test]
fn reading_again_and_in_another_order_changes_nothing() {
    let (folder, _) = read_example();
    let brief = |folder: &std::path::Path| foederis(folder, &["brief", "--format", "json"]).out;
    let first = brief(folder.path());
    let example = root().join("examples/pact");
    let again = foederis(folder.path(), &["read", &example.to_string_lossy()]);
    assert_eq!(again.code, 0);
    assert_eq!(brief(folder.path()), first);

    let other = tempfile::tempdir().unwrap();
    for name in ["southern-courier.txt", "montevideo-notes.html", "harbour-post.txt"] {
        let path = example.join(name);
        assert_eq!(foederis(other.path(), &["read", "--jobs", "1", &path.to_string_lossy()]).code, 0);
    }
    assert_eq!(brief(other.path()), first);
}

#[test]
fn every_view_prints_text_and_json() {
    let (folder, _) = read_example();
    for view in ["brief", "compare", "timeline", "actors", "pacts", "events", "verify"] {
        let text = foederis(folder.path(), &[view]);
        assert_eq!((text.code, text.err.as_str()), (0, ""), "{view}");
        assert!(text.out.lines().all(|line| line.chars().count() <= 100), "{view}:\n{}", text.out);
        let json = foederis(folder.path(), &[view, "--format", "json"]);
        assert!(serde_json::from_str::<serde_json::Value>(&json.out).is_ok(), "{view}");
    }
    let markdown = foederis(folder.path(), &["brief", "--format", "markdown"]).out;
    assert!(markdown.contains("[^1]: "), "{markdown}");
}

#[test]
fn events_come_as_lines_table_and_parquet() {
    let (folder, _) = read_example();
    let lines = foederis(folder.path(), &["events", "--format", "jsonl"]).out;
    let csv = foederis(folder.path(), &["events", "--format", "csv"]).out;
    assert!(
        csv.starts_with("id,story,date,enddate,date_basis,actor,actor_name,actor_sector,actor_cow,"),
        "{csv}"
    );
    assert_eq!(csv.lines().count(), lines.lines().count() + 1);
    assert!(lines.contains("\"actor\":[\"ISL\",\"URY\"]"), "{lines}");
    let run = foederis(folder.path(), &["events", "--format", "parquet", "-o", "events.parquet"]);
    assert_eq!(run.code, 0, "{run:?}");
    let bytes = fs::read(folder.path().join("events.parquet")).unwrap();
    assert_eq!((&bytes[..4], &bytes[bytes.len() - 4..]), (&b"PAR1"[..], &b"PAR1"[..]));
}

#[test]
fn from_words_to_sentence_to_reasons() {
    let (folder, _) = read_example();
    let found = foederis(folder.path(), &["search", "patrol", "boats", "--format", "json"]).out;
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    let (report, sentence) = (found["hits"][0]["report"].as_str().unwrap(), &found["hits"][0]["sentence"]);
    let shown = foederis(folder.path(), &["show", &format!("{report}:{sentence}"), "--format", "json"]).out;
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let asked =
        shown["sentences"].as_array().unwrap().iter().find(|one| one["is_asked_for"] == true).unwrap();
    assert!(asked["text"].as_str().unwrap().contains("patrol boats"), "{asked}");
    let claim = asked["claims"][0].as_str().expect("a claim");
    let explained = foederis(folder.path(), &["explain", claim]);
    assert!(explained.out.contains("by rule "), "{explained:?}");

    let recode = |from, to| {
        let by = ["--by", "A. Reader", "--reason", "misread"];
        foederis(folder.path(), &[&["correct", "actor", claim, from, to], &by[..]].concat())
    };
    let unknown = recode("ISL", "XXX");
    assert_eq!(unknown.code, 2, "{unknown:?}");
    assert!(unknown.err.contains("no table knows the code `XXX`"), "{unknown:?}");
    let absent = recode("TCD", "ISL");
    assert_eq!(absent.code, 2, "{absent:?}");
    assert!(absent.err.contains("does not name `TCD`\n  cause: it names "), "{absent:?}");

    let corrected =
        foederis(folder.path(), &["correct", "reject", claim, "--by", "A. Reader", "--reason", "misread"]);
    assert_eq!(corrected.code, 0, "{corrected:?}");
    let timeline = |args: &[&str]| foederis(folder.path(), args).out.contains(claim);
    assert!(!timeline(&["timeline", "--format", "json"]));
    assert!(timeline(&["timeline", "--format", "json", "--without-corrections"]));
}

#[test]
fn who_would_be_bound_is_answered_from_the_ledger_alone() {
    let (folder, _) = read_example();
    let ask = |more: &[&str]| {
        let mut args = vec!["what-if", "Argentina attacks Iceland", "--pacts", "none"];
        args.extend(more);
        foederis(folder.path(), &args)
    };
    let run = ask(&[]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("Uruguay may be bound to aid Iceland"), "{}", run.out);
    let missing =
        "Uruguay has not ratified it: as reported (open)\n      Montevideo Notes 2026-03-06, sentence 5:";
    assert!(run.out.contains(missing), "{}", run.out);
    let json: serde_json::Value = serde_json::from_str(&ask(&["--format", "json"]).out).unwrap();
    assert_eq!(json["on"], "2026-03-06");
    let unknown = foederis(folder.path(), &["what-if", "Ruritania attacks Iceland"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("`Ruritania` is no state known here"), "{}", unknown.err);
}

#[test]
fn a_pact_that_parliaments_must_still_approve_is_said_to_lack_that() {
    const REPORT: &str = "Peru and Chile signed a mutual defence treaty in Lima on Monday, under which they will help each \
        other if attacked. The treaty must still be approved by both parliaments. The text will be published within days.";
    let folder = tempfile::tempdir().unwrap();
    let line = serde_json::json!({ "text": REPORT, "published": "2026-03-10", "outlet": "Aye" });
    std::fs::write(folder.path().join("reports.jsonl"), format!("{line}\n")).unwrap();
    foederis(folder.path(), &["read", "reports.jsonl"]);
    let answer = foederis(folder.path(), &["what-if", "Bolivia attacks Peru", "--pacts", "none"]).out;
    assert!(answer.contains("Chile may be bound to aid Peru"), "{answer}");
    assert!(answer.contains("it is still to be ratified: as reported (open)"), "{answer}");
    let pacts = foederis(folder.path(), &["pacts"]).out;
    assert!(!pacts.contains("Text: published"), "{pacts}");
}

#[test]
fn whose_minister_somebody_is_other_reports_may_say() {
    let folder = tempfile::tempdir().unwrap();
    let reports = [
        ("Aye", "Peruvian Foreign Minister Ana Diaz met reporters in Santiago on Monday."),
        ("Bee", "Foreign Minister Ana Diaz summoned the Chilean ambassador on Tuesday."),
    ];
    let line = |(outlet, text): (&str, &str)| {
        serde_json::json!({ "text": text, "published": "2026-03-10", "outlet": outlet }).to_string()
    };
    std::fs::write(folder.path().join("reports.jsonl"), reports.map(line).join("\n")).unwrap();
    let coded = foederis(folder.path(), &["code", "reports.jsonl"]).out;
    let claims = coded.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let summons =
        claims.into_iter().find(|claim| claim["actors"][0]["name"] == "Foreign Minister Ana Diaz").unwrap();
    assert!(summons["actors"][0]["code"].is_null(), "a report alone: {summons}");
    foederis(folder.path(), &["read", "reports.jsonl"]);
    let explained = foederis(folder.path(), &["explain", summons["id"].as_str().unwrap()]).out;
    assert!(
        explained.contains("by: \"Foreign Minister Ana Diaz\" is PER, as other reports say"),
        "{explained}"
    );
    assert!(explained.contains("toward: \"the Chilean ambassador\" is CHL"), "{explained}");
}

#[test]
fn a_pact_denied_or_proposed_is_shown_as_that_and_binds_nobody() {
    const REPORT: &str = "Georgia denied on Monday that it had signed a defence pact with Iran. Laos and Vietnam are \
        negotiating a defence treaty. Under a draft treaty, Brazil and Peru would defend each other if attacked. \
        Chad and Niger could sign a non-aggression pact next month.";
    let folder = tempfile::tempdir().unwrap();
    let line = serde_json::json!({ "text": REPORT, "published": "2026-03-10", "outlet": "Aye" });
    std::fs::write(folder.path().join("reports.jsonl"), format!("{line}\n")).unwrap();
    let brief = foederis(folder.path(), &["read", "reports.jsonl"]).out;
    let pacts = foederis(folder.path(), &["pacts"]).out;
    assert!(!brief.contains("WHAT WAS AGREED"), "{brief}");
    for words in [
        "have not signed the pact, says Georgia",
        "Denied by Georgia: Georgia and Iran would owe one another: defence",
        "Only proposed: Brazil and Peru would owe one another: defence",
        "sign a pact (possible)",
    ] {
        assert!(pacts.contains(words), "`{words}` is missing in:\n{pacts}");
    }
    assert!(!pacts.contains("Laos"), "{pacts}");
    for attack in ["Russia attacks Georgia", "China attacks Laos", "Chile attacks Peru"] {
        let run = foederis(folder.path(), &["what-if", attack, "--on", "2026-03-12", "--pacts", "none"]);
        assert!(run.out.contains("No clause at hand would come due or be broken"), "{attack}: {}", run.out);
    }
}

/// A denial in the sentence after is cited with its own words, not with those that it denies; and the ledger stays whole.
#[test]
fn a_denial_is_cited_with_its_own_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let report = r#"{"id": "a", "outlet": "Sahel Post", "published": "2026-03-01", "title": "“Ça suffit”: Chad, Sudan trade words",
        "text": "Chad said Sudanese troops had fired on a village. Sudan denied this."}"#;
    fs::write(folder.path().join("a.jsonl"), report.replace('\n', " ")).unwrap();
    let run = foederis(folder.path(), &["read", "a.jsonl"]);
    assert!(run.out.contains("[Sahel Post 3] Sudan denies it: \"Sudan denied this.\""), "{}", run.out);
    assert_eq!(foederis(folder.path(), &["verify"]).code, 0);
}
