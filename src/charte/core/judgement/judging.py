"""JUDGE: every rule on the tapes. Whether a rule passes is concluded here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from charte.core.charter import Charter
from charte.core.judgement.case import Case, open_case
from charte.core.judgement.gaps import Gap, gaps
from charte.core.judgement.model import Evidence, Finding, Found, RuleData, Ruling
from charte.core.judgement.registry import Rule, rules
from charte.core.judgement.telling import looked_at
from charte.core.judgement.words import say
from charte.core.observation import State, Tape
from charte.core.party import SuffixRules
from charte.core.policy import Policy
from charte.core.purpose import Texts

BLOCKING = 4
_NOTHING = say(en="", fr="")
_MISSING = say(
    en="It cannot be told: evidence is missing.", fr="On ne peut pas le dire : des preuves manquent."
)
_AGAIN = say(en="Mend what is missing and audit again.", fr="Corrigez ce qui manque et auditez à nouveau.")


@dataclass(frozen=True, slots=True)
class Judgement:
    """The findings of all rules, in their order, with the case that they were made on."""

    case: Case
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> str:
        """`false` if any rule fails; `unknown` if a blocking rule is, a state is not proven, or nothing could be
        judged; else `true`."""
        rulings = {finding.ruling for finding in self.findings}
        blocked = any(
            finding.ruling is Ruling.UNKNOWN and finding.rule.severity == BLOCKING
            for finding in self.findings
        )
        if Ruling.FAIL in rulings:
            return "false"
        proven = Ruling.PASS in rulings and all(map(self.case.proven, State))
        return "true" if proven and not blocked else "unknown"

    @property
    def failures(self) -> tuple[tuple[str, str, str], ...]:
        """Rule, subject and state of each failure: what a known truth (`lies.json`) lists."""
        return tuple(
            sorted(
                (finding.rule.code, finding.subject, finding.state)
                for finding in self.findings
                if finding.ruling is Ruling.FAIL
            )
        )


def judge(charter: Charter | None, policy: Policy, tapes: Sequence[Tape], suffixes: SuffixRules) -> Judgement:
    """Judges the tapes of one audit by every rule in force.

    The order of the tapes does not matter. Without a charter the rules that need one are not applicable.
    Raises `OperatorError` for a tape that holds a time that is none.
    """
    case = open_case(charter, policy, tapes, suffixes)
    found = [finding for rule in rules() for finding in _apply(rule, case)]
    return Judgement(case, tuple(sorted(found, key=lambda finding: finding.order)))


def exit_code(verdict: str) -> int:
    """0 true, 1 false, 3 could not conclude (docs/formats.md, 9)."""
    return {"true": 0, "false": 1}.get(verdict, 3)


def _apply(rule: Rule, case: Case) -> Iterator[Finding]:
    data = rule.data
    if why := _out_of_scope(data, case):
        yield Finding(data, Ruling.NOT_APPLICABLE, "", "", why, _NOTHING)
        return
    missing = gaps(data, case)
    found = list(rule.find(case))
    if spared := [item for item in found if item.ruling is Ruling.NOT_APPLICABLE]:
        yield from _merged(data, spared)
        return
    for state in data.states if data.by_state and data.states else (None,):
        yield from _of_state(
            data,
            case,
            state,
            [item for item in found if item.state is state],
            [gap for gap in missing if state in (gap.state, None)],
        )


def _of_state(
    data: RuleData, case: Case, state: State | None, found: list[Found], missing: list[Gap]
) -> Iterator[Finding]:
    """What a rule says of one state, or of all at once.

    In a state that was not reached nothing fails. Where evidence is missing the rest is unknown, and it passes where
    nothing is missing, nothing is wrong and nothing is left open.
    """
    if state is not None and data.proven and not case.proven(state):
        found = [item for item in found if item.ruling is not Ruling.FAIL]
    if missing:
        why = tuple(dict.fromkeys(gap.evidence for gap in missing))
        found = [*found, Found(Ruling.UNKNOWN, "", state, _MISSING, _AGAIN, why)]
    if found:
        yield from _merged(data, found)
        return
    states = (state,) if state else data.states
    evidence = tuple(piece for one in states for piece in looked_at(case.of(one), one))
    yield Finding(data, Ruling.PASS, "", str(state or ""), data.statement, _NOTHING, evidence)


def _merged(data: RuleData, found: Iterable[Found]) -> Iterator[Finding]:
    """One finding for each ruling, subject and state; evidence comes together, the first sentence stays."""
    kept: dict[tuple[Ruling, str, State | None], list[Found]] = {}
    for item in found:
        kept.setdefault((item.ruling, item.subject, item.state), []).append(item)
    for (ruling, subject, state), items in kept.items():
        first = items[0]
        evidence: list[Evidence] = []
        for piece in (piece for item in items for piece in item.evidence):
            if piece not in evidence:
                evidence.append(piece)
        mend = first.mend or (_AGAIN if ruling is Ruling.UNKNOWN else _NOTHING)
        yield Finding(data, ruling, subject, str(state or ""), first.what, mend, tuple(evidence))


def _out_of_scope(data: RuleData, case: Case) -> Texts | None:
    if data.register and case.charter is None:
        return say(
            en="There is no charter to hold it against.", fr="Il n’y a pas de charte à laquelle le comparer."
        )
    if case.at is None:
        return None
    day = case.at.date()
    if day < data.valid_from or (data.valid_to is not None and day > data.valid_to):
        return say(en="Not in force on the day of the audit.", fr="Pas en vigueur le jour de l’audit.")
    return None
