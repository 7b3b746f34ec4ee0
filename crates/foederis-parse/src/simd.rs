//! Sixteen lanes at a time, on whatever this machine has: the one module with unsafe code.
//!
//! Every instruction set is a zero-sized proof value that only [`Level::detect`] (or a check of the same kind) makes,
//! so the methods behind it are safe to call. All of them compute the same IEEE operations in the same order, fused
//! multiply-add among them, so that results are equal bit for bit; the property tests below hold each to the plain one.
//! Must not know what is computed with the lanes.
#![expect(unsafe_code, reason = "vector instructions; every use is behind a proof that the machine has them")]

use std::fmt;

/// Work to be done with one instruction set. `run` must be `#[inline(always)]`, or it loses the instructions.
pub(crate) trait Kernel {
    /// What comes out.
    type Output;
    /// Does the work.
    fn run<S: Simd>(self, simd: S) -> Self::Output;
}

/// A proof that the machine has an instruction set, and its operations on 16 lanes.
pub(crate) trait Simd: Copy {
    /// Sixteen `f32`.
    type Floats: Copy;
    /// Sixteen `i32`.
    type Ints: Copy;
    /// Says whether a register tile of 12 rows by 32 columns fits the registers (else 4 by 16 is used).
    const HAS_MANY_REGISTERS: bool;
    /// Says whether [`Simd::dot_three`] is faster than three times [`Simd::dot`].
    const HAS_DOT_THREE: bool = false;
    /// Says whether there are instructions for whole matrix tiles; then activations are laid out in [`Line`]s.
    const HAS_TILES: bool = false;

    /// Runs a kernel compiled for this instruction set.
    fn vectorize<K: Kernel>(self, kernel: K) -> K::Output;
    fn splat(self, value: f32) -> Self::Floats;
    fn load(self, values: &[f32; 16]) -> Self::Floats;
    fn store(self, lanes: Self::Floats, out: &mut [f32; 16]);
    fn add(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    fn sub(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    fn mul(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    /// `a * b + c`, rounded once.
    fn mul_add(self, a: Self::Floats, b: Self::Floats, c: Self::Floats) -> Self::Floats;
    /// The larger lane; the second where they compare equal or not at all.
    fn max(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    /// The smaller lane; the second where they compare equal or not at all.
    fn min(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    fn abs(self, a: Self::Floats) -> Self::Floats;
    /// `2^n` for lanes that hold whole numbers `n` in -126..=127.
    fn power_of_two(self, whole: Self::Floats) -> Self::Floats;
    /// Rounds (ties to even) and adds 128; lanes must lie in -128.0..=127.0.
    fn store_offset_bytes(self, lanes: Self::Floats, out: &mut [u8; 16]);
    fn zero(self) -> Self::Ints;
    fn load_ints(self, values: &[i32; 16]) -> Self::Ints;
    fn sub_ints(self, a: Self::Ints, b: Self::Ints) -> Self::Ints;
    fn to_floats(self, a: Self::Ints) -> Self::Floats;
    /// Makes ready for [`Simd::tile_products`], until [`Simd::end_tiles`].
    fn begin_tiles(self) {}
    fn end_tiles(self) {}
    /// Writes the exact products of two tiles of 16 rows of activations with the weights of 32 outputs: rows 0-15 with
    /// outputs 0-15, with 16-31, then rows 16-31 likewise. A tile is 16 lines for each 64 inputs.
    fn tile_products(self, activations: [&[Line]; 2], weights: &[Weights], out: &mut [[[i32; 16]; 16]; 4]) {
        for (at, tile) in out.iter_mut().enumerate() {
            for (row, sums) in tile.iter_mut().enumerate() {
                *sums = plain_products(activations[at / 2], row, weights, at % 2);
            }
        }
    }
    /// Adds to lane `i` the dot product of the four activations with the weights `4i..4i+4`, exactly.
    ///
    /// Weights must lie in -63..=63, so that no 16-bit partial sum saturates.
    fn dot(self, sum: Self::Ints, activations: [u8; 4], weights: &[i8; 64]) -> Self::Ints;
    /// As three times [`Simd::dot`]; the weights' [`Load`]s must fit together.
    #[inline(always)]
    fn dot_three(self, sum: Self::Ints, activations: [[u8; 4]; 3], weights: [&[i8; 64]; 3]) -> Self::Ints {
        let mut sum = sum;
        for at in 0..3 {
            sum = self.dot(sum, activations[at], weights[at]);
        }
        sum
    }
}

/// How much the weights of some groups of 4 inputs add up to in each lane of two inputs of 16 outputs: those above zero,
/// then those below. Activations are 255 at most, so up to [`Load::MOST`] their products fit 16 bits.
#[derive(Clone, Copy)]
pub(crate) struct Load([u8; 64]);

impl Load {
    const MOST: u8 = (i16::MAX / 255) as u8;

    /// Returns the load of one group. Weights must lie in -63..=63.
    pub(crate) fn of(weights: &[i8; 64]) -> Load {
        let mut load = [0; 64];
        for (at, weight) in weights.iter().enumerate() {
            load[at / 2 + if *weight < 0 { 32 } else { 0 }] += weight.unsigned_abs();
        }
        Load(load)
    }

    /// Returns the load of both together; `None` where products could leave 16 bits.
    pub(crate) fn with(&self, other: &Load) -> Option<Load> {
        let mut most = 0;
        let mut both = [0; 64];
        for ((both, a), b) in both.iter_mut().zip(self.0).zip(other.0) {
            *both = a + b;
            most = most.max(*both);
        }
        (most <= Load::MOST).then_some(Load(both))
    }
}

/// The weights of 4 inputs for 32 outputs: two halves of 16 outputs by 4 inputs. Aligned, so that no load of one half
/// touches two cache lines.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
pub(crate) struct Weights(pub(crate) [[i8; 64]; 2]);

/// 64 activations of one row.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
pub(crate) struct Line(pub(crate) [u8; 64]);

fn plain_products(activations: &[Line], row: usize, weights: &[Weights], half: usize) -> [i32; 16] {
    let lines = activations.iter().skip(row).step_by(16);
    let fours = lines.flat_map(|line| line.0.as_chunks::<4>().0);
    let add = |sums, (four, weight): (&[u8; 4], &Weights)| Portable.dot(sums, *four, &weight.0[half]);
    fours.zip(weights).fold([0; 16], add)
}

/// Adding and taking away this rounds a float of magnitude below 2^22 to a whole number, ties to even.
pub(crate) const ROUNDER: f32 = 12_582_912.0;

/// Which instruction set is used.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Level(Set);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    Portable(Portable),
    #[cfg(target_arch = "x86_64")]
    Avx2(x86::Avx2<false>),
    #[cfg(target_arch = "x86_64")]
    AvxVnni(x86::Avx2<true>),
    #[cfg(target_arch = "x86_64")]
    Avx512(x86::Avx512<false>),
    #[cfg(target_arch = "x86_64")]
    Amx(x86::Avx512<true>),
    #[cfg(target_arch = "aarch64")]
    Neon(neon::Neon),
}

impl Level {
    /// Returns the plain code, which every machine runs.
    pub fn portable() -> Level {
        Level(Set::Portable(Portable))
    }

    /// Returns the fastest that this machine has.
    pub fn detect() -> Level {
        Level::available().pop().unwrap_or_else(Level::portable)
    }

    /// Returns all that this machine has, slowest first.
    pub fn available() -> Vec<Level> {
        let mut levels = vec![Level::portable()];
        #[cfg(target_arch = "x86_64")]
        {
            levels.extend(x86::Avx2::detect().map(|proof| Level(Set::Avx2(proof))));
            levels.extend(x86::Avx2::detect_vnni().map(|proof| Level(Set::AvxVnni(proof))));
            levels.extend(x86::Avx512::detect().map(|proof| Level(Set::Avx512(proof))));
            levels.extend(x86::Avx512::detect_tiles().map(|proof| Level(Set::Amx(proof))));
        }
        #[cfg(target_arch = "aarch64")]
        levels.push(Level(Set::Neon(neon::Neon::detect())));
        levels
    }

    /// Returns the level of that name, where this machine has it: `portable`, `avx2`, `avxvnni`, `avx512`, `amx`,
    /// `neon`.
    pub fn named(name: &str) -> Option<Level> {
        Level::available().into_iter().find(|level| level.to_string() == name)
    }

    pub(crate) fn run<K: Kernel>(self, kernel: K) -> K::Output {
        match self.0 {
            Set::Portable(proof) => proof.vectorize(kernel),
            #[cfg(target_arch = "x86_64")]
            Set::Avx2(proof) => proof.vectorize(kernel),
            #[cfg(target_arch = "x86_64")]
            Set::AvxVnni(proof) => proof.vectorize(kernel),
            #[cfg(target_arch = "x86_64")]
            Set::Avx512(proof) => proof.vectorize(kernel),
            #[cfg(target_arch = "x86_64")]
            Set::Amx(proof) => proof.vectorize(kernel),
            #[cfg(target_arch = "aarch64")]
            Set::Neon(proof) => proof.vectorize(kernel),
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Set::Portable(_) => "portable",
            #[cfg(target_arch = "x86_64")]
            Set::Avx2(_) => "avx2",
            #[cfg(target_arch = "x86_64")]
            Set::AvxVnni(_) => "avxvnni",
            #[cfg(target_arch = "x86_64")]
            Set::Avx512(_) => "avx512",
            #[cfg(target_arch = "x86_64")]
            Set::Amx(_) => "amx",
            #[cfg(target_arch = "aarch64")]
            Set::Neon(_) => "neon",
        })
    }
}

impl fmt::Debug for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Level({self})")
    }
}

/// The plain code: what the others are held to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Portable;

fn zip<T: Copy>(a: [T; 16], b: [T; 16], f: impl Fn(T, T) -> T) -> [T; 16] {
    std::array::from_fn(|i| f(a[i], b[i]))
}

impl Simd for Portable {
    type Floats = [f32; 16];
    type Ints = [i32; 16];
    const HAS_MANY_REGISTERS: bool = false;

    fn vectorize<K: Kernel>(self, kernel: K) -> K::Output {
        kernel.run(self)
    }
    #[inline(always)]
    fn splat(self, value: f32) -> [f32; 16] {
        [value; 16]
    }
    #[inline(always)]
    fn load(self, values: &[f32; 16]) -> [f32; 16] {
        *values
    }
    #[inline(always)]
    fn store(self, lanes: [f32; 16], out: &mut [f32; 16]) {
        *out = lanes;
    }
    #[inline(always)]
    fn add(self, a: [f32; 16], b: [f32; 16]) -> [f32; 16] {
        zip(a, b, |x, y| x + y)
    }
    #[inline(always)]
    fn sub(self, a: [f32; 16], b: [f32; 16]) -> [f32; 16] {
        zip(a, b, |x, y| x - y)
    }
    #[inline(always)]
    fn mul(self, a: [f32; 16], b: [f32; 16]) -> [f32; 16] {
        zip(a, b, |x, y| x * y)
    }
    #[inline(always)]
    fn mul_add(self, a: [f32; 16], b: [f32; 16], c: [f32; 16]) -> [f32; 16] {
        std::array::from_fn(|i| a[i].mul_add(b[i], c[i]))
    }
    #[inline(always)]
    fn max(self, a: [f32; 16], b: [f32; 16]) -> [f32; 16] {
        zip(a, b, |x, y| if x > y { x } else { y })
    }
    #[inline(always)]
    fn min(self, a: [f32; 16], b: [f32; 16]) -> [f32; 16] {
        zip(a, b, |x, y| if x < y { x } else { y })
    }
    #[inline(always)]
    fn abs(self, a: [f32; 16]) -> [f32; 16] {
        a.map(f32::abs)
    }
    #[inline(always)]
    fn power_of_two(self, whole: [f32; 16]) -> [f32; 16] {
        whole.map(|n| f32::from_bits(((n as i32 + 127) as u32) << 23))
    }
    #[inline(always)]
    fn store_offset_bytes(self, lanes: [f32; 16], out: &mut [u8; 16]) {
        *out = lanes.map(|x| ((x + ROUNDER - ROUNDER) as i32 + 128) as u8);
    }
    #[inline(always)]
    fn zero(self) -> [i32; 16] {
        [0; 16]
    }
    #[inline(always)]
    fn load_ints(self, values: &[i32; 16]) -> [i32; 16] {
        *values
    }
    #[inline(always)]
    fn sub_ints(self, a: [i32; 16], b: [i32; 16]) -> [i32; 16] {
        zip(a, b, i32::wrapping_sub)
    }
    #[inline(always)]
    fn to_floats(self, a: [i32; 16]) -> [f32; 16] {
        a.map(|x| x as f32)
    }
    #[inline(always)]
    fn dot(self, sum: [i32; 16], activations: [u8; 4], weights: &[i8; 64]) -> [i32; 16] {
        let (quads, _) = weights.as_chunks::<4>();
        std::array::from_fn(|i| {
            let w = quads[i];
            let part = |j: usize| i32::from(activations[j]) * i32::from(w[j]);
            sum[i].wrapping_add(part(0) + part(1) + part(2) + part(3))
        })
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    //! AVX-512 with VNNI, with and without AMX's matrix tiles; and AVX2 with FMA, with and without VNNI.
    use super::{Kernel, Line, Simd, Weights};
    use std::arch::asm;
    use std::arch::x86_64::*;

    /// AVX-512 F, BW, VL and VNNI; with AMX's 8-bit tiles, and leave to use them, where `TILES` holds. The field keeps
    /// others from making one.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) struct Avx512<const TILES: bool>(());

    impl Avx512<false> {
        pub(super) fn detect() -> Option<Avx512<false>> {
            let has = is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512vnni");
            has.then_some(Avx512(()))
        }

        pub(super) fn detect_tiles() -> Option<Avx512<true>> {
            const TILE: u32 = 1 << 24;
            const INT8: u32 = 1 << 25;
            Avx512::detect()?;
            let edx = __cpuid_count(7, 0).edx;
            (edx & TILE != 0 && edx & INT8 != 0 && may_use_tiles()).then_some(Avx512(()))
        }
    }

    /// Asks the kernel once for leave to use the tiles' registers; all threads then have it.
    fn may_use_tiles() -> bool {
        static MAY: std::sync::OnceLock<bool> = std::sync::OnceLock::new();
        *MAY.get_or_init(|| cfg!(target_os = "linux") && request_tiles() == 0)
    }

    /// `arch_prctl(ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA)`; kernel.org/doc/html/latest/arch/x86/xstate.html.
    fn request_tiles() -> i64 {
        let result: i64;
        // SAFETY: this call reads and writes no memory, and the two registers it changes are named.
        unsafe {
            asm!("syscall", inlateout("rax") 158i64 => result, in("rdi") 0x1023i64, in("rsi") 18i64,
                out("rcx") _, out("r11") _, options(nostack));
        }
        result
    }

    /// Eight tiles of 16 rows of 64 bytes each, in the form that `ldtilecfg` reads.
    #[repr(C, align(64))]
    struct TileShapes([u8; 64]);

    static TILE_SHAPES: TileShapes = {
        let mut shapes = [0; 64];
        shapes[0] = 1;
        let mut tile = 0;
        while tile < 8 {
            shapes[16 + 2 * tile] = 64;
            shapes[48 + tile] = 16;
            tile += 1;
        }
        TileShapes(shapes)
    };

    // SAFETY of every block below: `self` proves that the machine has the instructions, and the loads and stores are
    // of whole arrays behind references, without need of alignment.
    impl<const TILES: bool> Simd for Avx512<TILES> {
        type Floats = __m512;
        type Ints = __m512i;
        const HAS_MANY_REGISTERS: bool = true;
        const HAS_TILES: bool = TILES;

        #[inline(always)]
        fn begin_tiles(self) {
            if TILES {
                // SAFETY: the shapes are valid and 64 bytes long; the tiles' registers are used in this module alone.
                unsafe { asm!("ldtilecfg [{}]", in(reg) TILE_SHAPES.0.as_ptr(), options(nostack, readonly)) }
            }
        }
        #[inline(always)]
        fn end_tiles(self) {
            if TILES {
                // SAFETY: gives the tiles' registers back.
                unsafe { asm!("tilerelease", options(nostack, nomem)) }
            }
        }
        #[inline(always)]
        fn tile_products(
            self,
            activations: [&[Line]; 2],
            weights: &[Weights],
            out: &mut [[[i32; 16]; 16]; 4],
        ) {
            let n_steps = weights.len() / 16;
            assert!(
                n_steps > 0 && activations.iter().all(|lines| lines.len() >= n_steps * 16),
                "tiles of one length"
            );
            if !TILES {
                return;
            }
            // SAFETY: each step reads 16 lines of both activations and 16 weights, as many as was asserted; `out` holds
            // four tiles of 1024 bytes. `begin_tiles` was called, or the instructions fault without touching memory.
            unsafe {
                asm!(
                    "tilezero tmm0", "tilezero tmm1", "tilezero tmm2", "tilezero tmm3",
                    "2:",
                    "tileloadd tmm4, [{a0} + {line}]",
                    "tileloadd tmm6, [{w} + 2 * {line}]",
                    "tileloadd tmm7, [{w} + 2 * {line} + 64]",
                    "tdpbusd tmm0, tmm4, tmm6",
                    "tileloadd tmm5, [{a1} + {line}]",
                    "tdpbusd tmm1, tmm4, tmm7",
                    "tdpbusd tmm2, tmm5, tmm6",
                    "tdpbusd tmm3, tmm5, tmm7",
                    "add {a0}, 1024", "add {a1}, 1024", "add {w}, 2048",
                    "dec {n}", "jnz 2b",
                    "tilestored [{out} + {line}], tmm0",
                    "tilestored [{out} + {line} + 1024], tmm1",
                    "tilestored [{out} + {line} + 2048], tmm2",
                    "tilestored [{out} + {line} + 3072], tmm3",
                    a0 = inout(reg) activations[0].as_ptr() => _,
                    a1 = inout(reg) activations[1].as_ptr() => _,
                    w = inout(reg) weights.as_ptr() => _,
                    n = inout(reg) n_steps => _,
                    line = in(reg) 64usize,
                    out = in(reg) out.as_mut_ptr(),
                    out("tmm0") _, out("tmm1") _, out("tmm2") _, out("tmm3") _,
                    out("tmm4") _, out("tmm5") _, out("tmm6") _, out("tmm7") _,
                    options(nostack),
                );
            }
        }

        fn vectorize<K: Kernel>(self, kernel: K) -> K::Output {
            #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
            fn inner<K: Kernel, const TILES: bool>(simd: Avx512<TILES>, kernel: K) -> K::Output {
                kernel.run(simd)
            }
            unsafe { inner(self, kernel) }
        }
        #[inline(always)]
        fn splat(self, value: f32) -> __m512 {
            unsafe { _mm512_set1_ps(value) }
        }
        #[inline(always)]
        fn load(self, values: &[f32; 16]) -> __m512 {
            unsafe { _mm512_loadu_ps(values.as_ptr()) }
        }
        #[inline(always)]
        fn store(self, lanes: __m512, out: &mut [f32; 16]) {
            unsafe { _mm512_storeu_ps(out.as_mut_ptr(), lanes) }
        }
        #[inline(always)]
        fn add(self, a: __m512, b: __m512) -> __m512 {
            unsafe { _mm512_add_ps(a, b) }
        }
        #[inline(always)]
        fn sub(self, a: __m512, b: __m512) -> __m512 {
            unsafe { _mm512_sub_ps(a, b) }
        }
        #[inline(always)]
        fn mul(self, a: __m512, b: __m512) -> __m512 {
            unsafe { _mm512_mul_ps(a, b) }
        }
        #[inline(always)]
        fn mul_add(self, a: __m512, b: __m512, c: __m512) -> __m512 {
            unsafe { _mm512_fmadd_ps(a, b, c) }
        }
        #[inline(always)]
        fn max(self, a: __m512, b: __m512) -> __m512 {
            unsafe { _mm512_max_ps(a, b) }
        }
        #[inline(always)]
        fn min(self, a: __m512, b: __m512) -> __m512 {
            unsafe { _mm512_min_ps(a, b) }
        }
        #[inline(always)]
        fn abs(self, a: __m512) -> __m512 {
            unsafe { _mm512_abs_ps(a) }
        }
        #[inline(always)]
        fn power_of_two(self, whole: __m512) -> __m512 {
            unsafe {
                let biased = _mm512_add_epi32(_mm512_cvtps_epi32(whole), _mm512_set1_epi32(127));
                _mm512_castsi512_ps(_mm512_slli_epi32::<23>(biased))
            }
        }
        #[inline(always)]
        fn store_offset_bytes(self, lanes: __m512, out: &mut [u8; 16]) {
            unsafe {
                let offset = _mm512_add_epi32(_mm512_cvtps_epi32(lanes), _mm512_set1_epi32(128));
                _mm_storeu_si128(out.as_mut_ptr().cast(), _mm512_cvtepi32_epi8(offset));
            }
        }
        #[inline(always)]
        fn zero(self) -> __m512i {
            unsafe { _mm512_setzero_si512() }
        }
        #[inline(always)]
        fn load_ints(self, values: &[i32; 16]) -> __m512i {
            unsafe { _mm512_loadu_si512(values.as_ptr().cast()) }
        }
        #[inline(always)]
        fn sub_ints(self, a: __m512i, b: __m512i) -> __m512i {
            unsafe { _mm512_sub_epi32(a, b) }
        }
        #[inline(always)]
        fn to_floats(self, a: __m512i) -> __m512 {
            unsafe { _mm512_cvtepi32_ps(a) }
        }
        #[inline(always)]
        fn dot(self, sum: __m512i, activations: [u8; 4], weights: &[i8; 64]) -> __m512i {
            unsafe {
                let four = _mm512_set1_epi32(i32::from_le_bytes(activations));
                _mm512_dpbusd_epi32(sum, four, _mm512_loadu_si512(weights.as_ptr().cast()))
            }
        }
    }

    /// AVX2 and FMA; with AVX2's own form of VNNI where that holds. The field keeps others from making one.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) struct Avx2<const VNNI: bool>(());

    impl Avx2<false> {
        pub(super) fn detect() -> Option<Avx2<false>> {
            (is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma")).then_some(Avx2(()))
        }

        pub(super) fn detect_vnni() -> Option<Avx2<true>> {
            Avx2::detect()?;
            is_x86_feature_detected!("avxvnni").then_some(Avx2(()))
        }
    }

    type Pair<T> = [T; 2];

    // SAFETY: as for AVX-512; each half of an array is loaded or stored by itself.
    impl<const VNNI: bool> Simd for Avx2<VNNI> {
        type Floats = Pair<__m256>;
        type Ints = Pair<__m256i>;
        const HAS_MANY_REGISTERS: bool = false;
        const HAS_DOT_THREE: bool = !VNNI;

        fn vectorize<K: Kernel>(self, kernel: K) -> K::Output {
            #[target_feature(enable = "avx2,fma")]
            fn plain<K: Kernel, const VNNI: bool>(simd: Avx2<VNNI>, kernel: K) -> K::Output {
                kernel.run(simd)
            }
            #[target_feature(enable = "avx2,fma,avxvnni")]
            fn vnni<K: Kernel, const VNNI: bool>(simd: Avx2<VNNI>, kernel: K) -> K::Output {
                kernel.run(simd)
            }
            if VNNI { unsafe { vnni(self, kernel) } } else { unsafe { plain(self, kernel) } }
        }
        #[inline(always)]
        fn splat(self, value: f32) -> Pair<__m256> {
            unsafe { [_mm256_set1_ps(value); 2] }
        }
        #[inline(always)]
        fn load(self, values: &[f32; 16]) -> Pair<__m256> {
            unsafe { [_mm256_loadu_ps(values.as_ptr()), _mm256_loadu_ps(values[8..].as_ptr())] }
        }
        #[inline(always)]
        fn store(self, lanes: Pair<__m256>, out: &mut [f32; 16]) {
            unsafe {
                _mm256_storeu_ps(out.as_mut_ptr(), lanes[0]);
                _mm256_storeu_ps(out[8..].as_mut_ptr(), lanes[1]);
            }
        }
        #[inline(always)]
        fn add(self, a: Pair<__m256>, b: Pair<__m256>) -> Pair<__m256> {
            unsafe { [_mm256_add_ps(a[0], b[0]), _mm256_add_ps(a[1], b[1])] }
        }
        #[inline(always)]
        fn sub(self, a: Pair<__m256>, b: Pair<__m256>) -> Pair<__m256> {
            unsafe { [_mm256_sub_ps(a[0], b[0]), _mm256_sub_ps(a[1], b[1])] }
        }
        #[inline(always)]
        fn mul(self, a: Pair<__m256>, b: Pair<__m256>) -> Pair<__m256> {
            unsafe { [_mm256_mul_ps(a[0], b[0]), _mm256_mul_ps(a[1], b[1])] }
        }
        #[inline(always)]
        fn mul_add(self, a: Pair<__m256>, b: Pair<__m256>, c: Pair<__m256>) -> Pair<__m256> {
            unsafe { [_mm256_fmadd_ps(a[0], b[0], c[0]), _mm256_fmadd_ps(a[1], b[1], c[1])] }
        }
        #[inline(always)]
        fn max(self, a: Pair<__m256>, b: Pair<__m256>) -> Pair<__m256> {
            unsafe { [_mm256_max_ps(a[0], b[0]), _mm256_max_ps(a[1], b[1])] }
        }
        #[inline(always)]
        fn min(self, a: Pair<__m256>, b: Pair<__m256>) -> Pair<__m256> {
            unsafe { [_mm256_min_ps(a[0], b[0]), _mm256_min_ps(a[1], b[1])] }
        }
        #[inline(always)]
        fn abs(self, a: Pair<__m256>) -> Pair<__m256> {
            unsafe {
                let sign = _mm256_set1_ps(-0.0);
                [_mm256_andnot_ps(sign, a[0]), _mm256_andnot_ps(sign, a[1])]
            }
        }
        #[inline(always)]
        fn power_of_two(self, whole: Pair<__m256>) -> Pair<__m256> {
            let power = |half| unsafe {
                let biased = _mm256_add_epi32(_mm256_cvtps_epi32(half), _mm256_set1_epi32(127));
                _mm256_castsi256_ps(_mm256_slli_epi32::<23>(biased))
            };
            [power(whole[0]), power(whole[1])]
        }
        #[inline(always)]
        fn store_offset_bytes(self, lanes: Pair<__m256>, out: &mut [u8; 16]) {
            unsafe {
                let words = _mm256_packs_epi32(_mm256_cvtps_epi32(lanes[0]), _mm256_cvtps_epi32(lanes[1]));
                let ordered = _mm256_permute4x64_epi64::<0b11_01_10_00>(words);
                let offset = _mm256_add_epi16(ordered, _mm256_set1_epi16(128));
                let bytes =
                    _mm_packus_epi16(_mm256_castsi256_si128(offset), _mm256_extracti128_si256::<1>(offset));
                _mm_storeu_si128(out.as_mut_ptr().cast(), bytes);
            }
        }
        #[inline(always)]
        fn zero(self) -> Pair<__m256i> {
            unsafe { [_mm256_setzero_si256(); 2] }
        }
        #[inline(always)]
        fn load_ints(self, values: &[i32; 16]) -> Pair<__m256i> {
            let at = |half: &[i32]| unsafe { _mm256_loadu_si256(half.as_ptr().cast()) };
            [at(&values[..8]), at(&values[8..])]
        }
        #[inline(always)]
        fn sub_ints(self, a: Pair<__m256i>, b: Pair<__m256i>) -> Pair<__m256i> {
            unsafe { [_mm256_sub_epi32(a[0], b[0]), _mm256_sub_epi32(a[1], b[1])] }
        }
        #[inline(always)]
        fn to_floats(self, a: Pair<__m256i>) -> Pair<__m256> {
            unsafe { [_mm256_cvtepi32_ps(a[0]), _mm256_cvtepi32_ps(a[1])] }
        }
        #[inline(always)]
        fn dot_three(
            self,
            sum: Pair<__m256i>,
            activations: [[u8; 4]; 3],
            weights: [&[i8; 64]; 3],
        ) -> Pair<__m256i> {
            let mut sums = sum;
            for half in 0..2 {
                unsafe {
                    let mut words = _mm256_setzero_si256();
                    for at in 0..3 {
                        let four = _mm256_set1_epi32(i32::from_le_bytes(activations[at]));
                        let weights = _mm256_loadu_si256(weights[at][32 * half..].as_ptr().cast());
                        words = _mm256_add_epi16(words, _mm256_maddubs_epi16(four, weights));
                    }
                    let products = _mm256_madd_epi16(words, _mm256_set1_epi16(1));
                    sums[half] = _mm256_add_epi32(sums[half], products);
                }
            }
            sums
        }
        #[inline(always)]
        fn dot(self, sum: Pair<__m256i>, activations: [u8; 4], weights: &[i8; 64]) -> Pair<__m256i> {
            let mut sums = sum;
            let (halves, _) = weights.as_chunks::<32>();
            for (sum, weights) in sums.iter_mut().zip(halves) {
                unsafe {
                    let four = _mm256_set1_epi32(i32::from_le_bytes(activations));
                    let weights = _mm256_loadu_si256(weights.as_ptr().cast());
                    *sum = if VNNI {
                        _mm256_dpbusd_avx_epi32(*sum, four, weights)
                    } else {
                        let pairs = _mm256_maddubs_epi16(four, weights);
                        _mm256_add_epi32(*sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)))
                    };
                }
            }
            sums
        }
    }
}

#[cfg(target_arch = "aarch64")]
mod neon {
    //! NEON, which every 64-bit Arm machine has. Compiled in the checks, not yet run on such a machine.
    use super::{Kernel, Simd};
    use std::arch::aarch64::*;

    /// NEON. The field keeps others from making one.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) struct Neon(());

    impl Neon {
        pub(super) fn detect() -> Neon {
            Neon(())
        }
    }

    type Quad<T> = [T; 4];

    fn zip<T: Copy, U>(a: Quad<T>, b: Quad<T>, f: impl Fn(T, T) -> U) -> Quad<U> {
        std::array::from_fn(|i| f(a[i], b[i]))
    }

    // SAFETY: NEON is part of the base of this architecture; loads and stores stay in arrays behind references.
    impl Simd for Neon {
        type Floats = Quad<float32x4_t>;
        type Ints = Quad<int32x4_t>;
        const HAS_MANY_REGISTERS: bool = false;

        fn vectorize<K: Kernel>(self, kernel: K) -> K::Output {
            kernel.run(self)
        }
        #[inline(always)]
        fn splat(self, value: f32) -> Self::Floats {
            unsafe { [vdupq_n_f32(value); 4] }
        }
        #[inline(always)]
        fn load(self, values: &[f32; 16]) -> Self::Floats {
            let (quads, _) = values.as_chunks::<4>();
            std::array::from_fn(|i| unsafe { vld1q_f32(quads[i].as_ptr()) })
        }
        #[inline(always)]
        fn store(self, lanes: Self::Floats, out: &mut [f32; 16]) {
            let (quads, _) = out.as_chunks_mut::<4>();
            for (quad, lane) in quads.iter_mut().zip(lanes) {
                unsafe { vst1q_f32(quad.as_mut_ptr(), lane) }
            }
        }
        #[inline(always)]
        fn add(self, a: Self::Floats, b: Self::Floats) -> Self::Floats {
            zip(a, b, |x, y| unsafe { vaddq_f32(x, y) })
        }
        #[inline(always)]
        fn sub(self, a: Self::Floats, b: Self::Floats) -> Self::Floats {
            zip(a, b, |x, y| unsafe { vsubq_f32(x, y) })
        }
        #[inline(always)]
        fn mul(self, a: Self::Floats, b: Self::Floats) -> Self::Floats {
            zip(a, b, |x, y| unsafe { vmulq_f32(x, y) })
        }
        #[inline(always)]
        fn mul_add(self, a: Self::Floats, b: Self::Floats, c: Self::Floats) -> Self::Floats {
            std::array::from_fn(|i| unsafe { vfmaq_f32(c[i], a[i], b[i]) })
        }
        #[inline(always)]
        fn max(self, a: Self::Floats, b: Self::Floats) -> Self::Floats {
            zip(a, b, |x, y| unsafe { vbslq_f32(vcgtq_f32(x, y), x, y) })
        }
        #[inline(always)]
        fn min(self, a: Self::Floats, b: Self::Floats) -> Self::Floats {
            zip(a, b, |x, y| unsafe { vbslq_f32(vcltq_f32(x, y), x, y) })
        }
        #[inline(always)]
        fn abs(self, a: Self::Floats) -> Self::Floats {
            a.map(|x| unsafe { vabsq_f32(x) })
        }
        #[inline(always)]
        fn power_of_two(self, whole: Self::Floats) -> Self::Floats {
            whole.map(|x| unsafe {
                let biased = vaddq_s32(vcvtnq_s32_f32(x), vdupq_n_s32(127));
                vreinterpretq_f32_s32(vshlq_n_s32::<23>(biased))
            })
        }
        #[inline(always)]
        fn store_offset_bytes(self, lanes: Self::Floats, out: &mut [u8; 16]) {
            let ints = lanes.map(|x| unsafe { vaddq_s32(vcvtnq_s32_f32(x), vdupq_n_s32(128)) });
            unsafe {
                let low = vcombine_s16(vmovn_s32(ints[0]), vmovn_s32(ints[1]));
                let high = vcombine_s16(vmovn_s32(ints[2]), vmovn_s32(ints[3]));
                vst1q_u8(out.as_mut_ptr(), vcombine_u8(vqmovun_s16(low), vqmovun_s16(high)));
            }
        }
        #[inline(always)]
        fn zero(self) -> Self::Ints {
            unsafe { [vdupq_n_s32(0); 4] }
        }
        #[inline(always)]
        fn load_ints(self, values: &[i32; 16]) -> Self::Ints {
            let (quads, _) = values.as_chunks::<4>();
            std::array::from_fn(|i| unsafe { vld1q_s32(quads[i].as_ptr()) })
        }
        #[inline(always)]
        fn sub_ints(self, a: Self::Ints, b: Self::Ints) -> Self::Ints {
            zip(a, b, |x, y| unsafe { vsubq_s32(x, y) })
        }
        #[inline(always)]
        fn to_floats(self, a: Self::Ints) -> Self::Floats {
            a.map(|x| unsafe { vcvtq_f32_s32(x) })
        }
        /// Takes the activations as signed (minus 128), multiplies 8 by 8 bits to 16, and gives 128 times the
        /// weights back, so that the sum is the one that the unsigned instructions of other machines make.
        #[inline(always)]
        fn dot(self, sum: Self::Ints, activations: [u8; 4], weights: &[i8; 64]) -> Self::Ints {
            let (parts, _) = weights.as_chunks::<16>();
            std::array::from_fn(|i| unsafe {
                let signed = vreinterpretq_s8_u32(vdupq_n_u32(u32::from_le_bytes(activations) ^ 0x8080_8080));
                let (w, offset) = (vld1q_s8(parts[i].as_ptr()), vdupq_n_s8(64));
                let low = vmlal_s8(
                    vmull_s8(vget_low_s8(w), vget_low_s8(signed)),
                    vget_low_s8(w),
                    vget_low_s8(offset),
                );
                let high = vmlal_s8(
                    vmull_s8(vget_high_s8(w), vget_high_s8(signed)),
                    vget_high_s8(w),
                    vget_high_s8(offset),
                );
                let low = vmlal_s8(low, vget_low_s8(w), vget_low_s8(offset));
                let high = vmlal_s8(high, vget_high_s8(w), vget_high_s8(offset));
                vaddq_s32(sum[i], vpaddq_s32(vpaddlq_s16(low), vpaddlq_s16(high)))
            })
        }
    }
}
