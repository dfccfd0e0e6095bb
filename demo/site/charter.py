"""The site's own page on its trackers, drawn from its charter: the count, the choice, the table by purpose."""

from __future__ import annotations

from charte.core.canonical import digest
from charte.core.charter import Party, Status, Tracker
from charte.core.notice import compose, notice_bytes
from charte.core.policy import POLICIES
from charte.core.purpose import Basis, Purpose
from charte.core.span import in_words
from charte.look import direction
from charte.look import words as look_words
from demo.markup import Child, Markup, el
from demo.site.frame import page
from demo.site.table import Row, stacked
from demo.site.view import View
from demo.web import Response


def charter(view: View) -> Response:
    """What is stored, one's choice, who answers for it. The platform has the full charter and its history."""
    words, site = view.words, view.site
    trackers = [tracker for tracker in site.charter.trackers if tracker.status is not Status.RETIRED]
    asked = sum(_asks(view, tracker) for tracker in trackers)
    full = f"{site.platform}/{words.language}/{site.charter.site.key}/"
    return page(
        view,
        words("frame.charter"),
        el("h1", None, words("charter.title", count=len(trackers))),
        el("p", {"class": "lead"}, words("charter.intro", exempt=len(trackers) - asked, asked=asked)),
        el("h2", None, words("charter.choice")),
        el("div", {"data-charte-centre-here": True}, _without_script(view)),
        el("h2", {"id": "traceurs"}, words("charter.table")),
        _table(view),
        el("h2", None, words("charter.rights")),
        el("p", None, words("charter.rights_text"), " ", _dpo(view)),
        el("p", {"class": "fine"}, _version(view)),
        el("p", None, el("a", {"href": full}, words("charter.full"))) if site.platform else None,
    )


def _asks(view: View, tracker: Tracker) -> bool:
    purposes = (view.site.charter.purpose(key) for key in tracker.purposes)
    return any(purpose is not None and purpose.basis is Basis.CONSENT for purpose in purposes)


def _without_script(view: View) -> Markup:
    """A form that the collector takes, for where the client does not run; the client puts the centre in its place."""
    words, charter = view.words, view.site.charter
    policy = POLICIES[charter.site.policy]
    notice = compose(
        charter, words.language, look_words(words.language), policy, direction=direction(words.language)
    )
    fields = {
        "charter": charter.digest,
        "notice": digest(notice_bytes(notice)),
        "language": words.language,
        "back": "/charte",
    }
    return el(
        "form",
        {"method": "post", "action": f"/_charte/{charter.site.key}/choices"},
        el("p", None, words("charter.no_script")),
        [el("input", {"type": "hidden", "name": name, "value": value}) for name, value in fields.items()],
        el(
            "p",
            {"class": "row"},
            el("button", {"class": "button", "name": "all", "value": "yes"}, words("charter.accept")),
            el("button", {"class": "button", "name": "all", "value": "no"}, words("charter.refuse")),
        ),
    )


def _table(view: View) -> Markup:
    """The trackers in groups, one for each purpose that has any."""
    charter = view.site.charter
    groups = [
        (
            _about(view, purpose),
            [_row(view, tracker) for tracker in charter.trackers if purpose.key in tracker.purposes],
        )
        for purpose in charter.purposes
    ]
    return stacked(view.words.list("charter.columns"), [group for group in groups if group[1]])


def _about(view: View, purpose: Purpose) -> Child:
    words, language = view.words, view.words.language
    kind = "asked" if purpose.basis is Basis.CONSENT else "objectable" if purpose.objectable else "exempt"
    return [
        el("h3", None, purpose.title[language], " ", el("span", {"class": "kind"}, words(f"charter.{kind}"))),
        el("p", None, purpose.text[language]),
        el("p", {"class": "fine"}, purpose.reason[language]) if purpose.reason else None,
    ]


def _row(view: View, tracker: Tracker) -> Row:
    words, language = view.words, view.words.language
    service = view.site.charter.service(tracker.service)
    company = service.provider if service else ""
    provider = company if tracker.party is not Party.FIRST else words("charter.first")
    if tracker.party is Party.FIRST and service and service.hosts:
        provider = f"{provider} ({company})"  # a third party's script writes it here
    spans = look_words(language)["spans"]
    life = in_words(tracker.lifetime.duration, spans) if tracker.lifetime else ""
    return (el("code", None, tracker.name), provider, life, tracker.text.get(language, ""))


def _version(view: View) -> str:
    charter, words = view.site.charter, view.words
    controller = charter.site.controller
    return words(
        "charter.version",
        version=charter.version,
        day=words.day(charter.date) if charter.date else "",
        controller=controller.name if controller else "",
        address=controller.address if controller else "",
    )


def _dpo(view: View) -> Child:
    dpo = view.site.charter.site.dpo
    if dpo is None:
        return None
    return [view.words("charter.dpo"), " ", el("a", {"href": f"mailto:{dpo.contact}"}, dpo.contact), "."]
