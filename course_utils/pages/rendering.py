"""Templates and values in, HTML out."""

from __future__ import annotations

import base64
import functools
import html
import re
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "templates"
_BETWEEN_TAGS = re.compile(r"(?<=[>}])\n\s*(?=[<{])")


def render(name: str, **values: Any) -> str:
    """Return a template filled in; every value is escaped.

    Parameters
    ----------
    name : str
        A file of ``templates/`` without its ending, such as ``"note"``.
    **values
        What the template asks for, all of it: a name that is missing is an error, not a gap.

    Raises
    ------
    jinja2.UndefinedError
        If a value is missing.

    Examples
    --------
    >>> render("words", text="is `x > 0` < 1?")
    'is <code>x &gt; 0</code> &lt; 1?'
    """
    return _environment().get_template(f"{name}.html.j2").render(values)


def pieces(text: str) -> list[tuple[bool, str]]:
    """Split words at their backticks into ``(is code, text)``; a backtick left over stays.

    Examples
    --------
    >>> pieces("call `f(x)` twice"), pieces("a ` alone")
    ([(False, 'call '), (True, 'f(x)'), (False, ' twice')], [(False, 'a ` alone')])
    """
    parts = re.split(r"`([^`]*)`", text)
    return [(number % 2 == 1, part) for number, part in enumerate(parts) if part]


def _escaped(value: Any) -> Any:
    # Jinja2 would write quotation marks as numbers. As names they read better in a notebook's
    # file, and they are what the saved outputs hold.
    from markupsafe import Markup

    return Markup(html.escape(value)) if type(value) is str else value


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


@functools.cache
def _environment() -> Any:
    import jinja2
    from jinja2.ext import Extension

    class OneLine(Extension):
        """A line break between two tags of a template is layout of the template, not text."""

        def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
            return _BETWEEN_TAGS.sub("", source)

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER),
        autoescape=True,
        finalize=_escaped,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
        extensions=[OneLine],
    )
    environment.filters |= {
        "pieces": pieces,
        "base64": _base64,
    }
    # The order of keys is kept, and Greek letters stay readable.
    environment.policies["json.dumps_kwargs"] = {"sort_keys": False, "ensure_ascii": False}
    return environment
