"""The report as a document: what the judgement says, in JSON that has one digest, whatever a site put on the tapes."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.fakes.audited_site import LIES, audit, charter
from tests.fakes.tapes import SUFFIXES

from charte.core.canonical import canonical_bytes
from charte.core.judgement import judge, rules
from charte.core.observation import Phase
from charte.core.policy import FR_CNIL_2026
from charte.core.publication import report as module
from charte.core.publication.report import LONGEST, report_document

TRUE, LYING = audit(), audit(LIES)
SHAPES = dict(re.findall(r"^\| `(\w+)` (?:\(of a state\) )?\| (.*) \|$", module.__doc__, re.MULTILINE))


def report_of(tapes=TRUE, register=None):
    return report_document(judge(register or charter(), FR_CNIL_2026, tapes, SUFFIXES))


def named_in(row):
    """The keys that a row of the description names, without those of objects within objects."""
    return set(re.findall(r"`(\w+)`", re.sub(r"\{[^{}]*\}|\[[^][]*\]|\([^()]*\)", "", row)))


def test_the_document_has_the_keys_that_its_description_names():
    """Every key that stands alone in the table, and no other."""
    described = set().union(
        *(
            set(re.findall(r"`(\w+)`", line.split("|")[1]))
            for line in module.__doc__.splitlines()
            if line.startswith("| `")
        )
    )
    assert report_of().keys() == described - {"moments"}


@pytest.mark.parametrize("key", ["states", "sightings", "hosts", "refused", "declared", "findings"])
def test_each_list_holds_objects_of_the_described_shape(key):
    """Field by field."""
    report = report_of(audit(LIES, page=lambda browser: browser.script("odd=1; SameSite=None; Path=/")))
    assert report[key]
    for item in report[key]:
        assert item.keys() == named_in(SHAPES[key])


def test_it_says_what_was_audited_when_and_against_what():
    """Version of Charte, moment, address, site, charter and policy."""
    report = report_of()
    register = charter()
    assert (report["report"], report["charte"], report["at"]) == (1, "0.1.0", "2026-11-25T09:30:00Z")
    assert (report["url"], report["site"], report["name"]) == (
        "http://demo.localhost/",
        "rivebelle",
        "Rivebelle en données",
    )
    assert (report["charter"], report["version"], report["policy"]) == (
        register.digest,
        "1.0",
        "fr-cnil-2026",
    )
    assert report["verdict"] == "true"


def test_it_has_one_digest():
    """Canonical JSON: no fraction in it, and the same bytes for the same tapes."""
    assert canonical_bytes(report_of(LYING)) == canonical_bytes(report_of(list(reversed(LYING))))


def test_the_counts_are_those_of_the_findings():
    """By verdict, and the failures that block."""
    report = report_of(LYING)
    by_verdict = [finding["verdict"] for finding in report["findings"]]
    assert report["counts"] == {
        "fail": 8,
        "pass": by_verdict.count("pass"),
        "unknown": by_verdict.count("unknown"),
        "not-applicable": by_verdict.count("not-applicable"),
        "blocking": 4,
    }


def test_findings_stand_by_severity_then_rule():
    """As they are to be read."""
    findings = report_of(LYING)["findings"]
    order = [(-finding["severity"], finding["rule"]) for finding in findings]
    assert order == sorted(order)


def test_a_basis_that_is_not_confirmed_says_so():
    """What rules.md marks is never shown as established."""
    by_rule = {f["rule"]: f["basis"] for f in report_of()["findings"]}
    assert {source["confirmed"] for source in by_rule["B02"]} == {False}
    assert {source["confirmed"] for source in by_rule["C03"]} == {True}


def test_every_rule_is_described_once():
    """With its statement, so that a reader of the document needs no other."""
    report = report_of()
    assert report["rules"].keys() == {rule.data.code for rule in rules()}
    assert {finding["rule"] for finding in report["findings"]} == report["rules"].keys()


def test_the_matrix_is_in_it():
    """Where each tracker was, and where it may be; what must not be and is stands out of both."""
    report = report_of(LYING)
    stats = next(s for s in report["sightings"] if s["name"] == "_st_42")
    assert stats["entry"] == "_st_<ID>"
    assert stats["permitted"] == {"none": False, "refused": False, "accepted": True, "withdrawn": False}
    assert stats["states"]["none"] == ["kept", "sent", "written"]
    stranger = next(s for s in report["sightings"] if s["name"] == "_track")
    assert (stranger["entry"], stranger["permitted"], stranger["declared"]) == (None, None, False)
    unseen = next(entry for entry in report["declared"] if entry["name"] == "sessionid")
    assert unseen["seen"] is False


def test_a_third_partys_cookie_left_in_its_jar_is_not_shown_after_the_withdrawal():
    """The matrix and the findings agree."""
    sighting = next(s for s in report_of()["sightings"] if s["name"] == "st_uid")
    assert sighting["states"] == {
        "none": [],
        "refused": [],
        "accepted": ["kept", "sent", "written"],
        "withdrawn": [],
    }


def test_the_map_is_in_it():
    """Who brought whom, in which state, and whether the charter lets them."""
    early = audit(
        page=lambda b: b.request("http://ads.localhost/pixel.gif", by="http://stats.localhost/s.js")
    )
    host = next(h for h in report_of(early)["hosts"] if h["host"] == "ads.localhost")
    assert host["brought_by"] == ["demo.localhost", "stats.localhost"]
    assert host["calls"]["none"] == 5  # once on each page seen before a choice, on four tapes
    assert host["permitted"] == {"none": False, "refused": False, "accepted": True, "withdrawn": False}


def test_the_timeline_is_in_it():
    """Phases touch each other, and what appeared first in each is told in time order."""
    withdrawn = report_of(LYING)["states"][3]
    assert [phase["phase"] for phase in withdrawn["phases"]] == ["before", "accepted", "withdrawn"]
    for one, next_one in zip(withdrawn["phases"], withdrawn["phases"][1:], strict=False):
        assert one["end"] == next_one["start"]
    times = [moment["t"] for moment in withdrawn["moments"]]
    assert times == sorted(times)
    assert ("_st_42", "withdrawn", False) in {
        (moment["name"], moment["phase"], moment["permitted"]) for moment in withdrawn["moments"]
    }


def test_refused_writes_stand_apart():
    """With the browser's reason; they are no sighting."""
    report = report_of(audit(page=lambda b: b.request("http://ads.localhost/p", "x=1; SameSite=Lax")))
    (refused,) = report["refused"]
    assert (refused["name"], refused["reasons"]) == ("x", ["cross-site"])
    assert "x" not in {sighting["name"] for sighting in report["sightings"]}


def test_hostile_names_are_contained():
    """Half characters and megabytes on a tape leave a document that JSON can carry."""

    def page(browser):
        if browser.phase is Phase.BEFORE:
            browser.store("local-storage", "\ud800" + "n" * 1_000_000)

    report = report_of(audit(page=page))
    text = canonical_bytes(report).decode("utf-8")
    names = [s["name"] for s in report["sightings"] if s["kind"] == "local-storage"]
    assert len(names) == 1
    assert len(names[0]) < LONGEST + 20
    assert json.loads(text) == report


def test_without_a_charter_or_a_tape_the_document_keeps_its_shape():
    """Null and empty where there is nothing to say."""
    bare = report_document(judge(None, FR_CNIL_2026, [], SUFFIXES))
    assert bare.keys() == report_of().keys()
    assert (bare["site"], bare["charter"], bare["at"], bare["states"]) == (None, None, "", [])
    assert bare["verdict"] == "unknown"


def test_a_state_that_was_not_reached_says_why():
    """With what the instruments said of themselves."""
    tapes = [replace(tape, complete=False) for tape in audit(page=lambda b: b.fail("jar", "it broke"))]
    state = report_of(tapes)["states"][0]
    assert state["complete"] is False
    assert state["failed"][0]["collector"] == "jar"
    assert state["selftest"]["seen"] == state["selftest"]["expected"] == 16


def test_the_formats_name_the_keys_of_a_finding():
    """docs/formats.md, section 7, is what other programs rely on."""
    formats = (Path(__file__).parents[3] / "docs" / "formats.md").read_text("utf-8")
    section = formats.partition("## 7.")[2].partition("\n## ")[0]
    for key in report_of()["findings"][0]:
        assert f'"{key}"' in section or f"`{key}`" in section, key
