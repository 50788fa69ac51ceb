"""Gradescope: marks as ``results.json``, and the zip that makes Gradescope grade by itself.

The zip holds the course (without solutions), ``setup.sh`` and ``run_autograder`` at its root. In
the container the work lies in ``/autograder/submission`` and the result goes to
``/autograder/results/results.json``.
"""

from __future__ import annotations

import json
import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ... import lessons, replacing
from ...errors import CourseError
from ..csv_bytes import TableError
from ..submission import Marks

_WHEN = (1980, 1, 1, 0, 0, 0)
_ROOT_FILES = ("pyproject.toml", "constraints.txt", "README.md", "LICENSE", "LICENSE-TEXT")
_LONGEST = 20_000  # characters of output an exercise: Gradescope's page becomes slow above

SETUP = """\
#!/usr/bin/env bash
# Runs once, when the container is built.
set -eu
apt-get update
apt-get install -y --no-install-recommends python3.11 python3.11-venv
python3.11 -m venv /autograder/venv
/autograder/venv/bin/python -m pip install --no-cache-dir torch \\
    --index-url https://download.pytorch.org/whl/cpu
/autograder/venv/bin/python -m pip install --no-cache-dir -c /autograder/source/constraints.txt \\
    /autograder/source
"""
RUN = """\
#!/usr/bin/env bash
# Runs for every submission.
set -eu
root="${AUTOGRADER_ROOT:-/autograder}"
export RELU_ROOT="$root/source"
exec "${AUTOGRADER_PYTHON:-$root/venv/bin/python}" \\
    -m course_utils.classroom.exports.gradescope "$root"
"""
ABOUT = """\
# Autograder of the course on ReLU

Upload this zip as it is (Configure Autograder, Zip file upload).

- Choose the largest container (at least 3 GB): PyTorch does not fit into the smallest one.
- Set the time limit to 600 s or more.
- `setup.sh` loads Python 3.11 and the packages once, in about five minutes.
- The zip holds no solution and no expected value: checks compare with formulas.
"""


def results(marks: Marks) -> dict[str, Any]:
    """Return what Gradescope reads: one test an exercise, with the reason for each missing point.

    Every text is sent as plain text, so that nothing of a learner's becomes a page's markup.

    Examples
    --------
    >>> results(Marks("01_definition", problem="The file is empty."))["output"]
    'The file is empty.'
    """
    tests = [_test(number, outcome) for number, outcome in enumerate(marks.outcomes, 1)]
    told = [text for text in (marks.problem, *marks.notes) if text]
    made: dict[str, Any] = {
        "output": "\n".join(told),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "stdout_visibility": "hidden",
        "tests": tests,
        "execution_time": round(marks.seconds, 2),
        "extra_data": {"lesson": marks.lesson, "seed": str(marks.seed)},
    }
    return made if tests else made | {"score": 0}


def _test(number: int, outcome: dict[str, Any]) -> dict[str, Any]:
    earned, points = outcome["earned"], outcome["points"]
    return {
        "name": f"{outcome['exercise']}: {outcome['title']}",
        "number": str(number),
        "score": earned,
        "max_score": points,
        "status": "passed" if earned == points else "failed",
        "output": _text(outcome)[:_LONGEST],
        "output_format": "text",
        "visibility": "visible",
    }


def _text(outcome: dict[str, Any]) -> str:
    lines = [f"{outcome['status']}: {outcome['earned']} of {outcome['points']}"]
    for behaviour in outcome["behaviours"]:
        lines.append(f"- {behaviour['name']}: {behaviour['earned']} of {behaviour['points']}")
        finding = behaviour["finding"] or {}
        said = (
            ("", finding.get("reason")),
            ("called with: ", finding.get("called")),
            ("got: ", finding.get("got")),
            ("expected: ", finding.get("expected")),
            ("look at: ", finding.get("look")),
        )
        lines += [f"  {label}{text}" for label, text in said if text]
    return "\n".join(lines)


def autograder_zip(out: Path, root: Path | None = None) -> None:
    """Write the zip that is uploaded to Gradescope.

    Raises
    ------
    TableError
        Where no checkout of the course is at hand: its files go into the zip.
    """
    if root is None:
        places = (lessons.find_root(), Path(__file__).resolve().parents[3])
        root = next((p for p in places if (p / "pyproject.toml").is_file()), places[0])
    if not (root / "pyproject.toml").is_file():
        raise TableError(
            f"{root} is no checkout of the course",
            expected="pyproject.toml and course_utils/ in it: they go into the zip",
            next_step="Next: run this in a copy of the course's repository.",
        )
    out = Path(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = out.with_name(f".{out.name}.{os.getpid()}.draft")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, data, program in _members(root):
                info = zipfile.ZipInfo(name, _WHEN)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = (0o100755 if program else 0o100644) << 16
                packed.writestr(info, data)
        os.replace(draft, out)
    finally:
        draft.unlink(missing_ok=True)


def _members(root: Path) -> Iterator[tuple[str, bytes, bool]]:
    yield "setup.sh", SETUP.encode(), True
    yield "run_autograder", RUN.encode(), True
    yield "AUTOGRADER.md", ABOUT.encode(), False
    for name in _ROOT_FILES:
        if (root / name).is_file():
            yield name, (root / name).read_bytes(), False
    for folder in ("course_utils", "notebooks", "exercises"):
        for path in sorted((root / folder).rglob("*")):
            inside = path.relative_to(root)
            if path.is_file() and "__pycache__" not in inside.parts:
                # A learner's own copy of an exercise is nobody's business: the starter goes.
                if folder == "exercises" and len(inside.parts) == 2:
                    path = lessons.starter_path(lessons.stem_in(path), root)
                yield inside.as_posix(), path.read_bytes(), False


def grade(root: Path) -> dict[str, Any]:
    """Grade the notebook in ``root/submission``; write and return what Gradescope reads."""
    import secrets

    from .. import intake, marking
    from ..sandbox.host import Sandbox

    try:
        handed = [row for row in intake.read(root / "submission") if not row.problem]
    except CourseError:  # the folder is empty
        handed = []
    if len(handed) != 1:
        problem = f"One notebook is expected, {len(handed)} were handed in."
        made = results(Marks("", problem=problem))
    else:
        try:
            content = handed[0].load()
        except CourseError as error:
            made = results(Marks("", problem=str(error)))
        else:
            with Sandbox() as sandbox:
                made = results(marking.mark(content, seed=secrets.randbits(128), sandbox=sandbox))
    text = json.dumps(made, ensure_ascii=True, indent=1)
    replacing.write_text(root / "results" / "results.json", text)
    return made


if __name__ == "__main__":
    grade(Path(sys.argv[1]))
