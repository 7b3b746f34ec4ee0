//! Rules as data: which words make which event, who acts in them and on whom.
//!
//! A rule file is lines. `class NAME: words` names a set of dictionary forms. `rule ID` opens a rule; its indented
//! lines are:
//!
//! | line | meaning |
//! |---|---|
//! | `event TYPE CAMEO [mode=M] [context...]` | PLOVER type (`-` for none) and CAMEO code |
//! | `verbs w w~up w+for w~out+at =ws` | triggering verbs; `~` a particle, `+` a preposition or adverb that must be there, `=` this very form |
//! | `nouns w w+on` | triggering nouns |
//! | `need SLOT words` | the slot must hold one of the words or classes |
//! | `not SLOT words` | the slot must not |
//! | `when SLOT words -> TYPE CAMEO [mode=M] [context...]` | a finer reading; first that fits wins |
//! | `actor SLOT...`, `recipient SLOT...` | where to look for them, best first |
//! | `mutual` | all sides are actors, no recipient |
//! | `of-actor` | behind the noun, "of" names the actor and not the thing acted on |
//! | `complement derive`, `complement content`, `complement consume` | what becomes of a clause below it |
//! | `status S` | what it does to a pact |
//! | `takes "sentence" TYPE CAMEO A+B > C`, `leaves "sentence"` | its own tests |
//!
//! `@class` stands for a class's words, `%vehicle` for a noun of that kind (see `nouns`). Some classes are told by the
//! sentence and not by a list of words: `@any` (anything), `@party`, `@pair` (two parties or more), `@people` (a person, a
//! nationality, an office), `@bloc` (an organisation of states), `@self` (whoever is of the subject's own side), `@denied`
//! (a clause with "not"), `@would` (one with "will" or "would"), `@wished` ("that Chad withdraw", "that Chad must": no clause that tells), `@deed` (a noun
//! that tells a deed: "the seizure of a ship"), `@counted` (a number, or a noun with one), `@place` (a place by name), `@pact-text` (the text of a pact, its articles), `@ratifying` (a paper that ratifies).
//!
//! Slots: `subject`, `object`, `iobj`, `poss`, `adj`, `complement` and `xcomp` (the clause below), `that` (who acts in
//! it), `negation` (a "not", which then is the rule's own and denies nothing), `teller` (who says the clause),
//! `whereabouts` (where whoever the noun names is said to be), `light` (the verb that carries a noun), `dative` (whom
//! something is given to, told with or without a preposition)
//! and any preposition.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use foederis_types::{Event, PactStatus};

use crate::nouns;

/// Classes that the sentence tells and no list of words.
pub(crate) const OPEN_CLASSES: [&str; 14] = [
    "any",
    "party",
    "pair",
    "people",
    "self",
    "denied",
    "wished",
    "would",
    "deed",
    "counted",
    "place",
    "pact-text",
    "pact-itself",
    "ratifying",
];

/// What is wrong with a rule file.
#[derive(Debug, thiserror::Error)]
#[error("cannot read rules `{file}`, line {line}: {what}")]
pub struct RuleError {
    /// The file's name as given.
    pub file: String,
    /// 1-based line.
    pub line: usize,
    /// What is wrong, with the value.
    pub what: String,
}

/// All rules and word classes, ready to be matched.
#[derive(Debug, Default)]
pub struct Rules {
    pub(crate) rules: Vec<Rule>,
    pub(crate) classes: BTreeMap<String, BTreeSet<String>>,
    /// By dictionary form, and by `=form` where a rule asks for the very form. Only looked up, never walked through.
    words: FxHashMap<String, Uses>,
}

/// What rules and classes do with one word.
#[derive(Debug, Default)]
struct Uses {
    classes: Vec<String>,
    /// The rules it triggers as a verb, in order.
    verbs: Vec<usize>,
    /// The rules it triggers as a noun, in order.
    nouns: Vec<usize>,
}

#[derive(Debug, Default, Clone)]
pub(crate) struct Rule {
    pub(crate) id: String,
    pub(crate) reading: Reading,
    pub(crate) triggers: Vec<Trigger>,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) finer: Vec<(Condition, Reading)>,
    pub(crate) actor: Vec<String>,
    pub(crate) recipient: Vec<String>,
    pub(crate) is_mutual: bool,
    pub(crate) is_of_actor: bool,
    pub(crate) complement: Complement,
    pub(crate) status: Option<PactStatus>,
    pub(crate) examples: Vec<Example>,
}

/// PLOVER type, CAMEO code, mode and contexts.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) event: Option<Event>,
    pub(crate) cameo: Option<String>,
    pub(crate) mode: Option<String>,
    pub(crate) contexts: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trigger {
    pub(crate) lemma: String,
    pub(crate) with: Option<With>,
    pub(crate) is_noun: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum With {
    Particle(String),
    Preposition(String),
    /// "hit~out+at".
    Both(String, String),
}

#[derive(Debug, Clone)]
pub(crate) struct Condition {
    pub(crate) slot: String,
    pub(crate) words: Vec<String>,
    pub(crate) is_wanted: bool,
}

/// What becomes of a clause below the trigger.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Complement {
    /// Nothing special: it is coded by itself.
    #[default]
    Free,
    /// It deepens the code, and is no claim of its own (`agree to send`).
    Derive,
    /// It is a claim of its own, certain for the actor (`accuse of shelling`).
    Content,
    /// It is no claim of its own.
    Consume,
}

/// One of a rule's own test sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The rule's id.
    pub rule: String,
    /// The sentence.
    pub text: String,
    /// `TYPE CAMEO A+B > C` for one to take; `None` for one to leave.
    pub expected: Option<String>,
}

impl Rules {
    /// Reads rule files, given as (name, content) in the order in which earlier rules win ties.
    ///
    /// # Errors
    /// The first line that cannot be read, with file and line.
    pub fn parse<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Rules, RuleError> {
        let mut rules = Rules::default();
        for (file, content) in files {
            FileParser { rules: &mut rules, file, open: None, class: None }.parse(content)?;
        }
        rules.index();
        Ok(rules)
    }

    /// The rules that ship with the program.
    ///
    /// # Panics
    /// Never: a test reads them.
    pub fn embedded() -> Rules {
        Rules::parse(EMBEDDED.iter().copied()).expect("the shipped rules are read by a test")
    }

    /// The rules that ship with the program, and before them a user's own, given as (name, content): they win ties, one
    /// of the same name takes the shipped one's place, and a class of the same name gets more words.
    ///
    /// # Errors
    /// The first line that cannot be read, with file and line.
    pub fn embedded_with<'a>(own: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Rules, RuleError> {
        let mut own = own.into_iter().peekable();
        if own.peek().is_none() {
            return Ok(Rules::embedded());
        }
        let classes = EMBEDDED.iter().take(1).copied();
        let mut rules = Rules::parse(classes.chain(own))?;
        let more = Rules::parse(EMBEDDED.iter().copied())?;
        for (name, words) in more.classes {
            rules.classes.entry(name).or_default().extend(words);
        }
        let is_taken = |id: &String, rules: &[Rule]| rules.iter().any(|rule| rule.id == *id);
        for rule in more.rules {
            if !is_taken(&rule.id, &rules.rules) {
                rules.rules.push(rule);
            }
        }
        rules.index();
        Ok(rules)
    }

    /// Returns the shipped rule files, as name and text.
    pub fn embedded_files() -> &'static [(&'static str, &'static str)] {
        EMBEDDED
    }

    /// Every rule's own test sentences, in file order.
    pub fn examples(&self) -> Vec<Example> {
        self.rules.iter().flat_map(|rule| rule.examples.iter().cloned()).collect()
    }

    /// Says whether a rule is triggered by this dictionary form or a class holds it.
    pub(crate) fn knows(&self, lemma: &str) -> bool {
        self.words.contains_key(lemma)
    }

    fn index(&mut self) {
        self.words.clear();
        for (class, words) in &self.classes {
            for word in words {
                self.words.entry(word.clone()).or_default().classes.push(class.clone());
            }
        }
        for (idx, rule) in self.rules.iter().enumerate() {
            for trigger in &rule.triggers {
                let uses = self.words.entry(trigger.lemma.clone()).or_default();
                let ids = if trigger.is_noun { &mut uses.nouns } else { &mut uses.verbs };
                if ids.last() != Some(&idx) {
                    ids.push(idx);
                }
            }
        }
    }

    /// Rules that a word may trigger, by its dictionary form or, written `=form`, by the form itself.
    pub(crate) fn candidates(&self, lemma: &str, form: &str, is_noun: bool) -> impl Iterator<Item = &Rule> {
        let by_form = self.words.get(&format!("={}", form.to_lowercase()));
        let uses = self.words.get(lemma).into_iter().chain(by_form);
        let ids = uses.flat_map(move |uses| if is_noun { &uses.nouns } else { &uses.verbs });
        ids.filter_map(|&idx| self.rules.get(idx))
    }

    pub(crate) fn in_class(&self, class: &str, lemma: &str) -> bool {
        self.words.get(lemma).is_some_and(|uses| uses.classes.iter().any(|known| known == class))
    }
}

/// The shipped rule files, in order.
const EMBEDDED: &[(&str, &str)] = &[
    ("classes.rules", include_str!("../../../rules/classes.rules")),
    ("pacts.rules", include_str!("../../../rules/pacts.rules")),
    ("verbal.rules", include_str!("../../../rules/verbal.rules")),
    ("cooperation.rules", include_str!("../../../rules/cooperation.rules")),
    ("conflict.rules", include_str!("../../../rules/conflict.rules")),
];

struct FileParser<'r, 'f> {
    rules: &'r mut Rules,
    file: &'f str,
    open: Option<Rule>,
    class: Option<String>,
}

impl FileParser<'_, '_> {
    fn parse(mut self, content: &str) -> Result<(), RuleError> {
        for (number, line) in content.lines().enumerate() {
            let line = line.split(" #").next().unwrap_or("");
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            self.line(line).map_err(|what| RuleError {
                file: self.file.to_owned(),
                line: number + 1,
                what,
            })?;
        }
        self.close().map_err(|what| RuleError {
            file: self.file.to_owned(),
            line: content.lines().count(),
            what,
        })
    }

    fn line(&mut self, line: &str) -> Result<(), String> {
        if let Some(rest) = line.strip_prefix("class ") {
            self.close()?;
            let (name, words) = rest.split_once(':').ok_or("`class NAME: words` needs a colon")?;
            self.class = Some(name.trim().to_owned());
            self.add_to_class(words);
            return Ok(());
        }
        if let Some(id) = line.strip_prefix("rule ") {
            self.close()?;
            let id = id.trim().to_owned();
            if self.rules.rules.iter().any(|rule| rule.id == id) {
                return Err(format!("rule `{id}` stands twice"));
            }
            self.open = Some(Rule { id, ..Rule::default() });
            return Ok(());
        }
        if !line.starts_with(' ') {
            return Err(format!("`{line}` is neither `class`, `rule` nor an indented line"));
        }
        match (&mut self.open, &self.class) {
            (Some(rule), _) => rule_line(rule, line.trim()),
            (None, Some(_)) => {
                self.add_to_class(line);
                Ok(())
            }
            (None, None) => Err("an indented line before any `class` or `rule`".to_owned()),
        }
    }

    fn add_to_class(&mut self, words: &str) {
        let Some(name) = &self.class else { return };
        let mut found: BTreeSet<String> = BTreeSet::new();
        for word in words.split_whitespace() {
            match word.strip_prefix('@') {
                Some(other) => found.extend(self.rules.classes.get(other).cloned().unwrap_or_default()),
                None => {
                    found.insert(word.to_owned());
                }
            }
        }
        self.rules.classes.entry(name.clone()).or_default().extend(found);
    }

    fn close(&mut self) -> Result<(), String> {
        self.class = None;
        let Some(rule) = self.open.take() else { return Ok(()) };
        if rule.triggers.is_empty() {
            return Err(format!("rule `{}` has neither `verbs` nor `nouns`", rule.id));
        }
        let conditions = rule.conditions.iter().chain(rule.finer.iter().map(|(condition, _)| condition));
        for word in conditions.flat_map(|condition| &condition.words) {
            if let Some(kind) = word.strip_prefix('%').filter(|kind| !nouns::is_kind(kind)) {
                return Err(format!("rule `{}` names `%{kind}`, which is no kind of thing", rule.id));
            }
            let Some(class) = word.strip_prefix('@') else { continue };
            if !OPEN_CLASSES.contains(&class) && !self.rules.classes.contains_key(class) {
                return Err(format!("rule `{}` names class `@{class}`, which no file has", rule.id));
            }
        }
        self.rules.rules.push(rule);
        Ok(())
    }
}

fn rule_line(rule: &mut Rule, line: &str) -> Result<(), String> {
    let (key, rest) = line.split_once(' ').unwrap_or((line, ""));
    match key {
        "event" => rule.reading = reading(rest)?,
        "verbs" => rule.triggers.extend(rest.split_whitespace().map(|word| trigger(word, false))),
        "nouns" => rule.triggers.extend(rest.split_whitespace().map(|word| trigger(word, true))),
        "need" => rule.conditions.push(condition(rest, true)?),
        "not" => rule.conditions.push(condition(rest, false)?),
        "when" => rule.finer.push(finer(rest)?),
        "actor" => rule.actor = words(rest),
        "recipient" => rule.recipient = words(rest),
        "mutual" => rule.is_mutual = true,
        "of-actor" => rule.is_of_actor = true,
        "complement" => rule.complement = complement(rest)?,
        "status" => {
            let status =
                PactStatus::parse(rest.trim()).ok_or_else(|| format!("`{rest}` is no pact status"))?;
            rule.status = Some(status);
        }
        "takes" | "leaves" => rule.examples.push(example(&rule.id, key == "takes", rest)?),
        _ => return Err(format!("`{key}` is no line of a rule")),
    }
    Ok(())
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(|word| word.replace('_', " ")).collect()
}

fn reading(text: &str) -> Result<Reading, String> {
    let mut parts = text.split_whitespace();
    let event = match parts.next() {
        Some("-") => None,
        Some(name) => Some(Event::parse(name).ok_or_else(|| format!("`{name}` is no PLOVER type"))?),
        None => return Err("an event needs a type and a CAMEO code".to_owned()),
    };
    let cameo = match parts.next() {
        Some("-") | None => None,
        Some(code) if code.len() <= 4 && code.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(code.to_owned())
        }
        Some(code) => return Err(format!("`{code}` is no CAMEO code")),
    };
    let mut reading = Reading { event, cameo, ..Reading::default() };
    for part in parts {
        match part.strip_prefix("mode=") {
            Some(mode) => reading.mode = Some(mode.to_owned()),
            None => reading.contexts.push(part.to_owned()),
        }
    }
    reading.contexts.sort();
    Ok(reading)
}

fn trigger(word: &str, is_noun: bool) -> Trigger {
    let (lemma, with) = if let Some((lemma, particle)) = word.split_once('~') {
        let with = match particle.split_once('+') {
            Some((particle, preposition)) => With::Both(particle.to_owned(), preposition.replace('_', " ")),
            None => With::Particle(particle.to_owned()),
        };
        (lemma, Some(with))
    } else if let Some((lemma, preposition)) = word.split_once('+') {
        (lemma, Some(With::Preposition(preposition.replace('_', " "))))
    } else {
        (word, None)
    };
    Trigger { lemma: lemma.to_owned(), with, is_noun }
}

fn condition(text: &str, is_wanted: bool) -> Result<Condition, String> {
    let mut parts = words(text).into_iter();
    let slot = parts.next().ok_or("a condition needs a slot")?;
    let words: Vec<String> = parts.collect();
    if words.is_empty() {
        return Err(format!("condition on `{slot}` names no word"));
    }
    Ok(Condition { slot, words, is_wanted })
}

fn finer(text: &str) -> Result<(Condition, Reading), String> {
    let (left, right) = text.split_once("->").ok_or("`when` needs `-> TYPE CAMEO`")?;
    Ok((condition(left, true)?, reading(right)?))
}

fn complement(text: &str) -> Result<Complement, String> {
    match text.trim() {
        "derive" => Ok(Complement::Derive),
        "content" => Ok(Complement::Content),
        "consume" => Ok(Complement::Consume),
        other => Err(format!("`{other}` is none of derive, content, consume")),
    }
}

fn example(rule: &str, is_taken: bool, rest: &str) -> Result<Example, String> {
    let body = rest.trim().strip_prefix('"').ok_or("a test sentence stands in double quotes")?;
    let (text, expected) = body.rsplit_once('"').ok_or("a test sentence needs its closing quote")?;
    let expected = expected.trim();
    if is_taken == expected.is_empty() {
        return Err("`takes` needs what is expected behind the sentence, `leaves` needs nothing".to_owned());
    }
    Ok(Example {
        rule: rule.to_owned(),
        text: text.to_owned(),
        expected: is_taken.then(|| expected.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_error(content: &str, expected: &str) {
        let error = Rules::parse([("my.rules", content)]).expect_err("must not be read");
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn shipped_rules_can_be_read() {
        let rules = Rules::embedded();
        assert!(rules.rules.len() > 100, "{} rules", rules.rules.len());
        assert!(rules.in_class("weapon", "missile"));
    }

    #[test]
    fn a_bad_line_is_named() {
        check_error(
            "rule a/b\n  event GIVE 070\n",
            "cannot read rules `my.rules`, line 2: `GIVE` is no PLOVER type",
        );
        check_error(
            "rule a/b\n  sing loudly\n",
            "cannot read rules `my.rules`, line 2: `sing` is no line of a rule",
        );
        check_error(
            "rule a/b\n  verbs give\n  need object @nowhere\n",
            "cannot read rules `my.rules`, line 3: rule `a/b` names class `@nowhere`, which no file has",
        );
        check_error(
            "  verbs give\n",
            "cannot read rules `my.rules`, line 1: an indented line before any `class` or `rule`",
        );
    }

    #[test]
    fn every_rule_file_line_is_used() {
        let rules = Rules::parse([(
            "my.rules",
            "class gift: tent\nrule a/b\n  event AID 070\n  verbs hand~over\n  need object @gift\n",
        )])
        .expect("good rules");
        assert_eq!(rules.candidates("hand", "handed", false).count(), 1);
        assert_eq!(rules.candidates("hand", "hand", true).count(), 0);
    }
}
