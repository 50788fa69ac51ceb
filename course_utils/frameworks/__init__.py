"""Real frameworks beside each other: Keras loaded safely, and facts asked of what is installed.

The tables are measured when they are called. Only for JAX and TensorFlow, which the course does not
install, values are recorded, with the version they were measured with, and marked by a star; where
one of them is installed, it is asked instead.
"""

from __future__ import annotations

from .constants import defaults
from .kinds import dtypes
from .kinks import slopes_at_zero
from .loading import load_keras
from .table import RECORDED_WITH, Table

__all__ = ["RECORDED_WITH", "Table", "defaults", "dtypes", "load_keras", "slopes_at_zero"]
