"""An answer as somebody outside reads it: what the measures need, whatever else it holds, and its words without Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.inert import inert
from eval.contract import Answer, read_answer
from eval.errors import SystemUnavailable

CITATION = {"number": 1, "document_id": "harrowby-2020", "page": 2, "quote": "Burglary", "url": "/documents/harrowby-2020"}
CLAIM = {"text": "Burglary", "basis": "quoted", "citations": [1], "looked_in": None}
WHOLE = {"status": "answered", "answer": "Burglary [1]", "claims": [CLAIM], "citations": [CITATION], "answered_by": "register"}


def answer(markdown: str) -> Answer:
    return read_answer({"status": "answered", "answer": markdown})


def test_a_whole_answer_is_read() -> None:
    read = read_answer(WHOLE)
    assert (read.status.value, read.answer, read.answered_by) == ("answered", "Burglary [1]", "register")
    assert (read.citations[0].document_id, read.citations[0].page, read.citations[0].quote) == ("harrowby-2020", 2, "Burglary")
    assert (read.claims[0].basis, read.claims[0].citations) == ("quoted", (1,))


def test_status_and_words_are_enough() -> None:
    read = read_answer({"status": "declined", "answer": ""})
    assert (read.claims, read.citations, read.signposts, read.answered_by, read.confidence) == ((), (), (), "", None)


def test_what_is_not_known_is_left_out() -> None:
    read = read_answer({**WHOLE, "mood": "good", "citations": [{**CITATION, "colour": "red"}]})
    assert "mood" not in read.model_dump() and "colour" not in read.model_dump()["citations"][0]


def test_a_document_without_pages_has_none() -> None:
    assert read_answer({**WHOLE, "citations": [{**CITATION, "page": None}]}).citations[0].page is None


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"status": None}, "status"),
        ({"status": "solved"}, "status"),
        ({"answer": None}, "answer"),
        ({"answer": ["Burglary"]}, "answer"),
        ({"claims": [{"basis": "quoted"}]}, "claims.0.text"),
        ({"claims": [{"text": "a", "basis": "quoted", "citations": ["first"]}]}, "claims.0.citations.0"),
        ({"citations": [CITATION, {"number": 2}]}, "citations.1.document_id"),
        ({"signposts": [{}]}, "signposts.0.name"),
        ({"confidence": "high"}, "confidence"),
    ],
)
def test_what_breaks_the_contract_is_named(changes: dict[str, object], key: str) -> None:
    with pytest.raises(SystemUnavailable, match=f"“{re.escape(key)}”"):
        read_answer({**WHOLE, **changes})


def test_what_is_no_answer_at_all_is_refused() -> None:
    with pytest.raises(SystemUnavailable, match="“the whole”"):
        read_answer([])  # type: ignore[arg-type]


def test_a_claims_citations_come_in_its_order_and_unknown_ones_do_not() -> None:
    citations = [{**CITATION, "number": number, "page": number} for number in (1, 2, 3)]
    read = read_answer({**WHOLE, "citations": citations, "claims": [{**CLAIM, "citations": [3, 9, 1]}]})
    assert [citation.number for citation in read.cited_by(read.claims[0])] == [3, 1]


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("Burglary fell. [1] [23]", "Burglary fell."),
        ("**Burglary** and __theft__, *much* and _more_", "Burglary and theft, much and more"),
        ("# Aims\n\n- one\n* two\n+ three\n1. four\n2) five\n> six", "Aims one two three four five six"),
        ("see [the plan](https://a.example/x) and ![a picture](b.png)", "see the plan and a picture"),
        ("| a | b |\n|:---|---:|\n| 1 | 2 |", "a b 1 2"),
        ("`code` here", "code here"),
        ("5 * 3, snake_case and 2*2", "5 * 3, snake_case and 2*2"),
        (r"\[1\] \*not\* \- \# and \\", r"[1] *not* - # and \ ".strip()),
        (r"1\. Burglary", "1. Burglary"),
        ("", ""),
    ],
)
def test_markdown_is_taken_off_and_nothing_else(markdown: str, words: str) -> None:
    assert answer(markdown).plain.split() == words.split()


@given(st.text(alphabet="[]()!<>&*_`#-+=|~:/.1) ab\\", max_size=60))
def test_a_documents_words_come_out_as_they_went_in(text: str) -> None:
    """What our answers make harmless is read back word for word; a bar alone stands for a table's edge."""
    said = answer(f"{inert(text)} [1]").plain
    assert said.replace("|", " ").split() == text.replace("|", " ").split()


@given(st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), max_size=12))
def test_bare_words_stay(words: list[str]) -> None:
    assert answer(" ".join(words)).plain == " ".join(words)
