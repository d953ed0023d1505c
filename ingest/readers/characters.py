"""Bytes to characters, and characters a reader never sees.

What is invisible on a page (control and zero-width characters, bidirectional overrides, Unicode tags) can hide
words from the person who checks a citation, so no reader lets it through.
"""

from __future__ import annotations

import codecs
import re

# Line breaks other than "\n": carriage return, vertical tab, form feed, next line, line and paragraph separator.
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

# C0 and C1 controls, soft hyphen, grapheme joiner, Arabic letter mark, Hangul and Khmer fillers, Mongolian selectors,
# zero-width, bidirectional and invisible characters, variation selectors, interlinear marks, byte-order mark, surrogates,
# non-characters, Unicode tags.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Encodings that a file may name for itself.
_STATED = frozenset(("utf-8", "iso8859-15", "koi8-r", "mac-roman", "shift_jis", "euc_jp", "gb18030", "gbk", "big5")) | {
    f"{family}{number}" for family, numbers in (("cp125", range(9)), ("iso8859-", range(2, 10))) for number in numbers
}

_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def cleaned(text: str) -> str:
    """Given text, return it with every line break as "\\n" and without invisible characters."""
    return INVISIBLE.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """Given text, return it cleaned, with every run of white space as one space and none at the ends."""
    return " ".join(cleaned(text).split())


def raised(text: str) -> str:
    """Given superscript words, return digits as superscript characters, so that "2017" and note 1 never read "20171"."""
    return text.translate(_RAISED) if re.fullmatch(r"\s*[0-9+\-]+\s*", text) else text


def declared_encoding(data: bytes) -> str | None:
    """Given the first bytes of a file, return the encoding that its byte-order mark states, or None."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def decoded(data: bytes, stated: str | None = None) -> str:
    """Given a text file's bytes, return its characters.

    A byte-order mark decides; then UTF-8 if every byte fits it; then `stated`, an encoding named inside the file;
    then Windows-1252, in which any byte can be read (its five empty places become the replacement character).
    """
    marked = declared_encoding(data)
    if marked:
        return data.decode(marked, errors="replace").removeprefix("\ufeff")
    for name in ("utf-8", _known(stated)):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", errors="replace")


def _known(stated: str | None) -> str:
    """Given an encoding named inside a file, return the one to try; Latin-1 is Windows-1252 on the web."""
    try:
        name = codecs.lookup(stated or "cp1252")
    except LookupError:
        return "cp1252"
    # Python counts transforms (such as "zip") and oddities among its codecs: a file may not choose those.
    return name.name if name.name in _STATED else "cp1252"
