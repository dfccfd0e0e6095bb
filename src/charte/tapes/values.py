"""What remains of a stored value on a tape: enough to tell values apart, not enough to know them."""

from __future__ import annotations

import hmac
import math
from collections import Counter

from charte.core.observation import Value


class Values:
    """Hashes the values of one run. Its key (random bytes, at least 16) lives as long as the run and is never written."""

    def __init__(self, key: bytes) -> None:
        if len(key) < 16:
            raise ValueError("a run's key has at least 16 bytes")
        self._key = key

    def __call__(self, text: str) -> Value:
        digest = hmac.digest(self._key, text.encode("utf-8", "surrogatepass"), "sha256")
        return Value(digest.hex(), len(text), round(entropy(text), 1))


def entropy(text: str) -> float:
    """Shannon entropy of the whole text in bits, from the frequencies of its own characters."""
    size = len(text)
    return -sum(count * math.log2(count / size) for count in Counter(text).values()) + 0.0
