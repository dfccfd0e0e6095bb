"""Reading Set-Cookie and Cookie headers: RFC 6265bis section 5.6, beyond the working group's cases."""

from datetime import UTC, datetime

import pytest

from charte.core.cookie import (
    MAX_ATTRIBUTE,
    MAX_PAIR,
    SameSite,
    SetCookie,
    cookie_name,
    parse_cookie_header,
    parse_set_cookie,
)


def test_a_full_header_is_read_whole():
    """Every attribute, in any case and with any space around."""
    raw = (
        "id=a3fWa; Expires=Wed, 09 Jun 2027 10:18:14 GMT ; MAX-AGE=60; domain=.Example.ORG;"
        "Path=/Docs;\tsecure; HttpOnly=yes; SameSite=lax; Partitioned"
    )
    assert parse_set_cookie(raw.encode()) == SetCookie(
        name="id",
        value="a3fWa",
        domain="example.org",
        path="/Docs",
        expires=datetime(2027, 6, 9, 10, 18, 14, tzinfo=UTC),
        max_age=60,
        secure=True,
        http_only=True,
        same_site=SameSite.LAX,
        partitioned=True,
        raw=raw,
    )


def test_bytes_and_text_are_read_alike():
    """A header from a socket and one from a recording."""
    assert parse_set_cookie("é=ü; Path=/") == parse_set_cookie("é=ü; Path=/".encode())


def test_octets_that_are_no_utf_8_survive():
    """They can be turned back into what was sent."""
    cookie = parse_set_cookie(b"a=\xff\xfe")
    assert cookie.value.encode("utf-8", "surrogateescape") == b"\xff\xfe"


@pytest.mark.parametrize("control", [*map(chr, range(9)), *map(chr, range(10, 32)), "\x7f"], ids=ascii)
def test_a_control_character_drops_the_cookie(control):
    """Section 5.6, step 1: in name, value or attributes."""
    for header in (f"a{control}=b", f"a=b{control}c", f"a=b; Path=/{control}; Secure"):
        assert parse_set_cookie(header) is None


def test_a_tab_is_no_control_character_here():
    """Section 5.6, step 1: HTAB is space, stripped at the ends and kept within."""
    assert parse_set_cookie("\ta\t=\tb\tc\t").value == "b\tc"


@pytest.mark.parametrize("letter", ["v", "é", "€", "😀", "\udcff"], ids=ascii)
def test_name_and_value_fit_in_4096_octets(letter):
    """Section 5.6, step 5: octets count, not characters, and the equals sign does not."""
    octets = len(letter.encode("utf-8", "surrogateescape"))
    most = MAX_PAIR // octets
    rest = "x" * (MAX_PAIR - octets * most)
    assert parse_set_cookie(f"{rest}={letter * most}") is not None
    assert parse_set_cookie(f"{rest}x={letter * most}") is None


def test_space_around_name_and_value_does_not_count():
    """Section 5.6, step 4 comes before step 5."""
    assert parse_set_cookie(f"a= {'v' * (MAX_PAIR - 1)} ") is not None


def test_a_surrogate_that_a_script_wrote_is_counted_too():
    """A lone one that stands for no octet is measured as the three that it would take."""
    assert parse_set_cookie("\ud800" * (MAX_PAIR // 3)) is not None
    assert parse_set_cookie("\ud800" * (MAX_PAIR // 3 + 1)) is None


@pytest.mark.parametrize("header", [b"", b"=", b" = ", b";", b"; Secure", b"=; Secure"])
def test_a_cookie_without_name_and_value_is_none(header):
    """Section 5.7, step 2."""
    assert parse_set_cookie(header) is None


def test_an_attribute_longer_than_1024_octets_is_ignored():
    """Section 5.6, attributes, step 6: an earlier one of the same name counts."""
    long = "/" + "é" * ((MAX_ATTRIBUTE - 1) // 2)
    assert parse_set_cookie(f"a=b; Path={long}x").path == long + "x"
    assert parse_set_cookie(f"a=b; Path=/first; Path={long}xx").path == "/first"


@pytest.mark.parametrize(
    ("attributes", "max_age"),
    [
        ("Max-Age=60", 60),
        ("Max-Age=0", 0),
        ("Max-Age=-1", 0),
        ("Max-Age=-99999999999999999999", 0),
        ("Max-Age=99999999999999999999", 99999999999999999999),
        ("Max-Age=60; Max-Age=30", 30),
        ("Max-Age=60; Max-Age=soon", 60),
        ("Max-Age=", None),
        ("Max-Age", None),
        ("Max-Age=-", None),
        ("Max-Age=+60", None),
        ("Max-Age=6e1", None),
        ("Max-Age=60.5", None),
        ("Max-Age=--60", None),
        ("Max-Age=٦٠", None),
    ],
)
def test_max_age_is_digits_perhaps_after_a_minus(attributes, max_age):
    """Section 5.6.2: what is anything else is ignored, and the past is zero."""
    assert parse_set_cookie(f"a=b; {attributes}").max_age == max_age


@pytest.mark.parametrize(
    ("attributes", "path"),
    [("", None), ("Path", ""), ("Path=", ""), ("Path=x", ""), ("Path=/x", "/x"), ("Path=/x; Path=y", "")],
)
def test_an_absent_path_differs_from_a_default_one(attributes, path):
    """Section 5.6.4: `__Host-` asks for the attribute, so that its absence must be seen."""
    assert parse_set_cookie(f"a=b; {attributes}").path == path


@pytest.mark.parametrize(
    ("attributes", "domain"),
    [
        ("", None),
        ("Domain", ""),
        ("Domain=", ""),
        ("Domain=.", ""),
        ("Domain=..A.b", ".a.b"),
        ("Domain=A.B", "a.b"),
    ],
)
def test_one_leading_dot_of_a_domain_does_not_count(attributes, domain):
    """Section 5.6.3."""
    assert parse_set_cookie(f"a=b; {attributes}").domain == domain


@pytest.mark.parametrize(
    ("attributes", "kind"),
    [
        ("", SameSite.DEFAULT),
        ("SameSite", SameSite.DEFAULT),
        ("SameSite=Stric", SameSite.DEFAULT),
        ("SameSite=default", SameSite.DEFAULT),
        ("SameSite=NONE", SameSite.NONE),
        ("SameSite=strict", SameSite.STRICT),
        ("SameSite=Strict; SameSite=Lax", SameSite.LAX),
        ("SameSite=Strict; SameSite=what", SameSite.DEFAULT),
    ],
)
def test_an_unknown_same_site_is_the_default(attributes, kind):
    """Section 5.6.7: unlike a bad Max-Age, an unknown value overrules an earlier one."""
    assert parse_set_cookie(f"a=b; {attributes}").same_site is kind


def test_attributes_without_effect_are_named():
    """Unknown, unusable, too long, overruled: in order, and empty ones are none."""
    header = f"a=b; Priority=High;; Path=/x; Expires=never; Domain={'d' * 1025}; PATH=/y; =z; Secure"
    assert parse_set_cookie(header).ignored == ("priority", "expires", "domain", "path", "")


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (b"a=b", b"a"),
        (b"\t a =b=c; d=e", b"a"),
        (b"a;b=c", b""),
        (b"=a", b""),
        (b"", b""),
        (b"a b=c", b"a b"),
    ],
)
def test_the_name_is_found_without_reading_further(header, name):
    """The gate decides by name first."""
    assert cookie_name(header) == name


@pytest.mark.parametrize(
    ("header", "pairs"),
    [
        ("", ()),
        ("a=b", (("a", "b"),)),
        ("a=b; c=d", (("a", "b"), ("c", "d"))),
        ("a=b;c=d;", (("a", "b"), ("c", "d"))),
        ("a=1; a=2", (("a", "1"), ("a", "2"))),
        ("a=b=c; d", (("a", "b=c"), ("", "d"))),
        ('a="b; c"', (("a", '"b'), ("", 'c"'))),
        ("a=; =b; =", (("a", ""), ("", "b"), ("", ""))),
        (" ; \t; a = b ", (("a", "b"),)),
        (b"a=\xc3\xa9", (("a", "é"),)),
        (b"a=\xff", (("a", "\udcff"),)),
    ],
)
def test_a_cookie_header_is_read_as_it_was_written(header, pairs):
    """Order and repetition stay; quotes are part of a value (section 5.8.3, step 5, backwards)."""
    assert parse_cookie_header(header) == pairs
