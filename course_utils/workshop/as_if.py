"""Run the notebooks as other processors would compute, and say which cells would read otherwise.

Sums are added in another order, ``exp`` is another polynomial: results differ in the last digits,
and training makes much of little. What a cell prints must not depend on it. Each entry of
`PROCESSORS` is a set of environment variables by which the libraries under the course choose the
code they run; on a machine that lacks the instructions of one, the libraries fall back to what
there is (`kernels` tells).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import NotThere
from ..lessons.files import Node, NotebookError, find_root, path_of, read
from ..lessons.normal import normalise, without_outputs
from .building import _each, _wanted
from .comparison import differing_cells
from .running import execute

_OLD = "X86_V4,AVX512_ICL,AVX512_SPR"  # NumPy's names for what later processors have


@dataclass(frozen=True)
class Processor:
    """A way to compute: what it stands for, and the variables that bring it about."""

    words: str
    env: dict[str, str] = field(default_factory=dict)


def _kernels(openblas: str, aten: str, mkl: str, onednn: str, numpy_without: str) -> dict[str, str]:
    return {
        "OPENBLAS_CORETYPE": openblas,  # NumPy's and SciPy's matrix products
        "ATEN_CPU_CAPABILITY": aten,  # PyTorch's own loops
        "MKL_CBWR": mkl,  # PyTorch's matrix products
        "ONEDNN_MAX_CPU_ISA": onednn,  # PyTorch's fused layers
        "NPY_DISABLE_CPU_FEATURES": numpy_without,  # NumPy's exp, tanh, sums
    }


PROCESSORS: dict[str, Processor] = {
    "avx512": Processor(
        "Intel from 2017 (servers) or 2021, AMD from Zen 4: vectors of 512 bits",
        _kernels("SkylakeX", "avx512", "AVX512", "AVX512_CORE", ""),
    ),
    "avx2": Processor(
        "Intel from 2013, AMD up to Zen 3: vectors of 256 bits, fused multiply and add",
        _kernels("Haswell", "avx2", "AVX2", "AVX2", _OLD),
    ),
    "avx": Processor(
        "Intel of 2011: vectors of 256 bits, no fused multiply and add",
        _kernels("Sandybridge", "default", "AVX", "AVX", f"X86_V3,{_OLD}"),
    ),
    "sse": Processor(
        "Intel of 2008: vectors of 128 bits; sums in the order that every processor can keep",
        _kernels("Nehalem", "default", "COMPATIBLE", "SSE41", f"X86_V3,{_OLD}"),
    ),
    "two-threads": Processor(
        "this processor with two threads for linear algebra: sums in two halves",
        {"OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2", "MKL_NUM_THREADS": "2"},
    ),
}
PROCESSORS |= {
    f"nudge-{k}": Processor(
        f"this processor, first weights moved by one part in a million, draw {k}",
        {"RELU_NUDGE": str(k)},
    )
    for k in range(1, 6)
}
_PROBE = """
import json, numpy as np, torch
from threadpoolctl import threadpool_info
known = np._core._multiarray_umath.__cpu_features__
blas = [p for p in threadpool_info() if p["internal_api"] == "openblas"]
print(json.dumps({
    "openblas": blas[0]["architecture"] if blas else "none",
    "threads": max((p["num_threads"] for p in threadpool_info()), default=1),
    "numpy": [n for n in ("X86_V2", "X86_V3", "X86_V4", "AVX512_ICL") if known.get(n)],
    "torch": torch.backends.cpu.get_cpu_capability(),
}))
"""


def find_processor(name: str) -> Processor:
    """Return the processor of that name.

    Raises
    ------
    NotThere
        If there is none.
    """
    if name not in PROCESSORS:
        raise NotThere(
            "unknown processor", expected=f"all or one of {', '.join(PROCESSORS)}", got=name,
            next_step="Choose one.",
        )  # fmt: skip
    return PROCESSORS[name]


def environment(name: str) -> dict[str, str]:
    """Return the variables of a processor, without those that would ask for nothing."""
    return {key: value for key, value in find_processor(name).env.items() if value}


def kernels(name: str) -> dict[str, object]:
    """Ask a child of this Python, as that processor, which code NumPy and PyTorch run there."""
    env = {"OMP_NUM_THREADS": "1", **environment(name)}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _PROBE], env={**os.environ, **env},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def differences(
    names: Sequence[str], *, root: Path | None = None, only: Iterable[str] | None = None
) -> list[str]:
    """Rerun notebooks/ and solutions/ as each processor; return a line for each cell that differs.

    Parameters
    ----------
    names : sequence of str
        Keys of `PROCESSORS`; ``"all"`` stands for all of them.
    root : pathlib.Path, optional
        The course's folder.
    only : iterable of str, optional
        Lessons, as for `build`.

    Returns
    -------
    list of str
        Text only: figures may differ by what nobody sees. Cells tagged ``nbval-ignore-output`` are
        left out.

    Raises
    ------
    NotThere
        For an unknown processor.
    CourseNotFoundError
        For an unknown lesson.
    """
    root = find_root() if root is None else root
    chosen = list(PROCESSORS) if "all" in names else list(names)
    for name in chosen:
        find_processor(name)
    paths = [
        path
        for stem in _wanted(root, only)
        for folder in ("notebooks", "solutions")
        if (path := path_of(folder, stem, root)).exists()
    ]
    return [
        line
        for name in chosen
        for line in _each(paths, lambda path, name=name: _differences(path, name))
    ]


def _differences(path: Path, name: str) -> list[str]:
    saved, where = normalise(read(path)), f"{path.parent.name}/{path.name}"
    try:
        ran = execute(without_outputs(saved), path.parent, name=where, env=environment(name))
    except NotebookError as error:
        return [f"as if {name}: {str(error).splitlines()[0]}"]
    fresh = normalise(ran)
    lines = []
    for cell_id in differing_cells(saved, fresh, figures=False):
        was, now = (_text(nb, cell_id) for nb in (saved, fresh))
        lines.append(f"as if {name}: {where}, cell `{cell_id}`{_first_difference(was, now)}")
    return lines


def _text(nb: Node, cell_id: str) -> list[str]:
    cell = next(c for c in nb.cells if c.get("id") == cell_id)
    found = []
    for output in cell.outputs:
        found += output.get("text", "").splitlines()
        found += str(output.get("data", {}).get("text/plain", "")).splitlines()
    return found


def _first_difference(was: list[str], now: list[str]) -> str:
    for a, b in zip(was, now, strict=False):
        if a != b:
            return f"\n  saved: {a.strip()}\n  now:   {b.strip()}"
    return f": {len(was)} lines saved, {len(now)} now" if len(was) != len(now) else ""
