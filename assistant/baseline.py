"""Questions for what a number was before anything was done: "what did they start out with", "what's the baseline for burglary". What is
aimed at tells nothing of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ASKED = re.compile(
    r"\b(?:how (?:many|much|high|low)|what|number|figure|rate|percentage|share)\b[^?,;]*"
    r"(?:\bbaselines?\b|\bstarting (?:figure|number|point|level|rate|value|position)\b"
    r"|\b(?:start(?:ed|s|ing)?|beg[aiu]n(?:ning)?|begin(?:s|ning)?|kick(?:ed)? off|set out) (?:out |off )?(?:with|from)\b"
    r"|\bto (?:begin|start) with\b)",
    re.I,
)
_NUMBER = r"(?:£ ?)?\d[\d,.]*"
_HELD = re.compile(
    rf"\bbaselines?\b[^.;|]{{0,80}}\d|\d[^.;|]{{0,60}}\bbaselines?\b|\bfrom (?:\w+ ){{0,3}}{_NUMBER}"
    rf"|\b(?:was|were|had|stood at|currently|previously|initial(?:ly)?|start(?:ed|ing)?|began|first)\b[^.;|]{{0,40}}{_NUMBER}"
    rf"|\bcompared (?:to|with)\b[^.;|]{{0,40}}{_NUMBER}|{_NUMBER}%? (?:\w+ ){{0,4}}(?:in|during|for) (?:(?:19|20)\d\d|the)\b",
    re.I,
)


def lacks_baseline(message: str, texts: Sequence[str]) -> bool:
    """Given what somebody asks and words of documents, say whether it asks what a number started from, and none of the words tells what any
    number was."""
    return _ASKED.search(message) is not None and not any(_HELD.search(text) for text in texts)
