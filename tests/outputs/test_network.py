"""Graphs as networks: what becomes a node, what an edge, and that no two facts are merged."""

from __future__ import annotations

import networkx as nx
import pytest

from graph.model import Fact, Node, View
from graph.outputs.drawing import parallel_slots, wrap
from graph.outputs.network import to_networkx, to_pyvis
from tests.outputs.views import node_labelled, random_view, sample_view

ANNA, BELA, CHAD = "urn:anna", "urn:bela", "urn:chad"


def _event(*, subjects: tuple[str, ...], objects: tuple[str, ...] = (), number: int = 0) -> Fact:
    return Fact(
        iri=f"urn:event:{number}",
        kind="event",
        relation="CONSULT",
        mode="meet",
        subjects=subjects,
        objects=objects,
        factuality="Asserted",
        confidence=0.9,
    )


def _view(*facts: Fact) -> View:
    nodes = tuple(
        Node(iri=iri, type="Person", label=iri.removeprefix("urn:")) for iri in (ANNA, BELA, CHAD)
    )
    return View(articles=(), nodes=nodes, facts=facts)


def test_every_parallel_relation_has_its_own_edge() -> None:
    facts = [_event(subjects=(ANNA,), objects=(BELA,), number=number) for number in range(3)]
    assert to_networkx(_view(*facts)).number_of_edges(ANNA, BELA) == 3


def test_an_event_of_two_is_an_edge() -> None:
    network = to_networkx(_view(_event(subjects=(ANNA,), objects=(BELA,))))
    assert set(network) == {ANNA, BELA, CHAD}
    assert network.edges[ANNA, BELA, "urn:event:0 CONSULT"]["label"] == "meets"


def test_an_event_of_two_sources_is_a_mutual_edge() -> None:
    network = to_networkx(_view(_event(subjects=(ANNA, BELA))))
    (_source, _target, attributes) = next(iter(network.edges(data=True)))
    assert attributes["mutual"] is True


def test_an_event_of_three_is_a_node_tied_to_all() -> None:
    network = to_networkx(_view(_event(subjects=(ANNA, BELA), objects=(CHAD,))))
    assert network.nodes["urn:event:0"]["type"] == "Event"
    assert set(network.predecessors("urn:event:0")) == {ANNA, BELA}
    assert set(network.successors("urn:event:0")) == {CHAD}


def test_an_event_of_one_is_a_node() -> None:
    network = to_networkx(_view(_event(subjects=(ANNA,))))
    assert network.nodes["urn:event:0"]["label"] == "meets"


def test_a_position_stands_between_holder_and_body() -> None:
    view = sample_view()
    network = to_networkx(view)
    dahl, norway = node_labelled(view, "Henrik Dahl").iri, node_labelled(view, "Norway").iri
    office = node_labelled(view, "Foreign Minister of Norway").iri
    assert network.has_edge(dahl, office)
    assert network.has_edge(office, norway)
    assert network.nodes[office]["label"] == "Foreign Minister"


def test_a_claimed_body_of_a_position_is_one_edge() -> None:
    view = sample_view()
    office = node_labelled(view, "Head of Harbour Workers’ League").iri
    league = node_labelled(view, "Harbour Workers’ League").iri
    assert to_networkx(view).number_of_edges(office, league) == 1


def test_edges_carry_their_sentence_and_source() -> None:
    view = sample_view()
    russia, norway = node_labelled(view, "Russia").iri, node_labelled(view, "Norway").iri
    (edge,) = to_networkx(view).get_edge_data(russia, norway).values()
    assert edge["sentence"] == "According to Dahl, Russia threatened Norway last month."
    assert edge["attributed_to"] == "Henrik Dahl"
    assert edge["factuality"] == "Reported"


def test_attributes_are_plain_enough_for_graphml() -> None:
    network = to_networkx(sample_view())
    written = "\n".join(nx.generate_graphml(network))
    assert "Henrik Dahl" in written


def test_pyvis_takes_every_node_and_edge_under_opaque_ids() -> None:
    network = to_networkx(sample_view())
    drawing = to_pyvis(sample_view())
    assert [node["id"] for node in drawing.nodes] == [f"n{i}" for i in range(len(network))]
    assert [edge["id"] for edge in drawing.edges] == [f"e{i}" for i in range(network.size())]


def test_pyvis_gets_no_text_that_it_would_show_as_html() -> None:
    drawing = to_pyvis(sample_view())
    assert not any({"title", "group", "image"} & set(node) for node in drawing.nodes)
    assert drawing.heading == ""


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_parallel_edges_never_share_a_course(count: int) -> None:
    facts = [
        _event(
            subjects=(ANNA if number % 2 else BELA,),
            objects=(BELA if number % 2 else ANNA,),
            number=number,
        )
        for number in range(count)
    ]
    slots = parallel_slots(to_networkx(_view(*facts)))
    # Seen from one end, a bend to the left of the way back is a bend to the right.
    courses = {slot if source == ANNA else -slot for (source, _t, _k), slot in slots.items()}
    assert len(courses) == count


def test_a_single_edge_is_straight() -> None:
    slots = parallel_slots(to_networkx(_view(_event(subjects=(ANNA,), objects=(BELA,)))))
    assert list(slots.values()) == [0]


def test_factuality_is_told_by_the_line() -> None:
    network = to_networkx(sample_view())
    drawing = to_pyvis(sample_view())
    dashes = {
        attributes["factuality"]: edge["dashes"]
        for edge, (_s, _t, attributes) in zip(drawing.edges, network.edges(data=True), strict=True)
    }
    assert dashes["Asserted"] is False
    assert len({str(dash) for dash in dashes.values()}) == 4
    denied = [edge["label"] for edge in drawing.edges if edge["label"].startswith("not: ")]
    assert sorted(denied) == ["not: belongs to", "not: mobilises against"]


def test_what_is_spoken_of_more_is_larger() -> None:
    drawing = to_pyvis(sample_view())
    sizes = {node["label"]: node["size"] for node in drawing.nodes}
    assert sizes["Portugal"] > sizes["Brazil"]


def test_labels_are_wrapped_between_words() -> None:
    assert wrap("North Atlantic Maritime Council") == "North Atlantic\nMaritime Council"


def test_endless_labels_are_cut() -> None:
    lines = wrap("word " * 200 + "x" * 10**6).split("\n")
    assert len(lines) == 3
    assert max(map(len, lines)) <= 28
    assert len(wrap("x" * 10**6)) <= 28


def test_a_thousand_facts_stay_a_thousand_edges() -> None:
    assert to_networkx(random_view(200, 1000)).size() >= 1000 - 1000 // 10
