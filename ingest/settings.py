"""Settings of the index and of reading: one frozen object, from the environment, checked at start-up."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class IngestSettings(BaseSettings):
    """Where the index lies and how files are read.

    Each field is set by an environment variable of the same name in capitals behind `PLAN_ASSISTANT_`.
    """

    model_config = SettingsConfigDict(env_prefix="PLAN_ASSISTANT_", frozen=True, extra="ignore")

    index: Path = Field(default=Path("index"), description="Folder of the index: store, vectors, word index, original files.")
    store_url: str | None = Field(default=None, description="SQLAlchemy URL of the store; default: SQLite in the index folder.")
    chroma_url: str | None = Field(default=None, description="URL of a Chroma server; default: Chroma embedded in the index folder.")
    embedding_model: str | None = Field(
        default=None, description="Name or folder of a sentence-transformers model; default: the packaged all-MiniLM-L6-v2."
    )
    threads: int = Field(default=2, ge=1, le=256, description="Threads that embedding may use.")
    max_file_mb: float = Field(default=100, gt=0, description="Largest file that is read, in megabytes.")
    max_pages: int = Field(default=2000, ge=1, description="Most pages a document may have.")
    read_seconds: float = Field(default=60, gt=0, description="Seconds a file may take to be read, before what its pages add.")
    read_seconds_per_page: float = Field(default=0.2, ge=0, description="Seconds added to that for every page.")
    read_memory_mb: int = Field(default=1024, ge=128, description="Memory the reading process may use, in megabytes.")
    ocr: bool = Field(default=True, description="Recognise pages without a text layer where the OCR extra is installed.")
