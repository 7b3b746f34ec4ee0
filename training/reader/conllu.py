"""Reads CoNLL-U treebanks.

Knows the format alone, nothing of labels or sets. Multiword-token ranges and empty nodes are skipped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Sentence:
    """One sentence of gold words; a list that a set does not annotate is empty.

    `heads` are 1-based with 0 for the root. `allowed` holds, for each word, the set of entity labels
    (as a bit mask over `entities.LABELS`) that the set's annotation is consistent with.
    """

    id: str
    document: str
    forms: list[str]
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    misc: list[str] = field(default_factory=list)
    allowed: list[int] = field(default_factory=list)


def read_conllu(path: Path) -> list[Sentence]:
    """Returns the sentences of `path`, in file order."""
    sentences: list[Sentence] = []
    document = ""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip("\n").split("\n")
        for line in lines:
            if line.startswith("# newdoc id = "):
                document = line.removeprefix("# newdoc id = ")
        rows = [line.split("\t") for line in lines if line[:1].isdigit()]
        rows = [row for row in rows if row[0].isdigit()]
        if rows:
            sentences.append(_sentence(lines, rows, document))
    return sentences


def _sentence(lines: list[str], rows: list[list[str]], document: str) -> Sentence:
    ids = [line for line in lines if line.startswith("# sent_id = ")]
    column = lambda at: [row[at] for row in rows]
    return Sentence(
        id=ids[0].removeprefix("# sent_id = ") if ids else "",
        document=document,
        forms=column(1),
        lemmas=column(2),
        upos=column(3),
        xpos=column(4),
        heads=[int(head) for head in column(6)],
        relations=column(7),
        misc=column(9),
    )
