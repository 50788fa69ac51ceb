"""The one error of this package."""

from __future__ import annotations

from ..errors import CourseError


class FigureError(CourseError, ValueError):
    """A figure, or what it was to be drawn from, does not meet the course's rules.

    Examples
    --------
    >>> raise FigureError("The figure has no alt text.")
    Traceback (most recent call last):
    course_utils.plotting.errors.FigureError: The figure has no alt text.
    """


def nothing_labelled(what: str) -> FigureError:
    """Return the error of whoever names what is drawn, where nothing drawn has a name.

    Examples
    --------
    >>> raise nothing_labelled("The legend would be empty")
    Traceback (most recent call last):
    course_utils.plotting.errors.FigureError: The legend would be empty: expected at least one ...
    """
    return FigureError(
        what,
        expected="at least one thing in view drawn with label=...",
        got_words="none",
        next_step="Pass label=... where you draw.",
    )
