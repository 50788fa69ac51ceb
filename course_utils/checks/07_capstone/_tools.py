"""What several checks of this lesson share."""

from __future__ import annotations

import numpy as np

from ...grading.reading import array_like


def as_numbers(value):
    """Return a sequence of plain numbers as an array, or None."""
    array = array_like(value)
    if not isinstance(array, np.ndarray) or array.ndim != 1 or array.dtype.kind not in "biuf":
        return None
    return array.astype(float)


def one_a_layer(ask, key, value, wanted):
    """Return the learner's numbers, one for each layer, or end the behaviour."""
    there = as_numbers(value)
    if there is None or there.shape != wanted.shape:
        layers = "layers of weights" if key == "gradient" else "hidden layers"
        count = f"{key!r}: the net has {len(wanted)} {layers}"
        reason, expected = f"{count}; one number for each is asked for.", f"{len(wanted)} numbers"
        ask.fail(reason, got=value, expected=expected)
    return there
