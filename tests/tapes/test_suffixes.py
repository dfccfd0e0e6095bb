"""The installed public suffix list, held against the checks that its makers publish beside it."""

import re
from importlib.resources import files

import pytest

from charte.core.errors import OperatorError
from charte.core.host import canonical_host
from charte.core.party import registrable_domain
from charte.tapes.suffixes import load

CHECK = re.compile(r"^checkPublicSuffix\('([^']*)', (?:null|'([^']*)')\);", re.MULTILINE)
CHECKS = CHECK.findall((files("publicsuffixlist") / "test_psl.txt").read_text(encoding="utf-8"))


def test_the_list_says_its_day():
    """It is part of a tape's provenance."""
    suffixes = load()
    assert suffixes.version is not None
    assert suffixes.version.year >= 2025
    assert load() == suffixes


@pytest.mark.parametrize("package", ["no_such_package", "charte"])
def test_a_missing_list_is_said_in_a_sentence(package):
    """Whether the package is not there or the list is not in it."""
    with pytest.raises(OperatorError, match="The public suffix list cannot be read") as caught:
        load(package)
    assert package in caught.value.mend


def test_the_makers_checks_are_here():
    """A list without its checks would let the next test pass with nothing."""
    assert len(CHECKS) > 70


@pytest.mark.parametrize(("host", "domain"), CHECKS)
def test_the_makers_checks_hold(host, domain):
    """A host that has no registrable domain there (null) stands for itself with us."""
    assert registrable_domain(host, load()) == canonical_host(domain or host)
