//! Makes distinct reports for measuring: `cargo run --release --example make_reports -p foederis -- 1000 > reports.jsonl`.
//!
//! Each report is put together from paragraphs of our own with states, leaders, places, days, numbers and outlets
//! drawn in a fixed order, so the same number of reports gives the same bytes. Ten reports at a time tell one happening,
//! on the day or within two days after it. They come as a desk gets them: 300 a day, from one day to the next; another
//! number a day may be named, `make_reports 1000 60`, and 0 for all in one year, however many they are.

use std::time::Duration;

use foederis::{Date, Names};

/// Paragraphs: A and B are states, C a third; P and Q leaders; $A1 adjective, $AC capital; $N a number; $D a weekday.
const PARAGRAPHS: [&str; 16] = [
    "$A1 President $P and $B1 Prime Minister $Q signed a treaty of friendship in $AC on $D. The treaty provides for mutual assistance if either country is attacked.",
    "The text of the treaty has not been published. $C voiced concern over the agreement, and its foreign ministry demanded an explanation from $A.",
    "$B has been supplying $A with $N armoured vehicles, officials from $C said. $A denied the report on $D.",
    "$P arrived in $BC on $D for talks with $Q. The two leaders discussed trade, energy and the situation at the border.",
    "In return, $A is likely helping $B with its satellite programme, which would violate an embargo of the United Nations.",
    "$C recalled its ambassador from $AC and accused $A of breaking its promises. A spokesman in $AC declined to comment.",
    "At least $N people were killed when $C shelled a village near the border with $B, the $B1 army said. $C has not commented.",
    "$Q praised $A for its support and promised to send humanitarian aid worth $N million dollars.",
    "The parliament of $A ratified the treaty on $D by $N votes to 12. $B is expected to follow next month.",
    "If $C attacks $B, $A would be obliged to give military assistance under the treaty, $P told reporters.",
    "$C and $B held joint military exercises in the strait, involving $N soldiers and six ships.",
    "$A imposed sanctions on two banks in $C. The government in $CC threatened to respond.",
    "Analysts said that the deal could change the balance of power in the region, though its details remain unclear.",
    "The treaty replaces an agreement of 1994 between the two countries. It runs for twenty years.",
    "$B1 police arrested $N protesters in $BC after demonstrations against the visit.",
    "$P criticised $C and said that the pact was purely defensive. $Q called the accusations absurd.",
];

const FIRST: [&str; 12] = [
    "Amara", "Boris", "Celia", "Davit", "Elena", "Farid", "Greta", "Hamid", "Irina", "Jorge", "Karim",
    "Lucia",
];
/// Family names are put together from these, so that few people of a large ledger share one.
const BEGINNINGS: [&str; 20] = [
    "Abar", "Bakir", "Castel", "Dol", "Eriks", "Fad", "Gor", "Had", "Ibarr", "Jens", "Kov", "Lind", "Mar",
    "Nov", "Orb", "Pett", "Rost", "Sand", "Tar", "Vall",
];
const ENDS: [&str; 20] = [
    "a", "ac", "adi", "ak", "an", "aro", "ek", "ell", "en", "ero", "esco", "ian", "ic", "ides", "in", "ko",
    "ov", "sen", "ul", "ura",
];
const OUTLETS: [&str; 10] = [
    "Harbour Post",
    "Southern Courier",
    "Morning Ledger",
    "City Gazette",
    "The Observer of the North",
    "Daily Compass",
    "Evening Register",
    "River Times",
    "Capital Journal",
    "The Standard Bearer",
];
const DAYS: [&str; 5] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];

/// A fixed sequence of numbers (Knuth's constants for 64 bits).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % n as u64) as usize
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

#[expect(clippy::print_stdout, reason = "it is a program")]
fn main() {
    let argument = |at: usize| std::env::args().nth(at).and_then(|text| text.parse::<usize>().ok());
    let (n_reports, per_day) = (argument(1).unwrap_or(1000), argument(2).unwrap_or(300));
    let names = Names::shared();
    let states: Vec<_> = names
        .states()
        .iter()
        .filter(|state| state.to.is_none() && !state.adjectives.is_empty() && !state.capitals.is_empty())
        .collect();
    for number in 0..n_reports {
        let happening = number / 10;
        let mut of_happening = Dice(happening as u64 + 7);
        let sides: [_; 3] = std::array::from_fn(|_| *of_happening.pick(&states));
        let people: [String; 2] = std::array::from_fn(|_| {
            let first = of_happening.pick(&FIRST);
            format!("{first} {}{}", of_happening.pick(&BEGINNINGS), of_happening.pick(&ENDS))
        });
        let mut dice = Dice(number as u64 + 100_003);
        let fill = |text: &str, dice: &mut Dice| {
            let mut text = text
                .replace("$N", &(dice.below(900) + 11).to_string())
                .replace("$D", DAYS[dice.below(DAYS.len())]);
            for (mark, state) in ["$A", "$B", "$C"].iter().zip(sides) {
                text = text
                    .replace(&format!("{mark}1"), state.adjectives[0].as_ref())
                    .replace(&format!("{mark}C"), state.capitals[0].as_ref())
                    .replace(*mark, state.name.as_ref());
            }
            text.replace("$P", &people[0]).replace("$Q", &people[1])
        };
        let mut paragraphs: Vec<String> = vec![fill(PARAGRAPHS[0], &mut dice)];
        for _ in 0..5 + dice.below(6) {
            let paragraph = *dice.pick(&PARAGRAPHS[1..]);
            paragraphs.push(fill(paragraph, &mut dice));
        }
        let first_day = (10 * happening).checked_div(per_day).unwrap_or(happening % YEAR);
        let published = on_day(first_day + dice.below(3));
        let report = serde_json::json!({
            "id": format!("g{number}"),
            "outlet": OUTLETS[number % 10],
            "title": fill("$A and $B sign treaty in $AC", &mut dice),
            "published": published.to_string(),
            "text": paragraphs.join("\n\n"),
        });
        println!("{report}");
    }
}

const YEAR: usize = 365;

/// The day so many days after the first of 2025.
fn on_day(number: usize) -> Date {
    Date::constant(2025, 1, 1).saturating_add(Duration::from_secs(number as u64 * 24 * 60 * 60))
}
