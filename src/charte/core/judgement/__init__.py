"""JUDGE: the rules as data and functions, (charter, policy, tapes) to findings.

Each family of rules.md has its files; a rule is there because its function is (see `registry`).
"""

from charte.core.judgement import (
    audience,
    banner,
    banner_look,
    choice_cookie,
    consent,
    consent_hosts,
    consent_withdrawn,
    information,
    lifetime,
    register,
    security,
    withdrawal,
)
from charte.core.judgement.judging import Judgement, exit_code, judge
from charte.core.judgement.model import Evidence, Finding, RuleData, Ruling, Source
from charte.core.judgement.registry import Rule, rules

FAMILIES = (
    audience,
    banner,
    banner_look,
    choice_cookie,
    consent,
    consent_hosts,
    consent_withdrawn,
    information,
    lifetime,
    register,
    security,
    withdrawal,
)

__all__ = [
    "FAMILIES",
    "Evidence",
    "Finding",
    "Judgement",
    "Rule",
    "RuleData",
    "Ruling",
    "Source",
    "exit_code",
    "judge",
    "rules",
]
