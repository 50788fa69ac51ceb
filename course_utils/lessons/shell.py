"""A cell's source as plain Python: what is for the notebook's own shell is left out."""

from __future__ import annotations

import ast
import functools
import re
import warnings

# Cell magics whose body is Python that runs in the notebook's own names.
_TRANSPARENT = ("%%time", "%%capture", "%%prun")
_CELLS = 512  # that are remembered: a class shares most of them
_LONGEST = 20_000  # characters of one that is
_TIMED = re.compile(r"^([ \t]*)%time[ \t]+(?=[^-\s])")  # what follows is run, and its names stay
_PROMPT = re.compile(r"^(?:>>>|\.\.\.)(?: |$)", re.MULTILINE)
_MAGIC = re.compile(r"^([ \t]*)(?:[%!?].*|[\w.]+\?{1,2}[ \t]*|[\w., \t()\[\]]+=[ \t]*[%!].*)$")


def plain_python(source: str) -> tuple[str, list[str]]:
    """Return a cell's source without magics and shell escapes, and the lines that were left out.

    Each such line becomes ``pass``, so that line numbers stay. Source that is Python as it
    stands is not touched: there a line may begin with ``%`` and mean a remainder. What a notebook
    takes off a cell, its first line's indent and a console's prompts, is taken off.

    Examples
    --------
    >>> plain_python("%matplotlib inline\\nx = 1")
    ('pass\\nx = 1', ['%matplotlib inline'])
    >>> plain_python("x = (7\\n% 4)")
    ('x = (7\\n% 4)', [])
    >>> plain_python(">>> def f():\\n...     return 1")
    ('def f():\\n    return 1', [])
    """
    if _is_python(source):
        return source, []
    source = _bare(source)
    lines = source.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    opening = lines[first].strip()
    if opening.startswith("%%") and opening.split()[0] not in _TRANSPARENT:
        return "", [opening]
    left_out = []
    indent = None  # of a command that goes on: its line ended in a backslash
    for number, line in enumerate(lines):
        lines[number] = line = _TIMED.sub(r"\1", line)
        if indent is None and (found := _MAGIC.match(line)):
            left_out.append(line.strip())
            indent = found[1]
        if indent is not None:
            lines[number] = f"{indent}pass"
            indent = indent if line.endswith("\\") else None
    return "\n".join(lines), left_out


def _bare(source: str) -> str:
    """Return a cell without its first line's indent, and without a console's prompts."""
    lines = source.split("\n")
    first = next((line for line in lines if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip())]
    bare = "\n".join(line.removeprefix(indent) for line in lines)
    return _PROMPT.sub("", bare) if first.lstrip().startswith(">>>") else bare


def _is_python(source: str) -> bool:
    return _kept(source) if len(source) <= _LONGEST else _parses(source)


def _parses(source: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


_kept = functools.lru_cache(_CELLS)(_parses)
