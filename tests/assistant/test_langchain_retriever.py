"""Our retriever in LangChain's place for one."""

from __future__ import annotations

import pytest
from langchain_core.runnables import RunnableLambda

from assistant.access import STAFF
from assistant.langchain_retriever import PlanRetriever
from ingest.errors import UnknownDocument
from tests.assistant.councils import Desk


def retriever_of(desk: Desk, limit: int = 10) -> PlanRetriever:
    return PlanRetriever(library=desk.library, retriever=desk.retriever, limit=limit)


def test_a_passage_comes_with_where_it_stands(councils: Desk) -> None:
    first = retriever_of(councils).invoke("repeat victims at MARAC in Marwick")[0]
    assert "24.2%" in first.page_content
    assert first.metadata["document_id"] == "marwick-2022"
    assert first.metadata["title"] == "Safer Marwick Plan 2022-2025"
    assert (first.metadata["page"], first.metadata["page_label"]) == (3, "2")
    assert "Safer Marwick Plan" in first.metadata["section"]
    text = councils.snapshot.page("marwick-2022", 3).text
    assert first.page_content.startswith(text[first.metadata["start"] : first.metadata["end"]])


def test_the_best_come_first_and_no_more_than_asked_for(councils: Desk) -> None:
    found = retriever_of(councils, limit=3).invoke("burglary")
    scores = [one.metadata["score"] for one in found]
    assert len(found) == 3
    assert scores == sorted(scores, reverse=True)


def test_what_was_passed_over_can_be_had_with_why(councils: Desk) -> None:
    retriever = retriever_of(councils, limit=2)
    kept = {one.id for one in retriever.invoke("burglary")}
    passed = retriever.passed_over("burglary")
    assert passed
    assert all(one.why for one in passed)
    assert not kept & {one.passage.id for one in passed}


def test_a_document_without_pages_has_none(councils: Desk) -> None:
    first = retriever_of(councils).invoke("wardens on the seafront in Eastmere")[0]
    assert first.metadata["document_id"] == "eastmere-2026"
    assert (first.metadata["page"], first.metadata["page_label"]) == (None, None)


def test_internal_documents_need_a_credential(councils: Desk) -> None:
    public = retriever_of(councils)
    staff = PlanRetriever(library=councils.library, retriever=councils.retriever, asker=STAFF)
    question = "hidden cameras of Operation Larkspur"
    assert "eastmere-covert" not in {one.metadata["document_id"] for one in public.invoke(question)}
    assert "eastmere-covert" not in {one.passage.document_id for one in public.passed_over(question)}
    assert "eastmere-covert" in {one.metadata["document_id"] for one in staff.invoke(question)}


def test_a_search_can_be_limited_to_documents(councils: Desk) -> None:
    limited = PlanRetriever(library=councils.library, retriever=councils.retriever, document_ids=frozenset({"marwick-2018"}))
    assert {one.metadata["document_id"] for one in limited.invoke("burglary")} == {"marwick-2018"}
    hidden = PlanRetriever(library=councils.library, retriever=councils.retriever, document_ids=frozenset({"eastmere-covert"}))
    with pytest.raises(UnknownDocument):
        hidden.invoke("burglary")


def test_it_takes_its_place_in_a_chain(councils: Desk) -> None:
    chain = retriever_of(councils, limit=1) | RunnableLambda(lambda found: found[0].metadata["document_id"])
    assert chain.invoke("serial numbers of tractors") == "northcombe-digest"
