//! Pages of several builds, feeds and archives, in our own words; each with what must and must not be read.

use std::io::Write as _;

use foederis_read::{Format, read_bytes};
use foederis_types::{PublishedFrom, Report};

const BODY: [&str; 5] = [
    "Portugal and Angola signed a pact of mutual defence in Luanda on Tuesday, the two foreign ministries said.",
    "Under the pact each is to consult the other without delay if it is threatened, and to help if it is attacked.",
    "It replaces a treaty of friendship from 1978 that said nothing about arms.",
    "Opposition parties in Lisbon called the text unclear and asked for a vote in parliament.",
    "The government answered that the text would be published before the end of the month.",
];
const HEADLINES: [&str; 8] = [
    "Iran agrees to new talks on its centrifuges",
    "Iran signs gas deal with its northern neighbour",
    "Storm closes ports from Porto to Vigo",
    "Five dead after bus falls into ravine",
    "Iran and Iraq restore their border posts",
    "Cup final moved to Sunday evening",
    "Iran denies that it has sent drones",
    "How to keep your house cool this summer",
];

fn read_page(page: &str) -> Report {
    read_page_bytes(page.as_bytes())
}

#[track_caller]
fn read_page_bytes(page: &[u8]) -> Report {
    let mut outcome = read_bytes("page.html", page, None);
    assert_eq!(outcome, read_bytes("page.html", page, None), "the same bytes give the same report");
    assert_eq!(outcome.reports.len(), 1, "{:?}", outcome.problems);
    outcome.reports.remove(0)
}

fn text_read(report: &Report) -> String {
    let read = report.blocks.iter().filter(|block| block.kind.is_read());
    read.map(|block| block.span.of(&report.text)).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check_page(report: &Report, body: &[&str], furniture: &[&str]) {
    let read = text_read(report);
    for sentence in body {
        assert!(read.contains(sentence), "lost: {sentence}\nin {read}");
    }
    for words in furniture {
        assert!(!read.contains(words), "leaked: {words}\nin {read}");
    }
}

fn links(headlines: &[&str]) -> String {
    headlines.iter().map(|headline| format!("<a href=\"/x\">{headline}</a><br>")).collect()
}

#[test]
fn a_page_of_divs_and_line_breaks() {
    let page = format!(
        "<html><head><title>Portugal and Angola sign pact - The Coast</title></head><body><div>We use cookies to make this \
         site better. <a href=#>Accept all</a></div><div>{}</div><div><div><b>Portugal and Angola sign pact</b><br>\
         14 May 2019 | 09:30<br><br>{}</div></div><div>Most read<br>{}</div><div>Copyright The Coast 2019</div></body></html>",
        links(&["Home", "World", "Sport", "Culture", "Weather", "Jobs"]),
        BODY.join("<br><br>\n"),
        links(&HEADLINES),
    );
    let report = read_page(&page);
    check_page(&report, &BODY, &[&HEADLINES[..], &["cookies", "Weather", "Copyright", "Most read"]].concat());
    assert_eq!(report.title.map(|title| title.text).as_deref(), Some("Portugal and Angola sign pact"));
    assert_eq!(report.outlet.as_deref(), Some("The Coast"));
    assert_eq!(report.published.map(|published| published.day.to_string()).as_deref(), Some("2019-05-14"));
}

/// The dangerous one: a short story beside long lists about somebody else.
#[test]
fn a_brief_of_two_sentences_among_related_stories() {
    let teasers: String = HEADLINES
        .iter()
        .map(|headline| format!("<div class=card><h3><a href=/y>{headline}</a></h3><p>{headline}, officials said on Monday.</p></div>"))
        .collect();
    let page = format!(
        "<html><head><title>Samoa joins fisheries pact</title><meta property=og:site_name content='Island Times'>\
         <meta property=article:published_time content='2020-03-04T10:00:00+13:00'></head><body>\
         <div id=cookie-bar>We use cookies. By using this site you agree to our cookie policy.</div>\
         <article><h1>Samoa joins fisheries pact</h1><p>Samoa has joined the fisheries pact of its neighbours, the prime \
         minister said in Apia.</p><p>It will send one patrol boat.</p></article>\
         <section class=related-stories><h2>Related stories</h2>{teasers}</section></body></html>"
    );
    let report = read_page(&page);
    check_page(
        &report,
        &["Samoa has joined", "It will send one patrol boat."],
        &["Iran", "cookies", "Storm closes"],
    );
    assert_eq!(report.published.as_ref().map(|published| published.from), Some(PublishedFrom::Meta));
}

#[test]
fn a_live_blog_keeps_its_posts() {
    let posts: String = BODY
        .iter()
        .enumerate()
        .map(|(idx, post)| format!("<div class=post><time datetime='2021-05-14T1{idx}:00'>1{idx}:00</time><h3><a href='#post-{idx}'>Post number {idx} of the day</a></h3><p>{post}</p></div>"))
        .collect();
    let page = format!(
        "<html><head><title>Pact live</title></head><body><h1>Portugal and Angola pact: live</h1>{posts}</body></html>"
    );
    let report = read_page(&page);
    check_page(&report, &BODY, &[]);
    let published = report.published.expect("a day");
    assert_eq!(
        (published.day.to_string().as_str(), published.from),
        ("2021-05-14", PublishedFrom::TimeElement)
    );
}

#[test]
fn a_list_in_an_article_is_read_and_a_list_of_links_is_not() {
    let items = [
        "joint patrols of the two coast guards",
        "a common store of spare parts",
        "a telephone line between the staffs",
    ];
    let list: String = items.iter().map(|item| format!("<li>{item}</li>")).collect();
    let others: String =
        HEADLINES.iter().take(4).map(|other| format!("<li><a href=/z>{other}</a></li>")).collect();
    let page = format!(
        "<html><body><h1>Portugal and Angola sign pact</h1><p>{}</p><p>{}</p><ul>{list}</ul><p>{}</p><ul>{others}</ul><p>{}</p></body></html>",
        BODY[0], BODY[1], BODY[2], BODY[3]
    );
    check_page(&read_page(&page), &[&BODY[..4], &items[..]].concat(), &HEADLINES[..4]);
}

#[test]
fn an_article_inside_a_form_is_read() {
    let page = format!(
        "<html><body><form action=/x><h1>Portugal and Angola sign pact</h1><p>{}</p></form></body></html>",
        BODY.join("</p><p>")
    );
    check_page(&read_page(&page), &BODY, &[]);
}

#[test]
fn a_russian_page_in_windows_1251_is_decoded_and_not_taken_for_english() {
    let body = "<p>Португалия и Ангола подписали во вторник в Луанде договор о взаимной обороне, сообщили министерства.</p>\
                <p>Договор обязывает стороны немедленно проводить консультации в случае угрозы нападения.</p>";
    let page = format!(
        "<html><head><meta charset=windows-1251><title>Договор подписан</title></head><body><h1>Договор подписан</h1>{body}</body></html>"
    );
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&page);
    let report = read_page_bytes(&bytes);
    assert!(report.text.contains("Договор обязывает стороны"), "{}", report.text);
    assert_eq!(report.language, foederis_types::Language::Other("rus".to_owned()));
}

#[test]
fn json_ld_of_the_article_wins_over_that_of_others() {
    let page = format!(
        "<html><head><title>Portugal and Angola sign pact | The Coast</title>\
         <script type='application/ld+json'>[{{\"@type\":\"NewsArticle\",\"headline\":\"Iran agrees to talks\",\"datePublished\":\"2001-01-01\"}},\
         {{\"@type\":\"NewsArticle\",\"headline\":\"Portugal and Angola sign pact\",\"datePublished\":\"2019-05-14T09:30:00Z\",\
         \"dateModified\":\"2019-05-15T08:00:00Z\",\"author\":[{{\"@id\":\"#a\"}},{{\"name\":\"Rui Sa\"}}],\"publisher\":{{\"name\":\"The Coast\"}}}},\
         {{\"@id\":\"#a\",\"@type\":\"Person\",\"name\":\"Ana Luz\"}}]</script></head><body><h1>Portugal and Angola sign pact</h1>\
         <p>{}</p></body></html>",
        BODY.join("</p><p>")
    );
    let report = read_page(&page);
    check_page(&report, &BODY, &[]);
    assert_eq!(report.authors, ["Ana Luz", "Rui Sa"]);
    let published = report.published.expect("a day");
    assert_eq!(
        (published.day.to_string().as_str(), published.time.as_deref()),
        ("2019-05-14", Some("09:30Z"))
    );
    assert_eq!(report.modified.map(|modified| modified.day.to_string()).as_deref(), Some("2019-05-15"));
}

#[test]
fn an_article_that_only_a_script_shows_is_read_from_json_ld() {
    let page = format!(
        "<html><head><title>Pact signed</title><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\
         \"Pact signed\",\"datePublished\":\"2019-05-14\",\"articleBody\":\"{}\"}}</script></head><body><div id=app></div></body></html>",
        BODY.join("\\n\\n")
    );
    let report = read_page(&page);
    check_page(&report, &BODY, &[]);
    assert_eq!(report.blocks.len(), BODY.len());
}

#[test]
fn a_text_that_a_page_holds_twice_is_read_once() {
    let body = format!("<p>{}</p>", BODY.join("</p><p>"));
    let page = format!(
        "<html><body><h1>Portugal and Angola sign pact</h1><div>{body}</div><div>{body}</div></body></html>"
    );
    assert_eq!(text_read(&read_page(&page)).matches(BODY[1]).count(), 1);
}

#[test]
fn the_whole_article_in_a_wrapper_with_a_telling_name_is_read() {
    let page = format!(
        "<html><head><title>Portugal and Angola sign pact</title></head><body><div class='content-sidebar-wrap has-ads'>\
         <h1>Portugal and Angola sign pact</h1><p>{}</p></div></body></html>",
        BODY.join("</p><p>")
    );
    check_page(&read_page(&page), &BODY, &[]);
}

#[test]
fn every_block_leads_back_to_its_bytes_in_the_page() {
    let page = format!(
        "<html><body><h1>Pact &amp; peace in Luanda</h1><p>{}</p></body></html>",
        BODY.join("</p>\n<p>")
    );
    let report = read_page(&page);
    for (block, span) in report.blocks.iter().zip(&report.page_spans) {
        let shown = span.expect("a place in the page").of(&page).replace("&amp;", "&");
        assert_eq!(shown, block.span.of(&report.text));
    }
}

#[test]
fn a_feed_gives_one_report_an_item() {
    let feed = "<?xml version='1.0'?><rss version='2.0' xmlns:content='c' xmlns:dc='d'><channel><title>The Coast</title>\
        <item><title>Pact signed &amp; sealed</title><link>https://example.org/1</link><guid>g1</guid>\
        <pubDate>Tue, 14 May 2019 09:30:00 +0100</pubDate><dc:creator>Ana Luz</dc:creator><description>Short.</description>\
        <content:encoded><![CDATA[<p>The two states signed the pact in Luanda.</p><p>It replaces one from 1978 &amp; its annex.</p>]]></content:encoded></item>\
        <item><title>Copied</title><source url='x'>Bay News</source><pubDate>2019-05-15</pubDate>\
        <description>&lt;p&gt;The text will be published soon, the ministry said.&lt;/p&gt;</description></item>\
        <item><title>Empty</title></item></channel></rss>";
    let outcome = read_bytes("feed.xml", feed.as_bytes(), None);
    let [first, second] = &outcome.reports[..] else { panic!("{:?}", outcome.problems) };
    assert_eq!(
        first.text,
        "The two states signed the pact in Luanda.\n\nIt replaces one from 1978 & its annex."
    );
    assert_eq!(first.title.as_ref().map(|title| title.text.as_str()), Some("Pact signed & sealed"));
    assert_eq!((first.outlet.as_deref(), first.authors.join(",").as_str()), (Some("The Coast"), "Ana Luz"));
    assert_eq!(
        first.published.as_ref().map(|p| (p.day.to_string(), p.from)),
        Some(("2019-05-14".to_owned(), PublishedFrom::Feed))
    );
    assert_eq!(
        (second.outlet.as_deref(), second.text.as_str()),
        (Some("Bay News"), "The text will be published soon, the ministry said.")
    );
    assert_eq!(outcome.problems[0].origin, "feed.xml#3");
}

#[test]
fn an_atom_feed() {
    let feed = "<feed xmlns='a'><title>Hill Wire</title><entry><id>tag:1</id><title>Pact</title><link rel='self' href='no'/>\
        <link href='https://example.org/2'/><published>2022-02-02T10:00:00Z</published><updated>2022-02-03T10:00:00Z</updated>\
        <author><name>Jo Hill</name></author><summary type='html'>&lt;p&gt;The pact was signed.&lt;/p&gt;</summary></entry></feed>";
    let report = &read_bytes("x", feed.as_bytes(), None).reports[0];
    assert_eq!(
        (report.url.as_deref(), report.authors.join(",").as_str()),
        (Some("https://example.org/2"), "Jo Hill")
    );
    assert_eq!(
        report.modified.as_ref().map(|modified| modified.day.to_string()).as_deref(),
        Some("2022-02-03")
    );
    assert_eq!(report.text, "The pact was signed.");
}

fn record(kind: &str, url: &str, content: &str) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Length: {}\r\n\r\n{content}\r\n\r\n",
        content.len()
    )
}

#[test]
fn an_archive_gives_its_pages_packed_or_not() {
    let page = format!(
        "<html><head><title>Pact</title></head><body><h1>Pact signed in Luanda</h1><p>{}</p></body></html>",
        BODY.join("</p><p>")
    );
    let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n";
    let (head, tail) = page.split_at(100);
    let chunked = format!(
        "{html}Transfer-Encoding: chunked\r\n\r\n64\r\n{head}\r\n{:x}\r\n{tail}\r\n0\r\n\r\n",
        tail.len()
    );
    let archive = [
        record("warcinfo", "", "software: x"),
        record("response", "https://example.org/2019/05/14/a", &format!("{html}\r\n{page}")),
        record(
            "response",
            "https://example.org/b",
            "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>No.</p>",
        ),
        record("response", "https://example.org/c", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nxx"),
        record("response", "https://example.org/d", &chunked),
    ]
    .concat();
    let plain = read_bytes("crawl.warc", archive.as_bytes(), None);
    assert_eq!(plain.reports.len(), 2, "{:?}", plain.problems);
    assert_eq!(plain.reports[0].url.as_deref(), Some("https://example.org/2019/05/14/a"));
    assert_eq!(plain.reports[0].origin, "crawl.warc#2");
    let published = plain.reports[0].published.as_ref().expect("a day from the address");
    assert_eq!((published.from, published.is_sure), (PublishedFrom::Url, false));
    check_page(&plain.reports[1], &BODY, &[]);

    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(archive.as_bytes()).expect("memory can be written to");
    let packed = packer.finish().expect("memory can be written to");
    let unpacked = read_bytes("crawl.warc.gz", &packed, None);
    assert_eq!(unpacked.reports.len(), 2);
    assert_eq!(unpacked.reports[1].id, plain.reports[1].id);
    let cut = read_bytes("crawl.warc.gz", &packed[..packed.len() / 2], Some(Format::Gzip));
    assert_eq!(cut.problems.last().map(|problem| problem.kind.as_str()), Some("unreadable"));
}
