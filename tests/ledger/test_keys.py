"""Secrets in files: made once and whole, for their owner alone, in the form that other tools read."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from charte.core.errors import OperatorError
from charte.core.proof import parse_vkey, verify_note
from charte.ledger.keys import KEY_FILE, new_key, read_key, secret, signing_key, verify_ed25519


def test_the_key_is_made_at_first_start_and_kept(tmp_path):
    """One line in a file of mode 0600; afterwards the origin asked for counts no more."""
    key = signing_key(tmp_path, "charte.localhost/log")
    assert signing_key(tmp_path, "other.localhost/log") == key
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert re.fullmatch(
        r"PRIVATE\+KEY\+charte\.localhost/log\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}\n",
        (tmp_path / KEY_FILE).read_text(),
    )
    assert list(tmp_path.iterdir()) == [tmp_path / KEY_FILE]


def test_what_it_signs_verifies_against_its_public_half():
    """As the charter writes it, and by nobody else's."""
    key = new_key()
    note = key.note("a text\n")
    assert verify_note(note, parse_vkey(key.verifier.vkey), verify_ed25519).text == "a text\n"
    assert not verify_ed25519(new_key().verifier.public_key, key.sign(b"x"), b"x")
    assert not verify_ed25519(key.verifier.public_key, b"short", b"x")
    assert not verify_ed25519(b"short", key.sign(b"x"), b"x")


def test_the_seed_does_not_show_where_a_key_is_printed():
    """A log line or a traceback must not give it away."""
    key = read_key(new_key().line())
    assert repr(key) == "SigningKey(name='charte.localhost/log')"


@pytest.mark.parametrize(
    "change",
    [
        lambda line: "",
        lambda line: line[:-9],
        lambda line: line.replace("charte", "x", 1),
        lambda line: line.replace("PRIVATE+KEY+", ""),
        lambda line: "a+b+c",
    ],
)
def test_a_damaged_key_is_refused_in_a_sentence(tmp_path, change):
    """The id in the line shows what was altered."""
    path = tmp_path / KEY_FILE
    path.write_text(change(new_key().line()))
    path.chmod(0o600)
    with pytest.raises(OperatorError, match="holds no signing key"):
        signing_key(tmp_path)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o620, 0o777])
def test_a_key_that_others_may_touch_is_refused(tmp_path, mode):
    """With what to do about it."""
    signing_key(tmp_path)
    (tmp_path / KEY_FILE).chmod(mode)
    with pytest.raises(OperatorError, match="others than its owner") as refused:
        signing_key(tmp_path)
    assert f"chmod 600 {tmp_path / KEY_FILE}" in refused.value.mend


def test_many_first_starts_at_once_make_one_secret(tmp_path):
    """Whoever is first made it; the others read it, whole."""
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: secret(tmp_path / "seal"), range(32)))
    assert len(found) == 1
    assert len(found.pop()) == 32
    assert [path.name for path in tmp_path.iterdir()] == ["seal"]


def test_a_secret_that_cannot_be_made_is_a_sentence(tmp_path):
    """No folder, no secret, no traceback."""
    with pytest.raises(OperatorError, match="cannot be used"):
        secret(tmp_path / "absent" / "seal")


def test_a_name_that_no_note_may_hold_is_refused():
    """A plus or a space would make the key unreadable."""
    for name in ("", "with space", "with+plus"):
        with pytest.raises(ValueError):
            new_key(name)
