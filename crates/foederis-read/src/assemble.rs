//! A draft of a report -> the report: text marked, what the head says joined with what was given, id and language.

use foederis_types::{
    BlockKind, Date, Dateline, Language, Problem, ProblemKind, Published, PublishedFrom, Report, Span, Title,
};

use crate::dateline::FoundDateline;
use crate::dates::FoundDay;
use crate::marking::{self, Known, Marked};
use crate::{MAX_TEXT_BYTES, ReadOutcome, dates, identity, language, problem};

/// What a format's reader found; all but `text` may be missing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    pub(crate) raw_sha256: [u8; 32],
    pub(crate) given_id: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) lead: Option<String>,
    pub(crate) text: String,
    pub(crate) outlet: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) url: Option<String>,
    pub(crate) published: Option<Published>,
    pub(crate) modified: Option<Published>,
    /// Says whether the text is a whole file, head included.
    pub(crate) has_head: bool,
}

/// Makes the report of a draft, with its warnings; a text that is empty or too long gives a problem instead.
pub(crate) fn assemble(origin: &str, draft: Draft) -> ReadOutcome {
    if draft.text.trim().is_empty() {
        return ReadOutcome::problem(origin, ProblemKind::Empty, "the text is empty");
    }
    if draft.text.len() > MAX_TEXT_BYTES {
        let detail = format!("the text has {}", problem::size_detail(draft.text.len(), MAX_TEXT_BYTES));
        return ReadOutcome::problem(origin, ProblemKind::TooLarge, detail);
    }
    let marked = marking::mark(&draft.text, known(&draft));
    let report = join(origin, draft, marked);
    let problems = warnings(&report);
    ReadOutcome { reports: vec![report], problems }
}

fn known(draft: &Draft) -> Known<'_> {
    Known {
        title: draft.title.as_deref(),
        lead: draft.lead.as_deref(),
        outlet: draft.outlet.as_deref(),
        authors: &draft.authors,
        has_head: draft.has_head,
    }
}

fn join(origin: &str, draft: Draft, marked: Marked) -> Report {
    let language = language::tell(&running_text(&draft.text, &marked));
    let title = title(&draft, marked.title);
    let outlet = draft.outlet.or(marked.outlet);
    let authors = if draft.authors.is_empty() { marked.authors } else { draft.authors };
    let url = draft.url.or(marked.url);
    let dateline_day = marked.dateline.as_ref().and_then(|(_, found)| found.day.as_ref());
    let published = draft
        .published
        .or_else(|| marked.published.as_ref().and_then(|day| published(day, true)))
        .or_else(|| url.as_deref().and_then(url_day))
        .or_else(|| dateline_day.and_then(|day| published(day, false)));
    let day = published.as_ref().map(|published| published.day);
    let modified =
        draft.modified.or_else(|| marked.updated.as_ref().and_then(|day| self::published(day, true)));
    let title_text = title.as_ref().map(|title| title.text.as_str());
    let id = identity::report_id(outlet.as_deref(), url.as_deref(), title_text, day, &draft.text);
    Report {
        id,
        raw_sha256: draft.raw_sha256,
        origin: origin.to_owned(),
        given_id: draft.given_id,
        dateline: marked.dateline.and_then(|(start, found)| dateline(start, found, day)),
        title,
        text: draft.text,
        blocks: marked.blocks,
        outlet,
        authors,
        url,
        published,
        modified,
        page_spans: Vec::new(),
        language,
    }
}

/// The headline that was given, with its place where the text holds it too; else the one found in the text.
fn title(draft: &Draft, found: Option<Span>) -> Option<Title> {
    match (&draft.title, found) {
        (Some(text), _) => Some(Title { text: text.clone(), span: None }),
        (None, Some(span)) => Some(Title { text: span.of(&draft.text).to_owned(), span: Some(span) }),
        (None, None) => None,
    }
}

fn published(found: &FoundDay, is_sure: bool) -> Option<Published> {
    let day = found.date()?;
    Some(Published { day, time: found.time.clone(), from: PublishedFrom::Dateline, is_sure })
}

/// The day in an address such as `/2024/06/20/`: of filing, more often than not that of publication.
pub(crate) fn url_day(url: &str) -> Option<Published> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next()?;
    let found = dates::find_all(path).into_iter().find(|day| day.year.is_some_and(|year| year >= 1990))?;
    Some(Published { day: found.date()?, time: None, from: PublishedFrom::Url, is_sure: false })
}

fn dateline(start: usize, found: FoundDateline, published: Option<Date>) -> Option<Dateline> {
    let span = Span::from_offsets(start, start + found.len)?;
    let day = found.day.and_then(|day| day.date().or_else(|| in_year_of(&day, published?)));
    Some(Dateline { span, place: found.place, agency: found.agency, day })
}

/// A dateline without a year is of the publication's, or of the year before where it would come later.
fn in_year_of(day: &FoundDay, published: Date) -> Option<Date> {
    let same = day.in_year(published.year())?;
    let is_later = same > published && published.month() <= 2 && same.month() >= 11;
    if is_later { day.in_year(published.year() - 1) } else { Some(same) }
}

/// The text that is read, up to what a language is told from.
fn running_text(text: &str, marked: &Marked) -> String {
    let mut out = String::new();
    for block in marked.blocks.iter().filter(|block| block.kind.is_read()) {
        out.push_str(block.span.of(text));
        out.push('\n');
        if out.len() > 20_000 {
            break;
        }
    }
    out
}

fn warnings(report: &Report) -> Vec<Problem> {
    let warning = |kind, detail: String| Problem { origin: report.origin.clone(), kind, detail };
    let mut warnings = Vec::new();
    if report.published.is_none() {
        warnings.push(warning(ProblemKind::NoPublished, ambiguous_day(report)));
    }
    if let Language::Other(code) = &report.language {
        let detail = format!("not in English but in language `{code}`: kept, not analysed");
        warnings.push(warning(ProblemKind::NotEnglish, detail));
    }
    warnings
}

/// Where a head line holds a day that can be read in two ways, the warning shows it.
fn ambiguous_day(report: &Report) -> String {
    let head = report.blocks.iter().take(8).filter(|block| {
        !matches!(block.kind, BlockKind::Body | BlockKind::Title) && block.span.len_bytes() < 120
    });
    let lines = head.map(|block| block.span.of(&report.text));
    match lines.into_iter().find(|line| dates::is_ambiguous(line)) {
        Some(line) => format!("no publication day: `{line}` can be read as two days"),
        None => String::new(),
    }
}
