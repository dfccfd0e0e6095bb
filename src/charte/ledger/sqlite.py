"""A ledger in one SQLite file, which several processes may have open at once.

WAL and synchronous FULL: what was answered survives a power cut. Each writing transaction begins with the
write lock and reads the size again, so the log has one writer at any moment, whichever process it is in.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from time import sleep

from charte.core.errors import OperatorError
from charte.core.proof import parse_vkey
from charte.ledger.connections import Connections, told
from charte.ledger.keys import KEY_FILE, ORIGIN, make_folder, signing_key
from charte.ledger.schema import check, migrate
from charte.ledger.sqlite_reads import SqliteReads
from charte.ledger.store import Batch
from charte.ledger.stored import StoredLedger, StoredReader

FILE = "ledger.sqlite3"


class SqliteStore(SqliteReads):
    """The store's one write; its reads are in `SqliteReads`."""

    def __init__(self, connections: Connections) -> None:
        super().__init__(connections)
        self._lock = Lock()  # within a process threads wait here, where waking up costs no polling

    def prepare(self, vkey: str) -> None:
        """Makes or upgrades the tables of the log signed by `vkey`. Raises `OperatorError`, as `open_ledger`."""
        file = self._connections.file
        self._log_ahead()
        with self.writing():
            connection = self._connections.own()
            migrate(connection, file)
            connection.execute("INSERT OR IGNORE INTO about VALUES ('vkey', ?)", (vkey,))
            if self.about("vkey") != vkey:
                raise OperatorError(
                    f"The signing key beside {file} is another log's: this one is {self.about('vkey')}.",
                    "Restore the key that belongs to this ledger from a backup.",
                )

    def ready(self) -> StoredReader:
        """The reading side of tables that are there. Raises `OperatorError`, as `open_reader`."""
        with told(self._connections.file):
            check(self._connections.own(), self._connections.file)
            return StoredReader(self, parse_vkey(self.about("vkey")))

    def _log_ahead(self) -> None:
        """WAL, kept in the file. SQLite does not wait here for another process that does the same."""
        with told(self._connections.file):
            for patience in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 0.0):
                try:
                    self._connections.own().execute("PRAGMA journal_mode = WAL")
                except sqlite3.OperationalError as error:
                    if not patience or "locked" not in str(error):
                        raise
                    sleep(patience)
                else:
                    return

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._lock, told(self._connections.file):
            connection = self._connections.own()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def write(self, batch: Batch) -> None:
        connection = self._connections.own()
        many = connection.executemany
        many("INSERT INTO leaves VALUES (?, ?)", enumerate(batch.data, start=batch.begin))
        many(
            "INSERT INTO nodes VALUES (?, ?)",
            ((level << 56 | index, node) for level, index, node in batch.nodes),
        )
        connection.execute("INSERT INTO checkpoints VALUES (?, ?)", (batch.size, batch.note))
        many("INSERT INTO choices VALUES (?, ?, ?, ?)", batch.choices)
        if batch.keys:
            connection.execute("DELETE FROM keys WHERE at < ?", (batch.forget_keys_before,))
            many("INSERT INTO keys VALUES (?, ?, ?, ?)", batch.keys)
        many(
            "INSERT INTO counts VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE "
            "SET yes = yes + excluded.yes, no = no + excluded.no",
            (
                (answer.site, answer.day, answer.purpose, times * answer.yes, times * (not answer.yes))
                for answer, times in batch.answers.items()
            ),
        )
        many("INSERT OR IGNORE INTO contents VALUES (?, ?)", batch.contents.items())
        many(
            "INSERT INTO publications VALUES (?, ?, ?, ?, ?, ?)",
            (
                (each.index, each.site, int(each.kind), each.name, each.digest, each.at.isoformat())
                for each in batch.publications
            ),
        )


def open_ledger(folder: Path, *, origin: str = ORIGIN) -> StoredLedger:
    """The ledger of a data folder, made with its key at first start; `origin` counts only then.

    Raises `OperatorError` with a sentence for a folder that cannot be written, a file of a later version or
    of something else, a signing key that is gone, unreadable, another log's, or open to others.
    """
    make_folder(folder)
    file = folder / FILE
    if file.exists() and file.stat().st_size and not (folder / KEY_FILE).exists():
        raise OperatorError(
            f"The signing key {folder / KEY_FILE} is gone.",
            "Restore it from a backup: without it this log cannot go on.",
        )
    key = signing_key(folder, origin)
    with told(file):
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    store = SqliteStore(Connections(file))
    try:
        store.prepare(key.verifier.vkey)
        return StoredLedger(store, key)
    except BaseException:
        store.close()
        raise


def open_reader(folder: Path) -> StoredReader:
    """The reading side alone: the file is opened read-only, and no key is read.

    Raises `OperatorError` where there is no ledger, or none of this version.
    """
    file = folder / FILE
    if not file.exists():
        raise OperatorError(
            f"There is no ledger in {folder}.", "Start charte serve, or name its data folder."
        )
    store = SqliteStore(Connections(file, read_only=True))
    try:
        return store.ready()
    except BaseException:
        store.close()
        raise
