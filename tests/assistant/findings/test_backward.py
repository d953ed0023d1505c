"""Names that are said to stand above or below: told where one of their words stands nowhere there."""

from __future__ import annotations

import pytest

from assistant.findings.references import references
from tests.assistant.findings.texts import ID, snapshot_of


def named(text: str) -> list[str]:
    found = references(ID, snapshot_of(f"# Plan\n\n## The quay\n\n{text}\n", area="Norwick"))
    return [one.values["reference"] for one in found if "named" in one.says or "spoken of" in one.says]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Boats are marked by the Lamp Unit (mentioned above).", "“Lamp Unit”"),
        ("Boats are marked by Norwick LUX (mentioned above).", "“Norwick LUX”"),
        ("Lamps under xylophones are lit. Boats are marked by the LUX (mentioned above).", "“LUX”"),
        ("The Lamp Unit, as described earlier, marks boats.", "“Lamp Unit”"),
        ("The Lamp Unit referred to previously marks boats.", "“Lamp Unit”"),
        ("The Lamp Unit (as explained in the previous section) marks boats.", "“Lamp Unit”"),
        ("The Lamp Unit (see above) marks boats.", "“Lamp Unit”"),
        ("The Lamp Unit (already introduced above) marks boats.", "“Lamp Unit”"),
        ("All boats are marked by the aforementioned Lamp Unit.", "“Lamp Unit”"),
        ("All boats are marked by the above-mentioned Lamp Unit.", "“Lamp Unit”"),
        ("The Lamp Unit (described below) marks boats.", "“Lamp Unit”"),
        ("The Lamp Unit, discussed in the next chapter, marks boats.", "“Lamp Unit”"),
    ],
)
def test_what_nothing_names_there_is_told(text: str, name: str) -> None:
    assert named(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The Lamp Unit burns oil. Boats are marked by the Lamp Unit (mentioned above).",
        "The unit that lights each lamp is old. The Lamp Unit (mentioned above) marks boats.",
        "The Lamp Unit (LUX) burns oil. Boats are marked by the LUX (see above).",
        "The Lamp Unit (described below) marks boats. The Lamp Unit is old.",
        "We have described above how boats are marked.",
        "Table 2 (see above) lists boats.",
        "Boats, as mentioned above, are marked.",
        "The Lamp Unit above the lock marks boats.",
        "The Mooring Chart (see below) shows the groups.",
        "The Quay Structure, set out below, shows the groups.",
        "The Tide Wheel (see above) shows the groups.",
        "The Ferry Risk Matrix, described in the next section, weighs them.",
        "The Ferry and Lock Keeper lights lamps. The FLK (mentioned above) is old.",
    ],
)
def test_what_is_named_there_and_what_is_no_name_is_not(text: str) -> None:
    assert named(f"Boats are old.\n\n{text}") == []
