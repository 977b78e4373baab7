"""Word pieces and casing of single words, as the encoder was trained to read them.

The pieces equal those of BERT's uncased tokenizer (control characters off, accents off, lower case,
punctuation and CJK characters apart, then greedy longest match first), without its dependency.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

UNKNOWN = "[UNK]"
CLS = "[CLS]"
SEP = "[SEP]"

# A word of more pieces is a URL or noise: its first pieces carry all that can be known of it.
MAX_PIECES_PER_WORD = 12
MAX_CHARACTERS_PER_PART = 100


class WordPiece:
    """Maps a word to the identifiers of its pieces; never to an empty tuple."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.vocabulary = tuple(vocabulary)
        self._ids = {piece: index for index, piece in enumerate(self.vocabulary)}
        self.unknown = self._ids[UNKNOWN]
        self.cls = self._ids[CLS]
        self.sep = self._ids[SEP]
        self._cached = lru_cache(maxsize=65_536)(self._pieces)

    def __call__(self, word: str) -> tuple[int, ...]:
        return self._cached(word)

    def _pieces(self, word: str) -> tuple[int, ...]:
        # A piece is at least one character of the word; what lies beyond is cut before the work.
        pieces: list[int] = []
        for part in _split_at_punctuation(_fold(word[: 20 * MAX_CHARACTERS_PER_PART])):
            pieces.extend(self._longest_match(part))
            if len(pieces) >= MAX_PIECES_PER_WORD:
                break
        return tuple(pieces[:MAX_PIECES_PER_WORD]) or (self.unknown,)

    def _longest_match(self, part: str) -> list[int]:
        if len(part) > MAX_CHARACTERS_PER_PART:
            return [self.unknown]
        found: list[int] = []
        begin = 0
        while begin < len(part):
            for end in range(len(part), begin, -1):
                piece = self._ids.get(part[begin:end] if begin == 0 else "##" + part[begin:end])
                if piece is not None:
                    break
            else:
                return [self.unknown]
            found.append(piece)
            begin = end
        return found


def casing(word: str) -> int:
    """The class of a word's casing, 0 to 9: the uncased pieces have lost it, and names need it."""
    if word.isupper():
        return 1 if len(word) == 1 else 2 if len(word) <= 5 else 3
    if word.islower():
        return 4
    if word.isdigit():
        return 5
    if word.istitle():
        return 6
    if any(character.isdigit() for character in word):
        return 7
    if word[:1].isupper():
        return 8
    return 9 if any(character.isupper() for character in word) else 0


def _fold(word: str) -> str:
    kept = (
        " " if character.isspace() else character
        for character in word
        if character in "\t\n\r"
        or not (ord(character) in (0, 0xFFFD) or unicodedata.category(character)[0] == "C")
    )
    decomposed = unicodedata.normalize("NFD", "".join(kept))
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn").lower()


def _split_at_punctuation(text: str) -> list[str]:
    parts: list[str] = []
    current = ""
    for character in text:
        alone = _is_punctuation(character) or _is_cjk(character)
        if current and (alone or character == " "):
            parts.append(current)
            current = ""
        if alone:
            parts.append(character)
        elif character != " ":
            current += character
    return [*parts, current] if current else parts


def _is_punctuation(character: str) -> bool:
    # BERT counts all ASCII symbols as punctuation, "$" and "^" too.
    code = ord(character)
    ascii_symbol = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ascii_symbol or unicodedata.category(character)[0] == "P"


def _is_cjk(character: str) -> bool:
    code = ord(character)
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x2FA1F
    )
