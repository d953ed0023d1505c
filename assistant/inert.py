"""A document's words made harmless in Markdown: shown as they are, never as a link, a picture, a heading or HTML."""

from __future__ import annotations

import re
import unicodedata

# Anything that Markdown gives a meaning inside a line.
_ACTIVE = re.compile(r"[\\`*_\[\]<>~]|&(?=#?\w+;)|!(?=\[)")
# A line that makes a table of the one above it.
_RULE = re.compile(r"[\s|:+-]*\|[\s|:+-]*")
# What turns an address into a link without any sign around it.
_ADDRESS = re.compile(r"(?<=\w)(?::(?=//)|@(?=\w))|(?<=\bwww)\.(?=\w)", re.I)
# What gives a line a meaning at its beginning: headings, lists, quotes, rules, code.
_OPENING = re.compile(r"^(?:(#{1,6}|[-+=>:])|(\d{1,9})([.)]))(?=\s|$|[-=:])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_KEPT_FORMATS = "‌‍"


def inert(text: str) -> str:
    """Given a document's words, return them as Markdown that shows exactly them.

    Line breaks stay; white space at the beginning of a line and characters that show nothing (controls, direction marks) go.
    """
    return "\n".join(_inert_line(line) for line in without_hidden(text).split("\n"))


def plain(markdown: str) -> str:
    """Given what `inert` returned, return the words it shows."""
    return _ESCAPED.sub(r"\1", markdown)


def without_hidden(text: str) -> str:
    """Given a text, return it without characters that show nothing: controls, direction marks, zero-width signs, tags."""
    flat = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(c for c in flat if c == "\n" or c in _KEPT_FORMATS or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))


def _inert_line(line: str) -> str:
    escaped = _ADDRESS.sub(lambda match: "\\" + match[0], _ACTIVE.sub(lambda match: "\\" + match[0], line.strip()))
    if _RULE.fullmatch(escaped):
        escaped = escaped.replace("|", "\\|")
    opening = _OPENING.match(escaped)
    if opening is None:
        return escaped
    if opening[1]:
        return "\\" + escaped
    return f"{opening[2]}\\{opening[3]}{escaped[opening.end() :]}"
