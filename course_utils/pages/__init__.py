"""All HTML of the course: templates, and the one way to show HTML with words beside it.

Nothing outside this room spells a tag. Who has something to show hands over values;
``templates/<name>.html.j2`` says how they look, and every value is escaped on its way in. Jinja2
is loaded when the first page is asked for, so a terminal, which prints words, never loads it.
"""

from .rendering import render
from .showing import bundle, displays, show

__all__ = ["bundle", "displays", "render", "show"]
