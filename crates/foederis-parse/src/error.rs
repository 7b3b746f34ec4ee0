//! What can go wrong when a model is read. Analysing text never fails.

/// Why a model file could not be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The first bytes are not those of a model.
    #[error("not a model of this program: the first bytes are not `FOEDRDR1`")]
    NotAModel,
    /// A version that this program does not know.
    #[error("the model has format version `{found}`, this program reads version `1`")]
    Version {
        /// The version in the file.
        found: u32,
    },
    /// The file ends before what its header names.
    #[error("the model is cut short: `{what}` runs past its end")]
    CutShort {
        /// The header field or tensor.
        what: String,
    },
    /// The header is no JSON of the expected form.
    #[error("the model's header cannot be read: {detail}")]
    Header {
        /// What the JSON reader said.
        detail: String,
    },
    /// A tensor is missing or of another kind or shape.
    #[error("the model's tensor `{name}` should be {expected}")]
    Tensor {
        /// Its name.
        name: String,
        /// What was looked for.
        expected: String,
    },
    /// A label that the program has no name for.
    #[error("the model's list `{list}` holds the unknown label `{label}`")]
    Label {
        /// Which list.
        list: &'static str,
        /// The label.
        label: String,
    },
    /// A line of the vocabulary or lemma table that cannot be read.
    #[error("the model's `{table}`, line {line}: `{text}` cannot be read")]
    Table {
        /// Which table.
        table: &'static str,
        /// 1-based.
        line: usize,
        /// The line.
        text: String,
    },
}
