"""Ways to slip a refused cookie past the gate, each tried."""

import pytest
from tests.gate.site import CHARTER, PRIVATE, App, cookies_of, headers_of, preference, scope_of

from charte.core.decision import decode

REFUSED = [
    # The name, written otherwise.
    "_mes_abc=1",
    " _mes_abc = 1",
    "\t_mes_abc\t=\t1",
    "_mes_abc=",
    "_mes_abc==1",
    '_mes_abc="a; b"',
    "_mes_abc=1;;;;",
    "_mes_abc=1; sessionid=2",
    "_mes_abc=1, sessionid=2",
    "_mes_abc=sessionid=1",
    "_mes_abc=1; Path=/; Path=/shop",
    "_mes_abc=1; Domain=demo.localhost",
    "_mes_abc=1; Domain=.demo.localhost",
    "_mes_abc=1; Domain=",
    # Unknown by another name.
    '"sessionid"=1',
    "Sessionid=1",
    "sessionid%20=1",
    "sessionid\xa0=1",
    "\xa0sessionid=1",
    "_mes_=1",
    # No name at all: a browser sends the value alone, which reads as a name.
    "=_mes_abc=1",
    "_mes_abc",
    "=",
    "",
    ";",
    "; _mes_abc=1",
    # A deletion in appearance.
    "_mes_abc=1; Max-Age=0; Max-Age=100",
    "_mes_abc=1; Max-Age=00x",
    "_mes_abc=1; Max-Age= 0 0",
    "_mes_abc=1; Max-Age=+0",
    "_mes_abc=Max-Age=0",
    '_mes_abc=1; "Max-Age=0"',
    "_mes_abc=1; X=; Max-Age =\x0c0",
    "_mes_abc=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=5",
    "_mes_abc=1; Expires=0",
    "_mes_abc=1; Comment=Max-Age=0",
    "_mes_abc=\x1f; Max-Age=0",
    "_mes_abc=" + "x" * 5000 + "; Max-Age=0",
    # A known cookie for somebody else.
    "sessionid=1; Domain=third.localhost",
    "sessionid=1; Domain=localhost",
    # What no header may hold.
    "sessionid=1\r\nSet-Cookie: _mes_abc=1",
    "sessionid=1\nSet-Cookie: _mes_abc=1",
    "sessionid=1\0",
    "_mes_abc=1\r\n; Max-Age=0",
]


@pytest.mark.parametrize("header", REFUSED)
async def test_it_does_not_leave(header):
    """Enforced, for a visitor who refused."""
    assert await cookies_of([header], scope_of(preference())) == []


@pytest.mark.parametrize(
    "name", ["Set-Cookie", "SET-COOKIE", "sEt-cOoKiE", "set-cookie ", " Set-Cookie", "set-cookie\t"]
)
async def test_the_fields_name_may_be_written_in_any_way(name):
    """Browsers and some servers do not mind."""
    app = App((name, "_mes_abc=1"), ("X-Set-Cookie", "_mes_abc=1"), (name, "sessionid=1"), PRIVATE)
    assert await headers_of(app, scope_of()) == [
        ("X-Set-Cookie", "_mes_abc=1"),
        (name, "sessionid=1"),
        PRIVATE,
    ]


async def test_a_refused_cookie_between_permitted_ones_is_found():
    """Many, in any order; the rest keeps its own."""
    sent = [f"{name}={n}" for n in range(20) for name in ("sessionid", "_mes_a", "visites", "_mes_b")]
    left = [value for value in sent if not value.startswith("_mes")]
    assert await cookies_of(sent, scope_of()) == left


@pytest.mark.parametrize(
    "cookie",
    [
        "_mes_abc",
        "=_mes_abc",
        "_mes_abc=1" * 1000,
        ";" * 5000,
        "\xff\xfe=\xfd; _mes_\xe9=1",
        "_mes_\r\nSet-Cookie: x=1",
        "_mes_a b=1",
        "_mes_abc\x00=1; _mes_\t=1",
        "; ".join(f"_mes_{number}=1" for number in range(400)),
        "cookies_preferences=" + "/" * 180,
        "cookies_preferences=AAAA; " * 50,
    ],
)
async def test_a_hostile_cookie_field_breaks_nothing(cookie):
    """The page goes out, and what is added is a bounded number of well-formed deletions."""
    left = await headers_of(App(PRIVATE), scope_of(cookie))
    assert left[0] == PRIVATE
    assert len(left) <= 51
    for name, value in left[1:]:
        assert name == "set-cookie"
        assert value.startswith("_mes_")
        assert "; Max-Age=0" in value
        assert value.isprintable()


async def test_a_forged_choice_speaks_for_its_bearer_alone():
    """Whoever forges their own cookie permits on their own device; the next visitor is asked afresh."""
    forged = preference("audience")
    assert decode(forged.partition("=")[2]).purposes
    assert await cookies_of(["_mes_abc=1"], scope_of(forged)) == ["_mes_abc=1"]
    assert await cookies_of(["_mes_abc=1"], scope_of()) == []


async def test_no_response_of_the_gate_ever_sets_a_cookie_of_its_own():
    """What it adds only deletes, and only what the charter declares."""
    names = {tracker.name for tracker in CHARTER.trackers}
    carried = "; ".join(f"{name}=1" for name in [*names, "unheard-of", "_mes_x"])
    for choice in ("", "; " + preference(), "; " + preference("audience", "ads", "visits")):
        for _, value in (await headers_of(App(PRIVATE), scope_of(carried + choice)))[1:]:
            assert "=; Max-Age=0" in value
            assert not value.startswith(("unheard-of", "cookies_preferences"))
