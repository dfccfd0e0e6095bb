"""Plain text and Markdown as blocks."""

from __future__ import annotations

import pytest

from charte.core.errors import OperatorError
from charte.drafting import Source, read
from charte.drafting.document import Heading, Paragraph, Place, Table
from charte.drafting.limits import MOST_BLOCKS, MOST_CELLS


def texts(blocks):
    return [(type(block).__name__, block.text) for block in blocks if not isinstance(block, Table)]


def test_marked_titles_keep_their_level_and_line(document):
    """With number signs, or underlined."""
    blocks = document("# Un\n\nDeux\n====\n\nTrois\n-----\n\nQuatre\n******\n").blocks
    assert [(block.text, block.level, block.place.line) for block in blocks] == [
        ("Un", 1, 1), ("Deux", 1, 3), ("Trois", 2, 6), ("Quatre", 3, 9),
    ]  # fmt: skip


def test_a_short_line_of_its_own_is_taken_for_a_title(document):
    """Plain text marks no titles; sentences and lead-ins are none."""
    blocks = document(
        "Qu'est-ce qu'un cookie ?\n\nUn fichier.\n\nEn voici :\n\n**Cookies nécessaires**\n"
    ).blocks
    assert [block.text for block in blocks if isinstance(block, Heading) and block.guessed] == [
        "Qu'est-ce qu'un cookie ?",
        "Cookies nécessaires",
    ]


def test_wrapped_lines_are_one_paragraph_and_long_lines_each_their_own(document):
    """As an editor with or without hard line ends writes them."""
    assert texts(document("Une phrase\nqui va à la ligne.\n").blocks) == [
        ("Paragraph", "Une phrase qui va à la ligne.")
    ]
    long = "Une phrase assez longue pour ne pas avoir été coupée par un éditeur, " * 3 + "voilà."
    assert texts(document(f"{long}\nUne autre phrase, enfin.\n").blocks) == [
        ("Paragraph", long),
        ("Paragraph", "Une autre phrase, enfin."),
    ]


def test_items_front_matter_and_rules(document):
    """Front matter is no text; a rule ends a paragraph."""
    blocks = document("---\ntitle: x\n---\n- un\n- deux\n\n---\n\nTexte suivi.\n").blocks
    assert texts(blocks) == [("Paragraph", "un"), ("Paragraph", "deux"), ("Paragraph", "Texte suivi.")]
    assert [block.item for block in blocks if isinstance(block, Paragraph)] == [True, True, False]


@pytest.mark.parametrize(
    "table",
    ["| a | b |\n|---|---|\n| 1 | 2 |\n|---|---|\n", "a | b\n---|---\n1 | 2\n", "| a | b |\n| 1 | 2 |\n"],
)
def test_pipe_tables(document, table):
    """With pipes at the ends or not, with the separator missing or repeated."""
    (block,) = document(table).blocks
    assert [[cell.text for cell in row] for row in block.rows] == [["a", "b"], ["1", "2"]]


def test_rows_of_unequal_length_are_filled(document):
    """Every row has as many cells as the longest, each with its line."""
    (table,) = document("| a | b |\n| 1 |\n| 2 | 3 |\n").blocks
    assert [len(row) for row in table.rows] == [2, 2, 2]
    assert table.rows[2][1].place == Place(line=3)
    assert str(table.rows[2][1].place) == "line 3"


@pytest.mark.parametrize("data", ["é".encode("latin-1"), "é".encode("utf-16"), "\ufeffé".encode()])
def test_old_encodings_are_read(data):
    """Windows-1252, UTF-16 and UTF-8 with a mark."""
    (block,) = read(Source(data, "a.txt")).blocks
    assert block.text == "é"


@pytest.mark.parametrize(
    "text", ["a\n\n" * (MOST_BLOCKS + 1), "|a|b|c|d|\n" * (MOST_CELLS // 4 + 1)], ids=["blocks", "cells"]
)
def test_a_text_of_no_policys_size_is_refused(document, text):
    """In a sentence, and soon."""
    with pytest.raises(OperatorError, match="policy"):
        document(text)
