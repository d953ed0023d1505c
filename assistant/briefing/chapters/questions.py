"""Lines of questioning: by their kinds, each with why it matters and its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.briefing.briefing import Block, Heading, Line, Style
from assistant.briefing.pen import EXAMPLES, Pen
from assistant.briefing.questions import Question
from assistant.briefing.words import question_words
from assistant.conversation import Basis

SHOWN = min(3, EXAMPLES)  # quotes beside a question


def lines_of_questioning(asked: Sequence[Question], pen: Pen) -> tuple[Block, ...]:
    """Given questions, most serious first, and the pen, return the chapter's blocks: the kinds in the order of their gravest question."""
    if not asked:
        return (pen.say("questions.none"),)
    blocks: list[Block] = [pen.quiet("questions.intro")]
    for kind in dict.fromkeys(one.kind for one in asked):
        blocks.append(Heading(question_words().say(f"kinds.{kind}")))
        for one in asked:
            if one.kind == kind:
                blocks += _of_question(one, pen)
    return tuple(blocks)


def _of_question(one: Question, pen: Pen) -> Iterator[Line]:
    if one.basis is Basis.ABSENT:
        line = pen.absent(one.text, one.looked_in, Style.QUESTION) if one.looked_in is not None else None
    else:
        line = pen.statement(one.text, one.spans, one.basis, Style.QUESTION)
    if line is None:
        return
    yield line
    yield Line(f"{pen.words.say('questions.why')} {one.why}", style=Style.QUIET)
    quotes = [quote for span in one.spans[:SHOWN] if (quote := pen.quote([span], Style.ITEM)) is not None]
    if quotes:
        yield Line(pen.words.say("questions.evidence"), style=Style.QUIET)
        yield from quotes
    if len(one.spans) > SHOWN:
        yield Line(pen.words.say("pack.more", {"count": len(one.spans) - SHOWN}), style=Style.QUIET)
