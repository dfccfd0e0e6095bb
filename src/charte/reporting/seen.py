"""What was seen, in full: trackers, hosts, refused writes, and how each state was reached, with its picture."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import Any

from charte.reporting.markup import Markup, join, tag, trusted
from charte.reporting.rows import STATES
from charte.reporting.shapes import badge
from charte.reporting.words import Words

Report = Mapping[str, Any]
Pictures = Mapping[str, bytes]
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,100}\.png")
# What stays until somebody deletes it.
_STORED = frozenset({"local-storage", "indexeddb", "cache", "service-worker"})
_PNG = b"\x89PNG\r\n\x1a\n"


def seen(report: Report, words: Words, pictures: Pictures | None) -> Markup:
    return tag(
        "section",
        tag("h2", words("seen_title")),
        tag("h3", words.counted("seen_trackers", len(report["sightings"]))),
        _trackers(report, words),
        tag("h3", words.counted("seen_hosts", len(report["hosts"]))),
        _hosts(report, words),
        _refused(report, words),
        tag("h3", words.counted("seen_states", len(report["states"]))),
        tag("div", *(_state(state, words, pictures) for state in report["states"]), class_="states"),
        id="seen",
    )


def _trackers(report: Report, words: Words) -> Markup | None:
    lives = {(entry["name"], entry["service"]): entry["lifetime"] for entry in report["declared"]}
    head = ("tracker", "where", "who", "lives", "set_by")
    body = [
        tag(
            "tr",
            tag(
                "th",
                tag("bdi", sighting["name"], class_="name"),
                _matched(sighting, report, words),
                scope="row",
            ),
            _cell(words, "where", _place(sighting), words(f"kind_{sighting['kind']}")),
            _cell(words, "who", words(f"party_{sighting['party']}"), sighting["service"]),
            _cell(words, "lives", *_lives(sighting, lives, words)),
            _cell(words, "set_by", *(sighting["writers"][:3] or [words("writer_unknown")])),
        )
        for sighting in report["sightings"]
    ]
    return _table(head, body, words) if body else None


def _place(sighting: Mapping[str, Any]) -> str:
    """The host, with the path where it is not the whole of it."""
    path = sighting["path"] if sighting["path"] != "/" else ""
    return f"{sighting['host']}{path}"


def _matched(sighting: Mapping[str, Any], report: Report, words: Words) -> Markup:
    if not report["charter"]:
        return join()
    if not sighting["declared"]:
        return tag("span", words("standing_stranger"), class_="place")
    if sighting["entry"] != sighting["name"]:
        return tag("span", words("declared_as", name=sighting["entry"]), class_="place")
    return tag("span", words("standing_seen"), class_="place")


def _lives(sighting: Mapping[str, Any], lives: Mapping[Any, str], words: Words) -> tuple[str, ...]:
    declared = words.lifetime(lives.get((sighting["entry"], sighting["service"]), ""))
    asked = "–"
    if sighting["kind"] == "cookie":
        asked = words("asks", life=words.asked(sighting["asked"]))
    elif sighting["kind"] in _STORED:
        asked = words("no_end")
    return (asked, words("declares", life=declared)) if declared else (asked,)


def _hosts(report: Report, words: Words) -> Markup | None:
    head = ("host", "who", "services", "brought_by", "called_in")
    body = [
        tag(
            "tr",
            tag("th", tag("bdi", host["host"], class_="name"), scope="row"),
            _cell(words, "who", words(f"party_{host['party']}")),
            _cell(words, "services", words.listed(host["services"]) or "–"),
            _cell(words, "brought_by", words.listed(host["brought_by"]) or "–"),
            _cell(
                words,
                "called_in",
                ", ".join(
                    f"{words(f'state_{state}')} ({host['calls'][state]})"
                    for state in STATES
                    if host["calls"][state]
                )
                or "–",
            ),
        )
        for host in report["hosts"]
    ]
    return _table(head, body, words) if body else None


def _refused(report: Report, words: Words) -> Markup | None:
    if not report["refused"]:
        return None
    items = [
        tag(
            "li",
            tag("bdi", item["name"], class_="name"),
            " ",
            words("refused_because", host=item["host"], reasons=", ".join(item["reasons"])),
        )
        for item in report["refused"]
    ]
    return join(
        tag("h3", words.counted("seen_refused", len(items))),
        tag("p", words("refused_why"), class_="lead"),
        tag("ul", *items, class_="plain"),
    )


def _state(state: Mapping[str, Any], words: Words, pictures: Pictures | None) -> Markup:
    proven = "pass" if state["proven"] else "unknown"
    test = state["selftest"]
    facts = [
        words("reached") if state["proven"] else words("not_reached", why=state["why"]),
        words.counted("pages", len(state["pages"])),
        words("selftest", seen=test["seen"], expected=test["expected"]),
        *(
            words("act", control=act["control"], clicks=words.counted("clicks", act["clicks"]))
            for act in state["acts"]
        ),
        *(
            words("collector_failed", name=failed["collector"], why=failed["why"])
            for failed in state["failed"]
        ),
        *([] if state["complete"] else [words("cut")]),
    ]
    return tag(
        "article",
        tag(
            "h4",
            badge(proven),
            tag("span", words(f"state_{state['state']}")),
            tag("span", words("tape", tape=state["tape"]), class_="place"),
        ),
        tag("ul", *(tag("li", fact) for fact in facts), class_="plain"),
        *(_picture(picture, state, words, pictures) for picture in state["pictures"]),
        class_="state",
    )


def _picture(
    picture: Mapping[str, Any], state: Mapping[str, Any], words: Words, pictures: Pictures | None
) -> Markup:
    """The screenshot itself where its bytes are given, else a link to the file beside the report."""
    name = picture["file"]
    about = words(
        "picture_of", state=words(f"state_{state['state']}"), phase=words(f"phase_{picture['phase']}")
    )
    data = (pictures or {}).get(name)
    if data is not None and data.startswith(_PNG):
        source = trusted(f"data:image/png;base64,{base64.b64encode(data).decode('ascii')}")
        size = {"width": picture["width"], "height": picture["height"]}
        return tag(
            "figure", tag("img", src=source, alt=about, **size), tag("figcaption", about), class_="shot"
        )
    if _FILE.fullmatch(name):
        return tag("p", tag("a", about, href=name))
    return tag("p", about)


def _cell(words: Words, label: str, *lines: str) -> Markup:
    """A cell that still knows its column's name when the table becomes a list of cards."""
    return tag(
        "td",
        *(tag("span", line, class_="place" if place else None) for place, line in enumerate(lines) if line),
        data_label=words(label),
    )


def _table(head: tuple[str, ...], body: list[Markup], words: Words) -> Markup:
    return tag(
        "table",
        tag("thead", tag("tr", *(tag("th", words(name), scope="col") for name in head))),
        tag("tbody", *body),
        class_="cards",
    )
