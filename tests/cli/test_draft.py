"""`charte draft`: from a published policy to a register and the list of what is left to say."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from charte.cli.app import run
from charte.core.charter import read

POLICY = """Charte cookies

Ce site web dépose des cookies dans votre navigateur, certains avec votre consentement. Vous pouvez les refuser.

Cookies strictement nécessaires

| Fournisseur | Nom du cookie | Finalité | Durée |
|---|---|---|---|
| Mairie | sessionid | Authentification | Session |
"""
PAGE = """<!doctype html><html lang="fr"><h1>Cookies</h1><p>Ce site web dépose des cookies dans votre navigateur,
certains avec votre consentement. Vous pouvez les refuser.</p><h2>Cookies strictement nécessaires</h2>
<table><tr><th>Nom du cookie<th>Finalité<th>Durée</tr><tr><td>sessionid<td>Authentification<td>Session</tr></table>"""


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """An empty folder to work in, with one policy."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "policy.md").write_text(POLICY, "utf-8")
    return tmp_path


@pytest.fixture
def server() -> Iterator[str]:
    """A site on a free port; `/moved` leads to its policy, all else is missing."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = {"/charte": (200, PAGE.encode()), "/moved": (302, b"")}
            status, body = known.get(self.path, (404, b"none"))
            self.send_response(status)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len(body)))
            if status == 302:
                self.send_header("location", "/charte")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """The test's output is charte's alone."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://demo.localhost:{site.server_port}"
        site.shutdown()


def test_a_policy_becomes_a_register_and_the_answer_says_what_is_left(here, capsys):
    """On stdout; what to do next comes last."""
    assert run(["draft", "policy.md"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith(
        "Wrote charte.toml from policy.md, in French: 1 tracker, 1 purpose, 1 service.\n"
    )
    assert "Before it can be published (" in said.out
    assert "The charter has no version." in said.out
    assert said.out.rstrip().splitlines()[-1].startswith("Next: open charte.toml")
    assert said.err == ""
    text = (here / "charte.toml").read_text("utf-8")
    assert text.startswith("# Drafted by Charte ")
    assert "# Read from line 9." in text
    assert [tracker.name for tracker in read(text).trackers] == ["sessionid"]


def test_a_fresh_draft_passes_the_check_and_not_the_strict_one(here, shared, capsys):
    """The real input too: no error, and a list for a person."""
    assert run(["draft", str(shared / "seed" / "charte-cookies.txt")]) == 0
    assert run(["check"]) == 0
    assert run(["check", "--strict"]) == 1
    assert "“cookies_preferences”" in capsys.readouterr().out


def test_other_programs_get_the_same_answer_as_json(here, capsys):
    """With the digest that names the draft."""
    assert run(["draft", "policy.md", "--format", "json", "--key", "mairie", "--out", "a.toml"]) == 0
    answer = json.loads(capsys.readouterr().out)
    charter = read((here / "a.toml").read_text("utf-8"))
    assert charter.site.key == "mairie"
    assert (answer["file"], answer["source"], answer["language"]) == ("a.toml", "policy.md", "fr")
    assert (answer["digest"], answer["trackers"]) == (charter.digest, ["sessionid"])
    assert {"controller", "note"} <= {item["code"] for item in answer["review"]}


def test_a_page_is_read_from_its_address(here, server, capsys):
    """Names under .localhost are this machine; progress goes to stderr."""
    assert run(["draft", f"{server}/moved"]) == 0
    said = capsys.readouterr()
    assert said.err == f"Reading {server}/moved\nReading {server}/charte\n"
    assert f"from {server}/charte, in French" in said.out
    assert read((here / "charte.toml").read_text("utf-8")).site.hosts == ("demo.localhost",)


def test_a_register_that_exists_is_never_overwritten_unasked(here, capsys):
    """It may hold a week of somebody's work."""
    (here / "charte.toml").write_text("mine", "utf-8")
    assert run(["draft", "policy.md"]) == 2
    assert capsys.readouterr().err == (
        "charte: charte.toml exists already. Name another file with --out, or replace it with --force.\n"
    )
    assert (here / "charte.toml").read_text("utf-8") == "mine"
    assert run(["draft", "policy.md", "--force"]) == 0
    assert read((here / "charte.toml").read_text("utf-8")).site.languages == ("fr",)


@pytest.mark.parametrize(
    ("line", "code", "what"),
    [
        (["none.txt"], 2, "There is no file none.txt."),
        (["."], 2, ". is a folder."),
        (["www.example.org/cookies"], 2, "For a web address, write https://www.example.org/cookies."),
        (["ftp://example.org/a"], 2, "ftp://example.org/a is no web address."),
        (["empty.txt"], 2, "empty.txt is empty."),
        (["picture.png"], 2, "picture.png is neither text, HTML nor PDF."),
        (["letter.txt"], 2, "letter.txt is no cookie charter"),
        (["policy.md", "--language", "de"], 2, "The language 'de' is not one that Charte drafts from."),
        (["policy.md", "--key", "No Key"], 2, "'No Key' cannot be a site's key."),
        (["policy.md", "--out", "none/charte.toml"], 2, "There is no folder none."),
        (["http://127.0.0.1:9/charte"], 3, "127.0.0.1 could not be reached"),
    ],
)
def test_what_cannot_be_drafted_is_one_sentence_and_no_file(here, capsys, line, code, what):
    """What happened and what to do; the exit code says whose fault it is."""
    (here / "empty.txt").write_text("")
    (here / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (here / "letter.txt").write_text("Bonjour à vous, et bonne journée.", "utf-8")
    before = sorted(path.name for path in here.iterdir())
    assert run(["draft", *line]) == code
    said = capsys.readouterr()
    assert what in said.err
    assert "Traceback" not in said.err
    assert said.out == ""
    assert sorted(path.name for path in here.iterdir()) == before


def test_a_site_that_answers_with_an_error_is_named(here, server, capsys):
    """Nothing could be concluded."""
    assert run(["draft", f"{server}/none"]) == 3
    assert "answered 404" in capsys.readouterr().err
    assert not (here / "charte.toml").exists()
