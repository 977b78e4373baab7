"""Resolution as a whole: mentions become entities, facts about mentions facts about entities."""

from __future__ import annotations

import re
import unicodedata

from graph.model import (
    Analysis,
    Article,
    Claim,
    Entity,
    EntityType,
    Event,
    Extraction,
    Mention,
    MentionForm,
    Merge,
    Statement,
    Tenure,
)
from graph.parse import Parse
from graph.reference import Reference
from graph.resolve.coreference import references
from graph.resolve.discourse import Choice
from graph.resolve.facts import claims_of, events_of, statements_of, tenures_of
from graph.resolve.naming import Cluster, NameResolver, fold, person_parts


def resolve(
    article: Article, parse: Parse, extraction: Extraction, reference: Reference
) -> Analysis:
    """The article's entities and what it says of them. ``parse`` is that of ``article.text``."""
    clusters, reasons = NameResolver(reference, extraction.mentions).resolve()
    choices = references(article, parse, extraction, clusters)
    entities = _entities([c for c in clusters if c.mentions])
    by_mention = _by_mention(clusters, choices, entities)

    def referents(mention: Mention) -> tuple[Entity, ...]:
        return by_mention.get(mention, ())

    claims = claims_of(extraction, referents)
    tenures = tenures_of(extraction, referents)
    events = events_of(extraction, referents)
    statements = statements_of(extraction, referents)
    used = _used(claims, tenures, events, statements)
    kept = tuple(e for e in entities.values() if e.type is not EntityType.GROUP or e.key in used)
    return Analysis(
        article=article,
        sentences=extraction.sentences,
        entities=tuple(sorted(kept, key=lambda e: e.key)),
        claims=claims,
        tenures=tenures,
        events=events,
        statements=statements,
        merges=_merges(extraction, by_mention, reasons, choices),
    )


def _by_mention(
    clusters: list[Cluster], choices: dict[Mention, Choice], entities: dict[int, Entity]
) -> dict[Mention, tuple[Entity, ...]]:
    found: dict[Mention, tuple[Entity, ...]] = {
        m: (entities[id(c)],) for c in clusters for m in c.mentions
    }
    for mention, choice in choices.items():
        found[mention] = tuple(entities[id(c)] for c in choice.clusters if id(c) in entities)
    return found


def _entities(clusters: list[Cluster]) -> dict[int, Entity]:
    """An entity for each cluster, by the cluster's identity, under keys that are unique in the article."""
    taken: set[str] = set()
    found: dict[int, Entity] = {}
    for cluster in sorted(clusters, key=lambda c: c.first):
        name = _fullest(cluster)
        base = f"{cluster.type.value.lower()}/{slug(name)}"
        key, number = base, 2
        while key in taken:
            key, number = f"{base}-{number}", number + 1
        taken.add(key)
        names = cluster.names() or [
            m.name for m in cluster.mentions if m.form is MentionForm.NOMINAL
        ]
        found[id(cluster)] = Entity(
            key=key,
            type=cluster.type,
            name=name,
            aliases=tuple(sorted({n for n in names if n != name})),
            reference=None if cluster.entry is None else cluster.entry.iri,
            mentions=tuple(sorted({m.span for m in cluster.mentions})),
        )
    return found


def _fullest(cluster: Cluster) -> str:
    """The name to show: the reference's, else the one with most parts, the longest, the first."""
    if cluster.entry is not None:
        return cluster.entry.name
    names = cluster.names()
    if not names:
        return cluster.name or cluster.mentions[0].name
    if cluster.type is EntityType.PERSON:
        return max(names, key=lambda n: (len(person_parts(n)), len(n)))
    return max(names, key=lambda n: (len(fold(n).split()), not n.isupper()))


def slug(name: str) -> str:
    """A name as part of an IRI: lower-case ASCII letters, digits and hyphens; "x" if none are left."""
    folded = name.replace("ł", "l").replace("Ł", "L")
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or "x"


def _used(
    claims: tuple[Claim[Entity], ...],
    tenures: tuple[Tenure[Entity], ...],
    events: tuple[Event[Entity], ...],
    statements: tuple[Statement[Entity], ...],
) -> set[str]:
    """The keys of entities that some fact is about."""
    found: list[Entity] = []
    for claim in claims:
        found += [claim.subject, claim.object, *claim.stance.attributed_to]
    for tenure in tenures:
        found += [
            *([tenure.holder] if tenure.holder else []),
            *tenure.bodies,
            *tenure.stance.attributed_to,
        ]
    for event in events:
        found += [*event.sources, *event.targets, *event.stance.attributed_to]
        found += [event.place] if event.place else []
    for statement in statements:
        found += [*statement.speakers, *statement.addressees, *statement.stance.attributed_to]
    return {e.key for e in found}


def _merges(
    extraction: Extraction,
    by_mention: dict[Mention, tuple[Entity, ...]],
    reasons: dict[Mention, str],
    choices: dict[Mention, Choice],
) -> tuple[Merge, ...]:
    found: list[Merge] = []
    for mention in extraction.mentions:
        entities = by_mention.get(mention, ())
        if entities:
            choice = choices.get(mention)
            reason = reasons.get(mention, "") if choice is None else choice.reason
            found.append(
                Merge(mention=mention, entities=tuple(e.key for e in entities), reason=reason)
            )
    return tuple(found)
