"""What a rule is and what it says: data about the law, a ruling on a subject, and the evidence for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from charte.core.judgement.need import Need
from charte.core.observation import State
from charte.core.purpose import Texts


class Ruling(StrEnum):
    """A finding's verdict. Unknown: evidence is missing; the absence of evidence is never a pass."""

    FAIL = "fail"
    PASS = "pass"  # noqa: S105 (no password)
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Source:
    """Where in the law a rule stands. One that is not `confirmed` is shown as to be confirmed, never as established."""

    text: Texts = field(hash=False)
    article: Texts = field(hash=False)
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a ruling rests on: events of one tape by their numbers, or a line of the charter.

    `tape` is the state that the tape shows, empty for the charter itself; `line` is 1-based, 0 where there is none.
    """

    tape: str
    events: tuple[int, ...]
    text: Texts = field(hash=False)
    line: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found on one subject: a failure, or why it cannot tell, or why it does not apply.

    `subject` is a tracker's name (as declared where an entry covers it, else as seen), a control, a host, a
    purpose's key, or empty for the whole. `state` is None for what no consent state makes true or false.
    """

    ruling: Ruling
    subject: str
    state: State | None
    what: Texts = field(hash=False)
    mend: Texts | None = field(default=None, hash=False)
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleData:
    """What is known of a rule before it judges anything (rules.md 5).

    `severity`: 4 blocking, 3 major, 2 minor, 1 information. `grade`: A is deterministic, H heuristic (a person
    decides), D a declaration of the charter. `states` are those whose tapes it reads, `needs` what it reads there.
    `by_state`: it rules on each state apart; otherwise on all of them at once, with the state left empty.
    `proven`: it holds only for a state that was really reached. `register`: it needs a charter.
    The first letter of `code` names the family: C consent, R register, B banner, I information, W withdrawal,
    S security. `valid_from` is the day from which it is applied.
    """

    code: str
    statement: Texts
    severity: int
    grade: str
    sources: tuple[Source, ...]
    jurisdiction: str
    valid_from: date
    valid_to: date | None = None
    states: tuple[State, ...] = ()
    needs: frozenset[Need] = frozenset()
    by_state: bool = True
    proven: bool = True
    register: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's ruling on one subject in one state (empty: in all of them), with its evidence.

    `what` says what is the case, `mend` how to mend it; both in every language that Charte's judges speak.
    """

    rule: RuleData
    ruling: Ruling
    subject: str
    state: str
    what: Texts = field(hash=False)
    mend: Texts = field(hash=False)
    evidence: tuple[Evidence, ...] = ()

    @property
    def order(self) -> tuple[int, str, str, str, str]:
        """By severity, then by rule, then by what it is about."""
        return (-self.rule.severity, self.rule.code, self.state, self.subject, self.ruling)
