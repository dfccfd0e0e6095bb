"""Registers for tests: a small complete site with every kind of tracker that a charter explains, and large ones."""

from __future__ import annotations

from collections.abc import Iterator

from charte.core.charter import Charter, read
from charte.core.errors import InvalidCharter, Problem

# The four kinds: necessary; statistics without consent; statistics with consent; third-party. Complete: nothing is
# left to review. Tests change it by `replaced`, so each line stands once.
TOML = """\
schema = 1
version = "1.0"
date = 2026-11-20
changes = { fr = "Première version.", en = "First version." }

[site]
key = "rivebelle"
name = "Rivebelle en données"
hosts = ["demo.localhost"]
policy = "fr-cnil-2026"
languages = ["fr", "en"]
default_language = "fr"
page = "/charte"
proof = "anonymous"
withdrawal = { fr = "En bas de chaque page.", en = "At the foot of every page." }
accessibility = "/accessibilite"
controller = { name = "Rivebelle", address = "1 quai du Port", contact = "contact@demo.localhost", id = "SIRET 0", country = "FR" }
dpo = { name = "The officer", contact = "dpo@demo.localhost" }

[site.locations]
front = ["/*"]
back = ["/back/*"]

[log]
origin = "charte.localhost/log"
key = "charte.localhost/log+0a1b2c3d+AQ=="
address = "https://charte.localhost/_charte/log"

[[purposes]]
key = "choice"
basis = "exempt"
exemption = "E1"
reason = { fr = "Vous l’avez demandé.", en = "You asked for it." }
title = { fr = "Mémorisation de vos choix", en = "Remembering your choices" }
text = { fr = "Conserver votre décision.", en = "Keep your decision." }

[[purposes]]
key = "count"
basis = "exempt"
exemption = "E7"
objectable = true
reason = { fr = "Statistiques anonymes.", en = "Anonymous statistics." }
title = { fr = "Mesure d’audience anonyme", en = "Anonymous audience measurement" }
text = { fr = "Compter les visites.", en = "Count visits." }
assessment = { tool = "CNIL", date = 2026-10-01, document = "/assessment" }
data_retention = "P25M"

[[purposes]]
key = "audience"
basis = "consent"
title = { fr = "Mesure d’audience détaillée", en = "Detailed analytics" }
text = { fr = "Analyser votre parcours.", en = "Analyse your journey." }

[[purposes]]
key = "media"
basis = "consent"
title = { fr = "Vidéos", en = "Videos" }
text = { fr = "Afficher un contenu tiers.", en = "Show third-party content." }

[[services]]
key = "platform"
name = { fr = "Choix sur les cookies", en = "Cookie choices" }
provider = "Rivebelle"
role = "controller"
locations = ["front", "back"]

[[services.trackers]]
name = "cookies_preferences"
party = "first"
lifetime = "P6M"
refreshed = false
purposes = ["choice"]
secure = true
http_only = false
same_site = "Lax"
data = { fr = "Vos choix", en = "Your choices" }
data_retention = "P6M"
recipients = []
text = { fr = "Se souvenir de vos choix.", en = "Remember your choices." }
legal_basis = "art. 82 loi 78-17"
reviewed_at = 2026-11-20

[[services.trackers]]
name = "_count"
party = "first"
lifetime = "P13M"
refreshed = false
purposes = ["count"]
recipients = []
text = { fr = "Compter les visites.", en = "Count visits." }

[[services.trackers]]
name = "old_count"
party = "first"
lifetime = "P13M"
purposes = ["count"]
recipients = []
status = "retired"
text = { fr = "N’est plus utilisé.", en = "No longer used." }

[[services]]
key = "stats"
name = { fr = "Statistiques", en = "Statistics" }
provider = "Mesurelle"
role = "processor"
processors = ["Nuage & Cie"]
policy_url = "https://mesurelle.localhost/privacy"
country = "FR"
contract = "2026-17"
locations = ["front"]

[[services.trackers]]
name = "_aud_<ID>"
party = "cloaked"
cname_target = "collect.mesurelle.localhost"
lifetime = "P13M"
refreshed = true
purposes = ["audience"]
recipients = ["Nuage & Cie"]
text = { fr = "Reconnaître votre navigateur.", en = "Recognise your browser." }

[[services]]
key = "video"
name = { fr = "Vidéo", en = "Video" }
provider = "Cinébord"
role = "joint"
controller = "Cinébord SA"
policy_url = "https://cinebord.localhost/privacy"
country = "US"
transfer = "scc"
locations = ["/watch/*"]
hosts = ["player.cinebord.localhost"]

[[services.trackers]]
name = "seen"
host = "player.cinebord.localhost"
path = "/player"
party = "third"
lifetime = "session"
refreshed = false
purposes = ["media"]
same_site = "None"
partitioned = true
recipients = ["Réclamo"]
text = { fr = "Reprendre la lecture.", en = "Resume playback." }

[[services.trackers]]
name = "player_*"
kind = "local-storage"
host = "player.cinebord.localhost"
party = "third"
lifetime = "P1Y"
purposes = ["media", "audience"]
recipients = []
text = { fr = "Retenir le volume.", en = "Keep the volume." }
"""


def replaced(*changes: tuple[str, str], toml: str = TOML) -> str:
    """The text with each first text replaced, once, by the second. A text that is not there is a mistake."""
    for old, new in changes:
        if old not in toml:
            raise AssertionError(f"{old!r} is not in the register.")
        toml = toml.replace(old, new, 1)
    return toml


def rivebelle(*changes: tuple[str, str]) -> Charter:
    """The charter of TOML, with changes."""
    return read(replaced(*changes))


def line_of(text: str, part: str) -> int:
    """The line (1-based) on which a part of the text first stands."""
    return text[: text.index(part)].count("\n") + 1


def many(trackers: int, per_service: int = 20) -> str:
    """A register with so many trackers of one purpose, in two languages."""
    head, _, _ = TOML.partition("[[purposes]]")
    return head + _PURPOSE + "".join(_services(trackers, per_service))


_PURPOSE = """\
[[purposes]]
key = "media"
basis = "consent"
title = { fr = "Vidéos", en = "Videos" }
text = { fr = "Afficher un contenu tiers.", en = "Show third-party content." }
"""


def _services(trackers: int, per_service: int) -> Iterator[str]:
    for number in range(trackers):
        service = number // per_service
        if number % per_service == 0:
            yield (
                f'\n[[services]]\nkey = "service-{service}"\nprovider = "Provider {service}"\nrole = "processor"\n'
                f'name = {{ fr = "Service {service}", en = "Service {service}" }}\nlocations = ["front"]\n'
            )
        yield (
            f'\n[[services.trackers]]\nname = "tracker_{number}_<ID>"\nhost = "s{service}.localhost"\n'
            'party = "third"\nlifetime = "P6M"\nrefreshed = false\npurposes = ["media"]\nsecure = true\n'
            'same_site = "None"\nrecipients = []\nreviewed_at = 2026-11-20\n'
            f'text = {{ fr = "Lecture {number}.", en = "Playback {number}." }}\n'
        )


def problems(text: str) -> tuple[Problem, ...]:
    """Everything wrong with a register; a register that is right is a mistake."""
    try:
        read(text)
    except InvalidCharter as error:
        return error.problems
    raise AssertionError("There is nothing wrong with this register.")


def only_problem(text: str) -> Problem:
    """The one thing wrong with a register; two are a mistake."""
    (problem,) = problems(text)
    return problem
