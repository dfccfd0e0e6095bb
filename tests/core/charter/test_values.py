"""Each type of key: what may stand there, what may not, and what was probably meant."""

from datetime import date

import pytest
from tests.fakes.charters import line_of, only_problem, problems, replaced, rivebelle

from charte.core.charter.countries import COUNTRIES
from charte.core.charter.shape import Field
from charte.core.charter.values import READERS, CannotStand

NAME = 'name = "Rivebelle en données"'
HOSTS = 'hosts = ["demo.localhost"]'
LIFE = 'lifetime = "P6M"'


@pytest.mark.parametrize(
    ("old", "new", "key", "what", "mend"),
    [
        # text
        (NAME, "name = 3", "site.name", "A number cannot stand here.", "Expected: a text."),
        (NAME, "name = 3.5", "site.name", "A number cannot stand here.", "Expected: a text."),
        (NAME, "name = true", "site.name", "A boolean cannot stand here.", "Expected: a text."),
        (NAME, "name = []", "site.name", "A list cannot stand here.", "Expected: a text."),
        (NAME, "name = {}", "site.name", "A table cannot stand here.", "Expected: a text."),
        (NAME, "name = 2026-01-31", "site.name", "A date cannot stand here.", "Expected: a text."),
        (NAME, "name = 07:32:00", "site.name", "A time cannot stand here.", "Expected: a text."),
        (
            NAME,
            "name = 2026-01-31T07:32:00Z",
            "site.name",
            "A moment cannot stand here.",
            "Expected: a text.",
        ),
        (NAME, 'name = " "', "site.name", "This text is empty.", "Expected: a text."),
        (NAME, 'name = "\\u001b"', "site.name", "This text holds a control character.", "Expected: a text."),
        (
            NAME,
            f'name = "{"x" * 4001}"',
            "site.name",
            "This text has 4001 characters; 4000 is the most.",
            "Expected: a text.",
        ),
        # slug and word
        (
            'key = "rivebelle"',
            'key = "Rive Belle"',
            "site.key",
            "'Rive Belle' cannot stand here.",
            "Did you mean rive-belle? Expected: lower-case letters, digits and hyphens, such as my-site.",
        ),
        (
            'key = "rivebelle"',
            'key = "?"',
            "site.key",
            "'?' cannot stand here.",
            "Expected: lower-case letters, digits and hyphens, such as my-site.",
        ),
        (
            'key = "platform"',
            'key = "The Platform!"',
            "services[0].key",
            "'The Platform!' cannot stand here.",
            "Did you mean the-platform? Expected: a key of lower-case letters, digits, hyphens and underscores.",
        ),
        # address, language, country
        (
            'page = "/charte"',
            'page = "javascript:alert(1)"',
            "site.page",
            "'javascript:alert(1)' cannot stand here.",
            "Expected: an address that begins with https://, or a path of the site.",
        ),
        (
            'page = "/charte"',
            'page = "www.example.org/charte"',
            "site.page",
            "'www.example.org/charte' cannot stand here.",
            (
                "Did you mean https://www.example.org/charte? "
                "Expected: an address that begins with https://, or a path of the site."
            ),
        ),
        (
            'default_language = "fr"',
            'default_language = "FR"',
            "site.default_language",
            "'FR' cannot stand here.",
            "Did you mean fr? Expected: a language tag such as fr or pt-BR.",
        ),
        (
            'country = "US"',
            'country = "UK"',
            "services[2].country",
            "There is no country 'UK'.",
            "Did you mean GB? Expected: a country code of two capitals (ISO 3166), such as FR.",
        ),
        (
            'country = "US"',
            'country = "ZZ"',
            "services[2].country",
            "There is no country 'ZZ'.",
            "Expected: a country code of two capitals (ISO 3166), such as FR.",
        ),
        (
            'country = "US"',
            'country = "us"',
            "services[2].country",
            "There is no country 'us'.",
            "Did you mean US? Expected: a country code of two capitals (ISO 3166), such as FR.",
        ),
        # boolean, date, choice
        (
            "refreshed = false",
            'refreshed = "false"',
            "services[0].trackers[0].refreshed",
            "A text cannot stand here.",
            "Expected: true or false, without quotes.",
        ),
        (
            "date = 2026-11-20\n",
            'date = "2026-11-20"\n',
            "date",
            "A text is no day.",
            "Did you mean 2026-11-20? Expected: a day such as 2026-11-20, without quotes.",
        ),
        (
            "date = 2026-11-20\n",
            "date = 2026-11-20T10:00:00Z\n",
            "date",
            "This is a moment, not a day.",
            "Did you mean 2026-11-20? Expected: a day such as 2026-11-20, without quotes.",
        ),
        (
            "date = 2026-11-20\n",
            "date = 20\n",
            "date",
            "A number is no day.",
            "Expected: a day such as 2026-11-20, without quotes.",
        ),
        (
            'basis = "consent"',
            'basis = "concent"',
            "purposes[2].basis",
            "'concent' cannot stand here.",
            "Did you mean consent? Expected: one of exempt, consent.",
        ),
        (
            'basis = "consent"',
            "basis = 1",
            "purposes[2].basis",
            "A number cannot stand here.",
            "Expected: one of exempt, consent.",
        ),
        (
            'same_site = "Lax"',
            'same_site = "lax"',
            "services[0].trackers[0].same_site",
            "'lax' cannot stand here.",
            "Did you mean Lax? Expected: one of Strict, Lax, None.",
        ),
        # durations
        (
            LIFE,
            'lifetime = "13 months"',
            "services[0].trackers[0].lifetime",
            "'13 months' is no lifetime: write session, or an ISO 8601 duration such as P6M or PT30M.",
            'Did you mean P13M? Expected: "session", or an ISO 8601 duration such as "P6M".',
        ),
        (
            LIFE,
            'lifetime = "2 ans"',
            "services[0].trackers[0].lifetime",
            "'2 ans' is no lifetime: write session, or an ISO 8601 duration such as P6M or PT30M.",
            'Did you mean P2Y? Expected: "session", or an ISO 8601 duration such as "P6M".',
        ),
        (
            LIFE,
            "lifetime = 180",
            "services[0].trackers[0].lifetime",
            "A number cannot stand here.",
            'Expected: "session", or an ISO 8601 duration such as "P6M".',
        ),
        (
            'data_retention = "P25M"',
            'data_retention = "session"',
            "purposes[1].data_retention",
            "'session' is no ISO 8601 duration such as P6M, P1Y, P14D or PT30M.",
            'Expected: an ISO 8601 duration such as "P13M".',
        ),
        # path and template
        (
            'path = "/player"',
            'path = "player"',
            "services[2].trackers[0].path",
            "'player' cannot stand here.",
            "Did you mean /player? Expected: a path that begins with a slash.",
        ),
        (
            'name = "seen"',
            'name = "_<ID>"',
            "services[2].trackers[0].name",
            "'_<ID>' matches too much: it has fewer than 3 literal characters.",
            "Expected: a name or template such as _ga_<ID>: three literal characters or more, at most four wildcards.",
        ),
        (
            'name = "seen"',
            f'name = "{"s" * 257}"',
            "services[2].trackers[0].name",
            "This name has 257 characters; 256 is the most.",
            "Expected: a name or template such as _ga_<ID>: three literal characters or more, at most four wildcards.",
        ),
        # schema
        (
            "schema = 1\n",
            "schema = 1.0\n",
            "schema",
            "This version of Charte reads schema 1, not 1.0.",
            "Expected: schema = 1.",
        ),
        (
            "schema = 1\n",
            "schema = true\n",
            "schema",
            "This version of Charte reads schema 1, not True.",
            "Expected: schema = 1.",
        ),
        (
            "schema = 1\n",
            "schema = 0\n",
            "schema",
            "This version of Charte reads schema 1, not 0.",
            "Expected: schema = 1.",
        ),
        # tables
        ("[log]", "[[log]]", "log", "A list cannot stand here.", "Expected: a table."),
        (
            "[[services.trackers]]",
            "trackers = 1\n[[services]]",
            "services[0].trackers",
            "A number cannot stand here.",
            "Expected: tables, each under its own [[services.trackers]].",
        ),
    ],
)
def test_a_wrong_value_says_what_would_be_right(old, new, key, what, mend):
    """The first problem of the text is this one, on its line, by its key."""
    text = replaced((old, new))
    found = next(problem for problem in problems(text) if problem.key == key)
    assert (found.line, found.what, found.mend) == (line_of(text, new), what, mend)


@pytest.mark.parametrize(
    ("host", "meant"),
    [
        ("https://www.example.org/page", "www.example.org"),
        ("HTTPS://WWW.example.org:8443?x", "www.example.org"),
        ("www.example.org:80", "www.example.org"),
        ("www.example.org.", "www.example.org"),
        ("écoles.example", "xn--coles-9ra.example"),
        ("Demo.Localhost", "demo.localhost"),
        ("http://", ""),
        ("a host", ""),
        ("", ""),
        ("-", ""),
        ("a..b", ""),
        ("h" * 254, ""),
    ],
)
def test_what_is_no_host_name_is_offered_back_as_one(host, meant):
    """Without scheme, port, path and capitals, and with A-labels: as browsers compare it."""
    problem = only_problem(replaced((HOSTS, f'hosts = ["{host}"]')))
    assert problem.key == "site.hosts[0]"
    assert ("Did you mean" in problem.mend) == bool(meant)
    assert problem.mend.startswith(
        f"Did you mean {meant}? Expected: a host name" if meant else "Expected: a host name"
    )


@pytest.mark.parametrize(
    "host", ["demo.localhost", "*.example.org", "_dmarc.example.org", "a-1.example", "localhost"]
)
def test_a_host_name_may_be_any_that_a_browser_visits(host):
    """Underscores are in use, and a wildcard stands for every name below."""
    assert rivebelle((HOSTS, f'hosts = ["{host}"]')).site.hosts == (host,)


@pytest.mark.parametrize(
    "address", ["", "/", "/charte?x=1", "https://example.org/x", "http://demo.localhost:8000/"]
)
def test_an_address_is_a_path_or_begins_with_its_scheme(address):
    """An empty one says nothing."""
    assert rivebelle(('page = "/charte"', f'page = "{address}"')).site.page == address


@pytest.mark.parametrize(
    "address", ["//evil.example", "/\\\\evil.example", "https:///x", "/a b", "data:text/html,x"]
)
def test_an_address_that_leads_elsewhere_than_it_seems_is_refused(address):
    """A page shows it as a link."""
    assert only_problem(replaced(('page = "/charte"', f'page = "{address}"'))).key == "site.page"


@pytest.mark.parametrize("language", ["fr", "ast", "pt-BR", "zh-Hant", "zh-Hant-TW", "es-419"])
def test_a_language_is_named_by_its_tag(language):
    """Language, script and region, as RFC 5646 writes them."""
    assert READERS["language"](language, Field("language")) == language


@pytest.mark.parametrize(
    ("language", "meant"),
    [("FR", "fr"), ("fr_FR", "fr-FR"), ("zh-HANT", "zh-Hant"), ("French", ""), ("", "")],
)
def test_what_is_no_language_tag_is_offered_back_as_one(language, meant):
    """Case and hyphens are what people miss."""
    with pytest.raises(CannotStand) as caught:
        READERS["language"](language, Field("language"))
    assert caught.value.instead == meant


def test_the_countries_are_those_of_iso_3166_and_kosovo():
    """249 codes, and XK, which many registers need."""
    assert len(COUNTRIES) == 250
    assert {"FR", "US", "GB", "GR", "XK"} <= COUNTRIES
    assert not {"UK", "EL", "EU", "ZZ"} & COUNTRIES


def test_line_feeds_and_tabs_may_stand_in_a_text():
    """No other character that cannot be seen."""
    assert rivebelle((NAME, 'name = "a\\n\\tb"')).site.name == "a\n\tb"


def test_a_day_is_read_as_a_day():
    """TOML knows days; they need no quotes."""
    assert rivebelle().date == date(2026, 11, 20)
