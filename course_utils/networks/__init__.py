"""The small nets that lessons train: NumPy for reading (`mlp`), PyTorch for speed (`fast`).

Start with `mlp`: a net's forward and backward pass in one sitting. Importing this package loads
NumPy only; PyTorch, scikit-learn and SciPy wait until a function needs them.
"""

from .data import Digits, load_digits, read_digits, rings
from .fast import (
    fit_torch,
    hidden_sums,
    one_thread,
    parameter_groups,
    to_torch,
    torch_activation,
    torch_mlp,
    torch_scores,
)
from .hinges import hinge_net, hinge_sum, tent_net, xor_net
from .initialise import SCHEMES, draw_layer, weight_std
from .lines import LinePieces, pieces_on_line
from .losses import cross_entropy, squared_error
from .mlp import MLP, Gradients, Trace
from .optimisers import OPTIMISERS, stepper
from .planes import PlaneRegions, regions_in_plane
from .stacked import fit_stack
from .training import Plan, accuracy, fit
from .units import UnitShares, unit_shares

__all__ = [
    "MLP",
    "OPTIMISERS",
    "SCHEMES",
    "Digits",
    "Gradients",
    "LinePieces",
    "Plan",
    "PlaneRegions",
    "Trace",
    "UnitShares",
    "accuracy",
    "cross_entropy",
    "draw_layer",
    "fit",
    "fit_stack",
    "fit_torch",
    "hidden_sums",
    "hinge_net",
    "hinge_sum",
    "load_digits",
    "one_thread",
    "parameter_groups",
    "pieces_on_line",
    "read_digits",
    "regions_in_plane",
    "rings",
    "squared_error",
    "stepper",
    "tent_net",
    "to_torch",
    "torch_activation",
    "torch_mlp",
    "torch_scores",
    "unit_shares",
    "weight_std",
    "xor_net",
]
