"""The pages of a graded class, and a notebook that came back, in a real browser."""

from __future__ import annotations

import json

import pytest

from course_utils import lessons
from course_utils.classroom import reports
from course_utils.classroom.gradebook import Gradebook
from course_utils.classroom.submission import Marks
from tests.classroom.made_up import LESSON, a_class, handed_in, marks, outcome, record

HOSTILE = (
    "<script>document.title = 'taken'</script><img src=x onerror=alert(1)> =cmd|' /C' \u202etxet"
)
LONG = "Wolfeschlegelsteinhausenbergerdorff" * 6
RELU = "definition.relu"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The pages of a class of twenty with everything in it that could break one."""
    folder = tmp_path_factory.mktemp("reports")
    with Gradebook.open(folder / "gradebook.db") as book:
        a_class(book, {LESSON: [RELU, "definition.value_table", "definition.identities"]}, 20)
        given = marks(outcome(got=HOSTILE + "x" * 100_000, reason=HOSTILE * 3), notes=(HOSTILE,))
        given.sources[RELU] = HOSTILE + "\n" + LONG * 10
        record(book, handed_in("hostile", name=HOSTILE, late=True), given)
        record(book, handed_in("long", name=LONG, source=LONG), marks(outcome(got=LONG)))
        refused = handed_in("broken", b"", source=HOSTILE, problem=f"Not JSON: {LONG}")
        record(book, refused, Marks(""))
        book.adjust("hostile", RELU, 1.5, HOSTILE, LONG)
        group = book.of_student("hostile")[0].exercises[0].group
        book.comment(group, HOSTILE, "Dr B")
        pages = {name: reports.feedback_page(book.of_student(name)) for name in
                 ("s0003", "hostile", "long", "broken")}  # fmt: skip
        pages["class"] = reports.class_page(book, title=HOSTILE, similar=True)
    for name, page in pages.items():
        (folder / f"{name}.html").write_bytes(reports.page_bytes(page))
    return folder


@pytest.fixture(params=[(1280, "light"), (390, "dark")], ids=lambda p: f"{p[0]}-{p[1]}")
def page(chromium, request):
    width, scheme = request.param
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", ["s0003", "hostile", "long", "broken", "class"])
def test_a_page_is_whole_accessible_and_not_cut(page, files, name):
    from axe_playwright_python.sync_playwright import Axe

    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append("dialog"))
    page.goto((files / f"{name}.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # Outside the tables, which scroll on their own, nothing sticks out.
    out = page.evaluate(
        """w => [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll, pre') &&
        e.getBoundingClientRect().right > w + 1).map(e => e.outerHTML.slice(0, 120))""",
        width,
    )
    assert out == []
    assert page.locator("script").count() == 0 and page.title() != "taken" and said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []


def test_the_dark_page_has_dark_pictures(page, files):
    page.goto((files / "class.html").as_uri())
    shown = page.locator("figure img").evaluate_all(
        "all => all.map(i => [i.currentSrc === i.src, i.naturalWidth > 0, i.width])"
    )
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert len(shown) == 3
    assert all(light != dark and drawn and width <= 480 for light, drawn, width in shown)


def test_a_page_prints_without_its_colours(chromium, files):
    a4 = {"width": 680, "height": 960}
    context = chromium.new_context(color_scheme="dark", viewport=a4)
    page = context.new_page()
    page.goto((files / "class.html").as_uri())
    page.emulate_media(media="print")
    cut = page.locator(".scroll").evaluate_all(
        "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"
    )
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    images = page.locator("figure img").evaluate_all(
        "all => all.every(i => i.currentSrc === i.src)"
    )
    context.close()
    assert paper == "rgb(255, 255, 255)" and images and cut == []


def test_a_notebook_that_came_back_works(lab, served_folder, tmp_path):
    content = json.loads(lessons.path_of("exercises", LESSON).read_bytes())
    code = "def relu(x):\n    return abs(x)  # " + HOSTILE
    for cell in content["cells"]:
        if cell["id"] == "relu-answer":
            cell["source"] = code
    handed = json.dumps(content).encode()
    with Gradebook.open(tmp_path / "gradebook.db") as book:
        given = Marks(LESSON, (outcome(got=HOSTILE, reason=HOSTILE),), {RELU: code})
        record(book, handed_in(content=handed), given)
        returned = reports.returned_notebook(handed, book.of_student("ada")[0])
    (served_folder / "returned.ipynb").write_bytes(returned)
    lab.turn_to("returned.ipynb")
    note = lab.cell("relu-graded").locator(".jp-RenderedMarkdown")
    note.wait_for()
    assert "Graded: 0 of 2 points" in note.inner_text() and "<script>" in note.inner_text()
    assert note.locator("script, img").count() == 0
    for cell in ("setup", "relu-answer", "relu-check"):
        lab.run_cell(cell)
    assert "This is |x|" in lab.output_text("relu-check") and lab.errors() == []
    lab.shut_down()
