"""How fast live figures follow the hand, end to end in JupyterLab in Chromium.

    python benchmarks/live_figures.py            all
    python benchmarks/live_figures.py --quick    without the stock server

Measured on one figure of two axes, five curves and a legend (the curve explorer), against what is
usual: `interact` around an inline Matplotlib plot of the same curves, in the same run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "tests" / "browser")]

import lab_harness
import live_measure
from lab_page import NotebookPage

NAMES = ["relu", "leaky_relu", "elu", "gelu", "silu"]
PEER = f"""
%matplotlib inline
import matplotlib.pyplot as plt
import numpy as np
import ipywidgets
from course_utils.activations import ACTIVATIONS
x = np.linspace(-4, 4, 401)
def draw(x0=1.0):
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.2, 3.24))
    for name in {NAMES}:
        record = ACTIVATIONS[name]
        left.plot(x, record.f(x), label=record.title)
        right.plot(x, record.df(x), label=record.title)
    record = ACTIVATIONS["relu"]
    left.plot(x, record.f(x0) + record.df(x0) * (x - x0), "--", label="tangent")
    left.legend()
    right.legend()
    plt.show()
ipywidgets.interact(draw, x0=ipywidgets.FloatSlider(value=1, min=-4, max=4, step=0.05));
"""
OURS = f"from course_utils.widgets import curve_explorer\nfigure = curve_explorer({NAMES})\nfigure"
# The same figure with nothing computed ahead: every move goes to the kernel and back.
FED = f"""
from course_utils.widgets import CurveExplorer, LiveFigure
class Fed(CurveExplorer):
    ahead = ()
figure = LiveFigure(Fed(shown={tuple(NAMES)}))
figure
"""
SLIDER = ".relu-figure input[type=range]"


def in_lab(browser, server, source: str, handle: str, track: str) -> dict[str, float]:
    """Run one cell in a fresh page and measure its first slider."""
    lab_harness.write_notebook(server.root / "figure.ipynb", [source])
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    page.add_init_script(live_measure.PROBE)
    notebook = NotebookPage(server, page)
    notebook.open_notebook("figure.ipynb")
    notebook.run_all()
    if notebook.errors():
        raise SystemExit(f"The notebook failed: {notebook.errors()}")
    page.locator(handle).first.wait_for()
    page.wait_for_timeout(1500)
    result = live_measure.measure(page, page.locator(handle).first, page.locator(track).first)
    context.close()
    return result


def in_page(browser, folder: Path) -> dict[str, float]:
    """Measure the same figure exported as a static page."""
    from course_utils.widgets import CurveExplorer, export_html

    file = export_html(CurveExplorer(shown=tuple(NAMES)), folder / "figure.html")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script(live_measure.PROBE)
    page.goto(file.as_uri())
    result = live_measure.measure(page, page.locator(SLIDER), page.locator(SLIDER))
    context.close()
    return result


def run(browser, folder: Path, stock: bool) -> dict[str, dict[str, float]]:
    """Measure every case; the first is the peer."""
    results: dict[str, dict[str, float]] = {}
    peer = (PEER, ".noUi-handle", ".noUi-target")
    for label, nodelay in (("stock server", False), ("course's server", True))[not stock :]:
        folder.joinpath(label[:5]).mkdir()
        home = Path(tempfile.mkdtemp(dir=folder))
        server = lab_harness.LabServer(folder / label[:5], home, nodelay=nodelay)
        try:
            results[f"interact, {label}"] = in_lab(browser, server, *peer)
            results[f"fed by the kernel, {label}"] = in_lab(browser, server, FED, SLIDER, SLIDER)
            results[f"frames ahead, {label}"] = in_lab(browser, server, OURS, SLIDER, SLIDER)
        finally:
            server.close()
    results["frames ahead, static page"] = in_page(browser, folder)
    return results


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="leave the stock server out")
    quick = parser.parse_args().quick
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        executable = lab_harness.find_chromium(playwright)
        if executable is None:
            raise SystemExit("No Chromium found: install one, or run `playwright install chromium`")
        browser = lab_harness.launch(playwright, executable)
        results = run(browser, Path(folder), not quick)
        browser.close()
    head = ("figure", "step ms", "moves/s", "frames/s", "moves on ms", "step ratio", "frames ratio")
    print("{:<38}{:>9}{:>9}{:>10}{:>13}{:>12}{:>14}".format(*head))
    peer = results[next(n for n in results if n.startswith("interact"))]
    for name, r in results.items():
        ratio = peer["step_ms"] / max(r["step_ms"], 0.05)
        faster = r["frames_per_second"] / peer["frames_per_second"]
        print(
            f"{name:<38}{r['step_ms']:9.1f}{r['moves_per_second']:9.1f}{r['frames_per_second']:10.1f}"
            f"{r['moves_on_ms']:13.0f}{ratio:12.1f}{faster:14.1f}"
        )


if __name__ == "__main__":
    main()
