"""Duties of law: the law that a short name stands for, who is bound by it, and sentences that only name a law."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from tests.ingest.register.reading import names, of_kind

DUTY = EntryKind.DUTY


def test_a_law_is_named_by_its_year_and_as_the_same_act_after_that() -> None:
    text = (
        "# Plan\n\nThe Harbour Safety Act 1998 requires each authority to publish a "
        "plan. The Lamp Act 2006 requires the council to light every "
        "quay.\n\nUnder section 17 of the 1998 Act the council must have due regard "
        "to storms. Section 19 of the same Act places a duty on the "
        "authorities to share what they know.\n"
    )
    assert [(one.fields["law"], one.fields["year"]) for one in of_kind(text, DUTY)] == [
        ("Harbour Safety Act", "1998"),
        ("Lamp Act", "2006"),
        ("Harbour Safety Act", "1998"),
        ("Harbour Safety Act", "1998"),
    ]


def test_a_section_alone_is_of_the_law_that_its_paragraph_names() -> None:
    text = (
        "# Plan\n\n- Harbour Safety Act 1998 – section 6 requires the council to publish a plan. "
        "Section 7 places a duty on each authority to inspect its piers.\n"
    )
    assert [(one.fields["law"], one.fields["section"]) for one in of_kind(text, DUTY)] == [
        ("Harbour Safety Act", "section 6"),
        ("Harbour Safety Act", "Section 7"),
    ]


def test_what_a_law_made_someone_do_and_since_when() -> None:
    text = (
        "# Plan\n\nThe Harbour Safety Act 2022 added the Storm Duty. Since January "
        "2023 specified authorities have been required to warn every "
        "ship.\n\nSince 3 May 2024 the Lamp Act 2006 has required the council to light its quays.\n\n"
        "Part 4 of the Pier Act 2021 makes the county council responsible for repairs.\n"
    )
    found = {one.fields["what"]: one.fields for one in of_kind(text, DUTY)}
    assert set(found) == {"warn every ship", "light its quays", "responsible for repairs"}
    assert (found["warn every ship"]["law"], found["warn every ship"]["in_force"]) == ("Harbour Safety Act", "January 2023")
    assert (found["responsible for repairs"]["who"], found["responsible for repairs"]["section"]) == ("the county council", "Part 4")


def test_a_section_may_oblige_from_a_date() -> None:
    text = "# Plan\n\nFrom 30 April 2009 section 19 of the Lamp Act 2006 obliges every local authority to have a lamp committee.\n"
    (duty,) = of_kind(text, DUTY)
    assert (duty.name, duty.fields["who"]) == ("have a lamp committee", "every local authority")


def test_a_sentence_that_only_names_the_law_gives_way_to_the_one_that_says_what_must_be_done() -> None:
    text = (
        "# Plan\n\n## Legal duties\n\n- Harbour Safety Act 2022 – introduced the "
        "Storm Duty. From 31 May 2023 specified authorities must work "
        "together to warn ships.\n"
    )
    (duty,) = of_kind(text, DUTY)
    assert (duty.fields["what"], duty.fields["law"]) == ("work together to warn ships", "Harbour Safety Act")


def test_these_below_a_bare_law_are_what_it_requires() -> None:
    text = "# Plan\n\n- Harbour Safety (Storms) Regulations 2007\n  - these require the Partnership to prepare a storm plan every year\n"
    (duty,) = of_kind(text, DUTY)
    assert (duty.fields["law"], duty.fields["year"]) == ("Harbour Safety (Storms) Regulations", "2007")


def test_what_a_body_must_do_under_a_heading_that_speaks_of_the_law() -> None:
    text = (
        "# Plan\n\n## What the law asks of us\n\nThe partnership must also call a review when a ship is lost. "
        "Officers planning trips must keep a lamp. We must try harder in winter.\n"
    )
    assert names(text, DUTY) == ["call a review when a ship is lost"]
    assert names(text.replace("What the law asks of us", "Our year"), DUTY) == []


def test_what_will_be_done_as_a_law_requires() -> None:
    text = (
        "# Plan\n\nThe Overview Committee, sitting as the harbour committee, will examine our work at least once a year, "
        "as the Lamp Act 2006 requires.\n"
    )
    (one,) = of_kind(text, DUTY)
    assert (one.fields["who"], one.fields["law"], one.fields["year"]) == ("The Overview Committee", "Lamp Act", "2006")
    assert one.fields["what"] == "examine our work at least once a year"


def test_a_law_that_requires_a_thing() -> None:
    text = "# Plan\n\nThe Harbour, Quay and Lamp Act 2004 (section 9) requires a review where a sailor has died at a pier.\n"
    (one,) = of_kind(text, DUTY)
    assert one.fields["what"] == "a review where a sailor has died at a pier"


def test_what_a_council_requires_is_no_duty() -> None:
    assert not of_kind("# Plan\n\nThe wardens will walk the quay at night, as the Harbour Council requires.\n", DUTY)


@pytest.mark.parametrize(
    "joint",
    [
        "and section 19 requires it to",
        "and under section 19 it must",
        "while section 19 requires it to",
        "and section 19 also requires it to",
        "; and section 19 places a duty on it to",
    ],
)
def test_two_sections_in_one_sentence_are_two_duties(joint: str) -> None:
    joined = joint if joint.startswith(";") else f", {joint}"
    first = "Section 17 of the Harbour Safety Act 1998 requires each local authority to light its quays"
    found = of_kind(f"# Plan\n\n{first}{joined} publish a plan each year.\n", DUTY)
    assert [one.fields["what"] for one in found] == ["light its quays", "publish a plan each year"]
    assert [one.fields["section"].casefold() for one in found] == ["section 17", "section 19"]
    assert {(one.fields["law"], one.fields["who"]) for one in found} == {("Harbour Safety Act", "each local authority")}


def test_the_police_in_a_laws_name_are_bound_by_nothing() -> None:
    text = "# Plan\n\nSince January 2023 it has had to work with others, a duty in the Police, Boats and Quays Act 2022.\n"
    assert [one.fields.get("who", "") for one in of_kind(text, DUTY)] == [""]


@pytest.mark.parametrize(
    "paper",
    ["Community Safety Partnership Plan", "Partnership Strategy", "Council Delivery Plan", "police and crime plan", "Board Constitution"],
)
@pytest.mark.parametrize(
    "form", ["Before adopting the {paper}, the Council must consult the boatmen.", "Under the {paper} the Council must light quays."]
)
def test_who_is_bound_is_no_paper_of_somebodys(form: str, paper: str) -> None:
    text = f"# Plan\n\n## The law\n\nThe Quays Act 2006 says more. {form.format(paper=paper)}\n"
    assert [one.fields.get("who", "").casefold() for one in of_kind(text, DUTY) if "must" in one.words] == ["the council"]


def test_one_duty_told_twice_in_the_same_words_is_one() -> None:
    said = "The Harbour Board has a statutory duty to publish a plan that lights every quay."
    other = "The Harbour Board has a statutory duty to publish a list of every wreck."
    found = of_kind(f"# Plan\n\n## Summary\n\n{said}\n\n## The law\n\n{said} {other}\n", DUTY)
    assert [(one.words, len(one.spans)) for one in found] == [(said, 2), (other, 1)]


@pytest.mark.parametrize(
    ("text", "law", "section"),
    [
        (
            "Boat clubs come under the Quay Safety Duty (Harbours, Quays and Piers Act 2030) and must work with others to keep boats safe.",
            "Harbours, Quays and Piers Act",
            "",
        ),
        (
            "Skippers must report every wreck that they see (section 5B of the Wrecks and Salvage Act 2031).",
            "Wrecks and Salvage Act",
            "section 5B",
        ),
        ("Under the Harbours (Lights and Lamps) Act 2029 every harbour must light its quays.", "Harbours (Lights and Lamps) Act", ""),
    ],
)
def test_where_a_laws_name_begins(text: str, law: str, section: str) -> None:
    found = of_kind(f"# Plan\n\n## The law\n\n{text}\n", EntryKind.DUTY)
    assert [(one.fields["law"], one.fields.get("section", "")) for one in found] == [(law, section)]


def test_the_act_is_the_one_that_the_paragraph_above_names() -> None:
    text = (
        "# Plan\n\n## What the law asks\n\nPart 4 of the Harbours Act 2030 requires the Council to publish a plan each year.\n\n"
        "The Council must also appoint a harbour board under section 58 of the Act.\n"
    )
    found = of_kind(text, EntryKind.DUTY)
    assert [(one.fields["law"], one.fields["year"]) for one in found] == [("Harbours Act", "2030")] * 2


def test_a_section_that_obliges_behind_a_right_is_of_the_whole_sentence() -> None:
    text = "# Plan\n\nThe Harbours Act 2030 gives sailors the right to a review, and section 104 obliges us to carry one out.\n"
    (found,) = of_kind(text, EntryKind.DUTY)
    assert found.words.startswith("The Harbours Act 2030 gives")
    assert found.fields["what"] == "carry one out"
