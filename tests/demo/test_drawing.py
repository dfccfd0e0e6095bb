"""The datasets and what is drawn of them."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from demo.catalogue import read_catalogue
from demo.charts import _apart, _round_up, chart, shore, sparkline
from demo.markup import Markup, el, join
from demo.words import Words
from hypothesis import given
from hypothesis import strategies as st

CATALOGUE = read_catalogue()


@pytest.mark.parametrize("dataset", CATALOGUE.datasets, ids=lambda dataset: dataset.slug)
def test_a_file_is_what_the_catalogue_says(dataset):
    """Its columns, in order; numbers are numbers; texts in both languages."""
    assert [column.key for column in dataset.columns] == list(dataset.rows[0])
    for column in dataset.columns:
        if column.type == "number":
            assert all(float(row[column.key]) >= 0 for row in dataset.rows)
    for texts in (dataset.title, dataset.summary, dataset.producer, dataset.figure.label, *dataset.about):
        assert texts.keys() == {"fr", "en"}


@pytest.mark.parametrize("dataset", CATALOGUE.datasets, ids=lambda dataset: dataset.slug)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_chart_is_whole_named_and_holds_every_value(dataset, language):
    """Well-formed SVG with a name; nothing is drawn outside its frame."""
    words = Words(language)
    for drawn in (
        chart(dataset, words),
        sparkline(dataset, words),
        shore(CATALOGUE.get("affluence-grand-sable"), words),
    ):
        picture = ElementTree.fromstring(drawn)
        _, _, width, height = map(float, picture.get("viewBox").split())
        assert picture.get("aria-label") or picture.get("aria-hidden") == "true"
        for rect in picture.iter("rect"):
            x, y, wide, high = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
            assert -0.1 <= x <= x + wide <= width + 0.1
            assert -0.1 <= y <= y + high <= height + 0.1
        for line in picture.iter("polyline"):
            for point in line.get("points").split():
                x, y = map(float, point.split(","))
                assert 0 <= x <= width
                assert 0 <= y <= height


def test_heights_are_in_the_proportion_of_the_values():
    """The axis begins at zero."""
    dataset = CATALOGUE.get("affluence-grand-sable")
    heights = [
        float(rect.get("height")) for rect in ElementTree.fromstring(chart(dataset, Words("fr"))).iter("rect")
    ]
    values = [float(row["passages"]) for row in dataset.rows]
    for height, value in zip(heights, values, strict=True):
        assert height == pytest.approx(heights[0] * value / values[0], abs=0.3)


@given(st.floats(0.5, 1e9))
def test_the_top_of_a_scale_is_round_and_near(value):
    """Above the largest value, and at most twice as high."""
    assert value <= _round_up(value) <= 2 * value


@given(st.lists(st.floats(18, 286), min_size=1, max_size=6))
def test_labels_never_lie_on_each_other(heights):
    """At least 17 units apart, none below the axis."""
    placed = [y for y, _ in _apart([(height, "x") for height in heights])]
    assert all(lower - upper >= 16.99 for upper, lower in pairwise(placed))
    assert placed[-1] <= 286.01


@given(st.text(), st.text())
def test_a_text_is_always_text(text, value):
    """Whatever it holds, it comes back from a parser as it was, in content and in attributes."""
    from html.parser import HTMLParser

    class Reader(HTMLParser):
        said, attribute, tags = "", None, 0

        def handle_starttag(self, tag, attrs):
            self.tags += 1
            self.attribute = dict(attrs)["title"]

        def handle_data(self, data):
            self.said += data

    reader = Reader()
    reader.feed(el("p", {"title": value}, text))
    reader.close()
    assert (reader.tags, reader.attribute) == (1, value)
    assert reader.said == text


def test_what_is_markup_already_is_taken_as_it_is():
    """And what is absent leaves no trace."""
    assert (
        el("p", {"hidden": True, "id": None, "lang": False}, [el("br"), None, "a < b"])
        == "<p hidden><br>a &lt; b</p>"
    )
    assert join(["<", Markup("<b>")]) == "&lt;<b>"
