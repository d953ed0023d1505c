"""What can go wrong between a question and its answer, beside `ingest.errors`.

PlanError (ingest.errors)
├── NotKnown                  a key that opens nothing (HTTP 401)
├── NotAllowed                somebody known asks for what is not theirs to do (HTTP 403)
├── NotThere                  nothing stands at this address (HTTP 404)
├── TooMany                   one visitor sends more than one visitor may (HTTP 429)
└── ServerUnavailable         the server that holds the index does not answer (exit 1)
"""

from __future__ import annotations

from ingest.errors import PlanError


class NotKnown(PlanError):
    """A credential was given that nobody holds."""

    status = 401
    exit_code = 2


class NotAllowed(PlanError):
    """The credential that was given, or none, does not reach so far."""

    status = 403
    exit_code = 2


class NotThere(PlanError):
    """Nothing stands at this address."""

    status = 404
    exit_code = 2


class TooMany(PlanError):
    """One visitor sends more than one visitor may. `retry_after` is in whole seconds."""

    status = 429
    exit_code = 2

    def __init__(self, sentence: str, retry_after: int) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class ServerUnavailable(PlanError):
    """The server that holds the index for writing does not answer as it should."""

    status = 503


class PortTaken(PlanError):
    """The server cannot listen where it was told to."""

    exit_code = 2
