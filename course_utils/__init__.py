"""Everything the ReLU course runs on: functions, figures, checks and grading.

Importing the package loads none of its parts; a name below is imported when it is first used, so
that a notebook which only checks an exercise does not wait for Matplotlib or PyTorch.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

__version__ = "0.1.0"

# name -> module that defines it; a name equal to its module is the module itself
_LAZY = {
    "check": "course_utils.desk.in_notebook",
    "hint": "course_utils.desk.in_notebook",
    "solution": "course_utils.desk.in_notebook",
    "reset": "course_utils.desk.in_notebook",
    "train_with_mistake": "course_utils.desk.in_notebook",
    "wrong_answers": "course_utils.desk.train",
    "progress_map": "course_utils.desk.in_notebook",
    "review": "course_utils.desk.reviewing",
    "self_test": "course_utils.lab.ready",
    "quiz": "course_utils.quiz",
    "plotting": "course_utils.plotting",
}

__all__ = ["__version__", *_LAZY]


def __getattr__(name: str) -> Any:
    """Import the part that defines `name` on first use (PEP 562)."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(_LAZY[name])
    value = getattr(module, name, module)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_LAZY})


if "IPython" in sys.modules:  # a notebook, perhaps
    from .wrong_calls import listen as _listen

    _listen()
