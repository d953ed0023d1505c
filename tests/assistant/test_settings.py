"""The server's settings: from the environment, checked at start-up, and refused by name."""

from __future__ import annotations

import os
from ipaddress import ip_network
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from assistant.settings import AssistantSettings, load_settings
from ingest.errors import BadInput
from ingest.settings import IngestSettings

Environment = pytest.MonkeyPatch


@pytest.fixture(autouse=True)
def bare(monkeypatch: Environment) -> None:
    """An environment that says nothing of ours."""
    for name in list(os.environ):
        if name.startswith("PLAN_ASSISTANT_"):
            monkeypatch.delenv(name)


def test_nothing_needs_to_be_set() -> None:
    settings, index = load_settings()
    assert (settings.staff_key, settings.admin_key, settings.model) == (None, None, None)
    assert (settings.trusted_proxies, settings.proxy_administrators, settings.allowed_origins) == ((), frozenset(), ())
    assert index == IngestSettings()


def test_the_environment_sets_each_by_its_name(monkeypatch: Environment) -> None:
    given = {
        "STAFF_KEY": "a-staff-key", "TRUSTED_PROXIES": "10.0.0.0/8, 192.0.2.7,::1", "PROXY_HEADER": "X-User",
        "PROXY_ADMINISTRATORS": "ann, bob,", "ALLOWED_ORIGINS": "https://www.example.gov.uk,*", "MODEL": " openai:gpt-5-mini ",
        "MODEL_URL": "http://localhost:8080/v1", "HISTORY_DAYS": "7.5", "LIMIT_LOCAL": "true", "INDEX": "elsewhere",
    }  # fmt: skip
    for name, value in given.items():
        monkeypatch.setenv(f"PLAN_ASSISTANT_{name}", value)
    settings, index = load_settings()
    assert settings.staff_key == SecretStr("a-staff-key")
    assert settings.trusted_proxies == (ip_network("10.0.0.0/8"), ip_network("192.0.2.7/32"), ip_network("::1/128"))
    assert settings.proxy_administrators == {"ann", "bob"}
    assert settings.allowed_origins == ("https://www.example.gov.uk", "*")
    assert (settings.model, settings.model_url) == ("openai:gpt-5-mini", "http://localhost:8080/v1")
    assert (settings.history_days, settings.limit_local) == (7.5, True)
    assert index.index == Path("elsewhere")


def test_an_index_that_is_given_is_taken(tmp_path: Path, monkeypatch: Environment) -> None:
    monkeypatch.setenv("PLAN_ASSISTANT_INDEX", "elsewhere")
    given = IngestSettings(index=tmp_path)
    assert load_settings(given)[1] is given


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STAFF_KEY", "short"),
        ("ADMIN_KEY", "1234567"),
        ("SESSION_HOURS", "0"),
        ("SESSION_HOURS", "721"),
        ("SESSION_HOURS", "soon"),
        ("TRUSTED_PROXIES", "10.0.0.0/8, nowhere"),
        ("ALLOWED_ORIGINS", "www.example.gov.uk"),
        ("ALLOWED_ORIGINS", "https://www.example.gov.uk/"),
        ("ALLOWED_ORIGINS", "https://WWW.example.gov.uk"),
        ("ALLOWED_ORIGINS", "https://ann@example.gov.uk"),
        ("MODEL", "gpt-5-mini"),
        ("MODEL", "openai:"),
        ("MODEL_URL", "localhost:8080"),
        ("MODEL_URL", "ftp://localhost"),
        ("WORKERS", "0"),
        ("WORKERS", "65"),
        ("MAX_BODY_KB", "15"),
        ("MODEL_TOKENS", "499"),
        ("HISTORY_DAYS", "0"),
        ("THREADS", "0"),
        ("MAX_PAGES", "many"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_and_not_repeated(monkeypatch: Environment, name: str, value: str) -> None:
    monkeypatch.setenv(f"PLAN_ASSISTANT_{name}", value)
    with pytest.raises(BadInput) as refused:
        load_settings()
    assert f"PLAN_ASSISTANT_{name} " in str(refused.value)
    assert "correct it" in str(refused.value)
    assert not name.endswith("_KEY") or value not in str(refused.value)


def test_both_keys_alike_are_refused_and_not_repeated(monkeypatch: Environment) -> None:
    for name in ("STAFF_KEY", "ADMIN_KEY"):
        monkeypatch.setenv(f"PLAN_ASSISTANT_{name}", "one-and-the-same")
    with pytest.raises(BadInput, match="must differ") as refused:
        load_settings()
    assert "one-and-the-same" not in str(refused.value)


def test_a_proxys_header_needs_a_proxy_that_is_believed(monkeypatch: Environment) -> None:
    monkeypatch.setenv("PLAN_ASSISTANT_PROXY_HEADER", "X-User")
    with pytest.raises(BadInput, match="trusted_proxies"):
        load_settings()
    monkeypatch.setenv("PLAN_ASSISTANT_TRUSTED_PROXIES", "127.0.0.1")
    assert load_settings()[0].proxy_header == "X-User"


@pytest.mark.parametrize("name", ["STAFF_KEY", "ADMIN_KEY", "MODEL", "MODEL_URL", "TRUSTED_PROXIES", "ALLOWED_ORIGINS"])
def test_an_empty_variable_is_as_good_as_none(monkeypatch: Environment, name: str) -> None:
    monkeypatch.setenv(f"PLAN_ASSISTANT_{name}", "")
    assert not getattr(load_settings()[0], name.lower())


def test_a_key_is_never_shown() -> None:
    settings = AssistantSettings(staff_key=SecretStr("the-staff-key"), limit_secret=SecretStr("pepper-and-salt"))
    assert "the-staff-key" not in f"{settings!r} {settings}"
    assert "pepper-and-salt" not in f"{settings!r} {settings.model_dump_json()}"


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        AssistantSettings().workers = 3


@pytest.mark.parametrize("settings", [AssistantSettings, IngestSettings])
def test_every_setting_says_what_it_is_for(settings: type[AssistantSettings | IngestSettings]) -> None:
    assert [name for name, field in settings.model_fields.items() if not (field.description or "").endswith(".")] == []
