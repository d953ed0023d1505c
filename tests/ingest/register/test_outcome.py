"""Outcomes: what is to be true by a date, in lists, tables and sentences; and that they are no measures."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind, lexicon
from ingest.register.change import is_change
from tests.ingest.register.reading import names, of_kind

OUTCOME = EntryKind.OUTCOME


@pytest.mark.parametrize(
    "text",
    [
        "Fewer people drown in the harbour",
        "Fishers at sea are found sooner, and helped sooner",
        "More of those who steal boats are caught",
        "Anyone who falls in can get help",
        "Visitors will trust the ferry",
        "Residents report thefts sooner",
        "Young women use the pier after dark",
        "Swimmers no longer suffer alone",
    ],
)
def test_what_states_a_change(text: str) -> None:
    assert is_change(text, lexicon())


@pytest.mark.parametrize(
    "text",
    [
        "Number of people who feel safe",
        "Visitors who feel safe on the pier",
        "Fewer first-time callers",
        "Boats lost: down to 4",
        "Better attendance at drills",
        "Swimmers reached by patrols each week",
        "Give every boat a lamp",
        "Annual report on drownings",
        "Lifebelt use at night",
        "Residents who report thefts",
    ],
)
def test_what_names_a_measure_or_an_action_states_none(text: str) -> None:
    assert not is_change(text, lexicon())


def test_a_list_below_a_bare_date_holds_outcomes() -> None:
    text = "# Plan\n\n## Outcomes\n\nBy March 2035:\n\n- Fewer boats sink\n- Fishers have somewhere warm to wait\n"
    assert [(one.name, one.fields["by_when"]) for one in of_kind(text, OUTCOME)] == [
        ("Fewer boats sink", "March 2035"),
        ("Fishers have somewhere warm to wait", "March 2035"),
    ]


def test_a_list_below_a_bare_date_that_holds_actions_has_no_outcomes() -> None:
    assert names("# Plan\n\nBy March 2035:\n\n- Open a new pier\n- Train forty wardens\n", OUTCOME) == []


def test_statements_among_measures_are_outcomes_and_no_measures() -> None:
    text = (
        "# Plan\n\n## How we will know we have made a difference\n\n- Fewer people drown\n- Swimmers know where help is\n"
        "- Lifebelts stolen: from 40 to 10\n- Swimmers who finish a course\n"
    )
    assert names(text, OUTCOME) == ["Fewer people drown", "Swimmers know where help is"]
    assert not {"Fewer people drown", "Swimmers know where help is"} & set(names(text, EntryKind.INDICATOR))


def test_the_clauses_that_say_when_a_difference_will_have_been_made() -> None:
    text = "# Plan\n\nWe will have made a difference when swimmers feel safer; when fewer boats sink; and when more thieves are caught.\n"
    assert names(text, OUTCOME) == ["swimmers feel safer", "fewer boats sink", "more thieves are caught"]


def test_sentences_below_a_heading_that_asks_how_we_will_know() -> None:
    text = (
        "# Plan\n\n## How we will know we have made a difference\n\n"
        "People from every port will feel at home here. Residents will trust us more.\n"
    )
    assert names(text, OUTCOME) == ["People from every port will feel at home here", "Residents will trust us more"]


def test_a_row_that_a_date_labels_is_what_the_table_is_to_bring_about() -> None:
    text = (
        "# Plan\n\n| Aim | Action | Lead |\n|---|---|---|\n| By 2031: Swimmers are "
        "seen and helped | | |\n| Light the quay | Buy lamps | Port |\n"
    )
    assert [(one.name, one.fields["by_when"]) for one in of_kind(text, OUTCOME)] == [("Swimmers are seen and helped", "2031")]


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("The outcome we want is that every boat comes home.", "every boat comes home"),
        ("Success will mean that fishers trust the port.", "fishers trust the port"),
        ("We want to see calm piers and full boats.", "calm piers and full boats"),
        ("As a result, visitors will know where the lifebelts are.", "visitors will know where the lifebelts are"),
        ("By the end of this plan, every port will have a warden.", "every port will have a warden"),
    ],
)
def test_sentences_that_say_what_the_outcome_will_be(sentence: str, what: str) -> None:
    assert names(f"# Plan\n\n## Words\n\n{sentence}\n", OUTCOME) == [what]


@pytest.mark.parametrize("sentence", ["By 2031 all partners will publish their figures.", "As a result, the Board will meet twice."])
def test_what_somebody_will_do_is_no_outcome(sentence: str) -> None:
    assert names(f"# Plan\n\n## Words\n\n{sentence}\n", OUTCOME) == []


def test_a_date_above_a_list_is_given_without_its_by() -> None:
    text = "# Plan\n\n## Where do we want to be by 2031?\n\n- Every boat has a lamp\n- Fishers trust the port\n"
    assert [one.fields["by_when"] for one in of_kind(text, OUTCOME)] == ["2031", "2031"]


def test_the_outcome_of_something_that_was_done_is_no_heading_of_outcomes() -> None:
    assert names("# Report\n\n## Outcome of the consultation\n\nFishers support the plan and want a new pier soon.\n", OUTCOME) == []


@pytest.mark.parametrize(
    "line",
    [
        "What will have changed by March 2031",
        "What will be different",
        "What success will look like",
        "The difference we want to make",
        "What residents will notice",
        "What people will say in 2031",
        "How things will be different",
        "What good looks like",
        "The change we want to see",
        "Our outcome",
        "Outcomes for fishers",
        "What this will mean",
        "What should be better",
        "Where we want to be",
        "Intended outcome",
        "What will be true by 2031",
        "Impact we want to have",
        "Expected results",
        "What we want to achieve",
        "How it will feel different",
    ],
)
def test_a_line_of_a_card_names_what_stands_below_it(line: str) -> None:
    card = f"The quay was rough last year.\n\n{line}\n\nFewer boats are lost, and no one waits for help."
    text = f"# Plan\n\n## Calm quays\n\n{card}\n\n## Next\n"
    assert names(text, OUTCOME) == ["Fewer boats are lost, and no one waits for help"]


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("What will have changed", "The wardens told us that the pier was unsafe."),
        ("What will be different", "The table below shows our measures."),
        ("Why it matters", "Fewer boats are lost, and no one waits for help."),
        ("Outcome of the vote", "Fewer boats are lost, and no one waits for help."),
        ("What we want to achieve is set out here.", "Boats are lost in the harbour each winter."),
    ],
)
def test_a_line_that_names_none_or_words_that_speak_of_them_give_no_outcome(line: str, below: str) -> None:
    assert names(f"# Plan\n\n## Calm quays\n\n{line}\n\n{below}\n\n## Next\n", OUTCOME) == []


def test_a_line_of_a_card_gives_the_date() -> None:
    text = "# Plan\n\n## Calm quays\n\nWhat will have changed by March 2031\n\nFewer boats are lost.\n\n## Next\n"
    assert [one.fields["by_when"] for one in of_kind(text, OUTCOME)] == ["March 2031"]


@pytest.mark.parametrize("question", ["What difference will we make?", "How will the quays be safer?", "Will fewer boats be lost?"])
def test_a_question_is_no_outcome(question: str) -> None:
    text = f"# Plan\n\n## Outcomes\n\n{question}\n\nFewer lamps will be out by 2031.\n"
    assert question not in names(text, EntryKind.OUTCOME)


def test_sentences_of_a_cell_that_each_say_what_will_be_so() -> None:
    text = (
        "# Plan\n\n| Priority | What will have changed | Measures |\n|---|---|---|\n"
        "| Lit lanes | Fewer children fall in the lanes. Families get help before the wardens come. | M1, M2 |\n"
        "| Safe boats | Skippers are trained. This includes those of small boats. It is a matter of pride. | M3 |\n"
        "| Calm seas | Fewer boats are lost. See page 12 for the figures. | M4 |\n"
    )
    assert [one.fields["what"] for one in of_kind(text, EntryKind.OUTCOME)] == [
        "Fewer children fall in the lanes",
        "Families get help before the wardens come",
        "Skippers are trained",
        "Fewer boats are lost",
    ]
