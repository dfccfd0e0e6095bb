"""Whether a cookie's domain and path cover a request (RFC 6265bis sections 5.1.3 and 5.1.4)."""

from __future__ import annotations

from charte.core.host import is_address


def domain_match(host: str, domain: str) -> bool:
    """Whether `host` domain-matches `domain` (RFC 6265bis section 5.1.3); both in canonical form.

    An address matches only itself.
    """
    if host == domain:
        return True
    return bool(domain) and host.endswith("." + domain) and not is_address(host)


def path_match(path: str, cookie_path: str) -> bool:
    """Whether a request's `path` (without query) path-matches `cookie_path` (RFC 6265bis section 5.1.4)."""
    if not path.startswith(cookie_path):
        return False
    return len(path) == len(cookie_path) or cookie_path[-1:] == "/" or path[len(cookie_path)] == "/"


def default_path(path: str) -> str:
    """The path of a cookie that names none, from the request's path (RFC 6265bis section 5.1.4)."""
    if not path.startswith("/") or path.count("/") == 1:
        return "/"
    return path[: path.rindex("/")]
