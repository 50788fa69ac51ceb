"""After a pass: your answer beside right ones of other styles, each measured now.

The others are the course's solution and right answers of the corpus, of which those least like
yours, and least like each other, are taken. All run in one process of their own, one after another,
on the same input.
"""

from __future__ import annotations

import contextlib
import difflib
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .. import lessons
from ..errors import CourseError
from ..grading import Cases, Exercise, RemoteStudent, probe_code
from ..lessons.corpus import right_answers
from ..student.replies import ReplyKind
from ..student.runs import defined_names

ALONE = "This edition of the course holds no answers but yours."
OTHERS = 3
ALIKE = 0.95  # likeness beyond which two answers are of one style
YOURS, SOLUTION = "yours", "the course's"
SPECIAL = (("at NaN", np.nan), ("at −0.0", -0.0))


@dataclass(frozen=True)
class Version:
    """One answer: its code, the seconds of a call, and what it gives at NaN and at −0.0.

    `shared` runs before it and is not shown. What could not be measured is an empty text, or None.
    """

    title: str
    code: str
    shared: str = ""
    seconds: float | None = None
    at_nan: str = ""
    at_minus_zero: str = ""

    @property
    def time(self) -> str:
        """The time of one call in words."""
        if self.seconds is None:
            return ""
        for size, unit in ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs")):
            if self.seconds >= size:
                return f"{self.seconds / size:.3g} {unit}"
        return f"{self.seconds / 1e-9:.3g} ns"


def compared(exercise: Exercise, yours: str) -> list[Version]:
    """Return your answer and two or three others, measured.

    Parameters
    ----------
    exercise : Exercise
    yours : str
        The source of your answer; empty where it is not known.
    """
    mine = [Version(YOURS, yours.strip())] if yours.strip() else []
    return _measured(exercise, mine + _others(exercise.id, mine))


def source_in(namespace: dict[str, Any], name: str) -> str:
    """Return the latest cell of a notebook that defines a name."""
    inputs = namespace.get("In")
    sources = inputs if isinstance(inputs, list) else []
    return next((str(s) for s in reversed(sources) if name in defined_names(str(s))), "")


def source_on_disk(exercise: Exercise) -> str:
    """Return the answer cell of an exercise in the learner's notebook."""
    path = lessons.path_of("exercises", lessons.stem_of(exercise.lesson))
    try:
        cells = lessons.read(path).cells
    except (OSError, CourseError):
        return ""
    wanted = lessons.answer_cell_id(exercise.id)
    return next((str(c.source) for c in cells if c.get("id") == wanted), "")


def _others(exercise_id: str, known: list[Version]) -> list[Version]:
    """Return the course's solution, then the right answers least like what is shown already."""
    waiting = [Version(*answer) for answer in right_answers(exercise_id)]
    chosen: list[Version] = []
    with contextlib.suppress(CourseError, OSError):  # the student edition has no solutions
        course = Version(SOLUTION, lessons.solution_of(exercise_id))
        chosen += [course] if _likeness(course, known) <= ALIKE else []
    while waiting and len(chosen) < OTHERS:
        other = min(waiting, key=lambda version: _likeness(version, known + chosen))
        if _likeness(other, known + chosen) > ALIKE:
            break
        waiting.remove(other)
        chosen.append(other)
    return chosen


def _likeness(version: Version, others: Sequence[Version]) -> float:
    """Return how like a version is to the one of the others that it is most like."""
    bare = "".join(version.code.split())
    pairs = ((bare, "".join(other.code.split())) for other in others)
    ratios = (difflib.SequenceMatcher(None, *pair, autojunk=False).ratio() for pair in pairs)
    return max(ratios, default=0.0)


def _measured(exercise: Exercise, versions: list[Version]) -> list[Version]:
    args = _arguments(exercise)
    if args is None:
        return versions
    cells = lessons.setup_cells(lessons.starter_notebook(lessons.stem_of(exercise.lesson)))
    for n, version in enumerate(versions):
        code = f"{version.shared}\n{version.code}\n_version_{n} = {exercise.name}"
        cells.append((f"answer {n}", code))
    with RemoteStudent(cells) as student:

        def ask(n: int, **message: Any) -> Any:
            return student.request({"name": f"_version_{n}", "kwargs": {}, "args": args} | message)

        places = range(len(versions))
        # Twice, and the better one: who comes first would pay for a processor that wakes up.
        rounds = [[_seconds(ask, n) for n in places] for _ in range(2)]
        times = [min((t for t in of if t), default=None) for of in zip(*rounds, strict=True)]
        special = [[_at(ask, n, args, x) for _, x in SPECIAL] for n in places]
    return [
        replace(version, seconds=times[n], at_nan=special[n][0], at_minus_zero=special[n][1])
        for n, version in enumerate(versions)
    ]


def _arguments(exercise: Exercise) -> tuple[Any, ...] | None:
    """Return the largest arguments that a check asks with; None where it calls nothing."""
    asked = [
        args
        for behaviour in exercise.behaviours
        if isinstance(behaviour, Cases)
        for args in behaviour.draw(np.random.default_rng(0))
    ]
    return max(asked, key=lambda args: sum(map(_size, args)), default=None)


def _size(value: Any) -> int:
    return value.size if isinstance(value, np.ndarray) else len(value) if _is_many(value) else 1


def _is_many(value: Any) -> bool:
    return isinstance(value, (list, tuple))


def _best_of(answer: Any, *args: Any) -> float:
    """Run next to an answer: return the seconds of one call, the best of three rounds."""
    import time

    def round_of(calls: int) -> float:
        start = time.perf_counter()
        for _ in range(calls):
            answer(*args)
        return time.perf_counter() - start

    calls = 1
    while calls < 100_000 and round_of(calls) < 0.01:
        calls *= 4
    return float(min(round_of(calls) for _ in range(3)) / calls)


def _seconds(ask: Callable[..., Any], n: int) -> float | None:
    code = probe_code(_best_of)
    reply = ask(n, op="probe", code=code, function=_best_of.__name__, seconds=5.0)
    return float(reply["value"]) if reply["kind"] is ReplyKind.VALUE else None


def _at(ask: Callable[..., Any], n: int, args: tuple[Any, ...], special: float) -> str:
    """Return what an answer gives where its first real argument is NaN, or −0.0, throughout."""
    place = next((n for n, value in enumerate(args) if _is_real(value)), None)
    if place is None:
        return ""
    one = args[place]
    filled = np.full_like(one, special) if isinstance(one, np.ndarray) else special
    reply = ask(n, op="call", args=(*args[:place], filled, *args[place + 1 :]), seconds=5.0)
    if reply["kind"] is ReplyKind.RAISED:
        return f"raises {reply['error']['type']}"
    return _in_short(reply["value"]) if reply["kind"] is ReplyKind.VALUE else ""


def _is_real(value: Any) -> bool:
    array = isinstance(value, np.ndarray) and np.issubdtype(value.dtype, np.floating)
    return array or type(value) is float


def _in_short(value: Any) -> str:
    """Return the different numbers of a value, in order of appearance; parts apart.

    Examples
    --------
    >>> _in_short(np.array([np.nan, -0.0, -0.0])), _in_short((0.0, [1.5, 2]))
    ('NaN and −0', '0; 1.5 and 2')
    """
    if isinstance(value, tuple):
        return "; ".join(map(_in_short, value))
    try:
        numbers = np.ravel(np.asarray(value, dtype=float)).tolist()
    except (TypeError, ValueError):
        return str(value)[:40]
    return _some(dict.fromkeys(f"{n:.4g}".replace("nan", "NaN").replace("-", "−") for n in numbers))


def _some(words: Iterable[str]) -> str:
    kept = list(words)
    if len(kept) > 3:
        return f"{', '.join(kept[:2])} and {len(kept) - 2} others"
    return " and ".join(filter(None, [", ".join(kept[:-1]), *kept[-1:]]))


def columns(versions: Sequence[Version]) -> list[tuple[str, list[str]]]:
    """Return the columns of the table that say anything: a head and a text for each version."""
    table = [
        ("one call", [v.time for v in versions]),
        (SPECIAL[0][0], [v.at_nan for v in versions]),
        (SPECIAL[1][0], [v.at_minus_zero for v in versions]),
    ]
    return [(head, texts) for head, texts in table if any(texts)]


def to_text(versions: Sequence[Version]) -> str:
    """Return the answers with their table as text.

    Examples
    --------
    >>> mine = Version("yours", "f = abs", seconds=2e-6, at_nan="NaN", at_minus_zero="0")
    >>> print(to_text([mine]))
    This edition of the course holds no answers but yours.
    <BLANKLINE>
    yours (one call: 2 µs; at NaN: NaN; at −0.0: 0)
    <BLANKLINE>
        f = abs
    """
    parts = [ALONE] if len(versions) < 2 else []
    for n, version in enumerate(versions):
        measured = "; ".join(f"{head}: {texts[n] or '–'}" for head, texts in columns(versions))
        head = f"{version.title} ({measured})" if measured else version.title
        parts += [head, textwrap.indent(version.code, "    ")]
    return "\n\n".join(parts)
