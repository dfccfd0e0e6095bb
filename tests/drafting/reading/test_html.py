"""Web pages as blocks."""

from __future__ import annotations

import sys

import pytest

from charte.core.errors import OperatorError
from charte.drafting import Source, read
from charte.drafting.document import Heading, Paragraph, Table
from charte.drafting.limits import MOST_CELLS

pytest.importorskip("lxml", reason="lxml is a part of charte[draft]")


def page(body: str, head: str = ""):
    return read(
        Source(
            f"<!doctype html><html lang=fr><head>{head}</head><body>{body}</body></html>".encode(), "a.html"
        )
    )


def grid(table: Table):
    return [[cell.text for cell in row] for row in table.rows]


def test_titles_paragraphs_and_items_are_read_and_the_rest_is_not():
    """Scripts, styles, menus and controls are no text of a policy."""
    document = page(
        "<nav>Menu</nav><h2>Cookies  <em>nécessaires</em></h2><p>Un<br>texte <script>var a='p'</script>suivi.</p>"
        "<ul><li>un</li></ul><style>p{}</style><button>Accepter</button><template>caché</template>"
    )
    assert [(type(block), block.text) for block in document.blocks] == [
        (Heading, "Cookies nécessaires"),
        (Paragraph, "Un texte suivi."),
        (Paragraph, "un"),
    ]
    assert document.blocks[2].item
    assert document.language == "fr"


def test_what_a_page_says_of_itself():
    """Its canonical address and its site's name."""
    head = '<link rel=canonical href="https://www.example.org/cookies"><meta property="og:site_name" content="Exemple">'
    document = page("<p>a</p>", head)
    assert (document.address, document.site_name) == ("https://www.example.org/cookies", "Exemple")


def test_strong_lines_are_titles():
    """Also as the first thing of an item, as on GOV.UK."""
    document = page(
        "<ul><li><strong>Cookies that measure</strong><p>We use them.</p></li></ul><p>A <b>word</b> here</p>"
    )
    assert [block.text for block in document.blocks if isinstance(block, Heading)] == ["Cookies that measure"]


def test_spans_stand_in_every_place_that_they_cover():
    """A provider that spans three rows is the provider of all three (HTML standard, 4.9.12)."""
    document = page(
        "<table><caption>Liste</caption><tr><th>A<th>B<th>C</tr><tr><td rowspan=2>x<td>1<td rowspan=0>y</tr>"
        "<tr><td>2</tr><tr><td colspan=2>z</tr></table>"
    )
    assert document.blocks[0].text == "Liste"
    assert grid(document.blocks[1]) == [["A", "B", "C"], ["x", "1", "y"], ["x", "2", "y"], ["z", "z", "y"]]


def test_a_list_in_a_cell_keeps_its_lines_and_links_their_addresses():
    """Each name of such a list is one tracker."""
    document = page(
        '<table><tr><td><ul><li>_a</li><li>_b</li></ul></td><td><a href="https://x.example">y</a></td></table>'
    )
    (table,) = document.blocks
    assert grid(table) == [["_a\n_b", "y"]]
    assert table.rows[0][1].links == ("https://x.example",)


def test_a_table_for_layout_is_no_table():
    """Only the innermost is; what stands around it is text."""
    document = page("<table><tr><td>Titre<table><tr><td>a<td>b</table></td></tr></table>")
    assert [grid(block) for block in document.blocks if isinstance(block, Table)] == [[["a", "b"]]]


def test_entities_of_a_page_are_never_followed():
    """Neither to a file of this machine nor to a text that grows without end."""
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY f SYSTEM "file:///etc/hosts">]><html><body><p>[&b;&f;]</p></body></html>'
    )
    document = read(Source(bomb.encode(), "a.html"))
    assert document.blocks[-1].text == "[&b;&f;]"


def test_a_page_nested_without_end_is_refused_and_not_cut():
    """The parser would leave out the rest in silence."""
    with pytest.raises(OperatorError, match="nested too deeply"):
        page("<div>" * 5000 + "x" + "</div>" * 5000 + "<p>the rest</p>")


def test_deep_but_honest_pages_are_read_whole():
    """Templates nest a few hundred levels."""
    assert page("<div>" * 500 + "x" + "</div>" * 500 + "<p>the rest</p>").blocks[-1].text == "the rest"


def test_spans_cannot_make_a_page_grow_without_end():
    """A cell may ask for a thousand columns in each of a thousand rows."""
    rows = MOST_CELLS // 1000 + 2
    with pytest.raises(OperatorError, match="more tables"):
        page("<table>" + "<tr><td colspan=100000>x" * rows + "</table>")


def test_a_page_without_words_has_no_blocks():
    """Only marks."""
    assert page("<script>1</script>").blocks == ()


@pytest.mark.parametrize(
    "data", ["<p>é</p>".encode("latin-1"), "<p>é</p>".encode(), '<meta charset="latin-1"><p>é</p>'.encode()]
)
def test_the_encoding_is_found(data):
    """By the bytes first: what is UTF-8 can be nothing else."""
    assert read(Source(data, "a.html")).blocks[0].text == "é"


def test_without_its_reader_the_part_to_install_is_named(monkeypatch):
    """A site that only wants the gate installs neither."""
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(OperatorError, match="needs lxml") as caught:
        page("<p>a</p>")
    assert "charte[draft]" in caught.value.mend
