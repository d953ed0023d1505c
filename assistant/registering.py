"""The commands register and correct: what was read from a document, and officers' changes to it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest.errors import BadInput

if TYPE_CHECKING:
    from assistant.settings import AssistantSettings
    from ingest.settings import IngestSettings

Settings = Callable[[Path | None], "tuple[AssistantSettings, IngestSettings]"]
Asking = Callable[["AssistantSettings", "IngestSettings", Callable[[Any], Any]], Any]
Index = Annotated[
    Path | None, typer.Option("--index", metavar="DIR", help="Folder of the index; “index” where left out.", show_default=False)
]


class Kind(StrEnum):
    """What an entry is."""

    PRIORITY = "priority"
    DUTY = "duty"
    INDICATOR = "indicator"
    ACTION = "action"
    OUTCOME = "outcome"
    FIGURE = "figure"
    BODY = "body"
    TERM = "term"


def add_commands(app: typer.Typer, settings_of: Settings, asked: Asking) -> None:
    """Given the command's app, how it gets its settings and how it asks whoever holds the index, add the two commands."""

    @app.command()
    def register(
        document_id: Annotated[str, typer.Argument(metavar="ID", help="The document's id.")],
        kind: Annotated[Kind | None, typer.Option("--kind", help="Only entries of this kind.")] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print JSON as the HTTP interface has it.")] = False,
        as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, one line an entry.")] = False,
        index: Index = None,
    ) -> None:
        """Print what was read from a document: priorities, duties, indicators, actions, outcomes, figures, bodies, terms."""
        settings, index_settings = settings_of(index)
        found = asked(settings, index_settings, lambda source: source.register(document_id, kind.value if kind else None))
        sys.stdout.write(_json(found) if as_json else _csv(found, kind) if as_csv else _lines(found, document_id))

    @app.command()
    def correct(
        document_id: Annotated[str, typer.Argument(metavar="ID", help="The document's id.")],
        entry_id: Annotated[str, typer.Argument(metavar="ENTRY", help="The entry's id, as the register prints it.")],
        fields: Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="A field and its right value.")] = None,
        hide: Annotated[bool, typer.Option("--hide", help="Take the entry out of the register.")] = False,
        who: Annotated[str, typer.Option("--who", help="Your name or initials.")] = "command line",
        index: Index = None,
    ) -> None:
        """Correct or hide an entry of a register; the change is marked, and survives reading the document again."""
        body = {"change": "hide" if hide else "correct", "entry_id": entry_id, "fields": _pairs(fields or []), "who": who}
        _amend(settings_of, index, document_id, body)
        sys.stdout.write(f"{entry_id} is {'hidden' if hide else 'corrected'}.\n")


def _amend(settings_of: Settings, index: Path | None, document_id: str, body: dict[str, Any]) -> None:
    """Make a change: through the server that holds the index, or in the index itself."""
    from ingest.lock import holder_of

    settings, index_settings = settings_of(index)
    holder = holder_of(index_settings.index)
    if holder is not None and holder.address:
        from assistant.remote import Remote

        secret = settings.admin_key or settings.staff_key
        remote = Remote(holder.address, secret.get_secret_value() if secret else None)
        try:
            remote.amend(document_id, body)
        finally:
            remote.close()
        return
    _amend_here(index_settings, document_id, body)


def _amend_here(settings: IngestSettings, document_id: str, body: dict[str, Any]) -> None:
    from assistant.correcting import Wish, amendment_of
    from ingest.embed import Embedder
    from ingest.library import Library
    from ingest.pipeline import Writer
    from ingest.register.correction import Change

    if not settings.store_url and not settings.index.is_dir():
        raise BadInput(f"There is no index in {settings.index}; make one with “plan-assistant ingest FOLDER”.")
    with Writer.open(settings, lambda: Embedder.from_settings(settings), "correct") as writer, Library.open(settings) as library:
        wish = Wish(Change(body["change"]), body["who"], body["entry_id"], None, body["fields"])
        writer.amend(amendment_of(library.snapshot, document_id, wish))


def _pairs(settings: list[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals or not name.strip():
            raise BadInput(f"“{setting}” is no FIELD=VALUE; write for example --set target=25%.")
        pairs[name.strip()] = value
    return pairs


def _json(found: dict[str, Any]) -> str:
    import json

    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _csv(found: dict[str, Any], kind: Kind | None) -> str:
    from assistant.api.register import RegisterModel, register_to_csv
    from ingest.register import EntryKind

    return register_to_csv(RegisterModel.model_validate(found), EntryKind(kind.value) if kind else None)


def _lines(found: dict[str, Any], document_id: str) -> str:
    """A register for people: a line an entry, those that belong to one before them set in, and the count."""
    if not found["readable"]:
        return f"No structure was found in {document_id}, so its register is empty; its passages can still be asked about.\n"
    lines: list[str] = []
    for entry in found["entries"]:
        facts = "; ".join(f"{name}: {value}" for name, value in list(entry["fields"].items())[:6])
        mark = " [corrected]" if entry["corrected"] else ""
        inset = "    " if entry["belongs_to"] else ""
        lines.append(
            f"{inset}{entry['kind']} · {facts} · {entry['whose']} · page {entry['spans'][0]['page']}{mark}\n{inset}  {entry['id']}"
        )
    lines.append(f"{found['count']} entr{'y' if found['count'] == 1 else 'ies'}.")
    return "\n".join(lines) + "\n"
