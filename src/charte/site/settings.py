"""Settings for Django's own commands: the data folder is named by CHARTE_DATA, its address is the last one.

`charte serve` does not need this; it configures Django itself (`wiring.py`).
"""

from __future__ import annotations

import os
from pathlib import Path

from charte.ledger.sqlite import open_ledger
from charte.site.configuration import settings_of
from charte.site.folder import DataFolder

_data = Path(os.environ.get("CHARTE_DATA", "charte-data"))
_address = os.environ.get("CHARTE_URL") or DataFolder(_data).address or "http://charte.localhost:8700"

globals().update(settings_of(_data, _address, open_ledger(_data)))
