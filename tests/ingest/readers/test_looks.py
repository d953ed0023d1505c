"""What blocks are: where a paragraph goes on over the end of a column."""

from __future__ import annotations

import pytest

from ingest.readers.looks import Leaf, looks_of
from tests.ingest.glyphs import draft_of


@pytest.mark.parametrize(("bold", "goes_on"), [(True, False), (False, True)])
def test_what_is_set_in_other_type_does_not_go_on_in_the_next_column(bold: bool, goes_on: bool) -> None:
    body = draft_of("Many words of the running text stand here, and more of them follow, so that it is plain what it looks like.", top=80.0)
    lead = draft_of("Lead: the group that meets on the quay each May and that", bold=bold, top=100.0)
    beside = draft_of("residents feel safe after dark", top=80.0)
    beside.column = 1
    assert looks_of([Leaf(1, 800.0, [body, lead, beside], [])])[0][2].continues is goes_on
