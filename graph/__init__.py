"""Political news in, a knowledge graph that can be checked out.

>>> import graph
>>> built = graph.build("article.txt")
>>> built.dataset, built.facts, built.to_networkx(), built.save("output")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.extract.nlp import load_pipeline as load_pipeline
    from graph.pipeline import Built as Built
    from graph.pipeline import Pipeline as Pipeline
    from graph.pipeline import build as build

__all__ = ["Built", "Pipeline", "build", "load_pipeline"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # spaCy takes most of a second to import; whoever only queries a graph need not wait for it.
    if name == "load_pipeline":
        from graph.extract.nlp import load_pipeline

        return load_pipeline
    if name in __all__:
        from graph import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'graph' has no attribute {name!r}")
