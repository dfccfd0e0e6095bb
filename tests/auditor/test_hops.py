"""Every hop of a redirected request gets its own headers, in whatever order the browser tells of them."""

from collections import defaultdict
from itertools import combinations

import pytest

from charte.auditor.activity import Activity
from charte.auditor.hops import Hops
from charte.core.observation import Phase

FIRST, SECOND = "http://a.test/1", "http://b.test/2"


class FakeTarget:
    """A page whose events the test says."""

    id, kind, url = "page", "page", "http://a.test/"

    def __init__(self):
        self._handlers = defaultdict(list)

    def on(self, event, handler):
        self._handlers[event].append(handler)

    def say(self, event, **params):
        for handler in self._handlers[event]:
            handler({"requestId": "7", **params})


class Listener:
    """A network with one target, and everything that the hops told."""

    def __init__(self):
        self.activity = Activity()
        self.hops = Hops(self.activity, lambda method, url: Phase.BEFORE)
        self.target = FakeTarget()
        self.hops.attach(self.target)
        self.requests, self.sent, self.received, self.failed = [], [], [], []
        self.hops.on_request.append(self.requests.append)
        self.hops.on_sent.append(lambda hop, extra: self.sent.append((hop.url, extra["mark"])))
        self.hops.on_received.append(lambda hop, extra: self.received.append((hop.url, extra["mark"])))
        self.hops.on_failed.append(lambda hop, params: self.failed.append((hop.url, hop.sent)))

    def request(self, url, redirected=None, **more):
        """`redirected`: whether the hop before was promised raw headers; None for the first."""
        redirect = {} if redirected is None else {"redirectResponse": {}, "redirectHasExtraInfo": redirected}
        self.target.say(
            "Network.requestWillBeSent",
            request={"url": url, "method": "GET"},
            type="Script",
            **redirect,
            **more,
        )

    def response(self, has_extra=True):
        self.target.say("Network.responseReceived", hasExtraInfo=has_extra, type="Script", response={})

    def raw(self, mark, sent=True):
        event = "requestWillBeSentExtraInfo" if sent else "responseReceivedExtraInfo"
        self.target.say(f"Network.{event}", mark=mark, headers={})


RENDERER = (
    lambda net: net.request(FIRST),
    lambda net: net.request(SECOND, redirected=True),
    lambda net: net.response(),
)
NETWORK = (
    lambda net: net.raw(1),
    lambda net: net.raw(1, sent=False),
    lambda net: net.raw(2),
    lambda net: net.raw(2, sent=False),
)


def interleaved():
    """Every order of the two channels in which each keeps its own."""
    places = len(RENDERER) + len(NETWORK)
    for chosen in combinations(range(places), len(RENDERER)):
        renderer, network = iter(RENDERER), iter(NETWORK)
        yield [next(renderer) if place in chosen else next(network) for place in range(places)]


ORDERS = list(interleaved())


@pytest.mark.parametrize("order", range(len(ORDERS)))
def test_each_hop_gets_its_own_headers_whatever_the_order(order):
    """The two channels are not ordered against each other."""
    net = Listener()
    for step in ORDERS[order]:
        step(net)
    assert net.hops.flush() == 0
    assert net.sent == [(FIRST, 1), (SECOND, 2)]
    assert net.received == [(FIRST, 1), (SECOND, 2)]


def test_a_hop_names_the_hop_before_it():
    """Each has an id of its own; the browser gives all the same."""
    net = Listener()
    net.request(FIRST)
    net.request(SECOND, redirected=True)
    first, second = net.requests
    assert (first.before, second.before) == (None, first)
    assert first.id != second.id


def test_a_hop_that_was_promised_no_headers_gets_none():
    """An answer from a cache has none; those that come belong to the next hop."""
    net = Listener()
    net.request(FIRST)
    net.request(SECOND, redirected=False)
    net.response()
    net.raw(2)
    net.raw(2, sent=False)
    assert net.hops.flush() == 0
    assert (net.sent, net.received) == ([(SECOND, 2)], [(SECOND, 2)])


def test_a_single_request_gets_its_headers_whatever_was_promised():
    """A keepalive request whose answer is empty is denied headers that come all the same, before or after."""
    net = Listener()
    net.request(FIRST)
    net.raw(1)
    net.response(has_extra=False)
    net.raw(1, sent=False)
    assert (net.sent, net.received) == ([(FIRST, 1)], [(FIRST, 1)])
    assert net.hops.flush() == 0


def test_headers_that_no_promised_hop_wants_belong_to_one_that_was_denied():
    """When all has come that will come."""
    net = Listener()
    net.request(FIRST)
    net.request(SECOND, redirected=True)
    net.response(has_extra=False)
    for mark in (1, 2):
        net.raw(mark)
        net.raw(mark, sent=False)
    assert net.hops.flush() == 0
    assert (net.sent, net.received) == ([(FIRST, 1), (SECOND, 2)], [(FIRST, 1), (SECOND, 2)])


def test_a_request_without_an_answer_still_tells_what_was_sent():
    """It is paired when the page has come to rest."""
    net = Listener()
    net.request(FIRST)
    net.raw(1)
    assert net.sent == []
    net.target.say("Network.loadingFailed", errorText="net::ERR_FAILED", type="Script")
    net.hops.flush()
    assert net.sent == [(FIRST, 1)]
    assert net.failed == [(FIRST, True)]


def test_a_request_that_the_browser_kept_back_was_not_sent():
    """A content security policy blocks before anything leaves."""
    net = Listener()
    net.request(FIRST)
    net.target.say("Network.loadingFailed", blockedReason="csp", errorText="", type="Script")
    assert net.failed == [(FIRST, False)]


def test_headers_of_a_request_that_nobody_announced_are_counted():
    """Evidence was lost, and the tape must say so."""
    net = Listener()
    net.raw(1)
    net.raw(1, sent=False)
    assert net.hops.flush() == 2
    assert net.hops.flush() == 0


def test_a_second_witness_gives_an_announcement_to_headers_that_wait():
    """A worker's first request may come before our session with it."""
    net = Listener()
    net.target.say("Network.requestWillBeSentExtraInfo", mark=1, headers={"Host": "a.test"})
    net.hops.adopt(FIRST, "GET", "script", "http://a.test/", ({"mark": "other"}, {"mark": "other"}))
    assert net.hops.flush() == 0
    assert net.sent == [(FIRST, 1)]


def test_what_only_the_second_witness_saw_is_told_with_its_headers():
    """Whether the browser kept its cookies is then doubtful."""
    net = Listener()
    net.hops.adopt(FIRST, "GET", "script", "http://a.test/", ({"mark": "s"}, {"mark": "r"}))
    assert (net.sent, net.received) == ([(FIRST, "s")], [(FIRST, "r")])
    assert net.requests[0].doubtful


def test_a_request_that_two_targets_tell_is_one_request():
    """A worker's script is told by its page too."""
    net = Listener()
    net.request(FIRST)
    net.request(FIRST)
    assert len(net.requests) == 1


@pytest.mark.parametrize("url", ["data:,x", "blob:http://a.test/1", "about:blank", "chrome-extension://x/y"])
def test_what_never_reaches_a_network_is_no_request(url):
    """Only http and web sockets leave the machine."""
    net = Listener()
    net.request(url)
    assert net.requests == []


def test_a_page_is_busy_until_its_requests_end():
    """The settle rule asks for that."""
    net = Listener()
    net.request(FIRST)
    assert net.activity.busy
    net.response()
    net.target.say("Network.loadingFinished")
    assert not net.activity.busy


def test_a_web_socket_is_a_request():
    """Cookies go with its first one."""
    net = Listener()
    net.target.say("Network.webSocketCreated", url="ws://a.test/live")
    (hop,) = net.requests
    assert (hop.type, hop.host) == ("websocket", "a.test")
