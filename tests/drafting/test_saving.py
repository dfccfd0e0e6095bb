"""A file is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from charte.core.errors import OperatorError
from charte.drafting import save


def test_a_new_file_is_written_with_ordinary_rights(tmp_path):
    """Others in the project read it too."""
    path = tmp_path / "charte.toml"
    save(path, "schema = 1\n")
    assert path.read_text("utf-8") == "schema = 1\n"
    mask = os.umask(0)
    os.umask(mask)
    assert path.stat().st_mode & 0o777 == 0o666 & ~mask
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_exists_is_kept_unless_it_may_be_replaced(tmp_path):
    """Also through a link, which stays a link."""
    path, link = tmp_path / "real.toml", tmp_path / "charte.toml"
    path.write_text("old")
    link.symlink_to(path)
    with pytest.raises(OperatorError, match="exists already"):
        save(link, "new")
    assert path.read_text() == "old"
    save(link, "new", force=True)
    assert path.read_text() == "new"
    assert link.is_symlink()


def test_places_where_no_file_can_be_are_said_in_a_sentence(tmp_path):
    """A folder, or a folder that is not there."""
    with pytest.raises(OperatorError, match="is a folder"):
        save(tmp_path, "x", force=True)
    with pytest.raises(OperatorError, match="There is no folder"):
        save(tmp_path / "none" / "charte.toml", "x")


@pytest.fixture
def locked(tmp_path) -> Path:
    """A folder that nobody can write to: for root, one that the kernel keeps."""
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    kept = (Path("/proc"), Path("/System"))
    return folder if not os.access(folder, os.W_OK) else next(path for path in kept if path.is_dir())


def test_a_read_only_folder_is_said_in_a_sentence(locked):
    """And nothing is left in it."""
    with pytest.raises(OperatorError, match="cannot be written") as caught:
        save(locked / "charte.toml", "x")
    assert "--out" in caught.value.mend
    assert not (locked / "charte.toml").exists()
