//! Puts the pact files of the repository into the program, in order of name, without any path of the building machine.
#![expect(clippy::disallowed_methods, reason = "a build script reads the folder that it embeds")]

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let here = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let out = env::var("OUT_DIR").unwrap_or_default();
    let folder = Path::new(&here).join("../../pacts");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".toml") {
            names.push(name);
        }
    }
    names.sort();
    let mut list = String::from("&[\n");
    for name in &names {
        println!("cargo::rerun-if-changed={}", folder.join(name).display());
        fs::copy(folder.join(name), Path::new(&out).join(name))?;
        list.push_str(&format!("({name:?}, include_str!(concat!(env!(\"OUT_DIR\"), \"/{name}\"))),\n"));
    }
    list.push(']');
    fs::write(Path::new(&out).join("embedded.rs"), list)
}
