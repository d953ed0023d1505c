"""What our HTML pages have in common: errors as pages rather than problem details, and the files that pages load."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from assistant.errors import NotThere, TooMany
from assistant.web.render import assets, page
from ingest.errors import PlanError

Handler = Callable[[Request], Coroutine[Any, Any, Response]]

TITLES = {404: "Not found", 401: "Not signed in", 403: "Not allowed", 429: "Too much at once", 503: "Not ready"}


class PageRoute(APIRoute):
    """A route that answers a person: what goes wrong is a page with one sentence and a way back."""

    def get_route_handler(self) -> Handler:
        """Return the handler, errors turned into pages."""
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await handler(request)
            except TooMany as error:
                response = problem_page(error.status, str(error))
                response.headers["Retry-After"] = str(error.retry_after)
                return response
            except PlanError as error:
                return problem_page(error.status, str(error))
            except RequestValidationError:
                return problem_page(422, "This address, or what was sent to it, cannot be used; go back and try again.")
            except HTTPException as error:
                return problem_page(error.status_code, str(error.detail))

        return handle


def problem_page(status: int, sentence: str) -> Response:
    """Given a status and a sentence for a person, return the page that says so."""
    return page("problem.html", {"title": TITLES.get(status, "This did not work"), "sentence": sentence}, status)


router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/assets/{name}")
async def get_asset(name: str, request: Request) -> Response:
    """Return one of the files that our pages load."""
    asset = assets().get(name)
    if asset is None:
        raise NotThere(f"No file of ours is called “{name[:100]}”; the page that asked for it may be an old one: load it again.")
    headers = {"ETag": asset.etag, "Cache-Control": "no-cache"}
    if asset.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(asset.content, media_type=asset.media_type, headers=headers)


@router.get("/accessibility")
async def show_accessibility() -> Response:
    """Show what works for whom, and what does not yet."""
    return page("accessibility.html", {})
