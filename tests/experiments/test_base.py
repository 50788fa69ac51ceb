"""What all experiments share: the registry, results, statistics, timing, and their contract."""

import json
import re
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import experiments
from course_utils.experiments import as_data
from course_utils.experiments.registry import LESSONS

# Settings that run in a moment: the contract does not depend on size.
SMALL = {
    "activation_share": {"width": 16, "batch": 4, "repeats": 2},
    "born_dead": {"nets": 40, "shapes": ((2, 3), (3, 4))},
    "collapse": {"depths": (1, 3), "rows": 50},
    "comparison": {"activations": ("relu", "prelu"), "train": (128,), "steps": 4, "seeds": 2},
    "death_by_rate": {"rates": (0.1, 1.0), "seeds": 2, "epochs": 1},
    "depth_signal": {"depth": 6, "width": 10},
    "depth_training": {"activations": ("relu",), "depth": 3, "seeds": 2, "epochs": 1},
    "element_time": {"size": 500, "repeats": 2, "activations": ("relu", "gelu")},
    "extrapolation": {"activations": ("relu", "tanh"), "seeds": 2, "steps": 20},
    "gated": {"kinds": ("relu", "swiglu"), "seeds": 2, "epochs": 1, "train": 200},
    "gelu_forms": {"points_a_unit": 500},
    "he_ratio": {"widths": (5, 10), "depths": (2, 4), "nets": 50},
    "hinge_error": {"hinges": (4, 16, 32), "draws": 2},
    "leaky_slope": {"alphas": (0.0, 1.0), "epochs": 1, "seeds": 2},
    "little_data": {"seeds": 2, "steps": 20},
    "mean_activation": {"activations": ("relu", "elu"), "epochs": 1, "seeds": 2},
    "minima": {"points": 6001, "draws": 100},
    "moments": {"draws": 2000, "batches": 10},
    "operations": {"tasks": ("np.maximum(x, 0)", "elu")},
    "pattern_map": {"steps": 20, "seeds": 2},
    "prelu_slope": {"seeds": 2, "epochs": 1, "widths": (8,)},
    "regions": {"units": (12, 24), "depths": (1, 2), "nets": 2, "folds": 3},
    "relu_on_logits": {"seeds": 2, "epochs": 1},
    "remedies": {"activations": ("relu", "prelu"), "seeds": 1, "epochs": 1},
    "revive": {"activations": ("relu", "elu"), "seeds": 2, "epochs": 1},
    "selu_depth": {"depth": 4, "width": 16, "rows": 8},
    "sparse_time": {"width": 32, "batch": 2, "repeats": 2},
    "sparse_generalisation": {"epochs": 2, "seeds": 2},
    "sparsity": {"rates": (0.1,), "epochs": 1, "seeds": 2},
    "ten_layers": {
        "recipes": ("default", "batch norm"),
        "seeds": 2,
        "epochs": 1,
        "widths": (16,) * 10,
    },
    "waiting": {"widths": (16,) * 10, "epochs": 2},
    "xor": {"widths": (2, 4), "nets": 10, "steps": 50},
    "zero_start": {"seeds": 2, "epochs": 2},
}
TIMES = {"activation_share", "element_time", "sparse_time"}
ALL = list(experiments.experiments())


def small_config(name):
    return replace(experiments.find(name).config(), **SMALL[name])


@pytest.fixture(scope="module")
def results():
    """Every experiment, run twice from one seed, with the progress it reported."""
    kept = {}

    def get(name):
        if name not in kept:
            told = []
            run = experiments.find(name).run
            first = run(small_config(name), np.random.default_rng(1), lambda *p: told.append(p))
            again = run(small_config(name), np.random.default_rng(1))
            kept[name] = first, again, told
        return kept[name]

    return get


def test_every_experiment_is_listed_once_under_its_lesson():
    assert len(ALL) >= 19
    for name, experiment in experiments.experiments().items():
        assert experiment.name == name and experiment.lesson in LESSONS
        assert experiment.run.__module__ == f"course_utils.experiments.{experiment.lesson}.{name}"
        assert len(experiment.title) > 20
        assert experiment.claims and all(c[0] == "A" and c[1:].isdigit() for c in experiment.claims)


def test_the_claims_of_lessons_03_and_04_are_all_measured():
    wanted = {f"A{n:02}" for n in (1, *range(6, 16), *range(22, 28))}
    assert wanted <= {c for e in experiments.experiments().values() for c in e.claims}


@pytest.mark.parametrize("name", ALL)
def test_settings_are_frozen_and_full_is_larger(name):
    config = experiments.find(name).config()
    full = type(config).full()
    assert full != config and is_dataclass(full)
    with pytest.raises(FrozenInstanceError):
        setattr(config, fields(config)[0].name, 1)
    assert hash(config) == hash(experiments.find(name).config())


@pytest.mark.parametrize("name", ALL)
def test_a_result_is_frozen_and_makes_a_table_and_json(name, results):
    result, _, told = results(name)
    assert result.config == small_config(name)
    with pytest.raises(FrozenInstanceError):
        result.config = None
    table = result.table()
    assert table.rows and len(set(table.columns)) == len(table.columns)
    assert len(table.text().splitlines()) == len(table.rows) + 1
    json.loads(json.dumps(as_data(result), allow_nan=False))
    total = told[-1][1]
    assert told == [(done, total) for done in range(1, total + 1)]


@pytest.mark.parametrize("name", sorted(set(ALL) - TIMES))
def test_same_seed_same_result(name, results):
    first, again, _ = results(name)
    first, again = as_data(first), as_data(again)
    if name == "comparison":  # its last quantity is a time
        for result in (first, again):
            result["scores"] = np.array(result["scores"])[..., :4].tolist()
    assert first == again


def test_run_by_name_uses_the_seed():
    one, again, other = (experiments.run("minima", seed=s) for s in (0, 0, 1))
    assert np.array_equal(one.falling, again.falling)
    assert not np.array_equal(one.falling, other.falling)


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(LookupError, match=r"'colapse'.*mean 'collapse'"):
        experiments.run("colapse")


def test_a_run_says_in_one_sentence_what_is_in_force_and_what_was_changed(capsys):
    result = experiments.run("xor", widths=[2], nets=3, steps=1, seed=4)
    assert result.config.widths == (2,) and result.errors.shape == (1, 3)
    line = capsys.readouterr().out
    assert line.startswith("xor: step size 0.1, 1 steps (default 2000), hidden widths 2 (default ")
    assert "plain SGD" in line and line.endswith("generator seed 4\n")
    first, *rest = line.splitlines()
    assert all(len(part) <= 80 for part in (first, *rest))
    assert rest and all(part.startswith("  ") for part in rest), "a cell shows where it goes on"
    careful = experiments.find("xor")
    assert "default" not in careful.line(careful.config.full(), full=True)
    revive = experiments.find("revive")
    assert "margin 5 (default 0.5)" in revive.line(replace(revive.config(), margin=5))


@pytest.mark.parametrize("name", ALL)
def test_every_experiment_that_trains_names_its_optimiser(name):
    experiment = experiments.find(name)
    line = experiment.line(experiment.config())
    assert line.startswith(f"{name}: ") and "\n" not in line and len(line) < 320
    if {f.name for f in fields(experiment.config())} & {"rate", "rates", "recipes"}:
        assert "SGD" in line or "Adam" in line


def test_settings_are_refused_with_the_nearest_name_and_the_right_kind():
    with pytest.raises(TypeError, match=r"unknown setting: .*got 'margn'. Did you mean 'margin'"):
        experiments.run("revive", margn=5)
    with pytest.raises(TypeError, match=r"several values.*got 3.*rates=\(3,\)"):
        experiments.run("death_by_rate", rates=3)
    with pytest.raises(TypeError, match="one value"):
        experiments.run("revive", margin=(1, 2))


def test_a_table_shows_each_column_in_its_own_look():
    rows = zip(["a", "bb"], [0.5, -0.001], [(0.1, 0.2), (1, np.nan)], [True, None], strict=True)
    shown = experiments.table({"name": "", "right": ".2f", "range": ".1f", "ok": ""}, rows)
    assert str(shown).splitlines() == repr(shown).splitlines() == [
        "name  right       range  ok",
        "a      0.50  0.1 to 0.2  yes",
        "bb     0.00    1.0 to -  -",
    ]  # fmt: skip
    interval = experiments.mean_interval([1.0, 2.0, 3.0])
    assert "2.0 [-0.5, 4.5]" in str(experiments.table({"x": ".1f"}, [[interval]]))
    assert "3 of 5" in str(experiments.table({"n": "{} of 5"}, [[3]]))
    assert str(experiments.table(["n"], [[1.23456]])) == "n\n1.23"
    assert shown.select("right").formats == (".2f",)
    with pytest.raises(ValueError, match=r"look does not fit.*'.2f'"):
        str(experiments.table({"n": "d"}, [[0.5]]))


def test_a_table_in_a_notebook_has_the_cells_of_its_text():
    shown = experiments.table({"name": "", "right": ".2f"}, [("a < b", 0.5), ("", None)])
    bundle = shown._repr_mimebundle_()
    assert bundle["text/plain"] == str(shown)
    page = bundle["text/html"]
    cells = re.findall(r"<t[hd][^>]*text-align:(left|right)[^>]*>(.*?)</t[hd]>", page)
    assert cells == [("left", "name"), ("right", "right"), ("left", "a &lt; b"), ("right", "0.50"),
                     ("left", ""), ("right", "-")]  # fmt: skip
    assert bundle == shown._repr_mimebundle_() and "overflow-x:auto" in page


def test_tables_refuse_ragged_rows_and_pick_columns():
    table = experiments.Table(("a", "b"), ((1, 0.12345), (20, float("nan"))))
    assert table.select("b", "a").rows[0] == (0.12345, 1)
    assert table.text(2) == "a   b\n1   0.12\n20  nan"
    assert experiments.Table(("x",), ((-0.0,), (True,))).text() == "x\n0\nyes"
    with pytest.raises(ValueError, match="does not fit"):
        experiments.Table(("a", "b"), ((1,),))


def test_intervals_cover_as_often_as_they_say():
    rng = np.random.default_rng(0)
    inside = experiments.mean_interval(rng.normal(3, 2, (5, 4000)))
    covered = ((inside.low < 3) & (inside.high > 3)).mean()
    assert abs(covered - 0.95) < 4 * np.sqrt(0.95 * 0.05 / 4000)
    # Wilson's interval is discrete: near 95 % on average over p, not at each p.
    p = rng.uniform(0.05, 0.95, 4000)
    share = experiments.wilson(rng.binomial(40, p), 40)
    assert abs(((share.low < p) & (share.high > p)).mean() - 0.95) < 0.015


def test_intervals_agree_with_scipy():
    from scipy import stats

    x = np.random.default_rng(0).normal(size=7)
    expected = stats.t.interval(0.9, 6, loc=x.mean(), scale=stats.sem(x))
    assert experiments.mean_interval(x, level=0.9)[1:] == pytest.approx(expected)
    for k in (0, 3, 11):
        theirs = stats.binomtest(k, 11).proportion_ci(0.95, method="wilson")
        assert experiments.wilson(k, 11)[1:] == pytest.approx((theirs.low, theirs.high))
    one = experiments.mean_interval([4.0])
    assert (one.value, one.low, one.high) == (4.0, -np.inf, np.inf)
    with pytest.raises(ValueError, match="not a share"):
        experiments.wilson(5, 4)
    with pytest.raises(ValueError, match="no repeats"):
        experiments.mean_interval([])


@settings(max_examples=30, deadline=None)
@given(slope=st.floats(-3, 3), scale=st.floats(0.01, 100))
def test_log_slope_finds_the_exponent(slope, scale):
    x = np.array([2.0, 3.0, 10.0, 50.0])
    assert experiments.log_slope(x, scale * x**slope) == pytest.approx(slope, abs=1e-9)


def test_times_are_in_seconds_and_in_turn():
    order = []
    tasks = {
        "long": lambda: (order.append("long"), sum(range(20_000)))[1],
        "short": lambda: (order.append("short"), sum(range(2_000)))[1],
    }
    times = experiments.time_in_turn(tasks, repeats=9, seconds=1e-3)
    ratio = times["long"].min() / times["short"].min()
    assert 4 < ratio < 25
    assert 1e-5 < times["long"].min() < 1e-1
    changes = sum(a != b for a, b in pairwise(order))
    assert changes >= 17
    with pytest.raises(ValueError, match="no rounds"):
        experiments.time_in_turn(tasks, repeats=0)


def test_importing_the_experiments_loads_no_heavy_library():
    import subprocess
    import sys

    code = (
        "import sys; from course_utils.experiments import experiments; experiments()\n"
        "print([m for m in ('torch', 'scipy', 'sklearn', 'matplotlib') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
