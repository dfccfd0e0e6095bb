"""PUBLISH: how a charter goes live in the ledger, with all that a visitor will be shown, in one commit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from charte.core.charter import Charter, read, review
from charte.core.entry import LogKind
from charte.core.errors import InvalidCharter, Problem
from charte.core.notice import compose, notice_bytes
from charte.core.policy import POLICIES, Policy
from charte.core.proof import VerifierKey
from charte.ledger.port import ANY_SITE, Content, Ledger, Published

WordsOf = Callable[[str], Mapping[str, Any]]  # language -> Charte's sentences by room (`look.words`)
DirectionOf = Callable[[str], str]  # language -> ltr or rtl (`look.direction`)


def publish_charter(
    ledger: Ledger,
    charter: Charter,
    toml_text: str,
    words_of: WordsOf,
    policy: Policy,
    build: Mapping[str, bytes],
    at: datetime,
    *,
    direction_of: DirectionOf = lambda language: "ltr",
) -> tuple[Published, ...]:
    """Publishes a charter, one notice for each of its languages, and the client build (file name -> bytes).

    Each has its own leaf, the charter's first; what is current already gets no second one. Raises
    `InvalidCharter` while something mandatory is missing or the charter names another log, and
    `ValueError` where `toml_text` is not that charter's.
    """
    if problems := problems_of(charter, policy, ledger.key) + _without_words(charter, words_of):
        raise InvalidCharter(problems)
    if read(toml_text).digest != charter.digest:
        raise ValueError("The text is not that of the charter.")
    contents = [
        Content(charter.site.key, LogKind.CHARTER, toml_text.encode(), digest=charter.digest),
        *_notices(charter, words_of, policy, direction_of),
        *_builds(build),
    ]
    return tuple(ledger.publish_all(contents, at))


def problems_of(charter: Charter, policy: Policy, key: VerifierKey) -> tuple[Problem, ...]:
    """What forbids to publish a charter in the log signed by `key`: all of it, in the order of the file."""
    missing = [
        Problem(item.line, ", ".join(item.names) or item.code, item.what, item.mend)
        for item in review(charter, policy)
        if item.mandatory
    ]
    if charter.log and (charter.log.key, charter.log.origin) != (key.vkey, key.name):
        missing.append(
            Problem(
                0,
                "log",
                f"The charter names the log {charter.log.origin} with another key than this ledger's.",
                f'Write origin = "{key.name}" and key = "{key.vkey}" under [log]; '
                "charte publish --add-log does it.",
            )
        )
    return tuple(sorted(missing, key=lambda problem: problem.line))


def _without_words(charter: Charter, words_of: WordsOf) -> tuple[Problem, ...]:
    """The languages of a charter in which Charte itself says nothing."""
    unspoken = []
    for language in charter.site.languages:
        try:
            words_of(language)
        except KeyError:
            unspoken.append(language)
    what = f"Charte has no sentences of its own in {', '.join(unspoken)}."
    mend = "Take it out of site.languages, or give Charte a file of words in it."
    return (Problem(0, "site.languages", what, mend),) if unspoken else ()


def refresh(
    ledger: Ledger,
    words_of: WordsOf,
    build: Mapping[str, bytes],
    at: datetime,
    *,
    policy_of: Callable[[Charter], Policy] = lambda charter: POLICIES[charter.site.policy],
    direction_of: DirectionOf = lambda language: "ltr",
) -> tuple[Published, ...]:
    """Publishes what a new version of Charte shows: its client build, and the notices of every charter here.

    To be called when a server starts, before it answers: what is shown is in the log first.
    """
    contents = list(_builds(build))
    for site in ledger.sites():
        if found := ledger.charter(site):
            charter = read(found[0].decode())
            contents += _notices(charter, words_of, policy_of(charter), direction_of)
    return tuple(ledger.publish_all(contents, at))


def _notices(charter: Charter, words_of: WordsOf, policy: Policy, direction_of: DirectionOf) -> list[Content]:
    return [
        Content(
            charter.site.key,
            LogKind.NOTICE,
            notice_bytes(
                compose(charter, language, words_of(language), policy, direction=direction_of(language))
            ),
            name=language,
        )
        for language in charter.site.languages
    ]


def _builds(build: Mapping[str, bytes]) -> list[Content]:
    return [Content(ANY_SITE, LogKind.BUILD, content, name) for name, content in sorted(build.items())]
