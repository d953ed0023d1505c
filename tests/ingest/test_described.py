"""What a document says of itself where its catalogue does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest.described import described, periods_in
from ingest.documents import Document, Period, Source
from ingest.embed import Embedder
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import IngestSettings

SAID = "Marlbury is safe. People in Marlbury said so. Write to desk@marlbury.gov.uk or see marlbury.gov.uk/safe. Marlbury has a plan."


def told(title: str, text: str = SAID, *others: str, source: Source = Source.PUBLISHED) -> Document:
    documents = [(Document("one", title, Path("one.md"), source=source), [text])]
    documents += [(Document(f"other-{place}", "Other", Path("o.md")), [other]) for place, other in enumerate(others)]
    return described(documents)[0]


@pytest.mark.parametrize(
    ("title", "text", "area"),
    [
        ("Safer Marlbury Plan", SAID, "Marlbury"),
        ("marlbury-2025", SAID, "Marlbury"),
        ("Our plan for Ashen Vale", "Ashen Vale grows. In Ashen Vale we meet. Ashen Vale is green.", "Ashen Vale"),
        ("Isle and Marlbury Plan", SAID, "Marlbury"),
        ("A safer place", "Marlbury Council met. Marlbury Borough Council paid. Marlbury Council and Westow Council agreed.", "Marlbury"),
        (
            "A safer place",
            "Marlbury Council met Westow Council. Marlbury Council and Westow Council agreed. Westow Council and Marlbury Council.",
            None,
        ),
        ("A safer place", "The Research Council met. Research shows it. The Research Council paid. The Research Council: research.", None),
        ("Community Safety Partnership Plan", "The Partnership and the Plan. The Partnership's Plan. The Partnership, the Plan.", None),
        ("ASB in Marlbury", "ASB, ASB, ASB and more ASB.", None),
        ("Our plan", "The Marlbury Safer Communities Partnership. " * 3, "Marlbury"),
        ("Marlbury Community Safety Partnership: delivery plan", "What Marlbury does.", "Marlbury"),
        ("Safer Marlbury Bay", "Marlbury Bay grows. In Marlbury Bay we meet. Marlbury Bay is green. Marlbury General.", "Marlbury Bay"),
        ("Safer Marlbury", "Marlbury Council. Marlbury Council grows. Marlbury Council meets.", "Marlbury"),
        ("Asbs strategy", "ASBS, ASBS, ASBS and more ASBS.", None),
        ("Green plan", "Green is good. Green lanes. Green lights. The park is green.", None),
    ],
)
def test_the_area_is_the_name_that_it_goes_by(title: str, text: str, area: str | None) -> None:
    assert told(title, text).area == area


def test_a_word_that_another_document_writes_small_is_no_name() -> None:
    prevent = "Channel and Prevail. Prevail works. Prevail lasts."
    assert told("Prevail Strategy", prevent).area == "Prevail"
    assert told("Prevail Strategy", prevent, "Some views prevail.").area is None


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Marlbury Plan 2025 to 2028", (date(2025, 1, 1), date(2028, 12, 31))),
        ("Marlbury Plan 2024/25", (date(2024, 4, 1), date(2025, 3, 31))),
        ("Marlbury Strategy 2021–24", (date(2021, 1, 1), date(2024, 12, 31))),
        ("Report on the Marlbury Plan 2021-2024", None),
        ("Marlbury Plan 2018-2021, followed by 2022-2025", None),
        ("Marlbury Plan 2028-2025", None),
        ("Marlbury Plan 2025", None),
        ("Marlbury Plan", None),
    ],
)
def test_the_period_is_the_one_that_a_plans_title_names(title: str, period: tuple[date, date] | None) -> None:
    found = told(title).period
    assert (found and (found.start, found.end)) == period


def test_what_the_catalogue_says_counts() -> None:
    period = Period(date(2020, 1, 1), date(2020, 12, 31), "2020")
    given = Document("one", "Marlbury Plan 2025-2028", Path("one.md"), area="Westow", period=period)
    assert described([(given, [SAID])]) == [given]
    assert told("Marlbury Plan 2025-2028", source=Source.NOTE).area is None


def test_plans_put_into_a_folder_without_a_catalogue_are_known_by_their_areas(tmp_path: Path, embedder: Embedder) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name in ("Marlbury", "Westow"):
        text = f"# {name} Community Safety Plan 2025-2028\n\n{name} is safe. {name} has parks. Wardens walk in {name}.\n"
        (folder / f"{name.casefold()}.md").write_text(text, encoding="utf-8")
    settings = IngestSettings(index=tmp_path / "index")
    assert not ingest([folder], settings, lambda: embedder).failed
    again = ingest([folder], settings, lambda: embedder)
    assert {outcome.ending.value for outcome in again.outcomes} == {"unchanged"}
    with Library.open(settings) as library:
        assert {name: shelf.document.area for name, shelf in library.snapshot.shelves.items()} == {
            "marlbury": "Marlbury",
            "westow": "Westow",
        }


def test_a_document_called_by_its_files_name_is_called_by_its_cover() -> None:
    text = "Northmoor Council leads. Northmoor Council pays. Burglary in Northmoor fell, and Northmoor Council says so."
    plain = Document("csp-v3", "Csp final v3", Path("csp-final-v3.pdf"))
    (found,) = described([(plain, [text])], {plain.id: "Northmoor Council\nCommunity Safety Plan 2023 to 2026\nContents"})
    assert (found.title, found.area) == ("Community Safety Plan 2023 to 2026", "Northmoor")
    assert found.period is not None and found.period.covers(2025)
    assert described([(plain, [text])])[0].title == plain.title


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("Marlbury Plan 2025–2028", [(2025, 2028)]),
        ("2025 to 28", [(2025, 2028)]),
        ("Plan 2024/25 to 2026/27", [(2024, 2027)]),
        ("from 2019-22 to 2025-28", [(2019, 2022), (2025, 2028)]),
        ("2028-2025 and 2025", []),
        ("2019-2022, replaced by 2024/25 to 2026/27", [(2019, 2022), (2024, 2027)]),
    ],
)
def test_the_ranges_of_years_in_a_line(line: str, years: list[tuple[int, int]]) -> None:
    assert [(one.start.year, one.end.year) for one in periods_in(line)] == years
