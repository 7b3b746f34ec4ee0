//! Shows how annotated text is cut: `cut FILE.conllu` prints each found sentence on a line, words apart by spaces,
//! after `+` where the file has the same sentence, else after `-`; then the file's sentences that were not found.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a program for developers: it reads files and prints"
)]

use foederis_parse::{Reader, eval};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let reader = Reader::embedded()?;
    for path in std::env::args().skip(1) {
        let gold = eval::Gold::read(&std::fs::read_to_string(&path)?)?;
        for (mark, sentence) in eval::cuts(&reader, &gold) {
            println!("{mark} {sentence}");
        }
    }
    Ok(())
}
