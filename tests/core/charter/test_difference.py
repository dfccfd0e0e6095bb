"""What changed between two versions: each kind of change, and nothing where nothing did."""

import pytest
from tests.fakes.charters import TOML, replaced, rivebelle

from charte.core.charter import Change, difference, read

VIDEO = TOML[TOML.index('\n[[services]]\nkey = "video"') :]
SEEN = TOML[
    TOML.index('\n[[services.trackers]]\nname = "seen"') : TOML.index(
        '\n[[services.trackers]]\nname = "player'
    )
]
MEDIA = TOML[TOML.index('[[purposes]]\nkey = "media"') : TOML.index("[[services]]")]


def changes(*edits):
    """From the register to itself with these edits."""
    return difference(rivebelle(), rivebelle(*edits))


def test_a_register_does_not_differ_from_itself():
    """Nor from its own text with other comments and notes."""
    assert changes() == ()
    assert difference(rivebelle(), read("# later\n" + TOML + '[[review]]\nkey = "x"\nwhy = "y"\n')) == ()


def test_a_versions_own_name_is_no_change():
    """Version, date and the words on what changed are how the two are told apart."""
    assert (
        changes(
            ('version = "1.0"', 'version = "2.0"'),
            ("date = 2026-11-20", "date = 2027-01-01"),
            ("Prem", "Derni"),
        )
        == ()
    )


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ('name = "Rivebelle en données"', 'name = "R"', Change("changed", "site", "rivebelle", ("name",))),
        (
            'controller = { name = "Rivebelle"',
            'controller = { name = "R"',
            Change("changed", "site", "rivebelle", ("controller",)),
        ),
        ('back = ["/back/*"]\n', "", Change("changed", "site", "rivebelle", ("locations",))),
        ("[log]\norigin = \"charte", "[log]\norigin = \"x", Change("changed", "site", "rivebelle", ("log",))),
        ('basis = "consent"', 'basis = "exempt"', Change("changed", "purpose", "audience", ("basis",))),
        ('"Detailed analytics"', '"Analytics"', Change("changed", "purpose", "audience", ("title",))),
        ('tool = "CNIL"', 'tool = "x"', Change("changed", "purpose", "count", ("assessment",))),
        ('provider = "Mesurelle"', 'provider = "M"', Change("changed", "service", "stats", ("provider",))),
        ('role = "joint"', 'role = "controller"', Change("changed", "service", "video", ("role",))),
        ('lifetime = "session"', 'lifetime = "P1D"', Change("changed", "tracker", "seen", ("lifetime",))),
        ('recipients = ["Réclamo"]\n', "", Change("changed", "tracker", "seen", ("recipients",))),
        (
            'host = "player.cinebord.localhost"\npath = "/player"',
            'host = "x.localhost"',
            Change("changed", "tracker", "seen", ("host", "path")),
        ),
        (SEEN, "", Change("removed", "tracker", "seen")),
        ("[[purposes]]\nkey = \"media\"", MEDIA.replace("media", "more") + "[[purposes]]\nkey = \"media\"", Change("added", "purpose", "more")),
    ],
)  # fmt: skip
def test_each_change_says_what_and_where(old, new, change):
    """What was added, removed or changed, its key, and which of its fields differ."""
    assert changes((old, new)) == (change,)


def test_the_way_back_is_the_opposite():
    """What one version adds, the other lacks."""
    without = replaced((VIDEO, "\n"), (MEDIA, ""))
    there = difference(read(without), rivebelle())
    assert there == (
        Change("added", "purpose", "media"),
        Change("added", "service", "video"),
        Change("added", "tracker", "player_*"),
        Change("added", "tracker", "seen"),
    )
    back = difference(rivebelle(), read(without))
    assert [(each.what, each.key) for each in back] == [(each.what, each.key) for each in there]
    assert {each.change for each in back} == {"removed"}


def test_a_tracker_that_goes_to_another_service_has_changed():
    """Another provider answers for it, which is what a reader must know."""
    moved = replaced((SEEN, ""), ('\n[[services]]\nkey = "video"', f'{SEEN}\n[[services]]\nkey = "video"'))
    assert difference(rivebelle(), read(moved)) == (Change("changed", "tracker", "seen", ("service",)),)


def test_trackers_of_one_name_are_told_apart_by_their_places():
    """When one version has several, and only the new one is added."""
    twin = SEEN.replace('path = "/player"', 'path = "/other"')
    assert changes((SEEN, SEEN + twin)) == (
        Change("added", "tracker", "seen (cookie, player.cinebord.localhost/other)"),
    )
    hostless = SEEN.replace('host = "player.cinebord.localhost"\npath = "/player"\n', "")
    assert changes((SEEN, SEEN + hostless)) == (Change("added", "tracker", "seen (cookie, */)"),)


def test_the_register_of_another_site_is_another():
    """One removed, one added."""
    found = changes(('key = "rivebelle"', 'key = "other"'))
    assert found == (Change("added", "site", "other"), Change("removed", "site", "rivebelle"))
