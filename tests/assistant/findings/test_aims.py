"""Aims that nothing measures: where aims stand, how they are worded, and what measures them."""

from __future__ import annotations

import pytest

from assistant.findings import gaps
from assistant.findings.finding import FindingType as T
from tests.assistant.findings.found import PRELUDE, words_found
from tests.assistant.findings.texts import ID, snapshot_of

_T = T.OUTCOME_WITHOUT_MEASURE
MORE = "- Raise confidence in the ferry\n- Reduce the harm that moorings do to otters\n"  # so that there are aims to be counted


def unmeasured(text: str, kind: str = "plan") -> list[str]:
    return words_found(text, _T, kind=kind)


@pytest.mark.parametrize(
    "item",
    [
        "Fewer swans hit by oars",
        "A reduction in noise on the quay",
        "Residents feel safe on the towpath",
        "Aim: To protect otters from propellers",
        "Improved lighting of the towpath",
    ],
)
def test_a_list_of_what_is_wanted_holds_aims_however_they_are_worded(item: str) -> None:
    assert item in unmeasured(f"## What do we want to achieve?\n\n{MORE}- {item}\n")


def test_all_that_a_line_calls_promises_are_aims() -> None:
    lead = "What we wish for the quay, with its long list of promises:"
    words = unmeasured(f"## The quay\n\n{lead}\n\n{MORE}- Lamps that burn all night long\n- A quay without noise at night\n")
    assert {"Lamps that burn all night long", "A quay without noise at night"} <= set(words)


@pytest.mark.parametrize(
    "lead", ["The Mayor has four objectives for the quay:", "Each council must meet these four objectives:", "On the quay there are:"]
)
def test_another_body_s_objectives_a_duty_s_and_plain_things_are_none(lead: str) -> None:
    text = f"## The quay\n\n{lead}\n\n- Lamps that burn all night long\n- A quay without noise at night\n\n## Our objectives\n\n{MORE}"
    assert "Lamps that burn all night long" not in unmeasured(text)


@pytest.mark.parametrize("heading", ["What we achieved last year", "Background", "Statutory duties", "Legal implications"])
def test_what_was_achieved_or_is_told_in_passing_is_no_aim(heading: str) -> None:
    text = f"## {heading}\n\n- Improved lighting of the towpath\n\n## Our objectives\n\n{MORE}"
    assert unmeasured(text) == ["Raise confidence in the ferry", "Reduce the harm that moorings do to otters"]


@pytest.mark.parametrize(
    ("sentence", "aim"),
    [
        ("To reduce noise on the quay at night.", True),
        ("The partnership wants every ferryman to feel safe.", True),
        ("Our aim is to protect otters.", True),
        ("To reduce noise on the quay, the harbour master walks it each night.", False),
        ("The Government also aims to reduce noise, and we want to improve it.", False),
        ("Stop and search is watched by a panel.", False),
    ],
)
def test_sentences_that_say_an_aim(sentence: str, aim: bool) -> None:
    words = unmeasured(f"## The quay\n\n{sentence}\n\n## Our objectives\n\n{MORE}")
    assert (sentence in words) is aim


@pytest.mark.parametrize("item", ["Reduce burglaries", "Cut arsons by 10%", "Reduce thefts from shops"])
def test_an_aim_that_is_counted_or_gives_its_figure_is_measured(item: str) -> None:
    assert item not in unmeasured(f"## Our objectives\n\n{MORE}- {item}\n")


def test_a_priority_s_own_name_is_measured_by_the_indicators_under_it() -> None:
    one = "## Priority 1: Reduce harm on the water\n\nWords.\n\n### Indicators\n\n- Number of boats sunk\n- Number of oars lost\n\n"
    two = "## Priority 2: Reduce noise at night\n\nWords.\n\n"
    words = unmeasured(f"{one}{two}## Our objectives\n\n{MORE}- Reduce harm on the water\n")
    assert "Reduce harm on the water" not in words
    assert "Raise confidence in the ferry" in words


@pytest.mark.parametrize(
    ("aim", "measured"),
    [
        ("Reduce harm on the water", True),
        ("The First priority will be to reduce harm on the water.", True),
        ("Reduce harm on the water to improve public confidence", False),
        ("Our first priority is to reduce harm on the water in order to restore trust in the ferry.", False),
    ],
)
def test_a_priority_that_goes_on_to_a_feeling_is_not_measured_by_counts_of_harm(aim: str, measured: bool) -> None:
    name = aim.partition(" to ")[2].rstrip(".") if aim.endswith(".") else aim
    one = f"## Priority 1: {name[0].upper()}{name[1:]}\n\nWords.\n\n### Indicators\n\n- Number of boats sunk\n- Number of oars lost\n\n"
    two = "## Priority 2: Reduce noise at night\n\nWords.\n\n"
    found = unmeasured(f"{one}{two}## Our objectives\n\n{MORE}- {aim}\n")
    assert (aim not in found) is measured


@pytest.mark.parametrize(
    ("item", "aim"),
    [
        ("2031-34 Otters and Families Plan", False),
        ("Harbour Policing and Tides Plan 2031-34", False),
        ("Harbour Safety Plan Priorities, Public Engagement & Consultation Report", False),
        ("Strategy for the Protection of Otters: Tidal Needs Assessment", True),
        ("Joint Tidal Needs Assessment", False),
        ("Noise and Drift Strategy 2031/32", False),
        ("Fewer swans than in the Harbour Plan", True),
        ("A plan of the reeds that all rowers know", True),
    ],
)
def test_the_name_of_a_paper_is_no_aim(item: str, aim: bool) -> None:
    assert (item in unmeasured(f"## What do we want to achieve?\n\nOur objectives are:\n\n{MORE}- {item}\n")) is aim


def test_a_line_that_ends_in_a_semicolon_calls_what_follows_aims_too() -> None:
    two = "## Priority 1: Reduce harm on the water\n\nWords.\n\n## Priority 2: Reduce noise at night\n\nWords.\n\n"
    words = unmeasured(f"{two}The chart sets out three objectives for the quay;\n\n{MORE}- To develop a chart of the reeds;\n")
    assert any("To develop a chart of the reeds" in one for one in words)


def test_a_row_of_figures_and_a_body_are_no_aims() -> None:
    table = "| Outcome | 2023 | 2024 |\n|---|---|---|\n| No suspect identified on the quay | 20 | 30 |\n| Reduced charge | 4 | 5 |\n"
    text = f"## Cases\n\n{table}\n## Our objectives\n\n{MORE}- Reducing Noise Board, chaired by the pilot\n"
    assert unmeasured(text) == ["Raise confidence in the ferry", "Reduce the harm that moorings do to otters"]


def test_a_report_on_a_plan_is_asked_after_its_objectives_too() -> None:
    priorities = "## Priorities\n\nOur priorities are:\n\n- Safer quays\n- Cleaner locks\n- Quieter nights\n\n"
    text = f"{priorities}## The quay\n\nThis includes two objectives:\n\n{MORE}"
    assert "Raise confidence in the ferry" in unmeasured(text, kind="scrutiny report")
    assert unmeasured(text, kind="table of rates") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Our vision is that residents feel safe on the quay.",
        "We want more skippers who were robbed to come forward.",
        "This priority aims to build trust in the pilots among young people.",
        "The purpose of this work is to reduce drowning among children.",
        "Residents who were robbed will have better access to support.",
        "Children will be safer on their way to the ferry.",
        "Our ambition: a town with strong, cohesive communities where pilots are welcome.",
        "Objective 3: To enable skippers to recover from loss",
        "The Norwick Partnership will work to prevent drowning among children.",
    ],
)
def test_a_sentence_that_says_what_is_wanted_is_an_aim(sentence: str) -> None:
    assert sentence in unmeasured(f"## The quay\n\n{sentence}\n\n## Our aims\n\n{MORE}")


@pytest.mark.parametrize(
    "sentence",
    [
        "The pilots reduced drowning in 2016 and improved the lamps.",
        "The council has a duty to reduce drowning under the Act.",
        "The Mayor's plan aims to reduce drowning in London.",
        "We aim to increase reports of drowning by 10%.",
        "Skippers will be asked for their licence.",
    ],
)
def test_what_was_what_is_a_duty_and_what_has_a_figure_is_none(sentence: str) -> None:
    assert sentence not in unmeasured(f"## The quay\n\n{sentence}\n\n## Our aims\n\n{MORE}")


def test_an_aim_in_a_summary_is_cited_where_its_own_priority_says_it() -> None:
    text = (
        "## What will be different by 2028\n\n- Skippers trust the lamps at night\n- Otters sleep through storms\n\n"
        "## Priority 1: Lamps\n\nWords.\n\n### What will be different\n\n- Skippers trust the lamps at night\n\n"
        "## Priority 2: Otters\n\nWords of otters.\n"
    )
    snapshot = snapshot_of(f"# Plan\n\n{PRELUDE}{text}")
    (found,) = (one for one in gaps(ID, snapshot) if one.type is _T)
    (place,) = (span for span in found.spans if "Skippers" in snapshot.page(ID, span.page).text[span.start : span.end])
    assert place.start > snapshot.page(ID, 1).text.index("Lamps")


def test_a_state_under_a_priority_of_its_own_is_an_aim() -> None:
    text = "## Priority 1: Lamps\n\nFewer skippers fear the dark.\n\n## Priority 2: Otters\n\nWe met in May.\n"
    assert "Fewer skippers fear the dark." in unmeasured(text + MORE)


def test_an_end_of_year_review_and_a_name_change_nothing() -> None:
    review = "## Review\n\nWe will publish an end-of-year review. We will widen the Quay Protection Order.\n"
    words = unmeasured(f"## What do we want to achieve?\n\n{MORE}\n{review}")
    assert not any("review" in one or "Order" in one for one in words)


def test_words_for_one_thing_measure_it() -> None:
    measures = "## Indicators\n\n- Number of deaths from cold water\n- Number of oars\n- Number of lamps\n\n"
    text = f"{measures}## Our aims\n\n{MORE}- Fewer skippers die of cold water\n"
    assert "Fewer skippers die of cold water" not in unmeasured(text)


def test_what_is_headed_as_done_is_no_aim_beside_outcomes() -> None:
    outcomes = "".join(f"- Skippers trust the {thing} at night\n" for thing in ("lamps", "locks", "weirs", "boats", "ferries"))
    tasks = "### What we will do\n\n- Protect the keepers from storms\n- Reduce noise on the towpath\n- Mend the lock\n"
    text = f"## Priority 1: Nights\n\n### Outcomes\n\n{outcomes}\n{tasks}"
    assert not any("Protect" in one or "noise" in one for one in unmeasured(text))


@pytest.mark.parametrize(
    "line",
    [
        "- Skippers will be working together to spare the moorings",
        "- A quay that never sleeps at all",
        "An uplift in the pride of skippers",
        "A greater mixing of swans and boats on the quay",
        "Improved tempers among the lock keepers",
        "Measurable growth in the pride of skippers",
    ],
)
def test_what_stands_under_the_groups_of_outcomes_is_one(line: str) -> None:
    text = f"## What will have changed at the end of this plan?\n\n### Otters\n\n{MORE}\n### Young boats\n\n{line}\n"
    assert line.removeprefix("- ") in unmeasured(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "The overarching aim of the partnership is to reduce noise, build trust and cut the costs of the ferry.",
        "Our ambition is for Norwick to be the best place on the river to moor.",
        "Together we will make the quay the best place on the river to moor.",
        "In all this we will seek to ensure that the needs of skippers are put first.",
        "We intend to break the cycle of collisions.",
        "Through this work we hope to improve the tempers of skippers.",
        "We are determined to drive down the fear of fog.",
        "The focus for the coming year will be on reducing the harm that fog does to small boats.",
        "Partners are committed to lowering the toll of the tide.",
        "This will lead to better nights for otters.",
        "Doing so should result in fewer broken lamps.",
        "The work is designed to bring about a fall in collisions.",
    ],
)
def test_what_somebody_intends_or_expects_is_an_aim(sentence: str) -> None:
    assert sentence in unmeasured(f"## The quay\n\n{sentence}\n\n## Our objectives\n\n{MORE}")


@pytest.mark.parametrize(
    "sentence",
    [
        "We are closing the moorings for the winter.",
        "This will be put to the pilots in May.",
        "The work will lead to a new jetty.",
        "The ferry company hopes to sell more tickets.",
    ],
)
def test_what_is_done_or_told_is_none(sentence: str) -> None:
    assert sentence not in unmeasured(f"## The quay\n\n{sentence}\n\n## Our objectives\n\n{MORE}")


@pytest.mark.parametrize(
    "aim",
    [
        "Better support for victims of boat theft",
        "Fewer skippers are victims of boat theft again and again",
        "More thieves brought to justice for boat theft",
        "Early identification of victims of boat theft",
        "Quicker response to victims of boat theft",
        "Skippers know where to turn after boat theft",
        "Better information for victims of boat theft",
        "Victims of boat theft have fewer complaints",
    ],
)
def test_a_count_of_the_same_field_does_not_measure_what_is_to_change_in_it(aim: str) -> None:
    counted = "### Indicators\n\n- Number of boat thefts from skippers\n- Number of victims of boat theft\n"
    words = unmeasured(f"## Boat theft\n\n### Outcomes\n\n- {aim}\n- Fewer boat thefts from skippers\n\n{counted}")
    assert aim in words
    assert "Fewer boat thefts from skippers" not in words


def test_aims_listed_within_a_priority_s_own_part_are_its_aims() -> None:
    part = "## Priority 1: Otters\n\nKey objectives:\n\n- Young otters have a bank of their own\n- Boats keep clear of the reeds\n\n"
    words = unmeasured(f"{part}## Priority 2: Swans\n\nSwans are rare.\n\n## Priority 3: Fog\n\n{MORE}")
    assert {"Young otters have a bank of their own", "Boats keep clear of the reeds"} <= set(words)


@pytest.mark.parametrize("heading", ["Introduction", "Performance and priorities", "Background", "Data and what it tells us"])
@pytest.mark.parametrize(
    "sentence",
    [
        "Our aim is that every skipper feels safe on the quay.",
        "The partnership seeks to reduce the harm of fog.",
        "The long term vision is for a quay free from noise.",
        "The strategy looks to address the causes of noise.",
    ],
)
def test_what_is_called_an_aim_is_one_wherever_it_stands(heading: str, sentence: str) -> None:
    assert sentence in unmeasured(f"## {heading}\n\n{sentence}\n\n## Our objectives\n\n{MORE}")


@pytest.mark.parametrize("heading", ["What we achieved", "Legal implications", "Recommendations"])
def test_in_no_report_of_what_was_and_no_advice(heading: str) -> None:
    sentence = "Our aim is that every skipper feels safe on the quay."
    assert sentence not in unmeasured(f"## {heading}\n\n{sentence}\n\n## Our objectives\n\n{MORE}")


def test_a_nation_s_priority_is_not_the_plan_s() -> None:
    sentence = "Fog is a national priority, with work to address it on every quay."
    assert sentence not in unmeasured(f"## The quay\n\n{sentence}\n\n## Our objectives\n\n{MORE}")


@pytest.mark.parametrize(
    ("heading", "aim"),
    [
        ("Objective: To protect swans from oars", "To protect swans from oars"),
        ("Key objective: Reduce the noise of the ferry", "Reduce the noise of the ferry"),
        ("Strategic goal: Improve the lamps of the quay", "Improve the lamps of the quay"),
    ],
)
def test_a_heading_that_says_so_is_an_aim(heading: str, aim: str) -> None:
    assert aim in unmeasured(f"## The quay\n\n### {heading}\n\nWords of it.\n\n## What we want\n\n{MORE}")


@pytest.mark.parametrize("column", ["Objective", "Aims", "Ambition"])
def test_a_column_called_so_holds_aims_however_short(column: str) -> None:
    rows = "| Swans are let alone | Mend nets | |\n| to be agreed | Light lamps | |\n| 70 swans in May | Count swans | |\n"
    words = unmeasured(f"## The quay\n\n| {column} | Action | Measure |\n|---|---|---|\n{rows}\n## What we want\n\n{MORE}")
    assert "Swans are let alone" in words
    assert not {"to be agreed", "70 swans in May"} & set(words)


@pytest.mark.parametrize(
    "sentence",
    ["Our aim is to reduce the harm of fog.", "We want skippers to feel safe on the quay.", "This will lead to fewer collisions."],
)
def test_what_an_item_or_a_cell_calls_an_aim_is_one(sentence: str) -> None:
    long = "Fog is thick on the quay at night, and nobody sees the boats."
    assert sentence in unmeasured(f"## The quay\n\n- {long} {sentence}\n- Swans sleep.\n\n## Our objectives\n\n{MORE}")
    table = (
        f"| Theme | Words |\n|---|---|\n| Fog | {long} {sentence} |\n| Swans | Swans sleep on the quay all night, and nobody sees them. |\n"
    )
    assert sentence in unmeasured(f"## The quay\n\n{table}\n## Our objectives\n\n{MORE}")


def test_what_an_item_says_we_will_do_is_an_action() -> None:
    item = "We will map the moorings with the aim that skippers are safe there."
    assert item not in unmeasured(f"## What we will do\n\n- {item}\n- Light the lamps\n\n## Our objectives\n\n{MORE}")


@pytest.mark.parametrize("measure", ["Repeat victimisation rate", "Share of those victimised again", "Percentage of repeat victims"])
def test_victims_are_measured_by_how_often_they_are_victimised(measure: str) -> None:
    found = unmeasured(f"## Indicators\n\n- {measure}\n- Number of boats sunk\n\n## Our objectives\n\n{MORE}- Fewer repeat victims\n")
    assert "Raise confidence in the ferry" in found
    assert "Fewer repeat victims" not in found
