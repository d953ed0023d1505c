"""Bodies that are only named: what explains one, which everybody knows, and what is no body at all."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType as T
from tests.assistant.findings.found import words_found

# Two that nothing explains, so that there is a list of them.
OTHERS = "The Lock Keepers Forum and the Ferry Users Panel were told.\n\n"


def unexplained(text: str, area: str | None = None, title: str = "A plan") -> list[str]:
    return words_found(f"## Governance\n\n{OTHERS}{text}\n", T.BODY_UNEXPLAINED, area=area, title=title)


@pytest.mark.parametrize(
    "text",
    [
        "The Night Boats Board watches the quay and tells the skippers.",
        "The Night Boats Board, the pilots of both shores, met in May.",
        "The Night Boats Board (heads of both ports) met in May.",
        "The Night Boats Board watches the quay. We told the Night Boats Board.",
        "The Night Boats Board (pilots, lock keepers and the ferry company) met in May.",
        "A Night Boats Board of 12 skippers was there.",
        "The ferry is run by the Night Boats Board.",
        "The ports founded the Night Boats Board in May 2025, to watch the tides.",
        "We thank the Night Boats Board, a body of skippers and the pilots.",
        "## Good practice: Night Boats Board\n\nEvery skipper has a seat, and the pilot has the last word on the tides.",
        "## Good practice on the north shore – Night Boats Board\n\nEvery skipper has a seat, and it is the pilot who speaks last of all.",
        "| Body | Chair | Meets |\n|---|---|---|\n| Night Boats Board | The pilot | Monthly |\n| Lamp Panel | A warden | Weekly |",
        "## Night Boats Board\n\nEvery skipper has a seat, and the pilot has the last word on the tides.",
    ],
)
def test_what_says_what_a_body_does_or_who_is_on_it_explains_it(text: str) -> None:
    assert "Night Boats Board" not in unexplained(text)


@pytest.mark.parametrize(
    "text",
    [
        "We told the Night Boats Board.",
        "The Night Boats Board watches the quay.",
        "Tides are scored by the Night Boats Board.",
        "The Night Boats Board is invited twice a year.",
        "Work is done through the Night Boats Board (NBB).",
        "We set the Night Boats Board a goal.",
        "The port asked the Night Boats Board a question.",
        "Views were heard through the Night Boats Board, an on-line survey and a fair.",
        "| Sum | Board |\n|---|---|\n| £4,000 | Night Boats Board |\n| £5,000 | Lamp Panel |",
    ],
)
def test_a_body_that_is_only_named_is_told(text: str) -> None:
    assert any("Night Boats Board" in words for words in unexplained(text))


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("We told the Schools Liaison Panel.", "Schools Liaison Panel", True),
        ("We told the Ministry of Tides.", "Ministry of Tides", False),
        ("We told the Oak Street SNT.", "Oak Street SNT", False),
        ("We told the Tidewater Constabulary.", "Tidewater Constabulary", False),
        ("The rate is that of the Most Similar Group.", "Most Similar Group", False),
        ("We went to the DRIFT panel.", "DRIFT panel", True),
        ("The Drift Watch (DRIFT) meets. We went to the DRIFT panel.", "DRIFT panel", False),
        ("We went to the Community MARAC.", "Community MARAC", True),
        ("The Otter Rescue project had a stall.", "Otter Rescue project", True),
        ("The Otter Rescue project provides boats.", "Otter Rescue project", False),
        ("The Prevent programme had a stall.", "Prevent programme", False),
    ],
)
def test_who_is_a_body_of_the_partnership_s_own(text: str, name: str, told: bool) -> None:
    assert (name in unexplained(text)) is told


def test_a_plan_is_asked_who_is_in_its_own_partnership() -> None:
    text = "The Safer Norwick Partnership was pleased with the year."
    assert "Safer Norwick Partnership" in unexplained(text, area="Norwick", title="Safer Norwick Partnership Plan")
    for said in (
        "The Safer Norwick Partnership is made up of pilots and skippers.",
        "Members of the partnership are: pilots and skippers.",
    ):
        assert "Safer Norwick Partnership" not in unexplained(f"{text} {said}", area="Norwick", title="Safer Norwick Partnership Plan")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Drift is raised at the Joint Lock Groups.", "Joint Lock Groups"),
        ("Repairs are paid by the LKAT.", "LKAT"),
        ("Repairs will be watched by the QNB.", "QNB"),
        ("Recruit twenty more Quay Noise Champions.", "Quay Noise Champions"),
        ("Thefts fell thanks to Operation Lantern.", "Operation Lantern"),
        ("Skippers are referred to Harbour Lights.", "Harbour Lights"),
        ("We joined the Norwick Against Noise campaign.", "Norwick Against Noise campaign"),
        ("| Who | What |\n|---|---|\n| Night Boats Panel | Lamps |\n| Pilot | Locks |", "Night Boats Panel"),
    ],
)
def test_groups_people_projects_and_letters_that_nobody_explains(text: str, name: str) -> None:
    assert name in unexplained(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Drift is raised at the Joint Lock Groups. Joint Lock Groups bring keepers and pilots together.", "Joint Lock Groups"),
        ("The Lock Keepers Action Trust (LKAT) pays. Repairs are paid by the LKAT.", "LKAT"),
        ("A Lock Keepers Action Trust mends locks. Repairs are paid by the LKAT.", "LKAT"),
        ("It is paid by the NHS and the CPS.", "CPS"),
        ("Operation Lantern targets thieves of oars.", "Operation Lantern"),
        ("Skippers are referred to Harbour Lights, a charity for crews.", "Harbour Lights"),
        ("Skippers are known to Social Services.", "Social Services"),
        ("It went to the Audit Committee.", "Audit Committee"),
    ],
)
def test_what_is_explained_or_known_is_not_asked_after(text: str, name: str) -> None:
    assert name not in unexplained(text)


def test_a_longer_name_of_a_body_is_no_second_one() -> None:
    words = unexplained("We told the Night Boats Panel. We told the Norwick Night Boats Panel.", area="Norwick")
    assert len([word for word in words if "Night Boats" in word]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The Night Boats Board, chaired by the pilot, met in May.",
        "Cases go to the Night Boats Board (NBB), which plans for skippers.",
        "Skippers meet as the Night Boats (NB) Board to share what they know.",
        "Night Boats Board\n\nChair: the pilot",
        "## Words we use\n\nNight Boats Board\n\nThose who sail.",
    ],
)
def test_a_box_a_glossary_or_a_clause_explains_a_body(text: str) -> None:
    assert not any(name.startswith("Night Boats") for name in unexplained(f"We told the Night Boats Board.\n\n{text}"))


def test_the_only_body_of_a_short_paper_is_asked_after() -> None:
    assert words_found("## Who checks\n\nWe told the Night Boats Cell.", T.BODY_UNEXPLAINED) == ["Night Boats Cell"]


def test_the_partnership_under_another_of_its_usual_names_is_not_asked_after() -> None:
    words = unexplained("It was agreed by the Safer Norwick Alliance.", area="Norwick", title="Norwick Community Safety Plan")
    assert "Safer Norwick Alliance" not in words


def test_an_assembly_that_is_only_named_is_told_and_many_teams_are_not() -> None:
    words = unexplained("It answers to the Harbour Safety Assembly. The Quiet Noise Teams sail.")
    assert "Harbour Safety Assembly" in words
    assert "Quiet Noise Teams" not in words


def test_who_leads_an_action_by_a_bare_name_is_told() -> None:
    text = "## Action plan\n\n| Action | Lead | By when |\n|---|---|---|\n| Mend the lamps | Tarn Traders | May 2027 |\n"
    assert "Tarn Traders" in unexplained(text)


def test_the_partnership_is_asked_after_unless_its_members_are_listed() -> None:
    named, more = "The Safer Tarn Partnership met in May.\n\n", "## Who we are\n\n- Harbour Police\n- Tarn Borough Council\n- NHS Tarn\n"
    assert "Safer Tarn Partnership" in unexplained(named, area="Tarn", title="Safer Tarn Partnership plan")
    assert "Safer Tarn Partnership" not in unexplained(named + more, area="Tarn", title="Safer Tarn Partnership plan")


@pytest.mark.parametrize(
    "text",
    ["Skippers are referred to Samaritans and Shelter.", "Work with the Youth Justice Board.", "Notes go to the Assurance Bench."],
)
def test_one_body_that_others_deal_with_is_no_gap(text: str) -> None:
    assert words_found(f"## Help\n\n{text}\n", T.BODY_UNEXPLAINED, prelude="") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("| Who | When |\n|---|---|\n| QTB requested changes | May |\n| Pilots | June |", "QTB"),
        ("The tide tables changed. WQT agreed the last of them.", "WQT"),
        ("All was put to the pilots, and the ZWG approved it.", "ZWG"),
        ("We told the QRS Management Board.", "QRS Management Board"),
        ("Fourteen lamps are for the estates of Norwick Homes.", "Norwick Homes"),
        ("We mend boats with Leisure Norwick on Sundays.", "Leisure Norwick"),
        ("We work closely with Love Norwick on Sundays.", "Love Norwick"),
        ("We told the Youth Offending Board.", "Youth Offending Board"),
    ],
)
def test_letters_that_act_boards_by_letters_and_companies_of_the_place(text: str, name: str) -> None:
    assert name in unexplained(text, area="Norwick")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Quay Tenants Board met in May. Later QTB requested changes.", "QTB"),
        ("The BBC reported it.", "BBC"),
        ("Norwick Homes is the council's company for its estates. We told Norwick Homes.", "Norwick Homes"),
        ("The homes of Norwick are old. Homes in Norwick are dear.", "Norwick"),
        ("The note says What To Do With Your Decision If fog comes.", "Your Decision If"),
        ("We follow the Youth Justice Board.", "Youth Justice Board"),
        ("Skippers learn how to STOP, and then to stop.", "STOP"),
        ("Skippers are told by SMS or by post.", "SMS"),
        ("What we do is set out in our responses to VAWG.", "VAWG"),
        ("We want all to live in a Connected Norwick.", "Connected Norwick"),
        ("This is our Learning Norwick promise.", "Learning Norwick"),
    ],
)
def test_letters_spelt_out_companies_explained_and_what_is_no_body(text: str, name: str) -> None:
    assert name not in unexplained(text, area="Norwick")


def test_small_words_spell_out_no_letters() -> None:
    assert "MAB" in unexplained("The boats of men and boys are moored. MAB requested changes.")


def test_a_heading_that_only_mentions_a_body_does_not_explain_it() -> None:
    heading = "## Otters, swans & Night Boats Board measures of the year"
    under = "How many otters there are on the quay, counted by pilots in May."
    assert "Night Boats Board" in unexplained(f"{heading}\n\n{under}\n\nWe told the Night Boats Board.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We work closely with the Night Boats Board to mend lamps.", "Night Boats Board"),
        ("The Night Boats Board met.", "Night Boats Board"),
        ("The role of the Night Boats Board will be widened.", "Night Boats Board"),
        ("Skippers are sent to the QAC.", "QAC"),
        ("We told the QRS working group.", "QRS working group"),
    ],
)
def test_what_says_nothing_of_a_body_does_not_explain_it(text: str, name: str) -> None:
    assert name in unexplained(text)


@pytest.mark.parametrize(
    "text",
    [
        "The role of the Night Boats Board is the mending of lamps.",
        "The Night Boats Board met every week.",
        "The Night Boats Board to mend lamps.",
    ],
)
def test_what_says_its_role_or_rhythm_does(text: str) -> None:
    assert "Night Boats Board" not in unexplained(text)
