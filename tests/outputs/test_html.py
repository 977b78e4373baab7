"""The page as text: complete, escaped, and the same every time."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest

from graph.errors import StatecraftError
from graph.model import View
from graph.outputs import html
from graph.outputs.html import json_block, page, to_html
from tests.outputs.views import hostile_view, random_view, sample_store, sample_view


def _data(page: str) -> dict[str, object]:
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert block is not None
    data: dict[str, object] = json.loads(block[1])
    return data


def test_the_policy_allows_the_page_s_own_script_and_style_and_nothing_else() -> None:
    page = to_html(sample_view())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    allowed = policy[1].replace("&#39;", "'")
    assert allowed.startswith("default-src 'none';")
    assert "unsafe" not in allowed
    assert "http" not in allowed
    for text in (
        re.findall(r"<script>(.*?)</script>", page, re.S)[0],
        *re.findall(r"<style>(.*?)</style>", page, re.S),
    ):
        digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed


def test_the_query_engine_asks_for_webassembly_in_a_worker_and_nothing_more() -> None:
    policy = re.search(r'Policy" content="([^"]*)"', page(sample_store()))
    assert policy is not None
    allowed = policy[1].replace("&#39;", "'")
    without = re.search(r'Policy" content="([^"]*)"', page(sample_store(), query=False))
    assert without is not None
    plain = without[1].replace("&#39;", "'")
    assert allowed.replace(" 'wasm-unsafe-eval'; worker-src blob:", "") == plain
    assert "unsafe" not in plain


def _without_graph(text: str) -> int:
    """The bytes of a page but for its data, its RDF and its list of them."""
    shell = re.sub(r'<script type="application/json".*?</script>', "", text, flags=re.S)
    return len(re.sub(r"<noscript>.*?</noscript>", "", shell, flags=re.S).encode())


def test_a_page_is_no_larger_than_a_mail_bears() -> None:
    assert _without_graph(page(sample_store(), query=False)) < 1_000_000
    assert _without_graph(page(sample_store())) < 3_000_000
    assert _without_graph(to_html(random_view(2100, 10))) < 1_000_000


def test_the_rdf_in_the_page_is_the_graph_s() -> None:
    block = re.search(r'id="rdf">(.*?)</script>', page(sample_store()), re.S)
    assert block is not None
    rdf = json.loads(block[1])
    quads = sum(len(numbers) for _name, numbers in rdf["graphs"]) // 3
    assert quads == len(sample_store())
    assert len(rdf["facts"]) == len(sample_view().facts)


def test_the_page_names_no_address() -> None:
    page = to_html(sample_view())
    shell = page.replace(re.findall(r"<script>(.*?)</script>", page, re.S)[0], "")
    assert not re.search(r"(src|href)\s*=|https?://|url\(", shell)


def test_the_page_shows_no_iri() -> None:
    page = to_html(sample_view())
    assert "w3id.org" not in page


def test_the_data_block_holds_every_fact() -> None:
    facts = _data(to_html(sample_view()))["facts"]
    assert isinstance(facts, list)
    assert len(facts) == len(sample_view().facts)


@pytest.mark.parametrize("sign", ["<", ">", "&", "\u2028", "\u2029"])
def test_json_escapes_what_could_end_its_block(sign: str) -> None:
    block = json_block({"name": sign})
    assert sign not in block
    assert json.loads(block) == {"name": sign}


def test_the_list_needs_no_script() -> None:
    page = to_html(sample_view())
    static = page.split('<script type="application/json"')[0]
    for words in ("Henrik Dahl", "Foreign Minister of Norway", "mobilises against", "denied"):
        assert words in static
    assert "According to Dahl, Russia threatened Norway last month." in static


def test_an_article_without_title_goes_by_its_name() -> None:
    (article,) = sample_view().articles
    nameless = View(
        articles=(type(article)(iri=article.iri, name="harbour-pact", text=article.text),),
        nodes=sample_view().nodes,
        facts=sample_view().facts,
    )
    page = to_html(nameless)
    assert "<title>harbour-pact</title>" in page
    assert "Publisher unknown" in page


def test_an_empty_graph_has_a_page() -> None:
    assert "<title>0 articles</title>" in to_html(View(articles=(), nodes=(), facts=()))


def test_another_process_writes_the_same_bytes() -> None:
    program = (
        "import hashlib\n"
        "from tests.outputs.views import sample_store\n"
        "from graph.outputs.html import page\n"
        "print(hashlib.sha256(page(sample_store()).encode()).hexdigest())"
    )
    environment = os.environ | {"PYTHONHASHSEED": "12345"}
    there = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
    )
    assert there.stdout.strip() == hashlib.sha256(page(sample_store()).encode()).hexdigest()


def test_a_missing_bundle_is_one_plain_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html, "BUNDLE", tmp_path)
    html._bundled_bytes.cache_clear()
    try:
        with pytest.raises(StatecraftError, match="never built") as raised:
            to_html(sample_view())
    finally:
        html._bundled_bytes.cache_clear()
    assert "\n" not in str(raised.value)
    assert "npm ci && npm run build" in str(raised.value)


def test_template_syntax_in_an_article_is_text() -> None:
    page = to_html(hostile_view("{{ 7 * 6 }}{% raw %}"))
    assert "{{ 7 * 6 }}{% raw %}" in page
    assert "<title>42" not in page


def test_the_licences_of_all_bundled_packages_travel_along() -> None:
    notices = (html.BUNDLE / "LICENSES.txt").read_text(encoding="utf-8")
    for package in ("vis-network", "vis-data", "sigma", "graphology", "oxigraph"):
        assert f"\n{package} " in f"\n{notices}"
