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
_MAGIC = re.compile(r"^([ \t]*)(?:[%!?].*|[\w.]+\?{1,2}[ \t]*|[\w., \t()\[\]]+=[ \t]*[%!].*)$")


def plain_python(source: str) -> tuple[str, list[str]]:
    """Return a cell's source without magics and shell escapes, and the lines that were left out.

    Each such line becomes ``pass``, so that line numbers stay. Source that is Python as it stands
    is not touched: there a line may begin with ``%`` and mean a remainder.

    Examples
    --------
    >>> plain_python("%matplotlib inline\\nx = 1")
    ('pass\\nx = 1', ['%matplotlib inline'])
    >>> plain_python("x = (7\\n% 4)")
    ('x = (7\\n% 4)', [])
    """
    if _is_python(source):
        return source, []
    lines = source.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    opening = lines[first].strip()
    if opening.startswith("%%") and opening.split()[0] not in _TRANSPARENT:
        return "", [opening]
    left_out = []
    for number, line in enumerate(lines):
        found = _MAGIC.match(line)
        if found:
            left_out.append(line.strip())
            lines[number] = f"{found[1]}pass"
    return "\n".join(lines), left_out


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
