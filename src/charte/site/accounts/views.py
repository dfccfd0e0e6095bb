"""The door: sign in, sign out, and the one-time link by which a person sets a password."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from charte.look import words
from charte.site.accounts.models import User, canonical_email
from charte.site.accounts.secrets import open_link, use_link
from charte.site.language import language_of
from charte.site.page import page

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form; with the right answer, on to where the person was going."""
    onward = request.POST.get("next") or request.GET.get("next", "")
    if request.user.is_authenticated:
        return redirect(_local(onward))
    email = canonical_email(request.POST.get("email", ""))
    if request.method == "POST":
        user = authenticate(request, email=email, password=request.POST.get("password", ""))
        if user is not None:
            login(request, user)
            return redirect(_local(onward))
        if getattr(request, "axes_locked_out", False):
            return locked_out(request)
        return _form(request, email, onward, "wrong", 200)
    return _form(request, email, onward, "", 200)


def locked_out(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """What django-axes shows after too many attempts."""
    return _form(request, "", "", "locked", 429)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session; the middleware then deletes its cookie."""
    logout(request)
    return redirect("sign-in")


@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def one_time_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Sets a password. To look at the page uses nothing up: mail programs do that too."""
    link = open_link(secret)
    if link is None:
        return page(request, "accounts/dead_link", {"page_name": "link"}, status=410)
    said = words(language_of(request))["office"]["link"]
    errors: list[str] = []
    if request.method == "POST":
        password = request.POST.get("password", "")
        errors = password_errors(link.user, password, request.POST.get("again", ""), said)
        if not errors and use_link(link):
            link.user.set_password(password)
            link.user.save()
            login(request, link.user, _BACKEND)
            messages.success(request, said["done"])
            return redirect("office")
    return page(request, "accounts/link", {"email": link.user.email, "errors": errors, "page_name": "link"})


def password_errors(user: User, password: str, again: str, said: Any) -> list[str]:
    """What is wrong with a new password, as sentences; nothing where it will do."""
    errors = [] if password == again else [said["differ"]]
    try:
        validate_password(password, user)
    except ValidationError as invalid:
        errors += [said["errors"].get(each.code, said["rule"]) for each in invalid.error_list]
    return errors


def _form(request: HttpRequest, email: str, onward: str, error: str, status: int) -> HttpResponse:
    context = {"email": email, "onward": onward, "error": error, "page_name": "sign-in"}
    return page(request, "accounts/sign_in", context, status=status)


def _local(onward: str) -> str:
    """The address to go on to, if it is one of ours."""
    return onward if url_has_allowed_host_and_scheme(onward, allowed_hosts=None) else reverse("office")
