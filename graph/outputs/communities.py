"""Which nodes of a very large network lie close together, so that a page can show groups first."""

from __future__ import annotations

import networkx as nx

SEED = 20240229


def communities(network: nx.MultiDiGraph[str]) -> list[list[str]]:
    """Groups of nodes with more ties among themselves than to others, the largest first.

    By the Louvain method (Blondel and others, 2008) from a fixed seed; every node is in one group,
    in the network's order, and equally large groups are in the order of their first members.
    """
    order = {iri: number for number, iri in enumerate(network)}
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(network)
    for source, target in network.edges():
        if source != target:
            weight = plain.edges[source, target]["weight"] if plain.has_edge(source, target) else 0
            plain.add_edge(source, target, weight=weight + 1)
    found = nx.community.louvain_communities(plain, weight="weight", seed=SEED)
    groups = [sorted(group, key=order.__getitem__) for group in found]
    return sorted(groups, key=lambda group: (-len(group), order[group[0]]))
