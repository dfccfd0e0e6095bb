"""Which script wrote: read from V8's stack texts."""

import pytest

from charte.auditor.stack import PLANT, Frame, author_of, read_stack

PAGE = "http://demo.localhost:8000/fr?x=1"

STACK = f"""Error
    at stack ({PLANT}:30:14)
    at Object.apply ({PLANT}:80:20)
    at write (http://tags.localhost/t.js:3:7)
    at new Tag (http://tags.localhost/t.js:9:2)
    at async HTMLScriptElement.load ({PAGE}:12:5)"""


def test_calls_come_nearest_first_without_those_of_the_planted_script():
    """What remains is the page's own."""
    assert read_stack(STACK) == [
        Frame("write", "http://tags.localhost/t.js", 3, 7),
        Frame("new Tag", "http://tags.localhost/t.js", 9, 2),
        Frame("async HTMLScriptElement.load", PAGE, 12, 5),
    ]


def test_a_call_is_written_as_the_formats_say():
    """`function@address:line:column`."""
    assert str(Frame("write", "http://tags.localhost/t.js", 3, 7)) == "write@http://tags.localhost/t.js:3:7"


@pytest.mark.parametrize(
    ("line", "frame"),
    [
        (f"    at {PAGE}:1:2", Frame("", PAGE, 1, 2)),
        (
            "    at eval (eval at run (http://a.test/a.js:2:1), <anonymous>:1:2)",
            Frame("eval", "http://a.test/a.js", 2, 1),
        ),
        ("    at <anonymous>:1:17", Frame("", "", 0, 0)),
        ("    at blob:http://a.test/1-2-3:1:25", Frame("", "blob:http://a.test/1-2-3", 1, 25)),
        ("    at f (data:text/javascript,f():1:1)", Frame("f", "data:text/javascript,f()", 1, 1)),
        ("    at f (http://[::1]:8000/a.js:4:5)", Frame("f", "http://[::1]:8000/a.js", 4, 5)),
    ],
)
def test_every_shape_of_a_call_is_read(line, frame):
    """Code made from text has the place where it was made, or none."""
    assert read_stack(line) == [frame]


def test_an_address_that_holds_a_whole_script_is_cut():
    """A data: script may be megabytes long."""
    (frame,) = read_stack(f"    at f (data:text/javascript,{'x' * 10_000}:1:1)")
    assert len(frame.url) == 500


@pytest.mark.parametrize("text", ["", "Error", "TypeError: at home", "Error\n    in the middle"])
def test_a_text_without_calls_is_an_empty_stack(text):
    """A page may set Error.stackTraceLimit to nothing, and messages may hold any words."""
    assert read_stack(text) == []


@pytest.mark.parametrize(
    ("urls", "born", "document", "author"),
    [
        (["http://tags.localhost/t.js", PAGE], PAGE, PAGE, "http://tags.localhost/t.js"),
        ([PAGE], PAGE, PAGE, f"inline:{PAGE}"),
        ([PAGE + "#top"], PAGE, PAGE, f"inline:{PAGE}"),
        ([PAGE], PAGE, "http://demo.localhost:8000/moved", "inline:http://demo.localhost:8000/moved"),
        (["about:srcdoc"], "about:srcdoc", PAGE, f"inline:{PAGE}"),
        ([PAGE], "about:blank", PAGE, f"inline:{PAGE}"),
        (["", "http://tags.localhost/t.js"], PAGE, PAGE, "http://tags.localhost/t.js"),
        ([""], PAGE, PAGE, f"inline:{PAGE}"),
        ([], PAGE, PAGE, ""),
        (["http://a.test/worker.js"], "", "http://a.test/worker.js", "http://a.test/worker.js"),
    ],
)
def test_the_author_is_the_nearest_script_or_the_document(urls, born, document, author):
    """An inline script has its document's address: the one it began with, or the one it has now. A page that hides
    its stacks hides its authors."""
    stack = [Frame("", url, 1, 1) for url in urls]
    assert author_of(stack, born, document) == author
