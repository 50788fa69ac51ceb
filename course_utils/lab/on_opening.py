"""Change a notebook on its way to the page: what the server extensions do when one is opened."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any


def changed_by(change: Callable[[Any], Any], get: Callable[..., Any]) -> Callable[..., Any]:
    """Return a contents manager's `get`, plain or asynchronous, with `change` after it."""

    @functools.wraps(get)
    def plain(*args: Any, **kwargs: Any) -> Any:
        return change(get(*args, **kwargs))

    @functools.wraps(get)
    async def waited(*args: Any, **kwargs: Any) -> Any:
        return change(await get(*args, **kwargs))

    return waited if inspect.iscoroutinefunction(get) else plain
