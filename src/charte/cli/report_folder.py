"""The folder of an audit: written beside its place, and moved there when it is whole."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from pathlib import Path
from types import TracebackType
from typing import Self

from charte.core.errors import OperatorError

# What an audit writes. A folder that holds anything else is never replaced.
_OURS = re.compile(r"report\.(html|json)|(none|refused|accepted|withdrawn)(-[a-z]+)?\.(tape|png)")


class ReportFolder:
    """Used as a context: `path` is where to write; unless `keep` was called, leaving it leaves nothing behind.

    Raises OperatorError at once when `place` holds a report and `force` is not given, holds anything else, or
    cannot be written.
    """

    def __init__(self, place: Path, *, force: bool = False) -> None:
        self._shown, self._force = place, force
        self._place = place.resolve()
        _check(place, force=force)
        self.path = self._beside("part")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.mkdir()
        except OSError as error:
            raise OperatorError(
                f"Nothing can be written in {place.parent}: {error.strerror}.",
                "Name another folder with --out.",
            ) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.path, ignore_errors=True)

    def keep(self) -> None:
        """Moves what was written to its place; a report that is there is removed only after that.

        Raises OperatorError when it cannot; what was written then stays, and the error names where.
        """
        old = self._beside("old")
        try:
            _check(self._shown, force=self._force)  # much may have happened meanwhile
            if self._place.exists():
                self._place.rename(old)
            self.path.rename(self._place)
        except (OSError, OperatorError) as error:
            if old.exists() and not self._place.exists():
                old.rename(self._place)
            saved = self.path.rename(self._beside("saved"))
            why = error.what if isinstance(error, OperatorError) else f"{error.strerror}."
            raise OperatorError(
                f"The report could not be moved to {self._shown}: {why}", f"It is in {saved}."
            ) from None
        shutil.rmtree(old, ignore_errors=True)

    def _beside(self, what: str) -> Path:
        return self._place.with_name(f".{self._place.name}.{secrets.token_hex(4)}.{what}")


def _check(place: Path, *, force: bool) -> None:
    """Whether a report may be put there. Raises OperatorError with what to do instead."""
    resolved = place.resolve()
    if Path.cwd().is_relative_to(resolved):
        raise OperatorError(
            f"{place} is the folder that you are in, which cannot be replaced.",
            "Name a folder in it with --out.",
        )
    if not resolved.exists():
        return
    if not resolved.is_dir():
        raise OperatorError(f"{place} is no folder.", "Name another one with --out.")
    try:
        names = sorted(os.listdir(resolved))
    except OSError as error:
        raise OperatorError(
            f"{place} cannot be read: {error.strerror}.", "Name another with --out."
        ) from None
    foreign = [name for name in names if not _OURS.fullmatch(name)]
    if foreign:
        raise OperatorError(
            f"{place} holds what no audit wrote ({foreign[0]}).", "Name another folder with --out."
        )
    if names and not force:
        raise OperatorError(
            f"{place} holds the report of an earlier audit.",
            "Replace it with --force, or name another with --out.",
        )
