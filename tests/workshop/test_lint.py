"""Every rule of lint: a clean notebook has no finding, one fault gives that finding."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from course_utils import lessons
from course_utils.lessons import Node, normalise
from course_utils.workshop import lint, lint_time, linting
from course_utils.workshop.finding import Page
from tests.nb_course import EXERCISES, PNG, code, notebook, shown, solutions, stream, text

RELU = SimpleNamespace(points=4, minutes=5, difficulty="easy", lesson="definition")
LONG = "word " * 12_000


@pytest.fixture
def folder(tmp_path):
    for name in ("notebooks", "solutions", "exercises"):
        (tmp_path / name).mkdir()
    (tmp_path / "notebooks" / "ramp.png").write_bytes(b"x")
    return tmp_path


def clean():
    image = f'<img alt="A ramp" src="data:image/png;base64,{PNG}">'
    links = (
        "## One\n\n[here](#Two-words) [cell](#cell-id=setup) [web](https://example.org/x) "
        "[me](01_definition.ipynb#One) ![a ramp](ramp.png)\n\n### Two words\n\n$a_1 * b_2$"
    )
    error = Node(output_type="error", ename="E", evalue="no", traceback=["E: no"])
    timing = {"tags": ["nbval-ignore-output"], "course": Node(ignore_reason="timing")}
    return normalise(
        notebook(
            text("title", "# 1 · Definition"),
            code("setup", "import numpy as np\n%matplotlib inline", [], 1),
            text("links", links),
            code("figure", "plotting.show(fig, alt='A ramp')", [shown(text_html=image)], 2),
            code("fails", "1 / 0", [error], 3, tags=["raises-exception"]),
            code("clock", "%%time\nprint(1)", [stream("1 ms\n")], 4, **timing),
            code("ask", "quiz.ask('definition.q_nan')\ncheck('definition.relu')", [], 5),
            code("bits", "print('0x80000000 a/b 1/2')", [stream("0x80000000 a/b 1/2\n")], 6),
            minutes=2,
        )
    )


def found(nb, folder, kind="notebooks", **known):
    path = lessons.path_of(kind, "01_definition", folder)
    known = {"exercises": {"definition.relu": RELU}, "questions": {"definition.q_nan"}} | known
    path.write_text("{}")
    return lint(nb, path, **known)


def rules(findings):
    return {(finding.cell, finding.rule) for finding in findings}


def test_a_clean_lesson_has_no_finding(folder):
    nb = clean()
    before = copy.deepcopy(nb)
    assert [str(f) for f in found(nb, folder)] == []
    assert nb == before


def change(**changes):
    """Return a fault: the cell `figure` with these changes."""

    def apply(nb):
        nb.cells[3].update(changes)

    return "figure", apply


def said(output):
    return change(outputs=[output])


def words(number):
    def apply(nb):
        nb.cells[2].source += "\n\n" + "word " * number

    return "links", apply


def markdown(source):
    def apply(nb):
        nb.cells[2].source += "\n\n" + source

    return "links", apply


def renamed(name):
    def apply(nb):
        nb.cells[3].id = name

    return name, apply


def about(**changes):
    def apply(nb):
        nb.metadata.course.update(changes)

    return "", apply


FAULTS = {
    "long-text": words(200),
    "one-title": markdown("# Again"),
    "heading-level": markdown("##### Deep"),
    "dead-link": markdown("[x](02_graphs.ipynb)"),
    "dead-link, anchor": markdown("[x](#Three)"),
    "dead-link, cell": markdown("[x](#cell-id=nowhere)"),
    "dead-link, image": markdown("![a step](step.png)"),
    "exercise-link": markdown(
        "[Exercise 1.1 · `relu`](../exercises/01_definition_exercises.ipynb#cell-id=relu-task)"
    ),
    "exercise-link, heading": markdown(f"[1.1]({EXERCISES}#Exercise-1.1)"),
    "no-alt, markdown": markdown("![](ramp.png)"),
    "no-alt, inline html": markdown("a <img src='ramp.png'> b"),
    "network": markdown("![a ramp](https://example.org/ramp.png)"),
    "long-code": change(source="x = 1\n" * 26),
    "empty": change(source="", execution_count=2),
    "not-run": change(execution_count=None, outputs=[]),
    "not-run, order": change(execution_count=7),
    "not-python": change(source="x = = 1"),
    "comment-tag": change(source="# NBVAL_SKIP\nx = 1"),
    "exercise-here": change(source="### BEGIN SOLUTION\nx = 1\n### END SOLUTION"),
    "markers": change(source="### BEGIN SOLUTION\nx = 1"),
    "interact": change(source="interact(f, x=3)"),
    "interact, output": change(source="with widgets.Output():\n    pass"),
    "bare-figure": change(source="plt.show()"),
    "bare-figure, png": said(shown(image_png="AAAA")),
    "bare-figure, svg": said(shown(**{"image_svg+xml": "<svg/>"})),
    "unknown-id": change(source="check('definition.rlu')"),
    "unknown-id, question": change(source="quiz.ask('definition.q_nam')"),
    "stderr": said(stream("cell:1: UserWarning: old", "stderr")),
    "error": said(Node(output_type="error", ename="E", evalue="", traceback=[])),
    "no-error": change(metadata=Node(tags=["raises-exception"]), outputs=[]),
    "no-alt": said(shown(text_html='<img src="data:image/png;base64,AAAA">')),
    "no-alt, empty": said(shown(text_html='<img alt=" " src="data:image/png;base64,AAAA">')),
    "no-alt, svg output": said(shown(text_html="<svg><path d='M0 0'/></svg>")),
    "network, html": said(shown(text_html='<img alt="x" src="https://example.org/a.png">')),
    "large-figure": said(
        shown(text_html=f'<img alt="x" src="data:image/png;base64,{"A" * 81_000}">')
    ),
    "path": said(stream("in /home/me/course\n")),
    "path, windows": said(shown(text_plain=r"'C:\Users\me'")),
    "address": said(shown(text_plain="<thing at 0x7f22c8a1b2c0>")),
    "repr": said(shown(text_plain="<Figure size 640x480 with 1 Axes>")),
    "repr, widget": said(shown(text_plain="IntSlider(value=3)")),
    "cell-id": renamed("Figure_1"),
    "cell-id, nbformat's": renamed("a1b2c3d4"),
    "cell-id, JupyterLab's": renamed("e5f0b3c1-91a2-4c1d-8e2f-0123456789ab"),
    "cell-id, twice": renamed("setup"),
    "tag": change(metadata=Node(tags=["nbval-skip"])),
    "ignore-reason": change(metadata=Node(tags=["nbval-ignore-output"])),
    "metadata": change(metadata=Node(vega=Node())),
    "metadata, of another kind": change(metadata=Node(course="x")),
    "schema": change(metadata=Node(tags=["hide-input", "hide-input"])),
    "metadata, below": change(metadata=Node(course=Node(points=3))),
    "course-metadata, title": about(title="Graphs"),
    "course-metadata": about(lesson="graphs"),
    "course-metadata, minutes": about(minutes="30"),
    "minutes": about(minutes=30),
    "minutes, too few": about(minutes=-1),
    "pause": ("", lambda nb: nb.cells[2].update(source="## One\n\n### Two words\n\n" + LONG)),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_where_it_is(fault, folder):
    nb = clean()
    cell, spoil = FAULTS[fault]
    spoil(nb)
    findings = [f for f in found(nb, folder) if f.level == "error"]
    rule = fault.partition(",")[0]
    where = {"schema": "", "course-metadata, title": "title"}.get(fault, cell)
    assert (where, rule) in rules(findings)
    assert all(f.message and f.notebook == "notebooks/01_definition.ipynb" for f in findings)


def test_every_rule_is_tried_here():
    """The names of rules as they stand in the modules of lint: none is without a fault above."""
    package = Path(linting.__file__).parent
    source = "".join(path.read_text() for path in package.glob("lint*.py"))
    where = r'(?:"[^"]*"|[\w.]+|[\w.]+\("id", ""\))'
    named = set(re.findall(rf'(?:error|warning|say)\(\s*{where},\s*"([a-z-]+)"', source))
    named |= set(re.findall(r'faults\.append\(\("([a-z-]+)"', source))
    tried = {fault.partition(",")[0] for fault in FAULTS}
    assert len(named) > 15
    assert named - tried == {"exercise-cells", "exercise-header"}, "tried below"


@pytest.mark.parametrize(
    "source",
    [
        f"**[Exercise 1.1]({EXERCISES}#cell-id=relu-task)** (`x.relu`)",
        "[exercises/01_definition_exercises.ipynb](../exercises/01_definition_exercises.ipynb)",
        f"[`01_definition.ipynb`]({EXERCISES}) and [`code`](#cell-id=setup)",
    ],
    ids=["one exercise", "the notebook", "the notebook as code"],
)
def test_links_to_exercises_that_are_fine(source, folder):
    nb = clean()
    markdown(source)[1](nb)
    assert "exercise-link" not in {rule for _, rule in rules(found(nb, folder))}


@pytest.mark.parametrize(("number", "level"), [(100, None), (125, "warning"), (190, "error")])
def test_length_warns_before_it_refuses(number, level, folder):
    nb = clean()
    nb.cells[2].source = (
        "## One\n\n" + "word " * number + "\n\n    code is not counted\n\n### Two words"
    )
    levels = {f.cell: f.level for f in found(nb, folder) if f.rule == "long-text"}
    assert levels.get("links") == level


@pytest.mark.parametrize(("number", "level"), [(15, None), (16, "warning"), (26, "error")])
def test_code_length_warns_before_it_refuses(number, level, folder):
    nb = clean()
    nb.cells[3].source = "x = 1\n\n" * number
    levels = {f.cell: f.level for f in found(nb, folder) if f.rule == "long-code"}
    assert levels.get("figure") == level


def timed(folder, title="# 1 · Definition", minutes=2):
    nb = clean()
    nb.cells[0].source = title
    nb.metadata.course["minutes"] = minutes
    return [f.message for f in found(nb, folder) if f.rule == "minutes"]


def test_minutes_are_words_code_and_questions(folder):
    nb = notebook(
        text("title", "# Title\n\n" + "word " * 399),
        code("a", "# a comment\nx = 1\n\ny = 2\nz = 3\nquiz.ask('q_a')\nquiz.ask('q_b')"),
        code("b", "hidden = 1\n" * 50, tags=["hide-input"]),
    )
    page = Page(nb, folder / "notebooks" / "01_definition.ipynb", "notebooks")
    assert lint_time.lesson_minutes(page) == pytest.approx(400 / 200 + 5 / 10 + 2)


def test_a_title_says_the_minutes_of_lesson_and_exercises(folder):
    assert timed(folder) == []
    told = "# 1 · Definition\n\n**{} minutes**, and about {} for the exercises."
    assert timed(folder, told.format(2, 5)) == []
    assert timed(folder, told.format(3, 5)) == ["says 3 minutes, course.minutes 2"]
    assert timed(folder, told.format(2, 7)) == ["the exercises take 5 minutes by themselves"]
    alone = "# 1 · Definition\n\n**2 minutes.**"
    assert timed(folder, alone) == ["the exercises take 5 minutes by themselves"]


@pytest.mark.parametrize(("stated", "fine"), [(49, True), (39, True), (52, False), (32, False)])
def test_minutes_may_be_a_fifth_off(stated, fine, folder):
    nb = clean()
    nb.cells[2].source += " word" * 8_000
    nb.metadata.course["minutes"] = stated
    off = [f for f in found(nb, folder) if f.rule == "minutes"]
    assert bool(off) != fine


def test_a_long_lesson_with_a_place_to_stop_is_fine(folder):
    nb = clean()
    nb.cells[2].source += "\n\n" + LONG
    assert [f.rule for f in found(nb, folder) if f.rule == "pause"] == ["pause"]
    nb.cells[2].id = "pause"
    assert not [f for f in found(nb, folder) if f.rule == "pause"]


def solved():
    nb = normalise(solutions())
    nb.cells = nb.cells[:6]
    for count, cell in enumerate((c for c in nb.cells if c.cell_type == "code"), start=1):
        cell.execution_count = count
    return nb


def test_clean_solutions_have_no_finding(folder):
    assert [str(f) for f in found(solved(), folder, "solutions")] == []


@pytest.mark.parametrize(
    ("cell_id", "index", "source", "rule"),
    [
        ("relu-task", 2, "## Exercise 1: relu", "exercise-header"),
        ("relu-task", 2, "## Exercise 1.2 · relu\n\n**4 points · 5 minutes · easy**",
         "exercise-header"),
        ("relu-task", 2, "## Exercise 1.1 · relu\n\n**3 points · 5 minutes · easy**",
         "exercise-header"),
        ("relu-task", 2, "## Exercise 1.1 · rlu\n\n**4 points · 5 minutes · easy**",
         "exercise-header"),
        ("relu-answer", 4, 'check("definition.relu_grad")', "exercise-cells"),
        ("relu-answer", 4, 'print(check("definition.relu"))', "exercise-cells"),
    ],
)  # fmt: skip
def test_an_exercise_that_disagrees_is_found(cell_id, index, source, rule, folder):
    nb = solved()
    nb.cells[index].source = source
    assert (cell_id, rule) in rules(found(nb, folder, "solutions"))


@pytest.mark.parametrize("index", [2, 3, 4])
def test_an_exercise_cell_that_is_missing_is_found(index, folder):
    nb = solved()
    del nb.cells[index]
    assert "exercise-cells" in {f.rule for f in found(nb, folder, "solutions")}


def test_a_check_without_cells_is_found(folder):
    known = {"definition.relu": RELU, "definition.relu_grad": RELU, "graphs.kink": RELU}
    findings = found(solved(), folder, "solutions", exercises=known)
    assert [f.message for f in findings] == ["definition.relu_grad has a check and no cells here"]
