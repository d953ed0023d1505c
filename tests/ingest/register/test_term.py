"""Terms: abbreviations and what they stand for, the entries of glossaries, and words that a sentence explains on its way."""

from __future__ import annotations

import pytest

from ingest.register import EntryKind
from ingest.register.abbreviation import expansion_start, explained, fits, singular
from tests.ingest.register.reading import names, of_kind


def told(text: str) -> list[tuple[str, str, str]]:
    """The terms of a document: short form, expansion, definition."""
    return [
        (one.fields["short"], one.fields.get("expansion", ""), one.fields.get("definition", "")) for one in of_kind(text, EntryKind.TERM)
    ]


@pytest.mark.parametrize(
    ("short", "name"),
    [("DAAT", "Drug and Alcohol Action Team"), ("DfT", "Department for Transport"), ("QTPs", "Quay Tidy Partners")],
)
def test_a_small_word_may_have_a_letter_of_its_own_or_none(short: str, name: str) -> None:
    assert fits(short, name.split())


def test_one_word_in_the_middle_may_have_no_letter() -> None:
    before = "The Upper Dale Harbour Safety Board "
    assert before[expansion_start(before, "UHSB") or 0 :].strip() == "Upper Dale Harbour Safety Board"


def test_what_stands_beside_an_abbreviation_is_its_name_and_then_its_meaning() -> None:
    expected = {"expansion": "Quay Tidy Order", "definition": "rules for a quay"}
    assert explained("QTO", "Quay Tidy Order: rules for a quay.") == expected
    assert explained("QTO", "Quay Tidy Order – rules for a quay") == expected
    assert explained("Lugger", "A boat with two masts.") == {"definition": "A boat with two masts"}


def test_several_of_a_thing_are_called_by_one() -> None:
    assert singular("QTOs", "Quay Tidy Orders") == ("QTO", "Quay Tidy Order")
    assert singular("PAs", "Port Authorities") == ("PA", "Port Authority")
    assert singular("CCTV", "closed circuit cameras") == ("CCTV", "closed circuit cameras")


def test_several_in_the_text_and_one_in_the_glossary_are_one_term() -> None:
    text = "# Plan\n\nWe made two Quay Tidy Orders (QTOs).\n\n## Glossary\n\nQTO: Quay Tidy Order\n"
    (term,) = of_kind(text, EntryKind.TERM)
    assert (term.fields["short"], term.fields["expansion"], len(term.spans)) == ("QTO", "Quay Tidy Order", 2)


def test_terms_above_what_they_mean() -> None:
    text = (
        "# Plan\n\n## Words we use\n\nLugger\n\nA boat with two masts and square sails.\n\nQTO\n\nQuay Tidy Order\n\n"
        "Naming day\n\nThe day on which a boat is given its name by the harbour.\n"
    )
    assert [short for short, _, _ in told(text)] == ["Lugger", "QTO", "Naming day"]
    assert told(text)[1] == ("QTO", "Quay Tidy Order", "")


def test_a_run_of_terms_apart_from_their_meanings_is_left() -> None:
    text = (
        "# Plan\n\n## Words we use\n\nLugger\n\nNaming day\n\nA boat with two masts "
        "and square sails.\n\nThe day on which a boat is named.\n"
    )
    assert told(text) == []


def test_lines_of_a_glossary_give_a_name_in_small_letters_and_no_colon() -> None:
    text = "# Plan\n\n## Words we have used\n\nFGL: fog at ground level\n\nQTO Quay Tidy Order: rules for a quay that the port makes\n"
    assert told(text) == [("FGL", "fog at ground level", ""), ("QTO", "Quay Tidy Order", "rules for a quay that the port makes")]


def test_an_entry_that_is_set_as_a_heading_does_not_end_the_glossary() -> None:
    text = (
        "# Plan\n\n## Glossary\n\nPTG - Port Tasking Group QTO - Quay Tidy Order\n\n## HSB - Harbour Safety Board\n\n"
        "LKF – Lamp Keepers Forum NDC -Naming Day Committee\n\n## What comes next\n\nABC - always be careful XYZ - never mind that\n"
    )
    assert {short for short, _, _ in told(text)} == {"PTG", "QTO", "HSB", "LKF", "NDC"}


def test_words_that_a_sentence_explains_on_its_way() -> None:
    text = (
        "# Plan\n\nThe port unites those bodies which by law must keep a lamp, known "
        "as the “lamp keepers”. We use the wardens' meaning of a "
        "storm event, that is, any wind which lifts a net. TBC = to be confirmed.\n"
    )
    assert [(short, expansion) for short, expansion, _ in told(text)] == [
        ("lamp keepers", ""),
        ("storm event", ""),
        ("TBC", "to be confirmed"),
    ]


def test_what_follows_from_something_or_what_a_colour_shows_is_no_definition() -> None:
    text = "# Plan\n\nA dash means that there is no target. Green means on course for the port. More fog means that fewer boats sail.\n"
    assert told(text) == []


def test_terms_that_are_headings_each_with_its_meaning_below() -> None:
    text = (
        "# Plan\n\n## Words we use\n\n### Lugger\n\nA boat with two masts and square sails.\n\n"
        "### Naming day\n\nThe day on which a boat is given its name by the harbour.\n"
    )
    assert [(short, meaning[:12]) for short, _, meaning in told(text)] == [("Lugger", "A boat with "), ("Naming day", "The day on w")]


def test_headings_of_columns_that_were_read_across_explain_nothing() -> None:
    text = (
        "# Plan\n\n## Words we use\n\n### Lugger\n\n### Naming day\n\nA boat with two masts and square sails.\n\n"
        "The day on which a boat is given its name by the harbour.\n"
    )
    assert told(text) == []


def test_that_is_to_say_explains_what_a_sentence_begins_with() -> None:
    text = "# Plan\n\nThe quay is busy. Lugger days, that is to say the days on which old boats come in, are held in June.\n"
    assert told(text) == [("Lugger days", "", "the days on which old boats come in")]


@pytest.mark.parametrize(
    "meaning", ["A place where much crime happens", "When a gang takes a home", "People who see it happen", "Any act that harms"]
)
def test_a_meaning_without_a_stop_one_line_below_its_term(meaning: str) -> None:
    found = of_kind(f"# Plan\n\n## Glossary\n\nHot spot\n\n{meaning}\n\nKerb watch\n\n{meaning}\n", EntryKind.TERM)
    assert [(one.fields["short"], one.fields["definition"]) for one in found] == [("Hot spot", meaning), ("Kerb watch", meaning)]


@pytest.mark.parametrize(
    ("said", "short"),
    [
        ("By calm lanes we mean lanes where nobody has to hurry at night.", "calm lanes"),
        ("When we say Boats First we mean asking what a boat needs before all else.", "Boats First"),
        ("Where this plan speaks of “early help”, it means help before anything has gone wrong.", "early help"),
        ("When we talk about wrecks we mean boats that nobody has claimed in a year.", "wrecks"),
        ("Last year, by wreckers we meant much, but by “safe quay” we mean a quay with lamps and ropes.", "safe quay"),
        ("We use the term drift to mean a boat that has no one aboard.", "drift"),
        ("We use harm to mean whatever makes a person worse off.", "harm"),
        ("We define a neighbourly street as one where people know each other's names.", "neighbourly street"),
        ("We understand prevention as work that is done before harm comes about.", "prevention"),
        ("What we mean by lasting peace is a year without a single call.", "lasting peace"),
    ],
)
def test_what_a_plan_says_it_means_by_a_word(said: str, short: str) -> None:
    (found,) = of_kind(f"# Plan\n\n## Our approach\n\n{said}\n", EntryKind.TERM)
    assert found.fields["short"] == short and len(found.fields["definition"].split()) > 4


@pytest.mark.parametrize(
    "said",
    [
        "By this we mean that nobody has to hurry.",
        "By May we will have met four times.",
        "When we say it we mean it every time.",
        "We use boats to carry sand and we define success in section 4.",
        "They did what they were told by those who mean well and work hard.",
    ],
)
def test_what_is_meant_of_nothing_named_is_no_term(said: str) -> None:
    assert of_kind(f"# Plan\n\n## Our approach\n\n{said}\n", EntryKind.TERM) == []


def test_an_abbreviation_that_is_spelt_out_and_explained_is_one_term() -> None:
    rows = "| WRB | A meeting of all who mend boats. |\n|---|---|\n| Quay | Where boats lie at night. |\n"
    text = f"# Plan\n\nThe Wrecks and Ropes Board (WRB) meets.\n\n## Terms\n\n{rows}"
    found = {one.fields["short"]: one for one in of_kind(text, EntryKind.TERM)}
    assert set(found) == {"WRB", "Quay"}
    assert (found["WRB"].fields["expansion"], len(found["WRB"].spans)) == ("Wrecks and Ropes Board", 2)


def test_by_words_with_letters_behind_them() -> None:
    (found,) = of_kind("# Plan\n\nBy wrecks and ropes (WAR) we mean all that is lost or kept at sea.\n", EntryKind.TERM)
    assert (found.fields["short"], found.fields["expansion"]) == ("WAR", "wrecks and ropes")


@pytest.mark.parametrize("title", ["Terms", "Annex A: Terms", "Appendix 2 – Terms and meanings", "Our terms", "Useful words", "Glossary"])
def test_headings_of_glossaries(title: str) -> None:
    rows = "| Quay | Where boats lie at night. |\n|---|---|\n| Wreck | A boat that nobody has claimed. |\n"
    assert names(f"# Plan\n\n## {title}\n\n{rows}", EntryKind.TERM) == ["Quay", "Wreck"]


@pytest.mark.parametrize("title", ["Terms of reference", "Terms of office", "Words from the chair"])
def test_headings_that_only_sound_like_glossaries(title: str) -> None:
    rows = "| Quay | Where boats lie at night. |\n|---|---|\n| Wreck | A boat that nobody has claimed. |\n"
    assert names(f"# Plan\n\n## {title}\n\n{rows}", EntryKind.TERM) == []


def test_terms_that_only_the_type_parts_from_what_they_mean() -> None:
    text = (
        "# Plan\n\n## Words and abbreviations\n\n**WR7** a way to tell wrecks apart.\n\n**HB** Harbour Board.\n\n"
        "**Out-of-port mooring** a mooring, such as a buoy, given without a fee. "
        "**Salvage order** an order under which a finder keeps a part.\n\n"
        "**Turnabout** a course for skippers, paid for by the guild.\n"
    )
    found = {one.fields["short"]: one.fields.get("definition", "") for one in of_kind(text, EntryKind.TERM)}
    assert found == {
        "WR7": "a way to tell wrecks apart",
        "HB": "",
        "Out-of-port mooring": "a mooring, such as a buoy, given without a fee",
        "Salvage order": "an order under which a finder keeps a part",
        "Turnabout": "a course for skippers, paid for by the guild",
    }


def test_prose_in_a_glossary_is_no_row_of_terms() -> None:
    text = "# Plan\n\n## Glossary\n\nMost words are plain. Boats the guild owns are listed. "
    text += "Ask a warden for more. We keep a list at the quay.\n"
    assert of_kind(text, EntryKind.TERM) == []


def test_what_an_abbreviation_in_a_heading_spells_is_no_term_of_its_own() -> None:
    text = (
        "# Plan\n\n## Words we use\n\n### HVA\n\nHarbour Volunteer Adviser: a helper who meets boats at night\n\n"
        "### SLB\n\nSea Lanes Board\n"
    )
    found = [(one.fields["short"], one.fields["expansion"]) for one in of_kind(text, EntryKind.TERM)]
    assert found == [("HVA", "Harbour Volunteer Adviser"), ("SLB", "Sea Lanes Board")]


def test_what_a_word_is_below_what_we_mean() -> None:
    text = (
        "# Plan\n\n## What we mean\n\nRough and heavy seas (RHS) means waves that break over the quay.\n\n"
        "Slow drift is a movement of boats that nobody notices. Its chair is the harbour master.\n"
    )
    found = {one.fields["short"]: one.fields.get("definition") for one in of_kind(text, EntryKind.TERM)}
    assert found == {"RHS": "waves that break over the quay", "Slow drift": "a movement of boats that nobody notices"}
    assert of_kind(text.replace("What we mean", "The sea"), EntryKind.TERM)[-1].fields["short"] == "RHS"
