"""The server extension that opens a lesson without the outputs of cells that were never run."""

from __future__ import annotations

import copy
import json
import logging
from types import SimpleNamespace

import pytest

from course_utils import lessons
from course_utils.lab import server_unrun
from course_utils.lab.on_opening import changed_by
from course_utils.lab.server_unrun import OPENED, UNRUN, hide_outputs, keep_outputs
from course_utils.lessons import normal

STEM = "01_definition"


def original(stem: str, folder: str = "notebooks") -> dict:
    return lessons.read(lessons.path_of(folder, stem))


def opened(notebook: dict, path: str = f"notebooks/{STEM}.ipynb") -> dict:
    return hide_outputs({"type": "notebook", "path": path, "content": notebook})["content"]


def save(notebook: dict, root) -> dict:
    """Save a page as JupyterLab does; return what is on disk then."""
    path = root / "notebooks" / f"{STEM}.ipynb"
    model = {"type": "notebook", "content": copy.deepcopy(notebook)}
    keep_outputs(model, path=f"notebooks/{STEM}.ipynb", contents_manager=SimpleNamespace(
        root_dir=str(root)))  # fmt: skip
    path.write_text(json.dumps(model["content"]), encoding="utf-8")
    return lessons.read(path)


@pytest.fixture
def root(tmp_path):
    (tmp_path / "notebooks").mkdir()
    lessons.write(tmp_path / "notebooks" / f"{STEM}.ipynb", original(STEM))
    return tmp_path


@pytest.mark.parametrize("stem", lessons.stems())
def test_a_lesson_opens_without_its_answers_and_with_its_questions(stem):
    before, page = original(stem), opened(original(stem))
    for old, new in zip(before["cells"], page["cells"], strict=True):
        if "quiz.ask" in old["source"]:
            assert new == old, "a question gives nothing away"
        elif "print(" in old["source"] and old["cell_type"] == "code":
            assert new["outputs"] == [] and new["execution_count"] is None


def test_what_is_saved_holds_every_output(root):
    before, page = original(STEM), opened(original(STEM))
    kept = save(page, root)
    assert [c.get("outputs") for c in kept.cells] == [c.get("outputs") for c in before.cells]
    assert normal.normalise(kept) == normal.normalise(before), "a build leaves no trace of it"


def test_a_cell_that_was_run_keeps_its_own_output_and_the_others_stay_hidden(root):
    page = opened(original(STEM))
    hidden = [cell for cell in page["cells"] if cell["metadata"].get(UNRUN)]
    output = {"output_type": "stream", "name": "stdout", "text": "mine\n"}
    hidden[0] |= {"outputs": [output], "execution_count": 7}
    hidden[1] |= {"execution_count": 8}  # it prints nothing now
    kept = save(page, root)
    again = {cell["id"]: cell for cell in opened(copy.deepcopy(kept))["cells"]}
    assert again[hidden[0]["id"]]["outputs"] == [output]
    assert again[hidden[1]["id"]]["execution_count"] == 8
    assert all(again[cell["id"]]["outputs"] == [] for cell in hidden[2:])
    # And a second save, from a page that still has all its marks, changes nothing.
    assert save(page, root) == kept


def test_it_knows_lessons_alone():
    solved = original(STEM, "solutions")
    assert opened(copy.deepcopy(solved), f"solutions/{STEM}_solutions.ipynb") == solved


@pytest.mark.parametrize(
    "model",
    [{}, {"type": "file", "content": "x"}, {"type": "notebook", "content": None},
     {"type": "notebook", "path": "notebooks/a.ipynb", "content": 3},
     {"type": "notebook", "path": "notebooks/a.ipynb", "content": {"metadata": {OPENED: True}}},
     {"type": "notebook", "content": {"cells": [{"id": "a", "metadata": {UNRUN: True},
                                                 "outputs": [], "execution_count": None}]}}],
)  # fmt: skip
def test_whatever_is_opened_is_opened_and_whatever_is_saved_is_saved(model, tmp_path):
    before = copy.deepcopy(model)
    assert hide_outputs(model) == before
    keep_outputs(model, path="gone.ipynb", contents_manager=SimpleNamespace(root_dir=tmp_path))
    assert model == before


def test_plain_and_waiting_managers():
    def get(path):
        return {"type": "directory", "path": path, "content": None}

    async def get_later(path):
        return get(path)

    later = changed_by(hide_outputs, get_later)("a")
    with pytest.raises(StopIteration) as done:  # run by hand: this thread may have a loop already
        later.send(None)
    assert changed_by(hide_outputs, get)("a") == done.value.value == get("a")


def test_it_can_be_turned_off(monkeypatch, caplog):
    def get():
        return {}

    hooks = []
    manager = SimpleNamespace(get=get, register_pre_save_hook=hooks.append)
    log = logging.getLogger("unrun")
    server = SimpleNamespace(log=log, contents_manager=manager)
    monkeypatch.setenv("RELU_HIDE", "0")
    server_unrun._load_jupyter_server_extension(server)
    assert manager.get is get and hooks == []
    monkeypatch.delenv("RELU_HIDE")
    server_unrun._load_jupyter_server_extension(server)
    assert manager.get is not get and manager.get() == {} and hooks == [keep_outputs]
    server_unrun._load_jupyter_server_extension(SimpleNamespace(log=log))
    assert "no such hooks" in caplog.text
