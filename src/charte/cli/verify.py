"""`charte verify`: whether a receipt proves what it says, with no server running and nobody asked."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from charte.cli.parameters import Argument, Option
from charte.cli.register import load
from charte.core.charter import Charter
from charte.core.errors import DoesNotVerify, OperatorError
from charte.core.proof import Checkpoint, VerifierKey, parse_vkey
from charte.core.receipt import Receipt, read_receipt, verify_receipt
from charte.ledger.keys import verify_ed25519

_LARGEST = 1_000_000  # bytes; a receipt of a log with 2**60 leaves has 6,000
_MARKS = {"receipt", "entry", "checkpoint"}
PROMISED, UNSIGNED = "promised", "consistent with itself, signer not checked"
NO_SIGNER = 3


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Asked:
    """Against what to verify: the log's key and name, and the charter where one was given."""

    key: VerifierKey | None
    origin: str | None
    charter: Charter | None = None


def verify(
    receipt: Annotated[Path, Argument("The receipt, as the site gave it.")],
    charter: Annotated[
        Path | None,
        Option("--charter", "The site's register: its [log] names the key that must have signed."),
    ] = None,
    key: Annotated[
        str | None, Option("--key", "That key itself, as text: example.org/log+0a1b2c3d+AT…")
    ] = None,
    origin: Annotated[str | None, Option("--origin", "The log's name, where it is not the key's.")] = None,
    format: Annotated[Format, Option("--format", "How to print the answer.")] = Format.TEXT,
) -> int:
    """Verify a receipt: that its entry is in the log, unchanged, and that the log's key signed it.

    Needs no server and no network. Without --charter or --key the signer goes unchecked.

    Examples:
      charte verify receipt.json --charter charte.toml
      charte verify receipt.json --key charte.localhost/log+0a1b2c3d+AT…

    Exit codes: 0 it verifies, 1 it does not, 2 no such file or no receipt, 3 consistent, signer not checked.
    """
    asked = _asked(charter, key, origin)
    document = _document(receipt)
    try:
        read = read_receipt(document)
        checkpoint = _verify(read, asked)
    except DoesNotVerify as error:
        if format is Format.TEXT:
            print(f"{receipt} does not verify: {error.explain()}")
        else:
            _print({"verifies": False, "error": {"what": error.what, "mend": error.mend}})
        return error.exit_code
    if format is Format.TEXT:
        _print_text(receipt, read, checkpoint, asked)
    else:
        _print(_answer(read, checkpoint, asked))
    return 0 if asked.key else NO_SIGNER


def _asked(charter: Path | None, key: str | None, origin: str | None) -> Asked:
    """Raises `OperatorError` for a key that is none, a charter without a log, and for both at once."""
    if charter and key:
        raise OperatorError("Both --charter and --key were given.", "Give the one that you trust.")
    if key:
        return Asked(_vkey(key), origin)
    if charter is None:
        return Asked(None, origin)
    read = load(charter)
    if read.log is None:
        raise OperatorError(
            f"{charter} names no log.",
            "Give the log's key with --key, or the charter as the site publishes it.",
        )
    return Asked(_vkey(read.log.key), origin or read.log.origin, read)


def _vkey(text: str) -> VerifierKey:
    try:
        return parse_vkey(text)
    except ValueError as error:
        raise OperatorError(str(error), "Copy the key from [log] in the site's charter.") from None


def _document(path: Path) -> Any:
    """The JSON of a receipt's file. Raises `OperatorError` for a file that holds none."""
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
        document = json.loads(raw.decode("utf-8"), parse_constant=_no_number)
    except FileNotFoundError:
        raise OperatorError(f"There is no file {path}.", "Name the receipt that the site gave you.") from None
    except OSError as error:
        raise OperatorError(
            f"{path} cannot be read: {error.strerror}.", "Name a file that you may read."
        ) from None
    except (ValueError, RecursionError):
        raise OperatorError(f"{path} is not JSON.", "Name the receipt that the site gave you.") from None
    if isinstance(document, dict) and set(document) == {"receipt"} and isinstance(document["receipt"], dict):
        document = document["receipt"]  # the collector's whole answer, saved as it came
    if not isinstance(document, dict) or not _MARKS & set(document) or len(raw) > _LARGEST:
        raise OperatorError(f"{path} holds no receipt.", "Name the receipt that the site gave you.")
    return document


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no JSON.")


def _verify(receipt: Receipt, asked: Asked) -> Checkpoint:
    """The checkpoint that proves the receipt. Raises `DoesNotVerify`."""
    checkpoint = verify_receipt(receipt, asked.key, asked.origin, verify_ed25519)
    if asked.origin and checkpoint.origin != asked.origin:
        raise DoesNotVerify(
            f"The receipt is of the log {checkpoint.origin}, not of {asked.origin}.", "Compare the two names."
        )
    if asked.charter and receipt.entry.site != asked.charter.site.key:
        raise DoesNotVerify(
            f"The receipt is of the site {receipt.entry.site}, not of {asked.charter.site.key}.",
            "Name the charter of that site.",
        )
    return checkpoint


def _proves(receipt: Receipt, checkpoint: Checkpoint, asked: Asked) -> list[str]:
    entry = receipt.entry
    if asked.key is None:
        return [
            "The entry, its place in the log and the checkpoint fit each other: no part was changed alone."
        ]
    return [
        f"Whoever holds the key of {checkpoint.origin} recorded exactly these answers, for the site {entry.site}.",
        "Nothing in the entry has changed since that log was signed: no answer, no time, not what was shown.",
        "The operator cannot take the entry out of that log, or alter it, without contradicting this receipt.",
    ]


def _leaves_open(asked: Asked) -> list[str]:
    if asked.key is None:
        return [
            "Who recorded it, or when: anyone can make a receipt that fits itself. Give --charter or --key.",
        ]
    return [
        "That a person made this choice: the operator alone signed, and could have invented the entry.",
        "The time: it is that of the operator's clock; no time-stamping authority has confirmed it.",
        "That everyone is shown the same log: nobody else has cosigned this checkpoint in a way checked here.",
    ]


def _answer(receipt: Receipt, checkpoint: Checkpoint, asked: Asked) -> dict[str, Any]:
    return {
        "verifies": True if asked.key else None,
        "grade": PROMISED if asked.key else None,
        "says": PROMISED if asked.key else UNSIGNED,
        "entry": receipt.entry.document(),
        "index": receipt.index,
        "checkpoint": {"origin": checkpoint.origin, "size": checkpoint.size, "root": checkpoint.root.hex()},
        "key": asked.key.vkey if asked.key else None,
        "charter_in_force": receipt.entry.charter == asked.charter.digest if asked.charter else None,
        "proves": _proves(receipt, checkpoint, asked),
        "does_not_prove": _leaves_open(asked),
    }


def _print_text(path: Path, receipt: Receipt, checkpoint: Checkpoint, asked: Asked) -> None:
    entry = receipt.entry
    verdict = f"verifies. Grade: {PROMISED}" if asked.key else f"is {UNSIGNED}"
    print(_bold(f"{path} {verdict}."))
    facts = {
        "choice": f"{entry.id}, {entry.at:%Y-%m-%d %H:%M:%S} UTC, site {entry.site}, by {entry.method}",
        "yes": ", ".join(entry.yes) or "to nothing",
        "no": ", ".join(entry.no) or "to nothing",
        "services": "; ".join(
            f"{said} to {', '.join(keys)}"
            for said, keys in (("yes", entry.services_yes), ("no", entry.services_no))
            if keys
        ),
        "shown": f"notice {entry.notice}, in {entry.language}",
        "charter": f"{entry.charter}{_whether_given(receipt, asked)}",
        "log": f"{checkpoint.origin}, place {receipt.index + 1} of {checkpoint.size}",
        "key": asked.key.vkey if asked.key else "",
    }
    for name, fact in facts.items():
        if fact:
            print(f"  {name:<9} {fact}")
    for title, sentences in (
        ("What this proves", _proves(receipt, checkpoint, asked)),
        ("What this does not prove", _leaves_open(asked)),
    ):
        print(f"\n{_bold(title)}")
        for sentence in sentences:
            print(f"  - {sentence}")


def _whether_given(receipt: Receipt, asked: Asked) -> str:
    if asked.charter is None:
        return ""
    if receipt.entry.charter == asked.charter.digest:
        return " (the one given)"
    return " (another version than the one given)"


def _print(answer: dict[str, Any]) -> None:
    print(json.dumps(answer, indent=2, ensure_ascii=False))


def _bold(text: str) -> str:
    return f"\033[1m{text}\033[0m" if sys.stdout.isatty() else text
