#!/bin/sh
# Builds the fuzz targets with the stable toolchain and runs one: `fuzz/run.sh TARGET [SECONDS] [option of libFuzzer]...`.
#
# What it finds is left in fuzz/artifacts/TARGET; what it learnt, in fuzz/corpus/TARGET. Seeds are in fuzz/seeds/TARGET.
set -eu
cd "$(dirname "$0")"
target=$1
seconds=${2:-600}
shift
[ $# -eq 0 ] || shift
host=$(rustc -vV | sed -n 's/^host: //p')
export RUSTFLAGS="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing"
cargo build --release --locked --target "$host" --bin "$target"
mkdir -p "corpus/$target" "artifacts/$target" "seeds/$target"
exec "${CARGO_TARGET_DIR:-target}/$host/release/$target" -max_total_time="$seconds" -timeout=60 -rss_limit_mb=2048 \
    -artifact_prefix="artifacts/$target/" "$@" "corpus/$target" "seeds/$target"
