"""The words that are ours: every status has them, a wrong file is refused by name."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from assistant.conversation import Audience, Status
from assistant.guard_rules import Reason, Situation
from assistant.prompts import FOLDER, listed, load_prompts
from ingest.errors import BadInput
from ingest.register.lexicon import lexicon

TODAY = date(2026, 11, 21)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "prompts"
    shutil.copytree(FOLDER, copy)
    return copy


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("audience", list(Audience))
def test_everything_that_can_happen_has_words(audience: Audience) -> None:
    prompts = load_prompts()
    assert all(prompts.status(status, audience) for status in Status)
    assert all(prompts.say(f"declined.{reason.value}", audience) for reason in Reason)
    assert all(prompts.say(f"help.{situation.value}", audience) for situation in Situation)


@pytest.mark.parametrize("situation", list(Situation))
def test_every_situation_has_people(situation: Situation) -> None:
    assert load_prompts().signposts([situation])


@pytest.mark.parametrize(
    "situation", [Situation.DANGER, Situation.SUICIDE, Situation.DOMESTIC_ABUSE, Situation.CHILD_ABUSE, Situation.SEXUAL_VIOLENCE]
)
def test_who_is_in_danger_reads_999_first(situation: Situation) -> None:
    prompts = load_prompts()
    assert "999" in prompts.signposts([situation])[0].contact
    assert "999" in prompts.say(f"help.{situation.value}", Audience.RESIDENT)


def test_replies_hold_no_numbers_but_those_for_an_emergency() -> None:
    prompts = load_prompts()
    digits = {
        word
        for texts in prompts.replies.values()
        for text in texts.values()
        for word in "".join(c if c.isdigit() else " " for c in text).split()
    }
    assert digits <= {"999", "55", "101"}


def test_residents_words_are_easy_to_read() -> None:
    prompts = load_prompts()
    text = " ".join(prompts.say(f"help.{situation.value}", Audience.RESIDENT) for situation in Situation)
    text += " ".join(prompts.say(f"declined.{reason.value}", Audience.RESIDENT) for reason in Reason)
    words, sentences = text.split(), [part for part in re.split(r"[.?!]\s", text) if part.strip()]
    assert max(len(sentence.split()) for sentence in sentences) <= 24
    # The automated readability index: the school year that reads it with ease. Year 5 is about ten years old.
    assert 4.71 * sum(map(len, words)) / len(words) + 0.5 * len(words) / len(sentences) - 21.43 <= 5


def test_sentences_are_filled_in() -> None:
    prompts = load_prompts()
    whose = prompts.whose("Sutton", "Community Safety Strategy")
    line = prompts.say("lead.list", Audience.RESIDENT, {"whose": whose, "count": 3, "kind": prompts.kind("duty", 3, Audience.RESIDENT)})
    assert line == "Sutton's Community Safety Strategy lists 3 duties:"
    assert prompts.whose("Sutton", "Sutton Plan") == "Sutton Plan"
    assert prompts.searched(["A", "B"]) == "A and B"
    assert prompts.searched(list("ABCD")) == "4 documents"
    assert listed(["a", "b", "c"], "or") == "a, b or c"


def test_a_value_with_braces_is_not_filled_in_again() -> None:
    assert "Searched: {title}." in load_prompts().say("nothing.found", Audience.OFFICER, {"searched": "{title}"})


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{searched}.", "{serched}.", "nothing.found"),
        ("[status]", "[statuses]", "statuses.answered"),
        ("answered = {", "answred = {", "status.answred"),
        ("short = {", "shrt = {", "unclear.shrt"),
        ('no_documents = "No documents have been added yet, so there is nothing to search."', 'no_documents = " "', "nothing.no_documents"),
        ('no_documents = "No', 'no_documents = "{No', "nothing.no_documents"),
        ('hello = "Hello.', 'hullo = "Hello.', "chat.hullo"),
        ('bye = "Goodbye, and take care."', "", "chat.bye"),
    ],
)
def test_a_wrong_reply_is_refused_by_name(folder: Path, old: str, new: str, said: str) -> None:
    change(folder / "replies.toml", old, new)
    with pytest.raises(BadInput, match="replies.toml") as refused:
        load_prompts(folder)
    assert said in str(refused.value)


def test_a_status_needs_words_for_every_audience(folder: Path) -> None:
    change(folder / "replies.toml", ', councillor = "I can not help with that here." }', " }")
    with pytest.raises(BadInput, match="status.declined"):
        load_prompts(folder)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("verified = 2026-11-21", 'verified = "soon"', "verified"),
        ('id = "999-text"', 'id = "999"', "999"),
        ('for = ["slavery"]', 'for = ["slavry"]', "slavry"),
        ('when = "', 'wen = "', "wen"),
    ],
)
def test_a_wrong_signpost_is_refused_by_name(folder: Path, old: str, new: str, said: str) -> None:
    change(folder / "signposts.toml", old, new)
    with pytest.raises(BadInput, match="signposts.toml") as refused:
        load_prompts(folder)
    assert said in str(refused.value)


def test_old_and_unchecked_signposts_are_named() -> None:
    now = load_prompts(today=TODAY).warnings
    assert any("Victim Support" in warning for warning in now)
    assert not any("Samaritans" in warning for warning in now)
    assert any("Samaritans" in warning for warning in load_prompts(today=date(2027, 11, 22)).warnings)


def test_an_authority_adds_its_own(folder: Path) -> None:
    (folder / "signposts-local.toml").write_text(
        '[[signpost]]\nid = "ours"\nname = "Our team"\ncontact = "Come in."\nwhen = "Any time."\n'
        'for = ["domestic_abuse"]\nsource = "our site"\nverified = 2026-11-01\n',
        encoding="utf-8",
    )
    names = [post.name for post in load_prompts(folder).signposts([Situation.DOMESTIC_ABUSE])]
    assert names[:2] == ["Emergency services", "Our team"]


def test_the_sentence_in_another_language() -> None:
    prompts = load_prompts()
    assert prompts.language("pl") == "Mogę odpowiadać tylko po angielsku."
    assert prompts.language("xx") == "I can only answer in English."


def test_whose_list_it_is_has_words_for_all_whom_the_register_knows() -> None:
    prompts = load_prompts()
    other = prompts.others("a parish")
    said = [prompts.others(whose) for whose in lexicon().phrases["whose"]]
    assert other == "others" and other not in said
    assert len(set(said)) == len(said)
