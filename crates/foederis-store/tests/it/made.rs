//! Readings made up for tests, and a folder that goes away.

use std::path::{Path, PathBuf};

use foederis_store::Reading;
use foederis_types::{
    ActorCode, Analysis, Basis, Block, BlockKind, Claim, ClaimId, Decision, Event, Factuality, Happened,
    Holder, Language, Part, Participant, Published, PublishedFrom, Quote, Report, ReportId, Sentence, Span,
    Title, View,
};

/// A new folder under the system's, removed at the end.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("foederis-store-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The names in it, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[expect(clippy::disallowed_methods, reason = "a test looks at the file it wrote")]
pub(crate) fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

#[expect(clippy::disallowed_methods, reason = "a test writes the file it opens")]
pub(crate) fn write(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap();
}

pub(crate) fn hashed(number: usize, salt: u64) -> [u8; 8] {
    (number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(salt).to_be_bytes()
}

/// Makes report `number`: two sentences and a claim of each.
pub(crate) fn reading(number: usize) -> Reading {
    let text = format!(
        "Kazakhstan sent {number} tents to Georgia – free of charge. Georgia’s minister thanked Kazakhstan."
    );
    let end = text.find(". ").unwrap() + 1;
    let spans = [(0, end), (end + 1, text.len())].map(|(start, end)| Span::from_offsets(start, end).unwrap());
    let report = Report {
        id: ReportId::from_hash(hashed(number, 1)),
        raw_sha256: [u8::try_from(number % 256).unwrap(); 32],
        origin: format!("reports/{number}.txt"),
        given_id: Some(format!("r{number}")),
        title: Some(Title { text: format!("Title {number}"), span: None }),
        blocks: vec![Block { span: Span::from_offsets(0, text.len()).unwrap(), kind: BlockKind::Body }],
        text,
        outlet: (!number.is_multiple_of(3)).then(|| format!("Outlet {}", number % 3)),
        authors: vec!["Ann Author".to_owned()],
        url: Some(format!("https://example.org/{number}")),
        published: Some(Published {
            day: "2024-06-20".parse().unwrap(),
            time: Some("07:10".to_owned()),
            from: PublishedFrom::Dateline,
            is_sure: true,
        }),
        modified: None,
        dateline: None,
        page_spans: vec![None],
        language: Language::English,
    };
    let claims = vec![
        claim(&report, number, 0, spans[0], "sent", Event::Aid, ("Kazakhstan", "KAZ"), ("Georgia", "GEO")),
        claim(
            &report,
            number,
            1,
            spans[1],
            "thanked",
            Event::Support,
            ("minister", "GEO"),
            ("Kazakhstan", "KAZ"),
        ),
    ];
    let sentence = |span: Span| Sentence {
        part: Part::Text,
        span,
        block: BlockKind::Body,
        paragraph: 0,
        tokens: Vec::new(),
        entities: Vec::new(),
        depth: foederis_types::Depth::Whole,
    };
    let analysis = Analysis { sentences: spans.map(sentence).to_vec() };
    Reading::new(report, &analysis, claims)
}

#[expect(clippy::too_many_arguments, reason = "one row of a table")]
fn claim(
    report: &Report,
    number: usize,
    sentence: u32,
    quote: Span,
    trigger: &str,
    event: Event,
    actor: (&str, &str),
    recipient: (&str, &str),
) -> Claim {
    let find = |words: &str| {
        let start = quote.start() + quote.of(&report.text).find(words).unwrap();
        Span::from_offsets(start, start + words.len()).unwrap()
    };
    let side = |(words, code): (&str, &str)| Participant {
        code: ActorCode::new(code).ok(),
        sector: None,
        name: words.to_owned(),
        title: None,
        is_inferred: false,
        span: find(words),
    };
    Claim {
        id: ClaimId::from_hash(hashed(number, 2 + u64::from(sentence))),
        quote: Quote { report: report.id, part: Part::Text, span: quote },
        trigger: find(trigger),
        sentence,
        event: Some(event),
        mode: None,
        contexts: Vec::new(),
        cameo: Some("073".to_owned()),
        actors: vec![side(actor)],
        recipients: vec![side(recipient)],
        happened: Happened {
            from: None,
            to: "2024-06-20".parse().ok(),
            basis: Basis::Published,
            words: None,
        },
        place: None,
        factuality: vec![View {
            holder: Holder::Author,
            value: Factuality::CertainYes,
            cue: None,
            named: None,
        }],
        auxiliary: Vec::new(),
        condition: None,
        pact_status: None,
        pact: None,
        clause: None,
        linked: Vec::new(),
        decision: Decision { rule: "aid/send".to_owned(), steps: vec!["`sent` heads".to_owned()] },
    }
}
