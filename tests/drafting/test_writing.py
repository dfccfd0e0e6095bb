"""The register as `charte.toml`: it reads back as it was."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charte.core.charter import (
    Charter,
    Contact,
    Kind,
    Log,
    Note,
    Party,
    Role,
    Service,
    Site,
    Status,
    Tracker,
    read,
)
from charte.core.duration import parse_duration, parse_lifetime
from charte.core.purpose import Assessment, Basis, Exemption, Purpose
from charte.drafting import to_toml
from charte.drafting.writing import string

WHOLE = Charter(
    digest="",
    version="1.0",
    date=date(2026, 11, 20),
    changes={"fr": "Première version."},
    site=Site(
        key="rivebelle",
        name='Rivebelle "en" données \\ ici',
        hosts=("demo.localhost", "www.demo.localhost"),
        page="/charte",
        proof="linked",
        withdrawal={"fr": "Le lien « Gérer mes choix »."},
        accessibility="/accessibilite",
        controller=Contact("Rivebelle", contact="contact@demo.localhost", country="FR"),
        dpo=Contact("La déléguée"),
        locations={"front": ("/*",), "back": ("/back/*",)},
    ),
    log=Log("charte.localhost/log", "charte.localhost/log+0a1b2c3d+AT", "https://charte.localhost/_charte/log"),
    purposes=(
        Purpose("choice", Basis.EXEMPT, Exemption.CHOICE, {"fr": "Le choix"}, True, {"fr": "a"}, {"fr": "b"}),
        Purpose(
            "audience", Basis.EXEMPT, Exemption.AUDIENCE, title={"fr": "c"}, text={"fr": "d"},
            assessment=Assessment("outil", date(2026, 10, 1), "a.pdf"), data_retention=parse_duration("P25M"),
        ),
    ),
    services=(
        Service(
            "platform", "Rivebelle", {"fr": "Choix"}, Role.JOINT, "Autre", ("Hébergeur",), "https://demo.localhost/p",
            "FR", "scc", "n° 5", ("front", "/a"), ("cdn.example.net",),
            (
                Tracker(
                    "_ga_<ID>", Kind.LOCAL_STORAGE, "demo.localhost", "/app", Party.CLOAKED, "c.example.net",
                    parse_lifetime("P6M"), False, ("choice",), True, False, "Lax", True, False, {"fr": "x"},
                    parse_duration("P6M"), (), "collector", {"fr": "y"}, "art. 82", "r", Status.VALIDATED, "o",
                    date(2026, 1, 1), date(2026, 1, 2), date(2027, 1, 1), ("e",),
                ),
                Tracker("sid", purposes=("audience",), lifetime=parse_lifetime("session"), status=Status.DRAFT),
            ),
        ),
    ),
    notes=(Note("services[0].trackers[0].name", "Un doute."),),
)  # fmt: skip


def test_every_field_of_the_schema_reads_back():
    """No key is lost and none is made up."""
    again = read(to_toml(WHOLE))
    services = tuple(
        replace(service, trackers=tuple(replace(each, service=service.key) for each in service.trackers))
        for service in WHOLE.services
    )
    assert again == replace(WHOLE, digest=again.digest, services=services)


def test_what_is_not_set_is_not_written():
    """A key that is absent says nothing; an empty list of recipients says: nobody."""
    small = Charter(
        "",
        Site("a", "a"),
        purposes=(),
        services=(Service("s", "p", trackers=(Tracker("sid", purposes=("x",)),)),),
    )
    text = to_toml(small)
    assert "recipients" not in text
    assert "lifetime" not in text
    nobody = replace(small.services[0], trackers=(Tracker("sid", purposes=("x",), recipients=()),))
    assert "recipients = []" in to_toml(replace(small, services=(nobody,)))


def test_comments_stand_above_what_they_are_about():
    """And cannot end early: a line break in a file's name is none in a comment."""
    text = to_toml(WHOLE, ("Drafted from a\nb = 1",), {"services[0].trackers[1]": "Read from line 3."})
    assert text.startswith("# Drafted from a b = 1\n\nschema = 1\n")
    assert '# Read from line 3.\n[[services.trackers]]\nname = "sid"' in text
    assert read(text).digest == read(to_toml(WHOLE)).digest


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_is_a_string_of_toml(words):
    """Quotes, control characters and line ends included."""
    assert tomllib.loads(f"a = {string(words)}")["a"] == words


@pytest.mark.parametrize("name", ["fr", "pt-BR"])
def test_languages_are_bare_keys(name):
    """As people write them."""
    charter = replace(WHOLE, changes={name: "a"})
    assert f'changes = {{ {name} = "a" }}' in to_toml(charter)
