"""A process that records choices in a data folder and prints each receipt once it has it.

`python -m tests.fakes.writing_process FOLDER SEED COUNT`: groups of one to five choices, COUNT groups (0: until it
is killed). Each line of stdout is a receipt; so whoever reads a line was answered.
"""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path

from tests.fakes.ledgers import drafts

from charte.core.charter import read
from charte.core.receipt import Receipt
from charte.ledger.sqlite import open_ledger


def main(folder: Path, seed: str, count: int) -> None:
    """Records until it has done or is killed."""
    ledger = open_ledger(folder)
    charter, notice = ledger.charter("rivebelle"), ledger.notice("rivebelle", "fr")
    assert charter
    assert notice
    made = drafts(read(charter[0].decode()), notice[1], seed=seed)
    for number in itertools.islice(itertools.count(), count or None):
        for outcome in ledger.record(list(itertools.islice(made, 1 + number % 5))):
            assert isinstance(outcome, Receipt)
            print(json.dumps(outcome.document()), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
