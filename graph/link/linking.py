"""Which things of a graph are linked, to what, and why; and the triples that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from graph.errors import LinkError
from graph.link.cache import Cache
from graph.link.service import Candidate, Service, Wanted, dominance
from graph.model import Node, View
from graph.rdf.vocabulary import BACKGROUND, OWL

BATCH: Final = 25
_LINKED: Final = frozenset(("Person", "State", "Organization", "Place"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A thing, the item that it is (None where that cannot be told), and why."""

    thing: str
    name: str
    type: str
    item: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The links of one graph; ``broken_off`` says why not everything could be asked, if so."""

    links: tuple[Link, ...]
    broken_off: str | None


def unlinked(view: View) -> tuple[Node, ...]:
    """The things that could be items of a knowledge base and are not linked to any.

    A person of one name only is left out: nobody can be found by "Ivanov".
    """
    return tuple(
        node
        for node in view.nodes
        if node.type in _LINKED
        and not node.same_as
        and not (node.type == "Person" and len(node.label.split()) == 1)
    )


def link(view: View, service: Service | None, cache: Cache) -> Linked:
    """Look for every unlinked thing of ``view``: in ``cache``, then, where there is one, at
    ``service``, whose answers are kept in ``cache`` at once.

    When the service cannot be asked any longer, what was found until then is returned.
    """
    nodes = unlinked(view)
    broken_off = None
    if service is not None:
        wanted = sorted({_wanted(node) for node in nodes})
        try:
            for batch in _batches([one for one in wanted if cache.get(one) is None]):
                cache.put(service.find(batch).items())
        except LinkError as error:
            broken_off = str(error)
    return Linked(
        links=tuple(_link(node, cache.get(_wanted(node))) for node in nodes),
        broken_off=broken_off,
    )


def add_links(store: Store, links: Iterable[Link]) -> None:
    """Put the links into ``sc:background``, or beside everything else in a flat graph.

    No article says them, so they are in no article's graph.
    """
    named = next(iter(store.named_graphs()), None) is not None
    graph = BACKGROUND if named else DefaultGraph()
    for one in links:
        if one.item is not None:
            store.add(Quad(NamedNode(one.thing), OWL["sameAs"], NamedNode(one.item), graph))


def _wanted(node: Node) -> Wanted:
    return Wanted(type=node.type, name=node.label)


def _batches(wanted: Sequence[Wanted]) -> Iterator[Sequence[Wanted]]:
    for start in range(0, len(wanted), BATCH):
        yield wanted[start : start + BATCH]


def _link(node: Node, candidates: tuple[Candidate, ...] | None) -> Link:
    item, reason = _chosen(candidates)
    return Link(thing=node.iri, name=node.label, type=node.type, item=item, reason=reason)


def _chosen(candidates: tuple[Candidate, ...] | None) -> tuple[str | None, str]:
    """The item that must be meant, or None, and why."""
    if candidates is None:
        return None, "not asked"
    if not candidates:
        return None, "none of that name"
    if any(one.sure is not None for one in candidates):
        sure = [one for one in candidates if one.sure]
        if len(sure) == 1:
            return sure[0].iri, "the service is sure"
        return None, f"{len(candidates)} of that name, and the service is not sure"
    if len(candidates) == 1:
        return candidates[0].iri, "the only one of that name"
    first, second = sorted(candidates, key=_best_known)[:2]
    times, least = dominance()
    weight = -1 if first.weight is None else first.weight
    next_weight = 0 if second.weight is None else second.weight
    if weight >= least and weight >= times * max(next_weight, 1):
        others = len(candidates) - 1
        return first.iri, f"much better known than {others} other{'s' * (others > 1)} of that name"
    return None, f"{len(candidates)} of that name"


def _best_known(candidate: Candidate) -> tuple[int, str]:
    return 0 if candidate.weight is None else -candidate.weight, candidate.iri
