"""The pieces that a report is made of: safe text, markup as values, words, rows, the tree of hosts, the drawings."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.audited_site import audit
from tests.reporting.reports import ALL, bare, document, hostile, lying, true

from charte.core.canonical import canonical_bytes
from charte.look import words as look_words
from charte.reporting import hostmap, json_file, matrix, timeline
from charte.reporting.markup import Markup, join, tag, trusted
from charte.reporting.rows import Standing, rows
from charte.reporting.shapes import badge, mark
from charte.reporting.tree import broken_states, tree
from charte.reporting.visible import visible
from charte.reporting.words import Words

EN, FR = Words("en"), Words("fr")


@given(st.text())
def test_visible_text_holds_no_hidden_character_and_no_more_than_asked(text):
    """Controls, marks of direction and half characters are written out."""
    shown = visible(text, 50)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    shown.encode("utf-8")
    if text.isascii() and text.isprintable():
        assert len(shown) <= 50
        assert shown == text or "…" in shown


@given(st.text(), st.text())
def test_text_and_attributes_never_become_markup(text, value):
    """Whatever stands in them, the element has one start and one end."""
    made = tag("b", text, title=value)
    assert re.fullmatch(r'<b title="[^"<>]*">[^<>]*</b>', made)


def test_markup_is_nested_and_attributes_are_left_out():
    """A child that is markup stays so; None and False leave nothing; True is a bare name."""
    assert tag("p", tag("i", "<x>"), None, ["a", 1]) == "<p><i>&lt;x&gt;</i>a1</p>"
    assert (
        tag("details", class_="c", open=True, hidden=False, data_x=None)
        == '<details class="c" open></details>'
    )
    assert tag("circle", cx=1.0, cy=2.25) == '<circle cx="1" cy="2.2"/>'
    assert tag("img", src=trusted("data:" + "x" * 9000)).count("x") == 9000
    assert isinstance(join("a"), Markup)
    with pytest.raises(TypeError):
        tag("p", object())


def test_the_json_file_is_canonical():
    """Its bytes are those that the digest is over; nothing is added at the end."""
    text = json_file.render(true())
    assert text.encode() == canonical_bytes(true())
    assert json.loads(text) == true()
    assert not text.endswith("\n")


def test_both_languages_say_everything():
    """The same keys, the same places to fill, in the same forms."""
    en, fr = (look_words(language)["report"] for language in ("en", "fr"))
    assert en.keys() == fr.keys()

    def holes(text):
        return sorted(re.findall(r"\{(\w+)\}", text))

    for key, text in en.items():
        if isinstance(text, str):
            assert holes(text) == holes(fr[key]), key
        elif isinstance(text, dict):
            assert text.keys() == fr[key].keys(), key
            assert {form: holes(said) for form, said in text.items()} == {
                form: holes(said) for form, said in fr[key].items()
            }


def test_numbers_days_and_lists_follow_the_language():
    """Zero is singular in French; moments and lists read as they are written there."""
    assert EN.counted("trackers", 0) == "0 trackers"
    assert FR.counted("trackers", 0) == "0 traceur"
    assert EN.number(12_345) == "12,345"
    assert FR.number(12_345) == "12\u202f345"
    assert EN.moment("2026-11-25T09:30:00Z") == "25 November 2026, 09:30 UTC"
    assert FR.moment("2026-11-25T09:30:00Z") == "25 novembre 2026, 09\u00a0h\u00a030 UTC"
    assert EN.moment("yesterday") == "yesterday"
    assert FR.seconds(1250, 2) == "1,25"
    assert (EN.listed([]), EN.listed(["a"]), EN.listed(["a", "b", "c"])) == ("", "a", "a, b and c")
    assert EN.lifetime("P13M") == "13\u00a0months"
    assert EN.lifetime("session") == EN.asked(None) == "until the browser closes"
    assert (EN.lifetime(""), EN.lifetime("soon")) == ("", "soon")
    assert FR.asked(33_696_000) == "390\u00a0jours"


def test_rows_put_what_is_wrong_first():
    """A tracker where it must not be, then strangers, then the rest in the order of the charter."""
    found = rows(lying())
    assert [row.standing for row in found[:2]] == [Standing.BROKEN, Standing.STRANGER]
    assert found[0].broken == ("none", "refused", "withdrawn")
    assert {row.standing for row in found[2:]} == {Standing.SEEN, Standing.UNSEEN}
    assert [row.name for row in found if row.standing is Standing.UNSEEN] == ["django_language", "sessionid"]


def test_without_a_charter_nothing_is_a_stranger():
    """There is nothing that it would be a stranger to."""
    assert {row.standing for row in rows(bare())} == {Standing.BARE}
    assert "not declared" not in matrix.matrix(bare(), EN)


def test_marks_are_told_apart_without_colour():
    """Filled where seen, ringed where permitted, struck where barred: each combination has its own shapes."""
    drawn = {
        tuple(re.findall(r'class="(ring|dot|strike)"', mark(seen=seen, permitted=permitted, barred=barred)))
        for seen in (False, True)
        for permitted, barred in ((True, False), (False, True), (False, False))
    }
    assert len(drawn) == 6
    assert (
        len(
            {
                re.sub('class="[^"]*"', "", badge(kind))
                for kind in ("pass", "fail", "unknown", "not-applicable")
            }
        )
        == 4
    )


def test_a_host_hangs_under_who_brought_it():
    """The site is the root; what a tag manager brought is below it; a second one who brought it is noted."""

    def page(browser):
        browser.request("http://tags.example/t.js")
        browser.request("http://deep.example/d.js", by="http://tags.example/t.js")
        browser.request("http://deeper.example/e.js", by="http://deep.example/d.js")
        browser.request("http://deeper.example/f.js", by="http://stats.localhost/s.js")

    root = tree(document(audit(page=page)))
    by_name = {node.host: node for _, node in root.walk()}
    assert {child.host for child in root.children} == {
        "ads.localhost",
        "stats.localhost",
        "tags.example",
        "video.localhost",
    }
    assert [child.host for child in by_name["tags.example"].children] == ["deep.example"]
    assert [child.host for child in by_name["stats.localhost"].children] == ["deeper.example"]
    assert by_name["deeper.example"].others == ["deep.example"]
    assert root.size == 7


def test_hosts_that_only_bring_each_other_are_not_lost():
    """A ring of hosts hangs on the site."""
    report = true()
    ring = [
        {**report["hosts"][0], "host": name, "party": "third", "brought_by": [by]}
        for name, by in (("a.example", "b.example"), ("b.example", "a.example"))
    ]
    assert {child.host for child in tree({**report, "hosts": ring}).children} == {"a.example", "b.example"}


def test_a_host_that_must_not_be_called_is_struck_and_said():
    """In the drawing and in words."""
    early = document(audit(page=lambda b: b.request("http://ads.localhost/pixel.gif")))
    ads = next(host for host in early["hosts"] if host["host"] == "ads.localhost")
    assert broken_states(ads) == ["none", "refused", "withdrawn"]
    drawn = hostmap.host_map(early, EN)
    assert "must not be called before any choice, after refusal and after withdrawal" in drawn
    assert 'class="wrong"' in drawn


@pytest.mark.parametrize("hosts", [0, 1, 2, 7, 60])
def test_the_map_is_drawn_for_any_number_of_hosts(hosts):
    """Rays to both sides, an indented tree where there are many, a sentence where there are none."""
    report = document(audit(page=lambda b: [b.request(f"http://h{n:02}.example/") for n in range(hosts)]))
    lonely = {**report, "hosts": [host for host in report["hosts"] if host["party"] != "third" or hosts]}
    drawn = hostmap.host_map(lonely, EN)
    assert drawn.count("<svg") == (2 if hosts else 0)
    for number in range(hosts):
        assert drawn.count(f">h{number:02}.example<") == 3  # twice drawn, once in the table
    assert ("Every request went to the site itself." in drawn) is (hosts == 0)


def within(svg):
    """Whether everything that is placed stands within the drawing, but for the ends of long labels."""
    left, top, width, height = map(float, re.search(r'viewBox="([^"]+)"', svg)[1].split())
    xs = [float(x) for x in re.findall(r'\b(?:x|cx|x1|x2)="(-?[\d.]+)"', svg)]
    ys = [float(y) for y in re.findall(r'\b(?:y|cy|y1|y2)="(-?[\d.]+)"', svg)]
    return min(xs) >= left and max(xs) <= left + width and min(ys) >= top and max(ys) <= top + height


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_drawn_outside_its_frame(name):
    """Wide and narrow, map and timeline."""
    report = ALL[name]()
    pictures = hostmap.host_map(report, EN) + timeline.timeline(report, EN)
    drawings = re.findall(r'<svg[^>]*class="(?:map|timeline)".*?</svg>', pictures)
    assert len(drawings) == (2 if name == "inconclusive" else 4)  # no third party was called in those states
    assert all(map(within, drawings))


def test_the_axis_begins_at_zero_and_states_its_unit():
    """And every lane is a state with its choices."""
    drawn = timeline.timeline(lying(), EN)
    assert ">0 s<" in drawn
    for word in ("nothing chosen", "refused", "accepted", "withdrawn", "refuses", "accepts", "withdraws"):
        assert f">{word}<" in drawn
    assert "must not be there" in drawn


def test_headings_say_what_is_on_the_page():
    """Not what the page is."""
    assert matrix.title(lying(), EN) == "10 trackers, 1 not declared, 1 where it must not be"
    assert matrix.title(true(), EN) == "9 trackers, all where they may be"
    assert hostmap.title(true(), EN) == "3 third-party hosts called"
    assert timeline.title(true(), FR).startswith("Ce qui est apparu, et quand, en 0,")
    assert hostmap.title(hostile(), FR) == "5 hôtes tiers appelés"
