"""Made-up outcomes, submissions and classes for the tests of the classroom."""

from __future__ import annotations

import functools
import random
import re
import sys
from collections import namedtuple
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from course_utils.classroom.gradebook import Gradebook, key_of
from course_utils.classroom.submission import Marks, Submission

LESSON = "01_definition"
RELU = "definition.relu"
HOSTILE = "<script>alert(1)</script> ```` ![x](http://x) $x$ [a](javascript:b) \u202etxet\x00\udcff"
Late = namedtuple("Late", "share reason known", defaults=(True,))


def finding(**said: object) -> dict:
    bare = {"reason": "", "called": "f(1)", "got": "2", "expected": "3", "look": "", "mistake": ""}
    return bare | {"frames": [], "kind": "value"} | said


def outcome(name: str = "definition.relu", earned: int = 0, **said: object) -> dict:
    """Two points, one behaviour; `said` goes into the finding."""
    behaviour = {"name": "all", "points": 2, "earned": earned}
    behaviour["finding"] = None if earned == 2 else finding(**said)
    status = "right" if earned == 2 else "wrong"
    return {
        "exercise": name, "title": f"Title of {name}", "status": status, "notes": [], "judged": "",
        "behaviours": [behaviour], "seed": 7, "earned": earned, "points": 2,
    }  # fmt: skip


def marks(*outcomes: dict, lesson: str = LESSON, seed: int = 7, **said: object) -> Marks:
    sources = {o["exercise"]: "def f(x): ..." for o in outcomes}
    return Marks(lesson, outcomes, sources, seed=seed, **said)


def handed_in(student: str = "ada", content: bytes = b"{}", **said: object) -> Submission:
    said.setdefault("source", f"class.zip/{student}/{LESSON}.ipynb")
    return Submission(student, load=lambda: content, **said)


def record(book: Gradebook, submission: Submission, given: Marks, checks: str = "1") -> bool:
    return book.record(submission, key_of(submission.load(), checks, given.seed), given)


def write_class(path: str, students: int = 150, kept: Callable[[], object] = bool) -> None:
    """Record a class, as a batch that starts again would: what is there is taken in only.

    ``kept`` is called whenever one more result is in the file.
    """
    with Gradebook.open(path) as book:
        for n in range(students):
            for attempt in (1, 2):
                submission = handed_in(f"s{n:03}", f"{n}-{attempt}".encode(), attempt=attempt,
                                       source=f"s{n:03}/{attempt}")  # fmt: skip
                key = key_of(submission.load(), "1", 7)
                if not book.take_in(submission, key):
                    given = marks(outcome(earned=n % 3), outcome("definition.relu_grad"))
                    book.record(submission, key, given)
                    kept()


NAMES = (
    "Ada Lovelace", "Ωmega Παπαδόπουλος", "李小龙", "Владимир Набоков",
    "محمد علي", "Þórdís Ævarsdóttir",
    "शकुन्तला देवी", "María-José Carreño Quiñones", "Nguyễn Thị Minh Khai", "O'Brien, Seán",
    "Jean-Baptiste-Emmanuel-Zorobabel von und zu Hohenzollern-Sigmaringen-Habsburg-Lothringen",
    "יעל כהן", "김연아", "さくら", "Zoë Müller",
)  # fmt: skip


@functools.cache
def judged(exercise_id: str) -> dict[str, list[tuple[str, dict]]]:
    """Judge the corpus of one exercise: ``right`` and ``wrong`` answers with their outcomes."""
    from course_utils import checks
    from course_utils.grading import LocalStudent, judge
    from course_utils.workshop.corpus import CORPUS, answers_in

    exercise = checks.find(exercise_id)
    lesson, name = exercise_id.split(".")
    (path,) = CORPUS.glob(f"[0-9]*_{lesson}/{name}.py")
    found: dict[str, list[tuple[str, dict]]] = {"right": [], "wrong": []}
    for answer in answers_in(path):
        slow = "No answer within" in answer.expects or "ends the whole" in answer.expects
        if slow or "torch" in answer.code or "course_utils" in answer.code:
            continue
        namespace: dict = {"__name__": "__main__"}
        exec(compile(answer.code, "<answer>", "exec"), namespace)
        outcome = judge(exercise, LocalStudent(namespace), 7).to_dict()
        code = re.sub(r"^# (expects|earns): .*\n", "", answer.code, flags=re.MULTILINE)
        found[answer.kind].append((re.sub(r"\n{3,}", "\n\n", code).strip(), outcome))
    return found


def answered(code: str, exercise: str = RELU) -> dict:
    """Judge a piece of code; return its outcome as data."""
    from course_utils import checks
    from course_utils.grading import LocalStudent, judge

    namespace: dict = {"__name__": "__main__"}
    exec(code, namespace)
    return judge(checks.find(exercise), LocalStudent(namespace), 7).to_dict()


def half_off(result) -> Late:
    """A late policy: half of the marks stay."""
    return Late(0.5, "1 day late: 50 % off") if result.late else Late(1.0, "")


def unstarted(exercise_id: str) -> dict:
    """The outcome of an exercise that nobody touched."""
    from course_utils import checks
    from course_utils.grading import LocalStudent, judge

    return judge(checks.find(exercise_id), LocalStudent({}), 7).to_dict()


def a_class(book: Gradebook, exercises: dict[str, list[str]], students: int = 60) -> None:
    """Fill a gradebook with a class whose answers come from the corpus.

    The better a student and the easier an exercise, the likelier a right answer; the commoner
    mistakes are shared by many. The last exercise of each lesson does not care who is good.
    """
    dice = random.Random(60)
    start = datetime(2026, 11, 1, 12, tzinfo=UTC)
    for number in range(students):
        name = NAMES[number % len(NAMES)] + (f" {number}" if number >= len(NAMES) else "")
        student, skill = f"s{number:04}", dice.random()
        for lesson, ids in exercises.items():
            chosen = {}
            for place, exercise in enumerate(ids):
                chance = (
                    0.5 if place == len(ids) - 1 else 1.25 * skill + 0.25 - 0.5 * place / len(ids)
                )
                chosen[exercise] = _answer(dice, exercise, chance)
            given = Marks(
                lesson, tuple(o for _, o in chosen.values()),
                {exercise: source for exercise, (source, _) in chosen.items()},
                protection="Landlock, seccomp, own process", seed=2**127 + 7, seconds=0.02,
            )  # fmt: skip
            submission = Submission(
                student, f"{lesson}.zip/{name}/{lesson}.ipynb", lesson.encode, name,
                received=start + timedelta(hours=number), late=number % 9 == 8,
            )  # fmt: skip
            record(book, submission, given)


def _answer(dice: random.Random, exercise: str, chance: float) -> tuple[str, dict]:
    found = judged(exercise)
    if dice.random() < chance:
        return dice.choice(found["right"])
    if dice.random() < 0.15:
        return "", unstarted(exercise)
    wrong = found["wrong"]
    return wrong[min(int(dice.expovariate(0.35)), len(wrong) - 1)]


if __name__ == "__main__":
    print("imported", flush=True)
    write_class(sys.argv[1], kept=lambda: print("kept", flush=True))
