"""The start page opens with the map of this moment, and nothing else is touched."""

from __future__ import annotations

import copy

import pytest

from course_utils import checks, lessons, progress
from course_utils.lab.server_map import refresh
from course_utils.lab.server_twins import VIEW, keep_twins
from course_utils.lab.server_unrun import hide_outputs

START = "00_start_here"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("RELU_HOME", str(tmp_path))


def opened() -> dict:
    nb = lessons.read(lessons.path_of("notebooks", START))
    return {"type": "notebook", "path": f"notebooks/{START}.ipynb", "content": nb}


def outputs(model, cell_id: str = "map-run") -> list:
    return next(c for c in model["content"]["cells"] if c["id"] == cell_id)["outputs"]


def test_the_saved_map_is_drawn_anew_and_stays_in_sight():
    first = checks.all_exercises()[0]
    progress.record(first.id, first.points, first.points, "right")
    model = opened()
    before = copy.deepcopy(model)
    shown = outputs(hide_outputs(refresh(model)))
    told = "".join(data for o in shown for data in o["data"].values())
    assert f"{first.points} of {first.points} points" in told
    assert "Go on: read section 1 of lesson 1" in told
    others = [c for c in before["content"]["cells"] if c["id"] != "map-run"]
    assert [c for c in refresh(before)["content"]["cells"] if c["id"] != "map-run"] == others


def test_a_question_opens_with_the_answer_that_was_given_last():
    def shown(model) -> str:
        return "".join(outputs(hide_outputs(refresh(model)), "q-practice")[0]["data"]["text/html"])

    untouched = shown(opened())
    assert "You answered" not in untouched
    for given in ("b", "<i>c</i>"):
        progress.record_answer("start_here.q_practice", False, given)
        model = opened()
        assert "<strong>You answered: " in shown(model)
        assert shown(model).count("You answered") == 1, "opened again, and saved between"
    assert "&lt;i&gt;c&lt;/i&gt;" in shown(model)
    (progress.path()).unlink()
    (progress.path().with_name("journal.jsonl")).unlink()
    assert shown(model) == untouched


@pytest.mark.parametrize(
    "model",
    [{"type": "file", "content": "x"}, {"type": "notebook", "content": None}, {"type": "notebook"},
     {"type": "notebook", "content": {"cells": [{"outputs": [{"data": {"text/html": 3}}]}]}}],
)  # fmt: skip
def test_whatever_a_file_holds_it_opens(model):
    before = copy.deepcopy(model)
    assert refresh(model) == before


def test_the_fields_leave_their_words_and_no_dead_view():
    model = opened()
    fields = [o for o in outputs(model) if "relu-map-field" in o["data"]["text/html"]]
    assert len(fields) == 2, "the minutes and the question"
    for field in fields:
        field["data"][VIEW] = {"model_id": "gone"}
    keep_twins(model)
    assert not [field for field in fields if VIEW in field["data"]]
