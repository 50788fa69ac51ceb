"""Make a class up: draw who handed in what, pack it, and write down what is to come out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from ... import checks, lessons, replacing
from ...errors import CourseError, did_you_mean
from ..intake import student_id
from . import gradebooks, packing
from .corpus import Answer, answers_of, choose
from .names import name_of
from .notebooks import ODDITIES, Oddity, data_of, filled
from .platforms import PLATFORMS, Handed

DUE = datetime(2026, 11, 1, 23, 59)
KEY = "answer_key.json"
# Of every 20: how many are right throughout, odd, late, and hand nothing in.
_RIGHT, _ODD, _LATE, _NOTHING = 0.1, 0.3, 0.1, 0.04
# What the intake files a student under.
_FILED = {"canvas": "number", "moodle": "number", "brightspace": "number"}


@dataclass(frozen=True)
class Expected:
    """What is to come out for one student.

    Attributes
    ----------
    kind : str
        ``marked``, ``problem`` (handed in, and cannot be marked) or ``nothing``.
    says : str
        What is odd about it.
    earned : int or None
        Points; None where the corpus does not say what a wrong answer still earns.
    answers : dict
        Exercise id → ``{"kind", "title", "expects", "earns"}``; kind is right, wrong, stops or
        unsolved.
    """

    student: str
    name: str
    kind: str
    says: str = ""
    late: bool = False
    attempt: int = 1
    files: int = 1
    earned: int | None = None
    points: int = 0
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Rehearsal:
    """Where a made-up class lies."""

    submissions: Path
    gradebook: Path
    key: Path
    expected: tuple[Expected, ...]

    @property
    def next_step(self) -> str:
        """The command to go on with."""
        return f"relu grade {self.submissions} --out graded"


def rehearse(
    out: Path, *, students: int = 60, platform: str = "canvas", seed: int = 0, lesson: str = ""
) -> Rehearsal:
    """Make a class up and write it into the folder `out`.

    Parameters
    ----------
    out : pathlib.Path
        A new folder, or one that an earlier rehearsal made.
    students : int
    platform : str
        canvas, moodle, brightspace, blackboard, gradescope, nbgrader or folders.
    seed : int
        The same seed gives the same bytes.
    lesson : str
        Default: the first lesson with a full set of exercises.

    Raises
    ------
    CourseError
        Where the corpus is not at hand, or `out` holds something else.
    """
    if platform not in PLATFORMS:
        raise CourseError(f"There is no format {platform!r}.{did_you_mean(platform, PLATFORMS)}")
    if students < 1:
        raise CourseError("A class is too small", expected="at least 1 student", got=students)
    stem = lessons.stem_of(lesson) if lesson else lessons.stems()[1]
    answers = answers_of(stem)
    out = Path(out)
    _make_room(out)
    people, expected = [], []
    for one, result in _class(stem, answers, students, platform, seed):
        people.append(one)
        expected.append(result)
    submissions = packing.write(out, platform, people)
    points = sum(exercise.points for exercise in checks.exercises_of(stem))
    file, table = gradebooks.GRADEBOOKS.get(platform, gradebooks.OTHERS)
    replacing.write_bytes(out / file, table(people, points))
    told = {"lesson": stem, "platform": platform, "seed": seed, "due": DUE.isoformat(),
            "students": [asdict(result) for result in expected]}  # fmt: skip
    replacing.write_text(out / KEY, json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    return Rehearsal(submissions, out / file, out / KEY, tuple(expected))


def _make_room(out: Path) -> None:
    """Take away what an earlier rehearsal wrote; refuse a folder with anything else in it."""
    if out.exists() and not out.is_dir():
        raise CourseError(f"{out} is a file", expected="a folder", next_step="Next: name another.")
    if not out.is_dir() or not any(out.iterdir()):
        return
    if not (out / KEY).is_file():
        raise CourseError(
            f"{out} holds something already",
            expected="a new folder",
            next_step="Next: name another one.",
        )
    if (out / packing.FOLDER).is_dir():
        shutil.rmtree(out / packing.FOLDER)
    for path in out.glob(f"{packing.FOLDER}.zip"):
        path.unlink()


def _class(
    stem: str, answers: dict[str, list[Answer]], students: int, platform: str, seed: int
) -> Iterator[tuple[Handed, Expected]]:
    """Yield what each student hands in, with what is to come out; odd ones are spread evenly."""
    rng = np.random.default_rng([seed, students])
    order = rng.permutation(students)
    odd = max(1, round(_ODD * students))
    first = int(rng.integers(len(ODDITIES)))
    for place in range(students):
        turn = int(order[place])
        oddity = ODDITIES[(first + turn) % len(ODDITIES)] if turn < odd else None
        nothing = odd <= turn < odd + round(_NOTHING * students)
        right = students - turn <= round(_RIGHT * students)
        ability = 1.0 if right else float(rng.uniform(0.3, 0.95))
        stops = turn == students // 2 and not right and oddity is None
        chosen = choose(answers, rng, ability, stops)
        yield _student(place, stem, chosen, None if nothing else oddity, (rng, platform, nothing))


def _student(
    place: int, stem: str, chosen: dict[str, Answer], oddity: Oddity | None, drawn: tuple
) -> tuple[Handed, Expected]:
    rng, platform, nothing = drawn
    late = bool(rng.random() < _LATE) and not nothing
    received = DUE + timedelta(minutes=int(rng.integers(1, 4000)) * (1 if late else -1))
    file = f"{stem}.ipynb"
    nb = filled(stem, chosen)
    files = oddity.files(nb, file) if oddity else ((file, data_of(nb)),)
    first, last = name_of(place)
    again = not oddity and platform == "canvas" and bool(rng.random() < 0.1)
    one = Handed(
        first=first, last=last, number=20_001 + 13 * place, login=f"student{place + 1:03d}",
        files=() if nothing else files, received=received, late=late, attempt=1 + again,
    )  # fmt: skip
    kind = "nothing" if nothing else "marked" if oddity is None or oddity.marked else "problem"
    told = {e.id: _told(chosen.get(e.id), e.points) for e in checks.exercises_of(stem)}
    earns = [answer["earns"] for answer in told.values()]
    earned = None if None in earns else sum(earns)
    if oddity is not None and oddity.says == "another lesson":
        kind, earned, told = "marked", 0, {}
    return one, Expected(
        student=student_id(str(getattr(one, _FILED.get(platform, "login")))),
        name=one.name, kind=kind, says=oddity.says if oddity and not nothing else "", late=late,
        attempt=one.attempt, files=len(one.files),
        earned=earned if kind == "marked" else None,
        points=sum(exercise.points for exercise in checks.exercises_of(stem)),
        answers=told if kind == "marked" else {},
    )  # fmt: skip


def _told(answer: Answer | None, points: int) -> dict[str, Any]:
    if answer is None:
        return {"kind": "unsolved", "title": "", "expects": "", "earns": 0}
    earns = points if answer.kind == "right" else answer.earns
    return {
        "kind": answer.kind, "title": answer.title, "expects": answer.expects, "earns": earns,
    }  # fmt: skip
