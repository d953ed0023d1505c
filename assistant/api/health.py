"""/healthz, /readyz and /metrics, at the root: for whatever keeps the process running."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel

from assistant.api.requests import TheState

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """All is well."""

    status: Literal["ok"] = "ok"


@router.get("/healthz", operation_id="isAlive", summary="The process lives")
async def healthz() -> Health:
    """Answer at once, whatever else is going on."""
    return Health()


@router.get("/readyz", operation_id="isReady", summary="Questions can be answered")
async def readyz(state: TheState) -> Health:
    """Answer when the model has embedded a question and the index has answered a real vector query."""
    await state.work(state.service.ready)
    return Health()


@router.get(
    "/metrics",
    operation_id="getMetrics",
    summary="Prometheus metrics",
    response_class=Response,
    responses={
        200: {"content": {"text/plain": {"schema": {"type": "string"}}}, "description": "Counters and timings; no questions, no users."}
    },
)
async def metrics(state: TheState) -> Response:
    """Return counters and timings in Prometheus' text format."""
    return Response(generate_latest(state.metrics.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})
