//! The arithmetic of the model: integer products, attention, norms, GELU, each written once over 16 lanes.
//!
//! Activations are quantised per row to 8 bits around 128, weights are 7 bits per row; sums of products are exact
//! integers. Float parts run in one fixed order of the same operations, fused ones among them, so every machine gets the
//! same bits.
//! Must not know words, labels or files. Safe code only.
//!
//! No operation of a [`Simd`] may stand in a closure that is handed on (`array::map`, `from_fn`, `Iterator::map`): the
//! function that calls it is compiled without the instructions, and each operation becomes a call. A profile then shows
//! symbols of `core_arch`; there must be none. Loops, always.

use crate::simd::{Kernel, Level, Line, Load, ROUNDER, Simd, Weights};
use std::sync::OnceLock;

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
    let larger = |a: f32, b: f32| if a > b { a } else { b };
    let eight: [f32; 8] = std::array::from_fn(|i| larger(lanes[i], lanes[i + 8]));
    let four: [f32; 4] = std::array::from_fn(|i| larger(eight[i], eight[i + 4]));
    larger(larger(four[0], four[2]), larger(four[1], four[3]))
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
    /// Per block of 32 outputs, one per group of 4 inputs.
    packed: Vec<Weights>,
    /// Per half of a block, in what order [`Simd::dot_three`] takes the groups; worked out where it is first used.
    orders: OnceLock<Vec<Order>>,
    scales: Vec<[f32; 16]>,
    /// 128 times the sum of each output's weights: what the offset of the activations adds.
    corrections: Vec<[i32; 16]>,
    bias: Vec<[f32; 16]>,
}

/// The groups of half a block, in threes whose products can be added up in 16 bits, and those that are left.
#[derive(Default)]
struct Order {
    threes: Vec<[u32; 3]>,
    singles: Vec<u32>,
}

impl Order {
    /// Puts each group to the first one or two that it fits together with.
    fn of(block: &[Weights], half: usize) -> Order {
        let mut order = Order::default();
        let mut open: Vec<(Load, Vec<u32>)> = Vec::new();
        for (group, weights) in (0..).zip(block) {
            let load = Load::of(&weights.0[half]);
            let fitting = open.iter().enumerate().find_map(|(at, (other, _))| Some((at, other.with(&load)?)));
            match fitting {
                Some((at, _)) if open[at].1.len() == 2 => {
                    let two = open.remove(at).1;
                    order.threes.push([two[0], two[1], group]);
                }
                Some((at, load)) => {
                    open[at].0 = load;
                    open[at].1.push(group);
                }
                None => open.push((load, vec![group])),
            }
        }
        order.singles = open.into_iter().flat_map(|(_, groups)| groups).collect();
        order
    }
}

/// One output of a linear layer before packing: weights in -63..=63, their scale, and the bias.
pub(crate) struct Row<'a> {
    pub(crate) weights: &'a [i8],
    pub(crate) scale: f32,
    pub(crate) bias: f32,
}

impl Linear {
    /// Packs the rows; inputs are padded to a multiple of 64, outputs to one of 32.
    pub(crate) fn pack<'a>(inputs: usize, rows: impl ExactSizeIterator<Item = Row<'a>>) -> Linear {
        let outputs = rows.len();
        let (inputs, padded) = (inputs.next_multiple_of(64), outputs.next_multiple_of(BLOCK));
        let mut linear = Linear {
            inputs,
            outputs,
            packed: vec![Weights([[0; 64]; 2]); padded / BLOCK * inputs / 4],
            orders: OnceLock::new(),
            scales: vec![[0.0; 16]; padded / 16],
            corrections: vec![[0; 16]; padded / 16],
            bias: vec![[0.0; 16]; padded / 16],
        };
        for (output, row) in rows.enumerate() {
            linear.set_row(output, &row);
        }
        linear
    }

    fn orders(&self) -> &[Order] {
        self.orders.get_or_init(|| {
            let blocks = self.packed.chunks_exact(self.inputs / 4);
            blocks.flat_map(|block| [Order::of(block, 0), Order::of(block, 1)]).collect()
        })
    }

    fn set_row(&mut self, output: usize, row: &Row<'_>) {
        let (half, lane) = (output / 16, output % 16);
        self.scales[half][lane] = row.scale;
        self.bias[half][lane] = row.bias;
        self.corrections[half][lane] = 128 * row.weights.iter().map(|&w| i32::from(w)).sum::<i32>();
        let groups = self.inputs / 4;
        let block = &mut self.packed[output / BLOCK * groups..][..groups];
        let (fours, rest) = row.weights.as_chunks::<4>();
        for (group, four) in block.iter_mut().zip(fours) {
            group.0[half % 2].as_chunks_mut::<4>().0[lane] = *four;
        }
        if let Some(group) = block.get_mut(fours.len()) {
            group.0[half % 2][lane * 4..][..rest.len()].copy_from_slice(rest);
        }
    }

    /// Returns the number of outputs with padding: the width of the rows that [`apply`] writes.
    pub(crate) fn width(&self) -> usize {
        self.scales.len() * 16
    }

    pub(crate) fn outputs(&self) -> usize {
        self.outputs
    }
}

/// Activations of some rows in 8 bits, in tiles as the products read them.
#[derive(Default)]
pub(crate) struct Quantised {
    rows: usize,
    /// Tiles of 12 rows, by groups of 4 inputs.
    tiles: Vec<[[u8; 4]; TILE]>,
    /// Tiles of 16 rows, by lines of 64 inputs, two tiles at a time; instead of the other, where there are
    /// instructions for them.
    lines: Vec<Line>,
    scales: Vec<f32>,
}

/// Rows of a tile of lines.
const LINE_TILE: usize = 16;

/// Quantises rows of `width` floats (a multiple of 16), one every `stride` floats; padded to a multiple of 64.
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
        let n_lines = width.div_ceil(64);
        out.rows = values.len().div_ceil(stride);
        out.scales.clear();
        if S::HAS_TILES {
            out.lines.resize(out.rows.next_multiple_of(2 * LINE_TILE) * n_lines, Line([128; 64]));
        } else {
            out.tiles.resize(out.rows.div_ceil(TILE) * n_lines * 16, [[128; 4]; TILE]);
        }
        for (idx, row) in values.chunks(stride).enumerate() {
            let (chunks, _) = row[..width].as_chunks::<16>();
            let most = largest(simd, chunks);
            let inverse = if most > 0.0 { 127.0 / most } else { 0.0 };
            out.scales.push(most / 127.0);
            if S::HAS_TILES {
                let lines = &mut out.lines[idx / LINE_TILE * LINE_TILE * n_lines..][..LINE_TILE * n_lines];
                write_lines(simd, chunks, inverse, idx % LINE_TILE, lines);
            } else {
                let tile = &mut out.tiles[idx / TILE * n_lines * 16..][..n_lines * 16];
                write_fours(simd, chunks, inverse, idx % TILE, tile);
            }
        }
    }
}

#[inline(always)]
fn largest<S: Simd>(simd: S, chunks: &[[f32; 16]]) -> f32 {
    // Four at once, or each would wait for the one before; which is the largest does not depend on the order.
    let mut most = [simd.splat(0.0); 4];
    let (fours, rest) = chunks.as_chunks::<4>();
    for four in fours {
        for (most, chunk) in most.iter_mut().zip(four) {
            *most = simd.max(*most, simd.abs(simd.load(chunk)));
        }
    }
    for chunk in rest {
        most[0] = simd.max(most[0], simd.abs(simd.load(chunk)));
    }
    let most = simd.max(simd.max(most[0], most[1]), simd.max(most[2], most[3]));
    let mut lanes = [0.0; 16];
    simd.store(most, &mut lanes);
    max16(&lanes)
}

#[inline(always)]
fn write_fours<S: Simd>(
    simd: S,
    chunks: &[[f32; 16]],
    inverse: f32,
    lane: usize,
    tile: &mut [[[u8; 4]; TILE]],
) {
    let inverse = simd.splat(inverse);
    let mut bytes = [0; 16];
    for (chunk, quad) in chunks.iter().zip(tile.as_chunks_mut::<4>().0) {
        simd.store_offset_bytes(simd.mul(simd.load(chunk), inverse), &mut bytes);
        for (group, four) in quad.iter_mut().zip(bytes.as_chunks::<4>().0) {
            group[lane] = *four;
        }
    }
}

#[inline(always)]
fn write_lines<S: Simd>(simd: S, chunks: &[[f32; 16]], inverse: f32, row: usize, lines: &mut [Line]) {
    let inverse = simd.splat(inverse);
    for (chunks, lines) in chunks.chunks(4).zip(lines.chunks_exact_mut(LINE_TILE)) {
        let (parts, _) = lines[row].0.as_chunks_mut::<16>();
        for (chunk, part) in chunks.iter().zip(parts) {
            simd.store_offset_bytes(simd.mul(simd.load(chunk), inverse), part);
        }
    }
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
        if S::HAS_TILES {
            return self.tiled(simd);
        }
        let groups = self.linear.inputs / 4;
        let n_tiles = self.rows.rows.div_ceil(TILE);
        let orders = if S::HAS_DOT_THREE { self.linear.orders() } else { &[] };
        for block in 0..self.linear.packed.len() / groups {
            let weights = &self.linear.packed[block * groups..][..groups];
            for (tile, acts) in self.rows.tiles.chunks_exact(groups).take(n_tiles).enumerate() {
                let live = TILE.min(self.rows.rows - tile * TILE);
                if S::HAS_MANY_REGISTERS {
                    self.wide(simd, acts, weights, (tile, live, block));
                } else {
                    self.narrow(simd, acts, weights, (tile, live, block), orders);
                }
            }
        }
    }
}

impl Apply<'_> {
    #[inline(always)]
    fn tiled<S: Simd>(&mut self, simd: S) {
        // A tile of 16 rows has as many lines as a block of outputs has groups of 4 inputs.
        let groups = self.linear.inputs / 4;
        let n_pairs = self.rows.rows.div_ceil(2 * LINE_TILE);
        // The sums of one step are finished while the next is multiplied: the two use different parts of the machine.
        let mut sums = [Sums([[[0; 16]; 16]; 4]), Sums([[[0; 16]; 16]; 4])];
        let (mut turn, mut before) = (0, None);
        simd.begin_tiles();
        for (block, weights) in self.linear.packed.chunks_exact(groups).enumerate() {
            for (pair, lines) in self.rows.lines.chunks_exact(2 * groups).take(n_pairs).enumerate() {
                let (first, second) = lines.split_at(groups);
                simd.tile_products([first, second], weights, &mut sums[turn].0);
                turn = 1 - turn;
                if let Some(at) = before.replace((pair, block)) {
                    self.finish_tiles(simd, &sums[turn].0, at);
                }
            }
        }
        if let Some(at) = before {
            self.finish_tiles(simd, &sums[1 - turn].0, at);
        }
        simd.end_tiles();
    }

    /// Finishes the four tiles of a pair of tiles of rows and a block of outputs.
    #[inline(always)]
    fn finish_tiles<S: Simd>(&mut self, simd: S, sums: &[[[i32; 16]; 16]; 4], (pair, block): (usize, usize)) {
        for (at, tile) in sums.iter().enumerate() {
            let row = (2 * pair + at / 2) * LINE_TILE;
            let live = self.rows.rows.saturating_sub(row).min(LINE_TILE);
            self.finish_tile(simd, &tile[..live], row, 2 * block + at % 2);
        }
    }

    #[inline(always)]
    fn wide<S: Simd>(
        &mut self,
        simd: S,
        acts: &[[[u8; 4]; TILE]],
        weights: &[Weights],
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
        weights: &[Weights],
        (tile, live, block): (usize, usize, usize),
        orders: &[Order],
    ) {
        for first in (0..live).step_by(4) {
            let rows = 4.min(live - first);
            for half in 0..2 {
                let sums = if S::HAS_DOT_THREE {
                    products_in_threes(simd, acts, first, weights, (&orders[block * 2 + half], half))
                } else {
                    products::<S, 4, 1>(simd, acts, first, weights, half)
                };
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
        for half in 0..C {
            let column = self.column(simd, column + half);
            for (i, sum) in sums.iter().enumerate() {
                self.finish_one(simd, &column, sum[half], row + i);
            }
        }
    }

    /// As `finish_rows`, for sums of one group of 16 outputs that lie in memory.
    #[inline(always)]
    fn finish_tile<S: Simd>(&mut self, simd: S, sums: &[[i32; 16]], row: usize, column: usize) {
        let column = self.column(simd, column);
        for (i, sum) in sums.iter().enumerate() {
            self.finish_one(simd, &column, simd.load_ints(sum), row + i);
        }
    }

    #[inline(always)]
    fn column<S: Simd>(&self, simd: S, at: usize) -> Column<S> {
        Column {
            at,
            scale: simd.load(&self.linear.scales[at]),
            correction: simd.load_ints(&self.linear.corrections[at]),
            bias: simd.load(&self.linear.bias[at]),
        }
    }

    #[inline(always)]
    fn finish_one<S: Simd>(&mut self, simd: S, column: &Column<S>, sum: S::Ints, row: usize) {
        let exact = simd.to_floats(simd.sub_ints(sum, column.correction));
        let scale = simd.mul(column.scale, simd.splat(self.rows.scales[row]));
        let value = simd.mul_add(exact, scale, column.bias);
        let value = match self.finish {
            Finish::Plain => value,
            Finish::Gelu => gelu(simd, value),
        };
        let (chunks, _) = self.out.as_chunks_mut::<16>();
        simd.store(value, &mut chunks[row * self.linear.scales.len() + column.at]);
    }
}

/// Sums of four tiles, aligned so that no row of one touches two cache lines.
#[repr(align(64))]
struct Sums([[[i32; 16]; 16]; 4]);

/// What turns the sums of 16 outputs into floats.
struct Column<S: Simd> {
    at: usize,
    scale: S::Floats,
    correction: S::Ints,
    bias: S::Floats,
}

/// Returns the sums of products of `R` rows from row `first` of a tile with `C` groups of 16 outputs of a block.
#[inline(always)]
fn products<S: Simd, const R: usize, const C: usize>(
    simd: S,
    acts: &[[[u8; 4]; TILE]],
    first: usize,
    weights: &[Weights],
    column: usize,
) -> [[S::Ints; C]; R] {
    let mut sums = [[simd.zero(); C]; R];
    for (act, weight) in acts.iter().zip(weights) {
        let act: &[[u8; 4]; R] = act[first..].first_chunk().expect("callers keep first + R within a tile");
        let weight: &[[i8; 64]; C] =
            weight.0[column..].first_chunk().expect("callers keep column + C within 2");
        for r in 0..R {
            for c in 0..C {
                sums[r][c] = simd.dot(sums[r][c], act[r], &weight[c]);
            }
        }
    }
    sums
}

/// Returns what `products::<S, 4, 1>` does, three groups at a time where they fit together.
#[inline(always)]
fn products_in_threes<S: Simd>(
    simd: S,
    acts: &[[[u8; 4]; TILE]],
    first: usize,
    weights: &[Weights],
    (order, half): (&Order, usize),
) -> [[S::Ints; 1]; 4] {
    let mut sums = [[simd.zero()]; 4];
    for [a, b, c] in &order.threes {
        let [a, b, c] = [*a as usize, *b as usize, *c as usize];
        let three = [&weights[a].0[half], &weights[b].0[half], &weights[c].0[half]];
        let [x, y, z] = [four(&acts[a], first), four(&acts[b], first), four(&acts[c], first)];
        for r in 0..4 {
            sums[r][0] = simd.dot_three(sums[r][0], [x[r], y[r], z[r]], three);
        }
    }
    for group in &order.singles {
        let (act, weight) = (four(&acts[*group as usize], first), &weights[*group as usize].0[half]);
        for r in 0..4 {
            sums[r][0] = simd.dot(sums[r][0], act[r], weight);
        }
    }
    sums
}

/// Returns the activations of four rows of a tile for one group.
#[inline(always)]
fn four(group: &[[u8; 4]; TILE], first: usize) -> &[[u8; 4]; 4] {
    group[first..].first_chunk().expect("callers keep first + 4 within a tile")
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
    let t = simd.mul_add(simd.mul(near, near), simd.splat(2.0 / (GELU_END * GELU_END)), simd.splat(-1.0));
    let mut sum = simd.splat(GELU[0]);
    for &coefficient in &GELU[1..] {
        sum = simd.mul_add(sum, t, simd.splat(coefficient));
    }
    simd.mul(x, simd.mul_add(near, sum, simd.splat(0.5)))
}

/// Coefficients, highest first, of a polynomial for `2^f`, f in -0.5..=0.5.
const EXP2: [f32; 6] = [0.001_333_4, 0.009_618_1, 0.055_504_1, 0.240_226_5, std::f32::consts::LN_2, 1.0];

/// `e^x` for x at most 0 (relative error about 3e-6); below -87 it stays at the smallest normal number.
#[inline(always)]
fn exp<S: Simd>(simd: S, x: S::Floats) -> S::Floats {
    let t = simd.max(simd.mul(x, simd.splat(std::f32::consts::LOG2_E)), simd.splat(-126.0));
    let rounder = simd.splat(ROUNDER);
    let whole = simd.sub(simd.add(t, rounder), rounder);
    let rest = simd.sub(t, whole);
    let mut sum = simd.splat(EXP2[0]);
    for &coefficient in &EXP2[1..] {
        sum = simd.mul_add(sum, rest, simd.splat(coefficient));
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
    for x in xs.iter() {
        let apart = simd.sub(simd.load(x), mean);
        squares = simd.mul_add(apart, apart, squares);
    }
    simd.store(squares, &mut lanes);
    let shrink = simd.splat(1.0 / (sum16(&lanes) * per_item + 1e-12).sqrt());
    let (gains, biases) = (norm.gain.as_chunks::<16>().0, norm.bias.as_chunks::<16>().0);
    for ((x, gain), bias) in xs.iter_mut().zip(gains).zip(biases) {
        let even = simd.mul(simd.sub(simd.load(x), mean), shrink);
        simd.store(simd.mul_add(even, simd.load(gain), simd.load(bias)), x);
    }
}

/// Keys and values of the pieces, and the queries that look at them, of some sequences.
pub(crate) struct Attention<'a> {
    pub(crate) heads: usize,
    /// Rows of `heads * 32` queries, scaled already.
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
    /// Keys of one head: 32 rows of as many lanes as there are keys.
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
            let mut shares = [0.0; QUERIES];
            for (r, share) in shares.iter_mut().enumerate() {
                *share = self.scratch.soften(simd, r, most[r]);
            }
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
                    sum[half] = simd.mul_add(values[half], weight, sum[half]);
                }
            }
        }
        sums
    }
}

impl AttentionScratch {
    /// Copies a head's keys so that lanes run over pieces; lanes past the last are 0.
    #[inline(always)]
    fn lay_out_keys(&mut self, keys_values: &[f32], width: usize, head: usize, keys: std::ops::Range<usize>) {
        let n_groups = keys.len().div_ceil(16);
        self.keys.clear();
        self.keys.resize(n_groups * HEAD, [0.0; 16]);
        for (j, key) in keys.enumerate() {
            let row = &keys_values[key * 2 * width + head * HEAD..][..HEAD];
            let group = &mut self.keys[j / 16 * HEAD..][..HEAD];
            let lane = j % 16;
            for (lanes, &value) in group.iter_mut().zip(row) {
                lanes[lane] = value;
            }
        }
    }

    /// Writes the scores of four queries against all keys; returns the largest of each.
    #[inline(always)]
    fn score<S: Simd>(&mut self, simd: S, asked: [&[f32; HEAD]; QUERIES], n_keys: usize) -> [f32; QUERIES] {
        let (groups, mut at) = (self.keys.as_chunks::<HEAD>().0, 0);
        let mut most = [simd.splat(f32::MIN); QUERIES];
        if S::HAS_MANY_REGISTERS {
            // Eight sums at once, or each would wait for the one before.
            while let Some(two) = groups[at..].first_chunk::<2>() {
                score_groups(simd, two, asked, &mut self.weights, (at, n_keys), &mut most);
                at += 2;
            }
        }
        while let Some(one) = groups[at..].first_chunk::<1>() {
            score_groups(simd, one, asked, &mut self.weights, (at, n_keys), &mut most);
            at += 1;
        }
        let mut lanes = [0.0; 16];
        let mut largest = [0.0; QUERIES];
        for (largest, most) in largest.iter_mut().zip(most) {
            simd.store(most, &mut lanes);
            *largest = max16(&lanes);
        }
        largest
    }

    /// Turns a row of scores into weights that are not yet shared out; returns what to multiply by.
    #[inline(always)]
    fn soften<S: Simd>(&mut self, simd: S, row: usize, most: f32) -> f32 {
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

/// What is added to the scores of a group of which only the first lanes are keys, by the number of those.
static BEYOND: [[f32; 16]; 17] = {
    let mut beyond = [[-1e30; 16]; 17];
    let mut n = 0;
    while n < 17 {
        let mut lane = 0;
        while lane < n {
            beyond[n][lane] = 0.0;
            lane += 1;
        }
        n += 1;
    }
    beyond
};

/// Writes the scores of four queries against `G` groups of 16 keys, from group `at` on; `most` grows with them.
#[inline(always)]
fn score_groups<S: Simd, const G: usize>(
    simd: S,
    groups: &[[[f32; 16]; HEAD]; G],
    asked: [&[f32; HEAD]; QUERIES],
    weights: &mut [Vec<[f32; 16]>; QUERIES],
    (at, n_keys): (usize, usize),
    most: &mut [S::Floats; QUERIES],
) {
    let mut begin = [simd.splat(0.0); G];
    for (idx, begin) in begin.iter_mut().enumerate() {
        *begin = simd.load(&BEYOND[n_keys.saturating_sub(16 * (at + idx)).min(16)]);
    }
    let mut sums = [begin; QUERIES];
    for e in 0..HEAD {
        let mut lanes = [begin[0]; G];
        for (lanes, group) in lanes.iter_mut().zip(groups) {
            *lanes = simd.load(&group[e]);
        }
        for (sums, query) in sums.iter_mut().zip(asked) {
            let asked = simd.splat(query[e]);
            for (sum, lanes) in sums.iter_mut().zip(lanes) {
                *sum = simd.mul_add(lanes, asked, *sum);
            }
        }
    }
    for ((row, sums), most) in weights.iter_mut().zip(sums).zip(most) {
        for (out, sum) in row[at..].iter_mut().zip(sums) {
            simd.store(sum, out);
            *most = simd.max(*most, sum);
        }
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
        sum = simd.mul_add(simd.load(a), simd.load(b), sum);
    }
    let mut lanes = [0.0; 16];
    simd.store(sum, &mut lanes);
    sum16(&lanes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::pack_floats;
    use proptest::prelude::*;

    fn floats(n: usize) -> impl Strategy<Value = Vec<f32>> {
        prop::collection::vec(-8.0f32..8.0, n)
    }

    fn linear(level: Level, weights: &Linear, x: &[f32], width: usize, finish: Finish) -> Vec<u32> {
        let (mut quantised, mut out) = (Quantised::default(), Vec::new());
        quantise(level, x, width, width, &mut quantised);
        apply(level, weights, &quantised, finish, &mut out);
        out.iter().map(|x| x.to_bits()).collect()
    }

    fn norm(level: Level, x: &[f32], y: &[f32], width: usize) -> Vec<u32> {
        let norm = Norm { gain: x[..width].to_vec(), bias: y[..width].to_vec() };
        let mut x = x.to_vec();
        add_norm(level, &norm, &mut x, y);
        x.iter().map(|x| x.to_bits()).collect()
    }

    fn attention(level: Level, queries: &[f32], keys_values: &[f32], lengths: &[(usize, usize)]) -> Vec<u32> {
        let mut out = vec![0.0; queries.len()];
        let mut scratch = AttentionScratch::default();
        let attention =
            Attention { heads: 2, queries, keys_values, lengths, out: &mut out, scratch: &mut scratch };
        attention.run_at(level);
        out.iter().map(|x| x.to_bits()).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn every_set_gives_the_bits_of_the_plain_layer(
            rows in 1usize..40, blocks in 1usize..6, outputs in 1usize..70, seed in floats(40 * 96), bias in floats(70),
        ) {
            let width = 16 * blocks;
            let weights: Vec<f32> = seed.iter().rev().cycle().take(width * outputs).copied().collect();
            let packed = pack_floats(&weights, width, &bias[..outputs]);
            for finish in [Finish::Plain, Finish::Gelu] {
                let plain = linear(Level::portable(), &packed, &seed[..rows * width], width, finish);
                for level in Level::available() {
                    let found = linear(level, &packed, &seed[..rows * width], width, finish);
                    prop_assert_eq!(&found, &plain, "{}", level);
                }
            }
        }

        #[test]
        fn every_set_gives_the_bits_of_the_plain_norm(x in floats(3 * 64), y in floats(3 * 64)) {
            let plain = norm(Level::portable(), &x, &y, 64);
            for level in Level::available() {
                prop_assert_eq!(&norm(level, &x, &y, 64), &plain, "{}", level);
            }
        }

        #[test]
        fn every_set_gives_the_bits_of_the_plain_attention(
            lengths in prop::collection::vec((1usize..7, 1usize..40), 1..3), seed in floats(80 * 128),
        ) {
            let queries: usize = lengths.iter().map(|l| l.0).sum();
            let keys: usize = lengths.iter().map(|l| l.1).sum();
            let (queries, keys_values) = (&seed[..queries * 64], &seed[..keys * 128]);
            let plain = attention(Level::portable(), queries, keys_values, &lengths);
            for level in Level::available() {
                prop_assert_eq!(&attention(level, queries, keys_values, &lengths), &plain, "{}", level);
            }
        }

        #[test]
        fn a_layer_is_close_to_its_float_form(rows in 1usize..4, seed in floats(8 * 64), bias in floats(8)) {
            let packed = pack_floats(&seed, 64, &bias);
            let x: Vec<f32> = seed.iter().rev().take(rows * 64).copied().collect();
            let found = linear(Level::detect(), &packed, &x, 64, Finish::Plain);
            for (row, found) in x.chunks(64).zip(found.chunks(32)) {
                for ((weights, bias), found) in seed.chunks(64).zip(&bias).zip(found) {
                    let exact: f32 = row.iter().zip(weights).map(|(x, w)| x * w).sum::<f32>() + bias;
                    prop_assert!((f32::from_bits(*found) - exact).abs() < 12.0, "{} {exact}", f32::from_bits(*found));
                }
            }
        }
    }

    /// Three groups of weights, and activations for them.
    struct Three([[i8; 64]; 3], [[u8; 4]; 3]);
    impl Kernel for Three {
        type Output = [f32; 16];
        #[inline(always)]
        fn run<S: Simd>(self, simd: S) -> [f32; 16] {
            let [a, b, c] = &self.0;
            let mut sums = [0.0; 16];
            simd.store(simd.to_floats(simd.dot_three(simd.zero(), self.1, [a, b, c])), &mut sums);
            sums
        }
    }

    proptest! {
        #[test]
        fn three_groups_that_fit_together_are_exact(
            weights in prop::array::uniform3(prop::array::uniform32(-32i8..=32)),
            heavy in -63i8..=63,
            acts in prop::array::uniform3(prop::array::uniform4(prop::sample::select(vec![0u8, 1, 128, 254, 255]))),
        ) {
            let mut groups = [[0; 64]; 3];
            for (group, weights) in groups.iter_mut().zip(weights) {
                group[..32].copy_from_slice(&weights);
                group[32..].copy_from_slice(&weights);
            }
            groups[1][5] = heavy;
            let [a, b, c] = groups.each_ref().map(Load::of);
            prop_assume!(a.with(&b).and_then(|two| two.with(&c)).is_some());
            let plain = Level::portable().run(Three(groups, acts));
            for level in Level::available() {
                prop_assert_eq!(level.run(Three(groups, acts)), plain, "{}", level);
            }
        }
    }

    #[test]
    fn weights_fit_together_as_long_as_their_products_fit_16_bits() {
        let load = |weight: i8| Load::of(&[weight; 64]);
        assert!(load(63).with(&load(1)).is_some());
        assert!(load(63).with(&load(2)).is_none());
        assert!(load(-63).with(&load(2)).is_some());
        assert!(load(-21).with(&load(-21)).and_then(|two| two.with(&load(-22))).is_some());
        assert!(load(-21).with(&load(-22)).and_then(|two| two.with(&load(-22))).is_none());
    }

    #[test]
    fn gelu_is_close_to_the_exact_one() {
        struct Gelu([f32; 16]);
        impl Kernel for Gelu {
            type Output = [f32; 16];
            #[inline(always)]
            fn run<S: Simd>(mut self, simd: S) -> [f32; 16] {
                simd.store(gelu(simd, simd.load(&self.0)), &mut self.0);
                self.0
            }
        }
        let exact = [
            (-3.0, -0.004_050),
            (-1.0, -0.158_655),
            (0.0, 0.0),
            (0.5, 0.345_731),
            (1.0, 0.841_345),
            (3.0, 2.995_95),
        ];
        for (x, y) in exact {
            let found = Level::detect().run(Gelu([x; 16]))[0];
            assert!((found - y).abs() < 1e-4, "gelu({x}) = {y}, not {found}");
        }
        assert!((Level::detect().run(Gelu([100.0; 16]))[0] - 100.0).abs() < 2e-3);
    }

    #[test]
    fn softmax_weights_are_close_to_the_exact_ones() {
        let (mut queries, mut keys_values) = (vec![0.0; 64], vec![0.0; 2 * 128]);
        queries[0] = 1.0;
        keys_values[0] = 1.0;
        keys_values[64] = 1.0;
        let out = attention(Level::detect(), &queries, &keys_values, &[(1, 2)]);
        let exact = 1.0f32 / (1.0 + (-1.0f32).exp());
        assert!((f32::from_bits(out[0]) - exact).abs() < 1e-5);
    }
}
