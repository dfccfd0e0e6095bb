"""The ledger's tables in SQLite, version by version. A released version is never edited: add the next one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from charte.core.errors import OperatorError

APPLICATION = 0x43485254  # "CHRT" in the file's header: this file is a ledger

_APPEND_ONLY = ("leaves", "nodes", "checkpoints", "publications", "contents")
_ONE = (
    "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE leaves (number INTEGER PRIMARY KEY, data BLOB NOT NULL CHECK (length(data) = 33)) STRICT",
    # place = level << 56 | index, level 1 and up: the neighbours of a tile are neighbours in the file.
    "CREATE TABLE nodes (place INTEGER PRIMARY KEY, hash BLOB NOT NULL CHECK (length(hash) = 32)) STRICT",
    "CREATE TABLE checkpoints (size INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT",
    # What can be erased: a leaf whose row is gone says nothing about anyone.
    """CREATE TABLE choices (
        leaf INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, entry BLOB NOT NULL,
        salt BLOB NOT NULL CHECK (length(salt) = 32)
    ) STRICT""",
    """CREATE TABLE keys (
        key BLOB PRIMARY KEY, body BLOB NOT NULL, leaf INTEGER NOT NULL, at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX keys_by_age ON keys (at)",
    """CREATE TABLE counts (
        site TEXT NOT NULL, day TEXT NOT NULL, purpose TEXT NOT NULL,
        yes INTEGER NOT NULL, no INTEGER NOT NULL, PRIMARY KEY (site, day, purpose)
    ) STRICT, WITHOUT ROWID""",
    "CREATE TABLE contents (digest TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT",
    """CREATE TABLE publications (
        leaf INTEGER PRIMARY KEY, site TEXT NOT NULL, kind INTEGER NOT NULL, name TEXT NOT NULL,
        digest TEXT NOT NULL, at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX publications_by_name ON publications (site, kind, name, leaf)",
    *(
        f"""CREATE TRIGGER {table}_no_{what} BEFORE {what} ON {table}
        BEGIN SELECT RAISE(ABORT, 'the ledger only grows: {table} take no {what}'); END"""
        for table in _APPEND_ONLY
        for what in ("UPDATE", "DELETE")
    ),
    """CREATE TRIGGER choices_no_UPDATE BEFORE UPDATE ON choices
    BEGIN SELECT RAISE(ABORT, 'an entry is erased or kept, never changed'); END""",
)
MIGRATIONS: tuple[tuple[str, ...], ...] = (_ONE,)
VERSION = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection, file: Path) -> None:
    """Brings the file to this version, inside the transaction that the caller began.

    Raises `OperatorError` for a file of a later version, and for one that is no ledger.
    """
    version = check(connection, file)
    for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
        for statement in statements:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")
    connection.execute(f"PRAGMA application_id = {APPLICATION}")


def check(connection: sqlite3.Connection, file: Path) -> int:
    """The version of the file: 0 where it is empty. Raises `OperatorError` as `migrate` does."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application != APPLICATION and (tables or application or version):
        raise OperatorError(f"{file} is no ledger of Charte.", "Name another data folder.")
    if version > VERSION:
        raise OperatorError(
            f"{file} was written by a later version of Charte (its schema is {version}, this one knows {VERSION}).",
            "Upgrade Charte.",
        )
    return int(version)
