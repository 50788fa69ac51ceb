"""Wrong answers made of right ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def but(oracle: Callable[..., Any], part: int, entry: Callable[..., Any]) -> Callable[..., Any]:
    """Return the answer that is right in all parts but one, which is ``entry(*arguments)``.

    Examples
    --------
    >>> squares_too_large = but(lambda x: (x, x**2), 1, lambda x: x**2 + 1)
    >>> squares_too_large(3)
    (3, 10)
    """

    def answer(*args: Any) -> tuple[Any, ...]:
        parts = list(oracle(*args))
        parts[part] = entry(*args)
        return tuple(parts)

    return answer
