"""People and tokens: given, removed, brought back; and the ways in which nobody gets more than they have."""

from __future__ import annotations

import re

from tests.site.conftest import PASSWORD

from charte.site.accounts.models import EVERY_SITE, Membership, Role, Token, User
from charte.site.accounts.secrets import new_token, token_of

PAGE = "/back/sites/rivebelle/access/"


def test_an_invited_person_gets_a_link_that_is_shown_once(platform):
    """The owner passes the link on; the page shows it once, and it sets the password."""
    client = platform.client("alice")
    client.post(f"{PAGE}invite", {"email": "New@Charte.localhost", "role": "dpo"})
    text = client.get(PAGE).content.decode()
    address = re.search(r"http://charte\.localhost:8700(/back/link/[\w-]+)", text)[1]
    assert address not in client.get(PAGE).content.decode()
    platform.client().post(address, {"password": PASSWORD, "again": PASSWORD})
    newcomer = User.objects.get(email="new@charte.localhost")
    assert newcomer.check_password(PASSWORD)
    assert Membership.objects.get(user=newcomer).role == Role.DPO


def test_a_person_with_a_password_gets_a_role_and_no_link(platform):
    """Giving access to somebody never makes a way to be them."""
    client = platform.client("alice")
    client.post(f"{PAGE}invite", {"email": "sam@charte.localhost", "role": "reader"})
    text = client.get(PAGE).content.decode()
    assert "sam@charte.localhost has access now." in text
    assert "/back/link/" not in text


def test_removing_access_can_be_undone(platform):
    """No question is asked; the message carries the way back."""
    client, key = platform.client("alice"), platform.membership("rita").pk
    client.post(f"{PAGE}member/{key}", {"do": "remove"})
    assert platform.client("rita").get(PAGE).status_code == 404
    text = client.get(PAGE).content.decode()
    assert "rita@charte.localhost has no access any more." in text
    assert f'action="{PAGE}member/{key}"' in text
    client.post(f"{PAGE}member/{key}", {"do": "restore"})
    assert platform.client("rita").get(PAGE).status_code == 200


def test_nobody_shuts_themselves_out(platform):
    """An owner cannot remove or lower their own access."""
    client, membership = platform.client("oscar"), platform.membership("oscar")
    page = "/back/sites/autre/access/"
    client.post(f"{page}member/{membership.pk}", {"do": "remove"})
    client.post(f"{page}invite", {"email": "oscar@charte.localhost", "role": "reader"})
    membership.refresh_from_db()
    assert (membership.removed_at, membership.role) == (None, Role.OWNER)
    assert "Another owner can." in client.get(page).content.decode()


def test_the_owner_of_one_site_never_becomes_somebody_of_another(platform):
    """No link for a person who has access to what the owner does not manage, pending or not."""
    client, page = platform.client("oscar"), "/back/sites/autre/access/"
    pending = User.objects.invite("pending@charte.localhost")
    Membership.objects.create(user=pending, role=Role.READER, site="rivebelle")
    for email in ("pending@charte.localhost", "alice@charte.localhost"):
        client.post(f"{page}invite", {"email": email, "role": "reader"})
        member = Membership.objects.get(user__email=email, site="autre")
        assert client.post(f"{page}member/{member.pk}", {"do": "link"}).status_code == 403
        assert "/back/link/" not in client.get(page).content.decode()


def test_the_owner_of_one_site_does_not_touch_who_owns_all(platform):
    """A membership of every site is managed by who has one."""
    client = platform.client("oscar")
    everywhere = Membership.objects.get(site=EVERY_SITE)
    answer = client.post(f"/back/sites/autre/access/member/{everywhere.pk}", {"do": "remove"})
    assert answer.status_code == 403
    other = platform.membership("rita")
    assert client.post(f"/back/sites/autre/access/member/{other.pk}", {"do": "remove"}).status_code == 404


def test_what_is_no_address_is_refused_in_a_sentence(platform):
    """Nothing is made for a slip of the hand."""
    client, before = platform.client("alice"), User.objects.count()
    client.post(f"{PAGE}invite", {"email": "no address", "role": "reader"})
    assert "This is no e-mail address" in client.get(PAGE).content.decode()
    assert User.objects.count() == before


def test_a_token_is_shown_once_and_kept_as_a_hash(platform):
    """What the page shows works with the API; what the database holds does not."""
    client = platform.client("dora")
    client.post(f"{PAGE}tokens", {"name": "night audit"})
    text = re.search(r"charte_[\w-]+", client.get(PAGE).content.decode())[0]
    assert text not in client.get(PAGE).content.decode()
    assert text not in str(list(Token.objects.values()))
    assert token_of(text).membership == platform.membership("dora")


def test_a_token_needs_a_name(platform):
    """A token that nobody could tell from another is not made."""
    client = platform.client("dora")
    client.post(f"{PAGE}tokens", {"name": "  "})
    assert "Say what the token is for" in client.get(PAGE).content.decode()
    assert not Token.objects.exists()


def test_revoking_a_token_can_be_undone(platform):
    """A revoked token stops at once; the message carries the way back."""
    client, text = platform.client("dora"), new_token(platform.membership("dora"), "night audit")
    key = Token.objects.get().pk
    client.post(f"{PAGE}token/{key}", {"do": "revoke"})
    assert token_of(text) is None
    assert "works no more." in client.get(PAGE).content.decode()
    client.post(f"{PAGE}token/{key}", {"do": "restore"})
    assert token_of(text) is not None


def test_a_token_ends_with_its_membership(platform):
    """Who loses access loses it for their programs as well."""
    membership = platform.membership("dora")
    text = new_token(membership, "night audit")
    platform.client("alice").post(f"{PAGE}member/{membership.pk}", {"do": "remove"})
    assert token_of(text) is None


def test_another_persons_token_is_for_who_manages_the_site(platform):
    """A DPO sees and ends their own tokens, an owner everybody's."""
    new_token(platform.membership("alice"), "of alice")
    key = Token.objects.get().pk
    dora = platform.client("dora")
    assert "of alice" not in dora.get(PAGE).content.decode()
    assert dora.post(f"{PAGE}token/{key}", {"do": "revoke"}).status_code == 403
    assert platform.client("oscar").post(f"/back/sites/autre/access/token/{key}", {}).status_code == 403
    assert platform.client("alice").post(f"{PAGE}token/{key}", {"do": "revoke"}).status_code == 302
