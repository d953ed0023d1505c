"""The widget in a real browser, on a page of another origin under a policy of script-src and connect-src alone."""

from __future__ import annotations

import json
import re
import threading
from typing import Any

import pytest

from assistant.conversation import Status
from assistant.serving import Service
from ingest.settings import IngestSettings
from tests.assistant.web.answers import hostile, of_status, quoted
from tests.assistant.web.conftest import HOSTILE, Stage
from tests.assistant.web.widget.conftest import Council, Opened, Server, allowing, ask, attribute, page_of

# What a council's page may send with an answer of its own making, in place of our server.
ORIGIN = {"Access-Control-Allow-Origin": "*"}


def test_a_real_question_is_answered_on_a_foreign_page(widget: Opened, server: Server) -> None:
    asked: list[str] = []
    page = widget(press=False)
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.locator("[part=launcher]").wait_for()
    assert [url.removeprefix(server.address) for url in asked if url.startswith(server.address)] == ["/widget.js"]
    page.locator("[part=launcher]").click()
    page.get_by_role("button", name="What are the priorities in Bridgeton?").click()
    turn = page.locator("[part=turn][data-status=answered]")
    turn.locator("a").first.wait_for()
    assert [item.inner_text() for item in turn.locator("li .words").all()][:1] == ["Priority 1: Burglary"]
    with page.expect_popup() as popped:
        turn.locator("a").first.click()
    popped.value.locator("#marked").wait_for()
    assert popped.value.url.startswith(f"{server.address}/documents/bridgeton/")
    assert popped.value.evaluate("() => window.opener") is None


def test_what_is_sent_holds_no_key_and_never_asks_to_keep(widget: Opened, server: Server, stage: Stage) -> None:
    stage.given = quoted()
    page = widget(attribute("documents", "reading, bridgeton"))
    sent: list[Any] = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    ask(page, "First question")
    ask(page, "Second question")
    bodies = [json.loads(request.post_data) for request in sent]
    assert [sorted(body) for body in bodies] == [["audience", "documents", "history", "message"]] * 2
    assert bodies[1]["documents"] == ["reading", "bridgeton"]
    assert [turn["content"] for turn in bodies[1]["history"]][:1] == ["First question"]
    headers = [set(request.all_headers()) for request in sent]
    assert not any({"authorization", "cookie", "referer"} & found for found in headers)


def test_a_page_that_is_not_listed_is_refused_with_a_sentence(opened: Opened, server: Server, stranger: Council) -> None:
    page = opened(page_of(server.address), at=stranger)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.locator("[part=launcher]").click()
    notice = page.locator("[part=notice]")
    notice.get_by_text("not switched on for this website").wait_for()
    assert "To talk to a person" in notice.inner_text()
    assert any(stranger.origin in text and "PLAN_ASSISTANT_ALLOWED_ORIGINS" in text for text in said)


# Keeps for the test what is to be seen right after a key or a click: told at once, it would be lost where the page has gone by then.
WATCH = """() => {
  const host = document.querySelector('plan-assistant');
  const tell = () => { sessionStorage.setItem("seen", JSON.stringify({
    shown: getComputedStyle(document.documentElement).display, title: document.title,
    words: host.shadowRoot.textContent, box: host.shadowRoot.querySelector('[part=box]').value })); };
  addEventListener('keydown', tell);
  addEventListener('click', tell);
}"""


@pytest.mark.parametrize(("way", "mode"), [("button", "inline"), ("shift", "floating")])
def test_leaving_is_at_once_and_leaves_nothing(widget: Opened, council: Council, stage: Stage, way: str, mode: str) -> None:
    stage.given = quoted(3)
    page = widget(f'mode="{mode}" exit="/weather"')
    before = page.evaluate("() => history.length")
    ask(page, "Something secret")
    page.locator("[part=box]").fill("Something more")
    page.evaluate(WATCH)
    if way == "button":
        page.locator("[part=exit]").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(f"{council.origin}/weather")
    left = json.loads(page.evaluate("() => sessionStorage.getItem('seen')"))
    assert (left["shown"], left["box"], left["title"]) == ("none", "", "127.0.0.1")
    assert "secret" not in left["words"] and "Claim" not in left["words"]
    assert page.evaluate("() => history.length") == before
    page.go_back()
    assert page.url == "about:blank"


def test_shift_for_capitals_and_clicks_does_not_leave(widget: Opened, council: Council) -> None:
    page = widget('exit="/weather"')
    box = page.locator("[part=box]")
    box.press_sequentially("ABCDEF")
    for _ in range(3):
        page.keyboard.press("Shift+A")
    for _ in range(3):
        box.click(modifiers=["Shift"])
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    assert page.locator("[aria-live]").inner_text() == "Press Shift once more to leave this page."
    assert page.url == f"{council.origin}/page"
    assert box.input_value() == "ABCDEFAAA"


def test_an_exit_that_is_no_web_page_is_not_taken(widget: Opened) -> None:
    page = widget("", press=False)
    for address in ["javascript:document.title='owned'", "data:text/html,x", "http://[", ""]:
        page.locator("plan-assistant").evaluate("(one, address) => one.setAttribute('exit', address)", address)
        assert page.locator("plan-assistant").evaluate("(one) => one.address('exit', ['https:', 'http:'])") is None


def test_pressing_twice_by_habit_does_not_leave(widget: Opened, council: Council) -> None:
    page = widget('mode="inline" exit="/weather"')
    page.locator("[part=exit]").dispatch_event("click", {"detail": 2})
    assert page.url == f"{council.origin}/page"


def test_words_of_the_page_take_the_place_of_ours(widget: Opened, council: Council, stage: Stage) -> None:
    stage.given = of_status(Status.ANSWERED)
    words = {"open": "Gofynnwch", "title": "Teitl", "exit": "Gadael", "status_answered": "Dyma", "page": "tudalen {page}", "help": "Help!"}
    page = widget(attribute("strings", words) + ' lang="cy"')
    assert page.locator("[part=title]").inner_text() == "Teitl"
    assert page.get_by_role("button", name="Gadael").count() == 1
    turn = ask(page)
    assert turn.locator("[part=status]").inner_text().endswith("Dyma")
    assert turn.locator("a").first.inner_text().startswith("tudalen 1")
    assert page.locator("dialog").get_attribute("lang") == "cy"


def test_words_can_come_from_an_address(widget: Opened, council: Council, server: Server) -> None:
    council.bodies["/words.json"] = json.dumps({"title": HOSTILE, "exit": 7, "nothing": "x"})
    before = council.policy
    council.policy = f"{before} {council.origin}"
    try:
        page = widget(script=attribute("data-strings", "/words.json") + ' data-label="Gofynnwch"')
    finally:
        council.policy = before
    assert page.locator("[part=launcher]").text_content() == "Gofynnwch"
    assert page.locator("[part=title]").inner_text() == HOSTILE
    assert page.get_by_role("button", name="Exit this page").count() == 1
    assert page.locator("dialog img, dialog script").count() == 0


def test_words_that_cannot_be_read_leave_ours(widget: Opened) -> None:
    page = widget('mode="inline" strings="{broken"', script='data-strings="/nothing-here.json"')
    assert page.locator("[part=title]").inner_text() == "Ask about our plans"


def test_a_person_can_be_reached(widget: Opened) -> None:
    page = widget(attribute("contact", "Call 01234 567890") + ' contact-link="tel:01234567890"')
    assert page.locator("[part=intro] [part=contact] a").get_attribute("href") == "tel:01234567890"
    other = widget(attribute("contact", HOSTILE) + ' contact-link="javascript:alert(1)"')
    assert other.locator("[part=intro] [part=contact]").inner_text() == f"To talk to a person: {HOSTILE}"
    assert other.locator("[part=contact] a").count() == 0


def test_colours_and_parts_are_the_page_s(widget: Opened) -> None:
    page = widget("", press=False)
    page.locator("plan-assistant").evaluate("(one) => one.style.setProperty('--plan-assistant-accent', 'rgb(1, 2, 3)')")
    assert page.locator("[part=launcher]").evaluate("(one) => getComputedStyle(one).backgroundColor") == "rgb(1, 2, 3)"
    page.evaluate(
        "() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('plan-assistant::part(launcher) { color: rgb(4, 5, 6) }');"
        " document.adoptedStyleSheets = [sheet]; }"
    )
    assert page.locator("[part=launcher]").evaluate("(one) => getComputedStyle(one).color") == "rgb(4, 5, 6)"


def test_the_theme_follows_the_page_unless_it_is_told(widget: Opened) -> None:
    page = widget(color_scheme="dark")

    def grounds() -> list[str]:
        found: list[str] = []
        for theme in ("", "light", "dark", "auto"):
            page.locator("plan-assistant").evaluate("(one, theme) => one.setAttribute('theme', theme)", theme)
            found.append(page.locator("dialog").evaluate("(one) => getComputedStyle(one).backgroundColor"))
        return found

    dark, light = "rgb(17, 22, 29)", "rgb(255, 255, 255)"
    assert grounds() == [dark, light, dark, dark]
    page.emulate_media(color_scheme="light")
    assert grounds() == [light, light, dark, light]


def test_without_scripts_the_link_inside_is_shown(widget: Opened, server: Server) -> None:
    page = widget("", press=False, java_script_enabled=False)
    assert page.get_by_role("link", name="Ask").get_attribute("href") == f"{server.address}/"


def test_a_file_that_is_not_what_was_released_is_not_run(widget: Opened, server: Server) -> None:
    page = widget("", press=False)
    page.route("**/panel.js", lambda route: route.fulfill(body="document.title = 'owned'", content_type="text/javascript", headers=ORIGIN))
    page.locator("[part=launcher]").click()
    page.locator("[part=notice]").get_by_text("cannot be reached").wait_for()
    assert page.title() == "A council"
    assert page.locator("plan-assistant a").is_visible()
    page.unroute("**/panel.js")
    page.get_by_role("button", name="Try again").click()
    page.locator("[part=box]").wait_for()


def test_hostile_words_do_nothing(widget: Opened, server: Server, stage: Stage) -> None:
    stage.given = hostile()
    page = widget()
    turn = ask(page, HOSTILE)
    turn.locator("summary").click()
    assert turn.locator("script, img").count() == 0
    assert turn.locator("[part=asked]").inner_text().endswith(HOSTILE)
    assert turn.locator(".words").first.inner_text() == HOSTILE
    hrefs = {link.get_attribute("href") for link in turn.locator("a").all()}
    assert hrefs == {f"{server.address}/documents"}
    assert page.title() == "A council"


OURS = "/documents/reading/pages/1?start=0&end=20#marked"
THEIRS = ["//evil.example/", "https://evil.example/documents/", "documents/x", "/documents", ""]
THEIRS += ["/documents/../../x", "/documents/\\..\\..\\x", "/documents/%2e%2e/x"]


def test_links_lead_to_our_own_pages_only(widget: Opened, server: Server) -> None:
    page = widget()
    found = page.evaluate(
        "async ([address, urls]) => { const script = document.querySelector('script').src;"
        " const version = performance.getEntriesByType('resource').map((one) => one.name).find((name) => name.endsWith('/answer.js'));"
        " const { Turn } = await import(version);"
        " const widget = { base: address, level: 2, say: (key) => key };"
        " const turn = new Turn(1, '', widget, { titles: {} });"
        " return urls.map((url) => turn.ours(url)); }",
        [f"{server.address}/", [OURS, *THEIRS]],
    )
    assert found == [server.address + OURS, *[f"{server.address}/documents"] * len(THEIRS)]


def test_every_way_an_answer_ends_is_shown(widget: Opened, stage: Stage) -> None:
    page = widget()
    for status in Status:
        given = stage.given = of_status(status)
        turn = ask(page)
        assert turn.get_attribute("data-status") == status.value
        assert turn.locator(".claim").count() == len(given.claims)
        assert turn.locator("[part=signposts] li").count() == len(given.signposts)
        assert turn.locator("[part=suggestion]").count() == len(given.suggestions)
        assert turn.locator("blockquote").count() == len(given.citations)
    partly = page.locator("[data-status=partly_answered]").inner_text()
    assert "I looked in: Reading. I could not read page 2 of Reading." in partly
    assert "I looked in *everything*." in page.locator("[data-status=declined]").inner_text()


def test_an_answer_of_three_hundred_claims_is_shown_whole(widget: Opened, stage: Stage) -> None:
    stage.given = quoted(300)
    turn = ask(widget(), "Everything")
    assert (turn.locator(".claim").count(), turn.locator("blockquote").count()) == (300, 300)


def test_an_answer_as_json_is_shown_as_well(widget: Opened, stage: Stage) -> None:
    stage.given = quoted(2)
    page = widget()
    page.route("**/api/v1/chat", lambda route: route.continue_(headers={**route.request.headers, "accept": "application/json"}))
    assert ask(page).locator("blockquote").count() == 2


def test_a_stream_that_breaks_off_is_said_and_asked_again(widget: Opened, stage: Stage) -> None:
    stage.given = quoted(2)
    page = widget()
    claim = '{"text": "Half", "basis": "quoted", "citations": []}'
    half = f'event: status\ndata: {{"status": "answered"}}\n\nevent: claim\ndata: {claim}\n\nevent: cl'
    page.evaluate(
        "() => { window.said = []; const root = document.querySelector('plan-assistant').shadowRoot;"
        " new MutationObserver(() => window.said.push(root.querySelector('[aria-live]').textContent))"
        ".observe(root.querySelector('[aria-live]'), { childList: true }); }"
    )
    page.route("**/api/v1/chat", lambda route: route.fulfill(content_type="text/event-stream", body=half, headers=ORIGIN), times=1)
    turn = ask(page)
    assert turn.locator("blockquote").count() == 2
    assert "Half" not in turn.inner_text()
    assert any("broke off" in text for text in page.evaluate("() => window.said"))


def test_a_stream_that_always_breaks_off_is_given_up(widget: Opened) -> None:
    page = widget()
    page.route("**/api/v1/chat", lambda route: route.fulfill(content_type="text/event-stream", body=": nothing\n\n", headers=ORIGIN))
    turn = ask(page, "What?")
    assert "still cannot be reached" in turn.inner_text()
    assert "To talk to a person" in turn.inner_text()
    assert page.locator("[part=box]").input_value() == "What?"


def test_a_server_that_restarts_is_named_and_the_question_goes_on_by_itself(
    opened: Opened, browser: Any, council: Council, web_service: Service, web_settings: IngestSettings, stage: Stage
) -> None:
    stage.given = quoted()
    own = Server(allowing(web_service, council.origin), web_settings)
    context = browser.new_context()
    context.set_default_timeout(15_000)
    before = council.policy
    try:
        council.trust(own.address)
        council.bodies["/restart"] = page_of(own.address)
        page = context.new_page()
        page.clock.install()
        page.goto(f"{council.origin}/restart")
        page.locator("[part=launcher]").click()
        page.locator("[part=box]").fill("What?")
        own.stop()
        with page.expect_event("requestfailed", lambda request: request.url.endswith("/widget/origin")):
            page.locator("[part=box]").press("Enter")
            page.get_by_text("I am trying again by myself").first.wait_for()
            page.clock.run_for(1)
        assert page.locator("[part=box]").input_value() == "What?"
        own.start()
        page.clock.run_for(2_000)
        page.locator("[part=turn] blockquote").wait_for(state="attached")
        assert page.locator("[part=box]").input_value() == ""
    finally:
        council.policy = before
        context.close()
        own.stop()


def test_a_slow_answer_is_named_and_then_given_up(widget: Opened, stage: Stage) -> None:
    stage.given, stage.gate = quoted(), threading.Event()
    page = widget(press=False, fresh=True)
    page.clock.install()
    page.reload()
    page.locator("[part=launcher]").click()
    page.locator("[part=box]").fill("Slow?")
    with page.expect_request("**/api/v1/chat"):
        page.locator("[part=box]").press("Enter")
    page.clock.run_for(11_000)
    page.locator("[part=answer]").get_by_text("longer than usual").wait_for()
    page.clock.run_for(120_000)
    page.locator("[part=answer]").get_by_text("takes too long").wait_for()
    assert page.locator("[part=box]").input_value() == "Slow?"


def test_an_answer_on_its_way_can_be_stopped_and_asked_again(widget: Opened, stage: Stage) -> None:
    stage.given, stage.gate = quoted(), threading.Event()
    page = widget()
    page.locator("[part=box]").fill("Slow?")
    page.locator("[part=box]").press("Enter")
    page.locator("[part=stop]").click()
    turn = page.locator("[part=turn]")
    turn.get_by_text("Stopped").wait_for()
    assert page.locator("[part=box]").input_value() == "Slow?"
    stage.gate.set()
    turn.get_by_role("button", name="Try again").click()
    page.locator("[part=turn] blockquote").wait_for(state="attached")


REFUSED = [
    (429, {}, "Please wait a minute"),
    (429, {"Retry-After": "42", "Access-Control-Expose-Headers": "Retry-After"}, "wait 42 seconds"),
    (429, {"Retry-After": "1800", "Access-Control-Expose-Headers": "Retry-After"}, "wait 30 minutes"),
    (503, {}, "not available at the moment"),
    (500, {}, "This did not work. Something went wrong"),
]


def test_refusals_are_said_plainly_and_keep_the_question(widget: Opened) -> None:
    page = widget(attribute("contact", "Call 01234 567890"))
    waiting = iter(REFUSED)

    def refuse(route: Any) -> None:
        status, headers, _ = next(waiting)
        body = json.dumps({"status": status, "detail": "Something went wrong"})
        route.fulfill(status=status, body=body, headers=ORIGIN | headers)

    page.route("**/api/v1/chat", refuse)
    for _, _, sentence in REFUSED:
        turn = ask(page, "What?")
        assert sentence in turn.inner_text()
        assert "Call 01234 567890" in turn.inner_text()
        assert page.locator("[part=box]").input_value() == "What?"


def test_the_server_lets_a_page_read_how_long_to_wait(server: Server, council: Council) -> None:
    import httpx

    answer = httpx.post(f"{server.address}/api/v1/chat", json={}, headers={"Origin": council.origin})
    assert answer.headers["access-control-expose-headers"] == "Retry-After"
    assert answer.headers["access-control-allow-origin"] == council.origin


def test_a_conversation_can_be_cleared(widget: Opened, stage: Stage) -> None:
    stage.given = quoted()
    page = widget()
    ask(page, "Something private")
    page.locator("[part=clear]").click()
    assert page.locator("[part=turn]").count() == 0
    ask(page, "Another")
    assert stage.asked[-1].history == ()


def test_a_widget_that_was_closed_goes_on_where_it_was(widget: Opened, stage: Stage) -> None:
    stage.given = quoted()
    page = widget()
    ask(page)
    page.locator("[part=close]").click()
    assert not page.locator("[part=turn]").is_visible()
    page.locator("[part=launcher]").click()
    assert page.locator("[part=turn]").is_visible()


def test_an_inline_widget_can_be_open_from_the_beginning_and_leaves_the_focus(widget: Opened) -> None:
    page = widget('mode="inline" open', press=False)
    page.locator("[part=box]").wait_for()
    assert page.evaluate("() => document.activeElement === document.body")
    assert page.locator("[part=close]").count() == 0


def test_two_widgets_stand_side_by_side(opened: Opened, server: Server, stage: Stage) -> None:
    stage.given = quoted()
    one, other = ('<plan-assistant mode="inline" label="One"></plan-assistant>', '<plan-assistant label="Two"></plan-assistant>')
    page = opened(page_of(server.address, one + other))
    page.get_by_role("button", name="One").click()
    page.locator("[part=box]").fill("Only here")
    page.get_by_role("button", name="Two").click()
    page.locator("dialog [part=box]").wait_for()
    assert page.locator("dialog [part=box]").input_value() == ""


def test_a_pinned_script_runs_with_its_hash_and_without_it_does_not(opened: Opened, server: Server) -> None:
    import httpx

    lines = httpx.get(f"{server.address}/widget").text
    found = re.search(r"/widget/(\w+)/widget\.js&#34;\s+integrity=&#34;([^&]+)&#34;", lines)
    assert found is not None
    version, integrity = found.groups()
    for hash_, shown in ((integrity, 1), ("sha384-" + "A" * 64, 0)):
        script = f'<script src="{server.address}/widget/{version}/widget.js" integrity="{hash_}" crossorigin="anonymous" defer></script>'
        page = opened(page_of(server.address).replace(f'<script src="{server.address}/widget.js"  defer></script>', script))
        assert script in page.content().replace('defer=""', "defer")
        assert page.locator("[part=launcher]").count() == shown
        if shown:
            page.locator("[part=launcher]").click()
            page.locator("[part=box]").wait_for()


def test_the_demonstration_and_the_page_for_web_editors_work(browser: Any, server: Server, stage: Stage) -> None:
    stage.given = quoted()
    context = browser.new_context()
    context.set_default_timeout(15_000)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(f"{server.address}/widget/demonstration")
    page.get_by_role("button", name="Ask here").click()
    assert ask(page).locator("blockquote").count() == 1
    page.goto(f"{server.address}/widget")
    page.get_by_label("Reading").check()
    page.get_by_label("in its place").check()
    page.get_by_role("button", name="Show the lines").click()
    assert 'data-documents="reading"' in page.locator("#plain").input_value()
    assert 'mode="inline"' in page.locator("#element").input_value()
    context.close()
    assert wrong == []
