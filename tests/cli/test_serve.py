"""`charte serve`: what it prints, how it ends, and one sentence for each way in which it cannot start."""

from __future__ import annotations

import signal
import socket
import subprocess
from pathlib import Path

import pytest
from tests.fakes.platform import OWNER, PASSWORD, Serving, charte, free_port, post

from charte.cli.serve import address_of, check_port
from charte.core.errors import OperatorError


def test_the_first_start_makes_the_owner_and_later_ones_do_not(tmp_path):
    """A link at first, again while nobody has used it, none afterwards; `--owner` brings a new one."""
    data = tmp_path / "data"
    with Serving(data) as platform:
        assert platform.lines[0].split() == ["Charters", f"{platform.address}/"]
        assert platform.link.startswith(f"{platform.address}/back/link/")
        unused = platform.link
    with Serving(data) as platform:
        assert platform.link not in ("", unused)
        client = platform.signed_in()
        assert OWNER in client.get("/back/").text
    with Serving(data) as platform:
        assert platform.link == ""
        client = platform.client()
        assert post(client, "/back/sign-in", email=OWNER, password=PASSWORD).headers["location"] == "/back/"
    with Serving(data, ("--owner", OWNER)) as platform:
        assert platform.link
    assert {path.stat().st_mode & 0o077 for path in [data, *data.iterdir()]} == {0}


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_it_is_asked_to(tmp_path, how: signal.Signals):
    """SIGTERM and Ctrl-C let every answer come to its end; the exit code is 0 and there is no traceback."""
    with Serving(tmp_path / "data") as platform:
        assert platform.client().get("/fr/").status_code == 200
        assert platform.client().get("/fr/", headers={"Host": "elsewhere.example"}).status_code == 400
        assert platform.end(how) == (0, "charte: stopped.\n")


def refused(*line: object) -> str:
    """What the command says when it cannot start; it must be one sentence, and exit 2."""
    done = subprocess.run(charte("serve", *line), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("charte: ")
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_a_port_that_is_taken_is_said_at_once_and_nothing_is_made(tmp_path):
    """The port is named, with what to do."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = refused("--data", tmp_path / "data", "--port", port)
    assert f"Port {port} of 127.0.0.1 is taken." in said
    assert not (tmp_path / "data").exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    """Read-only, or no folder at all: one sentence with its name."""
    assert "/proc/charte cannot be used" in refused("--data", "/proc/charte", "--port", free_port())
    file = tmp_path / "data"
    file.write_text("")
    assert f"{file} cannot be used" in refused("--data", file, "--port", free_port())
    assert file.read_text() == ""


@pytest.mark.parametrize(
    "url", ["charte.example.org", "ftp://charte.example.org", "https://x.org/charte", "http://"]
)
def test_an_address_that_is_none_is_refused(url: str):
    """Scheme and host, and nothing after them."""
    with pytest.raises(OperatorError, match="is no address of a site"):
        address_of(url, "charte.localhost", 8700)


def test_the_address_is_the_public_one_where_it_is_given():
    """Behind a web server the platform is not where it listens."""
    assert address_of("", "charte.localhost", 8700) == "http://charte.localhost:8700"
    assert address_of("https://charte.example.org/", "charte.localhost", 1) == "https://charte.example.org"


@pytest.mark.parametrize("port", [0, -1, 70000])
def test_a_number_that_is_no_port_is_refused(port: int):
    """One sentence, not an overflow."""
    with pytest.raises(OperatorError, match=f"{port} is no port"):
        check_port("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused():
    """`--bind` is an address of this machine."""
    with pytest.raises(OperatorError, match="cannot be used"):
        check_port("192.0.2.1", 8700)


def test_a_later_version_of_the_database_is_no_traceback(tmp_path: Path):
    """A file that is no database is named, and left as it was."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    (data / "site.sqlite3").write_text("this is no database, though it has its name")
    assert "site.sqlite3" in refused("--data", data, "--port", free_port())
