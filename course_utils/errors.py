"""One grammar of errors: what is wrong, what was expected, what came, what to do next.

Bad input from a person ends in one of these texts and never in a traceback of the course's.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def did_you_mean(got: str, known: Iterable[str], *, cutoff: float = 0.5) -> str:
    """Return a sentence with the nearest known name, or with all of them; it begins with a space.

    Examples
    --------
    >>> did_you_mean("gleu", ["gelu", "relu"]), did_you_mean("x", ["gelu", "relu"])
    (" Did you mean 'gelu'?", ' There are: gelu, relu.')
    """
    known = list(known)
    near = difflib.get_close_matches(str(got), known, n=1, cutoff=cutoff)
    return f" Did you mean {near[0]!r}?" if near else f" There are: {', '.join(known)}."
