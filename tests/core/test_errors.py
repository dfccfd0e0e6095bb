"""Errors: whose fault, what happened, how to mend it."""

import pytest

from charte.core import errors
from charte.core.errors import CharteError, InvalidCharter, OperatorError, Problem, VisitorError

EXIT_CODES = {
    "OperatorError": 2,
    "VisitorError": 2,
    "SiteError": 3,
    "OwnFault": 70,
    "DoesNotVerify": 1,
    "InvalidCharter": 1,
}


def test_every_error_has_the_exit_code_of_its_fault():
    """The table above is the whole tree, so a new error must say whose fault it is."""
    tree = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    found = {kind.__name__: kind.exit_code for kind in tree if kind is not CharteError}
    assert found == EXIT_CODES
    assert all(issubclass(kind, CharteError) for kind in tree)


def test_an_error_says_what_happened_and_how_to_mend_it():
    """`explain` is both sentences on one line; `str` is what happened."""
    error = OperatorError("Port 8000 is taken.", "Choose another with --port.")
    assert error.explain() == "Port 8000 is taken. Choose another with --port."
    assert str(error) == "Port 8000 is taken."


def test_an_error_without_a_mend_ends_with_what_happened():
    """No trailing space where nothing can be done."""
    assert OperatorError("It is so.").explain() == "It is so."


def test_a_visitors_error_carries_the_status_to_answer():
    """400 unless said otherwise."""
    assert VisitorError("The body is no JSON.").status == 400
    assert VisitorError("The body is too large.", status=413).status == 413


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (12, "line 12: site.name: It is empty. Give it a name."),
        (0, "site.name: It is empty. Give it a name."),
    ],
)
def test_a_problem_names_line_and_key(line, expected):
    """A problem whose line is unknown names the key alone."""
    assert Problem(line, "site.name", "It is empty.", "Give it a name.").explain() == expected


def test_an_invalid_charter_keeps_all_its_problems():
    """All at once, in the order of the file, and counted in the sentence."""
    problems = tuple(Problem(line, "key", "Wrong.", "Mend it.") for line in (1, 2))
    error = InvalidCharter(problems)
    assert error.problems == problems
    assert error.what == "The charter has 2 errors."
    assert InvalidCharter(problems[:1]).what == "The charter has 1 error."
