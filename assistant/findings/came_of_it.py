"""What came of a target or a promise, right beside it: "… by March 2023 (achieved)", "… by 2024. This was met."."""

from __future__ import annotations

import re

from assistant.findings.script import Script
from ingest.documents import Span

_CAME = (
    r"(?:(?:now|not|fully|partly|all|already|target|since)\s+){0,2}"
    r"(?:achieved|completed?|done|met|delivered|exceeded|missed|on\s+track|off\s+track)\b"
)
_CAME_OF = re.compile(rf"(?:[(:;,–—✓✔]|\s-)\s*{_CAME}|\.\s+(?:this|it|the\s+target)\s+(?:target\s+)?(?:was|has\s+been|is)\s+{_CAME}", re.I)
BESIDE = 40  # characters behind it in the same line


def tells_what_came(span: Span, script: Script) -> bool:
    """Given where a target or a promise stands, say whether its own words, or those right behind it, tell what came of it."""
    text = script.pages[span.page - 1].text
    line_end = text.find("\n", span.end)
    behind = text[span.end : min(span.end + BESIDE, line_end if line_end >= 0 else len(text))]
    return _CAME_OF.search(f"{text[span.start : span.end]}{behind}") is not None
