"""The front office: who reads a page gets no cookie. Each address exists once in each language."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from charte.core.charter import Charter
from charte.core.policy import POLICIES
from charte.core.publication.charter_page import charter_page
from charte.look import words
from charte.site.audits.reports import last_report
from charte.site.charters import published
from charte.site.charters.addresses import choose_at, origin_of
from charte.site.charters.visitor import choice_form
from charte.site.language import language_of
from charte.site.own.filling import OWN_SITE
from charte.site.page import page
from charte.site.saying import headline


@require_safe
def start(request: HttpRequest, site: str = "") -> HttpResponse:
    """Leads on to the reader's language; nothing is remembered for that."""
    if site and published.current(site) is None:
        raise Http404
    language = language_of(request)
    response = HttpResponseRedirect(f"/{language}/{site}/" if site else f"/{language}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@require_safe
def site_list(request: HttpRequest, language: str) -> HttpResponse:
    """Every site with its charter in one line."""
    listed = [_summary(site, language) for site in published.sites()]
    return page(request, "charters/sites", {"sites": listed, "page_name": "sites"})


@require_safe
def charter(request: HttpRequest, language: str, site: str, digest: str = "") -> HttpResponse:
    """The charter page, of the version in force or of an earlier one."""
    versions = published.versions(site)
    shown = published.version(site, digest) if digest else next(iter(versions), None)
    if shown is None:
        raise Http404
    spoken = language_for(shown.charter, language)
    document: dict[str, Any] = charter_page(
        shown.charter, spoken, POLICIES[shown.charter.site.policy], words(spoken)
    )
    context = {
        "page_name": "charter",
        "charter": document,
        "spoken": spoken,
        "policy": shown.charter.site.policy,
        "places": _places(shown.charter, language),
        "headline": headline(document["counts"], words(language)),
        "versions": [_version(each, language_for(each.charter, language)) for each in versions],
        "live": shown.live,
        "audit": last_report(site),
        "kinds": _kinds(language),
        "kind_counts": _kind_counts(document["counts"]),
        "choice": choice_form(request, shown.charter, language) if shown.live else None,
        "own": site == OWN_SITE,
        "choose_at": choose_at(shown.charter),
        "origin": origin_of(shown.charter),
        "prefix": f"/{language}/{site}/",
        "files": f"/{site}/{digest}/" if digest else f"/{site}/",
    }
    return page(request, "charters/charter", context)


@require_safe
def register(request: HttpRequest, site: str, form: str, digest: str = "") -> HttpResponse:
    """The register as a file: `charte.toml` as published, `charte.json` the bytes that the digest is over."""
    shown = published.version(site, digest) if digest else None
    found = shown.charter if shown else (None if digest else published.current(site))
    if found is None:
        raise Http404
    text = published.text_of(found)
    if form == "json":
        answer = HttpResponse(published.canonical(text), "application/json")
    else:
        answer = HttpResponse(text, "application/toml; charset=utf-8")
    answer.headers["ETag"] = f'"{found.digest.removeprefix("sha256:")}"'
    answer.headers["Access-Control-Allow-Origin"] = "*"  # public, and the same for everyone
    return answer


def language_for(charter: Charter, language: str) -> str:
    """The reader's language where the charter speaks it, else its own."""
    return language if language in charter.site.languages else charter.site.default_language


def _kinds(language: str) -> dict[str, str]:
    """What each kind of tracker is called; the banner says it with the same words."""
    prefix, said = "kind_", words(language)["banner"]
    return {key.removeprefix(prefix): name for key, name in said.items() if key.startswith(prefix)}


def _kind_counts(counts: dict[str, int]) -> list[tuple[str, int]]:
    """How many of each kind that a reader should know there are here."""
    return [
        ("necessary", counts["exempt"] - counts["statistics_exempt"]),
        ("statistics", counts["statistics_exempt"]),
        ("first", counts["first"]),
        ("third", counts["third"]),
    ]


def _summary(site: str, language: str) -> dict[str, Any]:
    charter = published.current(site)
    assert charter is not None, "a listed site has a charter"
    spoken = language_for(charter, language)
    document: dict[str, Any] = charter_page(charter, spoken, POLICIES[charter.site.policy], words(spoken))
    return {
        "key": site,
        "name": charter.site.name,
        "hosts": charter.site.hosts,
        "version": charter.version,
        "date": charter.date,
        "headline": headline(document["counts"], words(language)),
        "audit": last_report(site),
        "own": site == OWN_SITE,
    }


def _version(version: published.Version, language: str) -> dict[str, Any]:
    charter = version.charter
    return {
        "version": charter.version,
        "date": charter.date,
        "at": version.at,
        "changes": charter.changes.get(language, ""),
        "digest": charter.digest,
        "live": version.live,
    }


def _places(charter: Charter, language: str) -> dict[str, str]:
    """What a location is called: the words for those that every site has, the paths of those of its own."""
    own = {name: ", ".join(paths) for name, paths in charter.site.locations.items()}
    named: dict[str, str] = words(language)["charter"]["trackers"]["locations"]
    return own | named
