//! The commands that open a ledger and print one view of it.

use crate::args::{
    ActorsArgs, BriefArgs, BriefFormat, CompareArgs, CompareFormat, ExplainArgs, PactsArgs, Scope,
    SearchArgs, ShowArgs, StoryArgs, VerifyArgs, ViewFormat,
};
use crate::failure::{Failure, Outcome};
use crate::printer::Printer;
use crate::session::{self, Session};
use foederis::archive::{self, Opened, Pick};
use foederis::views::{
    ActorsView, BriefView, CompareView, ExplainView, PactsView, SearchView, ShowView, TimelineView,
    VerifyView,
};
use foederis::{Claim, Date, ReportId, Store};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;

/// Runs `brief`.
pub(crate) fn brief(args: &BriefArgs, ledger: &Path, printer: &mut Printer) -> Result<Outcome, Failure> {
    let mut session = Session::open(ledger)?;
    let opened = session.pick(named(args.story.as_deref()), &args.scope, args.limit)?;
    let view = brief_of(&opened, args.scope.as_of)?;
    print_brief(&view, args.format, printer)?;
    Ok(Outcome::Done)
}

/// Picks the stories that an id or its beginning names, all without one.
pub(crate) fn named(story: Option<&str>) -> Pick<'_> {
    Pick::Named(story.unwrap_or(""))
}

/// Makes the brief of the stories that were opened.
pub(crate) fn brief_of(opened: &Opened<'_>, as_of: Option<Date>) -> Result<BriefView, Failure> {
    let view = BriefView::of(&opened.desk, as_of, |story| opened.stories.contains(&story.id))?;
    Ok(view.with_more(opened.n_more, &opened.more))
}

/// Prints a brief.
pub(crate) fn print_brief(
    view: &BriefView,
    format: BriefFormat,
    printer: &mut Printer,
) -> Result<(), Failure> {
    match format {
        BriefFormat::Text => text(&view.text(), printer),
        BriefFormat::Json => json(view, printer),
        BriefFormat::Markdown => Ok(printer.data(&view.markdown())?),
    }
}

/// Runs `compare`.
pub(crate) fn compare(args: &CompareArgs, ledger: &Path, printer: &mut Printer) -> Result<Outcome, Failure> {
    let mut session = Session::open(ledger)?;
    let opened = session.pick(named(args.story.as_deref()), &args.scope, Some(1))?;
    let story = opened.stories.first();
    let Some(view) = story.map(|story| CompareView::of(*story, &opened.desk)).transpose()?.flatten() else {
        return Err(Failure::input("the ledger holds no story yet").hint("run `foederis read PATH...` first"));
    };
    match args.format {
        CompareFormat::Text => text(&view.text(), printer)?,
        CompareFormat::Json => json(&view, printer)?,
        CompareFormat::Csv => printer.data(&view.csv())?,
    }
    Ok(Outcome::Done)
}

/// Runs `timeline`.
pub(crate) fn timeline(args: &StoryArgs, ledger: &Path, printer: &mut Printer) -> Result<Outcome, Failure> {
    let mut session = Session::open(ledger)?;
    let opened = session.pick(named(args.story.as_deref()), &args.scope, args.limit)?;
    show(&timeline_of(&opened)?, TimelineView::text, args.format, printer)
}

/// Makes the timeline of the stories that were opened.
pub(crate) fn timeline_of(opened: &Opened<'_>) -> Result<TimelineView, Failure> {
    let view = TimelineView::of(&opened.desk, &opened.stories)?;
    Ok(TimelineView { n_more_stories: opened.n_more, ..view })
}

/// Runs `actors`.
pub(crate) fn actors(args: &ActorsArgs, ledger: &Path, printer: &mut Printer) -> Result<Outcome, Failure> {
    let view = actors_of(args.actor.as_deref(), &args.scope, &mut Session::open(ledger)?)?;
    let is_found = !view.actors.is_empty();
    show(&view, ActorsView::text, args.format, printer)?;
    Ok(Outcome::clean_if(is_found))
}

/// Makes the list of the actors that a name or code means, or of those in the stories with most reports.
pub(crate) fn actors_of(
    actor: Option<&str>,
    scope: &Scope,
    session: &mut Session,
) -> Result<ActorsView, Failure> {
    let Some(name) = actor else {
        let opened = session.pick(Pick::Named(""), scope, None)?;
        let view = ActorsView::of(&opened.desk, None);
        return Ok(ActorsView { n_more_stories: opened.n_more, ..view });
    };
    let (desk, n_more_reports) = archive::open_naming(&session.store, name, session::known(scope))?;
    Ok(ActorsView { n_more_reports, ..ActorsView::of(&desk, Some(name)) })
}

/// Runs `pacts`.
pub(crate) fn pacts(args: &PactsArgs, ledger: &Path, printer: &mut Printer) -> Result<Outcome, Failure> {
    let mut session = Session::open(ledger)?;
    let opened = session.pick(Pick::WithPact(args.pact.as_deref()), &args.scope, args.limit)?;
    let view = pacts_of(&opened, args.pact.as_deref())?;
    let is_found = !view.pacts.is_empty();
    show(&view, PactsView::text, args.format, printer)?;
    Ok(Outcome::clean_if(is_found))
}

/// Makes the list of the pacts that the stories opened tell first.
pub(crate) fn pacts_of(opened: &Opened<'_>, name: Option<&str>) -> Result<PactsView, Failure> {
    let mut view = PactsView::of(&opened.desk, name)?;
    view.n_more_stories = opened.n_more;
    Ok(view)
}

/// Runs `search`.
pub(crate) fn search(args: &SearchArgs, ledger: &Path, printer: &mut Printer) -> Result<Outcome, Failure> {
    let store = Store::open(ledger)?;
    let words = args.words.join(" ");
    let hits = store.search(&words, args.limit.saturating_add(1))?;
    let view = SearchView::of(words, hits, args.limit);
    let is_found = !view.hits.is_empty();
    show(&view, SearchView::text, args.format, printer)?;
    Ok(Outcome::clean_if(is_found))
}

/// Runs `show`.
pub(crate) fn show_report(args: &ShowArgs, ledger: &Path, printer: &mut Printer) -> Result<Outcome, Failure> {
    let store = Store::open(ledger)?;
    let (name, sentence) = match args.report.rsplit_once(':') {
        Some((name, number)) if number.parse::<u32>().is_ok() => (name, number.parse::<u32>().ok()),
        _ => (args.report.as_str(), None),
    };
    let id = report_id(&store, name)?;
    let Some(report) = store.report(id)? else {
        return Err(Failure::bug(format!("report `{id}` is listed and not there")));
    };
    let rows = store.sentences(id)?;
    let n_sentences = rows.len();
    if sentence.is_some_and(|number| number == 0 || number as usize > n_sentences) {
        return Err(Failure::input(format!("report `{name}` has sentences 1 to {n_sentences}")));
    }
    let ledger = store.ledger_of(&[id], None)?;
    let claims: Vec<&Claim> = ledger.lines().map(|line| &line.claim).collect();
    show(&ShowView::of(&report, &rows, &claims, sentence), ShowView::text, args.format, printer)
}

/// Finds the one report that an id, its beginning, a given id or an outlet's name names.
pub(super) fn report_id(store: &Store, name: &str) -> Result<ReportId, Failure> {
    let mut found = store.find_reports(name)?;
    if found.is_empty() {
        let is_outlet =
            |outlet: &Option<String>| outlet.as_ref().is_some_and(|outlet| outlet.eq_ignore_ascii_case(name));
        found = store.reports()?.into_iter().filter(|row| is_outlet(&row.outlet)).collect();
    }
    match &found[..] {
        [one] => Ok(one.id),
        [] => Err(Failure::input(format!("there is no report `{name}` in the ledger"))
            .hint("run `foederis search WORDS` to find it")),
        [first, ..] => Err(Failure::input(format!("`{name}` names {} reports", found.len()))
            .hint(format!("give more digits, for one `{}`", first.id))),
    }
}

/// Runs `explain`.
pub(crate) fn explain(args: &ExplainArgs, ledger: &Path, printer: &mut Printer) -> Result<Outcome, Failure> {
    let view = explain_of(&args.claim, &mut Session::open(ledger)?)?;
    show(&view, ExplainView::text, args.format, printer)
}

/// Says how the claim that an id or its beginning names was come by.
pub(crate) fn explain_of(claim: &str, session: &mut Session) -> Result<ExplainView, Failure> {
    let id = session::claim(&session.store, claim)?;
    let report: BTreeSet<ReportId> = session.store.report_of(id)?.into_iter().collect();
    let opened = session.pick(Pick::With(&report), &Scope::default(), Some(1))?;
    let view = ExplainView::of(id, &opened.desk)?;
    view.ok_or_else(|| Failure::bug(format!("claim `{id}` is listed and not there")))
}

/// Runs `verify`.
pub(crate) fn verify(args: &VerifyArgs, ledger: &Path, printer: &mut Printer) -> Result<Outcome, Failure> {
    let store = Store::open(ledger)?;
    let (n_reports, n_sentences, n_claims) = store.counts()?;
    let view = VerifyView::of(n_reports, n_sentences, n_claims, &store.verify()?);
    let is_clean = view.faults.is_empty();
    show(&view, VerifyView::text, args.format, printer)?;
    Ok(Outcome::clean_if(is_clean))
}

/// Prints a view as text or JSON.
pub(crate) fn show<T: Serialize>(
    view: &T,
    as_text: impl Fn(&T) -> String,
    format: ViewFormat,
    printer: &mut Printer,
) -> Result<Outcome, Failure> {
    match format {
        ViewFormat::Text => text(&as_text(view), printer)?,
        ViewFormat::Json => json(view, printer)?,
    }
    Ok(Outcome::Done)
}

/// Prints JSON, indented, ended by a line break.
pub(crate) fn json<T: Serialize>(view: &T, printer: &mut Printer) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(view).map_err(|error| Failure::bug(error.to_string()))?;
    Ok(printer.line(&text)?)
}

/// Prints text; headings, which begin with a word in capitals, are bold where colour is on.
pub(crate) fn text(text: &str, printer: &mut Printer) -> Result<(), Failure> {
    if !printer.has_colour() {
        return Ok(printer.data(text)?);
    }
    for line in text.lines() {
        let first = line.split(' ').next().unwrap_or("").trim_end_matches(':');
        let is_heading = first.len() > 2 && first.chars().all(|letter| letter.is_ascii_uppercase());
        if is_heading {
            printer.line(&format!("\u{1b}[1m{line}\u{1b}[0m"))?;
        } else {
            printer.line(line)?;
        }
    }
    Ok(())
}
