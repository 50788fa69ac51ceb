"""A wrong answer, its card, the button by keyboard, the figure of the nets, and what is saved."""

from __future__ import annotations

import json
import os

from axe_playwright_python.sync_playwright import Axe

SETUP = """import os
os.environ["RELU_HOME"] = {home!r}
from course_utils import check
import numpy as np
def relu(x):
    return np.where(x > 0, 1.0, 0.0)"""
AXES = {"include": [[".relu-train"], [".relu-figure"]]}


def test_a_net_is_trained_with_the_mistake(fresh_lab, write_notebook, served_folder, tmp_path):
    lab = fresh_lab
    cells = [SETUP.format(home=str(tmp_path)), 'check("definition.relu", seed=1)']
    name = write_notebook("train.ipynb", cells)
    # Notebook 7: at 390 pixels JupyterLab leaves little beside its side bar.
    lab.open_notebook(name, app="notebook")
    lab.run_all()
    output = lab.output("cell-1")
    button = output.get_by_role("button", name="Train a net with your mistake")
    button.wait_for()
    assert output.get_by_role("slider").count() == 0
    before = lab.page.locator(".jp-Cell").count()
    button.press("Enter")
    said = output.locator(".relu-train").get_by_role("status")
    said.filter(has_text="The figure below says what came of it.").wait_for(timeout=30_000)
    assert lab.page.locator(".jp-Cell").count() == before, "JupyterLab took a key"
    assert lab.page.evaluate("document.activeElement.textContent").startswith("Train a net")
    slider = output.get_by_role("slider")
    slider.wait_for()
    slider.press("Home")
    assert "in 20 of 20 the first layer never moved" in lab.output_text("cell-1")
    live = output.locator(".relu-summary")
    live.filter(has_text="At step 0 the median loss").wait_for()
    slider.press("ArrowRight")
    live.filter(has_text="At step 5 the median loss").wait_for()
    _looks(lab)
    lab.save()
    saved = json.loads((served_folder / name).read_text(encoding="utf-8"))
    twins = [o["data"]["text/html"] for o in saved["cells"][1]["outputs"] if "data" in o]
    assert any("data:image/png" in "".join(twin) for twin in twins), "no picture was saved"
    assert lab.errors() == []


def _looks(lab):
    folder = os.environ.get("RELU_SHOTS")
    for theme in ("JupyterLab Light", "JupyterLab Dark"):
        lab.set_theme(theme)
        for width in (1280, 390):
            lab.page.set_viewport_size({"width": width, "height": 900})
            if folder:
                lab.page.locator(".relu-train").scroll_into_view_if_needed()
                lab.page.wait_for_timeout(500)
                lab.page.screenshot(path=f"{folder}/train-{theme[11:]}-{width}.png")
        response = Axe().run(lab.page, context=AXES).response
        assert response["passes"], "nothing was looked at"
        assert [(v["id"], v["nodes"][0]["html"]) for v in response["violations"]] == []
