//! Says in plain words what to do where the model file is missing.

use std::path::Path;

fn main() {
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/reader.fdr");
    println!("cargo::rerun-if-changed=build.rs");
    let is_wanted = std::env::var_os("CARGO_FEATURE_EMBEDDED_MODEL").is_some();
    if is_wanted && !model.exists() {
        println!(
            "cargo::error=`models/reader.fdr` is missing: fetch the whole repository, make the model as `training/README.md` says, or build with `--no-default-features`"
        );
    }
}
