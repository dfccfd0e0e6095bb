"""The line of every key: tables, lists of tables, values over lines, dotted and quoted keys, comments."""

import pytest

from charte.core.charter.lines import Lines

TEXT = '''\
# a comment = 1
schema = 1 # [not.a.table]

[site]
key = "a # b [c] {d}"
  name   =   'it "s'
"quoted" = 1
"with \\"escape\\" and \\u00e9" = 2
'single.dot' = 3
a.b . "c" = 4
text = """
key = "not a key"
[not.a.table]
\\"""
""""" # five quotes
after = 1
raw = \'\'\'
x = [
\'\'\'\'
hosts = [ # a list
  "one", # the first
  "two",

  "three"
]
inline = { a = "x", b = { c = [ 1, 2 ] } }
mixed = [ { a = 1, b = """
z""", c = 3 },
  { a = 2 }, [ "]",
    "}" ] ]

[site.deep."ta.ble"]
x = 1

  [[purposes]]
  key = "p0"

  [purposes.assessment]
  tool = "t"

  [[purposes]]
  key = "p1"
  title = { fr = "a", en = "b" }

[[services]] # the first
key = "s0"
  [[services.trackers]]
  name = "t00"
  [[services.trackers]]
  name = "t01"
[[services]]
key = "s1"
  [[services.trackers]]
  name = "t10"
    [services.trackers.text]
    fr = "é"
[only.below]
x = 1'''
PLACES = {
    "schema": "schema = 1",
    "site": "[site]",
    "site.key": 'key = "a #',
    "site.name": "  name   =",
    "site.quoted": '"quoted"',
    'site.with "escape" and é': '"with ',
    "site.single.dot": "'single.dot'",
    "site.a.b.c": "a.b . ",
    "site.a": "a.b . ",
    "site.text": 'text = """',
    "site.after": "after = 1",
    "site.raw": "raw = ",
    "site.hosts": "hosts = [",
    "site.hosts[0]": '  "one"',
    "site.hosts[1]": '  "two"',
    "site.hosts[2]": '  "three"',
    "site.inline": "inline = {",
    "site.inline.b.c[1]": "inline = {",
    "site.mixed[0].a": "mixed = [",
    "site.mixed[0].b": "mixed = [",
    "site.mixed[0].c": 'z""", c = 3',
    "site.mixed[1].a": "  { a = 2 }",
    "site.mixed[2][1]": '    "}" ] ]',
    "site.deep": '[site.deep."ta.ble"]',
    "site.deep.ta.ble.x": "x = 1\n\n  [[p",
    "purposes": "  [[purposes]]",
    "purposes[0]": "  [[purposes]]",
    "purposes[0].key": '  key = "p0"',
    "purposes[0].assessment": "  [purposes.assessment]",
    "purposes[0].assessment.tool": '  tool = "t"',
    "purposes[1]": '  [[purposes]]\n  key = "p1"',
    "purposes[1].key": '  key = "p1"',
    "purposes[1].title.en": "  title = {",
    "services[0]": "[[services]] # the first",
    "services[0].trackers[1]": '  [[services.trackers]]\n  name = "t01"',
    "services[0].trackers[1].name": '  name = "t01"',
    "services[1].key": 'key = "s1"',
    "services[1].trackers[0].name": '  name = "t10"',
    "services[1].trackers[0].text.fr": '    fr = "é"',
    "only": "[only.below]",
    "only.below.x": "x = 1",
}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("path", PLACES)
def test_a_key_has_the_line_on_which_it_is_written(path, end):
    """The part of the text that begins the line is the one expected."""
    text = TEXT.replace("\n", end)
    place = (
        text.rindex(PLACES[path]) if path == "only.below.x" else text.index(PLACES[path].replace("\n", end))
    )
    assert Lines(text)[path] == text[:place].count("\n") + 1


@pytest.mark.parametrize(
    ("path", "parent"),
    [
        ("site.unwritten", "site"),
        ("site.hosts[9]", "site.hosts"),
        ("services[1].trackers[0].lifetime", "services[1].trackers[0]"),
        ("services[7].key", "services"),
        ("purposes[1].title.fr", "purposes[1].title"),
    ],
)
def test_a_path_that_is_not_written_has_its_parents_line(path, parent):
    """A missing key is told where it would stand."""
    lines = Lines(TEXT)
    assert lines[path] == lines[parent] > 1


@pytest.mark.parametrize("path", ["", "nothing", "nothing.at.all"])
def test_what_is_nowhere_is_told_at_the_first_line(path):
    """There is no better place."""
    assert Lines(TEXT)[path] == 1
    assert Lines("")[path] == 1


def test_only_line_feeds_end_a_line():
    """Separators that other readers count are characters of a text to TOML, and to editors."""
    lines = Lines('a = "\u2028 \u0085 \u2029 \x0b"\nb = 1')
    assert (lines["a"], lines["b"]) == (1, 2)


def test_the_first_key_written_twice_is_known():
    """By its path and its second line; a table that is opened again for more keys is no such thing."""
    assert Lines("a = 1\nb.c = 1\nb.d = 2\n[x.y]\nk = 1\n[x]\nk = 1\n").second is None
    assert Lines("a = 1\nb = 1\na = 2\nb = 2\n").second == ("a", 3)
    assert Lines("[[t]]\nk = 1\n[[t]]\nk = 1\n").second is None
