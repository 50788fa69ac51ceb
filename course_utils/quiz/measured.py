"""Whether the answer that a question marks as right is the one that was measured.

A function of `course_utils.workshop.facts` measures; each option *says* what it takes the result to
be:

- a range of numbers, ``says = [0.1, 0.35]``, both ends included;
- a word or a number that equals the result, ``says = "guessing"``;
- where several may be right, a key of the result, which tells of each whether it is true.

A question for a number needs no ``says``: its answer has to be the result, within its tolerance.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .question import Option, Question

__all__ = ["differences", "holds"]


def differences(question: Question, result: Any) -> list[str]:
    """Return in words where a question's marked answer is not what was measured.

    Examples
    --------
    >>> from course_utils.quiz import find
    >>> differences(find("definition.q_grad_zero"), 0.5)
    []
    >>> differences(find("definition.q_grad_zero"), 0.7)
    ['definition.q_grad_zero: the answer is 0.5, measured 0.7']
    """
    if question.kind == "number":
        if abs(result - question.answer) <= question.tolerance:
            return []
        return [f"{question.id}: the answer is {question.answer:g}, measured {result:g}"]
    return [
        f"{question.id}: marked {'right' if option.right else 'wrong'}, measured otherwise "
        f"({result!r}): {option.text}"
        for option in question.options
        if holds(option, result) != option.right
    ]


def holds(option: Option, result: Any) -> bool:
    """Return whether what an option says is what was measured.

    Raises
    ------
    KeyError
        If the result tells of each option by key, and this one's is missing.

    Examples
    --------
    >>> holds(Option("a", "about half", "", says=(0.4, 0.6)), 0.47)
    True
    >>> holds(Option("b", "`where`", "", says="where"), {"where": False, "clip": True})
    False
    """
    if isinstance(result, Mapping):
        return bool(result[option.says])
    if isinstance(option.says, tuple):
        low, high = option.says
        return bool(low <= result <= high)
    return bool(option.says == result)
