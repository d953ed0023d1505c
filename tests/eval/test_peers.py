"""The stock pipelines find what is plainly there, on small documents, with pages counted from 1."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.errors import SystemUnavailable
from eval.pages import pages_in
from eval.peers import PEERS, build_peer

for library in ("haystack", "langchain_chroma", "langchain_classic", "langchain_community", "llama_index.core"):
    pytest.importorskip(library, reason="the extra “peers” is not installed")


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_finds_the_right_page(name: str, plans: Path, tmp_path: Path) -> None:
    documents = {found.id: found.file for found in pages_in(plans).documents.values()}
    system, retriever = build_peer(name, documents, tmp_path / name)
    found = retriever.passages("Who chairs the Harrowby Partnership Board and how often does it meet?", [])
    # Haystack's chunk of 150 words begins on the page before and runs over its end.
    assert (found[0].document_id, found[0].page) == ("harrowby-2020", 1 if name == "haystack" else 2)
    assert "Chief Executive" in found[0].text
    assert system.index_seconds is not None and system.index_seconds > 0
    assert (system.index_bytes is None) == (name == "haystack")


def test_an_unknown_peer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemUnavailable, match="no peer “elastic”; there are langchain"):
        build_peer("elastic", {}, tmp_path)
