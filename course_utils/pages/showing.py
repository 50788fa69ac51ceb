"""One way to show something: HTML where there is a notebook, the same in words everywhere else."""

from __future__ import annotations

import sys
from typing import Any

from .rendering import render


def bundle(text: str, html: str) -> dict[str, str]:
    """Return HTML together with its words, as an object's ``_repr_mimebundle_`` gives them.

    Words go along for terminals, for search and for whoever reads the notebook's file.

    Examples
    --------
    >>> bundle("Figure: a ramp.", render("words", text="a ramp"))
    {'text/plain': 'Figure: a ramp.', 'text/html': 'a ramp'}
    """
    return {"text/plain": text, "text/html": html}


def show(text: str, name: str, **values: Any) -> None:
    """Display a template in a notebook; elsewhere print its words, and make no HTML.

    Parameters
    ----------
    text : str
        The same in words.
    name : str
        The template, see `render`.
    **values
        What the template asks for.

    Examples
    --------
    >>> show("Well done.", "note", lines=["Well done."])
    Well done.
    """
    if not displays():
        print(text)
        return
    sys.modules["IPython"].display.display(bundle(text, render(name, **values)), raw=True)


def displays() -> bool:
    """Tell whether there is a notebook that shows HTML.

    Examples
    --------
    >>> displays()
    False
    """
    # Nobody's notebook runs where IPython is not loaded: no reason to load it here.
    ipython = sys.modules.get("IPython")
    return ipython is not None and ipython.get_ipython() is not None
