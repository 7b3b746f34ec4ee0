//! Claims made up for tests: a short notation that reads like the table it stands for, and any number of claims at
//! random.

use foederis_ledger::{Ledger, Line};
use foederis_types::{
    ActorCode, Auxiliary, Basis, BlockKind, Claim, ClaimId, ClaimPrint, Clause, ClauseKind, Date, Decision,
    Event, Factuality, Happened, Header, Holder, PactStatus, ParagraphPrint, Part, Participant, Published,
    PublishedFrom, Quote, ReportId, Span, View,
};

/// Hashes parts to an id.
pub(crate) fn hashed(parts: &[&str]) -> [u8; 8] {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in parts.join("\u{1f}").bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    // FNV leaves the high bits poorly mixed for short input.
    hash ^= hash >> 29;
    hash.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes()
}

fn some_span() -> Span {
    Span::from_offsets(0, 4).unwrap()
}

fn code(text: &str) -> ActorCode {
    ActorCode::new(text).unwrap()
}

fn participants(text: &str) -> Vec<Participant> {
    let side = |text: &str| {
        let (name, title) = text.split_once('/').unwrap_or((text, ""));
        // `PER:Ana_Diaz/president`, and `PER?:Ana_Diaz/president` where the state is only inferred.
        let (whose, name) = name.split_once(':').unwrap_or((name, name));
        let is_inferred = whose.ends_with('?');
        let whose = whose.trim_end_matches('?');
        let is_code = whose.len() == 3 && whose.bytes().all(|byte| byte.is_ascii_uppercase());
        Participant {
            code: is_code.then(|| code(whose)),
            sector: None,
            name: name.replace('_', " "),
            title: (!title.is_empty()).then(|| title.to_owned()),
            is_inferred,
            span: some_span(),
        }
    };
    text.split(' ').filter(|side| !side.is_empty()).map(side).collect()
}

/// Makes a header: an outlet, a publication day (`-` for none) and a text that is only fingerprinted.
pub(crate) fn header(outlet: &str, day: &str, text: &str) -> Header {
    let shingles = foederis_wire::fingerprint::shingles(text);
    let published = day.parse().ok().map(|day: Date| Published {
        day,
        time: None,
        from: PublishedFrom::Field,
        is_sure: true,
    });
    Header {
        id: ReportId::from_hash(hashed(&[outlet, day, text])),
        outlet: Some(outlet.to_owned()),
        authors: Vec::new(),
        title: Some(format!("{outlet} of {day}")),
        url: None,
        published,
        given_ids: Default::default(),
        agencies: Vec::new(),
        names: Vec::new(),
        people: Vec::new(),
        paragraphs: if shingles.is_empty() {
            vec![]
        } else {
            vec![ParagraphPrint { paragraph: 0, shingles }]
        },
    }
}

/// Makes one claim of a report from a line of the notation, fields parted by `|`:
///
/// `sides | type code | views | words | more`, where sides is `A B > C`, type `AID 072` or `- 016`, views
/// `AUTHOR Uu, USA CT+ allege`, words the content words (the first is the predicate), and more any of `on DAY`,
/// `status X`, `clause KIND when WORDS do WORDS`, `pact NAME`, `future`, `historical`, `hypothetical`, `title`,
/// `sentence N`, `cites AGENCY`, `count N NOUN`, parted by `;`.
pub(crate) fn line(header: &Header, notation: &str) -> Line {
    let mut fields = notation.split('|').map(str::trim);
    let mut next = || fields.next().unwrap_or("");
    let (sides, kind, views, words, more) = (next(), next(), next(), next(), next());
    let (actors, recipients) = sides.split_once('>').unwrap_or((sides, ""));
    let (event, cameo) = kind.split_once(' ').unwrap_or((kind, ""));
    let mut words: Vec<String> =
        words.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let trigger = if words.is_empty() { String::new() } else { words.remove(0) };
    words.sort();
    let (views, cues) = views_of(views);
    let mut line = Line {
        claim: Claim {
            id: ClaimId::from_hash(hashed(&[&header.id.to_string(), notation])),
            quote: Quote { report: header.id, part: Part::Text, span: some_span() },
            trigger: some_span(),
            sentence: 0,
            event: Event::parse(event),
            mode: None,
            contexts: Vec::new(),
            cameo: (!cameo.is_empty()).then(|| cameo.to_owned()),
            actors: participants(actors.trim()),
            recipients: participants(recipients.trim()),
            happened: Happened { from: None, to: header.day(), basis: Basis::Published, words: None },
            place: None,
            factuality: views,
            auxiliary: Vec::new(),
            condition: None,
            pact_status: None,
            pact: None,
            clause: None,
            linked: Vec::new(),
            decision: Decision::default(),
        },
        print: ClaimPrint {
            trigger,
            words,
            figures: Vec::new(),
            pact: None,
            duty: None,
            clause_trigger: None,
            cues,
            cites: Vec::new(),
            paragraph: 0,
            block: BlockKind::Body,
        },
    };
    more.split(';').map(str::trim).filter(|part| !part.is_empty()).for_each(|part| add(&mut line, part));
    line
}

fn views_of(text: &str) -> (Vec<View>, Vec<String>) {
    let view = |text: &str| {
        let mut parts = text.split_whitespace();
        let holder = match parts.next().unwrap() {
            "AUTHOR" => Holder::Author,
            other => Holder::Actor(code(other)),
        };
        let value = Factuality::parse(parts.next().unwrap()).unwrap();
        let cue = parts.collect::<Vec<_>>().join(" ");
        (View { holder, value, cue: None, named: None }, cue)
    };
    text.split(',').map(view).unzip()
}

fn add(line: &mut Line, part: &str) {
    let (word, rest) = part.split_once(' ').unwrap_or((part, ""));
    let (claim, print) = (&mut line.claim, &mut line.print);
    match word {
        "on" => {
            let (from, to) = rest.split_once('/').unwrap_or((rest, rest));
            let (from, to) = (from.parse().ok(), to.parse().ok());
            claim.happened = Happened { from, to, basis: Basis::Named, words: None };
        }
        "status" => claim.pact_status = PactStatus::parse(rest),
        "clause" => {
            let (kind, rest) = rest.split_once(" when ").unwrap();
            let (when, duty) = rest.split_once(" do ").unwrap();
            let owing: Vec<ActorCode> = claim.actors.iter().filter_map(|side| side.code).collect();
            claim.clause = Some(Clause {
                kind: ClauseKind::parse(kind).unwrap(),
                debtors: owing.clone(),
                creditors: owing,
                duty: some_span(),
                trigger: None,
            });
            (print.clause_trigger, print.duty) = (Some(when.to_owned()), Some(duty.to_owned()));
        }
        "pact" => (print.pact, claim.pact) = (Some(rest.to_owned()), Some(some_span())),
        "title" => print.block = BlockKind::Title,
        "sentence" => claim.sentence = rest.parse().unwrap(),
        "cites" => print.cites = vec![rest.to_owned()],
        "count" => {
            let (number, of) = rest.split_once(' ').unwrap();
            print.figures.push(foederis_types::Figure { number: number.to_owned(), of: of.to_owned() });
        }
        other => claim.auxiliary.push(Auxiliary::parse(other).unwrap_or_else(|| panic!("{other}"))),
    }
}

/// Makes a ledger from a table: each report a line `OUTLET DAY` and below it, indented, its claims.
pub(crate) fn ledger(table: &str) -> Ledger {
    let mut ledger = Ledger::new();
    let mut report: Option<Header> = None;
    for row in table.lines().filter(|row| !row.trim().is_empty()) {
        if row.starts_with("    ") && row.contains('|') {
            let header = report.clone().unwrap();
            let line = line(&header, row.trim());
            ledger.add(header, [line]);
        } else {
            // `Aye 2024-06-20`, and `Aye 2024-06-20 knows BEN:Ana_Diaz` where it says whose Ana Diaz is.
            let (row, people) = row.split_once(" knows ").unwrap_or((row, ""));
            let (outlet, day) = row.trim().rsplit_once(' ').unwrap();
            let mut header = header(outlet, day, "");
            let known = people.split_whitespace().map(|person| person.split_once(':').unwrap());
            header.people = known.map(|(whose, name)| (name.replace('_', " "), code(whose))).collect();
            report = Some(header);
        }
    }
    ledger
}

/// Numbers that look random and are the same everywhere.
#[derive(Clone)]
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.roll(list.len())]
    }
}

const STATES: &[&str] = &[
    "USA", "RUS", "CHN", "PRK", "KOR", "JPN", "UKR", "GBR", "FRA", "DEU", "IND", "PAK", "IRN", "ISR", "TUR",
    "EGY", "SAU", "BRA", "ZAF", "VNM", "POL", "ITA", "ESP", "AUS", "CAN", "MEX", "KAZ", "UZB", "GEO", "ARM",
];
const KINDS: &[&str] = &[
    "AID 072",
    "COOPERATE 062",
    "CONSULT 042",
    "CONSULT 046",
    "ACCUSE 112",
    "ACCUSE 111",
    "REQUEST 104",
    "REJECT 120",
    "THREATEN 138",
    "SANCTION 163",
    "MOBILIZE 154",
    "ASSAULT 190",
    "SUPPORT 051",
    "AGREE 030",
    "- 016",
    "- 011",
    "SUPPORT 057",
];
const WORDS: &[&str] = &[
    "shell",
    "missile",
    "soldier",
    "grain",
    "gas",
    "loan",
    "border",
    "capital",
    "exercise",
    "island",
    "harbour",
    "satellite",
    "ambassador",
    "pipeline",
    "village",
    "bridge",
    "ceasefire",
    "drone",
    "refugee",
    "sanction",
    "visa",
    "fleet",
    "convoy",
    "prisoner",
    "summit",
    "embargo",
    "tariff",
    "vaccine",
    "reactor",
    "treaty",
];
const VIEWS: &[&str] =
    &["AUTHOR CT+", "AUTHOR CT+", "AUTHOR CT+", "AUTHOR Uu, USA CT+ say", "AUTHOR Uu, RUS CT- deny"];

/// Makes a report with `n_claims` claims of happenings drawn from a world of `n_happenings`: the same happening comes
/// back in other reports within days, told with other words, and then no more.
pub(crate) fn report(dice: &mut Dice, n_happenings: usize, n_claims: usize) -> (Header, Vec<Line>) {
    let first = dice.roll(n_happenings);
    let day = (first * 600 / n_happenings) as i64;
    let published: Date = "2023-01-01".parse().unwrap();
    let published = published.saturating_add(jiff::Span::new().days(day));
    let outlet = format!("Outlet {}", dice.roll(200));
    // One report in five is a reprint of one of its happening.
    let mut text = if dice.roll(5) == 0 { Dice(first as u64 + 1) } else { dice.clone() };
    let text: Vec<String> = (0..400).map(|_| format!("w{}", text.roll(5000))).collect();
    let header = header(&outlet, &published.to_string(), &text.join(" "));
    let lines = (0..n_claims).map(|n| {
        let happening = (first + dice.roll(1 + n_happenings / 200)) % n_happenings;
        line(&header, &telling(dice, happening, published, n))
    });
    let lines = lines.collect();
    (header, lines)
}

fn telling(dice: &mut Dice, happening: usize, published: Date, n: usize) -> String {
    let mut own = Dice((happening as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    own.roll(7);
    let (a, b, kind) = (own.pick(STATES), own.pick(STATES), own.pick(KINDS));
    let mut words = [own.pick(WORDS), own.pick(WORDS), own.pick(WORDS)];
    if dice.roll(2) == 0 {
        words[1] = dice.pick(WORDS);
    }
    let back = jiff::Span::new().days(-(own.roll(3) as i64));
    let day = published.saturating_add(back);
    let when = if dice.roll(3) == 0 { String::new() } else { format!("on {day};") };
    let views = dice.pick(VIEWS);
    format!("{a} > {b} | {kind} | {views} | {} | {when} sentence {n}", words.join(" "))
}
