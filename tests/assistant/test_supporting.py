"""Whether a wording stands in what it rests on: no lie may, and most true wordings should."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.model.limits import load_limits
from assistant.supporting import FILE, LONGEST, Column, Evidence, Lack, lack_of, load_rules
from ingest.errors import BadInput

CASES = tomllib.loads(Path(__file__).with_name("wordings.toml").read_text(encoding="utf-8"))["case"]


def evidence_of_case(case: dict[str, object]) -> Evidence:
    columns = tuple(Column(*pair) for pair in case.get("columns", ()))  # type: ignore[attr-defined]
    around = "\n".join([str(case["about"]), *(column.header for column in columns)])
    return Evidence(str(case["words"]), str(case.get("lead", "")), around, columns)


LIES = [(case, lie) for case in CASES for lie in case["lies"]]
TRUE = [(case, wording) for case in CASES for wording in case["true"]]


@pytest.mark.parametrize(("case", "lie"), LIES, ids=[lie for _, lie in LIES])
def test_a_lie_does_not_stand(case: dict[str, object], lie: str) -> None:
    assert lack_of(lie, evidence_of_case(case)) is not None


def test_most_true_wordings_stand() -> None:
    """What is left is shown in the document's own words, so nothing true is lost by it."""
    stand = [wording for case, wording in TRUE if lack_of(wording, evidence_of_case(case)) is None]
    assert len(TRUE) >= 50
    assert len(stand) >= 0.75 * len(TRUE)


def test_the_share_was_set_where_no_lie_comes_through() -> None:
    """At the share in thresholds.toml none does; at a lower one some do, so that the measure can tell."""
    assert not [lie for case, lie in LIES if lack_of(lie, evidence_of_case(case), load_limits().support) is None]
    assert [lie for case, lie in LIES if lack_of(lie, evidence_of_case(case), 0.5) is None]


WHOLE = [case for case in CASES if "columns" not in case and "lead" not in case]


@pytest.mark.parametrize("case", WHOLE, ids=[str(case["words"])[:40] for case in WHOLE])
def test_the_words_themselves_stand(case: dict[str, object]) -> None:
    assert lack_of(str(case["words"]), evidence_of_case(case)) is None


# -- properties ----------------------------------------------------------------------------------------------------------

case_with_figure = st.sampled_from([case for case in WHOLE if re.search(r"\d", str(case["words"]))])
any_case = st.sampled_from(WHOLE)
SENTENCE = re.compile(r"[^\W\d_]{5,}")
OTHER_WORDS = ("penguin", "orchestra", "volcano", "harpsichord", "umbrella", "telescope")


@given(case=case_with_figure, figure=st.integers(1, 10**7), data=st.data())
def test_no_other_figure_stands(case: dict[str, object], figure: int, data: st.DataObject) -> None:
    words = str(case["words"])
    places = list(re.finditer(r"\d[\d,]*(?:\.\d+)?", words))
    assume(str(figure) not in re.findall(r"\d+", words.replace(",", "")))
    place = data.draw(st.sampled_from(places))
    assert lack_of(words[: place.start()] + str(figure) + words[place.end() :], evidence_of_case(case)) is not None


@given(case=any_case, word=st.sampled_from(OTHER_WORDS), data=st.data())
def test_no_word_of_its_own_stands(case: dict[str, object], word: str, data: st.DataObject) -> None:
    """Wherever it is put in, in the place of another word or beside it."""
    words = str(case["words"])
    place = data.draw(st.sampled_from(list(SENTENCE.finditer(words))))
    for told in (words[: place.start()] + word + words[place.end() :], words[: place.start()] + word + " " + words[place.start() :]):
        assert lack_of(told, evidence_of_case(case)) is not None


@given(case=any_case, name=st.sampled_from(["Netherwick", "Croydon", "Abernethy", "MOPAC"]), data=st.data())
def test_no_other_name_stands(case: dict[str, object], name: str, data: st.DataObject) -> None:
    words = str(case["words"])
    place = data.draw(st.sampled_from(list(SENTENCE.finditer(words))))
    assert lack_of(words[: place.start()] + name + " " + words[place.start() :], evidence_of_case(case)) is not None


@given(case=any_case, data=st.data())
def test_a_negation_is_neither_put_in_nor_taken_out(case: dict[str, object], data: st.DataObject) -> None:
    words = str(case["words"])
    space = data.draw(st.sampled_from([match.start() for match in re.finditer(" ", words)]))
    assert lack_of(f"{words[:space]} not{words[space:]}", evidence_of_case(case)) is not None
    denied = Evidence(f"{words[:space]} not{words[space:]}", around=str(case["about"]))
    assert lack_of(words, denied) is not None


@given(case=any_case, data=st.data())
def test_words_do_not_change_places(case: dict[str, object], data: st.DataObject) -> None:
    words = str(case["words"])
    places = [match for match in SENTENCE.finditer(words) if match[0].casefold() not in ("which", "there", "their", "under", "while")]
    first, second = sorted(data.draw(st.lists(st.sampled_from(places), min_size=2, max_size=2, unique=True)), key=lambda one: one.start())
    assume(first[0].casefold()[:4] != second[0].casefold()[:4])
    told = f"{words[: first.start()]}{second[0]}{words[first.end() : second.start()]}{first[0]}{words[second.end() :]}"
    assert lack_of(told, evidence_of_case(case)) is not None


@given(wording=st.text(max_size=120), words=st.text(max_size=120), lead=st.text(max_size=30), around=st.text(max_size=30))
def test_any_text_can_be_asked_about(wording: str, words: str, lead: str, around: str) -> None:
    assert lack_of(wording, Evidence(words, lead, around)) in {None, *Lack}


@given(case=any_case, share=st.floats(0, 1), data=st.data())
def test_a_higher_share_lets_no_more_through(case: dict[str, object], share: float, data: st.DataObject) -> None:
    wording = data.draw(st.sampled_from([*case["lies"], *case["true"]]))  # type: ignore[misc]
    if lack_of(wording, evidence_of_case(case), 1.0) is None:
        assert lack_of(wording, evidence_of_case(case), share) is None


# -- single rules --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "wording"),
    [
        ("The fund is worth £1,200,000 a year.", "The fund is worth £1.2 million a year."),
        ("The fund is worth £1.2m a year.", "The fund is worth £1,200,000 a year."),
        ("Volunteers stand in eleven villages.", "Volunteers stand in 11 villages."),
        ("Satisfaction is 24.2 per cent this year.", "Satisfaction is 24.2% this year."),
        ("The plan runs for 2017-20 in all wards.", "The plan runs for 2017-2020 in all wards."),
        ("The board's chair signs the budget.", "The board’s chair signs the budget."),
    ],
)
def test_one_thing_written_in_two_ways_is_one_thing(words: str, wording: str) -> None:
    assert lack_of(wording, Evidence(words)) is None


@pytest.mark.parametrize(
    "wording",
    [
        "See https://a.example for the board's budget.",
        "The board's budget is on www.a.example today.",
        "The board's budget: write to board@a.example now.",
        "The board's budget: ring 020 7946 0000 today.",
        "The [board](x)'s budget is signed.",
        "The <b>board</b>'s budget is signed.",
        "The **board**'s budget is signed.",
    ],
)
def test_no_address_and_no_markup_is_ever_a_wording(wording: str) -> None:
    """Not even where the document has it: its own words are inert, in a citation."""
    assert lack_of(wording, Evidence(wording)) is Lack.ACTIVE


@pytest.mark.parametrize("wording", ["", " ", "Yes.", "No.", "The plan.", "The plan says so.", "12", "x " * LONGEST])
def test_what_says_nothing_is_no_wording(wording: str) -> None:
    assert lack_of(wording, Evidence("The board's chair signs the budget of 12 plans.")) is not None


def test_words_that_go_on_elsewhere_are_only_quoted() -> None:
    words = "The council will pay for wardens in three parks"
    assert lack_of(words, Evidence(words)) is None
    assert lack_of(words, Evidence(words, cut=True)) is Lack.CUT


# -- the files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('keep = "all"', 'keep = "sometimes"', "keep"),
        ("[framing]", "[frame]", "framing"),
        ("\n[numbers]", "\n[numbers", "supporting.toml"),
        ("two = 2", 'two = "many"', "many"),
    ],
)
def test_rules_that_are_off_are_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    file = tmp_path / "supporting.toml"
    file.write_text(FILE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput, match=named):
        load_rules(file)


@pytest.mark.parametrize(("text", "named"), [("", "model"), ("[model]\nsupport = 2\nsilent = 0", "support is 2"), ("[model", "thresholds")])
def test_limits_that_are_off_are_named(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "thresholds.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=named):
        load_limits(file)
