"""Writes the held-out fifths, and GUM's development names, as BIO files under the guideline, for other scorers.

    python -m reader.held_out --data DIR --to DIR

Two columns, form and label, a blank line after each sentence. A place whose kind is open reads as GPE; a word
that the set leaves open reads as O.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from reader import corpus, entities


def main() -> None:
    """Writes one file a set."""
    parser = argparse.ArgumentParser(description="Write the held-out entity sets as BIO files")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    sets = corpus.entity_held_out(options.data) | {"gum-dev": corpus.tree_dev(options.data)["gum-dev"]}
    for name, sentences in sets.items():
        blocks = []
        for sentence in sentences:
            labels = entities.strict_labels(sentence.allowed)
            blocks.append("".join(f"{form}\t{label}\n" for form, label in zip(sentence.forms, labels)))
        (options.to / f"{name}.bio").write_text("\n".join(blocks), encoding="utf-8")


if __name__ == "__main__":
    main()
