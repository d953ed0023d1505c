"""People to turn to around an answer, and a line in the asker's language: in front, and nothing of the answer lost."""

from __future__ import annotations

import pytest

from assistant.care import in_language, signposted, with_signposts
from assistant.conversation import Answer, AnsweredBy, Audience, Basis, Claim, Question, Status
from assistant.guard_rules import Situation
from assistant.prompts import load_prompts

PROMPTS = load_prompts()
ASKED = Question("my partner frightens me, what does the plan say")
GIVEN = Answer(
    Status.ANSWERED,
    "The board meets. [1]",
    (Claim("The board meets.", Basis.QUOTED, (1,)),),
    suggestions=("And then?",),
    answered_by=AnsweredBy.EXTRACT,
    confidence=0.7,
)


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("situation", list(Situation))
def test_whoever_may_be_in_need_is_told_whom_to_turn_to(situation: Situation, audience: Audience) -> None:
    answer = signposted([situation], Question("help", audience=audience), PROMPTS)
    assert (answer.status, answer.claims, answer.citations) == (Status.SIGNPOSTED, (), ())
    assert answer.signposts == PROMPTS.signposts([situation])
    for post in answer.signposts:
        assert f"- {post.name}: {post.contact} ({post.when})" in answer.answer.split("\n")
    assert answer.answer.startswith(PROMPTS.say("worry.alone", audience))


@pytest.mark.parametrize("situation", [Situation.DANGER, Situation.SUICIDE, Situation.DOMESTIC_ABUSE])
def test_there_is_always_somebody_for_the_worst(situation: Situation) -> None:
    assert signposted([situation], ASKED, PROMPTS).signposts


def test_the_question_stays_as_it_was_asked() -> None:
    assert signposted([Situation.DOMESTIC_ABUSE], ASKED, PROMPTS).standalone_question == ASKED.message


@pytest.mark.parametrize("status", [Status.ANSWERED, Status.PARTLY_ANSWERED])
def test_an_answer_keeps_everything_behind_the_people(status: Status) -> None:
    given = Answer(status, GIVEN.answer, GIVEN.claims, suggestions=GIVEN.suggestions, answered_by=GIVEN.answered_by, confidence=0.7)
    answer = with_signposts(given, [Situation.DOMESTIC_ABUSE], ASKED, PROMPTS)
    assert answer.answer.endswith(f"\n\n{given.answer}")
    assert answer.answer.startswith(PROMPTS.say("worry.beside", ASKED.audience))
    assert answer.signposts == PROMPTS.signposts([Situation.DOMESTIC_ABUSE])
    assert all(answer.answer.index(post.contact) < answer.answer.index(given.answer) for post in answer.signposts)
    assert (answer.status, answer.claims, answer.suggestions, answer.answered_by, answer.confidence) == (
        status,
        given.claims,
        given.suggestions,
        given.answered_by,
        0.7,
    )


@pytest.mark.parametrize("status", [status for status in Status if status not in (Status.ANSWERED, Status.PARTLY_ANSWERED)])
def test_beside_a_refusal_there_are_the_people_alone(status: Status) -> None:
    refused = Answer(status, "Sorry, I could not find this.", suggestions=("Something else?",))
    answer = with_signposts(refused, [Situation.DOMESTIC_ABUSE], ASKED, PROMPTS)
    assert answer == signposted([Situation.DOMESTIC_ABUSE], ASKED, PROMPTS)
    assert refused.answer not in answer.answer


def test_the_first_situations_people_come_first() -> None:
    answer = signposted([Situation.DOMESTIC_ABUSE, Situation.FRAUD], ASKED, PROMPTS)
    first = PROMPTS.signposts([Situation.DOMESTIC_ABUSE])
    assert answer.signposts[: len(first)] == first
    assert len(set(answer.signposts)) == len(answer.signposts) <= 6


@pytest.mark.parametrize(("code", "words"), [("cy", "Dim ond yn Saesneg"), ("fr", "anglais"), ("xx", "I can only answer in English.")])
def test_a_line_in_the_askers_language_stands_before_the_answer(code: str, words: str) -> None:
    answer = in_language(GIVEN, code, PROMPTS)
    line, _, rest = answer.answer.partition("\n\n")
    assert words in line
    assert rest == GIVEN.answer
    assert (answer.status, answer.claims, answer.citations) == (GIVEN.status, GIVEN.claims, GIVEN.citations)


def test_the_people_come_behind_the_language_and_before_the_answer() -> None:
    answer = in_language(with_signposts(GIVEN, [Situation.DANGER], ASKED, PROMPTS), "fr", PROMPTS)
    places = [answer.answer.index(words) for words in (PROMPTS.language("fr"), answer.signposts[0].contact, GIVEN.answer)]
    assert places == sorted(places)
