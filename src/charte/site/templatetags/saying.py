"""Template tags: `{% say words.charter.version day=… %}`, and how days and digests look."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from charte.site.charters.addresses import on_site
from charte.site.saying import grouped, said_day
from charte.site.saying import say as say_in

register = template.Library()


@register.simple_tag(takes_context=True, name="say")
def say(context: template.Context, sentence: str | Mapping[str, str], **known: Any) -> str:
    """A sentence of the page's language, with what is known filled in (escaped like any other text)."""
    return say_in(sentence, context["words"], **known)


@register.simple_tag(takes_context=True, name="day")
def day(context: template.Context, moment: date | str) -> str:
    """A day as the page's language writes it."""
    return said_day(moment, context["words"])


@register.filter
def get(mapping: Mapping[str, Any], key: str) -> Any:
    """What a mapping holds under a key that is itself a value; the key where it holds nothing."""
    return mapping.get(key, key)


@register.filter
def short(digest: str) -> str:
    """The first digits of a digest, enough to tell versions apart by eye."""
    return digest.removeprefix("sha256:")[:12]


@register.filter
def bare(digest: str) -> str:
    """The hex digits of a digest, as addresses have them."""
    return digest.removeprefix("sha256:")


@register.filter
def breakable(name: str) -> SafeString:
    """A name or a host that may break after a dot, a hyphen or an underscore, and nowhere else."""
    parts = re.split(r"(?<=[._-])(?=.)", name)
    return format_html_join(mark_safe("<wbr>"), "{}", ((part,) for part in parts))


@register.filter
def reach(contact: str) -> str:
    """A way to write to somebody: a link where it is an e-mail address or an address of the web."""
    if re.fullmatch(r"[^@\s]+@[^@\s]+", contact):
        return format_html('<a href="mailto:{}">{}</a>', contact, contact)
    if contact.startswith(("https://", "http://")):
        return format_html('<a href="{}">{}</a>', contact, contact)
    return contact


@register.filter
def at(address: str, origin: str) -> str:
    """The whole address of something on the governed site; empty for what is no address."""
    return on_site(address, origin)


@register.simple_tag(takes_context=True, name="figure")
def figure(context: template.Context, number: int) -> str:
    """A number as the page's language groups its digits."""
    return grouped(number, context["words"])


@register.filter
def fits(value: Any, other: Any) -> str:
    """`selected` where the two are equal, for an option of a form."""
    return "selected" if str(value) == str(other) else ""
