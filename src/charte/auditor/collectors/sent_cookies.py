"""Which cookies went out, with which request."""

from __future__ import annotations

from typing import Any

from charte.auditor.collectors.base import Collector
from charte.auditor.hops import Hop, Hops
from charte.auditor.recorder import Recorder
from charte.core.observation import CookieSent


class SentCookies(Collector):
    name = "sent-cookies"

    def __init__(self, recorder: Recorder, hops: Hops) -> None:
        super().__init__(recorder)
        hops.on_sent.append(self._sent)

    def _sent(self, hop: Hop, extra: dict[str, Any]) -> None:
        for entry in extra.get("associatedCookies", []):
            if entry.get("blockedReasons"):
                continue
            cookie = entry["cookie"]
            value = self.recorder.values(cookie["value"])
            self.recorder.write(
                CookieSent,
                phase=self.recorder.phase_of(hop.phase, cookie["name"], value),
                request=hop.id,
                url=hop.url,
                host=hop.host,
                name=cookie["name"],
                value=value,
                domain=cookie["domain"],
                path=cookie["path"],
            )
