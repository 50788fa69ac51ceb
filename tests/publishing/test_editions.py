"""The editions: no trace of a solution in the student's, which works; the same bytes each time."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import tokenize
import zipfile

import pytest

from course_utils import checks, lessons
from course_utils.publishing import prose
from course_utils.publishing.editions import NoSolutionsError, release

ROOT = lessons.find_root()
LEAST_TOKENS = 12  # below, a line such as `return np.maximum(x, 0)` is everybody's
TEXT = {".py", ".ipynb", ".md", ".toml", ".txt", ".yml", ".cff", ".json", ".html", ".js", ".j2", ""}
# Lines that stand where a learner may read them, because the course teaches or offers them.
TAUGHT = {
    "slopes = np.diff(y) / np.diff(x)": "course_utils/plotting/",
    "return sum(math.comb(n, j) for j in range(d + 1))": "course_utils/theory/",
    "x = torch.tensor(0.0, requires_grad=True)": "notebooks/05_framework_code",
    "x = np.asarray(x, dtype=float)": "course_utils/networks/",
}


@pytest.fixture(scope="module")
def editions(tmp_path_factory):
    return release(tmp_path_factory.mktemp("release") / "dist")


@pytest.fixture(scope="module")
def student(editions, tmp_path_factory):
    """The student's zip, unpacked on a clean folder."""
    folder = tmp_path_factory.mktemp("student")
    with zipfile.ZipFile(editions[0].zip) as archive:
        archive.extractall(folder)
    return folder / editions[0].name


def tokens(line):
    try:
        found = list(tokenize.generate_tokens(io.StringIO(line.strip() + "\n").readline))
    except (tokenize.TokenError, SyntaxError):
        return re.findall(r"\w+|[^\w\s]", line)
    return [t.string for t in found if t.string.strip() and t.type != tokenize.COMMENT]


def telling_lines():
    """Yield ``(exercise, line)``: lines of the solutions that nobody would write by accident.

    A line that the exercise itself shows, of a broken model for one, is not among them.
    """
    for exercise in checks.all_exercises():
        shown = [
            cell.source
            for cell in lessons.starter_notebook(lessons.stem_of(exercise.lesson)).cells
            if cell.cell_type == "code" and not cell["id"].endswith("-answer")
        ]
        given = "".join("".join([lessons.starter_of(exercise.id), *shown]).split())
        for line in lessons.solution_of(exercise.id).splitlines():
            code = "".join(tokens(line))
            if len(tokens(line)) >= LEAST_TOKENS and code not in given:
                yield exercise.id, code


def texts(folder):
    """Return all that can be read below a folder, without spaces, notebooks decoded."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix in TEXT:
            text = path.read_text(encoding="utf-8")
            if path.suffix == ".ipynb":
                text += "".join("".join(c["source"]) for c in json.loads(text)["cells"])
            found[path.relative_to(folder).as_posix()] = "".join(text.split())
    return found


def leaks(found):
    """Return ``(exercise, line, file)`` wherever a telling line stands."""
    taught = {"".join(line.split()): place for line, place in TAUGHT.items()}
    return [
        (exercise, line, name)
        for exercise, line in telling_lines()
        for name, text in found.items()
        if line in text and not (line in taught and name.startswith(taught[line]))
    ]


def test_nothing_of_a_solution_is_in_the_student_edition(student):
    found = texts(student)
    # A check computes the right answer to compare with: whoever reads it reads that, too.
    found = {n: t for n, t in found.items() if not n.startswith("course_utils/checks/")}
    assert len(list(telling_lines())) > 80
    assert leaks(found) == []
    assert not (student / "solutions").exists() and not (student / "tests").exists()
    assert [n for n in found if "###BEGINSOLUTION" in found[n] and not n.endswith(".py")] == []


def test_a_leak_would_be_found(student):
    exercise, line = next(iter(telling_lines()))
    assert leaks({"notebooks/a.ipynb": f"...{line}..."}) == [(exercise, line, "notebooks/a.ipynb")]


def test_the_instructor_edition_has_all_of_it(editions):
    names = {p.relative_to(editions[1].folder).as_posix() for p in editions[1].folder.rglob("*")}
    assert {"CONTRIBUTING.md", "tests/corpus/README.md", "start.py"} <= names
    assert len([n for n in names if n.startswith("solutions/")]) >= 8


def test_the_same_course_gives_the_same_bytes(editions, tmp_path, monkeypatch):
    """In another folder, at another time, and whatever a learner has written into exercises/."""
    copy = tmp_path / "course"
    for edition in editions[1:]:
        shutil.copytree(edition.folder, copy)
    exercise = lessons.path_of("exercises", "01_definition", copy)
    exercise.write_text(exercise.read_text(encoding="utf-8").replace("your code here", "mine"))
    (copy / "exercises" / ".backups").mkdir()
    again = release(tmp_path / "again", copy)
    for one, other in zip(editions, again, strict=True):
        assert one.zip.read_bytes() == other.zip.read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    dated = release(tmp_path / "dated", copy)[0]
    with zipfile.ZipFile(dated.zip) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(2023, 11, 14)}


def links_of(path):
    """Return where the links of a notebook or of a page in Markdown lead."""
    nb = path.suffix == ".ipynb" and lessons.read(path)
    sources = (
        [c.source for c in nb.cells if c.cell_type == "markdown"] if nb else [path.read_text()]
    )
    found = []
    for source in sources:
        prose.html_of(source, lambda href: found.append(href) or href)
    return [href.partition("#")[0] for href in found if "://" not in href and href[0] != "#"]


def test_links_of_the_student_edition_lead_somewhere(student):
    for path in [*student.glob("*.md"), *student.glob("*/*.ipynb")]:
        assert [t for t in links_of(path) if not (path.parent / t).exists()] == [], path.name


def relu(student, home, *words):
    """Run `relu` as a student would: in the unpacked folder, no network, no other settings."""
    env = {
        **os.environ,
        "PYTHONPATH": str(student),
        "RELU_HOME": str(home),
        "RELU_ROOT": str(student),
    }
    env |= {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    command = [sys.executable, "-m", "course_utils.cli", *words]
    return subprocess.run(command, cwd=student, env=env, capture_output=True, text=True)


def test_a_student_works_in_it(student, tmp_path):
    def said(*words, code=0):
        done = relu(student, tmp_path, *words)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    assert "start_here.share_positive" in said("next")
    notebook = lessons.path_of("exercises", "01_definition", student)
    nb = lessons.read(notebook)
    answer = next(c for c in nb.cells if c["id"] == lessons.answer_cell_id("definition.relu"))
    answer.source = "def relu(x):\n    return abs(x)"
    lessons.write(notebook, nb)
    assert "This is |x|" in said("check", "definition.relu", code=1)
    for _ in range(3):
        hints = said("hint", "definition.relu")
    assert "last hint" in hints and "solution" not in hints
    assert "holds no solutions" in said("solution", "definition.relu", "--show")
    answer.source = "def relu(x):\n    return np.maximum(x, 0)"
    lessons.write(notebook, nb)
    assert "right, 6 of 6 points" in said("check", "definition.relu")
    assert "6/45" in said("progress")
    assert "back at its starter" in said("reset", "definition.relu")
    assert "your code here" in notebook.read_text(encoding="utf-8")
    assert "without solutions" in relu(student, tmp_path, "release", "dist").stderr


def test_a_student_edition_cannot_be_the_source_of_one_with_solutions(student, tmp_path):
    with pytest.raises(NoSolutionsError, match="where the whole course lies"):
        release(tmp_path / "dist", student)
    assert not (tmp_path / "dist").exists()


def test_nothing_of_a_solution_is_in_its_wheel(student, tmp_path):
    code = "import sys, setuptools.build_meta as b; print(b.build_wheel(sys.argv[1]))"
    source = tmp_path / "source"
    shutil.copytree(student, source)
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=source, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(tmp_path / "wheel")
    found = texts(tmp_path / "wheel")
    assert any(name.endswith("METADATA") for name in found)
    assert leaks({n: t for n, t in found.items() if not n.startswith("course_utils/checks/")}) == []
