"""A quote is verbatim when two other extractors have its words on that page, and not otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eval.contract import Citation
from eval.pages import pages_in
from eval.verbatim import check_quote, check_quotes


def quoted(quote: str, page: int | None = 1, document: str = "harrowby-2020") -> Citation:
    return Citation(number=1, document_id=document, page=page, quote=quote)


@pytest.mark.parametrize(
    "quote",
    [
        "Recorded burglaries fell from 1,389 to 1,104",
        "recorded  burglaries\nfell from 1389",
        "Anti-social\nbehaviour near the station",
        "stop reoffending",
        "• Burglary and theft\n• Anti-social behaviour",
        "from 1,389 to 1,104 -",
    ],
)
def test_words_that_stand_on_the_page_are_verbatim(quote: str, plans: Path) -> None:
    assert check_quote(quoted(quote), pages_in(plans)).both


@pytest.mark.parametrize(
    "citation",
    [
        quoted("Recorded burglaries fell from 1,389 to 1,105"),
        quoted("Recorded burglaries rose from 1,389 to 1,104"),
        quoted("burglaries fell to 1,104"),
        quoted("meets every quarter"),
        quoted("Recorded burglaries fell", page=2),
        quoted("Recorded burglaries fell", page=9),
        quoted("Recorded burglaries fell", document="millbrook-2021"),
        quoted("Recorded burglaries fell", document="nowhere"),
        quoted(" • "),
        quoted(""),
    ],
)
def test_words_that_do_not_are_not(citation: Citation, plans: Path) -> None:
    found = check_quote(citation, pages_in(plans))
    assert not found.pdfium and not found.pypdf
    assert found.problem


def test_a_list_of_citations_is_checked_one_by_one(plans: Path) -> None:
    found = check_quotes([quoted("three priorities"), quoted("four priorities")], pages_in(plans))
    assert [quote.both for quote in found] == [True, False]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.data())
def test_any_run_of_whole_lines_of_the_page_is_verbatim(plans: Path, data: st.DataObject) -> None:
    lines = pages_in(plans).text("harrowby-2020", 1).splitlines()
    start = data.draw(st.integers(0, len(lines) - 1))
    end = data.draw(st.integers(start + 1, len(lines)))
    assert check_quote(quoted("\n".join(lines[start:end])), pages_in(plans)).pdfium


def test_a_changed_digit_anywhere_is_seen(plans: Path) -> None:
    quote = "Recorded burglaries fell from 1,389 to 1,104, a fall of 20.5%."
    for position, character in enumerate(quote):
        if character.isdigit():
            changed = quote[:position] + str((int(character) + 1) % 10) + quote[position + 1 :]
            assert not check_quote(quoted(changed), pages_in(plans)).pdfium
