"""Who is asking, and what they may see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr, ValidationError

from assistant.access import ADMINISTRATOR, PUBLIC, STAFF, Credentials, Gate, scope, visible
from assistant.errors import NotKnown
from assistant.serving import Service
from assistant.settings import AssistantSettings
from ingest.errors import UnknownDocument

KEYS = AssistantSettings(staff_key=SecretStr("the-staff-key"), admin_key=SecretStr("the-admin-key"))
PROXIED = AssistantSettings(proxy_header="X-User", trusted_proxies="10.0.0.0/8", proxy_administrators="ann, bob")  # type: ignore[arg-type]


def bearer(key: str) -> Credentials:
    return Credentials({"authorization": f"Bearer {key}"})


def test_nobody_is_the_public() -> None:
    assert Gate(KEYS).asker(Credentials({})) == PUBLIC


def test_each_key_opens_its_own() -> None:
    assert Gate(KEYS).asker(bearer("the-staff-key")) == STAFF
    assert Gate(KEYS).asker(bearer("the-admin-key")) == ADMINISTRATOR


@given(st.text().filter(lambda key: key.strip() not in ("the-staff-key", "the-admin-key")))
def test_any_other_key_is_refused(key: str) -> None:
    with pytest.raises(NotKnown):
        Gate(KEYS).asker(bearer(key))


def test_without_keys_no_key_opens_anything() -> None:
    with pytest.raises(NotKnown):
        Gate(AssistantSettings(staff_key=None, admin_key=None)).asker(bearer(""))


def test_a_session_is_its_keys_and_ends() -> None:
    gate = Gate(KEYS)
    cookie = gate.session("the-staff-key")
    assert gate.asker(Credentials({}, cookie)) == STAFF
    assert gate.asker(Credentials({}, gate.session("the-staff-key", now=0))) == PUBLIC
    other = AssistantSettings(staff_key=SecretStr("another-staff-key"))
    assert Gate(other).asker(Credentials({}, cookie)) == PUBLIC


@given(st.text(), st.integers(0, 60))
def test_a_forged_session_opens_nothing(noise: str, place: int) -> None:
    cookie = Gate(KEYS).session("the-staff-key")
    forged = cookie[:place] + noise + cookie[place + 1 :]
    if forged != cookie:
        assert Gate(KEYS).asker(Credentials({}, forged)) == PUBLIC
    assert Gate(KEYS).asker(Credentials({}, cookie.replace("staff", "admin"))) == PUBLIC


def test_a_user_header_counts_from_a_listed_proxy_only() -> None:
    gate = Gate(PROXIED)
    assert gate.asker(Credentials({"x-user": "eve"}, peer="10.1.2.3")) == STAFF
    assert gate.asker(Credentials({"x-user": "bob"}, peer="::ffff:10.1.2.3")) == ADMINISTRATOR
    assert gate.asker(Credentials({"x-user": "bob"}, peer="192.168.1.1")) == PUBLIC
    assert gate.asker(Credentials({"x-user": " "}, peer="10.1.2.3")) == PUBLIC
    assert gate.asker(Credentials({"x-user": "bob"}, peer=None)) == PUBLIC


def test_settings_that_would_open_the_door_are_refused() -> None:
    with pytest.raises(ValidationError, match="trusted_proxies"):
        AssistantSettings(proxy_header="X-User")
    with pytest.raises(ValidationError, match="at least"):
        AssistantSettings(staff_key=SecretStr("short"))
    with pytest.raises(ValidationError, match="differ"):
        AssistantSettings(staff_key=SecretStr("the-same-key"), admin_key=SecretStr("the-same-key"))


def test_a_published_document_hides_its_digest_from_those_who_may_see_it(service: Service) -> None:
    snapshot = service.snapshot()
    assert visible(snapshot, PUBLIC) == {"bridgeton", "harbour", "leaflet", "secret-digest"}
    assert visible(snapshot, STAFF) == {"bridgeton", "harbour", "leaflet", "risk", "secret"}


def test_a_question_is_limited_to_what_may_be_seen(service: Service) -> None:
    snapshot = service.snapshot()
    assert scope(snapshot, PUBLIC, ("harbour",)) == {"harbour"}
    for hidden in ("risk", "harbour-digest", "no-such"):
        with pytest.raises(UnknownDocument, match=hidden):
            scope(snapshot, PUBLIC, ("harbour", hidden))
