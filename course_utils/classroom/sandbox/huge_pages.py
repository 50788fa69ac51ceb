"""Let the fork server hold its memory in huge pages: a fork copies one entry for 512 pages."""

from __future__ import annotations

import contextlib
import ctypes
import re

HUGE = 2 * 2**20  # bytes
MADV_COLLAPSE = 25  # Linux 6.1 and later
# Private memory that is read and written, and belongs to no file.
_ANONYMOUS = re.compile(r"([0-9a-f]+)-([0-9a-f]+) rw-p \S+ \S+ 0 *(?:\[heap\])?")


def collapse() -> None:
    """Ask the kernel to put huge pages in place of what lies there now, where it can.

    With PyTorch loaded most of a fork's time, and of its end, goes to copying and freeing one entry
    a page. A page that the fork writes to is still copied alone, so its memory stays small.
    """
    with contextlib.suppress(OSError):
        madvise = ctypes.CDLL(None).madvise
        for first, last in _anonymous():
            for place in range(-(-first // HUGE) * HUGE, last - HUGE + 1, HUGE):
                # Refused where the kernel has none, or no room for one: then it stays as it was.
                madvise(ctypes.c_void_p(place), ctypes.c_size_t(HUGE), MADV_COLLAPSE)


def _anonymous() -> list[tuple[int, int]]:
    with open("/proc/self/maps", encoding="ascii", errors="replace") as file:
        found = [m for line in file if (m := _ANONYMOUS.fullmatch(line.rstrip()))]
    return [(int(m[1], 16), int(m[2], 16)) for m in found]
