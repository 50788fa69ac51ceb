"""What a change touches: the tests to run in half a minute, before all of them run.

A change in an exercise (its check, its words, its corpus) runs what proves that exercise, and its
cells of the solved notebook; where answers train nets, the oldest of the corpus are left out. A
change in a notebook's code runs the cells that it reaches (`course_utils.workshop.cells`); its text
is read by the lint alone. A change in a module runs the tests of its room and those whose imports
reach the module, the nearest first, until `BUDGET` is spent; ``tests/seconds.toml`` says what each
costs. The whole run looks at the rest.
"""

from __future__ import annotations

import json
import subprocess
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import CourseError
from ..lessons.files import path_of
from .cells import reached
from .reach import distances, importers

BUDGET = 13.0  # processor seconds of tests; pytest on two cores takes another 13 to start
ALONE = 8.0  # what costs less runs in one process: a second one would cost as much to start
UNMEASURED = 3.0
FEW = 2  # exercises proven for a change in what a lesson's checks share
AN_EXERCISE = 8.0
CORPUS = 3  # processor seconds a worker: some answers train nets; the newest come first
_LESSON = ("notebooks", "solutions", "exercises")
_MINUTES = ("browser", "checks")  # their tests run only where they were changed themselves


class Cost(NamedTuple):
    """A test that is dear, or (without a name) all those of a file that are not."""

    far: int
    dear: bool
    seconds: float
    file: str
    name: str = ""

    def __str__(self) -> str:
        return f"{self.file}::{self.name}" if self.dear else self.file


@dataclass
class Chosen:
    """What pytest is to run, and what would be too much."""

    paths: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def changed_files(root: Path) -> list[str]:
    """Return the paths that differ from the last commit; where none does, those of that commit.

    Raises
    ------
    CourseError
        Where git is missing or the folder is no checkout; the message says what to run instead.
    """
    now = _git(root, "status", "--porcelain", "--no-renames", "--untracked-files=all")
    paths = [line[3:].strip('"') for line in now.splitlines()]
    if not paths:
        last = _git(root, "diff-tree", "--no-commit-id", "--name-only", "-r", "-m", "HEAD")
        paths = list(dict.fromkeys(last.splitlines()))
    return paths


def _git(root: Path, *words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise CourseError(
            f"git cannot say what changed in {root} ({error})", expected="a checkout of the course",
            next_step="Run the tests by name, or all of them with `start.py test`.",
        ) from None  # fmt: skip
    return done.stdout


def choose(changed: Iterable[str], root: Path) -> Chosen:
    """Return what to run for a change.

    Examples
    --------
    >>> root = Path(__file__).parents[2]
    >>> choose(["course_utils/checks/01_definition/relu.toml"], root).paths[:2]
    ['tests/checks', 'solutions/01_definition_solutions.ipynb::Cell 0']
    >>> choose(["README.md"], root).paths
    ['tests/house']
    >>> choose(["course_utils/pages/rendering.py"], root).paths[:2]
    ['course_utils/pages/rendering.py', 'tests/pages/test_pages.py']
    """
    files = [file for file in changed if (root / file).exists()]
    exercises = list({id_: None for file in files for id_ in _exercises(Path(file), root)})
    # Two workers: a third costs as much to start as it takes off the others.
    chosen = Chosen(options=["-n2"], left_out=exercises[FEW:])
    if exercises:
        chosen.paths.append("tests/checks")
        chosen.options += [f"--exercise={id_}" for id_ in exercises[:FEW]]
        chosen.options.append(f"--seconds={CORPUS}")
    stems = {path.name.partition("_")[2]: path.name for path in root.glob("tests/corpus/*_*")}
    cells: dict[str, list[int] | None] = {}
    for id_ in exercises[:1]:
        solved = _solved(stems[id_.partition(".")[0]])
        cells[solved] = _cells_of(id_, solved, root)
    mine = [f for f in files if f.endswith(".ipynb") and f.split("/")[0] in _LESSON]
    cells |= {f: _changed_cells(f, root) for f in mine}
    for notebook, places in cells.items():
        if places != []:
            chosen.paths += _reached_cells(notebook, root, places) if places else [notebook]
    code = [f for f in files if not list(_exercises(Path(f), root))]
    modules = [file for file in code if file.startswith("course_utils/")]
    chosen.paths += [file for file in modules if file.endswith(".py")]  # for their examples
    tests = [file for file in code if file.startswith("tests/")]
    if mine:
        chosen.paths.append("tests/house/test_notebooks.py")
    if {*code} - {*mine, *modules, *tests}:
        chosen.paths.append("tests/house")
    if modules or tests:
        spent = AN_EXERCISE * len(exercises[:FEW])
        _spend(chosen, sorted(_reached([*modules, *tests], root)), BUDGET - spent)
    if files and not chosen.paths:
        chosen.paths.append("tests/house")
    chosen.options += ["-m", "not slow"]
    return chosen


def _solved(stem: str) -> str:
    return path_of("solutions", stem, Path()).as_posix()


def _changed_cells(notebook: str, root: Path) -> list[int] | None:
    """Return the places of the code cells that differ; None where only the whole can tell."""
    now = (root / notebook).read_text(encoding="utf-8")
    for commit in ("HEAD", "HEAD~1"):  # where nothing differs, the last commit is the change
        try:
            before = _git(root, "show", f"{commit}:{notebook}")
        except CourseError:
            return None
        if before != now:
            old, new = _code_of(before), _code_of(now)
            return [*range(len(new))] if len(new) < len(old) else [
                place for place, cell in enumerate(new) if cell not in old
            ]  # fmt: skip
    return None


def _code_of(notebook: str) -> list[Any]:
    cells = json.loads(notebook)["cells"]
    return [("".join(c["source"]), c["outputs"]) for c in cells if c["cell_type"] == "code"]


def _reached_cells(notebook: str, root: Path, changed: Iterable[int]) -> Iterator[str]:
    """Yield what nbval is to run of a notebook, in pytest's names."""
    sources = [source for source, _ in _code_of((root / notebook).read_text(encoding="utf-8"))]
    for place in reached(sources, changed):
        yield f"{notebook}::Cell {place}"


def _cells_of(exercise: str, notebook: str, root: Path) -> list[int]:
    code = _code_of((root / notebook).read_text(encoding="utf-8"))
    return [place for place, (source, _) in enumerate(code) if f'"{exercise}"' in source]


def _exercises(file: Path, root: Path) -> Iterator[str]:
    """Yield the ids of the exercises that a file belongs to; two for what all checks share."""
    parts = file.parts
    if len(parts) == 3 and parts[1] == "checks":
        yield from ("definition.relu", "role_in_networks.he_std")
    if parts[:2] not in (("course_utils", "checks"), ("tests", "corpus")) or len(parts) != 4:
        return
    lesson = parts[2].partition("_")[2]
    checks = sorted((root / "course_utils" / "checks" / parts[2]).glob("[a-z]*.py"))
    if file.stem in [check.stem for check in checks]:
        yield f"{lesson}.{file.stem}"
    elif file.stem.startswith("_"):
        shared = "" if file.suffix == ".toml" else f"from .{file.stem} import"
        for check in checks:
            if shared in check.read_text(encoding="utf-8"):
                yield f"{lesson}.{check.stem}"


def _reached(changed: list[str], root: Path) -> Iterator[Cost]:
    """Yield the tests that see what was changed; those of its own room are as near as can be."""
    seconds = seconds_of(root)
    found = distances([_module(file, root) for file in changed], importers(root))
    own = {Path(_module(file, root)).parts[1].removesuffix(".py") for file in changed}
    for path in sorted(root.glob("tests/*/test_*.py")):
        file, room = path.relative_to(root).as_posix(), path.parts[-2]
        if file not in changed and room in _MINUTES:
            continue
        if file in found or room in own:
            dear = dict(seconds.get(file, {"rest": UNMEASURED}))
            far = found.get(file, 1) if room not in own else int(file not in changed)
            yield Cost(far, False, dear.pop("rest"), file)
            yield from (Cost(far, True, cost, file, name) for name, cost in dear.items())


def seconds_of(root: Path) -> dict[str, dict[str, float]]:
    """Return what the tests cost, by file: each that is dear, and the rest."""
    return tomllib.loads((root / "tests" / "seconds.toml").read_text(encoding="utf-8"))


def _module(file: str, root: Path) -> str:
    """Return the module that a changed file stands for: a template its room, for one."""
    path = root / file
    if path.name == "questions.toml":
        return "course_utils/quiz/questions.py"
    if path.suffix == ".py" and path.name != "conftest.py":
        return file
    while not (path.parent / "__init__.py").exists() and path.parent != root:
        path = path.parent
    return path.with_name("__init__.py").relative_to(root).as_posix()


def _spend(chosen: Chosen, tests: list[Cost], budget: float) -> None:
    """Add tests as long as the seconds last, the nearest first and of those the cheapest."""
    left, running = budget, set[str]()
    for test in tests:
        fits = test.seconds <= left and (not test.dear or test.file in running)
        left -= test.seconds if fits else 0
        if not fits:
            chosen.left_out.append(str(test))
        if fits and not test.dear:
            running.add(test.file)
            chosen.paths.append(test.file)
        elif not fits and test.file in running:
            chosen.options += ["--deselect", str(test)]
    if budget - left < ALONE and budget == BUDGET:
        chosen.options.append("-n0")
