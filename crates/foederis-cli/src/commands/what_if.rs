//! `foederis what-if` and `foederis why-not`: who would be bound, and why not.

use super::views::{json, text};
use crate::args::{
    ChainChoice, Common, Question as QuestionArgs, ReadingChoice, ViewFormat, WhatIfArgs, WhyNotArgs,
};
use crate::failure::{Failure, Outcome};
use crate::own_files;
use crate::pact_files;
use crate::printer::Printer;
use crate::session::Session;
use foederis::obligations::{
    self, Answers, AnswersView, Chain, LearnedPact, PactLibrary, Question, QuestionError, Reading, WhyNotView,
};
use foederis::views::wrapped;
use foederis::{ActorCode, Date, Names};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Runs `what-if`.
pub(crate) fn run(args: &WhatIfArgs, common: &Common, printer: &mut Printer) -> Result<Outcome, Failure> {
    let (library, answers, _) = answer(&args.event.join(" "), &args.question, common)?;
    match args.question.format {
        ViewFormat::Json => json(&AnswersView::of(&library, &answers), printer)?,
        ViewFormat::Text => text(&wrapped(&told(&library, &answers, &args.question)), printer)?,
    }
    Ok(Outcome::Done)
}

/// Returns the answer as text.
pub(super) fn text_of(event: &str, question: &QuestionArgs, common: &Common) -> Result<String, Failure> {
    let (library, answers, _) = answer(event, question, common)?;
    Ok(told(&library, &answers, question))
}

fn told(library: &PactLibrary, answers: &Answers, question: &QuestionArgs) -> String {
    heading(answers, library) + &obligations::tell(library, answers, reading(question.reading))
}

/// Runs `why-not`.
pub(crate) fn why_not(args: &WhyNotArgs, common: &Common, printer: &mut Printer) -> Result<Outcome, Failure> {
    let (library, answers, names) = answer(&args.event.join(" "), &args.question, common)?;
    let Some(state) = obligations::resolve(&names, &args.state, Some(answers.question.on)) else {
        return Err(Failure::input(format!("`{}` is no state known here", args.state))
            .hint("use a name, an ISO code such as `KOR`, or `cow:ROK`"));
    };
    let reading = reading(args.question.reading).unwrap_or(Reading::Strict);
    let why = obligations::why_not(&library, &answers, state, reading);
    match args.question.format {
        ViewFormat::Json => json(&WhyNotView::of(&library, &answers, &why), printer)?,
        ViewFormat::Text => text(&wrapped(&obligations::tell_why_not(&why)), printer)?,
    }
    Ok(Outcome::Done)
}

fn heading(answers: &Answers, library: &PactLibrary) -> String {
    let known = answers.question.as_of.map_or(String::new(), |day| format!(", as known on {day}"));
    let n_pacts = foederis::views::counted(library.pacts().len(), "pact");
    format!("On {}{known}, from {n_pacts}.\n\n", answers.question.on)
}

fn reading(choice: ReadingChoice) -> Option<Reading> {
    match choice {
        ReadingChoice::Strict => Some(Reading::Strict),
        ReadingChoice::Formal => Some(Reading::Formal),
        ReadingChoice::Both => None,
    }
}

/// Answers from the ledger, where there is one, and the pact files.
fn answer(
    event: &str,
    args: &QuestionArgs,
    common: &Common,
) -> Result<(PactLibrary, Answers, Cow<'static, Names>), Failure> {
    let ledger = common.ledger.as_path();
    let mut session = ledger.exists().then(|| Session::open(ledger)).transpose()?;
    let names = own_files::names(common)?;
    let last_day = session.as_ref().map(|session| session.store.last_day()).transpose()?.flatten();
    let question = question(event, args, last_day, &names)?;
    let learned = session.as_mut().map(|session| asked_about(&question, session)).transpose()?;
    let library = obligations::library(&pact_files::open(&args.pacts)?, &learned.unwrap_or_default())?;
    let answers = obligations::what_if(&library, &question).map_err(question_failure)?;
    Ok((library, answers, names))
}

/// Returns what the reports tell of pacts: of those alone that concern a state of the question, where no duty leads on to
/// a next.
fn asked_about(question: &Question, session: &mut Session) -> Result<Vec<LearnedPact>, Failure> {
    let sides = |event: &foederis::obligations::Event| [Some(event.attacker), Some(event.victim), event.aids];
    let states: BTreeSet<ActorCode> = question.events.iter().flat_map(sides).flatten().collect();
    session.pacts((question.chain == Chain::None).then_some(&states), question.as_of)
}

fn question(
    event: &str,
    args: &QuestionArgs,
    last_day: Option<Date>,
    names: &Names,
) -> Result<Question, Failure> {
    let on = args.on.or(args.as_of).or(last_day);
    let Some(on) = on else {
        return Err(
            Failure::input("no day to ask about: the ledger holds no dated report").hint("give --on DAY")
        );
    };
    let asked = match &args.place {
        Some(place) => format!("{event} @{place}"),
        None => event.to_owned(),
    };
    let more = args.events.as_deref().map(pact_files::text).transpose()?.unwrap_or_default();
    let resolver =
        |text: &str, day: Option<foederis::Date>| obligations::resolve(names, text, day.or(Some(on)));
    let events =
        obligations::parse_events(&format!("{asked}\n{more}"), &resolver).map_err(question_failure)?;
    Ok(Question { as_of: args.as_of, chain: chain(args.chain), ..Question::new(events, on) })
}

fn chain(choice: ChainChoice) -> Chain {
    match choice {
        ChainChoice::None => Chain::None,
        ChainChoice::Expected => Chain::Expected,
        ChainChoice::Full => Chain::Full,
    }
}

/// The engine's message holds its own hint.
fn question_failure(error: QuestionError) -> Failure {
    let text = error.to_string();
    match text.split_once("\n  hint: ") {
        Some((heading, hint)) => Failure::input(heading).hint(hint),
        None => Failure::input(text),
    }
}
