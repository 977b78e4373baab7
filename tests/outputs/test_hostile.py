"""Article text is hostile: in a real browser it runs nothing, fetches nothing, breaks nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputError
from graph.pipeline import Pipeline
from tests.outputs.conftest import Opener
from tests.outputs.views import hostile_view

PAYLOADS = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=1</script>",
    "</title></style><script>window.pwned=1</script>",
    '<img src="x" onerror="window.pwned=1">',
    "<img src=//leak.example/pixel.png>",
    "<svg onload=window.pwned=1>",
    '<iframe srcdoc="<script>parent.pwned=1</script>">',
    '<a href="javascript:window.pwned=1">href</a>',
    "javascript:window.pwned=1",
    "href",
    '" onmouseover="window.pwned=1" autofocus onfocus="window.pwned=1',
    "' onclick='window.pwned=1",
    "{{ cycler.__init__.__globals__ }}{% for x in y %}",
    "${window.pwned=1}`+window.pwned+`",
    "<!--<script>",
    "]]></script><!--",
    "\\u003cscript\\u003ewindow.pwned=1\\u003c/script\\u003e",
    "&lt;script&gt;window.pwned=1&lt;/script&gt;",
    "\u202egnp.exe\u2066 right to left \u202d",
    "\u2028window.pwned=1\u2029",
    "nul \x00 bell \x07 escape \x1b[31m",
    "__proto__",
    "constructor",
    "url(//leak.example/a.css)",
    "</bdi></td></table><form action=//leak.example><input autofocus>",
    "</noscript><script>window.pwned=1</script>",
    "<noscript><p title='</noscript><img src=x onerror=window.pwned=1>'>",
    "<style>@import url(//leak.example/b.css)</style>",
    "<link rel=stylesheet href=//leak.example/c.css>",
    "<meta http-equiv=refresh content='0;url=//leak.example'>",
    "<base href=//leak.example>",
    "<object data=//leak.example></object><embed src=//leak.example>",
    "<video><source onerror=window.pwned=1></video>",
    "<details open ontoggle=window.pwned=1>",
    "<math><mtext></mtext><mglyph><style></math><img src onerror=window.pwned=1>",
    "<svg><a xlink:href='javascript:window.pwned=1'><text>x</text></a></svg>",
    "data:text/html,<script>window.pwned=1</script>",
    "file:///etc/passwd",
    "//leak.example/%2e%2e/x?y#z",
    "`;window.pwned=1;//",
    "*/window.pwned=1/*",
    "<%= window.pwned=1 %><?php window.pwned=1 ?>",
    "{%- include '/etc/passwd' -%}{{ config }}",
    "%3Cscript%3Ewindow.pwned=1%3C/script%3E",
    "+ADw-script+AD4-window.pwned=1+ADw-/script+AD4-",
    "=cmd|' /C calc'!A0",
    "\\ud800 \\x3cscript\\x3e \\0",
    "á" * 200 + "​‍﻿­",
    "⁦⁧‫‪ mixed אב مر directions ⁩‬",
    '"}]}</script><script>window.pwned=1</script>{"a":["',
)


_FOREIGN = "img, iframe, object, embed, form, a, base, link, video, math, style ~ style"


def _article(payload: str) -> str:
    """An article with a payload in its headline, its source, names, offices and speech."""
    return (
        f"Norway and Russia near {payload} accord\n"
        f"Source: {payload}\n\n"
        f"OSLO, Norway — Norwegian Foreign Minister Henrik {payload} Dahl met Russian President "
        f"Vladimir Putin on Tuesday. “We will sign {payload},” Dahl told reporters.\n\n"
        f"Russia accused {payload} of threatening Norway. Ana Castelo, the head of {payload}, said "
        f"that Norway had visited {payload} in January 2024. Dahl denied {payload}.\n"
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_in_an_article_stays_text_all_the_way(
    payload: str, pipeline: Pipeline, tmp_path: Path, open_page: Opener
) -> None:
    text = tmp_path / "article.txt"
    # A file holds no half of a character, which a string may.
    text.write_text(_article(payload), encoding="utf-8", errors="replace")
    try:
        built = pipeline.build(text, publisher=payload)
    except InputError as error:
        # Read as no text at all, and said so: nothing is written.
        assert "\n" not in str(error)
        return
    opened = open_page(built.view, store=built.store, query=False)
    page = opened.page
    page.fill("#search", "a")
    page.keyboard.press("Enter")
    page.click("#tab-article")
    for view in ("tables", "sides", "drawing"):
        page.click(f"button[data-view={view}]")
    page.evaluate(
        "document.querySelectorAll('#tables table button').forEach((name) => name.click())"
    )
    page.evaluate("document.querySelectorAll('#sides button').forEach((name) => name.click())")
    assert page.evaluate("window.pwned") is None
    assert page.locator("script").count() == 3
    assert page.locator(_FOREIGN).count() == 0
    assert opened.clean()


def test_there_are_fifty_payloads() -> None:
    assert len(set(PAYLOADS)) >= 50


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_stays_text(payload: str, open_page: Opener) -> None:
    opened = open_page(hostile_view(payload))
    page = opened.page
    hostile = page.evaluate(
        "explorer.page.nodes.find(({ id }) => explorer.page.things[id].aliases?.length === 2).id"
    )
    page.fill("#search", "also")
    page.keyboard.press("Enter")
    assert page.evaluate("document.documentElement.dataset.selected") == hostile
    assert page.text_content("#facts h2") == page.evaluate(
        "id => explorer.page.things[id].label", hostile
    )
    page.evaluate("document.querySelectorAll('#facts .fold').forEach((fold) => fold.click())")
    opened.click(hostile)
    page.hover("#facts")
    page.click("#tab-article")
    page.click("button[data-view=tables]")
    for name in page.locator("#tables tbody button").all():
        name.click()
    page.click("button[data-view=sides]")
    page.evaluate("document.querySelectorAll('#sides button').forEach((name) => name.click())")
    assert page.evaluate("window.pwned") is None
    assert page.locator("script").count() == 2
    assert page.locator(_FOREIGN).count() == 0
    assert opened.clean()


def test_a_word_of_a_megabyte_breaks_nothing(open_page: Opener) -> None:
    opened = open_page(hostile_view("x" * 2**20))
    assert opened.page.evaluate(
        "explorer.labels().every(({ lines }) => lines.join('').length < 90)"
    )
    assert opened.clean()


def test_a_right_to_left_override_does_not_reach_its_surroundings(open_page: Opener) -> None:
    opened = open_page(hostile_view("\u202eevil"))
    opened.page.fill("#search", "also")
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#facts h2 > bdi").count() == 1
    assert opened.page.locator("h1 > bdi").count() == 1
