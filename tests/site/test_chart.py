"""The geometry of a chart, and the arithmetic of counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from charte.ledger.port import Count
from charte.site.consents.chart import Column, axis_step, columns
from charte.site.consents.counting import Tally, by_day, by_purpose, since, total

DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("most", "step"),
    [(0, 1), (1, 1), (4, 1), (5, 2), (8, 2), (9, 5), (20, 5), (21, 10), (180, 50), (4001, 2000)],
)
def test_an_axis_has_few_lines_with_round_numbers(most: int, step: int):
    """1, 2 or 5 times a power of ten, and at most four lines above zero."""
    assert axis_step(most) == step


def test_columns_stand_on_zero_and_share_one_scale():
    """A column twice as high is twice as much; what is hollow stands on what is solid."""
    chart = columns([Column(DAY, 2, 4), Column(DAY + timedelta(days=1), 4)])
    first, second = chart.bars
    assert first.solid_y + first.solid_height == chart.foot
    assert first.hollow_y + first.hollow_height == first.solid_y
    assert second.solid_height == first.hollow_height == 2 * first.solid_height
    assert chart.lines[0].number == 0
    assert chart.lines[0].y == chart.foot
    assert chart.lines[-1].y >= 0
    assert all(chart.left < bar.x < bar.x + bar.width < chart.right for bar in chart.bars)


def test_a_chart_of_nothing_is_a_chart():
    """No day, or days without a number: an axis and no column."""
    assert columns([]).bars == ()
    assert columns([Column(DAY, 0)]).empty


def test_counts_are_summed_by_purpose_and_by_day():
    """The most answered purpose first, the latest day first, the share of yes in whole per cent."""
    counts = [
        Count(DAY - timedelta(days=1), "ads", 1, 2),
        Count(DAY, "ads", 0, 1),
        Count(DAY, "audience", 5, 0),
    ]
    assert by_purpose(counts) == {"audience": Tally(5, 0), "ads": Tally(1, 3)}
    assert list(by_purpose(counts)) == ["audience", "ads"]
    assert by_day(counts) == {DAY: Tally(5, 1), DAY - timedelta(days=1): Tally(1, 2)}
    assert total(counts) == 9
    assert (Tally(1, 3).share, Tally().share) == (25, 0)
    assert since(counts, DAY, 1) == counts[1:]
