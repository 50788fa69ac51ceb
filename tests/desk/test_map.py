"""The map: what it says of time, as text, as a page and for the next step."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pytest

from course_utils import checks, lessons, progress, search
from course_utils.desk import live_map, steps
from course_utils.desk import map as course_map
from course_utils.desk.ask_field import AskField
from course_utils.desk.map_field import MinutesField


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


def test_the_terminal_says_both_times():
    rows = course_map.lesson_rows()
    text = course_map.to_text(rows)
    assert all(f"minutes: {row.time}\n" in text for row in rows)


def tried(number: int, status: str = "right") -> str:
    """Try the exercise with this number; return its id."""
    exercise = checks.all_exercises()[number]
    earned = exercise.points if status == "right" else 0
    progress.record(exercise.id, earned, exercise.points, status)
    return exercise.id


def facts():
    """Return what the terminal, the map and a long plan say is next."""
    step = steps.next_step()
    page = course_map.page()
    go_on = re.search(r'<a href="([^"]+)"[^>]*>Go on: ', page)
    current = re.findall(r'<a href="([^"]+)" aria-current="step"', page)
    return step, course_map.next_step_text(), go_on, current


def agree() -> steps.Step:
    step, text, go_on, current = facts()
    assert step.words in text and step.place in text
    assert go_on[1] == step.link and current == [step.link]
    assert steps.plan(600)[0] == step
    assert course_map.plan_text(600).startswith(f"1. {step.words} ")
    return step


def test_next_the_map_and_a_plan_agree_all_along():
    assert agree().id == "start_here#1"
    first = tried(0, "wrong")
    assert agree().id == first, "begun: the exercise itself"
    tried(0)
    assert agree().id == "definition#1", "the lesson before its exercise"
    progress.record_answer("definition.q_half", True)
    progress.record_hint("definition.relu", 1)
    assert agree().id == "definition.relu"
    for number in range(1, len(checks.all_exercises()), 7):
        tried(number)
        agree()
    for number in range(len(checks.all_exercises())):
        tried(number)
    assert agree().id == "closing#1", "after the last exercise, what is left to read"
    assert "Every exercise is done" in course_map.next_step_text()


@pytest.mark.parametrize("minutes", [1, 12, 25, 90])
def test_a_plan_fits_and_keeps_the_order_of_what_it_needs(minutes):
    tried(0)
    chosen = steps.plan(minutes)
    assert sum(step.minutes for step in chosen) <= minutes
    row = steps.all_steps()
    done = {step.id for step in row if step.done}
    # Whoever went on to a later lesson is not sent back to read.
    done |= {step.id for step in row[: row.index(steps.next_step())]}
    for step in chosen:
        assert done.issuperset(step.needs), step
        done.add(step.id)
    if minutes == 1:
        assert "Nothing fits: the next step takes " in course_map.plan_text(1)


def test_every_exercise_has_its_section_and_the_minutes_are_the_formulas():
    row = steps.all_steps()
    exercises = [step for step in row if step.kind == "exercise"]
    assert {step.id for step in exercises} == set(checks.all_ids())
    assert all(step.needs for step in exercises)
    for stem in lessons.stems():
        read = sum(step.minutes for step in row if step.stem == stem and step.kind == "section")
        told = lessons.about(stem)["minutes"]
        assert abs(read - told) <= max(0.2 * told, 3), stem


def test_reviews_that_are_due_come_first_in_a_plan(monkeypatch):
    review = steps.Step("review", "definition.relu", "01_definition", "Write ReLU", 5, "../x")
    monkeypatch.setattr(steps, "due_reviews", lambda: [review])
    tried(1, "wrong")
    chosen = steps.plan(25)
    assert chosen[0] == review
    assert [step.id for step in chosen].count(review.id) == 1
    assert "Due for review: 1" in course_map.page()


def test_where_one_stopped_is_on_the_map():
    assert steps.stopped() is None
    last = tried(3)
    assert steps.stopped().id == last
    assert "You were last at: " in course_map.page()


def test_the_map_in_a_notebook_follows_the_progress_file(monkeypatch):
    seen, stop = threading.Event(), threading.Event()
    monkeypatch.setattr(live_map, "EVERY", 0.01)
    watch = threading.Thread(target=live_map.follow, args=(seen.set, stop))
    watch.start()
    tried(0)
    assert seen.wait(10)
    stop.set()
    watch.join(10)
    assert not watch.is_alive()


def test_the_field_for_a_question_answers_as_relu_ask_does(monkeypatch):
    field, told = AskField(), []
    monkeypatch.setattr(field, "send", lambda message: told.append(message["said"]))
    asked = "the derivitive at zero"
    field._handle_custom_msg({"typed": asked}, [])
    assert field.answer == search.find(asked) and field.answer.found
    assert told[-1].startswith("Read derivitive as derivative. ")
    page = course_map.page(answer=field.answer)
    for one in field.answer.found:
        assert f'<a href="../{one.link}"' in page
    field._handle_custom_msg({"typed": "<i>zebras</i>"}, [])
    assert "Nothing was found. You can ask about " in told[-1]
    assert "What was found" not in course_map.page(answer=field.answer)
    field._handle_custom_msg({"typed": "   "}, [])
    assert field.answer is None and told[-1] == "Write a question first."
    for message in (None, {}, {"typed": 3}):
        field._handle_custom_msg(message, [])
    assert len(told) == 3, "what is no question is not answered"
    data, _ = field._repr_mimebundle_()
    assert data["text/plain"] == AskField.WORDS and "relu-map-field" in data["text/html"]


def test_the_field_for_minutes_takes_minutes(monkeypatch):
    field, told, planned = MinutesField(), [], []
    monkeypatch.setattr(field, "send", lambda message: told.append(message["said"]))
    field.observe(lambda change: planned.append(change["new"]), names="value")
    for typed in ("25", "25", "0", "601", "1.5", "", "ten", "1"):
        field._handle_custom_msg({"typed": typed}, [])
    assert planned == [25, 1]
    assert told[0] == "The plan for 25 minutes is unfolded below." and "1 minute is" in told[-1]
    assert told[2:7] == ["Write a whole number from 1 to 600."] * 5
    assert "relu next --minutes" in field.silent, "what to do where no kernel answers"


def test_without_the_index_the_field_says_so(monkeypatch):
    field, told = AskField(), []
    monkeypatch.setattr(field, "send", lambda message: told.append(message["said"]))
    monkeypatch.setattr(search, "find", lambda _: Path("no/index.json").read_text())
    field._handle_custom_msg({"typed": "a kink"}, [])
    assert "no/index.json" in told[0] and "Next: " in told[0]
