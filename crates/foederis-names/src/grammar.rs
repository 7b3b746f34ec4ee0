//! Words that steer how a noun phrase is read. Lists only; folded spelling (`fold`), agents by dictionary form.

/// Words that end the head segment.
#[rustfmt::skip]
pub(crate) const MARKERS: &[&str] = &[
    "of", "in", "from", "for", "to", "at", "on", "with", "against", "by", "near", "under", "inside",
    "within", "across", "about", "over", "between", "among", "based", "loyal", "who", "whose", "which",
    "that", "accused", "belonging", "outside", "into", "during", "after", "before", "aboard", "including",
    "such", "backed", "led", "named", "called", "known", "wearing", "carrying", "living", "stationed",
    "deployed", "around", "behind", "along",
];

/// Second halves of compounds whose first half is not the one meant: `US-backed rebels`.
#[rustfmt::skip]
pub(crate) const FOREIGN_HALVES: &[&str] = &[
    "backed", "aligned", "supported", "funded", "occupied", "held", "allied", "friendly", "linked",
    "sponsored", "trained", "sanctioned", "brokered", "supplied", "equipped", "armed", "financed", "facing",
    "hating", "mediated", "proposed", "drafted", "bound", "focused", "inspired",
];

/// Second halves whose first half is taken only where no other name is: `British-born`, `US-made`.
#[rustfmt::skip]
pub(crate) const LOOSE_HALVES: &[&str] = &[
    "born", "made", "built", "speaking", "educated", "controlled", "administered", "affiliated",
    "installed", "led",
];

/// Halves that turn the next name away: `anti-Chinese`.
#[rustfmt::skip]
pub(crate) const AGAINST: &[&str] = &[
    "anti", "pro", "non", "post", "pre", "counter",
];

/// Heads that take their sector from whom they head.
#[rustfmt::skip]
pub(crate) const LEADERS: &[&str] = &[
    "president", "vice president", "vice-president", "chancellor", "general secretary", "secretary general",
    "secretary-general", "deputy president", "acting president", "treasurer", "administrator",
    "commissioner", "governor", "inspector",
];

/// Persons who stand for their state abroad: where they are does not say whose they are.
#[rustfmt::skip]
pub(crate) const ABROAD: &[&str] = &[
    "ambassador", "envoy", "special envoy", "embassy", "consulate", "consul", "consul general", "diplomat",
    "attache", "special representative", "diplomatic mission", "mission", "representative", "expatriate",
    "tourist", "delegation", "correspondent", "peacekeeping troops", "mercenary", "mercenaries", "diaspora",
];

/// Armed bodies and their buildings that are at home where they stand: `the army in Mali`, `an air base in Syria`.
#[rustfmt::skip]
pub(crate) const AT_HOME: &[&str] = &[
    "army", "military", "navy", "air force", "police", "military base", "air base", "naval base",
    "army base", "barracks", "garrison", "outpost", "national guard", "coast guard", "armed forces",
    "republican guard", "secret police", "spy agency", "intelligence service", "intelligence agency",
    "security service", "general staff",
];

/// Offices below the state that a US state has as well.
#[rustfmt::skip]
pub(crate) const LOCAL: &[&str] = &[
    "governor", "lieutenant governor", "mayor", "senator", "sheriff", "congressman", "lawmaker",
    "legislator", "voter", "attorney general", "state official", "legislature", "secretary of state",
    "senate", "national guard",
];

/// Words that say an office is over.
#[rustfmt::skip]
pub(crate) const FORMER: &[&str] = &[
    "former", "ex", "erstwhile", "onetime", "retired", "ousted", "deposed", "toppled", "late", "disgraced",
];

/// First words of longer names: the party inside `National Democratic Alliance` is another.
#[rustfmt::skip]
pub(crate) const LONGER_NAMES: &[&str] = &[
    "national", "united", "new", "popular", "progressive", "social", "christian", "liberal", "free",
    "international", "young", "democratic", "federal", "islamic", "general", "revolutionary", "patriotic",
    "peoples", "people",
];

/// Words before a noun that say nothing of whose it is.
#[rustfmt::skip]
pub(crate) const ARTICLES: &[&str] = &[
    "the", "a", "an", "some", "several", "many", "two", "three", "four", "both", "all",
];

/// How many of them: `dozens of`, `a group of`.
#[rustfmt::skip]
pub(crate) const QUANTITIES: &[&str] = &[
    "most", "one", "dozens", "scores", "hundreds", "thousands", "millions", "tens", "part", "parts",
    "majority", "minority", "number", "half", "handful", "couple", "lot", "lots", "many", "few", "five",
    "six", "seven", "eight", "nine", "ten", "dozen", "hundred", "thousand", "more", "than", "least", "at",
    "large", "small", "growing", "rest", "pair", "crowd", "crowds", "group", "groups", "any", "each",
    "none", "series", "bulk", "other", "others", "numbers",
];

/// Forms of address, never part of a name.
#[rustfmt::skip]
pub(crate) const HONORIFICS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "sir", "lord", "lady", "miss", "madam", "prof",
];

/// Small words inside names of persons.
#[rustfmt::skip]
pub(crate) const PARTICLES: &[&str] = &[
    "al", "bin", "ben", "de", "van", "von", "da", "del", "der", "el", "ibn", "la", "le", "du", "dos", "di",
    "ul", "ur",
];

/// Family, who are of the elite where they are an office holder's.
#[rustfmt::skip]
pub(crate) const RELATIVES: &[&str] = &[
    "son", "daughter", "wife", "husband", "brother", "sister", "mother", "father", "widow", "relative", "family",
    "son-in-law", "spouse", "family member", "parent", "child",
];
