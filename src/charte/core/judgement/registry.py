"""The registry: each rule is one function with its data beside it, and is found by being there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from charte.core.judgement.case import Case
from charte.core.judgement.model import Found, RuleData

Judge = Callable[[Case], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """The data of a rule and the function that judges by it.

    The function tells only what fails, what cannot be told of one subject, and why the rule does not apply;
    that a rule passes is concluded in one place, `judging`, when nothing is wrong and no evidence is missing.
    """

    data: RuleData
    find: Judge


_RULES: dict[str, Rule] = {}


def rule(**data: Any) -> Callable[[Judge], Judge]:
    """Enters the function below in the registry, with these fields of `RuleData`."""

    def enter(find: Judge) -> Judge:
        known = RuleData(**data)
        if known.code in _RULES:
            raise ValueError(f"There are two rules {known.code}.")
        _RULES[known.code] = Rule(known, find)
        return find

    return enter


def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of its code."""
    return tuple(entered for _, entered in sorted(_RULES.items()))
