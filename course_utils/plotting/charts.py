"""Draw what an experiment's ``chart()`` describes: lines over numbers, or points over names."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from course_utils import style
from course_utils.activations import ACTIVATIONS
from course_utils.experiments import Chart, Series

INKS = ("function", "derivative", "fit", "highlight", "dead", "target")
DASHES = ("-", "--", "-.", ":")
MARKERS = "osv^DPX*<>hd"


def plot_chart(ax: Axes, chart: Chart) -> None:
    """Draw a chart: every series with its interval, scales, title and labels.

    Parameters
    ----------
    ax : Axes
    chart : course_utils.experiments.Chart
        A series over names is drawn as points beside each other, one over numbers as a line.

    Examples
    --------
    >>> from course_utils import experiments
    >>> from course_utils.plotting import figure, plot_chart
    >>> fig, ax = figure()
    >>> result = experiments.run("minima")
    minima: points 600001, draws 100000, generator seed 0
    >>> plot_chart(ax, result.chart())
    >>> ax.get_title(loc="left"), [line.get_label() for line in ax.get_lines()]
    ('The minima of GELU, SiLU and Mish', ['GELU', 'SiLU (Swish)', 'Mish'])
    """
    names = _groups(chart)
    for place, series in enumerate(chart.series):
        if names:
            _plot_points(ax, series, names, place, len(chart.series))
        else:
            _plot_line(ax, series, place)
    if names:
        shown = [ACTIVATIONS[n].title if n in ACTIVATIONS else str(n) for n in names]
        slanted = sum(map(len, shown)) > 60
        ax.set_xticks(range(len(names)), shown, rotation=30 if slanted else 0,
                      ha="right" if slanted else "center")  # fmt: skip
        ax.grid(visible=False, axis="x")
    else:
        ax.set_xscale(chart.xscale)
    ax.set_yscale(chart.yscale)
    ax.set_title(chart.title)
    ax.set_xlabel(chart.xlabel)
    ax.set_ylabel(chart.ylabel)
    if len(chart.series) > 4:  # too many to find a free corner
        ax.legend(fontsize="small", loc="upper left", bbox_to_anchor=(1.01, 1))
    elif len(chart.series) > 1:
        ax.legend(fontsize="small")


def describe_chart(chart: Chart) -> str:
    """Return a chart in words: what each series starts and ends with.

    Examples
    --------
    >>> line = Series("sine", np.array([1, 2, 4]), np.array([1.0, 0.25, 0.06]))
    >>> describe_chart(Chart("Error", "hinges", "largest error", (line,)))
    'Error. largest error against hinges. sine: from 1 at 1 to 0.06 at 4.'
    """
    parts = [f"{chart.title}. {chart.ylabel} against {chart.xlabel}."]
    for series in chart.series:
        x = [v if isinstance(v, str) else f"{v:.3g}" for v in series.x]
        y = [f"{v:.3g}" for v in series.y]
        parts.append(f"{series.name}: from {y[0]} at {x[0]} to {y[-1]} at {x[-1]}.")
    return " ".join(parts)


def _groups(chart: Chart) -> list[str]:
    """Every name on the x axis, in the order of first appearance; none if x holds numbers."""
    if not isinstance(chart.series[0].x, tuple):
        return []
    return list(dict.fromkeys(name for series in chart.series for name in series.x))


def _title(series: Series) -> str:
    return ACTIVATIONS[series.name].title if series.name in ACTIVATIONS else series.name


def _look(series: Series, place: int) -> dict[str, Any]:
    if series.name in style.ACTIVATION:
        return {**style.line(series.name), "marker": style.look(series.name)["marker"]}
    ink = style.color(INKS[place % len(INKS)])
    # Series of one ink differ in dash and in marker.
    dash = DASHES[(place + place // len(INKS)) % len(DASHES)]
    return {"color": ink, "linestyle": dash, "marker": MARKERS[place % len(MARKERS)]}


def _plot_line(ax: Axes, series: Series, place: int) -> None:
    look = _look(series, place)
    x, y = np.asarray(series.x), np.asarray(series.y)
    if x.size > 25:
        look.pop("marker")
    ax.plot(x, y, label=_title(series), zorder=3, **look)
    if series.low is not None:
        ax.fill_between(x, series.low, series.high, color=look["color"], alpha=0.15, linewidth=0)


def _plot_points(ax: Axes, series: Series, names: list[str], place: int, count: int) -> None:
    look = _look(series, place) | {"linestyle": "none"}
    x = np.array([names.index(n) for n in series.x]) + 0.6 * ((place + 0.5) / count - 0.5)
    y = np.asarray(series.y)
    spread = None
    if series.low is not None:
        spread = np.clip([y - series.low, series.high - y], 0, None)
    ax.errorbar(x, y, yerr=spread, label=_title(series), capsize=3, zorder=3, **look)
