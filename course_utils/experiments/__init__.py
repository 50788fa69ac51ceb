"""The measurements behind the lessons: settings in, numbers out; no plotting, no printing.

>>> import numpy as np
>>> from course_utils.experiments.role_in_networks import collapse
>>> result = collapse.run(collapse.Config(), np.random.default_rng(0))
>>> bool(result.linear_error.max() < 1e-12)
True

One folder a lesson, one module a question. Each has a frozen ``Config`` (``Config.full()`` is the
careful version), ``run(config, rng, progress=None)``, and a frozen result with ``table()`` to
print and fields for a lesson to draw. `run` starts one by name.
"""

from .curves import Curve, curve, verdicts
from .registry import Experiment, experiments, find, run
from .results import Progress, Table, as_data, track
from .statistics import Interval, log_slope, mean_interval, wilson
from .tables import table
from .timing import time_in_turn

__all__ = [
    "Curve",
    "Experiment",
    "Interval",
    "Progress",
    "Table",
    "as_data",
    "curve",
    "experiments",
    "find",
    "log_slope",
    "mean_interval",
    "run",
    "table",
    "time_in_turn",
    "track",
    "verdicts",
    "wilson",
]
