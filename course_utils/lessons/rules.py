"""What a cell and a notebook of the course may carry: the one place that says so."""

from __future__ import annotations

import re

# tag -> what it is for. Lint refuses every other tag.
TAGS = {
    "nbval-ignore-output": "the output differs from run to run (timing); needs an ignore_reason",
    "raises-exception": "the cell fails on purpose",
    "solution-only": "the cell stays in solutions/ and is left out of exercises/",
    "hide-input": "code that is not the point: folded in pages and slides",
}
# key of a cell's metadata -> the keys allowed below it (None: anything, it is the tag list).
CELL_METADATA = {
    "tags": None,
    "course": {"ignore_reason"},
    "slideshow": {"slide_type"},
    "jupyter": {"source_hidden"},
}
NOTEBOOK_METADATA = {
    "course": {"lesson", "title", "minutes"},
    "kernelspec": {"display_name", "language", "name"},
    "language_info": {"name"},
}
# Written by editors and kernels without being asked: normalise removes them, whatever they hold.
NOISE = {
    "execution", "ExecuteTime", "collapsed", "scrolled", "trusted", "editable", "deletable",
    "vscode", "colab", "colab_type", "outputId", "id", "pycharm", "jp-MarkdownHeadingCollapsed",
    "heading_collapsed", "hidden", "run_control", "relu_unrun",
}  # fmt: skip

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
IMAGES = ("image/png", "image/jpeg", "image/gif", "image/svg+xml", "application/pdf")

# Limits: beyond the first a warning, beyond the second an error.
WORDS = (120, 180)
LINES = (15, 25)
PNG_BYTES = 60_000

CELL_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
# nbformat gives a nameless cell eight random hexadecimal digits, JupyterLab a UUID.
RANDOM_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=.*\d)[0-9a-f]{8}")

# An image inside HTML output: the only kind of figure whose alternative text survives.
DATA_URI = re.compile(r"data:image/(?:png|jpeg);base64,([A-Za-z0-9+/=\s]*)")
