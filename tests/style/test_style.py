"""Looks: legible on white and on dark, apart for every eye, cheap to import."""

import itertools
import json
import subprocess
import sys

import matplotlib.figure
import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from course_utils import style
from course_utils.activations import ACTIVATIONS

VISION = (None, "protanomaly", "deuteranomaly", "tritanomaly")
PAGES = {"light": "#FFFFFF", "dark": "#111111"}  # JupyterLab's two themes
# Roles that stand in one figure. Within a group colour alone is enough to tell them apart, except
# data and target, which are points and a line.
TOGETHER = (
    ("function", "derivative", "fit", "target", "highlight", "reference"),
    ("function", "derivative", "fit", "data", "highlight", "hinge"),
    ("alive", "dead", "stuck_on"),
    ("train", "test", "reference"),
    ("positive", "negative", "highlight"),
)


def rgb(colour):
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def contrast(one, other):
    """Contrast ratio of WCAG 2.2, from relative luminance."""

    def luminance(colour):
        c = rgb(colour)
        return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4) @ (
            0.2126,
            0.7152,
            0.0722,
        )

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def seen(colour, vision):
    if vision is None:
        return rgb(colour)
    space = {"name": "sRGB1+CVD", "cvd_type": vision, "severity": 100}
    return np.clip(cspace_convert(rgb(colour), space, "sRGB1"), 0, 1)


def distance(one, other):
    """Smallest difference (CAM02-UCS) over normal and three kinds of deficient vision."""
    return min(
        deltaE(seen(one, vision), seen(other, vision), input_space="sRGB1") for vision in VISION
    )


def test_measures_know_what_they_should_refuse():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#E69F00", "#FFFFFF") < 3
    # Matplotlib's blue and purple, and its orange and green, collapse for some eyes.
    assert distance("#1f77b4", "#9467bd") < 5


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("ink", style.INK)
def test_ink_stands_out_from_its_page(ink, page):
    least = {"light": 3.0, "dark": 4.5}[page]
    assert contrast(style.INK[ink][page], PAGES[page]) >= least


@pytest.mark.parametrize("page", PAGES)
def test_inks_are_apart_for_every_eye(page):
    pairs = itertools.combinations(style.INK, 2)
    distances = {pair: distance(*(style.INK[ink][page] for ink in pair)) for pair in pairs}
    assert min(distances.values()) >= 10, min(distances, key=distances.get)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("group", TOGETHER)
def test_roles_of_one_figure_are_apart_by_colour(group, page):
    for one, other in itertools.combinations(group, 2):
        assert distance(style.ROLE[one][page], style.ROLE[other][page]) >= 10, (one, other)


def test_roles_differ_in_form_where_they_share_a_figure():
    for one, other in itertools.combinations(("function", "derivative", "fit", "target"), 2):
        assert style.ROLE[one]["dash"] != style.ROLE[other]["dash"], (one, other)
    for group in (("train", "test"), ("positive", "negative"), ("alive", "dead", "stuck_on")):
        assert len({style.ROLE[role]["marker"] for role in group}) == len(group)


def test_every_activation_has_a_look_and_no_other():
    assert list(style.ACTIVATION) == list(ACTIVATIONS)


@pytest.mark.parametrize("page", PAGES)
def test_activations_differ_by_ink_or_dash(page):
    for one, other in itertools.combinations(style.ACTIVATION, 2):
        a, b = style.ACTIVATION[one], style.ACTIVATION[other]
        assert a["dash"] != b["dash"] or distance(a[page], b[page]) >= 10, (one, other)


def test_activations_each_have_their_own_marker():
    markers = [look["marker"] for look in style.ACTIVATION.values()]
    assert len(set(markers)) == len(markers) == 13


@pytest.mark.parametrize(
    "group",
    [
        ("relu", "leaky_relu", "prelu", "elu", "gelu"),
        ("relu", "sigmoid", "tanh"),
        ("gelu", "silu", "mish"),
    ],
)
def test_activations_of_one_figure_are_apart_by_colour(group):
    for one, other in itertools.combinations(group, 2):
        assert distance(style.color(one), style.color(other)) >= 10, (one, other)


def test_fills_are_the_colours_too_pale_for_lines():
    for colour in style.FILL.values():
        assert contrast(colour, "#FFFFFF") < 3
    used = {look["light"] for look in (*style.ROLE.values(), *style.ACTIVATION.values())}
    assert used.isdisjoint(style.FILL.values())


def test_text_stays_legible_on_tints():
    for tint in style.REGION:
        assert contrast("#222222", tint) >= 7


def test_looks_are_plain_and_a_caller_cannot_change_them():
    assert json.loads(json.dumps({**style.ROLE, **style.ACTIVATION}))["data"]["dash"] is None
    style.look("derivative")["dash"].append(99)
    assert 99 not in style.look("derivative")["dash"]


def test_unknown_name_suggests_the_nearest():
    with pytest.raises(ValueError, match=r"got 'relo'\. Did you mean 'relu'"):
        style.look("relo")
    with pytest.raises(ValueError, match="Choose one of them"):
        style.color("§")


def test_line_and_points_are_what_matplotlib_draws():
    axes = matplotlib.figure.Figure().add_subplot()
    for name in (*style.ROLE, *style.ACTIVATION):
        (drawn,) = axes.plot([0, 1], [0, 1], **style.line(name, dark=True))
        assert drawn.get_color() == style.look(name)["dark"]
        (drawn,) = axes.plot([0, 1], [0, 1], **style.points(name))
        assert (drawn.get_marker(), drawn.get_linestyle()) == (style.look(name)["marker"], "None")


def test_context_is_undone_and_large_type_is_larger():
    before = matplotlib.rcParams["font.size"]
    with style.context(large=True):
        assert matplotlib.rcParams["font.size"] == 16
        assert style.line("relu")["linewidth"] == pytest.approx(3.2)
    assert matplotlib.rcParams["font.size"] == before
    small, large = style.rc(), style.rc(large=True)
    sizes = [key for key in small if key.endswith(("size", "fontsize")) and "major" not in key]
    grown = [key for key in sizes if isinstance(small[key], float) and large[key] > small[key]]
    assert {"font.size", "axes.titlesize", "xtick.labelsize", "legend.fontsize"} <= set(grown)


def test_importing_looks_loads_no_matplotlib():
    code = (
        "import sys, course_utils.style as s; s.look('relu'); s.color('data', dark=True); "
        "print([m for m in ('matplotlib', 'torch', 'IPython', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
