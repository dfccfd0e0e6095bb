"""The bytes of a policy and what kind of file they are."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from charte.core.errors import OperatorError
from charte.drafting.limits import MOST_BYTES

_SNIFFED = 2048  # bytes at the start that tell the kind
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|main|article|section|div|table|h[1-6]|p|ul|ol|dl)[\s>/]",
    re.IGNORECASE,
)
_WEB_PAGES = ("text/html", "application/xhtml+xml")
_MARKED_UP = ("md", "markdown", "rst")
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}


class SourceKind(StrEnum):
    TEXT = "text"  # Markdown included: plain text is Markdown without marks
    HTML = "html"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Source:
    """What was read: `name` is how a person calls it, `address` where it was fetched (empty for a file).

    `media_type` is what the server said, lower case, without parameters; `charset` likewise.
    """

    data: bytes
    name: str
    address: str = ""
    media_type: str = ""
    charset: str = ""


def from_file(path: Path) -> Source:
    """The file's bytes. Raises `OperatorError` with what to do when it cannot be read or is too large."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise OperatorError(
            f"There is no file {path}.", "Name the file of a published policy, or its address with https://."
        ) from None
    except IsADirectoryError:
        raise OperatorError(f"{path} is a folder.", "Name the file of a published policy in it.") from None
    except OSError as error:
        raise OperatorError(f"{path} cannot be read: {error.strerror}.", "Check its permissions.") from None
    source = Source(data, path.name)
    check_size(source)
    return source


def check_size(source: Source) -> None:
    """Raises `OperatorError` for more than any policy holds."""
    if len(source.data) > MOST_BYTES:
        raise OperatorError(
            f"{source.name} is larger than {MOST_BYTES // 1_000_000} MB.",
            "Give the policy alone, as text, HTML or PDF.",
        )


def kind_of(source: Source) -> SourceKind:
    """The kind, by the bytes first: a server's word and a file's suffix are often wrong.

    Raises `OperatorError` when the source is empty or is none of the three.
    """
    start = source.data[:_SNIFFED].lstrip(codecs.BOM_UTF8).lstrip()
    if not start:
        raise OperatorError(f"{source.name} is empty.", "Give the text of a published cookie policy.")
    if b"%PDF-" in source.data[:1024]:
        return SourceKind.PDF
    if _is_binary(source):
        raise OperatorError(
            f"{source.name} is neither text, HTML nor PDF.",
            "Save the policy as one of the three and try again.",
        )
    suffix = source.name.lower().rpartition(".")[2]
    if suffix in _MARKED_UP or source.media_type in ("text/markdown", "text/x-rst"):
        return SourceKind.TEXT  # Markdown may hold HTML
    if suffix in ("html", "htm", "xhtml") or _HTML.search(start) or source.media_type in _WEB_PAGES:
        return SourceKind.HTML
    return SourceKind.TEXT


def text_of(source: Source) -> str:
    """The characters of a text: by its mark, what the server said, UTF-8, or at last Windows-1252."""
    data = source.data
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    for encoding in filter(None, (source.charset, "utf-8")):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("windows-1252", "replace")


def _is_binary(source: Source) -> bool:
    if source.data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    sample = source.data[:65536]
    return 0 in sample or 50 * sum(byte in _CONTROLS for byte in sample) > len(sample)
