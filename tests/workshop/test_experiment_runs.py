"""`relu experiments`: every experiment can be listed, run, drawn and saved; nothing is lost."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest
from click.testing import CliRunner

from course_utils import experiments
from course_utils.cli import main
from course_utils.workshop import experiment_runs
from tests.experiments.test_base import ALL, small_config


@pytest.fixture
def small(monkeypatch):
    """Every experiment with settings that run in a moment."""
    run = experiments.run

    def quick(name, *, full=False, seed=0, progress=None):
        return experiments.find(name).run(small_config(name), np.random.default_rng(seed), progress)

    monkeypatch.setattr(experiments, "run", quick)
    return run


@pytest.mark.parametrize("name", ALL)
def test_every_experiment_is_saved_with_its_table(name, small, tmp_path):
    saved = experiment_runs.run_and_save(name, tmp_path, seed=3)
    about = json.loads(saved.data.read_text(encoding="utf-8"))
    assert about["seed"] == 3 and about["full"] is True and about["experiment"] == name
    assert about["versions"]["numpy"] == np.__version__
    rows = list(csv.reader(saved.table.open(encoding="utf-8")))
    assert len(rows) > 1 and all(len(row) == len(rows[0]) for row in rows)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(p.name for p in saved.files)


# Lesson 03 draws its samples in a cell of its own, `moment-run`; `moments` is the careful version.
# Lesson 05 shows the other two as curves over many settings.
IN_NO_LESSON = {"moments", "relu_on_logits", "zero_start"}


def test_no_lesson_runs_what_is_said_to_be_in_none():
    assert [name for name in ALL if not experiment_runs.drawn_in(name)] == sorted(IN_NO_LESSON)


@pytest.mark.parametrize("name", sorted(set(ALL) - IN_NO_LESSON))
def test_every_experiment_is_run_by_its_lesson(name):
    cells = experiment_runs.drawn_in(name)
    assert any(experiments.find(name).lesson in cell for cell in cells), cells


def test_the_command_lists_runs_and_repeats(tmp_path):
    listed = CliRunner().invoke(main, ["experiments"])
    assert listed.exit_code == 0 and all(name in listed.output for name in ALL)
    texts = []
    for folder in ("a", "b"):
        out = tmp_path / folder
        done = CliRunner().invoke(main, ["experiments", "minima", "--quick", "--out", str(out)])
        assert done.exit_code == 0, done.output
        assert "gelu" in done.output and "minima.csv" in done.output
        assert "Drawn in: notebooks/04_variants.ipynb#minima-run" in done.output
        texts.append((out / "minima.csv").read_bytes())
    assert texts[0] == texts[1]


def test_an_unknown_name_suggests_and_runs_nothing(tmp_path):
    done = CliRunner().invoke(main, ["experiments", "xor", "minimas", "--out", str(tmp_path / "o")])
    assert done.exit_code == 2 and "Did you mean 'minima'?" in done.output
    assert not (tmp_path / "o").exists()


def test_a_folder_that_cannot_be_written_is_told_before_the_run(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("mine")
    monkeypatch.setattr(experiments, "run", lambda *a, **k: pytest.fail("ran"))
    with pytest.raises(OSError, match=r"."):
        experiment_runs.run_and_save("minima", tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"
