//! `foederis serve`: the same views as web pages, on this machine only.
//!
//! One request at a time, GET only, no scripts, nothing stored. A request has a size, a time and a host that it must
//! name, so that a page elsewhere cannot read the ledger through the browser.

use super::views::{actors_of, brief_of, explain_of, named, pacts_of, timeline_of};
use super::what_if;
use crate::args::{ChainChoice, Common, Question, ReadingChoice, Scope, ServeArgs, ViewFormat};
use crate::failure::{Failure, Outcome};
use crate::printer::Printer;
use crate::session::Session;
use foederis::archive::Pick;
use foederis::views::{CompareView, SearchView, ShowView, event_records, events_text, wrapped};
use foederis::{Claim, Names, html};
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::Duration;

/// Longest head of a request.
const REQUEST_BYTES_MAX: u64 = 16 << 10;

/// A client that is slower than this is let go.
const PATIENCE: Duration = Duration::from_secs(10);

/// Runs the command until it is stopped.
pub(crate) fn run(args: &ServeArgs, common: &Common, printer: &mut Printer) -> Result<Outcome, Failure> {
    // A ledger that is none is told at once, not to the first who looks.
    drop(Session::open(&common.ledger)?);
    let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, args.port)).and_then(|listener| {
        let port = listener.local_addr()?.port();
        Ok((listener, port))
    });
    let (listener, port) = bound.map_err(|error| {
        Failure::input(format!("cannot listen on port {}", args.port))
            .because(error.to_string())
            .hint("give another with --port N")
    })?;
    printer.line(&format!("http://127.0.0.1:{port}/"))?;
    printer.flush()?;
    for stream in listener.incoming().filter_map(Result::ok) {
        // Whoever goes away in the middle of an answer is no failure of the server.
        drop(answer(stream, port, common));
    }
    Ok(Outcome::Done)
}

fn answer(mut stream: TcpStream, port: u16, common: &Common) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut head = Vec::new();
    let mut reader = BufReader::new(stream.try_clone()?.take(REQUEST_BYTES_MAX));
    while !head.ends_with(b"\r\n\r\n") && reader.read_until(b'\n', &mut head)? > 0 {}
    let head = String::from_utf8_lossy(&head).into_owned();
    let (status, body) = match request(&head, port) {
        Ok((path, query)) => respond(&path, &query, common),
        Err(status) => (status, html::page(status, "")),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\
         Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
         Cache-Control: no-store\r\n\r\n",
        body.len()
    )?;
    stream.write_all(body.as_bytes())?;
    stream.flush()
}

type Query = BTreeMap<String, String>;

/// Reads path and query of a request; the status of a refusal where it is none for here.
fn request(head: &str, port: u16) -> Result<(String, Query), &'static str> {
    let mut lines = head.split("\r\n");
    let mut first = lines.next().unwrap_or_default().split(' ');
    let (method, target) = (first.next().unwrap_or_default(), first.next().unwrap_or_default());
    if method != "GET" {
        return Err("405 Method Not Allowed");
    }
    let host =
        lines.filter_map(|line| line.split_once(':')).find(|(name, _)| name.eq_ignore_ascii_case("host"));
    let host = host.map_or("", |(_, value)| value.trim());
    if ![format!("127.0.0.1:{port}"), format!("localhost:{port}")].iter().any(|own| own == host) {
        return Err("421 Misdirected Request");
    }
    if !target.starts_with('/') {
        return Err("400 Bad Request");
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let query = pairs.map(|(name, value)| (decoded(name), decoded(value).trim().to_owned()));
    Ok((decoded(path), query.filter(|(_, value)| !value.is_empty()).collect()))
}

/// Undoes the percent signs of an address.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|two| std::str::from_utf8(two).ok());
        let value = hex
            .filter(|two| two.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        match (bytes[at], value) {
            (b'%', Some(value)) => {
                out.push(value);
                at += 3;
            }
            (b'+', _) => {
                out.push(b' ');
                at += 1;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn respond(path: &str, query: &Query, common: &Common) -> (&'static str, String) {
    match view(path, query, common) {
        Ok(Some(page)) => ("200 OK", page),
        Ok(None) => ("404 Not Found", html::page("There is no such page", "")),
        Err(failure) => ("400 Bad Request", html::text_page("This cannot be answered", &failure.words())),
    }
}

/// Makes the page of a path; `None` where there is none.
fn view(path: &str, query: &Query, common: &Common) -> Result<Option<String>, Failure> {
    let mut session = Session::open(&common.ledger)?;
    let asked = |name: &str| query.get(name).map(String::as_str);
    let story = asked("story");
    let scope = Scope::default();
    Ok(Some(match path {
        "/" => html::brief_page(&brief_of(&session.pick(named(story), &scope, None)?, None)?),
        "/compare" => {
            let opened = session.pick(named(story), &scope, Some(1))?;
            let view = opened.stories.first().map(|story| CompareView::of(*story, &opened.desk));
            let view = view.transpose()?.flatten();
            html::text_page("Compare", &view.map_or_else(String::new, |view| view.text()))
        }
        "/timeline" => {
            let opened = session.pick(named(story), &scope, None)?;
            html::text_page("Timeline", &timeline_of(&opened)?.text())
        }
        "/actors" => html::text_page("Actors", &actors_of(asked("actor"), &scope, &mut session)?.text()),
        "/pacts" => {
            let opened = session.pick(Pick::WithPact(asked("pact")), &scope, None)?;
            html::text_page("Pacts", &pacts_of(&opened, asked("pact"))?.text())
        }
        "/events" => {
            let (desk, stories) = session.story_or_whole(story, &scope)?;
            html::text_page("Events", &events_text(&event_records(&desk, Names::shared(), &stories)?))
        }
        "/search" => {
            let words = asked("words").unwrap_or_default();
            let view = SearchView::of(words.to_owned(), session.store.search(words, 51)?, 50);
            html::text_page("Search", &view.text())
        }
        "/what-if" => {
            let text = what_if::text_of(asked("event").unwrap_or_default(), &question(query)?, common)?;
            html::text_page("Who would be bound", &wrapped(&text))
        }
        _ => return one(path, &mut session),
    }))
}

/// Makes the page of one report or claim.
fn one(path: &str, session: &mut Session) -> Result<Option<String>, Failure> {
    if let Some(name) = path.strip_prefix("/report/") {
        let id = super::views::report_id(&session.store, name)?;
        let Some(report) = session.store.report(id)? else { return Ok(None) };
        let rows = session.store.sentences(id)?;
        let ledger = session.store.ledger_of(&[id], None)?;
        let claims: Vec<&Claim> = ledger.lines().map(|line| &line.claim).collect();
        return Ok(Some(html::report_page(&ShowView::of(&report, &rows, &claims, None))));
    }
    let Some(id) = path.strip_prefix("/explain/") else { return Ok(None) };
    let view = explain_of(id, session)?;
    Ok(Some(html::text_page("Why this claim", &view.text())))
}

fn question(query: &Query) -> Result<Question, Failure> {
    let day = |name: &str| {
        let told = query.get(name);
        told.map(|text| crate::args::day(text).map_err(Failure::input)).transpose()
    };
    Ok(Question {
        on: day("on")?,
        as_of: day("as-of")?,
        place: query.get("place").cloned(),
        reading: ReadingChoice::Both,
        chain: ChainChoice::None,
        events: None,
        pacts: Vec::new(),
        format: ViewFormat::Text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &str, expected: Result<&str, &str>) {
        let got = request(head, 8017).map(|(path, query)| format!("{path} {query:?}"));
        assert_eq!(got.as_deref().map_err(|status| *status), expected);
    }

    #[test]
    fn requests_are_for_here_and_only_look() {
        check("GET /a%20b?x=1+2&y= HTTP/1.1\r\nHost: localhost:8017\r\n\r\n", Ok("/a b {\"x\": \"1 2\"}"));
        check("GET /%zz HTTP/1.1\r\nhost: 127.0.0.1:8017\r\n\r\n", Ok("/%zz {}"));
        check("POST / HTTP/1.1\r\nHost: localhost:8017\r\n\r\n", Err("405 Method Not Allowed"));
        check("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", Err("421 Misdirected Request"));
        check("GET / HTTP/1.1\r\n\r\n", Err("421 Misdirected Request"));
        check("GET x HTTP/1.1\r\nHost: localhost:8017\r\n\r\n", Err("400 Bad Request"));
        check("", Err("405 Method Not Allowed"));
    }
}
