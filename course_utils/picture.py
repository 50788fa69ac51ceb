"""The picture at the top of the README, drawn by the course's own code.

``python -m course_utils.picture notebooks/images/relu.png``
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np

from . import plotting
from .activations import relu


def draw() -> Any:
    """Return the figure: ReLU on the left, its slope and the choice at 0 on the right."""
    fig, (left, right) = plotting.figure(cols=2, size=(9, 3.1))
    plotting.plot_function(left, relu, (-3, 3), role="function")
    points = np.array([-2.0, -0.7, 0.0, 1.2, 2.5])
    plotting.plot_points(left, points, relu(points))
    left.text(-2.8, 0.25, "off: every x ≤ 0 gives 0")
    left.text(-0.9, 2.3, "on: x > 0 passes", ha="left")
    plotting.label_axes(
        left, title="ReLU", xlabel="x", ylabel="relu(x)", xlim=(-3, 3), ylim=(-0.3, 3.1)
    )

    for lo, hi, level in ((-3.0, -0.001, 0.0), (0.001, 3.0, 1.0)):
        plotting.plot_function(
            right, lambda x, c=level: np.full_like(x, c), (lo, hi), role="derivative"
        )
    right.plot([0, 0], [0, 1], linestyle=":", color="0.3", linewidth=2)
    right.text(0.15, 0.45, "at 0: any slope\nfrom 0 to 1 fits")
    plotting.label_axes(
        right, title="Its slope", xlabel="x", ylabel="slope", xlim=(-3, 3), ylim=(-0.3, 3.1)
    )
    for ax in (left, right):
        ax.set_aspect("equal")  # the line y = x climbs at 45 degrees, and slopes have its scale
        ax.set(xticks=range(-3, 4), yticks=range(4))
    return fig


def main() -> None:
    """Draw and save."""
    path = Path(sys.argv[1])
    path.parent.mkdir(parents=True, exist_ok=True)
    plotting.save_png(draw(), path)


if __name__ == "__main__":
    main()
