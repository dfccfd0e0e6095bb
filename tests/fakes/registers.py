"""A small site's register, for tests that need one whole: four purposes, five services, two languages."""

from __future__ import annotations

from typing import Any

from charte.core.charter import Charter, read

HEAD = """schema = 1
version = "{version}"
date = 2026-11-20

[site]
key = "{key}"
name = "Rivebelle en données"
hosts = ["demo.localhost"]
languages = ["fr", "en"]
page = "/charte"
withdrawal = {{ fr = "En bas de chaque page.", en = "At the foot of every page." }}
controller = {{ name = "Rivebelle", contact = "contact@demo.localhost" }}
dpo = {{ name = "The officer", contact = "dpo@demo.localhost" }}
"""
LOG = """
[log]
origin = "{origin}"
key = "{vkey}"
address = "https://charte.localhost/_charte/log"
"""
PURPOSE = """
[[purposes]]
key = "{key}"
{basis}
title = {{ fr = "Titre {key}", en = "Title {key}" }}
text = {{ fr = "Texte {key}.", en = "Text {key}." }}
"""
EXEMPT = """basis = "exempt"
exemption = "E1"
reason = { fr = "Nécessaire.", en = "Needed." }"""
OBJECTABLE = EXEMPT.replace("E1", "E4") + "\nobjectable = true"
CONSENT = 'basis = "consent"'
PURPOSES = {"choice": EXEMPT, "counting": OBJECTABLE, "audience": CONSENT, "ads": CONSENT}
SERVICE = """
[[services]]
key = "{key}"
provider = "Provider of {key}"
name = {{ fr = "Service {key}", en = "Service {key}" }}
role = "processor"
locations = ["front"]
"""
TRACKER = """
[[services.trackers]]
name = "{name}"
purposes = ["{purpose}"]
party = "first"
lifetime = "P6M"
recipients = []
text = {{ fr = "À quoi il sert.", en = "What it is for." }}
{more}
"""
# service -> its trackers: name, purpose, further lines
SERVICES: dict[str, list[tuple[str, str, str]]] = {
    "platform": [("cookies_preferences", "choice", "secure = true"), ("counted", "counting", "")],
    "stats": [("_aud", "audience", ""), ("_aud_<ID>", "audience", "")],
    "heat": [("heatmap", "audience", 'path = "/maps"')],
    "video": [("__Host-player", "ads", "secure = true\nhttp_only = true"), ("seen", "ads", "")],
    "pixel": [("part", "ads", 'secure = true\npartitioned = true\nsame_site = "None"')],
}


def register(
    *,
    key: str = "rivebelle",
    version: str = "1.0",
    origin: str = "",
    vkey: str = "",
    purposes: dict[str, str] = PURPOSES,
    services: dict[str, list[tuple[str, str, str]]] = SERVICES,
) -> str:
    """The text of a charte.toml; it names a log when `vkey` is given."""
    parts = [HEAD.format(key=key, version=version)]
    parts += [LOG.format(origin=origin or vkey.partition("+")[0], vkey=vkey)] if vkey else []
    parts += [PURPOSE.format(key=purpose, basis=basis) for purpose, basis in purposes.items()]
    for service, trackers in services.items():
        parts.append(SERVICE.format(key=service))
        parts += [TRACKER.format(name=name, purpose=why, more=more) for name, why, more in trackers]
    return "".join(parts)


def rivebelle(**changes: Any) -> Charter:
    """The charter of `register`."""
    return read(register(**changes))
