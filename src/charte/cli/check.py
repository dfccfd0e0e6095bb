"""`charte check`: every error of a register at once, then what a person must review."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from charte.cli.parameters import Argument, Option
from charte.cli.register import load
from charte.core.charter import Charter, ReviewItem, review
from charte.core.errors import InvalidCharter, Problem
from charte.core.policy import POLICIES


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


def check(
    file: Annotated[Path, Argument("The register.")] = Path("charte.toml"),
    strict: Annotated[bool, Option("--strict", "Exit 1 while anything is left to review.")] = False,
    format: Annotated[Format, Option("--format", "How to print the answer.")] = Format.TEXT,
) -> int:
    """Check a register: every error at once, then what a person must review.

    Examples:
      charte check
      charte check site/charte.toml --strict
      charte check --format json

    Exit codes: 0 no error, 1 errors (or, with --strict, something to review), 2 no such file.
    """
    try:
        charter = load(file)
    except InvalidCharter as error:
        if format is Format.TEXT:
            _print_problems(file, error.problems)
        else:
            _print_json(file, None, error.problems, ())
        return error.exit_code
    items = review(charter, POLICIES[charter.site.policy])
    if format is Format.TEXT:
        _print_review(file, charter, items)
    else:
        _print_json(file, charter, (), items)
    return 1 if strict and items else 0


def _print_problems(file: Path, problems: Sequence[Problem]) -> None:
    for problem in problems:
        place = f"{file}:{problem.line}" if problem.line else str(file)
        print(f"{_bold(place)}: {problem.key}: {problem.what} {problem.mend}")
    print(f"\n{_count(len(problems), 'error')} in {file}.")


def _print_review(file: Path, charter: Charter, items: Sequence[ReviewItem]) -> None:
    trackers = _count(len(tuple(charter.trackers)), "tracker")
    print(f"No error in {file}: {trackers}, {_count(len(charter.purposes), 'purpose')}.")
    print_items(items)


def print_items(items: Sequence[ReviewItem]) -> None:
    """What a person must review: what stands in the way of publishing first."""
    for title, mandatory in (("Before it can be published", True), ("Advised", False)):
        chosen = [item for item in items if item.mandatory is mandatory]
        if chosen:
            print(f"\n{_bold(title)} ({len(chosen)})")
        for item in chosen:
            place = f"line {item.line}: " if item.line else ""
            about = f" ({', '.join(item.names)})" if item.names else ""
            print(f"  - {place}{item.what.rstrip('.')}{about}.\n    {item.mend}")
    if not items:
        print("Nothing is left to review.")


def _print_json(
    file: Path, charter: Charter | None, problems: Sequence[Problem], items: Sequence[ReviewItem]
) -> None:
    answer: dict[str, Any] = {
        "file": str(file),
        "digest": charter.digest if charter else None,
        "errors": [
            {"line": problem.line, "key": problem.key, "what": problem.what, "mend": problem.mend}
            for problem in problems
        ],
        "review": items_json(items),
    }
    print(json.dumps(answer, indent=2, ensure_ascii=False))


def items_json(items: Sequence[ReviewItem]) -> list[dict[str, Any]]:
    """The same list for other programs."""
    return [
        {
            "code": item.code,
            "line": item.line,
            "names": list(item.names),
            "what": item.what,
            "mend": item.mend,
            "mandatory": item.mandatory,
        }
        for item in items
    ]


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _bold(text: str) -> str:
    return f"\x1b[1m{text}\x1b[0m" if sys.stdout.isatty() else text
