"""The few shapes that carry meaning, drawn so that they are told apart without colour."""

from __future__ import annotations

from charte.reporting.markup import Markup, join, tag
from charte.reporting.rows import Row


def mark(*, seen: bool, permitted: bool, barred: bool, size: int = 26) -> Markup:
    """A cell of the matrix: filled where seen, ringed where permitted, struck where it must not be."""
    wrong = seen and barred
    return tag(
        "svg",
        *mark_shapes(13, 13, seen=seen, permitted=permitted, barred=barred),
        class_="mark wrong" if wrong else "mark",
        viewBox="0 0 26 26",
        width=size,
        height=size,
        aria_hidden="true",
    )


def mark_shapes(x: float, y: float, *, seen: bool, permitted: bool, barred: bool) -> list[Markup]:
    """The same shapes around a point, for use within a larger picture."""
    shapes = []
    if permitted:
        shapes.append(tag("circle", class_="ring", cx=x, cy=y, r=9.5))
    if seen:
        shapes.append(tag("circle", class_="dot", cx=x, cy=y, r=7 if barred else 5.5))
    if barred:
        reach = 11 if seen else 6
        ends = {"x1": x - reach, "y1": y + reach, "x2": x + reach, "y2": y - reach}
        shapes.append(tag("line", class_="halo", **ends))
        shapes.append(tag("line", class_="strike", **ends))
    return shapes


def mark_of(row: Row, state: str) -> Markup:
    declared = row.permitted is not None
    permitted = declared and state in (row.permitted or ())
    return mark(seen=state in row.seen, permitted=permitted, barred=declared and not permitted)


def badge(kind: str, size: int = 18) -> Markup:
    """The shape of a verdict: a disc with a tick, an octagon with a cross, a ring with a question, a dash."""
    shapes = {
        "pass": (tag("circle", cx=10, cy=10, r=9), tag("path", class_="cut", d="M5.5 10.5l3 3 6-7")),
        "fail": (
            tag("polygon", points="6.3,1 13.7,1 19,6.3 19,13.7 13.7,19 6.3,19 1,13.7 1,6.3"),
            tag("path", class_="cut", d="M6.5 6.5l7 7M13.5 6.5l-7 7"),
        ),
        "unknown": (
            tag("circle", class_="outline", cx=10, cy=10, r=8.6),
            tag(
                "path",
                class_="sign",
                d="M7.4 7.6C7.4 6 8.6 5.2 10 5.2s2.6.9 2.6 2.4c0 1.9-2.6 2-2.6 3.8M10 14.6v.1",
            ),
        ),
        "not-applicable": (tag("path", class_="bar", d="M3 10h14"),),
    }
    return tag(
        "svg",
        join(*shapes[kind]),
        class_=f"badge {kind}",
        viewBox="0 0 20 20",
        width=size,
        height=size,
        aria_hidden="true",
    )
