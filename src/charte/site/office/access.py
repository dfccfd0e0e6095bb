"""Who has access to a site, and which programs: invited, removed and brought back by one click each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from charte.look import words
from charte.site.accounts.access import Right, me, membership_on, needs, rights_on
from charte.site.accounts.models import EVERY_SITE, Membership, Role, Token, User
from charte.site.accounts.secrets import new_link, new_token
from charte.site.faults import Forbidden
from charte.site.language import language_of
from charte.site.office.home import charter_or_404, site_context
from charte.site.page import page

_SHOWN_ONCE = "shown_once"  # in the session: a secret for the next page, and for that page alone


@require_safe
@needs(Right.READ)
def access(request: HttpRequest, site: str) -> HttpResponse:
    """The people and the tokens. A token's owner sees it, and who manages the site sees all."""
    charter = charter_or_404(site)
    myself, rights = me(request), rights_on(me(request), site)
    people = Membership.objects.filter(site__in=(site, EVERY_SITE), removed_at=None)
    tokens = Token.objects.filter(membership__in=people, revoked_at=None).select_related("membership__user")
    context = {
        **site_context(charter, "access"),
        "people": [
            {
                "membership": each,
                "may_remove": each.user != myself and manages(myself, each.site),
                "may_link": each.user != myself and may_link(myself, each.user),
            }
            for each in people.select_related("user").order_by("user__email")
        ],
        "tokens": [each for each in tokens if _may_end(myself, each)],
        "may_bring": Right.BRING in rights,
        "may_manage": Right.MANAGE in rights,
        "roles": Role.values,
        "shown_once": request.session.pop(_SHOWN_ONCE, None),
    }
    return page(request, "office/access", context)


@require_POST
@needs(Right.MANAGE)
def invite(request: HttpRequest, site: str) -> HttpResponse:
    """Gives a person a role on this site; who has no password yet gets a one-time link, shown here once."""
    said = _said(request)
    email, role = request.POST.get("email", ""), request.POST.get("role", "")
    try:
        validate_email(email.strip())
    except ValidationError:
        messages.error(request, said["bad_email"])
        return _back(site)
    if role not in Role.values:
        raise Http404
    user = User.objects.invite(email)
    if user == request.user:
        messages.error(request, said["not_yourself"])
        return _back(site)
    Membership.objects.update_or_create(user=user, site=site, defaults={"role": role, "removed_at": None})
    messages.success(request, said["invited"].format(email=user.email))
    if not user.has_usable_password() and may_link(me(request), user):
        _show_link(request, user)
    return _back(site)


@require_POST
@needs(Right.MANAGE)
def member(request: HttpRequest, site: str, key: str) -> HttpResponse:
    """Removes a person's access, brings it back, or makes them a new one-time link."""
    held = Membership.objects.filter(pk=key, site__in=(site, EVERY_SITE))
    found = held.select_related("user").first()
    if found is None:
        raise Http404
    said, deed = _said(request), request.POST.get("do", "")
    if found.user == request.user:
        messages.error(request, said["not_yourself"])
    elif not manages(me(request), found.site):
        raise Forbidden
    elif deed == "link":
        if not may_link(me(request), found.user):
            raise Forbidden
        _show_link(request, found.user)
    elif deed in ("remove", "restore"):
        found.removed_at = timezone.now() if deed == "remove" else None
        found.save()
        sentence = said["removed" if deed == "remove" else "restored"].format(email=found.user.email)
        _tell(request, sentence, reverse("office-member", args=(site, key)) if deed == "remove" else "")
    return _back(site)


@require_POST
@needs(Right.BRING)
def make_token(request: HttpRequest, site: str) -> HttpResponse:
    """A token with the rights of the person who makes it, on this site's membership."""
    said, name = _said(request), request.POST.get("name", "").strip()[:80]
    membership = membership_on(me(request), site)
    assert membership is not None, "who may bring audits in has a membership"
    if not name:
        messages.error(request, said["no_name"])
        return _back(site)
    request.session[_SHOWN_ONCE] = {
        "sentence": said["made"].format(name=name),
        "secret": new_token(membership, name),
    }
    return _back(site)


@require_POST
@needs(Right.BRING)
def token(request: HttpRequest, site: str, key: str) -> HttpResponse:
    """Revokes a token, or brings it back. Another person's is for who manages the site."""
    found = (
        Token.objects.filter(pk=key, membership__site__in=(site, EVERY_SITE))
        .select_related("membership__user")
        .first()
    )
    if found is None:
        raise Http404
    if not _may_end(me(request), found):
        raise Forbidden
    said, revoke = _said(request), request.POST.get("do") != "restore"
    found.revoked_at = timezone.now() if revoke else None
    found.save()
    sentence = said["revoked" if revoke else "token_restored"].format(name=found.name)
    _tell(request, sentence, reverse("office-token", args=(site, key)) if revoke else "")
    return _back(site)


def manages(person: User, site: str) -> bool:
    """Whether the person manages what a membership covers: one site, or every site."""
    return Right.MANAGE in rights_on(person, site)


def may_link(person: User, other: User) -> bool:
    """Whether the person may hand out a link that sets the other's password, and so is as good as being them.

    Only who manages all that the other has access to: the owner of one site must not become, by a link,
    somebody who sees another.
    """
    held = Membership.objects.filter(user=other, removed_at=None)
    return all(manages(person, membership.site) for membership in held)


def _may_end(person: User, token: Token) -> bool:
    return token.membership.user == person or manages(person, token.membership.site)


def _show_link(request: HttpRequest, user: User) -> None:
    address = request.build_absolute_uri(reverse("link", args=(new_link(user),)))
    sentence = _said(request)["invited_link"].format(email=user.email)
    request.session[_SHOWN_ONCE] = {"sentence": sentence, "secret": address}


def _tell(request: HttpRequest, sentence: str, undo: str) -> None:
    """A message; `undo` is where the way back is posted to."""
    messages.info(request, sentence, extra_tags=undo)


def _said(request: HttpRequest) -> Any:
    return words(language_of(request))["office"]["access"]


def _back(site: str) -> HttpResponse:
    return redirect("office-access", site)
