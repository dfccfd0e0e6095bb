"""`charte draft`: a first register from a published cookie policy."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from charte import __version__
from charte.cli.check import Format, items_json, print_items
from charte.cli.parameters import Argument, Option
from charte.core.charter import Charter, ReviewItem, read, review
from charte.core.errors import InvalidCharter, OperatorError, OwnFault
from charte.core.policy import POLICIES
from charte.drafting import Draft, Source, check_place, from_file, language_name, save, to_toml
from charte.drafting import draft as draft_from
from charte.tapes.suffixes import load as load_suffixes


def draft(
    policy: Annotated[
        str, Argument("The published policy: a file (text, Markdown, HTML or PDF) or its address.")
    ],
    out: Annotated[Path, Option("--out", "Where to write the register.")] = Path("charte.toml"),
    force: Annotated[bool, Option("--force", "Replace the register if it exists.")] = False,
    language: Annotated[str, Option("--language", "The policy's language, where it is not told right.")] = "",
    key: Annotated[str, Option("--key", "The site's key; by default made from its host.")] = "",
    format: Annotated[Format, Option("--format", "How to print the answer.")] = Format.TEXT,
) -> int:
    """Draft a register from a published cookie policy.

    Only what the text says is written, in its own words; what it leaves unsaid or unclear is listed to review.

    Examples:
      charte draft cookies.pdf
      charte draft https://www.example.org/cookies --out site/charte.toml

    Exit codes: 0 written, 2 no charter in it or nowhere to write, 3 the site does not answer.
    """
    check_place(out, force=force)
    source = _source(policy)
    made = draft_from(source, load_suffixes(), language=language, key=key)
    text = _text(source, made)
    charter = _checked(text)
    save(out, text, force=force)
    items = review(charter, POLICIES[charter.site.policy])
    if format is Format.JSON:
        _print_json(out, source, made, charter, items)
    else:
        _print(out, source, made, charter, items)
    return 0


def _source(policy: str) -> Source:
    if "://" in policy:
        from charte.drafting.fetching import fetch  # here, for a file needs no network

        return fetch(policy, say=lambda line: print(line, file=sys.stderr, flush=True))
    path = Path(policy)
    if policy.startswith("www.") and not path.exists():
        raise OperatorError(f"There is no file {policy}.", f"For a web address, write https://{policy}.")
    return from_file(path)


def _text(source: Source, made: Draft) -> str:
    header = (
        f"Drafted by Charte {__version__} from {source.name}",
        f"(sha256:{sha256(source.data).hexdigest()}).",
        "What stands here was read in that text and keeps its words. What the text does not say is absent:",
        "`charte check` lists it. Each [[review]] at the end is a doubt to settle; remove it when it is settled.",
    )
    return to_toml(made.charter, header, {key: f"Read from {place}." for key, place in made.places.items()})


def _checked(text: str) -> Charter:
    """The register as any other command will read it."""
    try:
        return read(text)
    except InvalidCharter as error:
        first = error.problems[0].explain()
        raise OwnFault(f"The draft is no valid register: {first}", "Report it with the policy.") from None


def _print(out: Path, source: Source, made: Draft, charter: Charter, items: Sequence[ReviewItem]) -> None:
    trackers, purposes = len(tuple(charter.trackers)), len(charter.purposes)
    print(
        f"Wrote {out} from {source.name}, in {language_name(made.language)}: {_count(trackers, 'tracker')}, "
        f"{_count(purposes, 'purpose')}, {_count(len(charter.services), 'service')}."
    )
    print_items(items)
    print(f"\nNext: open {out}, write what is missing and settle its notes, then run: charte check {out}")


def _print_json(
    out: Path, source: Source, made: Draft, charter: Charter, items: Sequence[ReviewItem]
) -> None:
    answer = {
        "file": str(out),
        "source": source.name,
        "language": made.language,
        "digest": charter.digest,
        "trackers": [tracker.name for tracker in charter.trackers],
        "review": items_json(items),
    }
    print(json.dumps(answer, indent=2, ensure_ascii=False))


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
