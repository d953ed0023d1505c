"""Answers measured over a real HTTP server that speaks the contract: a good one, and ones that fail in each way."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from eval.answering import check_indexed, evaluate_answers
from eval.errors import QuestionError, SystemUnavailable
from eval.questions import QuestionSet
from eval.server import Server
from ingest.errors import BadInput

Reply = tuple[int, Any]


@contextmanager
def served(reply: Callable[[str, dict[str, Any]], Reply]) -> Iterator[str]:
    """Serve the given replies on the loopback, and give the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self._reply(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def do_GET(self) -> None:
            self._reply({})

        def _reply(self, body: dict[str, Any]) -> None:
            status, value = reply(self.path, body)
            data = value if isinstance(value, bytes) else json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def client(url: str) -> Iterator[Server]:
    server = Server(url)
    try:
        yield server
    finally:
        server.close()


QUOTE = "Recorded burglaries fell from 1,389 to 1,104, a fall of 20.5%."


def good(path: str, body: dict[str, Any]) -> Reply:
    """Answer the question on break-ins, and refuse every other."""
    if "break-ins" not in body.get("message", ""):
        return 200, {"status": "not_in_documents", "answer": "The plans do not say.", "claims": [], "citations": [], "signposts": []}
    citation = {"number": 1, "document_id": "harrowby-2020", "title": "Plan", "page": 1, "quote": QUOTE, "start": 0, "end": 9}
    claim = {"text": "Burglaries fell by 20.5% to 1,104.", "basis": "quoted", "citations": [1]}
    return 200, {"status": "answered", "answer": "Burglaries fell by **20.5%** to 1,104. [1]", "claims": [claim], "citations": [citation]}


def test_a_good_answer_and_right_refusal_are_measured(questions: QuestionSet) -> None:
    with served(good) as url, client(url) as server:
        rows = {row.id: row for row in evaluate_answers(server, questions.questions, questions.folder)}
    right = rows["t-001"].measures
    full = ("facts", "all_facts", "evidence_covered", "pages_right", "citation_precision", "verbatim", "cited", "status_right")
    assert all(right[name] == 1 for name in full)
    assert right["wrong"] == 0 and right["refusal_right"] is None and right["signposting_right"] is None
    assert rows["t-900"].measures["refusal_right"] == 1
    assert rows["t-900"].measures["facts"] is None
    assert rows["t-003"].measures["false_refusal"] == 1
    assert rows["t-003"].measures["facts"] == 0
    assert rows["t-003"].detail["missing"] == ["Chief Executive"]


def test_a_worse_answer_scores_worse(questions: QuestionSet) -> None:
    def worse(path: str, body: dict[str, Any]) -> Reply:
        status, value = good(path, body)
        if value["citations"]:
            value["answer"] = "It fell from 402 by 20.5%. [1]"
            value["claims"][0]["text"] = value["answer"]
            value["citations"][0]["quote"] = QUOTE.replace("fell", "rose")
        return status, value

    with served(worse) as url, client(url) as server:
        row = next(iter(evaluate_answers(server, questions.questions[:1], questions.folder)))
    assert row.measures["facts"] == 0.5
    assert row.measures["wrong"] == 1
    assert row.measures["citation_precision"] == 0
    assert row.measures["verbatim"] == 0
    assert row.measures["evidence_covered"] < 1
    assert row.measures["loss"] == 1
    assert row.detail["wrong"] == ["402"]


def test_what_is_sent_is_the_contract(questions: QuestionSet) -> None:
    sent: list[tuple[str, dict[str, Any]]] = []

    def note(path: str, body: dict[str, Any]) -> Reply:
        sent.append((path, body))
        return good(path, body)

    with served(note) as url, client(url) as server:
        list(evaluate_answers(server, questions.questions[:1], questions.folder))
    assert sent == [("/api/v1/chat", {"message": questions.questions[0].question, "history": [], "audience": "resident", "store": False})]


def test_a_question_refused_as_input_counts_as_failed_and_the_run_goes_on(questions: QuestionSet) -> None:
    def picky(path: str, body: dict[str, Any]) -> Reply:
        return (422, {"title": "Too long", "detail": "too long"}) if "break-ins" in body["message"] else good(path, body)

    with served(picky) as url, client(url) as server:
        rows = {row.id: row for row in evaluate_answers(server, questions.questions, questions.folder)}
    assert rows["t-001"].measures["all_facts"] == 0
    assert "too long" in rows["t-001"].detail["error"]
    assert len(rows) == 4


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        ((503, {"title": "Index gone"}), "answers 503 .Index gone."),
        ((200, b"<html>"), "does not answer"),
        ((200, ["a"]), "not an object"),
        ((200, {"answer": "x"}), "contract at “status”"),
        ((200, {"status": "solved", "answer": "x"}), "contract at “status”"),
    ],
)
def test_a_server_that_cannot_answer_ends_the_run(reply: Reply, says: str, questions: QuestionSet) -> None:
    with served(lambda path, body: reply) as url, client(url) as server, pytest.raises(SystemUnavailable, match=says):
        list(evaluate_answers(server, questions.questions, questions.folder))


def test_a_server_that_is_not_there(questions: QuestionSet) -> None:
    with client("http://127.0.0.1:9") as server, pytest.raises(SystemUnavailable, match="is the server running"):
        list(evaluate_answers(server, questions.questions, questions.folder))
    with pytest.raises(BadInput, match="no address of a server"):
        Server("localhost:8000")


def test_search_and_documents_of_a_server(questions: QuestionSet) -> None:
    def search(path: str, body: dict[str, Any]) -> Reply:
        if path.startswith("/api/v1/documents"):
            offset = int(path.split("offset=")[1].split("&")[0])
            return 200, {"documents": [{"id": f"d-{number}"} for number in range(offset, min(offset + 100, 130))]}
        return 200, {"passages": [{"document_id": "harrowby-2020", "page": 1, "text": QUOTE, "score": 1.0}]}

    with served(search) as url, client(url) as server:
        assert server.passages("anything", [])[0].text == QUOTE
        assert len(server.document_ids()) == 130
    with served(lambda path, body: (200, {})) as url, client(url) as server, pytest.raises(SystemUnavailable, match="no list “passages”"):
        server.passages("anything", [])


def test_evidence_in_a_document_that_is_not_indexed_is_refused_with_file_and_line(questions: QuestionSet) -> None:
    check_indexed(questions.questions, ["harrowby-2020", "millbrook-2021"])
    with pytest.raises(QuestionError, match=r"held\.yaml, line \d+: question t-002: .*“millbrook-2021”, which is not indexed"):
        check_indexed(questions.questions, ["harrowby-2020"])
