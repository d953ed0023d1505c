"""Dates as plans print them: parts of patterns for years, months and quarters, and for the time by which something is to be."""

from __future__ import annotations

import re

YEARS = r"(?:19|20)\d{2}(?:\s?[-–/]\s?(?:20)?\d{2})?"
IS_YEAR = re.compile(rf"^{YEARS}$")
MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
SEASONS = "(?:spring|summer|autumn|winter|Easter|Christmas)"
CALENDAR = rf"(?:{MONTHS}|{SEASONS})"
DATED_YEARS = rf"(?:{CALENDAR}\s+)?{YEARS}"
# When something will be done, as it stands in its words.
WHEN = re.compile(
    r"\b(?P<when>(?:by|before|from|during|within|until)\s+(?:the\s+)?(?:end\s+of\s+)?(?:(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    rf"{CALENDAR}\s+)?20\d{{2}}"
    r"(?:[/-]\d{2,4})?"
    rf"|[Ii]n\s+(?:{CALENDAR}\s+)?20\d{{2}}(?:[/-]\d{{2,4}})?"
    r"|(?:in|within)?\s*(?:the\s+)?first\s+(?:\d{1,2}|twelve|six)\s+months|next\s+"
    r"(?:\d{1,2}\s+)?(?:year|months))\b",
    re.I,
)
# "By 2027", "By the end of March 2030", "In three years' time": when something is to be true; `then_of` gives it.
_PLAN_END = (
    r"the\s+end\s+of\s+(?:the|this|our|its|these)\s+(?:(?:three|four|five|ten|\d+)[\s-]+years?\s+)?"
    r"(?:plan|strategy|programme|period|(?:three|four|five|ten|\d+)\s+years)(?:\s+period)?"
)
BY_THEN = (
    rf"(?:[Bb]y\s+(?:the\s+end\s+of\s+)?(?P<when>{DATED_YEARS}|{_PLAN_END})|[Aa]t\s+(?P<close>{_PLAN_END})"
    r"|(?P<time>(?:[Ii]n|[Ww]ithin|[Oo]ver\s+the\s+next)\s+\w+\s+years)(?:['’]?\s+time)?|(?P<from>\w+\s+years)\s+from\s+now)"
)
_SEE = r"(?:see|notice|find|have\s+seen|be\s+able\s+to\s+say)"
WE_WANT = (
    rf"(?:(?:we|you|people|residents|local\s+people|communities)\s+(?:(?:want|expect|hope|aim)\s+to\s+{_SEE}|(?:will|should)\s+{_SEE})(?!\s+\w)"
    r"|we\s+(?:want|expect|hope|will\s+see)(?:\s+that|\s+to\s+see)?|things\s+will\s+be\s+different)"
)
# A line that is no more than that, and leads on to what is to be true.
BY_LINE = re.compile(rf"{BY_THEN}(?:,?\s+{WE_WANT})?\s*[:.…]*$", re.I)


def then_of(match: re.Match[str]) -> str:
    """Given a match of a pattern that holds BY_THEN, return the time it names."""
    return str(match["when"] or match["close"] or match["time"] or match["from"])
