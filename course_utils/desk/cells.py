"""Which cells of this notebook were run, and how they ended: IPython tells after each run."""

from __future__ import annotations

import sys
from typing import Any

from ..student.runner import describe_error
from ..student.runs import Runs, defined_names

_runs = Runs()
_listening: set[int] = set()


def runs() -> Runs:
    """Return the runs since `listen` was called; none where no notebook is."""
    return _runs


def shell() -> Any:
    """Return the IPython shell that runs this process, or None."""
    return sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None


def listen() -> None:
    """Note every run of a cell from now on."""
    here = shell()
    if here is None or id(here) in _listening:
        return
    _listening.add(id(here))

    def before(info: Any) -> None:
        _runs.begin("this cell", info.raw_cell or "", here.user_ns)

    def after(result: Any) -> None:
        error = result.error_before_exec or result.error_in_exec
        run = f"the cell run as [{result.execution_count}]"
        _runs.end(describe_error(error) if error is not None else None, run)

    here.events.register("pre_run_cell", before)
    here.events.register("post_run_cell", after)


def names_defined(namespace: dict[str, Any]) -> set[str]:
    """Return the names that this notebook defines, or has tried to in a cell."""
    inputs = namespace.get("In")
    sources = inputs if isinstance(inputs, list) else []
    return set(namespace).union(*(defined_names(str(source)) for source in sources))
