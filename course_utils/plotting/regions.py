"""The linear regions of a net in the plane, as the polygons they are."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection

from course_utils import style


def plot_regions(
    ax: Axes,
    regions: Any,
    *,
    level_line: np.ndarray | None = None,
    label: str = "decision line",
) -> None:
    """Draw linear regions as polygons: the stronger the tint, the more units are on.

    Parameters
    ----------
    ax : Axes
        Its two axes get the same scale.
    regions : PlaneRegions
        From `course_utils.networks.regions_in_plane`: its `polygons`, and which units are `on`.
    level_line : ndarray, shape (k, 2, 2), optional
        Straight segments drawn in black, from `PlaneRegions.level_line`.
    label : str
        Names them in the legend.

    Examples
    --------
    >>> import numpy as np
    >>> from course_utils.networks import MLP, regions_in_plane
    >>> from course_utils.plotting import figure, plot_regions
    >>> fig, ax = figure()
    >>> net = MLP.create((2, 6, 1), np.random.default_rng(0))
    >>> plot_regions(ax, regions_in_plane(net, (-1, 1), (-1, 1)))
    """
    tints = np.array(style.tints(regions.on.shape[1] + 1))
    ax.add_collection(
        PolyCollection(
            regions.polygons,
            facecolors=tints[regions.on.sum(axis=1)],
            edgecolors=style.color("hinge"),
            linewidths=0.5,
            zorder=1,
        )
    )
    if level_line is not None:
        line: dict[str, Any] = {
            "colors": "black",
            "linewidths": 2.2,
            "capstyle": "round",
            "zorder": 3,
        }
        ax.add_collection(LineCollection(list(level_line), label=label, **line))
    corners = np.concatenate(regions.polygons)
    ax.grid(visible=False)
    (left, low), (right, high) = corners.min(axis=0), corners.max(axis=0)
    ax.set(xlim=(left, right), ylim=(low, high), aspect="equal")
