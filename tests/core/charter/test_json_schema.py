"""The JSON Schema accepts what the reader accepts, key by key, by an independent validator."""

import copy
import datetime
import json
import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.charters import TOML, many
from tests.fakes.json_schema import accepts

from charte.core.charter.json_schema import json_schema
from charte.core.charter.lines import Lines
from charte.core.charter.reading import Reader
from charte.core.charter.shape import DOCUMENT, LISTS, Field
from charte.core.charter.template import template_fault
from charte.core.charter.values import READERS

SCHEMA = json_schema()
WHOLE = tomllib.loads(TOML + '\n[[review]]\nkey = "x"\nwhy = "y"\n')
WHOLE["purposes"][0]["assessment"] = WHOLE["purposes"][1]["assessment"]
DAY = datetime.date(2026, 11, 20)
TEXTS = {
    "text": ["", "x", "é\n\t", "x" * 4000, "x" * 4001, "\x00", "\x1f", " ", "\x7f", "\u2028x"],
    "said": ["", " ", "\n", "x"],
    "slug": ["a", "a-b", "-a", "a-", "A", "a_b", "a" * 64, "a" * 65, "", "é"],
    "word": ["a", "a_b", "_a", "a-", "A", "a" * 64, "a" * 65, "", "a\n"],
    "host": ["a.b", "*.a.b", "a..b", "A.b", "a_b.c", "-a", "a-", "*.*.a", "h" * 253, "h" * 254, "", "a:80", "a.b\n"],
    "path": ["/", "/a b", "a", "", "//x"],
    "address": ["", "/", "/x", "//x", "/\\x", "/a b", "https://x", "http://x/y?z", "https:///x", "https://", "x", "ftp://x"],
    "language": ["fr", "FR", "pt-BR", "pt-br", "zh-Hant", "es-419", "es-٤١٩", "f", "frfr", ""],
    "country": ["FR", "fr", "UK", "XK", "ZZ", "FRA", ""],
    "duration": ["P6M", "P1Y2M3W4D", "PT1H2M3S", "P", "PT", "P1DT", "P6", "6M", "P٦M", "P10000M", "P9999M", "PT1234567890S",
                 "P-1M", "P1.5D", "p6m", "session", "P0D", "P1M1Y"],
    "template": ["a", "_ga_<ID>", "_g<ID>", "_ga_<id>", "_ga_*", "*", "**abc", "a*b*c*d*", "a*b*c*d*e*", "<A>abc<B>", "a<A>bc",
                 "<A><B>abc", "<A", "A>", "", " ", "key of <N>", "a" * 256, "a" * 257, "<A>b<C>d<E>", "ab*<A>c", "<1>abc",
                 "a\x01", "<A1_B>abc", "abc<>", "a*bc", "*é*é*é", "a\nb"],
}  # fmt: skip
OTHERS = [None, True, 0, 1, 2, 1.0, 1.5, [], [1], ["x"], ["x", "x"], {}, {"fr": "x"}, {"x": 1}, DAY]


def paths(fields=DOCUMENT, at=()):
    """Every key of the register, with its shape."""
    for name, field in fields.items():
        yield (*at, name), field
        if field.type in ("table", "tables"):
            yield from paths(field.fields, (*at, name) if field.type == "table" else (*at, name, 0))


def candidates(field: Field) -> list:
    """What is tried at a key of this shape."""
    words = {"lifetime": "duration", "schema": "said", "choice": "said", "bool": "said", "date": ""}.get(
        field.type, field.type
    )
    tried = [*OTHERS, *TEXTS.get(words, []), *field.among]
    if field.type in LISTS:
        item = TEXTS[LISTS[field.type][0]]
        tried += [[each] for each in item] + [item[:1] * 2]
    if field.type == "texts":
        tried += [{language: "x"} for language in TEXTS["language"]] + [
            {"fr": each} for each in TEXTS["said"]
        ]
    if field.type == "map":
        tried += (
            [{"a": [each]} for each in TEXTS["path"]]
            + [{name: ["/"]} for name in TEXTS["word"]]
            + [{"a": []}]
        )
    return tried


def with_value(path, value):
    """The whole register with another value at a key."""
    document = copy.deepcopy(WHOLE)
    parent = document
    for step in path[:-1]:
        parent = parent.setdefault(step, {}) if isinstance(parent, dict) else parent[step]
    parent[path[-1]] = value
    return document


def as_json(value):
    """Days are texts in JSON."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def reads(document) -> bool:
    """Whether the reader finds nothing wrong with any single key."""
    reader = Reader(Lines(""))
    reader.table(document, DOCUMENT, "")
    return not reader.problems


def same_in_json(field: Field, value) -> bool:
    """TOML tells days from texts and 1.0 from 1; JSON does not, so there the two cannot agree."""
    items = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else [value]
    return (
        DAY not in items
        if field.type not in ("date", "bool", "tables", "table")
        else value != 1.0 or value is True
    )


@pytest.mark.parametrize(
    ("path", "field"), [pytest.param(*each, id=".".join(map(str, each[0]))) for each in paths()]
)
def test_each_key_may_hold_in_the_schema_what_it_may_in_the_reader(path, field):
    """Values of every kind are tried there, good and bad."""
    whole = WHOLE
    for step in path:
        whole = whole.get(step, "x") if isinstance(whole, dict) else whole[step]
    tried = [whole] + [
        value for value in candidates(field) if same_in_json(field, value) and type(value) is not float
    ]
    answers = {}
    for value in tried:
        document = with_value(path, value)
        answers[repr(value)] = (reads(document), accepts(SCHEMA, as_json(document)))
    assert {value for value, (read, valid) in answers.items() if read != valid} == set()
    assert {read for read, _ in answers.values()} == {True, False}


def test_whole_registers_are_valid():
    """Complete, large, and the least that there is."""
    for text in (TOML, many(40), 'schema = 1\n[site]\nkey = "s"\nname = "S"\n'):
        assert accepts(SCHEMA, as_json(tomllib.loads(text)))


@pytest.mark.parametrize(
    ("path", "field"),
    [pytest.param(*each, id=".".join(map(str, each[0]))) for each in paths() if each[1].required],
)
def test_what_the_reader_misses_the_schema_misses(path, field):
    """Each key that must be there."""
    document = with_value(path, None)
    parent = document
    for step in path[:-1]:
        parent = parent[step]
    del parent[path[-1]]
    assert (reads(document), accepts(SCHEMA, as_json(document))) == (False, False)


@pytest.mark.parametrize(
    "path",
    [("x",), ("site", "x"), ("site", "dpo", "x"), ("purposes", 0, "x"), ("services", 0, "trackers", 0, "x")],
)
def test_what_the_reader_does_not_know_the_schema_does_not(path):
    """A key too many, at every depth."""
    document = with_value(path, "x")
    assert (reads(document), accepts(SCHEMA, as_json(document))) == (False, False)


@given(st.text(st.sampled_from("a_.<>*A1 é"), max_size=14))
def test_templates_are_judged_alike(name):
    """The one pattern and the reader's own walk agree on every name."""
    pattern = re.sub(
        r"\$$",
        r"\\Z",
        SCHEMA["properties"]["services"]["items"]["properties"]["trackers"]["items"]["properties"]["name"][
            "pattern"
        ],
    )
    assert bool(re.search(pattern, name)) == (template_fault(name) == "")


def test_every_type_of_key_has_its_readers_and_its_schema():
    """A new type that one of the two does not know would fail here, before a user meets it."""
    types = {field.type for _, field in paths()}
    assert types - {"table", "tables", "texts", "map"} <= READERS.keys() | LISTS.keys()
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    assert SCHEMA["$schema"].endswith("2020-12/schema")
