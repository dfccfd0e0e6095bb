"""Marks: 3 bytes for what is material in a purpose, 2 for a service; a register tells them apart."""

import hashlib
import json

import pytest
from tests.fakes.charters import TOML, line_of, only_problem, replaced, rivebelle

from charte.core.charter import Charter, Site
from charte.core.charter.fitting import MOST_OFFERED, fits, most_services
from charte.core.mark import purpose_mark, service_mark
from charte.core.purpose import Basis, Purpose


def marks(charter: Charter) -> dict[str, bytes]:
    """The mark of every purpose."""
    return {purpose.key: purpose_mark(charter, purpose) for purpose in charter.purposes}


def hashed(material: dict, size: int) -> bytes:
    """As docs/formats.md says it, with nothing of ours."""
    text = json.dumps(material, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).digest()[:size]


def test_a_purposes_mark_is_a_hash_of_what_is_material():
    """Its key, basis, controllers and recipients: nothing else, in the canonical form."""
    material = {
        "choice": {"basis": "E1", "controllers": ["Rivebelle"], "recipients": []},
        "count": {"basis": "E7", "controllers": ["Rivebelle"], "recipients": []},
        "audience": {
            "basis": "consent",
            "controllers": ["Cinébord SA", "Rivebelle"],
            "recipients": ["Nuage & Cie"],
        },
        "media": {"basis": "consent", "controllers": ["Cinébord SA", "Rivebelle"], "recipients": ["Réclamo"]},
    }
    assert marks(rivebelle()) == {key: hashed({"key": key, **each}, 3) for key, each in material.items()}


def test_a_services_mark_is_a_hash_of_its_provider_and_purposes():
    """Of those on which the visitor has a say, by their marks, sorted."""
    charter = rivebelle()
    found = marks(charter)
    both = sorted([found["audience"].hex(), found["media"].hex()])
    assert service_mark(charter, charter.service("video")) == hashed(
        {"key": "video", "provider": "Cinébord", "purposes": both}, 2
    )
    assert service_mark(charter, charter.service("platform")) == hashed(
        {"key": "platform", "provider": "Rivebelle", "purposes": [found["count"].hex()]}, 2
    )


def test_a_purpose_called_exempt_without_its_case_has_a_mark_too():
    """A draft may not know the case yet."""
    purpose = Purpose("x", Basis.EXEMPT)
    charter = Charter("", Site("s", "S"), purposes=(purpose,))
    assert purpose_mark(charter, purpose) == hashed(
        {"basis": "exempt", "controllers": [], "key": "x", "recipients": []}, 3
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('title = { fr = "Vidéos"', 'title = { fr = "Films"'),
        ('text = { fr = "Afficher', 'text = { fr = "Montrer'),
        ('policy_url = "https://cinebord.localhost/privacy"', 'policy_url = "/other"'),
        ('lifetime = "session"', 'lifetime = "P1M"'),
        ('version = "1.0"', 'version = "2.0"'),
        ('provider = "Mesurelle"', 'provider = "Mesurette"'),  # a processor is no controller
    ],
)
def test_wording_is_not_material(old, new):
    """What is said better, or in more detail, asks nobody again."""
    assert marks(rivebelle((old, new))) == marks(rivebelle())


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ('controller = "Cinébord SA"', 'controller = "Other SA"', {"audience", "media"}),
        ('controller = "Cinébord SA"\n', "", {"audience", "media"}),
        ('recipients = ["Réclamo"]', "recipients = []", {"media"}),
        ('recipients = ["Nuage & Cie"]', 'recipients = ["Nuage & Cie", "x"]', {"audience"}),
        ('role = "processor"', 'role = "joint"', {"audience"}),
        (
            'controller = { name = "Rivebelle"',
            'controller = { name = "R"',
            {"choice", "count", "audience", "media"},
        ),
        ('basis = "exempt"\nexemption = "E7"\nobjectable = true', 'basis = "consent"', {"count"}),
        ('exemption = "E7"', 'exemption = "E4"', {"count"}),
    ],
)
def test_basis_controllers_and_recipients_are_material(old, new, changed):
    """A purpose with another of these is one that was never answered; the others keep their answers."""
    before, after = marks(rivebelle()), marks(rivebelle((old, new)))
    assert {key for key in before if before[key] != after[key]} == changed


def test_the_order_of_the_file_is_not_material():
    """Names are sorted."""
    recipients = ('recipients = ["Réclamo"]', 'recipients = ["Réclamo", "Ab"]')
    turned = ('recipients = ["Réclamo"]', 'recipients = ["Ab", "Réclamo"]')
    assert marks(rivebelle(recipients)) == marks(rivebelle(turned))


def test_two_services_with_equal_marks_are_an_error_of_the_register():
    """The cookie would answer for one with what was said of the other; the second is told."""
    keys: dict[bytes, str] = {}
    audience = marks(rivebelle())["audience"].hex()
    for number in range(5_000):
        mark = hashed({"key": f"s{number}", "provider": "Mesurelle", "purposes": [audience]}, 2)
        if (first := keys.setdefault(mark, f"s{number}")) != f"s{number}":
            break
    else:
        raise AssertionError("No two are equal.")
    service = TOML[TOML.index('[[services]]\nkey = "stats"') : TOML.index('[[services]]\nkey = "video"')]
    one = service.replace('"stats"', f'"{first}"')
    other = service.replace('"stats"', f'"s{number}"').replace("_aud_", "_other_")
    text = replaced((service, one + other))
    problem = only_problem(text)
    assert (problem.line, problem.key) == (line_of(text, f'key = "s{number}"'), "services[2].key")
    assert problem.what == (
        f"The preference cookie could not tell 's{number}' from {first!r}: their marks are equal by chance."
    )
    assert problem.mend == "Give one of them another key."


def test_two_purposes_with_equal_marks_are_an_error_of_the_register():
    """Whoever accepted one would have accepted the other."""
    keys: dict[bytes, str] = {}
    for number in range(50_000):
        material = {"basis": "consent", "controllers": ["Rivebelle"], "key": f"p{number}", "recipients": []}
        if (first := keys.setdefault(hashed(material, 3), f"p{number}")) != f"p{number}":
            break
    else:
        raise AssertionError("No two are equal.")
    purpose = '[[purposes]]\nkey = "{}"\nbasis = "consent"\ntitle = {{ fr = "x", en = "x" }}\ntext = {{ fr = "x", en = "x" }}\n'
    text = replaced(("[[services]]", purpose.format(first) + purpose.format(f"p{number}") + "[[services]]"))
    problem = only_problem(text)
    assert (problem.line, problem.key) == (line_of(text, f'key = "p{number}"'), "purposes[5].key")


def test_what_the_preference_cookie_holds():
    """Twenty purposes, or twelve and twelve services, as design and formats promise; and how far it goes."""
    assert fits(20, 0, sealed=True)
    assert fits(12, 12, sealed=True)
    assert {number: most_services(number) for number in (0, 1, 12, 20)} == {0: 49, 1: 48, 12: 32, 20: 20}
    assert all(fits(number, most_services(number), sealed=False) for number in range(MOST_OFFERED + 1))
    assert not any(fits(number, most_services(number) + 1, sealed=True) for number in range(MOST_OFFERED + 1))
