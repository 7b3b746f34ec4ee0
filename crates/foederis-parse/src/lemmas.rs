//! Dictionary forms from tables: (form, tag) to lemma, else the longest suffix with a rule.
//!
//! The table is text in the model file: lines `form, tag, lemma`, then lines `suffix, tag, cut, add`, tab-separated.
//! Forms are lower-cased except proper nouns (NNP, NNPS). Must not know sentences.

use crate::ModelError;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::HashMap;

const SUFFIX_CHARS_MAX: usize = 5;

/// The tables, by tag.
pub(crate) struct Lemmas {
    by_tag: Vec<Table>,
}

#[derive(Default)]
struct Table {
    is_proper: bool,
    /// Says whether the tag is of nouns, verbs or adjectives.
    is_open: bool,
    forms: FxHashMap<Box<str>, Box<str>>,
    suffixes: FxHashMap<Box<str>, Rule>,
}

/// Cut so many characters off the end, then add.
struct Rule {
    cut: usize,
    add: Box<str>,
}

impl Lemmas {
    /// Reads the table; lines of tags that are not in `tags` are passed over.
    pub(crate) fn read(text: &str, tags: &[String]) -> Result<Lemmas, ModelError> {
        let by_name: HashMap<&str, usize> =
            tags.iter().enumerate().map(|(i, tag)| (tag.as_str(), i)).collect();
        let table = |tag: &String| Table {
            is_proper: tag == "NNP" || tag == "NNPS",
            is_open: ["NN", "VB", "JJ"].iter().any(|open| tag.starts_with(open)),
            ..Table::default()
        };
        let mut by_tag: Vec<Table> = tags.iter().map(table).collect();
        for (at, line) in text.lines().enumerate() {
            let tag = line.split('\t').nth(1).and_then(|tag| by_name.get(tag));
            let is_read = match tag {
                Some(&tag) => by_tag[tag].add(line).is_some(),
                None => line.is_empty() || line.contains('\t'),
            };
            if !is_read {
                return Err(ModelError::Table { table: "lemmas", line: at + 1, text: line.to_owned() });
            }
        }
        Ok(Lemmas { by_tag })
    }

    /// Returns the lemma of a form; never empty for a form that is not.
    pub(crate) fn lemma(&self, form: &str, tag: usize) -> String {
        match self.by_tag.get(tag) {
            Some(table) => table.lemma(form),
            None => form.to_lowercase(),
        }
    }

    /// Returns the lemmas of a form as a noun, verb or adjective of any kind, each once.
    pub(crate) fn lemmas_of(&self, form: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for lemma in self.by_tag.iter().filter(|table| table.is_open).map(|table| table.lemma(form)) {
            if !found.contains(&lemma) {
                found.push(lemma);
            }
        }
        found
    }
}

impl Table {
    fn add(&mut self, line: &str) -> Option<()> {
        let mut fields = line.split('\t');
        let (form, _, third) = (fields.next()?, fields.next()?, fields.next()?);
        match fields.next() {
            Some(add) => {
                let rule = Rule { cut: third.parse().ok()?, add: add.into() };
                self.suffixes.insert(form.into(), rule);
            }
            None => {
                self.forms.insert(form.into(), third.into());
            }
        }
        Some(())
    }

    fn lemma(&self, form: &str) -> String {
        let form = if self.is_proper { Cow::Borrowed(form) } else { Cow::Owned(form.to_lowercase()) };
        match self.forms.get(form.as_ref()) {
            Some(lemma) => lemma.to_string(),
            None => self.by_suffix(&form).unwrap_or_else(|| form.into_owned()),
        }
    }

    fn by_suffix(&self, form: &str) -> Option<String> {
        let n_chars = form.chars().count();
        let suffix_from = |chars: usize| if chars == 0 { form.len() } else { nth_from_end(form, chars) };
        (0..=SUFFIX_CHARS_MAX.min(n_chars.saturating_sub(1))).rev().find_map(|chars| {
            let suffix = &form[suffix_from(chars)..];
            let rule = match self.is_proper {
                true => self.suffixes.get(suffix.to_lowercase().as_str()),
                false => self.suffixes.get(suffix),
            };
            rule.filter(|rule| rule.cut < n_chars)
                .map(|rule| format!("{}{}", &form[..suffix_from(rule.cut)], rule.add))
        })
    }
}

/// Returns where the last `chars` characters begin.
fn nth_from_end(text: &str, chars: usize) -> usize {
    text.char_indices().rev().nth(chars - 1).map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(form: &str, tag: &str, lemma: &str) {
        let tags = ["VBD", "NNS", "NNP"].map(str::to_owned);
        let table = "went\tVBD\tgo\ned\tVBD\t2\t\nied\tVBD\t3\ty\ns\tNNS\t1\t\n\tNNP\t0\t\nX\tJJ\ty\n";
        let lemmas = Lemmas::read(table, &tags).unwrap();
        assert_eq!(lemmas.lemma(form, tags.iter().position(|t| t == tag).unwrap()), lemma);
    }

    #[test]
    fn forms_win_over_suffixes_and_long_suffixes_over_short_ones() {
        check("Went", "VBD", "go");
        check("signed", "VBD", "sign");
        check("denied", "VBD", "deny");
    }

    #[test]
    fn a_form_without_a_rule_is_its_own_lemma() {
        check("BROKE", "VBD", "broke");
        check("Moscow", "NNP", "Moscow");
    }

    #[test]
    fn a_form_has_a_lemma_for_each_part_of_speech() {
        let tags = ["VBD", "NNS", "IN"].map(str::to_owned);
        let lemmas = Lemmas::read("ed\tVBD\t2\t\ns\tNNS\t1\t\nled\tIN\tx\n", &tags).unwrap();
        assert_eq!(lemmas.lemmas_of("led"), ["l", "led"]);
    }

    #[test]
    fn a_rule_never_eats_the_whole_form() {
        check("s", "NNS", "s");
        check("ed", "VBD", "ed");
        check("é", "NNS", "é");
    }

    #[test]
    fn a_line_without_tabs_is_refused() {
        let error = Lemmas::read("go", &[]).err().unwrap();
        assert_eq!(error.to_string(), "the model's `lemmas`, line 1: `go` cannot be read");
    }
}
