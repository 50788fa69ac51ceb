"""The one error of this package."""

from __future__ import annotations


class FigureError(ValueError):
    """A figure, or what it was to be drawn from, does not meet the course's rules.

    In a notebook only its message is shown: the lines that raise it are not the reader's.

    Examples
    --------
    >>> raise FigureError("The figure has no alt text.")
    Traceback (most recent call last):
    course_utils.plotting.errors.FigureError: The figure has no alt text.
    """

    def _render_traceback_(self) -> list[str]:
        """IPython asks for this in place of the traceback."""
        return [f"{type(self).__name__}: {self}"]
