"""Files that go back: marks into a platform's own tables, feedback, assignments."""

from __future__ import annotations

from .filling import Filled, fill
from .tables import Mark, marks_csv, number_text

__all__ = ["Filled", "Mark", "fill", "marks_csv", "number_text"]
