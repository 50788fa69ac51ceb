"""Start the course's programs inside an environment that has them: JupyterLab, and what they need.

`start.py` makes the environment and ends in ``python -m course_utils.lab.starting lab``.
What depends on the system or on a person's settings is decided by plain functions of their
arguments, so that all of it is tested on any system.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import re
import socket
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from .. import lessons
from ..errors import CourseError

ROOT = Path(__file__).resolve().parents[2]
FIRST_PAGE = "notebooks/00_start_here.ipynb"
# jsonschema, which Jupyter reads its events and notebooks with, loads 39 grammars of international
# addresses if it finds this: more than a second of each process. No schema there has an address.
NEVER_ASKED = "rfc3987_syntax"


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
    return [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in lines]


def is_ready(root: Path, *, test: bool = False) -> bool:
    """Tell whether this Python has the course of the checkout `root` and all that it needs."""
    return Path(root).resolve() == ROOT and not missing(requirements(test=test))


class PortTaken(CourseError):
    """Another program listens on the port that was asked for."""


def refuse_taken(port: int | None) -> None:
    """Raise `PortTaken` when a port that somebody asked for cannot be had.

    JupyterLab would go on to the next one, and the address that the person knows is another
    program's.
    """
    if port is None:
        return
    with socket.socket() as trial:
        if os.name == "posix":  # there it only means: do not wait for connections that have ended
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except PermissionError:
            why = "may not be used without special rights"
        except OSError:
            why = "is taken by another program"
        else:
            return
    raise PortTaken(
        f"Port {port} {why}", next_step="Next: choose another, or leave --port out for a free one."
    )


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


def environment_for_lab(env: Mapping[str, str], python: str = sys.executable) -> dict[str, str]:
    """Return `env` for JupyterLab: its terminals find ``relu``, its server the course's extension.

    Its kernels load the course as they start, unless somebody has another ``PYTHONSTARTUP``. The
    extension (`course_utils.lab.server_nodelay`) is left out with ``RELU_NODELAY=0``.

    >>> made = environment_for_lab({"PATH": "/bin"}, "/course/.venv/bin/python")
    >>> made["PATH"].split(os.pathsep)[-1], "JUPYTER_CONFIG_PATH" in made
    ('/bin', True)
    """
    beside = str(Path(python).parent)
    made = {**env, "PATH": os.pathsep.join(p for p in (beside, env.get("PATH", "")) if p)}
    made.setdefault("PYTHONSTARTUP", str(Path(__file__).with_name("kernel_start.py")))
    if env.get("RELU_NODELAY") != "0":
        own = str(ROOT / "course_utils" / "jupyter_config")
        others = env.get("JUPYTER_CONFIG_PATH", "")
        made["JUPYTER_CONFIG_PATH"] = os.pathsep.join(p for p in (own, others) if p)
    return made


def prepare_exercises() -> None:
    """Carry answers over from an earlier version of the course, and say what was done."""
    for line in lessons.adopt_old_names(ROOT):
        print(line, file=sys.stderr)


def run_lab(arguments: Sequence[str]) -> int:
    """Become JupyterLab, serving this checkout, until it is ended."""
    prepare_exercises()
    os.environ.update(environment_for_lab(os.environ))
    sys.modules.setdefault(NEVER_ASKED, None)  # type: ignore[arg-type]  # importing it fails
    from jupyterlab.labapp import main

    return main(list(arguments)) or 0


def main(argv: Sequence[str] | None = None) -> int:
    """Read the command line of ``python -m course_utils.lab.starting`` and run what it asks for."""
    argv = list(sys.argv[1:] if argv is None else argv)
    if argv[:1] == ["ready"]:
        return 0 if is_ready(Path(argv[1]), test="test" in argv[2:]) else 1
    parser = argparse.ArgumentParser(prog="course_utils.lab.starting", description=__doc__)
    parser.add_argument("program", choices=["lab", "ready"])
    parser.add_argument("--port", type=int)
    parser.add_argument("--no-browser", action="store_true")
    options = parser.parse_args(argv)
    try:
        refuse_taken(options.port)
    except PortTaken as error:
        print(error, file=sys.stderr)
        return 2
    root = os.name == "posix" and os.geteuid() == 0
    return run_lab(lab_arguments(port=options.port, browser=not options.no_browser, root=root))


if __name__ == "__main__":
    sys.exit(main())
