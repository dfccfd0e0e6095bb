"""What kind of file the bytes are."""

from __future__ import annotations

import pytest

from charte.core.errors import OperatorError
from charte.drafting import Source, from_file
from charte.drafting.limits import MOST_BYTES
from charte.drafting.source import SourceKind, kind_of, text_of


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"Charte cookies", "a.txt", SourceKind.TEXT),
        (b"# Cookies\n<div>x</div>", "a.md", SourceKind.TEXT),
        (b"<https://www.example.org/> est notre site", "a", SourceKind.TEXT),
        (b"  <!DOCTYPE html><p>a", "a", SourceKind.HTML),
        (b"\xef\xbb\xbf<p>a</p>", "a.txt", SourceKind.HTML),
        (b"@extends('layout')\n<h1>a</h1>", "a.html", SourceKind.HTML),
        (b"junk%PDF-1.4 ...", "a", SourceKind.PDF),
        ("é".encode("utf-16"), "a.txt", SourceKind.TEXT),
    ],
)
def test_the_kind_is_told_by_the_bytes(data, name, kind):
    """A server's word and a file's suffix are often wrong."""
    assert kind_of(Source(data, name)) is kind


@pytest.mark.parametrize("media_type", ["text/html", "application/xhtml+xml"])
def test_a_server_may_say_that_a_page_is_one(media_type):
    """Where its beginning does not show it."""
    assert (
        kind_of(Source(b"Cookies <b>a</b>", "https://www.example.org/c", media_type=media_type))
        is SourceKind.HTML
    )


@pytest.mark.parametrize("data", [b"", b"  \n", b"\xef\xbb\xbf\n"])
def test_nothing_is_said_to_be_empty(data):
    """Marks and blanks are nothing."""
    with pytest.raises(OperatorError, match="is empty"):
        kind_of(Source(data, "a.txt"))


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00", b"PK\x03\x04\x14\x00\x06\x00", b"\x01\x02\x03\x04 binary"]
)
def test_other_files_are_refused(data):
    """Pictures, office documents, programs."""
    with pytest.raises(OperatorError, match="neither text, HTML nor PDF"):
        kind_of(Source(data, "a.bin"))


def test_the_servers_charset_is_believed_when_the_bytes_allow_it():
    """And an unknown one is passed over."""
    assert text_of(Source("é".encode("iso-8859-15"), "a", charset="iso-8859-15")) == "é"
    assert text_of(Source("é".encode(), "a", charset="no-such-charset")) == "é"
    assert text_of(Source(b"\xe9\x81", "a", charset="utf-8"))[0] == "é"


def test_files_that_cannot_be_read_are_said_in_a_sentence(tmp_path):
    """Missing, a folder, or larger than any policy."""
    with pytest.raises(OperatorError, match="There is no file"):
        from_file(tmp_path / "none.txt")
    with pytest.raises(OperatorError, match="is a folder"):
        from_file(tmp_path)
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(OperatorError, match="larger than 12 MB"):
        from_file(large)
