"""Time of `import course_utils` beyond NumPy: `python benchmarks/imports.py [--rounds N]`.

The floor is `import numpy`, which every lesson pays anyway and which is not counted again. Each
import runs in a fresh process, the kinds take turns, and the median counts.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys

TIMED = "{}; import time; t = time.perf_counter(); {}; print(time.perf_counter() - t)"
KINDS = {
    "import numpy": ("pass", "import numpy"),
    "import course_utils": ("import numpy", "import course_utils"),
    "from course_utils import check": ("import numpy", "from course_utils import check"),
    "import course_utils.activations": ("import numpy", "import course_utils.activations"),
    "import course_utils.cli": ("import numpy", "import course_utils.cli"),
}
TARGET = 0.150  # seconds beyond NumPy


def import_seconds(before: str, statement: str) -> float:
    """Return the seconds `statement` takes in a fresh Python that has done `before`."""
    command = [sys.executable, "-I", "-c", TIMED.format(before, statement)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def main() -> None:
    """Measure, and print each kind beside the floor."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    times: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for _ in range(rounds + 1):
        for kind, (before, statement) in KINDS.items():
            times[kind].append(import_seconds(before, statement))
    medians = {kind: statistics.median(seconds[1:]) for kind, seconds in times.items()}  # 1 warm-up
    floor = medians["import numpy"]
    print(f"{'import numpy (floor)':32} {floor * 1000:6.1f} ms")
    for kind in list(KINDS)[1:]:
        ratio = medians[kind] / floor
        print(f"{kind:32} {medians[kind] * 1000:6.1f} ms beyond NumPy, x{ratio:.2f} the floor")
    beyond = medians["import course_utils"] * 1000
    print(f"import course_utils: {beyond:.1f} ms beyond NumPy (target: under {TARGET * 1000:.0f})")


if __name__ == "__main__":
    main()
