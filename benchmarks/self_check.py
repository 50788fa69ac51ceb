"""Latency of a self-check of a NumPy exercise in the learner's own process.

Prints the median over all exercises of a lesson, solved, and beside it the floor: calling the
learner's functions alone is not possible without the check, so the floor is an empty request.
"""

from __future__ import annotations

import argparse
import statistics
import time

from course_utils import checks, lessons
from course_utils.grading import LocalStudent, judge


def namespace_of(lesson: str) -> dict:
    """Run the code of a solved notebook, without its checks."""
    scope: dict = {"__name__": "__main__"}
    for cell in lessons.read(
        lessons.find_root() / "solutions" / f"{lessons.stem_of(lesson)}.ipynb"
    ).cells:
        if cell.cell_type == "code" and not cell.id.endswith("-check"):
            exec(compile(cell.source, f"<{cell.id}>", "exec"), scope)
    return scope


def milliseconds(action, repeats: int) -> float:
    """Return the median time of `action`."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return 1e3 * statistics.median(times)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lesson", default="definition")
    parser.add_argument("--repeats", type=int, default=20)
    options = parser.parse_args()
    student = LocalStudent(namespace_of(options.lesson))
    exercises = checks.exercises_of(options.lesson)
    medians = []
    for exercise in exercises:
        took = milliseconds(lambda e=exercise: judge(e, student, 1), options.repeats)
        medians.append(took)
        print(f"{exercise.id:<40} {took:7.2f} ms")
    name = exercises[0].name
    floor = milliseconds(
        lambda: student.request({"op": "describe", "name": name, "seconds": 2.0}), options.repeats
    )
    middle = statistics.median(medians)
    print(f"median {middle:.2f} ms (target: under 50 ms); slowest {max(medians):.2f} ms")
    print(f"floor, one empty request: {floor:.3f} ms; ratio {middle / floor:.0f}")


if __name__ == "__main__":
    main()
