"""The courtesy around a question, which says nothing of what is asked: "Can you remind me who …", "I'd like to know whether …"."""

from __future__ import annotations

import re

_GREETING = r"(?:(?:hi|hello|hey|(?:good )?(?:morning|afternoon|evening)|sorry|please|ok(?:ay)?|right|well|there|all)\b\W*)*"
_ME = r"(?:me|us)"
_TELLS = (
    rf"(?:tell|remind|inform) {_ME}(?: again)?(?: of| about)?|(?:show|give|read) {_ME}|let {_ME} (?:know|have)"
    rf"|help {_ME} (?:understand|find(?: out)?)|refresh my memory(?: on| of| about)?"
    rf"|(?:say|confirm|clarify|explain|establish|check|find out|advise|point out)(?: (?:for|to) {_ME})?"
)
_SOFTLY = r"(?:(?:please|kindly|just|quickly|briefly|possibly|perhaps|also|maybe) )*"
_COURTESY = re.compile(
    rf"^\W*{_GREETING}(?:"
    rf"(?:can|could|would|will) (?:you|u|ya|someone|anyone|somebody|anybody) {_SOFTLY}(?:{_TELLS})"
    rf"|(?:can|could|may|might) (?:i|we) {_SOFTLY}(?:ask|check|know|find out|be told|have)"
    rf"|(?:do|does|would) (?:you|anyone|anybody) (?:happen to )?know"
    rf"|(?:i|we)(?:['’]d| would)? {_SOFTLY}(?:like|love|want|wish|need)(?: you)? to"
    rf" (?:know|ask|understand|check|be told|find out|hear|see|tell {_ME})"
    rf"|(?:i|we)(?:['’]m| am|['’]re| are)? (?:wonder(?:ing)?|keen to know|trying to (?:find out|establish|work out|understand))"
    rf"|{_SOFTLY}(?:{_TELLS})"
    rf")\b,?:? +(?=\S+ \S+)",
    re.I,
)


_PAGE = (
    r"pages?(?: numbers?| references?)?"
    r"(?: (?:is|are|was|were|does|do|can|would|will|should) (?:i|we|it|they|that|this|these|those)\b[^?.,]{0,40})?"
)
_WITH_PAGE = re.compile(
    rf"(?:,? (?:and|plus|with|giving|including)|,) (?:(?:on|at|from) )?(?:(?:which|what|the|a|its|their) )?{_PAGE}(?=\W*$|\?)",
    re.I,
)
_PAGE_FOR = re.compile(
    rf"^\W*(?:(?:i|we) (?:need|want|would like)|(?:please )?give {_ME}|can (?:i|we) have) (?:a|the) page (?:numbers?|references?)"
    r" for +(?=\S+ \S+)",
    re.I,
)


def without_page(text: str) -> str:
    """Given a question, return it without the wish for the page: every answer names it."""
    return _PAGE_FOR.sub("", _WITH_PAGE.sub("", text))


def without_courtesy(text: str) -> str:
    """Given a question, return what it asks, without the courtesy before it; all of it where nothing would be left."""
    return _COURTESY.sub("", text, count=1)
