"""Report documents to render: true, lying, of a hostile site, without a charter, without conclusion."""

from __future__ import annotations

from functools import cache
from typing import Any

from tests.fakes.audited_site import LIES, SITE, audit, charter
from tests.fakes.tapes import SUFFIXES, FakeBrowser

from charte.core.judgement import judge
from charte.core.observation import Phase
from charte.core.policy import FR_CNIL_2026
from charte.core.publication.report import report_document

TAGS = "http://tags.elsewhere.example/t.js"
# Names and addresses that try to become markup, to run, to fetch, to hide or to turn around what follows.
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><style>*{display:none}",
    "<!--",
    "]]><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "\x1b[31mred\x1b[0m",
    "\u202eesrever",
    "&lt;b&gt;",
    "{name}",
    "n" * 100_000,
)


def document(tapes, register: Any = "true") -> dict[str, Any]:
    declared = charter() if register == "true" else register
    return report_document(judge(declared, FR_CNIL_2026, tapes, SUFFIXES))


@cache
def true() -> dict[str, Any]:
    return document(audit())


@cache
def lying() -> dict[str, Any]:
    return document(audit(LIES))


@cache
def bare() -> dict[str, Any]:
    """Seen without a charter."""
    return document(audit(LIES), None)


@cache
def inconclusive() -> dict[str, Any]:
    """Two of the four states."""
    return document([tape for tape in audit() if tape.state in ("none", "refused")])


@cache
def hostile() -> dict[str, Any]:
    """A site that names its trackers, and writes its banner and addresses, to attack who reads the report."""

    def page(browser: FakeBrowser) -> None:
        if browser.phase is not Phase.BEFORE:
            return
        for name in HOSTILE:
            browser.store("local-storage", name, by=name)
        browser.request(f"{TAGS}?q=<script>", by="javascript:alert(1)//<b>")
        browser.request("http://deep.elsewhere.example/<i>", by=TAGS)
        browser.picture("javascript:alert(1)")
        browser.fail("screenshots", "<b>broke</b>")

    return document(audit(page=page, text="<script>alert(2)</script> " + SITE))


ALL = {"true": true, "lying": lying, "bare": bare, "inconclusive": inconclusive, "hostile": hostile}
