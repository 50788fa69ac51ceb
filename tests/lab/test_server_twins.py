"""The server extension that keeps a live figure's picture in the saved notebook."""

from __future__ import annotations

import copy
import logging
from types import SimpleNamespace

import pytest

from course_utils.lab import server_twins
from course_utils.lab.server_twins import TWIN, VIEW, keep_twins

OURS = {VIEW: {"model_id": "a"}, "text/html": ["<img ", TWIN, ' alt="x">'], "text/plain": "x"}
OTHERS = {VIEW: {"model_id": "b"}, "text/plain": "IntSlider()"}


QUESTION = {VIEW: {"model_id": "c"}, "text/html": '<div class="relu-quiz-static">?</div>'}


def notebook(*outputs):
    cells = [{"cell_type": "markdown"}, {"outputs": [{"data": copy.deepcopy(o)} for o in outputs]}]
    return {"type": "notebook", "content": {"cells": cells}}


def test_views_go_only_where_a_twin_stands_by():
    model = notebook(OURS, OTHERS, QUESTION)
    keep_twins(model=model, path="x.ipynb", contents_manager=None)
    kept = [o["data"] for o in model["content"]["cells"][1]["outputs"]]
    assert VIEW not in kept[0] and kept[0]["text/plain"] == "x"
    assert kept[1] == OTHERS
    assert list(kept[2]) == ["text/html"]


@pytest.mark.parametrize(
    "model",
    [{}, {"type": "file", "content": "x"}, {"type": "notebook"}, {"type": "notebook", "content": 3},
     {"type": "notebook", "content": {"cells": [None, {"outputs": [7]}]}}],
)  # fmt: skip
def test_whatever_is_saved_is_saved(model):
    before = copy.deepcopy(model)
    keep_twins(model)
    assert model == before


def test_it_registers_a_hook_and_can_be_turned_off(monkeypatch, caplog):
    hooks = []
    manager = SimpleNamespace(register_pre_save_hook=hooks.append)
    log = logging.getLogger("twins")
    monkeypatch.setenv("RELU_TWINS", "0")
    server_twins._load_jupyter_server_extension(SimpleNamespace(log=log, contents_manager=manager))
    assert hooks == []
    monkeypatch.delenv("RELU_TWINS")
    server_twins._load_jupyter_server_extension(SimpleNamespace(log=log, contents_manager=manager))
    assert hooks == [keep_twins]
    server_twins._load_jupyter_server_extension(SimpleNamespace(log=log))
    assert "no pre-save hooks" in caplog.text


def test_the_real_contents_manager_has_what_is_used():
    from jupyter_server.services.contents.filemanager import FileContentsManager

    assert callable(FileContentsManager.register_pre_save_hook)
