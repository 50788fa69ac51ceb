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
        As the task names them.
    names : frozenset of str
        Names of functions, methods and classes.
    rooms : tuple of str
        Dotted beginnings: everything below counts.
    """

    words: str
    names: frozenset[str] = frozenset()
    rooms: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether it is all that a package holds."""
        return any(room.endswith(".") for room in self.rooms)

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


def _room(name: str) -> Family:
    return Family(f"`course_utils.{name}`", rooms=(f"course_utils.{name}.",))


FAMILIES = {
    "checks": _room("checks"),  # never counts, nor does a look at what the judge holds
    "peeking": Family("a look at what others hold", rooms=(
        "sys.getframe", "sys.current_frames", "inspect.currentframe", "inspect.stack", "gc.get_ref",
        "gc.get_objects",
    )),
    "hiding": Family("a call that stops the watch", rooms=("sys.setprofile",)),
    "activations": _room("activations"),
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
    "theory": _room("theory"),
    "networks": _room("networks"),
    "experiments": _room("experiments"),
    "capstone": Family(
        "`capstone.instruments`", rooms=("course_utils.capstone.evaluation.instruments",)
    ),
}  # fmt: skip
"""The families that an exercise may name."""
NEVER = ("checks", "peeking", "hiding")


def first_finished(called: Iterable[str], families: Iterable[str]) -> str:
    """Return the first name that belongs to one of the families, or an empty text.

    Examples
    --------
    >>> first_finished(["numpy.where", "torch.relu"], ("relu",))
    'torch.relu'
    """
    wanted = [FAMILIES[name] for name in families]
    return next((name for name in called if any(f.holds(name) for f in wanted)), "")


def not_counted(families: Iterable[str]) -> str:
    """Return the line of a task that says what does not count; empty where everything does.

    Examples
    --------
    >>> not_counted(("activations", "relu"))
    'Does not count: functions of `course_utils.activations`, a finished ReLU.'
    >>> not_counted(("theory", "networks"))
    'Does not count: functions of `course_utils.theory` and `course_utils.networks`.'
    """
    named = [FAMILIES[name] for name in families]
    whole = [family.words for family in named if family.whole]
    *first, last = whole or [""]
    own = f"functions of {', '.join(first)}{' and ' * bool(first)}{last}"
    words = [own] * bool(whole) + [family.words for family in named if not family.whole]
    return f"Does not count: {', '.join(words)}." if words else ""
