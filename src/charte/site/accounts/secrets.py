"""Secrets that are shown once and kept only as a hash: one-time links and tokens."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

from django.utils import timezone

from charte.site.accounts.models import Link, Membership, Token, User

LINK_LIFE = timedelta(hours=24)
# So that a scanner for leaked secrets knows what it found.
_MARK = "charte_"


def new_link(user: User) -> str:
    """The secret of a fresh one-time link; the person's earlier links stop working."""
    now = timezone.now()
    Link.objects.filter(user=user, used_at=None).update(used_at=now)
    secret = secrets.token_urlsafe(32)
    Link.objects.create(user=user, digest=_digest(secret), expires_at=now + LINK_LIFE)
    return secret


def open_link(secret: str) -> Link | None:
    """The link with this secret, if it may still be used."""
    usable = Link.objects.filter(digest=_digest(secret), used_at=None, expires_at__gt=timezone.now())
    return usable.select_related("user").first()


def use_link(link: Link) -> bool:
    """Uses the link up; false where someone was faster."""
    return Link.objects.filter(pk=link.pk, used_at=None).update(used_at=timezone.now()) == 1


def new_token(membership: Membership, name: str) -> str:
    """A fresh token's text, which nobody can see again."""
    text = _MARK + secrets.token_urlsafe(32)
    Token.objects.create(membership=membership, name=name, digest=_digest(text), made_at=timezone.now())
    return text


def token_of(text: str) -> Token | None:
    """The living token with this text; notes the day of its use."""
    living = Token.objects.filter(
        digest=_digest(text),
        revoked_at=None,
        membership__removed_at=None,
        membership__user__is_active=True,
    )
    token = living.select_related("membership__user").first()
    today = timezone.now().date()
    if token and token.used_on != today:
        Token.objects.filter(pk=token.pk).update(used_on=today)
    return token


def _digest(secret: str) -> str:
    # 32 random bytes need no salt and no slow hash.
    return sha256(secret.encode()).hexdigest()
