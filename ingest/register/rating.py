"""What stands in a column called "Priority" or behind that word and names none: how urgent something is, or a figure."""

from __future__ import annotations

import re

RATING = re.compile(
    r"(?:very\s+)?(?:high|medium|low|urgent|critical|essential|desirable)|yes|no|[A-E]|red|amber|green"
    r"|\d+(?:(?:,|,? and|,? to|\s?[-–&])\s?\d+)*|[<>+£€-]?\s?\d[\d,.]*\s?(?:%|million|m|k)?",
    re.I,
)
