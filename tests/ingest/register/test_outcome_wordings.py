"""Outcomes by what leads on to them: headings, lines above lists, columns, questions in a paragraph, dates on cards, sentences; and what
stands so and is none."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind, lexicon
from ingest.register.change import is_change, is_change_for_people
from tests.ingest.register.reading import names, of_kind

OUTCOME = EntryKind.OUTCOME
BEFORE = "# Harbour plan\n\n## Foreword\n\nWe live by the sea.\n\n## Priority 1: Calm water\n\nThe water is busy.\n\n"
STATED = ["Residents feel safe on the pier", "No child waits more than a day for help", "Families who lose their boat get another"]
HEADS = [
    "What will be different", "What will have changed by 2031", "What difference do we want to make?", "The difference we will make",
    "What difference will this make?", "The difference this will make", "How will life be different?", "What success looks like",
    "How things will be different for swimmers", "Success looks like", "Success will look like", "What success means",
    "What good looks like", "What does good look like?", "What people will notice", "What residents will see", "What you should see",
    "What we want to see", "The outcomes we want", "Outcomes sought", "Intended outcomes", "What this will mean for fishers",
    "By 2031 we want to see", "The change we want", "Our outcomes", "What will be better", "What should have changed",
    "What we want to change", "Results we want", "What will success look like for swimmers?", "The impact we want to have",
    "How we want things to be", "What it will feel like", "What will change for swimmers",
]  # fmt: skip


@pytest.mark.parametrize("head", HEADS)
def test_what_stands_below_a_heading_in_sentences(head: str) -> None:
    assert names(f"{BEFORE}### {head}\n\n{'. '.join(STATED)}.\n", OUTCOME) == STATED


@pytest.mark.parametrize("head", HEADS)
def test_what_stands_in_a_list_below_a_heading_or_a_line(head: str) -> None:
    items = "".join(f"- {one}\n" for one in STATED)
    assert names(f"{BEFORE}### {head}\n\n{items}", OUTCOME) == STATED
    assert names(f"{BEFORE}{head.rstrip('?')}:\n\n{items}", OUTCOME) == STATED
    assert names(f"{BEFORE}{head}\n\n{items}", OUTCOME) == STATED


@pytest.mark.parametrize("head", HEADS)
def test_what_stands_behind_it_in_one_paragraph(head: str) -> None:
    assert names(f"{BEFORE}{head.rstrip('?')}{'?' if '?' in head else ':'} {'. '.join(STATED)}.\n", OUTCOME) == STATED


@pytest.mark.parametrize("head", HEADS)
def test_what_stands_in_its_column(head: str) -> None:
    rows = "".join(f"| Buy lamp {number} | {one} | Warden |\n" for number, one in enumerate(STATED))
    assert names(f"{BEFORE}### Plan\n\n| Action | {head} | Lead |\n|---|---|---|\n{rows}", OUTCOME) == STATED


@pytest.mark.parametrize(
    "line", ["By March 2031", "By the end of this plan", "At the end of the three years", "In five years’ time", "Three years from now"]
)
def test_sentences_below_a_line_that_is_a_date(line: str) -> None:
    found = of_kind(f"{BEFORE}{line}\n\n{'. '.join(STATED)}.\n", OUTCOME)
    assert [one.name for one in found] == STATED
    assert all(one.fields["by_when"] for one in found)


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("By 2031 fewer people will drown.", "fewer people will drown"),
        ("By the end of this plan every fisher will know whom to ring.", "every fisher will know whom to ring"),
        ("By 2031, victims who need help get it within an hour.", "victims who need help get it within an hour"),
        ("By March 2031 No child is turned away.", "No child is turned away"),
        ("In three years' time, people will be able to walk the pier.", "people will be able to walk the pier"),
        ("Three years from now families will use the beach again.", "families will use the beach again"),
        ("We'll know it has worked when parents let their children swim.", "parents let their children swim"),
        ("You will know this plan has worked when nobody drowns.", "nobody drowns"),
        ("Success is when every child can swim.", "every child can swim"),
        ("This strategy will have succeeded if fewer boats sink.", "fewer boats sink"),
        ("The difference we will make is that fishers feel heard.", "fishers feel heard"),
    ],
)
def test_sentences_that_say_what_will_be(sentence: str, what: str) -> None:
    assert names(f"{BEFORE}{sentence}\n", OUTCOME) == [what]


@pytest.mark.parametrize(
    "sentence",
    [
        "By 2031 we will open a new pier.",
        "By March 2026 the Council will have trained 40 wardens.",
        "By June 2026 the police have a new boat.",
        "By 2040 people over 65 are expected to be a third of us.",
        "By 2031 the plan will be reviewed.",
        "By 2019 people were leaving the harbour.",
        "Residents told us that they want to feel safe.",
        "Every year swimmers are hurt.",
    ],
)
def test_sentences_that_say_what_is_done_or_was_or_is_forecast(sentence: str) -> None:
    assert names(f"{BEFORE}{sentence}\n", OUTCOME) == []


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        ("What we will do", ["Open a pier", "Train wardens"]),
        ("By March 2031", ["Open a pier", "Train forty wardens"]),
        ("By 2031 we will", ["Open a pier", "Train wardens"]),
        ("What success looks like", ["Number of boats stolen", "Percentage of swimmers who feel safe"]),
        ("The difference we made last year", ["Swimmers felt safe", "Fewer boats were stolen"]),
        ("What you told us", ["Residents feel unsafe", "Fishers are worried"]),
        ("What residents say", ["Residents feel unsafe", "Fishers are worried"]),
        ("Where we are now", ["Residents feel unsafe", "Fewer people swim"]),
        ("What would happen if we did nothing", ["Residents are hurt", "Fishers leave"]),
    ],
)
def test_lines_that_are_none(head: str, lines: list[str]) -> None:
    assert names(f"{BEFORE}### {head}\n\n" + "".join(f"- {line}\n" for line in lines), OUTCOME) == []
    assert names(f"{BEFORE}{head}:\n\n" + "".join(f"- {line}\n" for line in lines), OUTCOME) == []
    assert names(f"{BEFORE}### {head}\n\n" + " ".join(f"{line}." for line in lines) + "\n", OUTCOME) == []


def test_measures_below_a_heading_of_success_are_measures() -> None:
    text = f"{BEFORE}### What success looks like\n\n- Number of boats stolen\n- Percentage of swimmers who feel safe\n"
    assert names(text, EntryKind.INDICATOR) == ["Number of boats stolen", "Percentage of swimmers who feel safe"]


def test_a_column_of_where_measures_are_to_be_holds_none() -> None:
    table = "| Measure | Now | Where we want to be in 2031 |\n|---|---|---|\n| Boats stolen | 14 | Fewer than 5 |\n"
    assert names(f"{BEFORE}### Measures\n\n{table}", OUTCOME) == []


def test_objectives_beside_numbered_priorities_say_what_is_to_come() -> None:
    aims = ["To make the pier feel safer", "To stop boats from being stolen"]
    text = "# Plan\n\n## Our objectives\n\n" + "".join(f"- {one}\n" for one in aims)
    text += "\n## Priority 1: Calm water\n\nWe will buy lamps.\n\n## Priority 2: Warm boats\n\nWe will mend stoves.\n"
    assert names(text, OUTCOME) == aims


@pytest.mark.parametrize(
    "text",
    [
        "No child waits more than a day",
        "Every family has somewhere to turn",
        "Nobody sleeps on the quay",
        "Children who make a mistake get help",
        "Victims who need a home find one",
        "Everyone who asks gets an answer",
    ],
)
def test_what_states_a_change_for_one_or_for_those_a_clause_describes(text: str) -> None:
    assert is_change(text, lexicon()) and is_change_for_people(text, lexicon())


@pytest.mark.parametrize(
    "text",
    [
        "Residents who say that the police are fair",
        "Visitors who feel that the pier is safe",
        "of people who need help do not get it",
        "The council has a new boat",
        "Our partnership is strong",
        "Every child protection plan",
    ],
)
def test_what_counts_or_tells_of_doers_states_none(text: str) -> None:
    assert not is_change(text, lexicon())


@pytest.mark.parametrize("head", ["So that", "As a result", "Which means", "This will mean", "Leading to"])
def test_a_few_words_that_head_outcomes_where_they_stand_alone(head: str) -> None:
    items = "".join(f"- {one}\n" for one in STATED)
    assert names(f"{BEFORE}### We will\n\n- Buy a lamp\n- Mend a pier\n\n### {head}\n\n{items}", OUTCOME) == STATED
    rows = "".join(f"| Buy lamp {number} | {one} | Warden |\n" for number, one in enumerate(STATED))
    assert names(f"{BEFORE}### Plan\n\n| Action | {head} | Lead |\n|---|---|---|\n{rows}", OUTCOME) == STATED
    assert names(f"{BEFORE}### Lamps on the pier, so that boats come home\n\n- Buy a lamp\n- Mend a pier\n", OUTCOME) == []


@pytest.mark.parametrize("name", ["What will change", "Outcome", "So that", "What success looks like", "The difference we will make"])
def test_a_row_of_outcomes_below_priorities(name: str) -> None:
    cells = " | ".join(STATED)
    head = "| | Calm water | Warm boats | Clear nights |\n|---|---|---|---|\n"
    table = f"{head}| Actions | Buy lamps here | Mend stoves soon | Ring bells often |\n| {name} | {cells} |\n"
    assert names(f"{BEFORE}### Plan on a page\n\n{table}", OUTCOME) == STATED
    counts = table.replace(cells, "Down to 14 a year | Up to 90% of boats | At least 7 nights")
    assert names(f"{BEFORE}### Plan on a page\n\n{counts}", OUTCOME) == []


def test_a_sentence_behind_a_dated_one_goes_on_with_it() -> None:
    found = of_kind(f"{BEFORE}By 2031 no child leaves the harbour alone. Children who swim are watched. We will buy boats.\n", OUTCOME)
    assert [(one.name, one.fields["by_when"]) for one in found] == [
        ("no child leaves the harbour alone", "2031"),
        ("Children who swim are watched", "2031"),
    ]


def test_clauses_that_commas_divide_before_another_when() -> None:
    text = "We will know that we have succeeded when residents swim, when no boat is stolen, and when more fishers come home.\n"
    assert names(BEFORE + text, OUTCOME) == ["residents swim", "no boat is stolen", "more fishers come home"]


def test_a_line_of_who_leads_below_outcomes_is_none() -> None:
    items = "".join(f"- {one}\n" for one in STATED)
    assert names(f"{BEFORE}### By 2031 you will see\n\n{items}\nLead: Harbour Group\n", OUTCOME) == STATED
    assert names(f"{BEFORE}### What will be different\n\n{STATED[0]}.\n\nOwner: Harbour Group.\n", OUTCOME) == [STATED[0]]


@pytest.mark.parametrize(
    "lead",
    [
        "We will judge the strategy to have worked when:",
        "This plan will be successful if:",
        "We will be satisfied that it has succeeded once:",
        "Success will have been achieved when:",
    ],
)
def test_lines_that_say_when_a_plan_will_have_worked(lead: str) -> None:
    text = f"{BEFORE}{lead}\n\n" + "".join(f"- {one}\n" for one in STATED)
    assert names(text, OUTCOME) == STATED
    assert names(text, EntryKind.ACTION) == []


def test_those_whom_a_clause_describes_may_begin_an_outcome() -> None:
    text = f"{BEFORE}### The difference it will make\n\nThose who steal boats lose what they gained.\n"
    assert names(text, OUTCOME) == ["Those who steal boats lose what they gained"]


@pytest.mark.parametrize(
    "head", ["What difference did we make?", "What difference have we made?", "What success looked like last year", "Our results so far"]
)
def test_what_a_heading_asks_of_the_time_behind_is_no_outcome(head: str) -> None:
    items = "".join(f"- {one}\n" for one in STATED)
    assert names(f"{BEFORE}### {head}\n\n{items}", OUTCOME) == []
    assert names(f"{BEFORE}{head}\n\n{'. '.join(STATED)}.\n", OUTCOME) == []


@pytest.mark.parametrize("head", ["As a result", "The result", "This means", "Benefits", "Leading to"])
def test_what_came_of_something_is_no_outcome(head: str) -> None:
    told = ["The council closed two piers", "14 fines stand unpaid", "Rowers worked at night"]
    assert names(f"{BEFORE}### {head}\n\n{''.join(f'- {one}{chr(10)}' for one in told)}", OUTCOME) == []
    assert names(f"{BEFORE}### {head}\n\n{''.join(f'- {one}{chr(10)}' for one in STATED)}", OUTCOME) == STATED
    assert names(f"{BEFORE}### {head}\n\n{'. '.join(told)}.\n", OUTCOME) == []
    assert names(f"{BEFORE}{head}: {'. '.join(told)}.\n", OUTCOME) == []
