"""SPARQL inside the page: from a file, with the network cut, in a worker that starts when asked."""

from __future__ import annotations

from graph.rdf import query
from graph.rdf.questions import questions
from tests.outputs.conftest import Opened, Opener
from tests.outputs.views import sample_store, sample_view

_COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def _open(open_page: Opener) -> Opened:
    opened = open_page(sample_view(), store=sample_store())
    opened.page.click("button[data-view=ask]")
    return opened


def _ask(opened: Opened, text: str) -> None:
    # The answer to the last question goes first, so that the next one can be waited for.
    opened.page.evaluate("document.querySelector('.answer').replaceChildren()")
    opened.page.fill("#query", text)
    opened.page.press("#query", "Control+Enter")


def _rows(opened: Opened) -> list[list[str]]:
    opened.page.wait_for_selector("#table-answer", timeout=15000)
    rows: list[list[str]] = opened.page.evaluate(
        """[...document.querySelectorAll("#table-answer tbody tr")]
            .map((row) => [...row.children].map((cell) => cell.textContent))"""
    )
    return rows


def test_the_engine_starts_when_its_tab_is_opened_and_not_before(open_page: Opener) -> None:
    opened = open_page(sample_view(), store=sample_store())
    assert opened.page.workers == []
    with opened.page.expect_worker():
        opened.page.click("button[data-view=ask]")
    opened.page.wait_for_selector("#ask >> text=Ready")
    assert opened.clean()


def test_every_triple_is_counted_once_however_many_graphs_hold_it(open_page: Opener) -> None:
    opened = _open(open_page)
    _ask(opened, _COUNT)
    answer = query.run(sample_store(), _COUNT)
    assert isinstance(answer, query.Table)
    assert _rows(opened) == [[str(answer.rows[0][0])]]


def test_named_graphs_can_be_asked_for(open_page: Opener) -> None:
    opened = _open(open_page)
    _ask(opened, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    answer = query.run(sample_store(), "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
    assert isinstance(answer, query.Table)
    assert len(_rows(opened)) == len(answer.rows) >= 2


def test_every_named_question_answers_as_the_command_line_does(open_page: Opener) -> None:
    opened = _open(open_page)
    for question in questions():
        opened.page.evaluate("document.querySelector('.answer').replaceChildren()")
        opened.page.get_by_role("button", name=question.title, exact=True).click()
        answer = query.run(sample_store(), question.text)
        assert isinstance(answer, query.Table)
        rows = _rows(opened)
        assert len(rows) == min(len(answer.rows), 150), question.name
    assert opened.clean()


def test_a_parameter_is_looked_for_whatever_it_is(open_page: Opener) -> None:
    opened = _open(open_page)
    opened.page.get_by_role("button", name="Who holds which position?", exact=True).click()
    _rows(opened)
    field = opened.page.locator(".parameters input").first
    for value, count in (("Henrik Dahl", 1), ('" } ?s ?p ?o . { "\\', 0)):
        opened.page.evaluate("document.querySelector('.answer').replaceChildren()")
        field.fill(value)
        field.press("Tab")
        assert len(_rows(opened)) == count


def test_names_in_an_answer_select_and_show_in_the_drawing(open_page: Opener) -> None:
    opened = _open(open_page)
    _ask(
        opened,
        "SELECT ?s ?n WHERE { ?s a sc:State ; skos:prefLabel ?n } ORDER BY ?n",
    )
    _rows(opened)
    opened.page.locator("#table-answer td button", has_text="Norway").click()
    assert opened.page.inner_text("#facts h2") == "Norway"
    opened.page.click("#ask >> text=in the drawing")
    assert opened.page.is_visible("#drawing")
    assert "from the answer" in opened.page.inner_text("#scope")


def test_the_query_is_coloured_and_stays_the_same_text(open_page: Opener) -> None:
    opened = _open(open_page)
    opened.page.fill("#query", 'SELECT ?s # why\nWHERE { ?s sc:title "<b>" }')
    shown = opened.page.text_content(".editor pre")
    assert shown == 'SELECT ?s # why\nWHERE { ?s sc:title "<b>" }\n'
    for kind, text in (("variable", "?s"), ("comment", "# why"), ("name", "sc:title")):
        assert opened.page.locator(f".editor .{kind}").first.inner_text() == text


def test_yes_or_no_and_graphs_are_answers_too(open_page: Opener) -> None:
    opened = _open(open_page)
    _ask(opened, "ASK { ?s a sc:Person }")
    opened.page.wait_for_selector(".yesno")
    assert opened.page.inner_text(".yesno") == "Yes."
    _ask(opened, "CONSTRUCT { ?s a sc:State } WHERE { ?s a sc:State }")
    opened.page.wait_for_selector(".turtle")
    assert "https://w3id.org/statecraft" in opened.page.inner_text(".turtle")


def test_what_does_not_parse_changes_or_leaves_the_page_is_refused(open_page: Opener) -> None:
    opened = _open(open_page)
    opened.page.wait_for_selector("#ask >> text=Ready")
    for text in (
        "SELECT ?s WHERE {",
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT * { SERVICE <https://leak.example/> { ?s ?p ?o } }",
    ):
        opened.page.evaluate("document.querySelector('.run [role=status]').textContent = ''")
        _ask(opened, text)
        opened.page.wait_for_selector(".run [role=status]:not(:empty):not(:text('Asking'))")
        assert opened.page.locator(".answer > *").count() == 0
    assert opened.clean()


def test_the_last_question_is_part_of_the_link(open_page: Opener) -> None:
    first = _open(open_page)
    _ask(first, "ASK { ?s a sc:Person }")
    first.page.wait_for_selector(".yesno")
    first.settle()
    fragment = first.page.evaluate("location.hash")
    second = open_page(sample_view(), fragment, store=sample_store())
    assert second.page.input_value("#query") == "ASK { ?s a sc:Person }"


def test_a_page_without_the_engine_has_no_such_tab(open_page: Opener) -> None:
    opened = open_page(sample_view(), store=sample_store(), query=False)
    assert opened.page.locator("[data-view=ask]").count() == 0
    policy = opened.page.get_attribute("meta[http-equiv]", "content")
    assert policy is not None
    assert "wasm" not in policy and "worker" not in policy
