//! The arithmetic of the model: integer products, attention, norms, GELU, each written once over 16 lanes.
//!
//! Activations are quantised per row to 8 bits around 128, weights are 7 bits per row; sums of products are exact
//! integers. Float parts run in one fixed order without fused operations, so every machine gets the same bits.
//! Must not know words, labels or files. Safe code only.

use crate::simd::{Kernel, Level, ROUNDER, Simd};

/// Rows of a tile of quantised activations.
const TILE: usize = 12;
/// Output columns of a block of packed weights.
const BLOCK: usize = 32;
/// Width of an attention head.
pub(crate) const HEAD: usize = 32;
/// Queries that attention works on at a time.
const QUERIES: usize = 4;

/// Returns the sum of the 16 lanes in one fixed order.
pub(crate) fn sum16(lanes: &[f32; 16]) -> f32 {
    let eight: [f32; 8] = std::array::from_fn(|i| lanes[i] + lanes[i + 8]);
    let four: [f32; 4] = std::array::from_fn(|i| eight[i] + eight[i + 4]);
    (four[0] + four[2]) + (four[1] + four[3])
}

fn max16(lanes: &[f32; 16]) -> f32 {
    lanes.iter().fold(f32::MIN, |most, &x| if x > most { x } else { most })
}

/// What is done to each output of a linear layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finish {
    Plain,
    Gelu,
}

/// A linear layer with 7-bit weights, packed for the kernels.
pub(crate) struct Linear {
    inputs: usize,
    outputs: usize,
    /// Per block of 32 outputs and group of 4 inputs: two halves of 16 outputs by 4 inputs.
    packed: Vec<[[i8; 64]; 2]>,
    scales: Vec<[f32; 16]>,
    /// 128 times the sum of each output's weights: what the offset of the activations adds.
    corrections: Vec<[i32; 16]>,
    bias: Vec<[f32; 16]>,
}

/// One output of a linear layer before packing: weights in -63..=63, their scale, and the bias.
pub(crate) struct Row<'a> {
    pub(crate) weights: &'a [i8],
    pub(crate) scale: f32,
    pub(crate) bias: f32,
}

impl Linear {
    /// Packs the rows; inputs are padded to a multiple of 16, outputs to one of 32.
    pub(crate) fn pack<'a>(inputs: usize, rows: impl ExactSizeIterator<Item = Row<'a>>) -> Linear {
        let outputs = rows.len();
        let (inputs, padded) = (inputs.next_multiple_of(16), outputs.next_multiple_of(BLOCK));
        let mut linear = Linear {
            inputs,
            outputs,
            packed: vec![[[0; 64]; 2]; padded / BLOCK * inputs / 4],
            scales: vec![[0.0; 16]; padded / 16],
            corrections: vec![[0; 16]; padded / 16],
            bias: vec![[0.0; 16]; padded / 16],
        };
        for (output, row) in rows.enumerate() {
            linear.set_row(output, &row);
        }
        linear
    }

    fn set_row(&mut self, output: usize, row: &Row<'_>) {
        let (half, lane) = (output / 16, output % 16);
        self.scales[half][lane] = row.scale;
        self.bias[half][lane] = row.bias;
        self.corrections[half][lane] = 128 * row.weights.iter().map(|&w| i32::from(w)).sum::<i32>();
        let groups = self.inputs / 4;
        let block = &mut self.packed[output / BLOCK * groups..][..groups];
        for (group, four) in block.iter_mut().zip(row.weights.chunks(4)) {
            group[half % 2][lane * 4..][..four.len()].copy_from_slice(four);
        }
    }

    /// Returns the number of outputs with padding: the width of the rows that [`apply`] writes.
    pub(crate) fn width(&self) -> usize {
        self.scales.len() * 16
    }

    /// Returns the number of inputs with padding.
    pub(crate) fn inputs(&self) -> usize {
        self.inputs
    }

    pub(crate) fn outputs(&self) -> usize {
        self.outputs
    }
}

/// Activations of some rows in 8 bits, in tiles of 12 rows as the products read them.
#[derive(Default)]
pub(crate) struct Quantised {
    rows: usize,
    tiles: Vec<[[u8; 4]; TILE]>,
    scales: Vec<f32>,
}

/// Quantises rows of `width` floats (a multiple of 16), one every `stride` floats.
pub(crate) fn quantise(level: Level, values: &[f32], stride: usize, width: usize, out: &mut Quantised) {
    level.run(Quantise { values, stride, width, out });
}

struct Quantise<'a> {
    values: &'a [f32],
    stride: usize,
    width: usize,
    out: &'a mut Quantised,
}

impl Kernel for Quantise<'_> {
    type Output = ();
    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let Quantise { values, stride, width, out } = self;
        let groups = width / 4;
        out.rows = values.len().div_ceil(stride);
        out.tiles.resize(out.rows.div_ceil(TILE) * groups, [[128; 4]; TILE]);
        out.scales.clear();
        for (idx, row) in values.chunks(stride).enumerate() {
            let tile = &mut out.tiles[idx / TILE * groups..][..groups];
            out.scales.push(quantise_row(simd, &row[..width], idx % TILE, tile));
        }
    }
}

#[inline(always)]
fn quantise_row<S: Simd>(simd: S, row: &[f32], lane: usize, tile: &mut [[[u8; 4]; TILE]]) -> f32 {
    let (chunks, _) = row.as_chunks::<16>();
    let mut most = simd.splat(0.0);
    for chunk in chunks {
        most = simd.max(most, simd.abs(simd.load(chunk)));
    }
    let mut lanes = [0.0; 16];
    simd.store(most, &mut lanes);
    let most = max16(&lanes);
    let inverse = simd.splat(if most > 0.0 { 127.0 / most } else { 0.0 });
    let (quads, _) = tile.as_chunks_mut::<4>();
    let mut bytes = [0; 16];
    for (chunk, quad) in chunks.iter().zip(quads) {
        simd.store_offset_bytes(simd.mul(simd.load(chunk), inverse), &mut bytes);
        let (fours, _) = bytes.as_chunks::<4>();
        for (group, four) in quad.iter_mut().zip(fours) {
            group[lane] = *four;
        }
    }
    most / 127.0
}

/// Writes `finish(activations x weights + bias)` to `out`, one row of `linear.width()` floats per row of activations.
pub(crate) fn apply(level: Level, linear: &Linear, rows: &Quantised, finish: Finish, out: &mut Vec<f32>) {
    out.resize(rows.rows * linear.width(), 0.0);
    level.run(Apply { linear, rows, finish, out });
}

struct Apply<'a> {
    linear: &'a Linear,
    rows: &'a Quantised,
    finish: Finish,
    out: &'a mut [f32],
}

impl Kernel for Apply<'_> {
    type Output = ();
    #[inline(always)]
    fn run<S: Simd>(mut self, simd: S) {
        let groups = self.linear.inputs / 4;
        for block in 0..self.linear.packed.len() / groups {
            let weights = &self.linear.packed[block * groups..][..groups];
            for (tile, acts) in self.rows.tiles.chunks_exact(groups).enumerate() {
                let live = TILE.min(self.rows.rows - tile * TILE);
                if S::HAS_MANY_REGISTERS {
                    self.wide(simd, acts, weights, (tile, live, block));
                } else {
                    self.narrow(simd, acts, weights, (tile, live, block));
                }
            }
        }
    }
}

impl Apply<'_> {
    #[inline(always)]
    fn wide<S: Simd>(
        &mut self,
        simd: S,
        acts: &[[[u8; 4]; TILE]],
        weights: &[[[i8; 64]; 2]],
        (tile, live, block): (usize, usize, usize),
    ) {
        if live > 4 {
            let sums = products::<S, TILE, 2>(simd, acts, 0, weights, 0);
            self.finish_rows(simd, &sums[..live], tile * TILE, block * 2);
        } else {
            let sums = products::<S, 4, 2>(simd, acts, 0, weights, 0);
            self.finish_rows(simd, &sums[..live], tile * TILE, block * 2);
        }
    }

    #[inline(always)]
    fn narrow<S: Simd>(
        &mut self,
        simd: S,
        acts: &[[[u8; 4]; TILE]],
        weights: &[[[i8; 64]; 2]],
        (tile, live, block): (usize, usize, usize),
    ) {
        for first in (0..live).step_by(4) {
            let rows = 4.min(live - first);
            for half in 0..2 {
                let sums = products::<S, 4, 1>(simd, acts, first, weights, half);
                self.finish_rows(simd, &sums[..rows], tile * TILE + first, block * 2 + half);
            }
        }
    }

    /// Scales the sums, adds the bias and writes `C` groups of 16 outputs, from group `column` on, of some rows.
    #[inline(always)]
    fn finish_rows<S: Simd, const C: usize>(
        &mut self,
        simd: S,
        sums: &[[S::Ints; C]],
        row: usize,
        column: usize,
    ) {
        let groups = self.linear.scales.len();
        for half in 0..C {
            let scale = simd.load(&self.linear.scales[column + half]);
            let correction = simd.load_ints(&self.linear.corrections[column + half]);
            let bias = simd.load(&self.linear.bias[column + half]);
            for (i, sum) in sums.iter().enumerate() {
                let exact = simd.to_floats(simd.sub_ints(sum[half], correction));
                let scale = simd.mul(scale, simd.splat(self.rows.scales[row + i]));
                let value = simd.add(simd.mul(exact, scale), bias);
                let value = match self.finish {
                    Finish::Plain => value,
                    Finish::Gelu => gelu(simd, value),
                };
                let (chunks, _) = self.out.as_chunks_mut::<16>();
                simd.store(value, &mut chunks[(row + i) * groups + column + half]);
            }
        }
    }
}

/// Returns the sums of products of `R` rows from row `first` of a tile with `C` groups of 16 outputs of a block.
#[inline(always)]
fn products<S: Simd, const R: usize, const C: usize>(
    simd: S,
    acts: &[[[u8; 4]; TILE]],
    first: usize,
    weights: &[[[i8; 64]; 2]],
    column: usize,
) -> [[S::Ints; C]; R] {
    let mut sums = [[simd.zero(); C]; R];
    for (act, weight) in acts.iter().zip(weights) {
        let act: &[[u8; 4]; R] = act[first..].first_chunk().expect("callers keep first + R within a tile");
        let weight: &[[i8; 64]; C] = weight[column..].first_chunk().expect("callers keep column + C within 2");
        for r in 0..R {
            for c in 0..C {
                sums[r][c] = simd.dot(sums[r][c], act[r], &weight[c]);
            }
        }
    }
    sums
}

/// Coefficients, highest first, of a polynomial in `2 (x/4.2)^2 - 1` for `(normal distribution of x - 1/2) / x`.
/// Fitted by reweighted least squares on 0..4.2; GELU made from it is off by at most 6e-5 for |x| < 6.
const GELU: [f32; 9] = [
    0.001_803_874_7,
    -0.005_487_063_4,
    0.008_667_49,
    -0.014_118_41,
    0.024_770_597,
    -0.038_793_184,
    0.055_842_236,
    -0.081_496_045,
    0.167_855_74,
];
const GELU_END: f32 = 4.2;

#[inline(always)]
fn gelu<S: Simd>(simd: S, x: S::Floats) -> S::Floats {
    let near = simd.max(simd.min(x, simd.splat(GELU_END)), simd.splat(-GELU_END));
    let t = simd.mul(simd.mul(near, near), simd.splat(2.0 / (GELU_END * GELU_END)));
    let t = simd.sub(t, simd.splat(1.0));
    let mut sum = simd.splat(GELU[0]);
    for &coefficient in &GELU[1..] {
        sum = simd.add(simd.mul(sum, t), simd.splat(coefficient));
    }
    simd.mul(x, simd.add(simd.mul(near, sum), simd.splat(0.5)))
}

/// Coefficients, highest first, of a polynomial for `2^f`, f in -0.5..=0.5.
const EXP2: [f32; 6] = [0.001_333_4, 0.009_618_1, 0.055_504_1, 0.240_226_5, 0.693_147_2, 1.0];

/// `e^x` for x at most 0 (relative error about 3e-6); below -87 it stays at the smallest normal number.
#[inline(always)]
fn exp<S: Simd>(simd: S, x: S::Floats) -> S::Floats {
    let t = simd.max(simd.mul(x, simd.splat(std::f32::consts::LOG2_E)), simd.splat(-126.0));
    let rounder = simd.splat(ROUNDER);
    let whole = simd.sub(simd.add(t, rounder), rounder);
    let rest = simd.sub(t, whole);
    let mut sum = simd.splat(EXP2[0]);
    for &coefficient in &EXP2[1..] {
        sum = simd.add(simd.mul(sum, rest), simd.splat(coefficient));
    }
    simd.mul(sum, simd.power_of_two(whole))
}

/// Gain and bias of a layer norm.
pub(crate) struct Norm {
    pub(crate) gain: Vec<f32>,
    pub(crate) bias: Vec<f32>,
}

/// Replaces each row of `x` by the layer norm of `x + y`.
pub(crate) fn add_norm(level: Level, norm: &Norm, x: &mut [f32], y: &[f32]) {
    level.run(AddNorm { norm, x, y });
}

struct AddNorm<'a> {
    norm: &'a Norm,
    x: &'a mut [f32],
    y: &'a [f32],
}

impl Kernel for AddNorm<'_> {
    type Output = ();
    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let width = self.norm.gain.len();
        for (x, y) in self.x.chunks_exact_mut(width).zip(self.y.chunks_exact(width)) {
            norm_row(simd, self.norm, x, y);
        }
    }
}

#[inline(always)]
fn norm_row<S: Simd>(simd: S, norm: &Norm, x: &mut [f32], y: &[f32]) {
    let per_item = 1.0 / x.len() as f32;
    let (xs, ys) = (x.as_chunks_mut::<16>().0, y.as_chunks::<16>().0);
    let mut lanes = [0.0; 16];
    let mut sum = simd.splat(0.0);
    for (x, y) in xs.iter_mut().zip(ys) {
        let both = simd.add(simd.load(x), simd.load(y));
        sum = simd.add(sum, both);
        simd.store(both, x);
    }
    simd.store(sum, &mut lanes);
    let mean = simd.splat(sum16(&lanes) * per_item);
    let mut squares = simd.splat(0.0);
    for x in xs.iter_mut() {
        let apart = simd.sub(simd.load(x), mean);
        squares = simd.add(squares, simd.mul(apart, apart));
        simd.store(apart, x);
    }
    simd.store(squares, &mut lanes);
    let shrink = simd.splat(1.0 / (sum16(&lanes) * per_item + 1e-12).sqrt());
    let (gains, biases) = (norm.gain.as_chunks::<16>().0, norm.bias.as_chunks::<16>().0);
    for ((x, gain), bias) in xs.iter_mut().zip(gains).zip(biases) {
        let even = simd.mul(simd.mul(simd.load(x), shrink), simd.load(gain));
        simd.store(simd.add(even, simd.load(bias)), x);
    }
}

/// Keys and values of the pieces, and the queries that look at them, of some sequences.
pub(crate) struct Attention<'a> {
    pub(crate) heads: usize,
    /// Rows of `heads * 32` queries.
    pub(crate) queries: &'a [f32],
    /// Rows of `heads * 32` keys, then as many values.
    pub(crate) keys_values: &'a [f32],
    /// Per sequence: number of queries, number of keys.
    pub(crate) lengths: &'a [(usize, usize)],
    /// Rows of `heads * 32` mixed values, one per query.
    pub(crate) out: &'a mut [f32],
    pub(crate) scratch: &'a mut AttentionScratch,
}

/// Buffers of [`Attention`], kept from call to call.
#[derive(Default)]
pub(crate) struct AttentionScratch {
    /// Keys of one head, scaled: 32 rows of as many lanes as there are keys.
    keys: Vec<[f32; 16]>,
    /// Four rows of weights.
    weights: [Vec<[f32; 16]>; QUERIES],
}

impl Attention<'_> {
    pub(crate) fn run_at(self, level: Level) {
        level.run(self);
    }
}

impl Kernel for Attention<'_> {
    type Output = ();
    #[inline(always)]
    fn run<S: Simd>(mut self, simd: S) {
        let (mut query, mut key) = (0, 0);
        for i in 0..self.lengths.len() {
            let (n_queries, n_keys) = self.lengths[i];
            for head in 0..self.heads {
                self.head(simd, head, query..query + n_queries, key..key + n_keys);
            }
            query += n_queries;
            key += n_keys;
        }
    }
}

impl Attention<'_> {
    #[inline(always)]
    fn head<S: Simd>(
        &mut self,
        simd: S,
        head: usize,
        queries: std::ops::Range<usize>,
        keys: std::ops::Range<usize>,
    ) {
        let width = self.heads * HEAD;
        let n_groups = keys.len().div_ceil(16);
        self.scratch.lay_out_keys(self.keys_values, width, head, keys.clone());
        for row in &mut self.scratch.weights {
            row.resize(n_groups, [0.0; 16]);
        }
        for first in queries.clone().step_by(QUERIES) {
            let row = |r: usize| (first + r).min(queries.end - 1) * width + head * HEAD;
            let asked: [&[f32; HEAD]; QUERIES] = std::array::from_fn(|r| {
                self.queries[row(r)..].first_chunk().expect("a head's queries are 32 wide")
            });
            let most = self.scratch.score(simd, asked, keys.len());
            let shares: [f32; QUERIES] = std::array::from_fn(|r| self.scratch.soften(simd, r, most[r], keys.len()));
            let mixed = self.mix(simd, head, keys.clone());
            for (r, halves) in mixed.into_iter().enumerate().take(queries.end - first) {
                let share = simd.splat(shares[r]);
                let (out, _) = self.out[row(r)..][..HEAD].as_chunks_mut::<16>();
                for (out, half) in out.iter_mut().zip(halves) {
                    simd.store(simd.mul(half, share), out);
                }
            }
        }
    }

    /// Sums the values, weighted, for four queries.
    #[inline(always)]
    fn mix<S: Simd>(&self, simd: S, head: usize, keys: std::ops::Range<usize>) -> [[S::Floats; 2]; QUERIES] {
        let width = self.heads * HEAD;
        let [w0, w1, w2, w3] = self.scratch.weights.each_ref().map(|w| w.as_flattened());
        let rows = self.keys_values[keys.start * 2 * width..keys.end * 2 * width].chunks_exact(2 * width);
        let mut sums = [[simd.splat(0.0); 2]; QUERIES];
        for ((((row, &a), &b), &c), &d) in rows.zip(w0).zip(w1).zip(w2).zip(w3) {
            let (values, _) = row[width + head * HEAD..][..HEAD].as_chunks::<16>();
            let values = [simd.load(&values[0]), simd.load(&values[1])];
            for (sum, weight) in sums.iter_mut().zip([a, b, c, d]) {
                let weight = simd.splat(weight);
                for half in 0..2 {
                    sum[half] = simd.add(sum[half], simd.mul(values[half], weight));
                }
            }
        }
        sums
    }
}

impl AttentionScratch {
    /// Copies a head's keys so that lanes run over pieces, scaled by `1 / sqrt(32)`; lanes past the last are 0.
    #[inline(always)]
    fn lay_out_keys(&mut self, keys_values: &[f32], width: usize, head: usize, keys: std::ops::Range<usize>) {
        let n_groups = keys.len().div_ceil(16);
        self.keys.clear();
        self.keys.resize(n_groups * HEAD, [0.0; 16]);
        for (j, key) in keys.enumerate() {
            let row = &keys_values[key * 2 * width + head * HEAD..][..HEAD];
            let group = &mut self.keys[j / 16 * HEAD..][..HEAD];
            for (lanes, &value) in group.iter_mut().zip(row) {
                lanes[j % 16] = value * 0.176_776_7;
            }
        }
    }

    /// Writes the scores of four queries against all keys; returns the largest of each.
    #[inline(always)]
    fn score<S: Simd>(&mut self, simd: S, asked: [&[f32; HEAD]; QUERIES], n_keys: usize) -> [f32; QUERIES] {
        let mut most = [f32::MIN; QUERIES];
        let [w0, w1, w2, w3] = &mut self.weights;
        let rows = w0.iter_mut().zip(w1).zip(w2).zip(w3);
        let mut left = n_keys;
        for (group, (((a, b), c), d)) in self.keys.chunks_exact(HEAD).zip(rows) {
            let mut sums = [simd.splat(0.0); QUERIES];
            for (e, lanes) in group.iter().enumerate() {
                let lanes = simd.load(lanes);
                for (sum, query) in sums.iter_mut().zip(asked) {
                    *sum = simd.add(*sum, simd.mul(lanes, simd.splat(query[e.min(HEAD - 1)])));
                }
            }
            for (r, out) in [a, b, c, d].into_iter().enumerate() {
                simd.store(sums[r], out);
                out[left.min(16)..].fill(-1e30);
                most[r] = most[r].max(max16(out));
            }
            left = left.saturating_sub(16);
        }
        most
    }

    /// Turns a row of scores into weights that are not yet shared out; returns what to multiply by.
    #[inline(always)]
    fn soften<S: Simd>(&mut self, simd: S, row: usize, most: f32, _n_keys: usize) -> f32 {
        let most = simd.splat(most);
        let mut total = simd.splat(0.0);
        for lanes in &mut self.weights[row] {
            let weight = exp(simd, simd.sub(simd.load(lanes), most));
            total = simd.add(total, weight);
            simd.store(weight, lanes);
        }
        let mut lanes = [0.0; 16];
        simd.store(total, &mut lanes);
        1.0 / sum16(&lanes)
    }
}

/// Writes `gelu(dependant + head)` row by row: what the relation of each word is told from.
pub(crate) struct Meet<'a> {
    /// One row every `stride` floats; the first `width` are used.
    pub(crate) dependants: &'a [f32],
    pub(crate) stride: usize,
    pub(crate) width: usize,
    /// The row of each dependant's head.
    pub(crate) heads: &'a [&'a [f32]],
    pub(crate) out: &'a mut [f32],
}

impl Kernel for Meet<'_> {
    type Output = ();
    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let rows = self.dependants.chunks(self.stride).zip(self.heads);
        for ((dependant, head), out) in rows.zip(self.out.chunks_exact_mut(self.width)) {
            let (a, b) = (dependant[..self.width].as_chunks::<16>().0, head.as_chunks::<16>().0);
            for ((a, b), out) in a.iter().zip(b).zip(out.as_chunks_mut::<16>().0) {
                simd.store(gelu(simd, simd.add(simd.load(a), simd.load(b))), out);
            }
        }
    }
}

/// Writes `rows x columns` dot products of `width` floats each, rows every `row_stride`, columns every `column_stride`.
pub(crate) struct Products<'a> {
    pub(crate) width: usize,
    pub(crate) rows: &'a [f32],
    pub(crate) row_stride: usize,
    pub(crate) columns: &'a [f32],
    pub(crate) column_stride: usize,
    pub(crate) n_columns: usize,
    pub(crate) out: &'a mut [f32],
}

impl Kernel for Products<'_> {
    type Output = ();
    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let rows = self.rows.chunks(self.row_stride);
        for (row, out) in rows.zip(self.out.chunks_exact_mut(self.n_columns)) {
            for (column, out) in self.columns.chunks(self.column_stride).zip(out) {
                *out = dot(simd, &row[..self.width], &column[..self.width]);
            }
        }
    }
}

/// Dot product of two rows whose length is a multiple of 16.
#[inline(always)]
fn dot<S: Simd>(simd: S, a: &[f32], b: &[f32]) -> f32 {
    let mut sum = simd.splat(0.0);
    for (a, b) in a.as_chunks::<16>().0.iter().zip(b.as_chunks::<16>().0) {
        sum = simd.add(sum, simd.mul(simd.load(a), simd.load(b)));
    }
    let mut lanes = [0.0; 16];
    simd.store(sum, &mut lanes);
    sum16(&lanes)
}
