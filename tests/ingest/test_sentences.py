from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import sentences_of


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Cllr. Ann Holt chairs the board.",
        "See para. 3.7 of the plan.",
        "It meets the boards (e.g. Youth Justice) twice.",
        "J. Fenwick said so.",
        "Crime fell by 3.5 per cent.",
        "The plan of the St. Mary ward.",
        "3. Visit the shops",
        "It stopped … and went on",
    ],
)
def test_one_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Burglary fell.", "Robbery rose."],
        ["Who decides?", "The board does!", "It meets in May."],
        ["“It is safe.”", "So they said."],
        ["It ends here.1", "The next starts."][:1],
        ["Figures are for 2025.", "In 2024 there were more."],
    ],
)
def test_several_sentences(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


@given(st.text(alphabet=st.sampled_from('Ab c.?!…\n"”)1'), max_size=80))
def test_every_character_but_white_space_is_in_one_sentence(text: str) -> None:
    spans = sentences_of(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in zip(spans, spans[1:], strict=False))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
