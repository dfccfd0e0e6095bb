"""`charte schema`: the JSON Schema of the register."""

from __future__ import annotations

import json

from charte.core.charter.json_schema import json_schema


def schema() -> None:
    """Print the JSON Schema of charte.toml, for editors and other programs.

    Example: charte schema > charte.schema.json
    """
    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
