"""What a document's sentences say is to come without being an entry of its register: something being drawn up, set up, built, bought."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.findings.actions import NAMES_DEED, TIMED, commands
from assistant.findings.headed import headed_as
from assistant.findings.script import Script, Sentence
from ingest.documents import BlockKind, Span
from ingest.register.entry import EntryKind

_MADE = (
    r"(?:develop|produc|publish|launch|establish|creat|refresh|recruit|procur|commission|deliver|introduc|undertak"
    r"|implement|complet|finalis|circulat"
    r"|organis|trial|pilot|updat|expand|distribut|install|prepar|progress|design|draft|discuss|explor|scop|negotiat|plann|evaluat|adopt"
    r"|consult(?:ed)? on|strengthen|train(?:ed|ing)|align|embed|share[ds]|invest|deploy|mapp|relaunch|extend|conven|allocat"
    r"|roll(?:ed|ing) out|put (?:in|on)"
    r"|rolled out|set up|drawn up|taken forward|followed up|put in place|carried out|dealt with|tackled)"
)
_THEY = (
    r"(?:partners|agencies|officers|(?:partnership|council|borough|county|city|district|police|board|team|service|group|unit|panel"
    r"|forum)s?)"
)
_COMING = re.compile(
    rf"\b(?:will\s+(?:also\s+|then\s+)?be|(?:is|are)\s+(?:currently\s+|now\s+|also\s+)?being|(?:is"
    rf"|are)\s+to\s+be)\s+(?:\w+ly\s+)?{_MADE}\w*"
    r"|\b(?:is|are)\s+(?:currently\s+|now\s+)?(?:under\s+development|under\s?way|in\s+development|in\s+preparation|in\s+progress)\b"
    r"|\bwork\s+is\s+under\s?way\s+to\b|\bplans?\s+(?:are\s+)?in\s+place\s+to\b|\bproposed\s+(?:development|introduction|creation)\s+of\b"
    r"|\b(?:is|are)\s+(?:currently\s+|now\s+)?(?:preparing|developing|creating|planning|designing|drafting|setting\s+up)\b"
    r"|\bcurrently\s+working\b[^.;]{0,80}\bto\s+(?:create|develop|deliver|establish|produce)\b"
    r"|\bthere\s+are\s+(?:\w+\s+)?plans\s+to\b|\bconsideration\s+will\s+be\s+given\b|\bfurther\s+work\s+is\s+(?:needed|required)\b"
    r"|\bit\s+is\s+(?:intended|proposed|planned|hoped|envisaged|anticipated)\s+(?:that|to)\b"
    r"|\b(?:we|partners|partnership|council|police|board)\s+(?:are\s+|is\s+)?(?:plan(?:s|ning)?|intends?|proposes?|(?:have|has)\s+agreed)\s+to\b"
    r"|\bwork\s+will\s+(?:be\s+carried\s+out|begin)\b"
    r"|\bwill\s+(?:then\s+|also\s+|soon\s+)?follow(?=\s*[.;]|\s+(?:this|later|in\s+due)\b)"
    r"|\b(?:redesign|review|reorganisation|restructur\w+|refresh|re-?tender\w*|re-?procurement|re-?commissioning"
    r"|roll[- ]?out|recruitment|mapping|consultation)\b[^.;,]{0,60}?"
    r"\b(?:is|are)\s+(?:currently\s+|now\s+|also\s+)?taking\s+place\b"
    rf"|\b{_THEY}\s+(?:will\s+)?continues?\s+(?:working\s+(?:together\s+)?to|to\s+commit\s+to)\b"
    r"|\bthere\s+(?:is|are)\s+(?:currently\s+)?(?:a|an|ongoing|new)\s+(?:\w+\s+){0,2}?(?:programme|project|scheme)s?\s+(?:of|to)\b"
    r"|\bwill\s+be\s+(?:underpinned|supported|accompanied|supplemented)\s+by\s+an?\s+(?:\w+\s+){0,3}?(?:plan|programme|strategy)\b",
    re.I,
)
# What somebody intends, looks at or is still to do.
_INTO_BEING = (
    rf"(?:{_MADE}\w*|hold|run|agree|appoint|build|set\s+up|bring\s+in|put\s+in\s+place|roll\s+out|take\s+forward|draw\s+up|employ|fund|open|write"
    r"|map|review|secure|widen|buy|form|join\s+up|carry\s+out|test)"
)
_SOMEBODY_IS = r"(?:we|partners|agencies|officers|(?:partnership|council|police|board|team|service|group|unit|panel|forum)s?)"
_BEING = (
    r"(?:development|delivery|implementation|introduction|roll[- ]?out|expansion|creation|launch|embedding|completion|opening|continuation"
    r"|establishment|refresh|review|recruitment)"
)
_ITSELF = r"(?:(?:on|against)\s+)?(?:this|our|the|these)\s+(?:\w+\s+)?(?:vision|plan|strategy|priorit|aims|objectives|outcomes)"
_PLANNED = (
    r"(?:reviews?|audits?|pilots?|campaigns?|events?|surveys?|mapping|programmes?|projects?|schemes?|training|visits?|operations?|consultation|evaluation"
    r"|refresh|launch|strategy|protocol|plans?|services?|centre|posts?|panel|group|forum|network|hub)"
)
_INTENDED = re.compile(
    "|".join(
        (
            # "We hope to expand …", "We shall hold …", "Partners are exploring …", "The team are to recruit …"
            rf"\b{_SOMEBODY_IS}\s+(?:(?:are|is|will|also|all|now|currently)\s+){{0,3}}(?:hop(?:e|es|ing)|want|wish|seek(?:s|ing)?|look(?:s|ing)?"
            rf"|aim(?:s|ing)?|keen)\s+(?:also\s+)?to\s+{_INTO_BEING}\b",
            r"\bwe\s+(?:also\s+)?shall\s+(?:also\s+)?(?!not\b)[a-z]+\b",
            rf"\b{_SOMEBODY_IS}\s+(?:is|are)\s+(?:also\s+|currently\s+|now\s+|actively\s+){{0,2}}"
            r"(?:looking\s+(?:at|into|for)|exploring|considering|investigating|working\s+(?:to|towards|on))\b",
            rf"\b{_SOMEBODY_IS}\s+(?:is|are)\s+to\s+{_INTO_BEING}\b",
            # "committed to delivering …", "The next step is to agree …"
            rf"\bcommitted\s+to\s+{_MADE}\w*\b(?!\s+{_ITSELF})",
            rf"\b(?:aim|intention|ambition|next\s+steps?|task)\s+(?:[^.;]{{0,30}}\s)?(?:is|are|will\s+be)\s+(?:also\s+|now\s+)?to\s+{_INTO_BEING}\b",
            # "Consideration is being given …", "Discussions are taking place …", "A review … is planned"
            r"\bconsideration\s+is\s+(?:also\s+|currently\s+|now\s+)?being\s+given\b",
            r"\bdiscussions\s+are\s+(?:taking\s+place|under\s?way|on-?going|continuing)\b",
            rf"\b{_PLANNED}\b[^.;]{{0,60}}?\b(?:is|are)\s+(?:also\s+|now\s+|currently\s+)?(?:planned|proposed|intended|envisaged)\b",
            # "Further development of … is needed", "The focus will be the introduction of …", "This year will see the launch of …"
            rf"\bfurther\s+{_BEING}\s+of\b[^.;]{{0,60}}?\b(?:is|are)\s+(?:required|needed|planned|necessary)\b",
            r"\b(?:focus|emphasis|priority)\b[^.;]{0,50}?\b(?:is|will\s+be|remains)\s+(?:on\s+)?(?:the\s+|an?\s+)?"
            rf"(?:further\s+|continued\s+)?{_BEING}\b",
            rf"\bwill\s+see\s+(?:the|an?)\s+(?:[\w-]+\s+){{0,2}}?{_BEING}\b",
            r"\b(?:emphasis|priority|focus|attention)\s+will\s+be\s+(?:given|placed|put|on|directed)\b",
            r"\bit\s+(?:has\s+been|was|is)\s+agreed\s+(?:that|to)\b[^.;]{0,80}\bwill\b",
        )
    ),
    re.I,
)
# What a body is for: "The role of the Quay Board is to agree …".
_IS_FOR = re.compile(r"\b(?:role|aim|purpose|function|remit|job|mission|responsibility)s?\s+of\b[^.;]{0,80}?\b(?:is|are)\s+to\b", re.I)
_TO_MAKE = re.compile(rf"^\W*To\s+(?:further\s+|also\s+)?{_INTO_BEING}\s+[a-z]")
_AIMS = re.compile(
    r"\b(?:aims?|objectives?|purpose|vision|outcomes?|goals?|role|remit|terms\s+of\s+reference|functions?|responsib\w+|benefits?|key\s+principles)\b",
    re.I,
)
# What is to go on, or still to be done, and what a plan or a project is said to do itself.
_WILL_BE = re.compile(
    r"\bwork\s+will\s+(?:continue|be|focus|include)\b|\bthere\s+will\s+be\s+(?:an?|more|further|greater|continued|increased|additional|new)\b"
    r"|\b(?:more|further|additional)\s+work\s+(?:is|will\s+be|needs)\b|\bneeds?\s+to\s+be\s+(?:done|developed|agreed|improved|strengthened|established|put|made|explored)\b"
    r"|^\W*(?:this|these|the|a|an|our|each|all)\s+(?:[\w’'-]+\s+){1,4}?(?:plan|strategy|approach|programme|project|work|model|campaign|initiative|training|action|activity|priority|review|scheme|process|service)s?"
    r"\s+will\s+(?:also\s+)?(?:continue|focus|ensure|enable|provide|support|help|seek|target|deliver|build|aim|look|involve|bring)\b",
    re.I,
)
_TO_BE = re.compile(rf"^(?![^.;]*\b(?:needs?|has|have|ought|able)\s+to\s+be\b)[^.;]{{3,120}}?\s+to\s+be\s+(?:\w+ly\s+)?{_MADE}\w*", re.I)
# What happens again and again, or may happen, is no deliverable.
_NOT = re.compile(
    r"\b(?:if|where|when|should|could|may|might|must|required to|would|recommend\w*|cannot|unless|act|regulations|monitored|reviewed)\b",
    re.I,
)
_IMPERATIVE = re.compile(
    r"^\W*(?:Implement|Develop|Build|Create|Establish|Produce|Deliver|Launch|Organise|Recruit|Undertake|Commission"
    r"|Introduce|Publish|Set up"
    r"|Install|Pilot|Roll out|Draft|Appoint|Utilise|Work with|Encourage|Convene|Hold|Host|Run|Train)\s+[a-zA-Z]"
)
_PASSIVE = re.compile(
    r"\b(?:be|being)\s+(?:\w+ly\s+)?(?:\w+(?:ed|en|un|wn|ut|up|ilt|ealt|ade|eld|ld)|set|put)\b|\bthere\s+(?:is|are)\b|\bit\s+is\b|\bfurther\s+work\b|\bunder\s?way\b|\bunder\s+development\b|\bproposed\b|\bin\s+place\s+to\b|\bwill\s+(?:\w+\s+)?follow\b|\btaking\s+place\b",
    re.I,
)
# What a reader is asked to do, and what is no sentence of the plan's.
_NOT_SAID = re.compile(r"\b(?:you|your|please|see|page|0\d{2,4} ?\d{3,6})\b|@|www\.|:\s*$", re.I)
FEWEST_WORDS = 4  # of a sentence that says what is to be done
AFTER = 30  # characters behind a promise that belong to it
_DOER = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|us)\b|\b(?:by|through|led|(?:partnership|jointly|together|work|working|conjunction)\s+with)\s+(?:the|a|our|its|local)?\s*(?:\w+\s+){0,2}?[A-Z]"
    r"|\b(?:by|through)\s+[^.;,]{0,40}\b(?:group|board|team|forum|panel|council|partnership|police|services?|officers?)\b"
)
# Who does what is asked for; those whom it is done with or for do not.
_BY_WHOM = re.compile(
    r"\b(?:led|delivered|owned|done|run|overseen|commissioned|provided|chaired)\s+by\b|\b(?:by|through)\s+(?:the|a|our|its|local)?\s*(?:\w+\s+){0,2}?[A-Z]|\blead\b\W"
    r"|\((?:the\s+)?[A-Z][^()\d]*\)\W*$"
)
_EMPHASIS = re.compile(r"\bthere\s+will\s+be\s+(?:an?\s+)?(?:[\w-]+\s+){0,2}?(?:emphasis|focus|drive|push)\s+on\b", re.I)
_SOMEBODY = re.compile(r"\b(?:we|our|council|partnership|police|board|group|team|unit|forum|panel|service)\b", re.I)
DUTY = re.compile(r"\b(?:must|required|duty|duties|responsib\w+|statutory|law|legislation|regulations?|should)\b", re.I)
_NOT_HEADED = re.compile(r"\b(?:implications|legal|statutory|duty|duties|glossary|consultation|background papers|recommendations?)\b", re.I)


@dataclass(frozen=True, slots=True)
class Deliverable:
    """A sentence that says that something is to come, or an item of a list that asks for it, and where it stands. `nobody` says
    that it names nobody who does it, `undated` that it gives no time."""

    words: str
    span: Span
    nobody: bool
    undated: bool = True


def deliverables(script: Script) -> list[Deliverable]:
    """Given a document, return the sentences of its prose that say that something is being made or will be, and that give no time for it
    or name nobody."""
    said = [*_said(script), *_listed(script)]
    return [*said, *(one for one in _commanded(script) if not any(one.span.overlaps(other.span) for other in said))]


def _listed(script: Script) -> Iterator[Deliverable]:
    """Items of lists that ask for something to be made, where the line that introduces them names no duty and no time."""
    for listing in script.flow.lists:
        if DUTY.search(listing.introduction) or TIMED.search(listing.introduction):
            continue
        for item in (item for item in listing.items if item.spans):
            heading = item.trail[-1] if item.trail else ""
            if (
                (_IMPERATIVE.match(item.text) or NAMES_DEED.match(item.text) or _is_to_make(item.text, listing.introduction, heading))
                and headed_as(item.spans[0], script) not in (EntryKind.OUTCOME, EntryKind.INDICATOR)
                and not TIMED.search(item.text)
                and not _NOT_HEADED.search(heading)
            ):
                yield Deliverable(
                    item.text, item.spans[0], _SOMEBODY.search(listing.introduction) is None and _DOER.search(item.text) is None
                )


def _is_to_make(text: str, introduction: str, heading: str) -> bool:
    """Whether an item begins with "To" and what is to be made, and neither the line nor the heading above calls it an aim or a role."""
    return _TO_MAKE.match(text) is not None and not _AIMS.search(introduction) and not _AIMS.search(heading)


def _commanded(script: Script) -> Iterator[Deliverable]:
    """Sentences of running text that say what is to be done as a list of actions would, where a heading announces actions."""
    for sentence in [*script.sentences, *script.cell_sentences]:
        if sentence.piece.kind not in (BlockKind.PARAGRAPH, BlockKind.TABLE) or _NOT_SAID.search(sentence.text):
            continue
        long_enough = len(sentence.text.split()) >= FEWEST_WORDS
        if long_enough and commands().match(sentence.text) and headed_as(sentence.spans[0], script) is EntryKind.ACTION:
            yield Deliverable(sentence.text, _whole(sentence), _BY_WHOM.search(sentence.text) is None, TIMED.search(sentence.text) is None)


def _said(script: Script) -> Iterator[Deliverable]:
    for sentence in [*script.sentences, *script.cell_sentences]:
        heading = sentence.piece.trail[-1] if sentence.piece.trail else ""
        if sentence.piece.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.TABLE) or _NOT_HEADED.search(heading):
            continue
        coming = (
            _COMING.search(sentence.text)
            or _WILL_BE.search(sentence.text)
            or _INTENDED.search(_IS_FOR.sub(lambda said: "·" * len(said.group()), sentence.text))
            or sentence.piece.kind is BlockKind.ITEM
            and _TO_BE.match(sentence.text)
            or None
        )
        # What may happen, or always does, is said around the promise; a clause far behind it speaks of something else.
        if coming is None or _NOT.search(sentence.text[: coming.end() + AFTER]):
            continue
        nobody, undated = _names_nobody(sentence.text), TIMED.search(sentence.text) is None
        if nobody or undated:
            yield Deliverable(sentence.text, _whole(sentence), nobody, undated)


def _names_nobody(text: str) -> bool:
    """Whether a sentence that says what is done to something says nowhere by whom."""
    if _EMPHASIS.search(text):
        return _BY_WHOM.search(text) is None
    return _PASSIVE.search(text) is not None and _DOER.search(text) is None


def _whole(sentence: Sentence) -> Span:
    return max(sentence.spans, key=lambda span: span.end - span.start)
