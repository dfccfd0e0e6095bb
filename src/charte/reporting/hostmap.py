"""The second picture: which hosts were called and who brought them, the site itself at the centre.

Wide, the site stands in the middle and its hosts to both sides, each with those that it brought below it; narrow, or
with many hosts, the site is the head of one indented tree. A table of the same stands behind it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from charte.reporting.markup import Markup, join, tag
from charte.reporting.tree import Node, broken_states, own_hosts, tree
from charte.reporting.visible import visible
from charte.reporting.words import Words

WIDE, NARROW = 860, 340
_MOST = 40  # hosts beyond which two sides are no longer seen at a glance
_ROW, _STEP = 42, 28  # from one host to the next, and outwards from one to those that it brought
_NEAR, _LABEL = 130, 200  # from the site to its own hosts; room for a label at the edge


class Spot(NamedTuple):
    """Where a node is drawn; `side` is 1 to the right of the site, -1 to its left, 0 for the site itself."""

    x: float
    y: float
    side: int


def host_map(report: Mapping[str, Any], words: Words) -> Markup:
    root = tree(report)
    if not root.children:
        return tag("p", words("map_empty"))
    wide = _sides(report, root, words) if root.size <= _MOST else _indented(report, root, words, WIDE)
    return tag(
        "figure",
        tag("div", wide, class_="wide"),
        tag("div", _indented(report, root, words, NARROW), class_="narrow"),
        _table(report, words),
    )


def title(report: Mapping[str, Any], words: Words) -> str:
    third = sum(host["party"] == "third" for host in report["hosts"])
    return words.counted("hosts_title", third)


def _sides(report: Mapping[str, Any], root: Node, words: Words) -> Markup:
    right, left = _halves(root)
    rows = max(sum(node.size for node in half) for half in (right, left))
    height = max(rows * _ROW, 120) + 16
    spots = {"": Spot(WIDE / 2, height / 2, 0)}
    for side, half in ((1, right), (-1, left)):
        y = (height - sum(node.size for node in half) * _ROW) / 2 + _ROW / 2
        for ring, node in (place for top in half for place in top.walk()):
            outwards = min(ring * _STEP, WIDE / 2 - _NEAR - _LABEL)
            spots[node.host] = Spot(WIDE / 2 + side * (_NEAR + outwards), y, side)
            y += _ROW
    edges = [
        _edge(spots[by], spots[child.host], "" if by == node.host else "also")
        for _, node in root.walk()
        for child in node.children
        for by in (node.host, *child.others)
        if by in spots
    ]
    nodes = [_node(report, node, spots[node.host], words) for _, node in root.walk() if node.host]
    return tag(
        "svg",
        *edges,
        _site(report, spots[""]),
        *nodes,
        viewBox=f"0 0 {WIDE} {height}",
        class_="map",
        aria_hidden="true",
    )


def _halves(root: Node) -> tuple[list[Node], list[Node]]:
    """The site's own hosts in two halves of about as many rows; the larger ones are dealt first."""
    right: list[Node] = []
    left: list[Node] = []
    for node in sorted(root.children, key=lambda node: -node.size):
        lighter = min((right, left), key=lambda half: sum(other.size for other in half))
        lighter.append(node)
    order = root.children.index
    return sorted(right, key=order), sorted(left, key=order)


def _edge(start: Spot, end: Spot, more: str) -> Markup:
    """From who brought to who was brought, with its head: a curve from the site, a corner from another host."""
    side = end.side
    tip = end.x - side * 13
    if start.side == 0:
        angle = math.atan2(end.y - start.y, abs(end.x - start.x))
        x, y = start.x + side * 44 * math.cos(angle), start.y + 44 * math.sin(angle)
        bend = side * abs(tip - x) / 2
        line = f"M{x:.1f} {y:.1f}C{x + bend:.1f} {y:.1f} {tip - bend:.1f} {end.y:.1f} {tip:.1f} {end.y:.1f}"
    elif start.side == side and end.y > start.y and abs(end.x - start.x) > 13:
        line = f"M{start.x:.1f} {start.y + 12:.1f}V{end.y:.1f}H{tip:.1f}"
    else:
        line = f"M{start.x:.1f} {start.y:.1f}L{tip:.1f} {end.y:.1f}"
    head = f"{tip + side * 4:.1f},{end.y:.1f} {tip - side * 5:.1f},{end.y - 4:.1f} {tip - side * 5:.1f},{end.y + 4:.1f}"
    return join(
        tag("path", class_=f"edge {more}".strip(), d=line), tag("polygon", class_="head", points=head)
    )


def _site(report: Mapping[str, Any], spot: Spot) -> Markup:
    own = own_hosts(report)
    label = _short(own[0] if own else report["url"], 24)
    x, y = spot.x, spot.y
    more = f"+{len(own) - 1}" if len(own) > 1 else ""
    return join(
        tag("circle", class_="site", cx=x, cy=y, r=38),
        tag("circle", class_="dot", cx=x, cy=y, r=6),
        tag("text", label, class_="label own", x=x, y=y + 56, text_anchor="middle"),
        tag("text", more, class_="note", x=x, y=y + 25, text_anchor="middle") if more else None,
    )


def _node(report: Mapping[str, Any], node: Node, spot: Spot, words: Words) -> Markup:
    x, y, side = spot
    anchor = "start" if side > 0 else "end"
    room = int((WIDE / 2 - abs(x - WIDE / 2) - 22) / 7.3)
    return join(
        _shape(report, node, x, y),
        tag("text", _short(node.host, room), class_="label", x=x + side * 16, y=y - 1, text_anchor=anchor),
        tag(
            "text",
            _fact(report, node, words),
            class_=_tone(node),
            x=x + side * 16,
            y=y + 14,
            text_anchor=anchor,
        ),
    )


def _indented(report: Mapping[str, Any], root: Node, words: Words, width: int) -> Markup:
    """One host a row, moved in by one step for each who brought the one who brought it."""
    parts: list[Markup] = []
    rows: dict[int, float] = {}  # depth -> the y of the last node there
    y = 26.0
    deepest = max((width - 190) // 22, 1)
    for depth, node in root.walk():
        step = min(depth, deepest)
        x = 16 + 22 * step
        if step:
            parent = rows[step - 1]
            parts.append(tag("path", class_="edge", d=f"M{x - 22} {parent + 12:.0f}V{y:.0f}H{x - 10}"))
        rows[step] = y
        label = _short(node.host or (own_hosts(report) or [report["url"]])[0], (width - x - 20) // 8)
        parts.append(
            _shape(report, node, x, y) if node.host else tag("circle", class_="dot", cx=x, cy=y, r=7)
        )
        parts.append(
            tag(
                "text",
                label,
                class_="label" if node.host else "label own",
                x=x + 16,
                y=y + (0 if node.host else 4),
            )
        )
        if node.host:
            parts.append(tag("text", _fact(report, node, words), class_=_tone(node), x=x + 16, y=y + 15))
        y += _ROW
    return tag("svg", *parts, viewBox=f"0 0 {width} {y:.0f}", class_="map", aria_hidden="true")


def _shape(report: Mapping[str, Any], node: Node, x: float, y: float) -> Markup:
    """A disc where the charter knows the host, a square where it does not; struck where it must not be called."""
    if report["charter"] and not _known(node):
        return tag("rect", class_="stranger", x=x - 7, y=y - 7, width=14, height=14)
    if node.facts and broken_states(node.facts):
        ends = {"x1": x - 12, "y1": y + 12, "x2": x + 12, "y2": y - 12}
        return tag(
            "g",
            tag("circle", class_="dot", cx=x, cy=y, r=8),
            tag("line", class_="halo", **ends),
            tag("line", class_="strike", **ends),
            class_="wrong",
        )
    return tag("circle", class_="dot", cx=x, cy=y, r=8)


def _fact(report: Mapping[str, Any], node: Node, words: Words) -> str:
    """What is to be known of a host, in a few words."""
    if node.facts is None or not report["charter"]:
        return ""
    if broken := broken_states(node.facts):
        return words("called_wrongly", states=words.listed(words(f"in_{state}") for state in broken))
    if not _known(node):
        return words("host_unknown")
    return words("host_of", services=_short(words.listed(node.facts["services"]), 40))


def _known(node: Node) -> bool:
    return bool(node.facts and node.facts["services"])


def _tone(node: Node) -> str:
    return "note bad" if node.facts and broken_states(node.facts) else "note"


def _table(report: Mapping[str, Any], words: Words) -> Markup:
    """The same for who does not see the picture."""
    head = (words("host"), words("brought_by"), words("services"), words("called_in"))
    body = [
        tag(
            "tr",
            tag("th", host["host"], scope="row"),
            tag("td", words.listed(host["brought_by"])),
            tag("td", words.listed(host["services"])),
            tag("td", words.listed(words(f"state_{state}") for state, n in host["calls"].items() if n)),
        )
        for host in report["hosts"]
    ]
    table = tag(
        "table",
        tag("caption", words("map_table")),
        tag("thead", tag("tr", *(tag("th", text, scope="col") for text in head))),
        tag("tbody", *body),
    )
    return tag("div", table, class_="hidden")


def _short(text: str, most: int) -> str:
    return visible(text, max(most, 8))
