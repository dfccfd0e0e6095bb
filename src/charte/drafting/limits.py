"""How much of a text is read. A policy is small; what is larger is a mistake or an attack."""

from __future__ import annotations

from charte.core.charter.shape import LONGEST_TEXT

MOST_BYTES = 12_000_000  # of a file or an answer; the largest policy page seen has 0.5 MB
MOST_REDIRECTS = 5
CONNECT_SECONDS = 10.0
READ_SECONDS = 10.0  # between two pieces of an answer
FETCH_SECONDS = 30.0  # the whole of it, redirects included
MOST_PAGES = 150  # of a PDF
PDF_SECONDS = 60.0  # checked between two pages
MOST_BLOCKS = 20_000
MOST_CELLS = 60_000  # of all tables of a text
MOST_SPAN = 1000  # HTML standard, colspan
LONGEST_BLOCK = 20_000  # characters; a longer line is read in pieces
LONGEST_CELL = LONGEST_TEXT  # characters: what a register holds
LONGEST_NAME = 200  # characters of a tracker's name
MOST_TRACKERS = 2000
