"""Instructions hidden in a document: sentences that read like orders to whoever answers from it, and markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.guard_rules import Ground, Reason, Rules, load_rules
from assistant.patterns import Words

_SENTENCE = re.compile(r"[^\s.!?\n][^\n]*?(?:[.!?]+(?=\s|$)|(?=\n|$))")
# A line that goes on in the next.
_WRAPPED = re.compile(r"(?<=[\w,;])\n(?=[a-z(“‘])")


def instructions_in(text: str, rules: Rules | None = None) -> tuple[tuple[int, int], ...]:
    """Given a document's text, return the ranges of sentences that read like instructions to a language model, or hold markup.

    A sentence may run over a line's end; one that goes on giving orders behind one that did counts too.
    """
    rules = rules or load_rules()
    found = {span for part in {text, _WRAPPED.sub(" ", text)} for span in _instructing(part, rules)}
    return tuple(_merged(sorted(found)))


def _instructing(text: str, rules: Rules) -> Iterator[tuple[int, int]]:
    ground = next(ground for ground in rules.declined if ground.reason is Reason.INSTRUCTIONS)
    before = -1
    for match in _SENTENCE.finditer(text):
        words = rules.lexicon.read(match[0])
        follows = before >= 0 and "\n" not in text[before : match.start()] and rules.planted_after.found_in(words)
        if follows or _instructs(match[0], words, rules, ground):
            before = match.end()
            yield match.span()
        else:
            before = -1


def _instructs(sentence: str, words: Words, rules: Rules, ground: Ground) -> bool:
    signs = any(mark.search(sentence) for mark in rules.planted_marks)
    return signs or ground.found_in(words, sentence) or rules.planted.found_in(words)


def _merged(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in ranges:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
