"""Find experiments by file name, and run them.

An experiment is a module in a folder named after its lesson. It holds ``TITLE``, ``CLAIMS`` (rows
of the article it bears on), a frozen ``Config`` with a class method ``full``, and
``run(config, rng, progress=None)``, which returns a frozen result with ``table()``.
Nothing is listed by hand: a new file is a new experiment.
"""

from __future__ import annotations

import pkgutil
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np

from ..errors import CourseError, did_you_mean
from .results import Progress
from .settings import describe, override

LESSONS = ("role_in_networks", "variants", "framework_code", "limitations")
COLUMNS = 80
"""Where the line of settings is broken."""


class UnknownExperiment(CourseError, LookupError):
    """No experiment has that name; the message says which was perhaps meant."""


@dataclass(frozen=True)
class Experiment:
    """One experiment of a lesson.

    Parameters
    ----------
    name : str
        The module's name, unique in the course.
    lesson : str
        The lesson it belongs to.
    title : str
        One line for a list.
    claims : tuple of str
        Rows of the article's claims that it measures, for example "A06".
    config : type
        The frozen dataclass of its settings: ``config()`` for the lesson, ``config.full()`` for
        the careful version.
    run : callable
        ``run(config, rng, progress=None)``; says nothing.
    fixed : tuple of str
        What it never changes, in words, for the line of settings.
    """

    name: str
    lesson: str
    title: str
    claims: tuple[str, ...]
    config: Any
    run: Callable[..., Any]
    fixed: tuple[str, ...] = ()

    def line(self, config: Any, *, full: bool = False, seed: int = 0) -> str:
        """Return one line of the settings in force, and which of them are not the usual ones."""
        usual = self.config.full() if full else self.config()
        fixed = (*self.fixed, f"generator seed {seed}", *["the careful version"] * full)
        return describe(self.name, config, default=usual, fixed=fixed)


@cache
def experiments() -> dict[str, Experiment]:
    """Return every experiment by name, in the order of the lessons.

    Examples
    --------
    >>> experiments()["collapse"].lesson
    'role_in_networks'
    """
    found: dict[str, Experiment] = {}
    for lesson in LESSONS:
        package = import_module(f"{__package__}.{lesson}")
        for info in pkgutil.iter_modules(package.__path__):
            if info.name.startswith("_"):
                continue
            module = import_module(f"{package.__name__}.{info.name}")
            if info.name in found:
                raise ImportError(f"two experiments are called {info.name}: rename one file")
            found[info.name] = Experiment(
                info.name, lesson, module.TITLE, module.CLAIMS, module.Config, module.run,
                getattr(module, "FIXED", ()),
            )  # fmt: skip
    return found


def find(name: str) -> Experiment:
    """Return the experiment of that name.

    Raises
    ------
    LookupError
        If there is none; the message names the nearest.

    Examples
    --------
    >>> find("xor").title
    'XOR needs a hidden layer, and two ReLU units are enough'
    """
    known = experiments()
    if name not in known:
        step = did_you_mean(name, known, otherwise="Ask for the list of experiments.")
        raise UnknownExperiment(
            "unknown experiment", expected=f"one of {', '.join(known)}", got=name,
            next_step=step.strip(),
        )  # fmt: skip
    return known[name]


def run(
    name: str,
    *,
    full: bool = False,
    seed: int = 0,
    progress: Progress | None = None,
    **settings: Any,
) -> Any:
    """Run an experiment by name, print a sentence of its settings, and return its result.

    Parameters
    ----------
    name : str
        As in `experiments`.
    full : bool
        The careful version: more seeds, larger sizes, minutes instead of seconds.
    seed : int
        Same seed, same result (times excepted).
    progress : callable or None
        Called as ``progress(done, total)``.
    **settings
        Fields of the experiment's ``Config`` to override; the line names each with its default.

    Returns
    -------
    object
        The experiment's frozen result.

    Raises
    ------
    LookupError
        If there is no such experiment.
    TypeError
        If it has no such setting.

    Examples
    --------
    >>> result = run("minima", points=60_001)
    minima: points 60001 (default 600001), draws 100000, generator seed 0
    >>> result.table().column("activation")
    ('gelu', 'silu', 'mish')
    """
    experiment = find(name)
    config = override(experiment.config.full() if full else experiment.config(), settings)
    line = experiment.line(config, full=full, seed=seed)
    # A notebook breaks a line that is too long for it in the middle of a word. The seed's number
    # stays with its name.
    bound = line.replace("generator seed ", "generator\N{NO-BREAK SPACE}seed\N{NO-BREAK SPACE}")
    lines = textwrap.wrap(bound, COLUMNS, subsequent_indent="  ", break_on_hyphens=False)
    print("\n".join(lines).replace("\N{NO-BREAK SPACE}", " "))
    return experiment.run(config, np.random.default_rng(seed), progress)
