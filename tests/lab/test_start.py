"""start.py: what it decides on each system, how it repairs, what it says; and one real set-up."""

from __future__ import annotations

import argparse
import ast
import contextlib
import http.server
import importlib.util
import os
import re
import runpy
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import threading
import time
from pathlib import Path

import pytest

from course_utils.lab import starting
from course_utils.workshop import testing

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "start.py"


@pytest.fixture(autouse=True)
def no_exec(monkeypatch):
    """Becoming another program would end the tests' own process: an error, whatever a test does."""
    monkeypatch.setattr(os, "execv", lambda *a: pytest.fail(f"became another program: {a}"))


@pytest.fixture
def start():
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("start_script", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --- what the file itself promises


def test_it_is_short_and_needs_only_the_standard_library():
    source = SCRIPT.read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 7))  # an old Python must get as far as its message
    assert len(source.splitlines()) < 120
    names = [n.names[0].name for n in ast.walk(tree) if isinstance(n, ast.Import)]
    names += [n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    assert names and {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


def test_an_old_python_is_told_which_one_is_needed(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    monkeypatch.setattr(sys, "version", "3.9.2 (default)")
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; this is 3\.9\.2"):
        runpy.run_path(str(SCRIPT), run_name="__main__")


def test_ctrl_c_says_that_running_again_goes_on(monkeypatch):
    def interrupted(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", interrupted)
    with pytest.raises(SystemExit, match=r"Stopped\. Run .* again"):
        runpy.run_path(str(SCRIPT), run_name="__main__")


@pytest.mark.parametrize(
    "words, code",
    [
        (["--help"], 0),
        (["test", "-k", "x", "--help"], 0),
        (["--prot", "1"], 2),
        (["tset"], 2),
        (["--port", "99999"], 2),
    ],
)
def test_help_and_usage_errors_set_nothing_up(tmp_path, words, code):
    shutil.copy(SCRIPT, tmp_path)
    command = [sys.executable, str(tmp_path / "start.py"), *words]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == code and "Traceback" not in run.stderr
    said = run.stdout + run.stderr
    assert all(word in said for word in ("--no-browser", "--port", "--setup-only"))
    assert code or "test [pytest options or paths]" in " ".join(said.split())
    assert [p.name for p in tmp_path.iterdir()] == ["start.py"]


# --- what it decides


@pytest.mark.parametrize(
    "os_name, conda, expected",
    [
        ("posix", False, "env/bin/python"),
        ("posix", True, "env/bin/python"),
        ("nt", False, "env/Scripts/python.exe"),
        ("nt", True, "env/python.exe"),
    ],
)
def test_where_python_is(start, os_name, conda, expected):
    assert start.venv_python("env", os_name, conda) == Path(expected)


@pytest.mark.parametrize("os_name", ["posix", "nt"])
def test_active_environments_are_asked_and_our_own_is_not(start, tmp_path, os_name):
    env = {"VIRTUAL_ENV": str(tmp_path / "mine"), "CONDA_PREFIX": str(tmp_path / "conda")}
    found = start.active_pythons(tmp_path, env, os_name, prefix="/usr")
    assert found == [
        start.venv_python(tmp_path / "mine", os_name),
        start.venv_python(tmp_path / "conda", os_name, conda=True),
        Path(sys.executable),
    ]
    own = str(tmp_path / ".venv")
    assert start.active_pythons(tmp_path, {"VIRTUAL_ENV": own}, os_name, prefix=own) == []


@pytest.fixture
def never_ask():
    return lambda url: pytest.fail(f"asked {url}")


def test_cpu_build_on_linux_when_its_index_answers(start):
    asked = []
    command = start.pip_command("python", False, "linux", {}, lambda url: asked.append(url) or True)
    assert len(asked) == 1 and asked[0].startswith(start.CPU_INDEX)
    assert command[command.index("--extra-index-url") + 1] == start.CPU_INDEX


def test_no_extra_index_when_it_does_not_answer(start):
    assert "--extra-index-url" not in start.pip_command("p", False, "linux", {}, lambda url: False)


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_never_ask(start, never_ask, platform):
    assert "--extra-index-url" not in start.pip_command("p", False, platform, {}, never_ask)


def test_local_wheels_never_ask(start, never_ask):
    env = {"PIP_FIND_LINKS": "wheels"}
    assert "--extra-index-url" not in start.pip_command("p", False, "linux", env, never_ask)


@pytest.mark.skipif(os.name == "nt", reason="makes an executable the POSIX way")
def test_a_gpu_keeps_the_cuda_build(start, never_ask, tmp_path):
    (tmp_path / "nvidia-smi").write_text("#!/bin/sh\n", encoding="utf-8")
    (tmp_path / "nvidia-smi").chmod(0o755)
    env = {"PATH": str(tmp_path)}
    assert "--extra-index-url" not in start.pip_command("p", False, "linux", env, never_ask)


def test_pip_is_held_to_the_constraints(start, never_ask):
    command = start.pip_command("p", True, "darwin", {}, never_ask)
    assert command[:4] == ["p", "-m", "pip", "install"]
    assert command[-4:] == ["-c", "constraints.txt", "-e", ".[test]"]
    assert start.pip_command("p", False, "darwin", {}, never_ask)[-1] == "."


def test_reachable(start):
    class Quiet(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.path == "/here" else 404)
            self.end_headers()

        def log_message(self, *args):
            """Keep the tests' output clean."""

    with http.server.HTTPServer(("127.0.0.1", 0), Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}"
        assert not start.reachable(base + "/nowhere")
        # A busy machine may need more than the second that a probe has: ask a few times.
        assert any(start.reachable(base + "/here") for _ in range(10))
        server.shutdown()
    assert not start.reachable(base + "/here")


def test_a_silent_index_costs_about_a_second(start):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        assert not start.reachable(f"http://127.0.0.1:{silent.getsockname()[1]}/")
        assert time.monotonic() - began < 10  # pip's own retries would be over a minute


def test_works(start, tmp_path):
    assert start.works(sys.executable, "-c", "pass")
    assert not start.works(sys.executable, "-c", "raise SystemExit(1)")
    assert not start.works(tmp_path / "no-such-python", "-c", "pass")
    broken = tmp_path / "python"
    broken.write_text("cut off", encoding="utf-8")
    broken.chmod(0o755)
    assert not start.works(broken, "-c", "pass")


# --- set-up, with the commands recorded instead of run


class Machine:
    """A checkout whose `python -m venv` and pip only leave the traces that matter."""

    def __init__(self, start, root: Path, monkeypatch):
        self.start, self.root, self.ran = start, root, []
        self.python = start.venv_python(root / ".venv")
        self.interrupt = None
        for name in ("pyproject.toml", "constraints.txt"):
            (root / name).write_text(name, encoding="utf-8")
        monkeypatch.setattr(start, "works", lambda python, *a: Path(python).exists())
        monkeypatch.setattr(start, "reachable", lambda url: pytest.fail("asked the network"))
        monkeypatch.setattr(start.pip_command, "__defaults__", ("linux", {}, lambda url: False))

    def step(self, line, command):
        what = "venv" if "venv" in command else "pip"
        self.ran.append(what)
        if what == "venv":
            shutil.rmtree(self.root / ".venv", ignore_errors=True)
            self.python.parent.mkdir(parents=True)
        if self.interrupt == what:
            raise KeyboardInterrupt
        if what == "venv":
            self.python.touch()

    def set_up(self, **options) -> list[str]:
        """Return which steps one run takes."""
        self.ran = []
        with contextlib.suppress(KeyboardInterrupt):
            assert self.start.set_up(root=self.root, run_step=self.step, **options) == self.python
        return self.ran


@pytest.fixture
def machine(start, tmp_path, monkeypatch):
    return Machine(start, tmp_path, monkeypatch)


def test_the_second_run_installs_nothing(machine):
    assert machine.set_up() == ["venv", "pip"]
    assert machine.set_up() == []


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_new_requirements_are_installed_once(machine, name):
    machine.set_up()
    (machine.root / name).write_text("changed", encoding="utf-8")
    assert machine.set_up() == ["pip"]
    assert machine.set_up() == []


def test_the_tests_packages_come_with_the_first_test_run(machine):
    machine.set_up()
    assert machine.set_up(test=True) == ["pip"]
    assert machine.set_up(test=True) == [] and machine.set_up() == []


@pytest.mark.parametrize("at, steps", [("venv", ["venv", "pip"]), ("pip", ["pip"])])
def test_an_interrupted_set_up_is_repaired(machine, at, steps):
    machine.interrupt = at
    machine.set_up()
    machine.interrupt = None
    assert machine.set_up() == steps
    assert machine.set_up() == []


def test_an_interrupted_update_is_taken_up_again(machine):
    machine.set_up()
    (machine.root / "constraints.txt").write_text("changed", encoding="utf-8")
    machine.interrupt = "pip"
    machine.set_up()
    machine.interrupt = None
    assert machine.set_up() == ["pip"]


def test_a_lost_python_is_made_again(machine):
    machine.set_up()
    machine.python.unlink()
    assert machine.set_up() == ["venv", "pip"]


def test_a_moved_checkout_is_installed_again(machine):
    machine.set_up()
    moved = machine.root.parent / (machine.root.name + " moved")
    machine.root.rename(moved)
    machine.root, machine.python = moved, machine.start.venv_python(moved / ".venv")
    assert machine.set_up() == ["pip"]
    assert machine.set_up() == []


@pytest.mark.parametrize("site", ["Lib/site-packages", "lib/python3.13/site-packages"])
def test_a_package_that_pip_left_half_installed_is_removed_first(machine, site):
    machine.interrupt = "pip"
    machine.set_up()
    machine.interrupt = None
    for name, file in ("numpy-2.dist-info", "METADATA"), ("six-1.dist-info", "INSTALLER"):
        folder = machine.root / ".venv" / site / name
        folder.mkdir(parents=True)
        (folder / file).touch()
    machine.set_up()
    assert [p.name for p in (machine.root / ".venv" / site).iterdir()] == ["six-1.dist-info"]


# --- what it says when a step fails


@pytest.mark.parametrize(
    "last, shown, hidden",
    [
        ("ERROR: no matching distribution", ["ERROR: no matching distribution"], ["19"]),
        ("apt install python3-venv", ["13", "19", "apt install python3-venv"], ["12"]),
    ],
)
def test_a_failed_step_shows_what_went_wrong_and_the_next_step(
    start, tmp_path, capsys, last, shown, hidden
):
    code = f"import sys; print(*range(20), sep='\\n'); sys.exit({last!r})"
    with pytest.raises(SystemExit) as failure:
        start.step("[2/3] installing ...", [sys.executable, "-c", code], tmp_path)
    assert capsys.readouterr().out == "[2/3] installing ...\n"
    said = [line.strip() for line in failure.value.code.splitlines()]
    assert said[0] == "This step failed (1), saying:"
    assert set(shown) < set(said) and not set(hidden) & set(said)
    assert said[-1].endswith("start.py` again; it goes on from here.")


def outside(**more) -> dict[str, str]:
    """The environment of a shell in which no environment is active."""
    ours = ("VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONPATH")
    return {k: v for k, v in os.environ.items() if k not in ours} | more


def base_python() -> str:
    return getattr(sys, "_base_executable", sys.executable)


def test_without_a_network_it_says_so_and_leaves_no_stamp(tmp_path):
    for name in ("start.py", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    command = [base_python(), "start.py", "--setup-only"]
    env = outside(PIP_NO_INDEX="1", PIP_FIND_LINKS=str(tmp_path))
    run = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True)
    assert run.returncode == 1 and "Traceback" not in run.stdout + run.stderr
    assert [line[:5] for line in run.stdout.splitlines()][:2] == ["[1/3]", "[2/3]"]
    assert "No matching distribution found" in run.stderr and "no network?" in run.stderr
    assert run.stderr.strip().endswith("again; it goes on from here.")
    assert not (tmp_path / ".venv" / "relu-setup").exists()


# --- which program it becomes


@pytest.mark.skipif(os.name == "nt", reason="on Windows the program is a child")
@pytest.mark.parametrize(
    "words, program",
    [
        ([], ["lab"]),
        (["--no-browser", "--port", "9001"], ["lab", "--no-browser", "--port", "9001"]),
        (["test", "-k", "gelu", "-x"], ["test", "-k", "gelu", "-x"]),
    ],
)
def test_an_environment_that_has_the_course_is_used_as_it_is(start, monkeypatch, words, program):
    became, asked = [], []
    monkeypatch.setattr(start, "active_pythons", lambda: [Path("other"), Path("mine")])
    monkeypatch.setattr(start, "works", lambda p, *a: asked.append((p, a)) or p == Path("mine"))
    monkeypatch.setattr(start, "set_up", lambda test: pytest.fail("set up .venv"))
    monkeypatch.setattr(start.os, "execv", lambda path, command: became.append(command))
    monkeypatch.setattr(start.signal, "signal", lambda *a: None)
    monkeypatch.setattr(start.subprocess, "call", lambda command: 0)
    with pytest.raises(SystemExit):
        start.main(words)
    room = "workshop.testing" if program[0] == "test" else "lab.starting"
    rest = program[1:] if program[0] == "test" else program
    assert became == [["mine", "-m", f"course_utils.{room}", *rest]]
    assert asked[0][1][2:4] == ("course_utils.lab.starting", "ready")
    assert asked[0][1][5:] == (("test",) if program[0] == "test" else ())


def test_an_active_environment_is_really_asked(tmp_path, start):
    folder = tmp_path / "mine"
    subprocess.run([base_python(), "-m", "venv", "--without-pip", folder], check=True)
    command = [base_python(), str(SCRIPT), "--setup-only"]
    python = start.venv_python(folder)
    assert not start.works(python, "-I", "-c", "import course_utils")

    here = sysconfig.get_paths()["purelib"]  # now it has all that the environment of the tests has
    site = next(folder.rglob("site-packages"))
    (site / "all.pth").write_text(f"import site; site.addsitedir({here!r})\n", encoding="utf-8")
    env = outside(VIRTUAL_ENV=str(folder))
    run = subprocess.run(command, env=env, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith(f"The course is installed for {python}.")


def test_only_this_very_checkout_with_all_it_needs_is_ready(tmp_path, monkeypatch):
    assert starting.main(["ready", str(ROOT), "test"]) == 0
    assert starting.main(["ready", str(tmp_path)]) == 1
    monkeypatch.setattr(starting, "requirements", lambda *, test: ["torch-of-another-world"])
    assert starting.main(["ready", str(ROOT)]) == 1


def test_jupyterlab_opens_the_start_page():
    assert f"--LabApp.default_url=/lab/tree/{starting.FIRST_PAGE}" in starting.lab_arguments()
    assert (ROOT / starting.FIRST_PAGE).exists()
    assert "--allow-root" in starting.lab_arguments(root=True)
    assert "--allow-root" not in starting.lab_arguments()


def test_jupyterlab_loads_no_grammars_that_nobody_asks(monkeypatch):
    seen = []
    labapp = argparse.Namespace(main=lambda argv: seen.append(sys.modules[starting.NEVER_ASKED]))
    monkeypatch.setitem(sys.modules, "jupyterlab.labapp", labapp)
    monkeypatch.setattr(starting, "prepare_exercises", lambda: None)
    monkeypatch.setattr(starting, "environment_for_lab", lambda env: {})
    monkeypatch.setitem(sys.modules, starting.NEVER_ASKED, None)
    del sys.modules[starting.NEVER_ASKED]
    assert starting.run_lab([]) == 0
    assert seen == [None]


def test_jupyterlab_starts_without_asking_whether_to_fetch_news(tmp_path):
    env = testing.environment_for_tests(tmp_path, outside())
    code = (
        "from jupyterlab_server.config import get_page_config\n"
        "from jupyter_core.paths import jupyter_config_path\n"
        "print(get_page_config(jupyter_config_path(), None)['disabledExtensions'])"
    )
    said = []
    for made in (env, starting.environment_for_lab(env)):
        run = subprocess.run([sys.executable, "-c", code], env=made, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        said.append("@jupyterlab/apputils-extension:announcements" in run.stdout)
    assert said == [False, True]


def test_every_test_path_exists():
    assert [path for path in testing.TEST_PATHS if not (ROOT / path).is_dir()] == []


def test_tests_do_not_see_a_persons_settings_and_find_the_kernel(tmp_path):
    (tmp_path / "test_inner.py").write_text(
        "import os, sys\n"
        "from pathlib import Path\n"
        "from jupyter_client.kernelspec import get_kernel_spec\n"
        "def test_inner():\n"
        "    for name in ('RELU_HOME', 'KERAS_HOME', 'IPYTHONDIR', 'JUPYTER_CONFIG_DIR'):\n"
        "        assert 'relu-test-' in os.environ[name]\n"
        "    assert os.environ['OMP_NUM_THREADS'] == '1'\n"
        "    assert not any('rfc3987' in name for name in sys.modules), 'slow, and never asked'\n"
        "    assert Path(sys.prefix) in Path(get_kernel_spec('python3').resource_dir).parents\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "course_utils.workshop.testing", str(tmp_path)]
    inner = ["-n", "0", "-p", "no:cacheprovider", "--rootdir", str(tmp_path)]
    run = subprocess.run([*command, *inner], capture_output=True, text=True, env=outside())
    assert run.returncode == 0, run.stdout + run.stderr
    assert "1 passed" in run.stdout.splitlines()[-1]
    run = subprocess.run([*command, *inner, "-k", "none"], capture_output=True, env=outside())
    assert run.returncode == 5, "pytest's exit code is passed on: 5 is 'no test was run'"


# --- the real thing


def copy_of_the_tree(folder: Path) -> Path:
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout: which files belong to the course is unknown")
    for name in filter(None, os.fsdecode(names).split("\0")):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):  # deleted and not yet committed
            shutil.copy(ROOT / name, target)
    return folder


@pytest.fixture
def tree(tmp_path):
    yield copy_of_the_tree(tmp_path / "a copy")  # a blank in the path, as many homes have
    shutil.rmtree(tmp_path, ignore_errors=True)  # 1.6 GB


def kill_in_the_middle(command: list[str], until: str, **options) -> None:
    """Start a command, wait for a line and a moment, and kill it with all its children."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, start_new_session=True, **options
    ) as process:
        assert any(until in line for line in process.stdout)
        time.sleep(2)
        if os.name == "nt":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.slow
def test_a_copy_of_the_tree_installs_from_nothing_even_after_a_kill(tree, start):
    # Whoever runs this has installed everything from nothing, by the same road. Here the largest
    # packages stay away and nothing is compiled ahead: a sixth of the time.
    project = tree / "pyproject.toml"
    text = project.read_text(encoding="utf-8")
    large = "torch|keras|scikit-learn|scipy|matplotlib|jupyterlab|notebook|nbconvert|ipywidgets"
    text, left_out = re.subn(rf'    "({large})>=.*\n', "", text)
    assert left_out == large.count("|") + 1
    project.write_text(text, encoding="utf-8")
    command, env = [base_python(), "start.py", "--setup-only"], outside() | {"PIP_COMPILE": "0"}
    kill_in_the_middle(command, "[2/3]", cwd=tree, env=env)
    assert not (tree / ".venv" / "relu-setup").exists()

    site = next((tree / ".venv").rglob("site-packages"))
    (site / "click-8.5.1.dist-info").mkdir()  # as pip leaves a package it was killed in
    (site / "click-8.5.1.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: click\nVersion: 8.5.1\n", encoding="utf-8"
    )
    run = subprocess.run(command, cwd=tree, env=env, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    steps = [line[:5] for line in run.stdout.splitlines() if line.startswith("[")]
    assert steps == ["[2/3]"], "the .venv was whole already"

    again = subprocess.run(command, cwd=tree, env=env, capture_output=True, text=True)
    assert again.returncode == 0 and "[" not in again.stdout, "the second run installed something"

    python = start.venv_python(tree / ".venv")
    code = "import click, numpy, course_utils; print(course_utils.__file__)"
    run = subprocess.run([python, "-I", "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert Path(run.stdout.strip()) == tree / "course_utils" / "__init__.py"
    assert start.works(python, "-I", "-m", "course_utils.lab.starting", "ready", tree)
    relu = python.with_name("relu" + python.suffix)
    run = subprocess.run([relu, "--help"], capture_output=True, text=True)
    assert run.returncode == 0 and "check" in run.stdout, run.stderr
