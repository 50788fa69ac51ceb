"""What a task says is what its check tests."""

from __future__ import annotations

import functools
import re

import pytest

from course_utils import checks, lessons

EXERCISES = checks.all_exercises()


def words(text: str) -> str:
    """Return a text without what Markdown adds to it."""
    return re.sub(r"\s+", " ", re.sub(r"[*`]", "", text)).strip()


@functools.cache
def tasks(lesson: str) -> dict[str, str]:
    path = lessons.find_root() / "solutions" / f"{lessons.stem_of(lesson)}_solutions.ipynb"
    return {cell.id: words(cell.source) for cell in lessons.read(path).cells}


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_every_behaviour_tests_a_sentence_of_the_task(exercise):
    task = tasks(exercise.lesson)[lessons.cell_ids(exercise.id)[0]]
    for behaviour in exercise.behaviours:
        assert len(words(behaviour.task)) >= 10, f"{behaviour.name!r} quotes no sentence"
        assert words(behaviour.task) in task, (
            f"{behaviour.name!r} quotes what the task does not say"
        )


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_the_task_says_what_does_not_count(exercise):
    task = tasks(exercise.lesson)[lessons.cell_ids(exercise.id)[0]]
    assert task.count("Does not count:") == bool(exercise.forbids)
    assert task.endswith(words(exercise.not_counted())), "relu dev build writes this line"
