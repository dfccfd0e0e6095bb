"""HTML and SVG built as values: text is escaped by being text, so that nothing seen on a site can become markup."""

from __future__ import annotations

import html
from collections.abc import Iterable

from charte.reporting.visible import visible

_EMPTY = frozenset({"meta", "img", "br", "col", "link"})
# SVG shapes close themselves.
_SHAPES = frozenset({"circle", "line", "rect", "path", "polygon", "polyline"})


class Markup(str):
    """Text that is markup already. Made here only."""

    __slots__ = ()


def tag(name: str, /, *children: object, **attributes: str | int | float | bool | None) -> Markup:
    """An element. Children that are no markup are text; an attribute that is None or False is left out.

    Attribute names end in `_` where Python reserves them, and use `_` for `-`.
    """
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{_attribute(value)}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _EMPTY:
        return Markup(f"<{name}{written}>")
    inner = join(*children)
    if name in _SHAPES and not inner:
        return Markup(f"<{name}{written}/>")
    return Markup(f"<{name}{written}>{inner}</{name}>")


def join(*children: object) -> Markup:
    """Markup and text, one after the other."""
    return Markup("".join(map(_written, children)))


def trusted(text: str) -> Markup:
    """Markup that is a constant of ours: a style sheet, a doctype. Never anything from a tape."""
    return Markup(text)


def _written(child: object) -> str:
    if child is None or child is False:
        return ""
    if isinstance(child, Markup):
        return child
    if isinstance(child, str | int):
        return html.escape(visible(str(child), 2000), quote=False)
    if isinstance(child, Iterable):
        return "".join(map(_written, child))
    raise TypeError(f"{type(child).__name__} is no markup.")


def _attribute(value: str | int | float | bool) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return html.escape(str(value)) if isinstance(value, Markup) else html.escape(visible(str(value), 4000))
