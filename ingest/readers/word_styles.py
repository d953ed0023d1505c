"""The styles of a Word file, each with what it takes over from those it is based on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from ingest.readers.word_xml import W, is_on, stated_numbering, value_of, whole_number


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style, with what it takes over from the styles it is based on."""

    name: str = ""
    outline: int | None = None  # 0 is the highest, 9 is body text
    numbering: tuple[str, int] | None = None  # number of the list definition, level from 0
    bold: bool = False
    hidden: bool = False


def styles_in(root: etree._Element | None) -> dict[str, Style]:
    """Given styles.xml, return style id -> style."""
    found = {style.get(f"{W}styleId") or "": style for style in root.iterfind(f"{W}style")} if root is not None else {}
    return {key: _inherited(key, found) for key in found}


def _inherited(key: str, found: Mapping[str, etree._Element]) -> Style:
    """Given a style id, return the style with the first stated value of each property along the styles it is based on."""
    name = (value_of(found[key], "name") or "").lower()
    outline: int | None = None
    numbering: tuple[str, int] | None = None
    bold: bool | None = None
    hidden: bool | None = None
    seen: set[str] = set()
    current = key
    while current in found and current not in seen:
        seen.add(current)
        style = found[current]
        outline = stated_outline(style) if outline is None else outline
        numbering = stated_numbering(style) if numbering is None else numbering
        bold = is_on(style, "rPr/b") if bold is None else bold
        hidden = is_on(style, "rPr/vanish") if hidden is None else hidden
        current = value_of(style, "basedOn") or ""
    return Style(name, outline, numbering, bool(bold), bool(hidden))


def stated_outline(element: etree._Element) -> int | None:
    """Given a paragraph or style, return the level of the outline that it states, 0 the highest, None where it states none."""
    return whole_number(value_of(element, "pPr/outlineLvl"))
