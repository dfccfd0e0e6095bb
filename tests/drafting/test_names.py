"""What can be a tracker's name, and the names in a cell."""

from __future__ import annotations

import pytest

from charte.core.charter.template import template_fault
from charte.drafting.names import as_template, is_distinctive, may_be_name, names_in

JOINERS = frozenset({"et", "and"})


@pytest.mark.parametrize(
    ("written", "template"),
    [
        ("_ga", "_ga"),
        ("`_ga`", "_ga"),
        ("ASP.NET_SessionId", "ASP.NET_SessionId"),
        (".ASPXAUTH", ".ASPXAUTH"),
        ("ads/ga-audiences", "ads/ga-audiences"),
        ("_ga_{container id}", "_ga_<CONTAINER_ID>"),
        ("_ga_<container-id>", "_ga_<CONTAINER_ID>"),
        ("[Domain]_session", "<DOMAIN>_session"),
        ("getFaqs_[]", "getFaqs_*"),
        ("dpi-********", "dpi-*"),
        ("remember_web_…", "remember_web_*"),
    ],
)
def test_a_written_name_becomes_a_safe_template(written, template):
    """What varies is a wildcard; all else is kept to the letter."""
    assert as_template(written) == template
    assert template_fault(template) == ""


@pytest.mark.parametrize(
    "written",
    [
        "",
        "  ",
        "two words",
        "préférences",
        "https://www.example.org",
        "a@example.org",
        "www.example.org",
        "*",
        "s_*",
    ],
)
def test_what_no_cookie_can_be_called_is_no_name(written):
    """Addresses, words, blanks, and templates that would match anything."""
    assert as_template(written) == ""
    assert not may_be_name(written)


@pytest.mark.parametrize(
    "name", ["_ga", "sessionId", "JSESSIONID", "rc::c_1", "_hjid", "cookies_preferences", "GDPR"]
)
def test_names_that_no_language_has_for_words_are_distinctive(name):
    """These may be believed wherever they stand."""
    assert is_distinctive(name)


@pytest.mark.parametrize("word", ["theme", "well-known", "e.g.", "Session", "3.5", "2026-11-25", "example."])
def test_ordinary_words_are_not_distinctive(word):
    """These are names only where a column says so."""
    assert not is_distinctive(word)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("theme", ("theme",)),
        ("_ga, _gid et _gat", ("_ga", "_gid", "_gat")),
        ("uid, uidr (comScore)", ("uid", "uidr")),
        ("_s; branch_session (Branch)\nkxuser (Salesforce)", ("_s", "branch_session", "kxuser")),
        ("Google Analytics e.g. _ga, _gid", ("_ga", "_gid")),
        ("Cookies du partenaire :\nabc1\nabc2", ("abc1", "abc2")),
        ("Cookies adform.net : C_cookie", ("C_cookie",)),
        ("cookies_\npreferences", ("cookies_preferences",)),
        ("Google Tag Manager", ()),
        ("", ()),
    ],
)
def test_the_names_of_a_cell_are_told_from_the_words_around_them(cell, names):
    """Lists, remarks and labels are what policies put into a cell of names."""
    assert names_in(cell, JOINERS) == names
