"""A new version of the course destroys no work: changed, renamed, removed and new exercises."""

from __future__ import annotations

import copy
import subprocess

import pytest

from course_utils import lessons
from course_utils.lessons.merging import merge
from course_utils.lessons.updating import UpdateError, take_over, update
from tests.nb_course import code, lay_starter, make_course, notebook, text


def exercises(*names: str, **tasks: str):
    cells = [text("title", "# Exercises"), code("setup", "import numpy as np")]
    for name in names:
        cells += [
            text(f"{name}-task", tasks.get(name.replace("-", "_"), f"Write {name}.")),
            code(f"{name}-answer", f"{name} = ..."),
            code(f"{name}-check", f'check("definition.{name}")'),
        ]
    return notebook(*cells)


def worked(nb):
    """Return the notebook of a learner who has edited everything, and added cells of their own."""
    mine = copy.deepcopy(nb)
    for cell in mine.cells:
        cell.source += f"\nmine: {cell.id}"
    own = [code("own-1", "own = 1"), text("own-2", "a note")]
    mine.cells[3:3] = own[:1]
    mine.cells.append(own[1])
    return mine


def every_text(nb) -> str:
    return "\n".join(cell.source for cell in nb.cells)


BASE = exercises("one", "two", "three")
NEW = exercises("one", "zwei", "three", "four", three="Write three, otherwise.")


def test_everything_that_was_edited_is_there_and_every_new_task_too():
    mine = worked(BASE)
    merged = merge(mine, BASE, NEW, ("1", "2"))
    told = every_text(merged.notebook)
    for cell in mine.cells:
        own = [line for line in cell.source.splitlines() if "mine: " in line or "own" in line]
        assert all(line in told for line in own), cell.id
    for cell in NEW.cells:
        assert cell.id.endswith("-answer") or cell.source in told, cell.id
    assert (merged.changed, merged.new, merged.gone) == (["three"], ["zwei", "four"], ["two"])
    assert "> Write three." in told and "from version 1 to 2" in told, "both texts, and what it was"
    ids = [cell.id for cell in merged.notebook.cells]
    assert len(ids) == len(set(ids))


def test_updated_twice_loses_nothing_and_says_the_last_step_only():
    once = merge(worked(BASE), BASE, NEW, ("1", "2")).notebook
    third = exercises("zwei", "four", four="Write four, with care.")
    twice = merge(once, NEW, third, ("2", "3")).notebook
    told = every_text(twice)
    for cell in worked(BASE).cells:
        assert cell.source.splitlines()[-1] in told, cell.id
    assert "from version 2 to 3" in told and "from version 1" not in told
    ids = [cell.id for cell in twice.cells]
    assert len(ids) == len(set(ids))


def test_what_was_not_edited_is_the_new_text_and_nothing_is_said_of_nothing():
    assert merge(BASE, BASE, NEW).notebook.cells[0] == NEW.cells[0]
    merged = merge(BASE, BASE, NEW)
    assert (merged.changed, merged.gone) == ([], [])
    mine = copy.deepcopy(BASE)
    mine.cells[3].update(source="one = 1", execution_count=3)
    same = merge(mine, BASE, BASE)
    assert same.told() == [] and same.notebook == mine


def git(root, *words):
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *words], cwd=root,
                   check=True, capture_output=True)  # fmt: skip


@pytest.fixture
def clone(tmp_path):
    """A course in git, and a learner's clone of it."""
    origin = tmp_path / "origin"
    (origin / "course_utils").mkdir(parents=True)
    make_course(origin)
    lay_starter(origin)
    lay(origin, lessons.starter_notebook("01_definition", origin), "1.0")
    git(origin, "init", "-q")
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "1.0")
    git(tmp_path, "clone", "-q", str(origin), "mine")
    return origin, tmp_path / "mine"


def lay(root, nb, version):
    lessons.write(lessons.starter_path("01_definition", root), nb)
    lessons.write(lessons.path_of("exercises", "01_definition", root), nb)
    about = root / "course_utils" / "__init__.py"
    about.write_text(f'__version__ = "{version}"\n', encoding="utf-8")


def test_an_update_from_git_keeps_the_answers(clone):
    origin, mine = clone
    path = lessons.path_of("exercises", "01_definition", mine)
    book = lessons.read(path)
    next(c for c in book.cells if c.id == "relu-answer").source = "relu = abs"
    lessons.write(path, book)
    answers = path.read_bytes()
    assert update(mine) == ["Version 1.0 is the newest. Nothing has changed."]
    assert path.read_bytes() == answers

    new = lessons.starter_notebook("01_definition", origin)
    next(c for c in new.cells if c.id == "relu-task").source += "\n\nIn one line."
    lay(origin, new, "1.1")
    git(origin, "commit", "-qam", "1.1")
    lines = update(mine)
    assert lines[0] == "Version 1.1 is here; it was 1.0."
    assert "Changed since you answered (both texts stand there): relu." in lines[2]
    told = every_text(lessons.read(path))
    assert "relu = abs" in told and "In one line." in told and "from version 1.0 to 1.1" in told
    assert answers in [p.read_bytes() for p in (path.parent / ".backups").iterdir()]


def test_a_lesson_that_has_another_number_or_is_gone_keeps_the_answers(clone):
    origin, mine = clone
    path = lessons.path_of("exercises", "01_definition", mine)
    book = lessons.read(path)
    next(c for c in book.cells if c.id == "relu-answer").source = "relu = abs"
    lessons.write(path, book)
    for old in origin.glob("*s/**/01_*"):
        old.rename(old.with_name(old.name.replace("01_", "03_")))
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "moved")
    there = lessons.path_of("exercises", "03_definition", mine)
    assert f"exercises/{there.name}: your answers are in it." in update(mine)
    assert "relu = abs" in every_text(lessons.read(there)) and not path.exists()

    answers = there.read_bytes()
    for old in origin.glob("*s/**/03_*"):
        old.unlink()
    git(origin, "commit", "-qam", "gone")
    assert f"exercises/{there.name} is no longer in the course; yours stays where it was." in (
        update(mine)
    )
    assert there.read_bytes() == answers


def test_a_pull_that_fails_leaves_all_as_it_was(clone):
    origin, mine = clone
    path = lessons.path_of("exercises", "01_definition", mine)
    path.write_bytes(path.read_bytes() + b"\n")
    before = path.read_bytes()
    origin.rename(origin.with_name("gone"))
    with pytest.raises(UpdateError, match="as they were: `git pull` failed"):
        update(mine)
    assert path.read_bytes() == before


def test_answers_are_taken_out_of_an_older_copy_which_stays_as_it_is(clone, tmp_path):
    new, old = clone
    path = lessons.path_of("exercises", "01_definition", old)
    assert take_over(new, old) == [f"There are no answers in {path.parent}."]
    book = lessons.read(path)
    next(c for c in book.cells if c.id == "relu-answer").source = "relu = abs"
    lessons.write(path, book)
    before = path.read_bytes()
    task = lessons.starter_notebook("01_definition", new)
    next(c for c in task.cells if c.id == "relu-task").source += "\n\nIn one line."
    lay(new, task, "1.1")
    lines = take_over(new, old)
    assert "Changed since you answered (both texts stand there): relu." in lines[1]
    told = every_text(lessons.read(lessons.path_of("exercises", "01_definition", new)))
    assert "relu = abs" in told and "In one line." in told and "from version 1.0 to 1.1" in told
    assert path.read_bytes() == before
    assert "there is work in the new one already" in take_over(new, old)[0]
    for folder in (new, tmp_path):
        with pytest.raises(UpdateError, match="is not an older copy of the course"):
            take_over(new, folder)


def test_what_did_not_come_from_git_is_not_pulled(clone, tmp_path):
    _, mine = clone
    mine.joinpath(".git").rename(tmp_path / "put aside")
    with pytest.raises(UpdateError, match=r"did not come from git\. Next: .* --from "):
        update(mine)
    git(tmp_path, "init", "-q")  # a repository of somebody, around it
    with pytest.raises(UpdateError, match="lies in another repository"):
        update(mine)
