"""A chart of days as plain geometry: columns from zero, drawn by a template, readable without colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 720, 180  # units of the picture
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 8, 12, 24
_STEPS = (1, 2, 5)  # of an axis: 1, 2, 5, 10, 20, 50…
_LINES = 4


@dataclass(frozen=True, slots=True)
class Column:
    """What was counted on a day: `solid` below, `hollow` above it."""

    day: date
    solid: int
    hollow: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """One column as two boxes; a box of no height is not drawn."""

    day: date
    solid: int
    hollow: int
    x: float
    width: float
    solid_y: float
    solid_height: float
    hollow_y: float
    hollow_height: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the axis with its number."""

    y: float
    number: int


@dataclass(frozen=True, slots=True)
class Chart:
    """All that the template draws. `ticks` are the days named under the axis, with the middle of their column."""

    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    ticks: tuple[tuple[float, date], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    foot: int = HEIGHT - _BOTTOM

    @property
    def empty(self) -> bool:
        return not any(bar.solid or bar.hollow for bar in self.bars)


def columns(counted: Sequence[Column]) -> Chart:
    """The chart of these days, which follow each other."""
    step = axis_step(max((each.solid + each.hollow for each in counted), default=0))
    most = max(step, step * -(-max((each.solid + each.hollow for each in counted), default=0) // step))
    unit = (HEIGHT - _TOP - _BOTTOM) / most
    slot = (WIDTH - _LEFT - _RIGHT) / max(len(counted), 1)
    foot = HEIGHT - _BOTTOM
    bars = []
    for place, each in enumerate(counted):
        solid, hollow = each.solid * unit, each.hollow * unit
        bars.append(
            Bar(
                each.day,
                each.solid,
                each.hollow,
                x=round(_LEFT + place * slot + slot * 0.15, 1),
                width=round(slot * 0.7, 1),
                solid_y=round(foot - solid, 1),
                solid_height=round(solid, 1),
                hollow_y=round(foot - solid - hollow, 1),
                hollow_height=round(hollow, 1),
            )
        )
    lines = [Line(round(foot - number * unit, 1), number) for number in range(0, most + 1, step)]
    every = max(1, len(bars) // 5)
    ticks = [(round(bar.x + bar.width / 2, 1), bar.day) for bar in bars[len(bars) % every :: every]]
    return Chart(tuple(bars), tuple(lines), tuple(ticks))


def axis_step(most: int) -> int:
    """The distance between two lines of the axis, so that there are few and their numbers are round."""
    scale = 1
    while True:
        for step in _STEPS:
            if step * scale * _LINES >= most:
                return step * scale
        scale *= 10
