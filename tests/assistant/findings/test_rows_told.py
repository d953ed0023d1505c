"""What sentences say of the rows of a table by their names."""

from __future__ import annotations

import pytest

from assistant.findings.finding import FindingType as T
from assistant.findings.script import script_of
from assistant.findings.sums.rows_told import rows_told
from tests.assistant.findings.found import contradicted
from tests.assistant.findings.texts import ID, snapshot_of

TABLE = "| Ward | Burglaries 2025 |\n| --- | --- |\n| Mill | 74 |\n| Quay | 91 |\n| Old Town | 20 |\n| Total | 185 |"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The burglaries were worst in Mill ward (84).", True),
        ("Most burglaries were in Quay (91), Mill (47) and Old Town (20).", True),
        ("Mill ward has the most burglaries.", True),
        ("Old Town saw the highest number of burglaries.", True),
        ("Quay had the fewest burglaries in 2025.", True),
        ("The burglaries were worst in Quay ward (91).", False),
        ("Quay ward has the most burglaries.", False),
        ("Mill ward has the most fires.", False),
        ("Mill ward has the most burglaries per head.", False),
        ("In 2019 Mill ward had the most burglaries.", False),
        ("Mill ward has the second most burglaries.", False),
        ("Fires were worst in Mill ward (84).", False),
    ],
)
def test_rows_by_their_names(text: str, told: bool) -> None:
    found = contradicted(f"# Plan\n\n## Summary\n\n{text}\n\n## Data\n\n{TABLE}\n")
    assert any(one.type is T.SAME_QUANTITY for one in found) is told


WARDS = "| Ward | {heads} |\n| --- | --- |\n| Oakley | 74 |\n| Priory | 51 |\n| Quayside | 20 |\n"


@pytest.mark.parametrize(
    "text",
    [
        "Priory has the highest footfall, so burglaries there are seen.",
        "Priory has the most residents who fear burglary.",
        "Of burglaries at night, Priory has the most.",
        "Priory has the most burglaries at night.",
        "Priory has the most burglaries solved.",
        "Most burglaries last month were in Oakley (84).",
        "After burglary, Oakley (73) comes first for theft.",
        "Detected burglaries: Oakley (61), Priory (50).",
        "Burglaries rose most in Oakley (61).",
        "Burglaries in March: Oakley (61), Priory (50).",
    ],
)
def test_a_word_more_makes_another_thing_of_it(text: str) -> None:
    table = WARDS.format(heads="Burglaries")
    found = contradicted(f"# Plan\n\n## Summary\n\n{text}\n\n## Data\n\n{table}\n")
    assert not any(one.type is T.SAME_QUANTITY for one in found)


def test_an_undated_sentence_is_held_against_no_one_of_several_years() -> None:
    table = "| Ward | Burglaries 2024 | Burglaries 2025 |\n| --- | --- | --- |\n"
    table += "| Oakley | 74 | 40 |\n| Priory | 80 | 51 |\n| Quayside | 20 | 60 |"
    found = contradicted(f"# Plan\n\n## Summary\n\nOakley has the most burglaries.\n\n## Data\n\n{table}\n")
    assert not any(one.type is T.SAME_QUANTITY for one in found)


def test_many_rows_and_sentences_are_read_in_time() -> None:
    rows = "\n".join(f"| Ward{chr(65 + n % 26)}{chr(97 + n // 26)}x | {n + 10} |" for n in range(300))
    lines = "\n\n".join(f"Of burglaries we said word {n} here." for n in range(300))
    script = script_of(ID, snapshot_of(f"# Plan\n\n## A\n\n{lines}\n\n## B\n\n| Ward | Burglaries |\n| --- | --- |\n{rows}\n"))
    assert not list(rows_told(script))
