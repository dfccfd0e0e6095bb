"""What every page needs: who asks, in which language, and where the third parties are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from charte.core.charter import Charter
from demo.catalogue import Catalogue
from demo.site.state import SESSION, Account, State
from demo.site.visits import Visits
from demo.web import Request
from demo.words import Words

LANGUAGE = "django_language"
AUDIENCE, PLAYER, PIXEL = (
    "audience.mesurelle.localhost",
    "player.cinebord.localhost",
    "pixel.reclamo.localhost",
)


@dataclass(frozen=True, slots=True)
class Site:
    """The site and what it stands on. `platform` is the public address of the platform that publishes its charter,
    empty where there is none; `lies`: whether it does not keep its charter."""

    charter: Charter
    catalogue: Catalogue
    state: State
    visits: Visits
    account: Account | None
    platform: str
    lies: bool
    today: Callable[[], date]


@dataclass(frozen=True, slots=True)
class View:
    """One request to the site. `nonce` marks the scripts of this response, `new_token` is for who has none."""

    site: Site
    request: Request
    words: Words
    nonce: str
    new_token: str
    saved: str = field(default="")  # the key of a sentence that says what was just done

    @property
    def signed_in(self) -> str:
        return self.site.state.signed_in(self.request.cookies.get(SESSION, ""))

    def third(self, host: str, path: str = "") -> str:
        """An address at a third party, on the port that the site itself is asked at."""
        return f"http://{host}{self.request.port}{path}"
