"""A figure in JupyterLab: described, drawn and legible, run afresh and read from a saved file."""

import pytest
from lab_page import PANEL

ALT = 'ReLU is flat for x < 0 & rises "with slope 1" for x > 0.'
SETUP = (
    "from course_utils.plotting import *\nfig, ax = figure()\nplot_activation(ax, 'relu')\n"
    "label_axes(ax, title='ReLU', xlabel='x', ylabel='relu(x)')\n"
)
DRAWN = "image => image.complete && image.naturalWidth === 640 && image.naturalHeight === 400"


def described(lab, cell_id):
    """The one image of a cell's output, found by what a screen reader is told."""
    area = lab.output(cell_id).locator(".jp-OutputArea-output")
    image = area.get_by_role("img", name=ALT, exact=True)
    image.wait_for(timeout=15_000)
    assert area.locator("img, svg, canvas").count() == 1
    assert image.evaluate(DRAWN)
    return image


def test_figure_is_described_once_run_saved_and_opened_untrusted(lab, write_notebook, tmp_path):
    name = write_notebook("figures.ipynb", [SETUP + f"show(fig, alt={ALT!r})"])
    lab.turn_to(name)
    lab.run_all()
    described(lab, "cell-0")
    lab.save()
    lab.set_theme("JupyterLab Dark")
    # Cells run by somebody else: JupyterLab cleans their HTML before it shows it.
    saved = lab.server.root / name
    (saved.parent / "received.ipynb").write_bytes(saved.read_bytes().replace(b"fig, ax", b"f, ax"))
    lab.turn_to("received.ipynb")
    assert lab.page.evaluate(f"() => {PANEL}.content.widgets[0].model.trusted") is False
    image = described(lab, "cell-0")
    assert image.bounding_box()["width"] == pytest.approx(640, abs=1)
    lab.screenshot(tmp_path / "figure.png", "cell-0")


def test_figure_shrinks_with_a_narrow_window(lab, write_notebook):
    lab.page.set_viewport_size({"width": 700, "height": 800})
    lab.turn_to(write_notebook("narrow.ipynb", [SETUP + f"show(fig, alt={ALT!r})"]))
    lab.run_all()
    box = described(lab, "cell-0").bounding_box()
    assert box["width"] < 600
    assert box["width"] / box["height"] == pytest.approx(1.6, abs=0.02)


def test_refused_figure_shows_the_message_and_no_traceback(lab, write_notebook):
    lab.turn_to(write_notebook("refused.ipynb", [SETUP + "show(fig, alt='tiny')"]))
    lab.run_all()
    text = lab.output_text("cell-0")
    assert text.startswith("FigureError: The alt text does not describe the figure: expected")
    assert "Traceback" not in text and "figures.py" not in text
