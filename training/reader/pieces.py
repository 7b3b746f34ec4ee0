"""Turns words into what the encoder reads: word pieces and letter-case features.

The inference crate does the same in Rust; README.md says both in words. A word keeps at most `PIECES_MAX` pieces.
"""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer

PIECES_MAX = 6
START, END, UNKNOWN, MASKED = 101, 102, 100, 103
CASES = 16
LOWER, INITIAL, UPPER, MIXED, DIGITS, SOME_DIGIT, LETTERS, MARKS = range(8)


class WordPieces:
    """Cuts words into pieces, remembering each word seen."""

    def __init__(self, base: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._known: dict[str, list[int]] = {}

    def of_word(self, word: str) -> list[int]:
        """Returns the word's pieces, one to six."""
        pieces = self._known.get(word)
        if pieces is None:
            ids = self._tokenizer.encode(word, add_special_tokens=False).ids
            pieces = self._known[word] = (ids or [UNKNOWN])[:PIECES_MAX]
        return pieces

    def of_sentence(self, words: list[str]) -> tuple[list[int], list[int]]:
        """Returns the sentence's pieces between its marks, and each word's first position."""
        ids, first = [START], []
        for word in words:
            first.append(len(ids))
            ids += self.of_word(word)
        return ids + [END], first


def letter_case(word: str) -> int:
    """Returns the word's shape, 0 to 7."""
    upper = sum(character.isupper() for character in word)
    lower = sum(character.islower() for character in word)
    if lower and not upper:
        return LOWER
    if upper and not lower and len(word) > 1:
        return UPPER
    if word[:1].isupper():
        return INITIAL if len(word) == 1 or (lower and upper == 1) else MIXED
    if word.isdigit():
        return DIGITS
    if any(character.isdigit() for character in word):
        return SOME_DIGIT
    return LETTERS if any(character.isalpha() for character in word) else MARKS


def case_features(words: list[str]) -> list[int]:
    """Returns each word's shape, plus 8 for the first word of the sentence."""
    return [letter_case(word) + (8 if at == 0 else 0) for at, word in enumerate(words)]
