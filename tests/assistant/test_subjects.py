"""Subjects of which no document speaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.conversation import Status
from assistant.subjects import load_subjects, subjects_in, unspoken_of
from ingest.errors import BadInput
from tests.assistant.councils import Desk


def missing(councils: Desk, message: str, *documents: str) -> str | None:
    subject = unspoken_of(message, documents or tuple(councils.snapshot.shelves), councils.snapshot)
    return subject.name if subject else None


@pytest.mark.parametrize(
    ("message", "subject"),
    [
        ("Is anything done about drones?", "drone"),
        ("whats Marwick doing about kids on e-scooters", "e-scooter"),
        ("Is anything said of gas canisters in the parks?", "laughing gas"),
        ("Do the police use cameras that recognise your face?", "face recognition"),
        ("Which team deals with dangerous dogs in Eastmere?", "dangerous dog"),
        ("What about ticket touts and loan sharks?", "loan shark"),
    ],
)
def test_what_no_document_names_is_not_spoken_of(councils: Desk, message: str, subject: str) -> None:
    assert missing(councils, message) in {subject, "ticket tout"}


@pytest.mark.parametrize(
    "message",
    [
        "What will Marwick do about burglary?",
        "Is there anything about break-ins?",
        "How many hate crimes were there in Marwick in 2017?",
        # One of two will do, and who asks is not what is asked about.
        "Is anything said of burglary or drones?",
        "I'm a veteran, what does Marwick do about burglary?",
        # Words of people's own tell nothing.
        "whats all this palaver with them hooligans then",
        "",
    ],
)
def test_what_one_names_in_any_words_is(councils: Desk, message: str) -> None:
    assert missing(councils, message) is None


def test_only_the_documents_that_are_meant_count(councils: Desk) -> None:
    everywhere = [subject for subject in load_subjects() if missing(councils, subject.name) is None]
    apart = [subject for subject in everywhere if missing(councils, subject.name, "northcombe-digest")]
    assert everywhere and apart


def test_it_is_refused_with_where_it_was_looked_for_and_no_sources(councils: Desk) -> None:
    answer = councils.ask("Does Marwick do anything about drones over estates?")
    assert answer.status is Status.NOT_IN_DOCUMENTS
    assert "drone" in answer.answer and not answer.citations and not answer.claims
    assert answer.documents_searched and all("marwick" in name for name in answer.documents_searched)


def test_what_stands_before_a_bare_question_is_what_it_asks_about(councils: Desk) -> None:
    assert councils.ask("Loan sharks. Marwick. Anything?").status is Status.NOT_IN_DOCUMENTS
    assert councils.ask("My nan is deaf. What are the priorities in Marwick?").status is Status.ANSWERED


def test_a_phrase_stands_in_any_order_and_close_together() -> None:
    names = [subject.name for subject in subjects_in("are phones snatched here")]
    assert "phone snatching" in names
    far = "snatched bags are rare in this town, and of all the calls that came by phone none told of one"
    assert "phone snatching" not in [subject.name for subject in subjects_in(far)]


def test_words_of_two_sentences_are_no_phrase() -> None:
    assert [subject.name for subject in subjects_in("Are there swimming lessons in the plan?")] == ["gym membership"]
    assert not subjects_in("Children go swimming. Lessons were learnt.")


def test_no_subject_has_two_names_alike() -> None:
    names = [subject.name for subject in load_subjects()]
    assert len(names) == len(set(names)) > 200


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    file = tmp_path / "subjects.toml"
    sections = "\n".join(f"[{name}]" for name in ("vehicles_and_roads", "devices_and_powers", "crimes", "people_and_places"))
    file.write_text(sections + '\n[other_matters]\n"of, the" = ""\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"subjects\.toml.*of, the"):
        load_subjects(file)
    file.write_text(sections, encoding="utf-8")
    with pytest.raises(BadInput, match="other_matters"):
        load_subjects(file)


@pytest.mark.parametrize(
    ("message", "word"), [("Any word on gambling?", "gambling"), ("illegal gambling", "illegal gambling"), ("FGM", "FGM")]
)
def test_a_subject_is_called_as_the_question_does(message: str, word: str) -> None:
    (subject,) = subjects_in(message)
    assert subject.called_in(message) == word
