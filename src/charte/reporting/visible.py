"""Texts from a tape as a person may safely see them: whole names, no hidden characters, no reordering."""

from __future__ import annotations

import re

# C0 and C1 controls (terminal escapes), and what turns or hides text: bidi marks, zero-width characters, byte order mark.
_HIDDEN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def visible(text: str, longest: int = 300) -> str:
    """The text with hidden characters written out (`⟨U+202E⟩`), cut in the middle where that is longer than `longest`."""
    written = _HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", _cut(text, longest))
    return _cut(written, longest)


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    tail = (longest - 1) // 3
    return f"{text[: longest - 1 - tail]}…{text[len(text) - tail :]}"
