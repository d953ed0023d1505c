"""The language of a question: named only where it is surely not English."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language import foreign_language

HERE = Path(__file__).parent


def english() -> list[str]:
    """Some 500 English questions, as they were written."""
    tables = [tomllib.loads((HERE / f"guard_{name}.toml").read_text(encoding="utf-8")) for name in ("tuned", "fresh", "later", "blind")]
    return [phrasing for table in tables for part in ("urgent", "policy") for group in table[part] for phrasing in group["phrasings"]]


def misspelt(question: str, seed: int) -> str:
    """A question with a wrong, lost or swapped letter in every second longer word."""
    chance = random.Random(seed)
    words = question.split()
    for at, word in enumerate(words):
        if len(word) > 3 and chance.random() < 0.5:
            place = chance.randrange(1, len(word) - 1)
            swapped = word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]
            words[at] = chance.choice(
                [word[:place] + word[place + 1 :], swapped, word[:place] + chance.choice("aeioustn") + word[place + 1 :]]
            )
    return " ".join(words)


def test_no_english_question_is_taken_for_another_language() -> None:
    assert [question for question in english() if foreign_language(question)] == []


def test_no_misspelt_english_question_is_either() -> None:
    questions = [misspelt(question, seed) for seed, question in enumerate(english()[::3])]
    assert len(questions) >= 100
    assert [question for question in questions if foreign_language(question)] == []


@pytest.mark.parametrize(
    "question",
    [
        "Rhondda Cynon Taf, Caerphilly, Torfaen?",
        "Na h-Eileanan Siar",
        "asb",
        "wot r da prioritys",
        "MARAC VAWG IOM MAPPA",
        "hola",
        "?!",
        "123",
        "Llanelli Llandudno",
    ],
)
def test_names_and_scraps_are_no_language(question: str) -> None:
    assert foreign_language(question) is None


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("jakie są priorytety w Tower Hamlets?", "pl"),
        ("¿cuáles son las prioridades del plan?", "es"),
        ("ce spune planul despre violenta domestica", "ro"),
        ("planın öncelikleri nelerdir", "tr"),
        ("Quelles sont les priorités du plan ?", "fr"),
        ("টাওয়ার হ্যামলেটসের অগ্রাধিকার কী?", "bn"),
        ("ما هي الأولويات", "ar"),
        ("什么是优先事项", "zh"),
        ("beth yw blaenoriaethau Caerdydd", "cy"),
        ("maxay yihiin mudnaanta qorshaha Sutton", "so"),
        ("cilat jane prioritetet ne Southwark", "sq"),
    ],
)
def test_other_languages_are_named(question: str, code: str) -> None:
    assert foreign_language(question) == code


@given(st.text(max_size=100))
def test_any_text_is_read(text: str) -> None:
    code = foreign_language(text)
    assert code is None or code.isalpha()
