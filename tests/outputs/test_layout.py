"""Where nodes stand: apart, compact, and always in the same place."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations

import networkx as nx
import pytest

from graph.outputs.layout import Box, positions

BOX = Box(half_width=40, up=10, down=28)


def _network(count: int, edges: int, seed: int = 3) -> nx.MultiDiGraph[str]:
    plain = nx.gnm_random_graph(count, edges, seed=seed, directed=True)
    return nx.MultiDiGraph(nx.relabel_nodes(plain, str))


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    wide, high = 2 * BOX.half_width, BOX.up + BOX.down
    return abs(a[0] - b[0]) < wide and abs(a[1] - b[1]) < high


@pytest.mark.parametrize("shape", [(60, 120), (60, 30), (60, 0), (2, 1), (1, 0), (30, 400)])
def test_no_box_covers_another(shape: tuple[int, int]) -> None:
    network = _network(*shape)
    where = positions(network, dict.fromkeys(network, BOX))
    assert len(where) == shape[0]
    assert not any(_overlap(a, b) for a, b in combinations(where.values(), 2))


def test_nothing_has_no_positions() -> None:
    assert positions(nx.MultiDiGraph(), {}) == {}


def test_an_article_sized_network_fits_a_screen() -> None:
    network = _network(60, 90)
    where = positions(network, dict.fromkeys(network, BOX))
    width = max(x for x, _y in where.values()) - min(x for x, _y in where.values())
    height = max(y for _x, y in where.values()) - min(y for _x, y in where.values())
    assert width < 1300
    assert height < 1300


def test_neighbours_stand_nearer_than_strangers() -> None:
    network = nx.MultiDiGraph(nx.path_graph(12, create_using=nx.DiGraph))
    network = nx.relabel_nodes(network, str)
    where = positions(network, dict.fromkeys(network, BOX))

    def distance(a: int, b: int) -> float:
        (ax, ay), (bx, by) = where[str(a)], where[str(b)]
        return float(((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5)

    assert max(distance(i, i + 1) for i in range(11)) < distance(0, 11)


def test_large_networks_are_spread_out() -> None:
    network = _network(2000, 4000)
    where = positions(network, dict.fromkeys(network, BOX))
    assert len(set(where.values())) > 1900


def test_loops_and_parallel_edges_do_not_matter() -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_edges_from([("a", "a"), ("a", "b"), ("b", "a"), ("a", "b")])
    assert len(positions(network, dict.fromkeys(network, BOX))) == 2


def test_another_process_finds_the_same_places() -> None:
    program = (
        "from tests.outputs.test_layout import _network, BOX\n"
        "from graph.outputs.layout import positions\n"
        "network = _network(60, 100)\n"
        "print(positions(network, dict.fromkeys(network, BOX)))"
    )
    network = _network(60, 100)
    here = positions(network, dict.fromkeys(network, BOX))
    environment = os.environ | {"PYTHONHASHSEED": "7"}
    there = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
    )
    assert there.stdout.strip() == str(here)
