"""Text that is no TOML: the line, what is wrong in plain words, and how to mend it."""

import pytest
from tests.fakes.charters import TOML, line_of, only_problem, replaced

from charte.core.charter.toml import LARGEST


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('name = "Rivebelle en données"', "name = Rivebelle", "What follows the equals sign is no value."),
        (
            'name = "Rivebelle en données"',
            "name = « Rivebelle »",
            "What follows the equals sign is no value.",
        ),
        ('name = "Rivebelle en données"', "name =", "What follows the equals sign is no value."),
        ('name = "Rivebelle en données"', 'name = "Rivebelle', "A text is not closed."),
        ('name = "Rivebelle en données"', 'name = "C:\\Rivebelle"', "A text holds a backslash."),
        (
            'name = "Rivebelle en données"',
            'name = "\\uD800"',
            "A text holds a \\u that names no character.",
        ),
        ('name = "Rivebelle en données"', 'name = "\\uZZZZ"', "A text holds a \\u that names no character."),
        ('name = "Rivebelle en données"', 'name "Rivebelle"', "A key has no value."),
        (
            'name = "Rivebelle en données"',
            'name = "R" hosts = []',
            "Something follows that does not belong on this line.",
        ),
        ('name = "Rivebelle en données"', "- name", "A key has no value."),
        ('name = "Rivebelle en données"', "== name", "No key, table or comment begins here."),
        ('name = "Rivebelle en données"', "« name »", "No key, table or comment begins here."),
        ('name = "Rivebelle en données"', "[site.x", "The name of a table is not closed."),
        ('languages = ["fr", "en"]', 'languages = ["fr" "en"]', "A list is not closed."),
        ("date = 2026-11-20\n", "date = 2026-02-30\n", "There is no such day or time."),
        (
            'changes = { fr = "Première version.", en',
            'changes = { fr = "Première version." en',
            "A table between { and } is not closed.",
        ),
        (
            'en = "First version." }',
            'en = "First version.", en = "Again." }',
            "A key stands twice between { and }.",
        ),
        ("[site.locations]", "[ site ]", "A table stands here that was written already."),
        ("[log]", "[ site.controller ]", "A table stands here that was written already."),
        ("[site.locations]", "controller.name = 1", "What stands here already has a value elsewhere."),
        ('page = "/charte"', "page = '/charte", "A text is not closed."),
        ("# none", "# \x01", "Here stands a character that cannot be seen."),
    ],
)
def test_broken_toml_is_told_in_plain_words(old, new, what):
    """One fault, on its line, with how to mend it: what follows it cannot be read."""
    text = replaced((old, new), toml=TOML.replace("[log]", "# none\n[log]"))
    problem = only_problem(text)
    assert (problem.line, problem.key, problem.what) == (line_of(text, new), "TOML", what)
    assert problem.mend.endswith(".")


@pytest.mark.parametrize("quote", ['"""', "'''", "'"])
def test_a_text_that_never_ends_is_told_where_it_begins(quote):
    """Not at the end of the file, where TOML readers come to know of it."""
    text = replaced(('"Rivebelle en données"', f"{quote}Rivebelle en données"))
    problem = only_problem(text)
    assert (problem.line, problem.what) == (line_of(text, "name = "), "A text is not closed.")


def test_a_text_that_ends_with_the_file_is_told_there():
    """The last line needs no line feed."""
    problem = only_problem("a = 'x'\nb = \"x")
    assert (problem.line, problem.what) == (2, "A text is not closed.")
    problem = only_problem("a = 'x'\nb")
    assert (problem.line, problem.what) == (2, "A key has no value.")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_key_that_stands_twice_is_named_with_both_lines(end):
    """Even when its value runs over lines, where TOML readers name the last of them."""
    text = replaced(("[site.locations]", '"name" = """Rivebelle\nencore"""\n[site.locations]')).replace(
        "\n", end
    )
    problem = only_problem(text)
    first, second = line_of(text, 'name = "Rivebelle'), line_of(text, '"name" = ')
    assert problem.line == second
    assert problem.what == f"site.name stands here for the second time; line {first} has it already."
    assert problem.mend == "Keep one of the two."


def test_a_key_written_twice_at_the_very_end_is_named_too():
    """Where TOML readers know no line to tell."""
    problem = only_problem("a = 1\na = 2")
    assert (problem.line, problem.what) == (2, "a stands here for the second time; line 1 has it already.")


def test_a_table_where_a_value_stands_is_no_second_key():
    """It is told without a name, rather than with a wrong one."""
    problem = only_problem("a = 1\n[[a]]\n")
    assert (problem.line, problem.what) == (2, "What stands here already has a value elsewhere.")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("x = " + "[" * 20_000, "Lists or tables stand in one another too deeply."),
        (f"x = {'9' * 5_000}", "A number is too long to be read."),
        ("# " + "x" * LARGEST, "The file is larger than 4 MB."),
    ],
)
def test_a_hostile_text_is_refused_as_any_other(text, what):
    """Nesting, numbers and sizes that a reader chokes on are the file's fault, not ours."""
    problem = only_problem(text)
    assert (problem.line, problem.key, problem.what) == (0, "TOML", what)
    assert problem.mend
