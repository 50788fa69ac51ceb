"""The house stays in order: import direction, sizes, lazy imports."""

from __future__ import annotations

import ast
import graphlib
import subprocess
import sys
from pathlib import Path

import pytest

from course_utils.workshop.reach import importers

PACKAGE = Path(__file__).parents[2] / "course_utils"
FILES = sorted(PACKAGE.rglob("*.py"))

# Floors, from the ground up; a room imports from floors below its own, or beside it as the table
# says, and the table is exact: a room that may be imported and is not is struck.
MAY_IMPORT = {
    "errors": set(),
    "blame": set(),
    "wrong_calls": {"blame", "errors"},
    "replacing": set(),
    "student": set(),
    "activations": {"errors"},
    "style": {"errors"},
    "pages": set(),
    "lessons": {"errors", "replacing"},
    "progress": {"errors", "replacing"},
    "grading": {"errors", "pages", "student"},
    "theory": {"activations", "errors"},
    "networks": {"activations", "errors", "theory"},
    "frameworks": {"activations"},
    "quiz": {"errors", "pages", "progress"},
    "plotting": {"activations", "errors", "experiments", "pages", "style"},
    # desk: the server draws the map anew when the start page is opened.
    "lab": {"desk", "errors", "lessons", "progress"},
    "capstone": {"activations", "errors", "networks"},
    "experiments": {"activations", "errors", "networks", "pages", "theory"},
    "widgets": {"activations", "errors", "networks", "pages", "plotting", "style"},
    # experiments: the settings of lesson 3's nets; student: how an answer ended.
    "museum": {
        "activations",
        "checks",
        "errors",
        "experiments",
        "grading",
        "networks",
        "student",
        "widgets",
    },
    # frameworks: so that a probe gets Keras from the one place that loads it.
    # student: a probe runs there, and may say what of it need not be watched.
    "checks": {
        "capstone",
        "errors",
        "frameworks",
        "grading",
        "lessons",
        "networks",
        "theory",
        "student",
    },
    # frameworks, student: the sandbox's, which sees neither checks nor grading (tested below).
    "classroom": {
        "checks",
        "errors",
        "frameworks",
        "grading",
        "lessons",
        "pages",
        "plotting",
        "replacing",
        "student",
        "style",
    },
    # widgets: the frames of live figures; networks: the hinges that the museum draws.
    "publishing": {
        "checks",
        "errors",
        "grading",
        "lessons",
        "museum",
        "networks",
        "pages",
        "quiz",
        "search",
        "widgets",
    },
    "voting": {"errors", "pages", "quiz", "replacing"},
    "search": {"checks", "grading", "lessons", "replacing"},
    "desk": {
        "checks",
        "errors",
        "grading",
        "lessons",
        "museum",
        "pages",
        "progress",
        "quiz",
        "search",
        "student",
        "widgets",
    },
    # capstone, frameworks, networks, theory: to measure what the questions ask.
    "workshop": {
        "activations",
        "capstone",
        "checks",
        "errors",
        "experiments",
        "frameworks",
        "grading",
        "lessons",
        "networks",
        "plotting",
        "quiz",
        "replacing",
        "student",
        "theory",
    },
    "cli": {
        "checks",
        "classroom",
        "desk",
        "errors",
        "experiments",
        "grading",
        "lab",
        "lessons",
        "progress",
        "publishing",
        "quiz",
        "replacing",
        "voting",
        "search",
        "workshop",
    },
}
NEVER = {"grading": {"matplotlib", "IPython", "ipywidgets"}, "activations": {"matplotlib", "torch"}}


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path):
    """Yield ``(module, line)`` for every import, relative ones resolved, wherever it stands."""
    package = ["course_utils", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, node.module] if node.module else base)
            if module == "course_utils":
                for alias in node.names:
                    yield f"course_utils.{alias.name}", node.lineno
            else:
                yield module, node.lineno


def course_imports(path: Path) -> set[str]:
    """Return the other rooms of the package that a module imports."""
    there = {part_of(p) for p in FILES}
    found = {module.split(".")[1] for module, _ in imports(path) if module.count(".")
             and module.startswith("course_utils.")}  # fmt: skip
    return (found & there) - {part_of(path)}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_run_one_way(path):
    part = part_of(path)
    if part == "__init__":
        return
    assert part in MAY_IMPORT, f"{part}: add it to MAY_IMPORT, and say there what it may import"
    assert course_imports(path) <= MAY_IMPORT[part]
    for module, line in imports(path):
        assert module.partition(".")[0] not in NEVER.get(part, ()), f"line {line} imports {module}"


def test_the_table_of_imports_is_exact():
    used: dict[str, set[str]] = {part_of(path): set() for path in FILES}
    for path in FILES:
        used[part_of(path)] |= course_imports(path)
    del used["__init__"]
    assert {room for room in MAY_IMPORT if room not in used} == set(), "rooms that are gone"
    assert {room: MAY_IMPORT[room] - used[room] for room in used} == {room: set() for room in used}


@pytest.mark.parametrize("room", sorted(p.parent.name for p in PACKAGE.glob("*/__init__.py")))
def test_the_first_line_of_a_room_says_what_it_is_for(room):
    text = (PACKAGE / room / "__init__.py").read_text(encoding="utf-8")
    first = (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]
    assert len(first.split()) >= 6 and first.endswith("."), first


def test_a_learners_process_knows_no_answer():
    code = (
        "import sys, course_utils.student.worker\n"
        "print(sorted(m for m in sys.modules if m.startswith('course_utils.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ast.literal_eval(done.stdout))
    assert loaded and all(m.startswith("course_utils.student") for m in loaded), loaded


def test_the_sandbox_sees_no_answer():
    rooms = set()
    for path in (PACKAGE / "classroom" / "sandbox").rglob("*.py"):
        rooms |= course_imports(path) - {"classroom"}
        inside = {m for m, _ in imports(path) if m.startswith("course_utils.classroom.")}
        assert all(m.startswith("course_utils.classroom.sandbox") for m in inside), path.name
    assert rooms == {"frameworks", "student"}


def length_without_docstring(node) -> int:
    docstring = ast.get_docstring(node, clean=False)
    return node.end_lineno - node.lineno + 1 - (docstring.count("\n") + 1 if docstring else 0)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_sizes(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") < 300, f"{path.name} has {text.count(chr(10))} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            where = f"{path.name}:{node.lineno} {node.name}"
            assert length_without_docstring(node) <= 40, where
            wanted = [a for a in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                      if a.arg not in ("self", "cls")]  # fmt: skip
            assert len(wanted) <= 6, f"{where} has {len(wanted)} parameters"
            defaults = [*node.args.defaults, *node.args.kw_defaults]
            assert not any(isinstance(d, (ast.List, ast.Dict, ast.Set)) for d in defaults), where
        if isinstance(node, ast.ImportFrom):
            assert all(a.name != "*" for a in node.names), f"{path.name}:{node.lineno} star import"


def test_no_files_import_each_other_in_a_circle():
    graph = importers(PACKAGE.parent)
    graphlib.TopologicalSorter(graph).prepare()  # CycleError names the files


def test_nobody_uses_global_random_state():
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("seed", "rand", "randn", "normal"):
                owner = ast.unparse(node.value)
                assert owner not in ("np.random", "numpy.random", "random"), f"{path.name}: {owner}"


def test_imports_are_lazy():
    heavy = ["torch", "keras", "matplotlib", "IPython", "scipy", "sklearn", "ipywidgets", "jinja2"]
    code = (
        "import sys, course_utils, course_utils.cli\n"
        "import course_utils.activations, course_utils.grading\n"
        f"print([m for m in {heavy} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_check_touches_the_history_of_calls():
    for path in (PACKAGE / "checks").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            touched = isinstance(node, ast.Attribute) and node.attr == "calls"
            assert not touched, f"{path.name}:{node.lineno} asks for the list of calls"


def test_checks_never_read_solutions():
    for path in (PACKAGE / "checks").rglob("*.py"):
        assert "solution_of" not in path.read_text(encoding="utf-8")
        assert "solutions/" not in path.read_text(encoding="utf-8")
