"""Relations that last: part of, member of, located in, capital of, affiliated with."""

from __future__ import annotations

from graph.extract.affiliations import Affiliations
from graph.extract.bodies import Bodies
from graph.extract.locations import Locations
from graph.extract.memberships import Memberships
from graph.extract.mentions import Mentions
from graph.extract.syntax import Clause
from graph.model import Claim, Mention, Span

FINDERS = (Bodies, Locations, Affiliations, Memberships)


def find_relations(
    mentions: Mentions, clauses: tuple[Clause, ...], sentence_of: dict[int, Span]
) -> tuple[Claim[Mention], ...]:
    """All relations in text order, each once per place that says it; the finder named first wins."""
    unique: dict[tuple[Span, str, Span], Claim[Mention]] = {}
    for finder in FINDERS:
        for claim in finder(mentions, clauses, sentence_of).find():
            unique.setdefault((claim.subject.span, claim.predicate, claim.object.span), claim)
    return tuple(
        sorted(unique.values(), key=lambda c: (c.evidence.sentence, c.subject.span, c.predicate))
    )
