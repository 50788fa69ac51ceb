"""pyproject.toml, constraints.txt, environment.yml and what is installed say the same.

The conda environment cannot be solved without conda's channel; its syntax is read strictly here,
and its names and bounds are held against pyproject.toml and the versions that were tested.
"""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from rattler import MatchSpec, Version, VersionSpec

import course_utils

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONSTRAINT_LINES = [
    line
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
# conda-forge's name where it is not the name under which pip knows the package
CONDA_NAMES = {"torch": "pytorch-cpu", "matplotlib": "matplotlib-base"}
# Not on conda-forge: pip brings them with the last line, `-e .`.
PIP_ALONE = {"fsrs", "py-landlock", "seccompy"}


def by_name(lines) -> dict[str, Requirement]:
    return {canonicalize_name(r.name): r for r in map(Requirement, lines)}


RUNTIME = by_name(PROJECT["dependencies"])
TESTING = by_name(PROJECT["optional-dependencies"]["test"])
PINS = by_name(CONSTRAINT_LINES)


def pinned(name: str) -> str:
    (specifier,) = PINS[name].specifier
    return specifier.version


def conda_specs() -> dict[str, MatchSpec]:
    texts = [entry for entry in CONDA["dependencies"] if isinstance(entry, str)]
    return {text.split()[0]: MatchSpec(text, strict=True) for text in texts}


@pytest.mark.parametrize("line", CONSTRAINT_LINES)
def test_every_constraint_is_one_exact_version_that_serves_every_system(line):
    requirement = Requirement(line)
    assert [s.operator for s in requirement.specifier] == ["=="], line
    assert requirement.url is None and "/" not in line, f"{line!r} names a place"
    assert not re.search(r"[+*]", line), f"{line!r}: a local build or a wildcard is not exact"


def test_a_package_is_constrained_once():
    assert len(PINS) == len(CONSTRAINT_LINES)


@pytest.mark.parametrize("name", sorted(RUNTIME | TESTING))
def test_a_direct_dependency_is_pinned_within_its_bounds(name):
    assert name in PINS, f"{name} is in pyproject.toml and not in constraints.txt"
    assert (RUNTIME | TESTING)[name].specifier.contains(pinned(name))


@pytest.mark.parametrize("python", ["3.11.0", "3.12.0", "3.13.0"])
def test_every_pin_takes_the_first_release_of_each_python(python):
    """What stops at 3.11.5 keeps out whoever has the 3.11.2 that Debian 12 came with."""
    refused = [
        name
        for name in PINS
        if (told := _metadata(name)) and not SpecifierSet(told).contains(python)
    ]
    assert refused == []


def _metadata(name: str) -> str:
    """Return for which Pythons an installed package is; empty where it is not installed."""
    try:
        return importlib.metadata.metadata(name).get("Requires-Python") or ""
    except importlib.metadata.PackageNotFoundError:
        return ""


def closure(name: str, extras: set[str]) -> set[str]:
    """Names of everything that `name` brings with it here, itself included."""
    found, waiting = set(), [(canonicalize_name(name), frozenset(extras))]
    while waiting:
        entry = waiting.pop()
        if entry in found:
            continue
        found.add(entry)
        for line in importlib.metadata.requires(entry[0]) or []:
            need = Requirement(line)
            wanted = [{"extra": extra} for extra in (*entry[1], "")]
            if need.marker is None or any(map(need.marker.evaluate, wanted)):
                waiting.append((canonicalize_name(need.name), frozenset(need.extras)))
    return {name for name, _ in found}


def test_constraints_are_the_whole_environment_the_tests_run_in():
    if Path(sys.prefix).resolve() != ROOT / ".venv":
        pytest.skip("another environment than .venv: its versions are its owner's choice")
    needed = closure("relu-course", {"test"}) - {"relu-course"}
    assert not needed - set(PINS), "not pinned: freeze again, see the head of constraints.txt"
    here = {name: importlib.metadata.version(name).split("+")[0] for name in needed}
    assert here == {name: pinned(name) for name in needed}


def test_constraints_hold_nothing_that_nobody_needs():
    if Path(sys.prefix).resolve() != ROOT / ".venv":
        pytest.skip("another environment than .venv: its versions are its owner's choice")
    elsewhere = {name for name, pin in PINS.items() if pin.marker}  # other systems' packages
    assert set(PINS) - elsewhere <= closure("relu-course", {"test"})


@pytest.mark.parametrize("name", sorted(RUNTIME.keys() - PIP_ALONE))
def test_conda_asks_for_the_same(name):
    specs, conda_name = conda_specs(), CONDA_NAMES.get(name, name)
    assert conda_name in specs, f"{name}: add `{conda_name}` to environment.yml"
    lower, upper = str(specs[conda_name].version).split(",")
    assert RUNTIME[name].specifier == lower, f"{name}: the lower bounds differ"
    assert upper.startswith("<"), f"{name}: without an upper bound a new release may change results"
    assert VersionSpec(f"{lower},{upper}").matches(Version(pinned(name))), f"{name}: not as tested"


def test_conda_asks_for_nothing_else_and_ends_with_this_checkout():
    known = {CONDA_NAMES.get(name, name) for name in RUNTIME.keys() - PIP_ALONE} | {"python", "pip"}
    assert set(conda_specs()) == known
    assert CONDA["dependencies"][-1] == {"pip": ["-e ."]}
    assert CONDA["channels"] == ["conda-forge", "nodefaults"]


def test_conda_has_the_python_that_all_tests_pass_on():
    given = re.fullmatch(r"(\d+\.\d+)\.\*", str(conda_specs()["python"].version))[1]
    assert PROJECT["requires-python"] == f">={given}"


# What repo2docker, which Binder runs, asks for before and instead of environment.yml, in its order:
# a folder of its own, a Dockerfile, Julia, Nix, R. (Tried with repo2docker 2026.4 itself.)
BEFORE_CONDA = (
    "binder", ".binder", "Dockerfile", "Project.toml", "JuliaProject.toml", "REQUIRE",
    "default.nix", "install.R", "DESCRIPTION", "runtime.txt",
)  # fmt: skip


def test_binder_takes_the_conda_environment():
    assert (ROOT / "environment.yml").is_file()
    assert [name for name in BEFORE_CONDA if (ROOT / name).exists()] == []
    python = next(d for d in CONDA["dependencies"] if str(d).startswith("python "))
    assert re.match(r"python\s*=+\s*\d+\.\d+$", python), "the one form of which it reads a version"


def test_a_wrong_conda_spec_is_refused():
    with pytest.raises(Exception, match="version spec"):
        MatchSpec("numpy => 2", strict=True)


def test_version_and_licences_agree():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == course_utils.__version__
    assert citation["version"] == importlib.metadata.version("relu-course")
    assert " AND ".join(citation["license"]).upper() == PROJECT["license"].upper()


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        _ = course_utils.chekc


@pytest.mark.parametrize("check", [["check", "--output-format=concise"], ["format", "--check"]])
def test_ruff_is_clean(check):
    command = [sys.executable, "-m", "ruff", *check, "--quiet", "."]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, f"ruff {check[0]}:\n{run.stdout}{run.stderr}"
