//! Claim to JSON and back, with the report at hand.

use foederis_types::{
    ActorCode, Auxiliary, Basis, Claim, ClaimId, Clause, ClauseKind, Date, Decision, Event, Factuality,
    Happened, Holder, Link, LinkKind, PactStatus, Part, Participant, Place, Quote, Report, Span, View,
};

use crate::claim_json::*;
use crate::{WireError, plover};

/// Returns the id that outside forms call the report by: the given one, else its hash.
fn outside_id(report: &Report) -> String {
    report.given_id.clone().unwrap_or_else(|| report.id.to_string())
}

/// Returns the JSON form of a claim of `report`, with how it was come by.
pub fn json_of(claim: &Claim, report: &Report) -> ClaimJson {
    let text = report.part(claim.quote.part);
    let words = |span: Option<Span>| span.map(|span| span.of(text).to_owned());
    ClaimJson {
        report: outside_id(report),
        event: claim.event.map(|event| event.to_string()),
        mode: claim.mode.clone(),
        contexts: claim.contexts.clone(),
        cameo: claim.cameo.clone(),
        actors: claim.actors.iter().map(participant_json).collect(),
        recipients: claim.recipients.iter().map(participant_json).collect(),
        happened: happened_json(&claim.happened),
        place: claim.place.as_ref().map(place_json),
        factuality: claim.factuality.iter().map(view_json).collect(),
        auxiliary: claim.auxiliary.iter().map(ToString::to_string).collect(),
        score: claim.event.map(|event| plover::score(event, claim.mode.as_deref())),
        quad: claim.event.map(plover::quad),
        quote: quote_json(claim.quote),
        trigger: span_json(claim.trigger),
        condition: words(claim.condition),
        condition_start: claim.condition.map(start),
        pact_status: claim.pact_status.map(|status| status.to_string()),
        pact: words(claim.pact),
        pact_start: claim.pact.map(start),
        clause: claim.clause.as_ref().map(clause_json),
        linked: claim.linked.iter().map(|link| link_json(link, text)).collect(),
        sentence: claim.sentence,
        id: claim.id.to_string(),
        decision: Some(DecisionJson {
            rule: claim.decision.rule.clone(),
            steps: claim.decision.steps.clone(),
        }),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a span's offsets are kept in 32 bits")]
fn start(span: Span) -> u32 {
    span.start() as u32
}

#[expect(clippy::cast_possible_truncation, reason = "a span's offsets are kept in 32 bits")]
fn span_json(span: Span) -> SpanJson {
    SpanJson { start: span.start() as u32, end: span.end() as u32 }
}

fn quote_json(quote: Quote) -> QuoteJson {
    let SpanJson { start, end } = span_json(quote.span);
    let part = (quote.part == Part::Title).then(|| "title".to_owned());
    QuoteJson { start, end, part }
}

fn participant_json(participant: &Participant) -> ParticipantJson {
    let SpanJson { start, end } = span_json(participant.span);
    ParticipantJson {
        code: participant.code.map(|code| code.to_string()),
        sector: participant.sector.clone(),
        name: participant.name.clone(),
        title: participant.title.clone(),
        is_inferred: participant.is_inferred,
        start,
        end,
    }
}

fn happened_json(happened: &Happened) -> HappenedJson {
    HappenedJson {
        from: happened.from.map(|day| day.to_string()),
        to: happened.to.map(|day| day.to_string()),
        basis: happened.basis.to_string(),
        words: happened.words.map(span_json),
    }
}

fn place_json(place: &Place) -> PlaceJson {
    let SpanJson { start, end } = span_json(place.span);
    let coordinates = place.coordinates.map(|(latitude, longitude)| CoordinatesJson { latitude, longitude });
    PlaceJson {
        name: place.name.clone(),
        state: place.state.map(|code| code.to_string()),
        coordinates,
        start,
        end,
    }
}

fn view_json(view: &View) -> ViewJson {
    let holder = match &view.holder {
        Holder::Author => "AUTHOR".to_owned(),
        Holder::Actor(code) => code.to_string(),
    };
    ViewJson {
        holder,
        value: view.value.to_string(),
        cue: view.cue.map(span_json),
        named: view.named.map(span_json),
    }
}

fn clause_json(clause: &Clause) -> ClauseJson {
    ClauseJson {
        kind: clause.kind.to_string(),
        debtors: clause.debtors.iter().map(ToString::to_string).collect(),
        creditors: clause.creditors.iter().map(ToString::to_string).collect(),
        duty: span_json(clause.duty),
        trigger: clause.trigger.map(span_json),
    }
}

fn link_json(link: &Link, text: &str) -> LinkJson {
    let SpanJson { start, end } = span_json(link.span);
    LinkJson { kind: link.kind.to_string(), words: link.span.of(text).to_owned(), start, end }
}

/// Reads a claim of `report` back.
///
/// # Errors
///
/// The claim is of another report, a span does not fit the text, or a value is not one of those documented.
pub fn claim_of(json: ClaimJson, report: &Report) -> Result<Claim, WireError> {
    check_report(&json.report, report)?;
    let part = part_of(json.quote.part.as_deref())?;
    let text = report.part(part);
    let quote = span_of(text, "quote", json.quote.start, json.quote.end)?;
    let words = |field, words: &Option<String>, start| words_of(text, quote, field, words.as_deref(), start);
    Ok(Claim {
        id: claim_id_of(&json.id)?,
        quote: Quote { report: report.id, part, span: quote },
        trigger: span_of(text, "trigger", json.trigger.start, json.trigger.end)?,
        sentence: json.sentence,
        event: json.event.as_deref().map(|value| value_of("event", value, Event::parse)).transpose()?,
        condition: words("condition", &json.condition, json.condition_start)?,
        pact_status: pact_status_of(json.pact_status.as_deref())?,
        pact: words("pact", &json.pact, json.pact_start)?,
        mode: json.mode,
        contexts: json.contexts,
        cameo: json.cameo,
        actors: all(json.actors, |actor| participant_of(text, "actors", actor))?,
        recipients: all(json.recipients, |recipient| participant_of(text, "recipients", recipient))?,
        happened: happened_of(text, &json.happened)?,
        place: json.place.map(|place| place_of(text, place)).transpose()?,
        factuality: all(json.factuality, |view| view_of(text, &view))?,
        auxiliary: all(json.auxiliary, |mode| value_of("auxiliary", &mode, Auxiliary::parse))?,
        clause: json.clause.map(|clause| clause_of(text, clause)).transpose()?,
        linked: all(json.linked, |link| link_of(text, &link))?,
        decision: json.decision.map_or_else(Decision::default, decision_of),
    })
}

/// Converts each, into no more room than they need: a ledger holds a million such lists.
fn all<A, B>(values: Vec<A>, of: impl Fn(A) -> Result<B, WireError>) -> Result<Vec<B>, WireError> {
    let mut all = Vec::with_capacity(values.len());
    for value in values {
        all.push(of(value)?);
    }
    Ok(all)
}

fn check_report(found: &str, report: &Report) -> Result<(), WireError> {
    if report.given_id.as_deref() == Some(found) || found == report.id.to_string() {
        return Ok(());
    }
    Err(WireError::OtherReport { found: found.to_owned(), expected: outside_id(report) })
}

fn part_of(part: Option<&str>) -> Result<Part, WireError> {
    match part {
        None | Some("text") => Ok(Part::Text),
        Some("title") => Ok(Part::Title),
        Some(other) => Err(bad_value("quote.part", other)),
    }
}

fn bad_value(field: &'static str, value: &str) -> WireError {
    WireError::BadValue { field, value: value.to_owned() }
}

fn value_of<T>(field: &'static str, value: &str, parse: fn(&str) -> Option<T>) -> Result<T, WireError> {
    parse(value).ok_or_else(|| bad_value(field, value))
}

fn claim_id_of(id: &str) -> Result<ClaimId, WireError> {
    let id = if id.is_empty() { "0" } else { id };
    id.parse().map_err(|_| bad_value("id", id))
}

fn span_of(text: &str, field: &'static str, start: u32, end: u32) -> Result<Span, WireError> {
    Span::new(text, start, end).ok_or(WireError::BadSpan { field, start, end })
}

fn some_span_of(text: &str, field: &'static str, span: Option<SpanJson>) -> Result<Option<Span>, WireError> {
    span.map(|span| span_of(text, field, span.start, span.end)).transpose()
}

/// Finds words that are given as words: at `start` where it is given, else at their first place inside the quote.
fn words_of(
    text: &str,
    quote: Span,
    field: &'static str,
    words: Option<&str>,
    start: Option<u32>,
) -> Result<Option<Span>, WireError> {
    let Some(words) = words else { return Ok(None) };
    let missing = || WireError::NoSuchWords { field, words: words.to_owned() };
    let start = match start {
        Some(start) => start as usize,
        None => quote.start() + quote.of(text).find(words).ok_or_else(missing)?,
    };
    let span = Span::from_offsets(start, start.saturating_add(words.len())).ok_or_else(missing)?;
    if span.of(text) == words { Ok(Some(span)) } else { Err(missing()) }
}

fn code_of(field: &'static str, code: &str) -> Result<ActorCode, WireError> {
    ActorCode::new(code).map_err(|cause| WireError::BadCode { field, cause })
}

fn participant_of(text: &str, field: &'static str, json: ParticipantJson) -> Result<Participant, WireError> {
    Ok(Participant {
        code: json.code.as_deref().map(|code| code_of(field, code)).transpose()?,
        sector: json.sector,
        name: json.name,
        title: json.title,
        is_inferred: json.is_inferred,
        span: span_of(text, field, json.start, json.end)?,
    })
}

fn day_of(field: &'static str, day: Option<&str>) -> Result<Option<Date>, WireError> {
    day.map(|day| day.parse().map_err(|_| bad_value(field, day))).transpose()
}

fn happened_of(text: &str, json: &HappenedJson) -> Result<Happened, WireError> {
    Ok(Happened {
        from: day_of("happened.from", json.from.as_deref())?,
        to: day_of("happened.to", json.to.as_deref())?,
        basis: value_of("happened.basis", &json.basis, Basis::parse)?,
        words: some_span_of(text, "happened.words", json.words)?,
    })
}

fn place_of(text: &str, json: PlaceJson) -> Result<Place, WireError> {
    Ok(Place {
        name: json.name,
        state: json.state.as_deref().map(|code| code_of("place.state", code)).transpose()?,
        coordinates: json.coordinates.map(|degrees| (degrees.latitude, degrees.longitude)),
        span: span_of(text, "place", json.start, json.end)?,
    })
}

fn view_of(text: &str, json: &ViewJson) -> Result<View, WireError> {
    let holder = match json.holder.as_str() {
        "AUTHOR" => Holder::Author,
        code => Holder::Actor(code_of("factuality.holder", code)?),
    };
    Ok(View {
        holder,
        value: value_of("factuality.value", &json.value, Factuality::parse)?,
        cue: some_span_of(text, "factuality.cue", json.cue)?,
        named: some_span_of(text, "factuality.named", json.named)?,
    })
}

fn pact_status_of(status: Option<&str>) -> Result<Option<PactStatus>, WireError> {
    status.map(|status| value_of("pact_status", status, PactStatus::parse)).transpose()
}

fn clause_of(text: &str, json: ClauseJson) -> Result<Clause, WireError> {
    Ok(Clause {
        kind: value_of("clause.kind", &json.kind, ClauseKind::parse)?,
        debtors: all(json.debtors, |code| code_of("clause.debtors", &code))?,
        creditors: all(json.creditors, |code| code_of("clause.creditors", &code))?,
        duty: span_of(text, "clause.duty", json.duty.start, json.duty.end)?,
        trigger: some_span_of(text, "clause.trigger", json.trigger)?,
    })
}

fn link_of(text: &str, json: &LinkJson) -> Result<Link, WireError> {
    let span = span_of(text, "linked", json.start, json.end)?;
    Ok(Link { kind: value_of("linked.kind", &json.kind, LinkKind::parse)?, span })
}

fn decision_of(json: DecisionJson) -> Decision {
    Decision { rule: json.rule, steps: json.steps }
}
