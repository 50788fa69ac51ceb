"""The map: what it says of time, as text, as a page and for the next step."""

from __future__ import annotations

import pytest

from course_utils import checks, pages, progress
from course_utils.desk import map as course_map


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("RELU_HOME", str(tmp_path))


def test_lesson_and_exercises_are_told_apart():
    rows = course_map.lesson_rows()
    for row in rows:
        known = checks.exercises_of(row.stem) if row.exercises else ()
        assert row.exercise_minutes == sum(exercise.minutes for exercise in known)
    graphs = next(row for row in rows if row.stem == "02_graphs")
    assert graphs.time == f"lesson {graphs.minutes}, exercises {graphs.exercise_minutes}"
    closing = next(row for row in rows if not row.exercises)
    assert closing.time == f"lesson {closing.minutes}"
    assert graphs.to_dict()["exercise_minutes"] == graphs.exercise_minutes > 0


def test_every_face_of_the_map_says_both():
    rows = course_map.lesson_rows()
    text, page = course_map.to_text(rows), pages.render("map", rows=rows, lines=["Next."])
    for row in rows:
        assert f"minutes: {row.time}\n" in text and f">{row.time}</td>" in page


def test_the_next_step_says_the_time_of_a_lesson_not_begun():
    first = course_map.lesson_rows()[0]
    assert f"(minutes: {first.time})" in course_map.next_step_text()
    progress.record("start_here.share_positive", 0, 3, "wrong")
    assert "minutes: " not in course_map.next_step_text()
