"""`charte check` of a charter with 500 trackers takes under 0.3 s, start-up included."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.claim import CHARTE, PYTHON, Claim, command, median_seconds

NAMES = ("walk.check",)
TRACKERS, PER_SERVICE, TIMES = 500, 20, 9

_HEAD = """schema = 1
version = "1.0"
date = 2026-11-20

[site]
key = "large"
name = "A large site"
hosts = ["large.localhost"]
languages = ["fr", "en"]
withdrawal = { fr = "En bas de chaque page.", en = "At the foot of every page." }
controller = { name = "A large body", contact = "contact@large.localhost" }
dpo = { name = "The officer", contact = "dpo@large.localhost" }

[[purposes]]
key = "media"
basis = "consent"
title = { fr = "Vidéos", en = "Videos" }
text = { fr = "Afficher un contenu fourni par un tiers.", en = "Show content supplied by a third party." }
"""
_SERVICE = """
[[services]]
key = "service-{n}"
name = {{ fr = "Service {n}", en = "Service {n}" }}
provider = "Provider {n}"
role = "processor"
locations = ["front", "/part-{n}"]
hosts = ["s{n}.elsewhere.localhost"]
"""
_TRACKER = """
[[services.trackers]]
name = "tracker_{n}_<ID>"
kind = "cookie"
host = "s{service}.elsewhere.localhost"
party = "third"
lifetime = "P6M"
refreshed = false
purposes = ["media"]
secure = true
same_site = "None"
recipients = []
text = {{ fr = "Se souvenir de la lecture {n}.", en = "Remember playback {n}." }}
reviewed_at = 2026-11-20
"""


def register() -> str:
    """The text of a charter with 500 trackers in 50 services, in two languages."""
    return "".join(_parts())


def _parts() -> Iterator[str]:
    yield _HEAD
    for service in range(TRACKERS // PER_SERVICE):
        yield _SERVICE.format(n=service)
        for place in range(PER_SERVICE):
            yield _TRACKER.format(n=service * PER_SERVICE + place, service=service)


def measure() -> list[Claim]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "charte.toml"
        file.write_text(register(), encoding="utf-8")
        ours = median_seconds(command([CHARTE, "check", file]), TIMES)
        script = f"import tomllib; tomllib.load(open({str(file)!r}, 'rb'))"
        bare = median_seconds(command([PYTHON, "-c", script]), TIMES)
    against = f"Python that only reads the file as TOML: {bare:.3f} s"
    conditions = f"{TRACKERS} trackers, median of {TIMES} whole processes"
    return [Claim("walk.check", ours, "s", against, ours / bare, 0.3, conditions)]
