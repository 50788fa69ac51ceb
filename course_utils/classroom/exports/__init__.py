"""Files that go back: marks into a platform's own tables, feedback, assignments."""

from __future__ import annotations

from .filling import Filled, fill
from .from_gradebook import marks_of
from .tables import Mark, marks_csv, number_text

__all__ = ["Filled", "Mark", "fill", "marks_csv", "marks_of", "number_text"]
