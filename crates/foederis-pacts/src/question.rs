//! The question: events, days, clocks, chain and policies, and the text form of events.
//!
//! An event line is a day, who does what to whom, and where: `1914-07-28 AUH>SRB @BALKAN (disputed)`, or in words,
//! `South Korea attacks North Korea at KOR on 2025-06-01`. Names are resolved by the caller's closure; here only codes
//! are known. No clock: without a day of its own an event falls on the day asked about.

use foederis_types::{ActorCode, Date};

use crate::codes;
use crate::model::spelled;
use crate::truth::Truth;
use crate::zones::Zone;

spelled!(
    /// What an event is.
    EventKind {
        /// Armed attack.
        Attack = "attack",
        /// Threat of one.
        Threat = "threat",
        /// Mobilisation.
        Mobilise = "mobilise",
        /// Backing of an attacker against a third state.
        Support = "support",
    }
);

spelled!(
    /// Which entries into war are followed on.
    Chain {
        /// Only the events asked about.
        None = "none",
        /// Duties that are automatic are taken to be met.
        Expected = "expected",
        /// Duties of chosen means or constitutional process too.
        Full = "full",
    }
);

spelled!(
    /// Which attack counts as one.
    Reading {
        /// Only an attack that is not itself self-defence.
        Strict = "strict",
        /// Every attack.
        Formal = "formal",
    }
);

spelled!(
    /// What a denial does to a reported event.
    DenialPolicy {
        /// Any denial makes it unknown.
        AnyDenial = "any_denial",
        /// The accused's own denial does not count.
        NotTheAccused = "not_the_accused",
    }
);

/// One event of the case.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What.
    pub kind: EventKind,
    /// By whom.
    pub attacker: ActorCode,
    /// Against whom; for support, the third state.
    pub victim: ActorCode,
    /// Whom it backs, for support; whom it comes to the aid of, for an attack, which then comes after the other
    /// events of its day.
    pub aids: Option<ActorCode>,
    /// Where; `None` where not known.
    pub place: Option<Zone>,
    /// When; `None` for the day asked about.
    pub day: Option<Date>,
    /// True where it is disputed whether it happened so.
    pub is_disputed: bool,
    /// Who denies it.
    pub denied_by: Vec<ActorCode>,
    /// Reports that tell it: ledger evidence ids. Empty for a mere premise.
    pub evidence: Vec<String>,
    /// How many independent origins tell it; counts only with evidence.
    pub n_origins: u32,
    /// True where a state concerned told it officially of itself.
    pub is_official: bool,
}

impl Event {
    /// Makes an attack that is supposed for the sake of the question.
    pub fn attack(attacker: ActorCode, victim: ActorCode) -> Event {
        Event {
            kind: EventKind::Attack,
            attacker,
            victim,
            aids: None,
            place: None,
            day: None,
            is_disputed: false,
            denied_by: Vec::new(),
            evidence: Vec::new(),
            n_origins: 0,
            is_official: false,
        }
    }

    /// Returns whether it happened: a premise is true; a report needs two origins or an official word, and no denial.
    pub fn truth(&self, policy: DenialPolicy) -> Truth {
        let counts = |&&by: &&ActorCode| {
            policy == DenialPolicy::AnyDenial || codes::person(by) != codes::person(self.attacker)
        };
        let is_denied = self.denied_by.iter().any(|by| counts(&by));
        let is_told = self.evidence.is_empty() || self.n_origins >= 2 || self.is_official;
        Truth::certain(is_told && !is_denied && !self.is_disputed)
    }
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// Events in any order.
    pub events: Vec<Event>,
    /// The day asked about: what is in force then.
    pub on: Date,
    /// What was known by then; `None` for everything known today.
    pub as_of: Option<Date>,
    /// Which entries are followed on.
    pub chain: Chain,
    /// What a denial does.
    pub denial: DenialPolicy,
    /// Requests for help by a victim, with their day.
    pub requests: Vec<(ActorCode, Date)>,
    /// Most supports kept per answer.
    pub supports_max: usize,
}

/// Most events taken in one question.
pub const EVENTS_MAX: usize = 500;

impl Question {
    /// Makes a question about a day, with nothing but one attack on that day.
    pub fn attack(attacker: ActorCode, victim: ActorCode, on: Date) -> Question {
        Question::new(vec![Event::attack(attacker, victim)], on)
    }

    /// Makes a question about a day and events.
    pub fn new(events: Vec<Event>, on: Date) -> Question {
        let (chain, denial) = (Chain::None, DenialPolicy::AnyDenial);
        Question { events, on, as_of: None, chain, denial, requests: Vec::new(), supports_max: 16 }
    }
}

/// An event or a question that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuestionError {
    /// No verb found.
    #[error(
        "cannot read the event `{0}`: no `attacks`, `threatens`, `mobilises against`, `supports .. against` or `>`"
    )]
    NoVerb(String),
    /// A name that nobody knows.
    #[error(
        "`{name}` is no state known here, in `{line}`\n  hint: use an ISO code, `cow:` and letters, or `non-state:NAME`"
    )]
    UnknownActor {
        /// The name.
        name: String,
        /// The line it stands in.
        line: String,
    },
    /// A place that is not in the table.
    #[error(
        "`{name}` is no place known here, in `{line}`\n  hint: use a state's code or a region such as `EUROPE`"
    )]
    UnknownPlace {
        /// The place.
        name: String,
        /// The line it stands in.
        line: String,
    },
    /// A day that is none.
    #[error("`{day}` is no day such as `1949-04-04`, in `{line}`")]
    BadDay {
        /// The words.
        day: String,
        /// The line it stands in.
        line: String,
    },
    /// An attack on oneself.
    #[error("`{0}` is named on both sides, in `{1}`")]
    SameSides(String, String),
    /// A state after its end or before its time.
    #[error("there was no `{id}` on {day}, in `{line}`")]
    NotThere {
        /// The id.
        id: String,
        /// The day.
        day: Date,
        /// The line it stands in.
        line: String,
    },
    /// A day that no pact file reaches.
    #[error("the day {0} lies outside 1648-01-01 to 2100-12-31")]
    DayOutOfRange(Date),
    /// Too many events.
    #[error("{0} events are more than {EVENTS_MAX}")]
    TooManyEvents(usize),
    /// No event at all.
    #[error("no event is asked about")]
    NoEvent,
}

/// Resolves a name, code or adjective to a code as of a day; the caller's tables.
pub type Resolver<'a> = &'a dyn Fn(&str, Option<Date>) -> Option<ActorCode>;

/// Reads events, one a line or separated by `;`; `#` starts a comment.
///
/// # Errors
/// The first line that cannot be read, with the word at fault.
pub fn parse_events(text: &str, resolver: Resolver<'_>) -> Result<Vec<Event>, QuestionError> {
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default());
    let events: Vec<Event> = lines
        .flat_map(|line| line.split(';'))
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take(EVENTS_MAX + 1)
        .map(|line| parse_event(line, resolver))
        .collect::<Result<_, _>>()?;
    match events.len() {
        0 => Err(QuestionError::NoEvent),
        n if n > EVENTS_MAX => Err(QuestionError::TooManyEvents(n)),
        _ => Ok(events),
    }
}

const VERBS: [(&str, EventKind); 21] = [
    (" attacked ", EventKind::Attack),
    (" attacks ", EventKind::Attack),
    (" attack ", EventKind::Attack),
    (" invaded ", EventKind::Attack),
    (" invades ", EventKind::Attack),
    (" bombs ", EventKind::Attack),
    (" strikes ", EventKind::Attack),
    (" shells ", EventKind::Attack),
    (" declares war on ", EventKind::Attack),
    (" goes to war with ", EventKind::Attack),
    (" fights ", EventKind::Attack),
    (" threatens ", EventKind::Threat),
    (" threatened ", EventKind::Threat),
    (" mobilises against ", EventKind::Mobilise),
    (" mobilizes against ", EventKind::Mobilise),
    (" mobilised against ", EventKind::Mobilise),
    (" supports ", EventKind::Support),
    (" supported ", EventKind::Support),
    (" backs ", EventKind::Support),
    (">", EventKind::Attack),
    ("->", EventKind::Attack),
];

/// Reads one event.
///
/// # Errors
/// What cannot be read, with the line.
pub fn parse_event(line: &str, resolver: Resolver<'_>) -> Result<Event, QuestionError> {
    let mut rest = Rest { line, words: line.trim().trim_end_matches('?').trim().to_owned() };
    rest.drop_lead();
    let day = rest.take_day()?;
    let is_disputed = rest.take("(disputed)");
    let denied = rest.take_tail(&[" denied by "]);
    let place = rest.take_tail(&["@", " at "]);
    let aided = rest.take_tail(&[" in aid of ", " to aid ", " in defence of "]);
    let actor = |name: &str| read_actor(name, day, line, resolver);
    let (left, right, kind) = rest.split_verb()?;
    let (victim, aids) = match (kind, right.split_once(" against ")) {
        (EventKind::Support, Some((aided, foe))) => (actor(foe)?, Some(actor(aided)?)),
        (EventKind::Support, None) => return Err(QuestionError::NoVerb(line.to_owned())),
        _ => (actor(&right)?, aided.as_deref().map(actor).transpose()?),
    };
    let attacker = actor(&left)?;
    if codes::person(attacker) == codes::person(victim) {
        return Err(QuestionError::SameSides(attacker.to_string(), line.to_owned()));
    }
    let denied_by =
        denied.iter().flat_map(|list| list.split(" and ")).map(actor).collect::<Result<_, _>>()?;
    let place = place.map(|name| read_place(&name, day, line, resolver)).transpose()?;
    Ok(Event { kind, aids, place, day, is_disputed, denied_by, ..Event::attack(attacker, victim) })
}

struct Rest<'a> {
    line: &'a str,
    words: String,
}

impl Rest<'_> {
    fn drop_lead(&mut self) {
        for lead in ["what if ", "if "] {
            if self.words.get(..lead.len()).is_some_and(|start| start.eq_ignore_ascii_case(lead)) {
                self.words.drain(..lead.len());
            }
        }
    }

    fn take(&mut self, words: &str) -> bool {
        let Some(at) = self.words.find(words) else { return false };
        self.words.replace_range(at..at + words.len(), "");
        self.words = self.words.trim().to_owned();
        true
    }

    /// Cuts off what follows the last of the marks.
    fn take_tail(&mut self, marks: &[&str]) -> Option<String> {
        let (at, mark) = marks.iter().filter_map(|mark| Some((self.words.rfind(mark)?, mark))).max()?;
        let tail = self.words[at + mark.len()..].trim().to_owned();
        self.words.truncate(at);
        self.words = self.words.trim().to_owned();
        Some(tail)
    }

    /// Takes a day at the front, or after `on` at the end.
    fn take_day(&mut self) -> Result<Option<Date>, QuestionError> {
        let first = self.words.split_whitespace().next().unwrap_or_default().to_owned();
        if first.starts_with(|c: char| c.is_ascii_digit()) {
            self.words = self.words[first.len()..].trim().to_owned();
            return self.day(first.trim_end_matches(':')).map(Some);
        }
        let Some(at) = self.words.rfind(" on ") else { return Ok(None) };
        let tail = self.words[at + 4..].trim();
        let word = tail.split_whitespace().next().unwrap_or_default().to_owned();
        if !word.starts_with(|c: char| c.is_ascii_digit()) {
            return Ok(None);
        }
        let after = tail[word.len()..].to_owned();
        self.words.truncate(at);
        self.words.push_str(&after);
        self.day(&word).map(Some)
    }

    fn day(&self, text: &str) -> Result<Date, QuestionError> {
        text.parse().map_err(|_| QuestionError::BadDay { day: text.to_owned(), line: self.line.to_owned() })
    }

    fn split_verb(&self) -> Result<(String, String, EventKind), QuestionError> {
        let lower = self.words.to_ascii_lowercase();
        for (verb, kind) in VERBS {
            if let Some(at) = lower.find(verb) {
                let left = self.words[..at].trim_end_matches('-').trim().to_owned();
                return Ok((left, self.words[at + verb.len()..].trim().to_owned(), kind));
            }
        }
        Err(QuestionError::NoVerb(self.line.to_owned()))
    }
}

fn read_actor(
    name: &str,
    day: Option<Date>,
    line: &str,
    resolver: Resolver<'_>,
) -> Result<ActorCode, QuestionError> {
    let name = name.trim().trim_end_matches('.');
    if let Some(code) = name.strip_prefix("non-state:").and_then(codes::non_state) {
        return Ok(code);
    }
    let found = codes::read(name, day).or_else(|| resolver(name, day)).or_else(|| by_name(name));
    found.ok_or_else(|| QuestionError::UnknownActor { name: name.to_owned(), line: line.to_owned() })
}

fn by_name(name: &str) -> Option<ActorCode> {
    let bare = |text: &str| text.trim_start_matches("the ").trim_start_matches("The ").to_lowercase();
    codes::all().iter().find(|state| bare(state.name) == bare(name)).map(|state| state.id)
}

/// Reads a place: a zone, or a state by whatever it is called.
fn read_place(
    name: &str,
    day: Option<Date>,
    line: &str,
    resolver: Resolver<'_>,
) -> Result<Zone, QuestionError> {
    let of_state = || read_actor(name, day, line, resolver).ok().and_then(Zone::of_state);
    Zone::read(name)
        .or_else(of_state)
        .ok_or_else(|| QuestionError::UnknownPlace { name: name.to_owned(), line: line.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let none = |_: &str, _: Option<Date>| None;
        let told = match parse_event(line, &none) {
            Ok(event) => format!(
                "{} {} {}>{} @{}{}{}",
                event.day.map_or_else(|| "-".to_owned(), |day| day.to_string()),
                event.kind.as_str(),
                event.attacker,
                event.victim,
                event.place.map_or("-", Zone::id),
                event.aids.map_or_else(String::new, |aided| format!(" for {aided}")),
                if event.is_disputed { " disputed" } else { "" },
            ),
            Err(error) => error.to_string().lines().next().unwrap_or_default().to_owned(),
        };
        assert_eq!(told, expected);
    }

    #[test]
    fn events_are_read_from_codes_and_from_words() {
        check("1914-07-28 AUH>SRB @BALKAN", "1914-07-28 attack AUH>SRB @BALKAN");
        check("1914-06-28 cow:YUG>AUH @BALKAN (disputed)", "1914-06-28 attack SRB>AUH @BALKAN disputed");
        check("KOR attacks PRK", "- attack KOR>PRK @-");
        check("What if South Korea attacks North Korea?", "- attack KOR>PRK @-");
        check("China attacks Japan at Senkaku on 2024-05-01", "2024-05-01 attack CHN>JPN @SENKAKU");
        check("USA attacks PRK in aid of KOR", "- attack USA>PRK @- for KOR");
        check("Germany supports Austria-Hungary against Russia", "- support DEU>RUS @- for AUH");
        check("Iran threatens Israel", "- threat IRN>ISR @-");
        check("2001-09-11 ALQ>USA @NAMERICA", "2001-09-11 attack ALQ>USA @NAMERICA");
        check("KOR attacks PRK at North Korea", "- attack KOR>PRK @PRK");
        check("non-state:River Brigades>USA", "- attack RIVERBRI>USA @-");
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        check("Ruritania attacks PRK", "`Ruritania` is no state known here, in `Ruritania attacks PRK`");
        check(
            "KOR attacks PRK at Atlantis",
            "`Atlantis` is no place known here, in `KOR attacks PRK at Atlantis`",
        );
        check("2024-02-30 KOR>PRK", "`2024-02-30` is no day such as `1949-04-04`, in `2024-02-30 KOR>PRK`");
        check("KOR attacks KOR", "`KOR` is named on both sides, in `KOR attacks KOR`");
        check(
            "KOR likes PRK",
            "cannot read the event `KOR likes PRK`: no `attacks`, `threatens`, `mobilises against`, `supports .. against` or `>`",
        );
    }
}
