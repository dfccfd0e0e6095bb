"""Reads TOML, and says what is wrong with it in words that do not ask to know TOML."""

from __future__ import annotations

import re
import tomllib
from typing import Any, NoReturn

from charte.core.charter.lines import Lines
from charte.core.errors import InvalidCharter, Problem

LARGEST = 4_000_000  # characters
_QUOTES = "Texts stand between straight quotes, days are written 2026-01-31, lists between [ and ]."
# What tomllib says, what it means, and how to mend it.
_MEANINGS = (
    (r"Invalid value", "What follows the equals sign is no value.", _QUOTES),
    (
        r"Unterminated string|(?:Illegal|Found invalid) character '\\n'|Expected \"'",
        "A text is not closed.",
        'Close it with a straight quote; a text of several lines stands between """ and """.',
    ),
    (r"Unescaped", "A text holds a backslash.", "Write it twice, or put the text between ' and '."),
    (
        r"Invalid hex|Escaped char",
        "A text holds a \\u that names no character.",
        "Write the character itself.",
    ),
    (r"Unclosed array", "A list is not closed.", "Add the comma between two items, or the ] at its end."),
    (
        r"Unclosed inline table",
        "A table between { and } is not closed.",
        "Add the comma between two keys, or the } on the same line.",
    ),
    (r"Expected '='", "A key has no value.", 'Write key = "value".'),
    (
        r"Expected newline",
        "Something follows that does not belong on this line.",
        "Write one key on each line.",
    ),
    (r"Invalid initial|Invalid statement", "No key, table or comment begins here.", 'Write key = "value".'),
    (
        r"Expected '\]",
        "The name of a table is not closed.",
        "Write [table] or [[table]] on a line of its own.",
    ),
    (
        r"Cannot declare",
        "A table stands here that was written already.",
        "Join the two, or write [[…]] where there are several.",
    ),
    (
        r"Duplicate inline table key",
        "A key stands twice between { and }.",
        "Keep one of the two.",
    ),
    (
        r"Cannot (?:mutate|redefine|overwrite)",
        "What stands here already has a value elsewhere.",
        "Write it once, in one place.",
    ),
    (r"Invalid date", "There is no such day or time.", "Write a day such as 2026-01-31."),
    (r"Illegal character|Found invalid", "Here stands a character that cannot be seen.", "Delete it."),
    (r"", "The form of TOML is broken here.", "Mend this line; the rest could not be read."),
)


def parse_toml(text: str) -> tuple[dict[str, Any], Lines]:
    """The document, and where its keys stand.

    Raises `InvalidCharter` with the first fault of the form, after which nothing can be read.
    """
    if len(text) > LARGEST:
        _refuse(0, "The file is larger than 4 MB.", "A register is far smaller: is this the right file?")
    try:
        return tomllib.loads(text), Lines(text)
    except tomllib.TOMLDecodeError as error:
        _explain(text, str(error))
    except RecursionError:
        _refuse(0, "Lists or tables stand in one another too deeply.", "No key of a register needs that.")
    except ValueError:  # a number of more digits than Python reads
        _refuse(0, "A number is too long to be read.", "No key of a register needs one.")


def _explain(text: str, said: str) -> NoReturn:
    place = re.search(r"at line (\d+), column (\d+)", said)
    line = int(place[1]) if place else _last_line(text, said)
    if said.startswith("Cannot overwrite"):
        _refuse_second(text, line, int(place[2]) if place else None)
    what, mend = next((what, mend) for pattern, what, mend in _MEANINGS if re.match(pattern, said))
    _refuse(line, what, mend)


def _last_line(text: str, said: str) -> int:
    """Where the reader came to the end of the file. A quote that is never closed is the last of its kind."""
    unclosed = ('"""', "Unterminated"), ("'''", "\"'''\""), ("'", '"\'"')
    quotes = [quote for quote, word in unclosed if word in said]
    end = text.rfind(quotes[0]) if quotes else -1
    return text.count("\n", 0, end if end >= 0 else len(text)) + 1


def _refuse_second(text: str, line: int, column: int | None) -> None:
    """A key written twice: says which, and on which lines, where that can be told."""
    before = text.replace("\r\n", "\n").split("\n")[:line]
    before[-1] = before[-1][: column and column - 1]
    lines = Lines("\n".join(before))
    if lines.second:
        key, at = lines.second
        _refuse(
            at,
            f"{key} stands here for the second time; line {lines[key]} has it already.",
            "Keep one of the two.",
        )


def _refuse(line: int, what: str, mend: str) -> NoReturn:
    raise InvalidCharter((Problem(line, "TOML", what, mend),)) from None
