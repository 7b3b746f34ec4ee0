//! Pact files: TOML text to [`Pact`], with every fault named by file, line and field.
//!
//! A file is checked on its own here (codes, days, fields that belong together, contradictions); what needs several
//! files, `library` checks. The format is described in `docs/pacts.md`. No I/O: the caller gives name and text.

use foederis_types::{ActorCode, ClauseKind, Date};
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::codes;
use crate::model::*;
use crate::zones::Zone;

/// A pact file that cannot be used, or two that do not fit together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "cannot use `{file}`, line {line}: {problem}\n  hint: see `docs/pacts.md` for the format of a pact file"
)]
pub struct PactFileError {
    /// Name of the file as given.
    pub file: String,
    /// 1-based line.
    pub line: usize,
    /// The field, with its table; empty where the text is no TOML at all.
    pub field: String,
    /// What is wrong, with the value.
    pub problem: String,
}

/// Largest pact file taken, in bytes.
pub const FILE_BYTES_MAX: usize = 512 * 1024;

type Text = Spanned<String>;
type Day = Spanned<Datetime>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPact {
    id: Text,
    names: Vec<String>,
    form: Text,
    parties: Vec<Text>,
    text_status: Text,
    known_from: Day,
    text_known_from: Option<Day>,
    entry: Text,
    reference: Text,
    note: Option<String>,
    #[serde(default)]
    supersedes: Vec<String>,
    #[serde(default)]
    external: RawExternal,
    #[serde(default)]
    saving: Vec<RawSaving>,
    #[serde(default)]
    event: Vec<RawEvent>,
    #[serde(default)]
    clause: Vec<RawClause>,
    #[serde(default)]
    finding: Vec<RawFinding>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct RawExternal {
    #[serde(default)]
    atop: Vec<u32>,
    #[serde(default)]
    cow: Vec<u32>,
    registration: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSaving {
    reference: Text,
    effect: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEvent {
    status: Text,
    #[serde(default)]
    parties: Vec<Text>,
    on: Option<Day>,
    from: Option<Day>,
    to: Option<Day>,
    known_from: Option<Day>,
    reference: Text,
    #[serde(default)]
    asserted_by: Vec<Text>,
    #[serde(default)]
    denied_by: Vec<Text>,
    contested: Option<String>,
    #[serde(default)]
    uncertain: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClause {
    id: Text,
    reference: Text,
    kind: Text,
    strength: Text,
    says: String,
    #[serde(default)]
    debtors: Vec<Text>,
    #[serde(default)]
    creditors: Vec<Text>,
    mode: Option<Text>,
    trigger: Option<Text>,
    attacker_party: Option<Text>,
    #[serde(default)]
    covers_non_states: bool,
    #[serde(default)]
    condition: Vec<RawCondition>,
    #[serde(default)]
    exception: Vec<RawCondition>,
    deadline: Option<String>,
    #[serde(default)]
    qualifiers: Vec<Text>,
    from: Option<Day>,
    until: Option<Day>,
    known_from: Option<Day>,
    contested: Option<String>,
    #[serde(default)]
    uncertain: bool,
    #[serde(default)]
    general: bool,
    #[serde(default)]
    third_party: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCondition {
    test: Text,
    #[serde(default)]
    states: Vec<Text>,
    #[serde(default)]
    zones: Vec<Text>,
    enemies: Option<u8>,
    from: Option<Day>,
    to: Option<Day>,
    says: Option<String>,
    reference: Option<String>,
    known_from: Option<Day>,
    #[serde(default)]
    uncertain: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFinding {
    kind: Text,
    #[serde(default)]
    clauses: Vec<Text>,
    attacker: Option<Text>,
    victim: Text,
    attack_from: Day,
    attack_to: Option<Day>,
    on: Day,
    known_from: Option<Day>,
    applies: Option<bool>,
    #[serde(default)]
    debtors: Vec<Text>,
    reference: Text,
}

/// Reads one pact file.
///
/// # Errors
/// The first fault found, with file, line and field.
pub fn read_pact(file: &str, text: &str) -> Result<Pact, PactFileError> {
    let reader = Reader { file, text };
    if text.len() > FILE_BYTES_MAX {
        return Err(reader.fault_at(0, "", format!("{} bytes are more than {FILE_BYTES_MAX}", text.len())));
    }
    let raw: RawPact = toml::from_str(text).map_err(|error| reader.toml_fault(&error))?;
    let pact = reader.pact(&raw)?;
    reader.check(&raw, &pact)?;
    Ok(pact)
}

/// A file's name and text, to say where a fault is.
struct Reader<'a> {
    file: &'a str,
    text: &'a str,
}

type Outcome<T> = Result<T, PactFileError>;

impl Reader<'_> {
    fn fault_at(&self, offset: usize, field: &str, problem: String) -> PactFileError {
        let before = self.text.as_bytes().get(..offset).unwrap_or_default();
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
        let problem = if field.is_empty() { problem } else { format!("field `{field}`: {problem}") };
        PactFileError { file: self.file.to_owned(), line, field: field.to_owned(), problem }
    }

    fn fault<T>(&self, at: &Spanned<T>, field: &str, problem: String) -> PactFileError {
        self.fault_at(at.span().start, field, problem)
    }

    fn toml_fault(&self, error: &toml::de::Error) -> PactFileError {
        let offset = error.span().map_or(0, |span| span.start);
        let message = error.message();
        let message = message.replace('\n', " ");
        if message.contains("field") {
            let mut fault = self.fault_at(offset, "", message.clone());
            fault.field = message.split('`').nth(1).unwrap_or_default().to_owned();
            return fault;
        }
        let mut fault = self.fault_at(offset, "", String::new());
        let line = self.text.lines().nth(fault.line - 1).unwrap_or_default().trim();
        let shown: String = line.chars().filter(|c| !c.is_control()).take(60).collect();
        fault.field = line.split('=').next().unwrap_or_default().trim().to_owned();
        fault.problem = format!("{message}, in `{shown}`");
        fault
    }

    fn day(&self, raw: &Day, field: &str) -> Outcome<Date> {
        let value = raw.get_ref();
        let (Some(date), None) = (value.date, value.time) else {
            return Err(self.fault(raw, field, format!("`{value}` is no plain day such as `1949-04-04`")));
        };
        let day = Date::new(date.year as i16, date.month as i8, date.day as i8);
        let day = day.map_err(|_| self.fault(raw, field, format!("`{value}` is no day of the calendar")))?;
        if !(1648..=2100).contains(&day.year()) {
            return Err(self.fault(raw, field, format!("`{day}` lies outside 1648 to 2100")));
        }
        Ok(day)
    }

    fn maybe_day(&self, raw: Option<&Day>, field: &str) -> Outcome<Option<Date>> {
        raw.map(|day| self.day(day, field)).transpose()
    }

    fn code(&self, raw: &Text, field: &str) -> Outcome<ActorCode> {
        let text = raw.get_ref();
        codes::read(text, None).ok_or_else(|| {
            self.fault(
                raw,
                field,
                format!("`{text}` is no state known here (ISO alpha-3 or a former state's id)"),
            )
        })
    }

    fn codes(&self, raw: &[Text], field: &str) -> Outcome<Vec<ActorCode>> {
        raw.iter().map(|text| self.code(text, field)).collect()
    }

    fn word<T>(
        &self,
        raw: &Text,
        field: &str,
        parse: fn(&str) -> Option<T>,
        spellings: &[&str],
    ) -> Outcome<T> {
        let text = raw.get_ref();
        parse(text)
            .ok_or_else(|| self.fault(raw, field, format!("`{text}` is none of: {}", spellings.join(", "))))
    }

    fn zones(&self, raw: &[Text], field: &str) -> Outcome<Vec<Zone>> {
        let one = |text: &Text| {
            Zone::read(text.get_ref()).ok_or_else(|| {
                self.fault(text, field, format!("`{}` is no place known here", text.get_ref()))
            })
        };
        raw.iter().map(one).collect()
    }

    fn pact(&self, raw: &RawPact) -> Outcome<Pact> {
        let id = self.id(&raw.id, "id")?;
        let known_from = self.day(&raw.known_from, "known_from")?;
        let text_known_from =
            self.maybe_day(raw.text_known_from.as_ref(), "text_known_from")?.unwrap_or(known_from);
        let parties = self.codes(&raw.parties, "parties")?;
        let frame = Frame { id: &id, known_from: text_known_from, parties: &parties };
        let clauses = raw.clause.iter().map(|clause| self.clause(clause, &frame)).collect::<Outcome<_>>()?;
        Ok(Pact {
            names: raw.names.clone(),
            form: self.word(&raw.form, "form", Form::parse, Form::SPELLINGS)?,
            text_status: self.word(
                &raw.text_status,
                "text_status",
                TextStatus::parse,
                TextStatus::SPELLINGS,
            )?,
            known_from,
            text_known_from,
            entry_known_from: text_known_from,
            entry: self.word(&raw.entry, "entry", Entry::parse, Entry::SPELLINGS)?,
            reference: self.filled(&raw.reference, "reference")?,
            note: raw.note.clone(),
            external: External {
                atop: raw.external.atop.clone(),
                cow: raw.external.cow.clone(),
                registration: raw.external.registration.clone(),
            },
            supersedes: raw.supersedes.clone(),
            savings: raw.saving.iter().enumerate().map(|s| self.saving(s, &frame)).collect::<Outcome<_>>()?,
            events: raw.event.iter().enumerate().map(|e| self.event(e, &frame)).collect::<Outcome<_>>()?,
            findings: raw
                .finding
                .iter()
                .enumerate()
                .map(|f| self.finding(f, &frame))
                .collect::<Outcome<_>>()?,
            clauses,
            parties,
            id,
            is_learned: false,
            also_reported: Vec::new(),
            missing: Vec::new(),
            denied_by: Vec::new(),
        })
    }

    fn id(&self, raw: &Text, field: &str) -> Outcome<String> {
        let text = raw.get_ref();
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if text.is_empty() || text.len() > 60 || !text.bytes().all(fits) {
            let problem = format!("`{text}` is no id: lower-case letters, digits and hyphens, at most 60");
            return Err(self.fault(raw, field, problem));
        }
        Ok(text.clone())
    }

    fn filled(&self, raw: &Text, field: &str) -> Outcome<String> {
        if raw.get_ref().trim().is_empty() {
            return Err(self.fault(
                raw,
                field,
                "is empty; name the article or the published fact".to_owned(),
            ));
        }
        Ok(raw.get_ref().clone())
    }

    fn saving(&self, (idx, raw): (usize, &RawSaving), frame: &Frame<'_>) -> Outcome<Saving> {
        let effect = self.word(&raw.effect, "saving.effect", SavingEffect::parse, SavingEffect::SPELLINGS)?;
        let reference = self.filled(&raw.reference, "saving.reference")?;
        Ok(Saving { id: format!("{}/saving-{}", frame.id, idx + 1), reference, effect })
    }

    fn event(&self, (idx, raw): (usize, &RawEvent), frame: &Frame<'_>) -> Outcome<StatusEvent> {
        let status = self.word(&raw.status, "event.status", Status::parse, Status::SPELLINGS)?;
        let on = self.maybe_day(raw.on.as_ref(), "event.on")?;
        let from = self.maybe_day(raw.from.as_ref(), "event.from")?.or(on);
        let to = self.maybe_day(raw.to.as_ref(), "event.to")?.or(on).or(from);
        let (Some(from), Some(to)) = (from, to) else {
            return Err(self.fault(&raw.status, "event.on", "the event has no day".to_owned()));
        };
        if to < from {
            return Err(self.fault(&raw.status, "event.to", format!("`{to}` lies before `{from}`")));
        }
        Ok(StatusEvent {
            id: format!("{}/event-{}", frame.id, idx + 1),
            status,
            parties: self.codes(&raw.parties, "event.parties")?,
            from,
            to,
            known_from: self.maybe_day(raw.known_from.as_ref(), "event.known_from")?.unwrap_or(from),
            reference: self.filled(&raw.reference, "event.reference")?,
            asserted_by: self.codes(&raw.asserted_by, "event.asserted_by")?,
            denied_by: self.codes(&raw.denied_by, "event.denied_by")?,
            contested: raw.contested.clone(),
            is_uncertain: raw.uncertain,
            reported: Vec::new(),
        })
    }

    fn clause(&self, raw: &RawClause, frame: &Frame<'_>) -> Outcome<Clause> {
        let id = format!("{}/{}", frame.id, self.id(&raw.id, "clause.id")?);
        let kinds: Vec<&str> = ClauseKind::ALL.iter().map(|kind| kind.as_str()).collect();
        let kind = self.word(&raw.kind, "clause.kind", ClauseKind::parse, &kinds)?;
        let known = self.maybe_day(raw.known_from.as_ref(), "clause.known_from")?.unwrap_or(frame.known_from);
        let own = ConditionFrame { clause: &id, reference: raw.reference.get_ref(), known_from: known };
        let all = |listed: Vec<ActorCode>| if listed.is_empty() { frame.parties.to_vec() } else { listed };
        let mode = raw.mode.as_ref().map(|mode| self.word(mode, "clause.mode", Mode::parse, Mode::SPELLINGS));
        let conditions = raw.condition.iter().enumerate();
        let exceptions = raw.exception.iter().enumerate().map(|(idx, e)| (idx + raw.condition.len(), e));
        Ok(Clause {
            reference: self.filled(&raw.reference, "clause.reference")?,
            kind,
            strength: self.word(&raw.strength, "clause.strength", Strength::parse, Strength::SPELLINGS)?,
            says: raw.says.clone(),
            debtors: all(self.codes(&raw.debtors, "clause.debtors")?),
            creditors: all(self.codes(&raw.creditors, "clause.creditors")?),
            mode: mode.transpose()?.unwrap_or(Mode::Several),
            trigger: self.trigger(raw.trigger.as_ref(), kind)?,
            attacker_party: self.attacker_party(raw.attacker_party.as_ref())?,
            covers_non_states: raw.covers_non_states,
            conditions: conditions.map(|c| self.condition(c, &own)).collect::<Outcome<_>>()?,
            exceptions: exceptions.map(|c| self.condition(c, &own)).collect::<Outcome<_>>()?,
            deadline: raw.deadline.clone(),
            qualifiers: self.qualifiers(&raw.qualifiers)?,
            from: self.maybe_day(raw.from.as_ref(), "clause.from")?,
            until: self.maybe_day(raw.until.as_ref(), "clause.until")?,
            known_from: known,
            contested: raw.contested.clone(),
            is_uncertain: raw.uncertain,
            is_general: raw.general,
            wordings: Vec::new(),
            id,
        })
    }

    fn trigger(&self, raw: Option<&Text>, kind: ClauseKind) -> Outcome<Trigger> {
        let Some(raw) = raw else { return Ok(default_trigger(kind)) };
        self.word(raw, "clause.trigger", Trigger::parse, Trigger::SPELLINGS)
    }

    fn attacker_party(&self, raw: Option<&Text>) -> Outcome<AttackerParty> {
        let Some(raw) = raw else { return Ok(AttackerParty::Unclear) };
        self.word(raw, "clause.attacker_party", AttackerParty::parse, AttackerParty::SPELLINGS)
    }

    fn qualifiers(&self, raw: &[Text]) -> Outcome<Vec<Qualifier>> {
        let one = |text| self.word(text, "clause.qualifiers", Qualifier::parse, Qualifier::SPELLINGS);
        raw.iter().map(one).collect()
    }

    fn condition(&self, (idx, raw): (usize, &RawCondition), own: &ConditionFrame<'_>) -> Outcome<Condition> {
        Ok(Condition {
            id: format!("{}/{}", own.clause, idx + 1),
            reference: raw.reference.clone().unwrap_or_else(|| own.reference.to_owned()),
            known_from: self
                .maybe_day(raw.known_from.as_ref(), "condition.known_from")?
                .unwrap_or(own.known_from),
            is_uncertain: raw.uncertain,
            says: raw.says.clone().unwrap_or_default(),
            reported: Vec::new(),
            test: self.test(raw)?,
        })
    }

    fn test(&self, raw: &RawCondition) -> Outcome<Test> {
        let word = raw.test.get_ref().as_str();
        self.check_condition_fields(raw, word)?;
        let states = || self.codes(&raw.states, "condition.states");
        let zones = || self.zones(&raw.zones, "condition.zones");
        Ok(match word {
            "adversary_in" => Test::AdversaryIn(states()?),
            "adversary_from" => Test::AdversaryFrom(zones()?[0]),
            "backed_by" => Test::Backed(states()?),
            "place" => Test::Place(zones()?),
            "victim_land" => Test::VictimLand,
            "non_provocation" => Test::NonProvocation,
            "minimum_enemies" => Test::MinimumEnemies(raw.enemies.unwrap_or(2)),
            "window" => Test::Window(
                self.maybe_day(raw.from.as_ref(), "condition.from")?,
                self.maybe_day(raw.to.as_ref(), "condition.to")?,
            ),
            "request" => Test::Request,
            "determination" => Test::Determination,
            "open" => Test::Open,
            _ => {
                let problem = format!("`{word}` is none of: {}", TESTS.map(|(name, _)| name).join(", "));
                return Err(self.fault(&raw.test, "condition.test", problem));
            }
        })
    }

    fn check_condition_fields(&self, raw: &RawCondition, word: &str) -> Outcome<()> {
        let wants = TESTS.iter().find(|(name, _)| *name == word).map_or("", |(_, wants)| wants);
        let given = [
            ("states", !raw.states.is_empty()),
            ("zones", !raw.zones.is_empty()),
            ("enemies", raw.enemies.is_some()),
            ("window", raw.from.is_some() || raw.to.is_some()),
        ];
        for (field, is_given) in given {
            if is_given && wants != field {
                let problem = format!("`{field}` does not belong to the test `{word}`");
                return Err(self.fault(&raw.test, &format!("condition.{field}"), problem));
            }
            if !is_given && wants == field {
                let problem = format!("the test `{word}` needs `{field}`");
                return Err(self.fault(&raw.test, &format!("condition.{field}"), problem));
            }
        }
        if word == "open" && raw.says.as_ref().is_none_or(String::is_empty) {
            let problem = "an open condition must say what is open".to_owned();
            return Err(self.fault(&raw.test, "condition.says", problem));
        }
        Ok(())
    }

    fn finding(&self, (idx, raw): (usize, &RawFinding), frame: &Frame<'_>) -> Outcome<Finding> {
        let from = self.day(&raw.attack_from, "finding.attack_from")?;
        let on = self.day(&raw.on, "finding.on")?;
        Ok(Finding {
            id: format!("{}/finding-{}", frame.id, idx + 1),
            kind: self.word(&raw.kind, "finding.kind", FindingKind::parse, FindingKind::SPELLINGS)?,
            clauses: raw.clauses.iter().map(|clause| format!("{}/{}", frame.id, clause.get_ref())).collect(),
            attacker: raw.attacker.as_ref().map(|text| self.code(text, "finding.attacker")).transpose()?,
            victim: self.code(&raw.victim, "finding.victim")?,
            attack: (from, self.maybe_day(raw.attack_to.as_ref(), "finding.attack_to")?.unwrap_or(from)),
            on,
            known_from: self.maybe_day(raw.known_from.as_ref(), "finding.known_from")?.unwrap_or(on),
            applies: raw.applies.unwrap_or(true),
            debtors: self.codes(&raw.debtors, "finding.debtors")?,
            reference: self.filled(&raw.reference, "finding.reference")?,
        })
    }
}

/// What the parts of a pact take from it.
struct Frame<'a> {
    id: &'a str,
    known_from: Date,
    parties: &'a [ActorCode],
}

/// What a condition takes from its clause.
struct ConditionFrame<'a> {
    clause: &'a str,
    reference: &'a str,
    known_from: Date,
}

/// Tests and the one field that each needs.
const TESTS: [(&str, &str); 11] = [
    ("adversary_in", "states"),
    ("adversary_from", "zones"),
    ("backed_by", "states"),
    ("place", "zones"),
    ("victim_land", ""),
    ("non_provocation", ""),
    ("minimum_enemies", "enemies"),
    ("window", "window"),
    ("request", ""),
    ("determination", ""),
    ("open", ""),
];

/// Returns what brings a duty due where the file does not say.
pub(crate) fn default_trigger(kind: ClauseKind) -> Trigger {
    use ClauseKind as K;
    match kind {
        K::Defend | K::Guarantee | K::AssistMateriel | K::Sanction | K::ReportUnsc | K::SeekUnsc => {
            Trigger::ArmedAttack
        }
        K::JoinAttack | K::Neutral | K::BenevolentNeutral => Trigger::War,
        K::Consult | K::NoUseOfTerritory | K::BasingTransit => Trigger::Threat,
        K::Mobilise => Trigger::Mobilisation,
        K::NonAggression | K::NoHostilePact | K::ArmsEmbargo | K::NoSeparatePeace => Trigger::Standing,
    }
}

impl Reader<'_> {
    fn check(&self, raw: &RawPact, pact: &Pact) -> Outcome<()> {
        self.check_head(raw, pact)?;
        self.check_event_parties(raw, pact)?;
        self.check_order(raw, pact)?;
        self.check_clauses(raw, pact)?;
        self.check_findings(raw, pact)
    }

    fn check_head(&self, raw: &RawPact, pact: &Pact) -> Outcome<()> {
        let at = |field: &str, problem: String| Err(self.fault(&raw.id, field, problem));
        if pact.names.is_empty() || pact.names.iter().any(|name| name.trim().is_empty()) {
            return at("names", "a pact needs a name, and none may be empty".to_owned());
        }
        let mut seen = Vec::new();
        for (text, &party) in raw.parties.iter().zip(&pact.parties) {
            let person = codes::person(party);
            if seen.contains(&person) {
                let problem = format!("`{}` is listed twice, or under two of its ids", text.get_ref());
                return Err(self.fault(text, "parties", problem));
            }
            seen.push(person);
        }
        let is_alone = matches!(pact.form, Form::UnilateralGuarantee | Form::UnscDecision);
        if pact.parties.is_empty() || (pact.parties.len() < 2 && !is_alone) {
            return at("parties", "a pact needs two parties, a unilateral guarantee one".to_owned());
        }
        if pact.text_known_from < pact.known_from {
            return at("text_known_from", "the text cannot be known before the pact".to_owned());
        }
        Ok(())
    }

    fn check_event_parties(&self, raw: &RawPact, pact: &Pact) -> Outcome<()> {
        for (raw, event) in raw.event.iter().zip(&pact.events) {
            for (text, &party) in raw.parties.iter().zip(&event.parties) {
                if !pact.has_party(party) {
                    let problem = format!("`{}` is no party of `{}`", text.get_ref(), pact.id);
                    return Err(self.fault(text, "event.parties", problem));
                }
                let is_there = codes::state(party).is_some_and(|state| codes::exists(state, event.from));
                if event.status.consents() && !is_there {
                    let problem = format!("there was no `{}` on {}", text.get_ref(), event.from);
                    return Err(self.fault(text, "event.parties", problem));
                }
            }
        }
        Ok(())
    }

    /// A party cannot be bound before the first signature, leave before it came, or come twice without leaving.
    fn check_order(&self, raw: &RawPact, pact: &Pact) -> Outcome<()> {
        let signed = pact.signed().map(|(from, _)| from);
        let concerns = |event: &StatusEvent, party: ActorCode| {
            event.parties.is_empty()
                || event.parties.iter().any(|&p| codes::person(p) == codes::person(party))
        };
        for (raw, event) in raw.event.iter().zip(&pact.events) {
            let is_bound = event.status.starts() || event.status.ends();
            if let Some(signed) = signed.filter(|&signed| is_bound && event.to < signed) {
                let word = event.status.as_str();
                let problem = format!("`{word}` on {} lies before the signature on {signed}", event.to);
                return Err(self.fault(&raw.status, "event.on", problem));
            }
        }
        for &party in &pact.parties {
            let mut own: Vec<(&RawEvent, &StatusEvent)> =
                raw.event.iter().zip(&pact.events).filter(|(_, event)| concerns(event, party)).collect();
            own.retain(|(_, event)| event.status.starts() || event.status.ends());
            own.sort_by_key(|(_, event)| (event.from, event.status.ends()));
            self.check_turns(&own, party)?;
        }
        Ok(())
    }

    fn check_turns(&self, own: &[(&RawEvent, &StatusEvent)], party: ActorCode) -> Outcome<()> {
        let mut is_in = false;
        for (raw, event) in own {
            let open = event.is_uncertain || !event.denied_by.is_empty() || event.from != event.to;
            if event.status.starts() && is_in && event.status == Status::InForceFor && !open {
                let problem =
                    format!("`{party}` comes under the pact twice without leaving it ({})", event.from);
                return Err(self.fault(&raw.status, "event.status", problem));
            }
            if event.status.ends() && !is_in && !event.parties.is_empty() {
                let problem =
                    format!("`{party}` leaves on {} a pact that was not in force for it", event.from);
                return Err(self.fault(&raw.status, "event.status", problem));
            }
            is_in = if event.status.starts() { true } else { open && is_in };
        }
        Ok(())
    }

    fn check_clauses(&self, raw: &RawPact, pact: &Pact) -> Outcome<()> {
        let may_reach_outsiders = matches!(
            pact.form,
            Form::UnilateralGuarantee
                | Form::UnscDecision
                | Form::Convention
                | Form::JointDeclaration
                | Form::Memorandum
        );
        for (idx, (raw, clause)) in raw.clause.iter().zip(&pact.clauses).enumerate() {
            let at = |field: &str, problem: String| Err(self.fault(&raw.id, field, problem));
            if pact.clauses[..idx].iter().any(|other| other.id == clause.id) {
                return at("clause.id", format!("`{}` is used twice", raw.id.get_ref()));
            }
            if let Some(code) = clause.debtors.iter().find(|&&code| !pact.has_party(code)) {
                return at("clause.debtors", format!("`{code}` owes but is no party"));
            }
            let stranger = clause.creditors.iter().find(|&&code| !pact.has_party(code));
            if let Some(code) = stranger.filter(|_| !may_reach_outsiders && !raw.third_party) {
                let problem = format!(
                    "`{code}` is no party; set `third_party = true` if the clause is for it all the same"
                );
                return at("clause.creditors", problem);
            }
            let is_consult = clause.kind == ClauseKind::Consult;
            if clause.strength == Strength::ConsultOnly && !is_consult {
                return at("clause.strength", format!("CONSULT_ONLY does not go with {}", clause.kind));
            }
            if clause.known_from < pact.known_from {
                return at("clause.known_from", "a clause cannot be known before its pact".to_owned());
            }
            if clause.from.zip(clause.until).is_some_and(|(from, until)| until < from) {
                return at("clause.until", "lies before `from`".to_owned());
            }
        }
        Ok(())
    }

    fn check_findings(&self, raw: &RawPact, pact: &Pact) -> Outcome<()> {
        for (raw, finding) in raw.finding.iter().zip(&pact.findings) {
            let named = raw.clauses.iter().zip(&finding.clauses);
            for (text, id) in named {
                if !pact.clauses.iter().any(|clause| clause.id == *id) {
                    let problem = format!("there is no clause `{}`", text.get_ref());
                    return Err(self.fault(text, "finding.clauses", problem));
                }
            }
            if finding.attack.1 < finding.attack.0 || finding.on < finding.attack.0 {
                let problem = "the finding or the attack's last day lies before its first day".to_owned();
                return Err(self.fault(&raw.kind, "finding.on", problem));
            }
        }
        Ok(())
    }
}
