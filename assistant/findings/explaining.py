"""Words around a body's name that say what it is: who is in it, who runs it, what it is for; or no more than one thing that it does."""

from __future__ import annotations

import re
from enum import StrEnum

# A time between a name and what is said of it ("the Quay Service from 1 May 2027, to help …").
_TIMED = (
    r"(?:\s*(?:from|since|in|until|by)\s+(?:the\s+)?(?:\d{1,2}\s?(?:st|nd|rd|th)?\s+)?(?:[A-Z][a-z]+\s+)?"
    r"(?:19|20)\d{2}(?:[/–-]\d{2,4})?,?\s*)?"
)
# Of several things in a row, the one behind a name says nothing of it ("through the Forum, an on-line survey and a fair").
_ONE_OF_MANY = r"(?!(?:(?!(?:of|for|to|that|which|who)\b)[\w’'-]+[\s,]+){1,8}and\s+(?:an?|the|our|its)\s)"
_EXPLAINS = re.compile(
    rf"^[\s,'’\"”]*(?:\([^)]{{1,60}}\)\s*)?{_TIMED}"
    r"(?:,?\s*(?:(?:at|in|on|under|through|to|of|for|by|from)\s+(?:which|whom)|whose|where)\s|,\s*which\s[^,;.]{2,60},\s*(?:is|are)\s+made\s+up\b"
    r"|,\s*(?:which|who)\s+(?!(?:is|are|was|were|has|have|had|will|also|met|meets)\b)[a-z]{3,}|(?:,?\s*(?:which|who|that|also)\s+)*(?:(?:is|are)\s+(?!also\b|currently\b|being\b"
    r"|in\b|on\b|not\b|to\b|due\b|now\b|still\b|there\b|here\b|already\b|available\b|thanked\b|invited\b|asked\b|expected\b|represented\b|consulted\b|informed\b|told\b"
    r"|served\b|given\b|kept\b|sent\b|named\b|mentioned\b|welcome\w*|copied\b|shown\b|pleased\b|committed\b|involved\b)\w+"
    r"|has\s+(?:responsib|oversight|a\s+(?:duty|role|statutory|responsib)|played"
    r"|the\s+(?:lead|role|task))"
    r"|(?:was|were|has\s+been|have\s+been)\s+(?:set\s+up|established|created|formed|commissioned|introduced"
    r"|developed)\s+(?:to|in\s+order|as|with)|(?:meets?|met(?=\s+(?:every|each|once|twice|(?:bi-?)?monthly|weekly|quarterly|fortnightly|to\s)))(?!\s+(?:only\s+)?(?:when|as|if|where|ad[\s-]?hoc|from\s+time|once\s+needed|on\s+request|by\s+arrangement)\b)|brings?|oversees?|leads?|manages?"
    r"|monitors?|consists?|comprises?|provides?|co-?ordinates?|delivers?|ensures?|aims?"
    r"|works?\s+(?:with|to|across|in)|discharges?|offers?|funds?|runs?"
    r"|facilitates?|focus\w*|scrutinises?|representing"
    r"|directs?|steers?"
    r"|(?:,\s*)?(?:is\s+)?(?:co-?chaired|chaired|led|headed|attended|convened|hosted|staffed|facilitated)\s+by"
    r"|,?\s*with\s+(?:the|our|a)\s+[^,;.]{3,50}?\s+(?:in\s+the\s+chair|as\s+(?:its\s+)?chair)"
    r"|,?\s*under\s+(?:the|our|its|a)\s+(?:[A-Z][\w’'-]*\s+){1,4}(?:Officer|Director|Commander|Manager|Leader|Executive|Councillor|Superintendent|Inspector)|of\s+(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve)\s+\w+"
    r"|including|made\s+up\s+of|continues?\s+\w+|,\s*(?:a|an)\s+"
    rf"{_ONE_OF_MANY}[a-z-]+|to (?!the\b|our\b)[a-z]+))\b",
)
_EXPLAINED = re.compile(
    r"(?:responsib\w+ (?:of|for)|member(?:ship) of|led by|overseen by"
    r"|monitored by|managed by|delivered by|provided by|run by"
    r"|commissioned by|co-?ordinated by|chair(?:s|ed)? (?:by|of)?)\s+(?:the\s+|our\s+|its\s+)?$",
    re.I,
)
_ROLE_OF = re.compile(r"\b(?:role|purpose|function|remit|job|task) of\s+(?:the\s+|our\s+|its\s+)?$", re.I)
_IS = re.compile(r"^[\s,'’\"”]*(?:\([^)]{1,60}\)\s*)?(?:is|was|are|will\s+be|includes?|remains?)\s+(?!being\b|\w+ed\b)")
# Those with whom others work to some end: what they do is not said.
_WORKED_WITH = re.compile(
    r"\b(?:work\w*|liais\w+|engag\w+|link\w*|partnership|together|conjunction|jointly|meet\w*|collaborat\w+)\s+(?:\w+ly\s+)?(?:with|alongside)\s+(?:the\s+|our\s+|its\s+)?$",
    re.I,
)
_TO_SOME_END = re.compile(r"^\s*(?:\([^)]{1,60}\)\s*)?to\s+[a-z]+")
# One thing that it does, or that is done by it.
_DOES = re.compile(
    r"^[\s,'’\"”]*(?:\([^)]{1,60}\)\s*)?(?:,?\s*(?:which|who|that)\s+)?(?:(?:also|then)\s+)?(?:will\s+(?!also\b|be\b|continue\b)\w+|reviews?|agrees?|sets?|supports?|holds?|helps?|takes?"
    r"|tackles?|identif(?:y|ies)|targets?|responds?|considers?|advises?|watch(?:es)?|deals?\s+with|handles?|scored|scores?|checks?|walks?|looks?\s+(?:at|after)|visits?|tells?)\b"
)
_ALSO_DOES = re.compile(r"[^.;]{0,80}?\band\s+(?:also\s+)?(?:then\s+)?[a-z]+(?:s|es)\s+(?!of\b|and\b|or\b)[a-z]")
_DONE_BY = re.compile(
    r"\b(?:scored|produced|prepared|handled|dealt with|watched|approved|checked|reviewed|considered) by\s+(?:the\s+|our\s+|its\s+)?$", re.I
)
# What it is, set behind its name: "the chief officers of the five partners", "46 volunteers from the churches".
_APPOSED = re.compile(
    r"^\s*(?:\((?:(?:the|our|its|all|an?)\s+)?(?!target|baseline|see|page|section|figure|table|note|from|in\b|as\b|by\b|until|since)(?:[a-z]|\d+\s)[^)%]{10,}\)"
    r"|(?:,|[-–—])\s*(?:the|our|its|their|all|some|about|over|\d+|an?|two|three|four|five|six|seven|eight|nine|ten|twelve)\s+"
    rf"{_ONE_OF_MANY}"
    r"(?!(?:police|council|nhs|fire|county|borough|district|probation|mayor|government|local|youth|voluntary|health|ambulance|other|rest|same)\b)[a-z][\w’'-]*)"
)
# Brackets behind a name with several things in them: who is on it, or what it is for.
_MEMBERS = re.compile(r"^\s*\((?=[^)]*[,;])(?![^)]*\b(?:19|20)\d{2}\b)[^)]{12,}\)")
_GLOSSED = re.compile(r"^[\s’'\"”)]*(?:\([^)]{1,60}\)\s*)?(?:\s[-–—]\s(?:[a-z]|An?\s|The\s|Our\s|Who\s|To\s)|:\s[A-Za-z])")


NEAR = 300  # characters before and behind a name that may say what it is


class Told(StrEnum):
    """How much is said of a body: what it is, one thing that it does, or nothing."""

    FULLY = "fully"
    THINLY = "thinly"
    NOT = "not"


def told_around(text: str, start: int, end: int, before: bool = True) -> Told:
    """Given a sentence and where a body's name stands in it, return how much it says of the body; `before` says whether the words in front
    of the name count."""
    behind, front = re.sub(r"\s+", " ", text[end : end + NEAR]), re.sub(r"\s+", " ", text[max(0, start - NEAR) : start])
    if _TO_SOME_END.match(behind) and _WORKED_WITH.search(front):
        return Told.NOT
    if before and _ROLE_OF.search(front) and _IS.match(behind):
        return Told.FULLY
    if any(said.match(behind) for said in (_EXPLAINS, _APPOSED, _GLOSSED, _MEMBERS)) or before and _EXPLAINED.search(front):
        return Told.FULLY
    does = _DOES.match(behind)
    if does is not None and _ALSO_DOES.match(behind, does.end()):
        return Told.FULLY
    return Told.THINLY if does is not None or before and _DONE_BY.search(front) else Told.NOT
