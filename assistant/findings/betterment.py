"""What a sentence promises will be better for people: fewer of them hurt, more of them trusting, streets quieter; not what is done."""

from __future__ import annotations

import re

_MORE = (
    r"(?:more|less|fewer|better|higher|lower|safer|greater|stronger|quicker|faster|sooner|easier|shorter|cleaner|quieter|calmer|fairer|happier|prouder|smaller|rarer|healthier"
    r"|closer|no\s+longer|never|nobody|half|halved|as\s+safe|safe|confident|proud|free\s+from|able\s+to|again)"
)
_FEWER_WILL = re.compile(
    r"\b(?P<what>(?:fewer|more|less|nobody|no\s+one|no\s+(?:child|victim|woman|family|resident|household|street)|every(?:one|body)|every\s+\w+)\s+(?:[\w’'-]+\s+){0,7}?)will\b",
    re.I,
)
_WILL_BE = re.compile(
    r"\bwill\s+(?:also\s+|all\s+|again\s+|\w+ly\s+)?(?:no\s+longer\s+[a-z]+|(?:have\s+)?(?:be|been|feel|felt|have|know|trust|lose|see|find|get"
    r"|wait|live|hear|suffer|spend|come|go|say|look|become|grow|fall|drop|rise|halve|stop|fear|need|sleep|walk|report|tell|sell|stand|leave|return"
    r"|stay|enjoy|notice)\b(?:[^.;]{0,70}?\b" + _MORE + r"\b|\s+by\s+(?:a\s+)?(?:half|third|quarter|fifth|tenth)\b))",
    re.I,
)
# Who does things, so that what they will do or be is no outcome; and what comes about by itself.
_DOERS = re.compile(
    r"\b(?:we|us|council|partnership|partners|partner|police|board|group|panel|team|unit|forum|committee|cabinet|officers?|managers?|plan|strategy|commissioner|government"
    r"|services?|schemes?|projects?|programmes?|funds?|funding|budgets?|grants?|meetings?|reports?|reviews?|patrols?|wardens?|staff|training|actions?|cameras?|campaigns?|workers?"
    r"|money|costs?|prices?|inflation|population|demand|pressures?|act|law|bill|duty|system|tool|app|website|survey|assessment|it|this|these|which|he|she|i)\s*(?:also\s+)?$",
    re.I,
)
_OF_THEM = re.compile(
    r"\b(?:more|fewer|additional|extra)\s+(?:[\w’'-]+\s+){0,3}?(?:officers?|patrols?|wardens?|staff|cameras?|money|funding|training|visits?|beds|places|sessions?|workers?|resources?|work|meetings?|joint|information|detail)\b",
    re.I,
)
_NOT = re.compile(
    r"\b(?:if|unless|risks?|would|should|could|may|might|expected|forecast|predict\w*|likely|until|when|where|whether|because|although|said|told|asked)\b|\bnot\s+be\b|^\W*without\b",
    re.I,
)
# Of whom something is wished: people of some sort, and where they live.
_PEOPLE = (
    r"(?:people|residents|victims|survivors|child(?:ren)?|famil(?:y|ies)|wom[ae]n|girls|boys|m[ae]n|pupils|students|tenants|neighbours|visitors|shoppers|shopkeepers|traders|drivers|riders|cyclists"
    r"|passengers|workers|staff|callers|patients|users|carers|parents|teenagers|pensioners|newcomers|refugees|migrants|customers|businesses|farmers|offenders|prisoners|leavers|communit(?:y|ies)"
    r"|neighbourhoods?|streets?|parks?|villages?|estates?|towns?|homes?|households?|every(?:one|body)|nobody|no\s+(?:one|\w+)|those\s+who|anyone|young|older|walkers|runners|rowers|swimmers|skippers|renters|volunteers|learners|lodgers|sleepers|motorists|taxpayers)"
)
_IS_SO = (
    r"(?:(?:is|are|be|feel|feels|find|finds|know|knows|trust|trusts|have|has|can|live|lives|walk|walks|grow|grows|see|sees|say|says|tell|tells|get|gets|receive|receives|enjoy|enjoys|come|comes"
    r"|stay|stays|sleep|sleeps|use|uses|look|looks|turn|turns|recover|recovers|leave|leaves|lose|loses|speak|speaks|hear|hears|think|thinks|believe|believes|understand|understands|play|plays|choose|chooses|become|becomes|want|wants|belong|belongs|thrive|thrives|flourish|flourishes|return|returns|go|goes|settle|settles|slow|help|helps|look|share|shares|work|works|meet|meets|call|calls|report|reports|cycle|drive)\b)"
)
# What only people feel or can do, so that it is wished for them; to ring, to report or to fill in is asked of them.
_LIVES = (
    r"(?:(?:be|are|is|feel|feels|find|finds|know|knows|trust|trusts|have|has|can|live|lives|walk|walks|see|sees|get|gets|receive|receives|enjoy|enjoys|stay|sleep|sleeps|recover|recovers|understand"
    r"|believe|belong|thrive|flourish|grow|play|become|hear|speak|settle|slow|stop|cycle|go|help|share|turn)\b)"
)
_LEADS_ON = r"(?!\s+to\s+(?!be\b|make\b|build\b|create\b|have\b|live\b|see\b(?!\s+(?:where|when|that))))"
# Who wishes: those whose paper it is, or what they call their wish.
_WISHES = (
    rf"(?:\b(?:we|partners|partnership|council|board|it\s+is|(?:this|the|our)\s+(?:plan|strategy))\s+(?:all\s+|also\s+)?(?:intend(?:s|ed)?|hope[sd]?|wants?|wish(?:es)?|aims?|look(?:s)?\s+for|dream)\b{_LEADS_ON}"
    r"|(?:\b(?:our|the|one|its)\s+(?:[\w-]+\s+){0,2}?|^\W*)(?:intention|hope|aim|ambition|aspiration|vision|goal|outcome|objective|purpose|success|difference)s?"
    rf"\s+(?:(?:that\s+)?we\s+(?:look\s+for|seek|want|set|share|hope\s+for)\s+)?(?:(?:is|are|means|will\s+be|of|for)\b{_LEADS_ON}|:))"
)
_WISHED = re.compile(
    rf"{_WISHES}[^.;]{{0,80}}?\b(?:that|where|when|(?:in|on|of|for)\s+(?:which|whom)|:)\s(?:[^.;]{{0,80}}?\s)?{_PEOPLE}\b(?:[^.;,]{{0,60}}?\s)?(?:should\s+|will\s+|no\s+longer\s+|never\s+|always\s+|all\s+)*{_IS_SO}",
    re.I,
)
_BY_THEN = re.compile(
    rf"\b(?:by|at|before|when|after)\s+(?:the\s+)?(?:end|close|time|this\s+(?:plan|strategy)\s+ends|then|(?:19|20)\d{{2}}|[A-Z][a-z]+\s+20\d{{2}})\b[^.;]{{0,60}}?\b{_PEOPLE}\b(?:[^.;,]{{0,40}}?\s)?(?:should|ought\s+to|are\s+to|is\s+to)\s+{_LIVES}"
    rf"|\b{_PEOPLE}\b(?:[^.;,]{{0,40}}?\s)?should\s+(?:all\s+|no\s+longer\s+|never\s+|again\s+|once\s+more\s+)*{_LIVES}[^.;]{{0,100}}?\bby\s+(?:the\s+end|then|(?:[A-Z][a-z]+\s+)?20\d{{2}})",
    re.I,
)
# What people are to feel or do of themselves, wished for by those whose paper it is.
_WANTED = re.compile(
    rf"\b(?:we|partners|partnership|council)\s+(?:all\s+)?(?:want|wish|would\s+like|hope\s+for|would\s+love)\s+(?:[\w’'-]+\s+){{0,3}}?{_PEOPLE}\b(?:[^.;,]{{0,60}}?\s)?to\s+(?!be\s+(?:told|asked|consulted)){_LIVES}"
    rf"|\b{_PEOPLE}\b[^.;]{{0,80}}?\bshould\b[^.;]{{0,40}}?\b(?:no\s+longer|never\s+again|again|once\s+more)\s+{_IS_SO}",
    re.I,
)
_TOLD = re.compile(
    r"\b(?:(?<!be )(?<!being )told|said|asked|found|reported|showed|shows|was|were|had|"
    r"if|unless|because|although|may|might|could|must|consult\w*|invited|published|reviewed|report(?:s|ed)?\s+to|trained|given)\b",
    re.I,
)
_ASIDE = re.compile(r",\s*(?:too|also|as\s+well|in\s+turn|then|therefore|finally|equally|likewise),\s", re.I)
_LAST_WORDS = 60  # characters before a "will" that say who
LONGEST = 320  # characters of a sentence that wishes


def promises_better(text: str) -> bool:
    """Given a sentence, say whether a clause of it promises that something will be better or rarer for people."""
    text = _ASIDE.sub(" ", text)
    if _NOT.search(text):
        return False
    for match in _FEWER_WILL.finditer(text):
        if not _OF_THEM.search(match["what"]) and not _DOERS.search(match["what"].rstrip()):
            return True
    for match in _WILL_BE.finditer(text):
        before = text[max(0, match.start() - _LAST_WORDS) : match.start()]
        subject = re.split(r"[,;:]\s|\band\b", before)[-1]
        if (
            subject.strip()
            and not _DOERS.search(subject.rstrip() + " ")
            and not _DOERS.search(subject.rstrip())
            and not _OF_THEM.search(text[match.start() : match.start() + _LAST_WORDS + 60])
        ):
            return True
    return False


def wishes_for_people(text: str) -> bool:
    """Given a sentence, say whether it wishes, or says by when, that people are, feel or can do something ("we intend that by the end of it
    everybody is proud of their street")."""
    return len(text) <= LONGEST and _TOLD.search(text) is None and any(said.search(text) for said in (_WISHED, _WANTED, _BY_THEN))
