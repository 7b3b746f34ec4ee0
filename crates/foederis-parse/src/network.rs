//! The model: word pieces to tags, trees and names.
//!
//! An encoder of a few transformer layers over pieces; a word is its first piece's vector and its letter case; heads
//! on words. Sentences of a batch lie end to end without padding, and none sees another, so results do not depend on
//! what else is in the batch. Must not know text.

use crate::ModelError;
use crate::file::{File, Part, pack_floats};
use crate::kernels::{
    Attention, AttentionScratch, Finish, HEAD, Linear, Meet, Norm, Products, Quantised, add_norm, apply,
    quantise,
};
use crate::simd::Level;
use crate::tags::{Scheme, best};
use crate::tree;

/// Rows of pieces that are worked on at a time, so that buffers stay in the second cache.
const BATCH_PIECES_MAX: usize = 256;

/// Rows that go through a layer's wide part at a time, so that its weights stay in the second cache beside them.
const FORWARD_ROWS: usize = 64;

/// What products of queries and keys are multiplied by: `1 / sqrt(32)`.
const ATTENTION_FACTOR: f32 = 0.176_776_7;

/// A sentence as the model reads it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Input {
    /// Pieces, with those for start and end.
    pub(crate) ids: Vec<u32>,
    /// For each word, the index of its first piece.
    pub(crate) firsts: Vec<u32>,
    /// For each word, its letter case.
    pub(crate) cases: Vec<u8>,
}

/// What the model says of a sentence: label indices per word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parse {
    pub(crate) upos: Vec<u16>,
    pub(crate) xpos: Vec<u16>,
    pub(crate) ner: Vec<u16>,
    /// 0 for the root, else one more than the index of the head.
    pub(crate) heads: Vec<u16>,
    pub(crate) relations: Vec<u16>,
}

struct Layer {
    query: Linear,
    keys_values: Linear,
    out: Linear,
    norm1: Norm,
    up: Linear,
    down: Linear,
    norm2: Norm,
}

/// Where the word vectors stand in the file's bytes, and how they are scaled.
struct Words {
    offset: usize,
    scales: Vec<f32>,
}

pub(crate) struct Network {
    width: usize,
    n_heads: usize,
    pub(crate) max_pieces: usize,
    words: Words,
    positions: Vec<f32>,
    norm: Norm,
    cases: Vec<f32>,
    layers: Vec<Layer>,
    heads: Heads,
}

struct Heads {
    /// Of a word's vector and its letter case together.
    word_width: usize,
    n_upos: usize,
    n_xpos: usize,
    n_relations: usize,
    /// The relation that the root has, and only it.
    root_relation: usize,
    scheme: Scheme,
    /// upos, xpos, and the two halves of the relation's hidden layer.
    linear: Linear,
    /// Hidden layer of names; of arcs, as dependant and as head.
    hidden: Linear,
    n_ner: usize,
    n_arc: usize,
    n_relation: usize,
    names: Linear,
    arcs: Linear,
    relations: Linear,
    root_arc: Vec<f32>,
    root_relation_hidden: Vec<f32>,
}

/// Buffers, kept from batch to batch. One per thread.
#[derive(Default)]
pub(crate) struct Scratch {
    x: Vec<f32>,
    y: Vec<f32>,
    queries: Vec<f32>,
    keys_values: Vec<f32>,
    wide: Vec<f32>,
    quantised: Quantised,
    attention: AttentionScratch,
    heads: HeadScratch,
}

#[derive(Default)]
struct HeadScratch {
    linear: Vec<f32>,
    hidden: Vec<f32>,
    names: Vec<f32>,
    arcs: Vec<f32>,
    candidates: Vec<f32>,
    scores: Vec<f32>,
    met: Vec<f32>,
    relations: Vec<f32>,
}

impl Network {
    pub(crate) fn read(file: &File<'_>) -> Result<Network, ModelError> {
        let header = &file.header;
        let width = header.width;
        if header.heads * HEAD != width || header.max_pieces < 8 || header.layers == 0 {
            let expected = format!("{HEAD} wide per head, with 8 pieces and a layer or more");
            return Err(ModelError::Tensor { name: "layer0.qkv".into(), expected });
        }
        let words = file.bytes("emb.word", width)?;
        let layers = (0..header.layers).map(|i| Layer::read(file, i, width)).collect::<Result<_, _>>()?;
        Ok(Network {
            width,
            n_heads: header.heads,
            max_pieces: header.max_pieces,
            words: Words { offset: file.body_offset + words.offset, scales: words.scales },
            positions: file.vector("emb.pos", header.max_pieces * width)?,
            norm: Norm::read(file, "emb.norm", width)?,
            cases: file.vector("emb.case", 16 * header.case_width)?,
            layers,
            heads: Heads::read(file, width + header.case_width)?,
        })
    }

    pub(crate) fn n_pieces(&self) -> usize {
        self.words.scales.len()
    }

    /// Parses sentences, in their order. `bytes` is the whole model file.
    pub(crate) fn parse(
        &self,
        level: Level,
        bytes: &[u8],
        inputs: &[&Input],
        scratch: &mut Scratch,
    ) -> Vec<Parse> {
        let mut parses = Vec::with_capacity(inputs.len());
        let mut rest = inputs;
        while !rest.is_empty() {
            let n = batch_len(rest);
            parses.extend(self.parse_batch(level, bytes, &rest[..n], scratch));
            rest = &rest[n..];
        }
        parses
    }

    fn parse_batch(
        &self,
        level: Level,
        bytes: &[u8],
        inputs: &[&Input],
        scratch: &mut Scratch,
    ) -> Vec<Parse> {
        self.embed(level, bytes, inputs, scratch);
        let (last, others) = self.layers.split_last().expect("a network has a layer, checked when read");
        let all: Vec<(usize, usize)> =
            inputs.iter().map(|input| (input.ids.len(), input.ids.len())).collect();
        for layer in others {
            self.attend(level, layer, &all, None, scratch);
        }
        let words: Vec<(usize, usize)> =
            inputs.iter().map(|input| (input.firsts.len(), input.ids.len())).collect();
        self.attend(level, last, &words, Some(&word_rows(inputs)), scratch);
        self.append_cases(inputs, scratch);
        self.heads.parse(level, inputs, scratch)
    }

    fn embed(&self, level: Level, bytes: &[u8], inputs: &[&Input], scratch: &mut Scratch) {
        let Scratch { x, y, .. } = scratch;
        x.clear();
        y.clear();
        for input in inputs {
            for &id in &input.ids {
                let row = &bytes[self.words.offset + id as usize * self.width..][..self.width];
                let scale = self.words.scales[id as usize];
                x.extend(row.iter().map(|&byte| f32::from(byte as i8) * scale));
            }
            y.extend_from_slice(&self.positions[..input.ids.len() * self.width]);
        }
        add_norm(level, &self.norm, x, y);
    }

    /// One layer. Where `rows` are given, only those pieces ask, and only they are kept.
    fn attend(
        &self,
        level: Level,
        layer: &Layer,
        lengths: &[(usize, usize)],
        rows: Option<&[usize]>,
        scratch: &mut Scratch,
    ) {
        let Scratch { x, y, queries, keys_values, wide, quantised, attention, .. } = scratch;
        let width = self.width;
        quantise(level, x, width, width, quantised);
        apply(level, &layer.keys_values, quantised, Finish::Plain, keys_values);
        if let Some(rows) = rows {
            keep_rows(x, width, rows);
            quantise(level, x, width, width, quantised);
        }
        apply(level, &layer.query, quantised, Finish::Plain, queries);
        y.resize(x.len(), 0.0);
        Attention { heads: self.n_heads, queries, keys_values, lengths, out: y, scratch: attention }
            .run_at(level);
        quantise(level, y, width, width, quantised);
        apply(level, &layer.out, quantised, Finish::Plain, y);
        add_norm(level, &layer.norm1, x, y);
        for x in x.chunks_mut(FORWARD_ROWS * width) {
            quantise(level, x, width, width, quantised);
            apply(level, &layer.up, quantised, Finish::Gelu, wide);
            quantise(level, wide, layer.up.width(), layer.up.outputs(), quantised);
            apply(level, &layer.down, quantised, Finish::Plain, y);
            add_norm(level, &layer.norm2, x, y);
        }
    }

    /// Puts words' vectors and letter cases side by side in `y`.
    fn append_cases(&self, inputs: &[&Input], scratch: &mut Scratch) {
        let case_width = self.cases.len() / 16;
        scratch.y.clear();
        let cases = inputs.iter().flat_map(|input| &input.cases);
        for (row, &case) in scratch.x.chunks_exact(self.width).zip(cases) {
            scratch.y.extend_from_slice(row);
            scratch.y.extend_from_slice(&self.cases[usize::from(case) * case_width..][..case_width]);
        }
    }
}

/// Returns how many of the sentences go into the next batch, at least one.
fn batch_len(inputs: &[&Input]) -> usize {
    let mut pieces = 0;
    let fits = |input: &&&Input| {
        pieces += input.ids.len();
        pieces <= BATCH_PIECES_MAX
    };
    inputs.iter().take_while(fits).count().max(1)
}

/// Returns the rows of the words' first pieces in the batch.
fn word_rows(inputs: &[&Input]) -> Vec<usize> {
    let mut rows = Vec::new();
    let mut base = 0;
    for input in inputs {
        rows.extend(input.firsts.iter().map(|&first| base + first as usize));
        base += input.ids.len();
    }
    rows
}

/// Keeps only some rows, which must be in rising order.
fn keep_rows(x: &mut Vec<f32>, width: usize, rows: &[usize]) {
    for (to, &from) in rows.iter().enumerate() {
        x.copy_within(from * width..(from + 1) * width, to * width);
    }
    x.truncate(rows.len() * width);
}

impl Norm {
    fn read(file: &File<'_>, name: &str, width: usize) -> Result<Norm, ModelError> {
        let part = |suffix: &str| file.vector(&format!("{name}.{suffix}"), width);
        Ok(Norm { gain: part("g")?, bias: part("b")? })
    }
}

impl Layer {
    fn read(file: &File<'_>, idx: usize, width: usize) -> Result<Layer, ModelError> {
        let name = |part: &str| format!("layer{idx}.{part}");
        let (qkv, out, up, down) = (name("qkv"), name("o"), name("f1"), name("f2"));
        let some = |rows: std::ops::Range<usize>, factor: f32| {
            [Part { name: &qkv, outputs: Some(rows.len()), rows: Some(rows), factor }]
        };
        let up = file.linear(&[Part::any(&up)], width)?;
        if up.outputs() % 64 != 0 {
            return Err(ModelError::Tensor { name: name("f1"), expected: "of a multiple of 64 rows".into() });
        }
        Ok(Layer {
            query: file.linear(&some(0..width, ATTENTION_FACTOR), width)?,
            keys_values: file.linear(&some(width..3 * width, 1.0), width)?,
            out: file.linear(&[Part::whole(&out, width)], width)?,
            norm1: Norm::read(file, &name("n1"), width)?,
            down: file.linear(&[Part::whole(&down, width)], up.outputs())?,
            up,
            norm2: Norm::read(file, &name("n2"), width)?,
        })
    }
}

impl Heads {
    fn read(file: &File<'_>, width: usize) -> Result<Heads, ModelError> {
        let labels = &file.header.labels;
        let (n_upos, n_xpos, n_relations) = (labels.upos.len(), labels.xpos.len(), labels.deprel.len());
        let ner2 = file.floats_of("head.ner2")?;
        let (arc, relation) = (file.floats_of("arc.w")?, file.floats_of("rel.w")?);
        let (n_ner, n_arc, n_relation) = (ner2.1, arc.1, relation.1);
        for (name, n) in [("head.ner2", n_ner), ("arc.w", n_arc), ("rel.w", n_relation)] {
            if n == 0 || n % 16 != 0 {
                return Err(ModelError::Tensor {
                    name: name.into(),
                    expected: "a multiple of 16 wide".into(),
                });
            }
        }
        let linear = [
            Part::whole("head.upos", n_upos),
            Part::whole("head.xpos", n_xpos),
            Part::whole("head.rel_dep", n_relation),
            Part::whole("head.rel_head", n_relation),
        ];
        let hidden = [
            Part::whole("head.ner1", n_ner),
            Part::whole("head.arc_dep", n_arc),
            Part::whole("head.arc_head", n_arc),
        ];
        let mut heads = Heads {
            word_width: width,
            n_upos,
            n_xpos,
            n_relations,
            root_relation: labels.deprel.iter().position(|label| label == "root").unwrap_or(0),
            scheme: Scheme::new(&labels.ner),
            linear: file.linear(&linear, width)?,
            hidden: file.linear(&hidden, width)?,
            n_ner,
            n_arc,
            n_relation,
            names: pack_floats(&ner2.0, n_ner, &file.vector("head.ner2.b", labels.ner.len())?),
            arcs: pack_arcs(&arc.0, n_arc)?,
            relations: pack_floats(&relation.0, n_relation, &file.vector("rel.b", n_relations)?),
            root_arc: Vec::new(),
            root_relation_hidden: Vec::new(),
        };
        heads.set_root(&file.vector("root", width)?);
        Ok(heads)
    }

    /// Works out what the root looks like as a head; it is the same in every sentence.
    fn set_root(&mut self, root: &[f32]) {
        let level = Level::portable();
        let (mut quantised, mut out) = (Quantised::default(), Vec::new());
        quantise(level, root, root.len(), root.len(), &mut quantised);
        apply(level, &self.hidden, &quantised, Finish::Gelu, &mut out);
        self.root_arc = out[self.n_ner + self.n_arc..][..self.n_arc].to_vec();
        apply(level, &self.linear, &quantised, Finish::Plain, &mut out);
        self.root_relation_hidden = out[self.relation_head_at()..][..self.n_relation].to_vec();
    }

    fn relation_dependant_at(&self) -> usize {
        self.n_upos + self.n_xpos
    }

    fn relation_head_at(&self) -> usize {
        self.relation_dependant_at() + self.n_relation
    }

    /// Reads the words' vectors from `scratch.y`.
    fn parse(&self, level: Level, inputs: &[&Input], scratch: &mut Scratch) -> Vec<Parse> {
        let Scratch { y, quantised, heads: buffers, .. } = scratch;
        let width = self.word_width;
        quantise(level, y, width, width, quantised);
        apply(level, &self.linear, quantised, Finish::Plain, &mut buffers.linear);
        apply(level, &self.hidden, quantised, Finish::Gelu, &mut buffers.hidden);
        let stride = self.hidden.width();
        quantise(level, &buffers.hidden, stride, self.n_ner, quantised);
        apply(level, &self.names, quantised, Finish::Plain, &mut buffers.names);
        quantise(level, &buffers.hidden[self.n_ner..], stride, self.n_arc, quantised);
        apply(level, &self.arcs, quantised, Finish::Plain, &mut buffers.arcs);
        let mut base = 0;
        let mut parses: Vec<Parse> = Vec::with_capacity(inputs.len());
        for input in inputs {
            let words = base..base + input.firsts.len();
            parses.push(self.tags_and_tree(level, words.clone(), buffers));
            base = words.end;
        }
        self.relate(level, &mut parses, buffers, quantised);
        parses
    }

    fn tags_and_tree(&self, level: Level, words: std::ops::Range<usize>, buffers: &mut HeadScratch) -> Parse {
        let stride = self.linear.width();
        let rows = buffers.linear[words.start * stride..words.end * stride].chunks_exact(stride);
        let upos = rows.clone().map(|row| best(&row[..self.n_upos]) as u16).collect();
        let xpos = rows.map(|row| best(&row[self.n_upos..][..self.n_xpos]) as u16).collect();
        let names = self.names.width();
        let ner = self.scheme.decode(&buffers.names[words.start * names..words.end * names], names);
        self.score_arcs(level, words.clone(), buffers);
        let heads = tree::heads(&buffers.scores, words.len());
        Parse { upos, xpos, ner, heads, relations: Vec::new() }
    }

    /// Writes the score of each head (the root first) for each word to `buffers.scores`.
    fn score_arcs(&self, level: Level, words: std::ops::Range<usize>, buffers: &mut HeadScratch) {
        let HeadScratch { hidden, arcs, candidates, scores, .. } = buffers;
        let (stride, at) = (self.hidden.width(), self.n_ner + self.n_arc);
        candidates.clear();
        candidates.extend_from_slice(&self.root_arc);
        for row in hidden[words.start * stride..words.end * stride].chunks_exact(stride) {
            candidates.extend_from_slice(&row[at..][..self.n_arc]);
        }
        let n_columns = words.len() + 1;
        scores.resize(words.len() * n_columns, 0.0);
        let row_stride = self.arcs.width();
        level.run(Products {
            width: self.n_arc,
            rows: &arcs[words.start * row_stride..words.end * row_stride],
            row_stride,
            columns: candidates,
            column_stride: self.n_arc,
            n_columns,
            out: scores,
        });
    }

    /// Tells the relations of all words of the batch to their heads.
    fn relate(
        &self,
        level: Level,
        parses: &mut [Parse],
        buffers: &mut HeadScratch,
        quantised: &mut Quantised,
    ) {
        let HeadScratch { linear, met, relations, .. } = buffers;
        let (stride, width) = (self.linear.width(), self.n_relation);
        let mut heads: Vec<&[f32]> = Vec::with_capacity(linear.len() / stride);
        let mut base = 0;
        for parse in parses.iter() {
            heads.extend(parse.heads.iter().map(|&head| match usize::from(head) {
                0 => self.root_relation_hidden.as_slice(),
                head => &linear[(base + head - 1) * stride + self.relation_head_at()..][..width],
            }));
            base += parse.heads.len();
        }
        met.resize(base * width, 0.0);
        let dependants = linear.get(self.relation_dependant_at()..).unwrap_or(&[]);
        level.run(Meet { dependants, stride, width, heads: &heads, out: met });
        quantise(level, met, width, width, quantised);
        apply(level, &self.relations, quantised, Finish::Plain, relations);
        let mut rows = relations.chunks_exact_mut(self.relations.width());
        for parse in parses {
            let tell = |(head, row): (&u16, &mut [f32])| self.relation(*head, &mut row[..self.n_relations]);
            parse.relations = parse.heads.iter().zip(rows.by_ref()).map(tell).collect();
        }
    }

    fn relation(&self, head: u16, scores: &mut [f32]) -> u16 {
        if head == 0 {
            return self.root_relation as u16;
        }
        scores[self.root_relation] = f32::NEG_INFINITY;
        best(scores) as u16
    }
}

/// Packs the arc weights, of one more row than columns, so that the last row is the bias.
fn pack_arcs(weights: &[f32], n: usize) -> Result<Linear, ModelError> {
    if weights.len() != (n + 1) * n {
        return Err(ModelError::Tensor { name: "arc.w".into(), expected: format!("{} rows of {n}", n + 1) });
    }
    let (inputs, bias) = weights.split_at(n * n);
    let columns: Vec<f32> = (0..n).flat_map(|j| inputs.iter().skip(j).step_by(n).copied()).collect();
    Ok(pack_floats(&columns, n, bias))
}
