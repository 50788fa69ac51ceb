"""Figures: what they draw, what they refuse, and that their description survives."""

import base64
import io
import logging
import subprocess
import sys
from html.parser import HTMLParser

import matplotlib
import nbformat
import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from PIL import Image
from traitlets.config import Config

from course_utils import plotting
from course_utils.plotting import FigureError
from course_utils.plotting.png import encode_png

ALT = "ReLU is flat left of zero and rises with slope one right of it."


@pytest.fixture(autouse=True)
def own_settings():
    with matplotlib.rc_context():
        yield


def labelled(**kwargs):
    fig, ax = plotting.figure(**kwargs)
    plotting.plot_activation(ax, "relu")
    plotting.label_axes(ax, title="ReLU", xlabel="x", ylabel="relu(x)")
    return fig, ax


class Images(HTMLParser):
    """The attributes of every img in a page."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "img":
            self.found.append(dict(attrs))


@pytest.fixture
def ipython(tmp_path):
    """A shell for one test; others run without."""
    config = Config({"HistoryManager": {"enabled": False}})
    yield InteractiveShell.instance(config=config, ipython_dir=str(tmp_path))
    InteractiveShell.clear_instance()


def shown(fig, alt=ALT):
    """What a notebook would receive from show: one bundle."""
    with capture_output() as captured:
        plotting.show(fig, alt=alt)
    (output,) = captured.outputs
    assert captured.stdout == ""
    return output.data


def test_show_displays_one_image_with_its_alt_text(ipython):
    data = shown(labelled()[0])
    assert set(data) == {"text/html", "text/plain"}
    assert data["text/plain"] == f"Figure: {ALT}"
    (image,) = Images(data["text/html"]).found
    assert image["alt"] == ALT
    assert image["width"] == "640"
    kind, _, payload = image["src"].partition(",")
    png = base64.b64decode(payload)
    assert kind == "data:image/png;base64" and len(png) < 60_000
    picture = Image.open(io.BytesIO(png))
    assert picture.size == (640, 400)
    # Opaque white: legible on a dark page too.
    assert picture.mode == "RGB" and picture.getpixel((2, 2)) == (255, 255, 255)


def test_same_figure_gives_the_same_bytes(ipython):
    assert shown(labelled()[0]) == shown(labelled()[0])


def test_alt_text_is_escaped_and_kept_on_one_line(ipython):
    alt = 'for x < 0 & "off" \'>\n   <script>alert(1)</script> flat'
    data = shown(labelled()[0], alt)
    assert "<script>" not in data["text/html"]
    (image,) = Images(data["text/html"]).found
    assert image["alt"] == " ".join(alt.split())
    assert data["text/plain"] == "Figure: " + " ".join(alt.split())


@pytest.mark.parametrize("alt", ["", "   ", "a plot", "a" + " " * 40 + "b", None, 7])
def test_alt_text_must_say_something(alt):
    with pytest.raises(FigureError, match=r"expected at least 20 characters.*got .*Write what"):
        plotting.show(labelled()[0], alt=alt)


def test_alt_text_is_not_optional():
    with pytest.raises(TypeError, match="alt"):
        plotting.show(labelled()[0])


def test_missing_labels_are_named_by_axes():
    fig, (left, right) = plotting.figure(cols=2)
    plotting.plot_activation(left, "relu")
    plotting.label_axes(left, title="Left", xlabel="x", ylabel="y")
    plotting.plot_activation(right, "elu")
    right.set_title("Right")
    right.set_ylabel("   ")
    with pytest.raises(FigureError, match=r"got Axes 2 of 2 \('Right'\): no x label, no y label"):
        plotting.show(fig, alt=ALT)
    right.set_visible(False)
    plotting.show(fig, alt=ALT)


def test_labels_may_come_from_shared_axes_but_a_title_may_not(capsys):
    fig, (left, right) = plotting.figure(cols=2, sharey=True)
    for ax in (left, right):
        plotting.plot_activation(ax, "relu")
        ax.set_xlabel("x")
    left.set_ylabel("y")
    left.set_title("Left")
    with pytest.raises(FigureError, match="got Axes 2 of 2: no title"):
        plotting.show(fig, alt=ALT)
    right.set_title("Right", loc="center")
    plotting.show(fig, alt=ALT)


def test_twin_needs_its_own_y_label_and_colour_bar_its_label():
    fig, ax = labelled()
    twin = ax.twinx()
    twin.plot([0, 1], [5, 6])
    with pytest.raises(FigureError, match="Axes 2 of 2: no y label"):
        plotting.show(fig, alt=ALT)
    fig, ax = plotting.figure()
    plotting.plot_image(ax, np.eye(3), label="")
    plotting.label_axes(ax, title="Weights", xlabel="input", ylabel="unit")
    with pytest.raises(FigureError, match="no colour bar label"):
        plotting.show(fig, alt=ALT)


def test_axes_without_axes_needs_its_title_only():
    fig, ax = plotting.figure()
    plotting.plot_tiles(ax, np.ones((2, 8, 8)))
    with pytest.raises(FigureError, match="Axes 1 of 1: no title\\."):
        plotting.show(fig, alt=ALT)
    ax.set_title("Two tiles")
    plotting.show(fig, alt=ALT)


def test_empty_figure_is_refused():
    fig, ax = plotting.figure()
    plotting.label_axes(ax, title="Nothing", xlabel="x", ylabel="y")
    with pytest.raises(FigureError, match="empty"):
        plotting.show(fig, alt=ALT)


def noise(pixels):
    fig, ax = plotting.figure(size=(pixels / 100, pixels / 100))
    ax.imshow(np.random.default_rng(0).random((pixels, pixels, 3)))
    plotting.label_axes(ax, title="Noise", xlabel="x", ylabel="y")
    return fig


def pixels(path):
    return np.asarray(Image.open(path).convert("RGB"), dtype=int)


def test_large_picture_is_reduced_with_its_colours_kept(tmp_path):
    def field():
        fig, axs = plotting.figure(cols=2, size=(9, 4.5))
        for ax in axs:
            plotting.plot_field(
                ax, lambda p: np.sin(p).sum(axis=1), (-3, 3), (-3, 3), label="sin x + sin y"
            )
            plotting.label_axes(ax, title="Field", xlabel="x", ylabel="y")
        return fig

    reduced, full = tmp_path / "reduced.png", tmp_path / "full.png"
    plotting.save_png(field(), reduced)
    full.write_bytes(encode_png(field(), dpi=100, paper="white", colours=(0,)))
    assert reduced.stat().st_size <= 60_000 < full.stat().st_size
    error = np.abs(pixels(reduced) - pixels(full))
    assert error.max() <= 16 and error.mean() <= 1


def test_picture_too_large_even_then_is_refused(tmp_path):
    with pytest.raises(FigureError, match=r"at most 60 kB, got \d+ kB.*400 x 400"):
        plotting.save_png(noise(400), tmp_path / "large.png")


def test_where_nobody_sees_a_figure_none_is_drawn(monkeypatch, capsys):
    monkeypatch.setattr("course_utils.plotting.figures._render", lambda fig: pytest.fail("drawn"))
    fig, ax = plotting.figure()
    plotting.plot_activation(ax, "relu")
    plotting.label_axes(ax, title="ReLU", xlabel="x", ylabel="y")
    plotting.show(fig, alt=ALT)
    assert capsys.readouterr().out == f"Figure: {ALT}\n"


def test_a_persons_savefig_settings_do_not_change_the_picture(tmp_path):
    for number, settings in enumerate(({}, {"savefig.bbox": "tight", "savefig.dpi": 300})):
        fig, _ = labelled()
        with matplotlib.rc_context(settings):
            plotting.save_png(fig, tmp_path / f"{number}.png")
    assert (tmp_path / "0.png").read_bytes() == (tmp_path / "1.png").read_bytes()


def test_save_png_keeps_the_rules_and_the_description(tmp_path):
    fig, ax = labelled()
    plotting.save_png(fig, tmp_path / "relu.png", alt=ALT + " α")
    assert Image.open(tmp_path / "relu.png").text["Description"] == ALT + " α"
    ax.set_title("")
    with pytest.raises(FigureError, match="no title"):
        plotting.save_png(fig, tmp_path / "again.png")
    with pytest.raises(FigureError, match="alt text"):
        plotting.save_png(labelled()[0], tmp_path / "again.png", alt="short")
    assert not (tmp_path / "again.png").exists()


def test_without_ipython_the_description_is_printed():
    code = (
        "import sys\nfrom course_utils.plotting import *\n"
        "fig, ax = figure()\nplot_activation(ax, 'relu')\n"
        "label_axes(ax, title='t', xlabel='x', ylabel='y')\n"
        f"show(fig, alt={ALT!r})\n"
        "print([m for m in ('IPython', 'matplotlib.pyplot', 'torch') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"Figure: {ALT}\n[]\n"


def test_alt_text_survives_a_kernel_and_the_export_to_html(caplog):
    """A pyplot figure and one of ours, run by a real kernel: each shown once, each described."""
    ours = (
        "from course_utils.plotting import *\nfig, ax = figure()\nplot_activation(ax, 'relu')\n"
        "label_axes(ax, title='ReLU', xlabel='x', ylabel='y')\n"
        f"show(fig, alt={ALT + ' <&>'!r})"
    )
    pyplots = (
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nfig, ax = plt.subplots()\n"
        "ax.plot([0, 1])\nlabel_axes(ax, title='Line', xlabel='x', ylabel='y')\n"
        "show(fig, alt='A straight line from 0 to 1.')"
    )
    refused = "fig, ax = figure()\nplot_activation(ax, 'relu')\nshow(fig, alt='tiny')"
    cells = [nbformat.v4.new_code_cell(source) for source in (ours, pyplots, refused)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, kernel_name="python3", timeout=60, allow_errors=True).execute()
    for cell in cells[:2]:
        assert [output.output_type for output in cell.outputs] == ["display_data"]
    (error,) = cells[2].outputs
    assert error.ename == "FigureError"
    # Only the message, in a notebook: none of our lines.
    text, line = error.traceback
    assert "alt text" in text and line == "  at line 3 of the cell: show(fig, alt='tiny')"
    with caplog.at_level(logging.WARNING):
        page, _ = HTMLExporter().from_notebook_node(notebook)
    assert "Alternative text is missing" not in caplog.text
    alts = [image.get("alt") for image in Images(page).found]
    assert alts == [ALT + " <&>", "A straight line from 0 to 1."]


def test_while_a_class_is_graded_nothing_is_drawn_and_the_rules_hold(monkeypatch, capsys):
    monkeypatch.setenv("RELU_GRADING", "1")
    monkeypatch.setattr("course_utils.plotting.figures._render", lambda fig: 1 / 0)
    fig, _ = labelled()
    plotting.show(fig, alt=ALT)
    assert capsys.readouterr().out == ""
    fig, _ = plotting.figure()
    with pytest.raises(FigureError):
        plotting.show(fig, alt=ALT)
