"""What a register leaves unsaid: each item with its code, what it is about, and whether it must be settled."""

from dataclasses import replace

import pytest
from tests.fakes.charters import line_of, replaced, rivebelle

from charte.core.charter import read, review
from charte.core.policy import FR_CNIL_2026

EMPTY = 'schema = 1\n[site]\nkey = "s"\nname = "S"\n'


def items(charter):
    """Code, names, line and whether it is mandatory."""
    return [(item.code, item.names, item.line, item.mandatory) for item in review(charter, FR_CNIL_2026)]


def test_a_complete_register_leaves_nothing_to_review():
    """No item at all, so that `--strict` can be kept."""
    assert review(rivebelle(), FR_CNIL_2026) == ()


def test_an_empty_register_lacks_what_every_charter_says():
    """In this order, before anything about its parts; a data protection officer is advised."""
    assert items(read(EMPTY)) == [
        ("version", (), 0, True),
        ("date", (), 0, True),
        ("hosts", (), 0, True),
        ("controller", (), 0, True),
        ("dpo", (), 0, False),
        ("withdrawal", (), 0, True),
        ("log", (), 0, True),
    ]


@pytest.mark.parametrize(
    ("old", "new", "code", "mandatory"),
    [
        ('version = "1.0"\n', "", "version", True),
        ("date = 2026-11-20\n", "", "date", True),
        ('hosts = ["demo.localhost"]\n', "", "hosts", True),
        ('hosts = ["demo.localhost"]', "hosts = []", "hosts", True),
        ('contact = "contact@demo.localhost", ', "", "controller", True),
        ('dpo = { name = "The officer", contact = "dpo@demo.localhost" }\n', "", "dpo", False),
        (', contact = "dpo@demo.localhost"', "", "dpo", False),
        (
            'withdrawal = { fr = "En bas de chaque page.", en = "At the foot of every page." }\n',
            "",
            "withdrawal",
            True,
        ),
    ],
)
def test_each_thing_unsaid_about_the_site_is_an_item(old, new, code, mandatory):
    """One, with what to write."""
    assert items(rivebelle((old, new))) == [(code, (), 0, mandatory)]


@pytest.mark.parametrize(
    ("old", "new", "code", "mandatory"),
    [
        ('exemption = "E7"\n', "", "exemption", True),
        ('reason = { fr = "Statistiques anonymes.", en = "Anonymous statistics." }\n', "", "reason", True),
        (
            'assessment = { tool = "CNIL", date = 2026-10-01, document = "/assessment" }\n',
            "",
            "assessment",
            True,
        ),
        ('data_retention = "P25M"\n', "", "data-retention", False),
    ],
)
def test_each_thing_unsaid_about_a_purpose_names_it(old, new, code, mandatory):
    """At its line."""
    text = replaced((old, new))
    assert items(read(text)) == [(code, ("count",), line_of(text, '[[purposes]]\nkey = "count"'), mandatory)]


def test_what_needs_consent_needs_no_reason():
    """Nor does an exemption other than audience measurement need an assessment."""
    assert rivebelle().purpose("media").reason == {}
    assert rivebelle().purpose("choice").assessment is None


@pytest.mark.parametrize(
    ("old", "new", "code", "mandatory"),
    [
        ('lifetime = "session"\n', "", "lifetime", True),
        ('recipients = ["Réclamo"]\n', "", "third-party-access", True),
        ('path = "/player"\nparty = "third"\n', "", "party", False),
        ('text = { fr = "Reprendre la lecture.", en = "Resume playback." }\n', "", "text", False),
        ('party = "third"', 'party = "third"\nstatus = "draft"', "draft", False),
    ],
)
def test_each_thing_unsaid_about_a_tracker_names_it(old, new, code, mandatory):
    """At its line."""
    text = replaced((old, new))
    assert items(read(text)) == [(code, ("seen",), line_of(text, 'name = "seen"') - 1, mandatory)]


def test_all_that_lack_the_same_are_one_item():
    """At the line of the first, with every name: a list that a person can go through."""
    text = replaced().replace('lifetime = "P13M"\n', "")
    assert items(read(text)) == [
        ("lifetime", ("_count", "_aud_<ID>"), line_of(text, 'name = "_count"') - 1, True)
    ]


def test_a_retired_tracker_is_not_reviewed():
    """It is no longer used, whatever it leaves unsaid."""
    retired = 'lifetime = "P13M"\npurposes = ["count"]\nrecipients = []\nstatus = "retired"'
    assert items(rivebelle((retired, 'purposes = ["count"]\nstatus = "retired"'))) == []


def test_a_note_in_the_file_is_an_item():
    """A doubt for a person to settle: publishing waits for it."""
    text = replaced(("[log]", '[[review]]\nkey = "site.dpo"\nwhy = "Is it she?"\n\n[log]'))
    (item,) = review(read(text), FR_CNIL_2026)
    assert (item.code, item.what, item.mandatory) == ("note", "Is it she?", True)
    assert item.line == line_of(text, "[[review]]")


def test_the_policy_says_what_is_mandatory():
    """Another policy, another list; the items are the same."""
    relaxed = replace(FR_CNIL_2026, mandatory=frozenset({"dpo"}))
    assert [item.code for item in review(read(EMPTY), relaxed) if item.mandatory] == ["dpo"]
    assert [item.code for item in review(read(EMPTY), relaxed)] == [code for code, *_ in items(read(EMPTY))]


def test_every_mandatory_code_can_be_met():
    """A policy that asks for what no item is called would never be satisfied, nor broken."""
    codes = {item.code for item in review(read(EMPTY), FR_CNIL_2026)}
    bare = EMPTY + (
        '[[purposes]]\nkey = "p"\nbasis = "exempt"\ntitle = { fr = "x" }\ntext = { fr = "x" }\n'
        '[[purposes]]\nkey = "q"\nbasis = "exempt"\nexemption = "E7"\ntitle = { fr = "x" }\ntext = { fr = "x" }\n'
        '[[services]]\nkey = "s"\nprovider = "x"\n[[services.trackers]]\nname = "t"\npurposes = ["p"]\n'
        '[[review]]\nkey = "x"\nwhy = "y"\n'
    )
    codes |= {item.code for item in review(read(bare), FR_CNIL_2026)}
    assert codes >= FR_CNIL_2026.mandatory


def test_an_item_explains_itself_on_one_line():
    """Where, what, about what, and how to mend it."""
    text = replaced(('lifetime = "session"\n', ""))
    (item,) = review(read(text), FR_CNIL_2026)
    assert item.explain() == (
        f"line {item.line}: Nothing says how long the tracker lives. (seen) "
        'Write lifetime = "session" or a duration such as "P6M".'
    )
    (item,) = review(rivebelle(('version = "1.0"\n', "")), FR_CNIL_2026)
    assert item.explain() == 'The charter has no version. Write version = "1.0" at the top.'
