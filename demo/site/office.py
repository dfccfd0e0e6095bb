"""The back office: sign-in, the datasets with their notes, and the one thing that can be changed, a note."""

from __future__ import annotations

from demo.catalogue import Dataset
from demo.markup import Child, el
from demo.site.csrf import hidden, protect, verified
from demo.site.frame import page
from demo.site.reading import forbidden, missing
from demo.site.state import LONGEST_NOTE, SESSION
from demo.site.table import Row, stacked
from demo.site.view import View
from demo.web import Response, redirect

SIGN_IN, HOME = "/gestion/connexion", "/gestion/"


def office(view: View) -> Response:
    """Everything under `/gestion/`."""
    path = view.request.path
    if path == SIGN_IN:
        return _sign_in(view)
    if not view.signed_in:
        return redirect(SIGN_IN)
    if path == HOME:
        return _datasets(view)
    if path == "/gestion/deconnexion":
        return _sign_out(view)
    dataset = view.site.catalogue.get(path.removeprefix("/gestion/jeux/"))
    return _note(view, dataset) if dataset else missing(view)


def _sign_in(view: View) -> Response:
    request, account = view.request, view.site.account
    if request.method != "POST":
        return redirect(HOME) if view.signed_in else _sign_in_form(view)
    if not verified(request):
        return forbidden(view)
    form = request.form()
    if account is None or not account.admits(form.get("nom", ""), form.get("secret", "")):
        return _sign_in_form(view, form.get("nom", ""), wrong=True)
    response = redirect(HOME)
    token = view.site.state.sign_in(account.name)
    response.cookies.append(f"{SESSION}={token}; Path=/; Secure; HttpOnly; SameSite=Lax")
    return response


def _sign_in_form(view: View, name: str = "", *, wrong: bool = False) -> Response:
    words = view.words
    fault = (
        el("p", {"class": "fault", "id": "faute", "role": "alert"}, words("office.wrong")) if wrong else None
    )
    described = "faute" if wrong else None
    form = el(
        "form",
        {"class": "form", "method": "post"},
        hidden(view),
        fault,
        el("label", {"for": "nom"}, words("office.name")),
        el(
            "input",
            {
                "id": "nom",
                "name": "nom",
                "value": name or None,
                "autocomplete": "username",
                "required": True,
                "aria-describedby": described,
            },
        ),
        el("label", {"for": "secret"}, words("office.password")),
        el(
            "input",
            {
                "id": "secret",
                "name": "secret",
                "type": "password",
                "autocomplete": "current-password",
                "required": True,
                "aria-describedby": described,
            },
        ),
        el("p", None, el("button", {"class": "button"}, words("office.enter"))),
    )
    status = 403 if wrong else 200
    title = words("office.sign_in")
    made = page(
        view,
        title,
        el("h1", None, title),
        el("p", {"class": "lead"}, words("office.intro")),
        form,
        status=status,
    )
    return protect(view, made)


def _sign_out(view: View) -> Response:
    if view.request.method != "POST" or not verified(view.request):
        return forbidden(view)
    view.site.state.sign_out(view.request.cookies.get(SESSION, ""))
    response = redirect("/")
    response.cookies.append(f"{SESSION}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax")
    return response


def _datasets(view: View) -> Response:
    words, site = view.words, view.site
    heads = ("dataset", "updated", "opinions", "note")
    title = words("office.title", count=len(site.catalogue.datasets), notes=len(site.state.notes))
    done = view.request.query.get("fait", "")
    said = words(f"office.{done}") if done in ("saved", "removed") else ""
    rows = [_row(view, dataset) for dataset in site.catalogue.datasets]
    table = stacked([words(f"office.{head}") for head in heads], [(None, rows)])
    leave = el(
        "form",
        {"method": "post", "action": "/gestion/deconnexion", "class": "row"},
        hidden(view),
        el("span", None, words("office.welcome", name=view.signed_in)),
        el("button", {"class": "button quiet"}, words("office.leave")),
    )
    made = page(
        view,
        title,
        el("h1", None, title),
        el("p", {"class": "done", "role": "status"}, said) if said else None,
        leave,
        table,
        wide=True,
    )
    return protect(view, made)


def _row(view: View, dataset: Dataset) -> Row:
    words, state = view.words, view.site.state
    title = dataset.title[words.language]
    yes, no = state.opinions[dataset.slug, True], state.opinions[dataset.slug, False]
    edit = el(
        "a",
        {"href": f"/gestion/jeux/{dataset.slug}", "aria-label": words("office.edit_of", title=title)},
        words("office.edit"),
    )
    note: Child = state.notes.get(dataset.slug) or el("span", {"class": "fine"}, words("office.none"))
    return (
        el("a", {"href": f"/donnees/{dataset.slug}"}, title),
        words.day(dataset.updated),
        f"{yes} / {no}",
        [note, el("br"), edit],
    )


def _note(view: View, dataset: Dataset) -> Response:
    words, state, request = view.words, view.site.state, view.request
    if request.method == "POST":
        if not verified(request):
            return forbidden(view)
        state.note(dataset.slug, request.form().get("note", ""))
        return redirect(f"{HOME}?fait={'saved' if dataset.slug in state.notes else 'removed'}")
    title = words("office.edit_of", title=dataset.title[words.language])
    form = el(
        "form",
        {"class": "form", "method": "post"},
        hidden(view),
        el("label", {"for": "note"}, words("office.note_label")),
        el(
            "textarea",
            {"id": "note", "name": "note", "rows": 4, "maxlength": LONGEST_NOTE, "aria-describedby": "aide"},
            state.notes.get(dataset.slug, ""),
        ),
        el("p", {"class": "fine", "id": "aide"}, words("office.note_hint")),
        el(
            "p",
            {"class": "row"},
            el("button", {"class": "button"}, words("office.save")),
            el("a", {"href": HOME}, words("office.cancel")),
        ),
    )
    return protect(view, page(view, title, el("h1", None, title), form))
