//! Coded wars: how often alliances were honoured, and how far the rules agree with people who coded the same wars.
//!
//! Every share comes with its counts and an interval of 95 per cent. The rows are a user's own; none is shipped.

use super::csv;
use super::page::Page;
use foederis_pacts::coded::{self, CasusScore, CodedRow, Coding, Share};
use schemars::JsonSchema;
use serde::Serialize;

/// Both codings of the rows, in the order they are shown.
const CODINGS: [(Coding, &str); 2] = [
    (Coding::LeedsLongMitchell, "the rules of Leeds, Long and Mitchell"),
    (Coding::BerkemeierFuhrmann, "Berkemeier and Fuhrmann"),
];

/// How often alliances were honoured where their case arose.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct HonourRatesView {
    /// Rows in the file: a war and an alliance each.
    pub n_rows: usize,
    /// The rates by coding.
    pub codings: Vec<CodingRates>,
}

/// Rates by one coding.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CodingRates {
    /// `leeds-long-mitchell` (columns ending in `LLM`) or `berkemeier-fuhrmann` (`BF`).
    pub coding: String,
    /// All, before and from 1945 (the Second World War counts as before), by kind of pact.
    pub groups: Vec<GroupRate>,
}

/// The rate of one group of cases.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct GroupRate {
    /// `all`, `before 1945`, `from 1945`, `defence`, `offence`, `neutrality`, `non-aggression` ...
    pub group: String,
    /// Cases in which the alliance was honoured.
    pub n_honoured: usize,
    /// Cases.
    pub n_cases: usize,
    /// Honoured, in per cent of the cases; `null` without a case.
    pub percent: Option<f64>,
    /// Lower end of Wilson's 95 per cent interval, in per cent.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

/// A share with its interval, in per cent.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ShareView {
    /// How many.
    pub n: usize,
    /// Of how many.
    pub of: usize,
    /// In per cent; `null` of none.
    pub percent: Option<f64>,
    /// Lower end of Wilson's 95 per cent interval, in per cent.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

impl ShareView {
    fn of(share: Share) -> ShareView {
        let (low, high) = share.interval();
        let known = |value: f64| (share.of > 0).then_some((value * 1000.0).round() / 10.0);
        let percent = known(share.percent() / 100.0);
        ShareView { n: share.n, of: share.of, percent, low: known(low), high: known(high) }
    }

    fn text(&self) -> String {
        let counts = format!("{:>3}/{:<3}", self.n, self.of);
        match (self.percent, self.low, self.high) {
            (Some(percent), Some(low), Some(high)) => {
                format!("{counts} {percent:>5.1} % ({low:.1}-{high:.1})")
            }
            _ => format!("{counts}   no case"),
        }
    }
}

impl HonourRatesView {
    /// Counts the rates of coded rows.
    pub fn of(rows: &[CodedRow]) -> HonourRatesView {
        let rates = |coding: Coding| CodingRates {
            coding: coding.as_str().to_owned(),
            groups: coded::honour_rates(rows, coding).groups().map(|(name, share)| group(name, share)).into(),
        };
        HonourRatesView { n_rows: rows.len(), codings: CODINGS.map(|(coding, _)| rates(coding)).into() }
    }

    /// Prints the rates for reading.
    pub fn text(&self) -> String {
        let mut page = Page::default();
        page.heading("ALLIANCES HONOURED, of the cases that arose (95 % interval)");
        page.line(
            2,
            &format!("{:<22}{:<40}{}", format!("{} rows, coded by", self.n_rows), CODINGS[0].1, CODINGS[1].1),
        );
        let [first, second] = [0, 1].map(|idx| self.codings.get(idx).map_or(&[][..], |one| &one.groups));
        for (one, other) in first.iter().zip(second) {
            page.line(2, &format!("{:<22}{:<40}{}", one.group, one.share().text(), other.share().text()));
        }
        page.finish()
    }

    /// Writes the rates as comma-separated values.
    pub fn csv(&self) -> String {
        let mut text = csv::row(&["coding", "group", "n_honoured", "n_cases", "percent", "low", "high"]);
        for coding in &self.codings {
            for one in &coding.groups {
                let [percent, low, high] = [one.percent, one.low, one.high]
                    .map(|value| value.map_or_else(String::new, |v| v.to_string()));
                let (honoured, cases) = (one.n_honoured.to_string(), one.n_cases.to_string());
                text += &csv::row(&[&coding.coding, &one.group, &honoured, &cases, &percent, &low, &high]);
            }
        }
        text
    }
}

fn group(name: &str, share: Share) -> GroupRate {
    let ShareView { n, of, percent, low, high } = ShareView::of(share);
    GroupRate { group: name.to_owned(), n_honoured: n, n_cases: of, percent, low, high }
}

impl GroupRate {
    fn share(&self) -> ShareView {
        let (percent, low, high) = (self.percent, self.low, self.high);
        ShareView { n: self.n_honoured, of: self.n_cases, percent, low, high }
    }
}

/// How far the rules agree with coders on "was the casus foederis met" and "was the alliance honoured".
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CasusScoreView {
    /// Rows in the file.
    pub n_rows: usize,
    /// Rows without a war or an alliance in the data: not scored.
    pub n_left_out: usize,
    /// The scores by coding.
    pub codings: Vec<CodingScore>,
}

/// Scores against one coding.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CodingScore {
    /// `leeds-long-mitchell` or `berkemeier-fuhrmann`.
    pub coding: String,
    /// Met by the rules and the coders.
    pub n_both: usize,
    /// Met by the rules alone.
    pub n_rules_alone: usize,
    /// Met by the coders alone.
    pub n_coders_alone: usize,
    /// Met by neither.
    pub n_neither: usize,
    /// Of the rules' cases, those that the coders see too.
    pub precision: ShareView,
    /// Of the coders' cases, those that the rules see too.
    pub recall: ShareView,
    /// F1 of "met", 0 to 1.
    pub f1: f64,
    /// Lower end of its 95 per cent interval: bootstrap over rows.
    pub f1_low: f64,
    /// Upper end.
    pub f1_high: f64,
    /// Rows on which both say the same of "met".
    pub accuracy: ShareView,
    /// Of the cases that both see, those in which both say the same of "honoured".
    pub honoured: ShareView,
    /// The rows on which they differ.
    pub differences: Vec<CasusDifference>,
}

/// A row on which rules and coders differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CasusDifference {
    /// Name of the war.
    pub war: String,
    /// ATOP id of the alliance.
    pub alliance: u32,
    /// What the coders say: `not met`, `honoured`, `violated`.
    pub coders: String,
    /// What the rules say.
    pub rules: String,
}

impl CasusScoreView {
    /// Scores the rules; `score` gives the figures by coding.
    pub fn of(n_rows: usize, score: impl Fn(Coding) -> CasusScore) -> CasusScoreView {
        let scores = CODINGS.map(|(coding, _)| (coding, score(coding)));
        let n_left_out = scores[0].1.n_left_out;
        let codings = scores.map(|(coding, score)| CodingScore::of(coding, &score)).into();
        CasusScoreView { n_rows, n_left_out, codings }
    }

    /// Prints the scores for reading; with the rows that differ where they are wanted.
    pub fn text(&self, has_misses: bool) -> String {
        let mut page = Page::default();
        page.line(
            0,
            &format!(
                "{} rows, {} not scored: no such war or alliance in the data",
                self.n_rows, self.n_left_out
            ),
        );
        for (score, (_, name)) in self.codings.iter().zip(CODINGS) {
            page.heading(&format!("AGAINST the coding by {name}"));
            score.print(&mut page);
            if has_misses {
                score.print_differences(&mut page);
            }
        }
        page.finish()
    }
}

impl CodingScore {
    fn of(coding: Coding, score: &CasusScore) -> CodingScore {
        let (f1_low, f1_high) = score.f1_interval();
        CodingScore {
            coding: coding.as_str().to_owned(),
            n_both: score.n_true_yes,
            n_rules_alone: score.n_false_yes,
            n_coders_alone: score.n_false_no,
            n_neither: score.n_true_no,
            precision: ShareView::of(score.precision()),
            recall: ShareView::of(score.recall()),
            f1: thousandth(score.f1()),
            f1_low: thousandth(f1_low),
            f1_high: thousandth(f1_high),
            accuracy: ShareView::of(score.accuracy()),
            honoured: ShareView::of(score.honoured),
            differences: score.differences.iter().map(CasusDifference::of).collect(),
        }
    }

    fn print(&self, page: &mut Page) {
        let Self { n_both, n_rules_alone, n_coders_alone, n_neither, f1, f1_low, f1_high, .. } = self;
        page.line(
            2,
            &format!(
                "case met: both {n_both}, rules alone {n_rules_alone}, coders alone {n_coders_alone}, neither {n_neither}"
            ),
        );
        page.line(2, &format!("F1              {f1:.3} ({f1_low:.3}-{f1_high:.3})"));
        for (name, share) in [
            ("precision", &self.precision),
            ("recall", &self.recall),
            ("accuracy", &self.accuracy),
            ("honoured alike", &self.honoured),
        ] {
            page.line(2, &format!("{name:<15}{}", share.text()));
        }
    }

    fn print_differences(&self, page: &mut Page) {
        for one in &self.differences {
            page.line(
                2,
                &format!("{}, ATOP {}: coders {}, rules {}", one.war, one.alliance, one.coders, one.rules),
            );
        }
    }
}

fn thousandth(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

impl CasusDifference {
    fn of((war, alliance, coded, ruling): &(String, u32, coded::Outcome, coded::Ruling)) -> CasusDifference {
        let rules = match ruling.is_honoured {
            None => coded::Outcome::NotMet,
            Some(true) => coded::Outcome::Honoured,
            Some(false) => coded::Outcome::Violated,
        };
        CasusDifference {
            war: war.clone(),
            alliance: *alliance,
            coders: coded.as_str().to_owned(),
            rules: rules.as_str().to_owned(),
        }
    }
}
