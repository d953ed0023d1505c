"""A question of two parts of which one finds nothing: the missing part is named, and only that."""

from __future__ import annotations

import pytest

from assistant.answers.missing_part import with_missing_part
from assistant.cite import Citer
from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.prompts import load_prompts
from tests.assistant.councils import TODAY, Desk
from tests.assistant.test_cite import span_of

SURVEY = "The priorities were chosen after 1,246 residents answered a survey in the autumn of 2021."
LIGHTING = "Street lighting was the matter they raised most often."
WARDENS = "Two wardens patrol the seafront from Easter to the end of September."
RADIOS = "They carry radios that reach the police control room."
BOARD = "The Safer Marwick Partnership Board is chaired by the Director of Public Protection and meets four times a year."
LOCKS = "Fit new locks in 400 homes on the Tanner Estate"


def quoted(desk: Desk, document_id: str, *quotes: str) -> Draft:
    """A draft that quotes words of a document."""
    spans = [span_of(desk, document_id, words) for words in quotes]
    return Draft(tuple(DraftClaim(Basis.QUOTED, (span,)) for span in spans), AnsweredBy.EXTRACT)


def completed(desk: Desk, question: str, draft: Draft, audience: Audience = Audience.RESIDENT) -> Draft:
    after = with_missing_part(draft, desk.understood(question), desk.snapshot, load_prompts(), audience)
    assert after is not None
    return after


@pytest.mark.parametrize(
    ("question", "document_id", "quote", "missing"),
    [
        ("Which lamps did Marwick's residents raise and who will mend them?", "marwick-2022", LIGHTING, "who will mend them"),
        ("What did Marwick's residents raise, and when will it be mended?", "marwick-2022", LIGHTING, "when will it be mended"),
        ("What did Marwick's residents raise and by when will it be done?", "marwick-2022", LIGHTING, "by when will it be done"),
        ("What do the Eastmere wardens carry and how much does it cost?", "eastmere-2026", RADIOS, "how much does it cost"),
        ("What do the Eastmere wardens carry and how many are there?", "eastmere-2026", RADIOS, "how many are there"),
        ("What do the Eastmere wardens carry and what is the target?", "eastmere-2026", RADIOS, "what is the target"),
        ("Who patrols Eastmere's seafront and what was the baseline?", "eastmere-2026", WARDENS, "what was the baseline"),
    ],
)
def test_a_part_that_nothing_quoted_answers_is_named(councils: Desk, question: str, document_id: str, quote: str, missing: str) -> None:
    before = quoted(councils, document_id, quote)
    after = completed(councils, question, before)
    assert after.partly
    assert after.claims[:-1] == before.claims
    absent = after.claims[-1]
    assert (absent.basis, absent.spans) == (Basis.ABSENT, ())
    assert missing in absent.text


@pytest.mark.parametrize(
    ("question", "document_id", "quotes"),
    [
        ("What does Marwick's board do and who is in the chair?", "marwick-2022", [BOARD]),
        ("Who sits on Marwick's board and when does it meet?", "marwick-2022", [BOARD]),
        ("Where do Eastmere's wardens go and when do they patrol?", "eastmere-2026", [WARDENS]),
        ("Where do Eastmere's wardens go and how many are there?", "eastmere-2026", [WARDENS]),
        ("Why were Marwick's priorities chosen and how many people answered?", "marwick-2022", [SURVEY]),
        ("What did Marwick's residents raise and how many homes get locks?", "marwick-2022", [LIGHTING, LOCKS]),
    ],
)
def test_a_part_that_something_quoted_may_answer_is_left_alone(councils: Desk, question: str, document_id: str, quotes: list[str]) -> None:
    before = quoted(councils, document_id, *quotes)
    assert completed(councils, question, before) == before


def test_what_the_question_itself_says_is_no_answer_to_it(councils: Desk) -> None:
    words = "Published by Marwick Council for the Safer Marwick Partnership."
    before = quoted(councils, "marwick-2022", words)
    asked = "What did Marwick Council publish for the Safer Marwick Partnership and who paid?"
    assert completed(councils, asked, before).partly
    assert not completed(councils, "What was published in Marwick and who published it?", before).partly


@pytest.mark.parametrize(
    "question",
    [
        "What did Marwick's residents raise?",
        "What did Marwick's residents raise and what will be done about it?",
        "",
        "and",
    ],
)
def test_a_question_of_one_part_is_left_alone(councils: Desk, question: str) -> None:
    before = quoted(councils, "marwick-2022", LIGHTING)
    assert completed(councils, question, before) == before


def test_a_long_part_asks_for_more_than_its_first_word_tells(councils: Desk) -> None:
    before = quoted(councils, "marwick-2022", LIGHTING)
    long = "who among all of those that sit at the table will have to say so in the end to us"
    assert completed(councils, f"What did Marwick's residents raise and {long}?", before) == before


def test_the_missing_part_tells_where_was_looked(councils: Desk) -> None:
    question = "Which lamps did Marwick's residents raise and who will mend them?"
    absent = completed(councils, question, quoted(councils, "marwick-2022", LIGHTING)).claims[-1]
    looked = absent.looked_in
    assert looked is not None
    assert looked.documents == councils.understood(question).scope.documents
    assert set(looked.documents) == {"marwick-2018", "marwick-2022"}
    assert looked.read == sum(len(councils.snapshot.passages_of(name)) for name in looked.documents)
    assert (looked.kind, looked.unreadable_pages) == ("passages", ())


def test_each_audience_has_its_words_for_what_is_missing(councils: Desk) -> None:
    question = "Which lamps did Marwick's residents raise and who will mend them?"
    before = quoted(councils, "marwick-2022", LIGHTING)
    resident, officer = (completed(councils, question, before, who).claims[-1] for who in (Audience.RESIDENT, Audience.OFFICER))
    assert resident.text != officer.text
    assert resident.looked_in == officer.looked_in


def test_a_named_missing_part_comes_out_of_the_check(councils: Desk) -> None:
    question = "Which lamps did Marwick's residents raise and who will mend them?"
    draft = completed(councils, question, quoted(councils, "marwick-2022", LIGHTING))
    checked = Citer(councils.snapshot, TODAY).check(draft)
    assert [claim.basis for claim in checked.claims] == [Basis.QUOTED, Basis.ABSENT]
    assert len(checked.citations) == 1


@pytest.mark.parametrize("message", ["And how many people paid for it?", "and by when?", "and how much was it"])
def test_a_part_that_is_a_message_of_its_own_is_all_that_was_asked(councils: Desk, message: str) -> None:
    before = "What did Marwick's residents raise most often?"
    understood = councils.understood(message, before)
    draft = quoted(councils, "marwick-2022", LIGHTING)
    assert with_missing_part(draft, understood, councils.snapshot, load_prompts(), Audience.OFFICER) is None
