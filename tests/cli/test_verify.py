"""`charte verify`: a receipt proven with no server, and each way in which it is not, in one sentence."""

from __future__ import annotations

import itertools
import json

import pytest
from tests.fakes.ledgers import KEY, drafts, publish
from tests.fakes.registers import register

from charte.cli.app import run
from charte.core.proof import Checkpoint, sign_note
from charte.ledger.keys import new_key
from charte.ledger.memory import memory_ledger

VKEY = KEY.verifier.vkey


@pytest.fixture(scope="module")
def document():
    """A receipt of the third choice of a log, as JSON."""
    ledger = memory_ledger(KEY)
    charter = publish(ledger)
    made = drafts(charter, ledger.notice("rivebelle", "fr")[1])
    return ledger.record(list(itertools.islice(made, 4)))[3].document()


@pytest.fixture
def verify(tmp_path, capsys, document):
    """Runs the command on a receipt's text: exit code, stdout, stderr. `{charter}` is its charter's file."""
    (tmp_path / "charte.toml").write_text(register(vkey=VKEY))

    def run_it(*line, text=None, name="receipt.json"):
        content = json.dumps(document) if text is None else text
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        words = [word.replace("{charter}", str(tmp_path / "charte.toml")) for word in line]
        code = run(["verify", str(tmp_path / name), *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_it


@pytest.mark.parametrize(
    "line", [("--charter", "{charter}"), ("--key", VKEY), ("--key", VKEY, "--origin", KEY.name)], ids=str
)
def test_a_true_receipt_verifies_and_says_what_it_proves(verify, line):
    """Its grade, what was answered, and plainly what it does not prove."""
    code, out, err = verify(*line)
    assert (code, err) == (0, "")
    assert "receipt.json verifies. Grade: promised." in out
    assert "yes       audience\n" in out
    assert "no        ads, counting\n" in out
    assert "services  no to heat\n" in out
    assert "place 9 of 9" in out
    assert (
        "What this proves\n  - Whoever holds the key of charte.localhost/log recorded exactly these answers"
        in out
    )
    assert "What this does not prove\n  - That a person made this choice" in out


def test_it_says_whether_the_charter_given_was_the_one_in_force(verify, tmp_path):
    """A later version names the same key; the receipt holds, for the version that it names."""
    assert "(the one given)" in verify("--charter", "{charter}")[1]
    (tmp_path / "later.toml").write_text(register(vkey=VKEY, version="2.0"))
    code, out, _ = verify("--charter", str(tmp_path / "later.toml"))
    assert code == 0
    assert "(another version than the one given)" in out


def test_without_a_key_the_signer_goes_unchecked(verify):
    """Consistent with itself is no proof: the exit code says that nothing was concluded."""
    code, out, err = verify()
    assert (code, err) == (3, "")
    assert "receipt.json is consistent with itself, signer not checked." in out
    assert "anyone can make a receipt that fits itself" in out
    assert "Grade" not in out


def test_the_whole_answer_of_the_collector_is_taken_too(verify, document):
    """As a browser's tools save it."""
    assert verify("--key", VKEY, text=json.dumps({"receipt": document}))[0] == 0


def change(document, **parts):
    """The receipt's text with these parts replaced."""
    return json.dumps(document | parts)


def test_one_changed_byte_is_found_whichever_it_is(verify, document):
    """In each value of the receipt; one sentence, exit 1, nothing on stderr."""
    text = json.dumps(document)
    places = [
        text.index(found) + 1 for found in (document["salt"], document["proof"][0], document["entry"]["id"])
    ]
    places += [
        text.index("audience"),
        text.index("heat"),
        text.index("20:30:15") + 7,
        text.index("u2014 charte.localhost/log ") + 50,
    ]
    places += [text.index('"index": 8') + 9, text.index("charte.localhost/log"), text.index("sha256:") + 9]
    for place in places:
        other = next(byte for byte in ("78" if text[place].isdigit() else "bc") if byte != text[place])
        altered = text[:place] + other + text[place + 1 :]
        assert altered != text
        code, out, err = verify("--key", VKEY, text=altered)
        assert (code, err) == (1, "")
        assert "receipt.json does not verify: " in out
        assert out.count("\n") == 1
        assert "Traceback" not in out


def test_another_key_is_refused(verify, document):
    """The charter names who must have signed; a name and a key id alone are no signature."""
    stranger = new_key(KEY.name)
    code, out, _ = verify("--key", stranger.verifier.vkey)
    assert code == 1
    assert "is not signed by the key" in out
    text = str(document["checkpoint"]).partition("\n\n")[0] + "\n"
    forged = sign_note(text, KEY.name, KEY.verifier.key_id, stranger.sign)
    code, out, _ = verify("--key", VKEY, text=change(document, checkpoint=forged))
    assert code == 1
    assert "does not fit the note" in out


def test_a_checkpoint_of_another_tree_is_refused(verify, document):
    """Signed by the very key, over something else."""
    other = KEY.note(Checkpoint(KEY.name, 9, b"x" * 32).text())
    code, out, _ = verify("--key", VKEY, text=change(document, checkpoint=other))
    assert code == 1
    assert "does not lead from entry 8 to the log's root" in out


def test_another_log_is_refused(verify):
    """Where its name is asked for, with or without a key."""
    for line in (("--key", VKEY), ()):
        code, out, _ = verify(*line, "--origin", "elsewhere.localhost/log")
        assert code == 1
        assert "not of elsewhere.localhost/log" in out


def test_another_sites_receipt_is_refused(verify, tmp_path):
    """One log serves many sites; a charter speaks of one."""
    (tmp_path / "other.toml").write_text(register(vkey=VKEY, key="elsewhere"))
    code, out, _ = verify("--charter", str(tmp_path / "other.toml"))
    assert code == 1
    assert "is of the site rivebelle, not of elsewhere" in out


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"receipt": 2}, "no receipt of version 1"),
        ({"extra": 1}, "has no extra"),
        ({"salt": "?"}, "cannot be read"),
        ({"proof": "none"}, "cannot be read"),
        ({"entry": {}}, "cannot be read"),
        ({"index": 10**40}, "speaks of entry"),
        ({"checkpoint": "signed: yes"}, "no signed note"),
    ],
    ids=str,
)
def test_a_damaged_receipt_does_not_verify(verify, document, parts, said):
    """The answer is no."""
    code, out, err = verify("--key", VKEY, text=change(document, **parts))
    assert (code, err) == (1, "")
    assert said in out


def test_json_answers(verify, document):
    """For programs: whether, on what grade, and the entry."""
    code, out, _ = verify("--key", VKEY, "--format", "json")
    answer = json.loads(out)
    assert code == 0
    assert (answer["verifies"], answer["grade"], answer["key"]) == (True, "promised", VKEY)
    assert answer["entry"] == document["entry"]
    assert answer["checkpoint"]["size"] == 9
    assert all(sentence.endswith(".") for sentence in answer["proves"] + answer["does_not_prove"])
    unsigned = json.loads(verify("--format", "json")[1])
    assert (unsigned["verifies"], unsigned["grade"]) == (None, None)
    assert unsigned["says"] == "consistent with itself, signer not checked"
    code, out, _ = verify("--key", VKEY, "--format", "json", text=change(document, index=3))
    assert code == 1
    assert json.loads(out)["verifies"] is False
    assert json.loads(out)["error"]["what"].endswith(".")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is not JSON"),
        ("receipt", "is not JSON"),
        (b"\xff\xfe\x00", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ('{"receipt": NaN}', "is not JSON"),
        ("[]", "holds no receipt"),
        ('{"name": "package"}', "holds no receipt"),
        ('{"receipt": 1, "pad": "' + "x" * 1_000_000 + '"}', "is not JSON"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_receipt_is_unusable_input(verify, text, said):
    """Exit 2, one sentence on stderr, no answer on stdout."""
    code, out, err = verify("--key", VKEY, text=text)
    assert (code, out) == (2, "")
    assert err.startswith("charte: ")
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("--key", "nonsense"), "is no Ed25519 verifier key"),
        (("--key", VKEY[:-2] + "aa"), "key"),
        (("--key", VKEY, "--charter", "{charter}"), "Both --charter and --key"),
        (("--charter", "/nowhere/charte.toml"), "There is no file"),
        (("--seal", "x"), "no option --seal"),
    ],
    ids=str,
)
def test_a_key_or_charter_that_is_none_is_bad_use(verify, line, said):
    """Before anything is judged."""
    code, out, err = verify(*line)
    assert (code, out) == (2, "")
    assert said in err


def test_a_charter_without_a_log_cannot_prove(verify, tmp_path):
    """It names no key: say so, rather than pass."""
    (tmp_path / "bare.toml").write_text(register())
    code, _, err = verify("--charter", str(tmp_path / "bare.toml"))
    assert code == 2
    assert "names no log" in err


def test_a_missing_file_or_a_folder_is_bad_use(tmp_path, capsys):
    """With its name."""
    for path in (tmp_path / "absent.json", tmp_path):
        assert run(["verify", str(path)]) == 2
        assert str(path) in capsys.readouterr().err
