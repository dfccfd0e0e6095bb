"""Counting page views: one more for a day and a page, and nothing for whoever objects."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from charte.site.audience.counting import CountPageViews, count, oldest
from charte.site.audience.models import PageViews

DAY = date(2026, 11, 25)


class Reader:
    """What the gate says of a reader."""

    def __init__(self, *permitted: str) -> None:
        self.permitted = permitted

    def permits(self, purpose: str, service: str = "") -> bool:
        return purpose in self.permitted


def visit(address: str, reader: Reader | None, *, method: str = "get", status: int = 200) -> None:
    request = getattr(RequestFactory(), method)(address)
    if reader:
        request.scope = {"state": {"charte": reader}}
    CountPageViews(lambda _: HttpResponse(status=status))(request)


def counted() -> dict[str, int]:
    return dict(PageViews.objects.values_list("page", "views"))


def test_a_public_page_is_counted_by_site_in_every_language(clean):
    """The number says how often a site's pages were sent, not in which language or version."""
    for address in ("/fr/rivebelle/", "/en/rivebelle/", "/fr/", "/fr/charte/audience/"):
        visit(address, Reader("audience"))
    assert counted() == {"/rivebelle": 2, "/": 1, "/charte": 1}


@pytest.mark.parametrize("reader", [Reader(), None])
def test_who_objects_is_not_counted(clean, reader: Reader | None):
    """No permission, no number; and without a gate to ask there is no permission."""
    visit("/fr/rivebelle/", reader)
    assert counted() == {}


@pytest.mark.parametrize(
    ("address", "more"),
    [
        ("/back/", {}),
        ("/api/v1/sites", {}),
        ("/", {}),
        ("/rivebelle/charte.json", {}),
        ("/fr/nothing/", {"status": 404}),
        ("/fr/rivebelle/", {"method": "head"}),
    ],
)
def test_only_public_pages_that_were_sent_are_counted(clean, address: str, more: dict):
    """Neither the back office, nor programs, nor what is not there."""
    visit(address, Reader("audience"), **more)
    assert counted() == {}


def test_nothing_but_a_day_a_page_and_a_number_is_kept(clean):
    """The table has no place for anything about a person."""
    count("/rivebelle", DAY)
    assert {field.name for field in PageViews._meta.fields} == {"id", "day", "page", "views"}


def test_numbers_older_than_twenty_five_months_go(clean):
    """The first view of a day erases what the charter says is kept no longer."""
    for day in (date(2024, 10, 24), date(2024, 10, 25)):
        PageViews.objects.create(day=day, page="/", views=3)
    count("/", DAY)
    assert sorted(PageViews.objects.values_list("day", flat=True)) == [date(2024, 10, 25), DAY]


def test_twenty_five_months_are_counted_on_the_calendar():
    """A day that the month lacks becomes its last one."""
    assert oldest(date(2027, 3, 31)) == date(2025, 2, 28)
    assert oldest(date(2027, 1, 31)) == date(2024, 12, 31)


def test_what_was_counted_is_public(platform):
    """The page shows the numbers with the self-assessment that the exemption rests on."""
    from django.utils import timezone

    for _ in range(3):
        count("/rivebelle", timezone.now().date())
    text = platform.client().get("/en/charte/audience/").content.decode()
    assert "<h1>3 page views in thirty days</h1>" in text
    assert "/rivebelle" in text
    assert "The statistics are anonymous." in text
    assert "Self-assessment of 25 November 2026" in text
