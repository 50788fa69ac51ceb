"""Is this environment ready? Import what the lessons need, compute one known value with each."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One thing the course needs: what for, and how to see that it works.

    `test` answers True or False, or with a text that says what is wrong, empty if nothing is.
    """

    name: str
    use: str
    test: Callable[[], bool | str]
    repairs: bool = True  # whether setting the environment up again may mend it


def _python() -> bool:
    return sys.version_info >= (3, 11)


def _numpy() -> bool:
    import numpy as np

    return float(np.maximum(np.array([-1.0, 2.0]), 0).sum()) == 2.0


def _scipy() -> bool:
    from scipy.special import erf

    return abs(float(erf(1.0)) - 0.8427007929497149) < 1e-12


def _matplotlib() -> bool:
    import io

    from matplotlib.figure import Figure

    figure, stream = Figure(figsize=(1, 1)), io.BytesIO()
    figure.subplots().plot([0, 1], [0, 1])
    figure.savefig(stream, format="png")
    return stream.getvalue().startswith(b"\x89PNG")


def _torch() -> bool:
    import torch

    x = torch.tensor([-1.0, 3.0], requires_grad=True)
    torch.relu(x).sum().backward()
    return x.grad is not None and x.grad.tolist() == [0.0, 1.0]


def _sklearn() -> bool:
    from sklearn.datasets import load_digits

    return load_digits().data.shape == (1797, 64)


def _keras() -> bool:
    # Importing Keras takes seconds and is left to the lesson that uses it.
    return importlib.util.find_spec("keras") is not None


def _widgets() -> bool:
    import anywidget
    import ipywidgets

    return issubclass(anywidget.AnyWidget, ipywidgets.DOMWidget)


def _progress() -> str:
    from .. import progress

    return progress.check_writable()


REPAIR = "python3 start.py"
PARTS = (
    Part("Python 3.11 or newer", "everything", _python),
    Part("NumPy", "arrays", _numpy),
    Part("SciPy", "reference values", _scipy),
    Part("Matplotlib", "figures", _matplotlib),
    Part("PyTorch", "training, from lesson 3 on", _torch),
    Part("scikit-learn", "the digits, from lesson 3 on", _sklearn),
    Part("Keras", "lesson 5", _keras),
    Part("widgets", "questions and live figures", _widgets),
    Part("progress file", "remembers your results", _progress, repairs=False),
)


def run_part(part: Part) -> str:
    """Return an empty text when a part works, and otherwise what is wrong."""
    try:
        answer = part.test()
        return answer if isinstance(answer, str) else "" if answer else "it gives a wrong result"
    except ImportError as error:
        return f"it is missing ({error.name or error})"
    except Exception as error:  # whatever is broken in an environment, the report goes on
        return f"it fails ({type(error).__name__}: {error})"[:160]


def self_test() -> None:
    """Print one line for each part of the environment, and the repair for what is missing.

    Examples
    --------
    >>> self_test()  # doctest: +ELLIPSIS
    ready    Python 3.11 or newer   everything
    ...
    """
    broken = []
    for part in PARTS:
        problem = run_part(part)
        broken += [part] if problem else []
        print(f"{'PROBLEM' if problem else 'ready':<8} {part.name:<22} {problem or part.use}")
    if any(part.repairs for part in broken):
        print(f"\nNext: close JupyterLab and run `{REPAIR}` in the folder of the course.")
        print("It repairs what is missing and keeps your answers.")
    elif not broken:
        print("\nEverything the course needs is here.")
