"""Scores a model file on gold words, per set and per genre.

    python -m reader.evaluate --model FILE --data DIR

Prints one JSON object a line: the set's name and its figures (see `score`), 7-bit weights and 8-bit inputs
simulated, as the inference crate computes.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from reader import score
from reader.conllu import Sentence
from reader.export import read_model
from reader.lemmas import LemmaTable
from reader.model import Linear
from reader.modelfile import ModelFile
from reader.train import load_sets, pooled


def lemma_table(file: ModelFile) -> LemmaTable:
    """Returns the table that the model file holds."""
    rows = [line.split("\t") for line in file.text("lemmas").split("\n") if line]
    forms = {(row[0], row[1]): row[2] for row in rows if len(row) == 3}
    return LemmaTable(forms, {(row[0], row[1]): (int(row[2]), row[3]) for row in rows if len(row) == 4})


def genre(sentence: Sentence) -> str:
    """Returns the genre that a treebank document's name starts with."""
    name = sentence.document.removeprefix("GUM_")
    return name.split("_")[0].split("-")[0]


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description="Score a model file")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(2)
    model, labels = read_model(options.model)
    table, sets = lemma_table(ModelFile(options.model)), load_sets(options.data)
    Linear.simulate = True
    tallies: dict[str, score.Tally] = {}
    for name, (sentences, items) in sets.dev.items():
        for sentence, reading in zip(sentences, score.read(model, items, labels)):
            counted = score.tally([sentence], [reading], table)
            parts = [name, f"{name} {genre(sentence)}"] if name in {"ewt-dev", "gum-dev"} else [name]
            for part in parts:
                tallies.setdefault(part, score.Tally()).counts.update(counted.counts)
    for name, figures in ({name: score.figures(found) for name, found in tallies.items()} | pooled(tallies)).items():
        print(json.dumps({"set": name, **figures}))


if __name__ == "__main__":
    main()
