"""A report is brought into a platform, or it is said why not."""

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from charte.cli.sending import check_platform, send
from charte.core.canonical import canonical_bytes
from charte.core.errors import OperatorError, SiteError

REPORT = {"report": 1, "site": "fake", "verdict": "true", "name": "Où ?"}


class FakePlatform:
    """Answers every request alike, and remembers them."""

    def __init__(self):
        platform = self
        self.answer = (201, {"Content-Type": "application/json"}, b"{}")
        self.asked = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                platform.asked.append((self.path, self.headers, body))
                status, headers, text = platform.answer
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(text))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        self.address = f"http://charte.localhost:{self._server.server_port}"

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def platform():
    fake = FakePlatform()
    yield fake
    fake.close()


def test_the_report_goes_to_the_audits_of_its_site(platform):
    """With the token, under the platform's own name, and in its canonical bytes."""
    send(REPORT, platform.address + "/", "fake", "t0ken")
    ((path, headers, body),) = platform.asked
    assert path == "/api/v1/sites/fake/audits"
    assert headers["Authorization"] == "Bearer t0ken"
    assert headers["Host"] == platform.address.removeprefix("http://")
    assert headers["Content-Type"] == "application/json"
    assert body == canonical_bytes({"report": REPORT})


def test_what_the_platform_refuses_is_shown_with_how_to_mend_it(platform):
    """In the platform's own words."""
    error = {"error": {"what": "The charter is not published here.", "mend": "Publish it first."}}
    platform.answer = (409, {"Content-Type": "application/json"}, json.dumps(error).encode())
    with pytest.raises(OperatorError) as caught:
        send(REPORT, platform.address, "fake", "t0ken")
    assert caught.value.explain() == (
        "The platform refused the report: The charter is not published here. Publish it first."
    )


@pytest.mark.parametrize("body", [b"", b"<h1>Not found</h1>", b"[]", b'{"error": "no"}', b'{"error": {}}'])
def test_whoever_is_no_platform_is_told_from_one(platform, body):
    """A wrong address is the commonest fault."""
    platform.answer = (404, {}, body)
    with pytest.raises(OperatorError, match="does not answer as a platform does") as caught:
        send(REPORT, platform.address, "fake", "t0ken")
    assert "404" in caught.value.what


def test_a_platform_that_fails_is_no_fault_of_the_report(platform):
    """Nothing could be concluded: it may be sent again."""
    platform.answer = (503, {}, b"")
    with pytest.raises(SiteError, match=r"failed \(503\)"):
        send(REPORT, platform.address, "fake", "t0ken")


def test_the_token_follows_no_redirect(platform):
    """It would be handed to whoever stands there."""
    platform.answer = (307, {"Location": "http://elsewhere.test/"}, b"")
    with pytest.raises(OperatorError, match=r"answers elsewhere: http://elsewhere\.test/"):
        send(REPORT, platform.address, "fake", "t0ken")
    assert len(platform.asked) == 1


def test_a_platform_that_does_not_answer_is_a_sentence():
    """Whether nobody listens there, or the name is nobody's."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://charte.localhost:{free.getsockname()[1]}"
        with pytest.raises(SiteError) as caught:
            send(REPORT, address, "fake", "t0ken")
    assert caught.value.what.startswith(f"The platform at {address} did not answer: ")
    assert "is it running?" in caught.value.mend


@pytest.mark.parametrize("address", ["charte.localhost", "ftp://charte.localhost", "http://", "http://x:0"])
def test_what_is_no_address_is_refused_before_anything_is_done(address):
    """With an example."""
    with pytest.raises(OperatorError, match="is no address of a platform"):
        check_platform(address, {"CHARTE_TOKEN": "t0ken"})


@pytest.mark.parametrize(
    "environment", [{}, {"CHARTE_TOKEN": ""}, {"CHARTE_TOKEN": " "}, {"CHARTE_TOKEN": "é\n"}]
)
def test_a_token_that_is_missing_or_none_is_said_before_anything_is_done(environment):
    """And where to make one."""
    with pytest.raises(OperatorError, match="CHARTE_TOKEN") as caught:
        check_platform("https://charte.example.org", environment)
    assert "back office of https://charte.example.org" in caught.value.mend


def test_the_token_is_what_the_environment_says():
    """Without the line break that a file may have added."""
    assert check_platform("https://charte.example.org", {"CHARTE_TOKEN": "t0ken\n"}) == "t0ken"
