"""Assembles the sets that the reader is trained and scored on, and keeps the held-out fifths apart.

The held-out lists in `held-out/` are fixed: they name documents, and no word of those is trained on.
"""

from __future__ import annotations

import zlib
from pathlib import Path

from reader import entities
from reader.conllu import Sentence, read_conllu

HELD_OUT = Path(__file__).parent.parent / "held-out"
ENTITY_SETS = ("uner-ewt", "politics", "re3d")


def entity_set(name: str, data: Path) -> list[Sentence]:
    """Returns all sentences of one entity set, in file order."""
    folder = data / "ner"
    match name:
        case "uner-ewt":
            return entities.read_uner(folder / "uner-en_ewt-ud-dev.iob2")
        case "politics":
            files = ("train", "dev", "test")
            return [s for file in files for s in entities.read_politics(folder / "crossner-politics" / f"{file}.txt")]
        case "re3d":
            return entities.read_re3d(folder / "re3d")
        case "wikigold":
            return entities.read_wikigold(folder / "wikigold.conll.txt")
    raise ValueError(f"no entity set `{name}`")


def held_out_documents(name: str) -> set[str]:
    """Returns the documents of the set that are never trained on."""
    return set((HELD_OUT / f"{name}.txt").read_text(encoding="utf-8").split("\n")) - {""}


def entity_train(data: Path) -> dict[str, list[Sentence]]:
    """Returns the entity sets' training part by set."""
    parts = {"wikigold": entity_set("wikigold", data)}
    for name in ENTITY_SETS:
        held_out = held_out_documents(name)
        parts[name] = [s for s in entity_set(name, data) if s.document not in held_out]
    return parts


def entity_held_out(data: Path) -> dict[str, list[Sentence]]:
    """Returns the held-out fifth by set."""
    parts = {}
    for name in ENTITY_SETS:
        held_out = held_out_documents(name)
        parts[name] = [s for s in entity_set(name, data) if s.document in held_out]
    return parts


def tree_train(data: Path) -> dict[str, list[Sentence]]:
    """Returns the treebanks' training part; GUM's carries entities too.

    Documents that a copy of the data holds in both parts (GUM_court_loan was one) are development's alone.
    """
    dev_documents = {s.document for s in read_conllu(data / "ud-gum-open" / "en_gum-open-dev.conllu")}
    gum = read_conllu(data / "ud-gum-open" / "en_gum-open-train.conllu")
    gum = [sentence for sentence in gum if sentence.document not in dev_documents]
    for sentence in gum:
        sentence.allowed = entities.gum_masks(sentence)
    return {"ewt": read_conllu(data / "ud-ewt" / "en_ewt-ud-train.conllu"), "gum": gum}


def tree_dev(data: Path) -> dict[str, list[Sentence]]:
    """Returns the development treebanks, none of which is trained on; GUM's news apart as well."""
    gum = read_conllu(data / "ud-gum-open" / "en_gum-open-dev.conllu")
    for sentence in gum:
        sentence.allowed = entities.gum_masks(sentence)
    return {"ewt-dev": read_conllu(data / "ud-ewt" / "en_ewt-ud-dev.conllu"), "gum-dev": gum}


def choose_held_out(data: Path) -> None:
    """Writes the held-out lists: the documents whose CRC-32 leaves 0 when divided by five. Run once."""
    HELD_OUT.mkdir(exist_ok=True)
    for name in ENTITY_SETS:
        documents = dict.fromkeys(s.document for s in entity_set(name, data))
        chosen = [document for document in documents if zlib.crc32(document.encode()) % 5 == 0]
        (HELD_OUT / f"{name}.txt").write_text("\n".join(chosen) + "\n", encoding="utf-8")
