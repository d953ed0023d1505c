"""Settings of the server: one frozen object, from the environment, checked at start-up. `ingest.settings` has the index's."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
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
        default=(), description="Addresses or networks of the proxies whose header is believed."
    )
    proxy_administrators: Annotated[frozenset[str], NoDecode] = Field(
        default=frozenset(), description="Users, as the proxy names them, who are administrators."
    )
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Web sites whose pages may call this server from a browser, such as https://www.example.gov.uk."
    )
    max_body_kb: int = Field(default=1024, ge=16, description="Largest request, in kilobytes; an upload may have the largest file's size.")
    workers: int = Field(default=8, ge=1, le=64, description="Requests that are worked on at the same time.")

    @field_validator("proxy_administrators", "allowed_origins", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return _parts(value)

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _networks(cls, value: object) -> object:
        parts = _parts(value)
        return (
            tuple(ip_network(part, strict=False) if isinstance(part, str) else part for part in parts)
            if isinstance(parts, tuple)
            else parts
        )

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
