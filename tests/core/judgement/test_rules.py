"""What each rule says in the cases that its examples leave out."""

from dataclasses import replace

import pytest
from tests.core.judgement.examples import controls, in_phase, sign_in
from tests.fakes.audited_site import SITE, audit, banner_text, charter, replaced
from tests.fakes.tapes import SUFFIXES, control

from charte.core.judgement import Ruling, judge
from charte.core.observation import Phase, State, WithdrawLink
from charte.core.policy import FR_CNIL_2026

ACCEPTED = Phase.ACCEPTED


def judged(tapes, register=None):
    return judge(register or charter(), FR_CNIL_2026, tapes, SUFFIXES)


def of(judgement, code):
    return {(f.subject, f.state): f for f in judgement.findings if f.rule.code == code}


def rulings(judgement, code):
    return {f.ruling for f in of(judgement, code).values()}


def test_an_undeclared_tracker_before_a_choice_is_r01_alone():
    """Whether it needs consent is not known until somebody says what it is for."""
    tapes = audit(page=in_phase(Phase.BEFORE, lambda b: b.script("who=1; Path=/")))
    assert judged(tapes).failures == (("R01", "who", ""),)


def test_a_retired_entry_does_not_declare():
    """What is seen of it is R01, and says so."""
    register = replaced(('name = "_visits"', 'name = "_visits"\nstatus = "retired"'))
    judgement = judged(audit(), register)
    assert judgement.failures == (("R01", "_visits", ""),)
    assert "calls it retired" in of(judgement, "R01")["_visits", ""].what["en"]


def test_an_objectable_purpose_is_permitted_until_it_is_refused():
    """Counted before a choice without failure, and a failure after the refusal."""
    counts = in_phase(Phase.REFUSED, lambda b: b.request(SITE, "_visits=1; Max-Age=60; Path=/"))
    assert judged(audit(page=counts)).failures == (("C02", "_visits", "refused"),)


def test_a_third_partys_cookie_left_in_its_jar_is_no_finding():
    """The true site leaves st_uid, vid and ad_id there after the withdrawal."""
    judgement = judged(audit())
    kept = {s.place.name for s in judgement.case.sightings if not s.own}
    assert kept >= {"st_uid", "vid", "ad_id"}
    assert judgement.failures == ()


def test_one_host_of_two_services_may_be_called_while_one_of_them_may():
    """A host forbids nothing that a service on it permits."""
    register = replaced(("hosts = ['stats.localhost']", "hosts = ['stats.localhost', 'ads.localhost']"))
    exempt = replaced(
        (
            'hosts = []\n[[services.trackers]]\nname = "_visits"',
            "hosts = ['ads.localhost']\n[[services.trackers]]\nname = \"_visits\"",
        )
    )
    early = audit(page=in_phase(Phase.BEFORE, lambda b: b.request("http://ads.localhost/x")))
    assert judged(early, register).failures == (("C05", "ads.localhost", "none"),)
    assert judged(early, exempt).failures == ()


def test_a_host_kept_back_by_the_browser_was_not_called():
    """A request that never left told nobody."""
    tapes = audit(page=in_phase(Phase.BEFORE, lambda b: b.not_sent("http://ads.localhost/pixel.gif")))
    assert judged(tapes).failures == ()


def test_a_storage_key_is_barred_like_a_cookie():
    """Declared as local storage and written before a choice: C01."""
    register = replaced(
        (
            'name = "vid"',
            'name = "player"\nkind = "local-storage"\npurposes = ["media"]\n[[services.trackers]]\nname = "vid"',
        )
    )
    tapes = audit(
        page=in_phase(
            Phase.BEFORE, lambda b: b.store("local-storage", "player", origin="http://video.localhost")
        )
    )
    assert ("C01", "player", "none") not in judged(tapes, register).failures
    own = replaced(
        (
            'name = "_visits"',
            'name = "player"\nkind = "local-storage"\npurposes = ["media"]\n[[services.trackers]]\nname = "_visits"',
        )
    )
    tapes = audit(page=in_phase(Phase.BEFORE, lambda b: b.store("local-storage", "player")))
    assert ("C01", "player", "none") in judged(tapes, own).failures


def test_stale_takes_three_audits_that_went_there():
    """One or two say: not seen; and where the audit did not go, it says that."""
    one = of(judged(audit()), "R02")
    assert one["django_language", ""].ruling is Ruling.UNKNOWN
    assert "takes 3 audits" in one["django_language", ""].what["en"]
    assert "did not go where it is used (back)" in one["sessionid", ""].what["en"]
    three = of(judged([tape for _ in range(3) for tape in audit()]), "R02")
    assert three["django_language", ""].ruling is Ruling.FAIL
    assert three["sessionid", ""].ruling is Ruling.UNKNOWN


def test_what_no_tape_can_show_is_never_stale():
    """A fingerprint leaves no trace on a tape."""
    register = replaced(
        (
            'name = "pixel"\nkind = "pixel"\nhost = "ads.localhost"\npath = "/pixel.gif"',
            'name = "canvas"\nkind = "fingerprint"',
        )
    )
    finding = of(judged([tape for _ in range(3) for tape in audit()], register), "R02")["canvas", ""]
    assert finding.ruling is Ruling.UNKNOWN
    assert "does not show" in finding.what["en"]


@pytest.mark.parametrize(
    ("asked", "fails"), [(397 * 86_400, False), (398 * 86_400, False), (398 * 86_400 + 1, True)]
)
def test_thirteen_months_are_397_days_and_a_day_is_forgiven(asked, fails):
    """Counted by the longest thirteen months on the calendar, plus the policy's tolerance."""
    tapes = audit(page=in_phase(ACCEPTED, lambda b: b.script(f"_st_1=1; Max-Age={asked}; Path=/")))
    assert (("R04", "_st_<ID>", "") in judged(tapes).failures) is fails


def test_the_cap_of_the_jar_never_proves_a_life_short_enough():
    """Ten years asked, 400 days kept: the header counts."""
    register = replaced(('name = "_st_<ID>"\nlifetime = "P13M"', 'name = "_st_<ID>"\nlifetime = "P400D"'))
    tapes = audit(page=in_phase(ACCEPTED, lambda b: b.script("_st_1=1; Max-Age=315360000; Path=/")))
    finding = of(judged(tapes, register), "R04")["_st_<ID>", ""]
    assert finding.ruling is Ruling.FAIL
    assert "3650\u00a0days" in finding.what["en"]


def test_a_lifetime_that_is_not_declared_cannot_be_kept():
    """The register must say one before anybody can tell."""
    register = replaced(
        (
            'name = "vid"\nhost = "video.localhost"\nparty = "third"\nlifetime = "P6M"',
            'name = "vid"\nhost = "video.localhost"\nparty = "third"',
        )
    )
    assert of(judged(audit(), register), "R04")["vid", ""].ruling is Ruling.UNKNOWN


def test_a_choice_kept_differently_for_two_visitors_tells_them_apart():
    """The same acceptance in two fresh browsers must be the same cookie."""
    numbers = iter(range(100))

    def marked(browser):
        value = f"yes.{next(numbers)}"
        browser.script(f"cookies_preferences={value}; Max-Age=60; Path=/; Secure; SameSite=Lax")

    tapes = audit(page=in_phase(ACCEPTED, marked))
    assert judged(tapes).failures == (("R05", "cookies_preferences", ""),)


def test_linked_proof_may_number_an_acceptance_where_scripts_cannot_read_it():
    """Declared, HttpOnly, after an acceptance: no failure."""
    numbers = iter(range(100))

    def link(browser):
        browser.request(f"{SITE}/_charte/", f"entry={next(numbers)}; Max-Age=60; Path=/_charte/; HttpOnly")

    entry = (
        'name = "django_language"',
        'name = "entry"\npath = "/_charte/"\nlifetime = "P6M"\npurposes = ["choice"]\n[[services.trackers]]\nname = "django_language"',
    )
    tapes = audit(page=in_phase(ACCEPTED, link))
    assert ("R05", "entry", "") in judged(tapes, replaced(entry)).failures
    linked = replaced(entry, ('page = "/charte"', 'page = "/charte"\nproof = "linked"'))
    assert judged(tapes, linked).failures == ()


def test_two_days_may_differ_in_the_choice():
    """The day is part of it: tapes of two days show nothing."""
    first, *rest = audit()
    later = replace(first, provenance=replace(first.provenance, started="2026-11-26T00:01:00Z"))
    assert rulings(judged([later, *rest]), "R05") == {Ruling.UNKNOWN}


@pytest.mark.parametrize("element", ["button", "input[type=submit]", "a[role=button]", "div[role=button]"])
def test_what_is_a_button_to_its_user_is_a_button(element):
    """Whatever its tag."""
    assert rulings(judged(audit(controls=controls(element=element))), "B03") == {Ruling.PASS}


def test_two_links_are_alike_and_a_link_beside_a_button_is_not():
    """What matters is the difference."""
    both = {"accept": control("Oui", element="a"), "refuse": control("Non", element="a")}
    assert rulings(judged(audit(controls=lambda: both)), "B03") == {Ruling.PASS}


def test_a_refusal_that_takes_a_second_layer_is_b01_and_b02():
    """By the clicks that it took to reach the states, where the first layer has no refuse."""
    tapes = audit(controls=lambda: {"accept": control("Tout accepter")})
    refused = next(tape for tape in tapes if tape.state is State.REFUSED)
    slow = replace(
        refused,
        events=tuple(replace(e, clicks=2) if e.kind == "act" else e for e in refused.events),
    )
    judgement = judged([slow if tape is refused else tape for tape in tapes])
    assert judgement.failures == (("B01", "refuse", "none"), ("B02", "refuse", "none"))
    assert rulings(judgement, "B04") == {Ruling.NOT_APPLICABLE}


def test_a_banner_whose_controls_nobody_recognises_is_not_judged():
    """Not failed: they may be there."""
    assert rulings(judged(audit(controls=dict)), "B02") == {Ruling.UNKNOWN}


def test_a_site_that_asks_nothing_needs_no_banner_and_no_way_back():
    """Where no purpose needs consent those rules do not apply."""
    register = replace(charter(), purposes=tuple(p for p in charter().purposes if p.exemption))
    tapes = audit(steps=lambda b: b.banner(seen=False, withdraw_link=WithdrawLink(False)))
    for code in ("W01", "R09"):
        assert rulings(judged(tapes, register), code) == {Ruling.NOT_APPLICABLE}
    silent = [replace(t, events=tuple(e for e in t.events if e.kind not in ("banner", "act"))) for t in tapes]
    for code in ("B01", "B02", "B03", "B05", "B09", "I01", "I03", "W02"):
        assert rulings(judged(silent, register), code) == {Ruling.NOT_APPLICABLE}


def test_a_ticked_exempt_purpose_is_no_failure_and_a_strange_box_is_for_a_person():
    """An objectable purpose may be on; a name that the charter does not know is looked at."""
    ticked = in_phase(Phase.BEFORE, lambda b: b.banner(banner_text(), boxes_ticked=("visits", "newsletter")))
    found = of(judged(audit(page=ticked)), "B09")
    assert {subject: f.ruling for (subject, _), f in found.items()} == {"newsletter": Ruling.UNKNOWN}


def test_the_sites_name_where_the_controllers_is_missing_is_for_a_person():
    """I01 fails only where neither is there."""
    text = banner_text().replace("Rivebelle demande", "Rivebelle en données demande")
    register = replaced(
        ('controller = { name = "Rivebelle",', 'controller = { name = "Commune de Rivebelle",')
    )
    assert rulings(judged(audit(text=text), register), "I01") == {Ruling.UNKNOWN}


def test_a_banner_longer_than_the_tape_holds_is_not_failed_for_what_it_may_say_below():
    """A purpose that is not among the first 4,000 characters may follow."""
    long = banner_text().replace("Publicité", "Confort") + "x" * 4000
    found = of(judged(audit(text=long)), "I03")
    assert {subject: f.ruling for (subject, _), f in found.items()} == {"ads": Ruling.UNKNOWN}


def test_spacing_and_case_do_not_hide_a_purpose():
    """As styled and broken by a browser."""
    text = banner_text().upper().replace(" ", "\u00a0\n ")
    assert rulings(judged(audit(text=text)), "I03") == {Ruling.PASS}


def test_a_page_of_another_site_needs_no_way_back():
    """A scenario may lead elsewhere."""

    def away(browser):
        if browser.phase is ACCEPTED:
            browser.visited("http://video.localhost/watch")
            browser.banner(seen=False, withdraw_link=WithdrawLink(False))

    assert rulings(judged(audit(steps=away)), "W01") == {Ruling.PASS}


def test_a_third_partys_header_is_not_the_sites_to_mend():
    """S rules look at the site's own cookies."""
    tapes = audit(page=lambda b: b.request("http://stats.localhost/x", "odd=1; SameSite=None; Max-Age=x"))
    assert rulings(judged(tapes), "S03") == {Ruling.PASS}


def test_a_sign_in_that_outlives_the_session_is_justified_by_declaration_and_reason():
    """The true site says so; without a declared life it does not."""
    assert rulings(judged(audit(steps=sign_in)), "R13") == {Ruling.PASS}
    silent = replaced(('name = "sessionid"\nlifetime = "P14D"', 'name = "sessionid"'))
    assert ("R13", "sessionid", "") in judged(audit(steps=sign_in), silent).failures


def test_an_assessment_without_a_charter_date_is_too_old_after_its_term():
    """Twelve months to the day."""
    for day, fails in (("2025-11-25", True), ("2025-11-26", False)):
        register = replaced(("date = 2026-10-01, document", f"date = {day}, document"))
        assert (("R10", "visits", "") in judged(audit(), register).failures) is fails
