"""What may leave with a response, and what becomes of the refused cookies that a request still carries."""

import pytest
from tests.gate.site import AT, CHARTER, PRIVATE, App, cookies_of, headers_of, preference, scope_of

from charte.gate import Gate, Mode

LANG = "lang=fr"  # no charter knows it


async def test_only_what_the_visitor_permits_leaves():
    """Nothing chosen: the exempt and the objectable. Refused: the exempt. Accepted: all that is declared."""
    sent = ["sessionid=1; HttpOnly", "visites=1", "_mes_abc=1", "both=1", LANG]
    assert await cookies_of(sent, scope_of()) == ["sessionid=1; HttpOnly", "visites=1"]
    assert await cookies_of(sent, scope_of(preference())) == ["sessionid=1; HttpOnly"]
    assert await cookies_of(sent, scope_of(preference("audience", "ads", "visits"))) == sent[:-1]


async def test_a_partial_choice_is_honoured_purpose_by_purpose():
    """Yes to audience alone."""
    assert await cookies_of(["_mes_abc=1", "both=1"], scope_of(preference("audience"))) == ["_mes_abc=1"]


async def test_an_answer_to_a_service_overrides_its_purpose():
    """Yes to the purpose, no to this service."""
    choice = preference("audience", services_no=("stats",))
    assert await cookies_of(["_mes_abc=1"], scope_of(choice)) == []


async def test_a_retired_cookie_never_leaves():
    """The charter says that the site no longer uses it."""
    assert await cookies_of(["old=1"], scope_of(preference("audience", "ads", "visits"))) == []


async def test_a_cookie_declared_for_another_host_is_unknown_here():
    """The entry `there` speaks of third.localhost."""
    assert await cookies_of(["there=1"], scope_of()) == []


async def test_the_attributes_decide_where_the_name_does_not():
    """Two entries `twin`, told apart by their path; a Domain that no entry speaks of."""
    sent = ["twin=1; Path=/shop", "twin=2; Path=/", "twin=3", "sessionid=1; Domain=other.example"]
    assert await cookies_of(sent, scope_of(path="/page")) == ["twin=2; Path=/", "twin=3"]
    assert await cookies_of(["twin=3"], scope_of(path="/shop/basket")) == []


async def test_a_deletion_always_passes():
    """Also of what is refused or unknown; not one that only looks like it."""
    sent = ["_mes_abc=; Max-Age=0", "lang=; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "old=x; max-age=-1"]
    assert await cookies_of(sent, scope_of(preference())) == sent
    assert await cookies_of(["_mes_abc=1; Max-Age=0; Max-Age=99"], scope_of()) == []


async def test_observe_lets_the_unknown_pass_and_still_drops_the_refused():
    """Every site starts here."""
    assert await cookies_of([LANG, "_mes_abc=1"], scope_of(), mode=Mode.OBSERVE) == [LANG]


async def test_the_signal_is_honoured():
    """`Sec-GPC: 1` alone; anything else is no signal, and neither is a yes."""
    yes = preference("audience", "visits")
    assert await cookies_of(["_mes_abc=1", "visites=1"], scope_of(sec_gpc="1")) == ["visites=1"]
    assert await cookies_of(["_mes_abc=1"], scope_of(yes, sec_gpc="1")) == ["_mes_abc=1"]
    assert await cookies_of(["_mes_abc=1"], scope_of(sec_gpc="0")) == []


@pytest.mark.parametrize("fields", [(), (("Cache-Control", "public, max-age=60"),)])
async def test_what_a_shared_cache_may_store_carries_no_choice(fields):
    """Whatever this visitor chose: the next one would be handed the cookie. Nothing is added, no Vary either."""
    app = App(
        *fields, ("Set-Cookie", "_mes_abc=1"), ("Set-Cookie", "sessionid=1"), ("Set-Cookie", "visites=1")
    )
    carried = preference("audience", "visits") + "; both=1"
    assert await headers_of(app, scope_of(carried)) == [*fields, ("Set-Cookie", "sessionid=1")]


async def test_refused_cookies_that_come_back_are_expired_on_private_pages():
    """HttpOnly ones too, with the attributes that a browser demands, behind all other headers."""
    app = App(PRIVATE, ("Set-Cookie", "sessionid=2"), ("X-Last", "1"))
    carried = preference() + "; _mes_abc=1; sessionid=1; unheard-of=1"
    left = await headers_of(app, scope_of(carried))
    assert left[:3] == [PRIVATE, ("Set-Cookie", "sessionid=2"), ("X-Last", "1")]
    assert left[3] == ("set-cookie", "_mes_abc=; Max-Age=0; Path=/; HttpOnly")
    assert all(value.startswith("_mes_abc=; Max-Age=0;") for _, value in left[3:])


async def test_what_is_set_again_on_each_page_is_dropped_and_expired():
    """The one thing that others get wrong: the same response must not bring the cookie back."""
    left = await cookies_of(["_mes_abc=2; Max-Age=9999"], scope_of(preference() + "; _mes_abc=1"))
    assert left
    assert all("Max-Age=0" in value for value in left)


@pytest.mark.parametrize(
    "fields",
    [
        (),
        (("Cache-Control", "max-age=60"),),
        (("Cache-Control", "no-cache"),),
        (("Cache-Control", 'private="Set-Cookie"'),),
        (("Cache-Control", "private"), ("CDN-Cache-Control", "max-age=60")),
    ],
)
async def test_nothing_is_expired_on_what_a_cache_may_store(fields):
    """An expiry in a shared cache would delete the cookies of those who permit them."""
    assert await headers_of(App(*fields), scope_of("_mes_abc=1")) == list(fields)


async def test_nothing_is_expired_that_some_entry_of_the_name_permits():
    """The Cookie header shows no path: `twin` may be the one of `/`, which is exempt."""
    assert await headers_of(App(PRIVATE), scope_of("twin=1")) == [PRIVATE]


async def test_neither_the_permitted_nor_the_preference_cookie_is_expired():
    """What nobody refused stays, however often it comes."""
    carried = preference("audience") + "; _mes_abc=1; sessionid=1; cookies_preferences=broken"
    assert await headers_of(App(PRIVATE), scope_of(carried)) == [PRIVATE]


async def test_a_request_under_another_name_is_judged_as_the_site():
    """Behind a proxy that renames, or on a developer's machine: the visitor's choice decides all the same."""
    sent = ["sessionid=1", "_mes_abc=1"]
    for host in ("127.0.0.1:8000", "app", "", "[::1]:80"):
        assert await cookies_of(sent, scope_of(host=host)) == ["sessionid=1"]
    assert await cookies_of(
        ["sessionid=1; Domain=a.rivebelle.example"], scope_of(host="a.rivebelle.example")
    ) == ["sessionid=1; Domain=a.rivebelle.example"]


def test_hosts_that_visitors_invent_do_not_fill_the_memory():
    """The Host header is anybody's."""
    gate = Gate(App(), CHARTER)
    for number in range(1000):
        gate._rules._host(f"host{number}.example".encode())
    assert len(gate._rules._hosts) <= 256


async def test_nothing_that_leaves_is_changed():
    """Where nothing is dropped, the application's own message goes on."""
    app = App(("Set-Cookie", "sessionid=1"), PRIVATE)
    gate = Gate(app, CHARTER, mode="enforce", now=lambda: AT)
    kept: list = []

    async def send(message):
        kept.append(message)

    await gate(scope_of(), None, send)
    assert kept[0]["headers"] is app.headers
