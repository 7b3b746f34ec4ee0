//! What the crate gives back: time expressions with their readings.

use foederis_types::{Basis, Date, Sentence, Span};

use crate::calendar::Unit;

/// Whether what the words date has happened, or is to come. The one who knows the governing predicate says which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tense {
    /// Has happened or holds: a weekday is the nearest on or before publication.
    #[default]
    Past,
    /// Is to come: a weekday is the nearest after publication.
    Future,
}

/// First and last day; an open or unknown end is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// First day.
    pub from: Option<Date>,
    /// Last day, at or after `from`.
    pub to: Option<Date>,
}

/// What kind of time the words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// One day: `on Wednesday`, `19 June 2024`, `three days ago`.
    Day,
    /// Several days, both ends known where publication is: `last week`, `in May`, `from 3 to 5 May`.
    Interval,
    /// `since Wednesday`: from its first day to publication.
    Since,
    /// `from next month`, `as of 1 July`: from its first day, open.
    From,
    /// `until Friday`: open, to its last day.
    Until,
    /// `by Friday`, `by the end of next week`: from publication, where it is to come, to its last day.
    By,
    /// `before Friday`: ends the day before its first day; from publication, where it is to come.
    Before,
    /// `after Friday`: from the day after its last day, open.
    After,
    /// `within 30 days`: a length from something the words do not name; no days.
    Within,
    /// `for two years`, `a three-day visit`, `in 24 years`: a length. To come, `in three days` has days as well.
    Duration,
    /// `every Friday`, `twice a year`, `$2 billion a year`; no days.
    Frequency,
    /// Part of a name for something else, which has the days: `the 1961 treaty`, `the June 2000 summit`.
    Name,
    /// `the first visit since 2011`, `the worst raid since March`: what it is compared with, which has the days; it does
    /// not say when it was itself.
    Compared,
    /// `recently`, `in recent weeks`, `several days ago`; no days.
    VaguePast,
    /// `now`, `currently`; no days.
    VaguePresent,
    /// `soon`, `in the coming weeks`; no days.
    VagueFuture,
}

impl Kind {
    /// Returns the kebab-case name.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Day => "day",
            Kind::Interval => "interval",
            Kind::Since => "since",
            Kind::From => "from",
            Kind::Until => "until",
            Kind::By => "by",
            Kind::Before => "before",
            Kind::After => "after",
            Kind::Within => "within",
            Kind::Duration => "duration",
            Kind::Frequency => "frequency",
            Kind::Name => "name",
            Kind::Compared => "compared",
            Kind::VaguePast => "vague-past",
            Kind::VaguePresent => "vague-present",
            Kind::VagueFuture => "vague-future",
        }
    }

    /// Says whether the words can tell when something happened: a day or stretch of days, open ends included.
    pub fn can_date(self) -> bool {
        matches!(
            self,
            Kind::Day
                | Kind::Interval
                | Kind::Since
                | Kind::From
                | Kind::Until
                | Kind::By
                | Kind::Before
                | Kind::After
        )
    }
}

/// How fine the words are, finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Granularity {
    /// Finer than a day, or a day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three months from January, April, July or October.
    Quarter,
    /// Three months from March, June, September or December.
    Season,
    /// A calendar year.
    Year,
    /// Ten calendar years.
    Decade,
    /// A hundred calendar years.
    Century,
}

impl Granularity {
    pub(crate) fn of(unit: Unit) -> Granularity {
        match unit {
            Unit::Minute | Unit::Hour | Unit::Day => Granularity::Day,
            Unit::Week => Granularity::Week,
            Unit::Month => Granularity::Month,
            Unit::Quarter => Granularity::Quarter,
            Unit::Year => Granularity::Year,
            Unit::Decade => Granularity::Decade,
            Unit::Century => Granularity::Century,
        }
    }

    /// Weeks away are counted to the day, months and more are not.
    pub(crate) fn of_shift(unit: Unit) -> Granularity {
        if unit == Unit::Week { Granularity::Day } else { Granularity::of(unit) }
    }
}

/// A stretch of time by its length, without a place on the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// How many, at least 1.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

/// Which predicate the days belong to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dates {
    /// The one the expression hangs from.
    #[default]
    Governor,
    /// The one told after the expression: `took effect last Thursday, a week after parliament had approved it` dates
    /// the approving.
    Following,
    /// The one the whole phrase is added to: `left two days after signing on 19 June` dates the leaving.
    Main,
}

/// One time expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeExpression {
    /// The words, with those that change the meaning (`since`, `by`, `from`, `between`), without a bare `on`, `in`, `at`.
    pub span: Span,
    /// Index of the first token it touches.
    pub first_token: u32,
    /// Index one past the last token it touches.
    pub end_token: u32,
    /// What kind of time.
    pub kind: Kind,
    /// How fine.
    pub granularity: Granularity,
    /// First day, in the tense guessed from the words around.
    pub from: Option<Date>,
    /// Last day, in the tense guessed from the words around.
    pub to: Option<Date>,
    /// How the days are known; `None` where none is.
    pub basis: Option<Basis>,
    /// The tense guessed from the words around.
    pub tense: Tense,
    /// The length, where the words tell one.
    pub length: Option<Length>,
    /// Which predicate the days belong to.
    pub dates: Dates,
    /// The token it is put before as a modifier: `talks` in `last week's talks`, `treaty` in `the 1961 treaty`.
    pub modifies: Option<u32>,
    pub(crate) past: Days,
    pub(crate) future: Days,
}

impl TimeExpression {
    /// Returns the days, if what they date has happened (or holds), or is to come.
    ///
    /// The same for both where the words leave no choice (`yesterday`, `19 June 2024`); both ends `None` where the
    /// days cannot be known.
    pub fn resolve(&self, tense: Tense) -> Days {
        match tense {
            Tense::Past => self.past,
            Tense::Future => self.future,
        }
    }

    /// Returns the token by which the expression hangs in the tree: the first one whose head lies outside it, and if
    /// there is none, its last.
    pub fn head_token(&self, sentence: &Sentence) -> u32 {
        let inside = self.first_token..self.end_token;
        let is_head = |&index: &u32| {
            sentence.tokens.get(index as usize).is_some_and(|token| {
                token.head.is_none_or(|head| !inside.contains(&head)) && token.relation.base() != "case"
            })
        };
        inside.clone().find(is_head).unwrap_or(self.end_token.saturating_sub(1))
    }

    /// Returns the token that the expression attaches to; `None` where it holds the root.
    ///
    /// A saying there (`said on Tuesday`) makes it the day of the saying, which does not date what is said.
    pub fn governor(&self, sentence: &Sentence) -> Option<u32> {
        sentence.tokens.get(self.head_token(sentence) as usize)?.head
    }
}
