"""Duties, actions, outcomes, bodies and terms; and a document in which there is nothing to find."""

from __future__ import annotations

from ingest.register import EntryKind
from tests.ingest.register.reading import names, of_kind, register


def test_a_duty_names_who_what_and_under_which_law() -> None:
    text = "# Plan\n\nUnder the Crime and Disorder Act 1998, section 6, the partnership is required to produce an annual strategy.\n"
    (duty,) = of_kind(text, EntryKind.DUTY)
    assert (duty.fields["law"], duty.fields["year"], duty.fields["how_often"]) == ("Crime and Disorder Act", "1998", "annual")
    assert duty.fields["what"] == "produce an annual strategy"


def test_duties_that_a_line_introduces() -> None:
    text = (
        "# Plan\n\nUnder the Crime and Disorder Act 1998 the partnership must annually:\n\n- prepare an assessment\n- consult the public\n"
    )
    assert names(text, EntryKind.DUTY) == ["prepare an assessment", "consult the public"]


def test_labelled_paragraphs_are_one_duty_a_section() -> None:
    text = (
        "# Note\n\n## Report\n\nWho. The authorities.\n\nWhat. They must report.\n\nHow often. When asked.\n\n"
        "Law. Crime and Disorder Act 1998, section 7.\n"
    )
    (duty,) = [entry for entry in of_kind(text, EntryKind.DUTY) if entry.fields.get("who") == "The authorities"]
    assert (duty.fields["what"], duty.fields["how_often"], duty.fields["year"]) == ("They must report", "When asked", "1998")


def test_actions_of_the_first_year_have_a_date() -> None:
    text = (
        "# Plan\n\n## First 12 months – what will we do?\n\n- Train forty champions\n- Open a hub\n\n"
        "## What will have changed?\n\n- People feel safer\n"
    )
    found = of_kind(text, EntryKind.ACTION)
    assert [entry.name for entry in found] == ["Train forty champions", "Open a hub"]
    assert {entry.fields["by_when"] for entry in found} == {"First 12 months"}
    assert names(text, EntryKind.OUTCOME) == ["People feel safer"]


def test_what_was_done_is_no_action() -> None:
    assert names("# Plan\n\nLast year the partnership successfully:\n\n- Launched a charter\n- Closed a house\n", EntryKind.ACTION) == []


def test_an_abbreviation_with_every_expansion() -> None:
    text = "# Plan\n\nThe Multi-Agency Risk Assessment Conference (MARAC) meets.\n\n## Glossary\n\nIOM – Integrated Offender Management\n"
    found = {entry.fields["short"]: entry.fields["expansion"] for entry in of_kind(text, EntryKind.TERM)}
    assert found == {"MARAC": "Multi-Agency Risk Assessment Conference", "IOM": "Integrated Offender Management"}


def test_a_body_is_one_entry_wherever_it_is_named() -> None:
    text = "# Plan\n\nThe Safer Bridgeton Board meets. The Safer Bridgeton Board reports to the Council Executive.\n"
    (board,) = [entry for entry in of_kind(text, EntryKind.BODY) if entry.name == "Safer Bridgeton Board"]
    assert (board.fields["role"], len(board.spans), board.fields["reports_to"]) == ("board", 2, "Council Executive")


def test_what_a_body_does_and_who_chairs_it() -> None:
    text = (
        "# Plan\n\n## Governance\n\nThe Safer Bridgeton Board is responsible for delivering this plan. "
        "The Safer Bridgeton Board is chaired by the Director of Housing.\n"
    )
    (board,) = [entry for entry in of_kind(text, EntryKind.BODY) if entry.name == "Safer Bridgeton Board"]
    assert board.fields["chair"] == "Director of Housing"
    assert "delivering this plan" in board.fields["does"]


def test_long_and_short_stand_together_in_the_words_of_a_term() -> None:
    text = (
        "# Plan\n\nCases go to the MARAC (Multi-Agency Risk Assessment Conference) each month, "
        "and to Child Sexual Exploitation (CSE) leads.\n"
    )
    found = {entry.fields["short"]: entry.words for entry in of_kind(text, EntryKind.TERM)}
    assert found == {"MARAC": "MARAC (Multi-Agency Risk Assessment Conference)", "CSE": "Child Sexual Exploitation (CSE)"}


def test_what_we_will_do_is_under_its_priority() -> None:
    text = (
        "# Plan\n\n## Priority 1: Safer streets\n\nWe will:\n\n- Light every underpass by March 2026\n- Train forty wardens\n\n"
        "## Priority 2: Safer homes\n\nWe will visit every shelter.\n"
    )
    parents = {entry.id: entry.name for entry in of_kind(text, EntryKind.PRIORITY)}
    found = of_kind(text, EntryKind.ACTION)
    assert [parents[entry.belongs_to or ""] for entry in found] == ["Safer streets", "Safer streets", "Safer homes"]
    assert found[0].fields["by_when"] == "by March 2026"


def test_a_document_without_structure_has_an_empty_register() -> None:
    assert register("Nothing but 12 words. The priorities are many, and the Safer Board meets.\n") == ()


def test_ids_and_positions_are_the_same_every_time() -> None:
    text = "# Plan\n\nWe have the following priorities:\n\n- Burglary\n- Parks\n\nThere were 12 cases and 12 cases.\n"
    assert register(text) == register(text)
    ids = [entry.id for entry in register(text)]
    assert len(ids) == len(set(ids))


def test_the_law_is_the_one_that_the_sentence_before_names() -> None:
    text = (
        "# Plan\n\nPart 4 of the Domestic Abuse Act 2021 applies. By section 57 the Council must assess the need for refuges. "
        "By section 58 it must appoint a board.\n\nSection 26 of the Counter-Terrorism and Security Act 2015 requires the police to have "
        "due regard to prevention. Section 36 of the same Act requires the Council to have a panel.\n"
    )
    found = [(entry.fields["law"], entry.fields["year"], entry.fields["section"]) for entry in of_kind(text, EntryKind.DUTY)]
    act, other = ("Domestic Abuse Act", "2021"), ("Counter-Terrorism and Security Act", "2015")
    assert found == [(*act, "section 57"), (*act, "section 58"), (*other, "Section 26"), (*other, "Section 36")]


def test_a_law_with_brackets_in_its_name_keeps_it_whole() -> None:
    text = "# Plan\n\nThe Local Plans (Making and Review of Strategies) Regulations 2007 require us to prepare an assessment each year.\n"
    (duty,) = of_kind(text, EntryKind.DUTY)
    assert (duty.fields["law"], duty.fields["who"]) == ("Local Plans (Making and Review of Strategies) Regulations", "us")


def test_what_must_be_done_once_more_belongs_to_the_duty_before() -> None:
    text = (
        "# Plan\n\nSection 19 of the Police and Justice Act 2006 requires the Council to have a committee. "
        "It must meet at least once a year.\n"
    )
    (duty,) = of_kind(text, EntryKind.DUTY)
    assert duty.words.endswith("once a year.")
    assert duty.fields["how_often"] == "once a year"


def test_what_must_be_done_without_a_law_is_no_duty() -> None:
    assert names("# Plan\n\nThe market opens at eight each day. Traders must clear their stalls by six.\n", EntryKind.DUTY) == []


def test_what_will_have_changed_by_a_date_is_an_outcome_and_what_we_will_do_is_none() -> None:
    text = (
        "# Plan\n\nBy 2029 fewer people will feel unsafe at night. By 2029 the Council will open two hubs.\n\nBy March 2027\n\n"
        "Victims will say that it was worth it.\n"
    )
    found = [(entry.name, entry.fields["by_when"]) for entry in of_kind(text, EntryKind.OUTCOME)]
    assert found == [("fewer people will feel unsafe at night", "2029"), ("Victims will say that it was worth it", "March 2027")]
