"""What assistant/web/ACCESSIBILITY.md promises, criterion by criterion."""

from __future__ import annotations

import re
import threading
from importlib.resources import files
from typing import Any

import pytest

from assistant.conversation import Status
from assistant.web.render import STATUS_WORDS
from tests.assistant.web.answers import of_status, quoted
from tests.assistant.web.conftest import Opening, Stage, ask

VIEWER = "/documents/reading/pages/1?start=0&end=20"
PAGES = ["/", "/documents", VIEWER, "/documents/bridgeton/text?start=2&end=11", "/accessibility", "/documents/none"]
STATES = [status.value for status in Status]


def test_every_criterion_has_a_test_and_every_test_a_criterion() -> None:
    written = set(re.findall(r"^- `(\w+)`", files("assistant.web").joinpath("ACCESSIBILITY.md").read_text("utf-8"), re.M))
    tested = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    assert tested - {"every_criterion_has_a_test_and_every_test_a_criterion"} == written


OUTLINE = "() => { const shown = getComputedStyle(document.activeElement); return [shown.outlineStyle, parseFloat(shown.outlineWidth)]; }"
TARGETS = ", ".join(f"{one}:visible" for one in ("button", "summary", "a.cite", "nav a", ".links a", ".source-title a", "label:has(input)"))


def violations(page: Any) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed; install axe-playwright-python.")
    response = axe.Axe().run(page).response
    assert len(response["passes"]) > 10, "axe did not look at the page"
    return [f"{one['id']}: {[node['html'] for node in one['nodes']][:3]}" for one in response["violations"]]


@pytest.mark.parametrize("path", PAGES)
def test_one_heading_and_landmarks(open_page: Opening, path: str) -> None:
    page = open_page(path)
    assert (page.locator("h1").count(), page.locator("main").count()) == (1, 1)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the main part"
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "main"


def test_answers_stand_in_a_named_region(open_page: Opening) -> None:
    page = open_page()
    assert page.get_by_role("region", name="Answers").get_attribute("id") == "transcript"
    assert page.locator("[role=log]").count() == 0


@pytest.mark.parametrize("path", PAGES)
def test_language_is_marked(open_page: Opening, path: str) -> None:
    assert open_page(path).locator("html").get_attribute("lang") == "en-GB"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", [*PAGES, *STATES, "busy", "wrong", "broken"])
def test_axe_finds_nothing(open_page: Opening, stage: Stage, state: str, scheme: str) -> None:
    page = open_page(state if state.startswith("/") else "/", color_scheme=scheme)
    if not state.startswith("/"):
        into(page, stage, state)
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert violations(page) == []


def into(page: Any, stage: Stage, state: str) -> None:
    """Bring the chat page into a state: an answer of a status, one on its way, a question that is wrong, or an answer that broke off."""
    if state in STATES:
        stage.given = of_status(Status(state))
        ask(page, "What does the plan say?")
    elif state == "busy":
        stage.given, stage.gate = quoted(), threading.Event()
        page.locator("#message").fill("Slow?")
        page.locator("#message").press("Enter")
        page.locator("#stop").wait_for()
    elif state == "wrong":
        page.locator("#send").click()
        page.locator("#problem").wait_for()
    else:
        page.context.set_offline(True)
        ask(page, "What?")


def test_a_task_by_keyboard_alone(open_page: Opening) -> None:
    page = open_page()
    tab_to(page, "#message")
    page.keyboard.type("What are the priorities in Bridgeton?")
    page.keyboard.press("Enter")
    page.locator("#jump").wait_for()
    tab_to(page, "#go")
    page.keyboard.press("Enter")
    tab_to(page, "a.cite")
    page.keyboard.press("Enter")
    tab_to(page, ".source-title a")
    page.keyboard.press("Enter")
    page.locator("#marked").wait_for()
    assert "/documents/bridgeton/text" in page.url


def tab_to(page: Any, selector: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"{selector} cannot be reached with Tab")


def test_focus_stays_in_the_box(open_page: Opening, stage: Stage) -> None:
    stage.given = quoted()
    page = open_page()
    ask(page, "What?")
    assert page.locator(":focus").get_attribute("id") == "message"
    page.get_by_role("link", name="Go to answer").click()
    assert page.locator(":focus").get_attribute("id") == "answer-1"


@pytest.mark.parametrize("path", ["/", VIEWER, "/documents"])
def test_focus_is_always_visible(open_page: Opening, stage: Stage, path: str) -> None:
    page = open_page(path)
    if path == "/":
        stage.given = quoted(2)
        ask(page, "What?")
    for _ in range(25):
        page.keyboard.press("Tab")
        if not page.locator("body :focus").count():
            break
        style = page.evaluate(OUTLINE)
        assert style[0] != "none" and style[1] >= 2, page.locator(":focus").evaluate("(one) => one.outerHTML")


def test_escape_stops(open_page: Opening, stage: Stage) -> None:
    stage.given, stage.gate = quoted(), threading.Event()
    page = open_page()
    page.locator("#message").fill("Slow?")
    page.locator("#message").press("Enter")
    page.locator("#stop").wait_for()
    page.keyboard.press("Escape")
    page.locator(".cut").wait_for()
    assert "Stopped" in page.get_by_role("status").inner_text()


def test_one_announcement_at_start_and_one_at_end(open_page: Opening, stage: Stage) -> None:
    stage.given = quoted(5)
    page = open_page()
    page.evaluate(
        "() => { window.said = []; new MutationObserver(() => window.said.push(document.getElementById('announcer').textContent))"
        ".observe(document.getElementById('announcer'), { childList: true, characterData: true, subtree: true }); }"
    )
    ask(page, "What?")
    assert page.evaluate("() => window.said") == [
        "Looking in the documents.",
        "The answer is there: Answered from the documents. 5 sources.",
    ]
    assert page.locator("[aria-live], [role=status], [role=alert], [role=log]").count() == 1


def test_errors_are_tied_to_their_field(open_page: Opening) -> None:
    page = open_page()
    page.locator("#send").click()
    box = page.locator("#message")
    assert box.get_attribute("aria-invalid") == "true"
    assert "problem" in str(box.get_attribute("aria-describedby")).split()
    assert "write a question" in page.locator("#problem").inner_text()
    assert page.locator(":focus").get_attribute("id") == "message"


def sideways(page: Any) -> int:
    return int(page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("path", [*PAGES, *(f"/documents/reading/pages/{number}" for number in range(2, 5))])
def test_nothing_is_cut_off_at_320_pixels(open_page: Opening, stage: Stage, path: str) -> None:
    page = open_page(path, width=320, height=256)
    if path == "/":
        stage.given = of_status(Status.PARTLY_ANSWERED)
        ask(page, "Supercalifragilisticexpialidocious" * 4)
    assert sideways(page) == 0


@pytest.mark.parametrize("path", ["/", VIEWER, "/documents"])
def test_targets_are_large_enough(open_page: Opening, stage: Stage, path: str) -> None:
    page = open_page(path, width=360)
    if path == "/":
        stage.given = quoted(12)
        ask(page, "What?")
    small = [
        one.evaluate("(one) => one.outerHTML")
        for one in page.locator(TARGETS).all()
        if (box := one.bounding_box()) and (box["width"] < 24 or box["height"] < 24)
    ]
    assert small == []


def test_status_is_more_than_a_colour() -> None:
    assert len({sign for sign, _ in STATUS_WORDS.values()}) == len({words for _, words in STATUS_WORDS.values()}) == len(Status)


def test_forced_colours_keep_the_marks(open_page: Opening) -> None:
    page = open_page(VIEWER, forced_colors="active")
    ground = "(one) => getComputedStyle(one).backgroundColor"
    assert page.locator("#marked").evaluate(ground) != page.locator("body").evaluate(ground)


def test_motion_is_left_out_when_asked(open_page: Opening) -> None:
    page = open_page(VIEWER, reduced_motion="reduce")
    assert page.evaluate("() => getComputedStyle(document.documentElement).scrollBehavior") == "auto"


@pytest.mark.parametrize("path", ["/", VIEWER, "/documents"])
def test_right_to_left_is_laid_out(open_page: Opening, stage: Stage, path: str) -> None:
    page = open_page(path, width=360)
    if path == "/":
        stage.given = quoted(3)
        ask(page, "What?")
    page.evaluate("() => { document.documentElement.dir = 'rtl'; }")
    assert sideways(page) == 0


def test_a_picture_never_stands_alone(open_page: Opening) -> None:
    page = open_page(VIEWER)
    assert page.locator("figure img").get_attribute("alt").startswith("Picture of page 1")
    assert len(page.locator("section.text").inner_text()) > 40
