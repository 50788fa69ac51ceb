"""Drawing: what stands on the Axes is what was computed, in the look it has everywhere."""

import re

import matplotlib
import numpy as np
import pytest

from course_utils import experiments, plotting, style
from course_utils.activations import ACTIVATIONS
from course_utils.networks import MLP, regions_in_plane
from course_utils.plotting import FigureError, shares


@pytest.fixture(autouse=True)
def own_settings():
    with matplotlib.rc_context():
        yield


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("derivative", [False, True])
def test_activation_is_drawn_as_computed_in_its_look(name, derivative):
    _, ax = plotting.figure()
    plotting.plot_activation(ax, ACTIVATIONS[name], (-5, 7), derivative=derivative)
    drawn = ax.lines[-1]
    x, y = drawn.get_data()
    f = ACTIVATIONS[name].df if derivative else ACTIVATIONS[name].f
    kept = np.isfinite(y)
    np.testing.assert_allclose(y[kept], f(x[kept]), rtol=0, atol=0)
    assert (x[0], x[-1]) == (-5, 7) and np.all(np.diff(x) >= 0)
    assert drawn.get_color() == style.color(name)
    assert drawn.get_label() == ACTIVATIONS[name].title


@pytest.mark.parametrize(
    ("f", "jumps"),
    [
        (lambda x: (x > 0) * 1.0, [0.0]),
        (lambda x: np.where(x > 1 / 3, 5.0, x), [1 / 3]),
        (lambda x: np.floor(x), [-3, -2, -1, 0, 1, 2, 3]),
        (lambda x: np.tanh(500 * x), []),  # steep, and yet continuous
        (lambda x: np.maximum(x, 0), []),
        (lambda x: np.where(x > 0, x, np.nan), []),
        (lambda x: 0 * x, []),
    ],
)
def test_jumps_and_nothing_else_become_gaps(f, jumps):
    _, ax = plotting.figure()
    plotting.plot_function(ax, f, (-3.5, 3.5))
    x, y = ax.lines[-1].get_data()
    gaps = x[np.isnan(y) & np.isfinite(f(x))]
    np.testing.assert_allclose(gaps, jumps, atol=1e-9)


def test_function_that_returns_one_number_is_told_so():
    _, ax = plotting.figure()
    with pytest.raises(FigureError, match=r"expected 601 values.*got shape \(\).*np\.maximum"):
        plotting.plot_function(ax, lambda x: np.max(np.maximum(x, 0)))
    with pytest.raises(FigureError, match="got 'swish'"):
        plotting.plot_activation(ax, "swish")


def test_bars_show_mean_deviation_and_every_seed():
    _, ax = plotting.figure()
    values = {"relu": [1.0, 2.0, 6.0], "my net": [4.0, 4.0, 4.0]}
    plotting.plot_bars_with_spread(ax, values, roles={"my net": "fit"})
    assert [patch.get_height() for patch in ax.patches] == [3.0, 4.0]
    assert ax.patches[1].get_edgecolor() == matplotlib.colors.to_rgba(style.color("fit"))
    low, high = ax.containers[1].lines[2][0].get_segments()[0][:, 1]
    np.testing.assert_allclose([low, high], 3 + np.array([-1, 1]) * np.sqrt(7))
    dots = [line.get_ydata().tolist() for line in ax.lines if line.get_marker() == "o"]
    assert dots == list(values.values())
    assert ax.get_legend_handles_labels()[1] == ["one seed", "mean ± standard deviation (3 seeds)"]
    _, ax = plotting.figure()
    plotting.plot_bars_with_spread(ax, values, horizontal=True, from_zero=False)
    assert not ax.patches
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["ReLU", "my net"]


def test_values_that_cannot_be_drawn_are_counted():
    _, ax = plotting.figure()
    with pytest.raises(FigureError, match=r"'relu' cannot.*got 2 of 3 values"):
        plotting.plot_bars_with_spread(ax, {"relu": [1.0, np.nan, np.inf]})
    with pytest.raises(FigureError, match="got no value"):
        plotting.plot_histogram(ax, [])


def test_lines_show_median_and_range():
    _, ax = plotting.figure()
    plotting.plot_lines_with_spread(ax, [1, 2], [[0, 1], [1, 10], [5, 1000]], role="tanh")
    assert ax.lines[0].get_ydata().tolist() == [1, 10]
    band = ax.collections[0].get_paths()[0].vertices
    assert {tuple(p) for p in band} == {(1, 0), (1, 5), (2, 1), (2, 1000)}
    with pytest.raises(FigureError, match=r"expected shape \(seeds, 3\).*got \(1, 2\)"):
        plotting.plot_lines_with_spread(ax, [1, 2, 3], [[1, 2]])


def test_every_run_is_drawn_and_named_once():
    _, ax = plotting.figure()
    runs = [[3, 1, 0], [3, 2, 2]]
    plotting.plot_runs(ax, [1, 2, 4], runs, role="dead", label="after", steps=True)
    assert [line.get_ydata().tolist() for line in ax.lines] == runs
    assert {(line.get_linestyle(), line.get_drawstyle()) for line in ax.lines} == {
        ("-", "steps-post")
    }
    assert ax.get_legend_handles_labels()[1] == ["after"]
    plotting.plot_runs(ax, [1, 2], [0, 1], role="dead")
    assert ax.lines[-1].get_linestyle() != "-"  # the dash of its role
    with pytest.raises(FigureError, match=r"expected shape \(runs, 2\).*got \(1, 3\)"):
        plotting.plot_runs(ax, [1, 2], [1, 2, 3])


def test_intervals_reach_from_low_to_high():
    _, ax = plotting.figure()
    plotting.plot_intervals(ax, [2, 8], [0.2, 0.9], [0.1, 0.85], [0.4, 0.95])
    reach = ax.containers[0].lines[2][0].get_segments()
    np.testing.assert_allclose([s[:, 1] for s in reach], [[0.1, 0.4], [0.85, 0.95]])
    with pytest.raises(FigureError, match="got 1 of 2 outside"):
        plotting.plot_intervals(ax, [2, 8], [0.2, 0.9], [0.1, 0.95], [0.4, 0.85])


@pytest.mark.parametrize("horizontal", [False, True])
def test_shares_stand_upon_each_other_and_are_told_apart_without_colour(horizontal):
    _, ax = plotting.figure()
    shares = {"never on": [0.2, 0.5], "switches": [0.5, 0.0], "never off": [0.3, 0.5]}
    roles = ["dead", "alive", "stuck_on"]
    plotting.plot_shares(ax, [1, 2], shares, roles=roles, horizontal=horizontal)
    end = [p.get_x() + p.get_width() if horizontal else p.get_y() + p.get_height()
           for p in ax.patches]  # fmt: skip
    assert end == pytest.approx([0.2, 0.5, 0.7, 0.5, 1.0, 1.0])
    assert len({p.get_hatch() for p in ax.patches}) == 3
    assert ax.get_legend_handles_labels()[1] == list(shares)
    with pytest.raises(FigureError, match=r"got sums up to 1\.2"):
        plotting.plot_shares(ax, [1], {"a": [0.7], "b": [0.5]}, roles=["dead", "alive"])


def test_verdicts_are_one_bar_a_claim_of_whole_settings(monkeypatch):
    told = []
    monkeypatch.setattr(shares, "show", lambda fig, alt: told.append((fig, alt)))
    verdicts = experiments.verdicts("learning_costs_same_start", "bend_pays", "which_bend")
    plotting.show_verdicts(verdicts)
    ((fig, alt),) = told
    (ax,) = fig.axes
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert names == [
        "which_bend  15 of 15",
        "bend_pays  10 of 12",
        "learning_costs_same_start  0 of 12",
    ]
    holds, unclear, reverse = np.reshape([p.get_width() for p in ax.patches], (3, 3))
    np.testing.assert_allclose(holds, [1, 10 / 12, 0])
    np.testing.assert_allclose(reverse, [0, 1 / 12, 7 / 12])
    np.testing.assert_allclose(holds + unclear + reverse, 1)
    assert "1 hold: which_bend. 1 do not hold: learning_costs_same_start. 1 depend on" in alt
    assert len(experiments.verdicts().curves) == len(experiments.curves.claims())


def test_classes_have_their_looks_and_their_names():
    _, ax = plotting.figure()
    points, labels = [(0, 0), (0, 1), (1, 1)], [0, 1, 0]
    plotting.plot_classes(ax, points, labels, classes=("out", "in"), names=["a", "", "c"])
    drawn = {line.get_label(): line.get_xydata().tolist() for line in ax.lines}
    assert drawn == {"out": [[0, 0], [1, 1]], "in": [[0, 1]]}
    assert [line.get_color() for line in ax.lines] == [
        style.color("negative"),
        style.color("positive"),
    ]
    assert [(t.get_text(), t.xy) for t in ax.texts] == [("a", (0, 0)), ("c", (1, 1))]
    with pytest.raises(FigureError, match="expected 3 names, or none, got 1 names"):
        plotting.plot_classes(ax, points, labels, names=["a"])


def test_moves_lead_from_one_panel_to_one_place_of_another():
    fig, (left, right) = plotting.figure(cols=2)
    plotting.draw_moves(left, [(0, 1), (1, 0)], right, (1, 0.5))
    fig.draw_without_rendering()
    starts = [t.get_position() for t in right.texts]
    assert starts == [(0, 1), (1, 0)] and {t.xy for t in right.texts} == {(1, 0.5)}
    assert all(t.anncoords == left.transData for t in right.texts)


def test_regions_are_drawn_as_their_polygons():
    _, ax = plotting.figure()
    net = MLP([np.eye(2), np.ones((2, 1))], [np.zeros((1, 2)), np.zeros((1, 1))])
    regions = regions_in_plane(net, (-1, 1), (-2, 1))
    plotting.plot_regions(ax, regions, level_line=regions.level_line([1.0], 0.5))
    polygons, line = ax.collections
    assert len(polygons.get_paths()) == 4  # the quadrants
    tints = {tuple(c) for c in polygons.get_facecolor()}
    assert len(tints) == 3  # none, one or two units on
    assert len(line.get_segments()) == 3
    assert ax.get_xlim() == (-1, 1) and ax.get_ylim() == (-2, 1) and ax.get_aspect() == 1


def test_field_lies_the_right_way_up():
    _, ax = plotting.figure()
    plotting.plot_field(ax, lambda p: p[:, 1] - 0.25 * p[:, 0], (0, 4), (-1, 1), label="v")
    picture = ax.images[0]
    assert picture.origin == "lower" and picture.get_extent() == [0, 4, -1, 1]
    values = picture.get_array()
    assert values[-1, 0] > 0 > values[0, -1]
    assert picture.norm.vmin == -picture.norm.vmax
    with pytest.raises(FigureError, match=r"got \(90000, 2\)"):
        plotting.plot_field(ax, lambda p: p, (0, 1), (0, 1), label="v")


def test_tiles_are_one_picture_an_image():
    _, ax = plotting.figure()
    plotting.plot_tiles(ax, np.arange(7 * 64).reshape(7, 8, 8), columns=3, labels="abcdefg")
    assert len(ax.images) == 7 and [t.get_text() for t in ax.texts] == list("abcdefg")
    with pytest.raises(FigureError, match=r"shape \(8, 8\)"):
        plotting.plot_tiles(ax, np.zeros((8, 8)))


def inside(ax):
    """Whether the legend lies within the frame of its Axes."""
    ax.figure.draw_without_rendering()
    box, frame = ax.get_legend().get_window_extent(), ax.get_window_extent()
    return frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0


def test_legend_goes_where_nothing_lies():
    _, ax = plotting.figure()
    plotting.plot_activation(ax, "relu")
    plotting.legend(ax)
    assert inside(ax) and ax.get_legend()._loc == 2  # upper left: ReLU is flat there
    _, ax = plotting.figure()
    x = np.linspace(0, 60, 2000)
    ax.plot(x, np.sin(x), label="fills the frame")
    plotting.legend(ax)
    assert not inside(ax)
    with pytest.raises(FigureError, match="legend would be empty"):
        plotting.legend(plotting.figure()[1])


@pytest.mark.parametrize("legend_first", [False, True])
def test_wide_legend_goes_below_and_stays_in_the_figure(legend_first):
    fig, ax = plotting.figure()
    x = np.linspace(0, 60, 2000)
    ax.plot(x, np.sin(x), label="a long name that needs more than a third of the frame")
    if legend_first:
        plotting.legend(ax)
    plotting.label_axes(ax, title="Waves", xlabel="x", ylabel="y")
    if not legend_first:
        plotting.legend(ax)
    fig.draw_without_rendering()
    box = ax.get_legend().get_window_extent()
    label = ax.xaxis.label.get_window_extent()
    assert box.y0 >= 0 and box.y1 <= label.y0 + 1
    assert box.x0 >= 0 and box.x1 <= fig.bbox.width


@pytest.mark.parametrize("large", [False, True], ids=["usual type", "large type"])
@pytest.mark.parametrize("place", ["upper left", "upper right", "center", "lower right"])
def test_a_figure_is_shown_with_no_legend_over_its_data(tmp_path, large, place):
    fig, ax = plotting.figure(large=large)
    for name in ("relu", "elu", "gelu", "softplus", "tanh"):
        plotting.plot_activation(ax, name)
    plotting.label_axes(ax, title="Five", xlabel="x", ylabel="y")
    ax.legend(loc=place)
    plotting.save_png(fig, tmp_path / "five.png")
    fig.draw_without_rendering()
    box = ax.get_legend().get_window_extent()
    curves = [line for line in ax.lines if not line.get_label().startswith("_")]  # no zero lines
    assert len(curves) >= 5
    for line in curves:
        path = line.get_transform().transform_path(line.get_path())
        outside = not ax.bbox.overlaps(box)
        assert outside or not path.intersects_bbox(box, filled=False), line.get_label()


def test_shade_stops_at_the_frame_and_keeps_it():
    _, ax = plotting.figure()
    plotting.plot_activation(ax, "relu")
    plotting.shade(ax, -np.inf, 0, label="off")
    assert ax.get_xlim() == (-4, 4)
    assert (ax.patches[0].get_x(), ax.patches[0].get_width()) == (-4, 4)
    plotting.shade(ax, 1, np.inf, horizontal=True, label="high")
    assert [text.get_text() for text in ax.texts] == ["off", "high"]


def test_marks_and_labels_go_together():
    _, ax = plotting.figure()
    plotting.plot_activation(ax, "relu")
    plotting.mark_points(ax, [0.0], [0.0], labels=["kink"])
    assert ax.texts[0].get_text() == "kink" and ax.texts[0].xy == (0, 0)
    with pytest.raises(FigureError, match="2 x, 1 y, 0 labels"):
        plotting.mark_points(ax, [0, 1], [0])


def test_everything_public_is_documented():
    for name in plotting.__all__:
        assert re.search(r"Examples\n\s+-+\n", getattr(plotting, name).__doc__), name


def test_names_stand_beside_their_lines_and_apart():
    fig, ax = plotting.figure()
    x = np.linspace(0, 1, 5)
    for name, height in {"low": 0.0, "nearly low": 0.001, "high": 1.0}.items():
        ax.plot(x, height + 0 * x, label=name)
    ax.plot(x, 9 + 0 * x, label="out of view")
    ax.set(xlim=(0, 1), ylim=(-0.5, 1.5))
    plotting.name_lines(ax)
    fig.draw_without_rendering()
    assert [t.get_text() for t in ax.texts] == ["low", "nearly low", "high"]
    boxes = [t.get_window_extent() for t in ax.texts]
    assert boxes[0].y1 <= boxes[1].y0 + 1 and boxes[1].y1 < boxes[2].y0
    assert all(box.x0 > ax.get_window_extent().x1 for box in boxes)
    _, ax = plotting.figure()
    ax.plot([10, 20], [300, 400], label="limits not asked for yet")
    plotting.name_lines(ax)
    assert ax.texts[0].xy == pytest.approx((20, 400))
    with pytest.raises(FigureError, match="no line to name"):
        plotting.name_lines(plotting.figure()[1])


def test_pieces_have_a_dot_at_each_kink_and_nowhere_else():
    _, ax = plotting.figure()
    plotting.plot_pieces(ax, [0, 1, 2, 3, 4], [0, 1, 2, 1, 1])
    line, dots = ax.lines
    assert line.get_linestyle() == "-" and dots.get_xdata().tolist() == [2, 3]
    x = np.linspace(-2, 2, 41)
    hinges = np.array([np.maximum(x + 1, 0), -np.maximum(x - 0.5, 0)])
    plotting.plot_hinges(ax, x, hinges, total=hinges.sum(axis=0))
    assert ax.lines[-1].get_xdata() == pytest.approx([-1, 0.5])


def test_a_strip_folded_has_twice_the_layers_each_time():
    _, ax = plotting.figure()
    plotting.draw_folded_strip(ax, 3)
    (path,) = ax.collections
    heights = np.array([p[0] for p in path.get_segments()])[:, 1]
    assert set(np.round(heights[heights == np.round(heights)])) == set(range(8))
    with pytest.raises(FigureError, match="folds of 0 or more"):
        plotting.draw_folded_strip(ax, -1)


def test_gates_let_a_gradient_through_where_the_unit_was_on():
    _, ax = plotting.figure()
    plotting.draw_gates(ax, [2.0, -1.0], [0.5, -0.25])
    words = [t.get_text() for t in ax.texts]
    assert words.count("+0.5") == 2 and words.count("-0.25") == 1 and words.count("0") == 1
    with pytest.raises(FigureError, match="as many gradients as sums"):
        plotting.draw_gates(ax, [1.0], [])


def test_a_flow_has_its_boxes_and_its_words_and_refuses_an_arrow_to_nowhere():
    _, ax = plotting.figure()
    boxes = {"h": (0.2, 0.2), "sum": (0.8, 0.2)}
    plotting.plot_flow(ax, boxes, [("h", "sum", "shortcut")], marked=["h"])
    placed = {text.get_text(): text.get_position() for text in ax.texts if text.get_text()}
    assert placed == boxes | {"shortcut": (0.5, 0.2)}
    frames = {t.get_text(): t.get_bbox_patch().get_edgecolor() for t in ax.texts if t.get_text()}
    assert matplotlib.colors.to_hex(frames["h"]) == style.color("derivative").lower()
    assert frames["h"] != frames["sum"]
    with pytest.raises(FigureError, match="leads to no box"):
        plotting.plot_flow(ax, boxes, [("h", "nowhere")])
