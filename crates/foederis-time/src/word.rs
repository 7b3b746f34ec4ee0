//! A sentence cut into the pieces that time expressions are made of.
//!
//! The cut is this crate's own, finer than any tokenizer's (`mid-June`, `2024-06-19`, `1990s` and `19th` fall into
//! letters, digits and marks), so that the grammar does not depend on how the reader cuts words. Each piece knows the
//! token it lies in, with that token's part of speech where there is one.

use foederis_types::{EntityKind, Sentence, Span, Upos};

use crate::lexicon::{Tag, tag};

/// What a piece is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Letters,
    /// A whole number without commas.
    Digits,
    /// A number with commas or a decimal point: never part of a date.
    Amount,
    Mark,
}

/// One piece.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'a> {
    pub(crate) text: &'a str,
    pub(crate) lower: &'a str,
    pub(crate) start: usize,
    pub(crate) shape: Shape,
    pub(crate) tag: Tag,
    /// Nothing stands between it and the piece before.
    pub(crate) is_glued: bool,
    pub(crate) is_person: bool,
    pub(crate) upos: Option<Upos>,
    /// Penn tag of the token, `""` where there is none.
    pub(crate) xpos: &'static str,
}

/// The pieces of one sentence, in order.
pub(crate) struct Words<'a> {
    list: Vec<Word<'a>>,
    /// The sentence names somebody called May, so that a bare `May` is no month.
    pub(crate) has_surname_may: bool,
}

impl<'a> Words<'a> {
    /// Cuts `text`, whose first byte is byte `offset` of the report's part. `lower` is `text` in ASCII lower case.
    pub(crate) fn cut(text: &'a str, lower: &'a str, offset: usize) -> Words<'a> {
        let mut list: Vec<Word<'a>> = Vec::with_capacity(text.len() / 5 + 1);
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            let Some(shape) = shape_of(first) else {
                at += first.len_utf8();
                continue;
            };
            let (shape, end) = piece_end(text, at, shape);
            let is_glued = list.last().is_some_and(|word| word.end() == offset + at);
            list.push(Word::new(&text[at..end], &lower[at..end], offset + at, shape, is_glued));
            at = end;
        }
        let mut words = Words { list, has_surname_may: false };
        words.has_surname_may = (0..words.len()).any(|at| words.is_surname_may(at));
        words
    }

    /// Says whether `Theresa May`, `Mrs May`, `Mrs. May` ends here.
    fn is_surname_may(&self, at: usize) -> bool {
        const TITLES: &[&str] = &["theresa", "mrs", "ms", "mr", "minister", "president", "sir", "lady"];
        let before = if self.before(at, 1) == "." { self.before(at, 2) } else { self.before(at, 1) };
        self.is(at, "may") && self.is_capital(at) && TITLES.contains(&before)
    }

    /// Gives each piece the part of speech of its token, and marks those inside a person's name.
    pub(crate) fn tag_from(&mut self, sentence: &Sentence) {
        let mut token = 0;
        for word in &mut self.list {
            while sentence.tokens.get(token).is_some_and(|it| it.span.end() <= word.start) {
                token += 1;
            }
            if let Some(it) = sentence.tokens.get(token).filter(|it| it.span.start() < word.end()) {
                word.upos = Some(it.upos).filter(|&upos| upos != Upos::X);
                word.xpos = it.xpos;
                word.is_person = sentence.entities.iter().any(|entity| {
                    entity.kind == EntityKind::Person
                        && (entity.first as usize) <= token
                        && token < entity.end as usize
                });
            }
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    pub(crate) fn get(&self, at: usize) -> Option<&Word<'a>> {
        self.list.get(at)
    }

    /// Returns the piece in lower case, `""` outside the sentence. Curly apostrophes read as straight ones.
    pub(crate) fn low(&self, at: usize) -> &'a str {
        self.list.get(at).map_or("", |word| word.lower)
    }

    /// Returns the piece `n` before `at` in lower case, `""` outside the sentence.
    pub(crate) fn before(&self, at: usize, n: usize) -> &'a str {
        at.checked_sub(n).map_or("", |before| self.low(before))
    }

    pub(crate) fn tag(&self, at: usize) -> Tag {
        self.list.get(at).map_or(Tag::Other, |word| word.tag)
    }

    pub(crate) fn upos(&self, at: usize) -> Option<Upos> {
        self.list.get(at).and_then(|word| word.upos)
    }

    pub(crate) fn xpos(&self, at: usize) -> &'static str {
        self.list.get(at).map_or("", |word| word.xpos)
    }

    pub(crate) fn is(&self, at: usize, word: &str) -> bool {
        self.low(at) == word
    }

    pub(crate) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.low(at))
    }

    /// Says whether the pieces from `at` on are `words`.
    pub(crate) fn are(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(n, word)| self.is(at + n, word))
    }

    pub(crate) fn is_glued(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|word| word.is_glued)
    }

    pub(crate) fn is_capital(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|word| word.text.starts_with(char::is_uppercase))
    }

    pub(crate) fn is_person(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|word| word.is_person)
    }

    pub(crate) fn is_letters(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|word| word.shape == Shape::Letters)
    }

    pub(crate) fn is_hyphen(&self, at: usize) -> bool {
        self.is_any(at, &["-", "–", "—", "‑"])
    }

    /// Returns the value of a whole number in digits and how many digits it has; not where letters stand right before
    /// it (`Q3`, `M23`).
    pub(crate) fn digits(&self, at: usize) -> Option<(u32, usize)> {
        let is_in_code = self.is_glued(at) && self.is_letters(at.wrapping_sub(1));
        if is_in_code { None } else { self.code_digits(at) }
    }

    /// Returns the value of a whole number in digits, whatever stands before it.
    pub(crate) fn code_digits(&self, at: usize) -> Option<(u32, usize)> {
        let word = self.list.get(at).filter(|word| word.shape == Shape::Digits && word.text.len() <= 6)?;
        Some((word.text.parse().ok()?, word.text.len()))
    }

    /// Returns the span from the first byte of `first` to the last of the piece before `next`.
    pub(crate) fn span(&self, first: usize, next: usize) -> Option<Span> {
        let last = self.list.get(next.checked_sub(1)?)?;
        Span::from_offsets(self.list.get(first)?.start, last.end())
    }
}

impl<'a> Word<'a> {
    fn new(text: &'a str, lower: &'a str, start: usize, shape: Shape, is_glued: bool) -> Word<'a> {
        let lower = if lower == "’" { "'" } else { lower };
        let tag = if shape == Shape::Letters { tag(lower) } else { Tag::Other };
        Word { text, lower, start, shape, tag, is_glued, is_person: false, upos: None, xpos: "" }
    }

    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

fn shape_of(first: char) -> Option<Shape> {
    if first.is_whitespace() {
        None
    } else if first.is_ascii_digit() {
        Some(Shape::Digits)
    } else if first.is_alphanumeric() {
        Some(Shape::Letters)
    } else {
        Some(Shape::Mark)
    }
}

fn piece_end(text: &str, at: usize, shape: Shape) -> (Shape, usize) {
    let rest = &text[at..];
    let len = match shape {
        Shape::Mark => rest.chars().next().map_or(1, char::len_utf8),
        Shape::Letters => {
            rest.find(|c: char| c.is_ascii_digit() || !c.is_alphanumeric()).unwrap_or(rest.len())
        }
        Shape::Digits | Shape::Amount => return number_end(rest, at, is_inside_dotted(text, at)),
    };
    (shape, at + len)
}

/// Says whether a number and a stop stand right before, as in the middle of `19.6.2024`.
fn is_inside_dotted(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    at >= 2 && bytes[at - 1] == b'.' && bytes[at - 2].is_ascii_digit()
}

/// Takes `2,000` and `3.5` whole, so that no part of them is read as a day; `19.6.2024` falls into its numbers.
fn number_end(rest: &str, at: usize, is_inside_dotted: bool) -> (Shape, usize) {
    let bytes = rest.as_bytes();
    let run = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = run(0);
    let whole = end;
    while bytes.get(end) == Some(&b',') && run(end + 1) == 3 {
        end += 4;
    }
    if !is_inside_dotted && bytes.get(end) == Some(&b'.') && run(end + 1) > 0 {
        let after = end + 1 + run(end + 1);
        let is_dotted_date =
            bytes.get(after) == Some(&b'.') && bytes.get(after + 1).is_some_and(u8::is_ascii_digit);
        end = if is_dotted_date { end } else { after };
    }
    (if end == whole { Shape::Digits } else { Shape::Amount }, at + end)
}
