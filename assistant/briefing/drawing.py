"""A chart -> pictures: a PNG for a document, an SVG for a page. Bars with their values in words beside them, so that nothing hangs on
colour."""

from __future__ import annotations

import io
import unicodedata
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from assistant.briefing.briefing import Chart

# Pixels of the PNG, drawn at twice the size it is shown at; units of the SVG are the same at half of it.
WIDTH, ROW, LABEL, VALUE, GAP = 1000, 52, 300, 160, 10
INK, BAR = "#16202c", "#1d4f91"
_LONGEST = 26  # characters of a label
_NO_SIGN = "\uffff"
_PLAINER = str.maketrans({"–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "..."})


def chart_to_png(chart: Chart) -> bytes:
    """Given a chart, return it as a PNG, one bar a point, drawn in the order of the points."""
    height = ROW * len(chart.points) + 2 * GAP
    image = Image.new("RGB", (WIDTH, height), "white")
    draw = ImageDraw.Draw(image)
    for number, (label, length, printed) in enumerate(_bars(chart)):
        top = GAP + number * ROW
        _write(draw, 4, top + 8, label)
        draw.rectangle((LABEL, top + 6, LABEL + max(length, 2), top + ROW - 8), fill=BAR)
        _write(draw, LABEL + max(length, 2) + 12, top + 8, printed)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


@cache
def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The font that comes with Pillow, so that a picture is the same on every machine."""
    return ImageFont.load_default(size=26)


def _write(draw: ImageDraw.ImageDraw, left: float, top: float, text: str) -> None:
    """Write words into a picture. The font has no pound sign, so each is drawn between the words around it."""
    for number, part in enumerate(_drawn(run) for run in text.split("£")):
        if number:
            left = _pound(draw, left, top)
        draw.text((left, top), part, fill=INK, font=_font())
        left += draw.textlength(part, font=_font())


def _pound(draw: ImageDraw.ImageDraw, left: float, top: float) -> float:
    """Draw a pound sign as high as a figure, and return where it ends: a hook, a stem, a bar through it and a foot."""
    _, high, _, low = draw.textbbox((left, top), "0", font=_font())
    height = low - high
    width, thick = 0.62 * height, max(2, round(height / 8))
    stem = left + 0.3 * width
    draw.arc((stem, high, left + width, high + 0.55 * height), 180, 340, fill=INK, width=thick)
    draw.line((stem + thick / 2, high + 0.26 * height, stem + thick / 2, low - thick), fill=INK, width=thick)
    draw.line((left, high + 0.55 * height, left + 0.75 * width, high + 0.55 * height), fill=INK, width=thick)
    draw.line((left, low - thick / 2, left + width, low - thick / 2), fill=INK, width=thick)
    return left + width + thick


def _drawn(text: str) -> str:
    """Given words of a picture, return them in signs that its font has."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.translate(_PLAINER)) if _has(sign))


@cache
def _has(sign: str) -> bool:
    return sign == " " or bytes(_font().getmask(sign)) != bytes(_font().getmask(_NO_SIGN))


def chart_to_bars(chart: Chart) -> tuple[tuple[str, int, str], ...]:
    """Given a chart, return (label, length of the bar in units of an SVG 500 wide, value as printed) for each point."""
    return tuple((label, max(length // 2, 1), printed) for label, length, printed in _bars(chart))


def _bars(chart: Chart) -> list[tuple[str, int, str]]:
    most = max(point.value for point in chart.points) or 1.0
    room = WIDTH - LABEL - VALUE - 2 * GAP
    return [(_short(point.label), round(point.value / most * room), point.printed) for point in chart.points]


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
