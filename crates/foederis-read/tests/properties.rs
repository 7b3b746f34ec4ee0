//! Laws of reading, over made-up input: whatever the bytes, blocks part the text and nothing panics.

use foederis_read::{Format, read_bytes};
use foederis_types::Report;
use proptest::prelude::*;

/// Blocks are in order, apart, on character borders, trimmed, and cover all that is not white space.
#[track_caller]
fn check_blocks(report: &Report) {
    let text = &report.text;
    let mut pos = 0;
    for block in &report.blocks {
        let (start, end) = (block.span.start(), block.span.end());
        assert!(pos <= start && start < end && end <= text.len(), "{block:?} in {text:?}");
        let gap = text.get(pos..start).expect("a block starts on a character border");
        assert!(gap.chars().all(char::is_whitespace), "{gap:?} is in no block of {text:?}");
        let words = text.get(start..end).expect("a block ends on a character border");
        assert_eq!(words, words.trim(), "in {text:?}");
        pos = end;
    }
    assert!(text[pos..].chars().all(char::is_whitespace), "{:?} is in no block", &text[pos..]);
    if let Some(dateline) = &report.dateline {
        assert!(!dateline.span.of(text).is_empty());
    }
    if let Some(span) = report.title.as_ref().and_then(|title| title.span) {
        assert_eq!(Some(span.of(text)), report.title.as_ref().map(|title| title.text.as_str()));
    }
    assert!(report.page_spans.is_empty() || report.page_spans.len() == report.blocks.len());
}

fn check_bytes(bytes: &[u8]) {
    for format in Format::ALL.map(Some).into_iter().chain([None]) {
        let outcome = read_bytes("any", bytes, format);
        outcome.reports.iter().for_each(check_blocks);
        assert!(!outcome.reports.is_empty() || !outcome.problems.is_empty(), "{format:?} says nothing");
        for problem in &outcome.problems {
            assert!(foederis_read::message(problem).to_string().contains("any"));
        }
    }
}

/// Lines that mean something to the reader, and some that mean nothing.
fn line() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "Two states sign a pact",
        "By Jane Doe",
        "Jane Doe",
        "The Daily Post",
        "Published in",
        "3 min readJun 20, 2024",
        "04/05/2024",
        "Credit: Handout",
        "SEOUL, June 20 (Reuters) - The two states signed the pact on Thursday, officials said.",
        "The pact obliges both to help if one is attacked. (Yonhap)",
        "It was signed on Monday. Read more: Other news",
        "Read more:",
        "Another article of the same day",
        "Support us for the price of one coffee",
        "Subscribe to our newsletter and never miss a story in your inbox.",
        "--",
        "* * *",
        "2 comments",
        "About the author",
        "I am a writer.",
        "- a point of a list",
        "What next?",
        "No.",
        "",
        "\u{200b}",
        "\u{feff}",
        "\r",
        "(end) kl",
        "\u{2028}",
        "( \u{2014} )",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => "\\PC{0,60}", 1 => "[ a-zA-Z.,:()\"'-]{0,200}"]
}

fn tag() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div class='related'>",
        "</div>",
        "<h1>",
        "</h1>",
        "<br>",
        "<nav>",
        "</nav>",
        "<a href=x>",
        "</a>",
        "<article>",
        "</article>",
        "<script>",
        "</script>",
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",",
        "\"headline\":\"Two states sign a pact\"}</script>",
        "<time datetime='2024-06-20'>",
        "<!--",
        "-->",
        "<",
        ">",
        "&amp;",
        "&#x2019;",
        "&",
        "<meta name=author content='Jane Doe'>",
        "<title>",
        "</title>",
        "<table><tr><td>",
        "<p",
        "</",
        "The two states signed the pact on Thursday after long talks, officials of both said.",
        "Two states sign a pact",
        "<figure><figcaption>",
        "<b><i>",
        "<svg>",
        "\u{a0}",
        "é",
        "<item>",
        "<entry>",
        "<rss>",
        "<channel>",
        "<description>",
        "<![CDATA[",
        "]]>",
        "WARC/1.0\r\n",
        "WARC-Type: response\r\n",
        "Content-Length: 40\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
    ]);
    prop_oneof![8 => known.prop_map(str::to_owned), 1 => "\\PC{0,20}"]
}

/// Whole files of four formats, to be damaged.
const WHOLE: [&str; 4] = [
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>Two states sign a pact | The Coast</title><script \
     type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Two states sign a pact\",\"datePublished\":\
     \"2024-06-20T07:10:00Z\",\"author\":[{\"name\":\"Jane Doe\"}]}</script></head><body><nav><a href=/>Home</a></nav><article>\
     <h1>Two states sign a pact</h1><time datetime=\"2024-06-20\">20 June</time><p>LIMA, June 20 (AP) &mdash; The two states \
     signed the pact on Thursday, officials said.</p><p>It obliges both to help if one is attacked.<br>It is new.</p><ul><li>\
     <a href=/x>Another story of the day</a></li></ul></article><footer>&copy; The Coast</footer></body></html>",
    "Two states sign a pact\n\nBy Jane Doe\nThe Coast\n20 June 2024 | 07:10\n\nLIMA (AP) - The two states signed the pact on \
     Thursday, officials said. (Reuters)\n\nRead more:\n\nAnother story\n\nSupport us for the price of one coffee\n",
    "{\"id\": \"s1\", \"text\": \"The two states signed.\\n\\nRead also:\\n\\nOther news\", \"published\": \"2024-06-20\"}\n\
     {\"id\": \"s2\", \"text\": \"It is new. \\u201cYes\\u201d\", \"authors\": [\"Jane Doe\"], \"title\": \"Pact\"}\n",
    "<?xml version='1.0'?><rss><channel><title>The Coast</title><item><title>Pact</title><pubDate>Thu, 20 Jun 2024 07:10:00 \
     +0900</pubDate><description><![CDATA[<p>The two signed.</p><p>It is new.</p>]]></description></item></channel></rss>",
];

/// Cuts, doubles and overwrites ranges of a file.
fn damaged(whole: &[u8], cuts: &[(u16, u16, u8)]) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for (from, len, what) in cuts {
        let from = usize::from(*from) % (bytes.len() + 1);
        let to = (from + usize::from(*len) % 40).min(bytes.len());
        let piece: Vec<u8> = match what % 3 {
            0 => Vec::new(),
            1 => bytes[from..to].repeat(2),
            _ => vec![*what; to - from],
        };
        bytes.splice(from..to, piece);
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check_bytes(&bytes);
    }

    #[test]
    fn any_lines(lines in prop::collection::vec(line(), 0..24), gap in prop::sample::select(vec!["\n", "\n\n", "\r\n\r\n"])) {
        check_bytes(lines.join(gap).as_bytes());
    }

    #[test]
    fn marks_and_white_space_alone(pieces in prop::collection::vec(prop::sample::select(vec!["\u{feff}", "\n", " ", "\r\n", "\u{2028}"]), 0..6)) {
        check_bytes(pieces.concat().as_bytes());
    }

    #[test]
    fn any_markup(tags in prop::collection::vec(tag(), 0..40)) {
        check_bytes(tags.concat().as_bytes());
    }

    #[test]
    fn damaged_files(which in 0usize..4, cuts in prop::collection::vec((any::<u16>(), any::<u16>(), any::<u8>()), 0..6)) {
        check_bytes(&damaged(WHOLE[which].as_bytes(), &cuts));
    }

    #[test]
    fn json_text_is_frozen_and_the_id_holds(text in "\\PC{1,300}", title in "\\PC{0,40}") {
        let line = serde_json::json!({"id": "s1", "title": title, "text": text, "published": "2024-06-20"}).to_string();
        let outcome = read_bytes("any.jsonl", line.as_bytes(), None);
        for report in &outcome.reports {
            prop_assert_eq!(&report.text, &text);
            check_blocks(report);
        }
        prop_assert_eq!(outcome, read_bytes("any.jsonl", line.as_bytes(), None));
    }

    #[test]
    fn a_text_of_one_paragraph_is_read(text in "[A-Za-z][A-Za-z ,.:!?-]{0,120}") {
        let line = serde_json::json!({"text": text}).to_string();
        let outcome = read_bytes("any.jsonl", line.as_bytes(), None);
        prop_assert!(outcome.reports[0].blocks.iter().any(|block| block.kind.is_read()));
    }
}

#[test]
fn deep_nesting_and_long_runs_cost_bounded_time() {
    let deep = format!(
        "<html><body>{}<p>The two states signed the pact on Thursday.</p>",
        "<div><b>".repeat(40_000)
    );
    check_bytes(deep.as_bytes());
    let near = format!("<body>{}<p>The two states signed the pact.</p>", "<div>".repeat(140));
    check_bytes(near.as_bytes());
    check_bytes("<".repeat(40_000).as_bytes());
    check_bytes("<a <a <a ".repeat(3_000).as_bytes());
    check_bytes("(".repeat(100_000).as_bytes());
    check_bytes("[".repeat(100_000).as_bytes());
    check_bytes("a\n".repeat(8_000).as_bytes());
    check_bytes("Read more: x. ".repeat(10_000).as_bytes());
}
