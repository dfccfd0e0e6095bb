"""PDFs as blocks, made here with reportlab."""

from __future__ import annotations

import io
import sys

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate
from reportlab.platypus import Table as RuledTable

from charte.core.errors import OperatorError
from charte.drafting import Source, read
from charte.drafting.document import Heading, Table

pytest.importorskip("pdfplumber", reason="pdfplumber is a part of charte[draft]")
STYLES = getSampleStyleSheet()
GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
HEAD = ["Fournisseur", "Service", "Nom du cookie", "Finalité"]


def words(text: str, style: str = "BodyText"):
    return Paragraph(text, STYLES[style])


def ruled(rows, widths=(70, 70, 90, 150)):
    return RuledTable([[words(cell) for cell in row] for row in rows], style=GRID, colWidths=widths)


def pdf(*story, **settings) -> bytes:
    file = io.BytesIO()
    SimpleDocTemplate(file, pagesize=A4, **settings).build(list(story))
    return file.getvalue()


def blocks(*story):
    return read(Source(pdf(*story), "a.pdf")).blocks


def test_titles_text_and_tables_come_in_the_order_of_the_page():
    """Titles by the size of their letters; each block with its page."""
    found = blocks(
        words("Charte cookies", "Title"), words("Un texte qui se suit. " * 12), words("Nécessaires", "Heading2"),
        ruled([HEAD, ["Mairie", "Connexion", "sessionid", "Se souvenir de vous d'une page à une autre"]]),
    )  # fmt: skip
    assert [type(block).__name__ for block in found] == ["Heading", "Paragraph", "Heading", "Table"]
    assert [(block.text, block.level) for block in found if isinstance(block, Heading)] == [
        ("Charte cookies", 1),
        ("Nécessaires", 2),
    ]
    assert found[1].text == ("Un texte qui se suit. " * 12).strip()
    assert [cell.text for cell in found[3].rows[1]] == [
        "Mairie", "Connexion", "sessionid", "Se souvenir de vous d'une page à une autre",
    ]  # fmt: skip
    assert str(found[3].place) == "page 1"


def test_a_name_broken_for_want_of_space_is_whole_again_and_two_names_are_two():
    """A line that filled its cell goes on; a line that its author ended does not."""
    (table,) = blocks(
        ruled([["cookies_preferences_du_site_web", "_ga<br/>_gid", "Mairie de Paris", "x"]], (60, 60, 60, 60))
    )
    first, second, third, _ = (cell.text for cell in table.rows[0])
    assert first == "cookies_preferences_du_site_web"
    assert second == "_ga\n_gid"
    assert third == "Mairie de Paris"


def test_a_table_over_two_pages_is_two_tables():
    """The second has no head; who reads the tables joins them."""
    row = ["Mairie", "Choix", "cookies_preferences", "Se souvenir du choix"]
    found = blocks(ruled([HEAD, row]), PageBreak(), ruled([row]))
    assert [len(block.rows) for block in found if isinstance(block, Table)] == [2, 1]
    assert [block.place.page for block in found] == [1, 2]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n garbage", "cannot be read"),
        (pdf(words("secret"), encrypt=StandardEncryption("word", canPrint=0)), "cannot be read"),
        (pdf(PageBreak()), "without text"),
    ],
    ids=["broken", "encrypted", "empty"],
)
def test_a_pdf_that_gives_no_text_is_said_in_a_sentence(data, what):
    """With what to do instead."""
    with pytest.raises(OperatorError, match=what) as caught:
        read(Source(data, "a.pdf"))
    assert "text" in caught.value.mend


def test_without_its_reader_the_part_to_install_is_named(monkeypatch):
    """A site that only wants the gate installs neither."""
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(OperatorError, match="needs pdfplumber") as caught:
        read(Source(pdf(words("a")), "a.pdf"))
    assert "charte[draft]" in caught.value.mend
