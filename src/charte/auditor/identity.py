"""How the browser presents itself: as an ordinary one, for some banners hide from those that say they are automated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_PLACEHOLDER = (
    "Not:A-Brand",
    "8",
)  # browsers name a brand that does not exist, so that nobody counts on the list
_BRANDS = ("Chromium", "Google Chrome")


@dataclass(frozen=True, slots=True)
class Identity:
    """A user agent and the client hints that agree with it."""

    user_agent: str
    version: str

    @property
    def brands(self) -> list[tuple[str, str]]:
        major = self.version.partition(".")[0]
        return [_PLACEHOLDER, *((brand, major) for brand in _BRANDS)]

    @property
    def client_hints(self) -> str:
        """What Sec-CH-UA says."""
        return ", ".join(f'"{brand}";v="{version}"' for brand, version in self.brands)

    @property
    def _platform(self) -> str:
        systems = {"Macintosh": "macOS", "Windows": "Windows"}
        return next((name for mark, name in systems.items() if mark in self.user_agent), "Linux")

    def override(self) -> dict[str, Any]:
        """The parameters of CDP's Emulation.setUserAgentOverride."""
        full = [(brand, v if brand == _PLACEHOLDER[0] else self.version) for brand, v in self.brands]
        return {
            "userAgent": self.user_agent,
            "userAgentMetadata": {
                "brands": _listed(self.brands),
                "fullVersionList": _listed(full),
                "platform": self._platform,
                "platformVersion": "",
                "architecture": "x86",
                "bitness": "64",
                "model": "",
                "mobile": False,
            },
        }


def ordinary(user_agent: str, product: str) -> Identity:
    """The identity of a browser with a window, from what this one says of itself (CDP's Browser.getVersion)."""
    return Identity(user_agent.replace("HeadlessChrome", "Chrome"), product.partition("/")[2])


def _listed(brands: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"brand": brand, "version": version} for brand, version in brands]
