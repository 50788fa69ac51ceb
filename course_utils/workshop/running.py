"""Run a notebook from its first cell to its last in a fresh kernel of this very Python."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..lessons.files import Node, NotebookError, joined
from ..lessons.normal import nodes

CELL_SECONDS = 120
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def kernel_env(home: Path) -> dict[str, str]:
    """Return the environment in which every notebook is run, by ``relu build`` and by nbval.

    Progress goes into a fresh folder, `home`; a person's own IPython start-up files and Matplotlib
    backend stay out of the outputs; one thread for linear algebra, because two notebooks run side
    by side.
    """
    env = {k: v for k, v in os.environ.items() if k not in ("MPLBACKEND", "RELU_GRADING")}
    return env | {
        "RELU_HOME": str(home / "progress"),
        "IPYTHONDIR": str(home / "ipython"),
        "OMP_NUM_THREADS": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # else the kernel warns on the terminal
    }


@contextmanager
def fresh_home():
    """Give an empty folder for one notebook's progress; it is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="relu-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def execute(
    nb: dict,
    cwd: Path,
    *,
    name: str = "notebook",
    timeout: int = CELL_SECONDS,
    env: dict[str, str] | None = None,
) -> Node:
    """Return a copy of the notebook with every cell run in order, in the folder `cwd`.

    Parameters
    ----------
    nb : dict
        The notebook.
    cwd : pathlib.Path
        The kernel's working folder: the notebook's own.
    name : str
        How errors name the notebook.
    timeout : int
        Seconds for one cell.
    env : dict of str to str, optional
        Variables for the kernel, over those of `kernel_env`.

    Raises
    ------
    NotebookError
        When a cell fails that is not tagged ``raises-exception``, takes too long, or ends the
        kernel.
    """
    import nbformat
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    node = nbformat.from_dict(nb)
    at: dict[str, Any] = {}

    def run() -> None:
        client = _client(node, cwd, timeout)
        client.on_cell_start = lambda cell, cell_index: at.update(cell=cell.get("id", cell_index))
        with fresh_home() as home:
            # The kernel's own log is for its developers; what a cell writes comes as messages.
            client.execute(env={**kernel_env(home), **(env or {})}, stderr=subprocess.DEVNULL)

    try:
        _once_more(run, lambda: not at)
    except CellExecutionError as error:
        last = _COLOUR.sub("", error.traceback).strip().splitlines()[-12:]
        what = "\n  ".join([f"fails: {error.ename}: {error.evalue}", *last])
    except CellTimeoutError:
        what = f"takes longer than {timeout} s"
    except DeadKernelError:
        what = "ended the kernel"
    else:
        return joined(nodes(node))
    raise NotebookError(
        f"{name}, cell `{at.get('cell', '?')}` {what}\nExpected: a notebook that runs from its "
        "first cell to its last. Next: mend the cell, or tag it raises-exception if it is meant to "
        "fail."
    )


def _once_more(run: Callable[[], None], nothing_ran: Callable[[], bool]) -> None:
    """Run; again where the kernel died first: another program took a port that was meant for it."""
    try:
        run()
    except RuntimeError:
        if not nothing_ran():
            raise
        run()


def _client(node: Any, cwd: Path, timeout: int) -> Any:
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient

    class ThisPython(KernelSpecManager):
        """A person's own kernel called python3 may belong to another environment."""

        def get_kernel_spec(self, kernel_name: str) -> Any:
            from ipykernel.kernelspec import RESOURCES, get_kernel_dict

            return self.kernel_spec_class(resource_dir=RESOURCES, **get_kernel_dict())

    class Manager(AsyncKernelManager):
        def _kernel_spec_manager_default(self) -> KernelSpecManager:
            return ThisPython(parent=self)

    return NotebookClient(
        node,
        kernel_manager_class=Manager,
        kernel_name="python3",
        timeout=timeout,
        resources={"metadata": {"path": str(cwd)}},
        record_timing=False,
        store_widget_state=False,
    )
