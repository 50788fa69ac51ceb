"""Grade a class: submissions a second with both cores, locks on, and the parent's peak memory.

A submission is a notebook with six solved exercises and a plot, each another text. Start-up
(judges, fork servers, PyTorch) is measured apart. On a machine with other work the rate says
little: the processor time of a submission, of the judge and of the learner's side (the fork and the
locked child), says what it would be. Peers are run where they are installed:

    python benchmarks/classroom.py
    python benchmarks/classroom.py --kind torch                  # children are forked with PyTorch
    python benchmarks/classroom.py --kind keras                  # and Keras: six models to repair
    python benchmarks/classroom.py --size 10000            # peak memory, linear time
    python benchmarks/classroom.py --kind lessons --size 60      # every lesson whole, start-up too
    python benchmarks/classroom.py --nbgrader PYTHON --otter PYTHON
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import classroom_peers

from course_utils import lessons
from course_utils.classroom.batch import Batch
from course_utils.classroom.executors import Job
from course_utils.classroom.executors.local import LocalExecutor, cores
from course_utils.classroom.gradebook import Gradebook
from course_utils.classroom.marking import mark
from course_utils.classroom.remembered import Remembered
from course_utils.classroom.sandbox.host import Sandbox
from course_utils.classroom.submission import Submission

KINDS = {
    "numpy": (
        "01_definition", ("relu", "value-table", "spellings", "relu-grad", "identities", "larger"),
    ),
    "torch": (
        "04_variants",
        ("leaky-by-max", "leaky-grads", "prelu-backward", "learned-slope", "decay-groups", "elu"),
    ),
    "keras": (
        "05_framework_code",
        ("slope-at-zero", "inplace", "fix-default", "fix-shared", "fix-unused", "variant-module"),
    ),
}  # fmt: skip
PLOT = (
    "import matplotlib.pyplot as plt\nimport numpy as np\n"
    "xs = np.linspace(-3, 3, 101)\nfig, ax = plt.subplots()\n"
    "ax.plot(xs, np.maximum(xs, 0))\nax.set_title('ReLU')\nplt.show()"
)


def notebook_of(kind: str, number: int) -> bytes:
    """Return one submission: the first cells of the lesson, six answers, a plot."""
    stem, names = KINDS[kind]
    book = lessons.read(lessons.path_of("solutions", stem))
    wanted = {f"{name}-answer" for name in names}
    missing = wanted - {cell.get("id") for cell in book.cells}
    if missing:
        raise SystemExit(f"The lesson {stem} has no cells {sorted(missing)}")
    cells = [c for c in book.cells if c.get("id") in wanted | {"setup"}]
    plot = lessons.Node(
        cell_type="code", id="plot", metadata={}, outputs=[], execution_count=None,
        source=f"{PLOT}\n# {number}",
    )  # fmt: skip
    return lessons.text_of(lessons.Node(book, cells=[*cells, plot])).encode()


def whole_lessons(size: int) -> None:
    """Grade a class that has handed in the solved lessons in turn, with every cell of them."""
    stems = lessons.stems(folder="solutions")
    solved = [lessons.path_of("solutions", stem).read_bytes() for stem in stems]
    start, before, marks = time.perf_counter(), processor_time(), []
    executor = LocalExecutor()
    for _, given in executor.run(
        Job(n, solved[n % len(solved)] + b" " * n, 7) for n in range(size)
    ):
        marks.append(given)
    executor.close()
    took, used = time.perf_counter() - start, processor_time() - before
    whole = sum(m.earned == m.points > 0 for m in marks)
    print(
        f"{size} notebooks of {len(solved)} lessons in {took:.1f} s, start-up included, with "
        f"{cores()} judges; {whole} have all points; processor time {used:.1f} s "
        f"(load now: {os.getloadavg()[0]:.1f})"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kind", choices=[*KINDS, "lessons"], default="numpy")
    parser.add_argument("--size", type=int, default=200)
    parser.add_argument("--workers", type=int, default=cores())
    parser.add_argument("--nbgrader", help="Python of an environment with nbgrader.")
    parser.add_argument("--otter", help="Python of an environment with otter-grader.")
    options = parser.parse_args()
    if options.kind == "lessons":
        whole_lessons(options.size)
        return
    template = notebook_of(options.kind, 0)
    _, start_up, _ = graded(template, 0, options.workers)
    took, used, kept = graded(template, options.size, options.workers)
    kept /= options.size
    rate, each = options.size / took, (used - start_up) / options.size + kept
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{options.kind}: {options.size} submissions in {took:.1f} s with {options.workers} "
        f"judges: {rate:.1f} a second; peak memory of the parent {peak:.0f} MB"
    )
    print(
        f"processor time: {1e3 * each:.1f} ms a submission, so {options.workers / each:.0f} a "
        f"second with {options.workers} cores to itself (load now: {os.getloadavg()[0]:.1f})"
    )
    judge, child = apart(template, max(10, options.size // 5))
    print(
        f"of it: judge {1e3 * judge:.1f} ms, fork and child {1e3 * child:.1f} ms, "
        f"handing out and the gradebook {1e3 * kept:.1f} ms"
    )
    peers = classroom_peers.measured(options.nbgrader, options.otter)
    for name, (seconds, processor) in peers.items():
        print(
            f"{name}: {seconds:.2f} s a submission, ratio {seconds * rate:.0f}; "
            f"processor time {processor:.2f} s, ratio {processor / each:.0f}"
        )


def graded(template: bytes, size: int, workers: int) -> tuple[float, float, float]:
    """Grade a class after a warm-up; return its wall time, and the judges' and own processor time.

    Of the judges it is all, start-up too; of this process what the class took.
    """
    before = processor_time()
    executor = LocalExecutor(workers)
    start = time.perf_counter()
    warm = [marks for _, marks in executor.run(Job(n, template, 7) for n in range(2 * workers))]
    if not size:
        print(f"start-up: {time.perf_counter() - start:.1f} s; {warm[0].protection}")
        print(f"marks: {warm[0].earned} points")
    with (
        tempfile.TemporaryDirectory() as folder,
        Gradebook.open(Path(folder) / "gradebook.db") as gradebook,
    ):
        start, own = time.perf_counter(), time.process_time()
        Batch(gradebook, executor, 7).grade(submissions(template, size))
        took, kept = time.perf_counter() - start, time.process_time() - own
    executor.close()
    return took, processor_time() - before, kept


def apart(template: bytes, size: int) -> tuple[float, float]:
    """Return the processor time of a submission: the judge's, here in this process, and the rest.

    Start-up is left out, and what the first submission costs: a judge remembers what it has seen.
    """
    memory, spent = Remembered(), []
    for count in (1, 5, 5 + size):
        before = time.process_time(), processor_time()
        with Sandbox() as sandbox:
            for submission in submissions(template, count):
                mark(submission.load(), seed=7, sandbox=sandbox, memory=memory)
        spent.append((time.process_time() - before[0], processor_time() - before[1]))
    _, (judge_before, child_before), (judge, child) = spent
    return (judge - judge_before) / size, (child - child_before) / size


def processor_time() -> float:
    """Return the processor time of all processes that were started from here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def submissions(template: bytes, size: int) -> Iterator[Submission]:
    """Yield the class, each with a text of its own."""
    for number in range(size):
        content = template.replace(b"# 0", b"# %d" % number)
        yield Submission(f"student-{number}", f"student-{number}", load=lambda c=content: c)


if __name__ == "__main__":
    main()
