"""Reads the entity sets and puts every one under the guideline of `ner-map.toml`.

A set rarely says all that the guideline asks, so each word carries the *set* of labels its annotation allows
(a bit mask over `LABELS`); training sums the probabilities of that set. Where a mask has one bit, the label
is known. This module knows no trees, except that GUM's names are cut out of its noun phrases by part of speech.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.conllu import Sentence

MAP = tomllib.loads((Path(__file__).parent.parent / "ner-map.toml").read_text(encoding="utf-8"))
TYPES: list[str] = MAP["types"]
LABELS: list[str] = ["O"] + [f"{prefix}-{kind}" for kind in TYPES for prefix in "BI"]
BIT = {label: 1 << at for at, label in enumerate(LABELS)}
ANY = (1 << len(LABELS)) - 1
PLACES = frozenset({"GPE", "LOC", "FAC"})

_DEMONYMS = set(MAP["demonyms"]["words"]) | {word + "s" for word in MAP["demonyms"]["words"]}
_PAIRS = {tuple(pair.split()) for pair in MAP["demonyms"]["pairs"]}
_PAIRS |= {pair[:-1] + (pair[-1] + "s",) for pair in _PAIRS}
_STATES = set(MAP["places"]["states"])
_POLITICAL_NAMES = _STATES | set(MAP["places"]["cities"])
_TITLES = {title.lower() for title in MAP["titles"]["words"]}
_ARTICLES = {"the", "a", "an", "this", "that", "these", "those", "its", "their", "our", "his", "her", "my", "'s", "’s"}
_JOINS = {"of", "the", "and", "for", "in", "on", "to", "de", "la", "du", "van", "von", "der", "den", "bin", "ibn", "al", "el", "ul", "ur", "-", "–", "&", "'", "’", ".", "/", "'s", "’s", "abu"}
_PERSON_JOINS = {"de", "la", "du", "van", "von", "der", "den", "bin", "ibn", "al", "el", "ul", "ur", "-", "'", "’", ".", "abu"}
_NO_NAMES = {"i", "we", "he", "she", "it", "they", "you", "us", "me", "who", "his", "her", "our", "their", "my", "there", "here", "this", "that", "both", "others", "many", "some", "all", "one", "april", "may", "june", "july", "august"}


@dataclass(frozen=True)
class Name:
    """Words `start..end` of a sentence are one name, of one of `kinds`; no kinds: a name of no type of ours."""

    start: int
    end: int
    kinds: frozenset[str]


def masks(forms: list[str], names: list[Name]) -> list[int]:
    """Returns each word's allowed labels. Longer names win over those they overlap."""
    allowed = [BIT["O"]] * len(forms)
    taken = [False] * len(forms)
    for name in sorted(names, key=lambda name: (name.start - name.end, name.start)):
        if name.kinds and not any(taken[name.start : name.end]):
            kinds = refine(forms[name.start : name.end], name.kinds)
            for at in range(name.start, name.end):
                prefix = "B" if at == name.start else "I"
                allowed[at] = sum(BIT[f"{prefix}-{kind}"] for kind in kinds)
                taken[at] = True
    for start, end in demonyms(forms):
        if not any(taken[start:end]):
            _set_norp(allowed, start, end)
    return allowed


def _set_norp(allowed: list[int], start: int, end: int) -> None:
    for at in range(start, end):
        allowed[at] = BIT["B-NORP"] if at == start else BIT["I-NORP"]


def demonyms(forms: list[str]) -> Iterator[tuple[int, int]]:
    """Yields the word ranges of nationalities and peoples on the list."""
    at = 0
    while at < len(forms):
        if tuple(forms[at : at + 2]) in _PAIRS:
            yield at, at + 2
            at += 2
            continue
        if forms[at] in _DEMONYMS:
            yield at, at + 1
        at += 1


def refine(words: list[str], kinds: frozenset[str]) -> frozenset[str]:
    """Narrows a partial place by its name, and makes an acting state a GPE."""
    text = " ".join(words)
    if text in _STATES:
        return frozenset({"GPE"})
    if len(words) == 1 and words[0] in _DEMONYMS and kinds & {"PER", "ORG", "NORP"}:
        return frozenset({"NORP"})
    if kinds != PLACES:
        return kinds
    places = MAP["places"]
    if text in _POLITICAL_NAMES or _names_kind(words, places["political"]):
        return frozenset({"GPE"})
    if text in places["regions"]:
        return frozenset({"LOC"})
    if _names_kind(words, places["facility"]):
        return frozenset({"FAC"})
    if _names_kind(words, places["natural"]) and words[0] not in {"North", "South", "East", "West"}:
        return frozenset({"LOC"})
    return kinds


def _names_kind(words: list[str], kind_words: list[str]) -> bool:
    return len(words) > 1 and (words[-1] in kind_words or words[0] in kind_words)


def read_uner(path: Path) -> list[Sentence]:
    """Returns Universal NER's sentences; B-/I- labels in the third column."""
    sentences = []
    document = ""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip("\n").split("\n")
        documents = [line for line in lines if line.startswith("# newdoc id = ")]
        document = documents[0].removeprefix("# newdoc id = ") if documents else document
        ids = [line.removeprefix("# sent_id = ") for line in lines if line.startswith("# sent_id = ")]
        rows = [line.split("\t") for line in lines if line[:1].isdigit()]
        if rows:
            sentences.append(_tagged(ids[0], document, [row[1] for row in rows], [row[2] for row in rows], "uner"))
    return sentences


def read_wikigold(path: Path) -> list[Sentence]:
    """Returns Wikigold's sentences; only I- labels, so neighbours of one type are one name."""
    return list(_read_columns(path, " ", "wikigold", document=lambda at: f"wikigold-{at // 20}"))


def read_politics(path: Path) -> list[Sentence]:
    """Returns CrossNER's sentences. Ten neighbours count as one document."""
    return list(_read_columns(path, "\t", "politics", document=lambda at: f"{path.stem}-{at // 10}"))


def _read_columns(path: Path, between: str, set_name: str, document: Callable[[int], str]) -> Iterator[Sentence]:
    blocks = [block for block in path.read_text(encoding="utf-8").split("\n\n") if block.strip()]
    for at, block in enumerate(blocks):
        rows = [line.rsplit(between, 1) for line in block.strip("\n").split("\n") if line.strip()]
        forms, labels = [row[0] for row in rows], [row[1] for row in rows]
        yield _tagged(f"{path.stem}-{at}", document(at), forms, labels, set_name)


def _tagged(id: str, document: str, forms: list[str], labels: list[str], set_name: str) -> Sentence:
    to_kinds = MAP["sets"][set_name]
    names = []
    for start, end, kind in spans(labels):
        while start < end - 1 and forms[start].lower() in {"the"}:
            start += 1
        names.append(Name(start, end, frozenset(to_kinds[kind]) - {"O"}))
    return Sentence(id=id, document=document, forms=forms, allowed=masks(forms, names))


def spans(labels: list[str]) -> list[tuple[int, int, str]]:
    """Returns (start, end, type) of each run of labels `B-x I-x ...`; a stray I- opens a run."""
    found: list[tuple[int, int, str]] = []
    start = -1
    for at, label in enumerate([*labels, "O"]):
        if start >= 0 and (label[0] != "I" or label[2:] != labels[start][2:]):
            found.append((start, at, labels[start][2:]))
            start = -1
        if label != "O" and start < 0:
            start = at
    return found


def trim(forms: list[str], start: int, end: int, *, is_person: bool) -> tuple[int, int]:
    """Cuts articles, possessives, titles (of persons) and closing marks off a name."""
    while end > start and forms[end - 1] in {"'s", "’s", "'", "’", ",", '"', ")", "-"}:
        end -= 1
    while start < end and (
        forms[start].lower() in _ARTICLES or (is_person and forms[start].lower() in _TITLES) or forms[start] in {",", '"', "("}
    ):
        start += 1
    if end - start == 2 and forms[start] in _DEMONYMS and forms[end - 1].isupper():
        start += 1
    return start, end


def is_name(words: list[str], *, is_person: bool) -> bool:
    """Says whether every word could be part of a proper name."""
    joins = _PERSON_JOINS if is_person else _JOINS
    if not words or (len(words) == 1 and words[0].lower() in _NO_NAMES):
        return False
    return words[0][:1].isupper() and all(word[:1].isupper() or word[:1].isdigit() or word in joins for word in words)


# Tokens of raw text, near enough to UD's for training (the product's own tokeniser is the inference crate's).
_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Spc|Adm|Gov|Sen|Rep|St|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec|No|vs)\."
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?|[^\W\d_]+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|[^\W_]+|\S"
)
_END = re.compile(r"(?<![A-Z]\.)(?<!\b(?:Mr|Ms|Dr|Lt|St|No)\.)(?<!\b(?:Gen|Col|Maj|Mrs|Sgt|Spc|Adm|Gov|Sen|Rep)\.)(?<=[.!?\]])[\"”']?\s+(?=[\"“A-Z])|\n+")


def read_re3d(folder: Path) -> list[Sentence]:
    """Returns re3d's sentences, all folders but the non-commercial BBC one.

    The set marks phrases. A phrase that is a name throughout becomes one; capitalised words of other phrases
    are left open (any label), unless they name a state.
    """
    sentences = []
    for documents in sorted(folder.glob("*/documents.json")):
        entities: dict[str, list[dict]] = {}
        for line in (documents.parent / "entities.json").read_text(encoding="utf-8").splitlines():
            entity = json.loads(line)
            entities.setdefault(entity["documentId"], []).append(entity)
        for line in documents.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            sentences += _re3d_document(document, entities.get(document["_id"], []))
    return sentences


def _re3d_document(document: dict, entities: list[dict]) -> Iterator[Sentence]:
    text = document["text"]
    cuts = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    for at, (start, end) in enumerate(zip(cuts, cuts[1:])):
        tokens = [(match.start(), match.end()) for match in _TOKEN.finditer(text, start, end)]
        if len(tokens) > 1:
            forms = [text[token[0] : token[1]] for token in tokens]
            yield Sentence(f"{document['_id']}-{at}", document["_id"], forms, allowed=_re3d_masks(forms, tokens, entities))


def _re3d_masks(forms: list[str], tokens: list[tuple[int, int]], entities: list[dict]) -> list[int]:
    names: list[Name] = []
    open_words: set[int] = set()
    for entity in entities:
        kinds = MAP["sets"]["re3d"].get(entity["type"])
        inside = [at for at, token in enumerate(tokens) if token[0] < entity["end"] and token[1] > entity["begin"]]
        if not kinds or not inside:
            continue
        is_person = entity["type"] == "Person"
        start, end = trim(forms, inside[0], inside[-1] + 1, is_person=is_person)
        if is_name(forms[start:end], is_person=is_person):
            names.append(Name(start, end, frozenset(kinds)))
        else:
            open_words |= {at for at in range(start, end) if forms[at][:1].isupper()}
    allowed = masks(forms, names)
    for at in open_words:
        if allowed[at] == BIT["O"]:
            allowed[at] = BIT["B-GPE"] if forms[at] in _STATES else ANY
    return allowed


_MENTION_EDGE = re.compile(r"\([^()]+\)?|[^()]+\)")


def gum_mentions(misc: list[str]) -> list[tuple[int, int, str]]:
    """Returns (start, end, entity type) of each of a GUM sentence's noun phrases; split phrases are left out."""
    found: list[tuple[int, int, str]] = []
    open_mentions: list[tuple[str, int, str]] = []
    for at, field in enumerate(misc):
        value = next((part[7:] for part in field.split("|") if part.startswith("Entity=")), "")
        for piece in _MENTION_EDGE.findall(value):
            if piece.startswith("("):
                group, _, rest = piece.strip("()").partition("-")
                open_mentions.append((group, at, rest.split("-")[0]))
            group = piece.strip("()").split("-")[0]
            if piece.endswith(")"):
                found += _close(open_mentions, group, at)
    return found


def _close(open_mentions: list[tuple[str, int, str]], group: str, at: int) -> list[tuple[int, int, str]]:
    for index in range(len(open_mentions) - 1, -1, -1):
        if open_mentions[index][0] == group:
            _, start, kind = open_mentions.pop(index)
            return [(start, at + 1, kind)] if "[" not in group else []
    return []


def gum_masks(sentence: Sentence) -> list[int]:
    """Returns a GUM sentence's allowed labels: the proper name around each phrase's head."""
    names: list[Name] = []
    open_words: set[int] = set()
    for start, end, kind in gum_mentions(sentence.misc):
        head = _head(sentence, start, end)
        if sentence.upos[head] != "PROPN":
            continue
        first, last = _proper_run(sentence, start, end, head, joins=kind in {"organization", "place"})
        kinds = frozenset(MAP["sets"]["gum"].get(kind, []))
        first, last = trim(sentence.forms, first, last, is_person=kind == "person")
        if kinds and first < last and is_name(sentence.forms[first:last], is_person=False):
            names.append(Name(first, last, kinds))
        elif kind in {"event", "object", "abstract"}:
            open_words |= set(range(first, last))
    allowed = masks(sentence.forms, names)
    for at in open_words:
        allowed[at] |= BIT["O"]
    return allowed


def _head(sentence: Sentence, start: int, end: int) -> int:
    for at in range(start, end):
        if not start < sentence.heads[at] <= end:
            return at
    return start


def _proper_run(sentence: Sentence, start: int, end: int, head: int, *, joins: bool) -> tuple[int, int]:
    def is_proper(at: int) -> bool:
        return start <= at < end and (sentence.upos[at] == "PROPN" or (joins and _is_capital_adjective(sentence, at)))

    def is_part(at: int) -> bool:
        return start <= at < end and (is_proper(at) or sentence.forms[at] in {"-", "–", "'s", "&"})

    first, last = head, head + 1
    while is_part(first - 1):
        first -= 1
    while not is_proper(first):
        first += 1
    while True:
        steps = (1, 2, 3) if joins else (1,)
        step = next((n for n in steps if is_proper(last + n - 1) and _all_joins(sentence, last, last + n - 1)), 0)
        if not step:
            break
        last += step
    return first, last


def _is_capital_adjective(sentence: Sentence, at: int) -> bool:
    return at > 0 and sentence.upos[at] == "ADJ" and sentence.forms[at][:1].isupper()


def _all_joins(sentence: Sentence, start: int, end: int) -> bool:
    return all(sentence.forms[at].lower() in {"of", "the", "and", "for", "&", "-", "–"} for at in range(start, end))


def strict_labels(allowed: list[int]) -> list[str]:
    """Returns one label a word for scoring: an open word is O, a partial place LOC."""
    labels = []
    for mask in allowed:
        if mask & BIT["O"]:
            labels.append("O")
        else:
            labels.append(LABELS[(mask & -mask).bit_length() - 1])
    return labels
