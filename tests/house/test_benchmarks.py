"""The benchmarks are run by hand, so at least their imports are tried here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"
FILES = sorted(path.name for path in FOLDER.glob("*.py"))


@pytest.mark.parametrize("name", FILES)
def test_a_benchmark_finds_what_it_imports(name):
    # Not as __main__: what it measures is for whoever starts it.
    code = f"import sys, runpy; sys.path.insert(0, '.'); runpy.run_path({name!r})"
    run = subprocess.run([sys.executable, "-c", code], cwd=FOLDER, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_the_readme_lists_every_benchmark_that_is_started():
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    started = [n for n in FILES if "__main__" in (FOLDER / n).read_text(encoding="utf-8")]
    assert [name for name in started if name not in text] == []
