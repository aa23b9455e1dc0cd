"""The ceiling of the server: the same command with the same settings, serving one route that answers constant JSON.

`python -m benchmarks.constant serve ...` takes the arguments of `thutuc serve`.
"""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import uvicorn
from fastapi import FastAPI
from starlette.responses import Response

from search_api.cli import main

BODY = b'{"ok":1}'


def make_app() -> FastAPI:
    """A service that does nothing."""
    app = FastAPI(openapi_url=None)

    @app.get("/readyz")
    async def constant() -> Response:
        return Response(BODY, media_type="application/json")

    return app


def serve() -> None:
    """Runs our own command with the application exchanged."""
    run = uvicorn.run

    def instead(_: str, **settings: Any) -> None:
        run("benchmarks.constant:make_app", **settings)

    with patch.object(uvicorn, "run", instead):
        main()


if __name__ == "__main__":
    serve()
