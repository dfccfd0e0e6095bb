"""Signing in, the one-time link, and what too many attempts lead to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.site.conftest import PASSWORD

from charte.site.accounts.models import Link, User
from charte.site.accounts.secrets import LINK_LIFE, new_link, open_link
from charte.site.accounts.starting import owner_link


def sign_in(client, email: str, password: str, **more: str):
    return client.post("/back/sign-in", {"email": email, "password": password, **more})


def test_the_right_password_opens_the_door_and_leads_on(platform):
    """The address counts whatever its capitals, and the person arrives where they were going."""
    client = platform.client()
    assert client.get("/back/sites/rivebelle/")["Location"] == "/back/sign-in?next=/back/sites/rivebelle/"
    answer = sign_in(client, " Dora@Charte.localhost ", PASSWORD, next="/back/sites/rivebelle/")
    assert answer["Location"] == "/back/sites/rivebelle/"
    assert client.get("/back/sites/rivebelle/").status_code == 200


def test_the_session_ends_with_the_browser_and_is_out_of_reach_for_scripts(platform):
    """sessionid and csrftoken are session cookies; what they say is what the platform's charter declares."""
    client = platform.client()
    client.get("/back/sign-in")
    answer = sign_in(client, "dora@charte.localhost", PASSWORD)
    session, forgery = answer.cookies["sessionid"], client.cookies["csrftoken"]
    assert (session["max-age"], session["expires"]) == ("", "")
    assert (session["secure"], session["httponly"], session["samesite"]) == (True, True, "Lax")
    assert (forgery["max-age"], forgery["secure"], forgery["samesite"]) == ("", True, "Lax")
    assert set(client.cookies) == {"sessionid", "csrftoken"}


def test_the_wrong_password_says_what_to_do(platform):
    """One sentence for an unknown address and for a wrong password: nobody learns who has an account."""
    said = [
        sign_in(platform.client(), email, "wrong").content.decode().replace(email, "…")
        for email in ("dora@charte.localhost", "nobody@charte.localhost")
    ]
    for text in said:
        assert "do not belong together" in text


def test_nobody_is_led_to_another_site_after_signing_in(platform):
    """`next` is an address of ours or is not followed."""
    for onward in ("https://elsewhere.example/", "//elsewhere.example/"):
        answer = sign_in(platform.client(), "dora@charte.localhost", PASSWORD, next=onward)
        assert answer["Location"] == "/back/"


def test_five_wrong_attempts_close_the_door_for_a_while(platform):
    """Then even the right password waits, for this account from this address alone."""
    client = platform.client()
    answers = [sign_in(client, "dora@charte.localhost", "wrong").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    refused = sign_in(client, "dora@charte.localhost", PASSWORD)
    assert refused.status_code == 429
    assert "Wait a quarter of an hour" in refused.content.decode()
    assert sign_in(platform.client(), "rita@charte.localhost", PASSWORD).status_code == 302


def test_signing_out_takes_the_cookie_away(platform):
    """Only a form may sign out, so that no link of another site does."""
    client = platform.client("dora")
    assert client.get("/back/sign-out").status_code == 405
    answer = client.post("/back/sign-out")
    assert answer.cookies["sessionid"]["max-age"] == 0
    assert client.get("/back/")["Location"].startswith("/back/sign-in")


def test_a_form_from_elsewhere_is_turned_away_in_a_sentence(platform):
    """Django's check holds on every form of the back office."""
    client = platform.client("dora", enforce_csrf_checks=True)
    answer = client.post("/back/sites/rivebelle/access/tokens", {"name": "x"})
    assert answer.status_code == 403
    assert "This form has aged" in answer.content.decode()


def test_a_one_time_link_sets_a_password_once(platform):
    """To look uses nothing up; to set the password does, and signs in."""
    user = User.objects.invite("new@charte.localhost")
    address = f"/back/link/{new_link(user)}"
    client = platform.client()
    assert "new@charte.localhost" in client.get(address).content.decode()
    assert client.get(address).status_code == 200
    answer = client.post(address, {"password": PASSWORD, "again": PASSWORD})
    assert answer["Location"] == "/back/"
    assert "Your password is saved" in client.get("/back/").content.decode()
    assert platform.client().get(address).status_code == 410
    assert platform.client().post(address, {"password": PASSWORD, "again": PASSWORD}).status_code == 410


def test_a_link_ages_after_a_day_and_yields_to_a_newer_one(platform):
    """Each person has at most one link that works, for 24 hours."""
    user = platform.people["dora"]
    first, second = new_link(user), new_link(user)
    assert open_link(first) is None
    assert open_link(second) is not None
    Link.objects.filter(used_at=None).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert open_link(second) is None
    assert timedelta(hours=24) == LINK_LIFE


def test_only_the_hash_of_a_link_is_kept(platform):
    """Whoever reads the database cannot sign in with it."""
    secret = new_link(platform.people["dora"])
    assert secret not in str(list(Link.objects.values()))


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("short", "short", "too short"),
        ("passwordpassword", "passwordpassword", ""),
        ("password1234", "password1234", "too common"),
        ("dora@charte.localhost", "dora@charte.localhost", "too much like your address"),
        (PASSWORD, PASSWORD + "!", "The two passwords differ"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(platform, password: str, again: str, said: str):
    """Length, the lists of common passwords, likeness to the address, and a slip of the hand."""
    address = f"/back/link/{new_link(platform.people['dora'])}"
    answer = platform.client().post(address, {"password": password, "again": again})
    assert said in answer.content.decode()
    assert (answer.status_code == 302) == (not said)


def test_the_first_owner_gets_a_link_until_a_password_is_set(clean):
    """A fresh installation has no password at all; a lost link is made anew at the next start."""
    first = owner_link("owner@charte.localhost", asked=False)
    owner = User.objects.get(email="owner@charte.localhost")
    assert not owner.has_usable_password()
    second = owner_link("owner@charte.localhost", asked=False)
    assert open_link(first) is None
    assert open_link(second).user == owner
    owner.set_password(PASSWORD)
    owner.save()
    assert owner_link("owner@charte.localhost", asked=False) == ""
    assert owner_link("other@charte.localhost", asked=True)
