"""Lemmas by a table of exceptions, and suffix rules for the rest, both learnt from treebanks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# Tags whose words keep their form as lemma when no table row says otherwise.
_NAMES = frozenset({"NNP", "NNPS"})
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lemmas:
    """``exceptions``: (lower-case form, tag) → lemma; ``suffixes``: (tag, ending) → new ending."""

    exceptions: Mapping[tuple[str, str], str]
    suffixes: Mapping[tuple[str, str], str]

    def __call__(self, form: str, tag: str) -> str:
        """The lemma of a form under its Penn Treebank tag; empty for the empty form alone."""
        straight = form.translate(_STRAIGHT)
        lower = straight.lower()
        lemma = self.exceptions.get((lower, tag))
        if lemma is not None:
            return lemma
        if tag in _NAMES:
            return straight
        if tag == "VBP" and lower.endswith("ed") and not lower.endswith("eed"):
            return self(form, "VBD")  # taggers take "protested" after a plural for a present
        return self.by_suffix(lower, tag)

    def by_suffix(self, lower: str, tag: str) -> str:
        """The lemma by the longest ending that has a rule, at most five letters of it."""
        for length in range(min(5, len(lower) - 1), 0, -1):
            ending = self.suffixes.get((tag, lower[-length:]))
            if ending is not None:
                return lower[:-length] + ending
        return lower

    def dumps(self) -> str:
        """The tables as sorted, tab-separated lines; ``loads`` reads them back."""
        rows = [f"form\t{form}\t{tag}\t{lemma}" for (form, tag), lemma in self.exceptions.items()]
        rows += [f"suffix\t{end}\t{tag}\t{put}" for (tag, end), put in self.suffixes.items()]
        return "\n".join(sorted(rows)) + "\n"

    @classmethod
    def loads(cls, text: str) -> Lemmas:
        """Raises ValueError on a line that is no row of the two tables."""
        exceptions: dict[tuple[str, str], str] = {}
        suffixes: dict[tuple[str, str], str] = {}
        for number, line in enumerate(text.splitlines(), start=1):
            kind, key, tag, value = line.split("\t")
            if kind == "form":
                exceptions[key, tag] = value
            elif kind == "suffix":
                suffixes[tag, key] = value
            else:
                raise ValueError(f"line {number}: {kind!r} is neither 'form' nor 'suffix'")
        return cls(exceptions=exceptions, suffixes=suffixes)
