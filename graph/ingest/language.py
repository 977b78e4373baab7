"""Whether a text is English, told by its script and its function words."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from graph.resources import DATA

_WORD = re.compile(r"[^\W\d_]+")
# Below this share of English function words, a text of some length is not English prose. News
# runs at 0.35 to 0.5; lists of names and offices reach down to 0.15.
_FLOOR = 0.1
_FLOOR_WORDS = 25
_NAME_LINKS = frozenset(
    {
        *("von", "van", "der", "den", "de", "da", "do", "dos", "di", "del", "della", "la", "le"),
        *("el", "al", "bin", "ibn", "du", "des", "ter", "ten", "zu"),
    }
)
_SCRIPTS = {
    "CYRILLIC": "Cyrillic",
    "GREEK": "Greek",
    "ARABIC": "Arabic",
    "HEBREW": "Hebrew",
    "CJK": "Chinese or Japanese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "DEVANAGARI": "Devanagari",
    "BENGALI": "Bengali",
    "THAI": "Thai",
    "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian",
}


@cache
def function_words() -> Mapping[str, frozenset[str]]:
    """The function words of each language of ``languages.toml``, English first."""
    rows = tomllib.loads((DATA / "ingest" / "languages.toml").read_text(encoding="utf-8"))
    return {row["name"]: frozenset(row["words"].split()) for row in rows["language"]}


def foreign_language(text: str) -> str | None:
    """The language that a text in Latin script is in if it is not English, else None.

    A text too short to tell passes. "an unknown language" is the answer where no list fits.
    """
    words = [word.casefold() for word in _without_name_links(_WORD.findall(text))]
    if not words:
        return None
    lists = function_words()
    english = lists["English"]
    for_other, for_english = {}, {}
    for language, listed in lists.items():
        # A word on both lists decides nothing.
        for_other[language] = sum(word in listed and word not in english for word in words)
        for_english[language] = sum(word in english and word not in listed for word in words)
    other = max(lists, key=lambda language: for_other[language] - for_english[language])
    if for_other[other] >= 2 and for_other[other] > 1.25 * for_english[other]:
        return other
    if len(words) >= _FLOOR_WORDS and sum(word in english for word in words) < _FLOOR * len(words):
        return "an unknown language"
    return None


def _without_name_links(words: Sequence[str]) -> list[str]:
    """The words without those that link the parts of a name ("Ursula von der Leyen")."""
    kept: list[str] = []
    for index, word in enumerate(words):
        if word in _NAME_LINKS and index and words[index - 1][0].isupper():
            following = next((w for w in words[index : index + 4] if w not in _NAME_LINKS), "")
            if following[:1].isupper():
                continue
        elif word in _NAME_LINKS and index and words[index - 1] in _NAME_LINKS:
            continue  # the second of "van der": what it links is told by the first
        kept.append(word)
    return kept


def foreign_script(text: str) -> str | None:
    """The script of most letters, if that is not the Latin one; None without letters."""
    counts: dict[str, int] = {}
    letters = 0
    for char in text:
        if char.isalpha():
            letters += 1
            name = unicodedata.name(char, "")
            script = name.split(" ", 1)[0].split("-", 1)[0]
            counts[script] = counts.get(script, 0) + 1
    if not letters or 2 * counts.get("LATIN", 0) >= letters:
        return None
    script = max(counts, key=lambda name: counts[name])
    return _SCRIPTS.get(script, f"{script.capitalize()} script")
