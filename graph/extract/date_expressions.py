"""Where a text tells a time: the shapes of date expressions, and the finding of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from graph.calendar import DAY, HOLIDAYS, MONTH, WEEKDAY, WEEKDAY_OR_ABBREVIATION, YEAR
from graph.model import Span


class DateKind(StrEnum):
    """What sort of expression it is, which decides how it is resolved."""

    NAMED = "named"  # "9/11"
    HOLIDAY = "holiday"  # "New Year's Eve"
    DAY_RANGE = "day range"  # "August 15-16"
    DAY = "day"  # "August 20, 2025"
    MONTH_DAY = "month and day"  # "Sunday, 21st June"
    MONTH_YEAR = "month and year"  # "May 2014"
    PERIOD = "period"  # "the 1990s"
    RELATIVE_DAY = "relative day"  # "yesterday"
    WEEKDAY = "weekday"  # "Tuesday night"
    ANCHORED = "anchored"  # "two weeks earlier", "the next day"
    LAPSE = "lapse"  # "two days after"
    DISTANCE = "distance"  # "four days ago", "in three days"
    RELATIVE_PERIOD = "relative period"  # "last month"
    MONTH = "month"  # "last May"
    YEAR = "year"  # "2014"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExpression:
    """A stretch of text that tells a time; ``surface`` is ``text[span.begin:span.end]``.

    ``preposition`` is the word before it, in lower case, where it says which way to look from the
    day of publication ("by Saturday") or that the date bounds a stretch ("since 2000").
    """

    span: Span
    surface: str
    kind: DateKind
    preposition: str | None = None


SMALL_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER = (
    rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(SMALL_NUMBERS[1:10])}))?"
    rf"|{'|'.join(sorted(SMALL_NUMBERS, key=len, reverse=True))}|\d{{1,3}}|an?)"
)

_S = r"[\s\u00a0]+"
_VAGUE = r"(?:(?:a )?(?:few|couple of|several|some|many|dozens? of|number of)|countless)"
_MONTH = f"(?-i:{MONTH})"
_WEEKDAY = f"(?-i:{WEEKDAY})"
_ANY_WEEKDAY = f"(?-i:{WEEKDAY_OR_ABBREVIATION})"
_DAYTIME = r"(?:morning|afternoon|evening|night|midday|noon|midnight|lunchtime)"
_ABOUT = rf"(?:(?:about|some|around|nearly|almost|just|only|exactly|over){_S})?"
_TH = r"(?:st|nd|rd|th)?"
_TO = rf"(?:\s?[-–—]\s?|{_S}(?:to|and|through|until){_S})"
_LEADING_WEEKDAY = rf"(?:(?P<weekday>{_ANY_WEEKDAY})(?:\s?,)?{_S}(?:the{_S})?)?"
_DAY_MONTH = (
    rf"(?:(?P<month>{_MONTH}){_S}(?:the{_S})?(?P<day>{DAY}){_TH}"
    rf"|(?P<day_first>{DAY}){_TH}[\s\u00a0-](?:of{_S})?(?P<month_last>{_MONTH}))"
)
# "Two days after" something is no distance from a day told before.
_ALONE = r"\b(?=\s*(?:[,.;:)\]–—]|$))"
_NO_NUMBER_AFTER = r"(?!\d|[.,:]\d|\s?%)"

# Every pattern ignores case but for the names of months and weekdays. Of two expressions that
# overlap, the one that starts first wins, then the longer, then the earlier row.
_PATTERNS = {
    DateKind.NAMED: r"9/11\b"
    rf"|(?-i:Sept)(?:ember|\.)?{_S}11(?:th)?(?={_S}(?:terror|attack|hijack|suicide))",
    DateKind.HOLIDAY: rf"(?P<holiday>{'|'.join(HOLIDAYS).replace(chr(39), '[’' + chr(39) + ']')})\b"
    rf"(?:\s?,?{_S}(?:in{_S})?(?P<year>{YEAR}))?{_NO_NUMBER_AFTER}",
    DateKind.DAY_RANGE: rf"(?P<month>{_MONTH}){_S}(?P<day>{DAY}){_TH}{_TO}{DAY}{_TH}"
    rf"(?:\s?,?{_S}(?P<year>{YEAR}))?{_NO_NUMBER_AFTER}"
    rf"|(?P<day_first>{DAY}){_TH}{_TO}{DAY}{_TH}{_S}(?P<month_last>{_MONTH})"
    rf"(?:\s?,?{_S}(?P<year_last>{YEAR}))?{_NO_NUMBER_AFTER}",
    DateKind.DAY: rf"(?:this{_S})?{_LEADING_WEEKDAY}{_DAY_MONTH}(?:\s?,?{_S}(?:of{_S}|in{_S})?|-)"
    rf"(?P<year>{YEAR})(?!\d)|(?P<iso>{YEAR}-\d\d-\d\d)(?!\d)",
    DateKind.MONTH_DAY: rf"(?:(?P<modifier>last|next|this){_S})?{_LEADING_WEEKDAY}{_DAY_MONTH}"
    rf"(?:\s?,?{_S}(?P<year_word>last|next|this){_S}year)?(?![\w%]|[.,:]\d)",
    DateKind.MONTH_YEAR: rf"(?:(?:early|late|mid)[\s-])?(?P<month>{_MONTH})(?:\s?,|{_S}of)?"
    rf"{_S}(?P<year>{YEAR})(?!\d)",
    DateKind.PERIOD: r"(?:the\s+)?(?:(?:early|late|mid)[\s-])?(?:1[5-9]|20)\d0[’']?s\b"
    r"|(?:the\s+)?(?:\d{1,2}(?:st|nd|rd|th)|\w+teenth|twentieth|twenty-first)[\s-]century"
    rf"|{YEAR}\s?[-–/]\s?(?:{YEAR}|\d\d)(?![\d-])"
    r"|(?:last|next|this(?:\s+past|\s+coming)?|the\s+past|the\s+coming)\s+"
    r"(?:spring|summer|autumn|fall|winter)\b"
    rf"|(?:the\s+)?(?:last|past|next|coming|first|previous)\s+(?:{NUMBER}|{_VAGUE})\s+"
    r"(?:hour|day|week|month|year|decade)s?\b",
    DateKind.RELATIVE_DAY: r"(?:the\s+)?day\s+(?:before\s+yesterday|after\s+tomorrow)\b"
    rf"|last\s+night\b|tonight\b|this\s+{_DAYTIME}\b|(?:(?:early|late|later|earlier)\s+)?"
    rf"(?:today|yesterday|tomorrow)\b(?:\s+{_DAYTIME}\b)?",
    DateKind.WEEKDAY: rf"(?:(?P<week_before>last|this|next){_S}week{_S}on{_S})?"
    rf"(?:(?P<modifier>last|next|this(?:{_S}(?:past|coming))?|the{_S}(?:past|coming|following"
    rf"|previous|next)){_S}|(?:late|later|early|earlier)(?:{_S}on)?{_S})?"
    rf"(?P<weekday>{_WEEKDAY})(?:[’']s)?(?:{_S}{_DAYTIME}\b)?"
    rf"(?:{_S}(?:of{_S})?(?P<week_after>last|this|next){_S}week\b)?",
    DateKind.ANCHORED: rf"{_ABOUT}(?:{NUMBER}|{_VAGUE}){_S}"
    rf"(?:hour|day|week|month|year|decade)s?{_S}"
    rf"(?:earlier|later|(?:before|after){_ALONE}|afterwards|previously)\b"
    rf"|(?:the|that){_S}(?:same|very|next|following|previous|preceding){_S}"
    rf"(?:day|week|month|year|{_DAYTIME})\b"
    rf"|the{_S}(?:day|week|month|year){_S}(?:before|after){_ALONE}"
    rf"|that{_S}(?:day|week|month|year|{_DAYTIME})\b|(?<=since\s)then\b",
    DateKind.LAPSE: rf"{_ABOUT}(?P<number>{NUMBER}){_S}(?P<unit>day|week|month|year)s?{_S}after\b",
    DateKind.DISTANCE: rf"{_ABOUT}(?P<number>{NUMBER}|{_VAGUE}){_S}"
    rf"(?P<unit>minute|hour|day|week|month|year|decade)s?"
    rf"(?:{_S}ago|[’']?{_S}(?P<ahead>time|from{_S}now))\b"
    rf"|(?P<within>(?<=\bin\s)){_ABOUT}(?P<in_number>{NUMBER}){_S}(?P<in_unit>day|week|month|year)s?\b",
    DateKind.RELATIVE_PERIOD: r"(?:(?:early|late|earlier|later)\s+)?(?:the\s+)?"
    r"(?P<which>last|this(?:\s+(?:past|coming))?|next|past|coming)\s+"
    r"(?P<unit>week(?:end)?|month|year)\b(?!-)"
    r"|(?:over|at|on)\s+the\s+(?P<weekend>weekend)\b"
    r"|(?:the\s+)?end\s+of\s+(?:the|this)\s+(?P<end_unit>month|year)\b"
    r"|(?P<year_end>year(?:[’']s)?[\s-]end)\b",
    DateKind.MONTH: rf"(?:(?P<modifier>last|next|this(?:{_S}(?:past|coming))?){_S}"
    rf"|(?:early|late|mid)[\s-])?(?P<month>{_MONTH})"
    rf"(?:{_S}(?:of{_S})?(?P<year_word>last|next|this){_S}year\b)?",
    DateKind.YEAR: rf"(?:(?:early|late|mid)[\s-])?(?P<year>{YEAR})(?![\d%])(?![.,:/-]\d)",
}
SHAPES = {
    kind: re.compile(rf"(?<![\w/.,$€£#-])(?:{pattern})", re.IGNORECASE)
    for kind, pattern in _PATTERNS.items()
}

# A text is searched for a shape only if it holds one of these: most texts need not be for most shapes.
# In lower case, but for months, whose case counts; YEAR begins with one of two digits.
_MONTHS = tuple(
    written
    for name in "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    for written in (name, name.upper())
)
_UNITS = (" minute", " hour", " day", " week", " month", " year", " decade")
_NEEDED = {
    DateKind.NAMED: ("11",),
    DateKind.HOLIDAY: ("s day", "may day", "boxing day", "s eve", "christmas ", "halloween"),
    DateKind.DAY_RANGE: _MONTHS,
    DateKind.DAY: ("1", "2"),
    DateKind.MONTH_DAY: _MONTHS,
    DateKind.MONTH_YEAR: _MONTHS,
    DateKind.PERIOD: ("1", "2", "century", "spring", "summer", "autumn", "fall", "winter", *_UNITS),
    DateKind.RELATIVE_DAY: ("day", "night", "morrow", "this "),
    DateKind.WEEKDAY: ("day", "_"),
    DateKind.ANCHORED: (
        *_UNITS,
        " then",
        " morning",
        "noon",
        " evening",
        "night",
        " lunch",
        " midday",
    ),
    DateKind.LAPSE: ("day after", "week after", "month after", "year after", "s after"),
    DateKind.DISTANCE: _UNITS,
    DateKind.RELATIVE_PERIOD: (*_UNITS, "year"),
    DateKind.MONTH: _MONTHS,
    DateKind.YEAR: ("1", "2"),
}
_ROWS = tuple(dict.fromkeys(_NEEDED.values()))
# How far from a needed word a shape reaches, in characters, with what stands beside it.
_MARGIN = 80
_BLANKS = str.maketrans("\u00a0\n\t\r", "    ")

_PREPOSITION = re.compile(
    r"\b(as of|in|on|by|until|till|til|since|before|after|from|to|of|during|through|for|at)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_POINTING = frozenset(
    {"as of", "by", "for", "until", "till", "since", "before", "after", "from", "to"}
)
# "The last Sunday of November 1999": the month is told, the day only to who reckons.
_OF_MONTH = re.compile(rf"\s+of\s+(?:{_MONTH})\b", re.IGNORECASE)
# Months that are words or names as well need a word before them that only a time can follow.
_MONTH_CONTEXT = re.compile(
    r"\b(?:in|since|until|till|during|through|throughout|mid|early|late|(?:end|middle|beginning|start)"
    r" of|(?:month|weeks?|elections?) of|last|next|this)[\s-]+$",
    re.IGNORECASE,
)
_LOOSE_MONTH_CONTEXT = re.compile(r"\b(?:by|before|after|from|to|between|and|of|for)\s+$", re.I)
_WORDLIKE_MONTHS = frozenset({"may", "march"})
_NAMELIKE_MONTHS = frozenset({"april", "june", "august", "january"})
# "Resolution 1973", "Flight 1549", "more than 2000".
_NUMBERED = re.compile(
    r"\b(?:resolutions?|U\.S\.C|C\.F\.R|no|nos|number|section|article|flight|route|agenda|highway|version|page|"
    r"vision|act|paragraph|unit|room|model|ft|nearly|about|over|than|least|most|another|approximately|"
    r"some|roughly|exactly|estimated|additional|extra|all|those|these|many|almost)\.?\s+$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s+(?:[a-z-]+ )?(?:people|persons|men|women|children|troops|soldiers|fighters|militants"
    r"|rebels|civilians|migrants|refugees|protest[eo]rs|demonstrators|workers|jobs|members|delegates|voters"
    r"|votes|seats|houses|homes|families|prisoners|hostages|cases|deaths|casualties|miles"
    r"|kilomet(?:re|er)s|km|met(?:re|er)s|feet|ft|acres|hectares|tons?|tonnes?|kg|barrels|dollars|euros|pounds|percent"
    r"|rubles|yen|tanks|missiles|rockets|drones|warheads|vehicles|ships|hours|hrs|GMT|UTC|years|days"
    r"|points|copies|pages|other|more|new)\b"
)
# Names of days that are no dates, and papers named after days.
_NAMED_WEEKDAY_BEFORE = re.compile(
    r"\b(?:every|each|Black|Good|Bloody|Super|Ash|Easter|Palm|Cyber|Holy|Shrove|Whit"
    r"|Mail on|Sheffield)\s+$"
)
_NAMED_WEEKDAY_AFTER = re.compile(
    r"\s+(?:Times|Telegraph|Mirror|Express|Mail|Post|Herald|Tribune|Agreement|Accords?)\b"
)


def find(text: str, begin: int = 0, end: int | None = None) -> tuple[DateExpression, ...]:
    """The date expressions in ``text[begin:end]``, in text order, none overlapping another.

    Spans are offsets into the whole text. What stands before ``begin`` is not looked at.
    """
    window = text[begin:end]
    regions = _regions(window)
    candidates = sorted(
        (match.start(), -match.end(), rank, kind, match)
        for rank, (kind, shape) in enumerate(SHAPES.items())
        if _NEEDED[kind] in regions
        for match in shape.finditer(window, *regions[_NEEDED[kind]])
        if match.end() > match.start() and _is_date(kind, match)
    )
    found: list[DateExpression] = []
    position = 0
    for start, negative_stop, _, kind, _ in candidates:
        if start >= position:
            position = -negative_stop
            found.append(
                DateExpression(
                    span=Span(begin + start, begin + position),
                    surface=window[start:position],
                    kind=kind,
                    preposition=_preposition(window[:start]),
                )
            )
    return tuple(found)


def _regions(window: str) -> dict[tuple[str, ...], tuple[int, int]]:
    """The rows of what shapes need of which a text holds some word, with where to look for the shapes."""
    folded = window.lower().translate(_BLANKS)
    regions: dict[tuple[str, ...], tuple[int, int]] = {}
    for needed in _ROWS:
        searched = window if needed is _MONTHS else folded
        words = [word for word in needed if word in searched]
        if words:
            first = min(map(searched.find, words)) - _MARGIN
            last = max(searched.rfind(word) + len(word) for word in words) + _MARGIN
            same = len(searched) == len(window)  # "İ" in lower case is two characters
            regions[needed] = (max(first, 0), last) if same else (0, len(window))
    return regions


def _preposition(before: str) -> str | None:
    match = _PREPOSITION.search(before[-24:])
    word = match[1].lower() if match else None
    return word if word in _POINTING else None


def _is_date(kind: DateKind, match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 32) : match.start()]
    after = match.string[match.end() : match.end() + 48]
    if kind is DateKind.MONTH:
        return _is_month(match, before, after)
    if kind is DateKind.YEAR:
        return not _NUMBERED.search(before) and not _COUNTED.match(after)
    if kind is DateKind.WEEKDAY:
        return not (
            _NAMED_WEEKDAY_BEFORE.search(before)
            or _NAMED_WEEKDAY_AFTER.match(after)
            or after[:1].isalnum()
            or after[:1] == "-"
            or _OF_MONTH.match(after)
        )
    return True


def _is_month(match: re.Match[str], before: str, after: str) -> bool:
    month = match["month"].rstrip(".").casefold()
    if match["modifier"] or match["year_word"] or match[0].casefold() != match["month"].casefold():
        return True
    if len(month) < 4 and month != "may":
        return False  # "Mar", "Dec": months only beside a day or a year
    firm = _MONTH_CONTEXT.search(before) is not None
    if month in _WORDLIKE_MONTHS:
        return firm
    if month in _NAMELIKE_MONTHS and re.match(r"\s+[A-Z][a-z]", after):
        return firm or _LOOSE_MONTH_CONTEXT.search(before) is not None
    # "Minister Julie April said": a name before it, too.
    return not re.search(r"[A-Z][\w.]+\s+$", before) or firm
