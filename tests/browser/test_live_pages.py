"""Live figures elsewhere: exported pages without a kernel, Notebook 7, training, accessibility."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from course_utils.widgets import CurveExplorer, DepthExplorer, OneNeuron, export_html

FIGURE = ".relu-figure"
ALL = [
    "from course_utils import widgets\n"
    "shown = [widgets.curve_explorer(['relu', 'silu']), widgets.one_neuron(),\n"
    "  widgets.hinge_workbench(), widgets.depth_explorer(depth=10), widgets.pattern_map(width=4),\n"
    "  widgets.dead_unit_lab()]",
    "from IPython.display import display\nfor figure in shown:\n    display(figure)",
]


def serious(page, within):
    """What axe-core calls serious or critical inside one element: rule and first place."""
    found = Axe().run(page, context={"include": [[within]]}).response["violations"]
    return [
        (v["id"], v["nodes"][0]["html"][:120])
        for v in found
        if v["impact"] in ("serious", "critical")
    ]


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 1000, "height": 800})
    context.set_offline(True)
    page = context.new_page()
    page.problems = []
    page.on("pageerror", lambda e: page.problems.append(str(e)))
    page.on("request", lambda r: r.url.startswith("file:") or page.problems.append(r.url))
    yield page
    context.close()


def test_an_exported_page_moves_without_kernel_or_network(page, tmp_path):
    page.goto(export_html(CurveExplorer(shown=("relu", "gelu")), tmp_path / "c.html").as_uri())
    slider = page.get_by_label("Tangent at x₀")
    slider.focus()
    page.keyboard.press("Home")
    page.get_by_text("At x = −4.00: f is ReLU 0.00").first.wait_for()
    page.keyboard.press("End")
    told = CurveExplorer(shown=("relu", "gelu"), x0=4.0).summary()
    page.locator(".relu-summary", has_text=told).wait_for()
    assert page.get_by_role("slider").count() == 1, "what cannot move is not offered"
    assert page.problems == []


def test_a_page_of_two_sliders_shows_each_combination(page, tmp_path):
    page.goto(export_html(OneNeuron(), tmp_path / "n.html", sliders=("a", "b"), steps=6).as_uri())
    for name in ("a, input weight", "b, bias"):
        page.get_by_label(name).focus()
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
    told = OneNeuron(a=-2.0, b=-2.0).summary()
    page.locator(".relu-summary", has_text=told).wait_for()
    assert page.problems == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault_in_an_exported_page(page, tmp_path, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(export_html(DepthExplorer(depth=6), tmp_path / "d.html").as_uri())
    assert page.locator(FIGURE).get_attribute("data-dark") == str(scheme == "dark").lower()
    assert serious(page, "body") == []


@pytest.fixture(scope="module")
def every(chromium, lab_server, served_folder):
    """All six explorers in one notebook, in Notebook 7."""
    from lab_harness import write_notebook
    from lab_page import NotebookPage

    write_notebook(served_folder / "all.ipynb", ALL)
    context = chromium.new_context(viewport={"width": 1280, "height": 1000})
    lab = NotebookPage(lab_server, context.new_page())
    lab.open_notebook("all.ipynb", app="notebook")
    lab.console.clear()  # what Notebook 7 itself says while it starts
    lab.run_all()
    lab.page.locator(FIGURE).nth(5).wait_for()
    yield lab
    context.close()


def test_all_six_are_drawn_in_notebook_7(every):
    assert every.errors() == []
    ink = """c => { const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
      let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n; }"""
    ids = every.page.locator(f"{FIGURE} [id]").evaluate_all("all => all.map(e => e.id)")
    assert len(ids) == len(set(ids)), "two figures share the id of an input"
    for n in range(6):
        assert every.page.locator(f"{FIGURE} .relu-front").nth(n).evaluate(ink) > 1000
    assert not [line for line in every.console if line.startswith("pageerror")]


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_axe_finds_no_serious_fault_in_live_figures(every, theme):
    every.set_theme(theme)
    every.page.wait_for_timeout(300)
    assert serious(every.page, FIGURE) == []


def test_training_moves_stops_and_leaves_the_page_free(every):
    lab = every.page.locator(FIGURE).nth(5)
    summary = lab.locator(".relu-summary")
    lab.get_by_role("button", name="Train").click()
    every.page.wait_for_function(
        "q => /step [1-9][0-9]{2}/.test(document.querySelectorAll(q)[5].textContent)",
        arg=FIGURE,
        timeout=15_000,
    )
    longest = every.page.evaluate(
        """() => new Promise(done => { let last = performance.now(), worst = 0, n = 0;
        const step = now => { worst = Math.max(worst, now - last); last = now;
          if (++n < 60) requestAnimationFrame(step); else done(worst); };
        requestAnimationFrame(step); })"""
    )
    assert longest < 1000, "the page stood still while the kernel was training"
    stop = lab.get_by_role("button", name="Stop")
    stop.focus()
    every.page.keyboard.press("Enter")
    every.page.wait_for_function(
        "q => document.querySelectorAll(q)[5].textContent.includes('stopped')",
        arg=FIGURE,
        timeout=10_000,
    )
    stopped = summary.inner_text()
    every.page.wait_for_timeout(400)
    assert summary.inner_text() == stopped
    assert stop.evaluate("e => e === document.activeElement"), "the focus was lost"


def test_a_wish_for_less_motion_gets_fewer_pictures_of_training(every):
    count = """async q => { let n = 0;
      const front = document.querySelectorAll(q)[5].querySelector('.relu-front');
      const g = front.getContext('2d'), clear = g.clearRect;
      g.clearRect = function (...a) { n += 1; return clear.apply(g, a); };
      await new Promise(r => setTimeout(r, 1500)); delete g.clearRect; return n; }"""
    lab = every.page.locator(FIGURE).nth(5)
    drawn = {}
    for wish in ("no-preference", "reduce"):
        every.page.emulate_media(reduced_motion=wish)
        lab.get_by_role("button", name="Start again").click()
        lab.get_by_role("button", name="Train").click()
        every.page.wait_for_timeout(200)
        drawn[wish] = every.page.evaluate(count, FIGURE)
        lab.get_by_role("button", name="Stop").click()
        every.page.wait_for_timeout(300)
    assert drawn["reduce"] <= 4 < drawn["no-preference"], drawn


def test_nothing_goes_on_moving_after_the_hand_stops(every):
    """A hundred moves at once, fed by the kernel: the last one is shown, and only few between."""
    result = every.page.evaluate(
        """async ([q, steps]) => {
        const figure = document.querySelectorAll(q)[2], text = () =>
          figure.querySelector('.relu-summary').textContent;
        const slider = [...figure.querySelectorAll('input[type=range]')].find(
          i => i.dataset.name === 'place');
        let changes = 0;
        const watch = new MutationObserver(() => { changes += 1; });
        watch.observe(figure.querySelector('.relu-summary'), {childList: true});
        for (let i = 0; i < steps; i += 1) {
          slider.value = i; slider.dispatchEvent(new Event('input')); }
        slider.dispatchEvent(new Event('change'));
        await new Promise(r => setTimeout(r, 1500));
        watch.disconnect();
        return [changes, text()]; }""",
        [FIGURE, 100],
    )
    assert result[0] <= 4, "each of the hundred moves was computed"
    assert "kink at 1.95" in result[1]
