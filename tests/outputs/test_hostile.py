"""Article text is hostile: in a real browser it runs nothing, fetches nothing, breaks nothing."""

from __future__ import annotations

import pytest

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
)


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
    assert page.locator("img, iframe, object, embed, form, a, base, link").count() == 0
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
