"""The history of a site's charter goes forward only."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.fakes.registers import register, rivebelle

from charte.core.charter import read
from charte.core.errors import InvalidCharter
from charte.site.publishing import check_follows, ordered


def refusals(charter, published) -> str:
    with pytest.raises(InvalidCharter) as refused:
        check_follows(charter, published)
    return " ".join(problem.explain() for problem in refused.value.problems)


def test_the_first_version_and_a_later_one_follow():
    """Nothing before it, or an earlier version of an earlier day."""
    assert check_follows(rivebelle(), [])
    assert check_follows(rivebelle(version="1.1"), [rivebelle()])


def test_the_charter_in_force_needs_no_publication():
    """The same digest is the same charter, whatever its comments."""
    assert not check_follows(read(register() + "# a remark\n"), [rivebelle()])


def test_an_older_version_is_refused_by_name():
    """Both versions are named, and what to write instead."""
    said = refusals(rivebelle(version="1.9"), [rivebelle(version="1.10")])
    assert "Version 1.9 is older than 1.10, which is in force." in said
    assert "Write a version after 1.10" in said


def test_a_version_stands_for_one_content():
    """The same version with other words is refused, with the digest that has it."""
    changed = read(register().replace("Titre ads", "Publicité"))
    said = refusals(changed, [rivebelle()])
    assert f"Version 1.0 is published already, with another content ({rivebelle().digest})." in said


def test_a_replaced_version_does_not_come_back():
    """To go back to what an earlier version said is a new version as well."""
    said = refusals(rivebelle(), [rivebelle(), rivebelle(version="1.1")])
    assert "Version 1.0 was replaced by 1.1." in said


def test_a_day_does_not_go_back():
    """A later version of an earlier day is a slip."""
    early = read(register(version="1.1").replace("2026-11-20", "2026-11-19"))
    assert "The day 2026-11-19 is before 2026-11-20" in refusals(early, [rivebelle()])


def test_versions_are_ordered_as_people_count():
    """Numbers as numbers, words as words, a word before the bare number that it prepares."""
    versions = ["0.9", "1", "1.2", "1.10", "2-beta", "2.0", "2.0.1", "10"]
    assert all(ordered(one) < ordered(other) for one, other in pairwise(versions))
