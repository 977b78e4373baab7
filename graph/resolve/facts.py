"""Facts about mentions become facts about entities; one act told twice becomes one event."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product

from graph.model import (
    Claim,
    Entity,
    EntityType,
    Event,
    Evidence,
    Extraction,
    Factuality,
    Mention,
    Stance,
    Statement,
    Tenure,
)

Referents = Callable[[Mention], tuple[Entity, ...]]

ROLES = {
    "affiliatedWith": (
        (EntityType.PERSON, EntityType.GROUP, EntityType.ORGANIZATION),
        (EntityType.ORGANIZATION, EntityType.STATE),
    ),
    "partOf": ((EntityType.ORGANIZATION,), (EntityType.ORGANIZATION, EntityType.STATE)),
    "memberOf": ((EntityType.STATE, EntityType.ORGANIZATION), (EntityType.ORGANIZATION,)),
    "locatedIn": (
        (EntityType.PLACE, EntityType.ORGANIZATION),
        (EntityType.PLACE, EntityType.STATE),
    ),
    "capitalOf": ((EntityType.PLACE,), (EntityType.STATE,)),
}


def stance_of(stance: Stance[Mention], referents: Referents) -> Stance[Entity]:
    """The stance with entities for mentions; unresolved sources are left out."""
    chain = [e for m in stance.attributed_to for e in referents(m)[:1]]
    return Stance(
        factuality=stance.factuality,
        attributed_to=tuple(dict.fromkeys(chain)),
        confidence=stance.confidence,
    )


def _several(mentions: tuple[Mention, ...], referents: Referents) -> tuple[Entity, ...]:
    return tuple(dict.fromkeys(e for m in mentions for e in referents(m)))


def claims_of(extraction: Extraction, referents: Referents) -> tuple[Claim[Entity], ...]:
    """The claims between entities, each once per sentence that makes it; none of a thing with itself."""
    found: dict[tuple[object, ...], Claim[Entity]] = {}
    for claim in extraction.claims:
        subjects, objects = ROLES[claim.predicate]
        for subject, object_ in product(referents(claim.subject), referents(claim.object)):
            if subject == object_ or subject.type not in subjects or object_.type not in objects:
                continue
            resolved = Claim(
                subject=subject,
                predicate=claim.predicate,
                object=object_,
                stance=stance_of(claim.stance, referents),
                evidence=claim.evidence,
                rule=claim.rule,
            )
            key = (subject.key, claim.predicate, object_.key, claim.evidence.sentence)
            found.setdefault(key, resolved)
    return tuple(found.values())


def tenures_of(extraction: Extraction, referents: Referents) -> tuple[Tenure[Entity], ...]:
    """Who holds what; a bare title ("President Dale") adds nothing where the body is told elsewhere."""
    found: dict[tuple[object, ...], Tenure[Entity]] = {}
    for tenure in extraction.tenures:
        holders: tuple[Entity | None, ...] = (
            (None,) if tenure.holder is None else referents(tenure.holder)[:1]
        )
        bodies = tuple(b for b in _several(tenure.bodies, referents) if b not in holders)
        for holder in holders:
            resolved = Tenure(
                holder=holder,
                title=tenure.title,
                bodies=bodies,
                former=tenure.former,
                qualifier=tenure.qualifier,
                stance=stance_of(tenure.stance, referents),
                evidence=tenure.evidence,
                rule=tenure.rule,
            )
            key = (
                holder and holder.key,
                tenure.title.casefold(),
                tuple(sorted(b.key for b in bodies)),
                tenure.former,
                resolved.stance.factuality,
            )
            found.setdefault(key, resolved)
    everything = list(found.values())
    words = {t.title: frozenset(t.title.casefold().split()) for t in everything}
    return tuple(t for t in everything if not _is_implied(t, everything, words))


def _is_implied(
    tenure: Tenure[Entity], others: list[Tenure[Entity]], words_of: dict[str, frozenset[str]]
) -> bool:
    """Whether another tenure of the same holder, or of a named one, says the same and more.

    ``words_of`` are the words of each title, in lower case.
    """
    words = words_of[tenure.title]
    for other in others:
        more = words_of[other.title]
        unnamed = tenure.holder is None or tenure.holder.type is EntityType.GROUP
        named = other.holder is not None and other.holder.type is EntityType.PERSON
        if unnamed and named and words <= more and set(tenure.bodies) & set(other.bodies):
            return True
        if other is tenure or other.holder != tenure.holder:
            continue
        left = other.former and other.rule == "position-predicated" and not tenure.former
        if left and words == more and tenure.bodies == other.bodies:
            return True  # "dismissed her finance minister, Ivo Marsh": he is one no longer
        if other.former != tenure.former:
            continue
        if tenure.bodies or not words <= more:
            continue
        if other.bodies or len(more) > len(words):
            return True
    return False


def events_of(extraction: Extraction, referents: Referents) -> tuple[Event[Entity], ...]:
    """The events between entities, those that tell one act merged."""
    merged: list[Event[Entity]] = []
    for event in extraction.events:
        resolved = _resolved(event, referents)
        if resolved is None:
            continue
        for i, other in enumerate(merged):
            if _same_act(other, resolved):
                merged[i] = _joined(other, resolved)
                break
        else:
            merged.append(resolved)
    return tuple(_with_days_of_death(list(_with_days_retold(merged))))


def _with_days_retold(events: list[Event[Entity]]) -> Iterator[Event[Entity]]:
    """The events, those without a date by the one day that others tell of the same act.

    The same act: by one rule, of the same actors or to the same one person, in the article's words or
    in somebody's.
    """
    days: dict[tuple[object, ...], set[str]] = {}
    for event in events:
        if event.date is not None:
            for key in _tellings(event):
                days.setdefault(key, set()).add(event.date)
    for event in events:
        told = [days[key] for key in _tellings(event) if len(days.get(key, ())) == 1]
        if event.date is None and told:
            yield replace(event, date=min(told[0]))
        else:
            yield event


def _tellings(event: Event[Entity]) -> Iterator[tuple[object, ...]]:
    """What events that tell one act have in common."""
    if event.stance.factuality in (Factuality.ASSERTED, Factuality.REPORTED):
        yield event.rule, event.sources, event.targets
        if [target.type for target in event.targets] == [EntityType.PERSON]:
            yield event.rule, event.targets


# Rules that tell of somebody's death as an act of somebody else.
KILLINGS = frozenset({"event-kill", "event-killed"})


def _with_days_of_death(events: list[Event[Entity]]) -> Iterator[Event[Entity]]:
    """The events, those that kill somebody dated by the day that another one says they died on."""
    died: dict[str, str] = {}
    for event in events:
        for victim in _victims(event):
            if event.date is not None:
                died.setdefault(victim, event.date)
    for event in events:
        days = {died.get(victim) for victim in _victims(event)}
        day = days.pop() if len(days) == 1 else None
        yield event if event.date is not None or day is None else replace(event, date=day)


def _victims(event: Event[Entity]) -> tuple[str, ...]:
    """The keys of the named people that an event says have died; nobody dies twice."""
    deadly = event.type == "DIE" or event.rule in KILLINGS
    if not deadly or event.stance.factuality in (Factuality.NEGATED, Factuality.HYPOTHETICAL):
        return ()
    return tuple(t.key for t in event.targets if t.type is EntityType.PERSON)


def _resolved(event: Event[Mention], referents: Referents) -> Event[Entity] | None:
    sources = _several(event.sources, referents)
    targets = tuple(t for t in _several(event.targets, referents) if t not in sources)
    if (event.sources and not sources) or (event.targets and not targets and not sources):
        return None
    if (
        event.targets
        and not targets
        and event.type not in ("REJECT", "REQUEST", "AGREE", "SUPPORT", "CONSULT")
    ):
        return None
    if not sources and not targets:
        return None
    places = referents(event.place) if event.place is not None else ()
    return Event(
        type=event.type,
        mode=event.mode,
        sources=sources,
        targets=targets,
        place=places[0] if places else None,
        date=event.date,
        stance=stance_of(event.stance, referents),
        evidence=event.evidence,
        rule=event.rule,
    )


def _same_act(left: Event[Entity], right: Event[Entity]) -> bool:
    """Whether two tellings can be of one act: same kind and actors, dates and certainty that agree."""
    if left.type != right.type or left.stance.factuality is not right.stance.factuality:
        return False
    if not _dates_agree(left.date, right.date):
        return False
    if (
        left.type in ("APPOINT", "RESIGN", "ELECT")
        and left.rule == right.rule
        and left.evidence[0].sentence == right.evidence[0].sentence
    ):
        return False  # "resigned as premier and quit Parliament" are two acts
    if not left.sources or not right.sources:
        return bool(left.targets) and set(left.targets) == set(right.targets)
    if left.type in ("CONSULT", "COOPERATE"):
        return set(left.sources + left.targets) == set(right.sources + right.targets)
    return set(left.sources) == set(right.sources) and set(left.targets) == set(right.targets)


def _dates_agree(left: str | None, right: str | None) -> bool:
    """Whether one date is the other, or the same told less exactly; an unknown one agrees with all."""
    return left is None or right is None or left.startswith(right) or right.startswith(left)


def _joined(left: Event[Entity], right: Event[Entity]) -> Event[Entity]:
    evidence: tuple[Evidence, ...] = tuple(dict.fromkeys((*left.evidence, *right.evidence)))
    dates = [d for d in (left.date, right.date) if d is not None]
    return replace(
        left,
        sources=left.sources or right.sources,
        evidence=evidence,
        date=max(dates, key=len, default=None),
        place=left.place if left.place is not None else right.place,
        mode=left.mode if left.mode is not None else right.mode,
    )


def statements_of(extraction: Extraction, referents: Referents) -> tuple[Statement[Entity], ...]:
    """The statements of entities; those of nobody known are left out."""
    found: list[Statement[Entity]] = []
    for statement in extraction.statements:
        speakers = _several(statement.speakers, referents)
        if not speakers or not statement.content:
            continue
        stance = stance_of(statement.stance, referents)
        if stance.factuality is Factuality.REPORTED and not stance.attributed_to:
            stance = replace(stance, factuality=Factuality.ASSERTED)
        found.append(
            Statement(
                speakers=speakers,
                content=statement.content,
                parts=statement.parts,
                direct=statement.direct,
                addressees=tuple(
                    a
                    for a in _several(statement.addressees, referents)
                    if a not in speakers and a.type is not EntityType.PLACE
                ),
                medium=statement.medium,
                date=statement.date,
                stance=stance,
                evidence=statement.evidence,
                rule=statement.rule,
            )
        )
    return tuple(found)
