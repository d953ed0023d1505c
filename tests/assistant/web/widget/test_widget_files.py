"""The widget's files, words and addresses, without a browser."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from assistant.prompts import FOLDER
from assistant.settings import load_settings
from assistant.web.widget.embedding import SETTINGS, Embedding
from assistant.web.widget.release import Releases, release_of
from assistant.web.widget.words import load_words
from ingest.errors import BadInput

SOURCES = {file.name: file.read_text("utf-8") for file in files("assistant.web").joinpath("widget", "source").iterdir()}
SCRIPTS = "\n".join(text for name, text in SOURCES.items() if name.endswith(".js"))
LOADER_BYTES = 5_000
ALL_BYTES = 30_000


def test_the_loader_and_the_whole_are_small(web: TestClient) -> None:
    release = release_of(load_words())
    start = len(gzip.compress(web.get("/widget/start.json").content, 9))
    sizes = {name: len(file.packed) for name, file in release.files.items()}
    assert sizes["widget.js"] <= LOADER_BYTES
    assert sum(sizes.values()) + start <= ALL_BYTES


def test_a_version_is_a_digest_of_everything() -> None:
    words = load_words()
    assert release_of(words).version == release_of(words).version
    other = type(words)({**words.loader, "open": "Other"}, words.languages)
    assert release_of(other).version != release_of(words).version
    assert "__" not in release_of(words).loader.content.decode()


def test_scripts_are_served_for_every_page_and_for_good(web: TestClient) -> None:
    release = release_of(load_words())
    for name, file in release.files.items():
        answer = web.get(f"/widget/{release.version}/{name}", headers={"Accept-Encoding": "gzip"})
        assert answer.content == file.content
        assert answer.headers["content-encoding"] == "gzip"
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["content-type"].startswith("text/css" if name.endswith("css") else "text/javascript")
        assert file.integrity == "sha384-" + base64.b64encode(hashlib.sha384(answer.content).digest()).decode()
        assert web.get(f"/widget/{release.version}/3/{name}").content == file.content
    plain = web.get("/widget.js", headers={"Accept-Encoding": "identity"})
    assert plain.content == release.loader.content and "content-encoding" not in plain.headers
    assert "max-age=300" in plain.headers["cache-control"]
    assert web.get("/widget.js", headers={"If-None-Match": plain.headers["etag"]}).status_code == 304


def test_the_loader_pins_everything_it_fetches(web: TestClient) -> None:
    release = release_of(load_words())
    pinned = json.loads(re.search(r"const release = (\{.*\});", release.loader.content.decode())[1])  # type: ignore[index]
    assert pinned["version"] == release.version
    assert pinned["files"] == {name: file.integrity for name, file in release.files.items() if name != "widget.js"}


def test_what_is_asked_for_in_vain_says_where_to_go(web: TestClient) -> None:
    answer = web.get("/widget/000000000000/panel.js")
    assert answer.status_code == 404 and "/widget" in answer.json()["detail"]


def test_a_release_of_before_is_served_on(tmp_path: Path) -> None:
    old = Releases.open(tmp_path)
    shutil.move(tmp_path / old.current.version, tmp_path / "0123456789ab")
    new = Releases.open(tmp_path)
    kept = new.file("0123456789ab", "panel.js")
    assert kept is not None and kept.integrity == old.current.files["panel.js"].integrity
    assert new.file("0123456789ab", "nothing.js") is None


def test_a_folder_that_cannot_be_written_is_no_reason_not_to_start(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert Releases.open(tmp_path / "file").current.loader.content


NOW = Releases(release_of(load_words()), FOLDER.parent)


@given(st.text(max_size=40), st.text(max_size=40))
def test_nothing_else_is_ever_read(version: str, name: str) -> None:
    assert NOW.file(version, name) is None


def test_no_way_around_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.js").write_text("secret")
    releases = Releases.open(tmp_path / "widget")
    for version, name in (("..", "secret.js"), (releases.current.version, "../../secret.js"), ("0123456789ab/../..", "secret.js")):
        assert releases.file(version, name) is None


FORBIDDEN = (
    "innerHTML outerHTML insertAdjacentHTML document.write eval( Function( localStorage sessionStorage indexedDB document.cookie caches. "
    "sendBeacon WebSocket XMLHttpRequest http://"
).split()


def test_the_scripts_use_nothing_that_could_run_words_or_keep_them() -> None:
    assert [word for word in FORBIDDEN if word in SCRIPTS] == []
    assert not re.search(r"(?<!no-)store", SCRIPTS)
    assert set(re.findall(r"https://[^\"'`\s]+", SCRIPTS)) == {"https://www.bbc.co.uk/weather"}, "the neutral page alone"


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    words = set(load_words().languages["en"])
    quoted = set(re.findall(r'"(\w+)"', SCRIPTS))
    built = {key for key in words if key.startswith(("status_", "basis_"))}
    assert words - quoted - built == set()
    asked = set(re.findall(r'say\("(\w+)"', SCRIPTS)) | set(re.findall(r'NoAnswer\("(\w+)"', SCRIPTS))
    assert asked - words == set()


def test_a_page_is_told_whether_it_may_ask(web: TestClient) -> None:
    assert web.get("/widget/origin").json() == {"listed": True}
    stranger = web.get("/widget/origin", headers={"Origin": "https://www.example.gov.uk"})
    assert stranger.headers["access-control-allow-origin"] == "*"
    assert stranger.json()["listed"] is False
    assert "https://www.example.gov.uk is not among" in stranger.json()["detail"]
    assert "<" not in web.get("/widget/origin", headers={"Origin": "<script>"}).json()["detail"]
    assert web.get("/widget/origin", headers={"Origin": "null"}).json()["listed"] is False


def test_a_widget_begins_with_what_the_public_may_see(web: TestClient) -> None:
    start = web.get("/widget/start.json", params={"documents": "bridgeton, gone"}).json()
    assert start["documents"] == ["bridgeton"]
    assert "secret" not in start["titles"]
    assert start["suggestions"] and all("Bridgeton" in question for question in start["suggestions"])
    assert start["signposts"][0]["contact"].startswith("Call 999")
    assert web.get("/widget/start.json").json()["documents"] is None


@pytest.mark.parametrize("documents", ["secret", "gone", "gone,secret"])
def test_a_widget_whose_documents_are_all_gone_does_not_ask_about_others(web: TestClient, documents: str) -> None:
    answer = web.get("/widget/start.json", params={"documents": documents})
    assert answer.status_code == 404 and "None of the documents" in answer.json()["detail"]


@pytest.mark.parametrize("lang", ["cy", "x" * 500, "<script>", "", "en-GB"])
def test_a_language_without_words_reads_english(web: TestClient, lang: str) -> None:
    assert web.get("/widget/start.json", params={"lang": lang}).json()["lang"] == "en"


def wording(folder: Path, text: str, name: str = "widget-cy.toml") -> Path:
    shutil.copy(FOLDER / "widget.toml", folder / "widget.toml")
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_an_authority_can_add_a_language(tmp_path: Path) -> None:
    words = load_words(wording(tmp_path, '[panel]\nexit = "Gadael"\n'))
    language, strings = words.of("cy-GB")
    assert (language, strings["exit"], strings["ask"]) == ("cy", "Gadael", "Ask")


@pytest.mark.parametrize(
    ("text", "name", "named"),
    [
        ("[panel\n", "widget-cy.toml", "widget-cy.toml cannot be read"),
        ('[panel]\nnothing = "x"\n', "widget-cy.toml", "panel.nothing"),
        ('[other]\nexit = "x"\n', "widget-cy.toml", "other"),
        ('exit = "x"\n', "widget-cy.toml", "exit"),
        ('[panel]\nexit = ""\n', "widget-cy.toml", "panel.exit"),
        ('[panel]\nexit = "{name}"\n', "widget-cy.toml", "{name}"),
        ('[panel]\nexit = "x"\n', "widget-Welsh.toml", "widget-Welsh.toml"),
        ('[panel]\nexit = "x"\n', "widget.toml", "its words are missing"),
    ],
)
def test_wrong_words_are_refused_by_name(tmp_path: Path, text: str, name: str, named: str) -> None:
    with pytest.raises(BadInput, match=re.escape(named)):
        load_words(wording(tmp_path, text, name))


def test_the_page_for_web_editors_has_the_lines_for_each_system(web: TestClient) -> None:
    release = release_of(load_words())
    page = web.get("/widget", params={"document": ["bridgeton", "secret", "<x>"], "mode": "inline"}).text
    assert page.count(release.loader.integrity) == 3
    assert page.count(f"http://testserver/widget/{release.version}/widget.js") == 3
    assert "data-documents=&#34;bridgeton&#34;" in page and "secret" not in page and "<x>" not in page
    assert "attach_library" in page and "script_loader_tag" in page


@pytest.mark.parametrize("host", ["<script>x", "evil example", "x" * 300 + "/", "evil.example/?x="])
def test_a_strange_host_is_not_repeated(web: TestClient, host: str) -> None:
    page = web.get("/widget", headers={"Host": host}).text
    assert "https://assistant.example.gov.uk/widget/" in page
    assert host not in page


def test_behind_a_proxy_the_lines_name_its_scheme(web: TestClient) -> None:
    assert "https://testserver/widget.js" in web.get("/widget", headers={"X-Forwarded-Proto": "https"}).text


def test_lines_hold_a_document_s_id_harmlessly() -> None:
    lines = Embedding("https://a.example", "0" * 12, "sha384-x", ['"><script>', "it's"], "inline")
    assert "<script>" not in lines.script.removeprefix("<script ") and '"><' not in lines.script
    assert lines.wordpress.count("'") % 2 == 0 and "it's" not in lines.wordpress
    assert "it's" not in lines.library


@pytest.mark.parametrize(
    "origin", ["https://www.example.gov.uk/", "www.example.gov.uk", "https://a.example/page", "https://A.example", "null"]
)
def test_a_web_site_that_could_never_match_is_refused_at_start(monkeypatch: pytest.MonkeyPatch, origin: str) -> None:
    monkeypatch.setenv("PLAN_ASSISTANT_ALLOWED_ORIGINS", f"https://ok.example:8443, {origin}")
    with pytest.raises(BadInput, match="PLAN_ASSISTANT_ALLOWED_ORIGINS") as refused:
        load_settings()
    assert f"“{origin}”" in str(refused.value)


DOCUMENTED = Path(__file__).parents[4] / "docs" / "widget.md"


def test_everything_that_can_be_set_is_documented() -> None:
    text = DOCUMENTED.read_text(encoding="utf-8")
    styles = SOURCES["launcher.css"] + SOURCES["panel.css"]
    properties = set(re.findall(r"var\((--plan-assistant-[\w-]+)", styles))
    parts = set(re.findall(r'part: "(\w+)"', SCRIPTS)) | set(re.findall(r'button\("(\w+)"', SCRIPTS))
    names = {name for name, _ in SETTINGS} | properties | parts | set(load_words().languages["en"])
    assert [name for name in sorted(names) if f"`{name}`" not in text] == []
    options = set(re.findall(r'option\("([\w-]+)"\)', SCRIPTS)) | set(re.findall(r'address\("([\w-]+)"', SCRIPTS))
    assert options <= {name for name, _ in SETTINGS}
