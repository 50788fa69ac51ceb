"""What comparing costs: nbval against bare nbclient on the same notebooks, one after the other.

Each round runs both in a process of its own, in turn; the best round of each counts. The floor is
the bare run: starting the kernels and running the cells, which no comparison can do without.
Target: at most 1.25 times the floor. Run it on a quiet machine; on a busy one only the ratio of
processor seconds, which counts the kernels too, says something.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from course_utils import lessons, workshop

TARGET = 1.25
FOLDERS = ("notebooks", "solutions", "exercises")

# No error handling, no comparison, nothing kept: the least that runs a notebook.
BARE = """
import sys
from pathlib import Path
import nbformat
from nbclient import NotebookClient
for name in sys.argv[1:]:
    path = Path(name)
    place = {"metadata": {"path": str(path.parent)}}
    NotebookClient(nbformat.read(path, 4), timeout=600, resources=place).execute()
"""


def processor_seconds() -> float:
    """Return the processor time of all processes started and ended so far."""
    spent = os.times()
    return spent.children_user + spent.children_system


def seconds(command: list[str], root: Path) -> tuple[float, float]:
    """Return wall and processor time of a command, in the environment of notebooks."""
    with tempfile.TemporaryDirectory() as home:
        env = workshop.kernel_env(Path(home)) | {"CI": "true"}
        start, spent = time.perf_counter(), processor_seconds()
        done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True)
        took = time.perf_counter() - start, processor_seconds() - spent
    if done.returncode:
        sys.exit(f"The run failed, so its time means nothing.\n{done.stdout[-3000:]}{done.stderr}")
    return took


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    root = lessons.find_root()
    paths = [str(path) for folder in FOLDERS for path in sorted((root / folder).glob("*.ipynb"))]
    nbval = [sys.executable, "-m", "pytest", "-q", "--nbval", "-p", "no:cacheprovider", *paths]
    bare = [sys.executable, "-c", BARE, *paths]
    times: dict[str, list[tuple[float, float]]] = {"bare": [], "nbval": []}
    for number in range(1, options.rounds + 1):
        times["bare"].append(seconds(bare, root))
        times["nbval"].append(seconds(nbval, root))
        print(f"round {number}: bare {times['bare'][-1][0]:.2f} s, "
              f"nbval {times['nbval'][-1][0]:.2f} s")  # fmt: skip
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{len(paths)} notebooks{load}")
    for which, what in ((1, "processor"), (0, "wall")):
        floor, best = (min(pair[which] for pair in times[side]) for side in ("bare", "nbval"))
        if floor:  # Windows does not count the processes' children
            print(
                f"{what} time: floor, bare nbclient {floor:.2f} s; nbval {best:.2f} s; "
                f"ratio {best / floor:.2f} (target: at most {TARGET})"
            )


if __name__ == "__main__":
    main()
