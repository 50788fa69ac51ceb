"""Replace a whole file in one step: a kill, or a full disk, leaves the old file or the new one.

What it leaves out: two writers at once (the last one wins; `course_utils.progress` takes a lock),
and file systems on which a rename is not atomic.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from pathlib import Path

WINDOWS = os.name == "nt"


def write_bytes(path: Path, data: bytes, *, locked: bool = False) -> None:
    """Put `data` into the file `path`; its folder is made if it is missing.

    A file that is there keeps its permissions. The data is on the disk before the name points to
    it.

    Parameters
    ----------
    path : pathlib.Path
    data : bytes
    locked : bool
        The caller holds a lock on the file: the draft has one name, so that what a writer left
        that was killed is overwritten by the next.

    Raises
    ------
    OSError
        Nothing was changed, and no draft is left.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_bytes(Path(folder) / "a" / "b.txt", b"whole")
    ...     [p.name for p in Path(folder).rglob("*.*")]
    ['b.txt']
    """
    path = Path(os.path.realpath(path))  # a link stays a link, to the new content
    path.parent.mkdir(parents=True, exist_ok=True)
    mine = "" if locked else f".{os.getpid()}-{threading.get_ident()}"
    draft = path.with_name(f".{path.name}{mine}.draft")
    try:
        with open(draft, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        if path.exists():
            draft.chmod(path.stat().st_mode)
        _rename(draft, path)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def write_text(path: Path, text: str) -> None:
    """Put `text` into the file `path` as UTF-8, lines ended as they are; see `write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


def _rename(source: Path, target: Path, tries: int = 20) -> None:
    """Rename over `target`; Windows refuses while a reader has it open, so try again there."""
    for left in reversed(range(tries)):
        try:
            os.replace(source, target)
            return
        except PermissionError:
            if not WINDOWS or not left:
                raise
            time.sleep(0.01)


def _sync_folder(folder: Path) -> None:
    # Without this a power cut may forget the rename. Windows cannot open a folder for it.
    if WINDOWS:
        return
    # Some network file systems refuse; the data itself was synced before the rename.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
