"""Writes a trained reader as the model file, reads it back, and proves the two equal.

    python -m reader.export --run DIR --data DIR --to FILE [--reference FILE] [--check]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from reader import lemmas, score
from reader.batch import Labels, collate, prepare
from reader.conllu import Sentence
from reader.lemmas import LemmaTable
from reader.model import EMBEDDING_STEPS, PIECES_MAX, WEIGHT_STEPS, Linear, Reader
from reader.modelfile import ModelFile, Writer
from reader.pieces import CASES, WordPieces
from reader.train import BASE, load_sets, new_reader, report

# Sentences of our own, for the inference crate to be compared on.
EXAMPLES = [
    "The two ministers signed the pact in Geneva on Tuesday .",
    "\" We will not send troops , \" General Maria Novak told reporters , but the Kremlin denied that it had asked .",
    "South Korean officials allege that Pyongyang has been shipping shells to Russia since last summer .",
    "NATO CONDEMNS ATTACK ON CONVOY",
    "If either state is attacked , the other shall provide military assistance without delay , the text says .",
    "Mr. O'Brien , who chairs the U.N. panel , said the E.U. 's 27 members had n't agreed .",
    "Was the Kerch Bridge hit by drones from Odesa , as Al Jazeera reported ?",
    "Turkey 's parliament ratified Sweden 's accession after a 20 - month delay .",
]


def load_reader(run: Path, labels: Labels) -> Reader:
    """Returns the reader that a run left."""
    saved = torch.load(run / "best.pt", weights_only=True)
    model = new_reader(labels, saved["layers"])
    model.load_state_dict(saved["model"])
    return model


def load_labels(run: Path) -> Labels:
    """Returns a run's label inventories."""
    return Labels(**json.loads((run / "labels.json").read_text(encoding="utf-8")))


def _numpy(value: Tensor) -> np.ndarray:
    return value.detach().float().numpy()


def linear_maps(model: Reader) -> dict[str, Linear]:
    """Returns the linear maps that are quantised, by their names in the file."""
    maps: dict[str, Linear] = {}
    for at, layer in enumerate(model.encoder.layers):
        maps |= {f"layer{at}.{name}": getattr(layer, name) for name in ("qkv", "o", "f1", "f2")}
    names = ("upos", "xpos", "ner1", "arc_dep", "arc_head", "rel_dep", "rel_head")
    return maps | {f"head.{name}": getattr(model, name) for name in names}


def plain_tensors(model: Reader) -> dict[str, Tensor]:
    """Returns the tensors kept in f32, by their names in the file."""
    encoder = model.encoder
    plain = {"emb.pos": encoder.position.weight, "emb.norm.g": encoder.norm.weight, "emb.norm.b": encoder.norm.bias}
    for at, layer in enumerate(encoder.layers):
        for norm in ("n1", "n2"):
            plain |= {f"layer{at}.{norm}.g": getattr(layer, norm).weight, f"layer{at}.{norm}.b": getattr(layer, norm).bias}
    plain |= {"emb.case": model.case.weight, "root": model.root, "arc.w": model.arc}
    plain |= {"head.ner2": model.ner2.weight, "head.ner2.b": model.ner2.bias}
    plain |= {"rel.w": model.rel.weight, "rel.b": model.rel.bias}
    return plain | {f"{name}.b": each.bias for name, each in linear_maps(model).items() if each.bias is not None}


def write_model(model: Reader, labels: Labels, table: LemmaTable, to: Path) -> None:
    """Writes the model file."""
    writer = Writer()
    writer.q8("emb.word", _numpy(model.encoder.word.weight), EMBEDDING_STEPS)
    for name, linear in linear_maps(model).items():
        writer.q8(name, _numpy(linear.weight), WEIGHT_STEPS)
    for name, value in plain_tensors(model).items():
        writer.f32(name, _numpy(value))
    shape = model.shape
    header = {
        "name": f"reader-l{shape.layers}", "made_by": "foederis training", "layers": shape.layers, "width": shape.width,
        "heads": shape.heads, "ff": shape.ff, "max_pieces": PIECES_MAX, "case_width": shape.case_width, "n_case": CASES,
        "vocab": writer.blob((BASE / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").encode()),
        "lemmas": writer.blob(table.to_text().encode()),
        "labels": {"upos": labels.upos, "xpos": labels.xpos, "deprel": labels.deprel, "ner": labels.ner},
    }
    writer.write(to, header)


def read_model(path: Path) -> tuple[Reader, Labels]:
    """Returns the reader that a model file holds, its weights already on the 7-bit grid."""
    file = ModelFile(path)
    labels = Labels(**file.header["labels"])
    model = new_reader(labels, file.header["layers"])
    with torch.no_grad():
        model.encoder.word.weight.copy_(torch.from_numpy(file.tensor("emb.word")))
        for name, linear in linear_maps(model).items():
            linear.weight.copy_(torch.from_numpy(file.tensor(name)))
        for name, value in plain_tensors(model).items():
            value.copy_(torch.from_numpy(file.tensor(name).copy()).view(value.shape))
    return model, labels


def write_reference(model: Reader, labels: Labels, to: Path) -> None:
    """Writes what the quantised reader says of `EXAMPLES`, one sentence a line, with raw scores."""
    pieces = WordPieces(BASE)
    Linear.simulate = True
    lines = []
    for text in EXAMPLES:
        words = text.split()
        item = prepare(Sentence(id="", document="", forms=words), labels, pieces)
        reading = score.read(model, [item], labels)[0]
        lines.append(json.dumps({"words": words, **_pieces(item), **vars(reading), **_raw(model, item)}, ensure_ascii=False))
    Linear.simulate = False
    to.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _pieces(item) -> dict:
    return {"pieces": item.looks[0][0], "first": item.looks[0][1], "case": item.case}


def _raw(model: Reader, item) -> dict:
    model.eval()
    batch = collate([item])
    with torch.inference_mode():
        scores = model(batch.pieces, batch.first, batch.case, batch.is_word)
    rounded = lambda value: [[round(number, 3) for number in row] for row in value[0].tolist()]
    return {"ner_scores": rounded(scores.ner), "upos_scores": rounded(scores.upos), "arc_scores": rounded(scores.arc)}


def parse_options() -> argparse.Namespace:
    """Returns the command line's options."""
    parser = argparse.ArgumentParser(description="Write a trained reader as a model file")
    parser.add_argument("--run", type=Path, required=True, help="the run's folder")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True, help="the model file")
    parser.add_argument("--reference", type=Path, help="where to write the readings of the example sentences")
    parser.add_argument("--check", action="store_true", help="score the file's reader beside the trained one")
    return parser.parse_args()


def main() -> None:
    """Exports, and checks where asked to."""
    options = parse_options()
    labels = load_labels(options.run)
    sets = load_sets(options.data)
    if sets.labels != labels:
        raise SystemExit("error: the sets' labels are not the run's; train again")
    trained = load_reader(options.run, labels)
    write_model(trained, labels, sets.lemmas, options.to)
    model, labels = read_model(options.to)
    if options.reference:
        write_reference(model, labels, options.reference)
    if options.check:
        print(json.dumps({"trained": report(trained, sets)}))
        print(json.dumps({"trained, 7-bit simulated": report(trained, sets, simulate=True)}))
        print(json.dumps({"file, 7-bit simulated": report(model, sets, simulate=True)}))


if __name__ == "__main__":
    main()
