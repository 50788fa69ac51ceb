"""What several checks of this lesson share."""

from __future__ import annotations

import numpy as np


def _ramp(x, kink):
    return np.maximum(x - kink, 0)
