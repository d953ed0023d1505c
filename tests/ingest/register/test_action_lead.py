"""Who leads an action and by when: at the end of its words, behind them and on lines of their own below them."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from tests.ingest.register.reading import of_kind

DEEDS = ("Fit new locks in the lanes", "Mend the lamps", "Train every steward")


def told(text: str) -> list[tuple[str, str, str]]:
    """What the actions of a text say: the deed, who leads it and by when."""
    found = of_kind(f"# Plan\n\n## Actions\n\n{text}\n\n## Governance\n\nThe forum meets in spring.\n", EntryKind.ACTION)
    return [(one.fields["what"], one.fields.get("who", ""), one.fields.get("by_when", "")) for one in found]


@pytest.mark.parametrize(
    ("line", "who", "when"),
    [
        ("Lead: Harbour Team, September 2029", "Harbour Team", "September 2029"),
        ("Lead: Police, ongoing", "Police", "ongoing"),
        ("Harbour Team, September 2029", "Harbour Team", "September 2029"),
        ("Harbour Team | by March 2030", "Harbour Team", "by March 2030"),
        ("Harbour Team – from June 2030", "Harbour Team", "from June 2030"),
        ("(Harbour Team and Police; 2029/30)", "Harbour Team and Police", "2029/30"),
        ("Head of Youth Work, early 2030", "Head of Youth Work", "early 2030"),
        ("By the end of March 2030", "", "By the end of March 2030"),
        ("Who: Harbour Team When: each November", "Harbour Team", "each November"),
        ("Led by: Harbour Team. Due: Q2 2029", "Harbour Team", "Q2 2029"),
        ("Responsible officer: Harbour Manager | Timescale: quarterly", "Harbour Manager", "quarterly"),
        ("Accountable lead: Harbour Manager; Complete by: 2030", "Harbour Manager", "2030"),
    ],
)
def test_a_line_below_each_action_of_a_list(line: str, who: str, when: str) -> None:
    text = "\n\n".join(f"- {deed}\n\n{line}" for deed in DEEDS)
    assert told(text) == [(deed, who, when) for deed in DEEDS]


def test_each_line_is_of_the_action_above_it_where_some_have_none() -> None:
    text = f"- {DEEDS[0]}\n- {DEEDS[1]}\n\nLead: Harbour Team\n\n- {DEEDS[2]}\n\nLead: Police\n"
    assert told(text) == [(DEEDS[0], "", ""), (DEEDS[1], "Harbour Team", ""), (DEEDS[2], "Police", "")]


def test_a_line_below_a_whole_list_is_of_all_in_it() -> None:
    text = "\n".join(f"- {deed}" for deed in DEEDS) + "\n\nLead: Harbour Team\n"
    assert [who for _, who, _ in told(text)] == ["Harbour Team"] * 3


@pytest.mark.parametrize(
    "line",
    ["Lamps, locks and keys", "Note: the lamps are old."],
)
def test_a_line_that_says_anything_else_is_none(line: str) -> None:
    assert [(who, when) for _, who, when in told(f"- {DEEDS[0]}\n\n{line}\n\n- {DEEDS[1]}\n\n{line}\n")][0] == ("", "")


@pytest.mark.parametrize(
    "form",
    [
        "{deed}. Lead officer: Street Manager. Completion: May 2030.",
        "{deed}. Owner: Street Manager. Due: May 2030.",
        "{deed} (Lead: Street Manager; By when: May 2030)",
        "{deed}. Who: Street Manager. When: May 2030",
        "{deed} | Responsible: Street Manager | Deadline: May 2030",
        "{deed}. Lead: Street Manager, May 2030.",
    ],
)
def test_labels_at_the_end_of_an_item(form: str) -> None:
    text = "\n".join(f"{n}. {form.format(deed=deed)}" for n, deed in enumerate(DEEDS, 1))
    assert told(text) == [(deed, "Street Manager", "May 2030") for deed in DEEDS]


def test_labels_behind_the_sentence_of_a_promise() -> None:
    text = "We will open a den for young people. Owner: Youth Manager. Due: May 2030.\n\nWe will hold a fair. Lead: Wardens. It is new."
    assert told(text) == [("open a den for young people", "Youth Manager", "May 2030"), ("hold a fair", "Wardens", "")]


@pytest.mark.parametrize(
    ("deed", "who"),
    [
        ("The forum will open a hut by the weir.", "The forum"),
        ("From June 2031 Lowmere and Dale Trust will place a nurse in each school.", "Lowmere and Dale Trust"),
        ("By March 2032 Harbour Youth Services will also lend boats.", "Harbour Youth Services"),
        ("The clerk to the council will, with the wardens, write to each club.", "The clerk to the council"),
        ("Each school will train two stewards.", "Each school"),
        ("The Head of Quays will publish the figures.", "The Head of Quays"),
        ("Harbour Wardens will visit every shop.", "Harbour Wardens"),
        ("The Council will find each of them a school.", "The Council"),
        ("Dale Health Board will second a nurse.", "Dale Health Board"),
        ("The forum will continue to lend ropes.", "The forum"),
        ("Training will be given to all stewards.", ""),
        ("All stewards will be trained by June 2031.", ""),
        ("Patrols will be increased by the weir.", ""),
        ("Patrols will continue each night.", ""),
        ("Training will support new stewards.", ""),
        ("A review of the service will be carried out.", ""),
        ("Victims will receive a call within two days.", ""),
        ("Residents will see more wardens.", ""),
        ("Each school will be offered a lesson.", ""),
        ("The council will be asked for a grant.", ""),
        ("It will open a hut by the weir.", ""),
    ],
)
def test_only_who_does_something_is_who_does_it(deed: str, who: str) -> None:
    items = ("The forum will mend the lamps.", deed, "The forum will check the ropes.")
    marked = " ".join(f"({letter}) {item}" for letter, item in zip("abc", items, strict=True))
    text = (
        f"# Plan\n\n## Our priorities\n\n### Calm lanes\n\nThe following actions are agreed. {marked}\n\n### Lit quays\n\nLamps are out.\n"
    )
    found = of_kind(text, EntryKind.ACTION)
    assert [one.fields.get("who", "") for one in found if one.words == deed] == [who]
