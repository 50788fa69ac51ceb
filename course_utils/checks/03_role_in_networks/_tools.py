"""What several checks of this lesson share."""

from __future__ import annotations

FINISHED = ("course_utils.theory*", "course_utils.networks*", "course_utils.experiments*")
LIBRARY = (*FINISHED, "torch.*calculate_gain*", "torch.*kaiming*", "torch.*xavier*")
