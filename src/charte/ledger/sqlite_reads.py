"""What SQLite is asked; every question is answered from an index or a primary key."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from charte.core.entry import LogKind
from charte.core.proof import leaf_hash
from charte.ledger.connections import Connections
from charte.ledger.port import Count, Publication
from charte.ledger.store import Choice, Store, Used


class SqliteReads(Store):
    """The reading half of the store."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def size(self) -> int:
        (last,) = self._one("SELECT max(number) FROM leaves") or (None,)
        return 0 if last is None else int(last) + 1

    def data(self, begin: int, end: int) -> list[bytes]:
        rows = self._all(
            "SELECT data FROM leaves WHERE number >= ? AND number < ? ORDER BY number", begin, end
        )
        return [data for (data,) in rows]

    def hashes(self, level: int, begin: int, end: int) -> list[bytes]:
        if level == 0:
            return [leaf_hash(data) for data in self.data(begin, end)]
        rows = self._all(
            "SELECT hash FROM nodes WHERE place >= ? AND place < ? ORDER BY place",
            level << 56 | begin,
            level << 56 | end,
        )
        return [node for (node,) in rows]

    def checkpoint(self, leaf: int | None = None) -> tuple[int, str] | None:
        if leaf is None:
            row = self._one("SELECT size, note FROM checkpoints ORDER BY size DESC LIMIT 1")
        else:
            row = self._one("SELECT size, note FROM checkpoints WHERE size > ? ORDER BY size LIMIT 1", leaf)
        return (row[0], row[1]) if row else None

    def choice(self, leaf: int) -> Choice | None:
        row = self._one("SELECT leaf, id, entry, salt FROM choices WHERE leaf = ?", leaf)
        return Choice(*row) if row else None

    def choice_by_id(self, entry_id: str) -> Choice | None:
        row = self._one("SELECT leaf, id, entry, salt FROM choices WHERE id = ?", entry_id)
        return Choice(*row) if row else None

    def used(self, key: bytes) -> Used | None:
        row = self._one("SELECT key, body, leaf, at FROM keys WHERE key = ?", key)
        return Used(*row) if row else None

    def content(self, digest: str) -> bytes | None:
        row = self._one("SELECT content FROM contents WHERE digest = ?", digest)
        return row[0] if row else None

    def publications(self, site: str, kind: LogKind, name: str | None) -> list[Publication]:
        rows = self._all(
            "SELECT site, kind, name, digest, at, leaf FROM publications "
            "WHERE site = ?1 AND kind = ?2 AND (?3 IS NULL OR name = ?3) ORDER BY leaf",
            site,
            int(kind),
            name,
        )
        return [_publication(row) for row in rows]

    def current(self, site: str, kind: LogKind, name: str) -> Publication | None:
        row = self._one(
            "SELECT site, kind, name, digest, at, leaf FROM publications "
            "WHERE site = ? AND kind = ? AND name = ? ORDER BY leaf DESC LIMIT 1",
            site,
            int(kind),
            name,
        )
        return _publication(row) if row else None

    def sites(self) -> list[str]:
        rows = self._all(
            "SELECT DISTINCT site FROM publications WHERE kind = ? ORDER BY site", int(LogKind.CHARTER)
        )
        return [site for (site,) in rows]

    def counts(self, site: str) -> list[Count]:
        rows = self._all(
            "SELECT day, purpose, yes, no FROM counts WHERE site = ? ORDER BY day, purpose", site
        )
        return [Count(date.fromisoformat(day), purpose, yes, no) for day, purpose, yes, no in rows]

    def about(self, name: str) -> str:
        """A fact about this log, empty where it is not said."""
        row = self._one("SELECT value FROM about WHERE name = ?", name)
        return str(row[0]) if row else ""

    def close(self) -> None:
        self._connections.close()

    def _one(self, question: str, *values: Any) -> Any:
        return self._connections.own().execute(question, values).fetchone()

    def _all(self, question: str, *values: Any) -> list[Any]:
        return self._connections.own().execute(question, values).fetchall()


def _publication(row: tuple[str, int, str, str, str, int]) -> Publication:
    site, kind, name, digest, at, leaf = row
    return Publication(site, LogKind(kind), name, digest, datetime.fromisoformat(at), leaf)
