"""HTML from Python calls. A text is always escaped; only `Markup`, which these calls make, is taken as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Union

Child = Union[str, "Markup", None, Iterable["Child"]]
Attributes = Mapping[str, str | bool | int | float | None]

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def el(tag: str, attributes: Attributes | None = None, *children: Child) -> Markup:
    """One element. An attribute that is None or False is left out, True stands without a value."""
    opened = f"<{tag}{_attributes(attributes or {})}>"
    if tag in _VOID:
        return Markup(opened)
    return Markup(f"{opened}{join(children)}</{tag}>")


def join(children: Child) -> Markup:
    """Children one after the other: escaped where they are text, left out where they are None."""
    if children is None:
        return Markup("")
    if isinstance(children, Markup):
        return children
    if isinstance(children, str):
        return Markup(escape(children, quote=False))
    return Markup("".join(map(join, children)))


def document(language: str, head: Child, body: Child) -> bytes:
    """A whole page, in UTF-8."""
    return b"<!doctype html>\n" + el(
        "html", {"lang": language}, el("head", None, head), el("body", None, body)
    ).encode("utf-8")


def _attributes(attributes: Attributes) -> str:
    parts = []
    for name, value in attributes.items():
        if value is True:
            parts.append(f" {name}")
        elif value is not None and value is not False:
            parts.append(f' {name}="{escape(str(value))}"')
    return "".join(parts)
