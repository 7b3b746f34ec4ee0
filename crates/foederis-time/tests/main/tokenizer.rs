//! A stand-in for the reader: cuts words at white space and punctuation, guesses a part of speech for a few.

use foederis_types::{BlockKind, Part, Relation, Sentence, Span, Token, Upos};

/// Makes a sentence of `text`, flat: every word hangs from the first.
pub(crate) fn sentence(text: &str) -> Option<Sentence> {
    let tokens: Vec<Token> = pieces(text)
        .into_iter()
        .enumerate()
        .filter_map(|(index, (start, end))| {
            let word = &text[start..end];
            Some(Token {
                span: Span::from_offsets(start, end)?,
                lemma: word.to_lowercase(),
                upos: upos(word),
                xpos: "",
                head: (index > 0).then_some(0),
                relation: if index > 0 { Relation::Dep } else { Relation::Root },
            })
        })
        .collect();
    let span = Span::from_offsets(tokens.first()?.span.start(), tokens.last()?.span.end())?;
    Some(Sentence {
        part: Part::Text,
        span,
        block: BlockKind::Body,
        paragraph: 0,
        tokens,
        entities: Vec::new(),
        depth: foederis_types::Depth::Whole,
    })
}

fn pieces(text: &str) -> Vec<(usize, usize)> {
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    let mut was_word = false;
    for (at, letter) in text.char_indices() {
        let is_word = letter.is_alphanumeric();
        match pieces.last_mut() {
            Some(last) if is_word && was_word && last.1 == at => last.1 = at + letter.len_utf8(),
            _ if !letter.is_whitespace() => pieces.push((at, at + letter.len_utf8())),
            _ => {}
        }
        was_word = is_word;
    }
    pieces
}

fn upos(word: &str) -> Upos {
    match word {
        "," | "." | ";" | "-" | "(" | ")" | "'" => Upos::Punct,
        "will" | "may" | "is" | "are" | "was" | "were" | "has" | "have" | "had" | "must" => Upos::Aux,
        "the" | "The" | "a" | "A" => Upos::Det,
        "on" | "in" | "by" | "of" | "from" | "at" => Upos::Adp,
        _ => Upos::X,
    }
}
