"""`report.html`: one whole page that fetches nothing, runs nothing, and keeps what a site says as text."""

import base64
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from tests.fakes.audited_site import audit
from tests.fakes.tapes import FakeBrowser
from tests.reporting.reports import ALL, HOSTILE, bare, document, hostile, inconclusive, lying, true

from charte.core.observation import Proof, State
from charte.reporting.html import render

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def unproven():
    """The true site, whose refusal nobody proved."""
    return [
        replace(
            tape, events=tuple(replace(e, proven=False) if isinstance(e, Proof) else e for e in tape.events)
        )
        if tape.state is State.REFUSED
        else tape
        for tape in audit()
    ]


VOID = {"meta", "img", "br", "col", "link", "input", "hr"}


class Page(HTMLParser):
    """The page as a parser that mends nothing reads it: elements in order, their attributes, the text."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.elements, self.text, self.unbalanced = [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data):
        self.text.append(data)

    def all(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]

    @property
    def words(self):
        return " ".join(" ".join(self.text).split())


@pytest.fixture(params=[(name, language) for name in ALL for language in ("fr", "en")], ids="-".join)
def page(request):
    name, language = request.param
    return Page(render(ALL[name](), language))


def test_every_element_is_closed_in_its_place(page):
    """Nothing in a report breaks its frame."""
    assert page.open == []
    assert page.unbalanced == []


def test_it_fetches_nothing(page):
    """No script, frame or link element; no address but places in the page, pictures as data, files beside it."""
    assert not {tag for tag, _ in page.elements} & {
        "script",
        "iframe",
        "object",
        "embed",
        "link",
        "base",
        "form",
    }
    for _, attributes in page.elements:
        for name, value in attributes.items():
            assert not name.startswith("on"), name
            if name in ("src", "href", "action", "data", "poster", "srcset"):
                assert re.fullmatch(r"#[\w-]+|data:image/png;base64,[\w+/=]+|[\w-]+\.png", value), value
    style = "".join(page.text)
    assert "@import" not in style
    assert "url(" not in style


def test_a_policy_forbids_whatever_was_overlooked(page):
    """The page itself tells the browser to run and fetch nothing."""
    (policy,) = [m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "script-src" not in policy


def test_every_anchor_has_its_place(page):
    """A link of the short list leads to its finding."""
    places = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    assert {a["href"][1:] for a in page.all("a") if a["href"].startswith("#")} <= places
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_the_pictures_have_a_table_behind_them(page):
    """Drawings are for eyes alone; the same stands in tables with captions."""
    assert all(svg.get("aria-hidden") == "true" for svg in page.all("svg"))
    assert len(page.all("caption")) == len(page.all("figure"))
    assert page.all("figure")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_hostile_names_stay_text(language):
    """Each is there to be read, escaped, with hidden characters written out."""
    page = Page(render(hostile(), language))
    for name in HOSTILE[:7]:
        assert name in page.words
    assert "\x1b" not in page.words
    assert "\u202e" not in page.words
    assert "⟨U+001B⟩[31mred" in page.words
    assert "⟨U+202E⟩esrever" in page.words
    assert "n" * 3000 not in page.words
    assert "javascript:alert(1)" not in {a.get("href") for a in page.all("a")}


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (
            true,
            "The charter is true: what the audit saw is what it declares, and nothing came without permission.",
        ),
        (lying, "The charter is not true: 8\u00a0failures, 4 of them blocking."),
        (bare, "This site has 2\u00a0failures, judged without a charter."),
        (inconclusive, "It cannot be told whether the charter is true: not every consent state was audited."),
    ],
)
def test_it_opens_with_the_verdict_in_one_sentence(make, sentence):
    """The one heading of the page."""
    text = render(make(), "en")
    (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", text)
    assert re.sub(r"<[^>]+>", "", heading) == sentence
    assert text.index("<h1") < text.index("<h2")


def test_page_one_names_every_failure_with_its_gravity():
    """Rule, sentence and severity, before any picture."""
    head = render(lying(), "en").partition("<h2")[0]
    for finding in lying()["findings"]:
        if finding["verdict"] == "fail":
            assert f">{finding['rule']}</a>" in head
            assert finding["what"]["en"].replace("<", "&lt;").replace(">", "&gt;") in head
    assert "blocking" in head
    assert "3 questions stay open" in head


def test_page_one_counts_what_it_does_not_name():
    """Fourteen failures, and how many more there are."""
    report = lying()
    failure = next(finding for finding in report["findings"] if finding["verdict"] == "fail")
    many = {**report, "findings": [{**failure, "subject": f"t{number}"} for number in range(20)]}
    head = render(many, "en").partition("<h2")[0]
    assert head.count('class="code"') == 14
    assert '<a href="#mend">and 6 more below</a>' in head


@pytest.mark.parametrize(
    ("tapes", "sentence"),
    [
        (audit(provenance={"third_party_cookies": "blocked"}), "evidence for a blocking rule is missing."),
        (unproven(), "nothing proves that these states were reached: “refused”."),
    ],
)
def test_what_cannot_be_told_says_why_in_the_first_sentence(tapes, sentence):
    """A state that nobody proved, or evidence that is missing."""
    page = Page(render(document(tapes), "en"))
    assert f"It cannot be told whether the charter is true: {sentence}" in page.words
    assert "Nothing that was seen is wrong." in page.words


def test_a_site_without_trackers_or_third_parties_has_its_sentences():
    """An empty picture says what it would have shown."""
    tape = FakeBrowser(State.NONE)
    tape.prove()
    words = Page(render(document([tape.tape()], None), "en")).words
    assert "No tracker was seen, and none is declared." in words
    assert "Every request went to the site itself." in words
    assert "The tapes hold no visit." in words


def test_a_write_that_the_browser_refused_stands_apart():
    """With its reason."""
    tapes = audit(page=lambda browser: browser.script("odd=1; SameSite=None; Path=/"))
    words = Page(render(document(tapes), "en")).words
    assert "1 write refused by the browser" in words
    assert "odd for demo.localhost: none-without-secure" in words


def test_french_is_set_as_the_french_set_it():
    """No-break spaces before high punctuation, the comma of decimals, the language of the page."""
    text = render(lying(), "fr")
    assert '<html lang="fr" dir="ltr">' in text
    words = Page(text).words
    assert "La charte n’est pas vraie\u00a0: 8\u00a0manquements, dont 4\u00a0bloquants." in "".join(
        Page(text).text
    )
    assert "contraste inférieur à 4,5 pour 1" in words
    assert not re.search(r"[a-zé] [;!?»]", words.partition("}")[0])


def test_a_basis_to_be_confirmed_is_said_to_be():
    """Beside the text of law, never as established."""
    assert "to be confirmed" in Page(render(true(), "en")).words
    assert "à confirmer" in Page(render(true(), "fr")).words


def test_screenshots_are_put_in_or_linked():
    """As data where their bytes are given; else by the file beside the report; what is no picture is neither."""
    linked = Page(render(true(), "en"))
    assert "none-before.png" in {a["href"] for a in linked.all("a")}
    assert linked.all("img") == []
    shown = Page(
        render(true(), "en", {"none-before.png": PNG, "refused-refused.png": b"<svg onload=alert(1)>"})
    )
    (image,) = shown.all("img")
    assert image["src"].startswith("data:image/png;base64,iVBOR")
    assert image["alt"] == "The page, nothing chosen, before any choice"


def test_a_language_that_charte_does_not_speak_is_refused():
    """As everywhere in the look."""
    with pytest.raises(KeyError):
        render(true(), "de")


def test_the_same_report_is_the_same_page():
    """Nothing of the moment of rendering is in it."""
    assert render(lying(), "fr") == render(lying(), "fr")
