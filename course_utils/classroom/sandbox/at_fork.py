"""What libraries want done in every fork, done once in the server that forks.

The generator of `random` is seeded, locks of `logging` and `threading` are made anew, Matplotlib
forgets its fonts: a fork spends a millisecond on it, and copies 350 pages. The server has one
thread and holds no lock when it forks, so each fork finds what those hooks would leave it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

_register = os.register_at_fork
_hooks: list[dict[str, Callable[[], Any]]] = []


def collect() -> None:
    """Keep the hooks that are registered from now on, until `settle`."""
    os.register_at_fork = lambda **hooks: _hooks.append(hooks)


def settle() -> None:
    """Do now what the kept hooks do around a fork; with other threads, leave it to the forks."""
    # Threads have a hook too: their module is not imported here, before `collect`.
    if sys.modules["threading"].active_count() == 1:
        for when, order in (("before", reversed(_hooks)), ("after_in_child", iter(_hooks))):
            for hooks in order:
                if when in hooks:
                    hooks[when]()
    else:
        for hooks in _hooks:
            _register(**hooks)
    _hooks.clear()
    os.register_at_fork = _register
