"""Start the course's programs inside an environment that has them: JupyterLab and the tests.

`start.py` makes the environment and ends in ``python -m course_utils.startup lab`` or ``... test``.
What depends on the system or on a person's settings is decided by plain functions of their
arguments, so that all of it is tested on any system.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIRST_PAGE = "notebooks/00_start_here.ipynb"
TEST_PATHS = ("tests", "course_utils", "notebooks", "exercises", "solutions")
TEST_OPTIONS = (
    *("-n", "2", "--dist", "loadscope", "--no-loadscope-reorder", "-q", "-rs"),
    "--doctest-modules",
    *("--nbval", "--nbval-current-env", "--nbval-cell-timeout", "120"),
    *("--nbval-sanitize-with", str(ROOT / "tests" / "nbval_sanitize.cfg")),
)


def missing(names: Sequence[str]) -> list[str]:
    """Return those of `names` that are not installed here.

    >>> missing(["numpy", "no-such-distribution"])
    ['no-such-distribution']
    """
    absent = []
    for name in names:
        try:
            importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            absent.append(name)
    return absent


def requirements(root: Path = ROOT, *, test: bool = False) -> list[str]:
    """Return the names of the distributions that the course, or its tests too, depend on.

    >>> "numpy" in requirements(), "pytest" in requirements(), "pytest" in requirements(test=True)
    (True, False, True)
    """
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = list(project["dependencies"])
    if test:
        lines += project["optional-dependencies"]["test"]
    return [re.match(r"[\w.-]+", line).group() for line in lines]


def is_ready(root: Path, *, test: bool = False) -> bool:
    """Tell whether this Python has the course of the checkout `root` and all that it needs."""
    return Path(root).resolve() == ROOT and not missing(requirements(test=test))


def lab_arguments(
    page: str = FIRST_PAGE, *, port: int | None = None, browser: bool = True, root: bool = False
) -> list[str]:
    """Return JupyterLab's arguments to open `page`, a path inside the checkout.

    The page is the server's default address, so that the address it prints opens the page too. The
    log shows warnings only, and that address, which is what a learner needs to read. JupyterLab
    refuses the superuser (`root`), who is the only user in many containers, unless told.

    >>> lab_arguments("notebooks/01_definition.ipynb", port=9000, browser=False)[-2:]
    ['--ServerApp.port=9000', '--no-browser']
    """
    arguments = [
        f"--ServerApp.root_dir={ROOT}",
        f"--LabApp.default_url=/lab/tree/{page}",
        "--Application.log_level=WARN",
    ]
    if port is not None:
        arguments.append(f"--ServerApp.port={port}")
    if not browser:
        arguments.append("--no-browser")
    if root:
        arguments.append("--allow-root")
    return arguments


def pytest_arguments(extra: Sequence[str] = ()) -> list[str]:
    """Return pytest's arguments: everything, or the paths among `extra` when it names any.

    >>> pytest_arguments()[-1], pytest_arguments(["-k", "gelu"])[-3:]
    ('solutions', ['solutions', '-k', 'gelu'])
    >>> "solutions" in pytest_arguments(["course_utils/startup.py"])
    False
    """
    names_paths = any((ROOT / word.split("::")[0]).exists() for word in extra)
    return [*TEST_OPTIONS, *(() if names_paths else TEST_PATHS), *extra]


def environment_for_tests(folder: Path, env: Mapping[str, str]) -> dict[str, str]:
    """Return `env` with everything a person's own settings could change pointed into `folder`.

    One thread a process: two workers share the cores, and PyTorch with more threads than cores is
    many times slower. Kernels are still found, in the environment that runs the tests.
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
    return {
        **env,
        **{name: str(folder / part) for name, part in own.items()},
        "MATPLOTLIBRC": str(matplotlibrc),
        "KERAS_BACKEND": "torch",
        "OMP_NUM_THREADS": "1",
    }


def environment_for_lab(env: Mapping[str, str], python: str = sys.executable) -> dict[str, str]:
    """Return `env` for JupyterLab: its terminals find ``relu``, its server the course's extension.

    The extension (`course_utils.server_nodelay`) is left out with ``RELU_NODELAY=0``.

    >>> made = environment_for_lab({"PATH": "/bin"}, "/course/.venv/bin/python")
    >>> made["PATH"].split(os.pathsep)[-1], "JUPYTER_CONFIG_PATH" in made
    ('/bin', True)
    """
    beside = str(Path(python).parent)
    made = {**env, "PATH": os.pathsep.join(p for p in (beside, env.get("PATH", "")) if p)}
    if env.get("RELU_NODELAY") != "0":
        own = str(ROOT / "course_utils" / "jupyter_config")
        others = env.get("JUPYTER_CONFIG_PATH", "")
        made["JUPYTER_CONFIG_PATH"] = os.pathsep.join(p for p in (own, others) if p)
    return made


def run_lab(arguments: Sequence[str]) -> int:
    """Become JupyterLab, serving this checkout, until it is ended."""
    os.environ.update(environment_for_lab(os.environ))
    from jupyterlab.labapp import main

    return main(list(arguments)) or 0


def run_tests(extra: Sequence[str]) -> int:
    """Run pytest over the course and return its exit code."""
    command = [sys.executable, "-m", "pytest", *pytest_arguments(extra)]
    with tempfile.TemporaryDirectory(prefix="relu-test-", ignore_cleanup_errors=True) as folder:
        env = environment_for_tests(Path(folder), os.environ)
        with subprocess.Popen(command, cwd=ROOT, env=env) as process:
            while True:
                try:
                    return process.wait()
                except KeyboardInterrupt:  # pytest got it too and ends by itself, with a summary
                    continue


def main(argv: Sequence[str] | None = None) -> int:
    """Read the command line of ``python -m course_utils.startup`` and run what it asks for."""
    argv = list(sys.argv[1:] if argv is None else argv)
    if argv[:1] == ["test"]:
        return run_tests(argv[1:])
    if argv[:1] == ["ready"]:
        return 0 if is_ready(Path(argv[1]), test="test" in argv[2:]) else 1
    parser = argparse.ArgumentParser(prog="course_utils.startup", description=__doc__)
    parser.add_argument("program", choices=["lab", "test", "ready"])
    parser.add_argument("--port", type=int)
    parser.add_argument("--no-browser", action="store_true")
    options = parser.parse_args(argv)
    root = os.name == "posix" and os.geteuid() == 0
    return run_lab(lab_arguments(port=options.port, browser=not options.no_browser, root=root))


if __name__ == "__main__":
    sys.exit(main())
