"""Names and shapes of calendar dates, shared by the reading of source lines and of prose.

The patterns are source strings for ``re``; compile them with ``re.VERBOSE`` off. Month and weekday
names are matched in title case and in capitals only: "may" and "march" are words.
"""

from __future__ import annotations

import datetime
import re

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_ABBREVIATED_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
_ABBREVIATED_WEEKDAYS = ("Mon", "Tues", "Tue", "Wed", "Thurs", "Thur", "Thu", "Fri", "Sat", "Sun")


def _names(full: tuple[str, ...], abbreviated: tuple[str, ...]) -> str:
    def both_cases(names: tuple[str, ...]) -> str:
        return "|".join(form for name in names for form in (name, name.upper()))

    return rf"(?:(?:{both_cases(full)})|(?:{both_cases(abbreviated)})\b\.?)(?![A-Za-z])"


MONTH = _names(MONTHS, _ABBREVIATED_MONTHS)
WEEKDAY = _names(WEEKDAYS, ())
WEEKDAY_OR_ABBREVIATION = _names(WEEKDAYS, _ABBREVIATED_WEEKDAYS)
# Feasts of a fixed day, as month and day; a longer name before one that it begins with.
HOLIDAYS = {
    "New Year's Day": (1, 1),
    "New Year's Eve": (12, 31),
    "Valentine's Day": (2, 14),
    "May Day": (5, 1),
    "Halloween": (10, 31),
    "Christmas Eve": (12, 24),
    "Christmas Day": (12, 25),
    "Boxing Day": (12, 26),
}
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
YEAR = r"(?:1[5-9]|20)\d\d"

_FULL_DATE = re.compile(
    rf"\b(?:{WEEKDAY_OR_ABBREVIATION}\s*,?\s+)?(?:the\s+)?(?:"
    rf"(?P<month1>{MONTH})\s+(?P<day1>{DAY})(?:st|nd|rd|th)?\s*,?\s+(?P<year1>{YEAR})"
    rf"|(?P<day2>{DAY})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{MONTH})\s*,?\s+(?P<year2>{YEAR})"
    rf"|(?P<day3>{DAY})-(?P<month3>{MONTH})-(?P<year3>{YEAR})"
    rf"|(?P<year4>{YEAR})(?P<separator>[-/.])(?P<month4>\d\d?)(?P=separator)(?P<day4>\d\d?)"
    # Copied pages run the time into the year: "August 20, 20256:02 AM".
    r")(?!\d(?!\d?:\d\d))"
)
_NUMERIC_DATE = re.compile(rf"(?<!\d)(\d\d?)([./-])(\d\d?)\2({YEAR})(?!\d)")


def month_number(name: str) -> int:
    """1 to 12 for a month's name or abbreviation, in any case, with or without its full stop."""
    prefix = name[:3].casefold()
    return next(n for n, month in enumerate(MONTHS, 1) if month[:3].casefold() == prefix)


def weekday_number(name: str) -> int:
    """0 (Monday) to 6 for a weekday's name or abbreviation, in any case."""
    prefix = name[:3].casefold()
    return next(n for n, weekday in enumerate(WEEKDAYS) if weekday[:3].casefold() == prefix)


def iso_day(year: int, month: int, day: int) -> str | None:
    """The ISO date, or None where the calendar has no such day."""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def is_iso_date(value: str) -> bool:
    """Whether the value is ``2025-08-18``, ``2025-08`` or ``2025``, and in the calendar."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", value, re.ASCII)
    if match is None:
        return False
    year, month, day = (int(part) if part else 1 for part in match.groups())
    return iso_day(year, month, day) is not None


def full_dates(text: str) -> tuple[tuple[int, int, str], ...]:
    """Every date with day, month and year: (begin, end, ISO date), in text order.

    A date in figures counts only where it can be read in one way: 20/08/2025 does, 03/04/2025
    does not.
    """
    found = []
    for match in _FULL_DATE.finditer(text):
        parts = {name[:-1]: value for name, value in match.groupdict().items() if value}
        month = parts["month"]
        number = int(month) if month.isdigit() else month_number(month)
        if iso := iso_day(int(parts["year"]), number, int(parts["day"])):
            found.append((match.start(), match.end(), iso))
    for match in _NUMERIC_DATE.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        readings = {iso_day(year, first, second), iso_day(year, second, first)} - {None}
        if len(readings) == 1:
            found.append((match.start(), match.end(), str(readings.pop())))
    return tuple(sorted(found))
