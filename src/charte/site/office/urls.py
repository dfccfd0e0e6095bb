"""The addresses of the back office, under `/back/`."""

from __future__ import annotations

from django.urls import path, re_path

from charte.site.office import access, audits, choices, home, versions

_SITE = r"^sites/(?P<site>[a-z0-9][a-z0-9-]*)/"

urlpatterns = [
    path("", home.home, name="office"),
    re_path(rf"{_SITE}$", home.site, name="office-site"),
    re_path(rf"{_SITE}versions/$", versions.versions, name="office-versions"),
    re_path(rf"{_SITE}choices/$", choices.choices, name="office-choices"),
    re_path(rf"{_SITE}audits/$", audits.audits, name="office-audits"),
    re_path(rf"{_SITE}audits/(?P<digest>[0-9a-f]{{64}})$", audits.report, name="office-report"),
    re_path(rf"{_SITE}access/$", access.access, name="office-access"),
    re_path(rf"{_SITE}access/invite$", access.invite, name="office-invite"),
    re_path(rf"{_SITE}access/member/(?P<key>\d+)$", access.member, name="office-member"),
    re_path(rf"{_SITE}access/tokens$", access.make_token, name="office-tokens"),
    re_path(rf"{_SITE}access/token/(?P<key>\d+)$", access.token, name="office-token"),
]
