"""Name templates: what they match, which are refused, and that no name makes them slow."""

import sys

import pytest

from charte.core.charter.template import (
    is_exact,
    literals,
    template_fault,
    template_matches,
    templates_meet,
)


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("sessionid", "sessionid"),
        ("_ga_<ID>", "_ga_1"),
        ("_ga_<ID>", "_ga_A-b_9"),
        ("_gat_UA-*", "_gat_UA-1.2 é"),
        ("*_id", "__id"),
        ("_pk_<A>.<B>*x", "_pk_id.7zzx"),
        ("a*a*a*", "aXaXaX"),
        ("<N1_X>abc", "1abc"),
        ("👍<N>👍x", "👍1👍x"),
    ],
)
def test_a_name_is_an_instance_of_its_template(template, name):
    """The whole of it."""
    assert template_matches(template, name)


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("sessionid", "sessionid1"),
        ("sessionid", "Sessionid"),
        ("sessionid", ""),
        ("_ga_<ID>", "_ga_"),
        ("_ga_<ID>", "_ga_1.2"),
        ("_ga_<ID>", "_ga_é"),
        ("_ga_<ID>", "x_ga_1"),
        ("_gat_UA-*", "_gat_UA-"),
        ("*_id", "_id"),
        ("a*a*a*", "aaaa"),
        ("<ID>abc", "abc"),
        ("_ga_<ID>", "_ga_<ID>"),
    ],
)
def test_another_name_is_none(template, name):
    """A wildcard stands for one character at least, and a word holds only letters, digits, - and _."""
    assert not template_matches(template, name)


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("", "The name is empty."),
        ("  ", "The name is empty."),
        ("_ga_<id>", "'_ga_<id>' has a wildcard that is not written <WORD> in capitals."),
        ("_ga_<ID", "'_ga_<ID' has a wildcard that is not written <WORD> in capitals."),
        ("_ga_>", "'_ga_>' has a wildcard that is not written <WORD> in capitals."),
        ("_ga_<1>", "'_ga_<1>' has a wildcard that is not written <WORD> in capitals."),
        ("_g<ID>", "'_g<ID>' matches too much: it has fewer than 3 literal characters."),
        ("*", "'*' matches too much: it has fewer than 3 literal characters."),
        ("a*b*c*d*e*", "'a*b*c*d*e*' has more than 4 wildcards."),
        ("_ga_*<ID>", "'_ga_*<ID>' has two wildcards in a row."),
        ("_ga_**", "'_ga_**' has two wildcards in a row."),
    ],
)
def test_a_template_that_is_not_safe_is_refused(template, fault):
    """Two-letter wildcards from public lists match what is not theirs."""
    assert template_fault(template) == fault


@pytest.mark.parametrize("template", ["a", "_ga", "_ga_<ID>", "a*b*c*d*", "abc<A>", "é<A>éé", "é"])
def test_a_template_that_is_safe_has_no_fault(template):
    """A name without a wildcard may be as short as it is."""
    assert template_fault(template) == ""


def test_exactness_counts_the_characters_that_are_written():
    """Not the names of wildcards."""
    assert (is_exact("_ga"), is_exact("_ga_<ID>"), is_exact("_ga*")) == (True, False, False)
    assert (literals("_ga"), literals("_ga_<LONG_ID>"), literals("a*b*👍")) == (3, 4, 3)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("_ga_<ID>", "_ga_*", True),
        ("ab<X>cd", "abc<X>d", True),
        ("*abc", "abc*", True),
        ("abc<X>", "abcd", True),
        ("abcd", "abcd", True),
        ("abc.*", "abc<X>", False),
        ("abc<X>.d", "abc<X>d", False),
        ("abc<X>.d", "abc*d", True),
        ("abc<X>z", "abc<X>y", False),
        ("abc*é", "abc<X>", False),
        ("abc<X>", "abc", False),
        ("abc*", "abc*x*y", True),
        ("abc*", "xabc", False),
        ("a*bc", "<X>cab", False),
        ("a<X>bc", "ab*c", True),
    ],
)
def test_two_templates_meet_where_one_name_is_an_instance_of_both(one, other, meet):
    """In either order."""
    assert templates_meet(one, other) is templates_meet(other, one) is meet


def lines_run(call):
    """How many lines of Python a call runs: its steps, whatever the machine."""
    count = 0

    def trace(frame, event, argument):
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "template",
    [
        "*" + "a" * 3999,
        "a*a*a*" + "a" * 3990 + "b",
        "<A>" + "a" * 999 + "<B>" + "a" * 999 + "<C>" + "a" * 999,
    ],
)
def test_a_hostile_name_takes_few_steps_for_each_of_its_characters(template):
    """Four thousand on both sides, made so that a matcher which tries every way would not end."""
    template_matches(template, "")  # compiled once, by its length alone
    assert 4_000 < lines_run(lambda: template_matches(template, "a" * 4_000)) < 10 * 4_000


def test_a_hostile_template_is_compiled_in_few_steps():
    """A handful for each of its characters."""
    assert lines_run(lambda: template_matches("*" + "ab" * 1_999 + "c", "x")) < 10 * 4_000


def test_two_hostile_templates_are_compared_in_few_steps():
    """Far fewer than the product of their lengths, which is sixty thousand."""
    one, other = "*" + "a" * 249 + "*b", "*" + "a" * 249 + "*c"
    assert lines_run(lambda: templates_meet(one, other)) < 20_000


@pytest.mark.parametrize("template", ["<" * 4_000, "<A" * 2_000, "<A>" * 1_300, "*" * 4_000])
def test_a_hostile_template_is_refused_in_few_steps(template):
    """No regular expression of ours runs away on it."""
    assert lines_run(lambda: template_fault(template)) < 100
    assert template_fault(template)
