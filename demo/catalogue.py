"""The datasets: what `data/catalogue.toml` says of each, and the rows of its CSV file."""

from __future__ import annotations

import csv
import io
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data"

Texts = Mapping[str, str]  # language -> words
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """`type` is day, month, number or text."""

    key: str
    type: str
    title: Texts


@dataclass(frozen=True, slots=True)
class Figure:
    """The number that stands for a dataset: how to find it in a column, and what it counts."""

    column: str
    reduce: str  # max, last, sum, or share (of the rows whose value is `equals`)
    label: Texts
    unit: str = ""
    equals: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """How to draw a dataset: `columns`, `lines` or `bars` of the columns `y` over `x`, or of each `group`."""

    kind: str
    x: str
    y: tuple[str, ...]
    caption: Texts
    group: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Dataset:
    """One dataset. `csv` is the very file, which is what a visitor downloads."""

    slug: str
    theme: str
    updated: date
    frequency: str
    producer: Texts
    title: Texts
    summary: Texts
    about: tuple[Texts, ...]
    figure: Figure
    chart: Chart
    columns: tuple[Column, ...]
    csv: bytes
    rows: tuple[Row, ...]

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

    @property
    def value(self) -> float:
        """What `figure` asks for; a share is in percent."""
        figure = self.figure
        values = [row[figure.column] for row in self.rows]
        if figure.reduce == "share":
            return 100 * values.count(figure.equals) / len(values)
        numbers = [float(value) for value in values]
        return {"max": max(numbers), "sum": sum(numbers), "last": numbers[-1]}[figure.reduce]

    def holds(self, words: str, language: str) -> bool:
        """Whether each of these words stands in its title, summary, theme or producer; accents do not count."""
        texts = (self.title[language], self.summary[language], self.producer[language], self.theme)
        return all(word in _plain(" ".join(texts)) for word in _plain(words).split())


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All datasets, the one changed last first."""

    datasets: tuple[Dataset, ...]

    def get(self, slug: str) -> Dataset | None:
        return next((dataset for dataset in self.datasets if dataset.slug == slug), None)

    def search(self, words: str, theme: str, language: str) -> tuple[Dataset, ...]:
        """Those that hold all words and belong to the theme, where one is asked for."""
        return tuple(
            dataset
            for dataset in self.datasets
            if dataset.holds(words, language) and theme in ("", dataset.theme)
        )

    @property
    def themes(self) -> tuple[str, ...]:
        return tuple(sorted({dataset.theme for dataset in self.datasets}))


def read_catalogue(folder: Path = FOLDER) -> Catalogue:
    """Reads the folder. Its faults are faults of this site, so they are raised as they come."""
    text = (folder / "catalogue.toml").read_text(encoding="utf-8")
    datasets = [_dataset(entry, folder) for entry in tomllib.loads(text)["datasets"]]
    return Catalogue(tuple(sorted(datasets, key=lambda dataset: dataset.updated, reverse=True)))


def _dataset(entry: dict[str, Any], folder: Path) -> Dataset:
    raw = (folder / f"{entry['slug']}.csv").read_bytes()
    rows = tuple(csv.DictReader(io.StringIO(raw.decode("utf-8"))))
    chart = entry.pop("chart")
    return Dataset(
        **{
            **entry,
            "about": tuple(entry["about"]),
            "figure": Figure(**entry["figure"]),
            "chart": Chart(**{**chart, "y": tuple(chart["y"])}),
            "columns": tuple(Column(**column) for column in entry["columns"]),
        },
        csv=raw,
        rows=rows,
    )


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in folded if not unicodedata.combining(character))
