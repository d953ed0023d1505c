"""The command plan-assistant: ingest, serve, ask, documents, rebuild, remove.

Whatever takes long to import is imported by the command that needs it, so that help and refusals come at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.exceptions import TyperException

from assistant.briefing.command import add_briefing
from assistant.registering import add_commands
from ingest.errors import BadInput, PlanError

if TYPE_CHECKING:
    from assistant.settings import AssistantSettings
    from ingest.embed import Embedder
    from ingest.settings import IngestSettings

INTERRUPTED = 130

app = typer.Typer(
    name="plan-assistant",
    help="Ask a council's published plans a question; get the answer, and for every claim the words, page and section it rests on.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Index = Annotated[
    Path | None, typer.Option("--index", metavar="DIR", help="Folder of the index; “index” where left out.", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON as the HTTP interface has it.")]


class Reader(StrEnum):
    """For whom an answer is worded."""

    OFFICER = "officer"
    COUNCILLOR = "councillor"
    RESIDENT = "resident"


@app.command()
def ingest(paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Folders and files to read.")], index: Index = None) -> None:
    """Read documents into the index; what did not change is not read again."""
    from assistant.terminal import Ingesting

    _, settings = _settings(index)
    _refuse_if_held(settings)
    from ingest.pipeline import ingest as run

    telling = Ingesting()
    try:
        report = run(paths, settings, _loader(settings), telling.progress)
    finally:
        telling.close()
    telling.report(report)
    if report.failed:
        raise typer.Exit(BadInput.exit_code)


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; where it is taken, the next free one. 0 takes any.")] = 8000,
    host: Annotated[str, typer.Option(help="Address to listen at; 0.0.0.0 for every one of this machine.")] = "127.0.0.1",
    index: Index = None,
    paths: Annotated[list[Path] | None, typer.Option("--ingest", metavar="PATH", help="Read this folder or file first.")] = None,
) -> None:
    """Answer over HTTP. If this index is served already, print where and end."""
    settings, index_settings = _settings(index)
    from ingest.lock import holder_of

    holder = holder_of(index_settings.index)
    if holder is not None and holder.address:
        _say(f"This index is already served at {holder.address}")
        return
    from assistant.serving import address_of, free_port

    listener = free_port(host, port)
    taken = listener.getsockname()[1]
    if port and taken != port:
        _say(f"Port {port} is taken; using {taken}.")
    with listener:
        _serve(settings, index_settings, paths or [], listener, address_of(listener))


def _serve(settings: AssistantSettings, index: IngestSettings, paths: Sequence[Path], listener: Any, address: str) -> None:
    """Given a listening socket, get ready and serve until a signal ends it."""
    from assistant.api.app import create_app, write_logs
    from assistant.serving import Service, run
    from assistant.terminal import Ingesting
    from ingest.earlier import set_aside

    write_logs()
    if paths and (kept := set_aside(index)):
        _say(
            f"The index in {index.index} was made by an earlier version; it is kept in {kept}, and the documents are read anew. "
            f"What was uploaded since lies in {kept / 'files'}; upload it again."
        )
    with Service.open(settings, index, paths, Ingesting()) as service:
        service.warm()

        def started() -> None:
            service.announce(address)
            count = len(service.snapshot().shelves)
            _say(f"Plan Assistant answers from {count} document{'' if count == 1 else 's'} at {address}")

        run(create_app(service, index), listener, started)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="What you want to know.")],
    documents: Annotated[
        list[str] | None, typer.Option("--document", metavar="ID", help="Answer from this document only; can be given again.")
    ] = None,
    audience: Annotated[Reader, typer.Option(help="For whom the answer is worded.")] = Reader.RESIDENT,
    as_json: Json = False,
    index: Index = None,
) -> None:
    """Answer one question, with numbered sources."""
    body: dict[str, Any] = {"message": question, "documents": documents or None, "audience": audience.value, "store": False}
    settings, index_settings = _settings(index)
    answer = _asked(settings, index_settings, lambda source: source.chat(body))
    if as_json:
        _print_json(answer)
        return
    from assistant.terminal import print_answer

    print_answer(answer)


@app.command()
def documents(as_json: Json = False, index: Index = None) -> None:
    """List the documents that can be asked about."""
    settings, index_settings = _settings(index)
    found = _asked(settings, index_settings, lambda source: source.documents())
    if as_json:
        _print_json({"documents": found})
        return
    from assistant.terminal import print_documents

    print_documents(found)


@app.command()
def rebuild(index: Index = None) -> None:
    """Make vectors and word index anew from the store."""
    from assistant.terminal import Ingesting

    _, settings = _settings(index)
    _refuse_if_held(settings)
    from ingest.pipeline import Writer

    telling = Ingesting()
    try:
        with Writer.open(_existing(settings), _loader(settings), "rebuild") as writer:
            writer.rebuild(telling.progress)
    finally:
        telling.close()
    _say("Vectors and word index are made anew.")


@app.command()
def remove(document_id: Annotated[str, typer.Argument(metavar="ID", help="The document's id.")], index: Index = None) -> None:
    """Remove a document and everything that was read from it."""
    _, settings = _settings(index)
    _refuse_if_held(settings)
    from ingest.pipeline import Writer

    with Writer.open(_existing(settings), _loader(settings), "remove") as writer:
        writer.remove(document_id)
    _say(f"{document_id} is removed.")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command, and end with its exit code: 0, 1 for a fault, 2 for bad input; one line says what was wrong."""
    try:
        code = app(args=None if arguments is None else list(arguments), standalone_mode=False)
    except PlanError as error:
        _end(str(error), error.exit_code)
    except TyperException as error:
        _end(error.format_message(), BadInput.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        _end("stopped", INTERRUPTED)
    except BrokenPipeError:  # whoever read our output has gone: nothing is left to be said
        sys.stderr.close()
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)


def _end(sentence: str, code: int) -> None:
    line = " ".join(sentence.split())
    if line:
        sys.stderr.write(f"plan-assistant: {line}\n")
    sys.exit(code)


def _settings(index: Path | None) -> tuple[AssistantSettings, IngestSettings]:
    """Given the option --index, return the settings. Raises BadInput."""
    from assistant.settings import load_settings

    settings, index_settings = load_settings()
    return settings, index_settings if index is None else index_settings.model_copy(update={"index": index})


def _existing(settings: IngestSettings) -> IngestSettings:
    """Given the index's settings, return them, or raise BadInput where there is no index: nothing is made by looking."""
    if not settings.store_url and not settings.index.is_dir():
        raise BadInput(
            f"There is no index in {settings.index}; make one with “plan-assistant ingest FOLDER”, or name another with --index."
        )
    return settings


def _refuse_if_held(settings: IngestSettings) -> None:
    """Given the index's settings, raise WriterBusy at once where another process writes, before anything heavy is imported."""
    from ingest.errors import WriterBusy
    from ingest.lock import holder_of

    holder = holder_of(settings.index)
    if holder is not None:
        raise WriterBusy(holder.sentence())


def _loader(settings: IngestSettings) -> Callable[[], Embedder]:
    """Given the index's settings, return what loads the model, once."""
    loaded: list[Embedder] = []

    def load() -> Embedder:
        from ingest.embed import Embedder

        if not loaded:
            loaded.append(Embedder.from_settings(settings))
        return loaded[0]

    return load


def _asked(settings: AssistantSettings, index: IngestSettings, read: Callable[[Any], Any]) -> Any:
    """Given a reading command, ask the server that holds the index, or, where there is none, the index itself."""
    from ingest.errors import WriterBusy
    from ingest.lock import holder_of

    holder = holder_of(_existing(index).index)
    secret = settings.admin_key or settings.staff_key
    key = secret.get_secret_value() if secret else None
    if holder is not None and holder.address is None:
        raise WriterBusy(holder.sentence())
    if holder is not None and holder.address:
        from assistant.remote import Remote

        source: Any = Remote(holder.address, key)
    else:
        from assistant.local import Local

        source = Local(settings, index, key)
    try:
        return read(source)
    finally:
        source.close()


def _print_json(value: Any) -> None:
    import json

    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


add_commands(app, _settings, _asked)
add_briefing(app, _settings, _asked)


if __name__ == "__main__":
    main()
