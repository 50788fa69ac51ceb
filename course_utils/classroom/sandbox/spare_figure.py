"""A figure made before the fork: the first that a learner's code asks pyplot for is there already.

Most notebooks plot, and an empty figure with axes is 800 objects' work: with the pages that a fork
copies for it, a third of what a submission takes. So the server makes two, as pyplot would with the
same settings, and a child hands them over: one whole, with axes, for ``plt.subplots()``, and one in
parts for whoever asks for a figure and axes apart. Whoever asks for more than a size, has changed a
setting, or asks a second time gets a new one from Matplotlib.
"""

from __future__ import annotations

import functools
from typing import Any

_PLAIN = {"dpi": None, "facecolor": None, "edgecolor": None, "frameon": True}


class _Spare:
    """A whole figure, one in parts, and the settings that they were made with; given once each."""

    def __init__(self, make_manager: Any, make_subplots: Any) -> None:
        import matplotlib as mpl
        from matplotlib._pylab_helpers import Gcf
        from matplotlib.axes import Axes
        from matplotlib.figure import Figure

        self.make_manager, self.make_subplots = make_manager, make_subplots
        self.settings = dict.copy(mpl.rcParams)
        self.whole: Any = make_subplots()
        self.managers = Gcf.figs  # of the figures that are open
        self.manager = self.managers.pop(self.whole[0].number)
        self.figure: Any = Figure()
        self.owner = self.figure
        self.axes: Any = Axes(self.figure, 1, 1, 1)

    def unchanged(self) -> bool:
        """Tell whether the settings are those it was made with; none is looked up or resolved."""
        import matplotlib as mpl

        return dict.__eq__(mpl.rcParams, self.settings) is True

    def subplots(self, *args: Any, **wanted: Any) -> Any:
        """Do as ``pyplot.subplots``, with the whole figure where it is what is wanted."""
        size = wanted.get("figsize")
        plain = self.whole is not None and not args and wanted.keys() <= {"figsize"}
        if not plain or self.managers or not _is_size(size) or not self.unchanged():
            return self.make_subplots(*args, **wanted)
        whole, self.whole = self.whole, None
        self.managers[self.manager.num] = self.manager  # the first that is open, and so current
        if size is not None:
            whole[0].set_size_inches(size)
        return whole

    def new_figure_manager(self, num: Any, *args: Any, **wanted: Any) -> Any:
        """Do as ``pyplot.new_figure_manager``, with the spare figure where it is what is wanted."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        size = wanted.get("figsize")
        plain = {**_PLAIN, "FigureClass": Figure, "figsize": size}
        if self.figure is None or args or wanted != plain or not _is_size(size):
            return self.make_manager(num, *args, **wanted)
        figure, self.figure = self.figure, None
        if not self.unchanged():
            return self.make_manager(num, *args, **wanted)
        if size is not None:
            figure.set_size_inches(size)
        return FigureCanvasAgg.new_manager(figure, num)

    def new_axes(self, figure: Any, *args: Any, **wanted: Any) -> Any:
        """Do as ``Axes``, with the spare axes where they are what is wanted."""
        from matplotlib.axes import Axes
        from matplotlib.gridspec import SubplotSpec

        if figure is not self.owner or self.axes is None:
            return Axes(figure, *args, **wanted)
        axes, self.axes = self.axes, None
        if len(args) == 1 and isinstance(args[0], SubplotSpec):
            place = args[0]
        elif args == (1, 1, 1) and not figure.axes:
            place = axes.get_subplotspec()
        else:
            place = None
        asked_for_more = any(value is not None for value in wanted.values())
        if place is None or asked_for_more or not self.unchanged():
            return Axes(figure, *args, **wanted)
        axes.set_subplotspec(place)  # puts it where the figure's margins are by now
        return axes


def _is_size(size: Any) -> bool:
    if size is None:
        return True
    numbers = type(size) in (tuple, list) and len(size) == 2
    return numbers and all(type(n) in (int, float) and 0 < n < 100 for n in size)


def prepare() -> _Spare:
    """Make the figure, and let pyplot hand it to whoever asks first in this process or a fork."""
    import matplotlib.pyplot as plt
    from matplotlib.projections import register_projection

    spare = _Spare(plt.new_figure_manager, plt.subplots)

    class Rectilinear:
        """Stands in the list of projections for `Axes`, and gives nothing but `Axes`."""

        name = "rectilinear"

        def __new__(cls, figure: Any, *args: Any, **wanted: Any) -> Any:
            return spare.new_axes(figure, *args, **wanted)

    register_projection(Rectilinear)  # type: ignore[arg-type]  # a list of what makes axes

    def new_figure_manager(num: Any, *args: Any, **wanted: Any) -> Any:
        return spare.new_figure_manager(num, *args, **wanted)

    # A function: where a learner chooses a backend, pyplot writes a signature on what stands here.
    plt.new_figure_manager = new_figure_manager

    @functools.wraps(spare.make_subplots)
    def subplots(*args: Any, **wanted: Any) -> Any:
        return spare.subplots(*args, **wanted)

    plt.subplots = subplots
    return spare
