"""The data folder: private, whole, and clear about what it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from charte.core.errors import OperatorError
from charte.site.folder import DataFolder


def test_what_is_made_belongs_to_its_owner_alone(tmp_path):
    """0700 for the folder, 0600 for every secret, and the same secret again afterwards."""
    folder = DataFolder(tmp_path / "data")
    folder.prepare()
    secrets = (folder.django_secret(), folder.seal())
    assert (folder.django_secret(), folder.seal()) == secrets
    assert len(secrets[0]) >= 50
    assert folder.path.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.path.iterdir()} == {0o600}


def test_the_last_address_is_remembered(tmp_path):
    """Commands beside the server learn from it where the log is."""
    folder = DataFolder(tmp_path)
    assert folder.address == ""
    folder.remember("http://charte.localhost:8700")
    folder.remember("https://charte.example.org")
    assert folder.address == "https://charte.example.org"
    assert [path.name for path in tmp_path.iterdir()] == ["address"]


def test_a_file_is_no_data_folder(tmp_path):
    """One sentence with what to do."""
    file = tmp_path / "data"
    file.write_text("")
    with pytest.raises(OperatorError, match="cannot be"):
        DataFolder(file).prepare()


def test_a_folder_that_cannot_be_made_is_named():
    """Where nobody may write, that is said before anything else happens."""
    with pytest.raises(OperatorError, match="/proc/charte cannot be used"):
        DataFolder(Path("/proc/charte")).prepare()
