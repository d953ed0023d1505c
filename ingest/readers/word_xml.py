"""What an element of a Word file states: the names, values and switches that its parts have in common."""

from __future__ import annotations

import re

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset(("0", "false", "off", "none"))


def find_in(element: etree._Element, path: str) -> etree._Element | None:
    """Given an element and a path of w: names, return the first element there, None where there is none."""
    return element.find("/".join(W + part for part in path.split("/")))


def value_of(element: etree._Element, path: str) -> str | None:
    """Given an element and a path of w: names, return the w:val found there, None where there is none."""
    found = find_in(element, path)
    return found.get(f"{W}val") if found is not None else None


def is_on(element: etree._Element, path: str) -> bool | None:
    """Given an element and the path of an on/off property, say whether it is on, None where it is not stated."""
    found = find_in(element, path)
    return None if found is None else (found.get(f"{W}val") or "1") not in _OFF


def whole_number(text: str | None) -> int | None:
    """Given what an attribute says, return it as a whole number, None where it is none."""
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else None


def stated_numbering(element: etree._Element) -> tuple[str, int] | None:
    """Given a paragraph or style, return its list definition and level; a level alone counts for nothing."""
    number = value_of(element, "pPr/numPr/numId")
    return None if number is None else (number, whole_number(value_of(element, "pPr/numPr/ilvl")) or 0)
