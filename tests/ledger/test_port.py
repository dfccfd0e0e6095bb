"""What every ledger promises, in memory as in SQLite."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pymerkle
import pytest
from tests.fakes.ledgers import AT, BUILD, drafts, publish

from charte.core.canonical import digest, raw_digest
from charte.core.entry import LogKind
from charte.core.errors import VisitorError
from charte.core.proof import (
    EMPTY_ROOT,
    consistency_proof,
    leaf_hash,
    root,
    verify_checkpoint,
    verify_consistency,
)
from charte.core.receipt import Receipt, verify_receipt
from charte.ledger.keys import verify_ed25519
from charte.ledger.port import ANY_SITE, Content, Count, Ledger


def notice_of(ledger: Ledger) -> str:
    """The digest of the site's notice in French."""
    notice = ledger.notice("rivebelle", "fr")
    assert notice
    return notice[1]


def take(ledger: Ledger, count: int, *, skip: int = 0):
    """So many choices to record in a ledger that has the small site's charter."""
    charter = publish(ledger)
    made = drafts(charter, notice_of(ledger))
    return list(itertools.islice(made, skip, skip + count))


def leaves(ledger: Ledger) -> list[bytes]:
    """Every log datum, read as any stranger would: from the entry bundles."""
    data = []
    for begin in range(0, ledger.size, 256):
        bundle = ledger.entry_bundle(begin // 256, min(256, ledger.size - begin))
        assert bundle
        while bundle:
            length = int.from_bytes(bundle[:2], "big")
            data.append(bundle[2 : 2 + length])
            bundle = bundle[2 + length :]
    return data


def checked(ledger: Ledger):
    """The latest checkpoint, its signature and root checked."""
    checkpoint = verify_checkpoint(ledger.checkpoint(), ledger.key, ledger.key.name, verify_ed25519)
    assert checkpoint.size == ledger.size
    assert checkpoint.root == root(map(leaf_hash, leaves(ledger)))
    return checkpoint


def prove(ledger: Ledger, outcome: object) -> Receipt:
    """The outcome, which must be a receipt that verifies."""
    assert isinstance(outcome, Receipt)
    verify_receipt(outcome, ledger.key, ledger.key.name, verify_ed25519)
    return outcome


def test_an_empty_log_has_a_signed_checkpoint(ledger):
    """There is always one to show."""
    checkpoint = checked(ledger)
    assert (checkpoint.size, checkpoint.root) == (0, EMPTY_ROOT)
    assert ledger.sites() == ()
    assert ledger.charter("rivebelle") is None
    assert ledger.notice("rivebelle", "fr") is None
    assert ledger.counts("rivebelle") == ()
    assert ledger.receipt("kq3vAAAAAAAAAAAAAAAAAA") is None


def test_every_choice_of_a_group_gets_a_receipt_that_verifies(ledger):
    """One commit, one checkpoint, one leaf each, in the order in which they came."""
    wanted = take(ledger, 40)
    before = ledger.size
    receipts = [prove(ledger, outcome) for outcome in ledger.record(wanted)]
    assert [receipt.entry for receipt in receipts] == [draft.entry for draft in wanted]
    assert [receipt.index for receipt in receipts] == list(range(before, before + 40))
    assert len({receipt.checkpoint for receipt in receipts}) == 1
    checked(ledger)


def test_the_same_key_and_body_bring_the_same_receipt(ledger):
    """However much the log has grown since; and nothing is recorded twice."""
    first, other, *rest = take(ledger, 9)
    (receipt,) = ledger.record([first])
    ledger.record(rest)
    size, counts = ledger.size, ledger.counts("rivebelle")
    assert ledger.record([first]) == [receipt]
    assert (ledger.size, ledger.counts("rivebelle")) == (size, counts)
    again, new, twice = ledger.record([first, other, other])
    assert again == receipt
    assert prove(ledger, new) == twice
    assert ledger.size == size + 1


def test_a_key_used_for_another_choice_is_refused_and_refuses_nobody_else(ledger):
    """The others of the group are recorded."""
    first, second, third = take(ledger, 3)
    forged = type(first)(first.key, second.body, second.entry, second.salt)
    good, refused, fine = ledger.record([first, forged, third])
    prove(ledger, good)
    prove(ledger, fine)
    assert isinstance(refused, VisitorError)
    assert refused.status == 409
    assert isinstance(ledger.record([forged])[0], VisitorError)


def test_a_key_is_remembered_for_a_day(ledger):
    """The memory of keys is bounded; a page that lives longer sends its choice as a new one."""
    first, later = take(ledger, 2)
    (receipt,) = ledger.record([first])
    entry = type(later.entry)(
        **{name: getattr(later.entry, name) for name in later.entry.__slots__}
        | {"at": first.entry.at + timedelta(hours=25)}
    )
    ledger.record([type(later)(later.key, later.body, entry, later.salt)])
    fresh = take(ledger, 1, skip=7)[0]
    (new,) = ledger.record([type(first)(first.key, first.body, fresh.entry, fresh.salt)])
    assert prove(ledger, new).index > prove(ledger, receipt).index


def test_a_receipt_can_be_had_again_by_its_entry(ledger):
    """Byte for byte as it was given, after any number of further choices."""
    one, *others = take(ledger, 30)
    (receipt,) = ledger.record([one])
    for other in others:
        ledger.record([other])
    assert ledger.receipt(one.entry.id) == receipt
    assert all(prove(ledger, ledger.receipt(other.entry.id)) for other in others)


def test_recording_nothing_changes_nothing(ledger):
    """No leaf, no checkpoint."""
    note = ledger.checkpoint()
    assert ledger.record([]) == []
    assert ledger.checkpoint() == note


def test_answers_are_counted_by_day_and_purpose(ledger):
    """Every yes and every no of each choice, once."""
    ledger.record(take(ledger, 5))
    assert ledger.counts("rivebelle") == (
        Count(date(2026, 11, 25), "ads", 0, 5),
        Count(date(2026, 11, 25), "audience", 2, 3),
        Count(date(2026, 11, 25), "counting", 0, 5),
    )
    assert ledger.counts("elsewhere") == ()


def test_a_charter_goes_live_with_its_notices_and_the_client_build(ledger):
    """Each has its own leaf, in one commit; what a page needs can be had by name or digest."""
    charter = publish(ledger)
    assert ledger.sites() == ("rivebelle",)
    text, name = ledger.charter("rivebelle")
    assert name == charter.digest
    assert ledger.content(name) == text
    for language in ("fr", "en"):
        notice, name = ledger.notice("rivebelle", language)
        assert digest(notice) == name
        assert ledger.content(name) == notice
    assert [each.name for each in ledger.history(ANY_SITE, LogKind.BUILD)] == sorted(BUILD)
    assert [data[0] for data in leaves(ledger)] == [2, 3, 3, 4, 4]
    assert leaves(ledger)[0] == b"\x02" + raw_digest(charter.digest)
    assert leaves(ledger)[3] == b"\x04" + raw_digest(digest(BUILD["client.css"]))
    checked(ledger)


def test_publishing_the_same_again_does_nothing(ledger):
    """The same index, not new, no further leaf."""
    publish(ledger)
    size, note = ledger.size, ledger.checkpoint()
    publish(ledger, AT + timedelta(days=1))
    assert (ledger.size, ledger.checkpoint()) == (size, note)
    same = ledger.publish(ANY_SITE, LogKind.BUILD, BUILD["client.js"], name="client.js", at=AT)
    assert (same.index, same.new) == (4, False)


def test_versions_follow_each_other_and_an_earlier_one_can_return(ledger):
    """The last one published is current, even when it was current before."""
    first = publish(ledger)
    second = publish(ledger, AT + timedelta(days=1), version="2.0")
    assert ledger.charter("rivebelle")[1] == second.digest
    publish(ledger, AT + timedelta(days=2))
    assert ledger.charter("rivebelle")[1] == first.digest
    assert ledger.current("rivebelle", LogKind.CHARTER) == ledger.versions("rivebelle")[-1]
    assert ledger.current("rivebelle", LogKind.NOTICE, "de") is None
    assert [(each.digest, each.at) for each in ledger.versions("rivebelle")] == [
        (first.digest, AT),
        (second.digest, AT + timedelta(days=1)),
        (first.digest, AT + timedelta(days=2)),
    ]
    assert ledger.content(second.digest) is not None


def test_a_report_comes_in_once(ledger):
    """However often it is sent, and whatever came in between; each is logged by its digest."""
    one = ledger.publish("rivebelle", LogKind.REPORT, b'{"report":1}', at=AT)
    ledger.publish("rivebelle", LogKind.REPORT, b'{"report":1,"n":2}', at=AT)
    again = ledger.publish("rivebelle", LogKind.REPORT, b'{"report":1}', at=AT + timedelta(days=1))
    assert (one.new, again.new, again.index) == (True, False, one.index)
    assert [each.digest for each in ledger.reports("rivebelle")] == [
        digest(b'{"report":1}'),
        digest(b'{"report":1,"n":2}'),
    ]
    assert ledger.reports("elsewhere") == ()


def test_sites_do_not_see_each_other(ledger):
    """One log, and each site its own charter, notices and counts."""
    publish(ledger)
    other = publish(ledger, key="elsewhere")
    ledger.record([next(drafts(other, ledger.notice("elsewhere", "fr")[1]))])
    assert ledger.sites() == ("elsewhere", "rivebelle")
    assert ledger.charter("rivebelle")[1] != ledger.charter("elsewhere")[1]
    assert ledger.counts("rivebelle") == ()
    assert ledger.counts("elsewhere") != ()


def test_contents_published_together_may_be_of_one_name(ledger):
    """The second of two equal ones is not new, within one commit too."""
    same = Content("rivebelle", LogKind.REPORT, b"{}")
    build = Content(ANY_SITE, LogKind.BUILD, b"x", "client.js")
    answers = ledger.publish_all([same, same, build, build], AT)
    assert [answer.new for answer in answers] == [True, False, True, False]
    assert [answer.index for answer in answers] == [0, 0, 1, 1]


def test_what_is_no_digest_names_no_content(ledger):
    """A name comes from an address: it is not trusted."""
    for name in ("", "sha256:zz", "../ledger.sqlite3", "sha256:" + "0" * 63):
        with pytest.raises(ValueError):
            ledger.content(name)
    assert ledger.content("sha256:" + "0" * 64) is None


def test_pymerkle_finds_the_same_root_and_the_log_only_grows(ledger):
    """An implementation that is not ours agrees at every size; each checkpoint contains the one before."""
    wanted = take(ledger, 70)
    peer, known, old = pymerkle.InmemoryTree(algorithm="sha256"), 0, None
    for begin in range(0, 70, 7):
        ledger.record(wanted[begin : begin + 7])
        for data in leaves(ledger)[known:]:
            peer.append_entry(data)
        known = ledger.size
        new = checked(ledger)
        assert peer.get_root() == new.root
        if old:
            hashes = [leaf_hash(data) for data in leaves(ledger)]
            proof = consistency_proof(
                old.size, new.size, lambda level, at, kept=hashes: subtree(kept, level, at)
            )
            verify_consistency(old.size, new.size, proof, old.root, new.root)
        old = new


def subtree(hashes: list[bytes], level: int, index: int) -> bytes:
    """The root of one full subtree, from its leaves."""
    return root(hashes[index << level : (index + 1) << level])


def test_tiles_lead_to_the_root(ledger):
    """A mirror that has only tiles finds the hashes of every level, whole and partial (C2SP tlog-tiles)."""
    for begin in range(0, 600, 150):
        ledger.record(take(ledger, 150, skip=begin))
    size = ledger.size
    hashes = [leaf_hash(data) for data in leaves(ledger)]
    assert ledger.tile(0, 0) == b"".join(hashes[:256])
    assert ledger.tile(0, 2, size - 512) == b"".join(hashes[512:])
    assert ledger.tile(1, 0, 2) == subtree(hashes, 8, 0) + subtree(hashes, 8, 1)
    assert ledger.tile(1, 0, 1) == subtree(hashes, 8, 0)


@pytest.mark.parametrize(
    ("level", "index", "width"),
    [
        (0, 0, 0),
        (0, 0, 257),
        (0, 0, 6),
        (0, 1, 1),
        (0, -1, 1),
        (1, 0, 1),
        (63, 0, 1),
        (-1, 0, 1),
        (0, 10**18, 1),
    ],
)
def test_beyond_the_log_there_is_no_tile(ledger, level, index, width):
    """None, and not fewer hashes than were asked for."""
    publish(ledger)
    assert ledger.tile(level, index, width) is None
    if level == 0:
        assert ledger.entry_bundle(index, width) is None
