//! What a page says about itself: JSON-LD before `meta` before `<time>` before the `<title>`.

use foederis_types::{Published, PublishedFrom};
use serde_json::{Map, Value};

use super::tape::{Tape, TimeElement, Zone};
use crate::bylines;
use crate::json::day_and_time;
use crate::words::{count_words, looks_like_name, skeleton};

/// The page's own account of its article.
#[derive(Clone, Debug, Default)]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) url: Option<String>,
    pub(crate) published: Option<Published>,
    pub(crate) modified: Option<Published>,
    /// JSON-LD's `articleBody`.
    pub(crate) body: Option<String>,
}

const TITLES: [&str; 4] = ["og:title", "twitter:title", "dc.title", "headline"];
const DESCRIPTIONS: [&str; 4] = ["og:description", "description", "twitter:description", "dc.description"];
const OUTLETS: [&str; 4] = ["og:site_name", "publisher", "application-name", "dc.publisher"];
const AUTHORS: [&str; 8] = [
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "dcterms.creator",
    "twitter:creator",
];
const PUBLISHED: [&str; 16] = [
    "article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "sailthru.date",
    "article_date_original",
    "date",
];
const MODIFIED: [&str; 6] = [
    "article:modified_time",
    "datemodified",
    "og:updated_time",
    "lastmod",
    "last-modified",
    "dcterms.modified",
];
/// Types of JSON-LD nodes that are an article.
const ARTICLE_TYPES: [&str; 6] = ["article", "posting", "report", "newsstory", "reportage", "liveblog"];

/// Collects a page's metadata; `url` is its address where that is known from outside.
pub(crate) fn collect(tape: &Tape, url: Option<String>) -> Metadata {
    let nodes = nodes(tape);
    let node = article_node(tape, &nodes);
    let mut found = node.map(|node| from_node(node, &nodes)).unwrap_or_default();
    found.title = found.title.or_else(|| tape.meta(&TITLES).map(tidy));
    found.description = found.description.or_else(|| tape.meta(&DESCRIPTIONS).map(tidy));
    found.outlet = found.outlet.or_else(|| tape.meta(&OUTLETS).map(tidy)).or_else(|| website_name(&nodes));
    found.url = found.url.filter(|url| url.contains("://")).or(url).or_else(|| tape.canonical.clone());
    found.url = found.url.or_else(|| tape.meta(&["og:url"]).map(str::to_owned));
    if found.authors.is_empty() {
        found.authors = meta_authors(tape);
    }
    found.published =
        found.published.or_else(|| meta_day(tape, &PUBLISHED)).or_else(|| time_day(tape, false));
    found.modified = found.modified.or_else(|| meta_day(tape, &MODIFIED)).or_else(|| time_day(tape, true));
    settle_title(tape, &mut found);
    found
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

// --- JSON-LD ---

/// How many nodes of a page's JSON-LD are looked at.
const MAX_NODES: usize = 500;

/// Returns the objects in a page's JSON-LD, outer ones first; a script that is no JSON is passed over.
fn nodes(tape: &Tape) -> Vec<Map<String, Value>> {
    let mut queue: Vec<Value> = tape.scripts.iter().filter_map(|script| parse(script)).collect();
    let mut nodes = Vec::new();
    let mut idx = 0;
    while idx < queue.len() && nodes.len() < MAX_NODES {
        match std::mem::take(&mut queue[idx]) {
            Value::Array(items) => queue.extend(items),
            Value::Object(node) => {
                let inner = ["@graph", "mainEntity", "hasPart", "itemListElement", "item"];
                queue.extend(inner.iter().filter_map(|key| node.get(*key)).cloned());
                nodes.push(node);
            }
            _ => {}
        }
        idx += 1;
    }
    nodes
}

/// Parses a script; raw line breaks inside strings, a common fault, are mended.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let script = script.trim_start_matches("//<![CDATA[").trim_end_matches("//]]>").trim();
    serde_json::from_str(script).ok().or_else(|| {
        let mended: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(mended.trim_end_matches(';')).ok()
    })
}

fn is_article(node: &Map<String, Value>) -> bool {
    let is_type = |kind: &str| {
        let kind = kind.to_lowercase();
        ARTICLE_TYPES.iter().any(|article| kind.contains(article))
    };
    match node.get("@type") {
        Some(Value::String(kind)) => is_type(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is_type),
        _ => false,
    }
}

/// The article among the nodes: the one whose headline the page shows as its own, else the first with a day.
fn article_node<'a>(tape: &Tape, nodes: &'a [Map<String, Value>]) -> Option<&'a Map<String, Value>> {
    let page_title = skeleton(tape.title.as_deref().or_else(|| tape.meta(&TITLES)).unwrap_or(""));
    let articles = || nodes.iter().filter(|node| is_article(node));
    let is_own = |node: &&Map<String, Value>| {
        let headline = skeleton(
            text_of(node, "headline").or_else(|| text_of(node, "name")).unwrap_or_default().as_str(),
        );
        headline.len() >= 8
            && (page_title.contains(&headline) || headline.contains(&page_title) && page_title.len() >= 8)
    };
    articles()
        .find(is_own)
        .or_else(|| articles().find(|node| node.contains_key("datePublished")))
        .or_else(|| articles().next())
}

fn text_of(node: &Map<String, Value>, key: &str) -> Option<String> {
    let text = super::entities::resolve(node.get(key)?.as_str()?);
    Some(tidy(&text)).filter(|text| !text.is_empty())
}

fn from_node(node: &Map<String, Value>, nodes: &[Map<String, Value>]) -> Metadata {
    let day =
        |key: &str| node.get(key).and_then(Value::as_str).and_then(|text| day(text, PublishedFrom::JsonLd));
    let page =
        node.get("mainEntityOfPage").and_then(|page| page.as_str().or_else(|| page.get("@id")?.as_str()));
    Metadata {
        title: text_of(node, "headline"),
        description: text_of(node, "description"),
        outlet: node.get("publisher").and_then(|publisher| names(publisher, nodes).into_iter().next()),
        authors: node
            .get("author")
            .or_else(|| node.get("creator"))
            .map(|author| names(author, nodes))
            .unwrap_or_default(),
        url: text_of(node, "url").or_else(|| page.map(str::to_owned)),
        published: day("datePublished"),
        modified: day("dateModified"),
        body: node.get("articleBody").and_then(Value::as_str).map(body),
    }
}

/// An `articleBody` with its line breaks kept and its markup, where it has any, taken out.
fn body(text: &str) -> String {
    match text.contains("</p>") || text.contains("&lt;/p&gt;") {
        true => super::paragraphs(&super::entities::resolve(text)).join("\n\n"),
        false => super::entities::resolve(text),
    }
}

/// Names of people or organisations: a string, an object with `name`, one that points to a node, or a list of them.
fn names(value: &Value, nodes: &[Map<String, Value>]) -> Vec<String> {
    let name = match value {
        Value::Array(items) => return items.iter().take(50).flat_map(|item| one_name(item, nodes)).collect(),
        other => one_name(other, nodes),
    };
    name.into_iter().collect()
}

fn one_name(value: &Value, nodes: &[Map<String, Value>]) -> Option<String> {
    let name = match value {
        Value::String(name) => Some(name.clone()),
        Value::Object(object) => text_of(object, "name").or_else(|| {
            let id = object.get("@id")?;
            nodes
                .iter()
                .find(|node| node.get("@id") == Some(id) && node.contains_key("name"))
                .and_then(|node| text_of(node, "name"))
        }),
        _ => None,
    };
    name.map(|name| clean_name(&name)).filter(|name| !name.is_empty())
}

fn clean_name(name: &str) -> String {
    let name = tidy(name);
    let is_address = name.contains("://") || name.starts_with('@');
    let bare = name.strip_prefix("By ").or_else(|| name.strip_prefix("by ")).unwrap_or(&name);
    if is_address { String::new() } else { bare.to_owned() }
}

fn website_name(nodes: &[Map<String, Value>]) -> Option<String> {
    let is_site = |node: &&Map<String, Value>| node.get("@type").and_then(Value::as_str) == Some("WebSite");
    nodes.iter().find(is_site).and_then(|node| text_of(node, "name"))
}

// --- meta and time elements ---

fn meta_authors(tape: &Tape) -> Vec<String> {
    let Some(content) = AUTHORS.iter().find_map(|name| {
        let name_found = tape.meta(&[name])?;
        Some(clean_name(name_found)).filter(|name| !name.is_empty())
    }) else {
        return Vec::new();
    };
    let parts = bylines::names(&content);
    if parts.is_empty() { vec![content] } else { parts }
}

fn day(text: &str, from: PublishedFrom) -> Option<Published> {
    let (day, time) = day_and_time(text.trim())?;
    Some(Published { day, time, from, is_sure: true })
}

fn meta_day(tape: &Tape, names: &[&str]) -> Option<Published> {
    names.iter().find_map(|name| tape.meta(&[name]).and_then(|content| day(content, PublishedFrom::Meta)))
}

/// The first `<time>` of the article: one that names itself so first; sure if it does, or all of them say one day.
fn time_day(tape: &Tape, is_modified: bool) -> Option<Published> {
    let is_update = |time: &&TimeElement| time.names.contains("modif") || time.names.contains("updat");
    let all: Vec<&TimeElement> = tape
        .times
        .iter()
        .filter(|time| time.zone < Zone::Named && !time.datetime.is_empty())
        .filter(|time| is_update(time) == is_modified)
        .collect();
    let is_named = |time: &&&TimeElement| time.names.contains("publi") || time.names.contains("entry-date");
    let named = all.iter().find(is_named);
    let first = named.or_else(|| all.first())?;
    let mut found = day(&first.datetime, PublishedFrom::TimeElement)?;
    found.is_sure = named.is_some()
        || all.iter().all(|time| {
            day(&time.datetime, PublishedFrom::TimeElement).is_none_or(|other| other.day == found.day)
        });
    Some(found)
}

// --- title ---

const TITLE_JOINTS: [&str; 8] =
    [" | ", " - ", " \u{2013} ", " \u{2014} ", " :: ", " \u{b7} ", " \u{bb} ", " \u{2022} "];

/// Settles title and outlet from the `<title>` and the first heading where metadata gave none, and cuts the outlet off
/// the title.
fn settle_title(tape: &Tape, found: &mut Metadata) {
    let heading =
        tape.paragraphs.iter().find(|paragraph| paragraph.heading_level == 1 && paragraph.zone < Zone::Sure);
    let heading = heading.map(|paragraph| paragraph.text.clone()).filter(|text| count_words(text, 4) >= 3);
    let whole = tape.title.clone();
    let (cut, site) = match &whole {
        Some(whole) => cut_site(tape, whole, found.outlet.as_deref(), heading.as_deref()),
        None => (None, None),
    };
    found.outlet = found.outlet.take().or(site);
    let given = found
        .title
        .take()
        .map(|title| cut_site(tape, &title, found.outlet.as_deref(), None).0.unwrap_or(title));
    found.title = given.or(heading).or(cut).or(whole);
}

/// Parts `Headline - Outlet` or `Outlet - Headline`; each part is `None` where it cannot be told.
fn cut_site(
    tape: &Tape,
    whole: &str,
    outlet: Option<&str>,
    heading: Option<&str>,
) -> (Option<String>, Option<String>) {
    let splits =
        TITLE_JOINTS.iter().flat_map(|joint| [whole.split_once(joint), whole.rsplit_once(joint)]).flatten();
    for (first, last) in splits {
        for (title, site) in [(first, last), (last, first)] {
            let is_outlet = outlet.is_some_and(|outlet| is_same_name(outlet, site));
            let is_heading = heading.is_some_and(|heading| skeleton(heading) == skeleton(title));
            let is_shown = outlet.is_none() && tape.headline_idx(Some(title)).is_some();
            let is_site_like =
                looks_like_name(site) && count_words(site, 7) <= 5 && count_words(title, 5) >= 4;
            if is_outlet || ((is_heading || is_shown) && is_site_like) {
                return (Some(title.trim().to_owned()), Some(site.trim().to_owned()));
            }
        }
    }
    (None, None)
}

fn is_same_name(outlet: &str, site: &str) -> bool {
    let (outlet, site) = (skeleton(outlet), skeleton(site));
    !site.is_empty() && (outlet == site || outlet.starts_with(&site) || site.starts_with(&outlet))
}
