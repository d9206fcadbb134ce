"""Style attributes for mail programs that ignore style sheets, worked out once as a template is loaded.

The style sheet holds class selectors only, so what a class gives does not depend on where it stands, and
css-inline need not see every mail: each `class="…"` of the template's own text gets its `style="…"` beside it.
"""

import re
from functools import lru_cache

from css_inline import CSSInliner

_CLASS = re.compile(r'\sclass="([a-z][a-z0-9 -]*)"')
_STYLE = re.compile(r'<div class="[^"]*" style="([^"]*)">')


def inlined(source: str, css: str) -> str:
    """`source` with a style beside each class that `css` knows; lines keep their numbers."""
    return _CLASS.sub(lambda found: found[0] + _attribute(found[1], css), source)


@lru_cache(maxsize=512)
def _attribute(classes: str, css: str) -> str:
    inliner = CSSInliner(load_remote_stylesheets=False, extra_css=css)
    found = _STYLE.search(inliner.inline(f'<html><body><div class="{classes}">.</div></body></html>'))
    return f' style="{found[1].rstrip("; ").replace(": ", ":")}"' if found else ""
