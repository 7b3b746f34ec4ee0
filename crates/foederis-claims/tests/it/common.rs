//! What the tests of sentences share.

use foederis_types::{
    Block, BlockKind, Date, Holder, Language, Participant, Published, PublishedFrom, Report, ReportId, Span,
    View,
};

/// A report of one paragraph, published on 20 June 2024.
pub(crate) fn report_of(text: &str) -> Report {
    let span = Span::new(text, 0, text.len() as u32).expect("a test sentence has words");
    let published =
        Published { day: Date::constant(2024, 6, 20), time: None, from: PublishedFrom::Field, is_sure: true };
    Report {
        id: ReportId::from_hash([0; 8]),
        raw_sha256: [0; 32],
        origin: "test".to_owned(),
        given_id: None,
        title: None,
        text: text.to_owned(),
        blocks: vec![Block { span, kind: BlockKind::Body }],
        outlet: None,
        authors: Vec::new(),
        url: None,
        published: Some(published),
        modified: None,
        dateline: None,
        page_spans: Vec::new(),
        language: Language::English,
    }
}

/// The parties' codes in order, joined by `+`.
pub(crate) fn codes(parties: &[Participant]) -> String {
    let mut codes: Vec<String> =
        parties.iter().filter_map(|party| party.code).map(|code| code.to_string()).collect();
    codes.sort();
    codes.join("+")
}

/// Each holder's value, the author's first: `AUTHOR Uu, MLI CT+`.
pub(crate) fn views(factuality: &[View]) -> String {
    let holder = |holder: &Holder| match holder {
        Holder::Author => "AUTHOR".to_owned(),
        Holder::Actor(code) => code.to_string(),
    };
    let views: Vec<String> =
        factuality.iter().map(|view| format!("{} {}", holder(&view.holder), view.value.as_str())).collect();
    views.join(", ")
}
