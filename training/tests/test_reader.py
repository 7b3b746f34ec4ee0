"""Tests of the parts that decide labels, trees, lemmas and bytes. Run: python -m unittest discover tests"""

import itertools
import tempfile
import unittest
from pathlib import Path

import numpy as np

from reader import entities, lemmas
from reader.batch import other_typography
from reader.conllu import Sentence
from reader.decode import best_names, best_tree
from reader.entities import BIT, LABELS, Name
from reader.modelfile import ModelFile, Writer
from reader.pieces import case_features, letter_case


def is_tree(heads: tuple[int, ...]) -> bool:
    """Says whether 1-based heads form a tree with one root."""
    if sum(head == 0 for head in heads) != 1:
        return False
    for start in range(1, len(heads) + 1):
        seen, at = set(), start
        while at and at not in seen:
            seen.add(at)
            at = heads[at - 1]
        if at:
            return False
    return True


class Trees(unittest.TestCase):
    def test_best_tree_is_the_best_of_all_single_rooted_trees(self) -> None:
        rng = np.random.default_rng(3)
        for n in (1, 2, 3, 4, 5):
            choices = [heads for heads in itertools.product(range(n + 1), repeat=n) if is_tree(heads)]
            for _ in range(30):
                scores = rng.normal(size=(n, n + 1))
                best = max(choices, key=lambda heads: sum(scores[at, head] for at, head in enumerate(heads)))
                found = best_tree(scores)
                total = lambda heads: sum(scores[at, head] for at, head in enumerate(heads))
                self.assertAlmostEqual(total(found), total(best))

    def test_best_names_never_opens_with_inside(self) -> None:
        rng = np.random.default_rng(4)
        for _ in range(50):
            labels = best_names(rng.normal(size=(6, len(LABELS))) * 3)
            for before, label in zip(["O", *labels], labels):
                if label[0] == "I":
                    self.assertEqual(before[2:], label[2:])


class Guideline(unittest.TestCase):
    def check_labels(self, text: str, names: list[Name], expected: str) -> None:
        allowed = entities.masks(text.split(), names)
        shown = ["/".join(label for label in LABELS if mask & BIT[label]) for mask in allowed]
        self.assertEqual(shown, expected.split())

    def test_a_place_of_unknown_kind_stays_open(self) -> None:
        places = entities.PLACES
        self.check_labels("in Warringah today", [Name(1, 2, places)], "O B-GPE/B-LOC/B-FAC O")
        self.check_labels("in France today", [Name(1, 2, places)], "O B-GPE O")
        self.check_labels("the Red Sea coast", [Name(1, 3, places)], "O B-LOC I-LOC O")

    def test_an_acting_state_is_a_gpe(self) -> None:
        self.check_labels("Iraq denied it", [Name(0, 1, frozenset({"ORG"}))], "B-GPE O O")

    def test_nationalities_are_found_outside_names_only(self) -> None:
        self.check_labels("South Korean Kurds", [], "B-NORP I-NORP B-NORP")
        self.check_labels("the Iraqi Army", [Name(1, 3, frozenset({"ORG"}))], "O B-ORG I-ORG")
        self.check_labels("we polish it", [], "O O O")

    def test_the_longer_name_wins(self) -> None:
        bank, england = Name(0, 3, frozenset({"ORG"})), Name(2, 3, entities.PLACES)
        self.check_labels("Bank of England", [england, bank], "B-ORG I-ORG I-ORG")

    def test_titles_and_articles_are_cut(self) -> None:
        words = "the Foreign Secretary Philip Hammond 's".split()
        self.assertEqual(entities.trim(words, 0, 6, is_person=True), (3, 5))

    def test_gum_phrases_close_in_order(self) -> None:
        misc = ["Entity=(1-person-new(2-place-giv)", "_", "Entity=1)"]
        self.assertEqual(sorted(entities.gum_mentions(misc)), [(0, 1, "place"), (0, 3, "person")])


class Words(unittest.TestCase):
    def test_letter_case(self) -> None:
        shapes = {"don't": 0, "Iraq": 1, "I": 1, "U.S.": 2, "F-16": 2, "McCain": 3, "2024": 4, "7.5": 5, "iPhone": 6, "--": 7, "1990s": 0}
        for word, shape in shapes.items():
            self.assertEqual(letter_case(word), shape, word)
        self.assertEqual(case_features(["Iraq", "denied"]), [9, 0])

    def test_typography_goes_both_ways(self) -> None:
        self.assertEqual(other_typography(['"', "It", "'s", '"']), ["“", "It", "’s", "”"])
        self.assertEqual(other_typography(["“", "It", "’s", "”"]), ['"', "It", "'s", '"'])

    def test_lemmas_of_seen_and_unseen_forms(self) -> None:
        seen = [("walked", "VBD", "walk"), ("talked", "VBD", "talk"), ("went", "VBD", "go"), ("Kurds", "NNPS", "Kurd")]
        sentence = Sentence("", "", [s[0] for s in seen], [s[2] for s in seen], xpos=[s[1] for s in seen])
        table = lemmas.learn([sentence])
        self.assertEqual([table.lemma(form, xpos) for form, xpos, _ in seen], [s[2] for s in seen])
        self.assertEqual(table.lemma("Stalked", "VBD"), "stalk")
        self.assertEqual(table.lemma("went", "VBN"), "go")
        self.assertEqual(table.lemma("Ankara", "NNP"), "Ankara")


class Bytes(unittest.TestCase):
    def test_a_model_file_reads_back(self) -> None:
        weight = np.random.default_rng(5).normal(size=(3, 8)).astype(np.float32)
        writer = Writer()
        writer.q8("w", weight, 63)
        writer.f32("b", weight[0])
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "m.fdr"
            writer.write(path, {"vocab": writer.blob("a\nß".encode())})
            file = ModelFile(path)
        self.assertEqual(file.text("vocab"), "a\nß")
        np.testing.assert_array_equal(file.tensor("b"), weight[:1])
        self.assertLess(np.abs(file.tensor("w") - weight).max(), np.abs(weight).max() / 63)


if __name__ == "__main__":
    unittest.main()
