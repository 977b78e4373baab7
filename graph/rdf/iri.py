"""Every IRI that Statecraft mints: readable, stable, and made nowhere else."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final
from urllib.parse import quote

from pyoxigraph import NamedNode

from graph.model import Article, Entity, Span
from graph.rdf.vocabulary import ARTICLES

SLUG_LENGTH: Final = 60

_DIGEST_LENGTH: Final = 10
# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ə": "a"}
)
_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")
_QUOTES: Final = re.compile(r"['’`]")


def slug(text: str, limit: int = SLUG_LENGTH) -> str:
    """``text`` in lower-case ASCII letters, digits and hyphens, cut to ``limit`` after a word.

    Text without a Latin letter or digit becomes a digest of itself, so that no slug is empty.
    """
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    words = _NOT_SLUG.sub("-", _QUOTES.sub("", plain)).strip("-")
    if not words:
        return _digest(text)
    if len(words) <= limit:
        return words
    # A cut inside the first and only word is better than an empty slug.
    whole, _, _ = words[: limit + 1].rpartition("-")
    return whole or words[:limit]


def article(value: Article) -> NamedNode:
    """The IRI of the article and of its graph: its title (or name) and a digest of its text."""
    name = value.title if value.title is not None else value.name
    return NamedNode(f"{ARTICLES}{slug(name)}-{_digest(value.text)}")


def evidence(of: NamedNode, span: Span) -> NamedNode:
    """A stretch of the text of article ``of``, as RFC 5147 names it and NIF uses it."""
    return NamedNode(f"{of.value}#char={span.begin},{span.end}")


def entity(of: NamedNode, value: Entity) -> NamedNode:
    """The reference data's IRI of an entity known there, else its own in article ``of``."""
    if value.reference is not None:
        return NamedNode(value.reference)
    return NamedNode(f"{of.value}/{quote(value.key, safe='/')}")


def point(of: NamedNode) -> NamedNode:
    """Where a known place is, as a thing of its own."""
    return NamedNode(f"{of.value}#point")


class Mint:
    """Names for the positions and facts of one article; what is named alike gets -2, -3, …

    The numbers follow the order of the calls: the same facts in the same order get the same names.
    """

    __slots__ = ("_article", "_numbers")

    def __init__(self, of: NamedNode) -> None:
        self._article: Final = of
        self._numbers: Final[dict[str, int]] = {}

    def __call__(self, kind: str, *words: str) -> NamedNode:
        """A new IRI ``<article>/<kind>/<words as a slug>``."""
        wanted = name = f"{kind}/{slug(' '.join(words), 2 * SLUG_LENGTH)}"
        # Another thing may be called "visit 2" in so many words, so each number is tried.
        while name in self._numbers:
            self._numbers[wanted] += 1
            name = f"{wanted}-{self._numbers[wanted]}"
        self._numbers[name] = 1
        return NamedNode(f"{self._article.value}/{name}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_LENGTH]
