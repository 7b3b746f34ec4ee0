//! The ledger in other tools' forms: a graph, entities, hypotheses with their evidence, a bibliography.
//!
//! Each is text made of views, so each row leads back to its report and sentence. What a form cannot hold is said in
//! `docs/exports.md`.

mod bibliography;
mod entities;
mod graph;
mod hypotheses;

pub use bibliography::bibtex;
pub use entities::follow_the_money;
pub use graph::graphml;
pub use hypotheses::hypotheses;

/// Puts the marks of XML aside and drops what XML 1.0 cannot hold: reports are hostile input.
pub(crate) fn xml(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '"' => safe.push_str("&quot;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    #[test]
    fn marks_become_words_and_control_letters_go() {
        assert_eq!(super::xml("a<b>&\"c\"\u{1}\n"), "a&lt;b&gt;&amp;&quot;c&quot; ");
    }
}
