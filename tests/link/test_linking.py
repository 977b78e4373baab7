"""Things are linked where it is clear what is meant, politely, and over an interrupted network."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from graph.errors import InputError, LinkError
from graph.link.cache import Cache, default_folder
from graph.link.linking import Linked, add_links, link, unlinked
from graph.link.service import Candidate, Wanted, service
from graph.link.web import Client
from graph.model import Node, View
from graph.rdf.mapping import quads
from graph.rdf.reader import view
from graph.rdf.store import collect
from graph.rdf.validation import validate
from graph.rdf.vocabulary import BACKGROUND, OWL
from tests.fixtures.analysis import sample
from tests.fixtures.reference import small
from tests.link.conftest import Endpoint


@pytest.fixture
def store() -> Store:
    return collect(quads(sample(), small()))


def run(store: Store, endpoint: Endpoint, folder: Path, name: str = "sparql") -> Linked:
    path = "reconcile" if name == "reconciliation" else "sparql"
    asked = service(name, f"{endpoint.url}/{path}", pause=0)
    return link(view(store), asked, Cache(folder, asked.name, asked.url))


def items(linked: Linked) -> dict[str, tuple[str | None, str]]:
    """What each thing is taken for, without the beginnings of IRIs, and why."""
    return {
        one.name: (None if one.item is None else one.item.rpartition("/")[2], one.reason)
        for one in linked.links
    }


def test_a_sparql_endpoint_is_asked_by_name_and_class(
    store: Store, endpoint: Endpoint, tmp_path: Path
) -> None:
    found = items(run(store, endpoint, tmp_path))
    assert found["Henrik Dahl"] == ("dahl", "the only one of that name")
    assert found["North Atlantic Maritime Council"] == ("namc", "the only one of that name")
    assert found["Rui Faro"] == (None, "2 of that name")
    # A ship of that name is nobody.
    assert found["Ana Castelo"] == (None, "none of that name")


def test_at_wikidata_the_much_better_known_is_taken(
    store: Store, endpoint: Endpoint, tmp_path: Path
) -> None:
    found = items(run(store, endpoint, tmp_path, "wikidata"))
    assert found["Henrik Dahl"] == ("Q900000001", "much better known than 1 other of that name")
    assert found["Rui Faro"] == (None, "2 of that name")
    assert found["North Atlantic Maritime Council"] == ("Q900000005", "the only one of that name")


def test_a_reconciliation_service_is_believed_where_it_is_sure(
    store: Store, endpoint: Endpoint, tmp_path: Path
) -> None:
    found = items(run(store, endpoint, tmp_path, "reconciliation"))
    assert found["Henrik Dahl"] == ("dahl", "the service is sure")
    assert found["Ana Castelo"] == (None, "1 of that name, and the service is not sure")
    assert found["Rui Faro"][0] is None


def test_what_is_linked_already_is_not_asked_for(
    store: Store, endpoint: Endpoint, tmp_path: Path
) -> None:
    names = {node.label for node in unlinked(view(store))}
    assert "Norway" not in names  # reference knowledge knows it
    assert "Lisbon" in names
    assert not any(node.type in ("Group", "Position") for node in unlinked(view(store)))


def test_nobody_is_looked_for_by_one_name() -> None:
    nodes = (
        Node(iri="urn:a", type="Person", label="Ivanov"),
        Node(iri="urn:b", type="Person", label="Ann Dale"),
    )
    assert [n.label for n in unlinked(View(articles=(), nodes=nodes, facts=()))] == ["Ann Dale"]


def test_links_stand_in_the_background_and_in_no_article(
    store: Store, endpoint: Endpoint, tmp_path: Path
) -> None:
    add_links(store, run(store, endpoint, tmp_path).links)
    added = [
        (quad.object.value, quad.graph_name)
        for quad in store.quads_for_pattern(None, OWL["sameAs"], None, None)
        if "knowledge.example" in quad.object.value
    ]
    assert sorted(added, key=str) == [
        ("http://knowledge.example/item/dahl", BACKGROUND),
        ("http://knowledge.example/item/namc", BACKGROUND),
    ]
    assert validate(store).conforms
    [dahl] = [node for node in view(store).nodes if node.label == "Henrik Dahl"]
    assert dahl.same_as == ("http://knowledge.example/item/dahl",)


def test_one_request_asks_for_many_names(store: Store, endpoint: Endpoint, tmp_path: Path) -> None:
    run(store, endpoint, tmp_path)
    # One for each class: people, organizations, places, a state.
    assert len(endpoint.asked) <= 4
    assert all("Statecraft/" in agent for agent in endpoint.agents)


def test_what_was_asked_once_is_not_asked_again(
    store: Store, endpoint: Endpoint, tmp_path: Path
) -> None:
    first = run(store, endpoint, tmp_path)
    count = len(endpoint.asked)
    assert run(store, endpoint, tmp_path) == first
    assert len(endpoint.asked) == count > 0


def test_without_a_service_the_cache_answers(
    store: Store, endpoint: Endpoint, tmp_path: Path
) -> None:
    first = run(store, endpoint, tmp_path)
    cache = Cache(tmp_path, "sparql", f"{endpoint.url}/sparql")
    assert link(view(store), None, cache) == first
    empty = link(view(store), None, Cache(tmp_path / "other", "sparql", "http://a.example"))
    assert {one.reason for one in empty.links} == {"not asked"}


def test_a_busy_service_is_asked_again_after_the_time_it_names(
    store: Store, endpoint: Endpoint, tmp_path: Path
) -> None:
    endpoint.refusals = [429, 503]
    linked = run(store, endpoint, tmp_path)
    assert linked.broken_off is None
    assert items(linked)["Henrik Dahl"][0] == "dahl"


def test_a_service_that_stays_busy_breaks_the_run_off_and_the_next_one_goes_on(
    store: Store, endpoint: Endpoint, tmp_path: Path
) -> None:
    endpoint.refusals = [500]
    broken = run(store, endpoint, tmp_path)
    assert broken.broken_off is not None and "answers 500" in broken.broken_off
    assert {one.reason for one in broken.links} == {"not asked"}
    assert run(store, endpoint, tmp_path).broken_off is None


def test_nobody_at_the_address_is_one_line_and_nothing_lost(store: Store, tmp_path: Path) -> None:
    asked = service("sparql", "http://127.0.0.1:9/sparql", pause=0)
    linked = link(view(store), asked, Cache(tmp_path, "sparql", asked.url))
    assert linked.broken_off is not None
    assert "cannot be reached" in linked.broken_off
    assert "\n" not in linked.broken_off


def test_an_answer_that_is_none_is_refused(endpoint: Endpoint) -> None:
    endpoint.nonsense = True
    asked = service("sparql", f"{endpoint.url}/sparql", pause=0)
    with pytest.raises(LinkError, match="no JSON"):
        asked.find([Wanted(type="Person", name="Henrik Dahl")])


@pytest.mark.parametrize("name", ['"} UNION { ?item ?p ?o } #', "a\\b\n", 'O\'Neil \u2028 "x"'])
def test_a_name_is_looked_for_and_never_read_as_sparql(endpoint: Endpoint, name: str) -> None:
    wanted = Wanted(type="Person", name=name)
    asked = service("sparql", f"{endpoint.url}/sparql", pause=0)
    assert asked.find([wanted]) == {wanted: ()}


def test_two_requests_are_never_closer_than_the_pause(endpoint: Endpoint) -> None:
    slept: list[float] = []
    client = Client(f"{endpoint.url}/sparql", pause=5, sleep=slept.append)
    for _ in range(2):
        client.post({"query": "SELECT * {} LIMIT 0"})
    [pause] = slept
    assert 4 < pause <= 5


def test_a_torn_line_of_the_cache_is_passed_over(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "sparql", "http://a.example")
    ann, bob = (Wanted(type="Person", name=name) for name in ("Ann Dale", "Bob Dale"))
    cache.put([(ann, (Candidate(iri="urn:ann", weight=3),)), (bob, ())])
    text = cache.path.read_text(encoding="utf-8")
    cache.path.write_text(text[: text.index("Bob") + 2], encoding="utf-8")
    again = Cache(tmp_path, "sparql", "http://a.example")
    assert (again.get(ann), again.get(bob)) == ((Candidate(iri="urn:ann", weight=3),), None)


def test_the_cache_lies_where_the_user_keeps_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert default_folder() == Path("/somewhere/statecraft/links")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.example", "nonsense", "https://"])
def test_only_the_web_is_asked(url: str) -> None:
    with pytest.raises(InputError, match="is no web address"):
        service("sparql", url)


def test_wikidata_and_its_reconciliation_are_known_and_an_endpoint_must_be_named() -> None:
    assert service("wikidata", None).url == "https://query.wikidata.org/sparql"
    assert service("reconciliation", None).url.startswith("https://")
    with pytest.raises(InputError, match="give one with --endpoint"):
        service("sparql", None)
