"""The title on a first page: the line that names a plan or report, whole, and none where no line does."""

from __future__ import annotations

import pytest

from ingest.titles import title_on


@pytest.mark.parametrize(
    ("cover", "title"),
    [
        ("Northmoor Council\nSafer Northmoor Plan 2023 to 2026\nAgreed by Cabinet on 4 May 2023", "Safer Northmoor Plan 2023 to 2026"),
        ("The Northmoor Partnership\nCommunity Safety Strategy\n2024–2028\nForeword", "Community Safety Strategy 2024–2028"),
        ("A calmer Moor\nOur plan for 2025 to 2028\nNorthmoor Partnership", "A calmer Moor: our plan for 2025 to 2028"),
        ("Cabinet, 4 May 2023\nAgenda item 7\n8.3 Community Safety Plan 2023-26\nPurpose", "Community Safety Plan 2023-26"),
        ("Report to: Cabinet\nReport title:\t\tThe new Safer Northmoor Plan\t\nWards\tAll", "The new Safer Northmoor Plan"),
        ("Safer Northmoor Plan 2023\nReport to\tCabinet\nReport of\tA director\nAppendix\tDelivery plan 2023", "Safer Northmoor Plan 2023"),
        ("COMMUNITY SAFETY PARTNERSHIP PLAN 2017 - 2020\nThis plan sets out what we do.", "Community Safety Partnership Plan 2017 - 2020"),
        ("Strategic Assessment\nCommunity Safety Agreement 2023–2026", "Community Safety Agreement 2023–2026"),
    ],
)
def test_the_line_that_names_what_it_is(cover: str, title: str) -> None:
    assert title_on(cover) == title


@pytest.mark.parametrize(
    "cover",
    [
        "",
        "Northmoor Council\nFor people who live here",
        "This plan sets out what the partnership will do.\nIt is the strategy of all of us, and we will keep it.",
        "Ward\tBurglary plan\nHill\t12",
        "Report to: Cabinet\nDate:\nAppendices:\nDelivery plan 2024/25",
        "Prepared under the strategy of 2019\nContents",
    ],
)  # fmt: skip
def test_where_no_line_reads_like_a_title_there_is_none(cover: str) -> None:
    assert title_on(cover) is None
