"""Latency of a self-check in the learner's own process, for every exercise with its solution.

Prints the slowest exercises, their first check (which may load a library) and the median of all;
beside them the floor, an empty request. Targets: the median under 15 ms, each under 0.5 s.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import io
import statistics
import time

from course_utils import checks, lessons
from course_utils.grading import LocalStudent, judge

MEDIAN, SLOWEST = 15.0, 500.0  # milliseconds


def namespace_of(lesson: str) -> dict:
    """Run the code of a solved notebook, without its checks."""
    scope: dict = {"__name__": "__main__"}
    path = lessons.path_of("solutions", lessons.stem_of(lesson))
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in lessons.read(path).cells:
            if cell.cell_type == "code" and not cell.id.endswith("-check"):
                exec(compile(cell.source, f"<{cell.id}>", "exec"), scope)
    return scope


def milliseconds(action, repeats: int) -> tuple[float, float]:
    """Return the time of the first run of `action`, and the median of the others."""
    times = []
    for _ in range(repeats + 1):
        start = time.perf_counter()
        action()
        times.append(1e3 * (time.perf_counter() - start))
    return times[0], statistics.median(times[1:])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lesson", default="", help="one lesson; all without it")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--show", type=int, default=10, help="how many of the slowest")
    options = parser.parse_args()
    rows = []
    for stem in [lessons.stem_of(options.lesson)] if options.lesson else checks.stems():
        student = LocalStudent(namespace_of(lessons.lesson_name(stem)))
        for exercise in checks.exercises_of(stem):
            check = functools.partial(judge, exercise, student, 1)
            first, usual = milliseconds(check, options.repeats)
            rows.append((usual, first, exercise))
    rows.sort(key=lambda row: -row[0])
    print(f"{'the slowest':<40} {'usual':>9} {'first':>9}")
    for usual, first, exercise in rows[: options.show]:
        print(f"{exercise.id:<40} {usual:6.1f} ms {first:6.1f} ms")
    look = {"op": "describe", "name": rows[-1][2].name, "seconds": 2.0}
    _, floor = milliseconds(lambda: student.request(look), 20)
    middle, most = statistics.median(row[0] for row in rows), rows[0][0]
    print(f"median of {len(rows)}: {middle:.2f} ms (target: under {MEDIAN:g} ms)")
    print(f"slowest: {most:.1f} ms (target: under {SLOWEST:g} ms)")
    print(f"floor, one empty request: {floor:.3f} ms; ratio {middle / floor:.0f}")


if __name__ == "__main__":
    main()
