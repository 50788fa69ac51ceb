"""What several checks of this lesson share."""

from __future__ import annotations

import numpy as np

from ...grading import Match
from ._models import (
    slopes,
    spelled,
)


def _ask_gradient(ask, layer, expected, asked):
    """Expect this gradient at a layer's weights; none at all is a mistake with a name."""
    with spelled(f"(weigh * model(x)).sum().backward(); model.{layer}.weight.grad"):
        got = ask.probe(slopes, *asked)[f"{layer}.weight"]
        if got is None:
            ask.fail(
                f"The outputs are right, and no gradient reaches `{layer}`: it would never train. "
                "NumPy, `.detach()` and `.data` take the numbers out of the graph; PyTorch's own "
                "functions stay in it.",
                got=None, expected=expected,
                mistake=f"the {layer} layer is cut off from the gradient",
            )  # fmt: skip
        ask.compare(got, expected, reason=f"The gradient at {layer}.weight:")


NEAR = Match(rtol=1e-4, atol=1e-5)  # Keras and torch compute in float32


def leaky(z, slope=0.01):
    """Return z where it is positive, and ``slope * z`` elsewhere."""
    return np.where(z > 0, z, slope * z)
