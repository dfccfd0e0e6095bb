"""`charte publish`: a complete charter goes in once; anything else is refused with its reason, and nothing changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fakes.platform import Serving
from tests.fakes.registers import register

from charte.cli.app import run
from charte.core.charter import read
from charte.core.entry import LogKind
from charte.ledger.sqlite import open_reader

ADDRESS = "http://charte.localhost:8700"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A complete register that names no log yet, with a comment and a mode of its own."""
    path = tmp_path / "charte.toml"
    path.write_text("# kept by the town hall\n" + register())
    path.chmod(0o640)
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def publish(file: Path, data: Path, *words: str) -> int:
    return run(["publish", str(file), "--data", str(data), *words])


def test_a_complete_charter_goes_in_with_its_notices(file, data, capsys):
    """`--add-log` writes the platform's log into the file; comments and mode stay."""
    assert publish(file, data, "--add-log", "--address", ADDRESS) == 0
    charter = read(file.read_text())
    assert charter.log.origin == "charte.localhost/log"
    assert charter.log.address == f"{ADDRESS}/_charte/log"
    assert file.read_text().startswith("# kept by the town hall\n")
    assert file.stat().st_mode & 0o777 == 0o640
    assert {path.name for path in file.parent.iterdir()} == {"charte.toml", "data"}
    reader = open_reader(data)
    assert reader.charter("rivebelle") == (file.read_bytes(), charter.digest)
    assert [each.name for each in reader.history("rivebelle", LogKind.NOTICE)] == ["fr", "en"]
    reader.close()
    assert f"Published Rivebelle en données, version 1.0 ({charter.digest})." in capsys.readouterr().out


def test_the_same_charter_again_does_nothing_and_says_so(file, data, capsys):
    """Neither the log nor the file changes."""
    publish(file, data, "--add-log")
    before, text = _size(data), file.read_text()
    capsys.readouterr()
    assert publish(file, data, "--add-log") == 0
    assert (_size(data), file.read_text()) == (before, text)
    assert "is published already; there is nothing to do." in capsys.readouterr().out


def test_what_is_missing_is_named_and_nothing_is_made(file, data, capsys):
    """Every mandatory thing at once, with its line; no folder appears for a refused charter."""
    text = file.read_text().replace('version = "1.0"\n', "").replace('lifetime = "P6M"\n', "", 1)
    file.write_text(text)
    assert publish(file, data) == 1
    said = capsys.readouterr().err
    assert "The charter has no version." in said
    assert "Nothing says how long the tracker lives." in said
    assert "No log that proves the choices is named." in said
    assert not data.exists()
    assert file.read_text() == text


def test_with_something_missing_the_log_is_not_written_either(file, data, capsys):
    """A refusal leaves the file as it was."""
    text = file.read_text().replace('lifetime = "P6M"\n', "", 1)
    file.write_text(text)
    assert publish(file, data, "--add-log") == 1
    assert "log" not in capsys.readouterr().err
    assert file.read_text() == text


def test_another_platforms_log_is_refused(file, data, tmp_path, capsys):
    """Choices would be proven in a log that this platform does not have."""
    publish(file, tmp_path / "other", "--add-log")
    capsys.readouterr()
    assert publish(file, data) == 1
    assert "with another key than this ledger's" in capsys.readouterr().err
    assert publish(file, data, "--add-log") == 0


def test_a_version_goes_forward(file, data, capsys):
    """A next version goes in; the same version with another content and the one before are refused by name."""
    publish(file, data, "--add-log")
    first = file.read_text()
    file.write_text(first.replace('version = "1.0"', 'version = "1.1"'))
    assert publish(file, data) == 0
    capsys.readouterr()
    file.write_text(first)
    assert publish(file, data) == 1
    assert "Version 1.0 was replaced by 1.1." in capsys.readouterr().err
    file.write_text(first.replace("Titre ads", "Publicité"))
    assert publish(file, data) == 1
    assert "Version 1.0 is published already, with another content" in capsys.readouterr().err


def test_a_language_that_charte_does_not_speak_is_refused(file, data, capsys):
    """No notice could be shown in it."""
    text = file.read_text().replace('"fr", "en"]', '"fr", "en", "de"]').replace("en = ", 'de = "…", en = ')
    file.write_text(text)
    assert publish(file, data, "--add-log") == 1
    assert "Charte has no words in de." in capsys.readouterr().err


@pytest.mark.parametrize(("name", "said"), [("nothing.toml", "There is no file"), (".", "is a folder")])
def test_what_is_no_register_is_named(tmp_path, data, capsys, name: str, said: str):
    """Exit 2, one sentence."""
    assert publish(tmp_path / name, data) == 2
    assert said in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_named(file, capsys):
    """Exit 2, one sentence."""
    assert publish(file, Path("/proc/charte"), "--add-log") == 2
    assert "/proc/charte cannot be used" in capsys.readouterr().err


def test_a_register_that_cannot_be_written_is_named(file, data, capsys):
    """Where no file can be laid beside it (here for its long name), --add-log ends in one sentence, and with 2."""
    long = file.rename(file.with_name("c" * 250))
    assert publish(long, data, "--add-log") == 2
    assert "cannot be written: " in capsys.readouterr().err
    assert "[log]" not in long.read_text()


def test_an_address_that_is_none_is_refused(file, data, capsys):
    """Exit 2, before anything is made."""
    assert publish(file, data, "--add-log", "--address", "charte") == 2
    assert not data.exists()


def test_it_works_beside_a_running_server(file, data):
    """What is published is shown at once, and its log is the running platform's."""
    with Serving(data) as platform:
        client = platform.client()
        assert client.get("/fr/rivebelle/").status_code == 404
        assert publish(file, data, "--add-log") == 0
        assert read(file.read_text()).log.address == f"{platform.address}/_charte/log"
        assert "Rivebelle en données" in client.get("/fr/rivebelle/").text
        notice = client.get("/_charte/rivebelle/notice.fr.json", headers={"Host": "demo.localhost"})
        assert notice.json()["charter"] == read(file.read_text()).digest


def _size(data: Path) -> int:
    reader = open_reader(data)
    size = reader.size
    reader.close()
    return size
