"""Scores a reader on gold words. The inference crate's own command computes the same figures.

Trees: every word counts, punctuation too; relations with their subtypes (`las`), or without (`las_universal`).
Arguments: the share of gold nsubj/obj arcs of verbs whose word gets the right head and a subject/object label.
ccomp: precision, recall and F1 of arcs (head and label ccomp), pooled over sets by the caller.
Names: PER, ORG and places (GPE, LOC, FAC together, as LOC) by exact span; NORP is left out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import torch

from reader import entities
from reader.batch import Item, Labels, batches, collate
from reader.conllu import Sentence
from reader.decode import best_names, best_tree
from reader.lemmas import LemmaTable
from reader.model import Reader


@dataclass
class Reading:
    """What the reader says of one sentence."""

    upos: list[str]
    xpos: list[str]
    heads: list[int]
    relations: list[str]
    ner: list[str]


def read(model: Reader, items: list[Item], labels: Labels, pieces_max: int = 6000) -> list[Reading]:
    """Reads prepared sentences; the answers are in their order."""
    model.eval()
    readings: list[Reading | None] = [None] * len(items)
    with torch.inference_mode():
        for group in batches(items, pieces_max, None):
            for at, reading in zip(group, _read_batch(model, [items[at] for at in group], labels)):
                readings[at] = reading
    model.train()
    return [reading for reading in readings if reading]


def _read_batch(model: Reader, items: list[Item], labels: Labels) -> list[Reading]:
    batch = collate(items)
    scores = model(batch.pieces, batch.first, batch.case, batch.is_word)
    arcs, ner = scores.arc.float().numpy(), scores.ner.float().numpy()
    trees = [best_tree(arcs[at, : item.n, : item.n + 1]) for at, item in enumerate(items)]
    heads = torch.zeros_like(batch.first)
    for at, tree in enumerate(trees):
        heads[at, : len(tree)] = torch.from_numpy(tree)
    relations = model.relations(scores, heads).argmax(-1).tolist()
    upos, xpos = scores.upos.argmax(-1).tolist(), scores.xpos.argmax(-1).tolist()
    return [
        Reading(
            upos=[labels.upos[label] for label in upos[at][: item.n]],
            xpos=[labels.xpos[label] for label in xpos[at][: item.n]],
            heads=[int(head) for head in trees[at]],
            relations=[labels.deprel[label] for label in relations[at][: item.n]],
            ner=best_names(ner[at, : item.n]),
        )
        for at, item in enumerate(items)
    ]


@dataclass
class Tally:
    """Counts that figures are made of; tallies of two sets add."""

    counts: Counter = field(default_factory=Counter)

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.counts + other.counts)

    def share(self, right: str, of: str) -> float:
        """Returns a percentage, or 0 where there is nothing to count."""
        return round(100 * self.counts[right] / max(1, self.counts[of]), 2)

    def f1(self, key: str) -> float:
        """Returns F1 in per cent from `key` hits, `key.gold` and `key.said`."""
        return round(200 * self.counts[key] / max(1, self.counts[f"{key}.gold"] + self.counts[f"{key}.said"]), 2)


def tally(sentences: list[Sentence], readings: list[Reading], lemmas: LemmaTable | None = None) -> Tally:
    """Counts agreement between gold sentences and readings."""
    result = Tally()
    for sentence, reading in zip(sentences, readings, strict=True):
        if sentence.heads:
            _tally_tree(result.counts, sentence, reading, lemmas)
        if sentence.allowed:
            _tally_names(result.counts, sentence, reading)
    return result


def _tally_tree(counts: Counter, gold: Sentence, said: Reading, lemmas: LemmaTable | None) -> None:
    for at in range(len(gold.forms)):
        counts["words"] += 1
        counts["upos"] += gold.upos[at] == said.upos[at]
        counts["xpos"] += gold.xpos[at] == said.xpos[at]
        is_attached = gold.heads[at] == said.heads[at]
        wanted, given = gold.relations[at], said.relations[at]
        counts["uas"] += is_attached
        counts["las"] += is_attached and wanted == given
        counts["las_universal"] += is_attached and _bare(wanted) == _bare(given)
        _tally_arguments(counts, gold, at, is_attached, _bare(wanted), _bare(given))
        if lemmas and gold.lemmas[at] != "_":
            counts["lemmas"] += 1
            counts["lemma"] += lemmas.lemma(gold.forms[at], said.xpos[at]) == gold.lemmas[at]
            counts["lemma_gold_xpos"] += lemmas.lemma(gold.forms[at], gold.xpos[at]) == gold.lemmas[at]


def _bare(relation: str) -> str:
    return relation.split(":")[0]


def _tally_arguments(counts: Counter, gold: Sentence, at: int, is_attached: bool, wanted: str, given: str) -> None:
    head = gold.heads[at]
    if wanted in {"nsubj", "obj"} and head and gold.upos[head - 1] == "VERB":
        for key in (wanted, "arguments"):
            counts[f"{key}.of_verbs"] += 1
            counts[f"{key}.right"] += is_attached and wanted == given
    for relation in {wanted, given} & {"ccomp", "xcomp", "advcl", "acl", "obl", "nmod", "conj", "parataxis", "nsubj", "obj"}:
        counts[f"{relation}.gold"] += wanted == relation
        counts[f"{relation}.said"] += given == relation
        counts[relation] += is_attached and wanted == given == relation


def _coarse(labels: list[str]) -> set[tuple[int, int, str]]:
    found = set()
    for start, end, kind in entities.spans(labels):
        if kind != "NORP":
            found.add((start, end, "LOC" if kind in entities.PLACES else kind))
    return found


def _tally_names(counts: Counter, gold: Sentence, said: Reading) -> None:
    wanted, given = _coarse(entities.strict_labels(gold.allowed)), _coarse(said.ner)
    for key, spans in (("gold", wanted), ("said", given), ("", wanted & given)):
        for _, _, kind in spans:
            for name in (f"ner_{kind}", "ner"):
                counts[f"{name}.{key}" if key else name] += 1


def figures(result: Tally) -> dict[str, float | int]:
    """Returns the figures that the tally allows."""
    counts, out = result.counts, {}
    if counts["words"]:
        out |= {key: result.share(key, "words") for key in ("upos", "xpos", "uas", "las", "las_universal")}
        out |= {f"{key}_of_verbs": result.share(f"{key}.right", f"{key}.of_verbs") for key in ("arguments", "nsubj", "obj")}
        out |= {"ccomp": result.f1("ccomp"), "ccomp_recall": result.share("ccomp", "ccomp.gold"), "ccomp_gold": counts["ccomp.gold"]}
        out |= {key: result.f1(key) for key in ("xcomp", "advcl", "obl", "conj", "parataxis")}
    if counts["lemmas"]:
        out |= {"lemma": result.share("lemma", "lemmas"), "lemma_gold_xpos": result.share("lemma_gold_xpos", "lemmas")}
    if counts["ner.gold"]:
        out |= {"ner": result.f1("ner"), "ner_gold": counts["ner.gold"]}
        out |= {f"ner_{kind}": result.f1(f"ner_{kind}") for kind in ("PER", "ORG", "LOC")}
    return out


def interval(hits: int, gold: int, said: int, draws: int = 2000) -> tuple[float, float]:
    """Returns a 95 % interval of F1 in per cent, by drawing right and wrong answers again (fixed seed)."""
    rng = np.random.default_rng(1)
    drawn = rng.binomial(gold, hits / max(1, gold), draws)
    f1 = 200 * drawn / max(1, gold + said)
    return round(float(np.percentile(f1, 2.5)), 1), round(float(np.percentile(f1, 97.5)), 1)
