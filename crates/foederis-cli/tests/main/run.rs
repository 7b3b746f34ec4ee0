//! Runs the program in a folder of its own, and compares text with what is kept.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Run {
    /// Exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

/// Runs `foederis` in `folder`.
pub(crate) fn foederis(folder: &Path, args: &[&str]) -> Run {
    foederis_with(folder, args, "")
}

/// Runs `foederis` in `folder` with `input` on standard input.
pub(crate) fn foederis_with(folder: &Path, args: &[&str], input: &str) -> Run {
    use std::io::Write as _;
    let mut child = Command::new(env!("CARGO_BIN_EXE_foederis"))
        .args(args)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // The program may end without reading its input.
    drop(child.stdin.take().expect("piped").write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("the program ends");
    Run {
        code: output.status.code().expect("not killed"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// Returns the repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Returns a file of the shared input, where it is there; says so where it is not.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let folder = std::env::var("FOEDERIS_SHARED").map_or_else(|_| root().join("../shared"), PathBuf::from);
    let file = folder.join(path);
    if !file.exists() {
        eprintln!("skipped: `{}` is not there", file.display());
        return None;
    }
    Some(file)
}

/// Compares text with the file kept under `tests/snapshots`; with `FOEDERIS_BLESS=1` keeps it.
#[track_caller]
pub(crate) fn check_snapshot(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
    if std::env::var("FOEDERIS_BLESS").is_ok() {
        std::fs::create_dir_all(path.parent().expect("it has one")).expect("can be made");
        std::fs::write(&path, text).expect("can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(kept, text, "`{name}` differs; FOEDERIS_BLESS=1 keeps the new text");
}
