"""The entry: one choice has one spelling, and the log sees nothing of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charte.core.canonical import canonical_bytes
from charte.core.entry import (
    Entry,
    LogKind,
    commitment,
    entry_bytes,
    entry_id,
    log_data,
    parse_time,
    read_entry,
)

ENTRY = Entry(
    id="kq3vAAAAAAAAAAAAAAAAAA",
    site="rivebelle",
    at=datetime(2026, 11, 23, 20, 30, 12, tzinfo=UTC),
    client_at=datetime(2026, 11, 23, 20, 30, tzinfo=UTC),
    charter="sha256:" + "ab" * 32,
    notice="sha256:" + "cd" * 32,
    yes=("audience",),
    no=("ads",),
    services_yes=(),
    services_no=("video",),
    method="save",
    language="fr",
    layout="narrow",
)

KEYS = st.lists(st.from_regex(r"[a-z0-9][a-z0-9_-]{0,63}", fullmatch=True), unique=True, max_size=6)
ENTRIES = st.builds(
    lambda keys, services, at, client, **rest: Entry(
        yes=tuple(keys[::2]),
        no=tuple(keys[1::2]),
        services_yes=tuple(services[::2]),
        services_no=tuple(services[1::2]),
        at=at.replace(microsecond=0, tzinfo=UTC),
        client_at=client and client.replace(second=0, microsecond=0, tzinfo=UTC),
        **rest,
    ),
    keys=KEYS,
    services=KEYS,
    at=st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1)),
    client=st.none() | st.datetimes(datetime(1970, 1, 1), datetime(9999, 1, 1)),
    id=st.binary(min_size=16, max_size=16).map(entry_id),
    site=st.just("rivebelle"),
    charter=st.binary().map(lambda raw: "sha256:" + sha256(raw).hexdigest()),
    notice=st.binary().map(lambda raw: "sha256:" + sha256(raw).hexdigest()),
    method=st.sampled_from(["accept-all", "withdraw", "form", "tool:some-agent.1"]),
    language=st.sampled_from(["fr", "en-GB", "zh-Hant-TW", "es-419"]),
    layout=st.sampled_from(["narrow", "wide", "unknown"]),
    previous=st.sampled_from(["", "kq3vAAAAAAAAAAAAAAAAAA"]),
)


def test_an_entry_is_written_as_the_formats_say():
    """The bytes of docs/formats.md, section 3: sorted keys, no space, times in UTC."""
    assert entry_bytes(ENTRY).decode() == (
        '{"at":"2026-11-23T20:30:12Z","charter":"sha256:' + "ab" * 32 + '","client_at":"2026-11-23T20:30Z",'
        '"id":"kq3vAAAAAAAAAAAAAAAAAA","language":"fr","layout":"narrow","method":"save","no":["ads"],'
        '"notice":"sha256:' + "cd" * 32 + '","scope":"device","services":{"no":["video"],"yes":[]},'
        '"site":"rivebelle","v":1,"yes":["audience"]}'
    )


def test_services_and_previous_stand_there_only_when_they_say_something():
    """Nothing empty is committed to."""
    bare = replace(ENTRY, services_no=(), client_at=None).document()
    assert "services" not in bare
    assert "previous" not in bare
    assert bare["client_at"] is None


def test_a_time_in_another_zone_is_the_same_moment_in_utc():
    """Clocks of servers differ; the entry does not."""
    paris = ENTRY.at.astimezone(timezone(timedelta(hours=1)))
    assert entry_bytes(replace(ENTRY, at=paris)) == entry_bytes(ENTRY)


@given(ENTRIES)
def test_what_is_written_is_read_and_written_again_as_it_was(entry):
    """So that the bytes kept and the document in a receipt are one."""
    document = entry.document()
    assert entry_bytes(read_entry(document)) == canonical_bytes(document) == entry_bytes(entry)


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"v": True},
        {"v": 1.0},
        {"ip": "192.0.2.1"},
        {"id": "short"},
        {"id": ["kq3v"]},
        {"at": "2026-11- 3T20:30:12Z"},
        {"at": "2026-11-23T20:30:12+00:00"},
        {"at": "2026-11-23T20:30:12.5Z"},
        {"at": "2026-11-23T20:30Z"},
        {"at": "2026-13-23T20:30:12Z"},
        {"at": None},
        {"client_at": "2026-11-23T20:30:12Z"},
        {"charter": "sha256:" + "AB" * 32},
        {"charter": 7},
        {"notice": "ab" * 32},
        {"yes": "audience"},
        {"yes": ["b", "a"]},
        {"yes": ["audience", "audience"]},
        {"yes": ["audience", "ads"]},
        {"yes": ["Audience"]},
        {"yes": [1]},
        {"services": {"yes": [], "no": []}},
        {"services": {"yes": ["video"], "no": ["video"]}},
        {"services": {"yes": [], "no": ["video"], "maybe": []}},
        {"services": []},
        {"method": "guess"},
        {"method": "tool:"},
        {"language": "French"},
        {"layout": "watch"},
        {"scope": "planet"},
        {"previous": ""},
    ],
    ids=str,
)
def test_anything_else_is_no_entry(change):
    """Another version, an unknown key, a wrong type, or another spelling of the same choice."""
    with pytest.raises(ValueError):
        read_entry(ENTRY.document() | change)


@pytest.mark.parametrize("key", sorted(set(ENTRY.document()) - {"services"}))
def test_every_part_is_needed(key):
    """What is absent is not guessed."""
    document = {name: value for name, value in ENTRY.document().items() if name != key}
    with pytest.raises(ValueError):
        read_entry(document)


@pytest.mark.parametrize(
    "change",
    [
        {"at": datetime(2026, 11, 23)},
        {"at": datetime(2026, 11, 23, 1, 1, 1, 5, tzinfo=UTC)},
        {"client_at": datetime(2026, 11, 23, 1, 1, 1, tzinfo=UTC)},
        {"site": "../etc"},
        {"no": ("audience",)},
    ],
    ids=str,
)
def test_no_code_can_make_an_entry_that_could_not_be_read(change):
    """The same door for what we make ourselves."""
    with pytest.raises(ValueError):
        replace(ENTRY, **change)


def test_the_log_holds_a_kind_and_a_salted_commitment():
    """33 bytes, and without the salt nobody can try entries against them."""
    entry = entry_bytes(ENTRY)
    made = commitment(b"s" * 32, entry)
    assert made == sha256(b"s" * 32 + entry).digest()
    assert made != commitment(b"t" * 32, entry)
    assert log_data(LogKind.CHOICE, made) == b"\x01" + made


def test_short_salts_digests_and_ids_are_refused():
    """A salt of few bytes would hide nothing."""
    for wrong in (
        lambda: commitment(b"short", b""),
        lambda: log_data(LogKind.CHARTER, b"short"),
        lambda: entry_id(b"short"),
    ):
        with pytest.raises(ValueError):
            wrong()


@pytest.mark.parametrize(
    "text", ["", "2026-11-23", "2026-11-23T20:30", "٢٠٢٦-11-23T20:30Z", "2026-02-30T20:30Z"]
)
def test_a_time_is_read_in_two_forms_only(text):
    """To the second, or to the minute; always in UTC."""
    with pytest.raises(ValueError):
        parse_time(text)
