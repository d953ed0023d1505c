"""What assistant/web/ACCESSIBILITY.md promises, criterion by criterion."""

from __future__ import annotations

import re
import threading
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from assistant.conversation import Status
from assistant.web.render import STATUS_WORDS
from tests.assistant.web.answers import of_status, quoted
from tests.assistant.web.conftest import ADMIN, Opening, Stage, ask

VIEWER = "/documents/reading/pages/1?start=0&end=20"
PAGES = [
    "/",
    "/documents",
    VIEWER,
    "/documents/bridgeton/text?start=2&end=11",
    "/documents/bridgeton/register",
    "/documents/long/search?words=ward",
    "/conversations",
    "/scrutiny",
    "/scrutiny/pack?document=bridgeton",
    "/manage",
    "/accessibility",
    "/documents/none",
]
STATES = [status.value for status in Status]
# Pages that are there for an administrator only.
MANAGED = "/manage as an administrator"


def test_every_criterion_has_a_test_and_every_test_a_criterion() -> None:
    written = set(re.findall(r"^- `(\w+)`", files("assistant.web").joinpath("ACCESSIBILITY.md").read_text("utf-8"), re.M))
    tested = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    assert tested - {"every_criterion_has_a_test_and_every_test_a_criterion"} == written


OUTLINE = "() => { const shown = getComputedStyle(document.activeElement); return [shown.outlineStyle, parseFloat(shown.outlineWidth)]; }"
TARGETS = ", ".join(f"{one}:visible" for one in ("button", "summary", "a.cite", "nav a", ".links a", ".source-title a", "label:has(input)"))


# What axe leaves out unless it is told: the size of targets.
AXE = {"rules": {"target-size": {"enabled": True}}}


def violations(page: Any) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed; install axe-playwright-python.")
    response = axe.Axe().run(page, options=AXE).response
    assert len(response["passes"]) > 10, "axe did not look at the page"
    return [f"{one['id']}: {[node['html'] for node in one['nodes']][:3]}" for one in response["violations"]]


def test_one_heading_and_landmarks(open_page: Opening) -> None:
    page = open_page()
    for path in PAGES:
        page.goto(path)
        assert (page.locator("h1").count(), page.locator("main").count()) == (1, 1), path
        page.evaluate("() => document.activeElement.blur()")
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Skip to the main part", path
        page.keyboard.press("Enter")
        assert page.locator(":focus").get_attribute("id") == "main", path


def test_answers_stand_in_a_named_region(open_page: Opening) -> None:
    page = open_page()
    assert page.get_by_role("region", name="Answers").get_attribute("id") == "transcript"
    assert page.locator("[role=log]").count() == 0


def test_language_is_marked(open_page: Opening) -> None:
    page = open_page()
    for path in PAGES:
        page.goto(path)
        assert page.locator("html").get_attribute("lang") == "en-GB", path


def test_titles_say_where_one_is(open_page: Opening) -> None:
    page = open_page()
    titles = []
    for path in PAGES:
        page.goto(path)
        titles.append(page.title())
    assert len(set(titles)) == len(PAGES)
    page.goto("/manage")
    page.locator("#key").fill("not-a-key-of-ours")
    page.get_by_role("button", name="Sign in").click()
    page.locator("#key[aria-invalid]").wait_for()
    assert page.title().startswith("Error: ")


OTHERS = ["busy", "wrong", "broken", "kept", "opinion", "thanked", "keys", "listed", "conversation"]


@pytest.mark.parametrize("state", [*PAGES, MANAGED, *STATES, *OTHERS])
def test_axe_finds_nothing(open_page: Opening, stage: Stage, state: str) -> None:
    if state == MANAGED:
        page = open_page("/manage", key=ADMIN)
    else:
        page = open_page(state if state.startswith("/") else "/")
    if not state.startswith("/"):
        into(page, stage, state)
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], scheme


def into(page: Any, stage: Stage, state: str) -> None:
    """Bring the chat page into a state: an answer of a status, one on its way, a question that is wrong, an answer that broke off, ..."""
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
    elif state == "broken":
        page.route("**/api/v1/chat", lambda route: route.fulfill(status=200, content_type="text/event-stream", body="event: cl"))
        ask(page, "What?")
    elif state == "keys":
        page.get_by_role("button", name="Shortcuts").click()
    else:
        stage.given = quoted()
        page.get_by_label("Keep this conversation").check()
        turn = ask(page, "What?")
        if state == "opinion":
            turn.get_by_role("button", name="Incomplete").click()
        elif state == "thanked":
            turn.get_by_role("button", name="Right", exact=True).click()
            turn.locator(".thanks").wait_for()
        elif state == "listed":
            page.goto("/conversations")
            page.locator(".conversations").wait_for()
        elif state == "conversation":
            page.get_by_role("link", name="Address of this conversation").click()
            page.locator("#kept-name", has_text="What?").wait_for()


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
    tab_to(page, "#words")
    page.keyboard.type("new locks")
    page.keyboard.press("Enter")
    page.locator(".found").wait_for()
    tab_to(page, ".found a")
    page.keyboard.press("Enter")
    page.locator("#marked").wait_for()
    assert page.locator("mark").inner_text().endswith("new locks")


def test_managing_by_keyboard_alone(open_page: Opening, tmp_path: Path) -> None:
    file = tmp_path / "dogs.md"
    file.write_text("# Dogs\n\nDog wardens walk the park.\n", encoding="utf-8")
    page = open_page("/manage")
    tab_to(page, "#key")
    page.keyboard.type(ADMIN)
    page.keyboard.press("Enter")
    page.locator("#upload").wait_for()
    tab_to(page, "#file")
    page.locator("#file").set_input_files(file)  # the dialog is the system's, with a keyboard of its own
    tab_to(page, "#upload .main")
    page.keyboard.press("Enter")
    page.get_by_text("1 of 1 file taken.").wait_for()
    remove = page.locator("summary", has_text="Remove dogs")
    remove.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("“dogs” is removed").wait_for()


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


COVERED = """() => {
  const one = document.activeElement;
  const box = [...one.getClientRects()].find((rect) => rect.width && rect.height);
  const name = one.outerHTML.slice(0, 200);
  if (!box) return name + " has no box";
  const [x, y] = [box.left + Math.min(box.width, 20) / 2, box.top + Math.min(box.height, 20) / 2];
  if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return name + " is out of view";
  const top = document.elementFromPoint(x, y);
  return one.contains(top) || top?.contains(one) || top?.control === one ? "" : name + " lies under " + top?.outerHTML.slice(0, 200);
}"""


@pytest.mark.parametrize("path", ["/", VIEWER, "/manage"])
def test_focus_is_never_covered(open_page: Opening, stage: Stage, path: str) -> None:
    page = open_page(path, width=320, height=256, key=ADMIN if path == "/manage" else None, reduced_motion="reduce")
    if path == "/":
        stage.given = quoted(2)
        ask(page, "What?")
        page.evaluate("() => document.activeElement.blur()")
    for _ in range(45):
        page.keyboard.press("Tab")
        if not page.locator("body :focus").count():
            break
        assert page.evaluate(COVERED) == ""


def test_shortcuts_are_listed_and_can_be_switched_off(open_page: Opening, stage: Stage) -> None:
    stage.given = quoted(2)
    page = open_page()
    ask(page, "What?")
    page.locator("#message").press_sequentially("a?s/")
    assert page.locator("#message").input_value() == "a?s/"
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("a")
    assert page.locator(":focus").get_attribute("id") == "answer-1"
    page.keyboard.press("s")
    assert page.locator(":focus").get_attribute("id") == "source-1-1"
    page.keyboard.press("/")
    assert page.locator(":focus").get_attribute("id") == "message"
    page.locator("#message").fill("")
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("?")
    page.get_by_label("Use single-key shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("?")
    page.keyboard.press("/")
    assert not page.locator("#keys").is_visible()
    assert page.locator("#message:focus").count() == 0


def test_the_dialog_gives_the_focus_back(open_page: Opening) -> None:
    page = open_page()
    page.locator("#keys-open").press("Enter")
    assert page.locator("#keys :focus").count() == 1
    assert page.get_by_role("dialog", name="Keyboard shortcuts").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(":focus").get_attribute("id") == "keys-open"


def test_sorting_is_told(open_page: Opening) -> None:
    page = open_page("/documents/bridgeton/register?kind=indicator")
    page.get_by_role("link", name="Target", exact=True).click()
    page.locator("th[aria-sort]", has_text="Target").wait_for()
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    assert page.locator("th[aria-sort]").count() == 1


def test_what_a_button_did_is_announced(open_page: Opening, stage: Stage) -> None:
    stage.given = quoted()
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    turn = ask(page, "What?")
    said = page.get_by_role("status")
    turn.get_by_role("button", name="Copy with references").click()
    page.get_by_text("Copied, with the references.").wait_for()
    turn.get_by_role("button", name="Right", exact=True).click()
    turn.locator(".thanks").wait_for()
    assert "Thank you" in said.inner_text()
    page.goto(VIEWER)
    page.get_by_role("button", name="Copy the link").click()
    page.get_by_role("button", name="Link copied").wait_for()
    assert said.inner_text() == "The link is copied."


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


def test_nothing_is_cut_off_at_320_pixels(open_page: Opening, stage: Stage) -> None:
    page = open_page("/", key=ADMIN, width=320, height=256)
    wide = {}
    for path in [*PAGES, *(f"/documents/reading/pages/{number}" for number in range(2, 5))]:
        page.goto(path)
        page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        wide[path] = sideways(page)
    page.goto("/")
    stage.given = of_status(Status.PARTLY_ANSWERED)
    ask(page, "Supercalifragilisticexpialidocious" * 4)
    page.get_by_role("button", name="Incomplete").click()
    wide["answer"] = sideways(page)
    page.get_by_role("button", name="Shortcuts").click()
    wide["keys"] = sideways(page)
    assert {path: by for path, by in wide.items() if by} == {}


SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
# Elements whose words stick out of a box that hides what sticks out.
CLIPPED = """() => [...document.querySelectorAll("button, a, label, legend, summary, th, .badge, kbd")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === "hidden").map((one) => one.outerHTML)"""


@pytest.mark.parametrize("path", ["/", VIEWER, "/documents"])
def test_text_can_be_spaced(open_page: Opening, stage: Stage, path: str) -> None:
    page = open_page(path, width=360)
    if path == "/":
        stage.given = quoted(2)
        ask(page, "What?")
    page.evaluate(SPACING)
    assert sideways(page) == 0
    assert page.evaluate(CLIPPED) == []


@pytest.mark.parametrize("path", ["/", VIEWER, "/documents", "/documents/long/search?words=ward", MANAGED])
def test_targets_are_large_enough(open_page: Opening, stage: Stage, path: str) -> None:
    page = open_page("/manage", key=ADMIN, width=360) if path == MANAGED else open_page(path, width=360)
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
