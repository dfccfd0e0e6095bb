"""The charters of these tests, as a site would write them."""

from __future__ import annotations

from dataclasses import replace

from charte.core.charter import Charter, read

_SITE = """
schema = 1
version = "1.0"
date = 2026-11-20

[site]
key = "rivebelle"
name = "Rivebelle en données"
hosts = ["site.localhost"]
languages = {languages}
default_language = "{language}"
page = "/charte"
controller = {{ name = "Rivebelle", contact = "contact@site.localhost" }}
"""

_EXEMPT = """
[[purposes]]
key = "choice"
basis = "exempt"
exemption = "E1"
reason = { fr = "Il ne sert qu’à retenir votre réponse.", en = "It serves only to remember your answer." }
title = { fr = "Mémorisation de vos choix", en = "Remembering your choices" }
text = { fr = "Conserver votre décision sur les traceurs.", en = "Keep your decision on trackers." }

[[services]]
key = "platform"
name = { fr = "Choix sur les traceurs", en = "Tracker choices" }
provider = "Rivebelle"
role = "controller"

[[services.trackers]]
name = "cookies_preferences"
party = "first"
lifetime = "P6M"
purposes = ["choice"]
recipients = []
text = { fr = "Se souvenir de vos choix.", en = "Remember your choices." }
"""

_COUNTER = """
[[purposes]]
key = "count"
basis = "exempt"
exemption = "E7"
objectable = true
title = { fr = "Mesure d’audience anonyme", en = "Anonymous audience measurement" }
text = { fr = "Compter les visites, sans vous suivre.", en = "Count visits, without following you." }

[[services]]
key = "counter"
name = { fr = "Compteur de visites", en = "Visit counter" }
provider = "Rivebelle"

[[services.trackers]]
name = "_count"
party = "first"
lifetime = "P13M"
purposes = ["count"]
text = { fr = "Compter une visite.", en = "Count a visit." }
"""

_ASKED = """
[[purposes]]
key = "audience"
basis = "consent"
title = { fr = "Mesure d’audience détaillée", en = "Detailed analytics" }
text = { fr = "Analyser votre parcours avec un outil tiers.", en = "Analyse your journey with a third-party tool." }

[[purposes]]
key = "media"
basis = "consent"
title = { fr = "Vidéos, cartes et contenus intégrés", en = "Embedded videos, maps and content" }
text = { fr = "Afficher un contenu fourni par un tiers.", en = "Show content supplied by a third party." }

[[purposes]]
key = "ads"
basis = "consent"
title = { fr = "Publicité personnalisée", en = "Personalised advertising" }
text = { fr = "Afficher des publicités selon votre navigation.", en = "Show ads based on your browsing." }

[[services]]
key = "stats"
name = { fr = "Statistiques Mirador", en = "Mirador statistics" }
provider = "Mirador SAS"
role = "processor"
policy_url = "https://mirador.example/privacy"

[[services.trackers]]
name = "_aud_<ID>"
party = "first"
lifetime = "P13M"
purposes = ["audience"]
text = { fr = "Reconnaître un visiteur qui revient.", en = "Recognise a visitor who returns." }

[[services.trackers]]
name = "aud-queue"
kind = "local-storage"
party = "first"
lifetime = "P13M"
purposes = ["audience"]
text = { fr = "Garder les mesures à envoyer.", en = "Keep measurements to send." }

[[services]]
key = "video"
name = { fr = "Vidéothèque", en = "Video library" }
provider = "Lumen"

[[services.trackers]]
name = "visitor"
host = "video.localhost"
party = "third"
lifetime = "session"
purposes = ["media"]
text = { fr = "Lire la vidéo.", en = "Play the video." }

[[services]]
key = "pixel"
name = { fr = "Régie Un", en = "Ads One" }
provider = "Ads One Ltd"

[[services.trackers]]
name = "_ad"
party = "first"
lifetime = "P1M"
purposes = ["ads"]
path = "/app"
text = { fr = "Composer un profil.", en = "Build a profile." }

[[services]]
key = "retarget"
name = { fr = "Régie Deux", en = "Ads Two" }
provider = "Ads Two GmbH"
hosts = ["ads.localhost"]

[[services.trackers]]
name = "id"
host = "ads.localhost"
party = "third"
lifetime = "P1Y"
purposes = ["ads"]
text = { fr = "Reconnaître votre navigateur.", en = "Recognise your browser." }
"""

_FR_EN = _SITE.format(languages='["fr", "en"]', language="fr")

PLAIN: Charter = read(_FR_EN + _EXEMPT + _COUNTER + _ASKED)
# The same, but what the detailed analytics give has a new recipient: that purpose must be asked again.
CHANGED: Charter = read(
    _FR_EN
    + _EXEMPT
    + _COUNTER
    + _ASKED.replace('name = "aud-queue"\n', 'name = "aud-queue"\nrecipients = ["Mirador Data"]\n')
)
# What `charte check` refuses, had it come into a notice all the same.
HOSTILE: Charter = replace(
    PLAIN,
    services=tuple(
        replace(service, policy_url="javascript:alert(1)", provider=f"<b>{service.provider}</b>")
        for service in PLAIN.services
    ),
)
NOTHING_TO_ASK: Charter = read(_FR_EN + _EXEMPT)
OBJECTABLE_ONLY: Charter = read(_FR_EN + _EXEMPT + _COUNTER)

_LONG = """
[[purposes]]
key = "p{number}"
basis = "consent"
title = {{ de = "Datenschutzgrundverordnungskonforme Reichweitenmessung Nummer {number}" }}
text = {{ de = "Wir möchten nachvollziehen, welche Verwaltungsdienstleistungen und Bürgerinformationsangebote \
in welcher Reihenfolge aufgerufen werden, um die Benutzerfreundlichkeit fortlaufend zu verbessern." }}
"""
EIGHT_LONG: Charter = read(
    _SITE.format(languages='["de"]', language="de").replace(
        "Rivebelle en", "Donaudampfschifffahrtsgesellschaft"
    )
    + "".join(_LONG.format(number=number) for number in range(8))
)
