//! `foederis eval` on gold of one's own.

use crate::run::{Run, foederis, shared};
use serde_json::{Value, json};
use std::path::Path;

fn eval(folder: &Path, args: &[&str]) -> Run {
    foederis(folder, &[&["eval"], args].concat())
}

const TREE: &str = "1\tKim\tKim\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n\
    3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";

#[test]
fn treebanks_are_scored_one_by_one_and_together_whatever_their_names() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), TREE).unwrap();
    std::fs::write(folder.path().join("b.conllu"), TREE).unwrap();
    let run = eval(folder.path(), &["a.txt", "b.conllu", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let view: Value = serde_json::from_str(&run.out).unwrap();
    let scores = view["gold"].as_array().unwrap();
    let names: Vec<&str> = scores.iter().map(|scores| scores["gold"].as_str().unwrap()).collect();
    assert_eq!(names, ["a.txt", "b.conllu", "together"]);
    let las = |scores: &Value| scores["shares"][5].clone();
    assert_eq!(las(&scores[2])["item"], "LAS");
    assert_eq!((&las(&scores[0])["n_all"], &las(&scores[2])["n_all"]), (&3.into(), &6.into()));
}

#[track_caller]
fn check_refused(content: &str, message: &str) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("gold"), content).unwrap();
    let run = eval(folder.path(), &["gold"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
    assert!(run.err.starts_with(&format!("error: cannot read `gold`, line {message}\n")), "{}", run.err);
}

#[test]
fn a_file_that_is_no_gold_is_refused_with_its_line() {
    check_refused(
        &TREE.replace("\t2\tpunct", "\t9\tpunct"),
        "4: `.` of the sentence before this line hangs on word 9 of 3",
    );
    check_refused("Kim B-PER\nleft\n", "2: no label `O`, `B-x` or `I-x`");
    check_refused(
        "{\"id\": \"a\", \"text\": \"x\", \"types\": []}\n{\"id\": 2}\n[1]\n",
        "3: the line is no JSON object",
    );
    check_refused(
        "plain words\n",
        "1: neither the ten columns of CoNLL-U nor a word and a label `O`, `B-x` or `I-x`",
    );
}

#[test]
fn a_sentence_that_cannot_be_coded_is_named_and_the_rest_scored() {
    let folder = tempfile::tempdir().unwrap();
    let gold = "{\"id\": \"a\", \"text\": \"\", \"types\": []}\n\
        {\"id\": \"b\", \"text\": \"France sent food aid to Chad on Monday.\", \"types\": [\"AID\"]}\n";
    std::fs::write(folder.path().join("gold.jsonl"), gold).unwrap();
    let run = eval(folder.path(), &["gold.jsonl"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.err, "warning: cannot read `gold.jsonl`, line 1: the text is empty\n");
    assert!(run.out.contains("  100.00  100.00  100.00  ["), "{}", run.out);
}

/// The figures that the sets' own scorers print for these claims, which are made from the sets and come from no version
/// of the program.
#[test]
fn known_sets_are_scored_as_their_own_scorers_do() {
    check_known("data/events/plv_dev.jsonl", "type", [0.103, 0.055, 0.072]);
    check_known("data/events/petr2_dev.jsonl", "actor, CAMEO root, recipient", [0.026, 0.015, 0.019]);
    check_known("data/events/sentences_dev.jsonl", "all", [0.448, 0.653, 0.531]);
}

#[track_caller]
fn check_known(set: &str, item: &str, expected: [f64; 3]) {
    let Some(gold) = shared(set) else { return };
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("claims.jsonl"), made_claims(&gold)).unwrap();
    let gold = gold.to_string_lossy();
    let run = eval(folder.path(), &[&gold, "--claims", "claims.jsonl", "--format", "json"]);
    let view: Value = serde_json::from_str(&run.out).expect("JSON");
    let figures = view["gold"][0]["tables"][0]["figures"].as_array().unwrap();
    let figure = figures.iter().find(|figure| figure["item"] == item).unwrap();
    let read = ["precision", "recall", "f1"].map(|field| figure[field].as_f64().unwrap());
    assert_eq!(read.map(|percent| (percent * 10.0).round() / 1000.0), expected, "{set}");
}

/// Makes claims: those of the gold where it has whole claims, every fifth of another state and every fourth held
/// unknown; and in every third sentence an assault, in every fifth a meeting.
fn made_claims(gold: &Path) -> String {
    let gold = std::fs::read_to_string(gold).unwrap();
    let mut claims = Vec::new();
    for (at, line) in gold.lines().enumerate() {
        let sentence: Value = serde_json::from_str(line).unwrap();
        for claim in sentence["claims"].as_array().into_iter().flatten() {
            let mut claim = claim.clone();
            claim["report"] = sentence["id"].clone();
            if claims.len() % 5 == 0 {
                claim["actors"] = json!(["PER"]);
            }
            if claims.len() % 4 == 0 {
                claim["factuality"][0]["value"] = json!("Uu");
            }
            claims.push(claim);
        }
        let views = json!([{"holder": "AUTHOR", "value": "CT+"}]);
        let made = |event: &str, cameo: &str, actors: &[&str], recipients: &[&str]| {
            json!({"report": sentence["id"], "event": event, "cameo": cameo, "actors": actors,
                "recipients": recipients, "factuality": views, "auxiliary": []})
        };
        if at % 3 == 0 {
            claims.push(made("ASSAULT", "190", &["RUS"], &["UKR"]));
        }
        if at % 5 == 0 {
            claims.push(made("CONSULT", "040", &["USA", "CHN"], &[]));
        }
    }
    claims.iter().map(|claim| claim.to_string() + "\n").collect()
}

#[test]
fn a_folder_of_attributions_is_scored_on_exact_spans() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["gold/text", "gold/attributions"] {
        std::fs::create_dir_all(folder.path().join(name)).unwrap();
    }
    let write =
        |name: &str, content: &str| std::fs::write(folder.path().join("gold").join(name), content).unwrap();
    write("text/a.txt", "The ferry was late, a harbour clerk said.\n");
    let gold = "T1\tContent 0 18\tThe ferry was late\nT2\tCue 36 40\tsaid\nE1\tSource:T3 Cue:T2 Content:T1\n\
        T3\tSource 20 35\ta harbour clerk\n";
    write("attributions/a_1.ann", gold);
    write("attributions/a_2.ann", "E1\tCue:T9\n");
    let run = eval(folder.path(), &["gold", "--format", "json"]);
    let view: Value = serde_json::from_str(&run.out).expect(&run.err);
    let figures = view["gold"][0]["tables"][0]["figures"].as_array().unwrap();
    let right: Vec<&Value> = figures.iter().map(|figure| &figure["n_right"]).collect();
    assert_eq!(right, [1, 1, 1], "{figures:#?}");
    write("attributions/a_1.ann", "E1\tCue:T9\n");
    let run = eval(folder.path(), &["gold"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("a_1.ann`, line 1: a span that no line gives"), "{}", run.err);
}

#[test]
fn a_folder_of_event_mentions_is_scored_for_certainty_and_polarity() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("gold")).unwrap();
    let words = ["The", "clerk", "did", "not", "sail", "."].iter().enumerate();
    let tokens: String =
        words.map(|(at, word)| format!("<token sentence=\"0\" t_id=\"{at}\">{word}</token>\n")).collect();
    let mention = "<EVENT_MENTION certainty=\"CERTAIN\" polarity=\"NEG\">\n<token_anchor t_id=\"4\"/>\n</EVENT_MENTION>";
    std::fs::write(folder.path().join("gold/a.xml"), tokens + mention).unwrap();
    let run = eval(folder.path(), &["gold", "--format", "json"]);
    let view: Value = serde_json::from_str(&run.out).expect(&run.err);
    let both =
        view["gold"][0]["measures"].as_array().unwrap().iter().find(|it| it["item"] == "both, macro F1");
    assert_eq!(both.unwrap()["value"], 100.0);
}
