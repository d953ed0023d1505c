"""Where a document mentions something: the first words that hold all of it, spelt out or short, a sentence before a table."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answers.mention import MENTIONED, in_other_words, is_named, mentions_of, names_in, row_of
from ingest.documents import Span
from ingest.embed import Embedder
from ingest.lexical import stems_of, words_of
from ingest.register.entry import EntryKind
from tests.assistant.councils import Desk, opened
from tests.conftest import write_documents

NOISE = """# Noise

| Where | Complaints |
| --- | --- |
| Quarry Lane | 31 |
| Noise by the weir | 12 |

An EQA is held after every noise complaint that nobody has settled. Wardens walk the towpath.

- Noise is measured at night
- Drummers need a licence

The Extended Quiet Agreement (EQA) binds landlords and lodgers alike.
"""


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Desk]:
    """A plan that uses an abbreviation before it explains it, and names its matter in a heading and a table first."""
    folder = write_documents(tmp_path_factory.mktemp("quiet") / "documents", {"quiet.md": NOISE})
    yield from opened([folder], folder.parent / "index", embedder)


def words_at(desk: Desk, spans: list[Span]) -> list[str]:
    """The page's words at each span."""
    return [desk.snapshot.page(span.document_id, span.page).text[span.start : span.end] for span in spans]


def mentioned(desk: Desk, document_id: str, topic: str) -> list[str]:
    return words_at(desk, mentions_of(document_id, stems_of(topic), desk.snapshot))


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("street lighting", "Street lighting was the matter they raised most often."),
        ("lights in the street", "Street lighting was the matter they raised most often."),
        ("Tanner Estate", "Fit new locks in 400 homes on the Tanner Estate"),
        ("repeat victims", "Repeat victims at MARAC"),
    ],
)
def test_the_words_that_name_a_topic_are_found_whole(councils: Desk, topic: str, words: str) -> None:
    assert mentioned(councils, "marwick-2022", topic) == [words]


def test_words_that_stand_in_two_sentences_are_no_mention(councils: Desk) -> None:
    assert mentioned(councils, "eastmere-2026", "seafront wardens") == [
        "Two wardens patrol the seafront from Easter to the end of September."
    ]
    assert mentioned(councils, "eastmere-2026", "seafront radios") == []


def test_a_document_is_not_asked_for_what_another_says(councils: Desk) -> None:
    assert mentioned(councils, "marwick-2018", "street lighting") == []


def test_a_sentence_comes_before_a_heading_and_a_table(quiet: Desk) -> None:
    assert mentioned(quiet, "quiet", "noise") == ["An EQA is held after every noise complaint that nobody has settled."]


def test_what_only_a_table_names_is_told_as_its_cell(quiet: Desk) -> None:
    assert mentioned(quiet, "quiet", "Quarry Lane") == ["Quarry Lane"]
    assert mentioned(quiet, "quiet", "weir") == ["Noise by the weir"]


@pytest.mark.parametrize("topic", ["EQA", "extended quiet agreement"])
def test_a_term_is_found_by_its_other_spelling(quiet: Desk, topic: str) -> None:
    assert mentioned(quiet, "quiet", topic) == ["An EQA is held after every noise complaint that nobody has settled."]


def test_more_than_the_term_has_no_other_spelling(quiet: Desk) -> None:
    assert mentioned(quiet, "quiet", "extended quiet agreement landlords") == [
        "The Extended Quiet Agreement (EQA) binds landlords and lodgers alike."
    ]
    assert mentioned(quiet, "quiet", "extended quiet agreement complaint") == []


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_asked_what_is_found_holds_it_on_its_page(councils: Desk, data: st.DataObject) -> None:
    document = data.draw(st.sampled_from(councils.documents))
    told = sorted({stem for passage in councils.snapshot.passages_of(document.id) for stem in words_of(passage.text)})
    topic = frozenset(data.draw(st.lists(st.sampled_from(told), min_size=1, max_size=3)))
    found = mentions_of(document.id, topic, councils.snapshot)
    assert len(found) <= 1
    for span, words in zip(found, words_at(councils, found), strict=True):
        assert span.document_id == document.id
        assert words == words.strip() and not words.startswith(("•", "-"))
        # MARAC is the only term that these councils explain, and no sentence gives one spelling of it alone.
        assert topic <= stems_of(words)


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_a_passages_first_sentence_is_always_found_by_its_words(quiet: Desk, data: st.DataObject) -> None:
    sentence = "Wardens walk the towpath."
    chosen = data.draw(st.sets(st.sampled_from(words_of(sentence)), min_size=1))
    assert mentioned(quiet, "quiet", " ".join(chosen)) == [sentence]


def test_other_words_need_a_phrase(councils: Desk) -> None:
    assert in_other_words("marwick-2022", ["locks"], councils.snapshot) == []
    assert words_at(councils, in_other_words("marwick-2022", ["locks", "new locks"], councils.snapshot)) == [
        "Fit new locks in 400 homes on the Tanner Estate"
    ]


def test_the_first_of_several_phrases_in_the_document_is_given(councils: Desk) -> None:
    found = in_other_words("marwick-2022", ["police events", "autumn survey"], councils.snapshot)
    assert words_at(councils, found) == ["The priorities were chosen after 1,246 residents answered a survey in the autumn of 2021."]


def test_no_phrases_find_nothing(councils: Desk) -> None:
    assert in_other_words("marwick-2022", [], councils.snapshot) == []
    assert in_other_words("marwick-2022", ["", "the of"], councils.snapshot) == []


def test_a_measure_in_a_table_is_shown_with_its_row(councils: Desk) -> None:
    entries = councils.snapshot.entries("marwick-2022", EntryKind.INDICATOR)
    assert words_at(councils, [row_of(entry, councils.snapshot) for entry in entries]) == [
        "Residential burglaries recorded\t418\t360",
        "Repeat victims at MARAC\t31.5%\t24.2%",
        "Residents who feel safe after dark\t54%\t65%",
    ]


def test_an_entry_outside_a_table_is_shown_as_it_stands(councils: Desk) -> None:
    for entry in councils.snapshot.entries("marwick-2022", EntryKind.ACTION):
        assert row_of(entry, councils.snapshot) == entry.spans[0]


def test_a_word_is_named_in_whatever_form_it_stands(councils: Desk) -> None:
    (stem,) = words_of("burglary")
    assert is_named("eastmere-2026", stem, councils.snapshot)
    (other,) = words_of("drones")
    assert not is_named("eastmere-2026", other, councils.snapshot)


@pytest.mark.parametrize(
    "question", ["Does it mention drones?", "Do they talk about knives?", "Is arson covered?", "Does it bring up parks?"]
)
def test_questions_about_mentions_are_known(question: str) -> None:
    assert MENTIONED.search(question)


@pytest.mark.parametrize("question", ["What are the priorities?", "Who recovers stolen bikes?", "Do they talk?"])
def test_other_questions_are_not_taken_for_them(question: str) -> None:
    assert not MENTIONED.search(question)


@pytest.mark.parametrize(
    ("text", "names"),
    [("Is Prevent mentioned?", ["Prevent"]), ("Is anything said of Noise or of drummers?", ["Noise"]), ("does it mention prevent", [])],
)
def test_a_word_written_as_a_name_is_one(text: str, names: list[str]) -> None:
    assert names_in(text, stems_of("prevent noise drummers")) == names


def test_a_name_does_not_stand_where_a_sentence_begins_with_the_word(quiet: Desk) -> None:
    topic = stems_of("wardens")
    (document,) = quiet.public
    assert mentions_of(document.id, topic, quiet.snapshot)
    assert not mentions_of(document.id, topic, quiet.snapshot, ["Wardens"])
    assert mentions_of(document.id, stems_of("agreement"), quiet.snapshot, ["Agreement"])
