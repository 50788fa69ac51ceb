"""In a small window the picture of a live figure and its controls are in sight together."""

from __future__ import annotations

import pytest

FIGURE = ".relu-figure"
LARGE = [
    "from course_utils.activations import ACTIVATIONS\nfrom course_utils.widgets import *\n"
    "curve = curve_explorer(large=True)\ncurve",
    *(f"{name}(large=True)" for name in ("hinge_workbench", "one_neuron", "pattern_map",
                                         "dead_unit_lab", "depth_explorer")),
]  # fmt: skip
FITS = """q => { const room = document.querySelector('.jp-WindowedPanel-outer, .jp-Notebook');
  return Array.from(document.querySelectorAll(q)).every(
    f => f.offsetHeight > 400 && f.offsetHeight < room.clientHeight); }"""


@pytest.fixture(scope="module")
def large(kept, served_folder):
    """A page of 1280 x 720 with the six figures in large type."""
    from lab_harness import write_notebook

    write_notebook(served_folder / "large.ipynb", [*LARGE, "0"])
    lab = kept.page()
    lab.page.set_viewport_size({"width": 1280, "height": 720})
    lab.turn_to("large.ipynb")
    lab.run_all()
    lab.page.locator(FIGURE).nth(len(LARGE) - 1).wait_for()
    yield lab
    kept.forget()


def test_all_figures_fit_in_large_type(large):
    large.page.wait_for_function(FITS, arg=FIGURE, timeout=8000)


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_all_functions_fit_with_their_names(large, theme, tmp_path):
    large.type_into("cell-6", "curve.model.shown = tuple(ACTIVATIONS)")
    large.run_cell("cell-6")
    figure = large.page.locator(FIGURE).first
    figure.locator(".relu-summary", has_text="tanh").wait_for()
    large.set_theme(theme)
    large.page.wait_for_function(FITS, arg=FIGURE, timeout=8000)
    size = figure.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= 16, "small type is 14"
    assert figure.locator(".relu-front").evaluate("c => c.clientHeight") >= 230
    # The names stand beside the boxes, each with its line: they take no room of the picture's.
    lines = figure.locator(".relu-swatch path").evaluate_all(
        "all => all.map(e => getComputedStyle(e).stroke + getComputedStyle(e).strokeDasharray)"
    )
    assert len(lines) == len(set(lines)) == 13, "two functions look the same"
    blue = {"JupyterLab Light": "rgb(0, 114, 178)", "JupyterLab Dark": "rgb(77, 178, 244)"}
    assert lines[0].startswith(blue[theme]), "the line of ReLU has the other theme's colour"
    figure.scroll_into_view_if_needed()
    large.screenshot(tmp_path / "figure.png")


def test_what_is_switched_on_keeps_its_place_under_the_pointer(large):
    figure = large.page.locator(FIGURE).first
    box = figure.get_by_role("checkbox", name="Squared ReLU")
    box.scroll_into_view_if_needed()
    before = box.bounding_box()
    box.uncheck()
    figure.locator(".relu-swatch path").nth(12).wait_for(state="detached")
    assert box.bounding_box()["x"] == pytest.approx(before["x"], abs=1)
    assert figure.locator(".relu-swatch").count() == 13, "an empty place is kept"
