"""One record for each activation: what to call it, show, compute and cite."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any

from ..errors import NotThere, did_you_mean
from .exponential import SELU_ALPHA, SELU_LAMBDA, elu, elu_grad, selu, selu_grad
from .gated import mish, mish_grad, silu, silu_grad
from .gelu_forms import gelu, gelu_grad
from .leaky import leaky_relu, leaky_relu_grad, prelu, prelu_grad
from .rectifiers import relu, relu6, relu6_grad, relu_grad, squared_relu, squared_relu_grad
from .sigmoidal import sigmoid, sigmoid_grad, softplus, softplus_grad, tanh, tanh_grad

Defaults = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Activation:
    """An activation function with its derivative, formula, source and default constants.

    Parameters
    ----------
    name : str
        The name in code, the key in `ACTIVATIONS`.
    title : str
        The name in prose and in legends.
    formula : str
        LaTeX of f(x), without dollar signs; Matplotlib's mathtext can draw it.
    f, df : callable
        The function and its derivative. Both can be called with the input alone; constants are
        keywords. (PReLU's slope stands at its first value, 0.25.)
    reference : str
        Where it comes from.
    defaults : mapping
        Library function or layer -> its keyword -> its default, where the function has constants.

    Examples
    --------
    >>> record = ACTIVATIONS["leaky_relu"]
    >>> record.title, float(record.f(-1.0)), float(record.df(-1.0, alpha=0.2))
    ('Leaky ReLU', -0.01, 0.2)
    >>> for library, constants in record.defaults.items():
    ...     print(library, dict(constants))
    torch.nn.LeakyReLU {'negative_slope': 0.01}
    keras.layers.LeakyReLU {'negative_slope': 0.3}
    keras.activations.leaky_relu {'negative_slope': 0.2}
    tf.nn.leaky_relu {'alpha': 0.2}
    jax.nn.leaky_relu {'negative_slope': 0.01}
    """

    name: str
    title: str
    formula: str
    f: Callable[..., Any]
    df: Callable[..., Any]
    reference: str
    defaults: Defaults = field(default_factory=dict)

    def __post_init__(self) -> None:
        read_only = {library: MappingProxyType(dict(c)) for library, c in self.defaults.items()}
        object.__setattr__(self, "defaults", MappingProxyType(read_only))


_RECORDS = (
    Activation(
        "relu",
        "ReLU",
        r"\max(0, x)",
        relu,
        relu_grad,
        "Fukushima 1969; Nair and Hinton 2010; Glorot, Bordes and Bengio 2011",
    ),
    Activation(
        "leaky_relu",
        "Leaky ReLU",
        r"\max(0, x) + \alpha \min(0, x)",
        leaky_relu,
        leaky_relu_grad,
        "Maas, Hannun and Ng 2013",
        {
            "torch.nn.LeakyReLU": {"negative_slope": 0.01},
            "keras.layers.LeakyReLU": {"negative_slope": 0.3},
            "keras.activations.leaky_relu": {"negative_slope": 0.2},
            "tf.nn.leaky_relu": {"alpha": 0.2},
            "jax.nn.leaky_relu": {"negative_slope": 0.01},
        },
    ),
    Activation(
        "prelu",
        "PReLU",
        r"\max(0, x) + a \min(0, x)",
        partial(prelu, a=0.25),
        partial(prelu_grad, a=0.25),
        "He, Zhang, Ren and Sun 2015, arXiv:1502.01852",
        {
            # One slope for the layer against one for each element of its input.
            "torch.nn.PReLU": {"num_parameters": 1, "init": 0.25},
            "keras.layers.PReLU": {"shared_axes": None, "alpha_initializer": "Zeros"},
        },
    ),
    Activation(
        "elu",
        "ELU",
        r"\max(0, x) + \alpha\,(e^{\min(0, x)} - 1)",
        elu,
        elu_grad,
        "Clevert, Unterthiner and Hochreiter 2016, arXiv:1511.07289",
        {
            "torch.nn.ELU": {"alpha": 1.0},
            "keras.layers.ELU": {"alpha": 1.0},
            "keras.activations.elu": {"alpha": 1.0},
        },
    ),
    Activation(
        "selu",
        "SELU",
        r"\lambda\,[\max(0, x) + \alpha\,(e^{\min(0, x)} - 1)]",
        selu,
        selu_grad,
        "Klambauer, Unterthiner, Mayr and Hochreiter 2017, arXiv:1706.02515",
        {"all libraries": {"lambda": SELU_LAMBDA, "alpha": SELU_ALPHA}},
    ),
    Activation(
        "gelu",
        "GELU",
        r"x\,\Phi(x)",
        gelu,
        gelu_grad,
        "Hendrycks and Gimpel 2016, arXiv:1606.08415",
        {
            "torch.nn.GELU": {"approximate": "none"},
            "keras.activations.gelu": {"approximate": False},
            "keras.ops.gelu": {"approximate": True},
            "jax.nn.gelu": {"approximate": True},
        },
    ),
    Activation(
        "silu",
        "SiLU (Swish)",
        r"x\,\sigma(x)",
        silu,
        silu_grad,
        "Elfwing, Uchibe and Doya 2018, arXiv:1702.03118; Ramachandran, Zoph and Le 2017, "
        "arXiv:1710.05941",
    ),
    Activation(
        "mish",
        "Mish",
        r"x \tanh(\ln(1 + e^x))",
        mish,
        mish_grad,
        "Misra 2020, arXiv:1908.08681",
    ),
    Activation(
        "softplus",
        "Softplus",
        r"\ln(1 + e^x)",
        softplus,
        softplus_grad,
        "Dugas, Bengio, Bélisle, Nadeau and Garcia 2000",
        {"torch.nn.Softplus": {"beta": 1.0, "threshold": 20.0}},
    ),
    Activation(
        "relu6",
        "ReLU6",
        r"\min(\max(0, x), 6)",
        relu6,
        relu6_grad,
        "Krizhevsky 2010",
    ),
    Activation(
        "squared_relu",
        "Squared ReLU",
        r"\max(0, x)^2",
        squared_relu,
        squared_relu_grad,
        "So et al. 2021, arXiv:2109.08668",
    ),
    Activation(
        "sigmoid",
        "Sigmoid",
        r"\frac{1}{1 + e^{-x}}",
        sigmoid,
        sigmoid_grad,
        "Rumelhart, Hinton and Williams 1986",
    ),
    Activation(
        "tanh",
        "tanh",
        r"\tanh(x)",
        tanh,
        tanh_grad,
        "LeCun, Bottou, Orr and Müller 1998",
    ),
)


class _ByName(Mapping[str, Activation]):
    """Read-only; answers a name that it does not have in words."""

    def __init__(self, records: tuple[Activation, ...]):
        self._records = {record.name: record for record in records}

    def __getitem__(self, name: str) -> Activation:
        if not isinstance(name, str) or name not in self._records:
            raise NotThere(
                "there is no activation of that name", expected=f"one of {', '.join(self)}",
                got=name, next_step=did_you_mean(name, self, otherwise="").strip(),
            )  # fmt: skip
        return self._records[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name in self._records

    def get(self, name: str, default: Any = None) -> Any:
        """Return the record of that name, or `default`."""
        return self._records.get(name, default) if isinstance(name, str) else default

    def __repr__(self) -> str:
        return repr(self._records)


ACTIVATIONS: Mapping[str, Activation] = _ByName(_RECORDS)
"""Name -> record, in the order in which the course meets them."""
