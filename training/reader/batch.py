"""Prepares sentences, varies their look, and packs them into padded batches."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from reader import entities
from reader.conllu import Sentence
from reader.pieces import INITIAL, LOWER, MASKED, MIXED, UPPER, WordPieces, case_features

IGNORE = -100


@dataclass(frozen=True)
class Labels:
    """The label inventories, most frequent first; a label's number is its place."""

    upos: list[str]
    xpos: list[str]
    deprel: list[str]
    ner: list[str]


def inventories(sentences: list[Sentence]) -> Labels:
    """Collects the labels of the training trees; relations with subtypes."""

    def frequent(of, at_least: int) -> list[str]:
        counts = Counter(label for sentence in sentences for label in of(sentence))
        return [label for label, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if n >= at_least]

    return Labels(
        upos=frequent(lambda s: s.upos, 1),
        xpos=frequent(lambda s: s.xpos, 5),
        deprel=frequent(lambda s: s.relations, 5),
        ner=entities.LABELS,
    )


@dataclass
class Item:
    """One prepared sentence. `looks` holds (pieces, first) as written and, first, any typographic variant."""

    n: int
    looks: list[tuple[list[int], list[int]]]
    case: list[int]
    upos: list[int]
    xpos: list[int]
    heads: list[int]
    relations: list[int]
    allowed: list[int]
    ends_in_stop: bool
    soft: dict[str, np.ndarray] = field(default_factory=dict)


_TYPOGRAPHY = {"n't": "n’t", "N'T": "N’T", "'s": "’s", "'re": "’re", "'ve": "’ve", "'ll": "’ll", "'d": "’d", "'m": "’m", "'": "’", "--": "—", "...": "…"}
_PLAIN = {curly: plain for plain, curly in _TYPOGRAPHY.items()} | {"“": '"', "”": '"', "‘": "'", "–": "-"}


def other_typography(words: list[str]) -> list[str]:
    """Returns the words with curly marks for straight ones, or straight for curly where there are any."""
    if any(word in _PLAIN for word in words):
        return [_PLAIN.get(word, word) for word in words]
    opens, changed = True, []
    for word in words:
        if word == '"':
            changed.append("“" if opens else "”")
            opens = not opens
        else:
            changed.append(_TYPOGRAPHY.get(word, word))
    return changed


def prepare(sentence: Sentence, labels: Labels, pieces: WordPieces) -> Item:
    """Numbers a sentence's words and labels; absent annotation becomes IGNORE or "any label"."""
    n = len(sentence.forms)
    looks = [pieces.of_sentence(sentence.forms)]
    varied = other_typography(sentence.forms)
    if varied != sentence.forms:
        looks.append(pieces.of_sentence(varied))

    def number(values: list[str], inventory: list[str]) -> list[int]:
        index = {label: at for at, label in enumerate(inventory)}
        return [index.get(value, IGNORE) for value in values] or [IGNORE] * n

    return Item(
        n=n,
        looks=looks,
        case=case_features(sentence.forms),
        upos=number(sentence.upos, labels.upos),
        xpos=number(sentence.xpos, labels.xpos),
        heads=sentence.heads or [IGNORE] * n,
        relations=number(sentence.relations, labels.deprel),
        allowed=sentence.allowed or [entities.ANY] * n,
        ends_in_stop=n > 3 and sentence.forms[-1] == "." and n not in sentence.heads,
    )


@dataclass
class Batch:
    """Padded tensors of one step."""

    pieces: Tensor
    first: Tensor
    case: Tensor
    is_word: Tensor
    upos: Tensor
    xpos: Tensor
    heads: Tensor
    relations: Tensor
    allowed: Tensor
    soft: dict[str, Tensor]


def batches(items: list[Item], pieces_max: int, rng: random.Random | None) -> list[list[int]]:
    """Groups items of like length into batches of at most `pieces_max` padded pieces; shuffled if `rng`."""
    length = [len(item.looks[0][0]) for item in items]
    jitter = [rng.random() * 4 if rng else 0.0 for _ in items]
    order = sorted(range(len(items)), key=lambda at: length[at] + jitter[at])
    groups: list[list[int]] = [[]]
    longest = 0
    for at in order:
        longest = max(longest, length[at])
        if groups[-1] and longest * (len(groups[-1]) + 1) > pieces_max:
            groups.append([])
            longest = length[at]
        groups[-1].append(at)
    if rng:
        rng.shuffle(groups)
    return groups


def collate(items: list[Item], rng: random.Random | None = None) -> Batch:
    """Pads items into a batch; with `rng`, each sentence may be shown in another look (see `_vary`)."""
    looks = [_vary(item, rng) if rng else (item.looks[0][0], item.looks[0][1], item.case, item.n) for item in items]
    counts = [look[3] for look in looks]
    cut = lambda of: [of(item)[:n] for item, n in zip(items, counts)]
    return Batch(
        pieces=_pad([look[0] for look in looks], 0),
        first=_pad([look[1] for look in looks], 0),
        case=_pad([look[2] for look in looks], 0),
        is_word=_pad([[1] * n for n in counts], 0).bool(),
        upos=_pad(cut(lambda item: item.upos), IGNORE),
        xpos=_pad(cut(lambda item: item.xpos), IGNORE),
        heads=_pad(cut(lambda item: item.heads), IGNORE),
        relations=_pad(cut(lambda item: item.relations), IGNORE),
        allowed=_pad(cut(lambda item: item.allowed), entities.ANY),
        soft=_pad_soft(items, counts),
    )


def _pad(rows: list[list[int]], filler: int) -> Tensor:
    out = np.full((len(rows), max(map(len, rows))), filler, dtype=np.int64)
    for at, row in enumerate(rows):
        out[at, : len(row)] = row
    return torch.from_numpy(out)


def _pad_soft(items: list[Item], counts: list[int]) -> dict[str, Tensor]:
    if not items[0].soft:
        return {}
    width = max(counts)
    soft = {}
    for key, example in items[0].soft.items():
        columns = width + 1 if key == "arc" else example.shape[-1]
        out = np.zeros((len(items), width, columns), dtype=np.float32)
        for at, (item, n) in enumerate(zip(items, counts)):
            values = item.soft[key][:n, : columns if key != "arc" else n + 1]
            out[at, :n, : values.shape[1]] = values
        soft[key] = torch.from_numpy(out)
    soft["heads"] = soft["heads"][..., 0].long() if "heads" in soft else soft.get("heads")
    return soft


def _vary(item: Item, rng: random.Random) -> tuple[list[int], list[int], list[int], int]:
    """Draws a look: typography, letter case of headlines or careless writing, a missing stop, hidden pieces."""
    pieces, first = rng.choice(item.looks)
    case, n = item.case, item.n
    chance = rng.random()
    if chance < 0.10:
        case = [_recase(shape, UPPER if chance < 0.03 else LOWER if chance < 0.06 else INITIAL) for shape in case]
    if item.ends_in_stop and rng.random() < 0.08:
        n -= 1
        pieces, first, case = [*pieces[: first[n]], pieces[-1]], first[:n], case[:n]
    if rng.random() < 0.5:
        pieces = [MASKED if 1000 <= piece and rng.random() < 0.03 else piece for piece in pieces]
    return pieces, first, case, n


def _recase(feature: int, shape: int) -> int:
    position, current = feature & 8, feature & 7
    changes = {UPPER: (LOWER, INITIAL, MIXED), LOWER: (INITIAL, UPPER, MIXED), INITIAL: (LOWER,)}
    return position + (shape if current in changes[shape] else current)
