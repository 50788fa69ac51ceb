"""The notebooks of the course itself: linted, up to date, every cell run.

That their saved outputs are those the cells give is nbval's part:
`pytest --nbval notebooks exercises solutions` (see conftest.py above this folder).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from course_utils import checks, lessons, workshop

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(ROOT.glob("notebooks/*.ipynb")) + sorted(ROOT.glob("solutions/*.ipynb"))


def name(path):
    return f"{path.parent.name}/{path.name}"


def test_there_is_a_course_and_it_is_this_one():
    assert lessons.find_root(ROOT) == ROOT
    stems = lessons.stems(ROOT)
    assert stems[:2] == ["00_start_here", "01_definition"]
    for folder in ("solutions", "exercises"):
        assert tuple(lessons.stems(ROOT, folder)) == checks.stems()
    assert set(checks.stems()) <= set(stems)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_every_code_cell_was_run_in_order(path):
    """nbval passes a cell that was never run, with nothing compared."""
    nb = lessons.read(path)
    assert workshop.never_run(nb) == []
    assert workshop.was_run(nb)


def test_lint():
    findings = [str(f) for f in workshop.lint_course(ROOT) if f.level == "error"]
    assert not findings, "\n" + "\n".join(findings)


def test_build_check():
    stale = workshop.build(ROOT, check=True)
    assert not stale, "\n".join([*stale, "Next: relu build"])


@pytest.mark.parametrize("exercise", checks.all_exercises(), ids=lambda e: e.id)
def test_solution_and_starter_define_the_name(exercise):
    for source in (
        lessons.solution_of(exercise.id, ROOT),
        lessons.starter_of(exercise.id, ROOT),
    ):
        assert exercise.name in source
        assert "SOLUTION" not in source
    assert lessons.solution_of(exercise.id, ROOT) != lessons.starter_of(exercise.id, ROOT)


@pytest.mark.parametrize("stem", lessons.stems(ROOT, "solutions"))
def test_no_solution_leaks_into_an_exercise(stem):
    """No hidden line of a solution stands in what the learner gets."""
    solved = lessons.read(ROOT / "solutions" / f"{stem}_solutions.ipynb")
    given = {cell.id: cell.source for cell in lessons.derive(solved).cells}
    assert not any("SOLUTION" in source or "STARTER" in source for source in given.values())
    for cell in solved.cells:
        if cell.cell_type == "code" and cell.id.endswith("-answer"):
            answer, starter = lessons.split(cell.source)
            hidden = set(answer.splitlines()) - set(starter.splitlines())
            assert hidden, f"{cell.id}: the starter is the solution"
            assert not hidden & set(given[cell.id].splitlines())
