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
# Which share of a class is right throughout, odd, late, handed in again, and hands nothing in.
_RIGHT, _ODD, _LATE, _AGAIN, _NOTHING = 0.1, 0.3, 0.1, 0.1, 0.04
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
    for plan in _plans(answers, students, platform, seed):
        people.append(_handed_in(plan, stem))
        expected.append(_expected(plan, people[-1], stem, platform))
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


@dataclass(frozen=True)
class _Plan:
    """What is drawn for one student before the notebook is written."""

    place: int
    answers: dict[str, Answer]
    oddity: Oddity | None
    nothing: bool
    late: bool
    again: bool
    minutes: int  # before the due time, or after it

    @property
    def kind(self) -> str:
        """What is to come out: marked, problem or nothing."""
        if self.nothing:
            return "nothing"
        return "marked" if self.oddity is None or self.oddity.marked else "problem"


def _plans(
    answers: dict[str, list[Answer]], students: int, platform: str, seed: int
) -> Iterator[_Plan]:
    """Draw a class; what is odd is spread evenly over the list of names."""
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
        late = bool(rng.random() < _LATE) and not nothing
        # Only Canvas writes the number of an attempt into a name.
        again = bool(rng.random() < _AGAIN) and oddity is None and platform == "canvas"
        yield _Plan(
            place, choose(answers, rng, ability, stops), oddity, nothing, late, again,
            int(rng.integers(1, 4000)),
        )  # fmt: skip


def _handed_in(plan: _Plan, stem: str) -> Handed:
    file, nb = lessons.path_of("exercises", stem).name, filled(stem, plan.answers)
    files = plan.oddity.files(nb, file) if plan.oddity else ((file, data_of(nb)),)
    first, last = name_of(plan.place)
    return Handed(
        first=first,
        last=last,
        number=20_001 + 13 * plan.place,
        login=f"student{plan.place + 1:03d}",
        files=() if plan.nothing else files,
        received=DUE + timedelta(minutes=plan.minutes * (1 if plan.late else -1)),
        late=plan.late,
        attempt=1 + plan.again,
    )


def _expected(plan: _Plan, one: Handed, stem: str, platform: str) -> Expected:
    exercises = checks.exercises_of(stem)
    told = {e.id: _told(plan.answers.get(e.id), e.points) for e in exercises}
    earns = [answer["earns"] for answer in told.values()]
    earned = None if None in earns else sum(earns)
    if plan.oddity is not None and plan.oddity.other_lesson:
        earned, told = 0, {}
    marked = plan.kind == "marked"
    return Expected(
        student=student_id(str(getattr(one, _FILED.get(platform, "login")))),
        name=one.name,
        kind=plan.kind,
        says=plan.oddity.says if plan.oddity and not plan.nothing else "",
        late=plan.late,
        attempt=one.attempt,
        files=len(one.files),
        earned=earned if marked else None,
        points=sum(exercise.points for exercise in exercises),
        answers=told if marked else {},
    )


def _told(answer: Answer | None, points: int) -> dict[str, Any]:
    if answer is None:
        return {"kind": "unsolved", "title": "", "expects": "", "earns": 0}
    earns = points if answer.kind == "right" else answer.earns
    return {
        "kind": answer.kind, "title": answer.title, "expects": answer.expects, "earns": earns,
    }  # fmt: skip
