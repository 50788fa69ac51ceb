"""What cells print does not hang on the processor: the command that proves it, in part."""

from __future__ import annotations

import platform

import numpy as np
import pytest
from click.testing import CliRunner

from course_utils.cli import main
from course_utils.lessons import NotebookError, write
from course_utils.networks import draw_layer, nudge
from course_utils.workshop import as_if
from tests.nb_course import code, notebook, stream

X86 = platform.machine().lower() in ("x86_64", "amd64")
# One that computes quite otherwise, and a draw of first weights, each in a lesson of cheap cells.
CHEAP = (("sse", ("01",)), ("nudge-1", ("02",)))


def test_there_are_enough_processors_and_draws():
    assert sum(not name.startswith("nudge-") for name in as_if.PROCESSORS) >= 5
    draws = {as_if.environment(n)["RELU_NUDGE"] for n in as_if.PROCESSORS if n.startswith("nudge")}
    assert len(draws) >= 5
    known = {key for p in as_if.PROCESSORS.values() for key in p.env}
    assert known >= {
        "OPENBLAS_CORETYPE", "ATEN_CPU_CAPABILITY", "MKL_CBWR", "ONEDNN_MAX_CPU_ISA",
        "NPY_DISABLE_CPU_FEATURES", "OMP_NUM_THREADS", "RELU_NUDGE",
    }  # fmt: skip


@pytest.mark.skipif(not X86, reason="these are processors of the x86 family")
@pytest.mark.parametrize(
    ("name", "openblas", "absent", "torch"),
    [("sse", "Nehalem", "X86_V3", "DEFAULT"), ("avx2", "Haswell", "X86_V4", "AVX2")],
)
def test_a_processor_changes_the_code_that_runs(name, openblas, absent, torch):
    ran = as_if.kernels(name)
    assert ran["openblas"] == openblas
    assert absent not in ran["numpy"]
    assert ran["torch"] == torch


def test_first_weights_move_by_one_part_in_a_million_if_asked(monkeypatch):
    plain = draw_layer(np.random.default_rng(0), (50, 40), scheme="pytorch")[0]
    moved = []
    for draw in "12":
        monkeypatch.setattr(nudge, "_SEED", draw)
        monkeypatch.setattr(nudge, "ON", True)
        moved.append(draw_layer(np.random.default_rng(0), (50, 40), scheme="pytorch")[0])
    for weights in moved:
        assert abs(abs(weights / plain - 1) - 1e-6).max() < 1e-12
        assert 0.4 < (weights > plain).mean() < 0.6
    assert (moved[0] != moved[1]).mean() > 0.4


@pytest.fixture
def course(tmp_path):
    """A saved notebook: a stable line, one that hangs on a draw, and one compared by nobody."""
    for folder in ("notebooks", "solutions", "exercises"):
        (tmp_path / folder).mkdir()
    setup = "import numpy as np\nfrom course_utils.networks import draw_layer"
    setup += "\nw = draw_layer(np.random.default_rng(0), (9, 9))[0]"
    told = "print(round(float(w.std()), 2))\nprint(repr(float(w.sum())))"
    cells = [
        code("setup", setup, count=1),
        code("stable", "print(round(float(w.std()), 2))", [stream("0.45\n")], 2),
        code("fragile", told, [stream("0.45\n-2.5\n")], 3),
        code("timing", "print(w.sum())", [stream("1\n")], 4, tags=["nbval-ignore-output"]),
    ]
    write(tmp_path / "notebooks" / "01_definition.ipynb", notebook(*cells))
    return tmp_path


def test_a_cell_that_would_read_otherwise_is_named_with_both_lines(course):
    (line,) = as_if.differences(["nudge-1"], root=course)
    first, saved, now = line.splitlines()
    assert first == "as if nudge-1: notebooks/01_definition.ipynb, cell `fragile`"
    assert saved.strip() == "saved: -2.5"
    assert now.strip().startswith("now:   ")


def test_a_notebook_that_fails_as_another_processor_is_reported(course, monkeypatch):
    def fail(*args, **kwargs):
        raise NotebookError("notebooks/01_definition.ipynb, cell `stable` fails\nmore")

    monkeypatch.setattr(as_if, "execute", fail)
    lines = as_if.differences(["sse"], root=course)
    assert lines == ["as if sse: notebooks/01_definition.ipynb, cell `stable` fails"]


def test_the_command_refuses_an_unknown_processor():
    unknown = CliRunner().invoke(main, ["build", "--check", "--as-if", "vax", "00"])
    assert unknown.exit_code == 1 and "unknown processor" in unknown.output


@pytest.mark.slow
@pytest.mark.parametrize(("name", "stems"), CHEAP, ids=[name for name, _ in CHEAP])
def test_cheap_notebooks_print_the_same_as_if_on_another_processor(name, stems):
    assert as_if.differences([name], only=stems) == []
