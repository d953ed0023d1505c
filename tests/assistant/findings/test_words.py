"""Dates, references, names, laws, promises and leftover text: what is wrong is found, what only looks so is not."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.findings import gaps, laws
from assistant.findings.actions import doer
from assistant.findings.dates import dates
from assistant.findings.finding import Finding
from assistant.findings.finding import FindingType as T
from assistant.findings.names import names
from assistant.findings.references import references
from assistant.findings.script import script_of
from ingest.documents import Span
from ingest.register.entry import Entry, EntryKind
from tests.assistant.findings.texts import ID, snapshot_of


def found(text: str) -> list[Finding]:
    snapshot = snapshot_of(f"# Plan\n\n{text}\n", period="2021-2024")
    return [one for family in (dates, references, names, laws) for one in family(ID, snapshot)]


PRIORITIES = "## Priority A: Burglary\n\nWords.\n\n## Priority B: Noise\n\nWords.\n\n"
WRONG = [
    ("We met on Tuesday, 25 October 2017.", T.DATES, "Wednesday"),
    ("It is due on 30 February 2022.", T.DATES, "30 February 2022"),
    ("It ran from 9 October 2023 to 2 October 2023.", T.DATES, "backwards"),
    ("The survey ran from 10 June 2016 to 12 August 2016 (6 weeks).", T.DATES, "9.1 weeks"),
    ("This five-year strategy 2017-2020 is ours.", T.DATES, "3 or 4 years"),
    ("The board agreed the budget on 16 May 2017. The budget was agreed by the board on 16 May 2016.", T.DATES, "16 May 2016"),
    (PRIORITIES + "See Priority E for more.", T.REFERENCE_MISSING, "from A to B"),
    ("The Youth Offending Service (YOS) and the Youth Outreach Support (YOS) meet.", T.NAMES, "YOS"),
    ("The Community Risk Assessment Conference (MARAC) meets.", T.NAMES, "does not spell"),
    ("The Safety Board is chaired by the Chief Executive. The Safety Board is chaired by the Mayor.", T.NAMES, "chaired"),
    ("Under the Police Reform and Social Responsibility Act 2012 we act.", T.LAW_MISNAMED, "Act 2011"),
    ("Under the Crime and Disorder Act 2007 Regulations we meet.", T.LAW_MISNAMED, "Formulation and Implementation"),
    ("Under the ASB, Policing and Crime Bill 2014 we act.", T.LAW_MISNAMED, "Anti-social Behaviour, Crime and Policing Act 2014"),
]
RIGHT = [
    "We met on Wednesday, 25 October 2017.",
    "It ran from 10 June 2016 to 12 August 2016 (9 weeks).",
    "The term is from 1 April 2017 to 31 March 2021, four years.",
    "This four-year plan 2017-2020 is ours, and the three-year plan 2014-2017 was theirs.",
    "The Mayor's Priority E is theirs. " + PRIORITIES,
    PRIORITIES + "See Priority E of the Mayor's plan.",
    PRIORITIES + "In their survey Priority One came first.",
    "The Youth Offending Service (YOS) meets. The Youth Offending Services (YOS) met.",
    "The Multi-Agency Risk Assessment Conference (MARAC) meets.",
    "The Safety Board is chaired by the Chief Executive. The Noise Board is chaired by the Mayor.",
    "Under the Equality Act 2010 and the Policing and Crime Act 2017 and the Domestic Violence, Crime and Victims Act 2004 we act.",
    "Under the Police, Crime, Sentencing and Courts Act 2022 and the Anti-social Behaviour, Crime and Policing Act 2014 we act.",
    "Rates change on 1 April 2021 and again on 1 April 2022, when rates change.",
    "As paragraph 12 of the Framework says, and section 9 of the Act, we wait.",
]


@pytest.mark.parametrize(("text", "kind", "said"), WRONG)
def test_what_is_wrong_is_found(text: str, kind: T, said: str) -> None:
    (one,) = found(text)
    assert one.type is kind
    assert said in one.says


@pytest.mark.parametrize("text", RIGHT)
def test_what_only_looks_wrong_is_left_alone(text: str) -> None:
    assert [one.says for one in found(text)] == []


LEFT = [
    "THIS PAGE TO BE DELETED BEFORE PUBLICATION",
    "[Please state version number]",
    "Contact XXXX for more.",
    "Error! Reference source not found.",
    "List other officers here",
    "It will support this support this in May.",
    "(INSERT WEBPAGE LINK)",
]


@pytest.mark.parametrize("text", LEFT)
def test_text_that_was_meant_to_go_is_found(text: str) -> None:
    kinds = {one.type for one in gaps(ID, snapshot_of(f"# Plan\n\nWords. {text}\n"))}
    assert T.LEFTOVER_TEXT in kinds
    assert (T.PROMISED_MISSING in kinds) == ("LINK" in text)


KEPT = [
    "This is to be confirmed by the board in May.",
    "See [our site](https://example.org).",
    "(see the list)",
    "It went on and on and on, and more and more and more of them came.",
    "| Zone | A | B | C | D |\n|---|---|---|---|---|\n| Rate | Nil | Nil | Nil | Nil |\n| Homes | 922 | 522 | 922 | 522 |",
]


@pytest.mark.parametrize("text", KEPT)
def test_text_that_belongs_there_is_left_alone(text: str) -> None:
    assert gaps(ID, snapshot_of(f"# Plan\n\n{text}\n")) == ()


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("See Appendix B.", True),
        ("See Appendix B.\n\n## Appendix B: Map\n\nA map.", False),
        ("See Appendix B.\n\n## Appendices\n\n- Appendix B – Survey results", True),
        ("See Appendix B.\n\n## Appendices\n\n- Appendix B – Survey results\n\n## Survey results\n\nWords.", False),
        ("See Appendix B of the National Framework.", False),
        ("Appendix A, Appendix C and Appendix D are theirs.", False),
        ("The accompanying Delivery Plan says how.", True),
        ("The accompanying Delivery Plan says how.\n\n## Delivery plan\n\n- one\n- two\n- three", False),
        ("## Governance structure\n\n## Money\n\nThere is some.", True),
        ("## Governance structure\n\nThe board meets.\n\n## Money\n\nThere is some.", False),
    ],
)
def test_what_is_promised_and_not_there(text: str, missing: bool) -> None:
    found = [one for one in gaps(ID, snapshot_of(f"# Plan\n\n{text}\n")) if one.type is T.PROMISED_MISSING]
    assert bool(found) == missing, [one.says for one in found]


def test_a_target_for_a_time_before_the_plan() -> None:
    text = "# Plan\n\n## Performance indicators\n\n- Number of burglaries (2017/18 target 209)\n- Number of thefts (2023/24 target 12)\n"
    snapshot = snapshot_of(text, period="2021-2024")
    before = [one for one in gaps(ID, snapshot, date(2022, 1, 1)) if one.type is T.TARGET_PERIOD_OVER]
    assert [one.values["period"] for one in before] == ["2017/18"]
    since = [one for one in gaps(ID, snapshot, date(2024, 4, 1)) if one.type is T.TARGET_PERIOD_OVER]
    assert {one.values.get("count") for one in since} == {None, "1"}, "a financial year ends on 31 March"


def test_a_paper_that_is_no_plan_is_not_asked_for_what_plans_have() -> None:
    text = "# Report\n\n## Performance indicators\n\n- Number of burglaries\n- Number of thefts\n"
    assert gaps(ID, snapshot_of(text, kind="plan"))
    assert gaps(ID, snapshot_of(text, kind="report")) == ()
    assert gaps(ID, snapshot_of(text, kind=None)) == ()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Noise Team will visit every street.", "The Noise Team"),
        ("A Noise Team will be set up by then.", ""),
        ("The Noise Team will be responsible for it.", "The Noise Team"),
        ("The Noise Team will be established next year.", ""),
        ("The Noise Team will be visiting every street.", "The Noise Team"),
    ],
)
def test_what_something_is_done_to_does_not_do_it(text: str, who: str) -> None:
    snapshot = snapshot_of("# Plan\n\nWords.\n")
    entry = Entry("one", ID, EntryKind.ACTION, 0, text, {}, (Span(ID, 1, 0, 1),))
    assert doer(entry, script_of(ID, snapshot)).strip() == who
