"""Questions for the names of places: "which schools are they", "what is the shop called". Words that only speak of schools, or of a shop,
answer none of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Places of one sort, by the words that are used for one another.
_SORTS = (
    r"schools?|colleges?|academ(?:y|ies)|nurser(?:y|ies)",
    r"mosques?|church(?:es)?|temples?|synagogues?",
    r"shops?|stores?|retailers?|off[- ]licen[cs]es?|supermarkets?|newsagents?|takeaways?",
    r"pubs?|bars?|nightclubs?|night clubs?",
    r"streets?|roads?|avenues?|lanes?",
    r"estates?|(?:tower |flat )?blocks?",
    r"wards?",
    r"parks?|playgrounds?|open spaces?",
    r"stations?",
    r"librar(?:y|ies)",
    r"hotels?|hostels?",
    r"hospitals?|surger(?:y|ies)|pharmac(?:y|ies)|chemists?",
)
_ANY = "|".join(f"(?P<sort{number}>{sort})" for number, sort in enumerate(_SORTS))
# What follows the word of a sort where it is asked for, and not another thing that is called by it ("road safety").
_THEN = (
    r"(?=\W*$|\W*[?,.;:]| (?:is|are|was|were|will|would|did|do|does|has|have|had|can|could|in|on|at|near|around|got|gets?|took|takes?|that"
    r"|they|it|exactly|those|these|he|she|we|this|which|who|with|where|sign\w*|join\w*|benefit\w*|ran|runs?|host\w*|need\w*|saw)\b)"
)
_ASKED = tuple(
    re.compile(form.replace("<sort>", f"(?:{_ANY})"), re.I)
    for form in (
        r"(?:^|[,;:?.] |\band |\bbut |\bso )(?:in |on |at |to |for )?(?:exactly |just )?(?:which|what)(?: of the| other)?"
        rf" (?:(?!(?:about|if|do|does|did|is|are|was|were|will|can|have|has|makes?|kind|sort|type)\b)[\w’'-]+ )?<sort>\b{_THEN}",
        rf"\bnames? of (?:the|that|this|those|these|every|each|whichever) (?:[\w’'-]+ ){{0,3}}?<sort>\b{_THEN}",
        r"\b<sort>\b(?=[^?.]{0,30}\bcalled\b)",
    )
)
# Goes on from places that were spoken of before.
_WHICH_ONES = re.compile(
    r"^\W*(?:and |so |but |ok |right )?(?:exactly )?(?:which (?:ones?|are they|of them)|what (?:are they|is it|was it|were they) called"
    r"|(?:can i have |give me |what are )?(?:the|their) names)\b",
    re.I,
)
_SORT = re.compile(rf"\b(?:{_ANY})\b", re.I)
_NO_NAME = (
    "GP|NHS|The|All|Our|Their|Local|Each|Every|Some|Many|Both|Council|Borough|Safer|Secondary|Primary|Special|Responsible|January|February|March"
    "|April|May|June|July|August|September|October|November|December|Early|Late|Spring|Summer|Autumn|Winter"
)
_NAME = rf"(?-i:\b(?!(?:{_NO_NAME})\b)[A-Z][\w’'&-]+)"
# Sorts of which a list may name some without saying what they are.
_LISTED_BARE = frozenset(sort for sort in _SORTS if re.search("street|estate|ward|park|station", sort))
_IN_A_ROW = r"(?-i:\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}(?:, [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})+,? and [A-Z][\w’'-]+)"
_LISTED = r"(?:called|named|such as|like|including|in|at|on|of)"


def asks_for_names(message: str, before: str = "") -> str:
    """Given what somebody asks, and what was asked before where it leans on that, return the words for the sort of places whose names it
    asks for, as a pattern; an empty one where it asks for none."""
    found = next((match for form in _ASKED if (match := form.search(message))), None)
    if found is None and _WHICH_ONES.search(message):
        found = next(reversed(list(_SORT.finditer(before))), None)
    if found is None:
        return ""
    return next(_SORTS[int(group.removeprefix("sort"))] for group, held in found.groupdict().items() if held)


def names_some(sort: str, text: str, question: str) -> bool:
    """Given the words for a sort of places, words of a document and the question, say whether any such place may be named there that the
    question does not name itself: by a name beside such a word, by several names in a row, or as all of a sort."""
    if re.search(rf"\b(?:all|every|each|any|both|no) (?:[\w’'-]+ ){{0,2}}(?:{sort})\b", text, re.I):
        return True
    article = r"(?P<article>\b(?:an?|one|another|some|any|other) )?"
    beside = (
        rf"{article}(?P<before>{_NAME}(?: {_NAME})*) (?:{sort})\b(?! (?-i:[A-Z]))"
        rf"|\b(?:{sort})\b(?:,? {_LISTED})?[:,–-]? (?P<behind>{_NAME})"
    )
    if sort in _LISTED_BARE:
        beside += f"|(?P<row>{_IN_A_ROW})"
    asked = question.casefold()
    for found in re.finditer(beside, text, re.I):
        # "A High Green shop" stands in High Green, and is not called so.
        name = found["before"] if not found["article"] else None
        name = name or found["behind"] or found.groupdict().get("row")
        if name and name.casefold() not in asked:
            return True
    return False


def names_none(message: str, before: str, texts: Sequence[str]) -> bool:
    """Given what somebody asks, what was asked before where it leans on that, and words of documents, say whether it asks for the names of
    places, and none of the words names one."""
    sort = asks_for_names(message, before)
    return bool(sort) and not any(names_some(sort, text, f"{before} {message}") for text in texts)
