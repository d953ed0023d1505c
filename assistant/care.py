"""What stands around an answer for the asker's sake: people to turn to where they may be in need, a line in their own language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation import Answer, Question, Status
from assistant.guard_rules import Situation
from assistant.prompts import Prompts

_GIVEN = frozenset({Status.ANSWERED, Status.PARTLY_ANSWERED})


def signposted(situations: Sequence[Situation], question: Question, prompts: Prompts) -> Answer:
    """Given what somebody may need others for, return the answer that names those others, and how to ask about a plan instead."""
    signposts = prompts.signposts(situations)
    lines = [f"- {post.name}: {post.contact} ({post.when})" for post in signposts]
    text = "\n".join([prompts.say("worry.alone", question.audience), "", *lines])
    return Answer(Status.SIGNPOSTED, text, signposts=signposts, standalone_question=question.message)


def with_signposts(answer: Answer, situations: Sequence[Situation], question: Question, prompts: Prompts) -> Answer:
    """Given an answer to somebody who may be in need, return it with people to turn to in front; nothing but them where it says nothing."""
    if answer.status not in _GIVEN:
        return signposted(situations, question, prompts)
    signposts = prompts.signposts(situations)
    lines = [f"- {post.name}: {post.contact} ({post.when})" for post in signposts]
    text = "\n".join([prompts.say("worry.beside", question.audience), "", *lines, "", answer.answer])
    return replace(answer, answer=text, signposts=signposts)


def in_language(answer: Answer, code: str, prompts: Prompts) -> Answer:
    """Given an answer and the code of the asker's language, return it behind the sentence that answers come in English."""
    return replace(answer, answer=f"{prompts.language(code)}\n\n{answer.answer}")
