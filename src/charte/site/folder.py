"""The data folder: everything that an installation keeps, in one place that only its owner can read."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from charte.core.errors import OperatorError
from charte.ledger.keys import SEAL_FILE, make_folder, secret

DATA = "charte-data"  # where a command looks when it is told nothing


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Where each thing lives. Nothing is made before `prepare`."""

    path: Path

    @property
    def database(self) -> Path:
        """Django's: people, reports received, page views."""
        return self.path / "site.sqlite3"

    @property
    def address(self) -> str:
        """The address that this installation was last started at; empty before the first start."""
        try:
            return (self.path / "address").read_text("utf-8").strip()
        except OSError:
            return ""

    def prepare(self) -> None:
        """Makes the folder. Raises `OperatorError` where that cannot be, or where it cannot be written."""
        make_folder(self.path)
        if not os.access(self.path, os.W_OK | os.X_OK) or not self.path.is_dir():
            raise OperatorError(
                f"The data folder {self.path} cannot be written.", "Name one that you may write with --data."
            )

    def django_secret(self) -> str:
        """What signs sessions."""
        made = secret(self.path / "secret", lambda: secrets.token_urlsafe(48).encode())
        return made.decode("ascii")

    def seal(self) -> bytes:
        """The key of the seal on preference cookies."""
        return secret(self.path / SEAL_FILE)

    def remember(self, address: str) -> None:
        """Keeps the address for the commands that run beside the server."""
        if address != self.address:
            beside = self.path / f".address.{secrets.token_hex(8)}"
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(f"{address}\n")
            beside.replace(self.path / "address")
