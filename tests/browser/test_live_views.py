"""The live figures in a real JupyterLab: hand, keyboard, theme, type size, restart, reopening."""

from __future__ import annotations

import json

import pytest

FIGURE = ".relu-figure"
TWO = [
    "from course_utils.widgets import curve_explorer, hinge_workbench, one_neuron",
    "curve = curve_explorer(['relu', 'gelu', 'elu'])\ncurve",
    "bench = hinge_workbench()\nbench",
]
# Whether any pixel of the drawing is neither the paper nor transparent.
INKED = """c => { const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
  let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n; }"""
CORNER = "c => Array.from(c.getContext('2d').getImageData(2, 2, 1, 1).data).slice(0, 3)"


@pytest.fixture(scope="module")
def two(chromium, lab_server, served_folder):
    """One page with two figures, shared by the tests of this module (each leaves it usable)."""
    from lab_harness import write_notebook
    from lab_page import NotebookPage

    write_notebook(served_folder / "two.ipynb", TWO)
    context = chromium.new_context(viewport={"width": 1280, "height": 1900}, device_scale_factor=2)
    lab = NotebookPage(lab_server, context.new_page())
    lab.open_notebook("two.ipynb")
    lab.run_all()
    lab.page.locator(FIGURE).nth(1).wait_for()
    yield lab
    context.close()


def figure(lab, n):
    return lab.page.locator(FIGURE).nth(n)


def said(lab, n):
    return figure(lab, n).locator(".relu-summary").inner_text()


def until(lab, n, text):
    """Wait until the summary of figure `n` contains `text`."""
    lab.page.wait_for_function(
        "([q, n, t]) => document.querySelectorAll(q)[n].querySelector('.relu-summary')"
        ".textContent.includes(t)",
        arg=[FIGURE, n, text],
        timeout=8000,
    )


def python(lab, expression):
    """The value of an expression in the notebook's kernel, as the first cell prints it."""
    lab.type_into("cell-0", f"print({expression})")
    lab.run_cell("cell-0")
    return lab.output_text("cell-0")


def test_both_figures_are_drawn_sharply_and_without_errors(two):
    assert two.errors() == []
    for n in (0, 1):
        front = figure(two, n).locator(".relu-front")
        assert front.evaluate(INKED) > 2000
        width, css = front.evaluate("c => [c.width, c.clientWidth]")
        assert width == pytest.approx(2 * css, abs=2), "two device pixels for each CSS pixel"
    assert not [line for line in two.console if line.startswith("pageerror")]


def test_picture_and_controls_are_in_sight_together_on_a_small_screen(two):
    two.page.set_viewport_size({"width": 1280, "height": 720})
    fits = """q => { const room = document.querySelector('.jp-WindowedPanel-outer, .jp-Notebook');
      return Array.from(document.querySelectorAll(q)).every(
        f => f.offsetHeight > 400 && f.offsetHeight < room.clientHeight); }"""
    two.page.wait_for_function(fits, arg=FIGURE, timeout=8000)
    two.page.set_viewport_size({"width": 1280, "height": 1900})


def test_arrow_keys_move_the_slider_and_python_follows(two):
    slider = figure(two, 0).get_by_label("Tangent at x₀")
    slider.focus()
    active = "() => window.jupyterapp.shell.currentWidget.content.activeCellIndex"
    before = two.page.evaluate(active)
    for _ in range(4):
        two.page.keyboard.press("ArrowRight")
    until(two, 0, "At x = 1.20")
    assert slider.get_attribute("aria-valuetext") == "1.20"
    assert two.page.evaluate(active) == before, "JupyterLab took the arrow keys"
    assert python(two, "round(curve.model.x0, 9)") == "1.2"


def test_the_pointer_carries_the_tangent(two):
    front = figure(two, 0).locator(".relu-front")
    front.scroll_into_view_if_needed()
    box = front.bounding_box()
    two.page.mouse.move(box["x"] + box["width"] * 0.12, box["y"] + box["height"] * 0.5)
    two.page.wait_for_timeout(200)
    shown = said(two, 0)
    assert shown.startswith("At x = −"), shown
    two.page.mouse.move(box["x"] + box["width"] * 0.45, box["y"] + box["height"] * 0.5)
    two.page.wait_for_timeout(200)
    assert not said(two, 0).startswith("At x = −")


def test_functions_are_switched_by_keyboard_alone(two):
    box = figure(two, 0).get_by_label("SiLU (Swish)")
    box.focus()
    two.page.keyboard.press("Space")
    until(two, 0, "SiLU (Swish)")
    assert box.evaluate("e => e === document.activeElement"), "the focus was lost"
    two.page.keyboard.press("Space")
    two.page.wait_for_timeout(300)
    assert "SiLU" not in said(two, 0)


def test_a_kink_is_dragged_and_the_rest_is_fitted(two):
    front = figure(two, 1).locator(".relu-front")
    front.scroll_into_view_if_needed()
    figure(two, 1).get_by_label("Hinge", exact=True).select_option("2")
    until(two, 1, "Hinge 2: kink at −1.00")
    box = front.bounding_box()
    # The raw hinges stand in the left third; y = 0 lies just above its lower edge, and the legend
    # below that.
    y = box["y"] + box["height"] * 0.77
    ready = []
    for share in range(8, 32):
        x = box["x"] + box["width"] * share / 100
        two.page.mouse.move(x, y)
        if front.evaluate("c => c.style.cursor") == "grab":
            ready.append(x)
    assert ready, "no draggable point was found under the pointer"
    two.page.mouse.move(ready[0] + 6, y)
    two.page.mouse.down()
    two.page.mouse.move(ready[0] + 36, y, steps=6)
    two.page.mouse.up()
    two.page.wait_for_timeout(400)
    moved = python(two, "[round(k, 1) for k in bench.model.kinks]")
    assert moved != "[-3.0, -1.0, 1.0]", moved
    error = float(python(two, "bench.model.error()[0]"))
    figure(two, 1).get_by_role("button", name="Fit the rest for me").click()
    two.page.wait_for_timeout(400)
    assert float(python(two, "bench.model.error()[0]")) < error


def test_hinges_are_added_and_removed_by_keyboard(two):
    add = figure(two, 1).get_by_role("button", name="Add a hinge")
    add.focus()
    two.page.keyboard.press("Enter")
    until(two, 1, "4 hinges")
    assert add.evaluate("e => e === document.activeElement"), "the focus was lost"
    figure(two, 1).get_by_role("button", name="Remove this hinge").focus()
    two.page.keyboard.press("Enter")
    until(two, 1, "3 hinges")


def test_a_typed_formula_is_taken_and_a_wrong_one_explained(two):
    line = figure(two, 1).get_by_label("My formula")
    line.fill("__import__('os').getcwd()")
    line.press("Enter")
    problem = figure(two, 1).locator(".relu-problem")
    problem.filter(has_text="Expected").wait_for()
    assert line.get_attribute("aria-invalid") == "true"
    line.fill("exp(-x**2)")
    line.press("Enter")
    until(two, 1, "exp(-x**2)")
    assert problem.inner_text() == "" and line.get_attribute("aria-invalid") is None


def test_dark_theme_is_followed_and_left(two):
    back = figure(two, 0).locator(".relu-back")
    two.set_theme("JupyterLab Light")
    two.page.wait_for_timeout(300)
    assert back.evaluate(CORNER) == [255, 255, 255]
    two.set_theme("JupyterLab Dark")
    two.page.wait_for_timeout(300)
    assert back.evaluate(CORNER) == [17, 17, 17]
    two.set_theme("JupyterLab Light")
    two.page.wait_for_timeout(300)
    assert back.evaluate(CORNER) == [255, 255, 255]


def test_large_type_reaches_every_figure_of_the_page(two):
    def sizes():
        return [
            figure(two, n).evaluate("e => parseFloat(getComputedStyle(e).fontSize)") for n in (0, 1)
        ]

    before = sizes()
    figure(two, 0).get_by_label("Large type").check()
    assert [round(b / a, 2) for a, b in zip(before, sizes(), strict=True)] == [1.57, 1.57]
    figure(two, 0).get_by_label("Large type").uncheck()
    assert sizes() == before


def test_the_state_is_announced_once_when_the_hand_rests(two):
    spoken = figure(two, 0).locator("[role=status]")
    two.page.evaluate(
        """q => { window.__said = []; new MutationObserver(() => window.__said.push(1)).observe(
        document.querySelector(q + ' [role=status]'), {childList: true, characterData: true,
        subtree: true}); }""",
        FIGURE,
    )
    slider = figure(two, 0).get_by_label("Tangent at x₀")
    slider.focus()
    for _ in range(10):
        two.page.keyboard.press("ArrowLeft")
    two.page.wait_for_timeout(1200)
    assert two.page.evaluate("() => window.__said.length") == 1
    assert spoken.text_content() == said(two, 0)
    label = figure(two, 0).locator(".relu-front").get_attribute("aria-label")
    assert said(two, 0) in label


def test_python_moves_the_figure(two):
    assert python(two, "setattr(curve.model, 'x0', -2.5)") == "None"
    until(two, 0, "At x = −2.50")
    position = figure(two, 0).get_by_label("Tangent at x₀").input_value()
    assert position == "30"


def test_a_thousand_moves_leave_nothing_behind(two):
    count = """() => [document.querySelectorAll('*').length, performance.memory.usedJSHeapSize]"""
    kernel = "len(__import__('gc').get_objects())"
    sweep = """async n => { const s = document.querySelector('.relu-figure input[type=range]');
      for (let i = 0; i < n; i += 1) { s.value = i % 160; s.dispatchEvent(new Event('input'));
        if (i % 10 === 0) await new Promise(requestAnimationFrame);
      } s.dispatchEvent(new Event('change')); }"""
    session = two.page.context.new_cdp_session(two.page)

    def measure():
        two.page.wait_for_timeout(300)
        session.send("HeapProfiler.collectGarbage")
        return [*two.page.evaluate(count), int(python(two, kernel))]

    two.page.evaluate(sweep, 200)
    nodes, heap, objects = measure()
    two.page.evaluate(sweep, 1000)
    nodes_after, heap_after, objects_after = measure()
    assert abs(nodes_after - nodes) < 50
    assert heap_after - heap < 4e6
    assert objects_after - objects < 3000


def test_after_a_restart_the_frames_in_the_page_still_move(two):
    two.type_into("cell-0", TWO[0])  # the tests above have printed from it
    two.restart_kernel()
    slider = figure(two, 0).get_by_label("Tangent at x₀")
    slider.focus()
    two.page.keyboard.press("Home")
    until(two, 0, "At x = −4.00")
    figure(two, 1).get_by_role("button", name="Fit the rest for me").click()
    notice = figure(two, 1).locator(".relu-notice")
    notice.filter(has_text="restarted").wait_for(timeout=8000)
    two.run_all()
    two.page.wait_for_timeout(800)
    slider = figure(two, 0).get_by_label("Tangent at x₀")
    slider.focus()
    two.page.keyboard.press("ArrowRight")
    until(two, 0, "At x = 1.05")


def test_a_saved_notebook_shows_its_figures_where_no_kernel_knows_them(two, lab, served_folder):
    from course_utils.widgets.live import WIDGET_MIME

    two.save()
    notebook = json.loads((served_folder / "two.ipynb").read_text())
    saved = [set(o["data"]) for c in notebook["cells"] for o in c["outputs"] if "data" in o]
    assert saved == [{"text/html", "text/plain"}] * 2, "see course_utils/lab/server_twins.py"
    assert figure(two, 0).is_visible(), "saving took the live figure away"
    # A copy under another name, so that the running kernel is not its own.
    (served_folder / "reopened.ipynb").write_text(json.dumps(notebook))
    lab.turn_to("reopened.ipynb", kernel=False)
    image = lab.page.locator(".jp-OutputArea img[alt^='Curve explorer. At x =']")
    image.wait_for()
    lab.page.locator(".jp-OutputArea img[alt^='Hinge workbench. 3 hinges']").wait_for()
    assert image.evaluate("i => i.complete && i.naturalWidth > 600")
    assert WIDGET_MIME not in json.dumps(notebook)
