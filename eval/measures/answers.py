"""Is what was asked in the answer, is anything in it wrong, and can its reader read it?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from eval.measures.passages import facts_found
from eval.questions import Fact
from eval.words import occurs, words

AGE_OF_GRADE_0 = 5  # a pupil in the first American grade is six
INSIDE_FIGURE = re.compile(r"(?<=\d)[.,:](?=\d)")
SENTENCE_END = re.compile(r"[.!?:;]$")

__all__ = ["all_facts_found", "answer_words", "facts_found", "reading_age", "wrong_statements"]


def all_facts_found(text: str, facts: Sequence[Fact]) -> bool:
    """Given an answer's plain words, say whether every fact is in them; false where there are no facts."""
    return bool(facts) and all(fact.found_in(text) for fact in facts)


def wrong_statements(text: str, must_not_say: Sequence[str]) -> tuple[str, ...]:
    """Given an answer's plain words, return which of the strings that would be wrong for this question stand in them."""
    return tuple(forbidden for forbidden in must_not_say if occurs(forbidden, text))


def answer_words(text: str) -> int:
    """Given an answer's plain words, return how many there are."""
    return len(words(text))


def reading_age(text: str) -> float | None:
    """Given an answer's plain words, return the age in years at which a pupil reads them easily; None for fewer than ten words.

    The automated readability index (word length in characters, sentence length in words) plus five. Chosen over formulas of
    syllables because textstat fetches its dictionary of syllables from the network. Each line ends a sentence: a list of ten items is no
    sentence of ten items. Never below five.
    """
    from textstat import textstat

    lines = [line.strip() for line in text.splitlines() if line.strip()]
    prose = " ".join(line if SENTENCE_END.search(line) else f"{line}." for line in lines)
    prose = INSIDE_FIGURE.sub("", prose).replace(";", ".").replace(":", ".")
    if answer_words(prose) < 10:
        return None
    return max(0.0, float(textstat.automated_readability_index(prose))) + AGE_OF_GRADE_0
