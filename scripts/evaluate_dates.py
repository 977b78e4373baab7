#!/usr/bin/env python3
"""Evaluate the finding and resolving of dates against the date annotations of the GUM corpus.

Usage: evaluate_dates.py [--corpora DIR] [--errors]

DIR (default: ../shared/corpora) holds ``temporal/gum_dates.jsonl.gz`` (date expressions with their
ISO value and document date) and ``attribution_coref/gum_news_interview.tar.gz`` (the documents, as
CoNLL-U). Each expression is found again in its document, in order, so that it is read in its
sentence and with the tense of the verb above it in the gold tree. Prints how many of the
expressions with one ISO value are found and resolved right, and how often an expression without
one (a span, a recurring month) is left without a day.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.extract.dates import DateExpression, Tense, find, resolve

ROOT = Path(__file__).resolve().parent.parent
_FUTURE_VERBS = frozenset({"will", "'ll", "’ll", "shall"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of the gold tree with its place in the sentence's text."""

    form: str
    upos: str
    feats: str
    head: int
    begin: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a document as the annotators tokenized it."""

    text: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One gold expression: what it says, when it was said, and its ISO value if it has one."""

    document: str
    published: str
    surface: str
    value: str | None


def sentences(conllu: str) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U document, in order."""
    for block in conllu.strip().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line[:1].isdigit()]
        rows = [row for row in rows if row[0].isdigit()]
        text, words = "", []
        for row in rows:
            words.append(
                Word(form=row[1], upos=row[3], feats=row[5], head=int(row[6]), begin=len(text))
            )
            text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
        yield Sentence(text=text, words=tuple(words))


def cases(path: Path) -> Iterator[Case]:
    """The gold rows, in the order of their documents."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            value = row.get("when", "")
            # "--10" is any October, "-2009-03-13" the year 2009 before our era.
            dated = re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value)
            yield Case(
                document=row["doc"],
                published=row["dct"],
                surface=row["text"],
                value=value if dated else None,
            )


def tense_at(sentence: Sentence, index: int) -> Tense | None:
    """The tense of the nearest verb above a word in the tree, auxiliaries included."""
    position = index
    for _ in sentence.words:
        word = sentence.words[position]
        group = [other for other in sentence.words if other.head - 1 == position]
        finite = [w for w in (*group, word) if w.upos in ("AUX", "VERB")]
        if word.upos == "VERB" or any(w.upos == "AUX" for w in group):
            forms = {w.form.lower() for w in finite}
            if "to" in {w.form for w in group if w.upos == "PART"} and finite[0].upos == "AUX":
                return "future"  # "is to be held"
            if forms & _FUTURE_VERBS or ("VerbForm=Inf" in word.feats and len(finite) == 1):
                return "future"
            if any("Tense=Past" in w.feats for w in finite):
                return "past"
            return "present"
        if not word.head:
            return None
        position = word.head - 1
    return None


def read_case(
    case: Case, document: Sequence[Sentence], start: tuple[int, int]
) -> tuple[Sentence, int, int, tuple[int, int]] | None:
    """Where the case stands at or after ``start``: sentence, character offset, word, next start."""
    wanted = case.surface.split()
    for number in range(start[0], len(document)):
        sentence = document[number]
        forms = [word.form for word in sentence.words]
        first = start[1] if number == start[0] else 0
        for index in range(first, len(forms) - len(wanted) + 1):
            if forms[index : index + len(wanted)] == wanted:
                after = (number, index + len(wanted))
                return sentence, sentence.words[index].begin, index, after
    return None


def overlapping(sentence: Sentence, begin: int, case: Case) -> DateExpression | None:
    """The expression found in the sentence that shares most with the gold one."""
    end = begin + len(case.surface)
    hits = [e for e in find(sentence.text) if e.span.begin < end and e.span.end > begin]
    return max(hits, key=lambda e: min(end, e.span.end) - max(begin, e.span.begin), default=None)


def main() -> int:
    """Run the evaluation and print its figures; 0 always."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpora", type=Path, default=ROOT.parent / "shared" / "corpora")
    parser.add_argument("--errors", action="store_true", help="list what is missed or wrong")
    options = parser.parse_args()
    with tarfile.open(options.corpora / "attribution_coref" / "gum_news_interview.tar.gz") as tar:
        documents = {
            Path(member.name).stem: list(sentences(extracted.read().decode("utf-8")))
            for member in tar
            if re.search(r"(^|/)dep/[^/]+\.conllu$", member.name)
            and (extracted := tar.extractfile(member)) is not None
        }
    dated = found = right = undated = abstained = unplaced = 0
    starts: dict[str, tuple[int, int]] = {}
    for case in cases(options.corpora / "temporal" / "gum_dates.jsonl.gz"):
        document = documents[case.document]
        place = read_case(case, document, starts.get(case.document, (0, 0)))
        place = place or read_case(case, document, (0, 0))
        if place is None:
            unplaced += 1
            continue
        sentence, begin, index, starts[case.document] = place
        expression = overlapping(sentence, begin, case)
        tense = tense_at(sentence, index)
        answer = resolve(expression, published=case.published, tense=tense) if expression else None
        if case.value is None:
            undated += 1
            abstained += answer is None or len(answer) < 10
            continue
        dated += 1
        found += expression is not None
        right += answer == case.value
        if options.errors and answer != case.value:
            print(
                f"{case.value} {answer} {tense} {case.published} {case.surface!r}: {sentence.text}"
            )
    print(f"with one date: {dated}, found {found / dated:.3f}, resolved right {right / dated:.3f}")
    print(f"  right among found: {right / found:.3f}")
    print(f"without one date: {undated}, left without a day {abstained / undated:.3f}")
    print(f"not in their document: {unplaced}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
