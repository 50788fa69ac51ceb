"""A known wrong answer: what it says, and how it shows."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Misconception:
    """A known wrong answer that names itself.

    Attributes
    ----------
    name : str
        A few words.
    says : str
        What the learner reads: what was done, and why it is not it.
    answer : callable or None
        The wrong answer itself. It is recognised when it gives the learner's values on every
        input that the failed behaviour tried.
    symptom : callable or None
        For what has no reference answer: ``symptom(got)`` on the failed value, or
        ``symptom(got, *arguments)`` on the failed call.
    clues : tuple of str
        For what ends in an error: words of its message.
    look : int or str
        Where to read on: the number of a section of the lesson, or words.
    constant : bool
        Whether the symptom is one even of an answer that is the same whatever is asked.
    """

    name: str
    says: str
    answer: Callable[..., Any] | Mapping[Any, Any] | None = None
    symptom: Callable[..., bool] | None = None
    clues: tuple[str, ...] = ()
    look: int | str = ""
    constant: bool = False

    def shows_in(self, got: Any, *args: Any) -> bool:
        """Tell whether the symptom, if there is one, is met in this answer to these arguments."""
        if self.symptom is None:
            return False
        wants_arguments = len(inspect.signature(self.symptom).parameters) > 1
        try:
            return bool(self.symptom(got, *args) if wants_arguments else self.symptom(got))
        except Exception:  # a symptom that does not apply to this kind of value does not fit
            return False
