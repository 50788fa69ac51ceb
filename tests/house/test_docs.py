"""What README and CONTRIBUTING say can be run, runs; what they link to exists."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from course_utils import lessons
from course_utils.cli import main

ROOT = Path(__file__).parents[2]
PAGES = [
    "README.md",
    "CONTRIBUTING.md",
    "GLOSSARY.md",
    "benchmarks/README.md",
    "tests/corpus/README.md",
    "course_utils/checks/README.md",
]


def commands(page: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    lines = [line.partition("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


# They go on, start programs, fetch or write: these are asked for their help only.
HELP_ONLY = ("class", "open", "dev", "release", "reset", "site", "slides", "update", "watch")
ALL = sorted({(page, line) for page in PAGES for line in commands(page)})


@pytest.mark.parametrize(("page", "line"), ALL)
def test_commands_are_real(page, line, tmp_path, monkeypatch):
    words = shlex.split(line)
    if words[0] == "relu":
        monkeypatch.setenv("RELU_HOME", str(tmp_path))
        verbs = 2 if words[1] == "dev" else 1
        if words[1] in HELP_ONLY:
            words = [*words[: 1 + verbs], "--help"]
        done = CliRunner().invoke(main, words[1:])
        assert done.exit_code in (0, 1), done.output
    elif words[1] == "start.py":
        assert subprocess.run(
            [sys.executable, "start.py", "--help"], cwd=ROOT, capture_output=True
        ).returncode == 0  # fmt: skip
        for path in [w for w in words[3:] if "/" in w]:
            assert (ROOT / path).exists()
    elif words[0] == "git":
        assert words[1] == "clone"
    else:
        script = next(w for w in words if w.endswith(".py"))
        assert (ROOT / script).exists(), line
        done = subprocess.run([sys.executable, script, "--help"], cwd=ROOT, capture_output=True)
        assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)  # what is quoted leads from elsewhere
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        if not target.startswith(("http:", "https:")):
            assert ((ROOT / page).parent / target).exists(), target


def test_readme_lists_every_lesson():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for stem in lessons.stems():
        assert f"notebooks/{stem}.ipynb" in text


def test_contributing_gives_a_reason_for_every_dependency():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["test"]
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Dependencies")[2]
    named = set(
        re.findall(
            r"[\w-]+", " ".join(r.split("|")[1] for r in table.splitlines() if r.startswith("| "))
        )
    )
    for requirement in wanted:
        assert re.split(r"[\s<>=!~;\[]", requirement)[0] in named, requirement


def test_citation_is_valid():
    data = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "title", "message", "authors"} <= data.keys()


def test_the_page_of_one_exercise_shows_it_as_it_is():
    page = (ROOT / "course_utils/checks/README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```(?:markdown|python|toml)\n(.*?)\n```", page, re.DOTALL)
    task, answer, check, words, corpus = blocks
    notebook = lessons.read(ROOT / "solutions/03_role_in_networks_solutions.ipynb")
    cells = {cell["id"]: cell["source"] for cell in notebook.cells}
    assert (task, answer) == (cells["he-std-task"], cells["he-std-answer"])
    name = "03_role_in_networks/he_std.py"
    path = ROOT / "course_utils/checks" / name
    assert check == path.read_text(encoding="utf-8").rstrip()
    assert words == path.with_suffix(".toml").read_text(encoding="utf-8").rstrip()
    whole = (ROOT / "tests/corpus" / name).read_text(encoding="utf-8")
    for answer in corpus.split("# %% "):
        assert answer.strip() and answer.strip() in whole
