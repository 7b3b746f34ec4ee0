//! What an export was made with: versions and hashes of the program, the model, the rules, the names and the pacts.
//!
//! Two exports with equal manifests from equal reports are equal. Hashes are SHA-256, in hexadecimal; that of several
//! files is over each one's name, length and bytes, in order.

use crate::Engine;
use foederis_claims::Rules;
use foederis_names::Names;
use foederis_pacts::PactLibrary;
use foederis_parse::Reader;
use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// What an export was made with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Manifest {
    /// `foederis`.
    pub program: String,
    /// Version of the program.
    pub version: String,
    /// The reader's model.
    pub model: Part,
    /// Rules of coding; with a user's own where some were given.
    pub rules: Part,
    /// Tables of names; with a user's own actors where some were given.
    pub names: Part,
    /// Pact files that came with the program.
    pub pacts: Part,
}

/// Files of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Part {
    /// How many files came with the program.
    pub n_built_in: usize,
    /// Names of a user's own files.
    pub own: Vec<String>,
    /// SHA-256 of all of them.
    pub sha256: String,
}

/// A user's own files, each as name and text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnFiles {
    /// Rules of coding.
    pub rules: Vec<(String, String)>,
    /// Tables of actors.
    pub actors: Vec<(String, String)>,
}

impl Manifest {
    /// Describes this program with a user's own files.
    pub fn of(own: &OwnFiles) -> Manifest {
        let model = ("reader.fdr", Reader::embedded_model());
        Manifest {
            program: "foederis".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            model: Part::of([model].into_iter(), &[]),
            rules: Part::of(bytes(Rules::embedded_files()), &own.rules),
            names: Part::of(bytes(Names::embedded_tables()), &own.actors),
            pacts: Part::of(bytes(PactLibrary::embedded_files()), &[]),
        }
    }
}

fn bytes(
    files: &'static [(&'static str, &'static str)],
) -> impl Iterator<Item = (&'static str, &'static [u8])> {
    files.iter().map(|(name, text)| (*name, text.as_bytes()))
}

impl Part {
    fn of<'a>(built_in: impl Iterator<Item = (&'a str, &'a [u8])>, own: &[(String, String)]) -> Part {
        let (mut hash, mut n_built_in) = (Sha256::new(), 0);
        for (name, bytes) in built_in {
            n_built_in += 1;
            add(&mut hash, name, bytes);
        }
        for (name, text) in own {
            add(&mut hash, name, text.as_bytes());
        }
        let sha256 = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Part { n_built_in, own: own.iter().map(|(name, _)| name.clone()).collect(), sha256 }
    }
}

fn add(hash: &mut Sha256, name: &str, bytes: &[u8]) {
    for part in [name.as_bytes(), bytes] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
}

/// Why a user's own rules or actors cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OwnFilesError {
    /// A rule file is wrong.
    #[error(transparent)]
    Rules(#[from] foederis_claims::RuleError),
    /// A table of actors is wrong.
    #[error(transparent)]
    Actors(#[from] foederis_names::NamesError),
    /// The built-in model is damaged.
    #[error(transparent)]
    Engine(#[from] crate::EngineError),
}

impl Engine {
    /// Makes the built-in model, names and rules ready, with a user's own before them.
    ///
    /// # Errors
    ///
    /// The first line of a rule file or table that cannot be read.
    pub fn with_own(own: &OwnFiles) -> Result<Engine, OwnFilesError> {
        let rules =
            Rules::embedded_with(own.rules.iter().map(|(name, text)| (name.as_str(), text.as_str())))?;
        let mut names = Names::embedded();
        for (name, text) in &own.actors {
            names.add_actors(name, text)?;
        }
        Ok(Engine::of(names, rules)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_rules_change_the_hash_of_rules_alone() {
        let plain = Manifest::of(&OwnFiles::default());
        let rules =
            vec![("my.rules".to_owned(), "rule mine/one\n  event CONSULT 040\n  verbs zorb\n".to_owned())];
        let own = Manifest::of(&OwnFiles { rules, actors: Vec::new() });
        assert_eq!(own.rules.own, ["my.rules"]);
        assert_ne!(own.rules.sha256, plain.rules.sha256);
        assert_eq!((own.names, own.model, own.pacts), (plain.names, plain.model, plain.pacts));
        assert_eq!(plain.rules.sha256.len(), 64);
    }
}
