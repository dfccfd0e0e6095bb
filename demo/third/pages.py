"""What the third parties' own pages share: a short policy, and one style sheet."""

from __future__ import annotations

from pathlib import Path

from demo.markup import document, el
from demo.web import PUBLIC, Response

_STYLE = Path(__file__).parent / "third.css"


def policy(company: str, text: str) -> Response:
    """A company's policy, in a few words. It sets nothing."""
    head = [
        el("meta", {"charset": "utf-8"}),
        el("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        el("title", None, f"{company} – confidentialité"),
    ]
    fiction = f"{company} n’existe pas : cette entreprise fait partie d’une démonstration."
    return Response(
        document(
            "fr", head, el("main", None, el("h1", None, company), el("p", None, text), el("p", None, fiction))
        ),
        cache=PUBLIC,
    )


def style() -> Response:
    return Response(_STYLE.read_bytes(), type="text/css; charset=utf-8", cache=PUBLIC)
