"""Signing in: what django-axes needs to know to count failed attempts."""

from __future__ import annotations

from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Where a request comes from, for counting failed attempts in memory; never written down.

    A header that the visitor can write is not believed: behind a web server all share its address, and
    then attempts are counted by account alone.
    """
    return str(request.META.get("REMOTE_ADDR") or "unknown")
