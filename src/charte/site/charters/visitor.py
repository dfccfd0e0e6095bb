"""The reader's own choice on the platform: what the gate knows of it, and the form that works without a script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.http import HttpRequest

from charte.core.charter import Charter
from charte.site.charters import published
from charte.site.own.filling import OWN_SITE

AUDIENCE = "audience"  # the one purpose of the platform on which a reader has a say


class Asked(Protocol):
    """What the gate puts into the request's state."""

    def permits(self, purpose: str, service: str = "") -> bool: ...


@dataclass(frozen=True, slots=True)
class ChoiceForm:
    """The fields of a choice sent by an HTML form (docs/formats.md, 4)."""

    address: str
    charter: str
    notice: str
    language: str
    back: str
    counted: bool


def permits(request: HttpRequest, purpose: str) -> bool:
    """Whether this reader permits the purpose; no gate, no permission."""
    asked: Asked | None = getattr(request, "scope", {}).get("state", {}).get("charte")
    return asked is not None and asked.permits(purpose)


def choice_form(request: HttpRequest, charter: Charter, language: str) -> ChoiceForm | None:
    """The form for the platform's own charter; None where there is no say, or the choice is made elsewhere."""
    if charter.site.key != OWN_SITE or not charter.offered:
        return None
    notice = published.ledger().notice(charter.site.key, language)
    if notice is None:
        return None
    return ChoiceForm(
        address=f"/_charte/{charter.site.key}/choices",
        charter=charter.digest,
        notice=notice[1],
        language=language,
        back=f"{request.path}#choice",
        counted=permits(request, AUDIENCE),
    )
