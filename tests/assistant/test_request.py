"""Which whole list a question asks for, as its vector tells."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.request import Request, load_requests, requests_for
from assistant.understand import Intent
from assistant.wanted import asked_of
from ingest.embed import PACKAGED_DIGEST, Embedder
from ingest.errors import BadInput
from ingest.register.entry import EntryKind
from tests.assistant.councils import Desk

# Wordings that no example has.
PRIORITIES = (
    "Which big jobs has Marwick put its name to?",
    "so wots Marwick actually gonna go after then",
    "Under which banners is the work in Marwick sorted?",
    "What are the headline ambitions in Eastmere?",
    "Which five things come before all else in Eastmere?",
    "What have they pledged to concentrate their efforts on in Marwick?",
)
INDICATORS = (
    "Which tallies will tell Marwick if burglary is on the way down?",
    "What will they be counting in Marwick to see if knife crime is easing off?",
)
NEITHER = (
    "Who chairs the board in Marwick?",
    "When was the Marwick survey done?",
    "How many residents answered the survey in Marwick?",
    "Is there a night bus in Eastmere?",
    "What does MARAC stand for?",
)


def test_most_wordings_of_the_priorities_are_understood_without_the_word(councils: Desk) -> None:
    assert sum(councils.understood(question).request is Request.PRIORITIES for question in PRIORITIES) >= len(PRIORITIES) / 2


def test_measures_on_a_topic_are_asked_for_without_the_word(councils: Desk) -> None:
    found = [asked_of(councils.understood(question)) for question in INDICATORS]
    assert sum(asked is not None and asked.kind is EntryKind.INDICATOR and asked.on_topic for asked in found) >= len(INDICATORS) / 2


@pytest.mark.parametrize("question", NEITHER)
def test_other_questions_ask_for_no_list(councils: Desk, question: str) -> None:
    assert asked_of(councils.understood(question)) is None


def test_a_message_that_leans_on_the_one_before_asks_in_its_own_words(councils: Desk) -> None:
    understood = councils.understood("And who pays for it?", "What are the priorities in Marwick?", "Four things.")
    assert understood.leans
    assert understood.intent is not Intent.LIST


def test_another_model_has_only_the_words(tmp_path: Path) -> None:
    assert requests_for(PACKAGED_DIGEST) is not None
    assert requests_for("of another model") is None


def test_a_vector_that_is_like_nothing_asks_for_nothing(embedder: Embedder) -> None:
    assert load_requests().of(np.zeros(embedder.dimensions)) in (None, Request.NO_LIST)


@pytest.mark.parametrize("text", ["", "model = 1", 'model = "a"\nside = "b"\nexamples = "c"\n[request.wishes]\nconstant = 1\nweights = []'])
def test_a_broken_file_is_named_with_what_to_do(tmp_path: Path, text: str) -> None:
    file = tmp_path / "request.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"request\.toml cannot be used .*python -m assistant\.asking"):
        load_requests(file)
