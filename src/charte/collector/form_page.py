"""What a visitor without script reads when a choice could not be recorded. One page, with no script and no link out."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape

from charte.collector.answers import NO_STORE, Answer
from charte.core.charter import Charter
from charte.core.errors import VisitorError
from charte.look import LANGUAGES, direction, tokens, words

_CHANGED = 409
_STYLE = """
body { margin: 0; background: var(--charte-paper); color: var(--charte-ink); font: var(--charte-size)/1.55 var(--charte-text); }
main { box-sizing: border-box; max-width: var(--charte-measure); margin: 0 auto;
  padding: var(--charte-space-12) var(--charte-space-4); }
h1 { margin: 0 0 var(--charte-space-4); font-size: var(--charte-size-title); line-height: 1.2; }
a { color: var(--charte-accent); }
.way { display: inline-block; margin: var(--charte-space-4) 0; padding: var(--charte-space-3) var(--charte-space-6);
  border: 1px solid var(--charte-accent); border-radius: var(--charte-radius); text-decoration: none; }
.way:hover, .way:focus-visible { background: var(--charte-accent-soft); }
.way:focus-visible { outline: 3px solid var(--charte-accent); outline-offset: 2px; }
.cause { margin-top: var(--charte-space-8); border-top: 1px solid var(--charte-line); padding-top: var(--charte-space-4);
  color: var(--charte-ink-soft); font-size: var(--charte-size-small); overflow-wrap: anywhere; }
"""
_PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – {site}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{text}</p>
<p><a class="way" href="{back}">{way}</a></p>
<p class="cause">{cause} <span lang="en" dir="ltr">{what} {mend}</span></p>
</main>
</body>
</html>
"""


def form_refusal(charter: Charter, asked: str, error: VisitorError, back: str) -> Answer:
    """The page that says so, in the language `asked` for or else the site's own, and leads back."""
    language = next(
        (each for each in (asked, charter.site.default_language) if each in LANGUAGES), LANGUAGES[0]
    )
    said = words(language)["collector"]
    shown = {
        "site": charter.site.name,
        "title": said["title"],
        "text": said["changed" if error.status == _CHANGED else "refused"],
        "way": said["back"],
        "cause": said["cause"],
        "what": error.what,
        "mend": error.mend,
        "back": back,
    }
    page = _PAGE.format(
        language=language,
        direction=direction(language),
        style=_style(),
        **{name: escape(text) for name, text in shown.items()},
    )
    return Answer(
        error.status,
        page.encode(),
        (
            ("content-type", "text/html; charset=utf-8"),
            ("cache-control", NO_STORE),
            ("content-language", language),
            (
                "content-security-policy",
                f"default-src 'none'; style-src '{_style_hash()}'; frame-ancestors 'none'",
            ),
            ("referrer-policy", "same-origin"),
        ),
    )


@cache
def _style() -> str:
    return tokens() + _STYLE


@cache
def _style_hash() -> str:
    return "sha256-" + b64encode(sha256(_style().encode()).digest()).decode("ascii")
