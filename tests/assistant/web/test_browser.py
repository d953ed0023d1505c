"""The chat page and the page behind a citation in a real browser."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from assistant.conversation import Status
from tests.assistant.web.answers import hostile, of_status, quoted
from tests.assistant.web.conftest import HOSTILE, Opening, Stage, ask


def test_a_real_question_is_answered_with_its_source(open_page: Opening) -> None:
    page = open_page()
    page.get_by_role("button", name="What are the priorities in Bridgeton?").click()
    page.locator(".source a").first.wait_for()
    assert page.locator(".turn").get_attribute("data-status") == "answered"
    page.locator(".source a").first.click()
    page.locator("#marked").wait_for()
    assert page.locator("h1").inner_text() == "Bridgeton Safety Plan"


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("status", list(Status))
def test_with_and_without_scripts_an_answer_is_the_same(open_page: Opening, stage: Stage, status: Status, scripts: bool) -> None:
    stage.given = of_status(status)
    page = open_page(java_script_enabled=scripts)
    page.locator("#message").fill("What does the plan say?")
    page.locator("#send").click()
    page.locator(f".turn[data-status={status.value}]").wait_for()
    if scripts:
        page.locator("#jump").wait_for()
    other = open_page(java_script_enabled=not scripts)
    other.locator("#message").fill("What does the plan say?")
    other.locator("#send").click()
    other.locator(f".turn[data-status={status.value}]").wait_for()
    if not scripts:
        other.locator("#jump").wait_for()
    assert words_of(page) == words_of(other)
    assert links_of(page) == links_of(other)


def words_of(page: Any) -> str:
    return "".join(str(page.locator(".turn").first.text_content()).split())


def links_of(page: Any) -> list[str]:
    return [link.get_attribute("href") for link in page.locator(".turn").first.locator("a").all()]


def test_without_scripts_a_conversation_goes_on(open_page: Opening, stage: Stage) -> None:
    stage.given = quoted()
    page = open_page(java_script_enabled=False)
    page.locator("#message").fill("What does the plan say?")
    page.locator("#send").click()
    page.get_by_role("button", name="What about Bridgeton?").click()
    assert page.locator(".asked").inner_text().endswith("What about Bridgeton?")
    assert len(stage.asked[-1].history) == 2


def test_hostile_words_do_nothing(open_page: Opening, stage: Stage) -> None:
    stage.given = hostile()
    page = open_page()
    turn = ask(page, HOSTILE)
    assert turn.locator("script, img").count() == 0
    assert turn.locator(".words").first.inner_text() == HOSTILE
    hrefs = [link.get_attribute("href") for link in turn.locator("a").all()]
    assert all(href.startswith(("/documents", "#source-")) for href in hrefs)
    page.goto("/documents/hostile/text")
    assert "onerror" in page.locator("h1").inner_text()
    assert page.title() != "owned"


def test_an_answer_of_three_hundred_claims_is_shown_whole(open_page: Opening, stage: Stage) -> None:
    stage.given = quoted(300)
    turn = ask(open_page(), "Everything")
    assert (turn.locator(".claim").count(), turn.locator(".source").count()) == (300, 300)


def test_a_follow_up_carries_what_went_before_and_the_filters(open_page: Opening, stage: Stage) -> None:
    stage.given = quoted()
    page = open_page()
    ask(page, "First question")
    page.locator(".limit summary").click()
    page.get_by_label("All of Bridgeton").check()
    page.get_by_label("Councillor").check()
    ask(page, "Second question")
    asked = stage.asked[-1]
    assert [turn.content for turn in asked.history][:1] == ["First question"]
    assert (asked.documents, asked.audience.value) == ({"bridgeton"}, "councillor")


def test_a_stream_that_breaks_off_says_so_and_can_be_tried_again(open_page: Opening, stage: Stage) -> None:
    stage.given = quoted(2)
    page = open_page()
    claim = '{"text": "Half", "basis": "quoted", "citations": []}'
    half = f'event: status\ndata: {{"status": "answered"}}\n\nevent: claim\ndata: {claim}\n\nevent: cl'
    page.route("**/api/v1/chat", lambda route: route.fulfill(status=200, content_type="text/event-stream", body=half))
    turn = ask(page, "What?")
    assert turn.locator(".words").inner_text() == "Half"
    assert "broke off" in turn.locator(".cut").inner_text()
    assert page.locator("#message").input_value() == "What?"
    page.unroute("**/api/v1/chat")
    turn.get_by_role("button", name="Try again").click()
    page.locator(".turn").nth(1).wait_for()
    page.locator(".turn").first.locator(".source").nth(1).wait_for()


def test_json_in_place_of_a_stream_is_shown_as_well(open_page: Opening, stage: Stage) -> None:
    stage.given = quoted(2)
    page = open_page()

    def as_json(route: Any) -> None:
        route.continue_(headers={**route.request.headers, "accept": "application/json"})

    page.route("**/api/v1/chat", as_json)
    assert ask(page, "What?").locator(".source").count() == 2


def test_a_server_that_is_away_is_named_and_the_question_kept(open_page: Opening, stage: Stage) -> None:
    stage.given = quoted()
    page = open_page()
    page.context.set_offline(True)
    turn = ask(page, "What?")
    assert "cannot be reached" in turn.locator(".cut").inner_text()
    page.context.set_offline(False)
    turn.get_by_role("button", name="Try again").click()
    page.locator(".source").wait_for()


def test_a_slow_answer_can_be_stopped(open_page: Opening, stage: Stage) -> None:
    stage.given, stage.gate = quoted(), threading.Event()
    page = open_page()
    page.locator("#message").fill("Slow?")
    page.locator("#message").press("Enter")
    page.locator("#stop").click()
    assert "Stopped" in page.locator(".cut").inner_text()
    stage.gate.set()


def test_refusals_of_the_server_are_shown_in_its_words(open_page: Opening) -> None:
    page = open_page()
    body = '{"status": 503, "detail": "The index does not answer; try again later."}'
    page.route("**/api/v1/chat", lambda route: route.fulfill(status=503, content_type="application/problem+json", body=body))
    assert "The index does not answer" in ask(page, "What?").locator(".cut").inner_text()


def test_the_last_question_comes_back_with_the_arrow(open_page: Opening, stage: Stage) -> None:
    stage.given = quoted()
    page = open_page()
    ask(page, "What does it say?")
    page.locator("#message").press("ArrowUp")
    assert page.locator("#message").input_value() == "What does it say?"
