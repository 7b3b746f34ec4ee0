"""The lemma table: (form, XPOS) -> lemma, and suffix rules for unseen forms.

Learnt by counting; no network. The table is text, so that the inference crate can read it:

    form<TAB>xpos<TAB>lemma               the form as `normal` spells it
    suffix<TAB>xpos<TAB>cut<TAB>add       cut `cut` characters off the end, then add `add`

A form is lower-cased unless XPOS is NNP or NNPS, and looked up under (form, XPOS); then its longest suffix of at
most five characters (lower-cased, shorter than the form) under XPOS, the empty suffix last; then the form itself is
the lemma. The table leaves out what the suffix rules get right.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from reader.conllu import Sentence

SUFFIX_MAX = 5
VOTES_MIN = 2
TWINS = {"VBD": "VBN", "VBN": "VBD", "VB": "VBP", "VBP": "VB"}
PROPER = {"NNP", "NNPS"}


def normal(form: str, xpos: str) -> str:
    """Returns the form as the table spells it."""
    return form if xpos in PROPER else form.lower()


class LemmaTable:
    """Looks lemmas up; `forms` wins over `suffixes`."""

    def __init__(self, forms: dict[tuple[str, str], str], suffixes: dict[tuple[str, str], tuple[int, str]]) -> None:
        self.forms = forms
        self.suffixes = suffixes

    def lemma(self, form: str, xpos: str) -> str:
        """Returns the lemma of `form`, never an empty string."""
        form = normal(form, xpos)
        known = self.forms.get((form, xpos))
        return known if known is not None else self.by_suffix(form, xpos)

    def by_suffix(self, form: str, xpos: str) -> str:
        """Returns the lemma that the longest known suffix gives."""
        for length in range(min(SUFFIX_MAX, len(form) - 1), -1, -1):
            rule = self.suffixes.get((form[len(form) - length :].lower(), xpos))
            if rule and rule[0] < len(form):
                return form[: len(form) - rule[0]] + rule[1]
        return form

    def to_text(self) -> str:
        """Returns the table's text, sorted, forms before suffixes."""
        lines = ["\t".join((form, xpos, lemma)) for (form, xpos), lemma in sorted(self.forms.items())]
        lines += [f"{suffix}\t{xpos}\t{cut}\t{add}" for (suffix, xpos), (cut, add) in sorted(self.suffixes.items())]
        return "\n".join(lines) + "\n"


def learn(sentences: list[Sentence]) -> LemmaTable:
    """Learns the table from gold (form, XPOS, lemma)."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for form, xpos, lemma in zip(sentence.forms, sentence.xpos, sentence.lemmas):
            if lemma != "_" and "\t" not in form:
                counts[normal(form, xpos), xpos][lemma] += 1
    best = {key: _winner(seen) for key, seen in counts.items()}
    for form, xpos in list(best):
        if xpos in TWINS:
            best.setdefault((form, TWINS[xpos]), best[form, xpos])
    suffixes = _suffix_rules(best)
    table = LemmaTable({}, suffixes)
    table.forms = {key: lemma for key, lemma in best.items() if table.by_suffix(*key) != lemma}
    return table


def _suffix_rules(best: dict[tuple[str, str], str]) -> dict[tuple[str, str], tuple[int, str]]:
    votes: dict[tuple[str, str], Counter[tuple[int, str]]] = defaultdict(Counter)
    for (form, xpos), lemma in best.items():
        rule = _rule(form, lemma)
        if rule:
            for length in range(min(SUFFIX_MAX, len(form) - 1) + 1):
                votes[form[len(form) - length :].lower(), xpos][rule] += 1
    chosen = {key: _winner(seen) for key, seen in votes.items() if len(key[0]) < 3 or sum(seen.values()) >= VOTES_MIN}
    return {key: rule for key, rule in chosen.items() if _needed(key, rule, chosen)}


def _winner(seen: Counter):
    return max(seen.items(), key=lambda item: (item[1], item[0]))[0]


def _rule(form: str, lemma: str) -> tuple[int, str] | None:
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    cut = len(form) - same
    return (cut, lemma[same:]) if same and cut <= SUFFIX_MAX else None


def _needed(key: tuple[str, str], rule: tuple[int, str], chosen: dict[tuple[str, str], tuple[int, str]]) -> bool:
    """Says whether the next shorter suffix would not give the same rule."""
    suffix, xpos = key
    for start in range(1, len(suffix) + 1):
        shorter = chosen.get((suffix[start:], xpos))
        if shorter:
            return shorter != rule
    return rule != (0, "") or not suffix
