#!/usr/bin/env python3
"""Set up the course in .venv and open it in JupyterLab. Needs Python 3.11+. Run it as you like."""

import argparse
import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
CPU_INDEX = "https://download.pytorch.org/whl/cpu"
COMMAND = "py start.py" if os.name == "nt" else "python3 start.py"


def venv_python(folder, os_name=os.name, conda=False):
    """Where an environment keeps its Python."""
    windows = "python.exe" if conda else "Scripts/python.exe"
    return Path(folder) / (windows if os_name == "nt" else "bin/python")


def active_pythons(root=ROOT, env=os.environ, os_name=os.name, prefix=sys.prefix):
    """List the Pythons of the environments that are active now, our own .venv excepted."""
    named = [(env.get("VIRTUAL_ENV"), False), (env.get("CONDA_PREFIX"), True)]
    found = [(folder, venv_python(folder, os_name, conda)) for folder, conda in named if folder]
    found.append((prefix, Path(sys.executable)))
    return [python for folder, python in found if Path(folder).resolve() != root / ".venv"]


def works(python, *arguments, seconds=None):
    """Tell whether this Python exists, runs with these arguments and ends well."""
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        command = [python, *arguments]
        return subprocess.run(command, capture_output=True, timeout=seconds).returncode == 0
    return False


def reachable(url):
    """Ask once, and wait a second at most, name look-up included."""
    code = f"import urllib.request; urllib.request.urlopen({url!r})"
    return works(sys.executable, "-c", code, seconds=1.0)


def pip_command(python, test, platform=sys.platform, env=os.environ, probe=reachable):
    """Compose the installation: on Linux without an NVIDIA GPU, with PyTorch's CPU build."""
    command = [python, "-m", "pip", "install", "--no-input", "--progress-bar", "off"]
    no_gpu = platform.startswith("linux") and not shutil.which("nvidia-smi", path=env.get("PATH"))
    if no_gpu and "PIP_FIND_LINKS" not in env and probe(CPU_INDEX + "/torch/"):
        command += ["--extra-index-url", CPU_INDEX]
    return [*command, "-c", "constraints.txt", "-e", ".[test]" if test else "."]


def step(line, command, root=ROOT):
    """Do one step of the set-up; when it fails, show why, say what to do next, and end."""
    print(line, flush=True)
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, errors="replace")
    if run.returncode:
        said = (run.stdout + run.stderr).splitlines()
        last = "\n    ".join(([text for text in said if "error" in text.lower()] or said)[-8:])
        advice = "Next: mend what they name (no network? disk full? python3-venv not installed?),"
        again = f"then run `{COMMAND}` again; it goes on from here."
        sys.exit(f"This step failed ({run.returncode}), saying:\n    {last}\n{advice}\n{again}")


def set_up(test=False, root=ROOT, run_step=step):
    """Make .venv what pyproject.toml and constraints.txt ask for; return its Python."""
    venv, stamp = root / ".venv", root / ".venv" / "relu-setup"
    python = venv_python(venv)
    asked = b"".join((root / name).read_bytes() for name in ("pyproject.toml", "constraints.txt"))
    wanted = hashlib.sha256(asked + os.fsencode(root)).hexdigest()  # a moved folder starts afresh
    done = stamp.read_text().split() if stamp.exists() and python.exists() else []
    if wanted in done and (not test or "test" in done):
        return python
    if not works(python, "-c", "import pip"):
        base = getattr(sys, "_base_executable", sys.executable)  # never the .venv to be cleared
        run_step("[1/3] making .venv ...", [base, "-m", "venv", "--clear", venv])
    for info in [*venv.glob("Lib/*/*.dist-info"), *venv.glob("lib/*/*/*.dist-info")]:
        if not (info / "INSTALLER").exists():  # pip was stopped halfway through this package
            shutil.rmtree(info)
    first = "" if stamp.exists() else " (first time: about 2 minutes)"
    run_step(f"[2/3] installing packages{first} ...", pip_command(python, test))
    stamp.write_text(f"{wanted} test" if test else wanted)  # last: no stamp, not finished
    return python


def main(argv):
    """Read the command line, set up, then become the program that was asked for."""
    more = f"`{COMMAND} test [pytest options or paths]` sets up and runs every test of the course."
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__, epilog=more)
    parser.add_argument("--no-browser", action="store_true", help="only print the address to open")
    parser.add_argument("--port", type=int, help="port of JupyterLab (default: 8888 or a free one)")
    parser.add_argument("--setup-only", action="store_true", help="make .venv and install; no more")
    test = argv[:1] == ["test"]
    options = parser.parse_args(["--help"] * bool({"-h", "--help"} & {*argv}) if test else argv)
    if options.port is not None and not 0 < options.port < 65536:
        parser.error(f"argument --port: expected 1 to 65535, got {options.port}")
    ready = ["-I", "-m", "course_utils.lab.starting", "ready", ROOT, *argv[: int(test)]]
    python = next((p for p in active_pythons() if works(p, *ready)), None) or set_up(test)
    if options.setup_only:
        sys.exit(print(f"The course is installed for {python}. Open it with `{COMMAND}`."))
    print("[3/3] running the tests ..." if test else "[3/3] opening JupyterLab ...", flush=True)
    program = ["workshop.testing", *argv[1:]] if test else ["lab.starting", "lab", *argv]
    command = [str(python), "-m", f"course_utils.{program[0]}", *program[1:]]
    if os.name != "nt":
        os.execv(command[0], command)  # one process less, and Ctrl-C means what it always means
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Windows: leave Ctrl-C to the child
    sys.exit(subprocess.call(command))


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - for those who run it with an older one
        sys.exit(f"The course needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(f"\nStopped. Run `{COMMAND}` again: it goes on from here.")
