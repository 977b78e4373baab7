"""The forms of English words, for those that no treebank shows inflected."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

VOWELS = "aeiou"
IRREGULAR = Path(__file__).with_name("irregular.tsv")


def irregular_forms() -> dict[tuple[str, str], str]:
    """(form, Penn tag) → lemma for past tenses, participles and plurals that follow no rule."""
    with IRREGULAR.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {(row["form"], row["tag"]): row["lemma"] for row in rows}


def regular_forms(verbs: Iterable[str]) -> dict[tuple[str, str], str]:
    """(form, Penn tag) → lemma for each verb's regular forms; verbs in -e go before others.

    A final consonant is doubled after one vowel ("banned"); in verbs of several syllables, where
    the stress decides, both spellings are listed ("travelled", "traveled"). A final c has a k behind
    it ("trafficked").
    """
    found: dict[tuple[str, str], str] = {}
    for verb in sorted(set(verbs), key=lambda v: (not v.endswith("e"), v)):
        for form, tag in _forms(verb):
            found.setdefault((form, tag), verb)
    return found


def _forms(verb: str) -> Iterator[tuple[str, str]]:
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        yield from _tagged(f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
        return
    third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    if verb.endswith("e"):
        yield from _tagged(third, f"{verb}d", f"{_before_ing(verb)}ing")
        return
    if verb.endswith("c"):
        yield from _tagged(third, f"{verb}ked", f"{verb}king")
        return
    for stem in _stems(verb):
        yield from _tagged(third, f"{stem}ed", f"{stem}ing")


def _tagged(third: str, past: str, gerund: str) -> Iterator[tuple[str, str]]:
    yield from ((third, "VBZ"), (past, "VBD"), (past, "VBN"), (gerund, "VBG"))


def _before_ing(verb: str) -> str:
    if verb.endswith("ie"):
        return f"{verb[:-2]}y"
    return verb if verb.endswith(("ee", "oe", "ye")) else verb[:-1]


def _stems(verb: str) -> tuple[str, ...]:
    closed = (
        len(verb) > 2
        and verb[-1] not in f"{VOWELS}wxy"
        and verb[-2] in VOWELS
        and verb[-3] not in VOWELS
    )
    if not closed:
        return (verb,)
    syllables = sum(
        letter in VOWELS and before not in VOWELS
        for before, letter in zip(f"b{verb}", verb, strict=False)
    )
    return (verb + verb[-1],) if syllables == 1 else (verb + verb[-1], verb)
