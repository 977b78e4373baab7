"""Which day, month or year a date expression means, seen from the day of publication.

Text in, values out; no language pipeline is needed. What an expression does not determine stays
None: "two weeks earlier" hangs on a date told elsewhere, "the 1990s" is no one date. A week or a
weekend is no day: it resolves to its month where it lies in one. A span of days is dated by its first.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from graph.calendar import HOLIDAYS, is_iso_date, iso_day, month_number, weekday_number
from graph.extract.date_expressions import (
    NUMBER,
    SHAPES,
    SMALL_NUMBERS,
    TENS,
    DateExpression,
    DateKind,
    find,
)

__all__ = [
    "DateExpression",
    "DateKind",
    "Tense",
    "find",
    "is_past",
    "lacks_year",
    "resolve",
    "resolve_from",
]

Tense = Literal["past", "present", "future"]


_ATTACKS = "2001-09-11"
# Parts of a day that stand for it: "that night".
_DAYTIMES = frozenset("morning afternoon evening night midday noon midnight lunchtime".split())
# How much of an ISO date tells a day, a month, a year.
_ISO_LENGTHS = {"day": 10, "month": 7, "year": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What an expression is read against; ``day`` is None unless the day is known."""

    published: str
    tense: Tense | None
    preposition: str | None

    @property
    def day(self) -> datetime.date | None:
        return datetime.date.fromisoformat(self.published) if len(self.published) == 10 else None

    @property
    def year(self) -> int:
        return int(self.published[:4])

    @property
    def month(self) -> int | None:
        return int(self.published[5:7]) if len(self.published) >= 7 else None


def resolve(
    expression: DateExpression, *, published: str | None, tense: Tense | None
) -> str | None:
    """The ISO date that is meant, at the precision that is known, or None.

    ``published`` is the article's date (``2025-08-20``, ``2025-08``, ``2025`` or None); ``tense``
    that of the verb that the expression belongs to, None where there is none. A weekday is the
    last one in the past tense or without a verb, the next one otherwise, and the day of
    publication itself where the names agree. A day or month without its year is the nearest one
    that the tense allows.
    """
    if expression.kind is DateKind.NAMED:
        return _ATTACKS
    match = SHAPES[expression.kind].fullmatch(expression.surface)
    if match is None:
        # "in three days" is told by the word before it, which the surface leaves out.
        match = SHAPES[expression.kind].match(f"in {expression.surface}", 3)
    if match is None:
        return None
    if expression.kind in _ABSOLUTE:
        return _ABSOLUTE[expression.kind](match)
    if published is None or not is_iso_date(published):
        told = match.groupdict()
        published = told.get("year") or told.get("year_last")  # "August 15-16, 2025"
        if published is None or not is_iso_date(published):
            return None
    if expression.preposition == "since":
        tense = "past"
    elif expression.preposition in ("by", "until", "till") and tense != "past":
        tense = "future"
    elif expression.preposition == "for":
        tense = "future"  # "has been set for May 4"
    reading = _Reading(published=published, tense=tense, preposition=expression.preposition)
    try:
        found = _RELATIVE[expression.kind](match, reading)
    except OverflowError:
        return None  # beyond the calendar: "900 years ago" in the year 800
    # "Last June" in the year 1 lies beyond it, too.
    return found if found is None or is_iso_date(found) else None


def lacks_year(expression: DateExpression) -> bool:
    """Whether an expression names a month or a day of one, and nothing that tells the year."""
    if expression.kind not in (DateKind.MONTH_DAY, DateKind.DAY_RANGE, DateKind.MONTH):
        return False
    match = SHAPES[expression.kind].fullmatch(expression.surface)
    telling = ("modifier", "weekday", "year", "year_last", "year_word")
    return match is not None and not any(map(match.groupdict().get, telling))


def is_past(expression: DateExpression) -> bool:
    """Whether an expression can only tell of what is past: "two weeks ago", "yesterday", "last month"."""
    words = expression.surface.lower().split()
    return words[-1] == "ago" or not {"yesterday", "last"}.isdisjoint(words)


def resolve_from(expression: DateExpression, told: str) -> str | None:
    """The date that an anchored expression means, seen from one told before it, in ISO: "the same day",
    "two days later", "a year earlier". None where it means no day, month or year, or needs more of
    the other date than is known.
    """
    words = expression.surface.lower().replace("\u00a0", " ").split()
    if expression.kind is DateKind.ANCHORED and words == ["then"]:
        return told
    words = ["day" if word in _DAYTIMES else word for word in words]
    units = [word.rstrip("s") for word in words if word.rstrip("s") in _ISO_LENGTHS]
    if expression.kind is not DateKind.ANCHORED or not units:
        return None
    if len(told) < _ISO_LENGTHS[units[0]]:
        return None
    if "same" in words or "very" in words or words[0] == "that":
        number = 0
    elif words[0] == "the":
        number = 1
    else:
        counted = re.search(rf"({NUMBER})\s+{units[0]}s?\b", " ".join(words))
        found = None if counted is None else _number(counted[1])
        if found is None:
            return None
        number = found
    if not {"earlier", "before", "previously", "previous", "preceding"}.isdisjoint(words):
        number = -number
    try:
        if units[0] == "year":
            return f"{_checked_year(int(told[:4]) + number):04d}"
        if units[0] == "month":
            return _months_away(_Reading(published=told, tense=None, preposition=None), number)
        away = datetime.timedelta(days=number)
        return (datetime.date.fromisoformat(told) + away).isoformat()
    except OverflowError:
        return None


def _full_day(match: re.Match[str]) -> str | None:
    if match["iso"]:
        return match["iso"] if is_iso_date(match["iso"]) else None
    return iso_day(int(match["year"]), *_month_and_day(match))


def _month_year(match: re.Match[str]) -> str:
    return f"{match['year']}-{month_number(match['month']):02d}"


def _year(match: re.Match[str]) -> str:
    return match["year"]


def _undetermined(*_: object) -> None:
    return None


def _month_and_day(match: re.Match[str]) -> tuple[int, int]:
    month = month_number(match["month"] or match["month_last"])
    return month, int(match["day"] or match["day_first"])


def _month_day(match: re.Match[str], reading: _Reading) -> str | None:
    month, day = _month_and_day(match)
    if word := match["year_word"]:
        return iso_day(reading.year + _STEP[word.lower()], month, day)
    return _near_day(month, day, reading, match["modifier"], match["weekday"])


def _holiday(match: re.Match[str], reading: _Reading) -> str | None:
    month, day = HOLIDAYS[match["holiday"].title().replace("’S", "'s").replace("'S", "'s")]
    if told := match["year"]:
        return iso_day(int(told), month, day)
    return _near_day(month, day, reading, None, None)


def _day_range(match: re.Match[str], reading: _Reading) -> str | None:
    month, day = _month_and_day(match)
    if told := match["year"] or match["year_last"]:
        return iso_day(int(told), month, day)
    return _near_day(month, day, reading, None, None)


def _near_day(
    month: int, day: int, reading: _Reading, modifier: str | None, weekday: str | None
) -> str | None:
    """The nearest day of this month that the tense allows, of a year that bears out the weekday."""
    today = reading.day
    if today is None:
        year = _year_of_month(month, reading, modifier)
        return iso_day(year, month, day) if year is not None else None
    candidates = [
        datetime.date.fromisoformat(iso)
        for year in range(max(1, today.year - 8), min(9999, today.year + 8) + 1)
        if (iso := iso_day(year, month, day))
    ]
    direction = _direction(reading, modifier)
    chosen = None
    if weekday:
        named = weekday_number(weekday)
        fitting = [c for c in candidates if c.weekday() == named and abs(c.year - today.year) <= 1]
        chosen = _nearest(fitting, today, direction)
    # A weekday that no year nearby bears out is a slip, and decides nothing.
    chosen = chosen or _nearest(candidates, today, direction)
    return chosen.isoformat() if chosen else None


def _direction(reading: _Reading, modifier: str | None) -> Tense | None:
    word = modifier.lower().split()[-1] if modifier else None
    if word in ("last", "past", "previous"):
        return "past"
    if word in ("next", "coming"):
        return "future"
    return reading.tense


def _nearest(
    candidates: list[datetime.date], today: datetime.date, direction: Tense | None
) -> datetime.date | None:
    allowed = [
        candidate
        for candidate in candidates
        if not (direction == "past" and candidate > today)
        and not (direction == "future" and candidate < today)
    ]
    return min(allowed, key=lambda c: (abs((c - today).days), c), default=None)


def _month(match: re.Match[str], reading: _Reading) -> str | None:
    month = month_number(match["month"])
    if word := match["year_word"]:
        return f"{reading.year + _STEP[word.lower()]:04d}-{month:02d}"
    year = _year_of_month(month, reading, match["modifier"])
    return f"{year:04d}-{month:02d}" if year is not None else None


def _year_of_month(month: int, reading: _Reading, modifier: str | None) -> int | None:
    """The year of a month told without one."""
    if reading.month is None:
        return None
    ahead = month - reading.month
    word = modifier.lower() if modifier else ""
    if word == "this":
        return reading.year
    if word == "last":
        return reading.year if ahead < 0 else reading.year - 1
    if word == "next":
        return reading.year if ahead > 0 else reading.year + 1
    direction = _direction(reading, modifier)
    if direction == "past":
        return reading.year if ahead <= 0 else reading.year - 1
    if direction == "future":
        return reading.year if ahead >= 0 else reading.year + 1
    return reading.year + (ahead <= -6) - (ahead > 6)


def _weekday(match: re.Match[str], reading: _Reading) -> str | None:
    today = reading.day
    if today is None:
        return None
    named = weekday_number(match["weekday"])
    monday = today - datetime.timedelta(days=today.weekday())
    if week := match["week_before"] or match["week_after"]:
        return (monday + datetime.timedelta(days=7 * _STEP[week.lower()] + named)).isoformat()
    modifier = " ".join((match["modifier"] or "").lower().split())
    if modifier in ("the following", "the previous", "the next"):
        return None
    back = datetime.timedelta(days=(today.weekday() - named) % 7)
    ahead = datetime.timedelta(days=(named - today.weekday()) % 7)
    week_days = datetime.timedelta(days=7)
    if modifier == "last":
        return (today - (back or week_days)).isoformat()
    if modifier == "next":
        # In the week that follows, whatever is left of this one.
        return (monday + week_days + datetime.timedelta(days=named)).isoformat()
    direction = _direction(reading, modifier or None)
    return (today + ahead if direction in ("future", "present") else today - back).isoformat()


def _relative_day(match: re.Match[str], reading: _Reading) -> str | None:
    surface = " ".join(match[0].lower().split())
    distance = next(days for word, days in _DAYS_AWAY if word in surface)
    if reading.day is None:
        return reading.published if distance == 0 else None
    return (reading.day + datetime.timedelta(days=distance)).isoformat()


def _distance(match: re.Match[str], reading: _Reading) -> str | None:
    number = _number(match["number"] or match["in_number"])
    unit = (match["unit"] or match["in_unit"]).lower()
    if number is None or unit in ("decade", "hour"):
        return None
    if match["in_number"] and reading.tense != "future":
        return None  # "the first visit in ten days" looks back, and at no one day
    return _ago(-number if match["ahead"] or match["in_number"] else number, unit, reading)


def _ago(number: int, unit: str, reading: _Reading) -> str | None:
    """So many minutes, days, weeks, months or years before the article; negative: after it."""
    if unit == "year":
        return f"{_checked_year(reading.year - number):04d}"
    if unit == "month":
        return _months_away(reading, -number)
    if reading.day is None:
        return None
    if unit == "week":
        return _week_away(reading.day, -number)
    days = number if unit == "day" else 0
    return (reading.day - datetime.timedelta(days=days)).isoformat()


def _lapse(match: re.Match[str], reading: _Reading) -> str | None:
    """What came so long before the article: "comes two days after"."""
    number = _number(match["number"])
    return None if number is None else _ago(number, match["unit"].lower(), reading)


def _relative_period(match: re.Match[str], reading: _Reading) -> str | None:
    if match["year_end"]:
        return f"{reading.year:04d}"
    if match["weekend"]:
        return _weekend(reading.day, reading.tense) if reading.day else None
    if unit := match["end_unit"]:
        return _months_away(reading, 0) if unit.lower() == "month" else f"{reading.year:04d}"
    which = match["which"].lower().split()[-1]
    if which in ("past", "coming"):
        return None  # "the past year" reaches into two of them
    step = _STEP[which]
    unit = match["unit"].lower()
    if unit == "year":
        return f"{_checked_year(reading.year + step):04d}"
    if unit == "month":
        return _months_away(reading, step)
    return _week_month(reading.day, step) if reading.day else None


def _months_away(reading: _Reading, months: int) -> str | None:
    if reading.month is None:
        return None
    year, month = divmod(12 * reading.year + reading.month - 1 + months, 12)
    return f"{_checked_year(year):04d}-{month + 1:02d}"


def _checked_year(year: int) -> int:
    if not 1 <= year <= 9999:
        raise OverflowError(year)
    return year


def _week_away(today: datetime.date, weeks: int) -> str | None:
    """A week's distance is exact to some days only: the month, where all of them agree."""
    middle = today + datetime.timedelta(days=7 * weeks)
    slack = datetime.timedelta(days=3)
    return _common_month(middle - slack, middle + slack)


def _week_month(today: datetime.date, step: int) -> str | None:
    monday = today + datetime.timedelta(days=7 * step - today.weekday())
    return _common_month(monday, monday + datetime.timedelta(days=6))


def _weekend(today: datetime.date, tense: Tense | None) -> str | None:
    """The month of the weekend that is at hand: the last one, or the next in the future tense."""
    days = (5 - today.weekday()) % 7 if tense == "future" else -((today.weekday() - 5) % 7)
    saturday = today + datetime.timedelta(days=days)
    return _common_month(saturday, saturday + datetime.timedelta(days=1))


def _common_month(first: datetime.date, last: datetime.date) -> str | None:
    if (first.year, first.month) != (last.year, last.month):
        return None
    return f"{first.year:04d}-{first.month:02d}"


def _number(words: str) -> int | None:
    """The number in figures or words; None for "several" and its like."""
    plain = words.lower().replace("-", " ")
    if plain.isdigit():
        return int(plain)
    if plain in ("a", "an"):
        return 1
    total = 0
    for word in plain.split():
        if word in TENS:
            total += 10 * (TENS.index(word) + 2)
        elif word in SMALL_NUMBERS:
            total += SMALL_NUMBERS.index(word)
        else:
            return None
    return total


_STEP = {"last": -1, "this": 0, "next": 1}
_DAYS_AWAY = (
    ("before yesterday", -2),
    ("after tomorrow", 2),
    ("yesterday", -1),
    ("last night", -1),
    ("tomorrow", 1),
    ("today", 0),
    ("tonight", 0),
    ("this", 0),
)
_ABSOLUTE: Mapping[DateKind, Callable[[re.Match[str]], str | None]] = {
    DateKind.DAY: _full_day,
    DateKind.MONTH_YEAR: _month_year,
    DateKind.YEAR: _year,
    DateKind.PERIOD: _undetermined,
    DateKind.ANCHORED: _undetermined,
}
_RELATIVE: Mapping[DateKind, Callable[[re.Match[str], _Reading], str | None]] = {
    DateKind.HOLIDAY: _holiday,
    DateKind.DAY_RANGE: _day_range,
    DateKind.MONTH_DAY: _month_day,
    DateKind.MONTH: _month,
    DateKind.WEEKDAY: _weekday,
    DateKind.RELATIVE_DAY: _relative_day,
    DateKind.LAPSE: _lapse,
    DateKind.DISTANCE: _distance,
    DateKind.RELATIVE_PERIOD: _relative_period,
}
