"""The order of the options: fixed and fair on paper, each learner's own in the live question.

An author writes the right option where it comes to mind, which is rarely the last place. So the
file's order is never shown. In static pages, which are the same for everybody, the place of the
right option is dealt in permuted blocks (as in a trial): among questions with as many options, each
place comes once per block. Everything else follows from digests, so it is the same on every
machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from string import ascii_lowercase

from .question import Option, Question

__all__ = ["fair", "own"]


def fair(questions: Iterable[Question]) -> list[Question]:
    """Return the questions of one file with their options in the order of static pages.

    The letters follow that order: from here on a letter is the name of its option.

    Examples
    --------
    >>> options = (Option("a", "yes", "So it is.", True), Option("b", "no", "It is."))
    >>> question, = fair([Question("demo.q", "one", "?", options=options)])
    >>> [option.letter for option in question.options]
    ['a', 'b']
    """
    dealt: dict[int, list[int]] = {}
    return [_placed(question, dealt) for question in questions]


def own(question: Question, seed: str) -> tuple[Option, ...]:
    """Return the options in one learner's order; letters stay with their options.

    Parameters
    ----------
    question : Question
    seed : str
        The learner's (`progress.learner_seed`); without one, the order of static pages.

    Examples
    --------
    >>> options = (Option("a", "yes", "So it is.", True), Option("b", "no", "It is."))
    >>> question = Question("demo.q", "one", "?", options=options)
    >>> own(question, "7f") == own(question, "7f")
    True
    """
    if not seed:
        return question.options
    return _shuffled(question.options, seed, question.id)


def _placed(question: Question, dealt: dict[int, list[int]]) -> Question:
    options = list(_shuffled(question.options, question.id))
    if question.kind == "one":
        block = dealt.setdefault(len(options), [])
        if not block:
            # The first question of a block names it: lessons do not all begin alike.
            block += sorted(range(len(options)), key=lambda at: _digest(question.id, str(at)))
        right = next(option for option in options if option.right)
        options.remove(right)
        options.insert(block.pop(), right)
    named = zip(ascii_lowercase, options, strict=False)
    return replace(question, options=tuple(replace(o, letter=letter) for letter, o in named))


def _shuffled(options: tuple[Option, ...], *seed: str) -> tuple[Option, ...]:
    # By text: a reworded or added option moves, the others keep their order.
    return tuple(sorted(options, key=lambda option: _digest(*seed, option.text)))


def _digest(*parts: str) -> bytes:
    return sha256("\0".join(parts).encode()).digest()
