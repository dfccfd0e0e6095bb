"""The first picture: which tracker was there in which consent state. A table, so that it is its own description."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charte.reporting.markup import Markup, tag
from charte.reporting.rows import STATES, Row, Standing, rows
from charte.reporting.shapes import badge, mark, mark_of
from charte.reporting.words import Words

_BADGES = {
    Standing.BROKEN: "fail",
    Standing.STRANGER: "fail",
    Standing.SEEN: "pass",
    Standing.UNSEEN: "unknown",
    Standing.BARE: "not-applicable",
}


def matrix(report: Mapping[str, Any], words: Words) -> Markup:
    """Rows are trackers, columns the four states; filled where seen, ringed where permitted, struck where barred."""
    found = rows(report)
    if not found:
        return tag("p", words("matrix_empty"))
    head = tag(
        "tr",
        tag("th", words("tracker"), scope="col"),
        *(tag("th", tag("span", words(f"state_{state}")), scope="col", class_="state") for state in STATES),
    )
    body = [_row(row, words) for row in found]
    return tag(
        "figure",
        tag(
            "table",
            tag("caption", _key(words, judged=report["charter"] is not None)),
            tag("thead", head),
            tag("tbody", *body),
            class_="matrix",
        ),
    )


def title(report: Mapping[str, Any], words: Words) -> str:
    """What the matrix shows, in one line."""
    found = rows(report)
    strangers = sum(row.standing is Standing.STRANGER for row in found)
    broken = sum(row.standing is Standing.BROKEN for row in found)
    said = [words.counted("trackers", len(found))]
    if report["charter"]:
        said += [words.counted("strangers", strangers)] if strangers else []
        said += [words.counted("broken", broken)] if broken else []
        if not strangers and not broken:
            said.append(words("all_in_place"))
    return ", ".join(said)


def _row(row: Row, words: Words) -> Markup:
    return tag(
        "tr",
        tag(
            "th",
            tag("bdi", row.name, class_="name"),
            tag("span", _line(row, words), class_="line"),
            scope="row",
        ),
        *(
            tag("td", mark_of(row, state), tag("span", _cell(row, state, words), class_="hidden"))
            for state in STATES
        ),
        class_=str(row.standing),
    )


def _line(row: Row, words: Words) -> Markup:
    """The standing as a shape and words, and where the tracker comes from."""
    broken = words.listed(words(f"in_{state}") for state in row.broken)
    standing = words(f"standing_{row.standing}", states=broken)
    place = [] if row.kind == "cookie" else [words(f"kind_{row.kind}")]
    place.append(row.service or row.place)
    return tag(
        "span",
        badge(_BADGES[row.standing], 14),
        " ",
        tag("span", standing, class_="word"),
        tag("span", " · ".join(place), class_="place"),
        class_=f"standing {row.standing}",
    )


def _cell(row: Row, state: str, words: Words) -> str:
    seen = state in row.seen
    if not row.judged:
        return words("standing_bare" if seen else "cell_nothing")
    if row.permitted is None:
        return words("cell_stranger" if seen else "cell_nothing")
    if state in row.permitted:
        return words("cell_seen" if seen else "cell_permitted")
    return words("cell_wrong" if seen else "cell_barred")


def _key(words: Words, *, judged: bool) -> Markup:
    samples: tuple[tuple[str, Markup], ...] = (
        ("key_seen", mark(seen=True, permitted=True, barred=False, size=20)),
        ("key_permitted", mark(seen=False, permitted=True, barred=False, size=20)),
        ("key_barred", mark(seen=False, permitted=False, barred=True, size=20)),
        ("key_wrong", mark(seen=True, permitted=False, barred=True, size=20)),
        ("key_stranger", mark(seen=True, permitted=False, barred=False, size=20)),
    )
    if not judged:
        samples = (("standing_bare", mark(seen=True, permitted=False, barred=False, size=20)),)
    return tag(
        "span", *(tag("span", sample, words(key), class_="sample") for key, sample in samples), class_="key"
    )
