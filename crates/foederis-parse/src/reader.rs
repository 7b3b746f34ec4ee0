//! The reader: a model made ready, and what can be asked of it.

use crate::ModelError;
use crate::analyse::{Draft, Worker, drafts_of_report, drafts_of_text};
use crate::file::{File, Header};
use crate::lemmas::Lemmas;
use crate::network::Network;
use crate::pieces::Vocabulary;
use crate::simd::Level;
use crate::tags::Scheme;
use foederis_types::{Analysis, Block, EntityKind, Relation, Report, Upos};
use std::borrow::Cow;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// A model made ready to read English. Shared between threads by reference.
///
/// ```no_run
/// let reader = foederis_parse::Reader::embedded()?;
/// let analysis = reader.analyse_text("North Korea and Russia signed a pact on Wednesday.");
/// assert_eq!(analysis.sentences.len(), 1);
/// # Ok::<(), foederis_parse::ModelError>(())
/// ```
pub struct Reader {
    pub(crate) bytes: Cow<'static, [u8]>,
    pub(crate) network: Network,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) lemmas: Lemmas,
    pub(crate) labels: Labels,
    pub(crate) level: Level,
    name: String,
    /// Workers at rest, with warm buffers.
    workers: Mutex<Vec<Worker>>,
}

/// The model's labels in the program's own terms.
pub(crate) struct Labels {
    pub(crate) upos: Vec<Upos>,
    pub(crate) xpos: Vec<&'static str>,
    pub(crate) relations: Vec<Relation>,
    pub(crate) names: Scheme,
}

/// Penn tags as UD English keeps them, universaldependencies.org/treebanks/en_ewt.
const PENN: [&str; 51] = [
    "#", "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW",
    "HYPH", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP",
    "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT",
    "WP", "WP$", "WRB", "XX", "``",
];

impl Labels {
    fn read(header: &Header) -> Result<Labels, ModelError> {
        let labels = &header.labels;
        let kinds = labels.ner.iter().filter_map(|label| Some((label, label.split_once('-')?.1)));
        if let Some((label, _)) = kinds.clone().find(|(_, kind)| EntityKind::parse(kind).is_none()) {
            return Err(ModelError::Label { list: "ner", label: label.clone() });
        }
        Ok(Labels {
            upos: convert("upos", &labels.upos, Upos::parse)?,
            xpos: convert("xpos", &labels.xpos, |label| PENN.into_iter().find(|&tag| tag == label))?,
            relations: convert("deprel", &labels.deprel, relation)?,
            names: Scheme::new(&labels.ner),
        })
    }
}

fn convert<T>(
    list: &'static str,
    labels: &[String],
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, ModelError> {
    let read = |label: &String| parse(label).ok_or_else(|| ModelError::Label { list, label: label.clone() });
    labels.iter().map(read).collect()
}

/// Reads a relation; a subtype without a name of its own counts as the relation it is of.
fn relation(label: &str) -> Option<Relation> {
    Relation::parse(label).or_else(|| Relation::parse(label.split(':').next()?))
}

impl Reader {
    /// Returns a reader with the model that is built into the program.
    ///
    /// # Errors
    ///
    /// As [`Reader::from_bytes`]; not for a model that passes this crate's tests.
    #[cfg(feature = "embedded-model")]
    pub fn embedded() -> Result<Reader, ModelError> {
        Reader::from_bytes(Reader::embedded_model())
    }

    /// Returns the bytes of the model that is built into the program.
    #[cfg(feature = "embedded-model")]
    pub fn embedded_model() -> &'static [u8] {
        static MODEL: &[u8] = include_bytes!("../../../models/reader.fdr");
        MODEL
    }

    /// Returns a reader with the model of a file.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the file and where.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Reader, ModelError> {
        let bytes = bytes.into();
        let file = File::read(&bytes)?;
        let network = Network::read(&file)?;
        let vocabulary = Vocabulary::read(file.text(file.header.vocab, "vocab")?);
        vocabulary.check(network.n_pieces())?;
        let lemmas = Lemmas::read(file.text(file.header.lemmas, "lemmas")?, &file.header.labels.xpos)?;
        let (labels, name) = (Labels::read(&file.header)?, file.header.name.clone());
        let level = Level::detect();
        Ok(Reader { network, vocabulary, lemmas, labels, level, name, bytes, workers: Mutex::default() })
    }

    /// Returns the model's name.
    pub fn model_name(&self) -> &str {
        &self.name
    }

    /// Returns the instruction set that is used; the results do not depend on it.
    pub fn level(&self) -> Level {
        self.level
    }

    /// Uses another instruction set, for measurements and checks.
    #[must_use]
    pub fn with_level(self, level: Level) -> Reader {
        Reader { level, ..self }
    }

    /// Reads a report: its title where that was given apart, then the blocks that are read for claims.
    ///
    /// Each block begins and ends a sentence. Sentences come in the order of the text.
    pub fn analyse(&self, report: &Report) -> Analysis {
        self.with_worker(|worker| worker.analyse(self, drafts_of_report(report)))
    }

    /// Reads reports, each as [`Reader::analyse`] does, in the time of one text: where reports are short, that is less than
    /// one by one.
    pub fn analyse_together(&self, reports: &[&Report]) -> Vec<Analysis> {
        let texts = reports.iter().map(|report| drafts_of_report(report));
        self.with_worker(|worker| worker.analyse_each(self, texts))
    }

    /// Reads reports as [`Reader::analyse_together`] does, but for the sentences that `filter` passes over.
    ///
    /// `filter` gets all sentences of one report at once, in the order of the text. Those passed over stand in the result
    /// with [`Depth::PassedOver`](foederis_types::Depth::PassedOver) and without words.
    pub fn analyse_filtered(
        &self,
        reports: &[&Report],
        mut filter: impl FnMut(&mut [Draft<'_>]),
    ) -> Vec<Analysis> {
        let texts = reports.iter().map(|report| {
            let mut drafts: Vec<Draft<'_>> = drafts_of_report(report).collect();
            filter(&mut drafts);
            drafts.into_iter()
        });
        self.with_worker(|worker| worker.analyse_each(self, texts))
    }

    /// Returns every dictionary form that the tables give a form as a noun, verb or adjective, each once.
    pub fn lemmas_of(&self, form: &str) -> Vec<String> {
        self.lemmas.lemmas_of(form)
    }

    /// Reads blocks of a text, whatever their kind, in the order given; spans count in `text`.
    pub fn analyse_blocks(&self, text: &str, blocks: &[Block]) -> Analysis {
        self.with_worker(|worker| worker.analyse(self, drafts_of_text(text, blocks)))
    }

    /// Reads a bare text; blank lines end paragraphs.
    pub fn analyse_text(&self, text: &str) -> Analysis {
        self.analyse_blocks(text, &crate::analyse::paragraphs(text))
    }

    /// Reads reports on up to `threads` threads; results stand in the order of the reports.
    pub fn analyse_many(&self, reports: &[Report], threads: NonZeroUsize) -> Vec<Analysis> {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            while let Some((idx, report)) = take_next(&next, reports) {
                done.push((idx, self.analyse(report)));
            }
            done
        };
        let mut analyses = vec![Analysis::default(); reports.len()];
        std::thread::scope(|scope| {
            let helpers: Vec<_> = (1..threads.get().min(reports.len()))
                .map(|_| std::thread::Builder::new().spawn_scoped(scope, work))
                .collect();
            let mut done = work();
            for helper in helpers.into_iter().flatten() {
                match helper.join() {
                    Ok(more) => done.extend(more),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            for (idx, analysis) in done {
                analyses[idx] = analysis;
            }
        });
        analyses
    }

    pub(crate) fn with_worker<T>(&self, work: impl FnOnce(&mut Worker) -> T) -> T {
        let resting = self.workers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut worker = resting.unwrap_or_default();
        let result = work(&mut worker);
        self.workers.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
        result
    }
}

fn take_next<'r>(next: &AtomicUsize, reports: &'r [Report]) -> Option<(usize, &'r Report)> {
    let idx = next.fetch_add(1, Ordering::Relaxed);
    reports.get(idx).map(|report| (idx, report))
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("name", &self.name).field("level", &self.level).finish_non_exhaustive()
    }
}
