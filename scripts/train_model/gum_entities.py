"""GUM annotates every mention, "the old house" too; this finds the names among them, in our labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scripts.train_model.places import NORPS, Labels, type_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A treebank's word; ``head`` counts from 1, 0 is the root."""

    form: str
    pos: str
    head: int
    dep: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words ``begin`` to ``end``; ``core``: GUM's minimal span, numbers within the mention from 1.

    ``identified``: GUM links the mention to a Wikipedia page.
    """

    begin: int
    end: int
    type: str
    core: str
    identified: bool


DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "our",
        "their",
        "its",
        "his",
        "her",
        "my",
        "your",
        "that",
        "these",
        "those",
    ]
)
TITLES = frozenset(
    [
        "mr",
        "mr.",
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "miss",
        "dr",
        "dr.",
        "prof",
        "prof.",
        "professor",
        "president",
        "vice-president",
        "prime",
        "minister",
        "king",
        "queen",
        "prince",
        "princess",
        "sir",
        "lord",
        "lady",
        "senator",
        "sen.",
        "sen",
        "representative",
        "rep.",
        "rep",
        "governor",
        "gov.",
        "general",
        "gen.",
        "gen",
        "colonel",
        "col.",
        "lieutenant",
        "lt.",
        "captain",
        "capt.",
        "major",
        "maj.",
        "sergeant",
        "sgt.",
        "admiral",
        "adm.",
        "chancellor",
        "secretary",
        "ambassador",
        "pope",
        "saint",
        "st.",
        "st",
        "judge",
        "justice",
        "ayatollah",
        "sheikh",
        "imam",
        "vice",
        "deputy",
        "chief",
        "premier",
        "former",
        "mayor",
        "congressman",
        "congresswoman",
        "chairman",
        "chairwoman",
        "spokesman",
        "spokeswoman",
        "commander",
        "emperor",
        "sultan",
        "ex-president",
        "father",
        "reverend",
        "rev.",
        "cardinal",
        "bishop",
        "archbishop",
        "attorney",
        "coach",
        "director",
        "head",
        "leader",
        "actor",
        "actress",
        "author",
        "administrator",
        "commissioner",
        "pastor",
        "detective",
        "officer",
        "inspector",
    ]
)
_QUOTES = frozenset("\"'`“”‘’()") | {"``", "''"}
_GENITIVES = frozenset({"'s", "’s", "'", "’"})
_LINKS = frozenset(
    {"of", "and", "for", "the", "-", "&", "de", "von", "van", "al", "bin", "ibn", "/"}
)
_MONTHS_AND_DAYS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "jan.",
        "feb",
        "feb.",
        "mar.",
        "apr.",
        "aug.",
        "sept.",
        "oct.",
        "nov.",
        "dec.",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "century",
        "centuries",
    ]
)
_CLOCK = re.compile(r"\d{1,2}:\d\d")


def name_spans(
    words: Sequence[Word], mentions: Sequence[Mention]
) -> tuple[tuple[int, int, Labels], ...]:
    """The names of a sentence, sorted, the longest first where two overlap."""
    candidates = [found for mention in mentions if (found := _name(words, mention)) is not None]
    candidates.sort(key=lambda item: (item[0] - item[1], item[0]))
    taken: set[int] = set()
    chosen: list[tuple[int, int, Labels]] = []
    for begin, end, labels in candidates:
        if taken.isdisjoint(range(begin, end)):
            taken.update(range(begin, end))
            chosen.append((begin, end, labels))
    for index, word in enumerate(words):
        demonym = word.form in NORPS and word.pos in ("ADJ", "PROPN", "NOUN")
        if demonym and index not in taken:
            chosen.append((index, index + 1, ("NORP",)))
    return tuple(sorted(chosen))


def _name(words: Sequence[Word], mention: Mention) -> tuple[int, int, Labels] | None:
    if mention.type == "time":
        return _date(words, mention)
    head = _head(words, mention)
    if head is None:
        return None
    if words[head].pos != "PROPN":
        return _name_with_common_head(words, mention, head)
    begin, end = _grow(words, mention, head)
    begin, end = _trim(words, begin, end, person=mention.type == "person")
    if begin >= end:
        return None
    text = " ".join(word.form for word in words[begin:end])
    if mention.type == "person" and end - begin == 1 and text.lower() in TITLES:
        return begin, end, ("*",)
    return begin, end, type_of(mention.type, text)


def _date(words: Sequence[Word], mention: Mention) -> tuple[int, int, Labels] | None:
    inside = words[mention.begin : mention.end]
    dated = any(w.form.lower() in _MONTHS_AND_DAYS or re.search(r"\d", w.form) for w in inside)
    clausal = any(word.pos in ("VERB", "PRON") or _CLOCK.match(word.form) for word in inside)
    if not dated or clausal or len(inside) > 7:
        return None
    begin, end = _trim(words, mention.begin, mention.end, person=False)
    return (begin, end, ("DATE",)) if begin < end else None


def _head(words: Sequence[Word], mention: Mention) -> int | None:
    """The word that stands for the mention: the minimal span's, else the one headed from outside."""
    outside = [
        index
        for index in range(mention.begin, mention.end)
        if not mention.begin <= words[index].head - 1 < mention.end
    ]
    core = [mention.begin + int(part) - 1 for part in mention.core.split(",") if part.isdigit()]
    core = [index for index in core if mention.begin <= index < mention.end]
    if core and not (outside and outside[0] in core):
        return core[-1]
    return outside[0] if outside else None


def _name_with_common_head(
    words: Sequence[Word], mention: Mention, head: int
) -> tuple[int, int, Labels] | None:
    """A demonym ("Kurds"), or a linked name whose head is a common noun ("House of Commons")."""
    form = words[head].form
    if mention.type == "person" and form in NORPS:
        return head, head + 1, ("NORP",)
    short = mention.end - mention.begin <= 5
    if not (
        mention.identified and short and form[:1].isupper() and words[head].pos in ("ADJ", "NOUN")
    ):
        return None
    begin, end = _trim(words, mention.begin, mention.end, person=False)
    inside = [word.form for word in words[begin:end]]
    if not inside or not all(
        f[:1].isupper() or f in ("of", "the", "and", "for", "-") for f in inside
    ):
        return None
    return begin, end, type_of(mention.type, " ".join(inside))


def _grow(words: Sequence[Word], mention: Mention, head: int) -> tuple[int, int]:
    """The stretch of name words around the head, within the mention."""
    begin, end = head, head + 1
    person = mention.type == "person"
    while begin > mention.begin:
        if _is_name_word(words[begin - 1]):
            begin -= 1
        elif begin - 1 > mention.begin and _links(words, begin - 1, mention):
            begin -= 2
        else:
            break
    if person:
        # Before a person's first name stand titles and nations, which are no part of the name.
        begin = head
        while (
            begin > mention.begin
            and words[begin - 1].pos == "PROPN"
            and words[begin - 1].dep == "flat"
        ):
            begin -= 1
    while end < mention.end:
        if _is_name_word(words[end]):
            end += 1
        elif end + 1 < mention.end and _links(words, end, mention):
            end += 2
        elif end + 2 < mention.end and _is_of_the(words, end) and not person:
            end += 3
        else:
            break
    return begin, end


def _is_name_word(word: Word) -> bool:
    capital = word.form[:1].isupper()
    return (
        word.pos == "PROPN"
        or (word.pos in ("ADJ", "NOUN", "NUM", "VERB") and capital)
        or (
            word.pos == "NUM" and word.dep in ("flat", "nummod", "nmod:unmarked", "dep", "compound")
        )
    )


def _links(words: Sequence[Word], index: int, mention: Mention) -> bool:
    """Whether a small word joins two name words to one name."""
    form = words[index].form
    if not (_is_name_word(words[index - 1]) and _is_name_word(words[index + 1])):
        return False
    if form in ("and", "'s", "’s"):
        return (mention.type in ("organization", "event") and form == "and") or (
            form != "and" and mention.type not in ("person",)
        )
    return form in _LINKS and (mention.type != "person" or form != "of")


def _is_of_the(words: Sequence[Word], index: int) -> bool:
    return (
        words[index].form in ("of", "for")
        and words[index + 1].form == "the"
        and _is_name_word(words[index + 2])
    )


def _trim(words: Sequence[Word], begin: int, end: int, *, person: bool) -> tuple[int, int]:
    """Without determiners and quotes around, and a person without titles and nations before."""
    while begin < end and (
        words[begin].form.lower() in DETERMINERS or words[begin].form in _QUOTES
    ):
        begin += 1
    last = _GENITIVES | _QUOTES | {",", "."}
    while begin < end and words[end - 1].form in last:
        end -= 1
    if person:
        while end - begin > 1 and (
            words[begin].form.lower() in TITLES or words[begin].form in NORPS
        ):
            begin += 1
    return begin, end
