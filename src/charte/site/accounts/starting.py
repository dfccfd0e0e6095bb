"""The first account: the owner of the whole installation, who has no password until a link sets one."""

from __future__ import annotations

from charte.site.accounts.models import EVERY_SITE, Membership, Role, User
from charte.site.accounts.secrets import new_link


def owner_link(email: str, *, asked: bool) -> str:
    """The secret of a one-time link for the owner with this address; empty where none is needed.

    At the first start the account is made. Later a link is made only when it is `asked` for, or while no
    owner has a password yet: whoever can start the server may always get back in.
    """
    owners = User.objects.filter(
        memberships__role=Role.OWNER, memberships__site=EVERY_SITE, memberships__removed_at=None
    )
    if not asked:
        if any(owner.has_usable_password() for owner in owners):
            return ""
        email = next((owner.email for owner in owners), email)
    user = User.objects.invite(email)
    user.is_active = True
    user.save()
    Membership.objects.update_or_create(
        user=user, site=EVERY_SITE, defaults={"role": Role.OWNER, "removed_at": None}
    )
    return new_link(user)
