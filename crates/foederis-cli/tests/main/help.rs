//! The help of every command is kept, fits 79 columns and ends in an example.

use crate::run::{check_snapshot, foederis};

const COMMANDS: [&str; 24] = [
    "read",
    "brief",
    "compare",
    "timeline",
    "actors",
    "pacts",
    "what-if",
    "why-not",
    "dyads",
    "honour-rates",
    "casus-score",
    "events",
    "export",
    "unresolved",
    "manifest",
    "serve",
    "search",
    "show",
    "code",
    "explain",
    "verify",
    "correct",
    "eval",
    "schema",
];

#[test]
fn every_command_has_help_with_an_example() {
    let folder = tempfile::tempdir().unwrap();
    let mut all = foederis(folder.path(), &["--help"]).out;
    for command in COMMANDS {
        assert!(all.contains(&format!("  {command} ")), "{command}");
        let help = foederis(folder.path(), &[command, "--help"]);
        assert_eq!(help.code, 0, "{command}");
        assert!(help.out.contains("Example:\n  foederis "), "{command}");
        all.push_str(&format!("\n==== {command}\n{}", help.out));
    }
    let wide: Vec<&str> = all.lines().filter(|line| line.chars().count() > 79).collect();
    assert!(wide.is_empty(), "{wide:#?}");
    check_snapshot("help.txt", &all);
}

#[test]
fn bad_usage_could_not_run_and_version_is_done() {
    let folder = tempfile::tempdir().unwrap();
    for args in [&["nonsense"][..], &["brief", "--as-of", "yesterday"], &["read"], &[]] {
        assert_eq!(foederis(folder.path(), args).code, 2, "{args:?}");
    }
    let version = foederis(folder.path(), &["--version"]);
    assert_eq!((version.code, version.out.trim()), (0, concat!("foederis ", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn a_view_without_a_ledger_says_how_to_make_one() {
    let folder = tempfile::tempdir().unwrap();
    let run = foederis(folder.path(), &["brief"]);
    assert_eq!(run.code, 2);
    assert_eq!(
        run.err,
        "error: there is no ledger `foederis.db`\nhint: run `foederis read PATH...` first, or name the file with \
         --ledger FILE\n"
    );
    assert!(!folder.path().join("foederis.db").exists());
}

#[test]
fn a_schema_is_printed_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let list = foederis(folder.path(), &["schema"]);
    assert!(list.out.lines().any(|line| line == "brief"), "{list:?}");
    assert!(foederis(folder.path(), &["schema", "brief"]).out.contains("\"stories\""));
    assert_eq!(foederis(folder.path(), &["schema", "novel"]).code, 2);
}
