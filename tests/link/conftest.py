"""A knowledge base on this machine, over HTTP: a SPARQL endpoint and a reconciliation service."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, Store

DATA = Path(__file__).parents[1] / "fixtures" / "knowledge.ttl"
# What the reconciliation service takes each name for, and whether it is sure.
MATCHES = {
    "Henrik Dahl": [("dahl", True)],
    "Rui Faro": [("faro-1", False), ("faro-2", False)],
    "Ana Castelo": [("castella", False)],
}


@dataclass
class Endpoint:
    """Where it listens, what it was asked, and how it is to behave."""

    url: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    refusals: list[int] = field(default_factory=list)
    nonsense: bool = False


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """SPARQL at ``/sparql``, reconciliation at ``/reconcile``; on this machine alone."""
    state, store = Endpoint(), Store()
    store.load(path=DATA, format=RdfFormat.TURTLE)

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            self.answer({"name": "ours", "identifierSpace": "http://knowledge.example/item/"})

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            form = {
                key: values[0] for key, values in parse_qs(self.rfile.read(length).decode()).items()
            }
            state.asked.append(form)
            state.agents.add(self.headers["User-Agent"])
            if state.refusals:
                self.send_response(state.refusals.pop(0))
                self.send_header("Retry-After", "0")
                self.end_headers()
            elif state.nonsense:
                self.send(b"<html>not what you wanted</html>")
            elif self.path == "/sparql":
                solutions = store.query(form["query"])
                self.send(solutions.serialize(format=QueryResultsFormat.JSON))
            else:
                queries = json.loads(form["queries"])
                self.answer({key: {"result": result(one["query"])} for key, one in queries.items()})

        def answer(self, value: object) -> None:
            self.send(json.dumps(value).encode())

        def send(self, data: bytes) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(data)

    def result(name: str) -> list[dict[str, object]]:
        return [{"id": id_, "name": name, "match": sure} for id_, sure in MATCHES.get(name, [])]

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield state
    server.shutdown()
    thread.join()
    server.server_close()
