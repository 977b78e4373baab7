"""Learns the lemmatizer's tables from the treebanks: suffix rules first, then what they get wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from graph.extract.language.lemmas import Lemmas
from scripts.train_model.corpora import Document
from scripts.train_model.inflection import irregular_forms, regular_forms

INFLECTED = frozenset({"NNS", "VBZ", "VBD", "VBN", "VBG", "JJR", "JJS", "RBR", "RBS"})
LONGEST_ENDING = 5
# A rule needs this many words behind it; rarer endings are exceptions.
LEAST_SUPPORT = 3


def lemma_rows(documents: Iterable[Document]) -> Iterable[tuple[str, str, str]]:
    """The (form, Penn tag, lemma) triples of all parsed sentences."""
    for document in documents:
        for sentence in document.sentences:
            if sentence.syntax is not None:
                syntax = sentence.syntax
                yield from zip(sentence.words, syntax.tags, syntax.lemmas, strict=True)


def learn_lemmas(words: Iterable[tuple[str, str, str]], verbs: Iterable[str] = ()) -> Lemmas:
    """Tables from (form, Penn tag, lemma) triples; ties go to the lemma that sorts first.

    ``verbs`` are known lemmas; their regular forms are added where the rules would miss them, and so
    are the irregular forms, which the treebanks do not overrule: they show few of them, and once.
    """
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    forms: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for form, tag, lemma in words:
        straight = form.replace("’", "'").replace("‘", "'")
        seen[straight.lower(), tag][lemma] += 1
        forms[straight.lower(), tag][straight] += 1
    rules = Lemmas(exceptions={}, suffixes=_suffixes(seen))
    exceptions = {}
    for (lower, tag), lemmas in sorted(seen.items()):
        lemma, count = _most_common(lemmas)
        form = _most_common(forms[lower, tag])[0]
        # A name that was seen once with another lemma is more often an annotator's slip.
        if rules(form, tag) != lemma and (count > 1 or not tag.startswith("NNP")) and lemma != "_":
            exceptions[lower, tag] = lemma
    known = frozenset(verbs)
    for (lower, tag), lemma in regular_forms(known).items():
        counts = seen.get((lower, tag), Counter())
        # A verb seen once with a lemma that no verb has ("freed", of "fre") is a slip, too.
        slip = counts.total() == 1 and not counts.keys() & known
        if (not counts or slip) and rules(lower, tag) != lemma:
            exceptions[lower, tag] = lemma
        elif slip:
            exceptions.pop((lower, tag), None)
    for (lower, tag), lemma in irregular_forms().items():
        exceptions.pop((lower, tag), None)
        if rules(lower, tag) != lemma:
            exceptions[lower, tag] = lemma
    return Lemmas(exceptions=exceptions, suffixes=rules.suffixes)


def _suffixes(seen: dict[tuple[str, str], Counter[str]]) -> dict[tuple[str, str], str]:
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (lower, tag), lemmas in seen.items():
        if tag not in INFLECTED:
            continue
        lemma = _most_common(lemmas)[0]
        for length in range(1, min(LONGEST_ENDING, len(lower) - 1) + 1):
            stem = lower[:-length]
            if lemma.startswith(stem):
                votes[tag, lower[-length:]][lemma[len(stem) :]] += 1
    best = {
        key: _most_common(count)[0]
        for key, count in votes.items()
        if count.total() >= LEAST_SUPPORT
    }
    # A longer ending that says what the next shorter one says anyway is left out.
    return {
        (tag, ending): change
        for (tag, ending), change in best.items()
        if not _follows(best, tag, ending, change)
    }


def _follows(best: dict[tuple[str, str], str], tag: str, ending: str, change: str) -> bool:
    for begin in range(1, len(ending)):
        shorter = best.get((tag, ending[begin:]))
        if shorter is not None:
            return ending[:begin] + shorter == change
    return False


def _most_common(counts: Counter[str]) -> tuple[str, int]:
    return min(counts.items(), key=lambda item: (-item[1], item[0]))
