"""The ledger in a file: several processes, sudden death, and a sentence for each thing that can be wrong."""

from __future__ import annotations

import itertools
import json
import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.fakes.ledgers import AT, drafts, publish

from charte.core.entry import LogKind
from charte.core.errors import OperatorError, OwnFault
from charte.core.proof import leaf_hash, root, verify_checkpoint
from charte.core.receipt import Receipt, read_receipt, verify_receipt
from charte.ledger.keys import KEY_FILE, verify_ed25519
from charte.ledger.schema import VERSION
from charte.ledger.sqlite import FILE, open_ledger, open_reader


@pytest.fixture
def folder(tmp_path):
    """A data folder with a ledger that has the small site's charter."""
    data = tmp_path / "data"
    ledger = open_ledger(data)
    publish(ledger)
    ledger.close()
    return data


def writer(folder: Path, seed: str, count: int = 0) -> subprocess.Popen[str]:
    """Another process that records choices and prints its receipts."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.fakes.writing_process", str(folder), seed, str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def check_whole(folder: Path, answered: list[str]) -> int:
    """The ledger reopens consistent, and every answered receipt is there and verifies. Returns its size."""
    ledger = open_ledger(folder)
    checkpoint = verify_checkpoint(ledger.checkpoint(), ledger.key, ledger.key.name, verify_ed25519)
    data = ledger._store.data(0, ledger.size)
    assert checkpoint.size == ledger.size == len(data)
    assert checkpoint.root == root(map(leaf_hash, data))
    for line in answered:
        receipt = read_receipt(json.loads(line))
        verify_receipt(receipt, ledger.key, None, verify_ed25519)
        assert ledger.receipt(receipt.entry.id) == receipt
    assert sum(count.yes + count.no for count in ledger.counts("rivebelle")) == 3 * (ledger.size - 5)
    ledger.close()
    return len(data)


def test_a_killed_writer_loses_nothing_that_was_answered(folder):
    """kill -9 in the middle of appends, three times; the log goes on after each."""
    answered: list[str] = []
    sizes = []
    for seed in ("first", "second", "third"):
        process = writer(folder, seed)
        assert process.stdout
        answered += itertools.islice(process.stdout, 40)
        process.kill()
        rest = process.stdout.read().splitlines(keepends=True)
        answered += [line for line in rest if line.endswith("\n")]
        process.stdout.close()
        process.wait()
        sizes.append(check_whole(folder, answered))
    assert sizes == sorted(set(sizes))
    assert sizes[-1] >= len(answered) + 5


def test_two_processes_append_to_one_log(folder):
    """They take turns: no leaf is lost, doubled or overwritten, and every receipt verifies."""
    processes = [writer(folder, seed, 40) for seed in ("one", "other")]
    answered = [line for process in processes for line in process.communicate()[0].splitlines()]
    assert [process.returncode for process in processes] == [0, 0]
    assert len(answered) == 2 * 8 * (1 + 2 + 3 + 4 + 5)
    assert check_whole(folder, answered) == len(answered) + 5


def test_threads_append_to_one_log(folder):
    """Each thread reads and writes by its own connection."""
    ledger = open_ledger(folder)
    charter = publish(ledger)
    notice = ledger.notice("rivebelle", "fr")[1]

    def record(number):
        made = drafts(charter, notice, seed=f"thread {number}")
        return [ledger.record([next(made)])[0] for _ in range(10)]

    with ThreadPoolExecutor(4) as pool:
        receipts = list(itertools.chain.from_iterable(pool.map(record, range(8))))
    assert sorted(receipt.index for receipt in receipts) == list(range(5, 85))
    ledger.close()
    check_whole(folder, [json.dumps(receipt.document()) for receipt in receipts])


def test_a_charter_published_beside_a_running_server_is_seen_at_once(folder):
    """By the ledger that is open in another place, and by the site's reader."""
    server, reader, publisher = open_ledger(folder), open_reader(folder), open_ledger(folder)
    charter = publish(publisher, AT + timedelta(days=1), version="2.0")
    for ledger in (server, reader):
        assert ledger.charter("rivebelle")[1] == charter.digest
        assert ledger.checkpoint() == publisher.checkpoint()
    for ledger in (server, reader, publisher):
        ledger.close()


def test_a_forked_process_uses_its_own_connections(folder):
    """A server that loads the application before it forks shares no connection with its children."""
    script = """
import itertools, os, sys
from pathlib import Path
from charte.core.charter import read
from charte.ledger.sqlite import open_ledger
from tests.fakes.ledgers import drafts

ledger = open_ledger(Path(sys.argv[1]))
charter, notice = read(ledger.charter("rivebelle")[0].decode()), ledger.notice("rivebelle", "fr")[1]
child = os.fork()
made = drafts(charter, notice, seed="parent" if child else "child")
receipts = [ledger.record([draft])[0] for draft in itertools.islice(made, 20)]
assert len({receipt.index for receipt in receipts}) == 20
if not child:
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
"""
    subprocess.run([sys.executable, "-c", script, str(folder)], cwd=ROOT, check=True)
    assert check_whole(folder, []) == 5 + 40


def test_processes_that_start_at_once_make_one_ledger(tmp_path):
    """The first start is a race too: one key, one log."""
    script = "import sys; from pathlib import Path; from charte.ledger.sqlite import open_ledger; "
    script += "print(open_ledger(Path(sys.argv[1])).key.vkey)"
    command = [sys.executable, "-c", script, str(tmp_path / "new" / "data")]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    keys = {process.communicate()[0] for process in started}
    assert [process.returncode for process in started] == [0, 0, 0]
    assert len(keys) == 1


def test_a_reader_cannot_write(folder):
    """Whatever calls it: its file is open read-only."""
    reader = open_reader(folder)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader._store._connections.own().execute("INSERT INTO about VALUES ('x', 'y')")
    reader.close()


def test_the_data_folder_is_for_its_owner_alone(tmp_path):
    """Entries and salts are in it, and the key."""
    folder = tmp_path / "deep" / "data"
    open_ledger(folder).close()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()} == {
        FILE: 0o600,
        KEY_FILE: 0o600,
    }


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE leaves SET data = zeroblob(33)",
        "DELETE FROM leaves",
        "DELETE FROM nodes",
        "UPDATE checkpoints SET note = ''",
        "DELETE FROM publications",
        "UPDATE contents SET content = x'00'",
        "UPDATE choices SET entry = x'00'",
        "INSERT INTO leaves VALUES (99, x'01')",
    ],
)
def test_the_file_itself_refuses_to_forget(folder, statement):
    """Append-only is kept by the database too, not by our good manners alone."""
    ledger = open_ledger(folder)
    ledger.record([next(drafts(publish(ledger), ledger.notice("rivebelle", "fr")[1]))])
    with pytest.raises(sqlite3.IntegrityError):
        ledger._store._connections.own().execute(statement)
    ledger.close()


def test_an_erased_entry_leaves_a_log_that_verifies(folder):
    """Entry and salt are in one row that may go; the leaf stays and says nothing."""
    ledger = open_ledger(folder)
    made = drafts(publish(ledger), ledger.notice("rivebelle", "fr")[1])
    draft, other = next(made), next(made)
    kept, gone = ledger.record([other, draft])
    ledger._store._connections.own().execute("DELETE FROM choices WHERE id = ?", (draft.entry.id,))
    assert ledger.receipt(draft.entry.id) is None
    assert ledger.receipt(other.entry.id) == kept
    assert ledger.record([draft])[0].status == 410
    assert isinstance(gone, Receipt)
    ledger.close()
    check_whole(folder, [json.dumps(kept.document())])


def test_what_fails_half_way_is_undone(folder):
    """A full disk in the middle of a group: nothing of it is there, and the next one works."""
    ledger = open_ledger(folder)
    made = drafts(publish(ledger), ledger.notice("rivebelle", "fr")[1])
    connection = ledger._store._connections.own()
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    before = ledger.size
    with pytest.raises(OperatorError, match="full"):
        ledger.record(list(itertools.islice(made, 400)))
    assert ledger.size == before
    connection.execute("PRAGMA max_page_count = 1000000")
    receipts = ledger.record(list(itertools.islice(made, 400)))
    ledger.close()
    check_whole(folder, [json.dumps(receipt.document()) for receipt in receipts])


def test_an_entry_id_twice_is_our_fault_and_changes_nothing(folder):
    """128 random bits do not repeat: where they do, randomness is broken."""
    ledger = open_ledger(folder)
    made = drafts(publish(ledger), ledger.notice("rivebelle", "fr")[1])
    first, second = next(made), next(made)
    ledger.record([first])
    size = ledger.size
    with pytest.raises(OwnFault):
        ledger.record([type(first)(second.key, second.body, first.entry, second.salt)])
    assert ledger.size == size
    ledger.close()


def refused(open_it, folder) -> str:
    """The sentence with which a folder is refused."""
    with pytest.raises(OperatorError) as error:
        open_it(folder)
    assert error.value.mend
    return error.value.explain()


@pytest.mark.parametrize("open_it", [open_ledger, open_reader])
def test_a_ledger_of_a_later_version_is_refused(folder, open_it):
    """Neither read nor written: it may hold what this version does not understand."""
    connection = sqlite3.connect(folder / FILE)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    assert "later version" in refused(open_it, folder)


@pytest.mark.parametrize("open_it", [open_ledger, open_reader])
def test_a_file_that_is_no_ledger_is_refused(folder, open_it):
    """Another database, or no database at all; it is left as it was."""
    (folder / FILE).unlink()
    connection = sqlite3.connect(folder / FILE)
    connection.execute("CREATE TABLE notes (text)")
    connection.close()
    assert "no ledger of Charte" in refused(open_it, folder)
    (folder / FILE).write_bytes(b"A diary, and no database.\n" * 40)
    assert "not a database" in refused(open_it, folder)
    assert (folder / FILE).read_bytes().startswith(b"A diary")


def test_a_ledger_without_its_key_is_refused(folder):
    """A new key would silently begin a log that contradicts the published one."""
    (folder / KEY_FILE).unlink()
    assert "is gone" in refused(open_ledger, folder)
    assert not (folder / KEY_FILE).exists()


def test_a_ledger_with_another_logs_key_is_refused(folder, tmp_path):
    """A restored backup may mix two installations."""
    open_ledger(tmp_path / "other").close()
    (folder / KEY_FILE).write_bytes((tmp_path / "other" / KEY_FILE).read_bytes())
    assert "another log's" in refused(open_ledger, folder)


def test_where_there_is_no_ledger_there_is_nothing_to_read(tmp_path):
    """A reader makes nothing."""
    assert "There is no ledger" in refused(open_reader, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    """A file stands where the folder should be."""
    (tmp_path / "data").write_text("")
    assert "cannot be used" in refused(open_ledger, tmp_path / "data")


def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    """Root writes everywhere but in the kernel's own folders; others where they may not."""
    folder = Path("/proc/sys/charte") if os.geteuid() == 0 else tmp_path / "closed"
    if os.geteuid() != 0:
        folder.mkdir(mode=0o500)
    assert "cannot be used" in refused(open_ledger, folder)


def test_the_origin_counts_at_the_first_start_only(tmp_path):
    """A log keeps its name for good."""
    first = open_ledger(tmp_path, origin="proof.example.org/log")
    again = open_ledger(tmp_path, origin="other.example.org/log")
    assert first.key == again.key
    assert first.key.name == "proof.example.org/log"
    first.close()
    again.close()


def test_a_closed_ledger_says_so(folder):
    """And does not open its file again behind everyone's back."""
    ledger = open_ledger(folder)
    ledger.close()
    for use in (ledger.checkpoint, lambda: ledger.publish("rivebelle", LogKind.REPORT, b"{}", at=AT)):
        with pytest.raises(OwnFault, match="was closed"):
            use()
