"""The command briefing: a scrutiny pack as a file, made by the server that holds the index, or from the index itself."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest.errors import BadInput

if TYPE_CHECKING:
    from assistant.settings import AssistantSettings
    from ingest.settings import IngestSettings

Settings = Callable[[Path | None], "tuple[AssistantSettings, IngestSettings]"]
Asking = Callable[["AssistantSettings", "IngestSettings", Callable[[Any], Any]], Any]
FORMATS = {".docx": "docx", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}


def add_briefing(app: typer.Typer, settings_of: Settings, asked: Asking) -> None:
    """Given the command's app, how it gets its settings and how it asks whoever holds the index, add the command."""

    @app.command()
    def briefing(
        documents: Annotated[
            list[str], typer.Argument(metavar="ID…", help="Ids of up to ten documents; what changed is told of the first.")
        ],
        output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write: a .docx, .md or .html file.")],
        topic: Annotated[str, typer.Option("--topic", help="Set the documents side by side on this topic.")] = "",
        since: Annotated[
            str, typer.Option("--since", metavar="ID", help="Earlier document to tell what changed; else the one it follows.")
        ] = "",
        index: Annotated[
            Path | None, typer.Option("--index", metavar="DIR", help="Folder of the index; “index” where left out.", show_default=False)
        ] = None,
    ) -> None:
        """Write a scrutiny pack: what documents set out, what is missing, what does not add up, what changed, and questions to ask."""
        body = {"documents": documents, "topic": topic, "since": since, "format": format_of(output)}
        settings, index_settings = settings_of(index)
        content: bytes = asked(settings, index_settings, lambda source: source.briefing(body))
        _write(output, content)
        sys.stdout.write(f"The pack is in {output}.\n")


def format_of(output: Path) -> str:
    """Given the file a pack is to be written to, return its format. Raises BadInput for a suffix that is none of them."""
    found = FORMATS.get(output.suffix.lower())
    if found is None:
        raise BadInput(f"{output} does not end in .docx, .md or .html; name a file that does.")
    return found


def _write(output: Path, content: bytes) -> None:
    try:
        output.write_bytes(content)
    except OSError as error:
        raise BadInput(f"{output} cannot be written ({error.strerror}); name another file.") from error
