"""A small real index with everything that access turns on, and a server's service over it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.api.app import create_app
from assistant.serving import Service
from assistant.settings import AssistantSettings
from ingest.settings import IngestSettings
from tests.assistant.councils import councils, poisoned  # noqa: F401  (fixtures: made once a session for all who import nothing)
from tests.assistant.quoting import build
from tests.conftest import catalogue_of, write_documents

STAFF = "staff-key-for-tests"
ADMIN = "admin-key-for-tests"
DOCUMENTS = Path(__file__).parents[1] / "documents"

FILES = {
    "bridgeton.md": "# Burglary\n\nThe partnership fits new locks for victims of burglary.\n\n# Knives\n\nSchools hear about knives.\n",
    "harbour-digest.md": "# Patrols\n\nA digest says that harbour patrols began in spring.\n",
    "harbour.md": "# Patrols\n\nHarbour patrols began in spring with two officers.\n",
    "risk.md": "# Covert work\n\nThe operation watches three houses with hidden cameras.\n",
    "secret.md": "# Fraud\n\nThe full paper names the suspected fraud ring.\n",
    "secret-digest.md": "# Fraud\n\nA digest says that fraud is being looked into.\n",
}


def entry(name: str, **more: str) -> dict[str, str]:
    return {"id": name, "title": name.replace("-", " ").title(), "file": f"{name}.md", **more}


CATALOGUE = catalogue_of(
    entry("bridgeton", period="2017-2020", area="Bridgeton"),
    entry("harbour"),
    entry("harbour-digest", source="digest", digest_of="harbour"),
    entry("risk", access="internal"),
    entry("secret", access="internal"),
    entry("secret-digest", source="digest", digest_of="secret"),
    {"id": "leaflet", "title": "Leaflet", "file": "leaflet.pdf"},
)


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_documents(tmp_path_factory.mktemp("corpus"), FILES, CATALOGUE)
    shutil.copy(DOCUMENTS / "leaflet.pdf", folder / "leaflet.pdf")
    return folder


@pytest.fixture(scope="session")
def assistant_settings() -> AssistantSettings:
    return AssistantSettings(staff_key=SecretStr(STAFF), admin_key=SecretStr(ADMIN))


@pytest.fixture(scope="session")
def index_settings(tmp_path_factory: pytest.TempPathFactory) -> IngestSettings:
    return IngestSettings(index=tmp_path_factory.mktemp("served") / "index", max_file_mb=2)


@pytest.fixture(scope="session")
def service(corpus: Path, assistant_settings: AssistantSettings, index_settings: IngestSettings) -> Iterator[Service]:
    with Service.open(assistant_settings, index_settings, [corpus], build=build) as opened:
        yield opened


@pytest.fixture(scope="session")
def client(service: Service, index_settings: IngestSettings) -> Iterator[TestClient]:
    with TestClient(create_app(service, index_settings), raise_server_exceptions=False) as opened:
        yield opened


def key(value: str) -> dict[str, str]:
    """Given a key, return the header that carries it."""
    return {"Authorization": f"Bearer {value}"}
