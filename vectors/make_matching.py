"""Writes matching.json, beside this file: which entry of a register a tracker belongs to, for every reader of one.

Run it after a change that is meant to change the vectors: `python -m vectors.make_matching`.
`names` and `matched`: the names that each template matches, out of all names. `cases`: what is seen, and the entry
of `trackers` that it belongs to, by place, or null. The answers are written here by hand, not taken from the code.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from vectors.make_codec import text

from charte.core.charter import template_matches

FILE = Path(__file__).with_name("matching.json")
TEMPLATES = (
    "_ga",
    "_ga_<ID>",
    "_gat_UA-*",
    "sess<A>-<B>",
    "*_session_*",
    "a*b*c*dd",
    "été_<WORD>",
    "<X>tail",
    "👍<N>x",
)
NAMES = (
    "_ga", "_ga_", "_ga_1B-c_2", "_ga_é", "_gat_UA-1", "_gat_UA-", "_gat_UA-1 2", "sessA-B", "sess-", "sessA-B-C",
    "sess--", "my_session_x", "_session_", "_session_x", "a_session_", "aXbYcZdd", "abcdd", "a1b2c3dddd", "été_1",
    "ete_1", "tail", "xtail", "tailtail", "x.tail", "👍1x", "👍👍x", "👍x", "", "a" * 300, "A_GA",
)  # fmt: skip

HOSTS = ("www.rivebelle.example", "demo.localhost")
# What is absent is as in the register: kind cookie, path /, each of the site's hosts.
TRACKERS: tuple[dict[str, str], ...] = (
    {"name": "sessionid"},  # 0
    {"name": "_ga_<ID>"},
    {"name": "_ga_AB<ID>"},
    {"name": "_ga_ABC"},
    {"name": "_gat_UA-*"},
    {"name": "prefs", "host": "shop.rivebelle.example"},  # 5
    {"name": "prefs", "host": "rivebelle.example"},
    {"name": "prefs", "host": "*.rivebelle.example"},
    {"name": "prefs", "host": "*.media.rivebelle.example"},
    {"name": "token"},
    {"name": "token", "path": "/back"},  # 10
    {"name": "cart", "kind": "local-storage"},
    {"name": "cart", "kind": "session-storage"},
    {"name": "cart"},
    {"name": "vid_*", "host": "*.player.example"},
    {"name": "part", "host": "pixel.example", "path": "/track"},  # 15
    {"name": "_pk_<A>.<B>.<C>"},
    {"name": "*_state_*", "kind": "local-storage"},
    {"name": "store", "kind": "indexeddb", "host": "demo.localhost"},
    {"name": "key of <N> words", "kind": "session-storage"},
    {"name": "_ga_*", "host": "demo.localhost", "path": "/lab"},  # 20
    {"name": "tie_<A>", "path": "/one"},
    {"name": "tie_*", "path": "/two"},
    {"name": "was_a_parent", "host": "www.shop.example"},
    {"name": "was_a_parent", "host": "api.shop.example", "path": "/api"},
    {"name": "beacon", "kind": "pixel", "host": "pixel.example"},  # 25
)
WWW, DEMO = HOSTS
# (what it shows, name, kind, host, path or None, the entry's place or None)
CASES: tuple[tuple[str, str, str, str, str | None, int | None], ...] = (
    # --- names
    ("an exact name", "sessionid", "cookie", WWW, "/", 0),
    ("on another host of the site", "sessionid", "cookie", DEMO, "/", 0),
    ("a name has its capitals", "SessionID", "cookie", WWW, "/", None),
    ("one character more", "sessionid2", "cookie", WWW, "/", None),
    ("one character less", "sessioni", "cookie", WWW, "/", None),
    ("no name", "", "cookie", WWW, "/", None),
    ("an unknown name", "uid", "cookie", WWW, "/", None),
    ("a template", "_ga_1X", "cookie", WWW, "/", 1),
    ("a wildcard stands for one character at least", "_ga_", "cookie", WWW, "/", None),
    ("a word has no dot", "_ga_1.2", "cookie", WWW, "/", None),
    ("a word has hyphens and underscores", "_ga_1-2_3", "cookie", WWW, "/", 1),
    ("a word is ASCII", "_ga_é", "cookie", WWW, "/", None),
    ("more literal characters beat fewer", "_ga_ABX", "cookie", WWW, "/", 2),
    ("an exact name beats a template", "_ga_ABC", "cookie", WWW, "/", 3),
    ("and a longer one is the template's again", "_ga_ABCD", "cookie", WWW, "/", 2),
    ("too short for the closer template", "_ga_AB", "cookie", WWW, "/", 1),
    ("a template's own text is no instance of it", "_ga_<ID>", "cookie", WWW, "/", None),
    ("anything", "_gat_UA-12.3 x", "cookie", WWW, "/", 4),
    ("anything is one character at least", "_gat_UA-", "cookie", WWW, "/", None),
    ("the whole name, not its beginning", "x_gat_UA-1", "cookie", WWW, "/", None),
    ("three wildcards", "_pk_id.1.2a", "cookie", WWW, "/", 16),
    ("a word in each", "_pk_id..2a", "cookie", WWW, "/", None),
    ("no dot too many", "_pk_id.1.2.3", "cookie", WWW, "/", None),
    ("a wildcard at both ends", "my_state_1", "local-storage", WWW, None, 17),
    ("both of them hold something", "_state_1", "local-storage", WWW, None, None),
    ("spaces in a storage key", "key of 12 words", "session-storage", WWW, None, 19),
    ("a word holds none", "key of 1 2 words", "session-storage", WWW, None, None),
    ("a name of 4000 characters", "_ga_" + "A" * 3996, "cookie", WWW, "/", 1),
    ("a name of 4000 characters that fits nowhere", "_ga_AB" + "A" * 3993 + "!", "cookie", WWW, "/", None),
    # --- hosts
    ("the very host beats a wildcard", "prefs", "cookie", "shop.rivebelle.example", "/", 5),
    ("the very host beats being a parent", "prefs", "cookie", "rivebelle.example", "/", 6),
    ("a wildcard covers subdomains", "prefs", "cookie", "news.rivebelle.example", "/", 7),
    ("at any depth", "prefs", "cookie", "a.b.rivebelle.example", "/", 7),
    ("the longer wildcard is nearer", "prefs", "cookie", "a.media.rivebelle.example", "/", 8),
    ("a wildcard covers its own domain", "prefs", "cookie", "media.rivebelle.example", "/", 8),
    ("a name that only ends alike is another host", "prefs", "cookie", "notrivebelle.example", "/", None),
    ("no top-level domain", "prefs", "cookie", "example", "/", None),
    ("another site", "prefs", "cookie", "rivebelle.example.org", "/", None),
    ("a cookie widened to the parent domain", "sessionid", "cookie", "rivebelle.example", "/", 0),
    ("not to a sibling", "sessionid", "cookie", "shop.rivebelle.example", "/", None),
    ("not to a child", "sessionid", "cookie", "a.www.rivebelle.example", "/", None),
    ("not to a name without a dot", "sessionid", "cookie", "localhost", "/", None),
    ("a wildcard of another site", "vid_7", "cookie", "eu.player.example", "/", 14),
    ("its own domain", "vid_7", "cookie", "player.example", "/", 14),
    ("a wildcard is not widened", "vid_7", "cookie", "example", "/", None),
    ("two entries with one parent: the first", "was_a_parent", "cookie", "shop.example", "/", 23),
    ("two entries with one parent: the path's", "was_a_parent", "cookie", "shop.example", "/api", 24),
    ("each on its own host", "was_a_parent", "cookie", "api.shop.example", "/", 24),
    ("hosts have no capitals", "sessionid", "cookie", "WWW.Rivebelle.EXAMPLE", "/", 0),
    ("a trailing dot is no other host", "sessionid", "cookie", "www.rivebelle.example.", "/", 0),
    ("a leading dot is how jars write Domain", "sessionid", "cookie", ".rivebelle.example", "/", 0),
    ("an address that ends alike", "sessionid", "cookie", "192.0.2.1", "/", None),
    ("no host", "sessionid", "cookie", "", "/", None),
    # --- kinds
    ("a key of local storage", "cart", "local-storage", WWW, None, 11),
    ("of session storage", "cart", "session-storage", WWW, None, 12),
    ("the cookie of that name", "cart", "cookie", WWW, "/", 13),
    ("no entry of that kind", "cart", "indexeddb", WWW, None, None),
    ("storage stays on its host", "cart", "local-storage", "rivebelle.example", None, None),
    ("a database on its host", "store", "indexeddb", DEMO, None, 18),
    ("on no other host of the site", "store", "indexeddb", WWW, None, None),
    ("a pixel", "beacon", "pixel", "pixel.example", None, 25),
    ("a pixel is no cookie", "beacon", "cookie", "pixel.example", "/", None),
    # --- paths
    ("the entry of that path", "token", "cookie", WWW, "/back", 10),
    ("the entry of the root", "token", "cookie", WWW, "/", 9),
    ("another path: the first", "token", "cookie", WWW, "/front", 9),
    ("a path that nobody knows: the first", "token", "cookie", WWW, None, 9),
    ("a path alone rules no entry out", "part", "cookie", "pixel.example", "/", 15),
    ("the name counts before the path", "_ga_ABX", "cookie", DEMO, "/lab", 2),
    ("the host counts before the path", "prefs", "cookie", "rivebelle.example", "/other", 6),
    ("equal names, this path", "_ga_1", "cookie", DEMO, "/lab", 20),
    ("equal names, the other path", "_ga_1", "cookie", DEMO, "/", 1),
    ("only one of two fits", "_ga_1.2", "cookie", DEMO, "/", 20),
    ("equally exact: the path decides", "tie_1", "cookie", WWW, "/two", 22),
    ("equally exact, no path: the first", "tie_1", "cookie", WWW, None, 21),
)


def make() -> dict[str, Any]:
    """All of matching.json."""
    return {
        "vectors": "matching",
        "version": 1,
        "names": NAMES,
        "matched": {
            template: [name for name in NAMES if template_matches(template, name)] for template in TEMPLATES
        },
        "hosts": HOSTS,
        "trackers": TRACKERS,
        "cases": [
            {"why": why, "name": name, "kind": kind, "host": host, "path": path, "entry": entry}
            for why, name, kind, host, path, entry in CASES
        ],
    }


if __name__ == "__main__":
    FILE.write_text(text(make()), encoding="utf-8")
