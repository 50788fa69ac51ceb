"""What does not count as an answer: finished functions, by family.

An exercise names families; from the same data come the line in its task that says what does not
count, and the guard that sees what was *called* (`course_utils.student.watch`). A family is a set
of functions by their own names, wherever a library keeps them: ``torch.relu``,
``torch.Tensor.relu``
and ``keras.ops.relu`` are one function. A learner's own functions are never among what is watched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Family:
    """Finished functions that are one and the same answer.

    Parameters
    ----------
    words : str
        As the task names them; of what is the course's own, what stands behind these words.
    names : frozenset of str
        Names of functions, methods and classes.
    rooms : tuple of str
        Dotted beginnings: everything below counts.
    """

    words: str
    names: frozenset[str] = frozenset()
    rooms: tuple[str, ...] = ()

    def holds(self, called: str) -> bool:
        """Tell whether a public name such as ``"torch.nn.functional.relu"`` is of this family.

        Examples
        --------
        >>> FAMILIES["relu"].holds("torch.Tensor.relu_"), FAMILIES["relu"].holds("torch.celu")
        (True, False)
        """
        return called.startswith(self.rooms) if self.rooms else bool(
            self.names & set(called.split("."))
        )  # fmt: skip


def _named(words: str, *names: str) -> Family:
    return Family(words, frozenset(names))


def _below(words: str, *rooms: str) -> Family:
    return Family(words, rooms=rooms)


FAMILIES = {
    "checks": _below("checks", "course_utils.checks."),  # never counts
    "activations": _below("activations", "course_utils.activations."),
    "relu": _named("a finished ReLU", "relu", "relu_", "ReLU", "threshold", "threshold_"),
    "clamp": _named(
        "PyTorch's clamp", "clamp", "clamp_", "clamp_min", "clamp_min_", "hardtanh", "Hardtanh"
    ),
    "leaky": _named(
        "a finished leaky ReLU or PReLU", "leaky_relu", "leaky_relu_", "LeakyReLU", "prelu",
        "PReLU", "rrelu", "rrelu_", "RReLU",
    ),
    "elu": _named(
        "a finished ELU or SELU", "elu", "elu_", "ELU", "celu", "celu_", "CELU", "selu", "selu_",
        "SELU",
    ),
    "gelu": _named("a finished GELU", "gelu", "GELU"),
    "autograd": _named(
        "automatic differentiation", "backward", "run_backward", "grad", "value_and_grad", "vjp",
        "jvp", "jacobian", "jacrev", "jacfwd",
    ),
    "initialisers": _named(
        "a library's initialiser or gain", "calculate_gain", "kaiming_normal_", "kaiming_uniform_",
        "xavier_normal_", "xavier_uniform_", "HeNormal", "HeUniform", "GlorotNormal",
        "GlorotUniform", "LecunNormal",
    ),
    "theory": _below("theory", "course_utils.theory."),
    "networks": _below("networks", "course_utils.networks."),
    "experiments": _below("experiments", "course_utils.experiments."),
    "capstone": _below("instruments", "course_utils.capstone."),
}  # fmt: skip
"""The families that an exercise may name."""


def first_finished(called: Iterable[str], families: Iterable[str]) -> str:
    """Return the first name that belongs to one of the families, or an empty text.

    Examples
    --------
    >>> first_finished(["numpy.where", "torch.relu"], ("relu",))
    'torch.relu'
    """
    wanted = [FAMILIES[name] for name in families]
    return next((name for name in sorted(called) if any(f.holds(name) for f in wanted)), "")


def not_counted(families: Iterable[str]) -> str:
    """Return the line of a task that says what does not count; empty where everything does.

    Examples
    --------
    >>> not_counted(("activations", "relu", "autograd"))
    "Does not count: the course's own activations, a finished ReLU, automatic differentiation."
    >>> not_counted(("activations", "theory", "networks"))
    "Does not count: the course's own activations, theory and networks."
    """
    named = [FAMILIES[name] for name in families]
    *first, last = [family.words for family in named if family.rooms] or [""]
    own = f"the course's own {', '.join(first)}{' and ' * bool(first)}{last}" if last else ""
    words = [own] * bool(own) + [family.words for family in named if not family.rooms]
    return f"Does not count: {', '.join(words)}." if words else ""
