"""`report.html`: one file that needs no network, no script and no other file, and says the truth on its first page."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from charte.look import direction, tokens
from charte.reporting import hostmap, matrix, timeline
from charte.reporting.findings import not_told, rulebook, shortlist, to_mend
from charte.reporting.markup import Markup, join, tag, trusted
from charte.reporting.seen import seen
from charte.reporting.shapes import badge
from charte.reporting.verdict import BADGES, sentence
from charte.reporting.words import Words

Report = Mapping[str, Any]
# Nothing may be fetched and nothing may run, whatever a site put in its cookies' names.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"


def render(report: Report, language: str, pictures: Mapping[str, bytes] | None = None) -> str:
    """The report as one page. `pictures` are the screenshots by file name; without them they are linked.

    Raises `KeyError` for a language that Charte does not speak.
    """
    words = Words(language)
    name = report["name"] or report["url"]
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", words("page_title", name=name)),
        tag("style", trusted(tokens()), trusted(_style())),
    )
    main = tag(
        "main",
        _opening(report, words, name),
        tag("section", tag("h2", matrix.title(report, words)), matrix.matrix(report, words), id="trackers"),
        tag("section", tag("h2", hostmap.title(report, words)), hostmap.host_map(report, words), id="hosts"),
        tag("section", tag("h2", timeline.title(report, words)), timeline.timeline(report, words), id="when"),
        to_mend(report, words),
        not_told(report, words),
        seen(report, words, pictures),
        rulebook(report, words),
    )
    body = tag("body", main, _closing(report, words))
    page = tag("html", head, body, lang=language, dir=direction(language))
    return f"<!doctype html>\n{page}\n"


def _opening(report: Report, words: Words, name: str) -> Markup:
    shape = BADGES[report["verdict"]]
    facts = [
        report["url"],
        words.moment(report["at"]),
        words("charter_version", version=report["version"]) if report["version"] else "",
        words("policy", key=report["policy"]),
    ]
    return tag(
        "header",
        tag("p", words("eyebrow", name=name), class_="eyebrow"),
        tag("h1", badge(shape, 34), tag("span", sentence(report, words)), class_=shape),
        tag("p", *(tag("span", fact) for fact in facts if fact), class_="facts"),
        shortlist(report, words),
    )


def _closing(report: Report, words: Words) -> Markup:
    first = report["states"][0] if report["states"] else None
    lines = [words("made_by", version=report["charte"])]
    if first:
        size = f"{first['viewport']['width']} × {first['viewport']['height']}"
        lines.append(words("made_with", browser=first["browser"], size=size, locale=first["locale"] or "–"))
        lines.append(words("presented_as", agent=first["user_agent"]))
    if report["charter"]:
        lines.append(words("held_against", digest=report["charter"]))
    lines.append(words("not_advice"))
    return tag("footer", *(tag("p", line) for line in lines))


def _style() -> str:
    return join(trusted(files("charte.reporting").joinpath("style.css").read_text(encoding="utf-8")))
