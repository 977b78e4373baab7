"""How positions and facts are called in words: the labels that are not anybody's name."""

from __future__ import annotations

import re
from typing import Final

from graph.model import Entity, EntityType

# Names of states that English puts an article before: "President of the United States".
_WITH_ARTICLE: Final = re.compile(
    r"(?:United|Czech|Dominican|Central African|Holy)\b"
    r"|.*\b(?:Republic|Kingdom|Union|Federation|Emirates|States|Islands|Netherlands|Philippines"
    r"|Bahamas|Gambia|Maldives|Comoros|Seychelles|Congo)$"
)
_INSTITUTION: Final = re.compile(
    r".*\b(?:Ministry|Department|Office|Council|Commission|Union|Army|Navy|Force|Forces|Agency"
    r"|Parliament|Senate|House|Court|Bank|Service|Party|Committee|Assembly|Government|Kremlin"
    r"|Pentagon|Nations|Command|Guard|Cabinet|Congress|Treasury|Organization|Administration|Commons"
    r"|Lords|Staff|Secretariat|Authority|Bureau|Directorate|Corps|Police)$",
    re.IGNORECASE,
)
_POSSESSIVE: Final = re.compile(r"['’]s? ")
_BESIDE: Final = re.compile(r"\b(?:advis[eo]r|aide)$", re.IGNORECASE)
_AFTER_TITLE: Final = ("elect", "designate")


def position_label(title: str, bodies: tuple[Entity, ...], qualifier: str | None) -> str:
    """An office in words: "Foreign Minister of Russia", "acting Head of the Navy", "Aide to X"."""
    if qualifier in _AFTER_TITLE:
        title = f"{title}-{qualifier}"
    elif qualifier is not None:
        title = f"{qualifier} {title}"
    # "Ambassador to the UN" needs no second UN, "Member of Parliament" no parliament.
    bodies = tuple(body for body in bodies if not _is_named_in(title, body))
    if not bodies:
        return title
    # One serves at a side; where an ambassador is sent is in the title already.
    beside = bodies[0].type is EntityType.PERSON or _BESIDE.search(title) is not None
    link = "to" if beside else "of"
    return f"{title} {link} {' and '.join(_after_preposition(body) for body in bodies)}"


def relation_words(predicate: str) -> str:
    """A predicate's local name in words: "memberOf" is "member of"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", predicate).lower()


def _is_named_in(title: str, body: Entity) -> bool:
    padded = f" {title} "
    return any(f" {name} " in padded for name in (body.name, *body.aliases))


def _after_preposition(body: Entity) -> str:
    if body.type is EntityType.STATE:
        needs_article = _WITH_ARTICLE.match(body.name) is not None
    elif body.type is EntityType.ORGANIZATION:
        # "Russia's Foreign Ministry" and "NATO" take none.
        institution = _INSTITUTION.match(body.name) is not None
        needs_article = institution and _POSSESSIVE.search(body.name) is None
    else:
        needs_article = False
    return (
        f"the {body.name}"
        if needs_article and not body.name.lower().startswith("the ")
        else body.name
    )
