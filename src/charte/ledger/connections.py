"""SQLite connections, one for each thread that asks; and what SQLite says, told to the operator."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, local
from weakref import WeakSet

from charte.core.errors import OperatorError, OwnFault

PATIENCE = 10.0  # seconds to wait for another process's transaction


class _Connection(sqlite3.Connection):
    """Can be held weakly: a connection goes when its thread goes."""


class Connections:
    """The connections to one file. Raises `OperatorError` where the file cannot be opened."""

    def __init__(self, file: Path, *, read_only: bool = False) -> None:
        self.file = file
        self._mode = "ro" if read_only else "rw"
        self._local = local()
        self._lock = Lock()
        self._open: WeakSet[_Connection] = WeakSet()
        self._inherited: list[_Connection] = []
        self._process = os.getpid()
        self._closed = False

    def own(self) -> sqlite3.Connection:
        """The connection of the calling thread, which begins and ends its transactions itself."""
        if self._closed:
            raise OwnFault("The ledger was closed and is asked for more.")
        if self._process != os.getpid():
            self._leave_to_parent()
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._connect()
        return connection

    def close(self) -> None:
        """Closes them all, whichever thread they belong to."""
        with self._lock:
            self._closed = True
            for connection in list(self._open):
                connection.close()

    def _leave_to_parent(self) -> None:
        """After a fork: the parent's connections may be neither used nor closed here (SQLite, "How To Corrupt")."""
        with self._lock:
            if self._process != os.getpid():
                self._inherited += self._open
                self._open, self._local, self._process = WeakSet(), local(), os.getpid()

    def _connect(self) -> sqlite3.Connection:
        with self._lock, told(self.file):
            connection = sqlite3.connect(
                f"{self.file.absolute().as_uri()}?mode={self._mode}",
                uri=True,
                timeout=PATIENCE,
                isolation_level=None,
                check_same_thread=False,  # only `close` comes from another thread
                factory=_Connection,
            )
            self._open.add(connection)
            connection.execute("PRAGMA synchronous = FULL")
            return connection


@contextmanager
def told(file: Path) -> Iterator[None]:
    """Turns SQLite's and the system's refusals into a sentence. What breaks our own rules stays our fault."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise OwnFault(f"The ledger refused what Charte wrote to {file}: {error}.") from error
    except sqlite3.Error as error:
        said = str(error).removesuffix(".")
        raise OperatorError(f"The ledger {file} cannot be used: {said}.", _mend(said)) from error
    except OSError as error:
        raise OperatorError(
            f"The ledger {file} cannot be used: {error.strerror}.", "Check the data folder's permissions."
        ) from error


def _mend(said: str) -> str:
    mends = (
        ("locked", "Another program holds it: end that program, or try again."),
        ("full", "Make room on the disk."),
        ("readonly", "Check the permissions of the data folder and the files in it."),
        ("not a database", "Name another data folder, or restore the file from a backup."),
        ("malformed", "Restore the file from a backup."),
    )
    return next((mend for word, mend in mends if word in said), "Check the disk and the data folder.")
