"""Writes teachers' probabilities for every training sentence, for a smaller reader to learn from.

    python -m reader.teach --data DIR --to FILE RUN [RUN ..]

Relations are judged at the gold heads where there are any, else at the heads of the teachers' own best tree.
Probabilities of several teachers are averaged.
"""

from __future__ import annotations

import argparse
import pickle
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from reader.batch import Item, batches, collate
from reader.decode import best_tree
from reader.export import load_labels, load_reader
from reader.model import Reader
from reader.train import load_sets

PIECES_MAX = 6000


def probabilities(teachers: list[Reader], items: list[Item]) -> list[dict[str, np.ndarray]]:
    """Returns each item's averaged probabilities by head, as half floats."""
    soft: list[dict[str, np.ndarray]] = [{} for _ in items]
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for group in batches(items, PIECES_MAX, None):
            for at, values in zip(group, _of_batch(teachers, [items[at] for at in group])):
                soft[at] = values
    return soft


def _mean(parts: list[Tensor]) -> np.ndarray:
    return torch.stack([torch.softmax(part.float(), -1) for part in parts]).mean(0).numpy()


def _of_batch(teachers: list[Reader], items: list[Item]) -> list[dict[str, np.ndarray]]:
    batch = collate(items)
    scores = [teacher(batch.pieces, batch.first, batch.case, batch.is_word) for teacher in teachers]
    mean = {key: _mean([getattr(each, key) for each in scores]) for key in ("upos", "xpos", "ner", "arc")}
    heads = torch.zeros_like(batch.heads)
    for at, item in enumerate(items):
        arcs = np.log(mean["arc"][at, : item.n, : item.n + 1] + 1e-9)
        tree = item.heads if item.heads[0] >= 0 else best_tree(arcs).tolist()
        heads[at, : item.n] = torch.tensor(tree)
    mean["relation"] = _mean([teacher.relations(each, heads) for teacher, each in zip(teachers, scores)])
    mean["heads"] = heads[..., None].numpy()
    return [{key: _cut(value[at], item.n, key) for key, value in mean.items()} for at, item in enumerate(items)]


def _cut(value: np.ndarray, n: int, key: str) -> np.ndarray:
    columns = n + 1 if key == "arc" else value.shape[1]
    return value[:n, :columns].astype(np.int16 if key == "heads" else np.float16)


def main() -> None:
    """Writes the file of probabilities."""
    parser = argparse.ArgumentParser(description="Write teachers' probabilities")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("runs", type=Path, nargs="+", help="the teachers' run folders")
    options = parser.parse_args()
    torch.set_num_threads(2)
    sets = load_sets(options.data)
    teachers = [load_reader(run, load_labels(run)).eval() for run in options.runs]
    with options.to.open("wb") as file:
        pickle.dump(probabilities(teachers, sets.train), file, protocol=pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main()
