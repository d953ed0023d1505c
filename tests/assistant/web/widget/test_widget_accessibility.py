"""What assistant/web/widget/ACCESSIBILITY.md promises, criterion by criterion."""

from __future__ import annotations

import re
import threading
from importlib.resources import files
from typing import Any

import pytest

from assistant.conversation import Status
from assistant.web.widget.words import load_words
from tests.assistant.web.answers import of_status, quoted
from tests.assistant.web.conftest import Stage
from tests.assistant.web.widget.conftest import Opened, Server, ask, attribute, page_of, violations


def test_every_criterion_has_a_test_and_every_test_a_criterion() -> None:
    written = set(re.findall(r"^- `(\w+)`", files("assistant.web").joinpath("widget", "ACCESSIBILITY.md").read_text("utf-8"), re.M))
    tested = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    assert tested - {"every_criterion_has_a_test_and_every_test_a_criterion"} == written


def test_a_dialog_has_a_name_and_headings_go_on(widget: Opened, stage: Stage) -> None:
    stage.given = quoted()
    page = widget('level="3"')
    ask(page)
    assert page.get_by_role("dialog", name="Ask about our plans").count() == 1
    levels = [one.evaluate("(one) => one.localName") for one in page.locator("dialog").get_by_role("heading").all()]
    assert levels == ["h3", "h4", "h5"]


def test_answers_stand_in_a_named_region(widget: Opened) -> None:
    page = widget()
    assert page.get_by_role("region", name="Questions and answers").get_attribute("part") == "transcript"
    assert page.locator("[role=log]").count() == 0


def test_language_is_marked(widget: Opened, stage: Stage) -> None:
    stage.given = quoted()
    page = widget('lang="cy" ' + attribute("strings", {"title": "Teitl"}))
    turn = ask(page)
    assert page.locator("dialog").get_attribute("lang") == "cy"
    for words in (".words", "blockquote", "[part=suggestion]"):
        assert turn.locator(words).first.evaluate("(one) => one.closest('[lang]').lang") == "en"
    ours = widget('lang="cy"')
    assert ours.locator("dialog").get_attribute("lang") == "en", "words that we have in English only"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(widget: Opened, stage: Stage, scheme: str) -> None:
    page = widget("", press=False, color_scheme=scheme, reduced_motion="reduce")
    found = {"closed": violations(page)}
    page.locator("[part=launcher]").click()
    page.locator("[part=box]").wait_for()
    found["opened"] = violations(page)
    page.locator("[part=send]").click()
    page.locator("[part=help]").click()
    found["helping, with a wrong question"] = violations(page)
    page.locator("[part=back]").click()
    answers(page, stage)
    found["answered"] = violations(page)
    stage.gate = threading.Event()
    page.locator("[part=box]").fill("Slow?")
    page.locator("[part=box]").press("Enter")
    page.locator("[part=stop]").wait_for()
    found["looking"] = violations(page)
    page.locator("[part=stop]").click()
    found["stopped"] = violations(page)
    assert found == dict.fromkeys(found, [])


def answers(page: Any, stage: Stage) -> None:
    """Ask until every way an answer can end is shown, with the sources of the first open."""
    for status in Status:
        stage.given = of_status(status)
        ask(page)
    page.locator("summary").first.click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_page(widget: Opened, stage: Stage, scheme: str) -> None:
    page = widget('mode="inline"', color_scheme=scheme)
    page.locator("[part=help]").click()
    answers(page, stage)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_without_the_service(widget: Opened, scheme: str) -> None:
    page = widget("", press=False, color_scheme=scheme, fresh=True)
    page.context.set_offline(True)
    page.locator("[part=launcher]").click()
    page.get_by_role("button", name="Try again").wait_for()
    assert violations(page) == []


def tab_to(page: Any, selector: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"{selector} cannot be reached with Tab")


def test_a_task_by_keyboard_alone(widget: Opened) -> None:
    page = widget(press=False)
    tab_to(page, "[part=launcher]")
    page.keyboard.press("Enter")
    page.locator("[part=box]:focus").wait_for()
    page.keyboard.type("What are the priorities in Bridgeton?")
    page.keyboard.press("Enter")
    page.locator("[part=go]").wait_for()
    tab_to(page, "[part=go]")
    page.keyboard.press("Enter")
    page.locator("[part=answer]:focus").wait_for()
    tab_to(page, "a.page")
    with page.expect_popup() as popped:
        page.keyboard.press("Enter")
    popped.value.locator("#marked").wait_for()
    popped.value.close()
    page.keyboard.press("Escape")
    page.locator("[part=launcher]:focus").wait_for()


def test_focus_stays_in_the_box(widget: Opened, stage: Stage) -> None:
    stage.given = quoted()
    page = widget()
    ask(page)
    assert page.locator("[part=box]:focus").count() == 1
    page.locator("[part=go]").click()
    assert page.locator("[part=answer]:focus").count() == 1


# What stands in the middle of the focused element, as far as it is in the window; and its outline.
LOOK = """() => {
  let one = document.activeElement;
  while (one.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  const box = one.getBoundingClientRect();
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  let at = one.getRootNode().elementFromPoint((box.left + box.right) / 2, (top + bottom) / 2);
  const style = getComputedStyle(one);
  return { name: one.textContent.slice(0, 40) || one.localName, open: !!at && (one.contains(at) || at.contains(one)), tall: bottom - top,
           outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };
}"""


@pytest.mark.parametrize(("mode", "width", "height"), [("floating", 1280, 800), ("floating", 320, 256), ("inline", 320, 256)])
def test_focus_is_visible_and_never_covered(widget: Opened, stage: Stage, mode: str, width: int, height: int) -> None:
    page = widget(f'mode="{mode}"', width=width, height=height, reduced_motion="reduce")
    stage.given = quoted(6)
    ask(page)
    page.locator("summary").click()
    for key in ("Tab", "Shift+Tab"):
        for _ in range(24):
            page.keyboard.press(key)
            if page.evaluate("() => document.activeElement.localName") != "plan-assistant":
                continue
            seen = page.evaluate(LOOK)
            assert seen["open"] and seen["outline"] and seen["tall"] >= 20, (key, seen)


def test_escape_goes_one_step_back(widget: Opened, stage: Stage) -> None:
    stage.gate = threading.Event()
    page = widget()
    page.locator("[part=box]").fill("Slow?")
    page.locator("[part=box]").press("Enter")
    page.locator("[part=stop]").wait_for()
    page.keyboard.press("F2")
    page.keyboard.press("Escape")
    assert not page.locator("[part=people]").is_visible()
    assert page.locator("[part=stop]").is_visible()
    page.keyboard.press("Escape")
    page.locator("[part=answer]").get_by_text("Stopped").wait_for()
    assert page.locator("dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()


def test_focus_comes_back_to_the_button(widget: Opened) -> None:
    for mode in ("floating", "inline"):
        page = widget(f'mode="{mode}"')
        page.locator("[part=close]").click()
        assert page.locator("[part=launcher]:focus").count() == 1


def test_help_is_one_key_away(widget: Opened) -> None:
    page = widget()
    page.keyboard.type("I am half way through")
    page.keyboard.press("F2")
    assert page.locator("#help-title:focus").inner_text() == "Who can help"
    assert page.locator("[part=people] li").first.inner_text().startswith("Emergency services")
    assert page.locator("[part=people]").bounding_box()["height"] > 300
    page.keyboard.press("F2")
    assert page.locator("[part=box]:focus").input_value() == "I am half way through"
    page.locator("[part=disclaimer]").click()
    page.keyboard.press("F2")
    assert page.locator("[part=people]").is_visible()


def test_one_announcement_at_start_and_one_at_end(widget: Opened, stage: Stage) -> None:
    stage.given = quoted(5)
    page = widget()
    page.evaluate(
        "() => { window.said = []; const one = document.querySelector('plan-assistant').shadowRoot.querySelector('[aria-live]');"
        " new MutationObserver(() => window.said.push(one.textContent)).observe(one, { childList: true }); }"
    )
    ask(page)
    assert page.evaluate("() => window.said") == ["Looking in the plans…", "The answer is there. Here is what I found."]
    assert page.locator("dialog").locator("[aria-live], [role=status], [role=alert], [role=log]").count() == 1


def test_errors_are_tied_to_their_field(widget: Opened, stage: Stage) -> None:
    page = widget()
    for question, sentence in (("", "write a question first"), ("é" * 2001, "2001 characters. At most 2000")):
        page.locator("[part=box]").fill(question)
        page.locator("[part=send]").click()
        box = page.locator("[part=box]:focus")
        assert box.get_attribute("aria-invalid") == "true"
        assert "problem" in str(box.get_attribute("aria-describedby")).split()
        assert sentence in page.locator("#problem").inner_text()
    assert stage.asked == []
    stage.given = quoted()
    ask(page, "🙂" * 2000)
    assert page.locator("[part=box]").get_attribute("aria-invalid") is None


# How much wider than themselves the page and everything that scrolls in the widget are; and whether the end of each can be seen.
SIDEWAYS = """() => {
  const root = document.querySelector('plan-assistant').shadowRoot;
  const all = [document.documentElement, ...root.querySelectorAll('.scroll, .body, dialog, [part=panel], [part=bar], [part=bar] button')];
  return all.map((one) => one.scrollWidth - one.clientWidth).filter((more) => more > 0);
}"""


@pytest.mark.parametrize("mode", ["floating", "inline"])
def test_nothing_is_cut_off_at_400_percent(widget: Opened, stage: Stage, mode: str) -> None:
    page = widget(f'mode="{mode}"', width=320, height=256, reduced_motion="reduce")
    stage.given = of_status(Status.PARTLY_ANSWERED)
    turn = ask(page, "Supercalifragilisticexpialidocious" * 4)
    turn.locator("summary").click()
    page.keyboard.press("F2")
    assert page.evaluate(SIDEWAYS) == []
    for part in ("title", "disclaimer", "people", "back", "asked", "sources", "clear", "send"):
        one = page.locator(f"[part={part}]").first
        one.scroll_into_view_if_needed()
        box = one.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 320 and box["y"] < 256, part


def test_the_way_out_is_always_in_view(widget: Opened, stage: Stage) -> None:
    stage.given = quoted(30)
    for mode, width, height in (("floating", 1280, 800), ("floating", 320, 256), ("inline", 320, 256)):
        page = widget(f'mode="{mode}"', width=width, height=height)
        ask(page)
        for claim in (0, 15, 29):
            page.locator(".claim").nth(claim).scroll_into_view_if_needed()
            for part in ("exit", "help"):
                box = page.locator(f"[part={part}]").bounding_box()
                assert box["y"] >= 0 and box["y"] + box["height"] <= height / 2, (mode, part, claim)


def test_targets_are_large_enough(widget: Opened, stage: Stage) -> None:
    stage.given = quoted(4)
    page = widget(width=360)
    ask(page)
    page.locator("summary").click()
    small = [
        one.evaluate("(one) => one.outerHTML")
        for one in page.locator("plan-assistant").locator("button:visible, a:visible, summary:visible, textarea:visible").all()
        if (box := one.bounding_box()) and (box["width"] < 24 or box["height"] < 24)
    ]
    assert small == []


def test_forced_colours_keep_the_outlines(widget: Opened) -> None:
    page = widget(forced_colors="active")
    for part in ("exit", "help", "send", "box", "panel"):
        edge = page.locator(f"[part={part}]").first.evaluate(
            "(one) => [getComputedStyle(one).borderTopStyle, getComputedStyle(one).borderTopColor, getComputedStyle(one).backgroundColor]"
        )
        assert edge[0] == "solid" and edge[1] != edge[2], part


def test_motion_is_left_out_when_asked(widget: Opened) -> None:
    moving = "(one) => getComputedStyle(one).animationName"
    assert widget(reduced_motion="reduce").locator("dialog").evaluate(moving) == "none"
    assert widget(reduced_motion="no-preference").locator("dialog").evaluate(moving) == "rise"


def test_right_to_left_is_laid_out(widget: Opened, stage: Stage) -> None:
    stage.given = quoted(3)
    for mode in ("floating", "inline"):
        page = widget(f'mode="{mode}"', html='dir="rtl"', width=360)
        turn = ask(page)
        assert page.evaluate(SIDEWAYS) == []
        assert turn.locator(".words").first.evaluate("(one) => getComputedStyle(one).direction") == "ltr"
        bar = page.locator("[part=bar]").bounding_box()
        exit_ = page.locator("[part=exit]").bounding_box()
        assert exit_["x"] > bar["x"] + bar["width"] / 3


def test_status_is_more_than_a_colour(widget: Opened, stage: Stage) -> None:
    page = widget()
    heads = []
    for status in Status:
        stage.given = of_status(status)
        heads.append(ask(page).locator("[part=status]").inner_text().split(maxsplit=1))
    assert len({sign for sign, _ in heads}) == len({words for _, words in heads}) == len(Status)
    assert {words for _, words in heads} == {load_words().languages["en"][f"status_{status.value}"] for status in Status}


def test_a_floating_button_covers_nothing_on_a_magnified_page(opened: Opened, server: Server) -> None:
    page = opened(page_of(server.address), width=320, height=256)
    assert page.locator("plan-assistant").evaluate("(one) => getComputedStyle(one).position") == "static"
