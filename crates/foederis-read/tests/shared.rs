//! The seeds and the development story, where they are at hand: `FOEDERIS_SHARED`, or `../shared` beside the
//! repository. Prints lost body words and leaked furniture words.
#![expect(clippy::disallowed_methods, reason = "a test reads its fixtures from disk")]
#![expect(clippy::print_stdout, reason = "a skipped test says so, and figures are printed")]

use std::collections::BTreeSet;
use std::path::PathBuf;

use foederis_read::{Format, read_bytes};
use foederis_types::Report;
use serde_json::Value;

fn shared(path: &str) -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let root = std::env::var("FOEDERIS_SHARED").map_or(beside, PathBuf::from);
    let file = root.join(path);
    if !file.exists() {
        println!("skipped: {} is not there", file.display());
    }
    file.exists().then_some(file)
}

fn json(path: &str) -> Option<Value> {
    let bytes = std::fs::read(shared(path)?).expect("a shared file can be read");
    Some(serde_json::from_slice(&bytes).expect("a shared file is JSON"))
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The text of the blocks that are read, or of those that are not.
fn text_of(report: &Report, is_read: bool) -> String {
    let blocks = report.blocks.iter().filter(|block| block.kind.is_read() == is_read);
    blocks.map(|block| block.span.of(&report.text)).collect::<Vec<_>>().join("\n")
}

/// Returns how many bytes of `needles` lie in read blocks, in words, and how many words outside of them do not.
fn lost_and_leaked(report: &Report, not_article: &[String]) -> (Vec<String>, Vec<String>) {
    let mut is_furniture = vec![false; report.text.len()];
    for needle in not_article {
        let start = report
            .text
            .rfind(needle.as_str())
            .unwrap_or_else(|| panic!("{needle:?} is in {}", report.origin));
        is_furniture[start..start + needle.len()].fill(true);
    }
    let (mut lost, mut leaked) = (Vec::new(), Vec::new());
    for block in &report.blocks {
        for (offset, word) in words(block.span.of(&report.text)) {
            match (is_furniture[block.span.start() + offset], block.kind.is_read()) {
                (true, true) => leaked.push(word.to_owned()),
                (false, false) => lost.push(word.to_owned()),
                _ => {}
            }
        }
    }
    (lost, leaked)
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(|word| (word.as_ptr().addr() - text.as_ptr().addr(), word))
}

#[test]
fn seeds_are_read_as_the_key_says() {
    let Some(key) = json("gold/seeds.json") else { return };
    for expected in key["reports"].as_array().expect("a list of reports") {
        let name = expected["file"].as_str().expect("a file name");
        let path = shared(&format!("seeds/{name}")).expect("the seed is there");
        let outcome = read_bytes(name, &std::fs::read(path).expect("the seed can be read"), None);
        let report = &outcome.reports[0];
        check_seed(report, expected);
    }
}

#[track_caller]
fn check_seed(report: &Report, expected: &Value) {
    let published = report.published.as_ref().map(|published| match &published.time {
        Some(time) => format!("{}T{time}", published.day),
        None => published.day.to_string(),
    });
    assert_eq!(report.title.as_ref().map(|title| title.text.as_str()), expected["title"].as_str());
    assert_eq!(report.outlet.as_deref(), expected["outlet"].as_str());
    assert_eq!(report.authors.first().map(String::as_str), expected["author"].as_str());
    assert_eq!(published.as_deref(), expected["published"].as_str());
    let of_kind = |kind: &str| -> Vec<&str> {
        let blocks = report.blocks.iter().filter(|block| block.kind.as_str() == kind);
        blocks.map(|block| block.span.of(&report.text)).collect()
    };
    assert_eq!(of_kind("lead").first().copied(), expected["lead"].as_str());
    assert_eq!(of_kind("heading"), strings(&expected["headings"]));
    for furniture in strings(&expected["not_article"]) {
        assert!(!text_of(report, true).contains(&furniture), "{furniture:?} is read in {}", report.origin);
        assert!(text_of(report, false).contains(&furniture), "{furniture:?} is kept in {}", report.origin);
    }
}

#[test]
fn the_story_loses_no_body_word_and_leaks_no_furniture() {
    let Some(key) = json("stories/rus-prk/key.json") else { return };
    let path = shared("stories/rus-prk/reports.jsonl").expect("the story is there");
    let outcome = read_bytes("reports.jsonl", &std::fs::read(path).expect("the story can be read"), None);
    assert_eq!(outcome.problems, []);
    let expected = key["reports"].as_array().expect("a list of reports");
    assert_eq!(outcome.reports.len(), expected.len());
    let (mut n_lost, mut n_leaked, mut n_words) = (0, 0, 0);
    for (report, expected) in outcome.reports.iter().zip(expected) {
        assert_eq!(report.given_id.as_deref(), expected["report"].as_str());
        let (lost, leaked) = lost_and_leaked(report, &strings(&expected["not_article"]));
        if !(lost.is_empty() && leaked.is_empty()) {
            println!("{}: lost {lost:?}, leaked {leaked:?}", report.given_id.as_deref().unwrap_or(""));
        }
        n_words += words(&report.text).count();
        n_lost += lost.len();
        n_leaked += leaked.len();
    }
    println!(
        "{} reports, {n_words} words: {n_lost} body words lost, {n_leaked} furniture words leaked",
        expected.len()
    );
    assert_eq!((n_lost, n_leaked), (0, 0));
}

/// Articles of seven newspapers hold next to no furniture: what is not read of them is lost, but for a few notes.
#[test]
fn newspaper_articles_are_read_whole() {
    let Some(folder) = shared("data/polnear-dev/text") else { return };
    let (mut n_words, mut n_unread) = (0, 0);
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("a file").path();
        let outcome =
            read_bytes("article.txt", &std::fs::read(&path).expect("the article can be read"), None);
        let report = &outcome.reports[0];
        let unread = text_of(report, false);
        for line in unread.lines() {
            println!("{}: {line}", path.file_name().unwrap_or_default().display());
        }
        n_words += words(&report.text).count();
        n_unread += words(&unread).count();
    }
    println!("{n_unread} of {n_words} words are not read");
    assert!(n_unread * 1000 < n_words * 3, "{n_unread} of {n_words}");
}

#[test]
fn ids_differ_for_different_reports_and_hold_for_the_same() {
    let Some(path) = shared("stories/rus-prk/reports.jsonl") else { return };
    let bytes = std::fs::read(path).expect("the story can be read");
    let once = read_bytes("one.jsonl", &bytes, Some(Format::JsonLines));
    let again = read_bytes("two.jsonl", &bytes, None);
    let ids: BTreeSet<_> = once.reports.iter().map(|report| report.id).collect();
    assert_eq!(ids.len(), once.reports.len());
    assert!(once.reports.iter().zip(&again.reports).all(|(one, two)| one.id == two.id));
}

#[test]
fn pages_of_the_story_give_their_article_and_no_furniture() {
    let Some(key) = json("stories/rus-prk/key.json") else { return };
    let path = shared("stories/rus-prk/reports.jsonl").expect("the story is there");
    let lines = read_bytes("reports.jsonl", &std::fs::read(path).expect("the story can be read"), None);
    for expected in key["html"].as_array().expect("a list of pages") {
        let name = expected["file"].as_str().expect("a file name");
        let path = shared(&format!("stories/rus-prk/{name}")).expect("the page is there");
        let bytes = std::fs::read(path).expect("the page can be read");
        let outcome = read_bytes(name, &bytes, None);
        let report = outcome.reports.first().unwrap_or_else(|| panic!("{name}: {:?}", outcome.problems));
        let twin = lines.reports.iter().find(|twin| twin.given_id.as_deref() == expected["report"].as_str());
        check_page(report, twin.expect("the page's report is in the story"), expected, &bytes);
    }
}

#[track_caller]
fn check_page(report: &Report, twin: &Report, expected: &Value, bytes: &[u8]) {
    let name = &report.origin;
    let title = |report: &Report| report.title.as_ref().map(|title| title.text.clone());
    println!(
        "{name}: {:?} | {:?} | {:?} | {:?} | {:?}",
        title(report),
        report.outlet,
        report.authors,
        report.published,
        report.url
    );
    assert_eq!(title(report), title(twin), "{name}");
    assert_eq!(report.authors.first().map(String::as_str), expected["author_expected"].as_str(), "{name}");
    let published = report.published.as_ref().expect("a publication day");
    let shown = format!("{}T{}", published.day, published.time.as_deref().unwrap_or(""));
    let wanted: String =
        expected["published_expected"].as_str().unwrap_or("").replace(":00+", "+").replace(":00-", "-");
    assert_eq!(shown, wanted.split(' ').next().unwrap_or(""), "{name}");
    let read = text_of(report, true);
    for furniture in strings(&expected["not_article"]) {
        assert!(!read.contains(&furniture), "{furniture:?} is read in {name}");
    }
    let optional = strings(&expected["optional"]).join(" ");
    let (ours, theirs) = (bag(&read), bag(&text_of(twin, true)));
    let lost: Vec<_> = theirs.iter().filter(|word| !ours.contains(*word)).collect();
    let leaked: Vec<_> =
        ours.iter().filter(|word| !theirs.contains(*word) && !bag(&optional).contains(*word)).collect();
    println!("{name}: lost {lost:?}, leaked {leaked:?}");
    assert!(lost.is_empty() && leaked.is_empty(), "{name}");
    let page = String::from_utf8_lossy(bytes);
    assert_eq!(report.page_spans.len(), report.blocks.len());
    for (block, span) in report.blocks.iter().zip(&report.page_spans) {
        let first = block.span.of(&report.text).split([' ', '\u{201c}']).next().unwrap_or("");
        assert!(span.expect("a place in the page").of(&page).contains(first), "{name}: {first}");
    }
}

fn bag(text: &str) -> BTreeSet<String> {
    let letters = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    words(text).map(|(_, word)| letters(word)).collect()
}

/// Page builds that paragraphs are put into; `{T}` is the headline, `{B}` the body, `{O}` the outlet.
fn builds(paragraphs: &[&str]) -> [(&'static str, String); 6] {
    let join = |open: &str, close: &str| {
        paragraphs.iter().map(|text| format!("{open}{text}{close}")).collect::<String>()
    };
    let others = [
        "Harvest festival draws record crowd to the valley",
        "Ferry fares to rise again in spring, operator says",
        "Museum gets back its stolen paintings after nine years",
        "Rain delays the final of the island cup",
    ];
    let links: String = others.iter().map(|other| format!("<li><a href='/o'>{other}</a></li>")).collect();
    let cards: String = others
        .iter()
        .map(|other| {
            format!("<div class='card'><h4><a href='/o'>{other}</a></h4><p>{other}, we report.</p></div>")
        })
        .collect();
    let head = "<html><head><meta charset=utf-8><title>{T} | {O}</title></head><body>";
    let menu = "<ul class='menu'><li><a href='/w'>World</a></li><li><a href='/s'>Sport</a></li><li><a href='/c'>Culture</a></li></ul>";
    let foot = "<div class='foot'>Contact | Imprint | Privacy policy</div></body></html>";
    [
        (
            "article with related links and comments",
            format!(
                "{head}<header>{menu}</header><article><h1>{{T}}</h1><div class='share'>Share on Facebook</div>{}</article>\
                 <aside><h3>Most read</h3><ol>{links}</ol></aside><section id='comments'><p>joe: what a shame, really, all of it.\
                 </p></section><footer>All rights reserved</footer></body></html>",
                join("<p>", "</p>\n")
            ),
        ),
        (
            "divs and line breaks",
            format!(
                "{head}<div>{menu}</div><div><div><b>{{T}}</b></div><div>{}</div></div><div>Latest<br>{links}</div>{foot}",
                join("", "<br><br>\n")
            ),
        ),
        (
            "cards of other stories below",
            format!(
                "{head}{menu}<div class='main'><h1>{{T}}</h1>{}</div><div class='more'>{cards}</div>{foot}",
                join("<p>", "</p>")
            ),
        ),
        (
            "a table",
            format!(
                "{head}<table><tr><td>{links}</td><td><font size=5>{{T}}</font><br><br>{}</td><td>Poll<br>Yes or no?</td></tr></table>{foot}",
                join("", "<br><br>")
            ),
        ),
        (
            "each paragraph a div, a promotion between",
            format!(
                "{head}{menu}<div class='story-body'><h1>{{T}}</h1>{}<div class='promo'><p>Subscribe to our newsletter today!</p></div></div>{foot}",
                join("<div class='para'>", "</div>")
            ),
        ),
        (
            "spans, a form around, cookies",
            format!(
                "{head}<form action='/'><div id='cookie'>We use cookies on this site. <button>Accept</button></div>{menu}\
                 <main><h2>{{T}}</h2>{}</main></form>{foot}",
                join("<section><span>", "</span></section>")
            ),
        ),
    ]
}

#[test]
fn the_story_in_pages_of_six_builds() {
    let Some(path) = shared("stories/rus-prk/reports.jsonl") else { return };
    let lines = read_bytes("reports.jsonl", &std::fs::read(path).expect("the story can be read"), None);
    let (mut all_lost, mut all_leaked, mut n_words) = (0, 0, 0);
    for report in lines.reports.iter().step_by(6) {
        let wanted = bag(&text_of(report, true));
        let paragraphs: Vec<&str> = report.text.split("\n\n").collect();
        let title = report.title.as_ref().map_or("", |title| title.text.as_str());
        for (name, build) in builds(&paragraphs) {
            let page = build.replace("{T}", title).replace("{O}", report.outlet.as_deref().unwrap_or(""));
            let outcome = read_bytes("page.html", page.as_bytes(), None);
            let found = outcome.reports.first().map_or(BTreeSet::new(), |found| bag(&text_of(found, true)));
            let given = bag(title);
            let lost: Vec<_> = wanted.difference(&found).collect();
            let leaked: Vec<_> = found.difference(&wanted).filter(|word| !given.contains(*word)).collect();
            if !(lost.is_empty() && leaked.is_empty()) {
                println!("{:?} {name}: lost {lost:?}, leaked {leaked:?}", report.given_id);
            }
            n_words += wanted.len();
            all_lost += lost.len();
            all_leaked += leaked.len();
        }
    }
    println!("pages of six builds: of {n_words} different words {all_lost} lost, {all_leaked} leaked");
    assert!(all_lost * 200 < n_words && all_leaked * 200 < n_words, "{all_lost} lost, {all_leaked} leaked");
}
