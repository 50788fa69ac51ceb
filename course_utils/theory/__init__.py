"""What can be worked out without training: moments, gains, counts and probabilities.

Not here: anything that needs a sample or a network (`course_utils.networks`, the experiments).
"""

from .curves import Minimum, minimum, relu_correlation, selu_constants
from .gaussian import (
    Moments,
    backward_gain,
    gain,
    gaussian_expectation,
    mean,
    moments,
    second_moment,
    variance,
)
from .nets import (
    born_dead_probability,
    default_linear_std,
    he_std,
    max_regions,
    tent_pieces,
    xavier_std,
)

__all__ = [
    "Minimum",
    "Moments",
    "backward_gain",
    "born_dead_probability",
    "default_linear_std",
    "gain",
    "gaussian_expectation",
    "he_std",
    "max_regions",
    "mean",
    "minimum",
    "moments",
    "relu_correlation",
    "second_moment",
    "selu_constants",
    "tent_pieces",
    "variance",
    "xavier_std",
]
