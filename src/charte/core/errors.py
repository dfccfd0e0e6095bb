"""Every error of Charte, by whose fault it is; each can explain itself to a person.

An error carries two sentences: what happened and how to mend it. The exit code of the command line
belongs to the kind of fault (design: 0 true, 1 the answer is no, 2 bad use or machine, 3 could not
conclude, 70 our own fault).
"""

from __future__ import annotations

from dataclasses import dataclass


class CharteError(Exception):
    """The root. `what` says what happened, `mend` what to do about it; both are whole sentences."""

    exit_code = 70

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend

    def explain(self) -> str:
        """What happened and how to mend it, as one line of text."""
        return f"{self.what} {self.mend}".strip()


class OperatorError(CharteError):
    """The person who runs Charte asked for what cannot be: a flag, a file, a port, a missing program."""

    exit_code = 2


class VisitorError(CharteError):
    """A visitor's browser sent what the collector cannot accept; `status` is the HTTP status to answer."""

    exit_code = 2

    def __init__(self, what: str, mend: str = "", *, status: int = 400) -> None:
        super().__init__(what, mend)
        self.status = status


class SiteError(CharteError):
    """The site under audit, or a page to read, did not do its part; nothing could be concluded."""

    exit_code = 3


class OwnFault(CharteError):
    """Charte itself is wrong."""

    exit_code = 70


class DoesNotVerify(CharteError):
    """A receipt, checkpoint or proof is not what it claims to be: the answer is no."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a document, where it stands and how to mend it.

    `key` is the dotted path (`services[0].trackers[2].lifetime`), `line` is 1-based, 0 when unknown.
    """

    line: int
    key: str
    what: str
    mend: str

    def explain(self) -> str:
        place = f"line {self.line}: " if self.line else ""
        return f"{place}{self.key}: {self.what} {self.mend}".strip()


class InvalidCharter(CharteError):
    """A register that cannot be followed; `problems` holds all of them, in the order of the file."""

    exit_code = 1

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        count, them = ("1 error", "it") if len(problems) == 1 else (f"{len(problems)} errors", "each of them")
        super().__init__(f"The charter has {count}.", f"Mend {them} and check again.")
