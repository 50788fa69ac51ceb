"""Activation functions and their derivatives in NumPy, as the lessons define them.

Every function takes a scalar, a list or an array of any shape and keeps shape and floating dtype.
``<name>_grad`` is the derivative with respect to the input, and `ACTIVATIONS` holds a record of
each. What this package leaves out: learning (`course_utils.networks`), the gated units that mix
two inputs (ReGLU, GEGLU, SwiGLU), and speed tricks that would hide a formula.

Rules that hold for all of them
-------------------------------
- float16, float32 and float64 keep their dtype; integers become float64, except in `relu`,
  `relu6` and `squared_relu`, whose values are whole. Booleans count as integers 0 and 1.
- NaN gives NaN, in the derivative too. +inf and -inf give the limit, never NaN.
- -0.0 gives +0.0 where the function is 0 on the whole left side (`relu`, `relu6`,
  `squared_relu`) and -0.0 where it passes through 0 with a slope (all others but `sigmoid` and
  `softplus`, which are not 0 there).
- No warning for values in range, also under ``np.errstate(all="raise")``.
- The input is never changed, and the result never shares its memory.
"""

from .exponential import elu, elu_grad, selu, selu_grad
from .gated import mish, mish_grad, silu, silu_grad
from .gelu_forms import gelu, gelu_grad
from .leaky import leaky_relu, leaky_relu_grad, prelu, prelu_grad, prelu_grad_a
from .records import ACTIVATIONS, Activation
from .rectifiers import relu, relu6, relu6_grad, relu_grad, squared_relu, squared_relu_grad
from .sigmoidal import sigmoid, sigmoid_grad, softplus, softplus_grad, tanh, tanh_grad

__all__ = [
    "ACTIVATIONS",
    "Activation",
    "elu",
    "elu_grad",
    "gelu",
    "gelu_grad",
    "leaky_relu",
    "leaky_relu_grad",
    "mish",
    "mish_grad",
    "prelu",
    "prelu_grad",
    "prelu_grad_a",
    "relu",
    "relu6",
    "relu6_grad",
    "relu_grad",
    "selu",
    "selu_grad",
    "sigmoid",
    "sigmoid_grad",
    "silu",
    "silu_grad",
    "softplus",
    "softplus_grad",
    "squared_relu",
    "squared_relu_grad",
    "tanh",
    "tanh_grad",
]
