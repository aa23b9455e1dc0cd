"""The OpenAPI description: what the framework derives from the routes, and the problem document beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI

from search_api.wire_models import ProblemAnswer

_TEMPLATE = "#/components/schemas/{model}"


def describing(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """A function that gives the description; made once, when first asked for."""
    derive = app.openapi

    def describe() -> dict[str, Any]:
        made = app.openapi_schema is not None
        description = derive()
        if not made:
            schemas: dict[str, Any] = description.setdefault("components", {}).setdefault("schemas", {})
            shape = ProblemAnswer.model_json_schema(mode="serialization", ref_template=_TEMPLATE)
            schemas |= shape.pop("$defs", {})
            schemas[ProblemAnswer.__name__] = shape
        return description

    return describe
