"""An amount of money: whether it is asked for, and whether words may hold one."""

from __future__ import annotations

import pytest

from assistant.money import asks_amount, holds_amount


@pytest.mark.parametrize(
    "question",
    [
        "What'll the new wardens be paid?",
        "How much money goes to the wardens?",
        "how much does the warden scheme cost",
        "How much is the council paying for the shelter?",
        "and how much did they spend on it last year?",
        "what did the summer campaign cost?",
        "What did each of the wardens earn?",
        "What's the budget for the youth bus?",
        "What is the projected income from the levy?",
        "what was the landlord's fine",
        "What is Hallin paying its partner for the service?",
        "What fee does a trader pay?",
        "Levy: projected income?",
        "How big a grant did the charity get?",
        "What's the annual cost of the cameras?",
        "What does Hallin get from the fund, in pounds?",
        "What is the budget of the wardens for next year?",
        "what was the total spend on the shelter in 2024/25",
        "What is the cost to the council?",
        "what's the grant this year?",
        "How much did they raise at the fair?",
        "what's it costing Hallin to swap the bulbs in the underpass",
        "what does it set the ratepayers back each year?",
        "what's the total pot for the youth bus in 2024/25",
    ],
)
def test_an_amount_is_asked_for(question: str) -> None:
    assert asks_amount(question)


@pytest.mark.parametrize(
    "question",
    [
        "How many fines were given out?",
        "What percentage of the budget goes on wardens?",
        "What part of the yearly cost does the county meet?",
        "What is the grant spent on?",
        "what do they spend the levy money on",
        "Who pays for the shelter?",
        "How is the scheme funded?",
        "Which projects does the fund pay for?",
        "How much has burglary fallen?",
        "How much time do people get to answer?",
        "What will be done with the money that is left?",
        "How much does the scheme cost and who runs it?",
        "What are they doing about theft?",
        "What is the aim of the levy?",
        "What is the youth service budget made up of?",
        "What are the grant conditions?",
        "what conditions do the grants come with",
        "What is the cost of living doing to shoplifting?",
        "How has the cost of living hit traders?",
        "How much will they do to raise awareness of hate crime?",
        "how much have they done since the scheme was funded?",
        "How much did they raise concerns about the bridge?",
        "What is the funding source for the wardens?",
        "what are the funding streams",
        "What is the budget process?",
        "what is the annual budget process like",
        "What are the funding risks?",
        "What did they pay attention to?",
        "What is the impact of the budget on youth work?",
        "what was the effect of the new grant on trade",
        "What is the grant for?",
        "What is the budget for the shelter expected to achieve?",
        "What is the funding programme called?",
        "What was the grant bid about?",
        "What does the law require us to pay due regard to?",
        "whats the thing in the high street where pubs open late have to pay",
    ],
)
def test_something_else_is_asked(question: str) -> None:
    assert not asks_amount(question)


@pytest.mark.parametrize(
    "words",
    [
        "£4,500 a year",
        "1.2m over two years",
        "a grant of three million",
        "Wardens | 45,000 | 52,000",
        "Wardens | 561 | 570",
        "free of charge",
        "The cost has not been worked out.",
        "No funding was found.",
    ],
)
def test_an_amount_may_stand_in_words(words: str) -> None:
    assert holds_amount(words)


@pytest.mark.parametrize(
    "words", ["The levy starts in June 2017.", "The scheme is led by the wardens.", "2019/20 to 2022", "Priority 3: 24 wardens"]
)
def test_no_amount_stands_in_words(words: str) -> None:
    assert not holds_amount(words)


def test_a_number_of_people_is_no_amount_of_money() -> None:
    assert not holds_amount("The conference had over 100 people in attendance.", tabled=False)
    assert not holds_amount("It was watched by 130,000 people.", tabled=False)
    assert holds_amount("It was given 130,000 a year.", tabled=False)
    assert holds_amount("Wardens\t130000")
