//! Runs `fixtures/questions.txt`: questions and answers that an analyst can read.

use foederis_pacts::{Answers, Chain, PactLibrary, Question, Reading, parse_events, what_if};
use foederis_types::Date;

/// Reads `? on DAY [as-of DAY]: words [chain WORD]` and the events below it.
fn ask(library: &PactLibrary, block: &str) -> Answers {
    let (head, rest) = block.split_once('\n').unwrap();
    let (asked, words) = head.split_once(':').unwrap();
    let mut days = asked.split_whitespace().filter_map(|word| word.parse::<Date>().ok());
    let events: Vec<&str> = rest.lines().filter(|line| !line.starts_with(['=', '-', '#'])).collect();
    let events = parse_events(&events.join("\n"), &|_, _| None).unwrap();
    let mut question = Question::new(events, days.next().unwrap());
    question.as_of = days.next();
    let chain = words.split("chain ").nth(1).and_then(|word| Chain::parse(word.trim()));
    question.chain = chain.unwrap_or(Chain::None);
    what_if(library, &question).unwrap()
}

fn labels(answers: &Answers, cells: &[&str]) -> String {
    let fits = answers.rows.iter().filter(|row| {
        [row.debtor.as_str(), row.kind.as_str(), row.toward.as_str(), row.against.as_str()] == cells[..4]
    });
    let best = fits.max_by_key(|row| (row.strict.truth, row.formal.truth));
    let both =
        |row: &foederis_pacts::AnswerRow| [Reading::Strict, Reading::Formal].map(|r| row.label(r).as_str());
    best.map_or_else(|| "nothing".to_owned(), |row| both(row).join(" "))
}

#[test]
fn every_question_has_its_answer() {
    let library = PactLibrary::embedded().unwrap();
    let text = include_str!("fixtures/questions.txt");
    let mut wrong = Vec::new();
    let mut n_lines = 0;
    for block in text.split("\n? ").skip(1) {
        let answers = ask(&library, block);
        for line in block.lines().filter(|line| line.starts_with(['=', '-'])) {
            let cells: Vec<&str> = line[1..].split_whitespace().collect();
            let told = labels(&answers, &cells);
            let is_no = ["nothing", "NOT_BOUND NOT_BOUND", "NO_BREACH NO_BREACH"].contains(&told.as_str());
            let is_right = if line.starts_with('=') { told == cells[4..].join(" ") } else { is_no };
            n_lines += 1;
            if !is_right {
                wrong.push(format!("{}\n    {line}: {told}", block.lines().next().unwrap()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {n_lines}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(n_lines > 70);
}
