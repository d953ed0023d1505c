"""What pypdfium2 shows of a PDF page: glyphs with their boxes, and ruled lines. The only reader room that calls its raw API.

Coordinates are turned once, here, into points from the top left corner of the page as it is shown (its crop box, rotated).
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
HYPHEN = "\x02"  # what pdfium gives for a hyphen that parts a word at a line end
_THIN = 2.5  # points: a filled box thinner than this was drawn as a line
_DOT = 1.5, 7.0  # points: how small and how large a drawn bullet may be
_MOST_RULES = 4000  # a page with more drawn lines than this is a picture, not a table
_WORD_GAP = 0.12  # em: letters farther apart are of two words
_ASCENT, _DESCENT = 0.9, 0.22  # em: what a line's box spans above and below its baseline, whatever the font's own tables say


class Glyph(NamedTuple):
    """One printed character: its position in pdfium's text layer, its box, and the look of its font.

    Every upright glyph's box spans the same part of the em about its baseline, since fonts disagree wildly on their line boxes and a
    substitute font in mid-sentence must not look like larger type. `size` is that height. `space` says that white space stands before
    it, `breaks` that pdfium starts a new line with it. A control character stands for a glyph that pdfium knows no letter for. `tint`
    is its colour, 0xRRGGBB.
    """

    position: int
    char: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    upright: bool
    space: bool
    breaks: bool
    tint: int = 0


class Rule(NamedTuple):
    """A drawn line, horizontal or vertical; `shade` marks the edge of a filled area, which may be no more than a background."""

    x0: float
    top: float
    x1: float
    bottom: float
    shade: bool = False


class Dot(NamedTuple):
    """A small drawn disc or square, such as list bullets are where they are no letters: its middle."""

    x: float
    y: float


class Sheet(NamedTuple):
    """What one page shows: size, glyphs in the file's own order, ruled lines, whether it has pictures or drawings, and drawn bullets."""

    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Rule]
    drawn: bool
    dots: list[Dot] = []


Turn = Callable[[float, float], tuple[float, float]]
FontName = Callable[[Callable[[int], float]], str]


def _no_name(_width: Callable[[int], float]) -> str:
    return ""


def sheet_of(page: pdfium.PdfPage, name_of: FontName = _no_name) -> Sheet:
    """Given an open page and what names a font by the widths of its characters where pdfium does not, return what the page shows."""
    turn, width, height = _turn(page)
    textpage = page.get_textpage()
    try:
        glyphs = list(_glyphs(textpage, turn, page.get_rotation(), name_of))
    finally:
        textpage.close()
    rules, dots, drawn = _rules(page, turn)
    return Sheet(width, height, glyphs, rules, drawn, dots)


def _turn(page: pdfium.PdfPage) -> tuple[Turn, float, float]:
    """Given a page, return the map from PDF space to the shown page, and the shown page's width and height."""
    left, bottom, right, top = page.get_cropbox() or page.get_mediabox()
    rotation = page.get_rotation()
    width, height = abs(right - left), abs(top - bottom)
    if rotation == 90:
        return (lambda x, y: (y - bottom, x - left)), height, width
    if rotation == 180:
        return (lambda x, y: (right - x, y - bottom)), width, height
    if rotation == 270:
        return (lambda x, y: (top - y, right - x)), height, width
    return (lambda x, y: (x - left, top - y)), width, height


class _Look(NamedTuple):
    """The type of one text object: bold or not, how many points its em is high, and whether it stands upright."""

    bold: bool
    em: float
    upright: bool
    tint: int = 0


class _Fonts:
    """Remembers the type of each text object: asked once per object, not per character."""

    def __init__(self, text: object, rotation: int, name_of: FontName) -> None:
        self._text = text
        self._rotation = rotation
        self._name_of = name_of
        self._unnamed: dict[int, str] = {}
        self._matrix = raw.FS_MATRIX()
        self._by_object: dict[int, _Look] = {}

    def look(self, index: int) -> _Look:
        """Given a character's index, return the type it is set in."""
        handle = raw.FPDFText_GetTextObject(self._text, index)
        if not handle:
            return _Look(False, 0.0, True)
        key = ctypes.addressof(handle.contents)
        if key not in self._by_object:
            upright = _is_upright(raw.FPDFText_GetCharAngle(self._text, index), self._rotation)
            self._by_object[key] = _Look(self._is_bold(handle), self._em(index), upright, _tint(handle))
        return self._by_object[key]

    def _is_bold(self, handle: object) -> bool:
        name = _font_name(handle) or self._other_name(raw.FPDFTextObj_GetFont(handle))
        if any(word in name.lower() for word in _BOLD_NAMES):
            return True
        # Fill and stroke together is how word processors fake a bold face that they lack.
        font = raw.FPDFTextObj_GetFont(handle)
        return bool(font) and bool(raw.FPDFTextObj_GetTextRenderMode(handle) == raw.FPDF_TEXTRENDERMODE_FILL_STROKE)

    def _other_name(self, font: Any) -> str:
        """The name of a font that pdfium gives none for."""
        if not font:
            return ""
        key = ctypes.addressof(font.contents)
        if key not in self._unnamed:
            self._unnamed[key] = self._name_of(partial(_width, font))
        return self._unnamed[key]

    def _em(self, index: int) -> float:
        if not raw.FPDFText_GetMatrix(self._text, index, self._matrix):
            return 0.0
        return float(raw.FPDFText_GetFontSize(self._text, index) * math.hypot(self._matrix.c, self._matrix.d))


def _tint(handle: object) -> int:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(handle, *parts):
        return 0
    red, green, blue, _ = (part.value for part in parts)
    return red << 16 | green << 8 | blue


def _font_name(handle: object) -> str:
    font = raw.FPDFTextObj_GetFont(handle)
    if not font:
        return ""
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    raw.FPDFFont_GetBaseFontName(font, buffer, length)
    return buffer.value.decode("utf-8", "replace")


def _width(font: object, character: int) -> float:
    """How wide a font sets a character, in thousandths of its size."""
    width = ctypes.c_float()
    return width.value if raw.FPDFFont_GetGlyphWidth(font, character, 1000.0, width) else 0.0


def _glyphs(textpage: pdfium.PdfTextPage, turn: Turn, rotation: int, name_of: FontName) -> Iterator[Glyph]:
    text = textpage.raw
    box = raw.FS_RECTF()
    origin = ctypes.c_double(), ctypes.c_double()
    fonts = _Fonts(text, rotation, name_of)
    space = breaks = False
    last: Glyph | None = None
    for index in range(raw.FPDFText_CountChars(text)):
        char = chr(raw.FPDFText_GetUnicode(text, index))
        if char in "\r\n":
            breaks = True
            continue
        unnamed = char < " " and char != HYPHEN and raw.FPDFText_HasUnicodeMapError(text, index) == 1
        if char == "\x00" or char.isspace() and not unnamed:
            space = True
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, box):
            continue
        ax, ay = turn(box.left, box.top)
        bx, by = turn(box.right, box.bottom)
        x0, x1 = min(ax, bx), max(ax, bx)
        top, bottom = min(ay, by), max(ay, by)
        if x1 - x0 <= 0 and bottom - top <= 0:
            continue
        bold, em, upright, tint = fonts.look(index)
        if upright and em > 0 and raw.FPDFText_GetCharOrigin(text, index, *origin):
            _, baseline = turn(origin[0].value, origin[1].value)
            top, bottom = baseline - _ASCENT * em, baseline + _DESCENT * em
        size = bottom - top if upright else x1 - x0
        glyph = Glyph(index, char, x0, top, x1, bottom, size, bold, upright, space, breaks, tint)
        last = glyph._replace(space=True) if breaks and not space and not (last and _joins(last, glyph)) else glyph
        yield last
        space = breaks = False


def _joins(last: Glyph, glyph: Glyph) -> bool:
    """Whether a letter stands right behind the one before it although pdfium broke the line there: it takes some pages full of columns for
    text set from top to bottom, and breaks it behind every letter."""
    level = abs(last.bottom - glyph.bottom) < 0.1 * glyph.size and last.upright and glyph.upright
    return level and abs(glyph.x0 - last.x1) < _WORD_GAP * glyph.size


def _is_upright(angle: float, rotation: int) -> bool:
    """Given a character's angle in radians (negative where unknown) and its page's turn in degrees, say whether it stands upright."""
    if angle < 0:
        return True
    shown = (angle + math.radians(rotation)) % math.tau
    return min(shown, math.tau - shown) < 0.35


def _rules(page: pdfium.PdfPage, turn: Turn) -> tuple[list[Rule], list[Dot], bool]:
    rules: list[Rule] = []
    dots: list[Dot] = []
    drawn = False
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING], max_depth=1):
        drawn = True
        if item.type == raw.FPDF_PAGEOBJ_PATH and len(rules) <= _MOST_RULES:
            dot = _dot(item, turn)
            if dot is None:
                rules.extend(_path_rules(item, turn))
            else:
                dots.append(dot)
    return ([] if len(rules) > _MOST_RULES else rules), dots, drawn


def _dot(item: pdfium.PdfObject, turn: Turn) -> Dot | None:
    """Given a drawn path, return it as a bullet where it is as high as wide, and no larger than one."""
    left, bottom, right, top = item.get_bounds()
    if not (_DOT[0] <= right - left <= _DOT[1] and _DOT[0] <= top - bottom <= _DOT[1]):
        return None
    x, y = turn((left + right) / 2, (bottom + top) / 2)
    return Dot(x, y) if abs((right - left) - (top - bottom)) < 0.3 * (right - left) else None


def _path_rules(item: pdfium.PdfObject, turn: Turn) -> Iterator[Rule]:
    """Given a drawn path, yield its horizontal and vertical strokes; a thin filled box is one stroke, a wide one its four edges."""
    matrix = item.get_matrix()
    points = [turn(*matrix.on_point(x, y)) for x, y in _path_points(item)]
    if len(points) < 2:
        return
    if len(points) <= 6:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
        if x1 - x0 <= _THIN or bottom - top <= _THIN:
            yield from _line(x0, top, x1, bottom)
            return
    shade = not _is_stroked(item)
    for (ax, ay), (bx, by) in zip(points, points[1:], strict=False):
        for rule in _line(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)):
            yield rule._replace(shade=shade)


def _is_stroked(item: pdfium.PdfObject) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(item.raw, fill, stroke)) and bool(stroke.value)


def _path_points(item: pdfium.PdfObject) -> list[tuple[float, float]]:
    count = raw.FPDFPath_CountSegments(item.raw)
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for position in range(min(count, 400)):
        segment = raw.FPDFPath_GetPathSegment(item.raw, position)
        if raw.FPDFPathSegment_GetPoint(segment, x, y):
            points.append((x.value, y.value))
    return points


def _line(x0: float, top: float, x1: float, bottom: float) -> Iterator[Rule]:
    if bottom - top <= _THIN < x1 - x0:
        middle = (top + bottom) / 2
        yield Rule(x0, middle, x1, middle)
    elif x1 - x0 <= _THIN < bottom - top:
        middle = (x0 + x1) / 2
        yield Rule(middle, top, middle, bottom)
