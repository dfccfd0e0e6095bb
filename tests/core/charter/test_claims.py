"""Two trackers that claim one cookie: whoever sees it could not say which entry holds."""

import pytest
from tests.fakes.charters import only_problem, problems

from charte.core.charter import read

HEAD = """schema = 1
[site]
key = "claims"
name = "Claims"
hosts = ["a.localhost", "b.localhost"]
[[purposes]]
key = "any"
basis = "consent"
title = { fr = "x" }
text = { fr = "x" }
[[services]]
key = "one"
provider = "x"
"""
TRACKER = '[[services.trackers]]\npurposes = ["any"]\n'


def register(*trackers: str, head: str = HEAD) -> str:
    """A register with these trackers, each as the lines that differ."""
    return head + "".join(f"{TRACKER}{tracker}\n" for tracker in trackers)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('name = "sid"', 'name = "sid"'),
        ('name = "sid"', 'name = "sid"\nkind = "cookie"\npath = "/"'),
        ('name = "sid"', 'name = "sid"\nhost = "b.localhost"'),
        ('name = "sid"\nhost = "a.localhost"', 'name = "sid"'),
        ('name = "sid"\nhost = "*.c.localhost"', 'name = "sid"\nhost = "*.c.localhost"'),
        ('name = "_ga_<ID>"', 'name = "_ga_<X>"'),
    ],
)
def test_one_cookie_is_claimed_once(one, other):
    """Whether its host is said or is each of the site's; the second is told, with the line of the first."""
    text = register(one, other)
    problem = only_problem(text)
    assert problem.key == "services[0].trackers[1].name"
    first = text[: text.index('name = "', text.index("trackers"))].count("\n") + 1
    assert problem.line == text[: text.rindex('name = "')].count("\n") + 1
    if one.partition("\n")[0] == other.partition("\n")[0]:
        assert problem.what == f"'sid' is already claimed on line {first}."
        assert problem.mend == "Join the two entries, or give them different hosts or paths."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("_ga_<ID>", "_ga_*"),
        ("ab<X>cd", "abc<X>d"),
        ("*_ab", "_ab*"),
        ("a<X>b<Y>c", "abc<X>"),
        ("abc<X>.<Y>", "ab*c.<Y>"),
    ],
)
def test_two_templates_that_fit_one_name_equally_are_told(one, other):
    """Neither is more exact, so no one could say which counts."""
    problem = only_problem(register(f'name = "{one}"', f'name = "{other}"'))
    assert problem.what.startswith(f"{other!r} and {one!r} on line ")
    assert problem.what.endswith(" fit the same names, and neither is more exact.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('name = "sid"', 'name = "Sid"'),
        ('name = "sid"', 'name = "sid"\nkind = "local-storage"'),
        ('name = "sid"', 'name = "sid"\npath = "/back"'),
        ('name = "sid"', 'name = "sid"\nhost = "c.localhost"'),
        ('name = "sid"\nhost = "c.localhost"', 'name = "sid"\nhost = "*.c.localhost"'),
        ('name = "_ga_X"', 'name = "_ga_<ID>"'),
        ('name = "_ga_<ID>"', 'name = "_ga_A<ID>"'),
        ('name = "_gb_<ID>"', 'name = "_ga_<ID>"'),
        ('name = "a1<X>z"', 'name = "a1<X>y"'),
        ('name = "abc.<X>"', 'name = "abc<X>x"'),
    ],
)
def test_what_differs_in_kind_host_path_or_exactness_is_no_claim_on_one_cookie(one, other):
    """Matching tells them apart."""
    assert len(list(read(register(one, other)).trackers)) == 2


def test_a_third_claim_is_told_as_well():
    """Each against the first that made it."""
    keys = [problem.key for problem in problems(register(*['name = "sid"'] * 3))]
    assert keys == ["services[0].trackers[1].name", "services[0].trackers[2].name"]


def test_what_cannot_be_read_claims_nothing():
    """A wrong host or path is told once, and not also as a claim on another entry's cookie."""
    text = register('name = "sid"', 'name = "sid"\nhost = "B LOCALHOST"', 'name = "sid"\npath = "x"')
    assert [problem.key for problem in problems(text)] == [
        "services[0].trackers[1].host",
        "services[0].trackers[2].path",
    ]


def test_hosts_that_cannot_be_read_hide_no_claim():
    """Entries without a host of their own are on the same ones, whichever those are."""
    text = register(
        'name = "sid"', 'name = "sid"', 'name = "sid"\nhost = "a.localhost"', head=HEAD.replace("b.l", "B L")
    )
    assert [problem.key for problem in problems(text)] == ["site.hosts[1]", "services[0].trackers[1].name"]


def test_without_hosts_entries_are_compared_all_the_same():
    """A draft may not know them yet."""
    head = HEAD.replace('hosts = ["a.localhost", "b.localhost"]\n', "")
    assert (
        only_problem(register('name = "sid"', 'name = "sid"', head=head)).key
        == "services[0].trackers[1].name"
    )
