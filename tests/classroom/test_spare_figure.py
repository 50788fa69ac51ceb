"""The figure that a fork finds made is the one that pyplot would have made."""

from __future__ import annotations

import inspect
import io

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.axes import Axes
from matplotlib.projections import projection_registry

from course_utils.classroom.sandbox import spare_figure

PLOTS = {
    "one plot": "fig, ax = plt.subplots(); ax.plot([1, 3, 2], label='a'); ax.legend()",
    "one by numbers": "fig, ax = plt.subplots(1, 1); ax.scatter([1, 3], [2, 2]); plt.xlabel('x')",
    "one without squeezing": "fig, ax = plt.subplots(squeeze=False); ax[0, 0].plot([1, 2])",
    "one named again": "fig, ax = plt.subplots(); plt.plot([3, 1]); plt.figure(1); plt.grid()",
    "one of a number": "fig, ax = plt.subplots(num=7); ax.plot([1, 2])",
    "one after a figure": "plt.figure(); fig, ax = plt.subplots(); ax.plot([1, 2])",
    "closed and again": "plt.subplots(); plt.close(); fig, ax = plt.subplots(); ax.plot([2, 2])",
    "a tight one": "fig, ax = plt.subplots(figsize=(3, 2)); ax.plot([1]); fig.tight_layout()",
    "a colour bar": "fig, ax = plt.subplots(); fig.colorbar(ax.imshow([[1, 2], [3, 4]]))",
    "axes shared": "fig, ax = plt.subplots(); ax.plot([1, 2]); ax.twinx().plot([5, 3], 'r')",
    "a size": "fig, ax = plt.subplots(figsize=(3, 5)); ax.bar([0, 1], [2, 5]); ax.set_xlabel('x')",
    "by pyplot alone": "plt.plot([1, 2]); plt.title('ReLU'); plt.grid(); fig = plt.gcf()",
    "a table of axes": "fig, axs = plt.subplots(2, 2, sharex=True); axs[1, 0].imshow([[1, 2]])",
    "one side by side": "fig = plt.figure(); fig.add_subplot(122); fig.add_subplot(121).plot([3])",
    "axes of a colour": "fig = plt.figure(); fig.add_subplot(facecolor='red')",
    "other axes": "fig, ax = plt.subplots(subplot_kw={'projection': 'polar'}); ax.plot([1, 2])",
    "a second figure": "plt.subplots(); fig, ax = plt.subplots(); ax.plot([2, 1])",
    "another resolution": "fig, ax = plt.subplots(dpi=50)",
    "a layout": "fig, ax = plt.subplots(layout='constrained'); ax.set_ylabel('y')",
    "a setting": "plt.rcParams['axes.facecolor'] = 'yellow'; fig, ax = plt.subplots()",
    "a setting in between": (
        "fig = plt.figure(); plt.rcParams['axes.grid'] = True; fig.subplots().plot([1, 2])"
    ),
    "a style": "with plt.style.context('ggplot'): fig, ax = plt.subplots(); ax.plot([1, 2])",
    "margins": "fig = plt.figure(); fig.subplots_adjust(left=0.4); fig.add_subplot().plot([1])",
    "a backend chosen": "plt.switch_backend('agg'); fig, ax = plt.subplots(); ax.plot([1, 2])",
    "cleared": "fig, ax = plt.subplots(); fig.clear(); fig.subplots(1, 2)",
}


@pytest.fixture
def without(monkeypatch):
    """Run each test with no figure open, and leave pyplot as it was."""
    for name in ("new_figure_manager", "subplots"):
        monkeypatch.setattr(plt, name, getattr(plt, name))
    plt.close("all")
    with mpl.rc_context({"backend": "agg"}):
        yield
    plt.close("all")
    projection_registry.register(Axes)


def drawn(code: str) -> tuple[bytes, list[int], list[str]]:
    """Run code that makes `fig`; return its picture, the numbers of figures, the types of axes."""
    scope = {"plt": plt}
    with mpl.rc_context():
        exec(code, scope)
        picture = io.BytesIO()
        scope["fig"].savefig(picture, format="png", dpi=40)
    numbers = plt.get_fignums()
    plt.close("all")
    return picture.getvalue(), numbers, [type(axes).__name__ for axes in scope["fig"].axes]


@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_is_the_same(without, name):
    expected = drawn(PLOTS[name])
    spare_figure.prepare()
    assert drawn(PLOTS[name]) == expected
    assert drawn(PLOTS[name]) == expected  # now that it is gone


def test_each_is_given_once_and_only_where_it_fits(without):
    spare = spare_figure.prepare()
    (whole, its_axes), parts, axes = spare.whole, spare.figure, spare.axes
    assert plt.get_fignums() == [], "nothing is open"
    assert plt.figure(facecolor="red") not in (whole, parts)
    assert plt.subplots()[0] is parts, "the whole figure is number 1, which is open"
    assert parts.axes == [axes]
    plt.close("all")
    assert plt.subplots() == (whole, its_axes)
    assert plt.gca() is its_axes
    assert plt.subplots()[0] not in (whole, parts)


def test_what_a_whole_figure_is_asked_for_is_what_pyplot_names(without):
    asked = plt.subplots
    spare_figure.prepare()
    assert inspect.signature(plt.subplots) == inspect.signature(asked)
    with pytest.raises(AttributeError, match="unexpected keyword"):
        plt.subplots(rows=2)
