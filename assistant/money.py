"""Whether an amount of money is asked for, and whether some words hold one: what something costs is not told by what it is for."""

from __future__ import annotations

import re

_NOUN = r"(?:costs?|budgets?|funding|spend(?:ing)?|price|bill|grants?|salar(?:y|ies)|wages?|fees?|fine|income|revenue)"
_VERB = (
    r"(?:cost(?:s|ing)?|spen[dt](?:ing)?|pay(?:s|ing)?|paid|fund(?:s|ed|ing)?|budget(?:s|ed|ing)?|set aside"
    r"|put(?:s|ting)? (?:in|into|towards)|rais(?:e|es|ed|ing)|charg(?:e|es|ed|ing)|earn(?:s|ed|ing)?|bring(?:s|ing)? in"
    r"|rak(?:es?|ed|ing) in"
    r"|brought in|invest(?:s|ed|ing)?|fined|awarded|granted)"
)
# Such a noun is asked for where its clause ends with it, or goes on with what the money is of, for or from, and says nothing of that.
_SAYS = r"(?:is|are|was|were|will|has|have|had|does|do|did|can|should|spent|used|expected|meant|supposed|going|doing|made)\b"
_ENDS = (
    rf"(?=\W*$|\s*[?.,;:]|\s+(?:of|for|to|from|on|in|this|last|next|per|a|each|every|between|by)(?:\s+(?!{_SAYS})[\w’'&£/,-]+){{1,10}}\W*$"
    rf"|\s+(?:do|does|did|must|should|will) [^?.]{{1,50}}\b(?:pay|paid|charge|cost|get|spend|bring in|earn)\W*$)"
)
# What holds such a word and is no amount.
_NO_AMOUNT = re.compile(
    r"\bmade up of\b|\bcosts? of living\b|\brais(?:e|es|ed|ing) (?:\w+ )?(?:awareness|concerns?|issues?|standards?|the profile)\b"
    r"|\b(?:pay|pays|paid|paying) (?:\w+ )?(?:attention|regard|heed|tribute|visits?|lip service|homage)\b"
    r"|\b(?:impact|effect|consequences?|role|aims?|purpose|point) of (?:the |their |its |a )?(?:\w+ )?"
    rf"{_NOUN}\b|\bhow much (?:[\w’'-]+ ){{1,4}}(?:do|done|doing|fallen|risen|dropped|changed|improved)\b"
    rf"|\b{_NOUN} (?:conditions?|process(?:es)?|sources?|risks?|programmes?|streams?|bids?|schemes?|arrangements?|decisions?)\b",
    re.I,
)
_ASKED = re.compile(
    "|".join(
        (
            r"\bwhat (?:sum|amount|is set aside|was set aside)\b",
            r"\bhow much (?:money|cash|funding|public money|of the budget)\b",
            rf"\bhow much (?:(?:is|are|was|were|did|does|do|will|would|has|have|it|they|we)\b[^?.]{{0,80}})?\b{_VERB}\b",
            rf"\bwhat(?:['’]s| is| was| are| were| will be)? (?:the |their |its )?(?:[\w’'-]+ ){{0,3}}{_NOUN}{_ENDS}",
            r"\bwhat(?:['’](?:ll|s)| (?:did|do|does|will|would|has|have|is|are|was|were))\b[^?.]{1,60}"
            r"\b(?:cost(?:ing)?|pay|paid|paying|spen(?:d|t|ding) on|earn(?:ed|ing)?|rake in|bring in)\b",
            rf"\bhow (?:big|large)(?: a)? {_NOUN}\b",
            rf"\b(?:projected|estimated|total|annual|yearly) {_NOUN}\b",
            r"\bwhat(?:['’]s| is| are)? (?:it|this|that|they|all this|all that) cost(?:s|ing)?\b",
            r"\b(?:what|how much)\b[^?.]{1,60}\bsets? (?:[\w’'-]+ ){1,3}back\b",
            r"\b(?:what(?:['’]s| is| was)|how (?:big|large)(?: is| was)?) (?:the |their |its )?(?:[\w-]+ )?(?:pot|kitty)\b",
            r"\bin (?:pounds|£)",
        )
    ),
    re.I,
)
_ELSE = re.compile(
    "|".join(
        (
            r"[^?.]{9}\band (?:who|what|when|where|why|how)\b",  # something beside it
            r"\bwhat (?:number|part|share|proportion|percentage)\b|\bhow many\b|\bper ?cent|%",  # a share, a number
            r"\bwhich\b|\bhow\b[^?.]{0,40}\b(?:paid for|funded)\b",
            r"\bwhat(?:['’]?s| is| was| are) (?:the|that|this) (?:\w+ )?(?:thing|scheme|rule|law|deal|idea)\b",
            r"\b(?:what|who|where)\b[^?.]{0,30}\b(?:pays? for|(?<!the )(?<!a )(?<!this )funds?\b|funded by)",  # who pays
            r"\b(?:spen[dt]|spending|used?|put|go(?:es)?)\b[^?.]{0,40}\b(?:on|for)\W*$",  # what it is spent on
            r"\bwhat\b[^?.]{0,40}\bspen(?:d|t|ding) (?:it|this|that|them|(?:its|their|the|my)\b[^?.]{0,40}) on\b|\bdone with\b",
        )
    ),
    re.I,
)
# A number of several of a thing is no amount of money; elsewhere it may be one that lost its sign.
_NOT_COUNTED = r"(?!\s+(?:[\w’'-]+ )?(?:people|children|women|men|(?!towards|across|this|goes|comes)[a-z]{3,}(?<!s)s)\b)"
_HELD = re.compile(
    "|".join(
        (
            r"[£€$]|\b(?:million|billion|pounds?|pence|grand|nil|free|unfunded|unpaid)\b",
            r"\b\d+(?:\.\d+)?\s?(?:k|m|bn)\b",
            rf"\b\d{{1,3}}(?:,\d{{3}})+\b{_NOT_COUNTED}",
            r"\b(?:no|any|half (?:of )?the|not)\b[^.]{0,30}\b(?:costs?|costed|charge|money|funding|budget|worked out)\b",
        )
    ),
    re.I,
)
_NUMBER = re.compile(r"(?<![\d/-])(?!(?:19|20)\d\d)\d{3,}(?![\d/-])|\b\d{1,3}(?:,\d{3})+\b")  # no year


def asks_amount(text: str) -> bool:
    """Given a question, say whether it asks for an amount of money and for nothing else."""
    return _ASKED.search(text) is not None and _NO_AMOUNT.search(text) is None and _ELSE.search(text) is None


def asks_of_money(text: str) -> bool:
    """Given a question, say whether it asks for an amount of money, be it beside other things."""
    return _ASKED.search(text) is not None and _NO_AMOUNT.search(text) is None


def holds_amount(words: str, tabled: bool = True) -> bool:
    """Given a document's words, say whether an amount of money may stand in them: a table often gives them without a sign, so that in one
    that is `tabled` any longer number may be one."""
    return _HELD.search(words) is not None or tabled and _NUMBER.search(words) is not None
