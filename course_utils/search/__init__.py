"""Find a section, a term, an exercise or a known mistake by a learner's own words.

One index serves the terminal, the map and the site: ``index.json`` beside this module, which
`relu dev build` writes and lunr.js reads as it is. No text is generated; what is found is what the
course says. What this room leaves out: a language model, and any language but English.
"""

from __future__ import annotations

from pathlib import Path

from .finding import HEADINGS, INDEX, LONGEST, NEXT_STEP, Answer, Found, find

# For a page with a field of its own, in the order in which it needs them.
SCRIPTS = tuple(Path(__file__).with_name(name) for name in ("lunr.min.js", "field.js"))

__all__ = ["HEADINGS", "INDEX", "LONGEST", "NEXT_STEP", "SCRIPTS", "Answer", "Found", "find"]
