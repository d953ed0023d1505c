"""The chat page and the page behind a citation in a real browser."""

from __future__ import annotations

import json
import threading
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from assistant.conversation import Status
from assistant.serving import Service
from ingest.settings import IngestSettings
from tests.assistant.web.answers import hostile, of_status, quoted
from tests.assistant.web.conftest import ADMIN, HOSTILE, Opening, Stage, ask, served


def test_a_real_question_is_answered_with_its_source(open_page: Opening) -> None:
    page = open_page()
    page.get_by_role("button", name="What are the priorities in Bridgeton?").click()
    page.locator(".source a").first.wait_for()
    assert page.locator(".turn").get_attribute("data-status") == "answered"
    page.locator(".source a").first.click()
    page.locator("#marked").wait_for()
    assert page.locator("h1").inner_text() == "Bridgeton Safety Plan"


@pytest.mark.parametrize("status", list(Status))
def test_with_and_without_scripts_an_answer_is_the_same(open_page: Opening, stage: Stage, status: Status) -> None:
    stage.given = of_status(status)
    with_scripts = open_page()
    ask(with_scripts, "What does the plan say?")
    without = open_page(java_script_enabled=False)
    without.locator("#message").fill("What does the plan say?")
    without.locator("#send").click()
    without.locator(f".turn[data-status={status.value}]").wait_for()
    assert words_of(with_scripts) == words_of(without)
    assert links_of(with_scripts) == links_of(without)


def asked_in(page: Any) -> list[str]:
    return [text.removeprefix("You asked:").strip() for text in page.locator(".asked").all_inner_texts()]


def words_of(page: Any) -> str:
    return "".join("".join(page.locator(".turn .answer, .turn .sources").all_text_contents()).split())


def links_of(page: Any) -> list[str]:
    return [link.get_attribute("href") for link in page.locator(".turn .answer a, .turn .sources a").all()]


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


def test_a_server_that_is_started_again_is_noticed_and_asked(
    open_page: Opening, stage: Stage, web_service: Service, web_settings: IngestSettings
) -> None:
    stage.given = quoted()
    with served(web_service, web_settings) as where:
        page = open_page(at=where)
    page.locator("#message").fill("What?")
    page.locator("#message").press("Enter")
    page.get_by_text("may be starting again").first.wait_for()
    with served(web_service, web_settings, urlsplit(where).port or 0):
        page.locator(".source").wait_for()
    assert page.locator(".turn").count() == 1


def test_an_answer_is_copied_with_its_references(open_page: Opening, stage: Stage) -> None:
    stage.given = quoted(2)
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    ask(page, "What does it say?").get_by_role("button", name="Copy with references").click()
    page.get_by_text("Copied, with the references.").wait_for()
    lines = page.evaluate("() => navigator.clipboard.readText()").splitlines()
    assert lines[:4] == ["What does it say?", "", "Claim 1 of the plan. [1]", "Claim 2 of the plan. [2]"]
    place = "Reading, Page 1 (printed iii), Section: Part One, paragraph 1.2: “Words of the document”"
    assert lines[-1].startswith(f"[2] {place} http://127.0.0.1") and lines[-1].endswith("/documents/reading/pages/1?start=0&end=20#marked")


def test_what_the_server_rendered_can_be_copied_as_well(open_page: Opening, stage: Stage) -> None:
    stage.given = quoted(2)
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.get_by_label("Keep this conversation").check()
    ask(page, "What does it say?").get_by_role("button", name="Copy with references").click()
    page.get_by_text("Copied, with the references.").wait_for()
    made = page.evaluate("() => navigator.clipboard.readText()")
    page.get_by_role("link", name="Address of this conversation").click()
    page.get_by_role("button", name="Copy with references").click()
    page.get_by_text("Copied, with the references.").wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()") == made


def test_the_last_question_is_edited_and_takes_its_place(open_page: Opening, stage: Stage) -> None:
    stage.given = quoted()
    page = open_page()
    ask(page, "First?")
    ask(page, "Secnd?").get_by_role("button", name="Edit the question").click()
    assert page.locator("#message").input_value() == "Secnd?"
    page.locator("#message").fill("Second?")
    page.locator("#message").press("Enter")
    page.locator(".turn", has_text="Second?").locator(".source").wait_for()
    assert asked_in(page) == ["Second?", "First?"]
    assert [turn.content for turn in stage.asked[-1].history if turn.role == "user"] == ["First?"]
    assert page.get_by_role("button", name="Edit the question").count() == 1


def test_an_opinion_is_sent_with_words(open_page: Opening, stage: Stage, web: TestClient) -> None:
    stage.given = quoted()
    turn = ask(open_page(), "What?")
    turn.get_by_role("button", name="Wrong page").click()
    turn.get_by_label("In your words").fill("It is on page 2, says jo@example.org.")
    turn.get_by_role("button", name="Send “Wrong page”").click()
    turn.locator(".thanks").wait_for()
    kept = json.loads(web.get("/api/v1/feedback", headers={"Authorization": f"Bearer {ADMIN}"}).text.splitlines()[-1])
    assert (kept["opinion"], kept["words"], kept["question"]) == ("wrong_page", "It is on page 2, says [email address].", "What?")
    assert kept["sources"][0]["document_id"] == "reading"


def test_a_conversation_is_kept_found_named_saved_and_deleted(open_page: Opening, stage: Stage) -> None:
    stage.given = quoted()
    page = open_page()
    page.get_by_label("Keep this conversation").check()
    ask(page, "What about locks?")
    ask(page, "And doors?")
    page.goto("/conversations")
    page.get_by_label("Find a conversation").fill("doors")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="What about locks?", exact=True).click()
    page.locator(".asked", has_text="And doors?").wait_for()
    assert asked_in(page) == ["And doors?", "What about locks?"]
    ask(page, "And windows?")
    assert [turn.content for turn in stage.asked[-1].history if turn.role == "user"] == ["What about locks?", "And doors?"]
    with page.expect_download() as saving:
        page.get_by_role("link", name="Save as Word").click()
    assert saving.value.suggested_filename.endswith(".docx")
    page.locator("#kept summary").click()
    page.get_by_label("Name", exact=True).fill("Locks and doors")
    page.get_by_role("button", name="Save name").click()
    page.locator("h1", has_text="Locks and doors").wait_for()
    assert page.locator(".turn").count() == 3
    page.locator("#kept summary").click()
    page.get_by_role("button", name="Delete this conversation").click()
    page.get_by_text("No conversation is kept from this browser.").wait_for()


def test_without_scripts_a_conversation_is_kept_and_an_opinion_given(open_page: Opening, stage: Stage) -> None:
    stage.given = quoted()
    page = open_page(java_script_enabled=False)
    page.get_by_label("Keep this conversation").check()
    page.locator("#message").fill("What about locks?")
    page.locator("#send").click()
    page.get_by_role("link", name="Address of this conversation").click()
    page.locator("#message").fill("And doors?")
    page.locator("#send").click()
    page.locator(".asked", has_text="And doors?").wait_for()
    assert asked_in(page) == ["And doors?", "What about locks?"]
    page.locator(".turn").first.get_by_role("button", name="Incomplete").click()
    assert page.locator("h1").inner_text() == "Thank you"


def test_a_year_limits_what_is_searched(open_page: Opening, stage: Stage) -> None:
    stage.given = quoted()
    page = open_page()
    page.locator(".limit summary").click()
    page.get_by_label("Only plans that cover").select_option("2019")
    assert page.locator("#chosen").inner_text().strip() == "(1 chosen)"
    ask(page, "What?")
    assert stage.asked[-1].documents == {"long"}
    page.get_by_label("Bridgeton Safety Plan").check()
    page.locator("#message").fill("What?")
    page.locator("#send").click()
    assert "covers that year" in page.locator("#problem").inner_text()


def test_a_slow_server_is_waited_for_and_the_page_says_so(open_page: Opening, stage: Stage) -> None:
    stage.given, stage.gate = quoted(), threading.Event()
    page = open_page()
    with page.expect_response("**/api/v1/chat"):  # it begins although there is no answer yet
        page.locator("#message").fill("Slow?")
        page.locator("#message").press("Enter")
    assert page.locator(".status").inner_text() == "Looking in the documents…"
    assert page.locator("#stop").is_visible()
    stage.gate.set()
    page.locator(".source").wait_for()
    assert page.locator(".turn").get_attribute("data-status") == "answered"


def test_all_that_the_chat_page_loads_is_small(open_page: Opening) -> None:
    page = open_page("/accessibility")
    sizes: dict[str, int] = {}
    page.on("response", lambda response: sizes.__setitem__(response.url, len(response.body())))
    page.goto("/", wait_until="networkidle")
    assert len(sizes) > 5
    assert sum(sizes.values()) < 100_000


def test_an_answer_is_printed_with_its_sources_and_without_buttons(open_page: Opening, stage: Stage) -> None:
    stage.given = quoted(2)
    page = open_page()
    turn = ask(page, "What?")
    page.emulate_media(media="print")
    assert turn.locator(".source").first.is_visible() and turn.locator(".words").first.is_visible()
    assert not page.locator("button:visible, textarea:visible, nav a:visible").count()


def test_an_answer_of_three_hundred_claims_is_shown_whole(open_page: Opening, stage: Stage) -> None:
    stage.given = quoted(300)
    turn = ask(open_page(), "Everything")
    assert (turn.locator(".claim").count(), turn.locator(".source").count()) == (300, 300)


def test_a_follow_up_carries_what_went_before_and_the_filters(open_page: Opening, stage: Stage) -> None:
    stage.given = quoted()
    page = open_page()
    ask(page, "First question")
    page.locator(".limit summary").click()
    page.get_by_label("Bridgeton Safety Plan").check()
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
    tries: list[str] = []

    def cut(route: Any) -> None:
        tries.append(route.request.url)
        route.fulfill(status=200, content_type="text/event-stream", body=half)

    page.route("**/api/v1/chat", cut)
    turn = ask(page, "What?")
    assert turn.locator(".words").inner_text() == "Half"
    assert "broke off" in turn.locator(".cut").inner_text()
    assert page.locator("#message").input_value() == "What?"
    assert len(tries) == 2, "it tries once more by itself"
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


def test_a_server_that_is_away_is_waited_for_and_then_asked(open_page: Opening, stage: Stage) -> None:
    stage.given = quoted()
    page = open_page()
    page.context.set_offline(True)
    page.locator("#message").fill("What?")
    page.locator("#message").press("Enter")
    page.get_by_text("may be starting again").first.wait_for()
    assert "may be starting again" in page.get_by_role("status").inner_text()
    page.context.set_offline(False)
    page.locator(".source").wait_for()
    assert page.locator(".turn").count() == 1


def test_waiting_for_a_server_can_be_stopped(open_page: Opening) -> None:
    page = open_page()
    page.context.set_offline(True)
    page.locator("#message").fill("What?")
    page.locator("#message").press("Enter")
    page.get_by_text("may be starting again").first.wait_for()
    page.keyboard.press("Escape")
    assert "Stopped" in page.locator(".cut").inner_text()
    assert page.locator("#message").input_value() == "What?"


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


def test_files_are_sent_one_after_the_other_and_each_says_how_it_ended(open_page: Opening, web_service: Service) -> None:
    page = open_page("/manage", key=ADMIN)
    files = [("cats.md", b"# Cats\n\nCats climb trees.\n"), ("bad.pdf", b"no pdf"), ("dogs.md", b"# Dogs\n\nDogs bark.\n")]
    payloads = [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in files]
    page.locator("#file").set_input_files(payloads)
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("2 of 3 files taken.").wait_for()
    lines = page.locator("#queue li").all_inner_texts()
    assert [line.split(" ")[0] for line in lines] == ["cats.md", "bad.pdf", "dogs.md"]
    assert "added: 1 page, 1 passage" in lines[0] and "is not a PDF" in lines[1]
    assert page.locator("#documents").get_by_role("link", name="Cats", exact=True).count() == 1
    for name in ("cats", "dogs"):
        web_service.remove(name)


def test_a_page_of_a_long_plan_is_opened_by_its_number(open_page: Opening) -> None:
    page = open_page("/documents/long/pages/1")
    page.get_by_label("Go to page").fill("60")
    page.get_by_label("Go to page").press("Enter")
    page.get_by_role("heading", name="Text of page 60").wait_for()
    assert "thing number 60" in page.locator("section.text").inner_text()
    page.locator(".outline summary").click()
    page.get_by_role("link", name="Chapter 2", exact=True).click()
    page.locator("#marked", has_text="Chapter 2").wait_for()
    page.wait_for_function("() => document.querySelector('figure img').naturalWidth > 0")
