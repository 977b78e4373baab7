"""What the page writes to files: pictures, tables and RDF, of what is shown and of everything."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import rdflib

from graph.rdf.store import dump
from tests.outputs.conftest import Opened, Opener
from tests.outputs.views import hostile_view, sample_store, sample_view

_SVG = "{http://www.w3.org/2000/svg}"


def _keep(opened: Opened, kind: str, *, everything: bool = False) -> bytes:
    opened.page.click("#keep summary")
    opened.page.check(f"#keep input[value={'all' if everything else 'shown'}]")
    with opened.page.expect_download() as download:
        opened.page.click(f"#keep [data-kind={kind}]")
    return Path(download.value.path()).read_bytes()


def _without_people(opened: Opened) -> Opened:
    opened.page.locator("#rail label", has_text="people").locator("input").uncheck()
    return opened


def test_a_file_is_named_for_the_article(open_page: Opener) -> None:
    opened = open_page(sample_view())
    opened.page.click("#keep summary")
    with opened.page.expect_download() as download:
        opened.page.click("#keep [data-kind=csv]")
    (article,) = sample_view().articles
    assert article.title is not None
    assert download.value.suggested_filename.startswith(article.title.split()[0].lower())
    assert download.value.suggested_filename.endswith(".csv")
    assert opened.clean()


def test_the_picture_is_a_picture(open_page: Opener) -> None:
    assert _keep(open_page(sample_view()), "png").startswith(b"\x89PNG\r\n")


def test_the_drawing_is_vectors_and_letters(open_page: Opener) -> None:
    opened = open_page(sample_view())
    root = ElementTree.fromstring(_keep(opened, "svg"))
    words = {text.text for text in root.iter(f"{_SVG}text")}
    assert {"Henrik Dahl", "Norway", "threatens"} <= words
    assert len(list(root.iter(f"{_SVG}g"))) == opened.page.evaluate("explorer.page.edges.length")
    assert list(root.iter(f"{_SVG}image")) == []


def test_the_drawing_holds_what_is_shown_or_everything(open_page: Opener) -> None:
    opened = _without_people(open_page(sample_view()))
    for everything in (False, True):
        root = ElementTree.fromstring(_keep(opened, "svg", everything=everything))
        words = {text.text for text in root.iter(f"{_SVG}text")}
        assert ("Henrik Dahl" in words) == everything


def test_the_table_holds_every_fact_shown_with_its_sentence(open_page: Opener) -> None:
    opened = open_page(sample_view())
    text = _keep(opened, "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(sample_view().facts)
    threat = next(row for row in rows if row["does"] == "threatens")
    assert threat["sentence"] == "According to Dahl, Russia threatened Norway last month."
    assert (threat["put as"], threat["according to"]) == ("reported", "Henrik Dahl")
    _without_people(opened)
    assert len(_keep(opened, "csv").splitlines()) < len(text.splitlines())


def test_no_cell_is_a_formula(open_page: Opener) -> None:
    text = _keep(open_page(hostile_view('=HYPERLINK("//leak.example")')), "csv").decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)


def _whole() -> rdflib.Graph:
    return rdflib.Graph().parse(data=dump(sample_store(), "ttl"), format="turtle")


def test_turtle_and_json_ld_hold_the_same_graph_as_the_files(open_page: Opener) -> None:
    opened = open_page(sample_view(), store=sample_store())
    for kind, syntax in (("ttl", "turtle"), ("jsonld", "json-ld")):
        found = rdflib.Graph().parse(data=_keep(opened, kind, everything=True), format=syntax)
        assert set(found) == set(_whole()), kind


def test_what_is_hidden_is_not_in_the_turtle_that_is_shown(open_page: Opener) -> None:
    opened = open_page(sample_view(), store=sample_store())
    shown = set(rdflib.Graph().parse(data=_keep(opened, "ttl"), format="turtle"))
    opened.page.locator("#rail label", has_text="member").first.locator("input").uncheck()
    fewer = set(rdflib.Graph().parse(data=_keep(opened, "ttl"), format="turtle"))
    assert fewer < shown <= set(_whole())
    member = rdflib.URIRef("https://w3id.org/statecraft#memberOf")
    assert any(predicate == member for _s, predicate, _o in shown)
    assert not any(predicate == member for _s, predicate, _o in fewer)


def test_a_page_without_rdf_offers_none(open_page: Opener) -> None:
    opened = open_page(sample_view())
    assert opened.page.locator("#keep [data-kind=ttl]").count() == 0


def test_hostile_text_makes_a_sound_drawing(open_page: Opener) -> None:
    opened = open_page(
        hostile_view(
            '</text><script>alert(1)</script>\x00\x0b&"\ud83d'.encode("utf-8", "replace").decode()
        )
    )
    root = ElementTree.fromstring(_keep(opened, "svg"))
    assert list(root.iter(f"{_SVG}script")) == []
    assert opened.clean()
