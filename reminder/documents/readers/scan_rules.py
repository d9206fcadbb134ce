"""The rules of tables in the image of a page. They are looked for in strips: a rule is dark all along one strip and the
next, at the same height, and thin. Then each is followed dot by dot: letters stand apart, a rule has no gaps."""

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from reminder.documents.blocks import Box

# In points; shades are of 255.
_STRIP = 8.0
_THIN = 2.5
_SLIP = 0.5  # from one strip to the next
_GAP = 0.8  # where a rule is worn away; parts that lie near each other are one rule to who makes tables of them
_SHORT = 18.0
_SOLID = 0.93  # of its length
_OVER = 1.5  # by which an end is drawn out, so that corners close
_DARK = 128
_BLACK = 0.8
_LONG = 2  # strips
_WORN = 1  # strips


@dataclass
class _Run:
    """A rule while it is followed: the last strip it runs through, and where it was in each."""

    last: int
    levels: dict[int, float]

    def at(self, strip: int) -> int:
        """Where it is in this strip, or would be."""
        return round(self.levels[min(self.levels, key=lambda known: abs(known - strip))])


def find_rules(image: Image.Image, dpi: float) -> list[Box]:
    """Horizontal and vertical rules of a grey image, in points. The page must lie straight."""
    # Black is what is less than that much of the paper's white: a thin rule is grey in a coarse scan.
    shades = image.histogram()
    white = max(range(128, 256), key=lambda shade: shades[shade])
    image = image.point(lambda shade: min(255, round(shade * _DARK / (_BLACK * white))))
    level = _level_rules(image, dpi / 72)
    plumb = _level_rules(image.transpose(Image.Transpose.TRANSPOSE), dpi / 72)
    return [*level, *(Box(rule.top, rule.x0, rule.bottom, rule.x1) for rule in plumb)]


def _level_rules(image: Image.Image, scale: float) -> Iterator[Box]:
    strip = round(_STRIP * scale)
    for run in _runs(image, strip, scale):
        height = sum(run.levels.values()) / len(run.levels) / scale
        for start, end, dark in _dark_parts(image, run, strip, scale):
            if end - start >= _SHORT * scale and dark >= _SOLID * (end - start):
                yield Box(max(0.0, start / scale - _OVER), height, end / scale + _OVER, height)


def _dark_parts(image: Image.Image, run: _Run, strip: int, scale: float) -> Iterator[tuple[int, int, int]]:
    """From where to where it is dark, and in how many dots, followed from one strip before it to one behind."""
    slip, start, end, dark = round(_SLIP * scale), -1, -1, 0
    for place in range(max(0, min(run.levels) - 1), run.last + 2):
        left, level = place * strip, run.at(place)
        band = image.crop((left, max(0, level - slip), min(image.width, left + strip), level + slip + 1))
        data = band.tobytes()
        for x in range(band.width):
            if min(data[x :: band.width]) >= _DARK:
                continue
            if start >= 0 and left + x - end > _GAP * scale:
                yield start, end, dark
                start = -1
            end = left + x
            start, dark = (end, 1) if start < 0 else (start, dark + 1)
    if start >= 0:
        yield start, end, dark


def _runs(image: Image.Image, strip: int, scale: float) -> Iterator[_Run]:
    """What goes on over several strips from left to right."""
    count = image.width // strip
    if not count:
        return
    strips = image.resize((count, image.height), Image.Resampling.BOX, (0, 0, count * strip, image.height))
    # Turned, each strip is one run of bytes.
    data, height = strips.transpose(Image.Transpose.TRANSPOSE).tobytes(), image.height
    followed: list[_Run] = []
    for place in range(count):
        levels = list(_dark(data[place * height : (place + 1) * height], _THIN * scale))
        for run in followed:
            near = min(levels, key=lambda level: abs(level - run.levels[run.last]), default=None)
            if near is not None and abs(near - run.levels[run.last]) <= _SLIP * scale:
                levels.remove(near)
                run.last = place
                run.levels[place] = near
        yield from (run for run in followed if place - run.last > _WORN and len(run.levels) >= _LONG)
        followed = [run for run in followed if place - run.last <= _WORN]
        followed += [_Run(place, {place: level}) for level in levels]
    yield from (run for run in followed if len(run.levels) >= _LONG)


def _dark(column: bytes, thin: float) -> Iterator[float]:
    """The middles of what is dark and thin in one strip."""
    start = -1
    for at, value in enumerate((*column, 255)):
        if value < _DARK:
            start = at if start < 0 else start
        elif start >= 0:
            if at - start <= thin:
                yield (start + at - 1) / 2
            start = -1
