"""Bodies and people: by their names, by where they stand, and once under their full names."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from tests.ingest.register.reading import names, of_kind

BODY = EntryKind.BODY


def test_people_with_a_title_and_those_who_sign() -> None:
    text = (
        "# Plan\n\nWe thank Chief Inspector Wilf Tarrant and Mrs Edna Pole.\n\n## Councillor Maud Ferrier\n\n"
        "Cabinet Member for Harbours, Dale Borough Council\n"
    )
    found = {one.name: one.fields for one in of_kind(text, BODY) if one.fields["role"] == "person"}
    assert set(found) == {"Chief Inspector Wilf Tarrant", "Mrs Edna Pole", "Councillor Maud Ferrier"}
    assert found["Councillor Maud Ferrier"]["does"].startswith("Cabinet Member for Harbours")


def test_those_who_represent_organisations_in_a_table_and_no_posts() -> None:
    text = (
        "# Plan\n\n| Organisation | Representative on the group |\n|---|---|\n| Dale Harbour Trust | Bridget Lowe |\n"
        "| Dale Constabulary | Group Manager Ian Copse |\n| Dale College | Designated Nurse |\n"
    )
    people = [one.name for one in of_kind(text, BODY) if one.fields["role"] == "person"]
    assert people == ["Bridget Lowe", "Group Manager Ian Copse"]


def test_members_that_a_list_names() -> None:
    text = "# Plan\n\n## Members of the Board\n\n- Dale Homes\n- Harbour Haven\n- Speech Therapist\n\n## Ideas\n\n- Warm Rooms\n"
    assert names(text, BODY) == ["Dale Homes", "Harbour Haven"]


def test_members_that_a_sentence_names() -> None:
    text = "# Plan\n\nThey are joined by Dale Homes, Harbour Voluntary Help and the seafarers' charity Lantern Row.\n"
    assert names(text, BODY) == ["Dale Homes", "Harbour Voluntary Help", "Lantern Row"]


def test_an_organisation_that_is_told_by_what_it_is() -> None:
    text = "# Plan\n\nTidewell, our specialist service, helped forty people. Quay Recovery, which runs the clinic, saw more.\n"
    assert names(text, BODY) == ["Tidewell", "Quay Recovery"]


def test_organisations_that_a_table_says_lead() -> None:
    text = (
        "# Plan\n\nThe Dale District Council (DDC) leads.\n\n| Action | Lead agency "
        "|\n|---|---|\n| Light the quay | Harbour Haven / DDC Street Scene |\n"
        "| Clear it | Lamps and Nets Group |\n| Watch it | Senior Lamp Engineer |\n"
    )
    assert names(text, BODY) == ["Dale District Council (DDC)", "Harbour Haven", "DDC Street Scene", "Lamps and Nets Group"]


def test_a_body_is_once_under_its_full_name() -> None:
    text = (
        "# Plan\n\nThe Dale County Council pays. We asked the County Council twice. "
        "NHS Dale Integrated Care Board helps; NHS Dale ICB pays.\n"
    )
    assert [(one.name, len(one.spans)) for one in of_kind(text, BODY)] == [
        ("Dale County Council", 2),
        ("NHS Dale Integrated Care Board", 2),
    ]


def test_a_name_that_two_end_with_stays_by_itself() -> None:
    text = "# Plan\n\nThe Upper County Council and the Lower County Council met. The meeting of the County Council was short.\n"
    assert "County Council" in names(text, BODY)


def test_a_panel_in_small_letters_and_the_cabinet() -> None:
    text = "# Plan\n\nWe ask the Storm panel for help. Reports go to the Council's Cabinet, and the Cabinet Member reads them.\n"
    found = {one.name: one.fields["role"] for one in of_kind(text, BODY)}
    assert (found["Storm panel"], found["Cabinet"]) == ("group", "board")


def test_an_office_and_who_holds_one() -> None:
    text = "# Plan\n\nThe Police and Crime Commissioner for Dale wrote. The Office of the Police and Crime Commissioner pays.\n"
    assert [(one.name, one.fields["role"]) for one in of_kind(text, BODY)] == [
        ("Police and Crime Commissioner for Dale", "person"),
        ("Office of the Police and Crime Commissioner", "organisation"),
    ]


def test_no_name_runs_on_over_a_the() -> None:
    text = "# Plan\n\nHaving read the Harbour Needs Review (HNR) the Partnership chose. Below the Board sit two groups.\n"
    assert names(text, BODY) == []


@pytest.mark.parametrize(
    "law",
    ["Boat Services and Well-being (Isles) Act 2014", "Harbour Police, Ropes and Courts Act 2022", "Lamp Authorities Regulations 2019"],
)
def test_what_goes_on_to_the_name_of_a_law_is_no_body(law: str) -> None:
    text = f"# Plan\n\nThe Quay Board meets in May. It must promote the well-being of owners under section 5 of the {law}.\n"
    assert names(text, EntryKind.BODY) == ["Quay Board"]


@pytest.mark.parametrize("name", ["Regional Distribution Centre", "District Centre", "Village Centre", "Local Centres", "Town Centre"])
def test_a_centre_that_is_a_kind_of_place_is_no_body(name: str) -> None:
    assert names(f"# Plan\n\nThe Harbour Office looks after the {name} by day.\n", EntryKind.BODY) == ["Harbour Office"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Head of Harbours, Karen Example, leads the guild.", "Karen Example"),
        ("It is led by the Director of Quays and Piers, Moe Example.", "Moe Example"),
        ("Our Chief Executive, Ann Example, opened it.", "Ann Example"),
        ("The panel is chaired by Pastor Lionel Example, who sails.", "Pastor Lionel Example"),
        ("We asked Imam Yusuf Example to help.", "Imam Yusuf Example"),
        ("The Head of Harbours, Lowmere Council, leads it.", ""),
    ],
)
def test_who_holds_a_post(text: str, name: str) -> None:
    people = [
        one.name for one in of_kind(f"# Plan\n\n{text}\n", EntryKind.BODY) if one.fields["role"] == "person" and "Example" in one.name
    ]
    assert people == ([name] if name else [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("HSB Harbour Safety Board for Lowmere and Dale.", "Harbour Safety Board for Lowmere and Dale"),
        ("HM Inspectorate of Harbours came in May.", "HM Inspectorate of Harbours"),
    ],
)
def test_names_that_begin_or_end_otherwise(text: str, name: str) -> None:
    assert names(f"# Plan\n\n{text}\n", EntryKind.BODY) == [name]


def test_what_a_post_is_of_is_no_body() -> None:
    assert "Children’s Services" not in names("# Plan\n\nAnn Example is the Director of Children’s Services in Lowmere.\n", EntryKind.BODY)
