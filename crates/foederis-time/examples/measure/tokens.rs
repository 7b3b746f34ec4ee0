//! Words without parts of speech, so that the crate is measured without a reader.

use foederis_types::{BlockKind, Depth, Part, Relation, Sentence, Span, Token, Upos};

/// Makes a flat sentence of words at the given bytes.
pub(crate) fn sentence(words: &[(usize, usize)]) -> Option<Sentence> {
    let token = |(index, &(start, end)): (usize, &(usize, usize))| {
        Some(Token {
            span: Span::from_offsets(start, end)?,
            lemma: String::new(),
            upos: Upos::X,
            xpos: "",
            head: (index > 0).then_some(0),
            relation: if index > 0 { Relation::Dep } else { Relation::Root },
        })
    };
    let tokens: Vec<Token> = words.iter().enumerate().filter_map(token).collect();
    let span = Span::from_offsets(tokens.first()?.span.start(), tokens.last()?.span.end())?;
    let (part, block) = (Part::Text, BlockKind::Body);
    Some(Sentence { part, span, block, paragraph: 0, tokens, entities: Vec::new(), depth: Depth::Whole })
}

/// Cuts at white space and around punctuation.
pub(crate) fn cut(text: &str) -> Vec<(usize, usize)> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut was_word = false;
    for (at, letter) in text.char_indices() {
        let is_word = letter.is_alphanumeric();
        match words.last_mut() {
            Some(last) if is_word && was_word && last.1 == at => last.1 = at + letter.len_utf8(),
            _ if !letter.is_whitespace() => words.push((at, at + letter.len_utf8())),
            _ => {}
        }
        was_word = is_word;
    }
    words
}
