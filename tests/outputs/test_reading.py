"""Text cut into marked pieces: nothing lost, nothing twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.model import ArticleView, Node, Quote, View
from graph.outputs.reading import paragraphs, quote_runs

TEXT = "Russian President Vladimir Putin spoke.\n\n“𝔸nna” listened."


def _quote(*marks: tuple[str, int, int], begin: int = 10, text: str = "Anna met Bela.") -> Quote:
    return Quote(article="urn:a", begin=begin, end=begin + len(text), text=text, marks=marks)


def test_marks_become_runs_with_roles() -> None:
    runs = quote_runs(_quote(("subject", 10, 14), ("trigger", 15, 18), ("object", 19, 23)))
    assert runs == [
        ["Anna", "subject"],
        [" "],
        ["met", "trigger"],
        [" "],
        ["Bela", "object"],
        ["."],
    ]


def test_a_mark_within_a_mark_has_both_roles() -> None:
    runs = quote_runs(_quote(("subject", 10, 18), ("trigger", 15, 18)))
    assert runs[1] == ["met", "subject", "trigger"]


def test_marks_outside_the_quote_are_left_out() -> None:
    assert quote_runs(_quote(("subject", 0, 5))) == [["Anna met Bela."]]


@given(
    st.lists(
        st.tuples(st.sampled_from(["subject", "object"]), st.integers(0, 40), st.integers(0, 40))
    )
)
def test_runs_always_make_up_the_whole_quote(marks: list[tuple[str, int, int]]) -> None:
    assert "".join(run[0] for run in quote_runs(_quote(*marks))) == "Anna met Bela."


def _paragraphs(*mentions: tuple[str, int, int]) -> list[list[list[object]]]:
    article = ArticleView(iri="urn:a", name="a", text=TEXT)
    nodes = tuple(
        Node(iri=iri, type="Person", label=iri, mentions=(("urn:a", begin, end),))
        for iri, begin, end in mentions
    )
    view = View(articles=(article,), nodes=nodes, facts=())
    return paragraphs(article, view, {node.iri: node.iri for node in nodes})


def test_blank_lines_are_no_paragraphs() -> None:
    assert len(_paragraphs()) == 2


def test_the_inner_name_wins() -> None:
    (first, _second) = _paragraphs(("russia", 0, 7), ("putin", 0, 32))
    assert first[:2] == [[0, "Russian", "russia"], [7, " President Vladimir Putin", "putin"]]


def test_offsets_count_characters_not_utf16() -> None:
    begin = TEXT.index("𝔸nna")
    (_first, second) = _paragraphs(("anna", begin, begin + 4))
    assert second[1] == [begin, "𝔸nna", "anna"]
