//! What can be wrong with a claim, header or correction that comes from outside.

use foederis_types::BadActorCode;

/// Why a JSON form cannot be read. Each names the field and the value.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WireError {
    /// Not the JSON that is documented.
    #[error("not the JSON of a claim, header or correction")]
    Json(#[from] serde_json::Error),
    /// A claim of another report.
    #[error("field `report` is `{found}`, but the report at hand is `{expected}`")]
    OtherReport {
        /// The id in the JSON.
        found: String,
        /// The id of the report at hand.
        expected: String,
    },
    /// A span that is empty, runs past the text or cuts a character in two.
    #[error("field `{field}`: `{start}..{end}` is no span of the report's text")]
    BadSpan {
        /// Which field.
        field: &'static str,
        /// Its start.
        start: u32,
        /// Its end.
        end: u32,
    },
    /// Words that do not stand where they are said to.
    #[error("field `{field}`: `{words}` does not stand in the quoted sentence")]
    NoSuchWords {
        /// Which field.
        field: &'static str,
        /// The words.
        words: String,
    },
    /// A value outside its list.
    #[error("field `{field}`: `{value}` is not one of its values")]
    BadValue {
        /// Which field.
        field: &'static str,
        /// The value.
        value: String,
    },
    /// A code that is none.
    #[error("field `{field}`")]
    BadCode {
        /// Which field.
        field: &'static str,
        /// Why.
        #[source]
        cause: BadActorCode,
    },
}
