"""Whether a text is English, told by its script and its function words."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache

from graph.resources import DATA

_WORD = re.compile(r"[^\W\d_]+")
# Below this share of English function words, a text of some length is not English prose. News
# runs at 0.35 to 0.5; lists of names and offices reach down to 0.15.
_FLOOR = 0.1
_FLOOR_WORDS = 25
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
    """The language or script that the text is in if it is not English, else None.

    A text too short to tell passes. "an unknown language" is the answer where no list fits.
    """
    if script := _foreign_script(text):
        return script
    words = [word.casefold() for word in _WORD.findall(text)]
    if not words:
        return None
    shares = {
        language: sum(word in listed for word in words) / len(words)
        for language, listed in function_words().items()
    }
    english = shares.pop("English")
    other = max(shares, key=lambda language: shares[language])
    # Names bring in foreign function words ("al", "de la", "van der"): English loses only
    # clearly.
    if shares[other] > 1.25 * english and shares[other] >= 0.12:
        return other
    if len(words) >= _FLOOR_WORDS and english < _FLOOR:
        return "an unknown language"
    return None


def _foreign_script(text: str) -> str | None:
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
