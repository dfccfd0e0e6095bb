"""What a register leaves unsaid: the list that a person must go through before it may be published.

Nothing here is an error of the file. Each item has a code, which a policy may make mandatory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from charte.core.charter.model import Charter, Status, Tracker
from charte.core.policy import Policy
from charte.core.purpose import Basis, Exemption, Purpose


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """Something to say or to decide. `names` are the trackers or purposes it is about, if any."""

    code: str
    what: str
    mend: str
    mandatory: bool
    line: int = 0
    names: tuple[str, ...] = ()

    def explain(self) -> str:
        place = f"line {self.line}: " if self.line else ""
        about = f" ({', '.join(self.names)})" if self.names else ""
        return f"{place}{self.what}{about} {self.mend}"


def review(charter: Charter, policy: Policy) -> tuple[ReviewItem, ...]:
    """Every item, those about the whole charter first, then by tracker, then the file's own notes."""
    found = [*_about_the_charter(charter), *_about_purposes(charter), *_about_trackers(charter)]
    found += [("note", note.why, "Settle it, then remove the note.", note.line, ()) for note in charter.notes]
    return tuple(
        ReviewItem(code, what, mend, code in policy.mandatory, line, names)
        for code, what, mend, line, names in found
    )


_Item = tuple[str, str, str, int, tuple[str, ...]]
_Entry = TypeVar("_Entry", Purpose, Tracker)


def _about_the_charter(charter: Charter) -> Iterator[_Item]:
    site = charter.site
    unsaid = (
        (not charter.version, "version", "The charter has no version.", 'Write version = "1.0" at the top.'),
        (not charter.date, "date", "The charter has no date.", "Write date = 2026-01-31 at the top."),
        (not site.hosts, "hosts", "No host is named.", 'Write hosts = ["www.example.org"] under [site].'),
        (
            not (site.controller and site.controller.contact),
            "controller",
            "No controller with a contact is named.",
            "Write controller = { name = …, contact = … } under [site].",
        ),
        (
            not (site.dpo and site.dpo.contact),
            "dpo",
            "No data protection officer is named.",
            "Write dpo = { name = …, contact = … } under [site].",
        ),
        (
            not site.withdrawal,
            "withdrawal",
            "Nothing says how a visitor takes a choice back.",
            "Write withdrawal = { fr = … } under [site].",
        ),
        (
            charter.log is None,
            "log",
            "No log that proves the choices is named.",
            "Write [log] with origin and key; charte publish --add-log writes it.",
        ),
    )
    yield from ((code, what, mend, 0, ()) for absent, code, what, mend in unsaid if absent)


def _about_purposes(charter: Charter) -> Iterator[_Item]:
    exempt = [purpose for purpose in charter.purposes if purpose.basis is Basis.EXEMPT]
    audience = [purpose for purpose in exempt if purpose.exemption is Exemption.AUDIENCE]
    yield from _grouped(
        "exemption",
        exempt,
        lambda purpose: purpose.exemption is None,
        "A purpose is called exempt and the case is not named.",
        'Write exemption = "E1" to "E7".',
    )
    yield from _grouped(
        "reason",
        exempt,
        lambda purpose: not purpose.reason,
        "Nothing says why the purpose is exempt from consent.",
        "Write reason = { fr = … }: why the service the visitor asked for needs it.",
    )
    yield from _grouped(
        "assessment",
        audience,
        lambda purpose: purpose.assessment is None,
        "Audience measurement is exempt only with a dated self-assessment, and none is attached.",
        "Write assessment = { tool = …, date = …, document = … }.",
    )
    yield from _grouped(
        "data-retention",
        audience,
        lambda purpose: purpose.data_retention is None,
        "Nothing says how long audience data are kept.",
        'Write data_retention = "P25M" or less.',
    )


def _about_trackers(charter: Charter) -> Iterator[_Item]:
    alive = [tracker for tracker in charter.trackers if tracker.status is not Status.RETIRED]
    yield from _grouped(
        "lifetime",
        alive,
        lambda tracker: tracker.lifetime is None,
        "Nothing says how long the tracker lives.",
        'Write lifetime = "session" or a duration such as "P6M".',
    )
    yield from _grouped(
        "third-party-access",
        alive,
        lambda tracker: tracker.recipients is None,
        "Nothing says whether third parties have access.",
        "Write recipients = [] for nobody, or name them.",
    )
    yield from _grouped(
        "party",
        alive,
        lambda tracker: tracker.party is None,
        "Nothing says whether the tracker is first-party or third-party.",
        'Write party = "first" or party = "third".',
    )
    yield from _grouped(
        "text",
        alive,
        lambda tracker: not tracker.text,
        "Nothing says what the tracker does.",
        "Write text = { fr = … }: what a reader of the charter needs to know of it.",
    )
    yield from _grouped(
        "draft",
        alive,
        lambda tracker: tracker.status is Status.DRAFT,
        "The entry is a draft that nobody has validated.",
        'Read it, then write status = "validated".',
    )


def _grouped(
    code: str, items: Iterable[_Entry], lacks: Callable[[_Entry], bool], what: str, mend: str
) -> Iterator[_Item]:
    """One item for all that lack the same thing, at the line of the first of them."""
    lacking = [item for item in items if lacks(item)]
    if lacking:
        names = tuple(item.key if isinstance(item, Purpose) else item.name for item in lacking)
        yield code, what, mend, lacking[0].line, names
