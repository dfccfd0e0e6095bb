"""Who calls: a program by its token, or a person by the session of the back office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol, cast

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from ninja.security import HttpBearer

from charte.site.accounts.access import RIGHTS, Right, rights_on, sites_of
from charte.site.accounts.models import EVERY_SITE, Membership, Role, User
from charte.site.accounts.secrets import token_of

_SAFE = ("GET", "HEAD", "OPTIONS")


class Caller(Protocol):
    """What the operations ask of whoever calls."""

    def rights(self, site: str) -> frozenset[Right]: ...

    def sites(self, sites: Iterable[str]) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Person:
    """Someone signed in: all their memberships count."""

    user: User

    def rights(self, site: str) -> frozenset[Right]:
        return rights_on(self.user, site)

    def sites(self, sites: Iterable[str]) -> list[str]:
        return sites_of(self.user, sites)


@dataclass(frozen=True, slots=True)
class Program:
    """A token: the one membership that it was made for counts."""

    membership: Membership

    def rights(self, site: str) -> frozenset[Right]:
        return RIGHTS[Role(self.membership.role)] if self._covers(site) else frozenset()

    def sites(self, sites: Iterable[str]) -> list[str]:
        return [site for site in sites if self._covers(site)]

    def _covers(self, site: str) -> bool:
        return self.membership.site in (site, EVERY_SITE)


class ByToken(HttpBearer):
    """`Authorization: Bearer TOKEN`."""

    def authenticate(self, request: HttpRequest, token: str) -> Program | None:
        found = token_of(token)
        return Program(found.membership) if found else None


class _Forgery(CsrfViewMiddleware):
    """Django's check, with its answer as a word instead of a page."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def _no_view(request: HttpRequest) -> HttpResponse:
    """Stands for the view, whose only matter here is that nothing exempts it from the check."""
    return HttpResponse()


def by_session(request: HttpRequest) -> Person | None:
    """The session of someone signed in; what changes something also proves that it is no forgery."""
    if not request.user.is_authenticated:
        return None
    if request.method not in _SAFE:
        forgery = _Forgery(lambda _: cast(Any, None))
        forgery.process_request(request)
        if forgery.process_view(request, _no_view, (), {}):
            return None
    return Person(cast(User, request.user))


by_token = ByToken()


def caller_of(request: HttpRequest) -> Caller:
    """Who was let in."""
    return cast(Caller, request.auth)  # type: ignore[attr-defined]
