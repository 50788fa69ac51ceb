"""Settings of an experiment in words: one line that says what is in force, and what was changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from ..errors import WrongType, did_you_mean

OPTIMISERS = {"sgd": "plain SGD", "momentum": "SGD with momentum 0.9", "adam": "Adam"}
PHRASES = {
    "optimiser": "{}", "epsilon": "Adam's ε {}", "rate": "step size {}", "rates": "step sizes {}",
    "epochs": "{} passes", "steps": "{} steps", "batch": "batches of {}",
    "widths": "hidden widths {}", "width": "width {}", "depth": "depth {}", "depths": "depths {}",
    "seeds": "{} seeds", "nets": "{} nets", "own_splits": "{}",
}  # fmt: skip
"""Field -> how it is said, in the order of the line; other fields follow under their own names."""
SPLITS = {
    True: "each seed with its own split and batch order",
    False: "all seeds on one split and one batch order",
}
RIVALS = ("activations", "recipes", "kinds", "targets", "tasks")
"""What is compared: it stands in every table, so the line names it only if changed."""


def override(config: Any, settings: Mapping[str, Any]) -> Any:
    """Return a config with some of its fields replaced; lists become tuples.

    Parameters
    ----------
    config : frozen dataclass
        Of an experiment.
    settings : mapping of str to object
        Field -> value.

    Raises
    ------
    TypeError
        If there is no such field (the message names the nearest), or if one value stands where
        several belong, or several where one belongs.

    Examples
    --------
    >>> from course_utils.experiments.variants.revive import Config
    >>> override(Config(), {"margin": 5, "widths": [16, 16]}).widths
    (16, 16)
    """
    known = {f.name: getattr(config, f.name) for f in fields(config)}
    checked = {}
    for name, value in settings.items():
        if name not in known:
            step = did_you_mean(name, known, cutoff=0.4, otherwise="Choose one of these.")
            raise WrongType(
                "unknown setting",
                expected=f"one of {', '.join(known)}",
                got=name,
                next_step=step.strip(),
            )
        several = isinstance(known[name], tuple)
        if several != isinstance(value, (list, tuple)):
            expected = "several values, in brackets" if several else "one value"
            example = f"({value!r},)" if several else repr(known[name])
            raise WrongType(
                f"setting {name!r}",
                expected=expected,
                got=value,
                next_step=f"Write for example {name}={example}.",
            )
        numbers = isinstance(known[name], (int, float)) and not isinstance(known[name], bool)
        if numbers and isinstance(value, str):
            raise WrongType(
                f"setting {name!r}",
                expected="a number",
                got=value,
                next_step=f"Write for example {name}={known[name]!r}.",
            )
        checked[name] = tuple(value) if several else value
    return replace(config, **checked)


def describe(name: str, config: Any, *, default: Any, fixed: tuple[str, ...] = ()) -> str:
    """Return the line of the settings in force; what differs from `default` says from what.

    Parameters
    ----------
    name : str
        Of the experiment.
    config, default : frozen dataclass
        What is run, and what the line compares with.
    fixed : tuple of str
        What the experiment never changes, in words.

    Examples
    --------
    >>> from course_utils.experiments.variants.minima import Config
    >>> describe("minima", Config(points=61), default=Config())
    'minima: points 61 (default 600001), draws 100000'
    """
    names = [f.name for f in fields(config)]
    spoken = [n for n in PHRASES if n in names]
    parts = []
    for field in [*spoken, *(n for n in names if n not in PHRASES)]:
        value, usual = getattr(config, field), getattr(default, field)
        if field in RIVALS and value == usual:
            continue
        words = PHRASES.get(field, field.replace("_", " ") + " {}").format(_say(field, value))
        parts.append(words if value == usual else f"{words} (default {_say(field, usual)})")
    return f"{name}: {', '.join([*parts, *fixed])}"


def _say(field: str, value: Any) -> str:
    if field == "optimiser":
        return OPTIMISERS.get(value, str(value))
    if field == "own_splits":
        return SPLITS[value]
    if field == "batch" and value is None:
        return "all rows"
    if isinstance(value, tuple):
        if len(value) > 3 and len(set(value)) == 1:
            return f"{_say(field, value[0])} ({len(value)} times)"
        # A list ends where the next setting begins: its own commas would hide that.
        return " ".join(_say("", v).replace(" ", "-") for v in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
