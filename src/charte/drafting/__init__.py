"""DRAFT: a first register from what exists already, today a published policy.

A text becomes a plain document (`reading`), its tables of trackers become rows of words (`tables`, `rows`),
rows become a register with notes (`assembling`), and that is written as `charte.toml` (`writing`).
`fetching` brings a page from the network and is imported by those who need it.
"""

from charte.drafting.assembling import Draft
from charte.drafting.drafting import draft, draft_document
from charte.drafting.lexicon import language_name
from charte.drafting.reading import read
from charte.drafting.saving import check_place, save
from charte.drafting.source import Source, from_file
from charte.drafting.writing import to_toml

__all__ = [
    "Draft",
    "Source",
    "check_place",
    "draft",
    "draft_document",
    "from_file",
    "language_name",
    "read",
    "save",
    "to_toml",
]
