"""Words that nobody sees because they have the colour of what is behind them."""

from collections.abc import Callable

from openpyxl.cell.cell import Cell
from openpyxl.styles.colors import COLOR_INDEX, Color
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

_WHITE, _BLACK = "FFFFFF", "000000"
# The first two of a theme, and what the machine that opens the file writes on and with.
_THEME = {0: _WHITE, 1: _BLACK}
_SYSTEM = {64: _BLACK, 65: _WHITE}


def faded(color: Color | None, cell: Cell) -> bool:
    """Words of this colour do not show in the cell."""
    behind = _behind(cell)
    return color is not None and behind != "" and _name(color) == behind


def recoloured(sheet: Worksheet) -> Callable[[tuple[int, int]], bool]:
    """Whether a rule or the style of a table may give the cell in this row and column other colours than its own."""
    areas = [CellRange(table.ref) for table in sheet.tables.values()]
    for area in sheet.conditional_formatting:
        if any(rule.dxf is None or rule.dxf.fill or rule.dxf.font for rule in area.rules):
            areas += area.sqref.ranges
    bounds = [area.bounds for area in areas]
    return lambda at: any(top <= at[0] <= low and left <= at[1] <= right for left, top, right, low in bounds)


def _behind(cell: Cell) -> str:
    """The colour of the cell itself, "" where it is a pattern or runs from one to another."""
    kind = getattr(cell.fill, "fill_type", "gradient") if cell.has_style else None
    if kind is None:
        return _WHITE
    return _name(cell.fill.fgColor) if kind == "solid" else ""


def _name(color: Color) -> str:
    """The same for the same colour, however it is said."""
    if color.type == "theme":
        plain = _THEME.get(color.theme) if not color.tint else None
        return plain or f"theme {color.theme} {color.tint}"
    if color.type == "indexed" and color.indexed in _SYSTEM:
        return _SYSTEM[color.indexed]
    said = COLOR_INDEX[color.indexed] if color.type == "indexed" and color.indexed < len(COLOR_INDEX) else color.value
    return str(said)[-6:].upper()
