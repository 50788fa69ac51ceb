"""The files of a site while it is written: what is the same is laid down once."""

from __future__ import annotations

import hashlib
from pathlib import Path


class Shelf:
    """A folder that is filled.

    Parameters
    ----------
    folder : pathlib.Path
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: set[str] = set()

    def put(self, name: str, content: str | bytes) -> str:
        """Write a file; return its name, an address on the site."""
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        self._known.add(name)
        return name

    def keep(self, below: str, ending: str, content: bytes) -> str:
        """Write content under a name made from itself, once; return the name."""
        name = f"{below}/{hashlib.sha256(content).hexdigest()[:16]}.{ending}"
        return name if name in self._known else self.put(name, content)

    @property
    def names(self) -> set[str]:
        """What has been written."""
        return set(self._known)
