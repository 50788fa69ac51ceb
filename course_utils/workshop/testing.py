"""Run the course's tests: what ``start.py test`` ends in.

``python -m course_utils.workshop.testing`` takes any arguments of pytest, and ``--touched``: only
what the last change touches (`course_utils.workshop.touched`).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..errors import CourseError
from . import touched

ROOT = Path(__file__).resolve().parents[2]
TEST_PATHS = ("tests", "course_utils", "notebooks", "exercises", "solutions")
WORKERS = 3  # one more than a small machine's cores: a test that waits for a browser uses none
NEVER_ASKED = "rfc3987_syntax"  # more than a second of each process: lab/starting.py says why
TEST_OPTIONS = (
    *("-n", str(WORKERS), "--dist", "loadscope", "--no-loadscope-reorder", "-q", "-rs"),
    "--doctest-modules",
    *("--nbval", "--nbval-current-env", "--nbval-cell-timeout", "120"),
    *("--nbval-sanitize-with", str(ROOT / "tests" / "nbval_sanitize.cfg")),
)


def pytest_arguments(extra: Sequence[str] = ()) -> list[str]:
    """Return pytest's arguments: everything, or the paths among `extra` when it names any.

    >>> pytest_arguments()[-1], pytest_arguments(["-k", "gelu"])[-3:]
    ('solutions', ['solutions', '-k', 'gelu'])
    >>> "solutions" in pytest_arguments(["course_utils/workshop/testing.py"])
    False
    """
    names_paths = any((ROOT / word.split("::")[0]).exists() for word in extra)
    return [*TEST_OPTIONS, *(() if names_paths else TEST_PATHS), *extra]


def environment_for_tests(folder: Path, env: Mapping[str, str]) -> dict[str, str]:
    """Return `env` with everything a person's own settings could change pointed into `folder`.

    One thread a process: the workers share the cores, and PyTorch with more threads than cores is
    many times slower. Modules are compiled once, not by each of hundreds of processes. Kernels are
    still found, in the environment that runs the tests. `NEVER_ASKED` cannot be imported.
    """
    matplotlibrc = folder / "matplotlibrc"
    matplotlibrc.write_text("# empty: Matplotlib's own defaults\n", encoding="utf-8")
    own = {
        "RELU_HOME": "relu",
        "KERAS_HOME": "keras",
        "IPYTHONDIR": "ipython",
        "JUPYTER_CONFIG_DIR": "jupyter-config",
        "JUPYTER_DATA_DIR": "jupyter-data",
        "JUPYTER_RUNTIME_DIR": "jupyter-runtime",
    }
    absent = folder / "absent"
    absent.mkdir(exist_ok=True)
    (absent / f"{NEVER_ASKED}.py").write_text("raise ImportError\n", encoding="utf-8")
    return {
        **env,
        "PYTHONPATH": os.pathsep.join(p for p in (str(absent), env.get("PYTHONPATH", "")) if p),
        **{name: str(folder / part) for name, part in own.items()},
        "MATPLOTLIBRC": str(matplotlibrc),
        "KERAS_BACKEND": "torch",
        "OMP_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "",
    }


def run_tests(extra: Sequence[str]) -> int:
    """Run pytest over the course and return its exit code."""
    if not (ROOT / "tests").is_dir():
        print("This edition of the course holds no tests. Is everything there? Run: relu next")
        return 2
    if "--touched" in extra:
        try:
            chosen = touched.choose(touched.changed_files(ROOT), ROOT)
        except CourseError as error:
            print(error, file=sys.stderr)
            return 2
        if not chosen.paths:
            print("Nothing that has tests was touched.")
            return 0
        files = dict.fromkeys(path.partition("::")[0] for path in chosen.paths)
        print("touched:", *files, flush=True)
        if chosen.left_out:
            print(f"left to the whole run: {len(chosen.left_out)}, of which the nearest are")
            print("  ", "\n   ".join(chosen.left_out[:5]), sep="", flush=True)
        extra = [*chosen.paths, *chosen.options, *(w for w in extra if w != "--touched")]
    command = [sys.executable, "-m", "pytest", *pytest_arguments(extra)]
    with tempfile.TemporaryDirectory(prefix="relu-test-", ignore_cleanup_errors=True) as folder:
        env = environment_for_tests(Path(folder), os.environ)
        with subprocess.Popen(command, cwd=ROOT, env=env) as process:
            while True:
                try:
                    return process.wait()
                except KeyboardInterrupt:  # pytest got it too and ends by itself, with a summary
                    continue


if __name__ == "__main__":
    sys.exit(run_tests(sys.argv[1:]))
