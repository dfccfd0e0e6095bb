"""A scenario is read with every fault named, and its secrets come from the environment."""

import pytest

from charte.auditor.scenario import Scenario, Step, read_scenario
from charte.core.errors import OperatorError

SIGN_IN = """
[[steps]]
go = "/back/sign-in"

[[steps]]
fill = "input[name=username]"
with = "env:CHARTE_USER"

[[steps]]
fill = "input[name=language]"
with = "fr"

[[steps]]
click = "button[type=submit]"

[[steps]]
wait_for = "text=Sites"
"""


def faults(text, environment=None):
    """What the error says about this scenario."""
    with pytest.raises(OperatorError) as caught:
        read_scenario(text, environment or {})
    assert caught.value.mend
    return caught.value.what


def test_steps_come_in_their_order():
    """The example of docs/formats.md, section 8."""
    scenario = read_scenario(SIGN_IN, {"CHARTE_USER": "camille"})
    assert scenario.steps == (
        Step("go", "/back/sign-in"),
        Step("fill", "input[name=username]", "camille"),
        Step("fill", "input[name=language]", "fr"),
        Step("click", "button[type=submit]"),
        Step("wait_for", "text=Sites"),
    )


def test_only_what_comes_from_the_environment_is_a_secret():
    """What the document itself says is no secret any more."""
    assert read_scenario(SIGN_IN, {"CHARTE_USER": "camille"}).secrets == ("camille",)


def test_a_secret_is_never_shown_with_its_step():
    """Not even by accident, in a traceback."""
    assert "camille" not in repr(read_scenario(SIGN_IN, {"CHARTE_USER": "camille"}))


def test_the_digest_is_the_documents_not_the_secrets():
    """It stands on the tape."""
    one, other = (read_scenario(SIGN_IN, {"CHARTE_USER": user}).digest for user in ("a", "b"))
    assert one == other
    assert one.startswith("sha256:")
    assert one != read_scenario(SIGN_IN + "\n", {"CHARTE_USER": "a"}).digest


def test_no_scenario_has_no_steps():
    """The four states are visited all the same."""
    assert Scenario() == Scenario((), "", ())


def test_what_is_no_toml_is_said_in_a_sentence():
    """With the place."""
    assert faults("[[steps\n").startswith("The scenario is no TOML: ")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "steps: is missing."),
        ("steps = []", "steps: is missing."),
        ("steps = 3", "steps: is missing."),
        ("steps = [3]", "steps[0]: is no table."),
        ("[[steps]]\ngo = '/'\n[other]", "other: is not a known key."),
        ("[[steps]]", "steps[0]: says 0 things to do."),
        ("[[steps]]\ngo = '/'\nclick = 'a'", "steps[0]: says 2 things to do."),
        ("[[steps]]\ngo = '/'\nwait = 3", "steps[0].wait: is not a known key."),
        ("[[steps]]\ngo = 3", "steps[0].go: is no text."),
        ("[[steps]]\nclick = ' '", "steps[0].click: is no text."),
        ("[[steps]]\nfill = 'input'", "steps[0].with: belongs to fill, and fill needs it."),
        ("[[steps]]\nclick = 'a'\nwith = 'x'", "steps[0].with: belongs to fill, and fill needs it."),
        ("[[steps]]\nfill = 'input'\nwith = 3", "steps[0].with: is no text."),
        (
            "[[steps]]\nfill = 'input'\nwith = 'env:NOWHERE'",
            "steps[0].with: names NOWHERE, which the environment does not have.",
        ),
    ],
)
def test_a_fault_is_named_by_its_key(text, fault):
    """And how to mend it follows."""
    assert fault in faults(text)


def test_every_fault_is_named_at_once():
    """Nobody mends one line to meet the next."""
    what = faults("[[steps]]\ngo = 3\n[[steps]]\n[[steps]]\nfill = 'i'\nwith = 'env:NOWHERE'")
    assert [key in what for key in ("steps[0].go", "steps[1]", "steps[2].with")] == [True] * 3
