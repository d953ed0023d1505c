"""Bodies that others deal with: whom something is reported or passed to, with or through whom it is done, who is invited or thanked, by a
name that need not say what it is ("the Lantern Trust", "Rise Up Harbourside")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.findings.doers import is_public
from assistant.findings.likeness import stems
from assistant.findings.script import Script, Sentence

_NAME = r"(?P<name>[A-Z][\w’'-]*(?:\s+(?:(?:of|for|on|up)\s+(?:the\s+)?)?[A-Z][\w’'-]*){1,4})"
_THE = r"\s+(?P<the>(?:the|our|its|a|an)\s+)?(?:local\s+|new\s+|county\s+)?"
_BEHIND = r"(?![\w’'-]|\s+[A-Z]|\s+(?:and|&)\s+[A-Z][\w’'-]*\s+(?:Road|Street|Ward|Estate|Park))"
_WITH = re.compile(rf"\b(?i:with|by|through|via){_THE}{_NAME}{_BEHIND}")
_TO = re.compile(
    r"\b(?i:report(?:s|ed|ing)?|answers?|answerable|accountable|pass(?:es|ed)?|sent|sends?|go|goes|went|taken|escalated|referr(?:ed|als?)|put|brought|presented|submitted"
    r"|handed|sign-?posted|thanks(?:\s+(?:go|are\s+due))?|grateful|feeds?|fed(?:\s+back)?|links?|linked|turn(?:ed)?|given)\s+(?:[a-z]+\s+){0,3}?(?:in)?to"
    rf"{_THE}{_NAME}{_BEHIND}"
)
_OF = re.compile(
    rf"\b(?i:members?|chair|secretary|meetings?|volunteers|help|support|advice|thanks|meets?|asks?|invites?)\s+(?:of|from)?{_THE}{_NAME}{_BEHIND}"
)
_DOES = re.compile(
    rf"(?:^|(?<=[a-z,;:]\s)|(?<=[.!?]\s))(?P<the>(?:[Tt]he|[Oo]ur)\s+)?{_NAME}\s+(?:(?:is|are|was|were|will\s+be)\s+(?:also\s+)?(?:invited|asked|consulted|represented|kept\s+informed|told)"
    r"|attends?|sits?\s+on|joins?|meets?|reports?\s+to|advises?|reviews?|deals?\s+with|looks?\s+(?:at|after)|walks?|visits?|carr(?:y|ies)\s+out|acts?\s+as|will\s+(?:help|lead|run|meet|advise|look|decide|tell|say|visit))\b"
)
# What people are sent to or known to by a bare name of one word or more.
_SENT_TO = re.compile(
    r"\b(?:referr(?:ed|als?)\s+(?:[a-z]+\s+){0,3}?(?:in)?to|known\s+to|sign-?posted\s+to|services?\s+like|links?\s+with|linked\s+to|attend\w*)\s+(?:the\s+|our\s+)?"
    r"(?P<name>[A-Z][a-z]+(?:\s+[A-Z][a-z]+){0,3})(?=[,.;)]|\s+(?:and|or|to|for|in|by|who|which|each|at|were|are|is|retained|service)\b|$)"
)
# What bears a name in capitals and is nobody: places, papers, laws, days, awards, crimes.
_NOBODY = re.compile(
    r"(?:Services?|Care|Police|Health|Council|Court|Officers?|Schools?|Colleges?|Prison|Probation|Housing|Homes?|Borough|Wards?|Roads?|Streets?|Parks?|Town"
    r"|Centres?|Hospital|Action|Priority|Appendix|Section|Page|Figure|Government|Mayor|Cabinet|Committee|Chair|Parents?|Events?|Training"
    r"|London|England|Wales|Scotland|Plans?|Strateg(?:y|ies)|Assessments?|Acts?|Support|Crime|Safety|Meetings?|Quay|Square|Estates?|Valley|Market|Bridge|Lane|Hill|Common|Green"
    r"|Awards?|Orders?|Notices?|Warnings?|Surveys?|Weeks?|Days?|Funds?|Funding|Grants?|Budgets?|Agreements?|Polic(?:y|ies)|Reports?|Reviews?|Frameworks?|Protocols?|Powers?|Duty|Bill|Index"
    r"|Abuse|Violence|Behaviour|Theft|Burglary|Robbery|Arson|Fraud|Slavery|Harm|Data|Statistics|Team\s+Leader|Priorities|Objectives|Outcomes|Indicators|Actions"
    r"|Stations?|Towers?|Halls?|Librar(?:y|ies)|Churches|Church|Islands?|Coast|District|County|Region|Areas?|Act\s+\d+|Model|Toolkit|Standards?|Codes?|Guidance|Charter|Pledge"
    r"|Residents|Victims|Community|Communities|Neighbourhoods?|People|Women|Men|Girls|Families|Offenders|Rehabilitation|Policing|Leader|Right|Youths?|Offences?|Incidents?|Calls?)$"
    r"|^(?:Your|My|Their|His|Her|What|How|Why|When|Where|If|It|We|You)\b|\b(?:If|It|You|We|Do|Your)$"
    r"|^(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|The|Our|All|Local|Both"
    r"|Children|Adult|Social|Youth|Early|Spring|Summer|Autumn|Winter|Christmas|Halloween|Priority|Objective|Theme|Aim|Section|Appendix|Annex|Table|Figure|Page|Chapter|Part)\b"
)
# What a council or a police force makes and calls so, whatever stands before it.
_MADE = re.compile(r"\b(?:Board|Group|Panel|Forum|Cell|Hub|Desk|Gateway|Circle|Collective|Network|Alliance|Assembly|Task\s?[Ff]orce)$")
# Two words without an article may be somebody's own name.
_TITLE = r"\b(?:Mr|Mrs|Ms|Dr|Cllr|Sir|Dame|Councillor|Inspector|Superintendent|Sergeant)\b"
_PERSONAL = re.compile(rf"^[A-Z][a-z’'-]+\s+[A-Z][a-z’'-]+[^s]$|{_TITLE}")
_TITLED = re.compile(rf"{_TITLE}\.?\s*$")


def dealt_with(script: Script) -> Iterator[tuple[str, Sentence, int, int]]:
    """Given a document, yield the names of those whom it says that others deal with, each once: the name, the sentence, cell or title it
    stands in and from where to where in that."""
    met: set[str] = set()
    places = stems(f"{script.document.area or ''} {script.document.authority or ''}")
    titled = places | stems(script.document.title)
    for sentence in [*script.sentences, *script.cell_sentences, *script.short_cells]:
        for pattern in (_TO, _WITH, _OF, _DOES):
            for match in pattern.finditer(sentence.text):
                name = match["name"]
                if name not in met and _may_be_one(name, match, sentence.text, titled) and not stems(name) <= places:
                    met.add(name)
                    yield name, sentence, match.start("name"), match.end("name")
        for match in _SENT_TO.finditer(sentence.text):
            name = match["name"]
            if name not in met and not _NOBODY.search(name) and not is_public(name) and not stems(name) <= places:
                met.add(name)
                yield name, sentence, match.start("name"), match.end("name")


def _may_be_one(name: str, match: re.Match[str], text: str, places: frozenset[str]) -> bool:
    """Whether a name may be a body's that readers need not know: no place, paper or public body, and nobody's own name."""
    if _NOBODY.search(name) or is_public(name) and not _MADE.search(name) or _TITLED.search(text[: match.start("name")]):
        return False
    local = stems(name.split()[0]) and stems(name.split()[0]) <= places
    return match["the"] is not None or bool(local) or not _PERSONAL.search(name)
