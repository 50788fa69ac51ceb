"""Run an experiment without its line of settings."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...experiments import find


def run(name: str, **settings: Any) -> Any:
    """Return an experiment's result, at the generator's seed of the lessons."""
    experiment = find(name)
    return experiment.run(experiment.config(**settings), np.random.default_rng(0))
