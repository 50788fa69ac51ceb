"""The whole course, twice: by someone who knows it all, and by someone who errs first."""

from __future__ import annotations

import re
import shutil

import lab_harness
import pytest
from axe_playwright_python.sync_playwright import Axe
from lab_page import NotebookPage

from course_utils import checks, lessons
from course_utils.grading import LocalStudent, judge
from course_utils.workshop.corpus import all_answers
from tests.part import ALL

ANSWERS = all_answers()
# Their nets train for up to a minute: nbval runs these, and here their saved outputs are seen.
TRAINED = ("03", "04", "05", "06", "07")
AT_ONCE = ("02_graphs",)
# The first page, the lesson that is answered, and the one with the most kinds of output; the others
# by command. Their errors are nbval's, their outputs' words and colours those of test_exported.py.
READ = lessons.stems() if ALL else ["00_start_here", "02_graphs", "04_variants"]
# Who errs does so in these: functions and tables, nets, nets that die; in every lesson by command.
ERRED = checks.stems() if ALL else ["01_definition", "03_role_in_networks", "06_limitations"]


@pytest.fixture(scope="module")
def page(chromium, tmp_path_factory):
    """A page on a server of its own."""
    root = tmp_path_factory.mktemp("course")
    (root / "home").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RELU_HIDE", "0")
        server = lab_harness.LabServer(root, root / "home")
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield NotebookPage(server, context.new_page())
    context.close()
    server.close()


@pytest.fixture
def learner(page):
    """Fresh notebooks, no progress."""
    root = page.server.root
    shutil.rmtree(root / "home" / "progress", ignore_errors=True)
    for name in ("notebooks", "exercises", "solutions"):
        shutil.rmtree(root / name, ignore_errors=True)
        ignore = shutil.ignore_patterns(".ipynb_checkpoints", ".backups")
        shutil.copytree(lab_harness.REPOSITORY / name, root / name, ignore=ignore)
    for stem in checks.stems():  # whatever a learner has written in this checkout is not ours
        derived = lessons.derive(lessons.read(root / "solutions" / f"{stem}_solutions.ipynb"))
        lessons.write(root / "exercises" / f"{stem}_exercises.ipynb", derived)
    return page


def answer_of(exercise, kind: str) -> str:
    """One answer of the corpus; of the wrong ones, one that makes a mistake with a name."""
    mine = [a for a in ANSWERS if a.exercise == exercise.id and a.kind == kind]
    return next((a for a in mine if a.expects in exercise.told()), mine[0])


def write_answers(lab, stem: str, change) -> None:
    """Edit the exercise notebook of a lesson before it is opened."""
    path = lab.server.root / "exercises" / f"{stem}_exercises.ipynb"
    book = lessons.read(path)
    for exercise in checks.exercises_of(stem):
        at = next(i for i, cell in enumerate(book.cells)
                  if cell.id == lessons.answer_cell_id(exercise.id))  # fmt: skip
        change(book.cells, at, exercise)
    lessons.write(path, book)


def words(text: str) -> str:
    """Text as the page shows it: no code marks, spaces folded."""
    return re.sub(r"\s+", " ", text.replace("`", "")).strip()


def reason_for(exercise, wrong) -> str:
    """How the reason begins that this answer must be given, up to the first drawn number."""
    namespace = {"__name__": "__main__"}
    exec(compile(wrong.code, "<answer>", "exec"), namespace)
    findings = judge(exercise, LocalStudent(namespace), 1).findings
    mine = next(f for f in findings if f.mistake == wrong.expects or wrong.expects in f.reason)
    return words(re.split(r"\d", mine.reason)[0])[:60]


def faults_in_outputs(page) -> list[tuple[str, str]]:
    """What axe-core calls serious or critical; a traceback's colours are JupyterLab's own."""
    context = {"include": [[".jp-OutputArea-output"]], "exclude": [['[class*="ansi-"]']]}
    found = Axe().run(page, context=context).response["violations"]
    return [(v["id"], v["nodes"][0]["html"][:200]) for v in found
            if v["impact"] in ("serious", "critical")]  # fmt: skip


def map_of(lab) -> str:
    lab.turn_to("notebooks/00_start_here.ipynb")
    lab.run_cell("setup")
    lab.run_cell("map-run")
    text = lab.output_text("map-run")
    lab.shut_down()
    return text


def assert_done(lab, stems) -> None:
    text = map_of(lab)
    for stem in stems:
        exercises = checks.exercises_of(stem)
        count, points = len(exercises), sum(e.points for e in exercises)
        done = f"done; {count} of {count} exercises, {points} of {points} points"
        assert done in text, text
    assert stems != checks.stems() or "Go on: read section 1 of lesson 8" in text


def test_a_strong_learner_reads_lessons_and_is_right_at_once(learner):
    lab = learner
    for stem in READ:
        lab.turn_to(f"notebooks/{stem}.ipynb")
        if not stem.startswith(TRAINED):
            lab.run_all(timeout=300)
        book = lessons.read(lab.server.root / "notebooks" / f"{stem}.ipynb")
        meant = [c.id for c in book.cells if "raises-exception" in c.metadata.get("tags", [])]
        assert [e.partition(":")[0] for e in lab.errors()] == meant
        # Every picture that a person sees has words for those who do not.
        images = lab.page.locator(".jp-OutputArea-output img")
        assert all(images.nth(i).get_attribute("alt") for i in range(images.count()))
        assert lab.page.locator("text=Error displaying widget").count() == 0
        assert faults_in_outputs(lab.page) == []
        lab.shut_down()
        if stem not in AT_ONCE:
            continue

        def put(cells, at, exercise):
            cells[at].source = answer_of(exercise, "right").code.strip()

        write_answers(lab, stem, put)
        lab.turn_to(f"exercises/{stem}_exercises.ipynb")
        lab.run_all(timeout=300)
        assert lab.errors() == []
        for exercise in checks.exercises_of(stem):
            cell = lessons.answer_cell_id(exercise.id).removesuffix("answer") + "check"
            full = f"right, {exercise.points} of {exercise.points} points"
            assert full in lab.output_text(cell), exercise.id
        assert faults_in_outputs(lab.page) == []
        lab.shut_down()


def test_a_weak_learner_errs_reads_the_reason_takes_a_hint_and_gets_every_point(learner):
    """Below each exercise the learner adds cells: a hint, a better answer, the check again."""
    lab = learner
    code = lessons.Node
    for stem in ERRED:

        def put(cells, at, exercise):
            cells[at].source = answer_of(exercise, "wrong").code.strip()
            right = answer_of(exercise, "right").code.strip()
            more = {"hint": f'hint("{exercise.id}")', "better": right,
                    "again": f'check("{exercise.id}")'}  # fmt: skip
            for place, (name, source) in enumerate(more.items(), start=at + 2):
                cells.insert(place, code(
                    cell_type="code", id=f"{name}-{exercise.name}", metadata={}, source=source,
                    execution_count=None, outputs=[],
                ))  # fmt: skip

        write_answers(lab, stem, put)
        lab.turn_to(f"exercises/{stem}_exercises.ipynb")
        lab.run_all(timeout=300)
        assert lab.errors() == []
        for exercise in checks.exercises_of(stem):
            wrong = answer_of(exercise, "wrong")
            cell = lessons.answer_cell_id(exercise.id).removesuffix("answer") + "check"
            told = words(lab.output_text(cell))
            assert reason_for(exercise, wrong) in told, f"{exercise.id}: {told}"
            assert f"{exercise.points} of {exercise.points} points" not in told
            assert "Hint 1 of" in lab.output_text(f"hint-{exercise.name}")
            full = f"right, {exercise.points} of {exercise.points} points"
            assert full in lab.output_text(f"again-{exercise.name}"), exercise.id
        assert faults_in_outputs(lab.page) == []
        lab.shut_down()
    assert_done(lab, ERRED)
