"""The sentences of findings and of the pack: every one there, a wrong file refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.briefing.words import pack_words, question_words
from assistant.findings.finding import SEVERITY, FindingType
from assistant.findings.saying import KEYS, sentences
from assistant.findings.wording import FOLDER, load_wording
from ingest.errors import BadInput


def test_every_type_has_its_gravity_and_its_sentence() -> None:
    assert set(SEVERITY) == set(FindingType)
    assert set(sentences().sentences) == set(KEYS)
    assert pack_words().sentences
    assert question_words().sentences


def test_every_question_has_its_reason() -> None:
    keys = [key for key in question_words().sentences if not key.startswith(("kinds.", "parts."))]
    asked = [key for key in keys if not key.endswith("_why")]
    assert {f"{key}_why" for key in asked} == {key for key in keys if key.endswith("_why")}
    assert all(question_words().sentences[key].rstrip().endswith("?") for key in asked)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{reference}, which is not", "{refrence}, which is not", "promised_reference"),
        ('promised_link = "A', 'promised_lnk = "A', "promised_lnk"),
        ('leftover_text = "Words', 'leftover_text = "{Words', "leftover_text"),
        ("[gap]", "[gaps]", "gaps."),
    ],
)
def test_a_wrong_sentence_is_refused_by_name(tmp_path: Path, old: str, new: str, said: str) -> None:
    copy = tmp_path / "findings.toml"
    text = (FOLDER / "findings.toml").read_text("utf-8")
    assert old in text
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput, match=r"findings.toml") as refused:
        load_wording(copy, KEYS)
    assert said in str(refused.value)


def test_a_value_with_braces_is_not_filled_in_again() -> None:
    assert "{text}" in sentences().say("gap.promised_chart", {"reference": "{text}"})
