"""Answers: facts, wrong statements, length and reading age."""

from __future__ import annotations

from eval.contract import plain_text, read_answer
from eval.measures.answers import all_facts_found, answer_words, reading_age, wrong_statements
from eval.questions import Fact

FACTS = [Fact(any=["three", "3"]), Fact(any=["burglary"])]


def test_all_facts_falls_with_one_missing() -> None:
    assert all_facts_found("There are 3 priorities, burglary among them.", FACTS)
    assert not all_facts_found("There are 3 priorities.", FACTS)
    assert not all_facts_found("anything", [])


def test_a_wrong_statement_is_seen_and_a_right_one_is_not() -> None:
    assert wrong_statements("It fell to 402.", ["402", "377"]) == ("402",)
    assert wrong_statements("It fell to 1,402.", ["402", "377"]) == ()


def test_markdown_is_taken_off() -> None:
    listed = "## Aims\n\n1. **Burglary** and _theft_ [1] [12]\n- see [the plan](/documents/x)\n\n"
    markdown = listed + "| Year | Count |\n|---|---|\n| 2020 | 1,104 |"
    assert plain_text(markdown).split() == "Aims Burglary and theft see the plan Year Count 2020 1,104".split()
    assert plain_text("a snake_case_name, 5 * 3 and -4") == "a snake_case_name, 5 * 3 and -4"
    assert plain_text(r"Asylum status\*\*\* \[2\], 1\. \| and \_this\_") == "Asylum status*** [2], 1. | and _this_"


def test_length_counts_words() -> None:
    assert answer_words("Recorded burglaries fell by 20.5%.") == 5
    assert answer_words("") == 0


def test_reading_age_rises_with_long_words_and_sentences() -> None:
    easy = "The board meets four times a year. It looks at crime in the town. You can come and ask it things."
    hard = (
        "The partnership's statutory responsibilities notwithstanding, multidisciplinary collaboration necessitates considerable "
        "organisational reconfiguration across participating authorities throughout the implementation period."
    )
    low, high = reading_age(easy), reading_age(hard)
    assert low is not None and high is not None
    assert low < 12 < 18 < high


def test_reading_age_of_a_list_is_not_that_of_one_sentence() -> None:
    items = ["Burglary and theft in the town", "Noise at night near the station", "Helping people who were in prison"] * 4
    listed, run_on = reading_age("\n".join(items)), reading_age(" ".join(items))
    assert listed is not None and run_on is not None
    assert listed < run_on


def test_reading_age_of_a_few_words_is_not_told() -> None:
    assert reading_age("It fell by 20.5%.") is None


def test_an_answer_with_more_keys_than_we_know_is_read() -> None:
    citation = {"number": 1, "document_id": "a", "extra": {}}
    answer = read_answer({"status": "answered", "answer": "Yes [1].", "new": 1, "citations": [citation]})
    assert answer.plain == "Yes."
    assert answer.citations[0].page is None
