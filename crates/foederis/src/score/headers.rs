//! Scores titles, days, authors and outlets as read.

use super::{CodedReports, Key, Score};
use foederis_types::Report;

/// Scores every header of the key.
pub(super) fn score_headers(key: &Key, reports: &CodedReports) -> Vec<Score> {
    let mut scores = ["title", "outlet", "author", "day"].map(|what| Score::new(&format!("reports: {what}")));
    for header in &key.reports {
        let report = reports.get(&header.report).map(|coded| &coded.report);
        let day = header.published.as_deref().map(|published| published.chars().take(10).collect::<String>());
        let wanted = [header.title.clone(), header.outlet.clone(), header.author.clone(), day];
        let read = report.map_or([const { None }; 4], fields);
        for ((score, wanted), read) in scores.iter_mut().zip(wanted).zip(read) {
            score.count(wanted == read, || format!("{}: {wanted:?}, read as {read:?}", header.report));
        }
    }
    scores.into()
}

fn fields(report: &Report) -> [Option<String>; 4] {
    [
        report.title.as_ref().map(|title| title.text.clone()),
        report.outlet.clone(),
        (!report.authors.is_empty()).then(|| report.authors.join(", ")),
        report.published.as_ref().map(|published| published.day.to_string()),
    ]
}
