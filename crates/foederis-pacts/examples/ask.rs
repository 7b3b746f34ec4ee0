//! Asks the embedded pacts: `ask "KOR attacks PRK" 2025-06-01 [full|expected] [json]`.
#![expect(clippy::print_stdout, reason = "an example prints")]

use foederis_pacts::{AnswersView, Chain, PactLibrary, Question, parse_events, tell, what_if};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [events, day, rest @ ..] = words.as_slice() else { return Err("events and a day are needed".into()) };
    let library = PactLibrary::embedded().map_err(|faults| faults[0].clone())?;
    let mut question = Question::new(parse_events(events, &|_, _| None)?, day.parse()?);
    question.chain = rest.iter().find_map(|word| Chain::parse(word)).unwrap_or(Chain::None);
    let answers = what_if(&library, &question)?;
    if rest.iter().any(|word| word == "json") {
        println!("{}", serde_json::to_string_pretty(&AnswersView::of(&library, &answers))?);
    } else {
        println!("{}", tell(&library, &answers, None));
    }
    Ok(())
}
