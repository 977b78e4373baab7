"""One plain text file as an Article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from graph.calendar import is_iso_date
from graph.errors import InputError
from graph.ingest.language import foreign_language, foreign_script
from graph.ingest.layout import Layout, lay_out
from graph.ingest.publication import date_told, known_publisher, publisher_named
from graph.ingest.reading import read_text, shown
from graph.model import Article, Block, BlockKind

# Two words and a lower-case one before a full stop.
_SENTENCE = re.compile(r"\S+\s.*\b[^\W\d_A-Z]{2,}\b.*[.!?…][”’\"')\]]*(?:\s|$)")
_LOWER_WORD = re.compile(r"\b[a-z]{2,}\b")


def check_date(value: str) -> str:
    """The date as given, if it is ``2025-08-20``, ``2025-08`` or ``2025``; else InputError."""
    if is_iso_date(value):
        return value
    raise InputError(
        f"--date {value!r}: is no date of the calendar; write it as 2025-08-20, 2025-08 or 2025"
    )


def read_article(path: Path, *, date: str | None = None, publisher: str | None = None) -> Article:
    """Read a plain text file: blocks, title, publisher, date and dateline found, text untouched.

    ``date`` and ``publisher`` override what the text says. Raises InputError, in one line that
    names the file, the reason and the way out, for anything that is not English news text.
    """
    if date is not None:
        check_date(date)
    text = read_text(path)
    layout = lay_out(text)
    _refuse_unusable(path, text, layout)
    title = next((_words(text, b) for b in layout.blocks if b.kind is BlockKind.TITLE), None)
    dateline = layout.dateline
    return Article(
        name=path.stem,
        text=text,
        blocks=layout.blocks,
        title=title,
        publisher=publisher or _publisher(layout),
        date=date or date_told(layout.source_lines) or (dateline.date if dateline else None),
        dateline=dateline.place if dateline else None,
    )


def _publisher(layout: Layout) -> str | None:
    if named := publisher_named(layout.source_lines):
        return named
    agency = layout.dateline.agency if layout.dateline else None
    return (known_publisher(agency) or agency) if agency else None


def _refuse_unusable(path: Path, text: str, layout: Layout) -> None:
    paragraphs = [_words(text, b) for b in layout.blocks if b.kind is BlockKind.PARAGRAPH]
    asides = [_words(text, b) for b in layout.blocks if b.kind is BlockKind.SOURCE]
    name = shown(path)
    if script := foreign_script(text):
        raise InputError(f"{name}: is in {script} script; only English articles are read")
    sentences = [paragraph for paragraph in paragraphs if _SENTENCE.search(paragraph)]
    if not sentences and len(layout.blocks) <= 3:
        # A sentence pasted without its full stop, but not a list of headlines.
        sentences = [paragraph for paragraph in paragraphs if _is_long(paragraph)]
    if not sentences or _is_swamped(sentences, asides):
        if any(len(aside.split()) > _LONG_ASIDE for aside in asides) or len(asides) > 3:
            reason = "holds only a page's furniture (menus, links, notices), no article"
        else:
            reason = "holds no sentence"
        raise InputError(f"{name}: {reason}; give the article's text")
    if language := foreign_language(" ".join(paragraphs)):
        raise InputError(f"{name}: seems to be in {language}; only English articles are read")


_LONG_ASIDE = 8


def _words(text: str, block: Block) -> str:
    return " ".join(text[block.span.begin : block.span.end].split())


def _is_long(paragraph: str) -> bool:
    return len(paragraph.split()) >= 10 and len(_LOWER_WORD.findall(paragraph)) >= 5


def _is_swamped(sentences: Sequence[str], asides: Sequence[str]) -> bool:
    """Whether the few sentences that look like prose stand in a sea of notices."""
    prose = sum(len(sentence.split()) for sentence in sentences)
    notices = sum(len(aside.split()) for aside in asides if len(aside.split()) > _LONG_ASIDE)
    return prose < 80 and notices > 2 * prose
