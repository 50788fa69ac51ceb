"""What an exercise is: its behaviours, its words, and the mistakes it can recognise."""

from __future__ import annotations

import functools
import inspect
import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import WrongType, WrongValue
from ..student.runner import compiled
from .compare import Match
from .finished import not_counted
from .misconception import Misconception
from .words import CASE, OF_BEHAVIOURS, WordsError, words_beside

DIFFICULTIES = ("easy", "medium", "hard")


@dataclass(frozen=True)
class Behaviour:
    """One thing an answer must do, worth some points.

    `test` receives an `Ask` and returns when all is well; a failed expectation ends it.
    """

    name: str
    points: int
    test: Callable[[Any], None]
    look: int | str = ""
    task: str = ""


def _as_it_is(value: Any) -> Any:
    return value


@dataclass
class Exercise:
    """An exercise of a lesson, with its check.

    Parameters
    ----------
    id : str
        ``lesson.name``; `name` is what the learner writes.
    title : str
    minutes : int
        Honest time for a learner of the course.
    difficulty : {"easy", "medium", "hard"}
    hints : tuple of str
        At least two, from nudge to near-answer.
    forbids : tuple of str
        Families of finished functions that must not be called (`grading.finished.FAMILIES`): those
        of which one is the answer. The task says so in its last line.
    seconds : float
        Time limit of one call.
    covers : tuple of str
        Rows of the coverage table that it exercises.
    oracle : callable
        The right answer, computed independently: ``oracle(*arguments)``. `Cases` compare with it.
    parts : tuple of str
        What the parts of an answer are called, where it is a tuple that is marked by parts.
    table : Table
        For a dictionary that the learner fills in; `Rows` compare with it.
    match : Match
        Tolerances of `Cases` that name none.
    demands : str
        The words of the task that demand a kind: an array, a dtype, a plain number. Elsewhere a
        list of numbers, or a tensor, is as good as an array, and an array of one entry as a number.
    tidy : callable
        Brings answer and oracle's value (each part of them) into the form that is compared.
    says, entries, look, reasons, about : mapping
        ``[mistakes]``, ``[entries]``, ``[look]``, ``[reasons]`` and ``[behaviours]`` of its file of
        words (`grading.words`).
    sections : mapping of int to str
        Titles of the lesson's sections; whoever loads the exercise fills them in.

    Examples
    --------
    >>> double = Exercise("demo.double", title="Double", minutes=1, difficulty="easy",
    ...                   hints=("Twice.", "2 * x"))
    >>> @double.behaviour("ordinary numbers", points=2)
    ... def ordinary(ask):
    ...     ask.same(6.0, 3.0)
    >>> double.points, double.name, double.lesson
    (2, 'double', 'demo')
    """

    id: str
    title: str
    minutes: int
    difficulty: str
    hints: tuple[str, ...]
    forbids: tuple[str, ...] = ()
    seconds: float = 2.0
    covers: tuple[str, ...] = ()
    oracle: Callable[..., Any] | None = None
    parts: tuple[str, ...] = ()
    table: Any = None
    match: Match = field(default_factory=Match)
    demands: str = ""
    tidy: Callable[[Any], Any] = _as_it_is
    says: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[Any, str] = field(default_factory=dict)
    look: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)
    behaviours: list[Any] = field(default_factory=list)
    misconceptions: list[Misconception] = field(default_factory=list)
    sections: Mapping[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.id.count(".") != 1 or not all(p.isidentifier() for p in self.id.split(".")):
            raise WrongValue("exercise id", expected="'lesson.name'", got=self.id)
        if self.difficulty not in DIFFICULTIES:
            wanted = f"one of {', '.join(DIFFICULTIES)}"
            raise WordsError(f"{self.id}: difficulty", expected=wanted, got=self.difficulty)
        if isinstance(self.hints, str) or len(self.hints) < 2:
            raise WordsError(f"{self.id}: hints", expected="at least two", got=self.hints)

    @classmethod
    def of(cls, check: str, **parts: Any) -> Exercise:
        """Return the exercise of a check, ``Exercise.of(__file__, ...)``, with the words beside it.

        Its id is the path of the check; `parts` are what is no words.
        """
        path = Path(check)
        words = words_beside(path)
        words["says"] = words.pop("mistakes", {})
        words["about"] = words.pop("behaviours", {})
        return cls(f"{path.parent.name.partition('_')[2]}.{path.stem}", **words, **parts)

    @property
    def lesson(self) -> str:
        """The lesson's name, the part before the dot."""
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        """The name that the learner writes."""
        return self.id.partition(".")[2]

    @property
    def points(self) -> int:
        """The sum of the points of its behaviours."""
        return sum(b.points for b in self.behaviours)

    def not_counted(self) -> str:
        """Return the line of the task that says what does not count, or an empty text."""
        return not_counted(self.forbids)

    def expected(self, *args: Any) -> Any:
        """Return the oracle's answer in the form that is compared."""
        if self.oracle is None:
            raise WrongType(f"{self.id}: cases need an oracle", next_step="Give it one.")
        with np.errstate(all="ignore"):
            return self.tidied(self.oracle(*args))

    def tidied(self, value: Any) -> Any:
        """Return an answer, or each of its parts, in the form that is compared."""
        return tuple(map(self.tidy, value)) if self.parts else self.tidy(value)

    def marks(self, *behaviours: Any) -> None:
        """Add behaviours, `Cases` or `Rows`, with what the words say of each."""
        for given in behaviours:
            own = self.about.get(given.name, {})
            if unusable := [key for key in own if not hasattr(given, key)]:
                kind = f"{type(given).__name__} has no {unusable[0]}"
                raise WordsError(f"{self.id}: {given.name!r} is no `Cases`, and {kind}")
            said = {**self.about, **own}
            empty = [key for key in OF_BEHAVIOURS if getattr(given, key, None) == ""]
            fills = {key: said[key] for key in empty if key in said}
            self.behaviours.append(replace(given, **fills))

    def behaviour(
        self, name: str, *, points: int
    ) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
        """Add the decorated function as a behaviour, with what the words say of it."""

        def add(test: Callable[[Any], None]) -> Callable[[Any], None]:
            self.marks(Behaviour(name, points, test))
            return test

        return add

    def mistakes(self, known: Mapping[str, Any]) -> None:
        """Add known mistakes: name → wrong answer, or a list of wrong answers of that name.

        A wrong answer is a function of the learner's arguments or, for a table, the wrong entries
        by key; None for one that a behaviour finds. What the learner reads stands in the words.
        """
        for name, answers in known.items():
            for answer in answers if isinstance(answers, list) else [answers]:
                self._know(name, answer=answer)

    def errors(self, known: Mapping[str, tuple[str, ...]]) -> None:
        """Add mistakes that end in an error: name → clues.

        One is recognised when a clue of its own stands in the message.
        """
        for name, clues in known.items():
            self._know(name, clues=clues)

    def symptoms(self, known: Mapping[str, Callable[..., bool]], *, constant: bool = False) -> None:
        """Add mistakes that show in the failed value: name → a test of it.

        `constant`: the answer that is the same whatever is asked may be one of them, too.
        """
        for name, test in known.items():
            self._know(name, symptom=test, constant=constant)

    def _know(self, name: str, **sign: Any) -> None:
        bare, look = name.partition(CASE)[0], self.look.get(name, "")
        self.misconceptions.append(Misconception(bare, self.words_of(name), look=look, **sign))

    def words_of(self, mistake: str) -> str:
        """Return what the learner reads of a mistake; `WordsError` where there are no words."""
        return self._said(self.says, mistake, "mistake", "mistakes")

    def reason(self, name: str, **fields: Any) -> str:
        """Return one of ``[reasons]``; `fields` are what stands in braces in it.

        Examples
        --------
        >>> demo = Exercise("demo.f", title="F", minutes=1, difficulty="easy", hints=("", ""),
        ...                 reasons={"too few": "{there} of {wanted} are there."})
        >>> demo.reason("too few", there=2, wanted=3)
        '2 of 3 are there.'
        """
        says = self._said(self.reasons, name, "reason", "reasons")
        return says.format(**fields) if fields else says

    def _said(self, words: Mapping[str, str], name: str, kind: str, table: str) -> str:
        if name in words:
            return words[name]
        raise WordsError(
            f"{self.id} has no words for a {kind}", expected=f"one of [{table}] in its file",
            got=name, next_step=f"Write them into {self.name}.toml.",
        )  # fmt: skip

    def told(self) -> dict[str, str]:
        """Return what is said of each mistake, in its first case; … is what a check fills in."""
        told: dict[str, str] = {}
        for name, says in self.says.items():
            told.setdefault(name.partition(CASE)[0], re.sub(r"\{[^}]*\}", "…", says))
        return told

    def all_told(self) -> None:
        """Raise `WordsError` where the words speak of a behaviour that there is not."""
        names = [b.name for b in self.behaviours]
        for name, own in self.about.items():
            if isinstance(own, Mapping) and name not in names:
                wanted = f"one of {', '.join(map(repr, names))}"
                raise WordsError(f"{self.id}: [behaviours]", expected=wanted, got=name)

    def place(self, look: int | str) -> str:
        """Return where to read on: the number of a section of the lesson in words.

        Examples
        --------
        >>> Exercise("demo.f", title="F", minutes=1, difficulty="easy", hints=("", ""),
        ...          sections={3: "The slope"}).place(3)
        'section 3 of the lesson, "The slope"'
        """
        if isinstance(look, str):
            return look
        title = self.sections.get(look)
        return f"section {look} of the lesson" + (f', "{title}"' if title else "")


@functools.lru_cache(256)
def probe_code(function: Callable[..., Any]) -> np.ndarray:
    """Return the compiled source of a probe as bytes, to be run next to the learner's object.

    A probe is a plain function of the check that uses nothing outside itself. It is compiled here,
    once, for all who are asked with it. The bytes go from a check to a learner's side and never
    back, and both are the same Python.
    """
    return compiled(textwrap.dedent(inspect.getsource(function)))
