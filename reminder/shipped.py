"""Where the files stand that come with the program: rules, templates, the example of a configuration."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_DEFAULTS = _PACKAGE / "defaults"  # in the wheel; in a checkout the same folders stand beside the package
SHIPPED = _DEFAULTS if _DEFAULTS.is_dir() else _PACKAGE.parent
