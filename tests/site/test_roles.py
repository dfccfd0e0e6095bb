"""Who may open what: every page of the back office and the API, for each role and for strangers."""

from __future__ import annotations

import pytest

PEOPLE = ("alice", "dora", "rita", "oscar", "sam", "")
SITE_PAGES = ("", "versions/", "choices/", "audits/", "access/")
POSTS = {
    "invite": {"email": "x@charte.localhost", "role": "reader"},
    "tokens": {"name": "night audit"},
}
# address -> (form, who may, ...): what each person's answer is. 302 is done, or led to the door.
MAY_READ = {"alice": 200, "dora": 200, "rita": 200, "oscar": 404, "sam": 404, "": 302}
MAY_INVITE = {"alice": 302, "dora": 403, "rita": 403, "oscar": 404, "sam": 404, "": 302}
MAY_MAKE_TOKENS = {"alice": 302, "dora": 302, "rita": 403, "oscar": 404, "sam": 404, "": 302}


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("address", SITE_PAGES)
def test_who_has_no_role_on_a_site_learns_nothing_of_it(platform, address: str, person: str):
    """Members read; strangers find nothing, as if the site did not exist; others are led to the door."""
    answer = platform.client(person).get(f"/back/sites/rivebelle/{address}")
    assert answer.status_code == MAY_READ[person]
    if not person:
        assert answer["Location"].startswith("/back/sign-in?next=")
    elif answer.status_code == 404:
        assert "Rivebelle" not in answer.content.decode()


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize(("deed", "may"), [("invite", MAY_INVITE), ("tokens", MAY_MAKE_TOKENS)])
def test_what_changes_something_is_for_who_may(platform, deed: str, may: dict[str, int], person: str):
    """Owners manage people; owners and DPOs make tokens; readers change nothing."""
    answer = platform.client(person).post(f"/back/sites/rivebelle/access/{deed}", POSTS[deed])
    assert answer.status_code == may[person]
    if not person:
        assert answer["Location"].startswith("/back/sign-in")


@pytest.mark.parametrize("person", PEOPLE)
def test_the_first_page_lists_what_is_open_to_the_person(platform, person: str):
    """Each sees their own sites and no other's name."""
    text = platform.client(person).get("/back/", follow=True).content.decode()
    seen = {site for site in ("rivebelle", "autre", "charte") if f"/back/sites/{site}/" in text}
    assert seen == {
        "alice": {"rivebelle", "autre", "charte"},
        "dora": {"rivebelle"},
        "rita": {"rivebelle"},
        "oscar": {"autre"},
    }.get(person, set())


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("address", ["", "/trackers", "/versions", "/counts", "/audits"])
def test_the_api_keeps_the_same_rights(platform, address: str, person: str):
    """A session opens through the API what it opens in the back office, and nothing else."""
    answer = platform.client(person).get(f"/api/v1/sites/rivebelle{address}")
    assert answer.status_code == {200: 200, 404: 404, 302: 401}[MAY_READ[person]]
    if answer.status_code != 200:
        assert set(answer.json()["error"]) == {"what", "mend"}


def test_who_has_no_role_is_told_to_ask_for_one(platform):
    """A person without a role is not shown an empty platform."""
    assert "You have no role on any site" in platform.client("sam").get("/back/").content.decode()
