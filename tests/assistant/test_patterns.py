"""Patterns of words: what each sign means, and anchors that never cost a match."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.patterns import Lexicon, PatternError, Patterns, contracted, split_list

LISTS = {"pests": ("rats", "bed bugs", "mice"), "them": ("him", "her")}
LEXICON = Lexicon(LISTS, {"teh": "the", "hav": "have"}, ("burglary", "violence"))
WORDS = ("a", "b", "cat", "the", "rats", "bed", "bugs", "him", "£5")

ATOMS = st.sampled_from((*WORDS, "{pests}", "{them}", "*", "..", "...", "^", "$"))
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(" ".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
        inner.map(lambda part: f"({part})?"),
    ),
    max_leaves=6,
)
MESSAGES = st.lists(st.sampled_from((*WORDS, ".", "?")), max_size=9).map(" ".join)


def matches(pattern: str, message: str) -> bool:
    return LEXICON.compile(pattern).found_in(LEXICON.read(message))


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("kill him", "I will KILL him!"),
        ("kill (him|her)", "kill her"),
        ("kill {them}", "kill her"),
        ("{pests} in", "bed bugs in my room"),
        ("knife? fight", "a fight"),
        ("knife? fight", "a knife fight"),
        ("cat * dog", "cat and dog"),
        ("cat .. dog", "cat dog"),
        ("cat .. dog", "cat and a dog"),
        ("cat ... dog", "cat one two three four five dog"),
        ("^ help", "Please stop. Help me"),
        ("help $", "I need help. Now"),
        ("^ help $", "help"),
        ("i am ill", "I'm ill"),
        ("i'm ill", "i am ill"),
        ("dont", "don’t do it"),
        ("the burglary", "teh burglery"),
        ("£5", "they took £5"),
    ],
)
def test_a_pattern_finds_what_it_says(pattern: str, message: str) -> None:
    assert matches(pattern, message)


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("kill him", "kill them and him"),
        ("kill", "skill, killer"),
        ("kill him", "kill. Him"),
        ("cat * dog", "cat dog"),
        ("cat * dog", "cat. dog"),
        ("cat .. dog", "cat one two three dog"),
        ("cat ... dog", "cat one two three four five six dog"),
        ("cat .. dog", "cat? dog"),
        ("^ help", "please help"),
        ("help $", "help me"),
        ("{pests}", "bed and bugs"),
        ("knife fight", ""),
    ],
)
def test_a_pattern_finds_nothing_else(pattern: str, message: str) -> None:
    assert not matches(pattern, message)


@given(PATTERNS, MESSAGES)
def test_anchors_never_cost_a_match(source: str, message: str) -> None:
    pattern, words = LEXICON.compile(source), LEXICON.read(message)
    assert pattern.found_in(words) == (pattern.expression.search(words.line) is not None)


@given(st.lists(PATTERNS, max_size=4), MESSAGES)
def test_patterns_together_find_what_one_of_them_finds(sources: list[str], message: str) -> None:
    patterns, words = [LEXICON.compile(source) for source in sources], LEXICON.read(message)
    assert Patterns(patterns).found_in(words) == any(pattern.found_in(words) for pattern in patterns)


@given(MESSAGES)
def test_a_message_in_words_is_found_by_itself(message: str) -> None:
    for sentence in message.replace("?", ".").split("."):
        if sentence.strip():
            assert matches(f"^ {sentence} $", message)


@given(st.text(max_size=120))
def test_every_message_becomes_words_between_marks(text: str) -> None:
    words = LEXICON.read(text)
    assert words.line.startswith(" ^ ") and words.line.endswith(" $ ")
    assert words.held == frozenset(words.line.split())
    assert words.line.split().count("^") == words.line.split().count("$")


@given(st.text(max_size=120))
def test_the_sentences_of_a_message_hold_all_of_its_words(text: str) -> None:
    words = LEXICON.read(text)
    told = " ".join(sentence.line for sentence in words.sentences())
    assert [word for word in told.split() if word not in "^$"] == [word for word in words.line.split() if word not in "^$"]
    assert all(sentence.held <= words.held for sentence in words.sentences())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("burglery", "burglary"),
        ("burglarry", "burglary"),
        ("brglary", "burglary"),
        ("bugrlary", "burglary"),
        ("violense", "violence"),
        ("hav", "have"),
        ("burglarys", "burglarys"),  # a plural is not misspelt
        ("durglary", "durglary"),  # nobody gets the first letter wrong
        ("burgery", "burgery"),  # two letters off
        ("teh", "the"),
    ],
)
def test_misspellings_are_put_right(written: str, read: str) -> None:
    assert LEXICON.read(written).line == f" ^ {read} $ "


@pytest.mark.parametrize("written", ["I’m", "I'm", "Ｉ'm", "i am", "I AM"])
def test_however_it_is_written_it_is_read_alike(written: str) -> None:
    assert LEXICON.read(f"{written} ill").line == " ^ im ill $ "


def test_contractions_join_whole_words_only() -> None:
    assert contracted("i am not, hi amy, do not") == "im not, hi amy, dont"


def test_a_list_is_split_at_commas() -> None:
    assert split_list(" Bed  bugs, I am ill ,, don't") == ("bed bugs", "im ill", "dont")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("(a", "not closed"),
        ("a)", "never opened"),
        ("{nothing} b", "{nothing} is no list"),
        ("? a", "behind nothing"),
        ("a & b", "do not know"),
        ("é", "do not know"),
        ("()", "empty place"),
        ("a |", "empty place"),
        ("", "empty place"),
    ],
)
def test_a_pattern_that_cannot_be_read_says_why(source: str, words: str) -> None:
    with pytest.raises(PatternError, match=words.replace("{", r"\{")):
        LEXICON.compile(source)


def test_a_pattern_is_found_by_its_rarest_words() -> None:
    assert LEXICON.compile("have you a knife").anchors == {"knife"}
    assert LEXICON.compile("(knife|gun) in the").anchors == {"knife", "gun"}
    assert LEXICON.compile("knife? * ..").anchors == frozenset()


@pytest.mark.parametrize("source", ["(a", "a)", "{nothing}", "? a", "a & b", "()"])
def test_a_pattern_that_cannot_be_read_is_refused(source: str) -> None:
    with pytest.raises(PatternError):
        Lexicon().compile(source)
