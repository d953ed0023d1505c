"""Settings of the server: one frozen object, from the environment, checked at start-up. `ingest.settings` has the index's."""

from __future__ import annotations

import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated, Self

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from ingest.errors import BadInput
from ingest.settings import IngestSettings

SHORTEST_KEY = 8


class AssistantSettings(BaseSettings):
    """Who may see what, and how much one request may ask for.

    Each field is set by an environment variable of the same name in capitals behind `PLAN_ASSISTANT_`; lists are separated by commas.
    """

    model_config = SettingsConfigDict(env_prefix="PLAN_ASSISTANT_", frozen=True, extra="ignore", hide_input_in_errors=True)

    staff_key: SecretStr | None = Field(default=None, description="Key that opens internal documents.")
    admin_key: SecretStr | None = Field(default=None, description="Key that opens internal documents, adds documents and removes them.")
    session_hours: float = Field(
        default=12, gt=0, le=24 * 30, description="Hours after which a key has to be given again on our own pages."
    )
    proxy_header: str | None = Field(default=None, description="Header in which a proxy names the user it has signed in: staff.")
    trusted_proxies: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = Field(
        default=(),
        description="Addresses or networks of the proxies that are believed: that header, and for whom they ask (X-Forwarded-For).",
    )
    proxy_administrators: Annotated[frozenset[str], NoDecode] = Field(
        default=frozenset(), description="Users, as the proxy names them, who are administrators."
    )
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Web sites whose pages may call this server from a browser, such as https://www.example.gov.uk."
    )
    max_body_kb: int = Field(default=1024, ge=16, description="Largest request, in kilobytes; an upload may have the largest file's size.")
    workers: int = Field(default=8, ge=1, le=64, description="Requests that are worked on at the same time.")
    model: str | None = Field(default=None, description="Chat model that words answers, as provider:name; none is needed.")
    model_url: str | None = Field(default=None, description="Address of the chat model's server, where it is not the provider's own.")
    model_seconds: float = Field(
        default=20, gt=0, le=300, description="Seconds the chat model may take for one answer, before it is made without it."
    )
    model_tokens: int = Field(
        default=10_000, ge=500, le=1_000_000, description="Tokens of the documents, estimated, that the chat model is shown at most."
    )
    history_url: str | None = Field(
        default=None, description="SQLAlchemy URL of the database for kept conversations and feedback; default: SQLite in the index folder."
    )
    history_days: float = Field(
        default=30, gt=0, le=3650, description="Days after its last question that a conversation which somebody wanted kept is kept."
    )
    limit_questions: str = Field(
        default="30/minute;300/hour",
        description="Questions and searches one visitor may send, such as 30/minute;300/hour; empty: any number. Staff are not limited.",
    )
    limit_pictures: str = Field(default="240/minute", description="Pictures of pages that one visitor may have drawn.")
    limit_writing: str = Field(default="20/minute", description="Remarks that one visitor may send, and wrong keys that they may try.")
    limit_local: bool = Field(default=False, description="Whether requests from this very machine are limited like a visitor's.")
    limit_storage: str = Field(
        default="memory://", description="Where visits are counted: memory://, or a URL such as redis://host, shared by several processes."
    )
    limit_secret: SecretStr | None = Field(
        default=None,
        description="Secret that visitors' addresses are hashed with; default: made at start. Processes that count together need the same.",
    )

    @field_validator("proxy_administrators", "allowed_origins", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return _parts(value)

    @field_validator("allowed_origins", mode="after")
    @classmethod
    def _origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for origin in value:
            if origin != "*" and not re.fullmatch(r"https?://[^/\s?#@A-Z]+", origin):
                raise ValueError(f"“{origin}” is no origin; write scheme and host in small letters, as https://www.example.gov.uk, no more")
        return value

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _networks(cls, value: object) -> object:
        parts = _parts(value)
        return (
            tuple(ip_network(part, strict=False) if isinstance(part, str) else part for part in parts)
            if isinstance(parts, tuple)
            else parts
        )

    @field_validator("model", "model_url", mode="after")
    @classmethod
    def _named(cls, value: str | None, info: ValidationInfo) -> str | None:
        value = (value or "").strip() or None
        if value and info.field_name == "model" and not re.fullmatch(r"[a-z0-9_]+:\S+", value):
            raise ValueError(f"“{value}” is not of the form provider:name, such as openai:gpt-5-mini")
        if value and info.field_name == "model_url" and not re.match(r"https?://[^/\s]+", value):
            raise ValueError(f"“{value}” is not an address such as http://localhost:8080/v1")
        return value

    @field_validator("staff_key", "admin_key", mode="after")
    @classmethod
    def _long_enough(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None or not value.get_secret_value():
            return None
        if len(value.get_secret_value()) < SHORTEST_KEY:
            raise ValueError(f"a key needs at least {SHORTEST_KEY} characters")
        return value

    @model_validator(mode="after")
    def _apart(self) -> Self:
        if self.staff_key is not None and self.admin_key is not None and self.staff_key == self.admin_key:
            raise ValueError("staff_key and admin_key must differ, or every member of staff is an administrator")
        if self.proxy_header and not self.trusted_proxies:
            raise ValueError("proxy_header needs trusted_proxies, or anybody could send that header")
        return self


def load_settings(index: IngestSettings | None = None) -> tuple[AssistantSettings, IngestSettings]:
    """Return the settings of the server and of the index. Raises BadInput, naming the variable, where one cannot be used."""
    try:
        return AssistantSettings(), index or IngestSettings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False)[0]
        name = "_".join(str(part) for part in first["loc"][:1]).upper()
        variable = f"PLAN_ASSISTANT_{name}" if name else "the environment"
        raise BadInput(
            f"The setting {variable} cannot be used: {first['msg'].removeprefix('Value error, ')}; correct it and start again."
        ) from error


def _parts(value: object) -> object:
    """Given a list as an environment variable holds it, return its parts; anything else as it is."""
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value
