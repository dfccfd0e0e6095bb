"""Family R, audience measurement without consent (exemption E7): its assessment, its retention, its cookies' life."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from charte.core.charter import Kind, Tracker
from charte.core.duration import Duration
from charte.core.judgement.case import Case
from charte.core.judgement.lifetime import LIVES, beyond_limit, life_of, longest
from charte.core.judgement.model import Evidence, Found, Ruling
from charte.core.judgement.registry import rule
from charte.core.judgement.sources import AUDIENCE_2025, RECOMMENDED_LIMITS
from charte.core.judgement.telling import of_charter, of_traces
from charte.core.judgement.words import lasting, say
from charte.core.observation import State
from charte.core.purpose import Basis, Exemption, Purpose


@rule(
    code="R06",
    statement=say(
        en="A cookie of exempt audience measurement lives no longer than the limit.",
        fr="Un cookie de mesure d’audience exemptée ne vit pas au-delà de la limite.",
    ),
    severity=3,
    grade="A",
    sources=(RECOMMENDED_LIMITS,),
    jurisdiction="FR",
    valid_from=date(2020, 9, 17),
    states=tuple(State),
    needs=LIVES,
    by_state=False,
)
def audience_life(case: Case) -> Iterator[Found]:
    """What is asked for, and what the register declares: either may be too long."""
    keys = {purpose.key for purpose in audience(case)}
    entries = [
        entry
        for entry in case.register.trackers
        if entry.kind is Kind.COOKIE and keys.intersection(entry.purposes)
    ]
    if not entries:
        why = say(
            en="No cookie serves exempt audience measurement.",
            fr="Aucun cookie ne sert à la mesure d’audience exemptée.",
        )
        yield Found(Ruling.NOT_APPLICABLE, "", None, why)
    for entry in entries:
        yield from _audience(case, entry)


def _audience(case: Case, entry: Tracker) -> Iterator[Found]:
    life = case.policy.audience_life
    mine = [sighting for sighting in case.declared if sighting.entry == entry]
    beyond = [
        trace
        for sighting in mine
        for trace in beyond_limit(sighting, longest(life) + case.policy.lifetime_tolerance)
    ]
    declared = entry.lifetime.duration if entry.lifetime else None
    too_long = declared is not None and longer(declared, life)
    if beyond or too_long:
        line = of_charter(
            entry.line, say(en="Declared: {life}.", fr="Déclaré : {life}.", life=lasting(declared))
        )
        yield Found(
            Ruling.FAIL,
            entry.name,
            None,
            say(
                en="{name} measures audience without consent and lives {asked}; {limit} is the most.",
                fr="{name} mesure l’audience sans consentement et vit {asked} ; le maximum est de {limit}.",
                name=entry.name,
                asked=life_of(beyond) if beyond else lasting(declared),
                limit=lasting(life),
            ),
            say(
                en="Shorten its life, at the tool and in its entry (line {line}), or ask consent for it.",
                fr="Raccourcissez sa durée, dans l’outil et dans son entrée (ligne {line}), ou demandez le consentement.",
                line=entry.line,
            ),
            (*of_traces(beyond), *((line,) if too_long else ())),
        )
    elif not any(any(sighting.headers) for sighting in mine):
        yield Found(
            Ruling.UNKNOWN,
            entry.name,
            None,
            say(
                en="{name} was not written on these tapes, so nothing shows how long it asks to live.",
                fr="{name} n’a pas été écrit sur ces enregistrements : rien ne montre la durée qu’il demande.",
                name=entry.name,
            ),
        )


@rule(
    code="R10",
    statement=say(
        en="Audience measurement without consent has a self-assessment: attached, dated, recent.",
        fr="La mesure d’audience sans consentement a son autoévaluation : jointe, datée, récente.",
    ),
    severity=3,
    grade="D",
    sources=(AUDIENCE_2025,),
    jurisdiction="FR",
    valid_from=date(2025, 7, 4),
    by_state=False,
)
def assessed(case: Case) -> Iterator[Found]:
    """By purpose: a tool, a document and a date within the policy's term before the audit."""
    yield from _without_audience(case)
    for purpose in audience(case):
        assessment = purpose.assessment
        if assessment is None or not (assessment.tool and assessment.document):
            yield _about(
                purpose,
                "The purpose {key} is exempt as audience measurement and no self-assessment is attached.",
                "La finalité {key} est exemptée comme mesure d’audience et aucune autoévaluation n’est jointe.",
            )
        elif case.at is None:
            yield Found(
                Ruling.UNKNOWN,
                purpose.key,
                None,
                say(
                    en="There is no tape, so no day on which the self-assessment would be too old.",
                    fr="Il n’y a pas d’enregistrement, donc pas de jour où l’autoévaluation serait trop ancienne.",
                ),
            )
        elif case.policy.assessment_life.after(_midnight(case.at, assessment.date)) < case.at:
            yield _about(
                purpose,
                "The self-assessment of the purpose {key} is of {day}, more than {life} before the audit.",
                "L’autoévaluation de la finalité {key} est du {day}, plus de {life} avant l’audit.",
                day=assessment.date.isoformat(),
                life=case.policy.assessment_life,
            )


@rule(
    code="R12",
    statement=say(
        en="Data of exempt audience measurement are kept no longer than the limit, and the register says so.",
        fr="Les données de la mesure d’audience exemptée ne sont pas gardées au-delà de la limite, et le registre le dit.",
    ),
    severity=3,
    grade="D",
    sources=(RECOMMENDED_LIMITS,),
    jurisdiction="FR",
    valid_from=date(2020, 9, 17),
    by_state=False,
)
def retained(case: Case) -> Iterator[Found]:
    """By purpose: `data_retention` is there and within the policy's."""
    yield from _without_audience(case)
    limit = case.policy.audience_retention
    for purpose in audience(case):
        if purpose.data_retention is None:
            yield _about(
                purpose,
                "Nothing says how long the data of the purpose {key} are kept; {life} is the most.",
                "Rien ne dit combien de temps les données de la finalité {key} sont gardées ; le maximum est de {life}.",
                life=limit,
            )
        elif longer(purpose.data_retention, limit):
            yield _about(
                purpose,
                "The data of the purpose {key} are kept for {kept}; {life} is the most.",
                "Les données de la finalité {key} sont gardées {kept} ; le maximum est de {life}.",
                life=limit,
                kept=purpose.data_retention,
            )


def audience(case: Case) -> tuple[Purpose, ...]:
    """The purposes that are exempt as audience measurement."""
    return tuple(
        purpose
        for purpose in case.register.purposes
        if purpose.basis is Basis.EXEMPT and purpose.exemption is Exemption.AUDIENCE
    )


def longer(one: Duration, other: Duration) -> bool:
    """Whether a duration is longer than another, counted from the same day."""
    start = datetime(2026, 1, 1, tzinfo=UTC)  # any day does
    return one.after(start) > other.after(start)


def _without_audience(case: Case) -> Iterator[Found]:
    if not audience(case):
        yield Found(
            Ruling.NOT_APPLICABLE,
            "",
            None,
            say(
                en="No purpose is exempt as audience measurement.",
                fr="Aucune finalité n’est exemptée comme mesure d’audience.",
            ),
        )


def _about(purpose: Purpose, en: str, fr: str, **values: str | Duration) -> Found:
    told = {name: lasting(value) if isinstance(value, Duration) else value for name, value in values.items()}
    what = say(en, fr, key=purpose.key, **told)
    evidence = Evidence("", (), say(en="The purpose’s entry.", fr="L’entrée de la finalité."), purpose.line)
    mend = say(
        en="Mend the purpose {key} in the charter (line {line}), or ask consent for it.",
        fr="Corrigez la finalité {key} dans la charte (ligne {line}), ou demandez le consentement.",
        key=purpose.key,
        line=purpose.line,
    )
    return Found(Ruling.FAIL, purpose.key, None, what, mend, (evidence,))


def _midnight(at: datetime, day: date) -> datetime:
    return at.replace(year=day.year, month=day.month, day=day.day, hour=0, minute=0, second=0, microsecond=0)
