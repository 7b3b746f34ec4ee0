//! The words of the calendar, of counting and of grammar, as tables.
//!
//! Knows single lower-case words only; what they mean together is the grammar's business.

use crate::calendar::{Season, Unit};

/// What a word can be in a time expression, before its neighbours are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    /// January is 1.
    Month(i8),
    /// `Sept`, `Dec`.
    MonthShort(i8),
    /// Monday is 0.
    Weekday(i8),
    /// `Wed`, `Thurs`.
    WeekdayShort(i8),
    /// `day`, `weeks`.
    Unit(Unit),
    /// `autumn`, `fall`.
    Season(Season),
    /// `seven`, `sixty`, `hundred`.
    Number(u32),
    /// `third`; the ordinals in digits are put together by the grammar.
    Ordinal(u32),
    /// Any other word.
    Other,
}

/// Looks a lower-case word up.
pub(crate) fn tag(word: &str) -> Tag {
    calendar_tag(word).or_else(|| number_tag(word)).unwrap_or(Tag::Other)
}

fn calendar_tag(word: &str) -> Option<Tag> {
    Some(match word {
        "january" => Tag::Month(1),
        "february" => Tag::Month(2),
        "march" => Tag::Month(3),
        "april" => Tag::Month(4),
        "may" => Tag::Month(5),
        "june" => Tag::Month(6),
        "july" => Tag::Month(7),
        "august" => Tag::Month(8),
        "september" => Tag::Month(9),
        "october" => Tag::Month(10),
        "november" => Tag::Month(11),
        "december" => Tag::Month(12),
        "jan" => Tag::MonthShort(1),
        "feb" => Tag::MonthShort(2),
        "mar" => Tag::MonthShort(3),
        "apr" => Tag::MonthShort(4),
        "jun" => Tag::MonthShort(6),
        "jul" => Tag::MonthShort(7),
        "aug" => Tag::MonthShort(8),
        "sep" | "sept" => Tag::MonthShort(9),
        "oct" => Tag::MonthShort(10),
        "nov" => Tag::MonthShort(11),
        "dec" => Tag::MonthShort(12),
        "monday" => Tag::Weekday(0),
        "tuesday" => Tag::Weekday(1),
        "wednesday" => Tag::Weekday(2),
        "thursday" => Tag::Weekday(3),
        "friday" => Tag::Weekday(4),
        "saturday" => Tag::Weekday(5),
        "sunday" => Tag::Weekday(6),
        "mon" => Tag::WeekdayShort(0),
        "tue" | "tues" => Tag::WeekdayShort(1),
        "wed" | "weds" => Tag::WeekdayShort(2),
        "thu" | "thur" | "thurs" => Tag::WeekdayShort(3),
        "fri" => Tag::WeekdayShort(4),
        "sat" => Tag::WeekdayShort(5),
        "sun" => Tag::WeekdayShort(6),
        "spring" => Tag::Season(Season::Spring),
        "summer" => Tag::Season(Season::Summer),
        "autumn" | "fall" => Tag::Season(Season::Autumn),
        "winter" => Tag::Season(Season::Winter),
        _ => Tag::Unit(unit(word)?),
    })
}

fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "minute" | "minutes" => Unit::Minute,
        "hour" | "hours" => Unit::Hour,
        "day" | "days" | "night" | "nights" => Unit::Day,
        "week" | "weeks" | "fortnight" | "fortnights" => Unit::Week,
        "month" | "months" => Unit::Month,
        "quarter" | "quarters" => Unit::Quarter,
        "year" | "years" => Unit::Year,
        "decade" | "decades" => Unit::Decade,
        "century" | "centuries" => Unit::Century,
        _ => return None,
    })
}

fn number_tag(word: &str) -> Option<Tag> {
    Some(match word {
        "one" => Tag::Number(1),
        "two" => Tag::Number(2),
        "three" => Tag::Number(3),
        "four" => Tag::Number(4),
        "five" => Tag::Number(5),
        "six" => Tag::Number(6),
        "seven" => Tag::Number(7),
        "eight" => Tag::Number(8),
        "nine" => Tag::Number(9),
        "ten" => Tag::Number(10),
        "eleven" => Tag::Number(11),
        "twelve" => Tag::Number(12),
        "thirteen" => Tag::Number(13),
        "fourteen" => Tag::Number(14),
        "fifteen" => Tag::Number(15),
        "sixteen" => Tag::Number(16),
        "seventeen" => Tag::Number(17),
        "eighteen" => Tag::Number(18),
        "nineteen" => Tag::Number(19),
        "twenty" => Tag::Number(20),
        "thirty" => Tag::Number(30),
        "forty" => Tag::Number(40),
        "fifty" => Tag::Number(50),
        "sixty" => Tag::Number(60),
        "seventy" => Tag::Number(70),
        "eighty" => Tag::Number(80),
        "ninety" => Tag::Number(90),
        "hundred" => Tag::Number(100),
        "thousand" => Tag::Number(1000),
        _ => Tag::Ordinal(ordinal(word)?),
    })
}

fn ordinal(word: &str) -> Option<u32> {
    Some(match word {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "fifth" => 5,
        "sixth" => 6,
        "seventh" => 7,
        "eighth" => 8,
        "ninth" => 9,
        "tenth" => 10,
        "eleventh" => 11,
        "twelfth" => 12,
        "thirteenth" => 13,
        "fourteenth" => 14,
        "fifteenth" => 15,
        "sixteenth" => 16,
        "seventeenth" => 17,
        "eighteenth" => 18,
        "nineteenth" => 19,
        "twentieth" => 20,
        "thirtieth" => 30,
        _ => return None,
    })
}

/// Returns the decade's first year of `the nineties`.
pub(crate) fn decade_word(word: &str) -> Option<i16> {
    Some(match word {
        "twenties" => 1920,
        "thirties" => 1930,
        "forties" => 1940,
        "fifties" => 1950,
        "sixties" => 1960,
        "seventies" => 1970,
        "eighties" => 1980,
        "nineties" => 1990,
        _ => return None,
    })
}

/// Days with a name and a fixed place in the year: words, month, day. Longer names first.
pub(crate) const HOLIDAYS: &[(&[&str], i8, i8)] = &[
    (&["new", "year", "'", "s", "eve"], 12, 31),
    (&["new", "year", "'", "s", "day"], 1, 1),
    (&["new", "years", "eve"], 12, 31),
    (&["new", "years", "day"], 1, 1),
    (&["new", "year", "'", "s"], 1, 1),
    (&["orthodox", "christmas"], 1, 7),
    (&["coptic", "christmas"], 1, 7),
    (&["christmas", "eve"], 12, 24),
    (&["christmas", "day"], 12, 25),
    (&["christmas"], 12, 25),
    (&["boxing", "day"], 12, 26),
    (&["valentine", "'", "s", "day"], 2, 14),
    (&["may", "day"], 5, 1),
    (&["bastille", "day"], 7, 14),
    (&["armistice", "day"], 11, 11),
    (&["remembrance", "day"], 11, 11),
    (&["halloween"], 10, 31),
    (&["all", "saints", "'", "day"], 11, 1),
    (&["human", "rights", "day"], 12, 10),
    (&["anzac", "day"], 4, 25),
];

/// Words before a weekday that make it the name of a feast, a riot or a sale.
pub(crate) fn makes_weekday_a_name(word: &str) -> bool {
    matches!(
        word,
        "easter"
            | "good"
            | "ash"
            | "palm"
            | "maundy"
            | "holy"
            | "shrove"
            | "bloody"
            | "black"
            | "super"
            | "cyber"
            | "whit"
            | "pentecost"
            | "orthodox"
    )
}

/// Words before a season that make it the name of an upheaval.
pub(crate) fn makes_season_a_name(word: &str) -> bool {
    matches!(
        word,
        "arab" | "prague" | "damascus" | "beijing" | "croatian" | "nuclear" | "hot" | "indian" | "berber"
    )
}

/// Prepositions that a bare year or month may follow.
pub(crate) fn is_time_preposition(word: &str) -> bool {
    matches!(
        word,
        "in" | "since"
            | "until"
            | "till"
            | "by"
            | "from"
            | "to"
            | "through"
            | "throughout"
            | "between"
            | "during"
            | "before"
            | "after"
            | "circa"
            | "around"
            | "towards"
            | "for"
            | "pre"
            | "post"
            | "into"
    )
}

/// Determiners and possessive pronouns that open a noun phrase.
pub(crate) fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "its"
            | "their"
            | "his"
            | "her"
            | "our"
            | "my"
            | "your"
            | "another"
            | "any"
            | "some"
            | "no"
            | "these"
            | "those"
    )
}

/// Words of grammar: a noun phrase does not go on with one of these.
pub(crate) fn is_function_word(word: &str) -> bool {
    is_determiner(word)
        || is_time_preposition(word)
        || matches!(
            word,
            "of" | "on"
                | "at"
                | "with"
                | "without"
                | "over"
                | "under"
                | "against"
                | "about"
                | "near"
                | "outside"
                | "inside"
                | "across"
                | "within"
                | "amid"
                | "as"
                | "than"
                | "that"
                | "which"
                | "who"
                | "whom"
                | "whose"
                | "when"
                | "where"
                | "while"
                | "because"
                | "if"
                | "unless"
                | "although"
                | "though"
                | "and"
                | "or"
                | "but"
                | "nor"
                | "yet"
                | "so"
                | "not"
                | "he"
                | "she"
                | "it"
                | "they"
                | "we"
                | "i"
                | "you"
                | "him"
                | "them"
                | "us"
                | "is"
                | "are"
                | "was"
                | "were"
                | "be"
                | "been"
                | "being"
                | "am"
                | "has"
                | "have"
                | "had"
                | "do"
                | "does"
                | "did"
                | "will"
                | "would"
                | "shall"
                | "should"
                | "can"
                | "could"
                | "may"
                | "might"
                | "must"
                | "said"
                | "says"
                | "there"
                | "here"
                | "also"
                | "again"
                | "already"
                | "only"
                | "both"
                | "all"
                | "each"
                | "every"
                | "more"
                | "s"
                | "t"
                | "ago"
                | "later"
                | "earlier"
                | "following"
                | "despite"
                | "via"
                | "per"
                | "alone"
                | "onward"
                | "onwards"
                | "together"
        )
}

/// Nouns that a number counts or names rather than a year.
pub(crate) fn is_counted_noun(word: &str) -> bool {
    matches!(
        word,
        "people"
            | "troops"
            | "soldiers"
            | "men"
            | "women"
            | "children"
            | "tonnes"
            | "tons"
            | "dollars"
            | "euros"
            | "pounds"
            | "km"
            | "kilometres"
            | "kilometers"
            | "miles"
            | "metres"
            | "meters"
            | "civilians"
            | "refugees"
            | "homes"
            | "houses"
            | "villages"
            | "workers"
            | "police"
            | "officers"
            | "members"
            | "jobs"
            | "barrels"
            | "megawatts"
            | "feet"
            | "gmt"
            | "hours"
            | "local"
            | "utc"
            | "others"
            | "protesters"
            | "demonstrators"
            | "prisoners"
            | "migrants"
            | "families"
            | "vehicles"
            | "tanks"
            | "drones"
            | "missiles"
            | "rockets"
            | "personnel"
            | "students"
            | "employees"
            | "residents"
            | "shells"
            | "rounds"
            | "yuan"
            | "roubles"
            | "rubles"
            | "square"
            | "percent"
            | "per"
            | "points"
            | "times"
            | "years"
            | "days"
            | "months"
            | "weeks"
            | "deaths"
            | "casualties"
            | "fighters"
            | "guards"
            | "policemen"
            | "servicemen"
            | "marines"
            | "delegates"
    )
}

/// Nouns that an ordinal counts: `the 9th floor` is no day.
pub(crate) fn is_ordinal_noun(word: &str) -> bool {
    matches!(
        word,
        "floor"
            | "parallel"
            | "century"
            | "centuries"
            | "anniversary"
            | "time"
            | "round"
            | "day"
            | "week"
            | "month"
            | "year"
            | "brigade"
            | "fleet"
            | "army"
            | "division"
            | "regiment"
            | "battalion"
            | "congress"
            | "session"
            | "summit"
            | "meeting"
            | "amendment"
            | "district"
            | "place"
            | "person"
            | "largest"
            | "straight"
            | "consecutive"
            | "attempt"
            | "attack"
            | "round-table"
            | "package"
            | "phase"
            | "corps"
            | "squadron"
            | "birthday"
            | "edition"
            | "member"
            | "state"
            | "country"
            | "president"
            | "minister"
            | "party"
            | "plenum"
            | "hour"
            | "infantry"
            | "mechanised"
            | "mechanized"
            | "armoured"
            | "airborne"
            | "assault"
            | "street"
            | "avenue"
            | "arrondissement"
            | "such"
            | "successive"
            | "most"
            | "highest"
            | "grade"
            | "quarter"
            | "half"
    )
}

/// Says whether a word that is no number, unit, month, weekday or season can be the first of an expression.
pub(crate) fn begins(word: &str) -> bool {
    is_time_word(word)
        || matches!(
            word,
            "the"
                | "a"
                | "an"
                | "on"
                | "in"
                | "by"
                | "since"
                | "ever"
                | "until"
                | "till"
                | "up"
                | "through"
                | "from"
                | "between"
                | "before"
                | "prior"
                | "ahead"
                | "after"
                | "within"
                | "for"
                | "over"
                | "during"
                | "throughout"
                | "about"
                | "around"
                | "almost"
                | "nearly"
                | "roughly"
                | "approximately"
                | "more"
                | "less"
                | "fewer"
                | "at"
                | "as"
                | "no"
                | "not"
                | "with"
                | "effective"
                | "starting"
                | "beginning"
                | "dating"
                | "every"
                | "each"
                | "per"
                | "once"
                | "twice"
                | "thrice"
                | "last"
                | "next"
                | "this"
                | "that"
                | "these"
                | "past"
                | "coming"
                | "previous"
                | "following"
                | "preceding"
                | "same"
                | "early"
                | "late"
                | "mid"
                | "earlier"
                | "later"
                | "already"
                | "so"
                | "start"
                | "end"
                | "opening"
                | "close"
                | "middle"
                | "rest"
                | "remainder"
                | "latter"
                | "final"
                | "closing"
                | "few"
                | "several"
                | "some"
                | "many"
                | "half"
                | "dozens"
                | "hundreds"
                | "thousands"
                | "couple"
                | "recent"
                | "q"
                | "new"
                | "boxing"
                | "orthodox"
                | "coptic"
                | "small"
                | "valentine"
                | "bastille"
                | "armistice"
                | "remembrance"
                | "all"
                | "human"
                | "anzac"
                | "to"
                | "right"
                | "sooner"
                | "another"
                | "only"
                | "just"
                | "barely"
                | "exactly"
                | "well"
                | "under"
                | "'"
                | "‘"
                | "earliest"
                | "one"
        )
}

/// Says whether a word that is no number, unit, month, weekday or season tells of time by itself.
pub(crate) fn is_time_word(word: &str) -> bool {
    matches!(
        word,
        "today"
            | "yesterday"
            | "tomorrow"
            | "tonight"
            | "overnight"
            | "weekend"
            | "weekends"
            | "weekdays"
            | "morning"
            | "afternoon"
            | "evening"
            | "noon"
            | "midday"
            | "lunchtime"
            | "midnight"
            | "dawn"
            | "eve"
            | "then"
            | "christmas"
            | "halloween"
            | "soon"
            | "shortly"
            | "recently"
            | "lately"
            | "formerly"
            | "previously"
            | "nowadays"
            | "presently"
            | "currently"
            | "now"
            | "moment"
            | "present"
            | "date"
            | "far"
            | "future"
            | "past"
            | "ago"
            | "long"
            | "times"
            | "time"
            | "course"
            | "someday"
            | "later"
            | "daily"
            | "nightly"
            | "hourly"
            | "weekly"
            | "fortnightly"
            | "monthly"
            | "quarterly"
            | "annually"
            | "annual"
            | "yearly"
            | "mondays"
            | "tuesdays"
            | "wednesdays"
            | "thursdays"
            | "fridays"
            | "saturdays"
            | "sundays"
    ) || decade_word(word).is_some()
}
