"""Laws of the register: every line is right, every fault is told, and names match as they are defined."""

import json
import re
import tomllib
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fakes.charters import TOML
from tests.fakes.toml_documents import written_documents

from charte.core.charter import Kind, canonical_document, match, read
from charte.core.charter.checking import check
from charte.core.charter.lines import Lines
from charte.core.charter.reading import Reader
from charte.core.charter.shape import DOCUMENT
from charte.core.charter.template import template_fault, template_matches, templates_meet
from charte.core.errors import InvalidCharter

WHOLE = tomllib.loads(TOML)
pieces = st.lists(st.sampled_from(["a", "b", "_", ".", "<A>", "*"]), min_size=1, max_size=8)
templates = pieces.map("".join).filter(lambda text: not template_fault(text))
names = st.text(st.sampled_from("ab_.é"), max_size=10)
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


@given(written_documents(), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=150)
def test_the_line_of_a_key_holds_its_text(written, end):
    """However the document is written: headers, dotted and quoted keys, values over lines, comments."""
    document, text, places = written
    text = text.replace("\n", end)
    assert tomllib.loads(text) == document
    lines = Lines(text)
    for path, (line, key) in places.items():
        assert lines[path] == line, path
        assert key in text.split("\n")[line - 1]
    assert lines.second is None


def problems_of(text):
    """What is wrong with a register, if anything."""
    try:
        read(text)
    except InvalidCharter as error:
        return error.problems
    return ()


@given(written_documents())
def test_no_document_is_a_fault_of_ours(written):
    """A register or its problems, each on a line of the file; whatever stands in it."""
    _, text, _ = written
    for problem in problems_of(text):
        assert 0 < problem.line <= text.count("\n") + 1
        assert problem.what.endswith((".", "?"))
        assert problem.mend


def keys_of(value, at=()):
    """Every key and item of a document, by its steps."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in items:
        yield (*at, step)
        yield from keys_of(item, (*at, step))


@given(st.sampled_from(sorted(keys_of(WHOLE), key=str)), junk)
@settings(max_examples=300)
def test_whatever_stands_at_a_key_is_read_or_told(path, value):
    """Never an exception of another kind; and what was read can be named by a digest."""
    document = json.loads(json.dumps(WHOLE, default=date.isoformat)) | {"date": date(2026, 11, 20)}
    parent = document
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = value
    reader = Reader(Lines(TOML))
    check(reader.table(document, DOCUMENT, ""), reader)
    if not reader.problems:
        assert canonical_document(document)


@given(st.permutations(list(WHOLE)), st.permutations(list(WHOLE["site"])))
def test_the_digest_is_independent_of_the_order_of_keys(tables, keys):
    """It names what is said."""
    turned = {name: WHOLE[name] for name in tables}
    turned["site"] = {name: WHOLE["site"][name] for name in keys}
    assert canonical_document(turned) == canonical_document(WHOLE)


def as_expression(template):
    """The template as a regular expression: an oracle that our matcher shares nothing with."""
    parts = re.split(r"(<[A-Z][A-Z0-9_]*>|\*)", template)
    wildcards = {"*": "(?s:.)+"}
    return "".join(
        wildcards.get(part, "[A-Za-z0-9_-]+") if place % 2 else re.escape(part)
        for place, part in enumerate(parts)
    )


@given(templates, names)
@settings(max_examples=500)
def test_a_name_matches_as_a_regular_expression_would_say(template, name):
    """One that is only safe to use on names as short as these."""
    assert template_matches(template, name) == bool(re.fullmatch(as_expression(template), name))


@given(templates, st.lists(st.text(st.sampled_from("ab_."), min_size=1, max_size=3), min_size=4, max_size=4))
def test_a_template_matches_what_it_was_filled_with(template, fillings):
    """Each wildcard with something; a word with word characters."""
    left = iter(fillings)
    name = re.sub(
        r"<A>|\*", lambda found: next(left).replace(".", "a") if found[0] != "*" else next(left), template
    )
    assert template_matches(template, name)


@given(templates, templates, names)
@settings(max_examples=300)
def test_templates_that_share_a_name_meet(one, other, name):
    """In either order."""
    meet = templates_meet(one, other)
    assert meet == templates_meet(other, one)
    if template_matches(one, name) and template_matches(other, name):
        assert meet


SHORT = [""]
for _ in range(6):
    SHORT += [name + letter for name in SHORT for letter in "ab." if len(name) == len(SHORT[-1])]
small = st.lists(st.sampled_from(["a", "b", "<A>", "*"]), min_size=3, max_size=4).map("".join)
small = small.filter(lambda text: not template_fault(text))


@given(small, small)
def test_templates_that_meet_share_a_name(one, other):
    """As short as the two together: no register is refused for a clash that cannot happen."""
    shared = any(template_matches(one, name) and template_matches(other, name) for name in SHORT)
    assert templates_meet(one, other) == shared


@given(
    names,
    st.sampled_from(Kind),
    st.sampled_from(["demo.localhost", "a.localhost", "player.cinebord.localhost", ""]),
)
def test_what_matches_has_that_kind_and_name(name, kind, host):
    """And a name written out is found on its own host."""
    charter = read(TOML)
    found = match(charter, name, kind, host)
    assert found is None or (found.kind is kind and template_matches(found.name, name))
    assert match(charter, "seen", Kind.COOKIE, "player.cinebord.localhost") is charter.services[2].trackers[0]
