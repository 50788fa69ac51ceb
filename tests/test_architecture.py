"""The house stays in order: import direction, sizes, lazy imports."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "course_utils"
FILES = sorted(PACKAGE.rglob("*.py"))

# A part may import the parts named with it, and nothing else of the package.
MAY_IMPORT = {
    "activations": set(),
    "theory": {"activations"},
    "networks": {"activations", "theory"},
    "capstone": {"activations", "theory", "networks"},
    "experiments": {"activations", "theory", "networks"},
    "style": {"activations"},
    "plotting": {"activations", "theory", "networks", "experiments", "style"},
    "experiment_runs": {"experiments", "plotting"},
    "picture": {"activations", "plotting"},
    "widgets": {"activations", "theory", "networks", "experiments", "style", "plotting"},
    "durable": set(),
    "progress": {"durable"},
    "quiz": {"progress", "style"},
    "grading": set(),
    "frameworks": {"activations"},
    # frameworks: so that a probe gets Keras from the one place that loads it.
    "checks": {
        "grading",
        "activations",
        "theory",
        "networks",
        "experiments",
        "frameworks",
        "capstone",
    },
    "notebooks": {"checks", "quiz"},
    "course_map": {"checks", "notebooks", "progress"},
    "notebook_check": {"checks", "grading", "notebooks", "progress"},
    "interactive": {"checks", "grading", "notebooks", "progress", "course_map"},
    "readiness": {"progress"},
    "launch": {"notebooks", "startup"},
    "startup": set(),
    "server_nodelay": set(),
    "server_twins": set(),
    "classroom": {"checks", "grading", "notebooks"},
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


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_run_one_way(path):
    part = part_of(path)
    if part in ("__init__", "cli"):
        return
    assert part in MAY_IMPORT, f"{part}: add it to MAY_IMPORT, and say there what it may import"
    for module, line in imports(path):
        top, _, rest = module.partition(".")
        assert top not in NEVER.get(part, ()), f"{path.name}:{line} imports {module}"
        other = rest.partition(".")[0]
        if (
            top == "course_utils"
            and other
            and other != part
            and (PACKAGE / other).exists() | (PACKAGE / f"{other}.py").exists()
        ):
            assert other in MAY_IMPORT[part], f"{path.name}:{line}: {part} imports {other}"


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


def test_nobody_uses_global_random_state():
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("seed", "rand", "randn", "normal"):
                owner = ast.unparse(node.value)
                assert owner not in ("np.random", "numpy.random", "random"), f"{path.name}: {owner}"


def test_imports_are_lazy():
    heavy = ["torch", "keras", "matplotlib", "IPython", "scipy", "sklearn", "ipywidgets"]
    code = (
        "import sys, course_utils, course_utils.cli\n"
        "import course_utils.activations, course_utils.grading\n"
        f"print([m for m in {heavy} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_checks_never_read_solutions():
    for path in (PACKAGE / "checks").glob("*.py"):
        assert "solution_of" not in path.read_text(encoding="utf-8")
        assert "solutions/" not in path.read_text(encoding="utf-8")
