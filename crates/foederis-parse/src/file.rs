//! The model file: its header, and its tensors by name.
//!
//! Form: `FOEDRDR1`, version and header length (little-endian `u32`), header (JSON), zeros up to a multiple of 64,
//! tensors. Offsets in the header count from there. Must not know what the tensors are for.

use crate::ModelError;
use crate::kernels::{Linear, Row};
use serde::Deserialize;
use std::collections::HashMap;

const MAGIC: &[u8; 8] = b"FOEDRDR1";

/// Sizes, labels and places, as the file's header gives them.
#[derive(Deserialize)]
pub(crate) struct Header {
    pub(crate) name: String,
    pub(crate) layers: usize,
    pub(crate) width: usize,
    pub(crate) heads: usize,
    pub(crate) max_pieces: usize,
    pub(crate) case_width: usize,
    pub(crate) vocab: Place,
    pub(crate) lemmas: Place,
    pub(crate) labels: Labels,
    tensors: Vec<Tensor>,
}

/// The label of each output, by head.
#[derive(Deserialize)]
pub(crate) struct Labels {
    pub(crate) upos: Vec<String>,
    pub(crate) xpos: Vec<String>,
    pub(crate) deprel: Vec<String>,
    pub(crate) ner: Vec<String>,
}

/// A run of bytes.
#[derive(Clone, Copy, Deserialize)]
pub(crate) struct Place {
    offset: usize,
    len: usize,
}

#[derive(Deserialize)]
struct Tensor {
    name: String,
    kind: Kind,
    rows: usize,
    cols: usize,
    offset: usize,
    scale_offset: Option<usize>,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Q8,
    F32,
}

/// A model file, checked as far as its header goes.
pub(crate) struct File<'a> {
    pub(crate) header: Header,
    body: &'a [u8],
    /// Where the body begins in the file.
    pub(crate) body_offset: usize,
    by_name: HashMap<String, usize>,
}

/// A tensor of bytes with a scale per row.
pub(crate) struct Bytes<'a> {
    pub(crate) values: &'a [u8],
    pub(crate) scales: Vec<f32>,
    pub(crate) cols: usize,
    /// Where the values begin in the file's body.
    pub(crate) offset: usize,
}

impl Bytes<'_> {
    fn signed_row(&self, row: usize) -> Vec<i8> {
        self.values[row * self.cols..][..self.cols].iter().map(|&byte| byte as i8).collect()
    }
}

impl<'a> File<'a> {
    pub(crate) fn read(bytes: &'a [u8]) -> Result<File<'a>, ModelError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::NotAModel)?;
        let word = |at: usize| {
            let four = rest.get(at..at + 4).and_then(|b| b.first_chunk::<4>());
            four.map(|b| u32::from_le_bytes(*b)).ok_or_else(|| cut_short("header length"))
        };
        let (version, header_len) = (word(0)?, word(4)? as usize);
        if version != 1 {
            return Err(ModelError::Version { found: version });
        }
        let header = rest.get(8..8 + header_len).ok_or_else(|| cut_short("header"))?;
        let header: Header = serde_json::from_slice(header)
            .map_err(|error| ModelError::Header { detail: error.to_string() })?;
        let body_offset = (16 + header_len).next_multiple_of(64);
        let body = bytes.get(body_offset..).ok_or_else(|| cut_short("padding"))?;
        let by_name = header.tensors.iter().enumerate().map(|(i, t)| (t.name.clone(), i)).collect();
        Ok(File { header, body, body_offset, by_name })
    }

    fn slice(&self, offset: usize, len: Option<usize>, what: &str) -> Result<&'a [u8], ModelError> {
        let end = len.and_then(|len| offset.checked_add(len));
        end.and_then(|end| self.body.get(offset..end)).ok_or_else(|| cut_short(what))
    }

    /// Returns the text at a place.
    pub(crate) fn text(&self, place: Place, what: &'static str) -> Result<&'a str, ModelError> {
        let bytes = self.slice(place.offset, Some(place.len), what)?;
        std::str::from_utf8(bytes).map_err(|error| ModelError::Header { detail: format!("{what}: {error}") })
    }

    fn tensor(&self, name: &str, kind: Kind, cols: usize) -> Result<&Tensor, ModelError> {
        let found = self.by_name.get(name).map(|&i| &self.header.tensors[i]);
        found.filter(|t| t.kind == kind && t.cols == cols).ok_or_else(|| ModelError::Tensor {
            name: name.to_owned(),
            expected: format!("{} with {cols} columns", if kind == Kind::Q8 { "q8" } else { "f32" }),
        })
    }

    fn floats_at(&self, offset: usize, len: Option<usize>, what: &str) -> Result<Vec<f32>, ModelError> {
        let bytes = self.slice(offset, len.and_then(|len| len.checked_mul(4)), what)?;
        Ok(bytes.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect())
    }

    /// Returns a float tensor of `cols` columns, row after row.
    pub(crate) fn floats(&self, name: &str, cols: usize) -> Result<Vec<f32>, ModelError> {
        let t = self.tensor(name, Kind::F32, cols)?;
        self.floats_at(t.offset, t.rows.checked_mul(cols), name)
    }

    /// Returns a float tensor and its number of columns.
    pub(crate) fn floats_of(&self, name: &str) -> Result<(Vec<f32>, usize), ModelError> {
        let cols = self.by_name.get(name).map_or(0, |&i| self.header.tensors[i].cols);
        Ok((self.floats(name, cols)?, cols))
    }

    /// Returns a float tensor of exactly `len` values.
    pub(crate) fn vector(&self, name: &str, len: usize) -> Result<Vec<f32>, ModelError> {
        let (values, _) = self.floats_of(name)?;
        let expected = || ModelError::Tensor { name: name.to_owned(), expected: format!("{len} floats") };
        if values.len() == len { Ok(values) } else { Err(expected()) }
    }

    /// Returns a byte tensor of `cols` columns.
    pub(crate) fn bytes(&self, name: &str, cols: usize) -> Result<Bytes<'a>, ModelError> {
        let t = self.tensor(name, Kind::Q8, cols)?;
        let values = self.slice(t.offset, t.rows.checked_mul(cols), name)?;
        let scale_offset = t.scale_offset.ok_or_else(|| cut_short(name))?;
        Ok(Bytes {
            values,
            scales: self.floats_at(scale_offset, Some(t.rows), name)?,
            cols,
            offset: t.offset,
        })
    }

    /// Returns the bias of a layer; zeros where it has none.
    fn bias(&self, layer: &str, outputs: usize) -> Result<Vec<f32>, ModelError> {
        let name = format!("{layer}.b");
        if self.by_name.contains_key(&name) { self.vector(&name, outputs) } else { Ok(vec![0.0; outputs]) }
    }

    /// Packs rows `range` of layer `name` (weights, and `name.b`) after each other for the kernels.
    pub(crate) fn linear(&self, parts: &[Part<'_>], inputs: usize) -> Result<Linear, ModelError> {
        let mut rows = Vec::new();
        for part in parts {
            let weights = self.bytes(part.name, inputs)?;
            let n_rows = weights.scales.len();
            let bias = self.bias(part.name, n_rows)?;
            let range = part.rows.clone().unwrap_or(0..n_rows);
            if range.end > n_rows || part.outputs.is_some_and(|n| n != range.len()) {
                let expected = format!("of {:?} rows", part.outputs.unwrap_or(range.end));
                return Err(ModelError::Tensor { name: part.name.to_owned(), expected });
            }
            let factor = part.factor;
            rows.extend(
                range.map(|row| (weights.signed_row(row), weights.scales[row] * factor, bias[row] * factor)),
            );
        }
        let most = |row: &[i8]| row.iter().fold(0, |most, weight| weight.unsigned_abs().max(most));
        if let Some(part) = parts.first().filter(|_| rows.iter().any(|row| most(&row.0) > 63)) {
            return Err(ModelError::Tensor {
                name: part.name.to_owned(),
                expected: "of weights in -63..=63".into(),
            });
        }
        let rows = rows.iter().map(|(weights, scale, bias)| Row { weights, scale: *scale, bias: *bias });
        Ok(Linear::pack(inputs, rows))
    }
}

/// A layer of the file, or some of its rows.
pub(crate) struct Part<'n> {
    pub(crate) name: &'n str,
    pub(crate) rows: Option<std::ops::Range<usize>>,
    /// How many outputs there must be, where that is known.
    pub(crate) outputs: Option<usize>,
    /// What the layer's results are multiplied by.
    pub(crate) factor: f32,
}

impl<'n> Part<'n> {
    pub(crate) fn whole(name: &'n str, outputs: usize) -> Part<'n> {
        Part { name, rows: None, outputs: Some(outputs), factor: 1.0 }
    }

    pub(crate) fn any(name: &'n str) -> Part<'n> {
        Part { name, rows: None, outputs: None, factor: 1.0 }
    }
}

fn cut_short(what: &str) -> ModelError {
    ModelError::CutShort { what: what.to_owned() }
}

/// Rounds a float matrix of `cols` columns to 7 bits per row, as rows for [`Linear::pack`]; the bias is given apart.
pub(crate) fn pack_floats(values: &[f32], cols: usize, bias: &[f32]) -> Linear {
    let quantised: Vec<(Vec<i8>, f32)> = values.chunks_exact(cols).map(quantise_weights).collect();
    let rows = quantised.iter().zip(bias);
    Linear::pack(cols, rows.map(|((weights, scale), &bias)| Row { weights, scale: *scale, bias }))
}

fn quantise_weights(row: &[f32]) -> (Vec<i8>, f32) {
    let most = row.iter().fold(0.0f32, |most, x| most.max(x.abs()));
    let inverse = if most > 0.0 { 63.0 / most } else { 0.0 };
    (row.iter().map(|x| (x * inverse).round_ties_even() as i8).collect(), most / 63.0)
}
