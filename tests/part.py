"""What the default run takes a part of; with ``RELU_TESTS=all`` it takes the whole."""

from __future__ import annotations

import os
import zlib

ALL = os.environ.get("RELU_TESTS") == "all"


def taken(name: str, one_in: int) -> bool:
    """Tell whether something belongs to the part: the same ones each time, whatever else there is.

    Examples
    --------
    >>> drawn = sum(zlib.crc32(f"answer {n}".encode()) % 5 == 0 for n in range(1000))
    >>> 150 < drawn < 250
    True
    """
    return ALL or zlib.crc32(name.encode()) % one_in == 0
