"""`charte schema`: the JSON Schema, for editors and other programs."""

import json

from charte.cli.app import run
from charte.core.charter.json_schema import json_schema


def test_the_schema_is_printed_as_json(capsys):
    """All of it, on stdout, and nothing else."""
    assert run(["schema"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == json_schema()
    assert said.err == ""


def test_the_schema_takes_nothing(capsys):
    """There is one."""
    assert run(["schema", "2"]) == 2
    assert capsys.readouterr().err == (
        "charte: charte schema takes no argument 2. See charte schema --help.\n"
    )
