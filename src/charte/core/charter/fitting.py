"""How much the preference cookie holds: sizes of codec 1 (docs/formats.md, 2). Permanent."""

from __future__ import annotations

COOKIE = "cookies_preferences"
MOST_BYTES = 200  # of name=value
HEAD_BYTES, DIGEST_BYTES, SEAL_BYTES = 17, 12, 12
PURPOSE_BYTES, SERVICE_BYTES = 3, 2  # of a mark
MOST_OFFERED = 20  # purposes


def fits(purposes: int, services: int, *, sealed: bool) -> bool:
    """Whether a decision on so many purposes, and on so many services apart from them, can be kept."""
    body = HEAD_BYTES + PURPOSE_BYTES * purposes + SERVICE_BYTES * services + (purposes + services + 7) // 8
    body += SEAL_BYTES if sealed else 0
    return len(COOKIE) + 1 + (body * 4 + 2) // 3 <= MOST_BYTES  # base64 without padding


def most_services(purposes: int) -> int:
    """How many services a visitor may answer apart, beside so many purposes, whatever she answers."""
    services = 0
    while fits(purposes, services + 1, sealed=True):
        services += 1
    return services
