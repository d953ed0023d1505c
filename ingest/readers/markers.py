"""What is printed in front of a list item or a numbered paragraph: bullets, letters, numbers."""

from __future__ import annotations

import re

BULLETS = "•●○◦▪▫■□◆◇►▶➢➤✓✔‣⁃·–—*-"

_BULLET = re.compile(rf"([{re.escape(BULLETS)}])\s+(?=\S)")
# "3.7", "2.1.4": the number of a paragraph or of a section, before a sentence: "3.7 per cent" and "24.4%" are figures.
_PARAGRAPH_NUMBER = re.compile(r"((?:\d{1,3}|[A-Z])(?:\.\d{1,2}){1,4}\.?)\s+(?=[A-ZÀ-Þ\"'“‘(\[£])")
# A capital with a full stop ("J. Smith") is an initial rather than a marker.
_ITEM_NUMBER = re.compile(r"(\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{2,5})\)|(?:\d{1,3}|[a-z]|[ivxIVX]{2,5})\.)\s+(?=\S)")

# A numbered text longer than this is a paragraph of a report rather than an item of a list.
_LONGEST_ITEM = 400


def item_marker(text: str) -> str:
    """Given a line, return the bullet, letter or number of a list that it begins with, or ""."""
    found = _BULLET.match(text) or _ITEM_NUMBER.match(text)
    return found.group(1) if found and not _too_long(found.group(1), text) else ""


def paragraph_number(text: str) -> str:
    """Given a line, return the paragraph number ("3.7") that it begins with, or ""."""
    found = _PARAGRAPH_NUMBER.match(text)
    if not found:
        found = _ITEM_NUMBER.match(text)
        return found.group(1) if found and _too_long(found.group(1), text) else ""
    return found.group(1)


def is_paragraph_number(marker: str) -> bool:
    """Given a printed marker, say whether it numbers a paragraph ("3.7") rather than a list item ("a)", "4.")."""
    return bool(re.fullmatch(r"(?:\d{1,3}|[A-Z])(?:\.\d{1,3}){1,4}\.?", marker))


def _too_long(marker: str, text: str) -> bool:
    return marker.strip("().").isdigit() and len(text) > _LONGEST_ITEM
