"""Tables, lists and texts of the register: every fault told, each with its own key and line."""

import pytest
from tests.fakes.charters import TOML, line_of, only_problem, problems, replaced, rivebelle

from charte.core.charter import read
from charte.core.errors import InvalidCharter


def told(text: str) -> list[tuple[str, int]]:
    """The key and line of each problem."""
    return [(problem.key, problem.line) for problem in problems(text)]


def test_every_fault_of_a_file_is_told_at_once_in_the_order_of_its_lines():
    """From one end to the other, whatever kind each is of."""
    text = replaced(
        ("schema = 1", "schema = 0"),
        ('hosts = ["demo.localhost"]', 'hosts = ["a b", "demo.localhost", "c d"]'),
        ('policy = "fr-cnil-2026"', 'policy = "xx"'),
        ('exemption = "E1"', 'exemption = "E8"'),
        (', en = "Detailed analytics"', ""),
        ('provider = "Mesurelle"\n', ""),
        ('purposes = ["audience"]', 'purposes = ["audiense"]'),
        ('lifetime = "P1Y"', 'lifetime = "a while"'),
    )
    assert told(text) == [
        ("schema", 1),
        ("site.hosts[0]", line_of(text, "hosts =")),
        ("site.hosts[2]", line_of(text, "hosts =")),
        ("site.policy", line_of(text, "policy =")),
        ("purposes[0].exemption", line_of(text, 'exemption = "E8"')),
        ("purposes[2].title", line_of(text, 'title = { fr = "Mesure d’audience détaillée"')),
        ("services[1].provider", line_of(text, '[[services]]\nkey = "stats"')),
        ("services[1].trackers[0].purposes", line_of(text, 'purposes = ["audiense"]')),
        ("services[2].trackers[1].lifetime", line_of(text, 'lifetime = "a while"')),
    ]


def test_an_error_of_the_charter_says_how_many_there_are():
    """One sentence over all of them, exit code 1."""
    with pytest.raises(InvalidCharter, match=r"^The charter has 1 error\.$") as caught:
        read(replaced(("schema = 1", "schema = 0")))
    assert caught.value.exit_code == 1


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n"])
def test_an_empty_file_lacks_the_two_things_that_every_register_has(text):
    """Both said on the first line, with what to write."""
    assert [(problem.line, problem.key, problem.what, problem.mend) for problem in problems(text)] == [
        (1, "schema", "This key is missing.", "Write schema = 1 as the first line."),
        (1, "site", "This key is missing.", "Add a table [site] with its keys."),
    ]


def test_a_later_schema_is_told_alone():
    """What else it holds may be right there, so nothing else is said."""
    problem = only_problem(replaced(("schema = 1", "schema = 2\nnew_key = 1")))
    assert (problem.line, problem.key) == (1, "schema")
    assert problem.what == "The register is written in schema 2; this version of Charte reads schema 1."
    assert problem.mend == "Use a later version of Charte, or write the register in schema 1."


@pytest.mark.parametrize(
    ("old", "new", "key", "mend"),
    [
        ('page = "/charte"', 'pages = "/charte"', "site.pages", "Did you mean page?"),
        ("[log]", "[logs]", "logs", "Did you mean log?"),
        (
            "http_only = false",
            "HttpOnly = false",
            "services[0].trackers[0].HttpOnly",
            "Did you mean http_only?",
        ),
        (
            "http_only = false",
            "http-only = false",
            "services[0].trackers[0].http-only",
            "Did you mean http_only?",
        ),
        ('tool = "CNIL"', 'tol = "CNIL"', "purposes[1].assessment.tol", "Did you mean tool?"),
        ("[log]", "[log]\nzz = 1", "log.zz", "Expected one of: origin, key, address."),
        (
            'dpo = { name = "The',
            'dpo = { mail = "x", name = "The',
            "site.dpo.mail",
            "Expected one of: name, contact, address, id, country.",
        ),
    ],
)
def test_an_unknown_key_brings_the_nearest_known_one(old, new, key, mend):
    """Or all that there are, where none is near."""
    text = replaced((old, new))
    found = {problem.key: problem for problem in problems(text)}[key]
    assert (found.line, found.what, found.mend) == (
        line_of(text, new) + new.startswith("[log]\n"),
        "There is no such key.",
        mend,
    )


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('key = "rivebelle"\n', "", "site.key"),
        ('origin = "charte.localhost/log"\n', "", "log.origin"),
        ('basis = "consent"\n', "", "purposes[2].basis"),
        ('name = "seen"\n', "", "services[2].trackers[0].name"),
        ('tool = "CNIL", ', "", "purposes[1].assessment.tool"),
        ("[log]", '[[review]]\nkey = "x"\n\n[log]', "review[0].why"),
    ],
)
def test_a_missing_key_is_told_where_its_table_begins(old, new, key):
    """With what to add."""
    text = replaced((old, new))
    problem = only_problem(text)
    begins = {"site": "[site]", "log": "[log]", "review[0]": "[[review]]"}
    parent = key.rpartition(".")[0]
    assert (problem.key, problem.what) == (key, "This key is missing.")
    assert problem.mend.startswith(f"Add {key.rpartition('.')[2]} = …; expected: ")
    if parent in begins:
        assert problem.line == line_of(text, begins[parent])


def test_a_key_that_would_speak_to_the_terminal_is_shown_without_its_commands():
    """On its line all the same."""
    text = replaced(("[log]", '[log]\n"\\u001b[31mred\\n" = 1'))
    problem = only_problem(text)
    assert (problem.key, problem.line) == ("log.\ufffd[31mred\ufffd", line_of(text, "[31m"))


def test_each_item_of_a_list_is_told_by_its_place():
    """On its own line, where the list runs over several."""
    text = replaced(
        ('hosts = ["demo.localhost"]', 'hosts = [\n  "demo.localhost",\n  3,\n  "demo.localhost",\n]')
    )
    assert [(problem.line, problem.key, problem.what) for problem in problems(text)] == [
        (line_of(text, "  3,"), "site.hosts[1]", "A number cannot stand here."),
        (line_of(text, "  3,") + 1, "site.hosts[2]", "'demo.localhost' stands here twice."),
    ]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('purposes = ["choice"]', "purposes = []", "services[0].trackers[0].purposes"),
        ('languages = ["fr", "en"]', "languages = []", "site.languages"),
        ('front = ["/*"]', "front = []", "site.locations.front"),
    ],
)
def test_a_list_that_must_say_something_is_not_empty(old, new, key):
    """Others may be: `recipients = []` says nobody."""
    problem = only_problem(replaced((old, new)))
    assert (problem.key, problem.what) == (key, "This list is empty.")
    assert rivebelle().services[0].trackers[0].recipients == ()


@pytest.mark.parametrize(
    ("texts", "key", "what"),
    [
        ("{}", "purposes[3].text", "There is no text in any language."),
        ('"Vidéos"', "purposes[3].text", "A text cannot stand here."),
        ('{ fr = "x", en = 3 }', "purposes[3].text.en", "A number cannot stand here."),
        ('{ fr = "x", en = "" }', "purposes[3].text.en", "This text is empty."),
        ('{ fr = "x", English = "y" }', "purposes[3].text.English", "'English' cannot stand here."),
    ],
)
def test_texts_are_told_by_their_language(texts, key, what):
    """One fault, and none that only follows from it."""
    text = replaced(
        ('text = { fr = "Afficher un contenu tiers.", en = "Show third-party content." }', f"text = {texts}")
    )
    problem = only_problem(text)
    assert (problem.key, problem.what, problem.line) == (key, what, line_of(text, f"text = {texts}"))


def test_all_faults_of_one_value_are_told():
    """Not only the first of a table of texts, a map or a list."""
    text = replaced(
        ('front = ["/*"]\nback = ["/back/*"]', 'Front = ["x", 3]\nback = "/back"'),
        ('title = { fr = "Vidéos", en = "Videos" }', 'title = { fr = "", EN = 1 }'),
    )
    assert [key for key, _ in told(text)] == [
        "site.locations.Front",
        "site.locations.Front[0]",
        "site.locations.Front[1]",
        "site.locations.back",
        "purposes[3].title.fr",
        "purposes[3].title.EN",
        "purposes[3].title.EN",
    ]


def test_a_table_that_cannot_be_read_leaves_the_others_their_places():
    """The keys of what follows stay those of the file."""
    head, _, _ = TOML.partition("[[purposes]]")
    text = head.replace(
        "schema = 1\n", 'schema = 1\npurposes = [3, { key = "a", basis = "consent", title = 1 }]\n'
    )
    assert [key for key, _ in told(text)] == ["purposes[0]", "purposes[1].title", "purposes[1].text"]


def test_a_location_may_have_any_name():
    """Even one that our own code uses for something else."""
    locations = rivebelle(
        ('back = ["/back/*"]', 'line = ["/line/*"]'), ('"front", "back"]', '"front", "line"]')
    ).site.locations
    assert dict(locations) == {"front": ("/*",), "line": ("/line/*",)}
