"""A person signs in with an e-mail address; what they may do hangs on their role on a site."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

EVERY_SITE = ""  # a membership of the whole installation


class Role(models.TextChoices):
    """Who someone is on a site. What each may do stands in `access.py`."""

    OWNER = "owner"
    DPO = "dpo"
    READER = "reader"


class Users(BaseUserManager["User"]):
    """Finds people by their address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=canonical_email(username or ""))

    def invite(self, email: str) -> User:
        """The person with this address, made without a password when new: a one-time link sets it."""
        user, new = self.get_or_create(email=canonical_email(email))
        if new:
            user.set_unusable_password()
            user.save()
        return user


class User(AbstractBaseUser):
    """A person. Nothing is kept of them but an address and a password's hash."""

    email: models.Field[str, str] = models.EmailField(unique=True)
    is_active: models.Field[bool, bool] = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[Users] = Users()

    def __str__(self) -> str:
        return self.email


class Membership(models.Model):
    """A role on one site, or on all (`EVERY_SITE`)."""

    user: models.ForeignKey[Any, User] = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role: models.Field[str, str] = models.CharField(max_length=10, choices=Role.choices)
    site: models.Field[str, str] = models.CharField(max_length=64, blank=True, default=EVERY_SITE)
    removed_at: models.Field[datetime | None, datetime | None] = models.DateTimeField(null=True)
    objects: ClassVar[models.Manager[Membership]] = models.Manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["user", "site"], name="one_role_on_a_site")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role} of {self.site or 'every site'}"


class Link(models.Model):
    """A one-time link by which a person sets a password. Only the hash of its secret is kept."""

    user: models.ForeignKey[Any, User] = models.ForeignKey(User, models.CASCADE, related_name="links")
    digest: models.Field[str, str] = models.CharField(max_length=64, unique=True)
    expires_at: models.Field[datetime, datetime] = models.DateTimeField()
    used_at: models.Field[datetime | None, datetime | None] = models.DateTimeField(null=True)
    objects: ClassVar[models.Manager[Link]] = models.Manager()


class Token(models.Model):
    """A program's key to the API, with the rights of one membership. Only its hash is kept."""

    membership: models.ForeignKey[Any, Membership] = models.ForeignKey(
        Membership, models.CASCADE, related_name="tokens"
    )
    name: models.Field[str, str] = models.CharField(max_length=80)
    digest: models.Field[str, str] = models.CharField(max_length=64, unique=True)
    made_at: models.Field[datetime, datetime] = models.DateTimeField()
    used_on: models.Field[Any, Any] = models.DateField(null=True)
    revoked_at: models.Field[datetime | None, datetime | None] = models.DateTimeField(null=True)
    objects: ClassVar[models.Manager[Token]] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at"]


def canonical_email(text: str) -> str:
    """The form in which an address is kept and compared."""
    return text.strip().lower()
