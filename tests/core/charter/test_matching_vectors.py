"""vectors/matching.json: the committed file is what its maker gives, and every answer in it holds."""

import json
from pathlib import Path

import pytest
from vectors import make_codec, make_matching

from charte.core.charter import Kind, match, read
from charte.core.charter.template import template_matches

FILE = Path(__file__).parents[3] / "vectors" / "matching.json"
VECTORS = json.loads(FILE.read_text(encoding="utf-8"))
HEAD = """schema = 1
[site]
key = "rivebelle"
name = "Rivebelle"
hosts = {hosts}
[[purposes]]
key = "any"
basis = "consent"
title = {{ fr = "Tout" }}
text = {{ fr = "Tout." }}
[[services]]
key = "one"
provider = "Rivebelle"
"""


def register():
    """The excerpt as a whole register, so that it is known to contradict itself nowhere."""
    parts = [HEAD.format(hosts=json.dumps(VECTORS["hosts"]))]
    for tracker in VECTORS["trackers"]:
        parts.append('[[services.trackers]]\npurposes = ["any"]\n')
        parts += [f"{key} = {json.dumps(value)}\n" for key, value in tracker.items()]
    return read("".join(parts))


CHARTER = register()
ENTRIES = list(CHARTER.trackers)


def test_the_committed_file_is_what_its_maker_gives():
    """Changing which entry counts must show as a change of this file."""
    assert make_codec.text(make_matching.make()) == FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{number} {case['why']}") for number, case in enumerate(VECTORS["cases"])]
)
def test_what_is_seen_belongs_to_the_entry_that_the_file_says(case):
    """By name, kind, host and path."""
    found = match(CHARTER, case["name"], Kind(case["kind"]), case["host"], case["path"])
    assert (None if found is None else ENTRIES.index(found)) == case["entry"]


def test_the_file_tries_enough():
    """At least sixty cases, each kind of answer among them, and every entry found at least once."""
    found = {case["entry"] for case in VECTORS["cases"]}
    assert len(VECTORS["cases"]) >= 60
    assert found == {None, *range(len(ENTRIES))}


def test_each_template_matches_the_names_that_the_file_says():
    """And no others of the list."""
    for template, names in VECTORS["matched"].items():
        assert [name for name in VECTORS["names"] if template_matches(template, name)] == names
