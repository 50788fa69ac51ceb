"""What a learner did, line after line: checks, answers, hints, solutions opened.

``journal.jsonl`` lies beside the progress file; one line is one event, written with one `write` and
flushed to disk before the next. A line that was torn by a power cut, or that cannot be read, costs
itself alone. Nothing is ever changed in it.

Keys of a line: ``when`` (UTC, ISO 8601), ``course`` (version), ``what`` (``check``, ``answer``,
``hint``, ``solution``), ``id``, and what belongs to it: ``earned``, ``points``, ``status``,
``finding``; ``right``, ``given``, and ``confidence`` in per cent where it was said; ``tier``, 0 for
a hint on a ``finding``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

NAME = "journal.jsonl"


def append(path: Path, events: Iterable[dict[str, Any]]) -> None:
    """Write events at the end, each a line of its own.

    Raises
    ------
    OSError
        The file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / NAME
    >>> append(path, [{"id": "definition.relu"}])
    >>> list(read(path))
    [{'id': 'definition.relu'}]
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # O_APPEND: two kernels that write at once write behind each other, not over each other.
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o644)
    try:
        for event in events:
            line = json.dumps(event, ensure_ascii=False, sort_keys=True, allow_nan=False)
            start = b"" if _ends_whole(file) else b"\n"  # after a torn line, on a line of its own
            os.write(file, start + line.encode("utf-8", "replace") + b"\n")
            os.fsync(file)
    finally:
        os.close(file)


def _ends_whole(file: int) -> bool:
    size = os.lseek(file, 0, os.SEEK_END)
    if not size:
        return True
    os.lseek(file, size - 1, os.SEEK_SET)
    return os.read(file, 1) == b"\n"


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the events that can be read, in the order of the file; none where there is no file."""
    try:
        file = path.open("rb")
    except OSError:
        return
    with file:
        for line in file:
            try:
                event = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(event, dict):
                yield event
