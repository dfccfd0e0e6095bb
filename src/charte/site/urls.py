"""Every address of the platform but the collector's (`/_charte/`)."""

from __future__ import annotations

from django.urls import include, path, re_path

from charte.site.accounts import views as accounts
from charte.site.api.docs import documentation
from charte.site.api.routes import api
from charte.site.audience.pages import audience
from charte.site.charters import pages
from charte.site.charters.speaking import choose_language
from charte.site.static import serve_icon, serve_stylesheet

_LANGUAGE = r"(?P<language>fr|en)"
_SITE = r"(?P<site>[a-z0-9][a-z0-9-]*)"
_DIGEST = r"(?P<digest>[0-9a-f]{64})"

urlpatterns = [
    path("", pages.start),
    re_path(rf"^{_LANGUAGE}/$", pages.site_list, name="sites"),
    re_path(rf"^{_LANGUAGE}/charte/audience/$", audience, name="audience"),
    re_path(rf"^{_LANGUAGE}/{_SITE}/$", pages.charter, name="charter"),
    re_path(rf"^{_LANGUAGE}/{_SITE}/{_DIGEST}/$", pages.charter, name="charter-version"),
    path("language", choose_language, name="language"),
    re_path(r"^static/charte\.(?P<digest>[0-9a-f]{16})\.css$", serve_stylesheet),
    path("static/charte.svg", serve_icon),
    path("back/sign-in", accounts.sign_in, name="sign-in"),
    path("back/sign-out", accounts.sign_out, name="sign-out"),
    path("back/link/<str:secret>", accounts.one_time_link, name="link"),
    path("back/", include("charte.site.office.urls")),
    path("api/v1/docs", documentation, name="api-docs"),
    path("api/v1/", api.urls),
    re_path(rf"^{_SITE}/charte\.(?P<form>json|toml)$", pages.register),
    re_path(rf"^{_SITE}/{_DIGEST}/charte\.(?P<form>json|toml)$", pages.register),
    re_path(rf"^{_SITE}/$", pages.start),
]

handler400 = "charte.site.faults.bad_request"
handler403 = "charte.site.faults.forbidden"
handler404 = "charte.site.faults.not_found"
handler500 = "charte.site.faults.own_fault"
