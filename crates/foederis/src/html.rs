//! Views as web pages: plain HTML without scripts, everything escaped, each line linked to its sentence.
//!
//! Knows no sockets and no requests: it takes views and gives text.

use crate::desk::Citation;
use crate::views::{BriefView, EntryView, ShowView, StoryBrief};
use std::fmt::Write as _;

const STYLE: &str = "body{font:16px/1.5 sans-serif;max-width:60em;margin:1em auto;padding:0 1em;color:#111;background:#fff}\
pre{white-space:pre-wrap;font:14px/1.4 monospace}nav a,cite a{margin-right:.7em}cite{font-style:normal;font-size:85%}\
input{font:inherit}li{margin:.2em 0}:target{background:#fe9}.out{color:#666}";

/// Puts the marks of HTML aside: reports are hostile input.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            letter if letter.is_control() && letter != '\n' => {}
            letter => safe.push(letter),
        }
    }
    safe
}

/// Makes a page of a title and a body that is HTML already.
pub fn page(title: &str, body: &str) -> String {
    let title = escaped(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title><style>{STYLE}</style></head>\n\
         <body><nav><a href=\"/\">Brief</a><a href=\"/compare\">Compare</a><a href=\"/timeline\">Timeline</a>\
         <a href=\"/actors\">Actors</a><a href=\"/pacts\">Pacts</a><a href=\"/events\">Events</a></nav>\n\
         <form action=\"/what-if\"><label>What if <input name=\"event\" size=\"32\" placeholder=\"KOR attacks PRK\"></label> \
         <label>on <input name=\"on\" size=\"11\" placeholder=\"2025-06-02\"></label> \
         <label>at <input name=\"place\" size=\"10\"></label> <button>Ask</button></form>\n\
         <form action=\"/search\"><label>Words <input name=\"words\" size=\"32\"></label> <button>Search</button></form>\n\
         <h1>{title}</h1>\n{body}</body></html>\n"
    )
}

/// Makes a page of a view's text.
pub fn text_page(title: &str, text: &str) -> String {
    page(title, &format!("<pre>{}</pre>\n", escaped(text)))
}

/// Makes the page of a brief.
pub fn brief_page(view: &BriefView) -> String {
    let mut body = String::new();
    if view.stories.is_empty() {
        body.push_str("<p>The ledger holds no story yet.</p>\n");
    }
    for story in &view.stories {
        add_story(&mut body, story);
    }
    page("Brief", &body)
}

fn add_story(body: &mut String, story: &StoryBrief) {
    let (id, states) = (escaped(&story.id), escaped(&story.states.join(", ")));
    // Writing to a String cannot fail.
    let _ = writeln!(
        body,
        "<h2 id=\"{id}\">{states}</h2>\n<p><a href=\"/compare?story={id}\">Compare</a></p>\n<ul>"
    );
    for report in &story.reports {
        let day = report.published.as_deref().unwrap_or("no day given");
        let title = report.title.as_deref().unwrap_or("(no title)");
        let outlet = report.outlet.as_deref().unwrap_or("outlet unknown");
        let _ = writeln!(
            body,
            "<li>{} {}: <a href=\"/report/{}\">{}</a></li>",
            escaped(day),
            escaped(outlet),
            escaped(&report.id),
            escaped(title)
        );
    }
    body.push_str("</ul>\n<p>Outlets and items are not graded (F6: cannot be judged).</p>\n");
    add_entries(body, "Told alike by several", &story.agreed);
    add_entries(body, "Told differently or denied", &story.disputed);
    for pact in &story.pacts {
        let _ = writeln!(body, "<h3>{}: {}</h3>\n<ul>", pact.heading(), escaped(&pact.title()));
        for step in &pact.steps {
            let _ = writeln!(body, "<li>{} {}</li>", escaped(&step.words()), cited(step.citations.iter()));
        }
        for clause in &pact.clauses {
            let _ = writeln!(body, "<li>{}<ul>", escaped(&clause.gloss));
            for wording in &clause.wordings {
                let _ = writeln!(
                    body,
                    "<li>{} {}</li>",
                    escaped(&wording.words()),
                    cited(wording.citations.iter())
                );
            }
            body.push_str("</ul></li>\n");
        }
        body.push_str("</ul>\n");
    }
    for alone in &story.alone {
        add_entries(body, &format!("Only in {}", alone.label), &alone.entries);
    }
}

fn add_entries(body: &mut String, heading: &str, entries: &[EntryView]) {
    if entries.is_empty() {
        return;
    }
    let _ = writeln!(body, "<h3>{}</h3>\n<ul>", escaped(heading));
    for entry in entries {
        let line = format!("{}: {}. {}", entry.day_text, entry.gloss, entry.sureness());
        let _ = write!(body, "<li>{} {}", escaped(&line), cited(entry.citations().into_iter()));
        for position in entry.positions.iter().filter(|position| position.grade != "affirms") {
            let says = format!("{} {}", position.name, position.grade.replace('-', " "));
            let _ = write!(body, "<br>{} {}", escaped(&says), cited(position.citations.iter()));
        }
        body.push_str("</li>\n");
    }
    body.push_str("</ul>\n");
}

/// Links each citation to its sentence; the words stand in the link's title.
fn cited<'a>(citations: impl Iterator<Item = &'a Citation>) -> String {
    let link = |citation: &Citation| {
        format!(
            "<a href=\"/report/{}#s{}\" title=\"{}\">{}</a>",
            escaped(&citation.report),
            citation.sentence,
            escaped(&citation.quote),
            escaped(&citation.place())
        )
    };
    format!("<cite>{}</cite>", citations.map(link).collect::<String>())
}

/// Makes the page of a report, each sentence with a mark that links can name.
pub fn report_page(view: &ShowView) -> String {
    let mut body = String::new();
    let outlet = view.outlet.as_deref().unwrap_or("outlet unknown");
    let day = view.published.as_deref().unwrap_or("no day given");
    let _ = writeln!(body, "<p>{}, {}</p>\n<ol>", escaped(outlet), escaped(day));
    for sentence in &view.sentences {
        let claims: String = sentence
            .claims
            .iter()
            .map(|claim| {
                format!(
                    " <a href=\"/explain/{0}\">{1}</a>",
                    escaped(claim),
                    escaped(&claim.chars().take(6).collect::<String>())
                )
            })
            .collect();
        let _ = writeln!(
            body,
            "<li id=\"s{0}\" value=\"{0}\">{1}<cite>{claims}</cite></li>",
            sentence.number,
            escaped(&sentence.text)
        );
    }
    body.push_str("</ol>\n");
    for left in &view.left_out {
        let _ =
            writeln!(body, "<p class=\"out\">left out, {}: {}</p>", escaped(&left.kind), escaped(&left.text));
    }
    page(view.title.as_deref().unwrap_or("(no title)"), &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_report_becomes_a_mark() {
        let hostile = "<script>alert(\"x\")</script>&'\u{1b}";
        assert_eq!(escaped(hostile), "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;");
        assert!(!text_page(hostile, hostile).contains("<script"));
    }
}
