"""The built web app: files in, responses out; every address that is no file and no API opens the app, so that links work."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Request
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles

from rasid.web.problems import Problem, problem

FOLDER = Path(__file__).parent / "static"
_FOREVER = "public, max-age=31536000, immutable"


class _Hashed(StaticFiles):
    """Files whose names change with their contents."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["cache-control"] = _FOREVER
        return response


def mount(app: FastAPI, folder: Path = FOLDER) -> None:
    """Adds the app's files. Without a built app the server is the API alone, and says so."""
    assets = folder / "assets"
    if assets.is_dir():
        app.mount("/assets", _Hashed(directory=assets), name="assets")
    root = folder.resolve()

    @app.get("/{path:path}", include_in_schema=False)
    def page(path: str, request: Request) -> Response:
        if path == "api" or path.startswith("api/"):
            raise Problem(404, f"the API has no {request.url.path}")
        try:
            found = (root / path).resolve() if path else root
        except (OSError, ValueError):  # a name that no file can have
            found = root
        if found != root and found.is_relative_to(root) and found.is_file():
            return FileResponse(found, headers={"cache-control": "no-cache"})
        if (root / "index.html").is_file():
            return FileResponse(root / "index.html", headers={"cache-control": "no-cache"})
        return problem(404, "the web app is not built into this installation; the API is below /api/v1")
