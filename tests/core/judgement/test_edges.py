"""Registers that say little, tapes that say odd things, and the sentences themselves."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.core.judgement.examples import in_phase
from tests.fakes.audited_site import audit, banner_text, charter, replaced
from tests.fakes.tapes import SUFFIXES, FakeBrowser, control, value

from charte.core.duration import parse_duration
from charte.core.errors import OperatorError
from charte.core.judgement import Ruling, judge
from charte.core.judgement.address import host_of, path_of, without_query
from charte.core.judgement.case import open_case
from charte.core.judgement.lifetime import longest
from charte.core.judgement.sightings import covers
from charte.core.judgement.words import counted, decimal, lasting, listed, say
from charte.core.observation import Act, Jar, Phase, ScriptCookie, State, StorageWrite
from charte.core.policy import FR_CNIL_2026
from charte.core.purpose import Basis


def judged(tapes, register=None):
    return judge(register or charter(), FR_CNIL_2026, tapes, SUFFIXES)


def of(judgement, code):
    return {(f.subject, f.state): f for f in judgement.findings if f.rule.code == code}


def only(judgement, code):
    (finding,) = of(judgement, code).values()
    return finding


def test_a_site_without_audience_measurement_is_spared_its_rules():
    """R06, R10 and R12 do not apply; a site without sign-in is spared R13."""
    register = charter()
    bare = replace(
        register,
        purposes=tuple(p for p in register.purposes if p.key not in ("visits", "auth")),
        services=tuple(s for s in register.services if s.key not in ("counter", "account")),
    )
    judgement = judged(audit(), bare)
    for code in ("R06", "R10", "R12", "R13"):
        assert only(judgement, code).ruling is Ruling.NOT_APPLICABLE


def test_audience_without_an_assessment_or_with_data_kept_too_long_fails():
    """Declarations of the charter, cited by their line."""
    none = replaced(('assessment = { tool = "Compteur", date = 2026-10-01, document = "/a.pdf" }\n', ""))
    finding = only(judged(audit(), none), "R10")
    assert (finding.ruling, finding.subject) == (Ruling.FAIL, "visits")
    assert finding.evidence[0].line > 0
    long = replaced(('data_retention = "P25M"', 'data_retention = "P26M"'))
    assert "26\u00a0months; 25\u00a0months is the most" in only(judged(audit(), long), "R12").what["en"]


def test_a_counter_that_was_never_written_shows_no_life():
    """R06 is unknown for it; where it asks for too much it fails though the register is right."""
    objects = audit(states=[State.REFUSED])
    judgement = judged(objects, replaced(("_visits", "_count")))
    assert of(judgement, "R06")["_count", ""].ruling is Ruling.UNKNOWN
    long = in_phase(
        Phase.BEFORE, lambda b: b.request("http://demo.localhost/", "_visits=1; Max-Age=99999999; Path=/")
    )
    assert ("R06", "_visits", "") in judged(audit(page=long)).failures


def test_a_charter_with_one_purpose_to_choose_has_no_partial_choice():
    """C06 says so."""
    register = replaced()
    one = replace(
        register,
        purposes=tuple(
            p for p in register.purposes if (p.basis is Basis.EXEMPT and not p.objectable) or p.key == "ads"
        ),
    )
    assert "not two purposes" in only(judged(audit(), one), "C06").what["en"]


def test_a_site_with_nothing_to_choose_keeps_no_choice():
    """R05 does not apply without a choice, and is unknown where the cookie was not seen."""
    register = charter()
    nothing = replace(
        register,
        purposes=tuple(p for p in register.purposes if not p.offered),
        services=tuple(s for s in register.services if s.key in ("platform", "account")),
    )
    tape = FakeBrowser(State.NONE).tape()
    assert only(judged([tape], nothing), "R05").ruling is Ruling.NOT_APPLICABLE
    assert "No cookie that keeps the choice" in only(judged([tape]), "R05").what["en"]


def test_a_charter_that_names_no_controller_gives_nothing_to_look_for():
    """I01 is unknown."""
    silent = replaced(('controller = { name = "Rivebelle", contact = "contact@demo.localhost" }\n', ""))
    assert only(judged(audit(), silent), "I01").ruling is Ruling.UNKNOWN


def test_a_purpose_without_its_description_is_not_shown():
    """A title alone is not enough."""
    text = banner_text().replace("Analyser votre parcours.", "")
    finding = of(judged(audit(text=text)), "I03")["audience", "none"]
    assert finding.ruling is Ruling.FAIL
    assert "the description of the purpose audience" in finding.what["en"]


def test_a_cookie_kept_and_never_seen_written_has_no_known_life():
    """The jar alone proves nothing short enough."""
    tapes = [
        replace(
            tape,
            events=tuple(e for e in tape.events if not (isinstance(e, ScriptCookie) and e.name == "_st_42")),
        )
        for tape in audit()
    ]
    assert of(judged(tapes), "R04")["_st_<ID>", ""].ruling is Ruling.UNKNOWN


def test_clicks_that_nobody_counted_are_not_compared():
    """B01 and W02 are unknown where no tape shows the acts and the banner shows one control."""
    tapes = [
        replace(tape, events=tuple(e for e in tape.events if not isinstance(e, Act)))
        for tape in audit(controls=lambda: {"accept": control("Tout accepter")})
    ]
    judgement = judged(tapes)
    assert only(judgement, "B01").ruling is Ruling.UNKNOWN
    assert only(judgement, "W02").ruling is Ruling.UNKNOWN


@pytest.mark.parametrize(
    ("header", "fault"),
    [
        ("__Secure-a=1; Path=/", "prefix without Secure"),
        ("__Host-a=1; Secure; Path=/x", "__Host- without Path=/ or with Domain"),
        ("a=1; Max-Age=soon; Path=/", "max-age ignored"),
        ("a=1; Path=/; Path=/b", "path ignored"),
    ],
)
def test_what_has_no_effect_in_a_header_is_named(header, fault):
    """S06: what browsers ignore or refuse."""
    tapes = audit(page=lambda b: b.request("http://demo.localhost/", header))
    assert fault in only(judged(tapes), "S06").what["en"]


def test_an_attribute_of_another_browser_is_no_fault():
    """Priority means something elsewhere."""
    tapes = audit(page=lambda b: b.request("http://demo.localhost/", "a=1; Path=/; Priority=High"))
    assert only(judged(tapes), "S06").ruling is Ruling.PASS


def test_a_tracker_whose_writer_nobody_knows_is_still_to_be_mended():
    """The browser does not say who wrote to storage by assignment."""
    own = replaced(
        (
            'name = "_visits"',
            'name = "player"\nkind = "local-storage"\npurposes = ["media"]\n[[services.trackers]]\nname = "_visits"',
        )
    )
    tapes = audit(page=in_phase(Phase.BEFORE, lambda b: b.store("local-storage", "player")))
    finding = of(judged(tapes, own), "C01")["player", "none"]
    assert "Let its writer write it" in finding.mend["en"]
    assert "a writer the browser does not name" in finding.evidence[0].text["en"]


def test_a_tape_that_holds_a_time_that_is_none_is_refused():
    """Nothing can be judged by the law of no day."""
    with pytest.raises(OperatorError, match="a time that is none: 'yesterday'"):
        judged(audit(provenance={"started": "yesterday"}))
    browser = FakeBrowser()
    browser.script("a=1; Max-Age=60")
    browser.collect()
    jar = next(event for event in browser.events if isinstance(event, Jar))
    browser.events[-2] = replace(jar, cookies=(replace(jar.cookies[0], expires="never"),))
    with pytest.raises(OperatorError, match="never"):
        judged([browser.tape()])


def test_a_verdict_needs_something_that_passed():
    """On a day on which no rule was in force nothing is called true."""
    tapes = audit(provenance={"started": "2015-01-01T00:00:00Z"})
    judgement = judged(tapes)
    assert {f.ruling for f in judgement.findings} == {Ruling.NOT_APPLICABLE}
    assert judgement.verdict == "unknown"


def test_a_case_without_charter_or_tape_has_no_answer_to_give():
    """Whoever asks has forgotten to look first."""
    with pytest.raises(LookupError, match="no charter"):
        _ = open_case(None, FR_CNIL_2026, (), SUFFIXES).register
    with pytest.raises(LookupError, match="no tape"):
        open_case(charter(), FR_CNIL_2026, (), SUFFIXES).permitted(next(charter().trackers), State.NONE)


def test_addresses_that_are_none_do_no_harm():
    """A tape may hold whatever a site made of them."""
    assert host_of("http://[bad") == host_of("about:blank") == host_of("http://a:b@:80x/") == ""
    assert host_of("http://\ud800.example/")  # half a character: some name, of nobody
    assert host_of("https://WWW.Exemple.FR.:8443/x?y#z") == "www.exemple.fr"
    assert (path_of("http://a.example"), path_of("http://[bad")) == ("/", "/")
    assert without_query("http://a.example/p?id=1#x") == "http://a.example/p"
    odd = FakeBrowser(url="about:blank")
    odd.write(StorageWrite, area="local-storage", origin="http://[bad", name="k", value=value("1"))
    odd.write(
        ScriptCookie,
        api="document.cookie",
        op="set",
        name="",
        header="\x01=…",
        value=value("1"),
        frame="data:x",
        author="",
    )
    assert judged([odd.tape()]).verdict in ("false", "unknown")


def test_a_declared_host_may_cover_its_subdomains():
    """With the star, and only then; never a name that merely ends alike."""
    assert covers("*.ads.example", "x.ads.example")
    assert covers("*.ads.example", "ads.example")
    assert not covers("*.ads.example", "badads.example")
    assert not covers("ads.example", "x.ads.example")


@pytest.mark.parametrize(
    ("text", "days"), [("P1M", 31), ("P6M", 184), ("P13M", 397), ("P1Y", 366), ("P14D", 14)]
)
def test_months_last_as_long_as_the_longest(text, days):
    """Counted from whichever day."""
    assert longest(parse_duration(text)) == timedelta(days=days)


def test_sentences_are_whole_in_both_languages():
    """Values go in as they are; French is typeset before, so that a value keeps its spaces."""
    said = say("See {x}: {n}!", "Voyez {x} : {n} !", x="a : b", n=lasting(timedelta(days=2, hours=5)))
    assert said == {"en": "See a : b: 2\u00a0days!", "fr": "Voyez a : b\u00a0: 2\u00a0jours\u202f!"}
    assert lasting(timedelta(hours=5, seconds=7))["en"] == "5\u00a0hours"
    assert lasting(timedelta(seconds=61))["fr"] == "1\u00a0minute et 1\u00a0seconde"
    assert lasting(None)["fr"] == "jusqu’à la fermeture du navigateur"
    assert counted(0, ("{n} page", "{n} pages"), ("{n} page", "{n} pages")) == {
        "en": "0 pages",
        "fr": "0 page",
    }
    assert decimal(4.50, 2) == {"en": "4.5", "fr": "4,5"}
    assert listed(tuple("abcdefghij")) == "a, b, c, d, e, f, g, h, …"
