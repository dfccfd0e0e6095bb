"""Small policies, and the way from a text to its draft."""

from __future__ import annotations

import pytest

from charte.core.charter import Charter
from charte.core.charter import read as read_register
from charte.drafting import Source, draft, read, to_toml
from charte.drafting.document import Document
from charte.tapes.suffixes import load

PROSE = """Charte cookies

Ce site web dépose des cookies dans votre navigateur, certains avec votre consentement, pour la mesure d'audience.
Vous pouvez les refuser dans les réglages de votre terminal.

"""


@pytest.fixture
def suffixes():
    """The public suffix list that is installed."""
    return load()


@pytest.fixture
def document():
    """Reads a text as a document."""

    def make(text: str, name: str = "policy.md") -> Document:
        return read(Source(text.encode(), name))

    return make


@pytest.fixture
def drafted(suffixes):
    """The register that a text leads to, read back from its TOML as any command will read it."""

    def make(text: str | bytes, name: str = "policy.md", **asked: str) -> Charter:
        data = text.encode() if isinstance(text, str) else text
        return read_register(to_toml(draft(Source(data, name), suffixes, **asked).charter))

    return make


@pytest.fixture
def french(drafted):
    """The register of a French policy whose table (in Markdown) is given, under a title."""

    def make(table: str, title: str = "Cookies strictement nécessaires") -> Charter:
        return drafted(f"{PROSE}{title}\n\n{table}")

    return make
