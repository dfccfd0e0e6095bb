"""`charte check`: every error at once, then what a person must review; exit codes of docs/formats.md, 9."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.fakes.charters import TOML, line_of, many, replaced

from charte.cli.app import run
from charte.core.charter import read

WRONG = replaced(('policy = "fr-cnil-2026"', 'policy = "x"'), ('key = "media"', 'key = "audience"'))
UNSAID = replaced(('version = "1.0"\n', ""), ('path = "/player"\nparty = "third"\n', ""))


@pytest.fixture
def register(tmp_path: Path):
    """Writes a register and returns its path."""

    def write(text: str | bytes) -> Path:
        path = tmp_path / "charte.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_a_complete_register_has_nothing_left(register, capsys):
    """Counted, so that a reader sees that it is the right file; even `--strict` is content."""
    path = register(TOML)
    assert run(["check", str(path)]) == run(["check", str(path), "--strict"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith(f"No error in {path}: 6 trackers, 4 purposes.\nNothing is left to review.\n")
    assert said.err == ""


def test_errors_are_told_as_an_editor_jumps_to_them(register, capsys):
    """File and line, key, what is wrong and how to mend it: all of them, on stdout, exit code 1."""
    path = register(WRONG)
    assert run(["check", str(path)]) == 1
    first, second, third, fourth, _, last = capsys.readouterr().out.splitlines()
    assert first == (
        f"{path}:{line_of(WRONG, 'policy =')}: site.policy: There is no policy 'x'. "
        "Charte follows fr-cnil-2026 (France, CNIL, as of 2026); no other country's law is covered yet."
    )
    line = line_of(WRONG, 'title = { fr = "Vidéos') - 2
    assert second.startswith(f"{path}:{line}: purposes[3].key: 'audience' is already the key on line ")
    assert all("There is no purpose 'media'." in each for each in (third, fourth))
    assert last == f"4 errors in {path}."


def test_what_is_left_to_review_is_no_error(register, capsys):
    """What stands in the way of publishing first, then what is advised; with `--strict` the answer is no."""
    path = register(UNSAID)
    assert run(["check", str(path)]) == 0
    out = capsys.readouterr().out
    assert out.index("Before it can be published (1)") < out.index("The charter has no version")
    assert out.index("The charter has no version") < out.index("Advised (1)") < out.index("(seen)")
    line = line_of(UNSAID, 'name = "seen"') - 1
    assert f"line {line}: Nothing says whether the tracker is first-party" in out
    assert run(["check", str(path), "--strict"]) == 1


def test_the_answer_for_programs_holds_the_same(register, capsys):
    """Errors and review as JSON, with the digest that names the register."""
    assert run(["check", str(register(UNSAID)), "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["digest"] == read(UNSAID).digest
    assert answer["errors"] == []
    assert [(item["code"], item["mandatory"], item["names"]) for item in answer["review"]] == [
        ("version", True, []),
        ("party", False, ["seen"]),
    ]
    assert all(item["what"] and item["mend"] for item in answer["review"])


def test_errors_for_programs_have_line_and_key(register, capsys):
    """Nothing can be reviewed, and nothing has a digest, before they are mended."""
    path = register(replaced(("schema = 1", "schema = 0")))
    assert run(["check", "--format", "json", str(path)]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "file": str(path),
        "digest": None,
        "errors": [
            {
                "line": 1,
                "key": "schema",
                "what": "This version of Charte reads schema 1, not 0.",
                "mend": "Expected: schema = 1.",
            }
        ],
        "review": [],
    }


def test_without_a_name_the_register_of_this_folder_is_checked(register, monkeypatch, capsys):
    """charte.toml, as every command takes it."""
    monkeypatch.chdir(register(TOML).parent)
    assert run(["check"]) == 0
    assert capsys.readouterr().out.startswith("No error in charte.toml:")


def test_broken_toml_is_one_error_of_the_file(register, capsys):
    """With its line; the rest could not be read."""
    path = register(replaced(('name = "Rivebelle en données"', "name = Rivebelle")))
    assert run(["check", str(path)]) == 1
    assert capsys.readouterr().out.startswith(f"{path}:8: TOML: What follows the equals sign is no value.")


def test_an_error_of_the_whole_file_has_no_line(register, capsys):
    """Nesting without end."""
    path = register("x = " + "[" * 20_000)
    assert run(["check", str(path)]) == 1
    assert capsys.readouterr().out.startswith(
        f"{path}: TOML: Lists or tables stand in one another too deeply."
    )


def test_an_empty_file_is_a_register_that_lacks_everything(register, capsys):
    """No other fault of the machine."""
    assert run(["check", str(register(""))]) == 1
    assert "Write schema = 1 as the first line." in capsys.readouterr().out


def test_a_byte_order_mark_is_no_error(register):
    """Editors of Windows write it before UTF-8."""
    assert run(["check", str(register(b"\xef\xbb\xbf" + TOML.encode()))]) == 0


def test_a_missing_file_says_how_to_get_one(tmp_path, capsys):
    """Exit code 2, on stderr."""
    path = tmp_path / "none.toml"
    assert run(["check", str(path)]) == 2
    assert capsys.readouterr() == (
        "",
        f"charte: There is no file {path}. Name an existing register, or make one with charte draft.\n",
    )


def test_a_folder_says_which_file_was_meant(tmp_path, capsys):
    """The register in it."""
    assert run(["check", str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        f"charte: {tmp_path} is a folder. Name the register in it: {tmp_path / 'charte.toml'}.\n"
    )


def test_a_path_through_a_file_cannot_be_read(register, capsys):
    """What the system says, and where to look."""
    path = register(TOML) / "charte.toml"
    assert run(["check", str(path)]) == 2
    assert capsys.readouterr().err == f"charte: {path} cannot be read: Not a directory. Check the path.\n"


def test_a_file_that_is_not_utf_8_says_where(register, capsys):
    """The line of the first byte that is none."""
    path = register(TOML.encode("latin-1", errors="replace"))
    assert run(["check", str(path)]) == 2
    assert capsys.readouterr().err == (
        f"charte: {path} is not UTF-8 text (line 4). Save it as UTF-8; TOML knows no other.\n"
    )


def test_a_file_without_end_is_not_read_to_its_end(capsys):
    """Nor into all memory."""
    assert run(["check", "/dev/zero"]) == 2
    assert capsys.readouterr().err == (
        "charte: /dev/zero is too large for a register. Is this the right file?\n"
    )


def test_a_file_that_may_not_be_read_says_so(register):
    """Tried as another user where the tests run as root, whom nothing is forbidden."""
    path = register(TOML)
    path.chmod(0)
    script = (
        "import os, sys; from charte.cli.app import run; run(['check', os.devnull])\n"  # so that all is imported
        "os.geteuid() or os.seteuid(65534); sys.exit(run(['check', sys.argv[1]]))"
    )
    for folder in [path.parent, *path.parent.parents]:
        if folder.stat().st_uid == os.geteuid() and "pytest" in str(folder):
            folder.chmod(0o755)
    done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, f"charte: {path} may not be read. Check its permissions.\n")


def test_a_file_with_five_hundred_trackers_is_checked_whole(register, capsys):
    """How fast is for the benchmarks to say."""
    path = register(many(500))
    assert run(["check", str(path)]) == 0
    assert capsys.readouterr().out.startswith(f"No error in {path}: 500 trackers, 1 purpose.")
