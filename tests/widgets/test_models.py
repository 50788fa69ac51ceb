"""The models of the live figures, without a page: values, ranges, properties."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.activations import ACTIVATIONS
from course_utils.widgets import (
    CurveExplorer,
    DeadUnitLab,
    DepthExplorer,
    HingeWorkbench,
    OneNeuron,
    PatternMap,
)
from course_utils.widgets.controls import Button, Slider
from course_utils.widgets.encode import encode
from course_utils.widgets.expression import parse
from course_utils.widgets.model import Problem

MODELS = [CurveExplorer, OneNeuron, HingeWorkbench, DepthExplorer, PatternMap, DeadUnitLab]
unit = st.floats(-3, 3, allow_nan=False).map(lambda v: round(v, 3))


@pytest.mark.parametrize("cls", MODELS)
def test_every_control_changes_the_model_and_the_scene(cls):
    model = cls()
    names = [c.name for c in model.controls()]
    assert len(names) == len(set(names))
    for control in model.controls():
        assert control.label.strip(), f"{control.name} has no accessible name"
        if isinstance(control, Slider):
            model.change({control.name: control.low})
            low = encode([model.scene()])
            model.change({control.name: control.high})
            high = encode([model.scene()])
            assert getattr(model, control.name) == pytest.approx(control.high)
            assert low.texts != high.texts, f"the summary is silent about {control.name}"
            with pytest.raises(Problem, match="expected a number"):
                model.change({control.name: control.high + 1})
        elif isinstance(control, Button):
            with pytest.raises(Problem, match="Press it"):
                model.change({control.name: 1})


@pytest.mark.parametrize("cls", MODELS)
def test_a_value_that_is_no_number_is_refused_and_nothing_changes(cls):
    model = cls()
    slider = next(c for c in model.controls() if isinstance(c, Slider))
    before = model.values()
    for bad in ("1", None, float("nan"), True, [1]):
        with pytest.raises(Problem):
            model.change({slider.name: bad})
    with pytest.raises(Problem, match="no such control"):
        model.change({"nothing": 1})
    with pytest.raises(Problem):
        model.drag("nothing", 0, 0.0, 0.0)
    assert model.values() == before


@pytest.mark.parametrize("cls", [m for m in MODELS if m().ahead])
def test_frames_ahead_are_the_scenes_the_kernel_would_send(cls):
    model = cls()
    for name in model.ahead:
        before = model.values()
        frames = model.frames([name], steps=4)
        assert model.values() == before
        values = model.slider(name, 4).values
        assert len(frames.texts) == len(values)
        moving = np.frombuffer(frames.moving, np.float32).reshape(len(values), -1)
        fixed = np.frombuffer(frames.fixed, np.float32)
        for k, value in enumerate(values.tolist()):
            model.change({name: value})
            for mark, places in zip(model.scene().marks, frames.structure["places"], strict=True):
                for array, numbers in mark.numbers().items():
                    moves, start, count = places[array]
                    sent = (moving[k] if moves else fixed)[start : start + count]
                    np.testing.assert_array_equal(sent, numbers)
            assert frames.texts[k][0] == model.summary()
        model.change({name: before[name]})


def test_frames_of_several_sliders_run_through_all_combinations():
    model = OneNeuron()
    frames = model.frames(["a", "b"], steps=2)
    assert len(frames.texts) == 9
    assert frames.texts[5][0].startswith("a = 0.00, b = 3.00")
    with pytest.raises(ValueError, match="frames ahead: expected at most 5000"):
        model.frames(["a", "b", "w"])


@given(w=unit, a=unit, b=unit, c=unit)
def test_one_neuron_states_kink_side_and_slope(w, a, b, c):
    model = OneNeuron(w=w, a=a, b=b, c=c)
    x = np.linspace(-4, 4, 81)
    on = model.on(x)
    np.testing.assert_allclose(model.output(x)[~on], c, atol=1e-12)
    if a:
        right = np.nextafter(model.kink, np.inf) + 1e-6
        assert model.on(right) == (a > 0)
        slope = model.output(model.kink + np.array([1.0, 2.0]) * np.sign(a))
        assert np.diff(slope)[0] == pytest.approx(w * abs(a), abs=1e-9)
    else:
        assert np.isnan(model.kink) and "no kink" in model.summary()


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_tangent_touches_and_has_the_slope_of_f(name):
    model = CurveExplorer(shown=(name,), tangent=name, x0=0.7)
    tangent = next(m for m in model.scene().marks if m.label.startswith("tangent"))
    (x0, x1), (y0, y1) = tangent.x, tangent.y
    slope = (y1 - y0) / (x1 - x0)
    h = 1e-6
    measured = (model.f(name, np.array(0.7 + h)) - model.f(name, np.array(0.7 - h))) / (2 * h)
    assert slope == pytest.approx(float(measured), abs=1e-6)
    assert y0 + slope * (0.7 - x0) == pytest.approx(float(model.f(name, np.array(0.7))))


def test_the_curve_explorer_names_a_kink_and_keeps_one_function():
    model = CurveExplorer(shown=("relu",), x0=0.0)
    assert "no tangent" in model.summary()
    assert "no tangent" not in CurveExplorer(shown=("gelu",), tangent="gelu", x0=0.0).summary()
    with pytest.raises(Problem, match="one or more"):
        model.change({"shown": ()})
    with pytest.raises(ValueError, match="swishy"):
        CurveExplorer(shown=("swishy",))
    assert model.shown == ("relu",)


def test_constants_reach_the_curve():
    model = CurveExplorer(shown=("leaky_relu",), leaky_alpha=0.5)
    assert float(model.f("leaky_relu", np.array(-2.0))) == -1.0
    assert "leaky_alpha" in model.ahead and "elu_alpha" not in model.ahead


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(unit, unit, st.sampled_from([1, -1])), min_size=1, max_size=8), unit)
def test_the_sum_of_hinges_is_what_it_says_and_fitting_never_harms(hinges, offset):
    kinks, weights, sides = zip(*hinges, strict=True)
    model = HingeWorkbench(kinks=kinks, weights=weights, sides=sides, offset=offset, chosen=0)
    x = np.linspace(-3, 3, 31)
    by_hand = offset + sum(w * np.maximum(s * (x - k), 0) for k, w, s in hinges)
    np.testing.assert_allclose(model.total(x), by_hand, atol=1e-9)
    before = model.error()[0]
    model.fit()
    if all(abs(w) < 6 for w in model.weights) and abs(model.offset) < 3:
        assert model.error()[0] <= before + 1e-9
    assert model.kinks == kinks


def test_two_hinges_make_the_absolute_value_and_fitting_finds_them():
    model = HingeWorkbench(kinks=(0.0, 0.0), weights=(0.0, 0.0), sides=(1, -1), target="abs")
    model.chosen = 0
    model.fit()
    np.testing.assert_allclose(model.weights, 1, atol=1e-9)
    assert model.error()[1] < 1e-9


def test_hinges_are_added_removed_and_dragged_within_bounds():
    model = HingeWorkbench()
    for _ in range(20):
        model.add()
    assert len(model.kinks) == len(model.weights) == len(model.sides) == 12
    assert not model.control("add").enabled
    model.drag("kink", 4, 1.234, 0.0)
    assert model.chosen == 4 and model.place == 1.234
    model.drag("kink", 4, 99.0, 0.0)
    assert model.place == 3.0
    model.drag("weight", 0, 3.0, 12.0)
    assert model.weights[0] == pytest.approx(2.0)
    for _ in range(20):
        model.remove()
    assert len(model.kinks) == 1 and model.chosen == 0
    with pytest.raises(Problem):
        model.drag("kink", 7, 0.0, 0.0)


def test_a_typed_target_is_used_and_a_bad_one_changes_nothing():
    model = HingeWorkbench()
    model.change({"formula": "x**2 / 3"})
    assert model.target == "own"
    np.testing.assert_allclose(model.wanted(np.array([3.0])), 3.0)
    for bad in ("import os", "sin(", "log(-1 - x**2)"):
        with pytest.raises(Problem):
            model.change({"formula": bad})
        assert model.formula == "x**2 / 3"


@pytest.mark.parametrize(
    ("text", "at", "value"),
    [("sin(x)", 1.0, np.sin(1)), ("-x**2", 3.0, -9), ("x > 0", 2.0, 1),
     ("max(x, 2*pi)", 0, 2 * np.pi), ("relu(-x) + 1e0", -2, 3),
     ("abs(x)/x", 0.0, np.nan), ("9**9**9", 1, np.nan), ("e", 5, np.e)],
)  # fmt: skip
def test_formulas_are_read_as_mathematics(text, at, value):
    assert parse(text)(np.array([at]))[0] == pytest.approx(value, nan_ok=True)


@pytest.mark.parametrize(
    "text",
    ["", "y", "x.real", "x[0]", "lambda: x", "sin(x, x)", "sin()", "open('f')", "'a'*9",
     "x if x else 1", "[x]", "x @ x", "x & 1", "1 < x < 2", "sin(x=1)", "__import__('os')",
     "(x := 1)", "f'{x}'", "x^2", "True", "1j", "x\0", "x" + "+x" * 60, "-" * 150 + "x",
     "x+" * 200],
)  # fmt: skip
def test_what_is_no_formula_is_refused_in_words(text):
    with pytest.raises(Problem) as caught:
        parse(text)
    assert len(str(caught.value)) < 400 and "Traceback" not in str(caught.value)


@settings(max_examples=200)
@given(st.text(alphabet="x0123456789.+-*/()<>, sincoexpabqrtlgml_'\"[]{}:=", max_size=40))
def test_any_text_is_a_formula_or_a_problem(text):
    try:
        values = parse(text)(np.linspace(-3, 3, 7))
    except Problem:
        return
    assert values.shape == (7,) and not np.isinf(values).any()


def test_depth_shows_what_theory_says():
    sigmoid = DepthExplorer(activation="sigmoid", scheme="xavier").measure()[1]
    assert sigmoid[0] < 1e-12
    signal = DepthExplorer(scheme="xavier", depth=50).measure()[0]
    assert -60 < np.log2(signal[-1] ** 2) < -42, "ReLU under Xavier halves the square a layer"
    signal, _ = DepthExplorer(scheme="he", depth=20).measure()
    assert 0.2 < signal[-1] < 5
    assert DepthExplorer(seed=1).summary() != DepthExplorer(seed=2).summary()


def test_the_pattern_map_counts_no_more_regions_than_lines_allow():
    model = PatternMap(width=5)
    regions = model.regions()
    assert len(regions) == len({tuple(row) for row in regions.on.tolist()}) <= 1 + 5 + 10
    assert f"{len(regions)} regions in view" in model.summary()
    polygons = model.scene().marks[0]
    assert np.count_nonzero(~np.isnan(polygons.tint)) == len(regions)
    assert len(polygons.palette) == 6


def test_the_pattern_map_keeps_one_structure_while_it_trains():
    model = PatternMap(width=6)
    before = {k: len(v) for k, v in model.scene().marks[0].numbers().items()}
    model.press("train")
    model.tick()
    assert before == {k: len(v) for k, v in model.scene().marks[0].numbers().items()}
    model.net.weights[0][:] = np.nan  # diverged: a picture all the same
    assert len(model.regions()) >= 1


def test_training_goes_in_steps_stops_and_starts_again():
    model = PatternMap(task="moons", width=8)
    first = model.summary()
    model.tick()
    assert model.steps == 0, "a tick without training does nothing"
    model.press("train")
    for _ in range(60):
        model.tick()
    assert model.running and model.steps == 600
    x, labels = model.data()
    assert np.mean(model.net.predict(x).argmax(1) == labels) > 0.9
    model.press("stop")
    trained = [W.copy() for W in model.net.weights]
    model.tick()
    assert all((a == b).all() for a, b in zip(trained, model.net.weights, strict=True))
    model.press("restart")
    assert model.summary() == first


def test_units_die_of_a_high_rate_and_are_revived_without_changing_the_net():
    lab = DeadUnitLab(log_rate=-0.25)
    lab.train()
    for _ in range(40):
        lab.tick()
    lab.stop()
    dead = int(lab.dead.sum())
    assert dead > 15 and f"{dead} of 32" in lab.summary()
    x, _ = lab.data()
    before = lab.net.predict(x)
    lab.press("revive")
    np.testing.assert_allclose(lab.net.predict(x), before, atol=1e-9)
    assert lab.dead.sum() < dead / 2


def test_a_net_of_dead_units_whose_bias_diverges_is_told_so_and_the_step_axis_grows():
    lab = DeadUnitLab(log_rate=0.18)
    assert lab.scene().axes[2].x == (0, 500)
    lab.train()
    for _ in range(60):
        lab.tick()
    assert lab.scene().axes[2].x == (0, 1000)
    assert "32 of 32 units dead" in lab.summary() and "the output's bias alone" in lab.summary()


def test_divergence_is_told_and_not_counted_as_death():
    lab = DeadUnitLab(activation="elu", log_rate=0.25)
    lab.train()
    while lab.running:
        lab.tick()
    assert "diverged" in lab.summary() and not lab.dead.any()
    encode([lab.scene()])
    assert not lab.control("train").enabled


def test_what_is_off_the_scale_is_marked_and_not_drawn_as_if_measured():
    model = DepthExplorer(activation="sigmoid", depth=50)
    marks = [mark for mark in model.scene().marks if mark.at == 1]
    line, off = marks[1].numbers()["y"], marks[3].numbers()["y"]
    gradient = np.log10(model.measure()[1])
    assert np.isnan(line[gradient < -12]).all() and not np.isnan(line[gradient > -12]).any()
    assert (off[gradient < -12] == -12).all() and np.isnan(off[gradient > -12]).all()
    assert marks[3].label == "off the scale"
