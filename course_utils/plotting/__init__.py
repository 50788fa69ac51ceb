"""Draw on an Axes, then show the Figure together with the words that describe it.

Every function takes the Axes first and returns nothing that has to be kept; looks come from
`course_utils.style`, so a caller names a role or an activation and never a colour.

>>> from course_utils.plotting import figure, label_axes, plot_activation, show
>>> fig, ax = figure()
>>> plot_activation(ax, "relu")
>>> label_axes(ax, title="ReLU", xlabel="x", ylabel="relu(x)")
>>> show(fig, alt="ReLU: zero left of the origin, the identity right of it.")
Figure: ReLU: zero left of the origin, the identity right of it.

What this package leaves out: computing. Results come from `course_utils.experiments`.
"""

from .axes import annotate, label_axes, legend, mark_points, shade, zero_lines
from .curves import plot_activation, plot_classes, plot_function, plot_hinges, plot_points
from .direct import name_lines, plot_pieces
from .drawings import draw_by_place, draw_folded_strip, draw_gates, draw_moves
from .errors import FigureError
from .fates import plot_fates
from .fields import plot_field, plot_image, plot_tiles
from .figures import figure, save_png, show
from .flow import plot_flow
from .regions import plot_regions
from .runs import plot_intervals, plot_runs
from .shares import plot_shares, show_verdicts
from .specification import describe_curve, plot_curve, show_curve
from .spread import plot_bars_with_spread, plot_histogram, plot_lines_with_spread

__all__ = [
    "FigureError",
    "annotate",
    "describe_curve",
    "draw_by_place",
    "draw_folded_strip",
    "draw_gates",
    "draw_moves",
    "figure",
    "label_axes",
    "legend",
    "mark_points",
    "name_lines",
    "plot_activation",
    "plot_bars_with_spread",
    "plot_classes",
    "plot_curve",
    "plot_fates",
    "plot_field",
    "plot_flow",
    "plot_function",
    "plot_hinges",
    "plot_histogram",
    "plot_image",
    "plot_intervals",
    "plot_lines_with_spread",
    "plot_pieces",
    "plot_points",
    "plot_regions",
    "plot_runs",
    "plot_shares",
    "plot_tiles",
    "save_png",
    "shade",
    "show",
    "show_curve",
    "show_verdicts",
    "zero_lines",
]
