"""The type of answer that a question expects (Li and Roth, Learning Question Classifiers, COLING 2002), and whether some words hold
anything of that type: what time something opens is not told by words without a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

_NAME = r"(?-i:[A-Z][\w'’&-]+)"
_WE = r"(?:i|we|you|they|one|people|residents|(?:some|any)(?:one|body)|(?:my|our|a|an) \w+)"
_CAN = r"(?:do|does|did|can|could|should|would|shall|must|might|to)"
_MONTHS = (
    r"(?-i:Jan(?:uary)?|Feb(?:ruary)?|March|April|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_SMALL = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|million|dozens?|half)"
)
_PHONE = r"(?:\+\d|\b0\d)[\d\s()-]{7,}\d"
_ASKED_SHARE = r"\b(?:what|which|the) (?:percentage|proportion|share|fraction|per ?cent)\b|\bhow many per ?cent\b|\bby how many per\b"
_LEADING = r"(?:chair(?:s|ed|ing)?|co-?chairs?|lead(?:s|ing)?|led|head(?:s|ed|ing)?(?: up)?|in (?:the )?chair|at the helm)"
_DONE = r"(?:chair|leader|commander|head|lead|director|manager|officer|superintendent|inspector|chief|member|councillor|boss|coordinator)"


class AnswerType(StrEnum):
    """What an answer must hold something of."""

    CLOCK = "clock"
    DATE = "date"
    OFTEN = "often"
    LENGTH = "length"
    PLACE = "place"
    ORGANISATION = "organisation"
    LEADER = "leader"
    PENALTY = "penalty"
    AGE = "age"
    CHARGE = "charge"
    CONTACT = "contact"
    PROCEDURE = "procedure"
    SHARE = "share"
    COUNT = "count"
    RATE = "rate"
    TARGET = "target"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.I)


_ASKED: dict[AnswerType, re.Pattern[str]] = {
    AnswerType.CLOCK: _any(
        r"\b(?:what|which) times?\b(?! (?:of (?:the )?year|frames?|scales?|limits?|periods?|span))",
        r"\b(?:opening|closing|office|visiting|drop[- ]in)[ -](?:hours|times?)\b",
        r"\bwhen (?:is|are|does|do) [^?]{1,50}\b(?:open|close|shut)(?= |\W*$)",
        r"\bwhat (?:are|is) (?:the|its|their) hours\b|\bwhat hours\b|\b(?:time|hours) of (?:the )?(?:day|night)\b",
    ),
    AnswerType.DATE: _any(
        r"(?:^\W*(?:and |so |but )?|[,;:] (?:and )?|\band )when (?:did|do|does|will|was|were|is|are|has|have|had|can|should)\b",
        r"\b(?:what|which|on what|in what|by what) (?:date|month|day|year)\b|\bsince when\b|\bby when\b|\bhow soon\b",
    ),
    AnswerType.OFTEN: _any(r"\bhow (?:often|frequently|regularly)\b(?! (?:has|have|had|was|were|did)\b)", r"\bhow many times (?:a"
        r"|per|each|every)\b"),
    AnswerType.LENGTH: _any(r"\bhow (?:fast|quick(?:ly)?|rapidly) (?:do|does|did|can|will|should|must|are|is|were|was)\b", r"\bhow long\b(?! (?:is|are) the (?:plan|document|report|strategy)\b)", r"\bfor how many (?:years"
        r"|months|weeks|days)\b"),
    AnswerType.PLACE: _any(
        r"\b(?:on |in |at )?(?:which|what) (?:streets?|roads?|address(?:es)?|postcode|buildings?|pubs?|parks?|estates?|stations?"
        r"|venues?|hotels?|shops?"
        r"|car ?parks?|town halls?|librar(?:y|ies)|part of town)\b",
        r"\bwhere(?:['’]s| is| are| was| were)? [^?]{1,60}\b(?:based|located|held|situated|housed|installed|put up|opening"
        r"|be opened|take place)\b",
        r"^\W*(?:and |so )?where(?:['’]s| is| are) (?:the|their|its|this|that) [^?]{1,50}\?*$",
    ),
    AnswerType.ORGANISATION: _any(
        r"\b(?:which|what) (?:\w+ ){0,2}(?:organi[sz]ations?|charit(?:y|ies)|compan(?:y|ies)|firms?|agenc(?:y|ies)|providers?"
        r"|contractors?|universit(?:y|ies)"
        r"|consultan(?:ts?|cy)|business(?:es)?|suppliers?|banks?|clubs?)\b",
        r"\bwho (?:won|got|has|holds|was (?:given|awarded)) the (?:contract|tender|job|work)\b|\bwho supplies\b",
    ),
    AnswerType.LEADER: _any(
        rf"\bwho(?:['’]s| is| was| are| will)?\b[^?]{{0,25}}\b{_LEADING}\b",
        rf"\bin the chair\b|\bwho(?:['’]s| is| was) (?:the |their |its )?[^?]{{0,40}}\b{_DONE}\b",
        rf"\bnames? of (?:the |their |its )?[^?]{{0,40}}\b{_DONE}\b",
    ),
    AnswerType.PENALTY: _any(
        r"\b(?:what|which|any|how (?:big|large)(?: a| was the)?) (?:\w+ )?(?:fines?|punishments?|sentences?|penalt(?:y|ies)"
        r"|convictions?)\b",
        r"\b(?:was|were|got|get|did|been|anyone|anybody|someone) [^?]{0,40}\b(?:fined|jailed|sentenced|convicted|prosecuted"
        r"|punished|locked up|charged with)\b",
        r"\b(?:go|went|gone|sent|taken) to (?:court|prison|jail)\b|\bend up (?:in court|in prison|in jail|paying|with a fine)\b",
    ),
    AnswerType.AGE: _any(r"\bhow old\b", r"\bwhat ages?\b", r"\bage (?:limit|range|group|bracket)\b"),
    AnswerType.CHARGE: _any(
        r"\b(?:is|are|was|will) [^?]{1,50}\b(?:free|cost(?:s|ing)? (?:me|us|anything)|charged)\b(?! (?:of|from) (?!charge))",
        r"\bdo(?:es)? (?:i|you|we|they|people|residents|anyone) (?:have|need) to pay\b|\bfree of charge\b",
        r"\b(?:does|do|will|would) (?:it|this|that|they|using it|joining) cost\b",
    ),
    AnswerType.CONTACT: _any(
        r"\b(?:phone|telephone|contact|helpline|hotline|freephone) (?:number|details|line)s?\b",
        r"\bwhat number (?:do|can|should|would|could|is there|to)\b[^?]{0,40}\b(?:ring|call|phone|text|dial)\b"
        r"|\bnumber to (?:ring|call|phone|text|dial)\b",
        r"\b(?:e-?mail address|web ?site address|web address|postal address)\b",
        rf"\bwho (?:do|can|should|would|could|to) ?{_WE}? ?(?:\w+ )?(?:phone|ring|call|contact|e-?mail|write to"
        rf"|complain to)\b(?![^?]* to account\b)",
    ),
    AnswerType.PROCEDURE: _any(
        rf"\bhow {_CAN} {_WE} [^?]{{0,30}}\b(?:appl(?:y|ies)|join|sign up|register|book|get (?:a|an|one|my|on|onto|in touch|hold"
        rf"|help|support)|report|become|volunteer|complain|request|activate|trigger|enrol|claim"
        r"|buy|pay|object|appeal|have (?:a|my|our|their) say|go about|arrange|nominate|take part)\b",
        rf"\bwhere {_CAN} {_WE} (?:\w+ )?(?:apply|join|sign|register|book|get|report|volunteer|complain|go|pay|buy|ask|send)\b",
        r"\bhow to (?:apply|join|sign up|register|book|report|become|volunteer|complain|claim)\b",
    ),
    AnswerType.SHARE: _any(_ASKED_SHARE),
    AnswerType.COUNT: _any(
        r"\bhow many\b(?! (?:times|years|months|weeks|days|per|people|folks?|residents?|of|in|adults|women|men"
        r"|locals)\b)", r"\bwhat number of\b|\bwhat(?:['’]s| is| was| were) the (?:total |overall )?number of\b|\bnumber of [^?]{3,80}\?"
    ),
    AnswerType.RATE: _any(
        r"\bhow many (?:people|folks?|residents?|of|in|adults|women|men|locals)\b",
        r"\bwhat(?:['’]s| is| was| did| are| were)? [^?]{0,50}\b(?:rate|average|score|ratio|percentage|turnout)\b(?: (?:of|for|in"
        r"|per|come)\b|\W*$)",
        r"\b(?:rate|number) per (?:thousand|1,?000|head|person|household)\b",
    ),
    AnswerType.TARGET: _any(
        r"\bwhat(?:['’]s| is| was| are| were)? (?:[\w’']+ ){0,3}targets?\b(?! (?:group|audience|area)s?\b)",
        r"\bby (?:how much|what percentage|how many)\b[^?]*\b(?:aim|want|plan|target|hope|intend|bring|cut|reduce|fall|rise|grow"
        r"|go up|go down|come down|lower|increase)\b",
        r"\bhow much [^?]{0,60}\b(?:cut|reduced?|bring down|brought down|lowered?|increased?|raised?) (?:by|to)\b",
    ),
}  # fmt: skip
_HELD: dict[AnswerType, re.Pattern[str]] = {
    AnswerType.CLOCK: _any(
        r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|a\.m|p\.m)\b|\b\d{1,2}[:.]\d\d\b|\b24/7\b|\b24[ -]hours?\b|\bo['’]clock\b|\bround the clock\b",
        r"\b(?:noon|midday|midnight|hours|nights?|night[- ]?time|evenings?|afternoons?|mornings?|day ?time|weekends?|after school"
        r"|rush hour)\b",
    ),
    AnswerType.DATE: _any(
        rf"\b(?:19|20)\d\d\b|\b{_MONTHS}\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bquarter(?:ly|s)?\b|\bQ[1-4]\b"
        rf"|\b\d\d?[/.]\d\d?(?:[/.]\d\d)?\b",
        r"\b(?:annual(?:ly)?|year|years|yearly|month|months|monthly|weeks?|weekly|days?|daily|spring|summer|autumn|winter|ongoing"
        r"|immediate(?:ly)?|end of|now|today)\b",
    ),
    AnswerType.OFTEN: _any(
        r"\b(?:week|month|quarter|year|day|night)(?:s|ly)?\b|\b(?:annual(?:ly)?|daily|once|twice|times|every|each|regular(?:ly)?"
        r"|frequen\w+|bi-?\w+|termly|ongoing|continuous(?:ly)?)\b"
    ),
    AnswerType.LENGTH: _any(
        rf"\b(?:\d[\d.,]*|{_SMALL}|a|an|first|next|last)[ -](?:\w+[ -])?(?:year|month|week|day|hour|minute|night)s?\b|\b(?:since"
        rf"|until|period|duration|long[- ]term|short[- ]term"
        rf"|permanent(?:ly)?|ongoing)\b|\b(?:19|20)\d\d\b|\b{_MONTHS}\b"
    ),
    AnswerType.PLACE: _any(
        rf"\b(?:at|in|on|near|from|outside|around|across|to|opposite|off|behind) (?:the )?{_NAME}",
        r"\b(?:streets?|roads?|lane|avenue|square|estates?|parks?|wards?|librar(?:y|ies)|halls?|centres?|stations?|buildings?"
        r"|offices?|hubs?|schools?|hospitals?|online|website"
        r"|town|borough|neighbourhoods?|venues?|locations?|sites?|floor)\b",
    ),
    AnswerType.ORGANISATION: _any(rf"\b{_NAME} (?:(?:of|and|for|the|&) )?{_NAME}|\b(?-i:[A-Z]{{3,}})\b|(?<=[a-z,] ){_NAME}"),
    AnswerType.LEADER: _any(rf"\b(?:{_LEADING}|{_DONE}s?|chair(?:man|woman|person)|cabinet|mayor|commissioner|accountab\w+"
        rf"|ownership|owner)\b"),
    AnswerType.PENALTY: _any(
        r"£|\b(?:fine[sd]?|prosecut\w+|convict\w+|sentenc\w+|jail\w*|prison|imprison\w*|penalt\w+|courts?|caution\w*"
        r"|licen[cs]e (?:was|being)? ?\w*(?:revoked|lost|removed)"
        r"|months|clos(?:ed|ure)|punish\w*|pleaded|guilty|magistrates?|arrest\w*|charged|banned|seized)\b"
    ),
    AnswerType.AGE: _any(
        r"\b(?:aged?|ages|under|over|between|age of|from)\s+(?:\w+\s+)?\d|\byears?[- ]olds?\b|\b\d\d?\s?(?:[-–]|to)\s?\d\d\b"
        r"|\b(?:adults?|children|teenagers?|pensioners?|over-?\d\ds|under-?\d\ds)\b|\b\d\ds?\b"
    ),
    AnswerType.CHARGE: _any(r"£|\b(?:free|costs?|charg\w+|fees?|paid|pay(?:ing|s)?|fund(?:ed|ing)|subsid\w+|discount\w*)\b"),
    AnswerType.CONTACT: _any(_PHONE, r"@|www\.|https?:|\b(?:999|101|111)\b|\b(?:contact(?:ed|ing)?|call(?:ing)?|telephone|phone"
        r"|ring|e-?mail|website|helpline|hotline)\b"),
    AnswerType.PROCEDURE: _any(
        _PHONE,
        r"@|www\.|https?:|\b(?:999|101|111)\b",
        r"\b(?:appl(?:y|ying|ied|ications?)|contact(?:ed|ing)?|call(?:ing)? (?:the|us|on|\d)|telephone|phon(?:e|ing)|e-?mail"
        r"|websites?|online|forms?|sign(?:ing|ed)? up"
        r"|regist(?:er|ers|ering|ration)|refer(?:s|red|rals?|ring)?|self-refer\w*|report(?:s|ed|ing)?|download\w*|log on|drop[- ]in"
        r"|visit(?:ing)?|in writing|by post|book(?:ing|ed)?"
        r"|activat\w+|attend(?:ing)?|join(?:ing)?|volunteer(?:s|ing)?|panel|consultation|ask(?:ing)?)\b",
    ),
    AnswerType.SHARE: _any(
        r"%|\bper ?cent|\bpercentage\b|\b(?:half|third|thirds|quarters?|fifth|tenth|majority|most|all|none|nobody|everyone"
        r"|double[ds]?|twice)\b|\b(?:in|of) (?:every )?(?:ten|five|four|three|\d+)\b|\bout of\b"
        r"|(?<![\d.])\d+\.\d\b"
    ),
    AnswerType.COUNT: _any(
        r"(?<![\d.,/–-])(?!(?:19|20)\d\d\b(?!\s+[a-z]))\d[\d,]*(?:\.\d+)?(?![\d%]|[.,]\d|\s?(?:%|per ?cent)|[/–-]\d)",
        rf"\b(?:{_SMALL}|no|none|zero|nil|nobody|both|several|single|pair|couple)\b",
    ),
    AnswerType.RATE: _any(rf"\d|\b(?:{_SMALL}|no|none|zero|most|all|majority)\b"),
    AnswerType.TARGET: _any(
        r"\b(?:target|targets|reduc\w+|increas\w+|cut|from|to|by|below|above|under|over|least|most|than|at)\b[^.]{0,60}\d",
        r"\d[^.]{0,60}\b(?:reduc\w+|increas\w+|targets?|rise|fall|fewer|more|less)\b|\d+(?:\.\d+)?\s?%|\(\d|\|\s*\d",
    ),
}  # fmt: skip


def types_asked(text: str) -> tuple[AnswerType, ...]:
    """Given a question, return the types of answer that it expects, as far as its form tells; none where it does not."""
    return tuple(kind for kind, pattern in _ASKED.items() if pattern.search(text))


def holds(kind: AnswerType, words: str) -> bool:
    """Given a type of answer and a document's words, say whether anything of that type may stand in them."""
    return _HELD[kind].search(words) is not None


def types_lacking(text: str, quoted: Sequence[str]) -> tuple[AnswerType, ...]:
    """Given a question and the words that would be quoted, return the types of answer that it expects and none of the words holds."""
    return tuple(kind for kind in types_asked(text) if not any(holds(kind, words) for words in quoted))
