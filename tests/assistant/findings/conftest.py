"""The invented plans, for all tests of findings."""

from __future__ import annotations

from tests.assistant.thornmere import thornmere, thornmere_index  # noqa: F401  (fixtures: made once a session)
