"""A scenario's secrets never stand on a tape."""

import json

import pytest

from charte.auditor.striking import Secrets
from charte.core.observation import (
    Banner,
    Box,
    Control,
    Initiator,
    Phase,
    Request,
    RequestFailed,
    ScriptCookie,
    StorageWrite,
    Value,
    Viewport,
    Visit,
)
from charte.core.transcript import to_document

WORD = "correct horse & co"
FORMS = (WORD, "correct%20horse%20%26%20co", "correct+horse+%26+co")
BASE = {"n": 1, "t": 2, "phase": Phase.BEFORE}


def events_with(form):
    """Events that hold a secret wherever a page or the browser may put it."""
    url = f"http://demo.localhost/search?word={form}&x=1#{form}"
    yield Visit(**BASE, url=url, status=None, final_url=url, why=f"navigating to {url}")
    yield RequestFailed(**BASE, request="r1", url=url, host="demo.localhost", sent=True, why=form)
    yield Request(
        **BASE,
        id="r1",
        url=url,
        host="demo.localhost",
        type="image",
        method="GET",
        frame=url,
        initiator=Initiator("script", url, (url, "http://demo.localhost/a.js")),
    )
    yield ScriptCookie(
        **BASE,
        api="document.cookie",
        op="set",
        name="a",
        header="a=…",
        value=Value("00", 1, 0.0),
        frame=url,
        author=f"inline:{url}",
        stack=(f"f@{url}:1:2",),
    )
    yield Banner(
        **BASE,
        viewport=Viewport(1280, 800),
        seen=True,
        controls={
            "accept": Control(f"Yes, {form}", "button", Box(0, 0, 1, 1), 16, 400, 21.0, True, 1),
        },
        text=f"Hello {form}",
    )


@pytest.mark.parametrize("form", FORMS)
def test_no_event_keeps_a_secret(form):
    """In whatever form an address writes it."""
    secrets = Secrets((WORD,))
    for event in events_with(form):
        text = json.dumps(to_document(secrets.strike(event)), ensure_ascii=False)
        assert form not in text
        assert "…" in text


def test_what_is_no_secret_stays():
    """The rest of the address is evidence."""
    event = next(events_with(FORMS[1]))
    assert Secrets((WORD,)).strike(event).url == "http://demo.localhost/search?word=…&x=1#…"


def test_hosts_and_paths_stay_where_a_secret_is_a_word_of_theirs():
    """A person may well sign in as `demo`: verdicts rest on hosts and paths."""
    visit = Visit(**BASE, url="http://demo.localhost/demo/?as=demo", status=200, final_url="")
    assert Secrets(("demo",)).strike(visit).url == "http://demo.localhost/demo/?as=…"


def test_a_long_secret_that_is_a_whole_segment_of_a_path_is_struck():
    """A reset link carries its token so."""
    visit = Visit(**BASE, url="http://demo.localhost/reset/0123456789ab", status=200, final_url="")
    assert Secrets(("0123456789ab",)).strike(visit).url == "http://demo.localhost/reset/…"


def test_of_two_secrets_the_longer_is_struck_first():
    """One may hold the other; nothing of either may remain."""
    visit = Visit(**BASE, url="", status=None, final_url="", why="s3cret and s3cret-word")
    assert Secrets(("s3cret", "s3cret-word")).strike(visit).why == "… and …"


def test_a_secret_too_short_to_hide_is_left():
    """Striking `a` out would make every sentence unreadable and protect nothing."""
    assert not Secrets(("a", ""))


def test_names_stay():
    """What a site calls its keys is what the audit is about."""
    event = StorageWrite(**BASE, area="local-storage", origin="o", name=f"of {WORD}", value=None)
    assert Secrets((WORD,)).strike(event) == event
