//! What is found in a treebank's sentences, with its own words and tags.

use foederis_time::{TimeExpression, find};
use foederis_types::{Date, Sentence, Upos};

use crate::{read, tokens};

/// Prints each sentence of CoNLL-U files in which something is found, with what is found.
pub(crate) fn show(paths: &[&str]) -> Result<(), String> {
    let published = Some(Date::constant(2024, 6, 20));
    for path in paths {
        for block in read(path)?.split("\n\n") {
            let Some(text) = block.lines().find_map(|line| line.strip_prefix("# text = ")) else { continue };
            let Some(sentence) = sentence(text, block) else { continue };
            let found = find(&sentence, text, published, None);
            if !found.is_empty() {
                println!("{text}");
            }
            for it in &found {
                println!("    {}", shown(it, &sentence, text));
            }
        }
    }
    Ok(())
}

fn shown(it: &TimeExpression, sentence: &Sentence, text: &str) -> String {
    let word = |token: Option<u32>| {
        token.and_then(|token| sentence.tokens.get(token as usize)).map_or("-", |token| token.span.of(text))
    };
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    format!(
        "{} = {} {}..{} {:?} governor {} modifies {}",
        it.span.of(text),
        it.kind.as_str(),
        day(it.from),
        day(it.to),
        it.tense,
        word(it.governor(sentence)),
        word(it.modifies)
    )
}

fn sentence(text: &str, block: &str) -> Option<Sentence> {
    let rows: Vec<Vec<&str>> = block
        .lines()
        .filter(|line| line.starts_with(|letter: char| letter.is_ascii_digit()))
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .filter(|row| row.len() == 10 && row[0].parse::<u32>().is_ok())
        .collect();
    let mut at = 0;
    let mut places = Vec::new();
    for row in &rows {
        let start = at + text.get(at..)?.find(row[1])?;
        at = start + row[1].len();
        places.push((start, at));
    }
    let mut sentence = tokens::sentence(&places)?;
    for (token, row) in sentence.tokens.iter_mut().zip(&rows) {
        token.upos = Upos::parse(row[3]).unwrap_or(Upos::X);
        token.xpos = ["VBD", "VBN", "VB", "VBZ", "VBP", "VBG", "MD"]
            .into_iter()
            .find(|tag| *tag == row[4])
            .unwrap_or("_");
        token.head = row[6].parse::<u32>().ok().and_then(|head| head.checked_sub(1));
        token.relation = foederis_types::Relation::parse(row[7]).unwrap_or(foederis_types::Relation::Dep);
    }
    Some(sentence)
}
