"""The blocks of an article: which lines are headline, source lines and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from graph.ingest.dateline import Dateline, find_dateline
from graph.ingest.furniture import furniture_kind
from graph.ingest.publication import is_date_line, is_place_and_date, is_publisher_line
from graph.model import Block, BlockKind, Span

_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*$")
# "talks with the U.S." and "speaks at 5 p.m." end a headline as well as a sentence.
_ABBREVIATION_END = re.compile(
    r"(?:\b(?:[A-Z]\.\s?){2,}|\b[ap]\.m\.|\b(?:Jr|Sr|Corp|Inc|Co|St|Dr)\.)$"
)
_BULLET = re.compile(r"(?:[-*•–‣▪●○]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")
_TITLE_MARK = re.compile(r"(?:#{1,3}\s+|(?:title|headline)\s*:\s*)", re.IGNORECASE)
# Marks of writing direction and of places to break a word, which would hide a final stop.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\u00ad\ufeff"))
_SEGMENTS = re.compile(r"\s+[|·•/–—-]\s+|\s*[|·•]\s*")
_CAPITALS_AND_COLON = re.compile(r"[A-Z][A-Z .'’-]+:\s")
_RELATED = frozenset({"more to read"})
_SHORT = 8
_LONGEST_TITLE_WORDS = 60
_WIDEST_WRAP = 120
_NARROWEST_WRAP = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The blocks in text order, and what the source lines and the dateline say."""

    blocks: tuple[Block, ...]
    dateline: Dateline | None
    source_lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    span: Span
    text: str
    furniture: str | None = None
    kind: BlockKind | None = None

    @property
    def ends_sentence(self) -> bool:
        return _SENTENCE_END.search(self.text) is not None

    @property
    def words(self) -> int:
        return len(self.text.split())


def lay_out(text: str) -> Layout:
    """Label every line of the text; a paragraph wrapped over several lines is one block."""
    lines = [_labelled(line) for line in _logical_lines(text)]
    lines = _with_title(lines)
    lines = [_with_kind(lines, index) for index in range(len(lines))]
    lines = _without_related(lines)
    dateline, lines = _cut_dateline(text, lines)
    blocks = tuple(Block(kind=line.kind or BlockKind.PARAGRAPH, span=line.span) for line in lines)
    sources = tuple(line.text for line in lines if line.kind is BlockKind.SOURCE)
    return Layout(blocks=blocks, dateline=dateline, source_lines=sources)


def _logical_lines(text: str) -> list[_Line]:
    runs: list[list[Span]] = [[]]
    position = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            begin = position + raw.index(stripped)
            runs[-1].append(Span(begin, begin + len(stripped)))
        elif runs[-1]:
            runs.append([])
        position += len(raw) + 1
    width = _wrap_width(text, runs)
    spans = [span for run in runs for span in _joined(text, run, width)]
    return [_Line(span=span, text=_plain(text[span.begin : span.end])) for span in spans]


def _plain(text: str) -> str:
    return " ".join(text.translate(_INVISIBLE).split())


def _wrap_width(text: str, runs: Sequence[Sequence[Span]]) -> int | None:
    """The column at which the text is wrapped, or None where each line is a block of its own."""
    pairs = [(a, b) for run in runs for a, b in pairwise(run)]
    width = max((span.end - span.begin for run in runs for span in run), default=0)
    if len(pairs) < 3 or not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return None
    full = sum(_is_full(text, a, b, width) for a, b in pairs)
    return width if full >= 0.7 * len(pairs) else None


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this line."""
    first_word = text[following.begin : following.end].split(maxsplit=1)[0]
    # A tenth of slack: not every wrapper fills its lines greedily.
    return line.end - line.begin + 1 + len(first_word) > 0.9 * width


def _joined(text: str, run: Sequence[Span], width: int | None) -> list[Span]:
    joined: list[Span] = []
    for index, span in enumerate(run):
        opens = _BULLET.match(text, span.begin) is not None
        if width and index and not opens and _is_full(text, run[index - 1], span, width):
            joined[-1] = Span(joined[-1].begin, span.end)
        else:
            joined.append(span)
    return joined


def _labelled(line: _Line) -> _Line:
    kind = _furniture(line.text)
    if kind is None:
        segments = [segment for segment in _SEGMENTS.split(line.text) if segment]
        if len(segments) > 1 and all(map(_furniture, segments)):
            kind = "segments"
    return replace(line, furniture=kind)


def _furniture(text: str) -> str | None:
    if kind := furniture_kind(text):
        return kind
    if is_publisher_line(text):
        return "publisher"
    return "date" if is_date_line(text) or is_place_and_date(text) else None


def _with_title(lines: list[_Line]) -> list[_Line]:
    """Mark the headline: the first line that is no furniture, if prose follows it."""
    index = next((i for i, line in enumerate(lines) if line.furniture is None), None)
    if index is None or not any(line.furniture is None for line in lines[index + 1 :]):
        return lines
    line = lines[index]
    mark = _TITLE_MARK.match(line.text)
    if not mark and not _is_headline(line, lines[index + 1]):
        return lines
    begin = line.span.begin + (mark.end() if mark else 0)
    title = replace(
        line,
        span=Span(begin, line.span.end),
        text=line.text[mark.end() if mark else 0 :],
        kind=BlockKind.TITLE,
    )
    return [*lines[:index], title, *lines[index + 1 :]]


def _is_headline(line: _Line, following: _Line) -> bool:
    if line.words > _LONGEST_TITLE_WORDS or line.text.endswith((":", ",", ";")):
        return False
    if _BULLET.match(line.text) or find_dateline(line.text, 0, len(line.text)):
        return False
    if not line.ends_sentence or _ABBREVIATION_END.search(line.text):
        return True
    if line.text.endswith(("?", "!")):
        return line.words <= 25 and following.words > line.words
    # A headline with a full stop is told by its capitals, or by what comes next: a source line or
    # a dateline.
    opened = find_dateline(following.text, 0, len(following.text)) is not None
    announced = line.words <= 25 and (opened or following.furniture is not None)
    return announced or _is_title_case(line.text)


def _is_title_case(text: str) -> bool:
    long_words = [word for word in text.split() if len(word.strip(".,:;“”")) > 3]
    capitals = sum(not word.strip("“(")[:1].islower() for word in long_words)
    return len(long_words) >= 4 and capitals >= 0.8 * len(long_words)


def _with_kind(lines: Sequence[_Line], index: int) -> _Line:
    line = lines[index]
    if line.kind is not None:
        return line
    aside = line.furniture is not None or _is_aside(lines, index)
    return replace(line, kind=BlockKind.SOURCE if aside else BlockKind.PARAGRAPH)


def _is_aside(lines: Sequence[_Line], index: int) -> bool:
    """A crosshead, a place line, a signature: few words, no sentence, no part of a list."""
    line = lines[index]
    if line.ends_sentence or line.words > _SHORT or _BULLET.match(line.text):
        return False
    if line.text.endswith((":", ";", ",")) or re.search(r", | [–—-] ", line.text):
        return False
    if find_dateline(line.text, 0, len(line.text)):
        return False
    # After a colon come the items of a list, line by line.
    before = index - 1
    while before >= 0 and not lines[before].ends_sentence and lines[before].words <= _SHORT:
        if lines[before].text.endswith(":") and lines[before].furniture is None:
            return False
        before -= 1
    return not (
        before >= 0 and lines[before].text.endswith(":") and lines[before].furniture is None
    )


def _without_related(lines: list[_Line]) -> list[_Line]:
    """Take the headlines that a "Read more:" introduces for what they are."""
    kept, related = [], False
    for line in lines:
        if line.furniture in _RELATED:
            related = True
        elif related and line.kind is BlockKind.PARAGRAPH and not line.ends_sentence:
            line = replace(line, kind=BlockKind.SOURCE)
        elif line.kind is BlockKind.PARAGRAPH:
            related = False
        kept.append(line)
    return kept


def _cut_dateline(text: str, lines: list[_Line]) -> tuple[Dateline | None, list[_Line]]:
    """Find the dateline at the head of one of the first paragraphs and start that after it."""
    paragraphs = [i for i, line in enumerate(lines) if line.kind is BlockKind.PARAGRAPH]
    # In a transcript the names of the speakers stand in capitals before a colon.
    labelled = sum(_CAPITALS_AND_COLON.match(lines[index].text) is not None for index in paragraphs)
    for index in paragraphs[:3]:
        span = lines[index].span
        dateline = find_dateline(text, span.begin, span.end, before_colon=labelled == 1)
        if dateline is None:
            continue
        begin = dateline.end
        while begin < span.end and text[begin].isspace():
            begin += 1
        if begin == span.end:
            # The dateline has a line to itself.
            return dateline, [*lines[:index], *lines[index + 1 :]]
        shortened = replace(lines[index], span=Span(begin, span.end))
        return dateline, [*lines[:index], shortened, *lines[index + 1 :]]
    return _dateline_in_lines(lines), lines


def _dateline_in_lines(lines: Sequence[_Line]) -> Dateline | None:
    """A dateline broken into lines: the place, the publisher, a dash."""
    for place, publisher, dash in zip(lines, lines[1:], lines[2:], strict=False):
        if (
            place.kind is publisher.kind is dash.kind is BlockKind.SOURCE
            and place.furniture is None
            and place.text[:1].isupper()
            and publisher.furniture == "publisher"
            and dash.text in ("—", "–", "-")
        ):
            return Dateline(place=place.span, end=dash.span.end, agency=publisher.text, date=None)
    return None
