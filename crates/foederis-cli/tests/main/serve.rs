//! The web pages: the views, linked to sentences, for this machine only.

use crate::run::{foederis, root};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

struct Server {
    child: Child,
    port: u16,
    _folder: tempfile::TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn serve() -> Server {
    let folder = tempfile::tempdir().unwrap();
    let example = root().join("examples/pact");
    assert_eq!(foederis(folder.path(), &["read", "--quiet", &example.to_string_lossy()]).code, 0);
    let mut child = Command::new(env!("CARGO_BIN_EXE_foederis"))
        .args(["serve", "--port", "0"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let port = line.trim().trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
    Server { child, port, _folder: folder }
}

fn get(server: &Server, path: &str, host: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn pages_show_the_views_and_lead_to_sentences() {
    let server = serve();
    let host = format!("127.0.0.1:{}", server.port);
    let brief = get(&server, "/", &host);
    assert!(brief.starts_with("HTTP/1.1 200 OK\r\n"), "{brief}");
    assert!(brief.contains("Content-Security-Policy: default-src 'none'"), "{brief}");
    assert!(!brief.contains("<script"), "{brief}");
    let link = brief
        .split("href=\"/report/")
        .skip(1)
        .find_map(|rest| rest.split('"').next().filter(|to| to.contains("#s")));
    let (report, sentence) = link.expect("a link to a sentence").split_once('#').unwrap();
    let page = get(&server, &format!("/report/{report}"), &host);
    assert!(page.contains(&format!("<li id=\"{sentence}\"")), "{page}");
    let answer = get(&server, "/what-if?event=Argentina+attacks+Iceland&on=2026-03-06", &host);
    assert!(answer.contains("Uruguay may be bound to aid Iceland"), "{answer}");
    for path in ["/compare", "/timeline", "/actors", "/pacts", "/events", "/search?words=patrol"] {
        assert!(get(&server, path, &host).starts_with("HTTP/1.1 200 OK\r\n"), "{path}");
    }
    let bad = get(&server, "/what-if?event=%3Cb%3E+attacks+Iceland&on=2026-03-06", &host);
    assert!(bad.starts_with("HTTP/1.1 400 ") && bad.contains("`&lt;b&gt;` is no state known here"), "{bad}");
    assert!(get(&server, "/nothing", &host).starts_with("HTTP/1.1 404 "));
    assert!(get(&server, "/", "evil.example").starts_with("HTTP/1.1 421 "));
}
