"""The map in JupyterLab: fresh when it opens, live when it runs, one click from any cell."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from course_utils import checks, progress, search
from course_utils.desk import steps

START = "notebooks/00_start_here.ipynb"
# The notebook of the link in front, and its cell in sight.
THERE = """([path, id]) => { const panel = window.jupyterapp.shell.currentWidget;
  if (panel.context.path !== path) return false;
  const box = panel.content.node.getBoundingClientRect();
  const wanted = panel.content.widgets.find(w => w.model.id === id);
  if (!wanted) return false;  // still loading
  const cell = wanted.node.getBoundingClientRect();
  return cell.height > 0 && cell.top >= box.top - 5 && cell.top < box.bottom - 40; }"""
TO_CELL = """id => { const notebook = window.jupyterapp.shell.currentWidget.content;
  const at = notebook.widgets.findIndex(w => w.model.id === id);
  return notebook.scrollToItem(at, "center").then(() => null); }"""
# No test waits as long as a learner does before the field says that nobody answers.
HURRY = """() => { const wait = window.setTimeout;
  window.setTimeout = (what, ms, ...more) => wait(what, Math.min(ms, 300), ...more); }"""
WIDE = """() => Math.max(...Array.from(document.querySelectorAll('.relu-map, .relu-map-ask'),
  shown => shown.scrollWidth - shown.clientWidth))"""


def place(step) -> list[str]:
    path, _, cell = step.link.partition("#cell-id=")
    return [path.removeprefix("../"), cell]


@pytest.fixture(autouse=True)
def as_a_learner_has_it(lab_server):
    """Notebooks show the cells in sight only, as JupyterLab does unless told otherwise."""
    settings = lab_server.home / "settings" / "@jupyterlab" / "notebook-extension"
    file = settings / "tracker.jupyterlab-settings"
    before = file.read_bytes()
    file.unlink()
    yield
    file.write_bytes(before)


@pytest.fixture
def home(lab_server, monkeypatch):
    """The progress of the course that the browser shows, empty."""
    folder = lab_server.home / "progress"
    monkeypatch.setenv("RELU_HOME", str(folder))
    for file in (progress.path(), progress.path().with_name("journal.jsonl")):
        file.unlink(missing_ok=True)
    return folder


def test_the_map_leads_on_before_it_runs_and_moves_by_itself(fresh_lab, home):
    lab = fresh_lab
    first, far = checks.all_ids()[0], "definition.relu_above"
    progress.record(far, 0, checks.find(far).points, "wrong")
    lab.open_notebook(START)
    lab.page.evaluate(TO_CELL, "map-run")
    go_on = lab.output("map-run").locator("a", has_text="Go on")
    go_on.wait_for()  # a cell out of sight is not drawn
    assert far in go_on.inner_text(), "the saved map knows no try"
    go_on.press("Enter")
    lab.page.wait_for_function(THERE, arg=place(steps.next_step()))
    lab.page.locator("em a", has_text="Arrays, dtypes and the caller's data").last.click()
    lab.page.wait_for_function(THERE, arg=["notebooks/01_definition.ipynb", "arrays"])
    lab.command("docmanager:open", path=START)
    lab.mark_cells()

    lab.run_cell("setup")
    lab.run_cell("map-run")
    lab.output("map-run").get_by_label("Minutes I have").fill("12")
    lab.page.keyboard.press("Enter")
    lab.output("map-run").get_by_text("I have 12 minutes").wait_for()
    items = lab.output("map-run").locator("ol li")
    assert items.count() == len(steps.plan(12)) > 0
    question = lab.output("map-run").get_by_label("Ask in your own words")
    question.fill("the derivitive at zero")
    question.press("Enter")
    lab.output("map-run").get_by_role("status").filter(has_text="Read derivitive as").wait_for()
    found = lab.output("map-run").get_by_role("group", name="What was found").locator("a")
    answer = search.find("the derivitive at zero")
    assert found.count() == len(answer.found) > 0
    found.first.click()
    lab.page.wait_for_function(THERE, arg=answer.found[0].link.split("#cell-id="))
    lab.command("docmanager:open", path=START)
    lab.mark_cells()
    progress.record(first, 3, 3, "right")
    lab.output("map-run").get_by_text("3 of 3 points").wait_for(timeout=5000)
    assert steps.next_step().title in go_on.inner_text()
    assert lab.errors() == []
    lab.command("application:toggle-left-area")  # on a telephone: without the file list
    for theme, width in (("JupyterLab Dark", 390), ("JupyterLab Light", 1280)):
        lab.page.set_viewport_size({"width": width, "height": 844})
        lab.set_theme(theme)
        found = (
            Axe().run(lab.page, context={"include": [[".relu-map"], [".relu-map-ask"]]}).response
        )
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == []
        assert lab.page.evaluate(WIDE) <= 0

    lab.shut_down()
    lab.page.evaluate(HURRY)
    question.fill("why does my neuron die")
    question.press("Enter")
    lab.output("map-run").get_by_text("relu ask").wait_for()
    assert "run this cell again" in lab.output("map-run").get_by_role("status").last.inner_text()
