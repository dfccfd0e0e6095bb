"""Who may do what on which site: the one table of rights, and the doors that keep it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import wraps
from types import MappingProxyType
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse

from charte.site.accounts.models import EVERY_SITE, Membership, Role, User
from charte.site.faults import Forbidden


class Right(Enum):
    """What one may do on a site."""

    READ = "read"  # charter, counts, audits
    BRING = "bring"  # audits in, and tokens for the programs that bring them
    MANAGE = "manage"  # people and everybody's tokens


RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        Role.OWNER: frozenset(Right),
        Role.DPO: frozenset({Right.READ, Right.BRING}),
        Role.READER: frozenset({Right.READ}),
    }
)
_STRONGEST = (Role.OWNER, Role.DPO, Role.READER)

View = Callable[..., HttpResponseBase]


def memberships(user: User, site: str) -> list[Membership]:
    """What the person is on the site, by a membership of it or of every site."""
    return list(Membership.objects.filter(user=user, site__in=(site, EVERY_SITE), removed_at=None))


def strongest(held: Iterable[Membership]) -> Membership | None:
    """The membership that allows most."""
    return min(held, key=lambda each: _STRONGEST.index(Role(each.role)), default=None)


def membership_on(user: User, site: str) -> Membership | None:
    """The membership by which the person acts on the site; None for a stranger."""
    return strongest(memberships(user, site))


def rights_on(user: User, site: str) -> frozenset[Right]:
    """What the person may do on the site."""
    held = membership_on(user, site)
    return RIGHTS[Role(held.role)] if held else frozenset()


def sites_of(user: User, sites: Iterable[str]) -> list[str]:
    """Those of `sites` that the person may read, in their order."""
    held = set(Membership.objects.filter(user=user, removed_at=None).values_list("site", flat=True))
    return [site for site in sites if site in held or EVERY_SITE in held]


def me(request: HttpRequest) -> User:
    """Whoever is signed in; only behind a door that was passed."""
    assert request.user.is_authenticated, "the door was passed"
    return cast(User, request.user)


def signed_in(view: View) -> View:
    """Leads whoever is not signed in to the door, and back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("sign-in"))
        return view(request, *args, **kwargs)

    return guarded


def needs(right: Right) -> Callable[[View], View]:
    """The view's `site` (a site key, its first argument) is one on which the person has this right.

    Who has no role there learns nothing of the site, not even that it exists.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, site: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), reverse("sign-in"))
            rights = rights_on(me(request), site)
            if not rights:
                raise Http404
            if right not in rights:
                raise Forbidden
            return view(request, site, *args, **kwargs)

        return guarded

    return decorate
