"""Published policies in nine languages: each gives a register that reads back, or one sentence."""

from __future__ import annotations

import json

import pytest
from tests.conftest import SHARED

from charte.core.charter import Charter, read
from charte.core.errors import OperatorError
from charte.drafting import draft, from_file, to_toml
from charte.drafting.names import as_template

FOLDER = SHARED / "data" / "policies"
FILES = [path for path in sorted(FOLDER.glob("*")) if path.name[:2].isdigit()]
# Those whose trackers stand in tables and whose language Charte reads, with how many names its gold lists.
IN_TABLES = ("03", "06", "07", "10", "14", "17", "18", "25", "36")


def test_the_policies_are_here(shared):
    """A folder without them would let the next tests pass with nothing."""
    assert len(FILES) >= 20
    assert {path.name[:2] for path in FILES} > set(IN_TABLES)


def answer(path, suffixes):
    """The register, or the error that refuses the text."""
    try:
        return read(to_toml(draft(from_file(path), suffixes).charter))
    except OperatorError as refused:
        return refused


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_policy_is_drafted_or_refused_in_a_sentence(path, suffixes):
    """Whatever its form and language."""
    given = answer(path, suffixes)
    if path.name[:2] in IN_TABLES or isinstance(given, Charter):
        assert any(given.trackers)
    else:
        assert path.name in given.what
        assert given.mend


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.name[:2] in IN_TABLES], ids=lambda path: path.name
)
def test_every_name_in_a_table_is_found(path, suffixes):
    """Held against the hand-checked register beside it; a template is as good as its placeholder."""
    gold = json.loads((FOLDER / "gold" / f"{path.name[:2]}.json").read_text("utf-8"))
    found = {tracker.name for tracker in draft(from_file(path), suffixes).charter.trackers}
    missing = {row["name"] for row in gold["rows"] if as_template(row["name"]) not in found}
    assert len(missing) <= len(gold["rows"]) // 20, missing
