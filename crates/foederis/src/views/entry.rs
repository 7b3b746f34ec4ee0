//! One entry as every view shows it: what happened in words and codes, who says so, how sure, by which sentence.

use super::phrases::{self, Form};
use crate::desk::{Citation, Desk, ShelfError};
use foederis_ledger::{Days, Entry, FlagKind, Grade, Position, Stance, Telling};
use foederis_types::{ActorCode, Auxiliary, Basis, ClauseKind, Factuality, Holder, ReportId};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// Claims about one happening, merged.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct EntryView {
    /// The entry's id: the smallest id among its claims.
    pub id: String,
    /// What happened, in words that say no more than the codes.
    pub gloss: String,
    /// PLOVER event type; `null` for what PLOVER leaves out.
    pub event: Option<String>,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// What it does to a pact: `signed`, `ratified` ...
    pub pact_status: Option<String>,
    /// Who did it.
    pub actors: Vec<SideView>,
    /// To whom.
    pub recipients: Vec<SideView>,
    /// Days as told, best first; more than one where reports differ.
    pub days: Vec<DaysView>,
    /// Places as told, most told first.
    pub places: Vec<PlaceView>,
    /// PLOVER's auxiliary modes: `negation`, `future`, `hypothetical`, `historical`.
    pub auxiliary: Vec<String>,
    /// How each voice tells it.
    pub tellings: Vec<TellingView>,
    /// What actors make of it, as voices report them.
    pub positions: Vec<PositionView>,
    /// Numbers as told.
    pub figures: Vec<FigureView>,
    /// How likely the reports themselves call it; `null` where they do not hedge.
    pub likelihood: Option<Likelihood>,
    /// How far the sourcing bears it. Never the same as likelihood.
    pub confidence: Confidence,
    /// Independent origins, each the voices that rest on it.
    pub origins: Vec<Vec<String>>,
    /// What a careful reader would mark: `headline-ahead`, `denial-grades-differ`, `position-changed`.
    pub flags: Vec<String>,
    #[serde(skip)]
    pub(crate) day_text: String,
}

/// Somebody on one side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SideView {
    /// ISO 3166-1 alpha-3 or PLOVER code; `null` where unresolved.
    pub code: Option<String>,
    /// Name.
    pub name: String,
    /// PLOVER sectors.
    pub sectors: Vec<String>,
}

/// Days of a happening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DaysView {
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// `named`, `resolved` (from words such as "on Wednesday") or `published` (only bounded).
    pub basis: String,
    /// Who says so.
    pub citations: Vec<Citation>,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlaceView {
    /// Name.
    pub name: String,
    /// The state it lies in.
    pub state: Option<String>,
}

/// How one voice tells an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TellingView {
    /// Outlet or title.
    pub voice: String,
    /// `states`, `expects`, `attributes`, `passes-on-denial`, `denies` or `supposes`.
    pub stance: String,
    /// FactBank value where the voice speaks for itself.
    pub value: Option<String>,
    /// From whom it is passed on: codes.
    pub holders: Vec<String>,
    /// First day on which it told it so.
    pub published: Option<String>,
    /// Its words.
    pub citations: Vec<Citation>,
}

/// What one actor makes of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PositionView {
    /// Code.
    pub holder: String,
    /// Name.
    pub name: String,
    /// `affirms`, `admits`, `denies`, `rules-out`, `dismisses`, `declines-to-comment` or `neither-confirms-nor-denies`.
    pub grade: String,
    /// FactBank value where the words give one.
    pub value: Option<String>,
    /// Day of the report.
    pub published: Option<String>,
    /// The holder's words for it, in dictionary form.
    pub cues: Vec<String>,
    /// Who reports it.
    pub voices: Vec<String>,
    /// In which words.
    pub citations: Vec<Citation>,
}

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FigureView {
    /// As told.
    pub number: String,
    /// What is counted.
    pub of: String,
    /// Who says so.
    pub citations: Vec<Citation>,
}

/// How likely reports call something, in their own voice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Likelihood {
    /// ICD 203 term, or `possible`, for which ICD 203 has none.
    pub term: String,
    /// ICD 203 range in per cent, where the term has one.
    pub percent: Option<(u8, u8)>,
    /// Who hedges so.
    pub voices: Vec<String>,
}

/// How far the sourcing bears an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Confidence {
    /// `high`, `moderate` or `low`.
    pub level: String,
    /// What it rests on.
    pub because: String,
}

impl EntryView {
    /// Shows an entry.
    ///
    /// # Errors
    ///
    /// A report that it quotes cannot be fetched.
    pub fn of(entry: &Entry, desk: &Desk<'_>) -> Result<EntryView, ShelfError> {
        Ok(EntryView {
            id: entry.id.to_string(),
            gloss: gloss(entry, desk),
            event: entry.event().map(|event| event.to_string()),
            mode: entry.modes.first().map(|told| told.value.clone()),
            cameo: entry.cameo().map(str::to_owned),
            contexts: entry.contexts.clone(),
            pact_status: entry.pact_status.map(|status| status.to_string()),
            actors: entry.actors.iter().map(SideView::of).collect(),
            recipients: entry.recipients.iter().map(SideView::of).collect(),
            days: days(entry, desk)?,
            places: entry.places.iter().map(|told| PlaceView::of(&told.value)).collect(),
            auxiliary: entry.auxiliary.iter().map(|told| told.value.to_string()).collect(),
            tellings: entry
                .tellings
                .iter()
                .map(|telling| TellingView::of(telling, desk))
                .collect::<Result<_, _>>()?,
            positions: entry
                .positions
                .iter()
                .map(|position| PositionView::of(position, desk))
                .collect::<Result<_, _>>()?,
            figures: figures(entry, desk)?,
            likelihood: likelihood(entry),
            confidence: confidence(entry, desk),
            origins: entry
                .origins
                .iter()
                .map(|voices| voices.iter().map(ToString::to_string).collect())
                .collect(),
            flags: entry.flags.iter().map(|flag| flag.kind.as_str().to_owned()).collect(),
            day_text: days_text(&entry.days),
        })
    }

    /// Returns the words of the first voice that tells it.
    pub fn first_citation(&self) -> Option<&Citation> {
        self.citations().into_iter().next()
    }

    /// Returns one citation for each report that tells it, those who state it first: words of its body where there are
    /// any, not of its headline; who only expects or denies it comes last.
    pub fn citations(&self) -> Vec<&Citation> {
        let mut cited: Vec<&Citation> = Vec::new();
        let mut tellings: Vec<&TellingView> = self.tellings.iter().collect();
        tellings.sort_by_key(|telling| telling.rank());
        let mut all: Vec<&Citation> = tellings.iter().flat_map(|telling| &telling.citations).collect();
        // Of those that tell it alike, the one that tells the day under which it is shown.
        let rank_of = |citation: &Citation| {
            let told = tellings.iter().find(|telling| telling.citations.contains(citation));
            told.map_or((true, u8::MAX), |telling| (!telling.is_of_fact(), telling.rank()))
        };
        let days = self.days.first().filter(|days| days.basis != Basis::Published.to_string());
        let tells_day = |citation: &Citation| {
            days.is_none_or(|days| days.citations.iter().any(|told| told.claim == citation.claim))
        };
        all.sort_by_cached_key(|citation| {
            let (is_no_fact, rank) = rank_of(citation);
            (is_no_fact, citation.is_headline(), rank, !tells_day(citation))
        });
        for citation in all {
            if !cited.iter().any(|known| known.report == citation.report) {
                cited.push(citation);
            }
        }
        cited
    }

    /// Says whether its headline goes further than its body.
    pub fn has_headline_ahead(&self) -> bool {
        self.flags.iter().any(|flag| flag == FlagKind::HeadlineAhead.as_str())
    }
}

impl SideView {
    fn of(side: &foederis_ledger::Side) -> SideView {
        let code = side.code.map(|code| code.to_string());
        SideView { code, name: crate::desk::one_line(&side.name), sectors: side.sectors.clone() }
    }
}

impl PlaceView {
    pub(crate) fn of(place: &(String, Option<foederis_types::ActorCode>)) -> PlaceView {
        PlaceView { name: place.0.clone(), state: place.1.map(|code| code.to_string()) }
    }
}

impl DaysView {
    pub(crate) fn of(told: &foederis_ledger::Told<Days>, desk: &Desk<'_>) -> Result<DaysView, ShelfError> {
        Ok(DaysView {
            from: told.value.from.map(|day| day.to_string()),
            to: told.value.to.map(|day| day.to_string()),
            basis: told.value.basis.to_string(),
            citations: desk.cite_all(&told.claims)?,
        })
    }
}

fn days(entry: &Entry, desk: &Desk<'_>) -> Result<Vec<DaysView>, ShelfError> {
    entry.days.iter().map(|told| DaysView::of(told, desk)).collect()
}

fn figures(entry: &Entry, desk: &Desk<'_>) -> Result<Vec<FigureView>, ShelfError> {
    let view = |told: &foederis_ledger::Told<foederis_types::Figure>| {
        let (number, of) = (told.value.number.clone(), told.value.of.clone());
        Ok(FigureView { number, of, citations: desk.cite_all(&told.claims)? })
    };
    entry.figures.iter().map(view).collect()
}

impl TellingView {
    /// Whether it tells it as something that is so, and not as planned, supposed or denied.
    fn is_of_fact(&self) -> bool {
        matches!(self.stance.as_str(), "states" | "attributes")
    }

    /// How well it bears the entry out: stated before passed on, passed on before expected, supposed or denied.
    fn rank(&self) -> u8 {
        match self.stance.as_str() {
            "states" => 0,
            "attributes" if !self.holders.is_empty() => 1,
            "attributes" | "expects" => 2,
            _ => 3,
        }
    }

    fn of(telling: &Telling, desk: &Desk<'_>) -> Result<TellingView, ShelfError> {
        let (value, holders): (Option<Factuality>, &[Holder]) = match &telling.stance {
            Stance::States(value) | Stance::Expects(value) | Stance::Denies(value) => (Some(*value), &[]),
            Stance::Attributes(holders) | Stance::PassesOnDenial(holders) => (None, holders),
            Stance::Supposes => (None, &[]),
        };
        let holder = |holder: &Holder| match holder {
            Holder::Author => "AUTHOR".to_owned(),
            Holder::Actor(code) => code.to_string(),
        };
        Ok(TellingView {
            voice: telling.voice.to_string(),
            stance: telling.stance.as_str().to_owned(),
            value: value.map(|value| value.to_string()),
            holders: holders.iter().map(holder).collect(),
            published: telling.published.map(|day| day.to_string()),
            citations: desk.cite_all(&telling.claims)?,
        })
    }
}

impl PositionView {
    fn of(position: &Position, desk: &Desk<'_>) -> Result<PositionView, ShelfError> {
        let value = match position.grade {
            Grade::Affirms(value) | Grade::Denies(value) => Some(value.to_string()),
            _ => None,
        };
        Ok(PositionView {
            holder: position.holder.to_string(),
            name: desk.name(position.holder),
            grade: position.grade.as_str().to_owned(),
            value,
            published: position.published.map(|day| day.to_string()),
            cues: position.cues.clone(),
            voices: position.voices.iter().map(ToString::to_string).collect(),
            citations: desk.cite_all(&position.claims)?,
        })
    }
}

/// Says in words who does what to whom.
pub(crate) fn gloss(entry: &Entry, desk: &Desk<'_>) -> String {
    if let Some(kind) = entry.clause {
        return sentence_case(&clause_gloss(entry, kind, desk));
    }
    let actors = desk.side_names(&entry.actors);
    let recipients = desk.side_names(&entry.recipients);
    let who = if actors.is_empty() { "somebody not named".to_owned() } else { phrases::list(&actors) };
    let whom = (!recipients.is_empty()).then(|| phrases::list(&recipients));
    let is_plural = actors.len() > 1 || actors.first().is_some_and(|name| phrases::is_plural(name));
    let number = if is_plural { Form::Plural } else { Form::Singular };
    let (helper, form) = helping_verb(entry, number);
    let deed = match entry.pact_status {
        Some(status) => Some(phrases::pact_deed(super::pacts::status_shown(entry, status), form)),
        None => phrases::deed(entry.cameo(), entry.event(), whom.as_deref(), form),
    };
    let deed = deed.unwrap_or_else(|| own_words(entry, whom.as_deref()));
    sentence_case(&[who.as_str(), helper, &deed].join(" ").replace("  ", " "))
}

/// Says who would owe what to whom.
fn clause_gloss(entry: &Entry, kind: ClauseKind, desk: &Desk<'_>) -> String {
    let codes = |sides: &[foederis_ledger::Side]| {
        let codes: BTreeSet<ActorCode> = sides.iter().filter_map(|side| side.code).collect();
        codes.into_iter().collect::<Vec<_>>()
    };
    super::pacts::owed(&codes(&entry.actors), &codes(&entry.recipients), kind, desk)
}

/// Returns the helping verb that negation, supposition and future ask for.
fn helping_verb(entry: &Entry, number: Form) -> (&'static str, Form) {
    let has = |mode| entry.auxiliary.iter().any(|told| told.value == mode);
    let is_stated = entry.tellings.iter().any(|telling| matches!(telling.stance, Stance::States(_)));
    let expected = entry.tellings.iter().filter_map(|telling| match telling.stance {
        Stance::Expects(value) if !is_stated => Some(value),
        _ => None,
    });
    // The deed of such a status is a step not taken: its words say so already.
    if entry.pact_status.is_some_and(phrases::is_undone) {
        ("", number)
    } else if has(Auxiliary::Negation) && entry.denied_by().is_empty() && !entry.is_contradicted() {
        (if number == Form::Plural { "do not" } else { "does not" }, Form::Base)
    } else if has(Auxiliary::Hypothetical) && !is_stated {
        ("would", Form::Base)
    } else if let Some(value) = expected.min() {
        let is_sure = value == Factuality::CertainYes;
        let several = if number == Form::Plural { "are expected to" } else { "is expected to" };
        (if is_sure { "will" } else { several }, Form::Base)
    } else if has(Auxiliary::Future) && !is_stated {
        ("will", Form::Base)
    } else {
        ("", number)
    }
}

fn own_words(entry: &Entry, whom: Option<&str>) -> String {
    let trigger = entry.triggers.first().map_or("is mentioned", |told| told.value.as_str());
    whom.map_or_else(|| format!("({trigger})"), |whom| format!("({trigger}) {whom}"))
}

fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Returns the hedge of those who speak for themselves; `None` where somebody states it outright.
fn likelihood(entry: &Entry) -> Option<Likelihood> {
    let stated = entry.tellings.iter().filter_map(|telling| match telling.stance {
        Stance::States(value) | Stance::Expects(value) => Some((value, telling.voice.to_string())),
        _ => None,
    });
    let stated: Vec<(Factuality, String)> = stated.collect();
    let (term, percent, value) = match stated.iter().map(|(value, _)| *value).min()? {
        Factuality::ProbableYes => ("likely", Some((55, 80)), Factuality::ProbableYes),
        Factuality::PossibleYes => ("possible", None, Factuality::PossibleYes),
        Factuality::ProbableNo => ("unlikely", Some((20, 45)), Factuality::ProbableNo),
        _ => return None,
    };
    let voices = stated.into_iter().filter(|(held, _)| *held == value).map(|(_, voice)| voice).collect();
    Some(Likelihood { term: term.to_owned(), percent, voices })
}

fn confidence(entry: &Entry, desk: &Desk<'_>) -> Confidence {
    let n_origins = entry.origins.len().max(1);
    let origins = if n_origins == 1 { "one origin".to_owned() } else { format!("{n_origins} origins") };
    let deniers = entry.denied_by();
    let (level, because) = if entry.is_contradicted() {
        let also = if deniers.is_empty() {
            String::new()
        } else {
            format!(", denied by {}", desk.names_of(&deniers))
        };
        ("low", format!("{origins}, told to be so and not to be so{also}"))
    } else if !deniers.is_empty() {
        ("low", format!("{origins}, denied by {}", desk.names_of(&deniers)))
    } else if entry.stated_by().is_empty() {
        ("low", format!("{origins}, no report vouches"))
    } else {
        (["low", "moderate", "high"][(n_origins - 1).min(2)], format!("{origins}, not denied"))
    };
    Confidence { level: level.to_owned(), because }
}

/// Writes the day that most reports tell, and after it the single days that others tell and that exclude it: `11 March 2025 or
/// 10 March 2025`.
pub(crate) fn days_text(days: &[foederis_ledger::Told<Days>]) -> String {
    let Some(first) = days.first().map(|told| told.value) else { return day_text(None) };
    let before = |a: &Days, b: &Days| a.to.zip(b.from).is_some_and(|(to, from)| to < from);
    let is_other = |days: &Days| {
        days.is_told() && days.from == days.to && (before(days, &first) || before(&first, days))
    };
    let mut texts = vec![day_text(Some(first))];
    for other in days.iter().map(|told| told.value).filter(|other| first.is_told() && is_other(other)) {
        let text = day_text(Some(other));
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts.join(" or ")
}

/// Writes days as people do: `19 June 2024`, `June 2024`, `1961`, `18-19 June 2024`, `by 20 June 2024`.
pub(crate) fn day_text(days: Option<Days>) -> String {
    let Some(days) = days else { return "no day given".to_owned() };
    match (days.from, days.to, days.basis) {
        (_, Some(to), Basis::Published) => format!("by {}", long_day(to)),
        (Some(from), Some(to), _) if from == to => long_day(from),
        (Some(from), Some(to), _) if is_whole_year(from, to) => from.strftime("%Y").to_string(),
        (Some(from), Some(to), _) if is_whole_month(from, to) => from.strftime("%B %Y").to_string(),
        (Some(from), Some(to), _) => format!("{} to {}", long_day(from), long_day(to)),
        (Some(from), None, _) => format!("since {}", long_day(from)),
        (None, Some(to), _) => format!("until {}", long_day(to)),
        (None, None, _) => "no day given".to_owned(),
    }
}

/// Writes a day as `19 June 2024`.
pub(crate) fn long_day(day: foederis_types::Date) -> String {
    format!("{} {}", day.day(), day.strftime("%B %Y"))
}

fn is_whole_year(from: foederis_types::Date, to: foederis_types::Date) -> bool {
    from == from.first_of_year() && to == from.last_of_year()
}

fn is_whole_month(from: foederis_types::Date, to: foederis_types::Date) -> bool {
    from == from.first_of_month() && to == from.last_of_month()
}

/// Returns the reports that tell an entry, sorted, each once.
pub(crate) fn reports_of(entry: &Entry, desk: &Desk<'_>) -> Vec<ReportId> {
    let lines = entry.claims.iter().chain(&entry.remarks).filter_map(|id| desk.ledger.line(*id));
    let mut reports: Vec<ReportId> = lines.map(|line| line.claim.quote.report).collect();
    reports.sort();
    reports.dedup();
    reports
}

#[cfg(test)]
mod tests {
    use super::*;
    use foederis_ledger::Told;

    fn told(from: &str, to: &str, basis: Basis) -> Told<Days> {
        let days = Days { from: from.parse().ok(), to: to.parse().ok(), basis };
        Told { value: days, claims: Vec::new() }
    }

    #[test]
    fn days_that_exclude_one_another_are_all_shown_the_one_most_told_first() {
        let tuesday = told("2025-03-11", "2025-03-11", Basis::Named);
        let monday = told("2025-03-10", "2025-03-10", Basis::Resolved);
        let march = told("2025-03-01", "2025-03-31", Basis::Resolved);
        let by = told("", "2025-03-14", Basis::Published);
        assert_eq!(days_text(&[tuesday.clone(), monday, march.clone()]), "11 March 2025 or 10 March 2025");
        assert_eq!(days_text(&[tuesday.clone(), march, by.clone()]), "11 March 2025");
        assert_eq!(days_text(&[by, tuesday]), "by 14 March 2025");
        assert_eq!(days_text(&[]), "no day given");
    }

    #[test]
    fn a_whole_year_is_written_as_one() {
        assert_eq!(days_text(&[told("1961-01-01", "1961-12-31", Basis::Named)]), "1961");
        assert_eq!(days_text(&[told("1961-06-01", "1961-06-30", Basis::Named)]), "June 1961");
    }
}
