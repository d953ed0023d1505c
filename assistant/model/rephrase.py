"""A follow-up -> a question that stands alone, in the conversation's own words."""

from __future__ import annotations

import re
import time
from collections.abc import Generator
from typing import Any

from assistant.conversation import Question
from assistant.model.chat import ChatModel
from assistant.model.failure import ModelFailed
from assistant.model.prompts import ModelPrompts
from assistant.model.sources import clean

LONGEST = 400  # characters of a rephrased question
TURNS = 6  # of the conversation that the model is shown
TURN = 1_500  # characters of each
# Words that a question may take in without anybody having said them.
_GLUE = frozenset(
    "a an and are about as at be been by did do does for from had has have how in is it its many much of on or say says should that the "
    "their them there these they this those to was were what when where which who whose why will with would plan list".split()
)


def rephrased(chat: ChatModel, words: ModelPrompts, question: Question, seconds: float) -> Generator[None, None, str | None]:
    """Given a question that leans on the turns before it, return it as one that stands alone, or None where none came in time.

    Yields None while it waits. A word that nobody in the conversation used is no rephrasing, and the whole is dropped.
    """
    history = "\n".join(f"{turn.role}: {clean(turn.content[:TURN])}" for turn in question.history[-TURNS:])
    said: dict[str, Any] = {}
    try:
        for reply in chat.replies(words.to_rephrase(history, clean(question.message)), words.rephrase_schema, time.monotonic() + seconds):
            yield None
            said = reply.value if reply is not None and reply.whole else said
    except ModelFailed:
        return None
    text = said.get("question")
    if not isinstance(text, str) or not 0 < len(text) <= LONGEST or words.leaks(text):
        return None
    spoken = " ".join([question.message, *(turn.content for turn in question.history)])
    return " ".join(text.split()) if _words(text) <= _words(spoken) | _GLUE else None


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.casefold().replace("’s", "").replace("'s", "")))
