"""What can go wrong before a question is asked.

PlanError                     says what is wrong, with the value, and what to do next
├── BadInput                  the caller's words or files are off (HTTP 422, exit 2)
│   ├── CatalogueError        catalogue.toml cannot be used as it stands
│   ├── UnreadableFile        a file is not what it says, damaged, locked or too large
│   └── UnknownDocument       no document has this id (HTTP 404)
├── WriterBusy                another process is writing to this index (HTTP 409)
├── IndexMismatch             the index was built with another model or an older layout (HTTP 500)
└── IndexUnavailable          the vector server, the store or the disk does not answer (HTTP 503)
"""

from __future__ import annotations


class PlanError(Exception):
    """Base of every error this software raises on purpose.

    The message is one sentence for a person: it names the value and the next step.
    `status` is the HTTP status that a route answers with; `exit_code` what a command ends with.
    """

    status = 500
    exit_code = 1


class BadInput(PlanError):
    """Something that was handed in cannot be used."""

    status = 422
    exit_code = 2


class CatalogueError(BadInput):
    """`catalogue.toml` cannot be used as it stands."""


class UnreadableFile(BadInput):
    """A file is not what its name says, or is damaged, locked, empty or too large."""


class UnknownDocument(BadInput):
    """No document that the caller may see has this id."""

    status = 404


class WriterBusy(PlanError):
    """Another process holds the index for writing."""

    status = 409
    exit_code = 2


class IndexMismatch(PlanError):
    """The index was built with another embedding model or by an older layout of the store."""

    exit_code = 2


class IndexUnavailable(PlanError):
    """The vector server, the store or the disk does not answer."""

    status = 503
