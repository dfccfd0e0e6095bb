"""What no single key shows: a register must not contradict itself."""

import pytest
from tests.fakes.charters import line_of, only_problem, problems, replaced, rivebelle

from charte.core.charter import read

PURPOSE = '[[purposes]]\nkey = "media"'
CONSENT = """[[purposes]]
key = "{key}"
basis = "consent"
title = {{ fr = "x", en = "x" }}
text = {{ fr = "x", en = "x" }}

"""
SERVICE = """
[[services]]
key = "{key}"
provider = "x"
[[services.trackers]]
name = "{key}"
purposes = ["media"]
"""
LANGUAGES = 'languages = ["fr", "en"]\ndefault_language = "fr"\n'


def test_the_default_language_is_one_of_the_sites():
    """With those that there are."""
    text = replaced(('default_language = "fr"', 'default_language = "de"'))
    problem = only_problem(text)
    assert (problem.line, problem.key) == (line_of(text, "default_language"), "site.default_language")
    assert problem.what == "'de' is not among the site's languages."
    assert problem.mend == "Choose one of fr, en, or add it to site.languages."


def test_the_first_language_is_the_default_one():
    """Where the register names none."""
    site = rivebelle((LANGUAGES, 'languages = ["en", "fr"]\n')).site
    assert (site.languages, site.default_language) == (("en", "fr"), "en")


def test_a_site_that_names_no_language_speaks_french():
    """And says so to whoever writes another."""
    text = replaced((LANGUAGES, 'default_language = "en"\n'))
    found = {problem.key: problem for problem in problems(text)}
    assert found["site.default_language"].what == "'en' is not among the site's languages."
    surplus = found["purposes[0].text"]
    assert surplus.what == "The text in en is in a language that site.languages does not declare."
    assert surplus.mend == "Add en to site.languages, or remove the text."


@pytest.mark.parametrize(
    ("key", "old"),
    [
        ("changes", ', en = "First version."'),
        ("site.withdrawal", ', en = "At the foot of every page."'),
        ("purposes[1].reason", ', en = "Anonymous statistics."'),
        ("purposes[3].title", ', en = "Videos"'),
        ("services[1].name", ', en = "Statistics"'),
        ("services[0].trackers[0].data", ', en = "Your choices"'),
        ("services[2].trackers[1].text", ', en = "Keep the volume."'),
    ],
)
def test_every_text_is_in_every_language_that_the_site_declares(key, old):
    """Wherever texts stand, and whoever reads them."""
    text = replaced((old, ""))
    problem = only_problem(text)
    assert problem.key == key
    assert problem.what == "There is no text in en, which site.languages declares."
    assert problem.mend == 'Add en = "…" here, or write under [site] the languages that there are.'


def test_faulty_languages_bring_no_fault_of_the_texts():
    """What only follows from another fault is not said."""
    assert (
        only_problem(replaced(('languages = ["fr", "en"]', 'languages = ["fr", "english"]'))).key
        == "site.languages[1]"
    )


@pytest.mark.parametrize("policy", ["fr-cnil-2025", "de-2026", ""])
def test_an_unknown_policy_is_told_with_what_is_covered(policy):
    """A country that Charte does not know is said to be one."""
    text = replaced(('policy = "fr-cnil-2026"', f'policy = "{policy}"'))
    problem = only_problem(text)
    assert (problem.line, problem.key, problem.what) == (
        line_of(text, "policy = "),
        "site.policy",
        f"There is no policy {policy!r}.",
    )
    assert problem.mend == (
        "Charte follows fr-cnil-2026 (France, CNIL, as of 2026); no other country's law is covered yet."
    )


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            'basis = "consent"',
            'basis = "consent"\nexemption = "E7"',
            "A purpose that needs consent has no exemption.",
        ),
        (
            'basis = "consent"',
            'basis = "consent"\nobjectable = true',
            "What needs consent is refused until it is accepted; it cannot also wait for an objection.",
        ),
    ],
)
def test_consent_and_exemption_exclude_each_other(old, new, what):
    """On the line of the key that is too many."""
    text = replaced((old, new))
    problem = only_problem(text)
    assert (problem.line, problem.what) == (line_of(text, new) + 1, what)
    assert 'write basis = "exempt"' in problem.mend


@pytest.mark.parametrize(
    ("second", "first", "key"),
    [("media", "audience", "purposes[3].key"), ("stats", "platform", "services[1].key")],
)
def test_a_key_names_one_thing(second, first, key):
    """The line of the first is told."""
    taken = f'key = "{first}"'
    text = replaced((f'key = "{second}"', taken))
    problem = next(problem for problem in problems(text) if problem.key == key)
    assert problem.what == f"{first!r} is already the key on line {line_of(text, taken)}."


def test_an_unknown_purpose_brings_the_nearest_known_one():
    """And all that are declared."""
    text = replaced(('purposes = ["audience"]', 'purposes = ["audiences"]'))
    problem = only_problem(text)
    assert (problem.line, problem.key) == (line_of(text, '"audiences"'), "services[1].trackers[0].purposes")
    assert problem.what == "There is no purpose 'audiences'."
    assert problem.mend == (
        "Did you mean audience? Declared are: choice, count, audience, media. "
        "Add it under [[purposes]] if it is one more."
    )


def test_purposes_that_cannot_be_read_bring_no_fault_of_the_trackers():
    """What only follows from another fault is not said."""
    head, rest = replaced().split("[[purposes]]", 1)
    services = "[[services]]" + rest.split("[[services]]", 1)[1]
    assert (
        only_problem(head.replace("schema = 1\n", "schema = 1\npurposes = 3\n") + services).key == "purposes"
    )
    missing = [problem.what for problem in problems(head + services)]
    assert "There is no purpose 'choice'." in missing


def test_a_location_is_a_path_or_one_that_the_site_names():
    """`front` and `back` need no entry."""
    text = replaced(('locations = ["front", "back"]', 'locations = ["front", "attic", "/x"]'))
    problem = only_problem(text)
    assert (problem.line, problem.what) == (line_of(text, '"attic"'), "There is no location 'attic'.")
    assert problem.mend == "Expected a path, or one of: back, front."


@pytest.mark.parametrize("name", ["a b", "a;b", "a=b", "sessionid, csrftoken"])
def test_a_cookies_name_holds_no_separator(name):
    """Two names in one entry are the usual reason; a storage key may hold anything."""
    text = replaced(('name = "seen"', f'name = "{name}"'))
    assert only_problem(text).what == f"{name!r} holds a space or one of ; = , which no cookie's name has."
    stored = rivebelle(('name = "seen"', f'name = "{name}"\nkind = "local-storage"'))
    assert stored.services[2].trackers[0].name == name


def test_a_tracker_is_not_over_before_it_begins():
    """The same day is one day."""
    days = "valid_from = 2026-11-20\nvalid_to = 2026-11-{}\nreviewed_at = 2026-11-20"
    assert rivebelle(("reviewed_at = 2026-11-20", days.format(20)))
    text = replaced(("reviewed_at = 2026-11-20", days.format(19)))
    problem = only_problem(text)
    assert (problem.line, problem.what) == (
        line_of(text, "valid_to"),
        "2026-11-19 is before valid_from, 2026-11-20.",
    )


@pytest.mark.parametrize(("purposes", "over"), [(20, 0), (21, 1), (23, 3)])
def test_the_preference_cookie_holds_twenty_purposes(purposes, over):
    """Each purpose beyond is told on its own line; exempt ones that nobody may refuse do not count."""
    more = "".join(CONSENT.format(key=f"p{number}") for number in range(purposes - 3))
    text = replaced((PURPOSE, more + PURPOSE))
    found = problems(text) if over else ()
    assert len(found) == over
    assert all("the preference cookie holds 20." in problem.what for problem in found)
    if over:
        assert found[-1].line == line_of(text, PURPOSE)
        assert found[-1].what.startswith(f"This is purpose {purposes} on which visitors have a say")
    else:
        assert len(rivebelle((PURPOSE, more + PURPOSE)).offered) == 20


def test_the_preference_cookie_holds_so_many_services():
    """A visitor may answer each apart, so each must fit; those on which she has no say do not count."""
    services = [SERVICE.format(key=f"s{number}") for number in range(43)]
    text = replaced() + "".join(services)
    problem = only_problem(text)
    assert problem.line == line_of(text, services[42]) + 1
    assert problem.what == (
        "This is service 46 that visitors may answer apart from its purpose; "
        "the preference cookie holds 45 beside 3 of 20 purposes."
    )
    retired = services[42].replace("purposes", 'status = "retired"\npurposes')
    assert offered_services(replaced() + "".join(services[:42]) + retired) == 45


def offered_services(text: str) -> int:
    """How many services of this register visitors have a say on."""
    return len(read(text).offered_services)
