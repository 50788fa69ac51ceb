"""The layer under the live figures: encoding, static twin, the page, what crosses the wire."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import numpy as np
import pytest

from course_utils import widgets
from course_utils.widgets import assets, export_html, static_figure
from course_utils.widgets.encode import encode
from course_utils.widgets.live import WIDGET_MIME, LiveFigure
from course_utils.widgets.look import MARKERS
from course_utils.widgets.model import Problem
from course_utils.widgets.scene import Axes, Bars, Image, Label, Line, Points, Polygons, Scene
from course_utils.widgets.twin import draw_scene

FIGURES = ["curve_explorer", "one_neuron", "hinge_workbench", "depth_explorer", "pattern_map",
           "dead_unit_lab"]  # fmt: skip
AXES = (Axes("t", (0, 1), (0, 1)),)


def scene(y, summary="s", **extra):
    return Scene(AXES, (Line(0, x=(0, 1), y=y), Label(0, x=0, y=0, text=summary)), summary, **extra)


def test_numbers_that_stay_are_sent_once_and_those_that_move_every_frame():
    frames = encode([scene((0, k)) for k in range(5)])
    moves = frames.structure["places"][0]
    assert moves["x"][0] == 0 and moves["y"][0] == 1
    moving = np.frombuffer(frames.moving, np.float32).reshape(5, -1)
    np.testing.assert_array_equal(moving, [[0, k] for k in range(5)])


def test_frames_of_another_structure_are_refused():
    with pytest.raises(ValueError, match="frame 1"):
        encode([scene((0, 1)), scene((0, 1), height=0.9)])
    with pytest.raises(ValueError, match="frame 1"):
        encode([scene((0, 1)), Scene(AXES, (Line(0, x=(0,), y=(1,)), Label(0)), "s")])
    with pytest.raises(ValueError, match="got 1"):
        Scene(AXES, (Line(1, x=(0,), y=(1,)),), "s")
    with pytest.raises(ValueError, match="lower first"):
        Axes("t", (1, 0), (0, 1))


def test_nan_is_equal_to_itself_between_frames():
    frames = encode([scene((np.nan, 1)), scene((np.nan, 1))])
    assert frames.moving == b"" and frames.structure["stride"] == 0


def test_every_kind_of_mark_is_drawn_by_the_twin_with_the_looks_of_the_style():
    marks = (
        Line(0, "derivative", "a", x=(0, 1), y=(0, 1)),
        Points(0, "dead", "b", x=(0.5,), y=(0.5,), chosen=0),
        Bars(0, "alive", "c", x=(0.2,), height=(0.4,), width=0.1),
        Image(0, index=np.eye(3), palette=("#FF0000", "#00FF00"), extent=(0, 1, 0, 1)),
        Polygons(0, "hinge", x=(0, 1, 0, np.nan, np.nan), y=(0, 0, 1, np.nan, np.nan),
                 tint=(1, np.nan), palette=("#FF0000", "#00FF00")),
        Label(0, x=0.5, y=0.5, text="here"),
    )  # fmt: skip
    figure = draw_scene(Scene(AXES, marks, "s"))
    panel = figure.axes[0]
    from course_utils import style

    assert panel.lines[0].get_color() == style.color("derivative")
    assert panel.lines[1].get_marker() == style.look("dead")["marker"]
    assert panel.patches[0].get_height() == pytest.approx(0.4)
    assert panel.images[0].get_array().shape == (3, 3)
    triangle = panel.collections[0]
    assert triangle.get_facecolor().tolist() == [[0, 1, 0, 1]]
    assert len(triangle.get_paths()) == 1
    assert [t.get_text() for t in panel.texts] == ["here"]
    assert [t.get_text() for t in figure.legends[0].get_texts()] == ["a", "b", "c"]


def test_the_view_knows_every_marker_and_dash_of_the_style():
    from course_utils.style import ACTIVATION, ROLE

    for name, look in {**ROLE, **ACTIVATION}.items():
        assert look["marker"] in MARKERS, f"{name}: the page cannot draw {look['marker']!r}"
        assert re.fullmatch("#[0-9A-Fa-f]{6}", look["dark"])


@pytest.mark.parametrize("name", FIGURES)
def test_a_saved_output_carries_the_twin_the_summary_and_the_view(name):
    figure = getattr(widgets, name)()
    data, _ = figure._repr_mimebundle_()
    summary = figure.model.summary()
    assert summary in data["text/plain"]
    assert data["text/html"].startswith('<img class="relu-twin"')
    state = re.search(r"data-figure='([^']*)'", data["text/html"])
    assert bool(state) == bool(figure.model.ahead), "told where a page can make it without a kernel"
    if state:
        told = json.loads(state[1])
        assert getattr(widgets, told["name"])(**told["values"]).summary() == summary
    assert "data:image/png;base64," in data["text/html"]
    assert data[WIDGET_MIME]["model_id"] == figure.model_id
    assert static_figure(figure.model).axes
    figure.close()


class Wire:
    """Stands for the page: hears what a figure sends, and speaks as the view does."""

    def __init__(self, figure):
        self.figure, self.heard = figure, []
        figure.send = lambda content, buffers=None: self.heard.append((content, buffers))

    def say(self, **content):
        self.figure._heard(self.figure, {"view": "v", "asked": 1, **content}, [])
        return self.heard[-1][0]


def test_each_request_has_exactly_one_answer():
    wire = Wire(widgets.hinge_workbench())
    requests = [
        {"type": "hello"}, {"type": "change", "values": {"weight": 2.0}},
        {"type": "change", "values": {"weight": 1.5}, "quiet": True},
        {"type": "change", "values": {"weight": 99}}, {"type": "press", "name": "fit"},
        {"type": "drag", "name": "kink", "index": 1, "x": 0.5, "y": 0.0},
        {"type": "want", "name": "weight"}, {"type": "tick"},
    ]  # fmt: skip
    kinds = ["frame", "frame", "done", "problem", "frame", "frame", "ahead", "frame"]
    for k, (request, kind) in enumerate(zip(requests, kinds, strict=True)):
        assert wire.say(**request)["type"] == kind
        assert len(wire.heard) == k + 1
        json.dumps(wire.heard[-1][0])


def test_the_structure_is_sent_when_it_changes_and_to_who_is_new():
    wire = Wire(widgets.hinge_workbench())
    assert "structure" in wire.say(type="hello")
    assert "structure" not in wire.say(type="change", values={"weight": 2.0})
    assert "structure" in wire.say(type="press", name="add")


def test_only_what_changed_is_sent_and_all_to_who_is_new():
    figure = widgets.curve_explorer(["relu", "gelu"])
    wire = Wire(figure)
    first = wire.say(type="hello")
    assert "spans" not in first
    whole = np.frombuffer(wire.heard[-1][1][0], np.float32).copy()
    for x0 in (0.5, -1.5):
        told = wire.say(type="change", values={"x0": x0})
        assert told["number"] == first["number"] + 1
        first, sent, start = told, np.frombuffer(wire.heard[-1][1][0], np.float32), 0
        for at, count in told["spans"]:
            whole[at : at + count] = sent[start : start + count]
            start += count
        assert start == len(sent) < len(whole) / 10
        now = np.frombuffer(encode([figure.model.scene()]).moving, np.float32)
        np.testing.assert_array_equal(whole, now)
    assert "spans" not in wire.say(type="hello")


def test_python_moves_the_figure_and_a_closed_figure_lets_go():
    figure = widgets.one_neuron()
    wire = Wire(figure)
    figure.model.w = 2.0
    assert wire.heard[-1][0]["type"] == "frame"
    figure.close()
    figure.model.w = 1.0
    assert len(wire.heard) == 1


def test_a_message_from_a_page_cannot_reach_other_methods():
    wire = Wire(widgets.hinge_workbench())
    for name in ("__init__", "scene", "drag", "formula", "nothing"):
        assert wire.say(type="press", name=name)["type"] == "problem"


def test_the_exported_page_needs_nothing_from_anywhere(tmp_path):
    page = export_html(widgets.CurveExplorer(), tmp_path / "p.html").read_text("utf-8")
    assert not re.findall(r"""(?:src|href)\s*=\s*["'](?!data:)""", page)
    # A namespace is a name, not an address that is fetched.
    assert not re.findall(r"https?://(?!www\.w3\.org/)", page)
    assert page.count("<script") == 2 and "<noscript><img class=" in page
    assert '<html lang="en">' in page and "<h1>Curve explorer</h1>" in page
    with pytest.raises(ValueError, match="slider whose frames"):
        export_html(widgets.PatternMap(), tmp_path / "q.html")


def test_the_heading_and_state_cannot_break_out_of_the_page(tmp_path):
    class Bad(widgets.OneNeuron):
        heading = "</script><script>alert(1)</script>"

    page = export_html(Bad(), tmp_path / "p.html").read_text("utf-8")
    assert "<script>alert" not in page


def test_the_view_is_plain_source_of_readable_size():
    for part in assets.PARTS:
        text = assets._read(part)
        assert text.count("\n") < 320, part
        assert "import " not in re.sub(r"//.*", "", text) and "fetch(" not in text
        assert "eval(" not in text and "innerHTML" not in text


def test_problems_are_value_errors_for_those_who_call_from_python():
    with pytest.raises(ValueError, match="from -3 to 3"):
        widgets.one_neuron(w=9)
    assert issubclass(Problem, ValueError)
    with pytest.raises(ValueError, match="1 to 12, got 0"):
        widgets.hinge_workbench(hinges=0)


def test_a_model_is_imported_without_the_widget_library_or_torch():
    code = (
        "import sys; from course_utils.widgets import CurveExplorer, PatternMap; "
        "PatternMap().scene(); bad = {'anywidget', 'torch', 'matplotlib'} & set(sys.modules); "
        "sys.exit(str(bad) if bad else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_live_figure_is_an_any_widget_with_the_parts_in_order():
    assert LiveFigure._esm.rstrip().endswith("export default { render };")
    classes = ("Canvas", "Controls", "Pointer", "Figure")
    order = [LiveFigure._esm.index(f"class {name}") for name in classes]
    assert order == sorted(order)
