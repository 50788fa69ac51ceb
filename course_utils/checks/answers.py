"""Wrong answers made of right ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

Answer = Callable[..., Any]


def but(oracle: Answer, part: int, entry: Answer) -> Answer:
    """Return the answer that is right in all parts but one, which is ``entry(*arguments)``.

    Examples
    --------
    >>> too_large = but(lambda x: (x, x**2), 1, lambda x: x**2 + 1)
    >>> too_large(3)
    (3, 10)
    """

    def answer(*args: Any) -> tuple[Any, ...]:
        parts = list(oracle(*args))
        parts[part] = entry(*args)
        return tuple(parts)

    return answer


def one_part_of(oracle: Answer, parts: int) -> list[Callable[[Answer], Answer]]:
    """Return for each part what makes an answer that is wrong in it alone, from its entry.

    Examples
    --------
    >>> number_is, square_is = one_part_of(lambda x: (x, x**2), 2)
    >>> square_is(lambda x: x**2 + 1)(3)
    (3, 10)
    """
    return [partial(but, oracle, part) for part in range(parts)]
