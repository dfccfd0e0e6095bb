"""`charte audit`: the verdict on stdout, the progress on stderr, the report in its folder, one sentence for a fault."""

import json
import os
import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO

import pytest
from tests.auditor.fake_site import FakeSite, register

from charte.cli.app import run
from charte.core.observation import State
from charte.tapes.reading import read_tape

# A charter that is true of the fake site's front page: nothing is stored there at all.
TRUE = """
schema = 1
version = "1"
date = 2026-11-20
[site]
key = "fake"
name = "Fake"
hosts = ["first.localhost"]
page = "/charte"
withdrawal.fr = "Rien à retirer."
controller = { name = "Nothing", contact = "fake@first.localhost" }
dpo = { name = "Nobody", contact = "dpo@first.localhost" }
[[purposes]]
key = "choice"
basis = "exempt"
exemption = "E1"
reason.fr = "Le choix."
title.fr = "Choix"
text.fr = "Se souvenir du choix."
"""
# One that says nothing of what the consenting page stores, and answers to its choice.
FALSE = register("choice exempt", "audience consent")
ALL = {
    *(f"{state}.tape" for state in State),
    *("none-before.png", "refused-refused.png", "accepted-accepted.png"),
    *("withdrawn-accepted.png", "withdrawn-withdrawn.png", "report.html", "report.json"),
}


@dataclass
class Done:
    """What a command answered."""

    code: int
    out: str
    err: str


def charte(*line):
    """Runs `charte audit` with these words."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(["audit", *map(str, line)])
    return Done(code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def site():
    """The fake site, for the length of the module."""
    fake = FakeSite()
    yield fake
    fake.close()


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to work in, with the two charters in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "true.toml").write_text(TRUE, encoding="utf-8")
    (tmp_path / "false.toml").write_text(FALSE, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def audited(site, tmp_path_factory):
    """One audit of a page that does not keep its charter, and its folder."""
    folder = tmp_path_factory.mktemp("audited")
    (folder / "charte.toml").write_text(FALSE, encoding="utf-8")
    out = folder / "report"
    done = charte(site.address("first", "/consenting"), "--charter", folder / "charte.toml", "--out", out)
    return done, out


@pytest.mark.browser
def test_a_charter_that_is_not_true_is_exit_1(audited):
    """The verdict on stdout, with what fails and where the report is."""
    done, out = audited
    assert done.code == 1
    assert "n’est pas vraie" in done.out
    assert "audience" in done.out
    assert done.out.endswith(f"{out / 'report.html'}\n")


@pytest.mark.browser
def test_the_progress_is_on_stderr(audited):
    """Line by line where there is no terminal, without any control character."""
    done, _ = audited
    lines = done.err.splitlines()
    assert lines[:2] == ["Starting the browser.", "Self-test: 16 of 16 seen."]
    assert {"accepted: accept", "withdrawn: withdraw", "refused: refuse", "none: visiting"} <= set(lines)
    assert lines[-1] == "Judging."
    assert done.err.isprintable() or "\x1b" not in done.err


@pytest.mark.browser
def test_the_folder_holds_tapes_pictures_and_both_reports(audited):
    """And nothing is left beside it."""
    _, out = audited
    assert {path.name for path in out.iterdir()} == ALL
    assert {path.name for path in out.parent.iterdir()} == {"charte.toml", "report"}
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert (report["site"], report["verdict"]) == ("fake", "false")
    assert [state["proven"] for state in report["states"]] == [True] * 4
    assert {tape.state for tape in map(read_tape, out.glob("*.tape"))} == set(State)


@pytest.mark.browser
def test_the_page_stands_alone(audited):
    """It holds its pictures, so that one file can be handed on."""
    _, out = audited
    page = (out / "report.html").read_text(encoding="utf-8")
    assert page.count("data:image/png;base64,") == 5
    assert '<html lang="fr"' in page


@pytest.mark.browser
def test_a_charter_that_is_true_is_exit_0(site, here):
    """Nothing is asked, so that every state is reached without a click."""
    done = charte(site.address("first", "/"), "--charter", "true.toml", "--language", "en")
    assert (done.code, done.out.partition(":")[0]) == (0, "✓ The charter is true")
    assert "is no host of the charter" not in done.err
    assert {path.name for path in (here / "charte-report").iterdir()} == ALL


@pytest.mark.browser
def test_without_a_charter_it_tells_what_it_saw(site, here):
    """Whatever it is, it is no verdict on a charter; as JSON for a program."""
    done = charte(site.address("first", "/scripts"), "--format", "json", "--states", "none")
    report = json.loads(done.out)
    assert done.code == 3
    assert done.out.rstrip("\n") == (here / "charte-report" / "report.json").read_text(encoding="utf-8")
    assert (report["charter"], report["verdict"]) == (None, "unknown")
    assert "vendor" in {sighting["name"] for sighting in report["sightings"]}
    assert {state["state"] for state in report["states"]} == {"none"}


def fault(done, code, *words):
    """One sentence on stderr that holds these words, nothing on stdout, no traceback; and no browser was started."""
    assert done.code == code
    assert done.out == ""
    assert done.err.startswith("charte: ")
    assert done.err.count("\n") == 1
    assert "Starting" not in done.err
    assert [word for word in words if word not in done.err] == []


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("www.example.org", ("www.example.org is no web address.", "Write https://www.example.org.")),
        ("demo.localhost:8000", ("is no web address",)),
        ("file:///etc/passwd", ("is no web address",)),
        ("http://", ("is no web address",)),
        ("http://x:port/", ("is no web address",)),
        ("http://x:99999/", ("is no web address",)),
        ("", ("Nothing is no web address.",)),
        ("http://camille:word@first.localhost/", ("holds a name or a password", "--scenario")),
    ],
)
def test_what_is_no_address_is_exit_2(here, url, words):
    """Nothing is guessed, and nothing written."""
    fault(charte(url), 2, *words)
    assert not (here / "charte-report").exists()


def test_a_password_in_an_address_is_not_repeated(here):
    """The error may end in a log."""
    assert "word@" not in charte("http://camille:word@first.localhost/").err


def test_a_charter_with_errors_is_exit_1_with_all_of_them(here):
    """Before any browser is started."""
    (here / "broken.toml").write_text('schema = 1\n[site]\nkey = "A B"\n[[purposes]]\nkey = 3\n')
    done = charte("http://first.localhost/", "--charter", "broken.toml")
    assert done.code == 1
    assert {"site.key", "site.name", "purposes[0].basis"} <= {
        line.split(": ")[2] for line in done.err.splitlines() if line.startswith("charte: line ")
    }
    assert "Traceback" not in done.err
    assert not (here / "charte-report").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--charter", "absent.toml"), ("There is no file absent.toml",)),
        (("--scenario", "absent.toml"), ("There is no file absent.toml", "a TOML file of [[steps]]")),
        (("--scenario", "true.toml"), ("The scenario cannot be followed",)),
        (("--states", "none,opted-out"), ("opted-out is no consent state", "none, refused, accepted")),
        (("--states", ""), ("is no consent state",)),
        (("--out", "true.toml"), ("true.toml is no folder", "--out")),
        (("--out", "true.toml/report"), ("Nothing can be written in true.toml", "--out")),
        (("--out", "."), ("the folder that you are in",)),
        (("--out", ".."), ("the folder that you are in",)),
        (("--language", "de"), ("'de' is not one of fr, en",)),
        (("--keep-values",), ("takes no option --keep-values",)),
        (("--send", "charte.localhost", "--charter", "true.toml"), ("is no address of a platform",)),
        (("--send", "http://charte.localhost"), ("Name the register with --charter.",)),
    ],
)
def test_bad_use_is_exit_2_before_the_browser_starts(here, monkeypatch, options, words):
    """One sentence that says what to do."""
    monkeypatch.setenv("CHARTE_TOKEN", "t0ken")
    before = sorted(here.iterdir())
    done = charte("http://first.localhost/", *options)
    done.err = done.err.replace(":\n  ", ": ").replace("\n  ", " ").replace("\n Mend", " Mend")
    fault(done, 2, *words)
    assert sorted(here.iterdir()) == before


def test_no_token_is_exit_2(here, monkeypatch):
    """Which variable, and where a token comes from."""
    monkeypatch.delenv("CHARTE_TOKEN", raising=False)
    done = charte(
        "http://first.localhost/", "--charter", "true.toml", "--send", "http://charte.localhost:8700"
    )
    fault(done, 2, "The environment has no CHARTE_TOKEN.", "back office of http://charte.localhost:8700")


def test_no_chromium_is_exit_2(here, monkeypatch):
    """What to install; and no folder is left."""
    monkeypatch.setenv("CHARTE_CHROMIUM", "no-such-browser")
    done = charte("http://first.localhost/")
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[-1].startswith("charte: CHARTE_CHROMIUM names no-such-browser")
    assert "Install one" in done.err
    assert sorted(path.name for path in here.iterdir()) == ["false.toml", "true.toml"]


@pytest.mark.browser
def test_a_site_that_does_not_answer_is_exit_3_and_keeps_the_earlier_report(site, here):
    """Nothing half-written takes the place of a good one."""
    folder = here / "charte-report"
    folder.mkdir()
    (folder / "report.json").write_text("the earlier one")
    done = charte(site.address("first", "/forever"), "--force", "--states", "none")
    assert (done.code, done.out) == (3, "")
    assert "did not answer: " in done.err.splitlines()[-1]
    assert "Traceback" not in done.err
    assert [path.name for path in folder.iterdir()] == ["report.json"]
    assert sorted(path.name for path in here.iterdir()) == ["charte-report", "false.toml", "true.toml"]


def test_an_earlier_report_is_not_overwritten_unless_forced(here):
    """Said before the browser starts."""
    (here / "charte-report").mkdir()
    (here / "charte-report" / "report.json").write_text("the earlier one")
    fault(
        charte("http://first.localhost/"), 2, "charte-report holds the report of an earlier audit", "--force"
    )


def test_a_folder_with_other_things_in_it_is_never_replaced(here):
    """Not even when forced: somebody's files are worth more than a report."""
    (here / "mine").mkdir()
    (here / "mine" / "report.json").write_text("the earlier one")
    (here / "mine" / "letter.txt").write_text("Dear")
    done = charte("http://first.localhost/", "--out", "mine", "--force")
    fault(done, 2, "mine holds what no audit wrote (letter.txt)")


def test_a_charter_of_other_hosts_is_noted(here, monkeypatch):
    """The audit goes on: it may be a rehearsal of the site."""
    monkeypatch.setenv("CHARTE_CHROMIUM", "no-such-browser")
    done = charte("http://rehearsal.localhost/", "--charter", "true.toml")
    assert done.err.splitlines()[0] == (
        "charte: rehearsal.localhost is no host of the charter (first.localhost): audited all the same."
    )
    assert done.code == 2


@pytest.mark.browser
def test_force_replaces_an_earlier_report(site, here):
    """Wholly: no picture of the earlier one stays; and the folder may lie anywhere."""
    folder = here / "reports" / "monday"
    folder.mkdir(parents=True)
    (folder / "withdrawn-withdrawn.png").write_text("old")
    line = (site.address("first", "/"), "--out", "reports/monday", "--states", "none")
    assert charte(*line, "--force").code == 3
    assert {path.name for path in folder.iterdir()} == {
        *("none.tape", "none-before.png", "report.html", "report.json"),
    }
    assert [path.name for path in folder.parent.iterdir()] == ["monday"]


@pytest.mark.browser
def test_a_failing_rule_is_said_above_a_platform_that_does_not_answer(site, here, monkeypatch):
    """The report is made and kept; that it was not sent is on stderr."""
    monkeypatch.setenv("CHARTE_TOKEN", "t0ken")
    line = (site.address("first", "/"), "--states", "none", "--send", "http://charte.localhost:1")
    false, unknown = (charte(*line, "--charter", f"{name}.toml", "--force") for name in ("false", "true"))
    assert (false.code, unknown.code) == (1, 3)
    for done in (false, unknown):
        assert done.err.splitlines()[-1].startswith(
            "charte: The platform at http://charte.localhost:1 did not"
        )
    assert (here / "charte-report" / "report.json").is_file()


@pytest.mark.browser
def test_an_audit_that_is_interrupted_leaves_nothing(site, here):
    """Ctrl-C ends browser and command at once, without a traceback."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from charte.cli import main; main()",
            "audit",
            site.address("first", "/waiting"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    lines = []
    for line in process.stderr:
        lines.append(line)
        if "visiting" in line:
            break
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out == ""
    assert "Traceback" not in "".join(lines) + err
    assert sorted(path.name for path in here.iterdir()) == ["false.toml", "true.toml"]
