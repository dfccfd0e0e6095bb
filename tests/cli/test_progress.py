"""Progress is one changing line on a terminal, and plain lines elsewhere."""

from io import StringIO

from charte.cli.progress import Progress


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


def test_elsewhere_each_line_is_a_line():
    """For logs and programs: no colour, no movement."""
    stream = StringIO()
    with Progress(stream) as progress:
        progress("Starting the browser.")
        progress("none: visiting")
    assert stream.getvalue() == "Starting the browser.\nnone: visiting\n"


def test_on_a_terminal_the_line_changes_and_leaves_nothing(monkeypatch):
    """What stays is the verdict."""
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    with Progress(stream) as progress:
        progress("[brackets] are no markup")
        progress("none: visiting")
    written = stream.getvalue()
    assert "\x1b[?25l" in written
    assert written.rpartition("\x1b[?25h")[2].strip("\r\x1b[1A2K") == ""


def test_a_dumb_terminal_gets_plain_lines(monkeypatch):
    """It cannot take a line back."""
    monkeypatch.setenv("TERM", "dumb")
    stream = Terminal()
    with Progress(stream) as progress:
        progress("none: visiting")
    assert stream.getvalue() == "none: visiting\n"
