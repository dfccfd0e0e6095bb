"""The texts that the rules rest on, with the marks of rules.md: what is not confirmed in the text itself is
shown as to be confirmed, never as established."""

from __future__ import annotations

from charte.core.judgement.model import Source
from charte.core.judgement.words import say

_CNIL = say(en="CNIL guidelines 2020-091", fr="Lignes directrices CNIL 2020-091")
_REC = say(en="CNIL recommendation 2020-092", fr="Recommandation CNIL 2020-092")
_GDPR = say(en="GDPR", fr="RGPD")
_TASKFORCE = say(
    en="EDPB Cookie Banner Taskforce, 2023", fr="Groupe de travail du CEPD sur les bandeaux, 2023"
)
_PLANET49 = say(en="CJEU C-673/17 (Planet49)", fr="CJUE C-673/17 (Planet49)")
_COOKIES = say(en="RFC 6265bis, draft 22", fr="RFC 6265bis, projet 22")
_RGAA = say(en="RGAA 4.1.2", fr="RGAA 4.1.2")


def _decision(number: str, who: str, *, confirmed: bool = True) -> Source:
    return Source(
        say(en="CNIL, {who}", fr="CNIL, {who}", who=who), say(en="{n}", fr="{n}", n=number), confirmed
    )


def _article(number: str) -> dict[str, str]:
    return {"en": f"art. {number}", "fr": f"art. {number}"}


LIL82 = Source(
    say(en="French Data Protection Act (law 78-17)", fr="Loi Informatique et Libertés (loi 78-17)"),
    _article("82"),
)
CONSENT = Source(_CNIL, _article("2"), confirmed=False)
EXEMPTIONS = Source(_CNIL, _article("5"))
RECOMMENDED_LIMITS = Source(_REC, _article("5"))
SIX_MONTHS = Source(_REC, say(en="life of the choice", fr="durée du choix"), confirmed=False)
AUDIENCE_2025 = Source(
    say(en="CNIL, audience measurement", fr="CNIL, mesure d’audience"),
    say(en="4 July 2025", fr="4 juillet 2025"),
)
FORMAL_NOTICES = Source(
    say(en="CNIL, formal notices on banners", fr="CNIL, mises en demeure sur les bandeaux"),
    say(en="12 December 2024", fr="12 décembre 2024"),
)
WITHDRAWAL = Source(_GDPR, _article("7(3)"))
MINIMISATION = Source(_GDPR, _article("5(1)(c)"), confirmed=False)
ACCURACY = Source(_GDPR, _article("5(1)(d)"), confirmed=False)
RECORD = Source(_GDPR, _article("30"), confirmed=False)
SECURITY = Source(_GDPR, _article("32"), confirmed=False)
SCOPE = Source(
    say(en="EDPB guidelines 2/2023", fr="Lignes directrices CEPD 2/2023"),
    say(en="version 2.0", fr="version 2.0"),
)
DURATION = Source(_PLANET49, say(en="point 81", fr="point 81"))
TICKED = Source(_PLANET49, say(en="pre-ticked boxes", fr="cases précochées"))
EXEMPT_ALONE = Source(
    say(en="WP29 opinion 04/2012", fr="Avis G29 04/2012"), say(en="multi-purpose", fr="finalités multiples")
)
EXEMPT_LIFE = Source(say(en="WP29 opinion 04/2012", fr="Avis G29 04/2012"), say(en="lifetimes", fr="durées"))
SAME_SITE = Source(_COOKIES, say(en="section 5.7", fr="section 5.7"))
ATTRIBUTES = Source(_COOKIES, say(en="sections 5.6 and 5.7", fr="sections 5.6 et 5.7"))
CONTRAST = Source(_RGAA, say(en="criterion 3.2", fr="critère 3.2"), confirmed=False)
REFLOW = Source(_RGAA, say(en="criterion 10.11", fr="critère 10.11"), confirmed=False)


def taskforce(letter: str) -> Source:
    """A finding of the taskforce's report, by its letter."""
    return Source(_TASKFORCE, say(en="type {letter}", fr="type {letter}", letter=letter), confirmed=False)


GOOGLE_2021 = _decision("SAN-2021-023", "Google", confirmed=False)
MICROSOFT = _decision("SAN-2022-024", "Microsoft")
TIKTOK = Source(
    say(en="CNIL, TikTok", fr="CNIL, TikTok"),
    say(en="29 December 2022", fr="29 décembre 2022"),
    confirmed=False,
)
ORANGE = _decision("SAN-2024-019", "Orange")
ORANGE_CLOSED = _decision("SAN-2025-007", "Orange")
SHEIN = _decision("SAN-2025-005", "SHEIN")
CONDE_NAST = _decision("SAN-2025-010", "Condé Nast")
AMEX = Source(
    say(en="CNIL, American Express", fr="CNIL, American Express"),
    say(en="27 November 2025", fr="27 novembre 2025"),
)
