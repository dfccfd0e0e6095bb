"""The judges' own sentences: one in each language, with French set as the French set it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from types import MappingProxyType

from charte.core.duration import Duration
from charte.core.observation import Phase, State
from charte.core.purpose import Texts
from charte.core.span import in_words

Said = str | int | Texts

_SPANS = {
    "en": {
        "session": "until the browser closes",
        "and": "and",
        "year": {"one": "{n}\u00a0year", "many": "{n}\u00a0years"},
        "month": {"one": "{n}\u00a0month", "many": "{n}\u00a0months"},
        "day": {"one": "{n}\u00a0day", "many": "{n}\u00a0days"},
        "hour": {"one": "{n}\u00a0hour", "many": "{n}\u00a0hours"},
        "minute": {"one": "{n}\u00a0minute", "many": "{n}\u00a0minutes"},
        "second": {"one": "{n}\u00a0second", "many": "{n}\u00a0seconds"},
    },
    "fr": {
        "session": "jusqu’à la fermeture du navigateur",
        "and": "et",
        "year": {"one": "{n}\u00a0an", "many": "{n}\u00a0ans"},
        "month": {"one": "{n}\u00a0mois", "many": "{n}\u00a0mois"},
        "day": {"one": "{n}\u00a0jour", "many": "{n}\u00a0jours"},
        "hour": {"one": "{n}\u00a0heure", "many": "{n}\u00a0heures"},
        "minute": {"one": "{n}\u00a0minute", "many": "{n}\u00a0minutes"},
        "second": {"one": "{n}\u00a0seconde", "many": "{n}\u00a0secondes"},
    },
}
_DAY = timedelta(days=1)


def say(en: str, fr: str, **values: Said) -> Texts:
    """One sentence in both languages. `{name}` takes a value: a text or number as it is, or texts by language.

    The French is given its no-break spaces here, before any value is in it.
    """
    return MappingProxyType(
        {
            "en": en.format_map(_in("en", values)),
            "fr": typeset(fr).format_map(_in("fr", values)),
        }
    )


@lru_cache(maxsize=1024)
def typeset(french: str) -> str:
    """French with its no-break spaces: narrow before ; ! ? and inside « », full before a colon."""
    text = re.sub(r" ([;!?»%])", "\u202f\\1", french)
    return re.sub(r" :", "\u00a0:", text.replace("« ", "«\u202f"))


def lasting(span: Duration | timedelta | None) -> Texts:
    """How long something lasts; None is the browser's session. A measured span is given in its largest unit."""
    duration = _rounded(span) if isinstance(span, timedelta) else span
    return MappingProxyType({language: in_words(duration, words) for language, words in _SPANS.items()})


def counted(number: int, en: tuple[str, str], fr: tuple[str, str]) -> Texts:
    """The form for one or for several, `{n}` filled in; French counts zero as one."""
    return MappingProxyType(
        {
            "en": en[number != 1].format(n=number),
            "fr": typeset(fr[number > 1]).format(n=number),
        }
    )


def times(number: int) -> Texts:
    return counted(number, ("once", "{n} times"), ("une fois", "{n} fois"))


def decimal(number: float, places: int) -> Texts:
    """A number with at most so many decimals, with the point or comma of the language."""
    written = f"{number:.{places}f}".rstrip("0").rstrip(".")
    return MappingProxyType({"en": written, "fr": written.replace(".", ",")})


def listed(texts: tuple[str, ...], most: int = 8) -> str:
    """A few names in a row; of many the first, and an ellipsis."""
    return ", ".join(texts[:most]) + (", …" if len(texts) > most else "")


def _rounded(span: timedelta) -> Duration:
    seconds = int(span.total_seconds())
    if span >= _DAY:
        seconds -= seconds % 86_400
    elif span >= timedelta(hours=1):
        seconds -= seconds % 60
    return Duration("", 0, seconds)


def _in(language: str, values: dict[str, Said]) -> dict[str, str | int]:
    return {
        name: value if isinstance(value, str | int) else value[language] for name, value in values.items()
    }


STATES: Mapping[State, Texts] = MappingProxyType(
    {
        State.NONE: say(en="nothing chosen", fr="aucun choix"),
        State.REFUSED: say(en="refused", fr="refusé"),
        State.ACCEPTED: say(en="accepted", fr="accepté"),
        State.WITHDRAWN: say(en="withdrawn", fr="retiré"),
    }
)
PHASES: Mapping[Phase, Texts] = MappingProxyType(
    {
        Phase.BEFORE: say(en="before any choice", fr="avant tout choix"),
        Phase.REFUSED: say(en="after refusal", fr="après le refus"),
        Phase.ACCEPTED: say(en="after acceptance", fr="après l’acceptation"),
        Phase.WITHDRAWN: say(en="after withdrawal", fr="après le retrait"),
    }
)
CONTROLS: Mapping[str, Texts] = MappingProxyType(
    {
        "accept": say(en="accepts", fr="accepte"),
        "refuse": say(en="refuses", fr="refuse"),
        "customise": say(en="customises", fr="personnalise"),
    }
)
