"""Pages about one document, without a browser: search, outline, register."""

from __future__ import annotations

import csv
import html
import io
import re

import lxml.html
import pytest
from fastapi.testclient import TestClient

from tests.assistant.web.conftest import HOSTILE, STAFF


def tree(client: TestClient, path: str) -> lxml.html.HtmlElement:
    reply = client.get(path)
    assert reply.status_code == 200
    return lxml.html.fromstring(reply.content)


def rows(page: lxml.html.HtmlElement) -> list[list[str]]:
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("./td")] for row in page.xpath("//tbody/tr")]


def test_a_search_leads_to_the_words_marked(web: TestClient) -> None:
    page = tree(web, "/documents/long/search?words=thing%20number%207%20of")
    (link,) = page.xpath("//ol[@class='found']//a/@href")
    assert link.startswith("/documents/long/pages/7?start=")
    marked = tree(web, link).xpath("//mark")[0].text_content()
    assert marked.removeprefix("Cited words: ") == "thing number 7 of"


@pytest.mark.parametrize("words", ["zeppelin", HOSTILE, "%00", "(", "x" * 5_000])
def test_a_search_that_finds_nothing_says_so(web: TestClient, words: str) -> None:
    reply = web.get("/documents/long/search", params={"words": words})
    assert reply.status_code == 200
    assert "does not stand in this document" in reply.text or words == "%00"
    assert "<script>" not in reply.text


def test_an_outline_stands_on_every_page(web: TestClient) -> None:
    for path in ("/documents/long/pages/3", "/documents/bridgeton/text", "/documents/long/search"):
        assert tree(web, path).xpath("//details[@class='outline']//a")


def test_a_register_shows_kinds_that_are_there_and_where_each_entry_stands(web: TestClient) -> None:
    page = tree(web, "/documents/bridgeton/register")
    assert [link.text_content() for link in page.xpath("//nav[@class='kinds']/a")][:1] == ["Priorities (3)"]
    assert [row[1] for row in rows(page)] == ["Burglary", "Knife crime", "Hate crime"]
    link = page.xpath("//tbody//a/@href")[0]
    assert "Burglary" in tree(web, link).xpath("//mark")[0].text_content()


@pytest.mark.parametrize(("order", "values"), [("up", ["30", "250"]), ("down", ["250", "30"])])
def test_a_register_is_sorted_by_the_column_that_was_chosen(web: TestClient, order: str, values: list[str]) -> None:
    page = tree(web, f"/documents/bridgeton/register?kind=indicator&by=target&order={order}")
    heads = [" ".join(head.text_content().split()) for head in page.xpath("//th")]
    column = next(place for place, head in enumerate(heads) if head.startswith("Target"))
    assert [row[column] for row in rows(page)] == values
    assert page.xpath("//th/@aria-sort") == ["ascending" if order == "up" else "descending"]


@pytest.mark.parametrize("query", ["kind=nonsense", "by=nonsense", "by=__class__&order=down", "kind=%00&order=%00"])
def test_a_register_asked_for_nonsense_is_shown_as_it_is(web: TestClient, query: str) -> None:
    assert len(rows(tree(web, f"/documents/bridgeton/register?{query}"))) == 3


def test_a_register_can_be_taken_away_as_csv(web: TestClient) -> None:
    page = tree(web, "/documents/bridgeton/register?kind=indicator")
    link = next(link for link in page.xpath("//a/@href") if link.endswith("kind=indicator&format=csv"))
    found = list(csv.DictReader(io.StringIO(web.get(link).text)))
    assert [row["target"] for row in found] == ["250", "30"]


def test_a_document_without_structure_says_that_nothing_follows_from_it(web: TestClient) -> None:
    assert "nothing can be said of what it lacks" in html.unescape(web.get("/documents/harbour-digest/register").text)


@pytest.mark.parametrize("path", ["/register", "/search?words=fraud"])
def test_internal_documents_are_not_there_for_the_public(web: TestClient, path: str) -> None:
    assert web.get(f"/documents/secret{path}").status_code == 404
    assert web.get(f"/documents/secret{path}", headers={"Authorization": f"Bearer {STAFF}"}).status_code == 200


def test_a_long_plan_is_turned_page_by_page(web: TestClient) -> None:
    assert 'rel="prev" href="/documents/long/pages/59"' in web.get("/documents/long/pages/60").text
    assert 'rel="next"' not in web.get("/documents/long/pages/60").text
    assert "has pages 1 to 60" in web.get("/documents/long/pages/61").text
    assert re.search(r"number printed on it is 60", web.get("/documents/long/pages/60").text)
